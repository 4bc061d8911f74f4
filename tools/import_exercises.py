"""Which of our exercises a file's are: settled once for each name, kept, and the same in every import after it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from db import exercises, import_names
from tools.calls import Change
from training.library import load_library
from training.movement import Modality, Movement
from training.resolver import Candidates, Resolved, Resolver
from training.workout import Exercise, Set, Workout


@dataclass
class ImportedExercises:
    """The exercises of one file, by the names that the source gives them."""

    meant: dict[str, Movement] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """Names of the source that are another name here, new in this import."""

    def named(self, workout: Workout) -> Workout:
        """The workout with our names."""
        ours: list[Exercise] = [replace(each, name=self.meant[each.name].name) for each in workout.exercises]
        return replace(workout, exercises=tuple(ours))


async def settle(
    change: Change, source: str, used: Mapping[str, Sequence[Set]], apart: Collection[str] = ()
) -> ImportedExercises:
    """Settle the names that a source uses, with the sets of each; makes the exercises that we lack.

    The same name is the same exercise. Another name for one is only taken where no second name of the file has a claim
    on it: what the source keeps apart stays apart, with the muscles of what it is like. Names in ``apart`` are exercises
    of their own, whatever they were taken for before.
    """
    session, athlete_id = change.session, change.athlete.id
    own = await exercises.own(session, athlete_id)
    resolver = Resolver(load_library(), own=own)
    there = {each.name: each for each in (*load_library().movements, *own)}
    kept = await import_names.of_source(session, athlete_id, source)
    found = ImportedExercises(
        {
            name: there[kept[name]]
            for name in used
            if kept.get(name) in there and (name not in apart or kept[name] == name)
        }
    )
    new = [name for name in used if name not in found.meant]
    mine = {each.name.casefold(): each for each in own}
    exact = {name: each for name in new if (each := there.get(name) or mine.get(name.casefold())) is not None}
    said = {name: _said(resolver, name) for name in new if name not in exact}
    said |= {name: replace(each, is_sure=False) for name, each in said.items() if name in apart}
    taken = {each.name for each in (*found.meant.values(), *exact.values())}
    mapped = _mapped(said, taken)
    for name in new:
        movement = exact.get(name) or mapped.get(name) or mine.get(name.casefold())
        if movement is None:
            movement = own_movement(name, used[name], said[name].like)
            await exercises.add_own(session, athlete_id, movement)
            found.created.append(movement.name)
            mine[name.casefold()] = movement
        elif movement.name != name:
            found.renamed[name] = movement.name
        found.meant[name] = movement
    await exercises.ids_of(session, athlete_id, [each for each in found.meant.values() if not exercises.is_own(each)])
    await import_names.keep(session, athlete_id, source, {name: found.meant[name].name for name in new})
    return found


async def settle_own(change: Change, used: Mapping[str, Sequence[Set]]) -> ImportedExercises:
    """Settle the names of our own export: only the same letters are the same exercise."""
    session, athlete_id = change.session, change.athlete.id
    there = {each.name: each for each in (*load_library().movements, *await exercises.own(session, athlete_id))}
    found = ImportedExercises({name: there[name] for name in used if name in there})
    for name in used:
        if name not in found.meant:
            found.meant[name] = own_movement(name, used[name])
            await exercises.add_own(session, athlete_id, found.meant[name])
            found.created.append(name)
    await exercises.ids_of(session, athlete_id, [each for each in found.meant.values() if not exercises.is_own(each)])
    return found


def sets_by_name(workouts: Iterable[Workout]) -> dict[str, list[Set]]:
    """The sets of each exercise that workouts name."""
    sets: dict[str, list[Set]] = {}
    for each in workouts:
        for exercise in each.exercises:
            sets.setdefault(exercise.name, []).extend(exercise.sets)
    return sets


def own_movement(name: str, sets: Sequence[Set], like: Movement | None = None) -> Movement:
    """An exercise of the athlete's own, with what its sets say about it, and what it has in common with one of ours."""
    made = Movement(
        slug=exercises.own_slug(name), name=name, aliases=(), pattern="isolation", primary=(), secondary=(),
        equipment=(), mechanic="isolation", modality=modality_of(sets), skill=1,
    )  # fmt: skip
    if like is None:
        return made
    same = {one: getattr(like, one) for one in ("pattern", "primary", "secondary", "equipment", "mechanic")}
    return replace(made, **same, unilateral=like.unilateral, bilateral_pair=like.bilateral_pair)


def modality_of(sets: Iterable[Set]) -> Modality:
    """What is logged of an exercise, by what most of its sets have."""
    done = list(sets)

    def mostly(name: str) -> bool:
        return sum(bool(getattr(each, name)) for each in done) * 2 >= max(1, len(done))

    loaded = any(each.load_kg for each in done)
    if mostly("reps"):
        return "weight_reps" if loaded else "reps"
    if mostly("distance_m"):
        return "weight_distance" if loaded else "distance_duration"
    if mostly("duration_s"):
        return "weight_duration" if loaded else "duration"
    return "weight_reps" if loaded else "reps"


@dataclass(frozen=True)
class _Said:
    """What a name of a source may mean here."""

    like: Movement | None
    """What it is most like."""
    is_sure: bool
    is_alias: bool
    """It is one of our names for that very exercise."""


def _said(resolver: Resolver, name: str) -> _Said:
    named = resolver.named(name)
    if named is not None:
        return _Said(named, is_sure=True, is_alias=True)
    match resolver.resolve(name):
        case Resolved(movement, certain):
            return _Said(movement if certain else None, is_sure=certain, is_alias=False)
        case Candidates(_, movements):
            return _Said(movements[0], is_sure=False, is_alias=False)
    return _Said(None, is_sure=False, is_alias=False)


def _mapped(said: Mapping[str, _Said], taken: set[str]) -> dict[str, Movement]:
    """The names that are taken for one of ours: nothing else is, or it alone is one of our names for it."""
    claims: dict[str, list[str]] = defaultdict(list)
    for name, each in said.items():
        if each.is_sure and each.like is not None and each.like.name not in taken:
            claims[each.like.name].append(name)
    found = {}
    for names in claims.values():
        aliases = [name for name in names if said[name].is_alias]
        for only in (names, aliases):
            like = said[only[0]].like if len(only) == 1 else None
            if like is not None:
                found[only[0]] = like
                break
    return found
