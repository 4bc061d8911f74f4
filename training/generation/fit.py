"""A session made to fit the time there is: one step of the ladder after the other, until it does (reference 6)."""

from collections.abc import Callable
from dataclasses import replace

from training.coaching import Rules, rules
from training.generation.edges import edge_rules
from training.generation.supersets import paired
from training.library import load_library
from training.movement import Movement
from training.program.plan import Item, Reason, Session
from training.program.trainee import Trainee
from training.timing import session_minutes
from training.units import plain

Items = tuple[Item, ...]
Step = Callable[[Items], Items | None]
"""A session with one thing less; ``None`` where there is nothing of that kind left."""
SOURCE = "Reference 6"


class FitRules(Rules):
    """The section ``[fit]``."""

    isolation_rest: float
    accessory_sets: int
    main_sets: int
    minimum_sets: int
    least_cardio_s: float
    hair_min: float
    finisher_s: float
    finisher_rounds: int


def fit(session: Session, minutes: int, trainee: Trainee) -> Session:
    """The session in so many minutes, by the ladder of the reference; unchanged where it fits already.

    Warm-up, cooldown and the ramp of the main lift always stay. What cannot be made short enough comes back as
    short as it goes, and says so.
    """
    if _minutes(session.items, trainee) <= minutes + _rules().hair_min:
        return session
    items, told = session.items, []
    for name, step in _ladder(trainee):
        while _minutes(items, trainee) > minutes + _rules().hair_min:
            shorter = step(items)
            if shorter is None or shorter == items:
                break
            items = shorter
            if name not in told:
                told.append(name)
    now = _minutes(items, trainee)
    reasons = [
        Reason("fit", f"From {plain(session.minutes, 0)} to {plain(now, 0)} minutes: {', then '.join(told)}.", SOURCE)
    ]
    if now > minutes + _rules().hair_min:
        reasons.append(Reason("fit", f"Shorter than {plain(now, 0)} minutes it cannot be.", SOURCE))
    return replace(session, items=items, minutes=now, reasons=(*session.reasons, *reasons))


def _ladder(trainee: Trainee) -> tuple[tuple[str, Step], ...]:
    return (
        ("accessories as supersets", _superset),
        ("shorter rests on isolation", _rest_less),
        ("the last accessory left out", _drop_accessory),
        ("a set less of accessories", _fewer_accessory_sets),
        ("a shorter finisher", _shorter_finisher),
        ("no finisher", _drop_finisher),
        ("a set less of main lifts", _fewer_main_sets),
        ("less cardio", _less_cardio),
        ("a short warm-up and cooldown", _short_edges),
        ("one push, one pull, one for the legs", _minimum),
        ("two sets of each", _two_sets),
        ("fewer exercises", _drop_last),
        ("even less cardio", _least_cardio),
    )


def _superset(items: Items) -> Items | None:
    return paired(items, load_library().by_name, load_library())


def _rest_less(items: Items) -> Items | None:
    """A quarter off the rests of isolation, once."""
    if any(each.rule == "short_rest" for item in items for each in item.reasons):
        return None
    factor = _rules().isolation_rest
    reason = Reason("short_rest", f"A quarter less rest, for time: {_pct(factor)} of the usual.", SOURCE)
    return tuple(
        replace(each, rest_s=int(each.rest_s * factor), reasons=(*each.reasons, reason))
        if each.role == "accessory" and _is_isolation(each)
        else each
        for each in items
    )


def _drop_accessory(items: Items) -> Items | None:
    """The last accessory goes, once; one always stays where there was one."""
    if any(each.rule == "dropped" for item in items for each in item.reasons):
        return None
    places = [place for place, each in enumerate(items) if each.role == "accessory"]
    if len(places) < 2:
        return None
    reason = Reason("dropped", f"{items[places[-1]].exercise} is left out today, for time.", SOURCE)
    kept = items[places[0]]
    marked = replace(kept, reasons=(*kept.reasons, reason))
    return _alone(tuple(marked if each is kept else each for each in items if each is not items[places[-1]]))


def _fewer_accessory_sets(items: Items) -> Items | None:
    return _fewer(items, ("accessory",), _rules().accessory_sets)


def _shorter_finisher(items: Items) -> Items | None:
    """A minute less, or a round less of a circuit, as long as it is still one of ten minutes or so."""
    there = [each for each in items if each.role == "finisher"]
    if len(there) == 1 and sum(one.duration_s or 0.0 for one in there[0].work) - 60 >= _rules().finisher_s:
        [only] = there[0].work[:1]
        shorter = there[0].with_work((replace(only, duration_s=(only.duration_s or 0.0) - 60),))
    elif len(there) > 1 and len(there[0].work) > _rules().finisher_rounds:
        return tuple(each.with_work(each.work[:-1]) if each.role == "finisher" else each for each in items)
    else:
        return None
    return tuple(shorter if each is there[0] else each for each in items)


