"""Where the progressions of a program begin: from the athlete's own numbers, else at the published beginner's start."""

from training.coaching import Rules, rules
from training.established.schemes.cycle import Cycle, Follow
from training.established.schemes.double import Double
from training.established.schemes.free import Free
from training.established.schemes.ladder import Ladder
from training.established.schemes.linear import Linear
from training.established.state import Setting, State
from training.established.template import Lift, Start
from training.program.trainee import Trainee
from training.strength import load_for

_REPS = {"1rm": 1, "5rm": 5, "10rm": 10}
UNKNOWN = "no number for this lift yet, so it starts as published for beginners"
EMPTY_BAR = "no number for this lift yet, so it starts with the empty bar"
FIND = "no number for this exercise yet: find a load that leaves a rep or two, and it goes on from there"
ENOUGH_TIMES = 3
"""Done so often of late, a movement is one that the athlete masters."""


class StartRules(Rules):
    """The section ``[established]``."""

    range_share: float


def begin(lift: Lift, trainee: Trainee, at: Setting, slugs: dict[str, str]) -> State:
    """The first state of one progression. ``slugs`` are library names by the exercises of a ladder."""
    scheme = lift.scheme
    if isinstance(scheme, Linear | Double | Free) and lift.start.exact is not None:
        load = at.loadable(lift.start.exact.in_kg(at.unit))
        return scheme.begin(load, f"as it was written, at {at.load(load)}")
    if isinstance(scheme, Ladder):
        return _rung(scheme, trainee, slugs)
    if isinstance(scheme, Linear | Cycle | Double) and not isinstance(scheme, Follow):
        return scheme.begin(*_load(lift, scheme, trainee, at))
    return scheme.begin(None, "")


def _load(lift: Lift, scheme: Linear | Cycle | Double, trainee: Trainee, at: Setting) -> tuple[float | None, str]:
    e1rm = trainee.e1rm_kg.get(at.exercise)
    if e1rm is not None and not at.movement.is_bodyweight:
        return _known(lift.start, scheme, e1rm, at)
    bar, given = at.gym.bar_of(at.movement), lift.start.otherwise
    load = bar if given is None else at.loadable(given.in_kg(at.unit))
    if load is None or isinstance(scheme, Double):
        return None, FIND
    origin = EMPTY_BAR if given is None else f"{UNKNOWN}, at {at.load(load)}"
    if isinstance(scheme, Cycle):
        base = load / scheme.lowest_share()
        return (at.loadable(base) if scheme.round_base else round(base, 4)), f"{origin} in the lightest set"
    return load, origin


def _known(start: Start, scheme: Linear | Cycle | Double, e1rm: float, at: Setting) -> tuple[float, str]:
    if isinstance(scheme, Double):
        top = scheme.sets[0].reps_to or scheme.sets[0].least
        load = at.loadable(e1rm / (1 + top / 30) * rules("established", StartRules).range_share, down=True)
        return load, f"what should go {top} times with reserve, by your estimated 1RM of {at.load(round(e1rm, 1))}"
    reps = _REPS[start.of]
    best = load_for(e1rm, reps)
    is_cycle = isinstance(scheme, Cycle)
    is_exact = isinstance(scheme, Cycle) and not scheme.round_base
    load = best * start.share if is_exact else at.loadable(best * start.share, down=not is_cycle)
    word = "1RM" if reps == 1 else f"{reps}RM"
    return round(load, 4), f"{start.share:.0%} of your estimated {word} of {at.load(round(best, 1))}"


def _rung(scheme: Ladder, trainee: Trainee, slugs: dict[str, str]) -> State:
    """The hardest step that was done often of late; else where a beginner starts."""
    mastered = [
        index
        for index, rung in enumerate(scheme.rungs)
        if trainee.done.get(slugs.get(rung.exercise, ""), 0) >= ENOUGH_TIMES
    ]
    if mastered and mastered[-1] > scheme.first:
        return scheme.on_rung(mastered[-1], "It is the hardest step that you have done often of late")
    return scheme.on_rung(scheme.first, "It is where a beginner starts; too easy goes up fast")
