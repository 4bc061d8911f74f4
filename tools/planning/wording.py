"""How plans are said: targets, exercises, sessions, changes, in the athlete's unit."""

from collections.abc import Sequence
from itertools import groupby

from tools.views import movement_named
from training.loading import Gym
from training.program.plan import Item, Session, Target
from training.units import WeightUnit, distance_text, duration_text, in_unit, load_text, plain

ROLE_TITLES = {
    "warmup": "Warm-up", "main": "Main", "accessory": "Accessory", "finisher": "Finisher", "cardio": "Cardio",
    "conditioning": "Conditioning", "mobility": "Mobility", "cooldown": "Cooldown",
}  # fmt: skip


def targets_words(item: Item, unit: WeightUnit) -> str:
    """The work sets of an exercise, equal ones together: '4×6–8 @ 100 kg, RIR 2'."""
    groups = [list(same) for _, same in groupby(item.work, key=_alike)]
    return ", ".join(_group_words(group, item, unit) for group in groups) or "as you like"


def ramp_words(item: Item, unit: WeightUnit) -> str:
    """The warm-up sets of an exercise: '20 kg ×8, 55 kg ×5'."""
    ramp = [each for each in item.targets if each.kind == "warmup" and each.load_kg is not None]
    return ", ".join(f"{load_text(each.load_kg or 0.0, unit)} ×{each.reps}" for each in ramp)


def item_words(item: Item, unit: WeightUnit) -> str:
    """One exercise of a plan in a line."""
    notes = f" ({item.notes})" if item.notes else ""
    return f"{item.exercise}: {targets_words(item, unit)}{notes}"


def session_words(session: Session, unit: WeightUnit) -> str:
    """A session in a few lines, for a before and an after."""
    lines = [f"- {item_words(each, unit)}" for each in session.items if each.role not in ("warmup", "cooldown")]
    return "\n".join([f"{session.title}, about {plain(session.minutes, 0)} minutes", *lines])


def plates_words(load_kg: float, exercise: str, gym: Gym) -> str:
    """The plates on each side of the bar: '25 + 10 + 2.5 a side'; empty where there is no bar."""
    movement = movement_named(exercise)
    sides = None if movement is None else gym.per_side(load_kg, movement)
    if sides is None:
        return ""
    if not sides:
        return "just the bar"
    return " + ".join(plain(in_unit(each, gym.unit)) for each in sides) + " a side"


def reps_words(low: int | None, high: int | None) -> str:
    """Reps or a range of them."""
    if low is None:
        return "open"
    return str(low) if high is None or high == low else f"{low}–{high}"


def amount_words(duration_s: float | None, distance_m: float | None, unit: WeightUnit) -> str:
    """A distance, a duration, or one in the other."""
    parts = [] if distance_m is None else [distance_text(distance_m, unit)]
    parts += [] if duration_s is None else [duration_text(duration_s)]
    return " in ".join(parts) or "open"


def _alike(each: Target) -> tuple[object, ...]:
    return (each.kind, each.reps, each.reps_to, each.load_kg, each.rir, each.duration_s, each.distance_m)


def _group_words(group: Sequence[Target], item: Item, unit: WeightUnit) -> str:
    first, count = group[0], len(group)
    if first.reps is not None:
        plus = "+" if first.kind == "amrap" else ""
        what = f"{count}×{reps_words(first.reps, first.reps_to)}{plus}"
    else:
        amount = amount_words(first.duration_s, first.distance_m, unit)
        what = f"{count}×{amount}" if count > 1 else amount
    movement = movement_named(item.exercise)
    load = "" if first.load_kg is None else load_text(first.load_kg, unit)
    if movement is not None and movement.is_bodyweight and first.reps is not None:
        load = f"bodyweight + {load}" if first.load_kg else "bodyweight"
        if first.load_kg is not None and first.load_kg < 0:
            load = f"{load_text(-first.load_kg, unit)} assistance"
    effort = "" if first.rir is None else f", {plain(first.rir)} in reserve"
    return what + (f" @ {load}" if load else "") + effort
