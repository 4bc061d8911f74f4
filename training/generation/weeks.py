"""The weeks of a program: which build, which deload, which peak or test (reference 4.7)."""

from dataclasses import dataclass

from training.errors import Invalid
from training.program.plan import Phase

FEWEST, MOST = 2, 52
MESO = 4
"""Three weeks that build and one that deloads."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a program."""

    number: int
    """Counted from 1."""
    phase: Phase
    meso: int
    """Counted from 0; exercises and loads begin anew with each."""
    step: int
    """Its place in the mesocycle, counted from 0."""


def phases(weeks: int, *, tests: bool) -> tuple[Phase, ...]:
    """The phase of each week: every fourth a deload, and what is left over at the end.

    One week over is a test week (an easy one for who may not be tested), two are a peak and a test, three build
    and leave the deload to the next program.

    >>> phases(8, tests=True).count("deload"), phases(9, tests=True)[-1], phases(10, tests=True)[-2:]
    (2, 'test', ('peak', 'test'))
    >>> phases(11, tests=True)[-3:], phases(9, tests=False)[-1]
    (('build', 'build', 'build'), 'easy')
    """
    if not FEWEST <= weeks <= MOST:
        raise Invalid(f"A program has {FEWEST} to {MOST} weeks, not {weeks}.")
    whole, rest = divmod(weeks, MESO)
    cycle: tuple[Phase, ...] = ("build", "build", "build", "deload")
    last: Phase = "test" if tests else "easy"
    tails: tuple[tuple[Phase, ...], ...] = (
        (),
        (last,),
        ("peak" if tests else "build", last) if whole else ("build", "build"),
        ("build", "build", "build"),
    )
    return cycle * whole + tails[rest]


def toward(weeks: int, at: int, *, ends: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """The phases of a program whose week ``at`` is to be the last of ``ends``; what comes after it is easy, then builds.

    Before the end three weeks build and a fourth deloads; a short way loses the first weeks of its end first.

    >>> toward(6, 6, ends=("peak", "peak", "taper"))
    ('build', 'build', 'build', 'peak', 'peak', 'taper')
    >>> toward(9, 9, ends=("peak", "peak", "taper"))[3:]
    ('deload', 'build', 'build', 'peak', 'peak', 'taper')
    >>> toward(2, 1, ends=("peak", "peak", "taper"))
    ('taper', 'easy')
    """
    if not FEWEST <= weeks <= MOST or not 1 <= at <= weeks:
        raise Invalid(f"A program has {FEWEST} to {MOST} weeks, and the day it leads to is within them.")
    tail = ends[max(0, len(ends) - max(1, at // 2)) :]
    front = at - len(tail)
    cycle: tuple[Phase, ...] = ("build", "build", "build", "deload")
    before = tuple(cycle[number % MESO] for number in range(front))
    after: tuple[Phase, ...] = ("easy", *(cycle[number % MESO] for number in range(weeks)))
    return (*before, *tail, *after[: weeks - at])


def numbered(given: tuple[Phase, ...]) -> tuple[Week, ...]:
    """The phases as weeks, with their place in their mesocycle.

    >>> [(each.meso, each.step) for each in numbered(phases(9, tests=True))][-3:]
    [(1, 2), (1, 3), (2, 0)]
    """
    found: list[Week] = []
    meso, step = 0, 0
    for number, phase in enumerate(given, start=1):
        found.append(Week(number, phase, meso, step))
        step += 1
        if phase in ("deload", "easy"):
            meso, step = meso + 1, 0
    return tuple(found)
