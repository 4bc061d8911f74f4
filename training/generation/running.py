"""Runs that lead to a race or stand beside the lifts: which of the week's runs is long, and how far it goes (reference 5.4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.coaching import rules
from training.generation.macrocycles import EventRules
from training.generation.weeks import Week
from training.program.plan import Item, Reason, Target
from training.program.trainee import Trainee
from training.units import plain, round_half_up

SOURCE = "Reference 5.4"
HALF_KM = 0.5


@dataclass(frozen=True, slots=True)
class LongRun:
    """The long run of a week."""

    km: float
    reason: Reason


def event_rules() -> EventRules:
    """The section ``[events]``."""
    return rules("events", EventRules)


def first_run_km(trainee: Trainee) -> float:
    """Where the long run begins: what was run of late, else by level."""
    return trainee.wish.run_km or event_rules().first_run_km[trainee.levels.get("endurance", trainee.level)]


def goal_km(race_km: float) -> float:
    """How far the longest run before a race goes.

    >>> goal_km(10), goal_km(42.2)
    (12.0, 30.0)
    """
    table = event_rules().longest_run
    return next((longest for up_to, longest in table if race_km <= up_to), table[-1][1])


def long_runs(trainee: Trainee, weeks: Sequence[Week]) -> dict[int, LongRun]:
    """The long run of each week before a race, by its number; none without a race.

    It grows by a kilometre or a tenth in each week that builds, a short one by less, is shorter where the lifts deload, and shortest
    in the last weeks; the race itself is a session of its own.
    """
    event = trainee.wish.event
    if event is None or event.kind != "race" or not event.km:
        return {}
    given, start, most = event_rules(), first_run_km(trainee), goal_km(event.km)
    start = min(start, most)
    km, found = start, {}
    for week in weeks:
        if week.phase == "build":
            if week.number > 1:
                step = min(max(given.run_step_km, km * given.run_step_share), km * given.run_step_most)
                km = min(most, km + step)
            now, why = km, f"{plain(event.km, 1)} km on {event.on:%-d %b}: the long run grows to {plain(most, 1)} km"
        else:
            now = km * given.taper_share if week.phase == "taper" else km * (1 - (1 - given.taper_share) / 2)
            why = "A shorter long run, to arrive fresh"
        now = round_half_up(now, HALF_KM)
        found[week.number] = LongRun(now, Reason("long_run", f"{why}: {plain(now, 1)} km this week.", SOURCE))
    return found


def run_item(name: str, km: float, notes: str, reason: Reason) -> Item:
    """A run over a distance."""
    return Item(name, "cardio", (Target(distance_m=km * 1000),), notes=notes, reasons=(reason,))
