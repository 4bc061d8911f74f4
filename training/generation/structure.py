"""How a session and a week are built: order, structure, balance (reference 4.3, 4.10); one normaliser for all paths."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.coaching import Rules, rules
from training.movement import Movement
from training.program.plan import Item, Role
from training.timing import Find

CARDIO: tuple[Role, ...] = ("cardio", "conditioning", "mobility")
_EDGES: tuple[Role, ...] = ("warmup", "cooldown")


class Ratio(Rules):
    """Hard sets of some patterns (or muscles of isolation exercises) to those of others."""

    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    least: float
    most: float
    target: float | None = None


class StructureRules(Rules):
    """The section ``[structure]``."""

    main: tuple[int, int]
    accessories: tuple[int, int]
    long_from_min: int
    hard_sets: dict[str, tuple[int, int]]
    exposures: dict[str, int]
    heavy_patterns: frozenset[str]
    heavy_share: float
    heavy_gap_days: int
    fresh_sets: int
    groups: tuple[tuple[str, ...], ...]
    patterns: tuple[str, ...]
    may_alternate: tuple[str, ...]
    alike: dict[str, str]
    ratios: tuple[Ratio, ...]


def structure_rules() -> StructureRules:
    """The section ``[structure]``."""
    return rules("structure", StructureRules)


def sides(movement: Movement) -> tuple[str, ...]:
    """The names by which a movement counts in a ratio.

    >>> from training.library import load_library
    >>> sides(load_library().by_core_id("leg_curl")), sides(load_library().by_core_id("back_squat"))
    (('hamstrings',), ('squat',))
    """
    return tuple(movement.primary) if movement.pattern == "isolation" else (movement.pattern,)


def order_key(item: Item, movement: Movement | None) -> int:
    """Where an exercise stands in its session (reference 4.10).

    Power first, then main lifts, secondary compounds, one-sided ones, isolation, core, carries, finisher:
    nothing that tires grip or back comes before a deadlift or a row.
    """
    if item.role in _EDGES:
        return 0 if item.role == "warmup" else 99
    if item.role in ("finisher", *CARDIO):
        return 90
    if movement is None:
        return 50
    if movement.pattern in ("plyometric", "olympic"):
        return 10
    if item.role == "main":
        return 20
    if movement.pattern == "carry":
        return 80
    if movement.pattern == "core":
        return 70
    if movement.mechanic == "isolation":
        return 60
    return 40 if movement.unilateral else 30


def normalised(items: Sequence[Item], warmup: Sequence[Item], cooldown: Sequence[Item], find: Find) -> tuple[Item, ...]:
    """Bring the exercises of a session into the one structure that every session has.

    A warm-up, exactly one middle, a cooldown: the middle is main lifts with accessories *or* a finisher, or
    cardio, conditioning or mobility alone. What is missing at the edges is taken from ``warmup`` and
    ``cooldown``; a finisher beside accessories is left out; lifts win over cardio. The order is stable.
    """
    own_warmup = [each for each in items if each.role == "warmup"]
    own_cooldown = [each for each in items if each.role == "cooldown"]
    middle = one_middle([each for each in items if each.role not in _EDGES])
    middle = sorted(middle, key=lambda each: order_key(each, find(each.exercise)))
    return (*(own_warmup or warmup), *_together(middle), *(own_cooldown or cooldown))


def one_middle(items: Sequence[Item]) -> list[Item]:
    """The items of the one middle that a session may have."""
    roles = {each.role for each in items}
    if "main" in roles or "accessory" in roles:
        kept: set[Role] = {"main", "accessory"} if "accessory" in roles else {"main", "finisher"}
    else:
        alone: tuple[Role, ...] = ("conditioning", "cardio", "mobility", "finisher")
        kept = {next((role for role in alone if role in roles), "mobility")}
    return [each for each in items if each.role in kept]


def leads(items: Iterable[Item], priorities: Sequence[str]) -> list[Item]:
    """The main lifts with the athlete's priorities first: what is done first improves most."""
    return sorted(items, key=lambda each: (each.role != "main", each.exercise not in priorities))


def _together(items: list[Item]) -> list[Item]:
    """The exercises of a superset stand side by side, where its first one is."""
    groups: dict[object, list[Item]] = {}
    for place, item in enumerate(items):
        groups.setdefault(("alone", place) if item.superset is None else item.superset, []).append(item)
    return [each for group in groups.values() for each in group]


def renumbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Supersets numbered from 1 in their order; what stands alone has no number."""
    counts: dict[int, int] = {}
    for each in items:
        if each.superset is not None:
            counts[each.superset] = counts.get(each.superset, 0) + 1
    numbers = {
        superset: place for place, superset in enumerate((key for key, many in counts.items() if many > 1), start=1)
    }
    return tuple(
        replace(each, superset=numbers.get(each.superset) if each.superset is not None else None) for each in items
    )
