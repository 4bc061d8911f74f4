"""Canonical notation read back, strictly: all of a message is canonical, or none of it."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any, get_args

from training.notation.loading import is_possible
from training.notation.reading import Mention, NewExercise, Reading
from training.notation.rendering import typed_distance
from training.resolver import Resolver
from training.units import Typed
from training.workout import Exercise, Set, SetKind, Workout

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:, started (\S{16,40}))?")
_LABEL = re.compile(r"([A-Z]{1,2})\d{1,3} ")
_GROUP = re.compile(
    r"(?:(?P<count>\d{1,3})x(?P<reps>\d{1,4})|(?P<sets>\d{1,3}) sets?)"
    r"(?: @ (?P<load>[+-]?\d{1,20}(?:\.\d{1,30})?) (?P<unit>kg|lb|st))?"
    r"(?: (?P<distance>\d{1,20}(?:\.\d{1,30})?) (?P<length>m|km|mi|yd|ft))?"
    r"(?: in (?:(?P<clock>\d{1,5}(?::\d\d){1,2})|(?P<seconds>\d{1,20}(?:\.\d{1,30})?) s))?"
    r"(?: rpe (?P<rpe>\d{1,2}(?:\.\d{1,20})?))?"
    r"(?: (?P<kind>warmup|drop|failure|amrap))?"
)
_KINDS: dict[str, SetKind] = {kind: kind for kind in get_args(SetKind)}
_MENTIONS: dict[str, type[Mention]] = {kind.__name__: kind for kind in get_args(Mention)}


class _NotCanonicalError(Exception):
    """This text is free: the other reader takes it."""


def is_canonical(text: str) -> bool:
    """Whether the first line looks like canonical notation: a cheap look, not a promise."""
    return text[:2] == "* " or _DAY.match(text[:10]) is not None


def read_canonical(text: str, resolver: Resolver) -> Reading | None:
    """Read canonical notation; ``None`` when any line of it is not."""
    workouts: list[Workout] = []
    mentions: list[Mention] = []
    unread: list[str] = []
    try:
        for line in text.split("\n"):
            if line.startswith("* Unread: "):
                unread.append(_unescaped(line[10:]))
            elif line.startswith("* "):
                mentions.append(_mention(line[2:]))
            elif line.strip():
                _extend(workouts, line, resolver)
    except (ValueError, KeyError, IndexError, _NotCanonicalError):
        return None
    return Reading(tuple(workouts), None, tuple(unread), (), tuple(mentions))


def _extend(workouts: list[Workout], line: str, resolver: Resolver) -> None:
    """Read one line of a workout: its day, its title, its notes or an exercise."""
    if day := _DAY.fullmatch(line.strip()):
        started = datetime.fromisoformat(day[2]) if day[2] else None
        workouts.append(Workout(date.fromisoformat(day[1]), started_at=started))
        return
    last = workouts.pop()
    title, notes, exercises = last.title, last.notes, last.exercises
    if line.startswith("# "):
        title = _unescaped(line[2:])
    elif line.startswith("> "):
        notes = _unescaped(line[2:])
    else:
        exercises = (*exercises, _exercise(line, resolver))
    workouts.append(Workout(last.date, exercises, title, last.started_at, notes))


def _exercise(line: str, resolver: Resolver) -> Exercise:
    head, has_notes, notes = line.partition(" -- ")
    name, _, sets = head.rpartition(": ")
    superset = None
    known = _name(name, resolver)
    if known is None and (label := _LABEL.match(name)):
        superset = _index(label[1])
        known = _name(name[label.end() :], resolver)
    if known is None:
        raise _NotCanonicalError
    return Exercise(known, _sets(sets), superset, _unescaped(notes) if has_notes else "")


def _name(text: str, resolver: Resolver) -> str | None:
    if len(text) > 2 and text[0] == text[-1] == '"':
        return text[1:-1]
    movement = resolver.named(text)
    return movement.name if movement else None


def _sets(text: str) -> tuple[Set, ...]:
    if text == "no sets":
        return ()
    sets: list[Set] = []
    for part in text.split(", "):
        group = _GROUP.fullmatch(part)
        if group is None:
            raise _NotCanonicalError
        count = int(group["count"] or group["sets"])
        sets += [_set(group)] * count
    return tuple(sets)


def _set(group: re.Match[str]) -> Set:
    load = Typed(float(group["load"]), group["unit"]) if group["load"] else None
    distance_m, distance = (None, None)
    if group["distance"]:
        distance_m, distance = typed_distance(float(group["distance"]), group["length"])
    duration_s = float(group["seconds"]) if group["seconds"] else None
    if group["clock"]:
        parts = [int(part) for part in group["clock"].split(":")]
        duration_s = float(sum(part * 60**power for power, part in enumerate(reversed(parts))))
    reps = int(group["reps"]) if group["reps"] else None
    each = Set(
        kind=_KINDS[group["kind"] or "work"],
        load_kg=load.kg if load else None,
        reps=reps,
        rpe=float(group["rpe"]) if group["rpe"] else None,
        duration_s=duration_s,
        distance_m=distance_m,
        typed_load=load,
        typed_distance=distance,
    )
    if not is_possible(each):
        raise _NotCanonicalError
    return each


def _mention(text: str) -> Mention:
    name, _, rest = text.partition(": ")
    kind = _MENTIONS[name]
    values: dict[str, Any] = {
        field.name: _READ[str(field.type).removesuffix(" | None")](value) if value != "-" else None
        for field, value in zip(fields(kind), rest.split(" | "), strict=True)
    }
    return kind(**values)


def new_names(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """The names among mentions that no library has yet."""
    return frozenset(mention.exercise for mention in mentions if isinstance(mention, NewExercise))


def _index(label: str) -> int:
    index = 0
    for letter in label:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r", "p": "|"}.get(match[1], match[1]), text)


_READ: dict[str, Callable[[str], object]] = {
    "<class 'str'>": _unescaped,
    "str": _unescaped,
    "<class 'float'>": float,
    "float": float,
    "<class 'int'>": int,
    "int": int,
    "<class 'bool'>": lambda text: text == "yes",
    "<class 'datetime.date'>": date.fromisoformat,
}
