"""A second opinion on a message: what its tags tell, and how far that agrees with the grammar's reading."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from training.notation.message import Message
from training.notation.reading import Named, NewExercise, Reading
from training.notation.tagging.pieces import is_number, pieces_of
from training.notation.tagging.readings import TaggedReading, distinct
from training.notation.tagging.tagger import tagger
from training.workout import Set, Workout

SEQUENCES, MOST = 5, 4
"""Sequences of tags that are tried, and readings of them that are kept."""
UNLIKELY = -8.0
"""The logarithm of a chance, below which all are alike."""
LONGEST = 600
"""Pieces of a message that is tagged."""
PREFIX = "tags "


def tagged_readings(message: Message) -> list[TaggedReading]:
    """What a message comes to by its tags, the likeliest first; one without sets may be among them."""
    pieces = pieces_of(message.text.plain)
    if len(pieces) > LONGEST or not any(map(is_number, pieces)):
        return []
    return distinct(message, pieces, tagger().sequences(message, pieces, SEQUENCES), MOST)


def agreement(reading: Reading, tagged: Sequence[TaggedReading]) -> dict[str, float]:
    """The evidence of the tags for a reading: how likely they make it, and the best of all others.

    Days are the grammar's: few logs that the tags are learnt from end with one. Of a message that asks, wishes or
    measures something as well, or names an exercise that is new, they know nothing: they are learnt from logs.
    """
    if reading.rest or any(isinstance(each, NewExercise) for each in reading.mentions):
        return {}
    if not tagged:
        return {f"{PREFIX}none": 1.0}
    key = _told(reading.workouts)
    own = next((each for each in tagged if _told(each.workouts) == key), None)
    rival = max([UNLIKELY, *(each.log_chance for each in tagged if _told(each.workouts) != key)])
    if own is None:
        return {f"{PREFIX}against": 1.0, f"{PREFIX}rival": exp(rival)}
    likely = max(UNLIKELY, own.log_chance)
    found = {
        "chance": exp(likely),
        "log chance": likely,
        "first": float(own is tagged[0]),
        "rival": exp(rival),
        "ahead": min(-UNLIKELY, likely - rival),
    }
    return {f"{PREFIX}{name}": value for name, value in found.items() if value}


def others(reading: Reading, tagged: Sequence[TaggedReading]) -> list[Reading]:
    """The readings by tags that differ from the grammar's, with what else the grammar took from the message."""
    key = _told(reading.workouts)
    return [
        _merged(reading, each)
        for each in tagged
        if each.workouts and _told(each.workouts) != key and all(doubt.is_of_numbers for doubt in each.doubts.met)
    ]


def stored(workouts: Sequence[Workout]) -> tuple[tuple[object, tuple[object, ...]], ...]:
    """What is kept of workouts: two readings with the same are the same."""
    return tuple(
        (workout.date, tuple((each.name, tuple(map(_set, each.sets))) for each in workout.exercises))
        for workout in workouts
    )


def _told(workouts: Sequence[Workout]) -> tuple[object, ...]:
    """The same whatever the days."""
    return tuple(told for _, exercises in stored(workouts) for told in exercises)


def _set(one: Set) -> tuple[object, ...]:
    load = round(one.load_kg or 0.0, 2)
    return one.kind, load, one.reps, one.rpe, round(one.duration_s or 0.0), round(one.distance_m or 0.0)


def _merged(reading: Reading, tagged: TaggedReading) -> Reading:
    notes = {each.name: each.notes for workout in reading.workouts for each in workout.exercises if each.notes}
    workouts = tuple(
        replace(
            workout,
            exercises=tuple(replace(each, notes=each.notes or notes.get(each.name, "")) for each in workout.exercises),
        )
        for workout in tagged.workouts
    )
    done = {each.name for workout in workouts for each in workout.exercises}
    said = dict.fromkeys((*reading.mentions, *tagged.mentions))
    mentions = tuple(each for each in said if not (isinstance(each, Named) and each.exercise in done))
    return replace(reading, workouts=workouts, unread=(), assumed=tuple(tagged.doubts.assumed), mentions=mentions)
