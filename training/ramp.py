"""Ramp sets: how a lift is warmed up to its work weight (reference 6)."""

from training.coaching import Rules, rules
from training.loading import Gym
from training.movement import Movement
from training.program.plan import Target

LOWER = ("squat", "hinge", "lunge")


class Step(Rules):
    """One ramp set."""

    share: float
    reps: int


class RampRules(Rules):
    """The section ``[ramp]``."""

    first: tuple[Step, ...]
    second: tuple[Step, ...]
    heavy: Step
    heavy_from_share: float
    bar_margin_kg: float
    least_jump_share: float


def region(movement: Movement) -> str:
    """Which half of the body a lift warms up: ``lower`` or ``upper``."""
    return "lower" if movement.pattern in LOWER else "upper"


def ramp(
    work_kg: float, movement: Movement, gym: Gym, *, first_kg: float | None = None, is_first: bool = True,
    share_of_max: float | None = None,
) -> tuple[Target, ...]:  # fmt: skip
    """The ramp to a work weight; the second lift of a region needs less. ``first_kg``: where work sets begin lighter.

    A step that is hardly more than the empty bar becomes the empty bar; one within 10 % of its
    neighbour is left out.

    >>> from training.library import load_library
    >>> squat = load_library().by_core_id("back_squat")
    >>> [(each.load_kg, each.reps) for each in ramp(100, squat, Gym())]
    [(40.0, 8), (55.0, 5), (70.0, 3), (85.0, 1)]
    >>> [(each.load_kg, each.reps) for each in ramp(60, squat, Gym())]
    [(20.0, 8), (32.5, 5), (42.5, 3), (50.0, 1)]
    """
    given = rules("ramp", RampRules)
    steps = given.first if is_first else given.second
    if is_first and share_of_max is not None and share_of_max >= given.heavy_from_share:
        steps = (*steps, given.heavy)
    bar = gym.bar_of(movement)
    limit = work_kg if first_kg is None or first_kg >= work_kg else first_kg * (1 - given.least_jump_share)
    found: list[Target] = []
    for step in steps:
        load = gym.loadable(work_kg * step.share, movement)
        if bar is not None and work_kg * step.share < bar + given.bar_margin_kg:
            load = bar
        last = found[-1].load_kg if found else None
        too_near = last is not None and step is not given.heavy and load <= last * (1 + given.least_jump_share)
        if 0 < load < limit and not too_near:
            found.append(Target(kind="warmup", reps=step.reps, load_kg=load))
    return tuple(found)
