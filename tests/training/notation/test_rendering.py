"""Canonical notation says everything: rendering and reading give the same workout."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from training.library import load_library
from training.notation import Context, Pain, Reading, read, render
from training.resolver import Resolver
from training.units import Typed
from training.workout import SET_KINDS, Exercise, Set, Workout

LIBRARY = load_library()
CONTEXT = Context(date(2026, 11, 21), Resolver(LIBRARY))

loads = st.one_of(
    st.none(),
    st.builds(Typed, st.integers(-100, 500).map(float), st.just("kg")),
    st.builds(Typed, st.integers(-200, 4000).map(lambda n: n / 4), st.sampled_from(["kg", "lb"])),
    st.builds(Typed, st.integers(1, 60).map(float), st.just("st")),
    st.builds(Typed, st.floats(0.01, 900), st.sampled_from(["kg", "lb"])),
)
distances = st.one_of(
    st.none(),
    st.builds(Typed, st.integers(1, 5000).map(float), st.sampled_from(["m", "yd", "ft"])),
    st.builds(Typed, st.integers(1, 400).map(lambda n: n / 8), st.sampled_from(["km", "mi"])),
)
durations = st.one_of(st.none(), st.integers(1, 20_000).map(float), st.floats(0.1, 5000))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)


@st.composite
def sets(draw: st.DrawFn) -> Set:
    load, distance = draw(loads), draw(distances)
    return Set(
        kind=draw(st.sampled_from(SET_KINDS)),  # type: ignore[arg-type]
        load_kg=load.kg if load else None,
        reps=draw(st.one_of(st.none(), st.integers(0, 2000))),
        rpe=draw(st.one_of(st.none(), st.integers(10, 20).map(lambda n: n / 2))),
        duration_s=draw(durations),
        distance_m=distance.m if distance else None,
        typed_load=load,
        typed_distance=distance,
    )


exercises = st.builds(
    Exercise,
    name=st.sampled_from([each.name for each in LIBRARY.movements]),
    sets=st.lists(sets(), max_size=6).map(tuple),
    superset=st.one_of(st.none(), st.integers(1, 40)),
    notes=words,
)
workouts = st.builds(
    Workout,
    date=st.dates(date(2000, 1, 1), CONTEXT.today),
    exercises=st.lists(exercises, max_size=5).map(tuple),
    title=words,
    started_at=st.one_of(
        st.none(),
        st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 20), timezones=st.sampled_from([None, UTC])),
    ),
    notes=words,
)


@settings(max_examples=400, deadline=None)
@given(workouts, st.sampled_from(["kg", "lb"]))
def test_reading_what_was_rendered_gives_the_same_workout(workout: Workout, unit: str) -> None:
    reading = read(render(workout, unit), replace(CONTEXT, unit=unit))  # type: ignore[arg-type]
    assert reading == Reading((workout,))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 30), st.integers(10, 800)), min_size=1, max_size=5))
def test_no_rep_is_lost_and_no_unit_dropped(groups: list[tuple[int, int, int]]) -> None:
    """bench 3x5 @ 100 kg, 2x3 @ 225 lb, ..."""
    units = ["kg", "lb"]
    text = ", ".join(f"{count}x{reps} @ {load} {units[load % 2]}" for count, reps, load in groups)
    (workout,) = read(f"bench {text}", CONTEXT).workouts
    read_sets = [each for exercise in workout.exercises for each in exercise.sets]
    assert sum(each.reps or 0 for each in read_sets) == sum(count * reps for count, reps, _ in groups)
    assert [each.typed_load for each in read_sets] == [
        Typed(float(load), units[load % 2]) for count, _, load in groups for _ in range(count)
    ]


def test_a_load_that_was_not_typed_is_exact_in_either_unit() -> None:
    for load_kg in (60.0, 102.05828325, 61.234969950000004, 33.3333):
        workout = Workout(CONTEXT.today, (Exercise("Squat (Barbell)", (Set(load_kg=load_kg, reps=5),)),))
        (again,) = read(render(workout, "lb"), CONTEXT).workouts
        assert again.exercises[0].sets[0].load_kg == load_kg


def test_a_canonical_page(reading: Callable[..., Reading]) -> None:
    page = (
        "2026-11-18\n"
        "# Push day\n"
        "> slept badly\n"
        "A1 Bench Press (Barbell): 1x5 @ 60 kg warmup, 3x5 @ 100 kg rpe 8 -- tempo 3-1-1-0\n"
        "A2 Pull Up: 3x8\n"
        "Running: 1 set 5 km in 24:30\n"
        "* Pain: knee | 4 | Squat (Barbell)"
    )
    read_page = reading(page)
    assert render(read_page.workouts[0]) == page.rsplit("\n", 1)[0]
    assert read_page.mentions == (Pain("knee", 4.0, "Squat (Barbell)"),)


def test_a_canonical_day_to_come_is_asked_about(reading: Callable[..., Reading]) -> None:
    workout = Workout(CONTEXT.today + timedelta(1), (Exercise("Squat (Barbell)", (Set(reps=5),)),))
    assert reading(render(workout)).question is not None
