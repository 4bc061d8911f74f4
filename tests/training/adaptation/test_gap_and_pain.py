"""Coming back after a gap, and pain: every row of the reference."""

import pytest

from training.adaptation.gap import comeback, conditioning_share
from training.adaptation.pain import Pain, decide, load_on_return, may_return
from training.library import load_library
from training.loading import Gym
from training.units import round_half_up

ROWS = [
    (0, 1.0, 1.0, None, 0), (9, 1.0, 1.0, None, 0), (10, 0.95, 0.8, 8, 1), (14, 0.95, 0.8, 8, 1), (15, 0.9, 0.65, 7.5, 2),
    (28, 0.9, 0.65, 7.5, 2), (29, 0.825, 0.5, 7, 3), (56, 0.825, 0.5, 7, 3), (57, 0.725, 0.5, 7, 4), (112, 0.725, 0.5, 7, 4),
    (113, 0.6, 0.4, 6.5, 4), (2000, 0.6, 0.4, 6.5, 4),
]  # fmt: skip


class TestGap:
    @pytest.mark.parametrize("days, load, sets, rpe, weeks", ROWS)
    def test_the_table(self, days: int, load: float, sets: float, rpe: float | None, weeks: int) -> None:
        found = comeback(days)
        assert (found.load, found.sets, found.rpe_cap, found.weeks) == (load, sets, rpe, weeks)
        assert found.is_gap == (days > 9)

    def test_the_reference_example(self) -> None:
        """Squat 120x5, 21 days off: 107.5 kg, 5 sets -> 3, RPE 7.5 at most."""
        found = comeback(21)
        assert Gym().loadable(120 * found.load, load_library().by_core_id("back_squat"), down=True) == 107.5
        assert round_half_up(5 * found.sets) == 3 and found.rpe_cap == 7.5 and found.least_rir == 2.5
        assert found.restart_meso and "21 days off: 90 % of the load, 65 % of the sets, RPE 7.5" in str(found)

    def test_from_65_one_row_more_careful(self) -> None:
        assert comeback(12, age=65).load == 0.9 and comeback(12, age=64).load == 0.95
        assert comeback(200, age=70).load == 0.6
        assert comeback(5, age=70).load == 1.0

    def test_what_else_it_brings(self) -> None:
        assert comeback(40).training_max == 0.85 and comeback(80).retest and comeback(200).onboard

    def test_the_way_back_is_even(self) -> None:
        assert [round(comeback(40).load_in_week(week), 4) for week in (1, 2, 3, 4)] == [0.825, 0.8833, 0.9417, 1.0]
        assert comeback(3).load_in_week(1) == 1.0

    def test_conditioning_after_two_weeks(self) -> None:
        assert [conditioning_share(14, week) for week in range(1, 6)] == [0.5, 0.7, 0.8, 0.9, 1.0]
        assert conditioning_share(13, 1) == 1.0


class TestPain:
    @pytest.mark.parametrize(
        "pain, action",
        [
            (Pain("knee", 0), "continue"), (Pain("knee", 2), "continue"), (Pain("knee", 3), "modify"), (Pain("knee", 5, "dull"), "modify"),
            (Pain("knee", 5, worse_next_morning=True), "substitute"), (Pain("knee", 3, sessions_running=2), "substitute"),
            (Pain("knee", 5.5), "stop"), (Pain("knee", 9), "stop"), (Pain("knee", 1, "sharp"), "stop"), (Pain("knee", 2, "pop"), "stop"),
            (Pain("knee", 3, "swelling"), "stop"), (Pain("knee", 3, "giving_way"), "stop"), (Pain("knee", 3, "locking"), "stop"),
            (Pain("back", 3, "numb"), "stop"), (Pain("knee", None), "modify"), (Pain("legs", 6, "soreness"), "continue"),
            (Pain("legs", 8, "soreness"), "stop"), (Pain("legs", 4, "soreness", dark_urine=True), "stop"),
        ],
    )  # fmt: skip
    def test_every_row(self, pain: Pain, action: str) -> None:
        found = decide(pain)
        assert found.action == action and found.text and found.reasons[0].rule == f"pain.{action}"

    def test_modify_takes_ten_to_twenty_percent_and_a_third_of_the_sets(self) -> None:
        assert [decide(Pain("knee", score)).load for score in (3, 4, 5)] == [0.9, 0.85, 0.8]
        assert decide(Pain("knee", 4)).sets == 0.7

    def test_substitute_rests_the_region_for_a_week(self) -> None:
        found = decide(Pain("knee", 4, sessions_running=2))
        assert (found.region_volume, found.region_days) == (0.7, 7) and "2 sessions running" in found.text

    def test_stop_asks_for_a_clinician_and_never_says_push_through(self) -> None:
        found = decide(Pain("shoulder", 7))
        assert found.clinician_first and found.refer and "clinician" in found.text
        assert "push through" not in found.text

    @pytest.mark.parametrize(
        "pain", [Pain("knee", 3, days=15), Pain("knee", 4, at_night=True), Pain("knee", 3, recurrent=True)]
    )
    def test_long_nightly_or_recurrent_pain_is_referred(self, pain: Pain) -> None:
        assert decide(pain).refer and "physio or doctor" in decide(pain).text

    def test_a_mild_old_pain_is_not(self) -> None:
        assert not decide(Pain("knee", 2, days=30)).refer and not decide(Pain("knee", 4, days=14)).refer

    def test_dark_urine_is_a_red_flag(self) -> None:
        assert decide(Pain("legs", 5, "soreness", dark_urine=True)).is_red_flag

    def test_the_way_back(self) -> None:
        assert may_return(7, cleared=False) and not may_return(6, cleared=False) and may_return(0, cleared=True)
        assert [load_on_return(session) for session in range(1, 8)] == [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0]
