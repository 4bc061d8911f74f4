"""Readiness as the reference's test rows have it, its bands, and what it does to a session."""

from datetime import date, datetime, timedelta

import pytest

from training.adaptation.readiness import Reading, Wellness, band_of, readiness, wellness_of
from training.adaptation.readiness_advice import advice
from training.adaptation.session_scaling import deloaded, rested, scaled, sets_of
from training.library import load_library
from training.loading import Gym
from training.program.plan import Item, Reason, Session, Target

NOW = datetime(2026, 11, 21, 9)
ROWS = [
    (Wellness(7.5, 4, 3, 4, 7, 0.1, 1), (92.5, 75, 70, 66.7, 66.7, 85, 100), 77.8),
    (Wellness(5.5, 2, 6, 7, 4, -1.2, 6), (45, 25, 40, 33.3, 33.3, 40, 45), 37.8),
    (Wellness(sleep_h=8, soreness=2, energy=8), (100, 80, 77.8), 85.9),
    (Wellness(6.5, 3, 5, 5, 5), (72.5, 50, 50, 55.6, 44.4), 54.9),
    (Wellness(3.5, 1, 8, 9, 2, -1.8, 9), (0, 0, 20, 11.1, 11.1, 20, 20), 11.3),
]


@pytest.mark.parametrize("wellness, parts, score", ROWS)
def test_the_reference_rows(wellness: Wellness, parts: tuple[float, ...], score: float) -> None:
    found = readiness(wellness)
    assert found.score == pytest.approx(score, abs=0.05)
    assert [part.score for part in found.parts] == pytest.approx(parts, abs=0.05)


@pytest.mark.parametrize(
    "hours, score",
    [(0, 0), (4, 0), (4.5, 15), (5, 30), (6, 60), (7, 85), (8, 100), (9.5, 100), (10.25, 92.5), (11, 85), (14, 85)],
)
def test_sleep_is_a_line_between_points(hours: float, score: float) -> None:
    assert readiness(Wellness(sleep_h=hours, soreness=0)).parts[0].score == pytest.approx(score)


@pytest.mark.parametrize(
    "z, score", [(-1.6, 20), (-1.5, 40), (-1.0, 60), (-0.5, 85), (0.49, 85), (0.5, 95), (1.49, 95), (1.5, 75), (3, 75)]
)
def test_hrv_bins_belong_to_their_lower_bound(z: float, score: float) -> None:
    assert readiness(Wellness(hrv_z=z)).parts[0].score == score


@pytest.mark.parametrize(
    "beats, score", [(-4, 100), (2, 100), (2.4, 100), (2.5, 70), (4, 70), (5, 45), (7, 45), (7.5, 20), (20, 20)]
)
def test_resting_heart_rate_is_rounded_first(beats: float, score: float) -> None:
    assert readiness(Wellness(resting_hr=beats)).parts[0].score == score


def test_too_little_is_unknown_and_trains_as_planned() -> None:
    found = readiness(Wellness(sleep_h=3, hrv_z=-2))
    assert found.score is None and found.band.volume == 1.0
    assert "not known" in str(found) and "trained as planned" in str(found)
    assert readiness(Wellness(sleep_h=8, soreness=2)).is_known
    assert not readiness(Wellness()).is_known


def test_little_sleep_caps_the_score() -> None:
    found = readiness(Wellness(3.9, 5, 0, 1, 10, 1.0, 0))
    assert found.score == 50.0 and found.band.name == "tired" and "below 4 h" in str(found)
    assert readiness(Wellness(4.0, 5, 0, 1, 10, 1.0, 0)).score > 50


def test_a_red_flag_stops_whatever_the_score() -> None:
    found = readiness(Wellness(8, 5, 0, 1, 10), stop="a fever")
    assert found.is_stopped and found.band.volume == 0 and "no training today" in str(found)
    assert advice(found).is_rest and not advice(found).may_do_more


@pytest.mark.parametrize(
    "score, volume, load, rir", [(100, 1, 1, 0), (85, 1, 1, 0), (84.9, 1, 1, 0), (70, 1, 1, 0), (69.9, 0.85, 0.975, 0.5), (55, 0.85, 0.975, 0.5),
                                 (54.9, 0.7, 0.95, 1), (40, 0.7, 0.95, 1), (39.9, 0.5, 0.9, 0), (25, 0.5, 0.9, 0), (24.9, 0, 0, 0), (0, 0, 0, 0)],
)  # fmt: skip
def test_bands(score: float, volume: float, load: float, rir: float) -> None:
    band = band_of(score)
    assert (band.volume, band.load, band.rir_add) == (volume, load, rir)


def test_only_what_is_fresh_counts() -> None:
    readings = [
        Reading("sleep_h", 5, NOW - timedelta(hours=30)),
        Reading("energy", 3, NOW - timedelta(hours=20)),
        Reading("energy", 7, NOW - timedelta(hours=2)),
        Reading("hrv_z", -2, NOW - timedelta(hours=10)),
        Reading("resting_hr", 6, NOW - timedelta(hours=1)),
        Reading("stress", 9, NOW + timedelta(hours=1)),
    ]
    assert wellness_of(readings, NOW) == Wellness(energy=7, resting_hr=6)


def test_very_ready_may_add_a_set_within_the_week() -> None:
    best = readiness(Wellness(8.5, 5, 0, 1, 10))
    assert advice(best, last_at_target=True).extra_main_set and advice(best).most_load == 1.025
    assert not advice(best).extra_main_set
    full = advice(best, last_at_target=True, extra_share_this_week=0.1)
    assert not full.extra_main_set and "no more are added" in full.reasons[-1].text