def _drop_finisher(items: Items) -> Items | None:
    kept = tuple(each for each in items if each.role != "finisher")
    return kept if len(kept) < len(items) and any(each.role in ("main", "accessory") for each in kept) else None


def _fewer_main_sets(items: Items) -> Items | None:
    return _fewer(items, ("main",), _rules().main_sets)


def _two_sets(items: Items) -> Items | None:
    return _fewer(items, ("main", "accessory", "conditioning", "mobility"), _rules().minimum_sets)


def _short_edges(items: Items) -> Items | None:
    """Warm-up of five minutes, cooldown of three."""
    given = edge_rules()
    return _scaled(_scaled(items, "warmup", given.short_warmup_s), "cooldown", given.short_cooldown_s)


def _minimum(items: Items) -> Items | None:
    """One push, one pull, one for the legs, of two or three sets; main lifts before accessories."""
    groups = (("h_push", "v_push"), ("h_pull", "v_pull"), ("squat", "hinge", "lunge"))
    lifts = sorted((each for each in items if each.role in ("main", "accessory")), key=lambda each: each.role != "main")
    chosen = []
    for group in groups:
        found = next((each for each in lifts if (m := _movement(each)) is not None and m.pattern in group), None)
        if found is not None:
            chosen.append(found)
    if not chosen or len(chosen) == len(lifts):
        return None
    if not any(each.role == "main" for each in chosen):
        chosen.append(lifts[0])
    return _alone(tuple(each for each in items if each.role not in ("main", "accessory") or each in chosen))


def _drop_last(items: Items) -> Items | None:
    """One exercise less, from behind; the first one stays."""
    middle = [each for each in items if each.role not in ("warmup", "cooldown")]
    if len(middle) < 2 or middle[-1].role == "conditioning":
        return None
    last = next(each for each in reversed(middle) if each.role != "main" or each is middle[-1])
    return _alone(tuple(each for each in items if each is not last))


def _less_cardio(items: Items) -> Items | None:
    return _cut(items, 0.9, _rules().least_cardio_s)


def _least_cardio(items: Items) -> Items | None:
    return _cut(items, 0.9, 60.0)


def _cut(items: Items, factor: float, least: float) -> Items | None:
    """Steady efforts of a day of cardio a little shorter; whole minutes."""
    found, changed = [], False
    for each in items:
        total = sum(one.duration_s or 0.0 for one in each.work)
        if each.role != "cardio" or total <= least:
            found.append(each)
            continue
        changed = True
        if len(each.work) > 2:  # intervals: one fewer, with the easy part before it
            found.append(each.with_work(each.work[:-2]))
            continue
        shorter = tuple(
            replace(one, duration_s=max(60.0, (one.duration_s or 60.0) * factor // 60 * 60)) for one in each.work
        )  # fmt: skip
        found.append(each.with_work(shorter))
    return tuple(found) if changed else None


def _fewer(items: Items, roles: tuple[str, ...], least: int) -> Items | None:
    found = [
        each.with_work(each.work[:-1]) if each.role in roles and len(each.work) > least else each for each in items
    ]
    return tuple(found) if tuple(found) != items else None


def _scaled(items: Items, role: str, seconds: float) -> Items:
    """A warm-up or cooldown in so much time: its parts in proportion, the last ones left out below half a minute."""
    total = sum(one.duration_s or 0.0 for each in items if each.role == role for one in each.work)
    if total <= seconds:
        return items
    return tuple(
        each.with_work(
            tuple(replace(one, duration_s=round((one.duration_s or 0.0) * seconds / total)) for one in each.work)
        )
        if each.role == role
        else each
        for each in items
    )


def _alone(items: Items) -> Items:
    """What lost its partner is no superset any more."""
    numbers = [each.superset for each in items]
    return tuple(
        replace(each, superset=None) if each.superset is not None and numbers.count(each.superset) < 2 else each
        for each in items
    )


def _is_isolation(item: Item) -> bool:
    movement = _movement(item)
    return movement is not None and movement.mechanic == "isolation"


def _movement(item: Item) -> Movement | None:
    return load_library().by_name(item.exercise)


def _minutes(items: Items, trainee: Trainee) -> float:
    return session_minutes(items, load_library().by_name, trainee.time_factor)


def _rules() -> FitRules:
    return rules("fit", FitRules)


def _pct(share: float) -> str:
    return f"{round(share * 100)} %"
