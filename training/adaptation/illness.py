"""Training when ill, and the way back: the neck check (reference 8.2)."""

from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 8.2 (neck check)"
Action = Literal["easy", "rest", "clearance", "return", "well"]
Symptom = Literal[
    "runny_nose", "mild_sore_throat", "sneezing", "headache", "fever", "chest", "cough", "body_aches", "stomach", "fatigue", "swollen_glands",
]  # fmt: skip
ABOVE_NECK: tuple[Symptom, ...] = ("runny_nose", "mild_sore_throat", "sneezing", "headache")


class IllnessRules(Rules):
    """The section ``[illness]``."""

    fever_c: float
    mild_volume: float
    mild_rir: float
    fever_free_hours: int
    first_day: float
    step: float
    most_easy_days: int
    short_days: int


@dataclass(frozen=True, slots=True)
class Illness:
    """How somebody is."""

    symptoms: tuple[Symptom, ...] = ()
    temperature_c: float | None = None
    days_ill: int = 0
    """So far, or in all when it is over."""
    hours_without_fever: float | None = None
    """Without medicine against it; ``None``: there was no fever, or it is not known."""
    had_fever: bool = False
    heart_signs: bool = False
    """Chest pain, palpitations or breathlessness during or after it."""


@dataclass(frozen=True, slots=True)
class IllnessDecision:
    """What is trained today, and how the way back looks."""

    action: Action
    volume: float
    least_rir: float | None
    easy_cardio: bool
    easy_days: int
    """How many easy days follow."""
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def illness(state: Illness) -> IllnessDecision:
    """Today's decision. Fever, chest, aches, stomach, great tiredness: no training at all.

    >>> illness(Illness(("runny_nose",))).action, illness(Illness(("cough", "chest"))).action
    ('easy', 'rest')
    """
    given = rules("illness", IllnessRules)
    if state.heart_signs:
        text = "Chest pain, palpitations or breathlessness with an infection need a doctor before any training: it can be the heart."
        return _decision("clearance", 0.0, None, 0, text)
    is_hot = (state.temperature_c is not None and state.temperature_c >= given.fever_c) or "fever" in state.symptoms
    below = [each for each in state.symptoms if each not in ABOVE_NECK and each != "fever"]
    if is_hot or below:
        signs = ", ".join([*(["fever"] if is_hot else []), *(each.replace("_", " ") for each in below)])
        text = f"{signs.capitalize()}: no training until you have been free of fever for {given.fever_free_hours} hours without medicine."
        return _decision("rest", 0.0, None, 0, text)
    if state.symptoms:
        text = (
            f"Only above the neck and mild: half the volume ({plain(given.mild_volume * 100)} %), "
            f"{plain(given.mild_rir)} reps in reserve, cardio in zone 2 at most. Stop if it gets worse."
        )
        return _decision("easy", given.mild_volume, given.mild_rir, 0, text)
    if state.had_fever and (state.hours_without_fever is None or state.hours_without_fever < given.fever_free_hours):
        text = f"Free of fever for less than {given.fever_free_hours} hours without medicine: one more day of rest."
        return _decision("rest", 0.0, None, 0, text)
    if state.days_ill == 0:
        return _decision("well", 1.0, None, 0, "Well: as planned.")
    if state.days_ill > given.short_days:
        text = f"{state.days_ill} days ill: come back as after a gap of that length, beginning with half."
    else:
        text = f"{state.days_ill} days ill: as many easy days ({easy_days(state.days_ill)}), beginning with half of the volume."
    return _decision("return", given.first_day, given.mild_rir, easy_days(state.days_ill), text)


def easy_days(days_ill: int) -> int:
    """How many easy days follow an illness: as many as sick ones, five at most.

    >>> easy_days(3), easy_days(9)
    (3, 5)
    """
    return min(days_ill, rules("illness", IllnessRules).most_easy_days)


def volume_on_return(day: int) -> float:
    """The share of the volume on a day of the way back (from 1).

    >>> [volume_on_return(day) for day in (1, 2, 3, 4, 5)]
    [0.5, 0.65, 0.8, 0.95, 1.0]
    """
    given = rules("illness", IllnessRules)
    return min(1.0, round(given.first_day + given.step * (day - 1), 4))


def _decision(action: Action, volume: float, rir: float | None, days: int, text: str) -> IllnessDecision:
    reason = Reason(f"illness.{action}", text, SOURCE)
    return IllnessDecision(action, volume, rir, action != "well", days, (reason,))
