"""Which exercise is meant by all that was said of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from training.library import load_library
from training.notation import Reading
from training.notation.naming.linker import Linker, linker
from training.notation.naming.meant import around, meant
from training.notation.naming.told import Told
from training.notation.reading import Context
from training.resolver import Candidates, Resolved, Resolver, Unknown
from training.workout import Exercise


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("step ups, an 8 kg dumbbell in each hand, 10 each leg", "Step Up (Dumbbell)"),
        ("calf raises with the barbell on my back 80 kg 3x12", "Standing Calf Raise (Barbell)"),
        ("the one where you pull a long bar down to your chest, 35 kg 12 12 10", "Lat Pulldown (Cable)"),
        ("walking lunges holding two 12 kg dumbbells 3x10", "Walking Lunge (Dumbbell)"),
    ],
)
def test_what_was_said_around_a_name_tells_the_exercise(told: str, name: str, reading: Callable[..., Reading]) -> None:
    assert [each.name for workout in reading(told).workouts for each in workout.exercises] == [name]


def test_every_exercise_of_the_library_is_known_and_its_own_name_means_it() -> None:
    names = [each.name for each in load_library().movements]
    assert sorted(linker().names) == sorted(names)
    own = [next(iter(linker().chances(Told(name.lower(), name.lower(), "l"), [(name, "certain")]))) for name in names]
    assert sum(one == other for one, other in zip(own, names, strict=True)) >= 0.97 * len(names)


def test_chances_add_up_and_the_likeliest_is_first() -> None:
    chances = linker().chances(Told("squats", "squats 5x5 100", "l"), [])
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-3)
    assert list(chances.values()) == sorted(chances.values(), reverse=True)


def test_an_own_exercise_and_one_of_the_plan_are_kept(context: Context) -> None:
    squat = Resolver(load_library()).named("Squat (Barbell)")
    assert squat is not None
    sure = {"Goblet Squat": 0.9, "Squat (Barbell)": 0.1}
    free = context
    other = meant(Resolved(squat, certain=True), sure, free)
    assert other is not None and other.name == "Goblet Squat"
    assert meant(Resolved(squat, certain=True), {"Goblet Squat": 0.9}, free) is None
    planned = replace(free, planned={squat.name: Exercise(squat.name)})
    assert meant(Resolved(squat, certain=True), sure, planned) is None


def test_where_nothing_is_spelled_a_likely_exercise_is_enough_and_where_several_are_it_is_not(
    context: Context,
) -> None:
    likely = {"Push Up": 0.5, "Pull Up": 0.4}
    resolver = Resolver(load_library())
    both = tuple(each for name in likely if (each := resolver.named(name)) is not None)
    found = meant(Unknown("pushy things", ()), likely, context)
    assert found is not None and found.name == "Push Up"
    assert meant(Candidates("pu", both), likely, context) is None


def test_what_is_said_of_each_runs_to_the_next() -> None:
    assert around("so bench 3x5, rows 3x8", [3, 14]) == ["so bench 3x5, ", "rows 3x8"]
    assert around("nothing", []) == []


def test_a_table_is_kept_as_it_was(tmp_path: Path) -> None:
    linker().save(tmp_path / "naming.npz")
    again = Linker.load(tmp_path / "naming.npz")
    assert again.names == linker().names
    assert (again.says == linker().says).all()
