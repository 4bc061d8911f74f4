"""Workouts written in canonical notation: text that says everything and leaves nothing open.

::

    2026-11-18
    # Push day
    > slept badly
    A1 Bench Press (Barbell): 1x5 @ 60 kg warmup, 3x5 @ 100 kg rpe 8 -- tempo 3-1-1-0
    A2 Pull-Up: 3x8
    Run: 1 set 5 km in 24:30
    * Pain: knee | 4 | Squat (Barbell)
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import groupby

from training.notation.reading import Mention
from training.units import M_PER, Typed, WeightUnit, in_unit, round_half_up
from training.workout import Exercise, Set, Workout


def render(workout: Workout, unit: WeightUnit = "kg", *, new: Iterable[str] = ()) -> str:
    """Write a workout so that ``read`` gives the same workout back.

    Loads are written as they were typed; others in ``unit`` where that is exact, else in kg.
    Names in ``new`` are not in any library yet, and are put in double quotes.
    """
    started = f", started {workout.started_at.isoformat()}" if workout.started_at else ""
    lines = [f"{workout.date.isoformat()}{started}"]
    if workout.title:
        lines.append(f"# {escaped(workout.title)}")
    if workout.notes:
        lines.append(f"> {escaped(workout.notes)}")
    new = frozenset(new)
    places: dict[int, int] = {}
    for exercise in workout.exercises:
        name = f'"{exercise.name}"' if exercise.name in new else exercise.name
        if exercise.superset is not None:
            places[exercise.superset] = place = places.get(exercise.superset, 0) + 1
            name = f"{letters(exercise.superset)}{place} {name}"
        notes = f" -- {escaped(exercise.notes)}" if exercise.notes else ""
        lines.append(f"{name}: {sets_text(exercise.sets, unit)}{notes}")
    return "\n".join(lines)


def render_mention(mention: Mention) -> str:
    """Write a mention as one line: its kind, and its fields in order."""
    values = (getattr(mention, field.name) for field in fields(mention))
    return f"* {type(mention).__name__}: " + " | ".join(map(_field_text, values))


def summary(exercise: Exercise, unit: WeightUnit = "kg") -> str:
    """Write one exercise in a line, for a sentence.

    >>> summary(Exercise("Squat (Barbell)", (Set(reps=5, load_kg=100.0),) * 3))
    'Squat (Barbell) 3x5 @ 100 kg'
    """
    return f"{exercise.name} {sets_text(exercise.sets, unit)}"


def sets_text(sets: Sequence[Set], unit: WeightUnit = "kg") -> str:
    """Write sets in order, equal neighbours together.

    >>> sets_text((Set(reps=5, load_kg=100.0), Set(reps=5, load_kg=100.0), Set(reps=3, load_kg=110.0, rpe=9.0)))
    '2x5 @ 100 kg, 1x3 @ 110 kg rpe 9'
    """
    return ", ".join(_group_text(len(list(same)), each, unit) for each, same in groupby(sets)) or "no sets"


def _group_text(count: int, each: Set, unit: WeightUnit) -> str:
    parts = [f"{count}x{each.reps}" if each.reps is not None else f"{count} set{'s' * (count > 1)}"]
    if each.load_kg is not None:
        load = each.typed_load or _exact_load(each.load_kg, unit)
        parts.append(f"@ {number(load.value)} {load.unit}")
    if each.distance_m is not None:
        distance = each.typed_distance or Typed(each.distance_m, "m")
        parts.append(f"{number(distance.value)} {distance.unit}")
    if each.duration_s is not None:
        parts.append(f"in {clock(each.duration_s)}")
    if each.rpe is not None:
        parts.append(f"rpe {number(each.rpe)}")
    if each.kind != "work":
        parts.append(each.kind)
    return " ".join(parts)


def _exact_load(load_kg: float, unit: WeightUnit) -> Typed:
    typed = Typed(round_half_up(in_unit(load_kg, unit), 0.01), unit)
    typed = Typed(float(f"{typed.value:.2f}"), unit)
    return typed if typed.kg == load_kg else Typed(load_kg, "kg")


def number(x: float) -> str:
    """Write a number exactly, without an exponent.

    >>> number(100.0), number(102.05828325), number(1e-7)
    ('100', '102.05828325', '0.0000001')
    """
    return str(int(x)) if x == int(x) else f"{Decimal(repr(x)):f}"


def clock(duration_s: float) -> str:
    """Write a duration exactly: ``45 s``, ``1:30``, ``1:15:00``.

    >>> clock(45), clock(90), clock(4500), clock(92.5)
    ('45 s', '1:30', '1:15:00', '92.5 s')
    """
    if duration_s < 60 or duration_s != int(duration_s):
        return f"{number(duration_s)} s"
    minutes, seconds = divmod(int(duration_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def letters(index: int) -> str:
    """The label of a superset, from 1.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    label = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        label = chr(ord("A") + rest) + label
    return label


def escaped(text: str) -> str:
    """One line of text, whatever it holds."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\p")


def typed_distance(value: float, unit: str) -> tuple[float, Typed]:
    """A distance in m, and as it was typed."""
    return value * M_PER[unit], Typed(value, unit)


def _field_text(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return number(value)
    return value.isoformat() if isinstance(value, date) else escaped(str(value))
