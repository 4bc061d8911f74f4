"""Another exercise in the place of one of the program's, for good: its progression begins anew, or is set back."""

from collections.abc import Mapping
from dataclasses import replace

from training.errors import Invalid
from training.established import starting
from training.established.engine import place_of
from training.established.schemes.ladder import Ladder
from training.established.sessions import SWAPPED, movement_of
from training.established.state import State
from training.library import load_library
from training.program.plan import Program
from training.program.trainee import Trainee


def swapped(
    program: Program, lifts: Mapping[str, State], key: str, exercise: str, trainee: Trainee
) -> dict[str, State]:
    """The states with another exercise for one lift; loads begin from the athlete's number for it, else are to be found.

    The program's own exercise takes the swap back, and begins anew too. Whether the program bears it is
    ``bounds.may``. Lifts that take their loads from this one keep their exercise. Raises ``Invalid`` for what
    the library does not have, and for ladders, which choose their movements themselves.
    """
    place = place_of(program)
    if key not in place.template.lifts or key not in lifts:
        raise Invalid(f"{place.template.name} has no lift '{key}'.")
    lift, movement = place.template.lifts[key], load_library().by_name(exercise)
    if movement is None:
        raise Invalid(f"'{exercise}' is not in the library; an established program needs an exercise of it.")
    if isinstance(lift.scheme, Ladder):
        raise Invalid("A ladder chooses its movements itself; regress or progress it instead.")
    own = movement_of(lift.exercise)
    marker: State = {} if movement is own else {SWAPPED: movement.name}
    at = place.setting(key, {**lifts, key: marker})
    begun = (
        lift
        if movement is own
        else lift.model_copy(update={"start": lift.start.model_copy(update={"otherwise": None})})
    )
    e1rm = trainee.e1rm_kg.get(movement.name)
    state = starting.begin(begun, replace(trainee, e1rm_kg={} if e1rm is None else {movement.name: e1rm}), at, {})
    if movement is not own and e1rm is None:
        state = {name: None if name in ("load", "base") else value for name, value in state.items()}
        state |= {"origin": starting.FIND} if "origin" in state else {}
    return {**lifts, key: {**state, **marker}}
