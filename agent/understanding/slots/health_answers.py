"""Answers to the health questions before a first program, clause by clause: what is a yes, what is denied, what is over."""

import re
from dataclasses import dataclass

from agent.understanding.phrases import vocabulary
from agent.understanding.replies import reply
from agent.understanding.words import Words

_CLAUSE = re.compile(r"[.,;:!?\n/()]+|\s[-–—]\s|\bbut\b|\band\b|\bthough\b|\bexcept\b|\bbesides\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nothing|nope|nah|neither|nor|without|free of|nobody|zero|n)\b(?! (?:so |very |too |that )?(?:good|great|right|100))|n't\b"
)
_AFFIRMS = re.compile(r"\byes\b|\byep\b|\byeah\b")
_OVER = re.compile(
    r"\b(?:fine|ok|okay|good|great|healed|gone|sorted|recovered|better now|checked|no (?:problems?|issues?|trouble))\b(?! enough)"
)
_ONLY_OVER = re.compile(
    r"\W*(?:(?:all|is|it'?s|now|again|since|perfectly|totally|and)\W+)*(?:fine|ok|okay|good|healed|gone|sorted)\W*(?:(?:now|again|since|then)\W*)*"
)
_NO = re.compile(
    r"\b(?:no|none|nope|nah|nothing|never|neither|nor|n|healthy|hale|all (?:good|clear|fine)|(?:otherwise|rest|else|everything|am|i'm) (?:is )?(?:fine|good|ok|okay|well|fit))\b"
    r"|^\W*(?:fine|good|well|clear|fit)\W*$"
)
_DOCTOR = re.compile(
    r"\b(?:doctors?|docs?|gp|physician|rheumatologist|cardiologist|oncologist|neurologist|gyna?e\w*|ob-?gyn|obstetrician|surgeon|consultant|specialist"
    r"|midwife|physio\w*|physical therapist|nurse|clinic|hospital|provider)\b"
    r"[^.;]{0,40}\b(?:clear\w*|agree\w*|fine|ok|okay|good|great|happy|signed|released|allow\w*|approv\w*|recommend\w*|encourag\w*|green light|go ahead|no objections?"
    r"|normal|(?:told|said|says|wants|wrote|advised)[^.;]{0,24}\b(?:may|can|should|to|move|train|lift|do|more|start|exercise|strength))"
    r"|\b(?:cleared|signed off|released|green light)\b"
)
_PRESSURE = re.compile(r"\b(?:bp|blood pressure)\b")
_UNCLEARED = re.compile(r"\b(?:not|never|n't|no|hasn'?t|haven'?t|without|until|wait\w*)\b")


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What an answer comes to."""

    yes: tuple[str, ...]
    is_no: bool
    """Whether something is denied, or said to be well: without it and without a yes it is no answer."""
    cleared: bool
    """Whether a clinician is said to agree."""
    conditions: tuple[str, ...] = ()
    """What of it plans know by name."""
    of_the_body: tuple[str, ...] = ()
    """The clauses that tell of a part of the body that is not well."""


def health_answer(said: Words) -> HealthAnswer:
    """What somebody answers to the health questions in their own words."""
    yes: list[str] = []
    body: list[str] = []
    conditions: list[str] = []
    is_no = cleared = False
    clauses = [each for each in _CLAUSE.split(said.said) if each.strip()]
    for at, clause in enumerate(clauses):
        text = clause.lower().replace("’", "'")
        follows = clauses[at + 1].lower() if at + 1 < len(clauses) else ""
        named = vocabulary("screening").values(clause)
        if _DOCTOR.search(text) and not _UNCLEARED.search(text):
            cleared = True
        if _AFFIRMS.search(text) or not (
            _DENIES.search(text) or _OVER.search(text) or (named and _ONLY_OVER.fullmatch(follows))
        ):
            yes += named
            conditions += [each for each in vocabulary("condition").values(clause) if each != "recent_surgery"]
            conditions += ["hypertension"] if _PRESSURE.search(text) else []  # it is asked whether it is high
            body += [clause.strip()] if "joint" in named else []
        is_no = is_no or _NO.search(text) is not None
    return HealthAnswer(tuple(dict.fromkeys(yes)), is_no, cleared, tuple(dict.fromkeys(conditions)), tuple(body))


def answers_cleared(said: Words) -> bool | None:
    """Whether a clinician has cleared somebody, as the answer to that question; ``None`` where it is none."""
    if health_answer(said).cleared or reply(said.said) == "yes":
        return True
    text = said.said.lower().replace("’", "'")
    if _UNCLEARED.search(text):
        return False
    return True if _AFFIRMS.search(text) else None


def says_agreed(text: str) -> bool:
    """Whether somebody tells that a clinician agrees with training as such, not with a part of the body: one clause that says
    so, and none that denies it.

    >>> says_agreed("I'm pregnant, my midwife is happy for me to lift"), says_agreed("the doctor hasn't cleared me")
    (True, False)
    >>> says_agreed("I'm pregnant. my physio cleared my knee")
    False
    """
    found = [each.lower() for each in _CLAUSE.split(text) if _DOCTOR.search(each.lower())]
    found = [each for each in found if not vocabulary("region").find(each)]
    return bool(found) and not any(_UNCLEARED.search(each.replace("\u2019", "'")) for each in found)


def screening(words: Words) -> list[str]:
    """The health questions that are answered with yes; none where all are no."""
    return list(health_answer(words).yes)
