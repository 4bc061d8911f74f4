"""A simulated lifter: true strength that grows with training and falls with gaps, and what a prescribed session does to it."""

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from evals.weeks import movement_of, work
from training.movement import Movement
from training.program.plan import Item, Session, Target
from training.strength import possible_reps

GROWTH_A_WEEK = {"novice": 0.010, "intermediate": 0.003, "advanced": 0.001}
"""Share of the true 1RM gained in a week of training. ACSM 2009 (Med Sci Sports Exerc 41:687): strength rises by about 40 % in the
untrained, 16 to 20 % in the trained and 10 % in the advanced, over four weeks to two years; these are the middle of that."""
KEPT_DAYS = 14
LOSS_A_WEEK = 0.012
"""Without the lift for longer than two weeks. McMaster 2013 (Sports Med 43:367): below 5 % in the first weeks, about 14 % in twelve."""
DAILY_SD = 0.015
"""A day's strength around the true one. Grgic 2020 (Sports Med Open 6:31): the median variation of a retested 1RM is 4.2 %, of which
a trained lifter on a known lift shows less than a half."""
REPS_LOST_A_SET = 0.2
"""Of the reps that are possible, with the rest that a plan gives between sets of the same load."""
RESERVE_FOUND = 3
"""Where the plan leaves the load open, he takes one with so many reps in reserve, as plans ask ('find a weight at RPE 6 to 7')."""
STEP_KG = {"dumbbell": 2.0, "kettlebell": 4.0}
GRINDING = 0.5
"""So many reps short of what is planned are still ground out."""
RATIOS: dict[str, tuple[str, float]] = {
    "Front Squat (Barbell)": ("squat", 0.82), "Box Squat (Barbell)": ("squat", 0.92), "Pause Squat (Barbell)": ("squat", 0.90),
    "Goblet Squat": ("squat", 0.36), "Leg Press (Machine)": ("squat", 1.7), "Hack Squat (Machine)": ("squat", 1.05),
    "Bulgarian Split Squat": ("squat", 0.20), "Leg Extension (Machine)": ("squat", 0.55), "Romanian Deadlift (Barbell)": ("hinge", 0.80),
    "Romanian Deadlift (Dumbbell)": ("hinge", 0.30), "Hip Thrust (Barbell)": ("hinge", 1.0), "Sumo Deadlift (Barbell)": ("hinge", 1.0),
    "Deadlift (Trap Bar)": ("hinge", 1.05), "Lying Leg Curl (Machine)": ("hinge", 0.34), "Seated Leg Curl (Machine)": ("hinge", 0.36),
    "Incline Bench Press (Barbell)": ("h_push", 0.82), "Close Grip Bench Press (Barbell)": ("h_push", 0.92),
    "Bench Press (Dumbbell)": ("h_push", 0.40), "Incline Bench Press (Dumbbell)": ("h_push", 0.34), "Chest Press (Machine)": ("h_push", 0.9),
    "Overhead Press (Barbell)": ("h_push", 0.63), "Shoulder Press (Dumbbell)": ("h_push", 0.26), "Push Press (Barbell)": ("h_push", 0.78),
    "Bent Over Row (Barbell)": ("h_push", 0.85), "Pendlay Row (Barbell)": ("h_push", 0.82), "Dumbbell Row": ("h_push", 0.42),
    "Seated Cable Row": ("h_push", 0.85), "Seated Row (Machine)": ("h_push", 0.9), "Lat Pulldown (Cable)": ("h_push", 0.85),
}  # fmt: skip
"""Other lifts as a share of the nearest known one: usual ratios of recreational lifters (strengthlevel.com, medians)."""
BY_EQUIPMENT = {"dumbbell": 0.30, "kettlebell": 0.30, "cable": 0.40, "machine": 0.60, "smith": 0.90, "barbell": 0.70}
ISOLATION = 0.45
"""Of what a compound lift with the same kit would be."""
ANCHORS = {
    "squat": ("Squat (Barbell)", "Leg Press (Machine)", "Goblet Squat"),
    "hinge": ("Deadlift (Barbell)", "Romanian Deadlift (Barbell)", "Romanian Deadlift (Dumbbell)"),
    "h_push": ("Bench Press (Barbell)", "Chest Press (Machine)", "Bench Press (Dumbbell)"),
}  # fmt: skip
LOWER = ("squat", "hinge", "lunge")


@dataclass(frozen=True)
class SetDone:
    """A set that was done: kg, reps, and the effort that it was."""

    load_kg: float | None
    reps: int | None
    rpe: float | None


@dataclass(frozen=True)
class Done:
    """What was done of an exercise beside what was prescribed."""

    exercise: str
    sets: tuple[SetDone, ...]
    as_planned: bool
    """Whether every rep was done."""
    is_found: bool = False
    """Whether the plan left the load open, and this is the one that he took."""


