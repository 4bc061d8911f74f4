"""What holds for every program: order, skipping, changed sessions, what was lifted instead, warm-ups."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from training.errors import Invalid
from training.established.catalogue import catalogue, template
from training.established.engine import advance, project, start
from training.established.judgement import judge
from training.established.swapping import swapped
from training.loading import Gym
from training.program.plan import Target
from training.program.trainee import Trainee
from training.workout import Exercise, Set

Begin = Callable[..., Any]
MONDAY = date(2026, 11, 23)
IDS = [each.id for each in catalogue()]


@pytest.mark.parametrize("name", IDS)
def test_a_projection_is_what_happens_when_all_goes_as_projected(begin: Begin, name: str) -> None:
    course = begin(name, weeks=6)
    for lift in course.lifts.values():
        lift.pop("origin", None)
    planned = course.program.sessions[1:8]
    course.program = replace(course.program, lifts={k: v | {"origin": ""} for k, v in course.lifts.items()})
    for session in planned:
        reps = {
            item.lift: 2
            for item in course.next.items
            if name.startswith("nsuns") and item.lift in ("squat", "bench", "deadlift", "press")
        }
        course.do(**reps)
        assert course.next.key == session.key and course.next.date == session.date
        for mine, theirs in zip(course.next.items, session.items, strict=True):
            if all(each.load_kg is not None or not each.reps for each in theirs.work):
                assert [each.load_kg for each in mine.work] == [each.load_kg for each in theirs.work], mine.lift


@pytest.mark.parametrize("name", IDS)
def test_nothing_done_changes_nothing(begin: Begin, name: str) -> None:
    course = begin(name, weeks=4)
    before, first, days = course.lifts, course.next, [each.date for each in course.program.sessions]
    outcome = advance(course.program, first, {item.lift: None for item in first.items if item.lift})
    assert outcome.lifts == before
    after = project(course.program, outcome.lifts, first.date + timedelta(days=1))
    assert after[0].key == first.key and [item.targets for item in after[0].items] == [
        item.targets for item in first.items
    ]
    assert [each.date for each in after][: len(days) - 1] == days[1:]


def test_a_skipped_session_comes_next_and_the_order_stays(begin: Begin) -> None:
    course = begin("gzclp")
    course.do()
    course.do(press_t1=None, deadlift_t2=None, row_t3=None)
    assert [each.key for each in course.program.sessions[:3]] == ["A2", "B1", "B2"]


def test_a_session_done_out_of_turn_goes_on_from_there(begin: Begin) -> None:
    course = begin("gzclp")
    third = course.program.sessions[2]
    done = {
        item.lift: Exercise(item.exercise, tuple(Set("work", each.load_kg, each.reps) for each in item.work))
        for item in third.items
    }
    outcome = advance(course.program, third, done)
    assert project(course.program, outcome.lifts, third.date)[0].key == "B2"


def test_one_skipped_lift_stays_where_it_was(begin: Begin) -> None:
    course = begin("stronglifts")
    course.do(bench=None)
    assert course.told("bench") == "Skipped: it comes next time as it was"
    assert course.lifts["squat"]["load"] == 62.5 and course.lifts["bench"]["load"] == 42.5


def test_an_easier_session_by_the_coach_is_no_miss(begin: Begin) -> None:
    course = begin("stronglifts")
    item = course.item("squat")
    lighter = tuple(replace(each, load_kg=55.0) for each in item.work[:3])
    session = replace(course.next, items=(item.with_work(lighter), *course.next.items[1:]))
    outcome = advance(course.program, session, {"squat": Exercise(item.exercise, (Set("work", 55, 5),) * 3)})
    told = next(each for each in outcome.told if each.lift == "squat")
    assert told.kind == "adapted" and outcome.lifts["squat"] == course.lifts["squat"]


def test_another_exercise_leaves_the_lift_alone(begin: Begin) -> None:
    course = begin("stronglifts")
    outcome = course.perform({"squat": Exercise("Leg Press (Machine)", (Set("work", 100, 5),) * 5)})
    assert "Leg Press (Machine) instead" in str(outcome) and outcome.lifts["squat"]["load"] == 60.0


def test_heavier_than_planned_goes_on_from_there(begin: Begin) -> None:
    course = begin("stronglifts")
    course.perform({"squat": Exercise("Squat (Barbell)", (Set("work", 70, 5),) * 5)})
    assert course.lifts["squat"]["load"] == 72.5


def test_lighter_or_fewer_sets_is_no_miss(begin: Begin) -> None:
    course = begin("stronglifts")
    course.perform({"squat": Exercise("Squat (Barbell)", (Set("work", 50, 5),) * 5)})
    assert course.told("squat") == "Lighter than planned: 60 kg again next time, not counted as a miss"
    course.perform({"squat": Exercise("Squat (Barbell)", (Set("work", 60, 5),) * 4)})
    assert course.told("squat").startswith("4 of 5 sets: 60 kg again") and course.lifts["squat"]["misses"] == 0


def test_warm_ups_and_drops_are_not_judged() -> None:
    asked = (Target(reps=5, load_kg=100.0),)
    sets = (Set("warmup", 60, 3), Set("work", 100, 5), Set("drop", 80, 8))
    assert judge(asked, Exercise("Squat (Barbell)", sets), "Squat (Barbell)").is_passed


def test_pounds_that_are_worth_the_load_count() -> None:
    asked = (Target(reps=5, load_kg=102.0582),)
    assert judge(asked, Exercise("X", (Set("work", 102.06, 5),)), "X").is_passed
    assert judge(asked, Exercise("X", (Set("failure", 102.06, 0),)), "X").status == "missed"
    assert judge(asked, Exercise("X", (Set("work", 102.06),)), "X").status == "unknown"


def test_the_ramp_stands_before_the_first_lift_of_each_half(begin: Begin) -> None:
    course = begin(
        "stronglifts", {"Squat (Barbell)": 233.4, "Bench Press (Barbell)": 140.0, "Bent Over Row (Barbell)": 140.0}
    )
    ramps = {
        item.lift: [(each.load_kg, each.reps) for each in item.targets if each.kind == "warmup"]
        for item in course.next.items
    }
    assert ramps["squat"] == [(40.0, 8), (55.0, 5), (70.0, 3), (85.0, 1)]
    assert ramps["bench"] == [(20.0, 8), (32.5, 5), (42.5, 3), (50.0, 1)]
    assert ramps["row"] == [(32.5, 4), (47.5, 2)]


def test_days_of_the_week_are_the_athletes(begin: Begin) -> None:
    course = begin("stronglifts", weekdays=(1, 3, 6))
    assert [each.date.weekday() for each in course.program.sessions[:4]] == [1, 3, 6, 1]
    with pytest.raises(Invalid, match="3 days a week, not on 5"):
        begin("stronglifts", weekdays=(0, 1, 2, 3, 4))


def test_days_that_the_program_does_not_have_are_its_own(begin: Begin) -> None:
    assert begin("stronglifts", days=5).program.days_per_week == 3


def test_a_moved_session_keeps_its_day(begin: Begin) -> None:
    course = begin("stronglifts")
    first, second, *rest = course.program.sessions
    moved = replace(second, date=second.date + timedelta(days=1))
    course.program = replace(course.program, sessions=(first, moved, *rest))
    course.do()
    assert course.next.date == moved.date and course.next.week == 1


def test_new_plates_change_what_is_loaded(begin: Begin) -> None:
    course = begin("greyskull")
    outcome = course.do(bench=5)
    small = Gym("kg", plates_kg=(20, 10, 5, 2.5, 1.25, 0.625))
    after = project(course.program, outcome.lifts, course.next.date, small)
    bench = next(item for session in after for item in session.items if item.lift == "bench")
    assert bench.work[0].load_kg == 76.25


def test_only_its_own_sessions_are_taken(begin: Begin) -> None:
    course = begin("stronglifts")
    with pytest.raises(Invalid, match="no session of StrongLifts-like"):
        advance(course.program, replace(course.next, key="upper_a"), {})
    with pytest.raises(Invalid, match="no established program"):
        advance(replace(course.program, template=None), course.next, {})


def test_everything_comes_from_the_athletes_numbers_and_says_so() -> None:
    program = start(template("531"), Trainee(e1rm_kg={"Bench Press (Barbell)": 100.0}, days=4), starts_on=MONDAY)
    bench = next(item for _, item in program.items() if item.lift == "bench")
    reason = bench.reasons[0]
    assert (
        reason.rule == "established.cycle"
        and "90% of your estimated 1RM of 100 kg" in reason.text
        and "Wendler" in reason.source
    )
    assert program.config_version and program.made_from["gym"]["unit"] == "kg"


@pytest.mark.parametrize("name", IDS)
def test_whatever_is_logged_leaves_a_program_that_goes_on(begin: Begin, name: str) -> None:
    """Sixteen sessions with misses, skips, odd loads, empty sets and other exercises, the same every time."""
    course = begin(name, weeks=6)
    for turn in range(16):
        if not course.program.sessions:
            break
        logged: dict[str, Exercise | None] = {}
        for place, item in enumerate(course.next.items):
            mood = (turn * 7 + place * 3) % 8
            sets = tuple(
                Set(
                    each.kind,
                    each.load_kg,
                    None if each.reps is None else max(0, each.reps - (mood == 1) * 2 + (mood == 2) * 6),
                    duration_s=each.duration_s,
                )
                for each in item.work
            )
            if mood == 3:
                sets = sets[:1]
            elif mood == 4:
                sets = tuple(
                    replace(each, load_kg=None if each.load_kg is None else each.load_kg * 0.8) for each in sets
                )
            elif mood == 5:
                sets = tuple(replace(each, reps=None) for each in sets)
            if item.lift:
                logged[item.lift] = None if mood == 6 else Exercise("Burpee" if mood == 7 else item.exercise, sets)
        outcome = course.perform(logged)
        assert json.loads(json.dumps(outcome.lifts)) == outcome.lifts
        assert all(each.text and "None" not in str(each) for each in outcome.told)
        for session in course.program.sessions[:3]:
            for item in session.items:
                assert item.work and all(each.load_kg is None or each.load_kg >= 0 for each in item.targets)
                assert "None" not in "".join(reason.text for reason in item.reasons)


class TestSwapped:
    def test_assistance_for_good(self, begin: Begin) -> None:
        course = begin("531")
        lifts = swapped(course.program, course.lifts, "dips", "Triceps Pushdown", Trainee())
        after = project(course.program, lifts, MONDAY)
        assert [item.exercise for item in after[0].items] == ["Overhead Press (Barbell)", "Triceps Pushdown", "Chin Up"]
        assert {item.exercise for session in after for item in session.items if item.lift == "dips"} == {
            "Triceps Pushdown"
        }
        back = swapped(course.program, lifts, "dips", "Chest Dip", Trainee())
        assert project(course.program, back, MONDAY) == course.program.sessions

    def test_a_main_lift_begins_from_its_own_number(self, begin: Begin) -> None:
        course = begin("stronglifts")
        lifts = swapped(
            course.program,
            course.lifts,
            "squat",
            "Leg Press (Machine)",
            Trainee(e1rm_kg={"Leg Press (Machine)": 210.0}),
        )
        course.program = replace(course.program, lifts=lifts, sessions=project(course.program, lifts, MONDAY))
        assert course.item("squat").exercise == "Leg Press (Machine)" and course.loads("squat") == [90.0] * 5
        course.do()
        assert course.item("squat").exercise == "Leg Press (Machine)" and course.lifts["squat"]["load"] == 92.5

    def test_without_a_number_the_load_is_found(self, begin: Begin) -> None:
        course = begin("531")
        lifts = swapped(course.program, course.lifts, "press", "Shoulder Press (Dumbbell)", Trainee())
        course.program = replace(course.program, lifts=lifts, sessions=project(course.program, lifts, MONDAY))
        assert course.loads("press") == [None] * 3
        course.do()
        assert course.told("press") == "Up to 20 kg: training max set to 22 kg"
        assert course.until("press").loads("press") == [14.0, 16.0, 18.0]

    def test_what_cannot_be(self, begin: Begin) -> None:
        course = begin("bodyweight", {})
        for key, exercise in (("pull", "Chin Up"), ("nothing", "Chin Up")):
            with pytest.raises(Invalid):
                swapped(course.program, course.lifts, key, exercise, Trainee())
        with pytest.raises(Invalid, match="not in the library"):
            swapped(begin("531").program, begin("531").lifts, "dips", "My Own Thing", Trainee())
