"""How sets, days and workouts are said to this athlete: in their unit, short and exact."""

from datetime import date, timedelta
from itertools import groupby

from training.movement import Movement
from training.units import Typed, WeightUnit, distance_text, duration_text, load_text, plain
from training.workout import Exercise, Set

KIND_WORDS = {"warmup": "warm-up ", "drop": "drop to ", "failure": "", "amrap": "AMRAP "}


def load_words(load_kg: float, typed: Typed | None, unit: WeightUnit) -> str:
    """A load in the athlete's unit, exactly as typed where it was typed in it."""
    if typed is not None and typed.unit == unit:
        return f"{plain(typed.value)} {unit}"
    return load_text(load_kg, unit, 2 if unit == "kg" else 1)


def sets_words(sets: tuple[Set, ...], unit: WeightUnit, movement: Movement | None = None) -> str:
    """Sets in order, equal ones together: '3×5 @ 100 kg, 5, 5, 4 @ 90 kg'."""
    groups = [list(same) for _, same in groupby(sets, key=_alike)]
    return ", ".join(_group_words(group, unit, movement) for group in groups) or "no sets"


def exercise_words(exercise: Exercise, unit: WeightUnit, movement: Movement | None = None) -> str:
    """One exercise in a line."""
    notes = f" ({exercise.notes})" if exercise.notes else ""
    return f"{exercise.name}: {sets_words(exercise.sets, unit, movement)}{notes}"


def day_words(day: date, today: date) -> str:
    """A day as people name it: 'today, Sat 21 Nov'.

    >>> day_words(date(2026, 11, 20), date(2026, 11, 21)), day_words(date(2025, 3, 1), date(2026, 11, 21))
    ('yesterday, Fri 20 Nov', 'Sat 1 Mar 2025')
    """
    year = "" if day.year == today.year else f" {day.year}"
    written = f"{day:%a} {day.day} {day:%b}{year}"
    if day == today:
        return f"today, {written}"
    return f"yesterday, {written}" if day == today - timedelta(days=1) else written


def date_words(day: date, today: date) -> str:
    """A day in a list or a sentence: 'today', 'yesterday', 'Mon 16 Nov', '1 Mar 2025'.

    >>> date_words(date(2026, 11, 16), date(2026, 11, 21)), date_words(date(2025, 3, 1), date(2026, 11, 21))
    ('Mon 16 Nov', '1 Mar 2025')
    """
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return f"{day:%a} {day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day.year}"


def _alike(each: Set) -> tuple[object, ...]:
    return (each.kind, each.load_kg, each.rpe, each.duration_s, each.distance_m, each.reps is None, each.reps == 0)


def _group_words(group: list[Set], unit: WeightUnit, movement: Movement | None) -> str:
    first, count = group[0], len(group)
    if first.kind == "failure" and first.reps == 0:
        what = "missed" if count == 1 else f"{count} missed"
    elif first.reps is not None:
        reps = [each.reps for each in group]
        what = f"{count}×{reps[0]}" if len(set(reps)) == 1 else ", ".join(map(str, reps))
    elif first.duration_s is not None or first.distance_m is not None:
        what = f"{count}×" if count > 1 else ""
    else:
        what = f"{count} set{'s' if count > 1 else ''}"
    parts = [KIND_WORDS.get(first.kind, "") + what]
    if first.distance_m is not None:
        typed = first.typed_distance
        parts.append(f"{plain(typed.value)} {typed.unit}" if typed else distance_text(first.distance_m, unit))
    if first.duration_s is not None:
        parts.append(("in " if first.distance_m is not None else "") + duration_text(first.duration_s))
    if (load := _loaded(first, unit, movement)) is not None:
        parts.append(f"@ {load}")
    if first.rpe is not None:
        parts.append(f"RPE {plain(first.rpe)}")
    if first.kind == "failure" and first.reps:
        parts.append("to failure")
    return " ".join(part for part in parts if part).replace("× ", "×")


def _loaded(each: Set, unit: WeightUnit, movement: Movement | None) -> str | None:
    body = movement is not None and movement.is_bodyweight
    if not each.load_kg:
        if body and each.reps is not None:
            return "bodyweight"
        return None if each.load_kg is None else load_words(0, each.typed_load, unit)
    if each.load_kg < 0:
        typed = each.typed_load and Typed(abs(each.typed_load.value), each.typed_load.unit)
        return f"{load_words(-each.load_kg, typed, unit)} assistance"
    words = load_words(each.load_kg, each.typed_load, unit)
    return f"bodyweight + {words}" if body else words
