"""A session done with other exercises: because something is not there, or because something hurts (reference 8.1, 8.2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from training.adaptation.session_scaling import rested, scaled
from training.generation.structure import renumbered
from training.library import load_library
from training.movement import Movement
from training.program.equipment import missing
from training.program.injuries import Verdict, gate, is_severe
from training.program.plan import LONGEST_NOTE, Item, Reason, Session
from training.program.replacement import swapped
from training.program.substitutes import Kind, Swap, candidates
from training.program.trainee import Injury, Trainee
from training.timing import session_minutes

__all__ = ["Kind", "Swap", "candidates", "swapped", "without_equipment", "without_pain"]
EDGES = ("warmup", "cooldown")
WALK = "Walking"
Which = Callable[[Movement | None], bool]
"""Whether a movement cannot be done; ``None`` is one that nothing is known of."""


def without_equipment(
    session: Session, equipment: Iterable[str], trainee: Trainee, today: date
) -> tuple[Session, tuple[str, ...]]:
    """The session with nothing but this equipment, and a sentence for every change.

    >>> from training.program.plan import Target
    >>> item = Item("Bench Press (Barbell)", "main", (Target(reps=8, rir=2.0),) * 3, rest_s=120)
    >>> planned = Session(date(2026, 11, 23), 1, 1, "Push", "lifting", (item,), 30)
    >>> made, said = without_equipment(planned, (), Trainee(level="intermediate"), date(2026, 11, 23))
    >>> made.items[0].exercise, said
    ('Push Up', ('Push Up instead of Bench Press (Barbell): it trains the same as Bench Press (Barbell).',))
    """
    there = replace(trainee, equipment=frozenset(equipment))

    def is_out(movement: Movement | None) -> bool:
        return movement is not None and bool(missing(movement, there.equipment))

    return _rewritten(
        session, there, today, is_out, Reason("equipment", "Equipment is missing today.", "Reference 8.2")
    )


def without_pain(
    session: Session, injuries: Sequence[Injury], trainee: Trainee, today: date
) -> tuple[Session, tuple[str, ...]]:
    """The session for somebody with these injuries, and a sentence for every change.

    What the gate forbids is swapped or left out; what it limits is done lighter, with fewer sets, once.
    """
    hurt = replace(trainee, injuries=tuple(injuries))
    library, holding = load_library(), hurt.active(today)

    def is_out(movement: Movement | None) -> bool:
        return gate(movement, holding, library, hurt.equipment).grade == "forbidden"

    changed, said = _rewritten(session, hurt, today, is_out, Reason("pain", "Something hurts.", "Reference 8.1"))
    told = list(said)
    for place in range(len(changed.items)):
        item = changed.items[place]  # easing another one may have made it anew
        found = gate(library.by_name(item.exercise), holding, library, hurt.equipment)
        if found.grade == "limited" and item.role not in EDGES and not _is_eased(item, found):
            changed = _eased(changed, item, found, hurt)
            told.append(found.text)
    told += [_care(each) for each in holding if told and is_severe(each)]
    return changed, tuple(told)


def _rewritten(
    session: Session, trainee: Trainee, today: date, is_out: Which, reason: Reason
) -> tuple[Session, tuple[str, ...]]:
    """Swap what is out; leave out what nothing stands in for."""
    library = load_library()
    items: list[Item | None] = list(session.items)
    said: list[str] = []
    for place, item in enumerate(session.items):
        movement = library.by_name(item.exercise)
        if not is_out(movement):
            continue
        found = _best(
            movement, item, trainee, today, replace(session, items=tuple(each for each in items if each)), is_out
        )
        if found is None:
            items[place] = None
            said.append(f"{item.exercise} is left out: nothing that fits you stands in for it.")
            continue
        items[place] = swapped(item, found.movement, trainee, f"it {_as_verb(found.text)}")
        said.append(f"{found.movement.name} instead of {item.exercise}: it {_as_verb(found.text)}.")
    if not said:
        return session, ()
    kept = renumbered(_with_main([each for each in items if each]))
    why = Reason(reason.rule, " ".join(said), reason.source)
    if all(each.role in EDGES for each in kept) and not is_out(library.by_name(WALK)):
        return rested(session, reason=why, exercise=WALK), tuple(said)
    return replace(
        session, items=kept, minutes=session_minutes(kept, library.by_name, trainee.time_factor),
        note=_note(said), reasons=(*session.reasons, why),
    ), tuple(said)  # fmt: skip


def _best(
    movement: Movement | None,
    item: Item,
    trainee: Trainee,
    today: date,
    session: Session,
    is_out: Which,
) -> Swap | None:
    library = load_library()
    if movement is None:  # nothing is known of it, so nothing is known to be like it
        return None
    for each in candidates(movement, trainee, today, session=session):
        if not is_out(each.movement):
            return each
    instead = gate(movement, trainee.active(today), library, trainee.equipment).instead
    taken = {each.exercise for each in session.items}
    if instead is not None and instead.name not in taken and not is_out(instead):
        return Swap(instead, "equivalent", "is what is done instead when this hurts", "Reference 8.1")
    walk = library.by_name(WALK)
    is_moving = item.role in (*EDGES, "cardio") and movement.pattern in ("cardio", "conditioning")
    if is_moving and walk is not None and walk.name not in taken and not is_out(walk):
        return Swap(walk, "regress", "needs nothing", "Reference 8.2")
    return None


def _as_verb(text: str) -> str:
    return text if text.startswith(("trains", "is ", "needs")) else f"is {text}"


def _with_main(items: list[Item]) -> list[Item]:
    """A session of lifts has a main lift: where all went, the first accessory becomes one."""
    roles = [each.role for each in items]
    if "main" in roles or "accessory" not in roles:
        return items
    first = roles.index("accessory")
    return [replace(each, role="main", superset=None) if at == first else each for at, each in enumerate(items)]


def is_eased(item: Item, injuries: Sequence[Injury]) -> bool:
    """Whether it is planned with every one of some injuries in mind already."""
    return bool(injuries) and all(_knows(item, each.region) for each in injuries)


def _is_eased(item: Item, found: Verdict) -> bool:
    """Whether it is planned with this injury in mind already: nothing is cut twice."""
    return _knows(item, found.region or "")


def _knows(item: Item, region: str) -> bool:
    where = region.replace("_", " ")
    return any(each.rule.startswith(("injur", "pain")) and where in each.text for each in item.reasons)


def _eased(session: Session, item: Item, found: Verdict, trainee: Trainee) -> Session:
    reason = Reason("pain.limited", found.text, "Reference 8.1")
    lighter = scaled(
        session, gym=trainee.gym, library=load_library(), reason=reason, volume=found.sets, load=found.load,
        no_failure=True, which=lambda each: each is item, time_factor=trainee.time_factor,
    )  # fmt: skip
    how = f"{found.how[0].upper()}{found.how[1:]}"
    items = tuple(
        replace(now, notes=how) if was is item else now for was, now in zip(session.items, lighter.items, strict=True)
    )
    return replace(lighter, items=items)


def _care(injury: Injury) -> str:
    return f"Have your {injury.region.replace('_', ' ')} looked at by a clinician before you load it again."


def _note(said: Sequence[str]) -> str:
    note = " ".join(said)
    return note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1]}…"
