"""Cycles on a base: 5/3/1, nSuns-like, Texas, Madcow-like and Smolov Jr, over two cycles, in kg and in lb."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

Begin = Callable[..., Any]
LB = 0.45359237
WEEKS_KG = [[57.5, 67.5, 77.5], [62.5, 72.5, 80.0], [67.5, 77.5, 85.0], [35.0, 45.0, 55.0]]
WEEKS_LB = [[185, 215, 240], [200, 230, 255], [215, 240, 270], [115, 145, 170]]
REPS = [["5", "5", "5+"], ["3", "3", "3+"], ["5", "3", "1+"], ["5", "5", "5"]]


class TestFiveThreeOne:
    @pytest.mark.parametrize("name", ["531", "531_bbb", "531_fsl"])
    @pytest.mark.parametrize("unit, max_kg, table", [("kg", 100.0, WEEKS_KG), ("lb", 315 * LB, WEEKS_LB)])
    def test_the_reference_table(
        self, begin: Begin, name: str, unit: str, max_kg: float, table: list[list[float]]
    ) -> None:
        course = begin(name, {"Bench Press (Barbell)": max_kg}, unit)
        for loads, reps in zip(table, REPS, strict=True):
            course.until("bench")
            assert course.loads("bench") == loads and course.reps("bench") == reps
            assert course.next.is_deload == (reps == ["5", "5", "5"])
            course.do()

    def test_the_training_max_goes_up_each_cycle(self, begin: Begin) -> None:
        course = begin("531")
        assert [course.lifts[each]["base"] for each in ("press", "bench", "squat", "deadlift")] == [
            57.5,
            90.0,
            125.0,
            162.5,
        ]
        for _ in range(16):
            course.do()
        assert [course.lifts[each]["base"] for each in ("press", "bench", "squat", "deadlift")] == [
            60.0,
            92.5,
            130.0,
            167.5,
        ]
        for _ in range(16):
            course.do()
        assert [course.lifts[each]["base"] for each in ("press", "bench", "squat", "deadlift")] == [
            62.5,
            95.0,
            135.0,
            172.5,
        ]
        assert course.lifts["bench"]["cycle"] == 3
        assert course.told("squat") == "Deload done: training max 130 kg -> 135 kg"

    def test_in_pounds_by_five_and_ten(self, begin: Begin) -> None:
        course = begin("531", {"Bench Press (Barbell)": 315 * LB, "Squat (Barbell)": 405 * LB}, "lb")
        assert [round(course.lifts[each]["base"] / LB) for each in ("bench", "squat")] == [285, 365]
        for _ in range(16):
            course.do()
        assert [round(course.lifts[each]["base"] / LB) for each in ("bench", "squat")] == [290, 375]

    def test_below_the_minimum_takes_ten_percent_off_and_the_rise(self, begin: Begin) -> None:
        course = begin("531")
        course.until("bench").do(bench=[5, 5, 4])
        assert course.lifts["bench"]["base"] == 80.0
        assert course.told("bench") == "Missed reps (5, 5, 4): training max 90 kg -> 80 kg (90%)"
        for _ in range(3):
            course.until("bench").do()
        assert course.lifts["bench"]["base"] == 80.0 and course.lifts["bench"]["step"] == 0
        for _ in range(4):
            course.until("bench").do()
        assert course.lifts["bench"]["base"] == 82.5

    def test_boring_but_big_is_half_of_the_training_max_and_not_in_the_deload(self, begin: Begin) -> None:
        course = begin("531_bbb")
        for _ in range(3):
            course.until("bench")
            assert course.loads("bench_bbb") == [45.0] * 5 and course.reps("bench_bbb") == ["10"] * 5
            course.do()
        course.until("bench")
        assert "bench_bbb" not in [item.lift for item in course.next.items]

    def test_first_set_last_is_the_first_weight_again(self, begin: Begin) -> None:
        course = begin("531_fsl")
        for week in range(3):
            course.until("bench")
            assert course.loads("bench_fsl") == [WEEKS_KG[week][0]] * 5 and course.reps("bench_fsl") == ["5"] * 5
            course.do()

    def test_four_days_in_turn_on_three_days_a_week(self, begin: Begin) -> None:
        course = begin("531", days=3)
        assert [each.key for each in course.program.sessions[:5]] == ["press", "deadlift", "bench", "squat", "press"]
        assert [each.date.weekday() for each in course.program.sessions[:4]] == [0, 2, 4, 0]

    def test_without_a_number_the_lightest_set_is_the_bar(self, begin: Begin) -> None:
        course = begin("531", {})
        assert course.loads("press") == [20.0, 22.5, 25.0]
        assert course.program.sessions[1].items[0].work[0].load_kg == 40.0


class TestNsunsLike:
    def test_nine_sets_and_eight(self, begin: Begin) -> None:
        course = begin("nsuns_5")
        assert course.loads("bench_volume") == [57.5, 67.5, 77.5, 77.5, 77.5, 72.5, 67.5, 62.5, 57.5]
        assert course.reps("bench_volume") == ["8", "6", "4", "4", "4", "5", "6", "7", "8+"]
        assert course.reps("press_light") == ["6", "5", "3", "5", "7", "4", "6", "8"]
        course.do()
        shares = [round(each.share * 100) for each in course.item("squat").work]
        assert shares == [75, 85, 95, 90, 85, 80, 75, 70, 65]
        assert course.reps("squat") == ["5", "3", "1+", "3", "3", "3", "5", "5", "5+"]
        assert [round(each.share * 100) for each in course.item("sumo").work] == [50, 60, 70, 70, 70, 70, 70, 70]

    @pytest.mark.parametrize("reps, up", [(0, 0), (1, 0), (2, 2.5), (3, 2.5), (4, 5), (5, 5), (6, 7.5), (9, 7.5)])
    def test_the_open_set_at_95_moves_the_training_max(self, begin: Begin, reps: int, up: float) -> None:
        course = begin("nsuns_4")
        course.do()
        course.do(squat=[5, 3, reps, 3, 3, 3, 5, 5, 8])
        assert course.lifts["squat"]["base"] == 125.0 + up

    @pytest.mark.parametrize("reps, up", [(1, 0), (3, 5), (5, 10), (6, 15)])
    def test_in_pounds(self, begin: Begin, reps: int, up: float) -> None:
        course = begin("nsuns_4", {"Squat (Barbell)": 300 * LB}, "lb")
        course.do()
        course.do(squat=[5, 3, reps, 3, 3, 3, 5, 5, 8])
        assert round(course.lifts["squat"]["base"] / LB) == 270 + up

    def test_the_volume_day_moves_nothing(self, begin: Begin) -> None:
        course = begin("nsuns_4")
        course.do(bench_volume=20)
        assert course.lifts["bench"]["base"] == 90.0

    def test_three_weeks_without_a_rep_reset(self, begin: Begin) -> None:
        course = begin("nsuns_4")
        for _ in range(3):
            course.until("squat").do(squat=[5, 3, 0, 3, 3, 3, 5, 5, 5])
        assert course.lifts["squat"]["base"] == 112.5

    def test_the_back_off_sets_do_not_decide(self, begin: Begin) -> None:
        course = begin("nsuns_4")
        course.until("squat").do(squat=[5, 3, 4, 2, 2, 2])
        assert course.lifts["squat"]["base"] == 130.0


class TestTexasMethod:
    def test_the_shares_of_a_week(self, begin: Begin) -> None:
        course = begin("texas_method")
        assert course.loads("squat_volume") == [107.5] * 5 and course.loads("deadlift") == [137.5]
        course.do()
        assert course.loads("squat_light") == [87.5] * 2 and course.loads("press_light") == [42.5] * 3
        course.do()
        assert course.loads("squat") == [120.0] and course.loads("bench") == [85.0]

    def test_bench_and_press_change_places_and_fridays_go_up(self, begin: Begin) -> None:
        course = begin("texas_method")
        fridays = []
        for _ in range(12):
            if course.next.key.startswith("intensity"):
                fridays.append((course.next.key, course.loads("squat")[0]))
            course.do()
        assert fridays == [
            ("intensity_bench", 120.0),
            ("intensity_press", 122.5),
            ("intensity_bench", 125.0),
            ("intensity_press", 127.5),
        ]
        assert course.lifts["bench"]["base"] == pytest.approx(85.714 + 5, abs=0.01)

    def test_a_missed_friday_repeats_and_a_second_resets(self, begin: Begin) -> None:
        course = begin("texas_method")
        for expected in (120.0, 107.5):
            course.until("volume_bench" if expected == 120.0 else "volume_press")
            while not course.next.key.startswith("intensity"):
                course.do()
            course.do(squat=[4])
            assert course.lifts["squat"]["base"] == expected

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("texas_method", {"Squat (Barbell)": 350 * LB}, "lb")
        for _ in range(2):
            course.do()
        assert course.loads("squat") == [300.0]
        course.do()
        assert course.lifts["squat"]["base"] / LB == pytest.approx(305)


class TestMadcowLike:
    def test_the_week(self, begin: Begin) -> None:
        course = begin("madcow")
        assert course.loads("squat_monday") == [55.0, 70.0, 82.5, 97.5, 112.5]
        course.do()
        assert course.loads("squat_wednesday") == [55.0, 70.0, 82.5, 82.5]
        assert [round(each.share * 1000) for each in course.item("deadlift").work] == [625, 750, 875, 1000]
        course.do()
        assert course.loads("squat") == [55.0, 70.0, 82.5, 97.5, 115.0, 82.5]
        assert course.reps("squat") == ["5", "5", "5", "5", "3", "8"]

    def test_fridays_triple_is_mondays_five_and_week_four_meets_the_old_max(self, begin: Begin) -> None:
        course = begin("madcow")
        tops = []
        for _ in range(24):
            if course.next.key == "monday":
                tops.append(course.lifts["squat"]["base"])
            course.do()
        assert tops[3] == pytest.approx(120.0, abs=0.05)
        assert [round(b / a, 4) for a, b in itertools.pairwise(tops)] == [1.025] * 7

    def test_a_missed_monday_holds_the_week(self, begin: Begin) -> None:
        course = begin("madcow")
        base = course.lifts["squat"]["base"]
        course.do(squat_monday=[5, 5, 5, 5, 3])
        course.until("monday")
        assert course.lifts["squat"]["base"] == base and course.lifts["bench"]["base"] > 79.6

    def test_two_missed_fridays_reset(self, begin: Begin) -> None:
        course = begin("madcow")
        course.until("friday").do(squat=[5, 5, 5, 5, 2, 8])
        assert course.lifts["squat"]["base"] == pytest.approx(111.43, abs=0.01)
        course.do()
        course.until("friday").do(squat=[5, 5, 5, 5, 2, 8])
        assert course.lifts["squat"]["base"] == 100.0

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("madcow", {"Squat (Barbell)": 320.83 * LB / 0.9286 * 1.0}, "lb")
        assert course.loads("squat_monday") == [140.0, 170.0, 205.0, 240.0, 275.0]  # 12.5 % apart, to 5 lb


class TestSmolovJr:
    @pytest.mark.parametrize(
        "name, lift, key",
        [("smolov_jr", "Bench Press (Barbell)", "bench"), ("smolov_jr_squat", "Squat (Barbell)", "squat")],
    )
    def test_three_weeks_in_kilos(self, begin: Begin, name: str, lift: str, key: str) -> None:
        course = begin(name, {lift: 100.0})
        weeks = [[70.0, 75.0, 80.0, 85.0], [75.0, 80.0, 85.0, 90.0], [77.5, 82.5, 87.5, 92.5]]
        sets = [(6, "6"), (7, "5"), (8, "4"), (10, "3")]
        assert len(course.program.sessions) == 12
        assert [each.date.weekday() for each in course.program.sessions[:4]] == [0, 2, 4, 5]
        for week in weeks:
            for load, (count, reps) in zip(week, sets, strict=True):
                assert course.loads(key) == [load] * count and course.reps(key) == [reps] * count
                last = course.do()
        assert last.is_finished and course.program.sessions == () and "test a new max" in course.told(key)

    def test_in_pounds(self, begin: Begin) -> None:
        course = begin("smolov_jr", {"Bench Press (Barbell)": 325 * LB}, "lb")
        firsts = []
        for _ in range(3):
            firsts.append(course.loads("bench")[0])
            for _ in range(4):
                course.do()
        assert firsts == [230.0, 240.0, 245.0]

    def test_a_missed_session_takes_five_percent_off(self, begin: Begin) -> None:
        course = begin("smolov_jr")
        course.do(bench=[6, 6, 6, 5, 4, 3])
        assert course.lifts["bench"]["base"] == 95.0 and course.lifts["bench"]["step"] == 1
