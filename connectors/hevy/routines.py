"""Routines: a planned session as one, one as what replaces it, and how two differ."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from connectors.hevy.shapes import HevyExercise, HevySet, Routine
from training.program.plan import Item, Session, Target
from training.units import plain

TYPES = {"work": "normal", "amrap": "normal", "warmup": "warmup", "drop": "dropset", "failure": "failure"}
NUMBERS = ("weight_kg", "reps", "distance_meters", "duration_seconds", "custom_metric")
LONGEST_TITLE = 100


def routine_body(session: Session, title: str, ids: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """A planned session as a new routine, and the exercises that Hevy has none for; ``ids`` are its templates by our names."""
    known = [each for each in session.items if each.exercise in ids]
    left_out = [each.exercise for each in session.items if each.exercise not in ids]
    notes = [session.note, f"Not in Hevy: {', '.join(left_out)}" if left_out else ""]
    body: dict[str, Any] = {
        "title": title[:LONGEST_TITLE],
        "exercises": [_exercise(each, ids[each.exercise]) for each in known],
    }
    said = " ".join(each for each in notes if each)
    return body | ({"notes": said} if said else {}), left_out


def replacing_body(routine: Routine) -> dict[str, Any]:
    """What a routine must be replaced with so that it stays as it is: reads and writes name things differently."""
    body: dict[str, Any] = {"title": routine.title, "exercises": [_as_written(each) for each in _ordered(routine)]}
    return body | ({"notes": routine.notes} if routine.notes else {})


def as_replacement(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a new routine for one that is there: its folder can't be said."""
    return {name: value for name, value in body.items() if name != "folder_id"}


def is_as(routine: Routine, body: Mapping[str, Any]) -> bool:
    """Whether a routine that was read is what was written."""
    return routine.title == body["title"] and list(_lines(replacing_body(routine))) == list(_lines(body))


def difference(before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    """What changes, a line for each exercise: '- ' what goes, '+ ' what comes. ``names`` are titles by templates."""
    was = [] if before is None else [_named(line, names) for line in _lines(before)]
    now = [_named(line, names) for line in _lines(after)]
    title = (
        [] if before is None or before["title"] == after["title"] else [f"- {before['title']}", f"+ {after['title']}"]
    )
    return title + [f"- {line}" for line in was if line not in now] + [f"+ {line}" for line in now if line not in was]


def _exercise(item: Item, template: str) -> dict[str, Any]:
    efforts = {each.rpe for each in item.work if each.rpe is not None}
    amrap = any(each.kind == "amrap" for each in item.work)
    notes = [
        item.notes,
        f"RPE {' to '.join(plain(each) for each in sorted({min(efforts), max(efforts)}))}" if efforts else "",
        "Last set: as many good reps as you have" if amrap else "",
    ]
    said = ". ".join(each.rstrip(".") for each in notes if each)
    found: dict[str, Any] = {
        "exercise_template_id": template, "superset_id": item.superset, "rest_seconds": item.rest_s or None,
        "sets": [_set(each) for each in item.targets],
    }  # fmt: skip
    return found | ({"notes": said} if said else {})


def _set(target: Target) -> dict[str, Any]:
    is_range = target.reps is not None and target.reps_to is not None and target.reps_to > target.reps
    found: dict[str, Any] = {
        "type": TYPES[target.kind],
        "weight_kg": None if target.load_kg is None else round(abs(target.load_kg), 3),
        "reps": None if is_range else target.reps,
        "distance_meters": None if target.distance_m is None else round(target.distance_m),
        "duration_seconds": None if target.duration_s is None else round(target.duration_s),
        "custom_metric": None,
    }
    return found | ({"rep_range": {"start": target.reps, "end": target.reps_to}} if is_range else {})


def _as_written(exercise: HevyExercise) -> dict[str, Any]:
    found: dict[str, Any] = {
        "exercise_template_id": exercise.exercise_template_id, "superset_id": exercise.supersets_id,
        "rest_seconds": exercise.rest_seconds, "sets": [_set_as_written(each) for each in sorted(exercise.sets, key=lambda one: one.index)],
    }  # fmt: skip
    return found | ({"notes": exercise.notes} if exercise.notes else {})


def _set_as_written(found: HevySet) -> dict[str, Any]:
    written: dict[str, Any] = {"type": found.type} | {name: _whole(getattr(found, name)) for name in NUMBERS}
    if found.rep_range is not None:  # null is refused where there is none
        written["rep_range"] = {"start": _whole(found.rep_range.start), "end": _whole(found.rep_range.end)}
    return written


def _whole(number: float | None) -> float | None:
    """Reps and seconds are written as whole numbers."""
    return int(number) if number is not None and number == int(number) else number


def _ordered(routine: Routine) -> list[HevyExercise]:
    return sorted(routine.exercises, key=lambda each: each.index)


def _lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Each exercise in a line that tells all of it."""
    for each in body["exercises"]:
        runs = [(words, len(list(same))) for words, same in groupby(_set_words(one) for one in each["sets"])]
        sets = "; ".join(words if count == 1 else f"{count}× {words}" for words, count in runs)
        more = [
            f"superset {each['superset_id']}" if each.get("superset_id") is not None else "",
            f"rest {each['rest_seconds']} s" if each.get("rest_seconds") else "", each.get("notes") or "",
        ]  # fmt: skip
        yield " | ".join([each["exercise_template_id"], sets, *filter(None, more)])


def _set_words(one: Mapping[str, Any]) -> str:
    span = one.get("rep_range")
    reps = "" if one.get("reps") is None else f"{plain(one['reps'])} reps"
    if span is not None:
        reps = f"{span['start']} to {span['end']} reps" if span["end"] is not None else f"{span['start']} or more reps"
    parts = [
        one["type"] if one["type"] != "normal" else "", reps,
        f"{plain(one['weight_kg'], 3)} kg" if one.get("weight_kg") is not None else "",
        f"{plain(one['distance_meters'])} m" if one.get("distance_meters") is not None else "",
        f"{plain(one['duration_seconds'])} s" if one.get("duration_seconds") is not None else "",
        f"{plain(one['custom_metric'])}" if one.get("custom_metric") is not None else "",
    ]  # fmt: skip
    return " ".join(each for each in parts if each) or "a set"


def _named(line: str, names: Mapping[str, str]) -> str:
    template, _, rest = line.partition(" | ")
    return f"{names.get(template, template)}: {rest}"
