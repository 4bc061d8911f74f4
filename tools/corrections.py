"""Corrections of a workout as values: which sets are meant, and what they become."""

import re
from dataclasses import replace

from training.errors import Invalid, NotFound
from training.units import Typed, WeightUnit, in_unit, plain
from training.workout import Exercise, Set, SetKind, Workout

LEAST_RPE = 1.0
"""So easy that there is nothing below it."""


def with_exercise(workout: Workout, position: int, exercise: Exercise | None) -> Workout:
    """The workout with another exercise in a place, or with none there."""
    done = list(workout.exercises)
    done[position : position + 1] = [] if exercise is None else [exercise]
    return replace(workout, exercises=tuple(done))


def chosen(exercise: Exercise, which: str) -> set[int]:
    """The places of the meant sets. 'all' leaves warm-ups alone where there are other sets."""
    count = len(exercise.sets)
    if not count:
        raise NotFound(f"{exercise.name} has no sets.")
    asked = which.strip().lower()
    if asked == "all":
        return {at for at, each in enumerate(exercise.sets) if each.kind != "warmup"} or set(range(count))
    if asked == "last":
        return {count - 1}
    if (last := re.fullmatch(r"last (\d{1,2})", asked)) and 1 <= int(last[1]) <= count:
        return set(range(count - int(last[1]), count))
    if asked == "first":
        return {0}
    if not asked.isdigit() or not 1 <= int(asked) <= count:
        raise NotFound(f"{exercise.name} has {counted(count)}; say 'last', 'all' or a number from 1 to {count}.")
    return {int(asked) - 1}


def open_set(workout: Workout, name: str) -> tuple[int, int] | None:
    """The last set of an exercise that was done for as many reps as possible: its place among the exercises, and its own."""
    found = [
        (position, place)
        for position, exercise in enumerate(workout.exercises)
        if exercise.name == name
        for place, each in enumerate(exercise.sets)
        if each.kind == "amrap"
    ]
    return found[-1] if found else None


def corrected(
    each: Set, load: float | None, load_change: float | None, unit: WeightUnit, reps: int | None, rpe: float | None,
    kind: SetKind | None,
) -> Set:  # fmt: skip
    """A set with what was said about it. Raises ``Invalid`` for what can't be."""
    if load is not None:
        typed = Typed(load, unit)
        each = replace(each, load_kg=typed.kg, typed_load=typed)
    if load_change is not None:
        before = each.typed_load.value if each.typed_load is not None and each.typed_load.unit == unit else None
        moved = Typed(before + load_change, unit) if before is not None else None
        load_kg = moved.kg if moved is not None else (each.load_kg or 0.0) + Typed(load_change, unit).kg
        each = replace(each, load_kg=load_kg, typed_load=moved)
    if each.load_kg is not None and not -500 <= each.load_kg <= 1000:
        raise Invalid("A load has to be between -500 (assistance) and 1000 kg.")
    if reps is not None:
        if not 0 <= reps <= 2000:
            raise Invalid(f"{reps} reps can't be right: 0 to 2000.")
        each = replace(each, reps=reps)
    if rpe is not None:
        if not 0 <= rpe <= 10:
            raise Invalid("An RPE goes from 0 to 10.")
        each = replace(each, rpe=rpe)
    return each if kind is None else replace(each, kind=kind)


def rpe_of(reps_left: float) -> float:
    """The RPE of a set with so many reps in reserve."""
    return max(LEAST_RPE, 10 - reps_left)


def left_words(reps_left: float) -> str:
    """So many reps left.

    >>> left_words(1), left_words(2.5)
    ('1 rep left', '2.5 reps left')
    """
    return f"{plain(reps_left)} rep{'' if reps_left == 1 else 's'} left"


def of_unit(each: Set, unit: WeightUnit) -> Set:
    """The same number, but of the other unit: 'that was kg, not lbs'."""
    if each.load_kg is None:
        return each
    other: WeightUnit = "lb" if unit == "kg" else "kg"
    number = each.typed_load.value if each.typed_load is not None else in_unit(each.load_kg, other)
    typed = Typed(number, unit)
    return replace(each, load_kg=typed.kg, typed_load=typed)


def load_unit(said: str | None, usual: WeightUnit) -> WeightUnit:
    """The unit that was said, or the usual one."""
    if said is None:
        return usual
    word = said.lower().rstrip("s.")
    if word in ("kg", "kilo", "kilogram"):
        return "kg"
    if word in ("lb", "pound", "#"):
        return "lb"
    raise Invalid(f"'{said}' is no unit of load: kg or lb.")


def counted(count: int) -> str:
    """So many sets."""
    return f"{count} set{'' if count == 1 else 's'}"
