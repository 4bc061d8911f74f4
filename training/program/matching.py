"""Which planned session a workout was, and what was done of it: exercise by exercise, also when it differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from training.library import load_library
from training.movement import Movement
from training.program.plan import Item, Session, Target
from training.volume import shares
from training.workout import Exercise, Set, Workout

EARLIEST, LATEST = timedelta(days=3), timedelta(days=7)
"""A session may be done this much before its day, or after it."""
ENOUGH = 0.5
"""Share of a session's exercises that a workout must have to be it on another day."""
SIDE_ROLES = ("warmup", "cooldown")
MIN_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class DoneItem:
    """One planned exercise and what was done for it."""

    item: Item
    done: Exercise | None
    """Its sets, under the name that was done; ``None``: left out."""

    @property
    def is_swapped(self) -> bool:
        """Whether another exercise was done in its place."""
        return self.done is not None and self.done.name != self.item.exercise

    @property
    def as_sets(self) -> Exercise | None:
        """What was done, set by set: twelve minutes in one go are the eight single minutes that were planned."""
        if self.done is None or not self._is_timed or len(self.done.sets) >= len(self.item.work):
            return self.done
        much = _amount(self.done.sets) / max(_amount(self.item.work), 1e-9)
        count = min(len(self.item.work), int(much * len(self.item.work) + 1e-6))
        return replace(self.done, sets=tuple(_set(each) for each in self.item.work[:count])) if count else self.done

    @property
    def _is_timed(self) -> bool:
        work = self.item.work
        return bool(work) and all(each.reps is None and (each.duration_s or each.distance_m) for each in work)

    @property
    def sets_done(self) -> int:
        """Work sets that were done."""
        done = self.as_sets
        return 0 if done is None else sum(each.kind != "warmup" for each in done.sets)

    @property
    def missed_reps(self) -> int:
        """Reps short of the targets, over the sets that were done."""
        if self.done is None or self.is_swapped:
            return 0
        work = [each for each in self.done.sets if each.kind != "warmup"]
        pairs = zip(self.item.work, work, strict=False)
        return sum(max(0, (target.reps or 0) - (each.reps or 0)) for target, each in pairs if each.reps is not None)


@dataclass(frozen=True, slots=True)
class Match:
    """A workout beside the session it was."""

    items: tuple[DoneItem, ...]
    extra: tuple[Exercise, ...]
    """What was done beside the plan."""

    @property
    def sets_planned(self) -> int:
        """Work sets that were planned."""
        return sum(len(each.item.work) for each in self.items)

    @property
    def sets_done(self) -> int:
        """Planned work sets that were done; more of an exercise does not make up for another."""
        return sum(min(each.sets_done, len(each.item.work)) for each in self.items)


def beside(session: Session, workout: Workout) -> Match:
    """Lay a workout beside a session: the same exercises first, then those that train the same."""
    left = _merged(workout.exercises)
    planned = [each for each in session.items if each.role not in SIDE_ROLES]
    found: dict[int, Exercise] = {}
    for at, item in enumerate(planned):
        if item.exercise in left:
            found[at] = _taken(left, item, planned[at + 1 :])
    for at, item in enumerate(planned):
        if at not in found and (name := _stand_in(item, left)) is not None:
            found[at] = left.pop(name)
    return Match(tuple(DoneItem(item, found.get(at)) for at, item in enumerate(planned)), tuple(left.values()))


def likely(sessions: Mapping[str, Session], workout: Workout) -> str | None:
    """The open session that a workout most likely was; ``None`` if it was none of them."""
    best: tuple[float, int, str] | None = None
    for key, session in sessions.items():
        apart = workout.date - session.date
        if not -EARLIEST <= apart <= LATEST:
            continue
        share = _share(session, workout)
        if share >= ENOUGH or (share > 0 and not apart):
            candidate = (share + (0.5 if not apart else 0.0), -abs(apart.days), key)
            best = candidate if best is None or candidate[:2] > best[:2] else best
    return None if best is None else best[2]


def as_planned(session: Session, skipped: Iterable[str] = ()) -> tuple[Exercise, ...]:
    """What was done if it was done just as planned; exercises in ``skipped`` are left out.

    Of a range of reps it is the low end, which was done for certain.
    """
    left_out = set(skipped)
    return tuple(
        Exercise(item.exercise, tuple(_set(each) for each in item.work), item.superset)
        for item in session.items
        if item.role not in SIDE_ROLES and item.exercise not in left_out and item.work
    )


def _amount(sets: Sequence[Set] | Sequence[Target]) -> float:
    """Seconds in all, else metres."""
    return sum(each.duration_s or 0.0 for each in sets) or sum(each.distance_m or 0.0 for each in sets)


def _set(target: Target) -> Set:
    return Set(target.kind, target.load_kg, target.reps, None, target.duration_s, target.distance_m)


def _share(session: Session, workout: Workout) -> float:
    match = beside(session, workout)
    same = sum(1.0 if not each.is_swapped else 0.5 for each in match.items if each.done is not None)
    return same / len(match.items) if match.items else 0.0


def _merged(exercises: Sequence[Exercise]) -> dict[str, Exercise]:
    """Exercises by name: one that was done twice counts together."""
    found: dict[str, Exercise] = {}
    for each in exercises:
        before = found.get(each.name)
        found[each.name] = each if before is None else Exercise(each.name, (*before.sets, *each.sets), before.superset)
    return found


def _taken(left: dict[str, Exercise], item: Item, later: Sequence[Item]) -> Exercise:
    """The sets of an exercise that belong to this item: where it is planned twice, its share of them."""
    done = left.pop(item.exercise)
    if not any(each.exercise == item.exercise for each in later):
        return done
    work = [each for each in done.sets if each.kind != "warmup"]
    mine, rest = tuple(work[: len(item.work)]), tuple(work[len(item.work) :])
    if rest:
        left[item.exercise] = Exercise(done.name, rest, done.superset, done.notes)
    return Exercise(done.name, mine, done.superset, done.notes)


def _stand_in(item: Item, left: Mapping[str, Exercise]) -> str | None:
    """An exercise that was done for this one: linked as equivalent, or of the same pattern and muscles."""
    wanted = load_library().by_name(item.exercise)
    if wanted is None:
        return None
    near = {each.name for each in load_library().equivalents(wanted.slug)}
    for name in left:
        movement = load_library().by_name(name)
        if movement is not None and (name in near or _trains_the_same(wanted, movement)):
            return name
    return None


def _trains_the_same(one: Movement, other: Movement) -> bool:
    if one.pattern != other.pattern:
        return False
    first, second = shares(one), shares(other)
    both = sum(min(share, second.get(muscle, 0.0)) for muscle, share in first.items())
    return both >= MIN_OVERLAP * max(sum(first.values()), 0.1)
