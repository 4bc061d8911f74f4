"""Muscles that are tired, and what a watch says: the reference's worked examples."""

import math
from datetime import date, datetime, timedelta

import pytest

from training.adaptation.fatigue import Stimulus, action_of, cardio_stimulus, dose, fatigue, half_life
from training.adaptation.hrv import days_low, days_raised, hrv, hrv_of, resting_above
from training.adaptation.readiness import Wellness, readiness

NOW = datetime(2026, 11, 21, 18)
TODAY = NOW.date()


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


class TestFatigue:
    def test_quads_of_the_reference(self) -> None:
        """6 sets at 9 two days ago and 3 lunges at 8 yesterday, quads secondary: 30 %, normal."""
        stimuli = [Stimulus(ago(48), {"quads": 1.0}, 6, 9), Stimulus(ago(24), {"quads": 0.5}, 3, 8)]
        found = fatigue(stimuli, NOW)["quads"]
        assert round(found.percent) == 30 and found.action == "normal" and found.sets == 1.0

    def test_chest_of_the_reference(self) -> None:
        found = fatigue([Stimulus(ago(24), {"chest": 1.0}, 8, 8)], NOW)["chest"]
        assert (
            found.percent == pytest.approx(40)
            and found.action == "reduce"
            and found.sets == 0.6
            and found.least_rir == 2
        )
        failed = Stimulus(ago(24), {"chest": 1.0}, 8, 10, to_failure=True)
        assert (
            round(fatigue([failed], NOW)["chest"].percent) == 61 and fatigue([failed], NOW)["chest"].action == "avoid"
        )
        assert round(fatigue([failed], NOW + timedelta(hours=24))["chest"].percent) == 36

    @pytest.mark.parametrize(
        "muscle, left",
        [
            ("biceps", (40, 16, 6, 2)),
            ("chest", (50, 25, 12.5, 6)),
            ("quads", (57, 33, 19, 11)),
            ("lats", (50, 25, 12.5, 6)),
            ("calves", (40, 16, 6, 2)),
        ],
    )
    def test_what_is_left_after_days(self, muscle, left: tuple[float, ...]) -> None:  # type: ignore[no-untyped-def]
        for hours, share in zip((24, 48, 72, 96), left, strict=True):
            found = fatigue([Stimulus(ago(hours), {muscle: 1.0}, 10, 8)], NOW)[muscle]
            assert found.percent == pytest.approx(share, abs=0.55)

    @pytest.mark.parametrize("rpe, cost", [(5, 0.7), (6, 0.7), (7, 0.85), (8, 1.0), (9, 1.1), (9.5, 1.3), (10, 1.3)])
    def test_what_a_set_costs(self, rpe: float, cost: float) -> None:
        assert dose(rpe) == cost and dose(rpe, 0.85) == pytest.approx(cost * 1.15) and dose(rpe, 0.84) == cost

    def test_what_slows_recovery_multiplies_to_a_limit(self) -> None:
        assert half_life("chest", age=50) == pytest.approx(28.8) and half_life("chest", is_new=True) == 30
        assert half_life("chest", drained=True) == pytest.approx(27.6)
        assert half_life("chest", to_failure=True, is_new=True, age=70, drained=True) == pytest.approx(24 * 1.6)

    def test_soreness_overrides_what_is_lower(self) -> None:
        found = fatigue([Stimulus(ago(96), {"quads": 1.0}, 4, 8)], NOW, soreness={"quads": 7, "calves": 3})
        assert found["quads"].percent == 60 and found["quads"].action == "avoid" and found["calves"].percent == 20
        assert "soreness 7/10" in found["quads"].reason.text

    def test_running_costs_more_than_cycling(self) -> None:
        run = cardio_stimulus(NOW, 40, "intervals", ("calves", "quads"), running=True)
        bike = cardio_stimulus(NOW, 40, "intervals", ("quads",))
        assert run.sets == pytest.approx(4.8) and bike.sets == pytest.approx(3.2)
        assert fatigue([bike], NOW)["quads"].percent == pytest.approx(32)

    def test_never_more_than_everything(self) -> None:
        assert fatigue([Stimulus(NOW, {"quads": 1.0}, 40, 10)], NOW)["quads"].percent == 100
        assert fatigue([Stimulus(NOW + timedelta(hours=1), {"quads": 1.0}, 5, 8)], NOW) == {}
        assert [action_of(each) for each in (0, 20, 40, 60, 100)] == ["fresh", "normal", "reduce", "avoid", "avoid"]


def steady(value: float, days: int, end: date = TODAY, wobble: float = 0.06) -> list[tuple[date, float]]:
    """Readings that swing around a value, oldest first."""
    return [
        (end - timedelta(days=back), value * math.exp(wobble if back % 2 else -wobble))
        for back in range(days - 1, -1, -1)
    ]


class TestHrv:
    @pytest.mark.parametrize("ms, z, score", [(60, -0.05, 85), (52, -1.24, 40), (48, -1.91, 20)])
    def test_the_reference_example(self, ms: float, z: float, score: float) -> None:
        found = hrv_of(math.log(ms), 4.10, 0.12)
        assert found is not None and found.z == pytest.approx(z, abs=0.01)
        assert [round(each, 1) for each in found.band_ms] == pytest.approx([56.8, 64.1], abs=0.1)
        assert readiness(Wellness(hrv_z=found.z)).parts[0].score == score

    def test_from_readings(self) -> None:
        calm = steady(60, 67)
        assert hrv(calm, TODAY) is not None and abs(hrv(calm, TODAY).z) < 0.5  # type: ignore[union-attr]
        low = calm[:-7] + steady(50, 7)
        assert hrv(low, TODAY).is_low and hrv(low, TODAY).z < -1.5  # type: ignore[union-attr]
        assert days_low(low, TODAY) >= 3 and days_low(calm, TODAY) == 0

    def test_too_little_or_no_spread_is_nothing(self) -> None:
        assert hrv(steady(60, 9), TODAY) is None
        assert hrv(steady(60, 67)[:-5], TODAY) is None
        assert hrv(steady(60, 67, wobble=0.0), TODAY) is None
        assert hrv([], TODAY) is None and days_low([], TODAY) == 0

    def test_impossible_values_are_left_out(self) -> None:
        noisy = [*steady(60, 67), (TODAY, 400.0), (TODAY, 2.0)]
        assert hrv(noisy, TODAY) == hrv(steady(60, 67), TODAY)

    def test_resting_heart_rate_against_the_median_of_four_weeks(self) -> None:
        usual = [(TODAY - timedelta(days=back), 52.0 + back % 3) for back in range(28, 0, -1)]
        assert resting_above([*usual, (TODAY, 59.4)], TODAY) == 6
        assert resting_above(usual, TODAY) is None
        assert resting_above([*usual, (TODAY, 200.0)], TODAY) is None
        raised = [*usual[:-2], (TODAY - timedelta(days=2), 60.0), (TODAY - timedelta(days=1), 60.0), (TODAY, 60.0)]
        assert days_raised(raised, TODAY, 5) == 3
