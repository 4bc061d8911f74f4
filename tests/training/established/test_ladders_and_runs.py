"""The bodyweight progression, couch to 5 km and the 10 km plan."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from training.workout import Exercise, Set

Begin = Callable[..., Any]


class TestBodyweight:
    def test_fives_to_eights_then_the_next_movement(self, begin: Begin) -> None:
        course = begin("bodyweight", {})
        assert course.item("squat").exercise == "Squat (Bodyweight)"
        aims = []
        for _ in range(4):
            aims.append(course.item("squat").work[0].reps)
            course.do()
        assert aims == [5, 6, 7, 8]
        assert course.item("squat").exercise == "Split Squat" and course.item("squat").work[0].reps == 5

    def test_holds_grow_by_five_seconds(self, begin: Begin) -> None:
        course = begin("bodyweight", {})
        seconds = []
        for _ in range(5):
            seconds.append(course.item("dip").work[0].duration_s)
            course.do()
        assert seconds == [10, 15, 20, 25, 30]
        assert course.item("dip").exercise == "Chest Dip" and "Negative" in course.item("dip").notes

    def test_too_hard_twice_goes_a_step_back(self, begin: Begin) -> None:
        course = begin("bodyweight", {}, done={"Diamond Push Up": 5})
        assert course.item("push").exercise == "Diamond Push Up"
        course.do(push=[4, 3, 3])
        assert course.item("push").exercise == "Diamond Push Up"
        course.do(push=[4, 4, 3])
        assert course.item("push").exercise == "Push Up" and course.item("push").work[0].reps == 5

    def test_at_the_top_weight_is_added(self, begin: Begin) -> None:
        course = begin("bodyweight", {}, done={"Pull Up": 12})
        for _ in range(4):
            course.do()
        assert course.item("pull").work[0].load_kg == 2.5 and course.item("pull").work[0].reps == 5
        pounds = begin("bodyweight", {}, "lb", done={"Pull Up": 12})
        for _ in range(4):
            pounds.do()
        assert pounds.loads("pull") == [5.0] * 3

    def test_pairs_and_a_triplet(self, begin: Begin) -> None:
        course = begin("bodyweight", {})
        assert [item.superset for item in course.next.items] == [1, 1, 2, 2, 3, 3, 4, 4, 4]
        assert {item.rest_s for item in course.next.items[:6]} == {90}


class TestCouchTo5k:
    RUNS = [
        [[60] * 8], [[90] * 6], [[90, 180, 90, 180]], [[180, 300, 180, 300]], [[300] * 3, [480] * 2, [1200]],
        [[300, 480, 300], [600] * 2, [1320]], [[1500]], [[1680]], [[1800]],
    ]  # fmt: skip

    def test_nine_weeks_of_three_days(self, begin: Begin) -> None:
        course = begin("couch_to_5k", {})
        assert len(course.program.sessions) == 27 and {each.week for each in course.program.sessions} == set(
            range(1, 10)
        )
        for number, session in enumerate(course.program.sessions):
            week = self.RUNS[number // 3]
            run = next(item for item in session.items if item.lift == "run")
            assert (
                [each.duration_s for each in run.work] == (week * 3)[number % 3] if len(week) == 1 else week[number % 3]
            )
            assert session.kind == "cardio"

    def test_every_session_opens_and_closes_with_a_walk(self, begin: Begin) -> None:
        items = begin("couch_to_5k", {}).next.items
        assert [(item.role, item.exercise) for item in items] == [
            ("warmup", "Walking"),
            ("cardio", "Running"),
            ("cardio", "Walking"),
            ("cooldown", "Walking"),
        ]
        assert items[0].work[0].duration_s == 300 and items[1].superset == items[2].superset == 1
        assert [each.duration_s for each in items[2].work] == [90] * 8

    def test_what_was_too_much_comes_again_and_the_plan_gets_longer(self, begin: Begin) -> None:
        course = begin("couch_to_5k", {})
        last = course.program.sessions[-1].date
        course.perform({"run": Exercise("Running", (Set(duration_s=240),))})
        assert "comes again" in course.told("run")
        assert [each.duration_s for each in course.item("run").work] == [60] * 8
        assert len(course.program.sessions) == 27 and course.program.sessions[-1].date > last
        assert course.program.sessions[-1].date.weekday() in (0, 2, 5)

    def test_a_run_logged_in_one_piece_counts(self, begin: Begin) -> None:
        course = begin("couch_to_5k", {})
        outcome = course.perform({"run": Exercise("Running", (Set(duration_s=1800, distance_m=2500),))})
        assert outcome.lifts["run"]["step"] == 1

    def test_the_last_session_finishes_it(self, begin: Begin) -> None:
        course = begin("couch_to_5k", {})
        while course.program.sessions:
            outcome = course.do()
        assert outcome.is_finished and "last session" in course.told("run")


class TestTenKilometres:
    MILES = [(2.5, 2, 3), (2.5, 2, 3.5), (2.5, 2, 4), (3, 2, 4), (3, 2, 4.5), (3, 2, 5), (3, 2, 5.5)]
    CROSS = [(30, 40), (30, 40), (35, 50), (35, 50), (40, 60), (40, 60), (45, 60)]

    def test_eight_weeks(self, begin: Begin) -> None:
        course = begin("run_10k", {})
        assert len(course.program.sessions) == 39
        for week, (miles, minutes) in enumerate(zip(self.MILES, self.CROSS, strict=True), start=1):
            sessions = course.program.week(week)
            assert [each.date.weekday() for each in sessions] == [1, 2, 3, 5, 6]
            work = [session.items[0].work[0] for session in sessions]
            assert [work[at].distance_m for at in (0, 2, 4)] == [pytest.approx(each * 1609.344) for each in miles]
            assert [work[at].duration_s for at in (1, 3)] == [each * 60 for each in minutes]

    def test_the_last_day_is_ten_kilometres_after_a_day_off(self, begin: Begin) -> None:
        sessions = begin("run_10k", {}).program.week(8)
        assert [each.date.weekday() for each in sessions] == [1, 2, 3, 6]
        assert sessions[-1].items[0].work[0].distance_m == 10_000 and "race" in sessions[-1].items[0].notes

    def test_another_cardio_is_cross_training_too_late_is_longer(self, begin: Begin) -> None:
        course = begin("run_10k", {})
        course.do()
        assert course.item("run").exercise == "Cycling"
        course.do(run=None)
        assert course.item("run").exercise == "Cycling"
        assert course.program.sessions[-1].date > course.program.starts_on + timedelta(weeks=8)
