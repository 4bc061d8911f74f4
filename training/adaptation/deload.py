"""When a deload is due: points from signals, an offer or an automatic one, and what it is (reference 4.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.program.trainee import Level
from training.units import plain

SOURCE = "Reference 4.8"
Action = Literal["none", "offer", "auto"]


class DeloadRules(Rules):
    """The section ``[deload]``."""

    offer_from: int
    auto_from: int
    quiet_days: int
    next_after_weeks: int
    beginner_weeks: int
    readiness_low: float
    readiness_fair: float
    low_sessions: int
    fall_share: float
    fall_lifts: int
    rpe_over: float
    rpe_lifts: int
    missed: int
    sleep_h: float
    device_days: int
    resting_hr_over: float
    monotony: float
    load_ratio: float
    pain: float
    pain_sessions: int
    weeks: dict[Level, int]
    sets: float
    load: float
    least_rir: float
    cardio: float
    days: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known; ``None`` and empty count nothing and trigger nothing."""

    readiness_mean: float | None = None
    """Of the last 7 days."""
    session_readiness: tuple[float, ...] = ()
    """Of the last 5 sessions."""
    fallen_lifts: tuple[str, ...] = ()
    """Main lifts 5 % and more below their best of 28 days, in two exposures running: ``has_fallen``."""
    heavy_lifts: tuple[str, ...] = ()
    """Lifts that felt an RPE too hard twice running at the same load: ``is_heavy``."""
    missed_of_last_6: int | None = None
    """Exposures of main lifts with missed reps, of the last six."""
    sleep_mean_h: float | None = None
    """Of the last 7 days."""
    resting_hr_days: int = 0
    """Days running with a resting heart rate 5 and more above the baseline."""
    hrv_low_days: int = 0
    """Days running with the HRV mean below its band."""
    monotony: float | None = None
    load_ratio: float | None = None
    """This week's load against the mean of four weeks."""
    painful_sessions: int = 0
    """Of the last ones, with joint pain of 4 and more."""
    weeks_since_deload: float | None = None
    """Or since the program began."""
    days_since_deload: int | None = None
    """``None``: there was none."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A signal that fired, its points, and the numbers behind it."""

    name: str
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Deload:
    """What the signals say together."""

    points: int
    triggers: tuple[Trigger, ...]
    action: Action
    is_suppressed: bool
    reasons: tuple[Reason, ...]

    @property
    def is_overtraining_risk(self) -> bool:
        """Whether the points say so, also where a deload was just done."""
        return self.points >= deload_rules().offer_from

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def deload_rules() -> DeloadRules:
    """The section ``[deload]``."""
    return rules("deload", DeloadRules)


def deload(signals: Signals, level: Level = "intermediate") -> Deload:
    """Add the points up: 3 and more offer a deload now, 5 and more set one that may be declined.

    >>> deload(Signals(readiness_mean=48, sleep_mean_h=5.5)).action
    'offer'
    """
    given = deload_rules()
    triggers = tuple(_triggers(signals, level, given))
    points = sum(each.points for each in triggers)
    action: Action = "auto" if points >= given.auto_from else "offer" if points >= given.offer_from else "none"
    quiet = signals.days_since_deload is not None and signals.days_since_deload < given.quiet_days
    suppressed = action != "none" and quiet
    told = "; ".join(each.text for each in triggers)
    if suppressed:
        text = (
            f"{points} points ({told}), but the last deload was {signals.days_since_deload} days ago: no other one yet."
        )
    elif action == "none":
        text = (
            f"{points} point{'' if points == 1 else 's'} of {given.offer_from}"
            + (f" ({told})" if told else "")
            + ": no deload is due."
        )
    else:
        word = "I set a deload week (you may decline)" if action == "auto" else "a deload week now would be wise"
        text = (
            f"{points} points ({told}): {word}; the next planned one moves to {given.next_after_weeks} weeks after it."
        )
    return Deload(points, triggers, "none" if suppressed else action, suppressed, (Reason("deload", text, SOURCE),))


