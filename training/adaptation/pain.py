"""Pain in training as typed decisions: continue, modify, substitute, stop, refer (reference 8.1, the stricter cut-offs).

The sentences are those of ``training.pain``; what a region forbids is ``training.program.injuries``. Never a diagnosis.
"""

from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.pain import pain_advice
from training.program.injuries import injury_rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 8.1"
Action = Literal["continue", "modify", "substitute", "stop"]
Quality = Literal["dull", "sharp", "pop", "swelling", "giving_way", "locking", "numb", "weak", "soreness"]
STOPPING: tuple[Quality, ...] = ("sharp", "pop", "swelling", "giving_way", "locking", "numb", "weak")
"""Whatever the number."""


class PainRules(Rules):
    """The section ``[pain]``."""

    load: tuple[float, float]
    sets: float
    region_volume: float
    region_days: int
    clear_days: int
    back_at: float
    back_step: float
    refer_days: int
    doms_from: float


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain as it was told."""

    region: str
    score: float | None
    """0 to 10; ``None`` was not told."""
    quality: Quality | None = None
    worse_next_morning: bool = False
    sessions_running: int = 1
    """In how many sessions in a row."""
    days: int = 0
    """Since when."""
    at_night: bool = False
    recurrent: bool = False
    dark_urine: bool = False


@dataclass(frozen=True, slots=True)
class PainDecision:
    """What to do about it. ``load`` and ``sets`` are factors on what loads the region."""

    action: Action
    load: float
    sets: float
    refer: bool
    """See a physio or doctor."""
    clinician_first: bool
    """No return to the pattern before that, or before a week with 2 and less."""
    region_volume: float
    """Of the region for the next week."""
    region_days: int
    is_red_flag: bool
    text: str
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return self.text


def decide(pain: Pain) -> PainDecision:
    """The action for one pain; a pain without a number counts as the middle band.

    >>> decide(Pain("knee", 2)).action, decide(Pain("knee", 4)).action, decide(Pain("knee", 6)).action
    ('continue', 'modify', 'stop')
    >>> decide(Pain("knee", 4, worse_next_morning=True)).action, decide(Pain("knee", 3, "locking")).action
    ('substitute', 'stop')
    """
    given, cuts = rules("pain", PainRules), injury_rules()
    score = cuts.unknown_severity if pain.score is None else pain.score
    if pain.quality == "soreness":
        return _soreness(pain, score, given)
    refer = score > cuts.carry_on_up_to and (pain.days > given.refer_days or pain.at_night or pain.recurrent)
    words = pain_advice(pain.region.replace("_", " "), pain.score)
    if score > cuts.modify_up_to or pain.quality in STOPPING:
        if score <= cuts.modify_up_to:
            words = (
                f"{pain.region.replace('_', ' ').capitalize()}: {str(pain.quality).replace('_', ' ')} counts more than the number. "
                "Stop that movement and the ones like it today, and have it looked at by a clinician before you load it again."
            )
        return _decision(pain, "stop", 0.0, 0.0, True, True, words, given)
    if score <= cuts.carry_on_up_to:
        return _decision(pain, "continue", 1.0, 1.0, refer, False, words, given)
    if pain.worse_next_morning or pain.sessions_running >= 2:
        why = (
            "worse the next morning"
            if pain.worse_next_morning
            else f"there for {pain.sessions_running} sessions running"
        )
        text = (
            f"{pain.region.replace('_', ' ').capitalize()} pain at {plain(score)}/10, {why}: swap the movement for one that "
            f"doesn't load it, and {plain((1 - given.region_volume) * 100)} % less for that region for a week."
        )
        return _decision(pain, "substitute", 1.0, 1.0, refer, False, text, given, given.region_volume)
    return _decision(pain, "modify", _load(score, given, cuts.modify_up_to), given.sets, refer, False, words, given)


def may_return(days_at_2_or_less: int, *, cleared: bool) -> bool:
    """Whether a pattern that was stopped may come back: cleared, or a week with 2 and less in daily life.

    >>> may_return(7, cleared=False), may_return(3, cleared=False), may_return(0, cleared=True)
    (True, False, True)
    """
    return cleared or days_at_2_or_less >= rules("pain", PainRules).clear_days


def load_on_return(session: int) -> float:
    """The share of the old load in a session after that (from 1): half, and a tenth more each time.

    >>> [load_on_return(session) for session in (1, 2, 6, 9)]
    [0.5, 0.6, 1.0, 1.0]
    """
    given = rules("pain", PainRules)
    return min(1.0, round(given.back_at + given.back_step * (session - 1), 4))


def _load(score: float, given: PainRules, top: float) -> float:
    """From 10 % less at 3 to 20 % less at 5."""
    most, least = given.load
    low = injury_rules().carry_on_up_to + 1
    part = min(1.0, max(0.0, (score - low) / (top - low)))
    return round(least - (least - most) * part, 3)


def _soreness(pain: Pain, score: float, given: PainRules) -> PainDecision:
    """Muscle soreness is no pain; very strong, or with dark urine, it is a warning."""
    if pain.dark_urine or score >= given.doms_from:
        words = (
            "That is more than soreness usually is. Don't train, drink, and have it looked at today: "
            "at once if your urine is dark, or the muscle swells or gives out."
        )
        return _decision(pain, "stop", 0.0, 0.0, True, True, words, given, red=True)
    words = f"Muscle soreness at {plain(score)}/10 is no injury: it counts in readiness, and goes by itself in two or three days."
    return _decision(pain, "continue", 1.0, 1.0, False, False, words, given)


def _decision(
    pain: Pain, action: Action, load: float, sets: float, refer: bool, first: bool, text: str, given: PainRules,
    volume: float = 1.0, *, red: bool = False,
) -> PainDecision:  # fmt: skip
    if refer and not first:
        since = (
            f"for {pain.days} days"
            if pain.days > given.refer_days
            else "at night"
            if pain.at_night
            else "again and again"
        )
        text += f" It hurts {since}: please let a physio or doctor look at it."
    elif first and pain.dark_urine:
        red = True
    rule = f"pain.{action}"
    days = given.region_days if volume < 1 else 0
    return PainDecision(action, load, sets, refer, first, volume, days, red, text, (Reason(rule, text, SOURCE),))
