"""Which sessions a week has and on which days: split, easy days, finishers (reference 4.2, 4.3, 5.2, 5.3)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from training.coaching import Rules, rules
from training.generation.buckets import Bucket, bucket_rules
from training.generation.buckets import minutes as bucket_minutes
from training.generation.buckets import shares as bucket_shares
from training.generation.dosing import zone_goals
from training.generation.edges import edge_seconds
from training.generation.weekdays import WEEK, gaps, offsets_of, wanted_days
from training.program.limits import Limits
from training.program.plan import Reason, SessionKind
from training.program.trainee import Trainee
from training.units import plain, round_half_up

LONG_RUN = "long_run"
"""The key of the day of the long run."""


class ShortRules(Rules):
    """Sessions of less than half an hour of lifting."""

    room_below_min: int
    keys: tuple[str, ...]
    rest_s: int
    least_rir: float
    least_sets: int


class SplitRules(Rules):
    """The section ``[splits]``."""

    most_lifting: dict[str, int]
    seven_days_lifting: dict[str, int]
    beginner_steering_from: int
    endurance_own_day_from: int
    least_lifting: int
    mobility_own_day_from: int
    mobility_day_min: int
    moderate_after: int
    moderate_rir: float
    run_after_min: int
    short: ShortRules
    days: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Day:
    """One session of the week."""

    key: str
    """Which one: ``upper_a``, ``cardio`` ..."""
    kind: SessionKind
    offset: int
    """Days after the first day of the week."""
    finisher_min: int = 0
    runs: bool = False
    """A day of running, or a finisher that is a run."""
    is_moderate: bool = False
    """After three hard days in a row it keeps more in reserve."""


@dataclass(frozen=True, slots=True)
class Split:
    """The sessions of every week, and why."""

    days: tuple[Day, ...]
    minutes: dict[Bucket, float]
    """Of the week, by bucket, as the goals want it."""
    reasons: tuple[Reason, ...]

    @property
    def lifting(self) -> tuple[Day, ...]:
        """The days with weights."""
        return tuple(each for each in self.days if each.kind == "lifting")


def split_rules() -> SplitRules:
    """The section ``[splits]``."""
    return rules("splits", SplitRules)


def split(trainee: Trainee, limits: Limits, starts_on: date) -> Split:
    """Choose the sessions of a week."""
    offsets = offsets_of(trainee, limits, starts_on)
    days = len(offsets)
    edges = sum(edge_seconds(trainee, limits)) / 60
    minutes = bucket_minutes(trainee.goals, days * max(trainee.minutes - edges, 1.0))
    lifting, why = _lifting_days(trainee, days, minutes)
    reasons = [Reason("split", why, "Reference 4.2, 4.3")]
    wanted = wanted_days(trainee)
    if days < wanted:
        cause = "they have to lie apart" if limits.is_apart else "that is how many of your weekdays there are"
        reasons.append(Reason("days", f"{days} days a week instead of {wanted}: {cause}.", "Reference 9.4"))
    keys = _keys(trainee, limits, lifting)
    easy = _easy_kinds(trainee, limits, days - lifting, minutes)
    runs = trainee.wish.running_days
    chosen = _moderated(_placed(offsets, keys, easy))
    if runs is None:
        return Split(_with_finishers(trainee, chosen, minutes, edges, reasons), minutes, tuple(reasons))
    return Split(_with_runs(chosen, runs, reasons), minutes, tuple(reasons))


def _with_runs(days: tuple[Day, ...], runs: int, reasons: list[Reason]) -> tuple[Day, ...]:
    """So many runs: days of their own first, then after lifts, rather not before legs; the last one of the week is the long one."""
    alone = [each.offset for each in days if each.kind == "cardio"][:runs]
    lifts = sorted(
        (each for each in days if each.kind == "lifting"), key=lambda each: (_before_legs(each, days), each.offset)
    )
    doubled = {each.offset for each in lifts[: runs - len(alone)]}
    if len(alone) + len(doubled) < runs:
        text = f"{runs} runs a week find no place beside the lifts on {len(days)} days: it is {len(alone) + len(doubled)}. Add a day."
        reasons.append(Reason("runs", text, "Reference 5.2"))
    found = []
    for each in days:
        if each.offset in alone:
            found.append(replace(each, runs=True, key=LONG_RUN if each.offset == alone[-1] else each.key))
        elif each.offset in doubled:
            found.append(replace(each, runs=True, finisher_min=split_rules().run_after_min))
        else:
            found.append(each)
    return tuple(found)


def _lifting_days(trainee: Trainee, days: int, minutes: dict[Bucket, float]) -> tuple[int, str]:
    given, level = split_rules(), trainee.level
    most = given.seven_days_lifting[level] if days == WEEK else given.most_lifting[level]
    steered = level == "novice" and days >= given.beginner_steering_from
    endurance = trainee.goals.get("endurance", 0) >= given.endurance_own_day_from
    own_day = trainee.cardio_as == "own_day" or (trainee.cardio_as is None and endurance)
    lifting = min(days, most)
    why = f"{lifting} of {days} days are for lifting."
    if own_day and days > 1:
        dedicated = math.floor((minutes["cardio"] + minutes["conditioning"]) / bucket_rules().own_day_min)
        least = 1 if days == given.least_lifting and trainee.cardio_as == "own_day" else given.least_lifting
        wanted = max(least, int(round_half_up(bucket_shares(trainee.goals)["lifting"] * days)))
        lifting = min(lifting, max(days - dedicated, min(wanted, days)))
        cardio = plain(minutes["cardio"] + minutes["conditioning"], 0)
        if lifting < days:
            why = f"Your goals ask for {cardio} minutes of cardio and conditioning a week: {days - lifting} of {days} days are for that."
    elif lifting < days:
        cause = "a novice lifts on four days at most" if steered else "one day a week stays without hard work"
        why = f"{lifting} of {days} days are for lifting and the others are easy: {cause}."
    mobile = mobility_days(trainee, days, minutes)
    wish = trainee.wish
    if wish.lifting_days is not None or wish.running_days is not None:
        asked = wish.lifting_days if wish.lifting_days is not None else max(1, days - (wish.running_days or 0))
        lifting = min(asked, days, most)
        why = f"{lifting} of {days} days are for lifting, as you asked."
        if lifting < asked:
            why = f"{lifting} of {days} days are for lifting, not {asked}: no more is recovered from at your level."
    elif mobile:
        lifting = max(min(lifting, given.least_lifting), lifting - mobile)
        why = (
            f"{why} Mobility is {trainee.goals['mobility']} of 10 of your goals: {mobile} of {days} days are for that."
        )
    return lifting, why


def mobility_days(trainee: Trainee, days: int, minutes: dict[Bucket, float]) -> int:
    """Days of mobility alone, where that is a goal: as many as its minutes fill, two lifting days kept."""
    given = split_rules()
    if trainee.goals.get("mobility", 0) < given.mobility_own_day_from:
        return 0
    return max(0, min(days - given.least_lifting, round(minutes["mobility"] / given.mobility_day_min)))


def is_short(trainee: Trainee, limits: Limits) -> bool:
    """Whether sessions have time for a leg lift, a push and a pull and hardly more, between warm-up and cooldown."""
    edges = sum(edge_seconds(trainee, limits)) / 60
    return trainee.minutes / trainee.time_factor - edges < split_rules().short.room_below_min


def _keys(trainee: Trainee, limits: Limits, lifting: int) -> tuple[str, ...]:
    if is_short(trainee, limits):
        keys = split_rules().short.keys
        return tuple(keys[number % len(keys)] for number in range(lifting))
    return split_rules().days[trainee.level][str(lifting)]


def _easy_kinds(trainee: Trainee, limits: Limits, count: int, minutes: dict[Bucket, float]) -> list[SessionKind]:
    """Cardio first; one conditioning day where the goals have the minutes; mobility where they want it or as rest."""
    edges = sum(edge_seconds(trainee, limits)) / 60
    least = bucket_rules().own_day_min
    fits = (trainee.minutes / trainee.time_factor - edges) >= least
    can = fits and limits.may_interval and not limits.is_low_impact
    cardio = max(1, math.ceil(minutes["cardio"] / max(trainee.minutes - edges, 1.0)))
    runs = trainee.wish.running_days
    if runs is not None or trainee.activities:
        rest_kinds: list[SessionKind] = ["mobility"] * max(0, count - (runs or count))
        return [*["cardio"] * min(count, runs or count), *rest_kinds]  # type: ignore[list-item]
    mobile = min(count, mobility_days(trainee, trainee.days, minutes))
    wanted: list[SessionKind] = ["mobility"] * mobile
    wanted += ["cardio"] * min(cardio, 2)
    if can and minutes["conditioning"] >= least and trainee.goals.get("power", 0) == 0:
        wanted.append("conditioning")
    wanted += ["cardio"] * (cardio - 2)
    rest: list[SessionKind] = ["mobility"] * count
    return [*wanted, *rest][:count]


def _placed(offsets: tuple[int, ...], keys: tuple[str, ...], easy: list[SessionKind]) -> tuple[Day, ...]:
    """The lifting days where they lie best, in their order; the easy ones between them."""
    places = max(
        combinations(range(len(offsets)), len(keys)),
        key=lambda each: _rest([offsets[place] for place in each]),
    )
    lifts, kinds = iter(keys), iter(easy)
    found = []
    for place, offset in enumerate(offsets):
        if place in places:
            found.append(Day(next(lifts), "lifting", offset))
        else:
            kind = next(kinds)
            found.append(Day(kind, kind, offset))
    return tuple(found)


def _rest(offsets: Sequence[int]) -> tuple[int, list[int], list[int]]:
    """How well lifting days lie: short runs of days, wide gaps, early in the week."""
    run = longest = 0
    for gap in gaps(offsets) * 2:
        run = run + 1 if gap == 1 else 0
        longest = max(longest, run)
    return -longest, sorted(gaps(offsets)), [-day for day in offsets]


def _moderated(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """After three hard days in a row the next one is moderate, around the end of the week too."""
    hard = {each.offset for each in days if each.kind in ("lifting", "conditioning")}
    begin = next((offset for offset in range(WEEK) if offset not in hard), 0) + 1
    run, moderate = 0, set()
    for offset in (each % WEEK for each in range(begin, begin + WEEK)):
        run = run + 1 if offset in hard else 0
        if run > split_rules().moderate_after:
            moderate.add(offset)
            run = 0
    return tuple(replace(each, is_moderate=each.offset in moderate) for each in days)


def _with_finishers(
    trainee: Trainee, days: tuple[Day, ...], minutes: dict[Bucket, float], edges: float, reasons: list[Reason]
) -> tuple[Day, ...]:
    given = bucket_rules()
    lifting = [each for each in days if each.kind == "lifting"]
    others = sum(each.kind in ("cardio", "conditioning") for each in days)
    wanted = minutes["cardio"] + minutes["conditioning"]
    left = max(0.0, wanted - others * (trainee.minutes - edges))
    each_min = left / len(lifting) if lifting else 0.0
    fat_loss, endurance = trainee.goals.get("fat_loss", 0), trainee.goals.get("endurance", 0)
    asked = trainee.cardio_as == "finisher"
    every = fat_loss >= given.every_fat_loss or endurance >= given.every_endurance or "crossfit" in trainee.wish.styles
    alternate = fat_loss >= given.alternate_fat_loss or endurance >= given.alternate_endurance
    alternate = alternate or asked or (each_min >= given.alternate_min and len(lifting) > given.few_days)
    if trainee.wish.event is not None and trainee.wish.event.kind != "race":
        every = alternate = asked  # nothing tires the lifts that are to be tested
    least, most = given.finisher_min
    room = trainee.minutes / trainee.time_factor - edges - given.lifting_left_min
    is_heavy = zone_goals(trainee.goals)[0] in ("strength", "power")
    chosen: set[int] = set()
    if trainee.goals.get("power", 0) >= 3:
        cause = "power work and endurance do not share a session"
    elif room < least:
        cause = "your sessions have no room for a finisher"
    elif (left < least and not asked) or not (every or alternate):
        cause = ""
    else:
        free = [each for each in lifting if not (is_heavy and _before_legs(each, days))]
        cause = "" if len(free) == len(lifting) else "none on the day before heavy legs"
        ordered = sorted(free, key=lambda each: (_before_legs(each, days), lifting.index(each) % 2 == 0))
        chosen = {each.offset for each in (free if every else ordered[: math.ceil(len(lifting) / 2)])}
    length = int(min(max(left / len(chosen), least), most, room)) if chosen else 0
    unmet = left - length * len(chosen)
    if unmet >= least:
        told = f": {cause}" if cause else ""
        text = (
            f"{plain(unmet, 0)} of the {plain(wanted, 0)} minutes of cardio and conditioning that your goals want "
            f"find no place{told}. Walk, or add a day."
        )
        reasons.append(Reason("minutes", text, "Reference 5.3"))
    return tuple(replace(each, finisher_min=length if each.offset in chosen else 0) for each in days)


def _before_legs(day: Day, days: tuple[Day, ...]) -> bool:
    """Whether a leg day follows on the next day."""
    tomorrow = (day.offset + 1) % WEEK
    return any(each.offset == tomorrow and each.key.startswith(("lower", "legs", "full")) for each in days)