@dataclass
class Lifter:
    """True strength per lift, kg, as it is now. Everything by chance comes from the seed."""

    true_kg: dict[str, float]
    level: str = "intermediate"
    seed: str = ""
    trained: dict[str, date] = field(default_factory=dict)
    """The day each lift was trained last."""
    began: date | None = None

    def strength(self, exercise: str) -> float | None:
        """The true 1RM of an exercise, kg; ``None`` where no load is lifted or nothing like it is known.

        >>> Lifter({"Squat (Barbell)": 100}).strength("Front Squat (Barbell)")
        82.0
        """
        if exercise in self.true_kg:
            return self.true_kg[exercise]
        movement = movement_of(exercise)
        if movement is None or movement.modality != "weight_reps":
            return None
        if exercise in RATIOS:
            anchor, ratio = RATIOS[exercise]
            known = self._anchor(anchor)
            return None if known is None else round(known * ratio, 2)
        known = self._anchor(_anchor_of(movement))
        share = next((BY_EQUIPMENT[each] for each in movement.equipment if each in BY_EQUIPMENT), 0.5)
        return None if known is None else known * share * (ISOLATION if movement.mechanic == "isolation" else 1.0)

    def do(self, session: Session) -> list[Done]:
        """Do a session as it is prescribed, as far as strength goes; nothing is learnt from it yet (see ``train``)."""
        day = self._of_day(session.date)
        return [
            self._exercise(item, [target for one, target in work(session) if one is item], day)
            for item in session.items
            if any(one is item for one, _ in work(session))
        ]

    def train(self, session: Session) -> None:
        """Grow from a session: the lifts that are known grow as a week's share for the days since they were trained last."""
        for name in self.true_kg:
            if any(_trains(item.exercise, name) for item, _ in work(session)):
                self._pass(name, session.date)
                last = self.trained.get(name, self.began or session.date)
                days = min(7, max(0, (session.date - last).days))
                self.true_kg[name] *= 1 + GROWTH_A_WEEK[self.level] * days / 7
                self.trained[name] = session.date

    def rest(self, today: date) -> None:
        """Let the time until a day pass: lifts that were not trained for two weeks fall."""
        for name in self.true_kg:
            self._pass(name, today)

    def _pass(self, name: str, today: date) -> None:
        last = self.trained.get(name, self.began or today)
        lost = (today - last).days - KEPT_DAYS
        if lost > 0:
            self.true_kg[name] *= 1 - LOSS_A_WEEK * lost / 7
            self.trained[name] = date.fromordinal(today.toordinal() - KEPT_DAYS)

    def _of_day(self, day: date) -> float:
        return math.exp(random.Random(f"{self.seed} {day}").gauss(0, DAILY_SD))

    def _exercise(self, item: Item, targets: Sequence[Target], day: float) -> Done:
        strength = self.strength(item.exercise)
        is_open = any(each.load_kg is None for each in targets)
        if strength is not None and (item.role == "main" or item.exercise in self.true_kg):
            targets = [_found(each, item.exercise, strength) for each in targets]
        sets: list[SetDone] = []
        for at, target in enumerate(targets):
            sets.append(_set(target, None if strength is None else strength * day, at * REPS_LOST_A_SET))
        kept = all((one.reps or 0) >= (target.reps or 0) for one, target in zip(sets, targets, strict=True))
        return Done(item.exercise, tuple(sets), kept, is_open and sets[0].load_kg is not None)

    def _anchor(self, name: str) -> float | None:
        for each in ANCHORS[name]:
            if each in self.true_kg:
                whole = RATIOS.get(each, (name, 1.0))[1] if each != ANCHORS[name][0] else 1.0
                return self.true_kg[each] / whole
        others = {"squat": ("hinge", 0.83), "hinge": ("squat", 1.2), "h_push": ("squat", 0.65)}
        other, ratio = others[name]
        known = next((self.true_kg[each] for each in ANCHORS[other][:1] if each in self.true_kg), None)
        return None if known is None else known * ratio


def _set(target: Target, strength: float | None, fewer: float) -> SetDone:
    """One set: all its reps if they are there, else those that are; RPE from the reps that would have been left."""
    if target.load_kg is None or target.reps is None or strength is None or target.load_kg <= 0:
        return SetDone(target.load_kg, target.reps, None)
    possible = (
        (1.0 if target.load_kg <= strength else 0.0)
        if target.load_kg > strength * 0.97
        else possible_reps(strength, target.load_kg)
    )
    possible -= fewer
    reps = min(target.reps, max(0, math.floor(possible + GRINDING)))
    return SetDone(target.load_kg, reps, min(10.0, max(5.0, round((10 - (possible - reps)) * 2) / 2)))


def _found(target: Target, exercise: str, strength: float) -> Target:
    """The set with a load, where the plan leaves it to the lifter: rounded down to what there is."""
    if target.load_kg is not None or target.reps is None:
        return target
    movement = movement_of(exercise)
    step = next((STEP_KG[each] for each in (movement.equipment if movement else ()) if each in STEP_KG), 2.5)
    load = strength / (1 + (target.reps + RESERVE_FOUND) / 30)
    return replace(target, load_kg=max(step, math.floor(load / step) * step))


def _anchor_of(movement: Movement) -> str:
    if movement.pattern in LOWER:
        return "hinge" if movement.pattern == "hinge" else "squat"
    return (
        "squat"
        if {"quads", "calves", "adductors", "abductors", "hamstrings", "glutes"} & set(movement.primary)
        else "h_push"
    )


def _trains(done: str, name: str) -> bool:
    """Whether an exercise keeps a lift: the lift itself, or one of its pattern."""
    one, other = movement_of(done), movement_of(name)
    return done == name or (
        one is not None and other is not None and one.pattern == other.pattern and one.mechanic == "compound"
    )


def level_of(experience: str) -> str:
    """The level that an answer to 'how long have you been lifting' means: below a year novice, from five years advanced.

    >>> level_of("3 months"), level_of("about 3 yrs"), level_of("8 years, 6 meets"), level_of("never")
    ('novice', 'intermediate', 'advanced', 'novice')
    """
    match = re.search(r"(\d+(?:\.\d+)?) ?(y|m)", experience)
    years = 0.0 if match is None else float(match[1]) / (1 if match[2] == "y" else 12)
    return "novice" if years < 1 else "intermediate" if years < 5 else "advanced"


def lifter_of(true_kg: Mapping[str, float], says: Sequence[str], seed: str, start: date) -> Lifter:
    """The lifter of a season: the numbers he has, the level that he tells, and a seed of his own."""
    return Lifter(dict(true_kg), level_of(says[1] if len(says) > 1 else ""), seed, began=start)