def test_the_third_heavy_cut_of_a_week_asks_for_a_deload() -> None:
    spent = readiness(Wellness(5.5, 2, 6, 7, 4, -1.2, 6))
    assert not advice(spent, reduced_this_week=1).check_deload
    assert advice(spent, reduced_this_week=2).check_deload


@pytest.mark.parametrize("score, more", [(60, True), (45, True), (39, False), (10, False)])
def test_choosing_more_is_for_the_middle_bands(score: float, more: bool) -> None:
    from dataclasses import replace

    assert (
        advice(replace(readiness(Wellness(sleep_h=8, soreness=2)), score=score, band=band_of(score))).may_do_more
        == more
    )


class TestScaling:
    REASON = Reason("readiness", "because", "here")
    SQUAT = Item(
        "Squat (Barbell)", "main", (Target("warmup", 8, load_kg=40.0), Target("warmup", 5, load_kg=55.0), Target("warmup", 3, load_kg=70.0),
        Target("warmup", 1, load_kg=85.0), *(Target(reps=6, load_kg=100.0, rir=2.0),) * 4), rest_s=180,
    )  # fmt: skip
    OPEN = Item(
        "Bench Press (Barbell)", "main", (Target(reps=5, load_kg=80.0), Target("amrap", 5, load_kg=80.0)), rest_s=180
    )
    RUN = Item("Running", "cardio", (Target(duration_s=180.0),) * 6, notes="Fast")

    def session(self, *items: Item) -> Session:
        return Session(date(2026, 11, 21), 1, 1, "A", "lifting", items, 60.0)

    def test_the_reference_example(self) -> None:
        """4x6 at 100 kg: score 54.9 -> 3 sets at 95 kg, a rep more in reserve; score 62 -> 3 sets at 97.5 kg."""
        for score, load, rir in ((54.9, 95.0, 3.0), (62, 97.5, 2.5)):
            band = band_of(score)
            after = scaled(
                self.session(self.SQUAT), gym=Gym(), library=load_library(), reason=self.REASON,
                volume=band.volume, load=band.load, rir_add=band.rir_add,
            )  # fmt: skip
            work = after.items[0].work
            assert [(each.reps, each.load_kg, each.rir) for each in work] == [(6, load, rir)] * 3
            assert after.items[0].reasons == (self.REASON,) and after.reasons == (self.REASON,)
            assert after.minutes < 60

    def test_the_ramp_goes_with_the_load(self) -> None:
        after = scaled(self.session(self.SQUAT), gym=Gym(), library=load_library(), reason=self.REASON, load=0.5)
        assert [each.load_kg for each in after.items[0].targets] == [20.0, 27.5, 35.0, 42.5, 50.0, 50.0, 50.0, 50.0]

    def test_nothing_to_failure(self) -> None:
        after = scaled(
            self.session(self.OPEN), gym=Gym(), library=load_library(), reason=self.REASON, no_failure=True, rir_add=1
        )
        assert [(each.kind, each.rir) for each in after.items[0].work] == [("work", None), ("work", 1.0)]

    def test_a_reserve_is_kept_where_none_was_planned(self) -> None:
        after = scaled(self.session(self.OPEN), gym=Gym(), library=load_library(), reason=self.REASON, least_rir=4)
        assert [each.rir for each in after.items[0].work] == [4, 4]

    def test_intervals_become_easy(self) -> None:
        after = scaled(
            self.session(self.RUN), gym=Gym(), library=load_library(), reason=self.REASON, volume=0.7, easy_cardio=True
        )
        assert after.items[0].targets == (Target(duration_s=780.0),) and "Zone 2" in after.items[0].notes

    def test_only_some_exercises(self) -> None:
        after = scaled(
            self.session(self.SQUAT, self.OPEN), gym=Gym(), library=load_library(), reason=self.REASON, load=0.9,
            which=lambda item: item.exercise == "Squat (Barbell)",
        )  # fmt: skip
        assert after.items[1] == self.OPEN and after.items[0].work[0].load_kg == 90.0

    def test_nothing_changes_nothing(self) -> None:
        before = self.session(self.SQUAT)
        assert scaled(before, gym=Gym(), library=load_library(), reason=self.REASON) is before

    def test_a_deload(self) -> None:
        after = deloaded(self.session(self.SQUAT, self.RUN), gym=Gym(), library=load_library(), reason=self.REASON)
        assert after.is_deload and [(each.load_kg, each.rir) for each in after.items[0].work] == [(90.0, 4.0)] * 2
        assert after.items[1].targets == (Target(duration_s=780.0),)

    def test_a_day_of_rest(self) -> None:
        after = rested(self.session(self.SQUAT), reason=self.REASON)
        assert (
            after.kind == "cardio"
            and after.minutes == 20
            and after.title == "Rest (A)"
            and after.items[0].exercise == "Walking"
        )

    @pytest.mark.parametrize(
        "count, volume, left", [(4, 0.7, 3), (4, 0.85, 3), (5, 0.65, 3), (1, 0.1, 1), (3, 0.5, 2), (5, 0.5, 3)]
    )
    def test_sets_are_rounded_half_up_and_never_none(self, count: int, volume: float, left: int) -> None:
        assert sets_of(count, volume) == left
