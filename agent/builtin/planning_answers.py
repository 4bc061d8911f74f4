"""Answers to what planning asks: goals, days, equipment, level, how bad an injury is, the health questions."""

import re
from typing import Any

from agent.builtin.about_me import days_in, goals_in, level_in, planning_facts
from agent.builtin.ailments import injury_in, is_sharp, kept_and_trained_around, region_in, severity_in
from agent.builtin.amounts import COUNTS, months_in, weekdays_in
from agent.builtin.conversation import Asking
from agent.builtin.equipment import equipment_in, place_in
from agent.builtin.intents import Call, Intent, Say
from training.adaptation.screening import read_answers
from training.errors import Unclear
from training.notation import looks_like_training
from training.pain import MODIFY_UP_TO

NO_PROGRAM_THEN = "All right, no program for now. Say so when you want one."
AGAIN = {
    "goals": "Which of them fits best: strength, muscle, fat loss, endurance, power, mobility or general health?",
    "days": "How many days a week, from one to seven?",
    "equipment": 'What is there to train with? For example "full gym", "dumbbells and a bench", or "nothing".',
    "level": 'How long have you been lifting regularly? For example "a few months" or "two years".',
    "severity": 'How bad is it, from 0 to 10? For example "mild, not sharp".',
    "screening": "Please answer 'no to all', or the numbers of the questions that are a yes.",
}
_GIVES_UP = re.compile(
    r"^(?:cancel|never ?mind|forget (?:it|about it|the program)|stop|leave it|not now|(?:i )?(?:don't|do not) want (?:a|the|any) (?:program|plan)(?: any ?more)?|no program|later|maybe later|drop it|forget it)(?: (?:then|please|thanks))?[.! ]*$"
)
_SETS = re.compile(r"\d ?[x×@] ?\d")
_FINE_NOW = re.compile(
    r"\b(?:fine|ok(?:ay)?|good|gone|healed|better|nothing|no pain)\b.*\b(?:now|again|already|any ?more)\b"
)
_OTHER_UNIT = re.compile(r"\d ?[x×]|\d ?(?:kg|lbs?|days?|weeks?|months?|years?|yrs?|min(?:ute)?s?|h(?:ours?)?)\b")
_NUMBER = re.compile(
    r"^(?:about |around |maybe |like |say |up to |at most |max |i'd say |it's |it is |a |an |probably |only |just |at |roughly )*(?P<n>\d{1,2}(?:[.,]5)?)(?: ?(?:-|–|to|or) ?\d{1,2})?(?:/10| out of 10)?(?: days?| times| x)?(?: (?:a|per) week)?[.! ]*$"
)
_UNSURE = re.compile(
    r"^(?:not sure|no idea|i don't know|don't know|idk|dunno|hard to say|whatever|anything|you decide|up to you|doesn't matter|i don't care|any)[.! ]*$"
)
_ALL_FINE = re.compile(r"^(?:nothing|none|not at all|no pain|it's (?:fine|ok)|zero|fine)[.! ]*$")
_BAD = (("severe", 7.0), ("very bad", 7.0), ("really bad", 7.0), ("terrible", 8.0), ("quite bad", 6.0), ("moderate", 4.0), ("medium", 5.0), ("so-so", 4.0), ("a lot", 7.0), ("mild", 2.0), ("a bit", 2.0), ("a little", 2.0), ("slight", 2.0), ("not too bad", 3.0), ("not that bad", 3.0), ("not bad", 2.0), ("bad", 6.0))  # fmt: skip
_LEVELS = {
    "a": "novice",
    "under a year": "novice",
    "new": "novice",
    "years": "advanced",
    "long": "advanced",
    "a long time": "advanced",
    "very long": "advanced",
    "a while": "intermediate",
    "not long": "novice",
    "never": "novice",
    "not at all": "novice",
    "long time": "advanced",
    "ages": "advanced",
}
_CONTENT = re.compile(r"\b(?:how|why|what|when|which|plates?|show|undo|delete|log|can|could|should)\b")


def planning_answer(text: str, said: str, asking: Asking) -> list[Intent] | None:
    """What an answer means: what to keep, and the program again; ``None`` if it is something else.

    A late answer counts only where it can hardly be anything else.
    """
    if _GIVES_UP.match(text) and (asking.is_fresh or asking.request is not None):
        return [Say(NO_PROGRAM_THEN)] if asking.request is not None else None
    if (
        text.endswith("?")
        or len(text) > 400
        or _SETS.search(text)
        or (asking.asks == "equipment" and looks_like_training(said))
    ):
        return None
    calls = _read(text.strip(" .!"), said, asking)
    if not calls:
        return None
    if asking.request is not None:
        calls = [*calls, Call("propose_program", asking.request)]
    return list(calls)


def asked_again(asking: Asking) -> Say:
    """The question once more, shortly."""
    return Say(AGAIN.get(asking.asks, asking.question))


def _read(text: str, said: str, asking: Asking) -> list[Call]:
    if asking.asks == "screening":
        return _screening(text, asking.is_fresh)
    if asking.asks == "severity":
        return _severity(text, said, asking)
    if _CONTENT.match(text):
        return []
    args = _stated(text, asking)
    hurts = injury_in(text, said)
    return [Call("update_planning", args), *([] if hurts is None else [hurts])] if args else []


