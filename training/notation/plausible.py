"""Whether sets are what a person can have done: what is not is asked, never stored in silence."""

from collections.abc import Callable

from training.notation.drafts import ENDURANCE, Topic
from training.units import load_text
from training.workout import Set

HEAVIEST_KG = 520.0
FAR_ABOVE = 2.2
"""A load so many times the best estimated max is a slip."""
MANY_LOADED, MANY = 60, 400
FASTEST_S_PER_M = {"Running": 0.14, "Rowing Machine": 0.165, "Swimming": 0.42, "Walking": 0.28, "Cycling": 0.05, "Hiking": 0.3}
FASTEST_ELSE = 0.04
SLOWEST_S_PER_M = 6.0


def check(sets: tuple[Set, ...], topic: Topic, name: str) -> tuple[Set, ...]:
    """The sets as they stand; the first thing that cannot be right is asked."""
    for wrong in (_load, _mixed, _reps, _speed, _all_warmups, _empty):
        question = wrong(sets, topic, name)
        if question:
            topic.doubts.settle(question, ("Yes, log it as it is",))
            break
    return sets


def _load(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    best = topic.past.one_rep_max_kg
    for each in sets:
        load = each.load_kg or 0.0
        if topic.modality == "weight_reps" and (load > HEAVIEST_KG or (best and load > FAR_ABOVE * best and load > 60)):
            return f"{load_text(load, topic.unit)} for {each.reps or 0} on {name} is far beyond what you have lifted. Is that right?"
    return ""


def _mixed(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    if topic.modality != "weight_reps" or not any(each.load_kg for each in sets):
        return ""
    if any(each.load_kg is None and each.kind != "warmup" for each in sets):
        return f"Some sets of {name} have a load and some have none. Is that right?"
    return ""


def _reps(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    most = MANY_LOADED if topic.is_loaded else MANY
    many = next((each.reps for each in sets if (each.reps or 0) > most), None)
    return f"{many} reps of {name} in one set: is that right?" if many else ""


def _speed(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    if topic.modality not in ENDURANCE:
        return ""
    for each in sets:
        if each.distance_m and each.duration_s and each.distance_m >= 100:
            pace = each.duration_s / each.distance_m
            if pace < FASTEST_S_PER_M.get(name, FASTEST_ELSE):
                return f"{each.distance_m / 1000:g} km in {each.duration_s / 60:.1f} minutes is faster than anybody. Which was it?"
            if pace > SLOWEST_S_PER_M:
                return f"{each.distance_m:g} m in {each.duration_s / 60:.0f} minutes: is that right?"
    return ""


def _all_warmups(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    return ""


def _empty(sets: tuple[Set, ...], topic: Topic, name: str) -> str:
    empty = [each for each in sets if each.reps is None and not each.duration_s and not each.distance_m and not each.load_kg]
    if empty and topic.modality in ENDURANCE and not topic.doubts.first:
        return f"How far or how long was it, {name}?"
    return ""


Check = Callable[[tuple[Set, ...], Topic, str], str]
