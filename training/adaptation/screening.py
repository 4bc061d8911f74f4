"""The health questions before a first program: asked in plain words, read, and what follows (reference 9.2).

They are like the PAR-Q+, in words of our own. What a yes does to training is ``training.program.limits``.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from training.coaching import Rules, rules
from training.errors import Unclear
from training.program.limit_rules import LimitRules
from training.program.plan import Reason
from training.program.trainee import Screening

SOURCE = "Reference 9.2, after the PAR-Q+ and ACSM (Riebe 2015)"


class ScreeningRules(Rules):
    """The section ``[screening]``."""

    valid_months: int
    active_minutes: int
    active_days: int
    active_months: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the key that its yes is kept under."""

    key: str
    text: str


QUESTIONS = (
    Question("heart", "Has a doctor ever found a heart condition or high blood pressure?"),
    Question("chest_pain", "Do you get chest pain at rest, in everyday life or when you exert yourself?"),
    Question("dizziness", "In the last 12 months, did you lose your balance from dizziness, or faint?"),
    Question("chronic", "Do you have another long-term condition that a doctor diagnosed?"),
    Question("medication", "Do you take prescribed medicine for a long-term condition?"),
    Question(
        "joint",
        "Is there, or was there in the last 12 months, a bone, joint or soft-tissue problem that exercise could make worse?",
    ),
    Question("supervised_only", "Has a doctor told you to exercise only under medical supervision?"),
)
KEYS = tuple(question.key for question in QUESTIONS)
_NONE = re.compile(
    r"(n|no|nope|nah|none|all no|no to (all|every\w*|any)|all of (them|it) no|never|nothing|not? any|nein)[\s.!,]*(of (them|those))?[.!]*"
)
_LISTED = re.compile(
    r"(?:(?:yes|no|to|for|and|the|rest|numbers?|nr|questions?|q|is|are|was|it|a|only|just|others?|all|of|them|everything|else|\d)\b|[\s,.;:&#!()+-])*"
)
"""Numbers of questions with what is said around them; in other words a number counts something else."""
_NAMED = re.compile(
    rf"(?:yes(?: to)?:? )?(?:(?:{'|'.join(key.replace('_', '[ _]') for key in KEYS)})(?:,| and|&)? ?)+[.!]*"
)
"""The keys of the questions themselves, as a model says them."""
_ALL = re.compile(r"(yes|yes to (all|every\w*)|all yes)[.!]*")
Decision = Literal["start", "start_easy", "moderate_only", "clearance", "stop"]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What the answers mean for training."""

    decision: Literal["ask", "clear", "limited", "stopped"]
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def questions_text() -> str:
    """All questions in one message, numbered, with how to answer."""
    listed = "\n".join(f"{number}. {question.text}" for number, question in enumerate(QUESTIONS, start=1))
    return f"{listed}\nAnswer 'no to all', or the numbers that are a yes."


def read_answers(words: str) -> tuple[str, ...]:
    """The keys of the questions that were answered with yes. Raises ``Unclear`` for what is no answer.

    >>> read_answers("no to all"), read_answers("yes to 1 and 5"), read_answers("6")
    ((), ('heart', 'medication'), ('joint',))
    """
    said = " ".join(words.casefold().split())
    if _NONE.fullmatch(said):
        return ()
    denied = {
        int(each)
        for part in re.findall(r"no (?:to |for )?((?:\d+(?:,| and|&)? ?)+)", said)
        for each in re.findall(r"\d+", part)
    }
    listed = said if _LISTED.fullmatch(said) else ""
    numbers = {
        int(each) for each in re.findall(r"\b\d+\b(?!\s?(?:years?|yrs?|months?|weeks?|days?|/))", listed)
    } - denied
    if numbers and numbers <= set(range(1, len(QUESTIONS) + 1)):
        return tuple(KEYS[number - 1] for number in sorted(numbers))
    if denied and denied == set(range(1, len(QUESTIONS) + 1)):
        return ()
    if _NAMED.fullmatch(said):
        return tuple(key for key in KEYS if key.replace("_", " ") in said.replace("_", " "))
    if _ALL.fullmatch(said):
        raise Unclear("Which of them is a yes? Their numbers are enough, like 'yes to 2 and 6'.")
    raise Unclear(f"Please answer 'no to all' or the numbers (1 to {len(QUESTIONS)}) that are a yes.")


def expires_on(on: date) -> date:
    """The last day that the answers are good for.

    >>> expires_on(date(2026, 2, 28))
    datetime.date(2027, 2, 28)
    """
    years, months = divmod(on.month - 1 + rules("screening", ScreeningRules).valid_months, 12)
    year, month = on.year + years, months + 1
    day = on.day if (month, on.day) != (2, 29) or year % 4 == 0 else 28
    return date(year, month, day)


def is_due(screening: Screening | None, today: date, *, health_changed: bool = False) -> bool:
    """Whether the questions are to be asked (again): never answered, a year old, or the health has changed."""
    return screening is None or health_changed or today > expires_on(screening.on)


def consequence(screening: Screening | None, today: date) -> Consequence:
    """What the answers mean for training today."""
    if screening is None or is_due(screening, today):
        text = "The health questions are open: seven short ones before the first program."
        if screening is not None:
            text = f"Your answers are from {screening.on.isoformat()} and good for a year: please answer again."
        return Consequence("ask", (Reason("screening.ask", text, SOURCE),))
    if not screening.yes:
        text = f"All no on {screening.on.isoformat()}: no limits; the first weeks stay moderate."
        return Consequence("clear", (Reason("screening.clear", text, SOURCE),))
    yes = ", ".join(each.replace("_", " ") for each in screening.yes)
    if screening.cleared:
        return Consequence(
            "clear", (Reason("screening.cleared", f"Yes to {yes}, cleared by a clinician since: no limits.", SOURCE),)
        )
    if set(screening.yes) & rules("limits", LimitRules).stops:
        text = f"Yes to {yes}: please see a doctor before training; gentle walking and mobility are fine until then."
        return Consequence("stopped", (Reason("screening.stopped", text, SOURCE),))
    text = f"Yes to {yes}: RPE 6 at most, no maximal tests and no intervals until a clinician clears you."
    return Consequence("limited", (Reason("screening.limited", text, SOURCE),))


def is_active(minutes: float, days_a_week: float, months: float) -> bool:
    """Whether somebody counts as active: 30 minutes at moderate effort, 3 days a week, for 3 months."""
    given = rules("screening", ScreeningRules)
    return minutes >= given.active_minutes and days_a_week >= given.active_days and months >= given.active_months


def clearance(*, active: bool, disease: bool, symptoms: bool, vigorous: bool = False) -> tuple[Decision, Reason]:
    """The ACSM decision: known heart, metabolic or kidney disease, signs of it, and whether one is active already.

    >>> clearance(active=True, disease=True, symptoms=False, vigorous=True)[0]
    'clearance'
    """
    if symptoms:
        decision: Decision = "stop" if active else "clearance"
        text = "Signs or symptoms: " + ("stop, and see a doctor." if active else "see a doctor before any training.")
    elif disease and (not active or vigorous):
        decision = "clearance"
        text = "A known condition: a doctor's clearance first" + (
            " before anything vigorous." if active else ", then light to moderate."
        )
    elif disease:
        decision, text = "moderate_only", "A known condition, active and without symptoms: moderate training is fine."
    elif active:
        decision, text = "start", "Active and without signs: go on, vigorous work comes up gradually."
    else:
        decision, text = "start_easy", "Not active yet, without signs: start light to moderate, no clearance needed."
    return decision, Reason(f"screening.{decision}", text, SOURCE)
