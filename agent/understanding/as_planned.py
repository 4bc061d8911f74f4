"""What differed from the plan, of a message that says that the rest was done as planned."""

import re
from dataclasses import replace

from agent.understanding.clauses import pieces
from agent.understanding.cutting import LOG, chances_of
from agent.understanding.reading import Candidate, Reading
from agent.understanding.situation import Situation
from agent.understanding.words import ANY_DAY, Words
from training import notation
from training.library import load_library
from training.resolver import Resolver
from training.units import WeightUnit

LOG_PLANNED, CORRECTS, REPEATS = "log_planned", "change_sets", "repeat_set"
LAST = (LOG_PLANNED, REPEATS, CORRECTS, "give_feedback")
"""What was done, what came on top, what differed, how it was: all of it is of what is logged."""
_ON_TOP = re.compile(r"\b(?:plus|extra|more|additional|another|on top|finishers?)\b", re.IGNORECASE)
"""Words of sets that came on top of the planned ones, and are none of them."""


def with_exceptions(reading: Reading, situation: Situation) -> tuple[Candidate, ...] | None:
    """The calls of a reading, with what differed from the plan; ``None`` where numbers are left that nothing takes.

    Whole sets are logged first, but those on top of the plan after it; corrections come last and are of the exercise that is named.
    """
    calls = reading.calls
    if LOG_PLANNED not in [call.tool for call in calls]:
        return calls
    beside = [part.text for part in reading.parts if not part.calls and Words(part.text, situation).numbers]
    if any(part.left for part in reading.parts if part.label == LOG_PLANNED):
        whole = next(part.text for part in reading.parts if part.label == LOG_PLANNED)
        beside += [part.text for part in pieces(whole) if next(iter(chances_of(part.text, situation))) != LOG_PLANNED]
    if not all(_has_whole_sets(text, situation) for text in beside):
        return None
    told_whole = [
        part.text
        for part in reading.parts
        if part.label == REPEATS and part.left and _has_whole_sets(part.text, situation)
    ]
    calls = tuple(call for call in calls if not (call.tool == REPEATS and call.whole in told_whole))
    logs = [Candidate(LOG, {"said": text}, text) for text in (*beside, *told_whole)]
    names = {name.said for part in reading.parts for name in Words(part.text, situation).names}
    told = any(call.args.get(name) is not None for call in calls for name in ("rpe", "reps_left", "difficulty"))
    calls = tuple(
        replace(call, args={**call.args, "effort_told": True}) if told and call.tool == LOG_PLANNED else call
        for call in calls
    )
    found = sorted((*logs, *calls), key=_place)
    if len(names) != 1:
        return tuple(found)
    [name] = names
    return tuple(
        replace(call, args={"exercise": name, **call.args}) if call.tool in (CORRECTS, REPEATS) else call
        for call in found
    )


def _place(call: Candidate) -> int:
    """When a call comes: before the planned session, with it, or after it."""
    if call.tool == LOG and _ON_TOP.search(call.whole):
        return LAST.index(REPEATS)
    return LAST.index(call.tool) if call.tool in LAST else -1


def _has_whole_sets(text: str, situation: Situation) -> bool:
    """Whether the grammar of sets reads a load and reps for all that is told, without a question."""
    units: WeightUnit = "lb" if situation.units == "lb" else "kg"
    found = notation.read(text, notation.Context(situation.today or ANY_DAY, Resolver(load_library()), units))
    sets = [one for workout in found.workouts for each in workout.exercises for one in each.sets]
    return found.question is None and bool(sets) and all(one.load_kg is not None and one.reps for one in sets)