def may_skip_first(weeks_training: float, points: int, *, had_one: bool) -> bool:
    """Whether a beginner may skip the first scheduled deload: below 12 weeks of training and nothing fired.

    >>> may_skip_first(4, 0, had_one=False), may_skip_first(4, 1, had_one=False)
    (True, False)
    """
    return weeks_training < deload_rules().beginner_weeks and points == 0 and not had_one


def has_fallen(e1rm: Sequence[float], best_of_28_days: float) -> bool:
    """Whether the last two exposures of a lift were both 5 % and more below its best.

    >>> has_fallen([100, 94, 95], 100), has_fallen([100, 94, 96], 100)
    (True, False)
    """
    limit = best_of_28_days * (1 - deload_rules().fall_share)
    return len(e1rm) >= 2 and all(each <= limit for each in e1rm[-2:])


def is_heavy(over_target: Sequence[float], loads_kg: Sequence[float]) -> bool:
    """Whether a lift felt an RPE and more above its target twice running, with no more load than before.

    >>> is_heavy([0, 1, 1.5], [100, 100, 100]), is_heavy([1, 1], [100, 105])
    (True, False)
    """
    same = len(loads_kg) >= 2 and loads_kg[-1] <= loads_kg[-2]
    return len(over_target) >= 2 and same and all(each >= deload_rules().rpe_over for each in over_target[-2:])


def what_it_is() -> str:
    """A deload in a sentence."""
    given = deload_rules()
    return (
        f"{given.days} days with {plain(given.sets * 100)} % of the sets at {plain(given.load * 100)} % of the load, "
        f"{plain(given.least_rir)} reps and more in reserve, the same exercises on the same days, easy cardio only, nothing to failure."
    )


def _triggers(signals: Signals, level: Level, given: DeloadRules) -> list[Trigger]:
    found: list[Trigger] = []

    def fire(name: str, points: int, text: str) -> None:
        found.append(Trigger(name, points, text))

    mean = signals.readiness_mean
    if mean is not None and mean < given.readiness_fair:
        fire("readiness_mean", 2 if mean < given.readiness_low else 1, f"readiness of the week {plain(mean, 0)}")
    low = sum(each < given.readiness_fair for each in signals.session_readiness[-5:])
    if low >= given.low_sessions:
        fire("readiness_sessions", 1, f"{low} of the last 5 sessions below {plain(given.readiness_fair)}")
    if len(signals.fallen_lifts) >= given.fall_lifts:
        fire(
            "e1rm",
            2,
            f"{' and '.join(signals.fallen_lifts)} {plain(given.fall_share * 100)} % and more below their best",
        )
    if len(signals.heavy_lifts) >= given.rpe_lifts:
        fire("rpe", 1, f"{' and '.join(signals.heavy_lifts)} an RPE too hard twice running")
    if signals.missed_of_last_6 is not None and signals.missed_of_last_6 >= given.missed:
        fire("missed", 1, f"reps missed in {signals.missed_of_last_6} of the last 6 main lifts")
    if signals.sleep_mean_h is not None and signals.sleep_mean_h < given.sleep_h:
        fire("sleep", 1, f"{plain(signals.sleep_mean_h, 1)} h of sleep on average")
    if signals.resting_hr_days >= given.device_days:
        fire(
            "resting_hr",
            1,
            f"resting heart rate up by {plain(given.resting_hr_over)} for {signals.resting_hr_days} days",
        )
    elif signals.hrv_low_days >= given.device_days:
        fire("hrv", 1, f"HRV below your band for {signals.hrv_low_days} days")
    ratio = signals.load_ratio
    if (
        signals.monotony is not None
        and ratio is not None
        and signals.monotony >= given.monotony
        and ratio >= given.load_ratio
    ):
        fire("monotony", 1, f"monotony {plain(signals.monotony, 1)} with {plain(ratio, 2)} times the usual load")
    if signals.painful_sessions >= given.pain_sessions:
        fire("pain", 1, f"joint pain of {plain(given.pain)} and more in {signals.painful_sessions} sessions")
    weeks = signals.weeks_since_deload
    if weeks is not None and weeks >= given.weeks[level]:
        fire("weeks", 1, f"{plain(weeks, 0)} weeks since the last deload")
    return found
