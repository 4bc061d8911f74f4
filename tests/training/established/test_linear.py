"""Linear programs: increments, misses, resets and stages as published, in kg and in lb."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from training.loading import Gym

Begin = Callable[..., Any]
LB = 0.45359237


class TestStrongLiftsLike:
    def test_beginners_start_with_the_bar(self, begin: Begin) -> None:
        course = begin("stronglifts", {})
        assert course.loads("squat") == [20.0] * 5 and course.loads("bench") == [20.0] * 5
        assert course.loads("row") == [30.0] * 5
        assert course.program.sessions[1].items[2].work[0].load_kg == 40.0
        assert "No number yet" in course.next.note
        pounds = begin("stronglifts", {}, "lb")
        assert pounds.loads("squat") == [45.0] * 5 and pounds.loads("row") == [65.0] * 5

    def test_who_has_lifted_starts_at_half_of_the_five_rep_max(self, begin: Begin) -> None:
        course = begin("stronglifts")
        assert course.loads("squat") == [60.0] * 5
        assert "50% of your estimated 5RM of 120 kg" in course.item("squat").reasons[0].text

    def test_a_b_a_b_with_more_every_time(self, begin: Begin) -> None:
        course = begin("stronglifts", {})
        keys, squats, pulls = [], [], []
        for _ in range(6):
            keys.append(course.next.key)
            squats.append(course.loads("squat")[0])
            pulls += course.loads("deadlift") if course.next.key == "B" else []
            course.do()
        assert keys == list("ABABAB")
        assert squats == [20.0, 22.5, 25.0, 27.5, 30.0, 32.5]
        assert pulls == [40.0, 45.0, 50.0]

    def test_the_same_in_pounds(self, begin: Begin) -> None:
        course = begin("stronglifts", {}, "lb")
        course.do()
        assert course.loads("squat") == [50.0] * 5 and course.loads("deadlift") == [95.0]
        course.do()
        course.do()
        assert course.loads("deadlift") == [105.0]

    def test_three_misses_in_a_row_reset_by_ten_percent(self, begin: Begin) -> None:
        course = begin("stronglifts", {"Squat (Barbell)": 233.4})
        assert course.loads("squat") == [100.0] * 5
        course.do()
        assert course.told("squat") == "All 5x5 at 100 kg: +2.5 kg next time"
        for _ in range(2):
            course.do(squat=[5, 5, 5, 4, 3])
            assert course.loads("squat") == [102.5] * 5
        assert "the same load again" in course.told("squat")
        course.do(squat=[5, 5, 4, 3, 3])
        assert course.told("squat") == "Missed 3 times at 102.5 kg: reset to 92.5 kg"
        assert course.loads("squat") == [92.5] * 5

    def test_a_success_between_misses_forgets_them(self, begin: Begin) -> None:
        course = begin("stronglifts")
        course.do(squat=[5, 5, 5, 5, 4])
        course.do(squat=[5, 5, 5, 5, 4])
        course.do()
        course.do(squat=[5, 5, 5, 5, 4])
        assert course.lifts["squat"]["misses"] == 1 and course.lifts["squat"]["resets"] == 0

    def test_the_third_reset_goes_on_with_three_sets(self, begin: Begin) -> None:
        course = begin("stronglifts")
        for _ in range(9):
            course.do(squat=[5, 4, 4, 3, 3])
        assert course.reps("squat") == ["5"] * 3
        assert "from now on 3x5" in course.told("squat")


class TestStartingStrengthLike:
    def test_five_and_two_and_a_half_at_first_half_of_it_later(self, begin: Begin) -> None:
        course = begin("starting_strength", gym=Gym("kg", plates_kg=(20, 10, 5, 2.5, 1.25, 0.625)))
        squats, presses = [], []
        for _ in range(14):
            squats.append(course.loads("squat")[0])
            presses += course.loads("press")[:1] if course.next.key == "A1" else []
            course.do()
        assert squats[0] == 101.25 and [b - a for a, b in itertools.pairwise(squats)] == [5.0] * 12 + [2.5]
        assert [b - a for a, b in itertools.pairwise(presses)] == [2.5] * 6

    def test_everyone_deadlifts_at_first_then_rows_or_cleans_take_turns(self, begin: Begin) -> None:
        course = begin("starting_strength")
        third = [[item.lift for item in session.items][2] for session in course.program.sessions[:12]]
        assert third == ["deadlift"] * 9 + ["row", "deadlift", "row"]
        cleans = begin("starting_strength", olympic=True)
        assert [item.lift for item in cleans.program.sessions[9].items][2] == "clean"
        assert [(each.reps, each.kind) for each in cleans.program.sessions[9].items[2].work] == [(3, "work")] * 5

    def test_again_then_a_set_less_then_a_reset(self, begin: Begin) -> None:
        course = begin("starting_strength")
        load = course.loads("squat")[0]
        course.do(squat=[5, 5, 4])
        assert course.loads("squat") == [load] * 3
        course.do(squat=[5, 5, 4])
        assert course.loads("squat") == [load] * 2 and "with a set less" in course.told("squat")
        course.do(squat=[5, 4])
        assert (
            course.loads("squat") == [90.0] * 3 and course.told("squat") == "Missed 3 times at 100 kg: reset to 90 kg"
        )

    def test_the_third_reset_says_that_a_slower_program_is_due(self, begin: Begin) -> None:
        course = begin("starting_strength")
        for _ in range(9):
            course.do(squat=[4, 4, 4][: len(course.loads("squat"))])
        assert "weekly progress is due" in course.told("squat")

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("starting_strength", {}, "lb")
        assert course.loads("squat") == [45.0] * 3 and course.loads("deadlift") == [95.0]
        course.do()
        assert course.loads("squat") == [55.0] * 3 and course.loads("deadlift") == [105.0]


class TestGreyskullLike:
    def test_it_starts_with_what_goes_ten_times(self, begin: Begin) -> None:
        course = begin("greyskull")
        assert course.loads("bench") == [75.0] * 3 and course.reps("bench") == ["5", "5", "5+"]

    def test_bench_and_press_take_turns_and_deadlifts_come_once_a_week(self, begin: Begin) -> None:
        course = begin("greyskull")
        assert [[item.lift for item in session.items] for session in course.program.sessions[:6]] == [
            ["bench", "squat"], ["press", "deadlift"], ["bench", "squat"],
            ["press", "squat"], ["bench", "deadlift"], ["press", "squat"],
        ]  # fmt: skip

    def test_ten_reps_double_the_jump(self, begin: Begin) -> None:
        course = begin("greyskull")
        course.do(bench=10, squat=9)
        assert course.lifts["bench"]["load"] == 77.5 and course.lifts["squat"]["load"] == 107.5
        assert "twice the jump" in str(course.outcomes[-1])

    def test_half_jumps_wait_until_they_can_be_loaded(self, begin: Begin) -> None:
        course = begin("greyskull")
        course.do(bench=6)
        assert "less than your plates can make" in course.told("bench")
        course.do()
        assert course.loads("bench") == [75.0] * 3
        course.do(bench=6)
        assert course.lifts["bench"]["load"] == 77.5

    def test_a_miss_resets_at_once(self, begin: Begin) -> None:
        course = begin("greyskull")
        course.do(squat=4)
        assert course.lifts["squat"]["load"] == 95.0 and course.told("squat") == "Missed once at 105 kg: reset to 95 kg"

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("greyskull", {}, "lb")
        course.do(bench=5, squat=10)
        assert course.lifts["bench"]["load"] == pytest.approx(47.5 * LB) and course.lifts["squat"][
            "load"
        ] == pytest.approx(55 * LB)


class TestGzclp:
    def test_four_days_in_turn_on_three_or_four_days_a_week(self, begin: Begin) -> None:
        for days in (3, 4):
            course = begin("gzclp", days=days)
            assert course.program.days_per_week == days
            assert [each.key for each in course.program.sessions[:5]] == ["A1", "A2", "B1", "B2", "A1"]

    def test_all_reps_go_up_the_reference_example(self, begin: Begin) -> None:
        """Squat 100 kg: 3, 3, 3, 3, 5 -> 105 kg; 3, 3, 3, 2 -> the same weight as 6x2+."""
        course = begin("gzclp")
        assert course.loads("squat_t1") == [100.0] * 5 and course.reps("squat_t1") == ["3", "3", "3", "3", "3+"]
        course.do(squat_t1=[3, 3, 3, 3, 5])
        assert course.told("squat_t1") == "All 4x3, 1x3+ at 100 kg: +5 kg next time"
        course.until("A1")
        assert course.loads("squat_t1") == [105.0] * 5
        course.do(squat_t1=[3, 3, 3, 2, 0])
        course.until("A1")
        assert course.loads("squat_t1") == [105.0] * 6 and course.reps("squat_t1") == ["2"] * 5 + ["2+"]

    def test_the_first_tier_goes_through_its_stages_then_tests(self, begin: Begin) -> None:
        course = begin("gzclp")
        for sets, reps in ((5, "3"), (6, "2"), (10, "1")):
            assert course.reps("squat_t1") == [reps] * (sets - 1) + [f"{reps}+"]
            course.do(squat_t1=[0] * sets)
            course.until("A1")
        assert course.loads("squat_t1") == [None] and "heaviest set of 5" in course.item("squat_t1").reasons[0].text
        item = course.item("squat_t1")
        done = {each.lift: None for each in course.next.items}
        from training.workout import Exercise, Set

        course.perform(done | {"squat_t1": Exercise(item.exercise, (Set("work", 90, 5), Set("work", 110, 5)))})
        assert course.told("squat_t1") == "5RM of 110 kg: 4x3, 1x3+ start over at 92.5 kg (85% of it)"
        assert course.lifts["squat_t1"]["stage"] == 0

    def test_the_second_tier_keeps_its_weight_and_comes_back_higher(self, begin: Begin) -> None:
        course = begin("gzclp")
        assert course.loads("bench_t2") == [62.5] * 3
        for reps in ("10", "8", "6"):
            assert course.reps("bench_t2") == [reps] * 3 and course.loads("bench_t2") == [62.5] * 3
            course.do(bench_t2=[5, 5, 5])
            course.until("A1")
        assert course.reps("bench_t2") == ["10"] * 3 and course.loads("bench_t2") == [70.0] * 3

    def test_the_third_tier_waits_for_twenty_five(self, begin: Begin) -> None:
        course = begin("gzclp", {"Lat Pulldown (Cable)": 80.0})
        assert course.loads("pulldown_t3") == [40.0] * 3 and course.reps("pulldown_t3") == ["15", "15", "15+"]
        course.do(pulldown_t3=24)
        course.until("B1")
        assert course.loads("pulldown_t3") == [40.0] * 3
        course.do(pulldown_t3=25)
        course.until("A1")
        assert course.loads("pulldown_t3") == [45.0] * 3

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("gzclp", {"Squat (Barbell)": 315 * LB, "Bench Press (Barbell)": 225 * LB}, "lb")
        squat, bench = course.loads("squat_t1")[0], course.loads("bench_t2")[0]
        course.do()
        course.until("A1")
        assert course.loads("squat_t1")[0] == squat + 10 and course.loads("bench_t2")[0] == bench + 5


class TestPushPullLegs:
    def test_six_days_with_the_heavy_lifts_in_turn(self, begin: Begin) -> None:
        course = begin("ppl", weeks=2)
        assert [session.items[0].lift for session in course.program.sessions[:6]] == [
            "deadlift",
            "bench",
            "squat",
            "row",
            "press",
            "squat",
        ]
        assert [session.date.weekday() for session in course.program.sessions[:6]] == [0, 1, 2, 3, 4, 5]
        assert course.reps("deadlift") == ["5+"]

    def test_increments_and_the_third_miss(self, begin: Begin) -> None:
        course = begin("ppl")
        heavy = course.loads("deadlift")[0]
        course.do()
        assert course.lifts["deadlift"]["load"] == heavy + 5
        bench = course.loads("bench")[0]
        course.do()
        assert course.lifts["bench"]["load"] == bench + 2.5
        for _ in range(3):
            course.until("pull_deadlift")
            course.do(deadlift=3)
        assert course.told("deadlift").startswith("Missed 3 times at 135 kg: reset to 122.5 kg")

    def test_accessories_go_up_when_every_set_reaches_the_top(self, begin: Begin) -> None:
        course = begin("ppl", {"Lat Pulldown (Cable)": 80.0})
        load = course.loads("pulldowns")[0]
        course.do(pulldowns=[12, 12, 11])
        assert course.lifts["pulldowns"]["load"] == load and course.lifts["pulldowns"]["aim"] == 12
        course.until("pull_row")
        course.do(pulldowns=[12, 12, 12])
        assert course.lifts["pulldowns"]["load"] == load + 5 and course.lifts["pulldowns"]["aim"] == 8
