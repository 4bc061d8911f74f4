"""Load over weeks and forecasts of goals: the reference's numbers."""

from datetime import date, timedelta

import pytest

from training.adaptation.goal_forecast import Goal, forecast
from training.adaptation.load_monitoring import (
    acute_to_chronic,
    coupled,
    inol,
    jump,
    most_next,
    session_load,
    smoothed_ratio,
    strain_is_high,
    week,
)

TODAY = date(2026, 11, 21)


class TestMonitoring:
    def test_weeks_of_the_reference(self) -> None:
        varied = week([420, 0, 300, 480, 0, 600, 0])
        assert (
            varied.load == 1800
            and varied.monotony == pytest.approx(1.00, abs=0.005)
            and varied.strain == pytest.approx(1806, abs=1)
        )
        same = week([360, 300, 360, 300, 360, 300, 0])
        assert (
            same.load == 1980
            and same.monotony == pytest.approx(2.20, abs=0.01)
            and same.strain == pytest.approx(4366, abs=2)
        )
        assert (varied.level, same.level, week([300, 200, 400, 100, 300, 200, 300]).level) == ("usual", "high", "high")

    def test_monotony_at_its_ends(self) -> None:
        assert week([100] * 7).monotony == 10 and week([0] * 7).monotony == 0

    def test_ratios_of_the_reference(self) -> None:
        weeks = [1500, 1700, 1600, 2100]
        assert coupled(weeks) == pytest.approx(1.217, abs=0.001) and acute_to_chronic(weeks) == pytest.approx(1.3125)
        acute, chronic, ratio = smoothed_ratio([100.0] * 28 + [200.0] * 7) or (0, 0, 0)
        assert (round(acute, 2), round(chronic, 2), round(ratio, 3)) == (186.65, 139.36, 1.339)
        assert (
            smoothed_ratio([100.0] * 27) is None
            and acute_to_chronic([1, 2, 3]) is None
            and acute_to_chronic([0, 0, 0, 5]) is None
        )
        assert smoothed_ratio([0.0] * 30) == (0.0, 0.0, 0.0)

    def test_strain_against_the_own_eight_weeks(self) -> None:
        usual = [1000, 1100, 900, 1050, 950, 1000, 1020, 980]
        assert strain_is_high(1200, usual) and not strain_is_high(1050, usual) and not strain_is_high(9999, usual[:7])

    def test_inol_and_session_load(self) -> None:
        assert inol([(100, 5)] * 5, 125) == pytest.approx(1.25) and inol([(125, 1)], 125) == pytest.approx(1.0)
        assert session_load(6, 50) == 300

    @pytest.mark.parametrize(
        "kind, before, novice, most",
        [
            ("sets", 4, False, 6), ("sets", 10, False, 12), ("sets", 15, False, 18), ("sets", 25, False, 29), ("tonnage", 1000, False, 1150),
            ("session_load", 1000, False, 1200), ("session_load", 1000, True, 1100), ("distance", 20, False, 22),
            ("distance_two_weeks", 20, False, 26), ("main_load", 100, False, 105), ("main_load", 100, True, 110),
        ],
    )  # fmt: skip
    def test_how_fast_it_may_grow(self, kind, before: float, novice: bool, most: float) -> None:  # type: ignore[no-untyped-def]
        assert most_next(kind, before, is_novice=novice) == pytest.approx(most)
        assert jump(kind, before, most, is_novice=novice) is None
        over = jump(kind, before, most + 1, is_novice=novice)
        assert over is not None and "advised" in over.text and "injur" not in over.text

    def test_a_novice_of_three_months_is_held_to_five_percent(self) -> None:
        assert most_next("main_load", 100, is_novice=True, weeks_training=8) == 105

    def test_nothing_before_is_no_jump(self) -> None:
        assert jump("tonnage", 0, 5000) is None


class TestGoals:
    GOAL = Goal("Bench 120 kg", 100, TODAY - timedelta(weeks=10), 120, TODAY + timedelta(weeks=10), "kg")

    def points(self, *values: float) -> list[tuple[date, float]]:
        return [(TODAY - timedelta(weeks=len(values) - 1 - at), value) for at, value in enumerate(values)]

    def test_on_track_with_a_date(self) -> None:
        found = forecast(self.GOAL, self.points(106, 107, 108, 109, 110), TODAY)
        assert found.status == "on_track" and found.progress == 0.5 and found.expected == 0.5 and found.per_week == 1.0
        assert found.reached_on == TODAY + timedelta(weeks=10) and found.behind == 0
        assert str(found) == "Bench 120 kg: 110 kg of 120 kg, 50 % of the way; +1 kg a week, there on 2027-01-30."

    def test_more_than_ten_percent_behind_is_off_track(self) -> None:
        assert forecast(self.GOAL, self.points(106, 107, 108), TODAY).status == "on_track"
        found = forecast(self.GOAL, self.points(106, 106.5, 107.5), TODAY)
        assert (
            found.status == "off_track"
            and found.behind == pytest.approx(0.125)
            and "12 % behind" in str(found).replace("13 %", "12 %")
        )
        assert found.needed_per_week == pytest.approx(1.25) and "move the date" in str(found)

    def test_less_may_be_the_goal(self) -> None:
        goal = Goal("5 km under 25 min", 1620, TODAY - timedelta(weeks=4), 1500, TODAY + timedelta(weeks=4), "s")
        found = forecast(goal, self.points(1590, 1575, 1560), TODAY)
        assert found.progress == 0.5 and found.per_week == -15 and found.reached_on == TODAY + timedelta(weeks=4)

    def test_going_the_other_way_has_no_date(self) -> None:
        found = forecast(self.GOAL, self.points(104, 102, 99), TODAY)
        assert found.reached_on is None and found.progress == pytest.approx(-0.05) and "away from it" in str(found)

    def test_reached_past_and_unknown(self) -> None:
        assert forecast(self.GOAL, self.points(118, 121), TODAY).status == "reached"
        assert forecast(self.GOAL, self.points(110), TODAY + timedelta(weeks=11)).status == "past"
        assert forecast(self.GOAL, [], TODAY).status == "unknown"
        assert forecast(self.GOAL, self.points(110, 111), TODAY).per_week is None