def _stated(text: str, asking: Asking) -> dict[str, Any]:
    """What an answer states: what was asked for, and what else came with it."""
    args = planning_facts(text)
    answer: dict[str, Any] = {}
    match asking.asks:
        case "goals":
            goals = goals_in(text)
            if not goals and (_UNSURE.match(text) or re.search(r"\beverything\b|\ball of (?:them|it|those)\b", text)):
                goals = {"general_health": 10}
            answer = {"goals": goals} if goals else {}
        case "days":
            days = days_in(text) or _number(text)
            weekdays = weekdays_in(text)
            answer = {"days": days} if days is not None and 1 <= days <= 7 else {}
            answer |= {"weekdays": weekdays} if weekdays else {}
            if "training_months" in args:
                del args["training_months"]
        case "equipment":
            equipment = equipment_in(text)
            if equipment is None and re.match(
                r"^(?:(?:a |the |my |any )?gym|at (?:the|a|my) gym|i (?:go to|have|train (?:at|in)) (?:a|the|my) gym|everything|all of it|all)$",
                text,
            ):
                equipment = equipment_in("full gym")
            place = place_in(text) or ("gym" if equipment and len(equipment) > 20 else None)
            answer = ({} if equipment is None else {"equipment": equipment}) | ({"place": place} if place else {})
        case "level":
            answer = level_in(text, bare=True)
            if not answer and asking.is_fresh:
                answer = {"level": _LEVELS[text]} if text in _LEVELS else _years(text)
            if answer:
                args.pop("days", None)
    if not answer or (not asking.is_fresh and not _is_plain(text, asking.asks)):
        return {}
    return (
        answer
        | {
            name: value
            for name, value in args.items()
            if name not in answer and name not in ("level", "training_months")
        }
        | answer
    )


def _is_plain(text: str, asks: str) -> bool:
    """Whether a late answer can hardly be anything else: no bare number, and few words."""
    return (
        not re.fullmatch(r"[\d\s./,-]+", text)
        and len(text.split()) <= 8
        and not re.search(r"\d ?(?:kg|lbs?|x)", text)
        and (asks != "level" or months_in(text) is not None or len(text.split()) <= 3)
    )


def _number(text: str) -> int | None:
    if text in COUNTS and text not in ("a", "an", "couple", "few"):
        return COUNTS[text]
    found = _NUMBER.match(text)
    return None if found is None or not found["n"].isdigit() else int(found["n"])


def _years(text: str) -> dict[str, Any]:
    """A bare number after 'how long': years."""
    number = None if "/" in text or "out of" in text else _number(text)
    return {} if number is None else {"training_months": 12 * number}


def _severity(text: str, said: str, asking: Asking) -> list[Call]:
    where = re.search(r"How bad is (?:the |your )?(.+?),", asking.question)
    region = region_in(where[1].lower()) if where else None
    told = region_in(text)
    if region is None or (told is not None and told != region) or _OTHER_UNIT.search(text):
        return []
    found = _NUMBER.match(text)
    severity = float(found["n"].replace(",", ".")) if found else severity_in(text)
    if severity is None and (first := re.match(r"^(?:about |maybe |a |like )*(\d{1,2})\b(?!\d)", text)):
        severity = float(first[1])
    is_over = severity is None and _FINE_NOW.search(text) is not None
    if is_over:
        severity = 0.0
    if severity is None:
        severity = (
            0.0
            if _ALL_FINE.match(text)
            else next((value for words, value in _BAD if re.search(rf"\b{words}\b", text)), None)
        )
    sharp = is_sharp(text) or (re.match(r"^yes\b", text) is not None and severity is not None)
    if not asking.is_fresh and (told is None and "/10" not in text and "out of" not in text):
        return []
    if (severity is None and not sharp) or (severity is not None and severity > 10) or len(text.split()) > 25:
        return []
    if severity == 0 and is_over:
        return [Call("resolve_injury", {"region": region})]
    args: dict[str, Any] = {"region": region} | ({} if severity is None else {"severity": severity})
    side = re.search(r"\b(left|right)\b", where[1].lower()) if where else None
    injury = Call("report_injury", args | ({"side": side[1]} if side else {}) | ({"sharp": True} if sharp else {}))
    is_bad = sharp or (severity is not None and severity > MODIFY_UP_TO)
    return kept_and_trained_around(injury) if is_bad and asking.request is None else [injury]


def _screening(text: str, is_fresh: bool) -> list[Call]:
    words = re.sub(r"^(?:i'd say |it's |its |answer:? |well,? |only |just )+", "", text)
    words = re.sub(
        r"^no(?:pe)?,? (?:i'm (?:fine|healthy|good)|all (?:good|fine)|nothing.*)$|^(?:all (?:good|fine|clear)|i'm healthy|no issues?|none of (?:these|those|them|that)(?: apply)?|all of them are no|they're all no|all are no|no problems?|no everything|noo+|no ?t+o all|not? to all)$",
        "no to all",
        words,
    )
    if not is_fresh and not re.match(r"^(?:no to (?:all|every)|all no|yes to|none of)", words):
        return []
    try:
        yes = read_answers(words)
    except Unclear:
        return []
    if re.search(r"\d ?/", words) or _OTHER_UNIT.search(words):
        return []
    return [Call("answer_screening", {"yes": list(yes)})]
