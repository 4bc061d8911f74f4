"""Make a planned session smaller, lighter or easier, by a decision: readiness, gap, pain, illness, deload."""

from collections.abc import Callable
from dataclasses import replace

from training.adaptation.deload import deload_rules
from training.library import Library
from training.loading import Gym
from training.movement import Movement
from training.program.plan import LONGEST_NOTE, Item, Reason, Role, Session, Target, rest_title
from training.ramp import ramp
from training.timing import session_minutes
from training.units import round_half_up

LIFTING: tuple[Role, ...] = ("main", "accessory")
MOVING: tuple[Role, ...] = ("finisher", "cardio", "conditioning")
EASY = "Zone 2: easy enough to speak in full sentences"
FULL_RAMP = 2
"""Ramps of more sets than this are those of a first lift."""
Which = Callable[[Item], bool]


def every(item: Item) -> bool:
    """All exercises."""
    return True


def scaled(
    session: Session,
    *,
    gym: Gym,
    library: Library,
    reason: Reason,
    volume: float = 1.0,
    load: float = 1.0,
    rir_add: float = 0.0,
    least_rir: float | None = None,
    cardio: float | None = None,
    no_failure: bool = False,
    easy_cardio: bool = False,
    which: Which = every,
    time_factor: float = 1.0,
) -> Session:
    """The session with its sets, loads and reserve changed; the reason stands on every exercise that changed.

    Sets are ``max(1, round_half_up(sets * volume))``, cut from behind; loads are rounded down to what can be
    loaded. ``cardio`` scales minutes and distances (as ``volume`` without). ``which`` picks the exercises.
    A volume of 0 is a day of rest: use ``rested``.
    """
    items = []
    for item in session.items:
        changed = item
        if which(item) and item.role in LIFTING:
            changed = _lifted(item, library.by_name(item.exercise), gym, volume, load, rir_add, least_rir, no_failure)
        elif which(item) and item.role in MOVING:
            changed = _moved(item, volume if cardio is None else cardio, easy_cardio)
        items.append(changed if changed == item else replace(changed, reasons=(*changed.reasons, reason)))
    if tuple(items) == session.items:
        return session
    minutes = session_minutes(items, library.by_name, time_factor)
    return replace(session, items=tuple(items), minutes=minutes, reasons=(*session.reasons, reason))


def rested(session: Session, *, reason: Reason, minutes: float = 20.0, exercise: str = "Walking") -> Session:
    """A day of rest in the place of a session: an easy walk, if the athlete likes."""
    walk = Item(exercise, "cardio", (Target(duration_s=minutes * 60),), notes="Easy, or a day off", reasons=(reason,))
    note = reason.text if len(reason.text) <= LONGEST_NOTE else f"{reason.text[: LONGEST_NOTE - 1]}…"
    return replace(
        session, title=rest_title(session.title), kind="cardio", items=(walk,), minutes=minutes, phase="easy", note=note,
        reasons=(*session.reasons, reason),
    )  # fmt: skip


def deloaded(session: Session, *, gym: Gym, library: Library, reason: Reason, time_factor: float = 1.0) -> Session:
    """The session as one of a deload (reference 4.8): half of the sets, less load, reserve, easy and shorter cardio."""
    given = deload_rules()
    eased = scaled(
        session, gym=gym, library=library, reason=reason, volume=given.sets, load=given.load, least_rir=given.least_rir,
        cardio=given.cardio, no_failure=True, easy_cardio=True, time_factor=time_factor,
    )  # fmt: skip
    return replace(eased, phase="deload")


def sets_of(count: int, volume: float) -> int:
    """How many sets remain.

    >>> sets_of(4, 0.7), sets_of(4, 0.85), sets_of(1, 0.5), sets_of(5, 0.65)
    (3, 3, 1, 3)
    """
    return max(1, int(round_half_up(count * volume)))


def _lifted(
    item: Item, movement: Movement | None, gym: Gym, volume: float, load: float, rir_add: float,
    least_rir: float | None, no_failure: bool,
) -> Item:  # fmt: skip
    work = item.work[: sets_of(len(item.work), volume)]
    eased = tuple(_eased(each, movement, gym, load, rir_add, least_rir, no_failure) for each in work)
    if load == 1.0 or movement is None:
        return item.with_work(eased)
    return replace(item, targets=(*_ramp(item, eased, movement, gym), *eased))


def _eased(
    target: Target, movement: Movement | None, gym: Gym, load: float, rir_add: float, least_rir: float | None,
    no_failure: bool,
) -> Target:  # fmt: skip
    kg = target.load_kg
    if kg is not None and load != 1.0 and movement is not None and kg > 0:
        kg = min(kg, gym.loadable(kg * load, movement, down=True)) if load < 1 else gym.loadable(kg * load, movement)
    rir = target.rir
    if rir is not None:
        rir += rir_add
    if least_rir is not None:
        rir = max(rir or 0.0, least_rir)
    is_open = target.kind in ("amrap", "failure")
    if no_failure and is_open and rir is None:
        rir = max(1.0, rir_add)
    kind = "work" if no_failure and is_open else target.kind
    share = None if target.share is None or kg == target.load_kg else target.share * load
    return replace(target, kind=kind, load_kg=kg, rir=rir, share=share if kg != target.load_kg else target.share)


def _ramp(item: Item, work: tuple[Target, ...], movement: Movement, gym: Gym) -> tuple[Target, ...]:
    old = [each for each in item.targets if each.kind == "warmup"]
    loads = [each.load_kg for each in work if each.load_kg is not None]
    if not old or not loads:
        return tuple(old)
    return ramp(max(loads), movement, gym, first_kg=loads[0], is_first=len(old) > FULL_RAMP)


def _moved(item: Item, share: float, easy: bool) -> Item:
    if easy and len(item.work) > 1 and all(each.duration_s is not None for each in item.work):
        seconds = sum(each.duration_s or 0.0 for each in item.work) * share
        return replace(item, targets=(Target(duration_s=round_half_up(seconds, 60)),), notes=EASY)
    work = tuple(
        replace(
            each,
            duration_s=None if each.duration_s is None else round_half_up(each.duration_s * share, 5),
            distance_m=None if each.distance_m is None else round_half_up(each.distance_m * share, 100),
        )
        if each.duration_s is not None or each.distance_m is not None
        else each
        for each in item.work
    )
    if share == 1.0:
        work = item.work
    elif all(each.duration_s is None and each.distance_m is None for each in item.work):
        work = item.work[: sets_of(len(item.work), share)]
    return replace(item.with_work(work), notes=EASY) if easy else item.with_work(work)
