"""Whether sets are what a person can have done: what is not is asked, never stored in silence."""

from statistics import median

from training.notation.drafts import ENDURANCE, TIMED, Topic
from training.plausible import heaviest_kg
from training.units import load_text
from training.workout import Set

HEAVIEST_UNKNOWN_KG = 520.0
"""Of an exercise that is not known."""
FAR_ABOVE = 2.2
"""A load so many times the best estimated max is a slip."""
MANY_LOADED, MANY = 60, 400
"""Reps of one set."""
MOST_SETS = 14
"""Sets of one loaded exercise in a message."""
TIMES_THE_OTHERS = 4.0
"""Reps so many times those of the other sets."""
FALLS_TO = 0.3
"""The share of the heaviest load that a last work set has without being a drop."""
LEAST_RPE = 4.0
FASTEST_S_PER_M = {
    "Running": 0.14, "Rowing Machine": 0.165, "Swimming": 0.42, "Walking": 0.28, "Cycling": 0.05, "Hiking": 0.3,
}  # fmt: skip
FASTEST_ELSE_S_PER_M = 0.04
SLOWEST_S_PER_M = 6.0


def check(sets: tuple[Set, ...], topic: Topic, name: str) -> tuple[Set, ...]:
    """The sets as they stand; the first thing that cannot be right is asked."""
    for wrong in (_load, _mixed_loads, _mixed_measures, _reps, _unlike, _many, _speed, _effort, _empty):
        question = wrong(sets, topic, name)
        if question:
            topic.doubts.settle(question, ("Yes, log it as it is",))
            break
    return sets


def _load(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    best = topic.past.one_rep_max_kg
    most = HEAVIEST_UNKNOWN_KG if topic.movement is None else heaviest_kg(topic.movement)
    for each in sets:
        load = each.load_kg or 0.0
        if topic.modality == "weight_reps" and (
            (most and load > most) or (best and load > max(60.0, FAR_ABOVE * best))
        ):
            said = load_text(load, topic.unit)
            return f"{said} for {each.reps or 0} on {name} is far beyond what you have lifted. Is that right?"
    return ""


def _mixed_loads(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    if topic.modality != "weight_reps" or not any(each.load_kg for each in sets):
        return ""
    if any(each.load_kg is None and each.kind != "warmup" for each in sets):
        return f"Some sets of {name} have a load and some have none. Is that right?"
    return ""


def _mixed_measures(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    """A time beside reps, or a distance in one set and none in another: two exercises, or one set torn in two."""
    work = [each for each in sets if each.kind != "warmup"]
    kinds = {(each.reps is not None, each.distance_m is not None, bool(each.duration_s)) for each in work}
    if topic.modality in ENDURANCE:
        kinds = {(False, distance, time) for _, distance, time in kinds}
    if len(kinds) > 1:
        return f"The sets of {name} are measured in different ways. Is that right?"
    intervals = topic.modality != "weight_reps" and len(work) > 3 and len({each.duration_s for each in work}) == 1
    timed = not intervals and any(each.duration_s and each.reps is None for each in work)
    if timed and topic.modality in ("reps", "bw_reps", "weight_reps") and not any(each.distance_m for each in work):
        return f"{name} for a time, and without reps: is that right?"
    return ""


def _reps(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    most = MANY_LOADED if topic.is_loaded else MANY
    many = next((each.reps for each in sets if (each.reps or 0) > most), None)
    return f"{many} reps of {name} in one set: is that right?" if many else ""


def _unlike(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    """Reps or loads that stand out from those of the other sets."""
    work = [each for each in sets if each.kind == "work"]
    reps = [each.reps for each in work if each.reps]
    if len(reps) > 2 and max(reps) >= 20 and max(reps) >= TIMES_THE_OTHERS * median(reps):
        return f"One set of {name} with {max(reps)} reps and the others with far fewer: is that right?"
    loads = [each.load_kg for each in work if each.load_kg]
    if topic.modality == "weight_reps" and len(loads) > 1 and loads[-1] < FALLS_TO * max(loads):
        return f"The last set of {name} is far lighter than the others. Is that right?"
    return ""


def _many(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    if topic.modality == "weight_reps" and len(sets) > MOST_SETS:
        return f"{len(sets)} sets of {name}: is that right?"
    return ""


def _speed(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    for each in sets if topic.modality in ENDURANCE else ():
        if each.distance_m and each.duration_s and each.distance_m >= 100:
            pace = each.duration_s / each.distance_m
            if each.duration_s < fastest_s(each.distance_m, name):
                told = f"{each.distance_m / 1000:g} km in {each.duration_s / 60:.1f} minutes"
                return f"{told} is faster than anybody. Which was it?"
            if pace > SLOWEST_S_PER_M:
                return f"{each.distance_m:g} m in {each.duration_s / 60:.0f} minutes: is that right?"
    return ""


def fastest_s(distance_m: float, name: str) -> float:
    """The time in which nobody covers a distance."""
    return distance_m * FASTEST_S_PER_M.get(name, FASTEST_ELSE_S_PER_M)


def _effort(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    low = next((each.rpe for each in sets if each.rpe is not None and each.rpe < LEAST_RPE), None)
    return f"An effort of {low:g} of 10 on {name}: is that right?" if low is not None else ""


def _empty(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    empty = [
        each for each in sets if each.reps is None and not each.duration_s and not each.distance_m and not each.load_kg
    ]
    if not empty or topic.doubts.first:
        return ""
    if topic.modality in ENDURANCE or topic.modality in TIMED:
        return f"How far or how long was it, {name}?"
    return f"How many reps of {name} did you get?" if topic.modality in ("reps", "bw_reps", "weight_reps") else ""
