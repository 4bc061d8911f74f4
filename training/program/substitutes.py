"""What can be done instead of a movement, ranked: by the graph's edges, else by pattern and muscles (reference 8.2, 11.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from training.coaching import Rules, rules
from training.generation.candidates import is_excluded, liking
from training.generation.catalogue import catalogue
from training.generation.level import beyond_skill
from training.library import Library, load_library
from training.movement import Movement
from training.program.equipment import missing
from training.program.injuries import worst_grade
from training.program.plan import Session
from training.program.trainee import Trainee
from training.volume import shares

Kind = Literal["equivalent", "regress", "progress", "antagonist", "any"]
WANTED = 0.5
"""From this liking on, a wish or a habit comes before what is a little nearer."""
GRAPH, OVERLAP = "Reference 11.3", "Reference 8.2"
Found = tuple[int, str, Movement, str, str]
"""How far it is from what was asked, its kind, the movement, why, the source."""


class SwapRules(Rules):
    """The section ``[swaps]``."""

    overlap: float
    antagonist_overlap: float
    regression_reps: float
    light_reps: int
    easier_reps: int
    most_reps: int
    bodyweight_rir: float
    opposite: dict[str, str]
    last_overlap: float
    near: dict[str, str]
    cardio: frozenset[str]


@dataclass(frozen=True, slots=True)
class Swap:
    """A movement that may stand in for another."""

    movement: Movement
    kind: str
    """``equivalent``, ``regress``, ``progress`` or ``antagonist``."""
    text: str
    """Why it fits."""
    source: str

    def __str__(self) -> str:
        return f"{self.movement.name}: {self.text}"


def swap_rules() -> SwapRules:
    """The section ``[swaps]``."""
    return rules("swaps", SwapRules)


def candidates(
    movement: Movement, trainee: Trainee, today: date, *, kind: Kind = "equivalent", session: Session | None = None
) -> tuple[Swap, ...]:
    """What the athlete can do instead, the best first: at hand, no injury against it, within their level and rules.

    Nothing that ``session`` has already. Where nothing is equivalent, the next easier movements are offered.

    >>> from training.library import load_library
    >>> bench = load_library().by_core_id("bench_press")
    >>> home = Trainee(level="intermediate", equipment=frozenset({"dumbbell", "bench"}))
    >>> [each.movement.name for each in candidates(bench, home, date(2026, 11, 23))][:2]
    ['Bench Press (Dumbbell)', 'Push Up']
    """
    library = load_library()
    taken = {movement.name} | ({each.exercise for each in session.items} if session is not None else set())
    found = _possible(_around(movement, kind, library), trainee, today, taken, library)
    if not found and kind == "equivalent":
        found = _possible(_easier(movement, library, 3), trainee, today, taken, library)
        found = found or _possible(_nearest(movement, library), trainee, today, taken, library)
    return tuple(Swap(each, sort, text, source) for _, sort, each, text, source in found)


def overlap(one: Movement, other: Movement) -> float:
    """The part of what the muscles of ``one`` get that they also get from ``other``.

    >>> from training.library import load_library
    >>> library = load_library()
    >>> overlap(library.by_core_id("bench_press"), library.by_core_id("db_bench_press"))
    1.0
    """
    first, second = shares(one), shares(other)
    both = sum(min(each, second.get(muscle, 0.0)) for muscle, each in first.items())
    return both / sum(first.values()) if first else 0.0


def is_regression(of: Movement, movement: Movement, library: Library) -> bool:
    """Whether a movement is one of the easier steps towards another."""
    return any(each is movement for _, _, each, _, _ in _easier(of, library, 3))


def _around(movement: Movement, kind: Kind, library: Library) -> Iterator[Found]:
    if kind in ("equivalent", "any"):
        for each in library.equivalents(movement.slug):
            yield 0, "equivalent", each, f"trains the same as {movement.name}", GRAPH
        yield from _alike(movement, library)
    if kind in ("regress", "any"):
        yield from _easier(movement, library, 1 if kind == "any" else 2)
    if kind in ("progress", "any"):
        for each in library.progressions(movement.slug):
            yield 4, "progress", each, f"the next step up from {movement.name}", GRAPH
    if kind == "antagonist":
        yield from _opposed(movement, library)


def _alike(movement: Movement, library: Library) -> Iterator[Found]:
    for each, part in _near(movement, library):
        if each.pattern == movement.pattern and part >= swap_rules().overlap:
            text = f"the same pattern as {movement.name}, and {round(part * 100)} % of its muscles"
            yield 1, "equivalent", each, text, OVERLAP


def _near(movement: Movement, library: Library) -> tuple[tuple[Movement, float], ...]:
    is_shipped = library.by_name(movement.name) is movement
    return _shipped(movement.slug, library) if is_shipped else _alike_to(movement, library)


@lru_cache(maxsize=1024)
def _shipped(slug: str, library: Library) -> tuple[tuple[Movement, float], ...]:
    return _alike_to(library.by_slug(slug), library)


def _alike_to(movement: Movement, library: Library) -> tuple[tuple[Movement, float], ...]:
    """Movements of the same pattern, or the next one, with the part of the muscles that they train as well."""
    given = swap_rules()
    near = (movement.pattern, given.near.get(movement.pattern))
    found = ((each, overlap(movement, each)) for each in library.movements if each.pattern in near)
    return tuple((each, part) for each, part in found if part >= given.last_overlap and each is not movement)


def _easier(movement: Movement, library: Library, steps: int) -> Iterator[Found]:
    """Step by step down the progression; for what has no easier neighbour, from its equivalents."""
    front = [movement]
    for step in range(steps):
        front = list(dict.fromkeys(each for one in front for each in library.regressions(one.slug)))
        how = "a step easier than" if not step else "easier than"
        for each in front:
            yield 2 + step, "regress", each, f"{how} {movement.name}: more reps make up for it", GRAPH


def _nearest(movement: Movement, library: Library) -> Iterator[Found]:
    """What trains some of it in the same pattern or the next one: better than nothing."""
    for each, _ in _near(movement, library):
        far = 2 if each.pattern == movement.pattern else 3
        yield far, "equivalent", each, f"the nearest to {movement.name} that you can do", OVERLAP


def _opposed(movement: Movement, library: Library) -> Iterator[Found]:
    for each in library.antagonists(movement.slug):
        yield 0, "antagonist", each, f"its muscles rest while {movement.name} works", GRAPH
    pattern = swap_rules().opposite.get(movement.pattern)
    for each in library.movements:
        if (
            each.pattern == pattern
            and not set(each.primary) & set(movement.primary)
            and overlap(movement, each) <= swap_rules().antagonist_overlap
        ):
            yield 1, "antagonist", each, f"the opposite pattern: its muscles rest while {movement.name} works", GRAPH


def _possible(found: Iterable[Found], trainee: Trainee, today: date, taken: set[str], library: Library) -> list[Found]:
    injuries = trainee.active(today)
    replaced = {each.what for each in trainee.rules if each.kind == "substitute"}
    possible: dict[str, tuple[tuple[object, ...], Found]] = {}
    for each in found:
        movement = each[2]
        if movement.name in taken or movement.name in replaced or movement.slug in possible:
            continue
        if missing(movement, trainee.equipment) or is_excluded(movement, trainee):
            continue
        if movement.pattern not in ("cardio", "mobility") and beyond_skill(trainee, movement):
            continue
        worst = worst_grade(movement, injuries, library)[0]
        if worst != "forbidden":
            possible[movement.slug] = (_order(each, worst == "limited", trainee, library), each)
    return [each for _, each in sorted(possible.values(), key=lambda one: one[0])]


def _order(found: Found, is_limited: bool, trainee: Trainee, library: Library) -> tuple[object, ...]:
    """What hurts least, is nearest, liked or a habit, what coaches use, no harder than needed."""
    far, _, movement, _, _ = found
    entry = catalogue(library).get(movement.slug)
    fit = 0.0 if entry is None or entry.fit is None else max(entry.fit)
    liked = 1.0 if movement.name in trainee.activities else liking(movement, trainee)
    is_usual = movement.core_id is not None or fit > 0 or liked > 0 or movement.slug in swap_rules().cardio
    return (
        is_limited,
        far - (liked >= WANTED) + (0 if is_usual else 2),
        -liked,
        movement.core_id is None,
        -fit,
        movement.skill,
        movement.slug,
    )
