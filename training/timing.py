"""The time model: how long an exercise and a session take (reference 6). Seconds throughout."""

from collections.abc import Callable, Iterable, Sequence

from training.coaching import Rules, rules
from training.movement import Movement
from training.program.plan import Item

Find = Callable[[str], Movement | None]
"""From the name of an exercise to its movement; ``None`` for what is not known."""
BARS = ("barbell", "ez_bar", "trap_bar", "smith", "landmine", "safety_bar", "swiss_bar", "axle", "log")


class Timing(Rules):
    """The section ``[timing]``."""

    compound_rep_s: float
    isolation_rep_s: float
    fast_rep_s: float
    jump_rep_s: float
    heavy_rep_s: float
    heavy_share: float
    setup_bar_s: int
    setup_bench_s: int
    setup_free_s: int
    setup_machine_s: int
    setup_body_s: int
    ramp_rest_s: int
    transition_s: int
    side_change_s: int
    between_pair_s: int
    round_rest_s: int
    warmup_s: int
    cooldown_s: int
    carry_m_per_s: float
    cardio_m_per_s: float
    unknown_reps: int


def timing() -> Timing:
    """The numbers of the time model."""
    return rules("timing", Timing)


def rep_seconds(movement: Movement | None, share: float | None = None) -> float:
    """How long one repetition takes.

    >>> from training.library import load_library
    >>> rep_seconds(load_library().by_core_id("back_squat")), rep_seconds(load_library().by_core_id("lateral_raise"))
    (3.5, 3.0)
    """
    given = timing()
    if movement is None:
        return given.compound_rep_s
    if movement.pattern == "plyometric":
        return given.jump_rep_s
    if movement.pattern == "olympic":
        return given.fast_rep_s
    if share is not None and share >= given.heavy_share:
        return given.heavy_rep_s
    return given.isolation_rep_s if movement.mechanic == "isolation" else given.compound_rep_s


def setup_seconds(movement: Movement | None) -> int:
    """How long it takes until the first set can begin: bar, bench, machine."""
    given = timing()
    if movement is None:
        return given.setup_free_s
    if any(each in BARS for each in movement.equipment):
        return given.setup_bench_s if movement.pattern == "h_push" else given.setup_bar_s
    if (movement.mechanic == "isolation" and movement.equipment) or "machine" in movement.equipment:
        return given.setup_machine_s
    return given.setup_free_s if movement.equipment and not movement.is_bodyweight else given.setup_body_s


def exercise_seconds(
    setup: float, ramp: float, sets: int, set_s: float, rest_s: float, *, is_unilateral: bool = False
) -> float:
    """An exercise alone: ``setup + ramp + n * work + (n - 1) * rest``; ``set_s`` has both sides in it.

    >>> exercise_seconds(90, 299.5, 5, 5 * 3.5, 180), exercise_seconds(45, 0, 3, 8 * 3.5 * 2, 90, is_unilateral=True)
    (1197.0, 423.0)
    """
    change = timing().side_change_s if is_unilateral else 0
    return setup + ramp + sets * (set_s + change) + max(sets - 1, 0) * rest_s


def item_seconds(item: Item, movement: Movement | None) -> float:
    """A planned exercise, with its ramp and rests."""
    if item.role in ("warmup", "cooldown", "cardio", "mobility"):
        return sum(_set_seconds(item, movement))
    work = _set_seconds(item, movement)
    return setup_seconds(movement) + _ramp_seconds(item, movement) + sum(work) + max(len(work) - 1, 0) * item.rest_s


def session_seconds(items: Sequence[Item], find: Find, factor: float = 1.0) -> float:
    """A whole session: warm-up, blocks with the changes between them, cooldown; times the athlete's own factor."""
    given = timing()
    warmup = _whole(items, "warmup", find) or given.warmup_s
    cooldown = _whole(items, "cooldown", find) or given.cooldown_s
    blocks = list(blocks_of([each for each in items if each.role not in ("warmup", "cooldown")]))
    middle = sum(_block_seconds(block, find) for block in blocks)
    return factor * (warmup + middle + max(len(blocks) - 1, 0) * given.transition_s + cooldown)


def session_minutes(items: Sequence[Item], find: Find, factor: float = 1.0) -> float:
    """The minutes of a session, to a tenth."""
    return round(session_seconds(items, find, factor) / 60, 1)


def blocks_of(items: Iterable[Item]) -> Iterable[tuple[Item, ...]]:
    """Items that are done in one go: a superset is one block, everything else its own."""
    groups: dict[object, list[Item]] = {}
    for place, item in enumerate(items):
        groups.setdefault(("alone", place) if item.superset is None else item.superset, []).append(item)
    return [tuple(each) for each in groups.values()]


def _whole(items: Sequence[Item], role: str, find: Find) -> float:
    return sum(item_seconds(each, find(each.exercise)) for each in items if each.role == role)


def _block_seconds(block: tuple[Item, ...], find: Find) -> float:
    """A superset alternates its exercises; a circuit of a finisher or conditioning also rests between rounds."""
    if len(block) == 1:
        return item_seconds(block[0], find(block[0].exercise))
    given = timing()
    work = [_set_seconds(each, find(each.exercise)) for each in block]
    rounds = max(len(each) for each in work)
    total = sum(sum(each) for each in work)
    if block[0].role in ("finisher", "conditioning"):
        rests = sum(each.rest_s * len(done) for each, done in zip(block, work, strict=True))
        return total + rests + (rounds - 1) * given.round_rest_s
    ready = sum(
        setup_seconds(find(each.exercise)) + _ramp_seconds(each, find(each.exercise)) for each in block
    )  # fmt: skip
    return ready + total + rounds * given.between_pair_s * (len(block) - 1) + (rounds - 1) * block[-1].rest_s


def _ramp_seconds(item: Item, movement: Movement | None) -> float:
    steps = [each for each in item.targets if each.kind == "warmup"]
    return sum((each.reps or 0) * rep_seconds(movement) + timing().ramp_rest_s for each in steps)


def _set_seconds(item: Item, movement: Movement | None) -> list[float]:
    given = timing()
    sides = 2 if movement is not None and movement.unilateral and item.role not in ("warmup", "cooldown") else 1
    found = []
    for each in item.work:
        if each.duration_s is not None:
            one = each.duration_s
        elif each.distance_m is not None:
            is_cardio = movement is not None and movement.pattern == "cardio"
            one = each.distance_m / (given.cardio_m_per_s if is_cardio else given.carry_m_per_s)
        else:
            one = (each.reps_to or each.reps or given.unknown_reps) * rep_seconds(movement, each.share)
        found.append(one * sides + (given.side_change_s if sides == 2 else 0))
    return found
