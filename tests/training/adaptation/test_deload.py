"""Deload points: each trigger alone, offers, automatic ones, and when there is none."""

import pytest

from training.adaptation.deload import Signals, deload, has_fallen, is_heavy, may_skip_first, what_it_is


@pytest.mark.parametrize(
    "signals, points",
    [
        (Signals(), 0),
        (Signals(readiness_mean=49.9), 2),
        (Signals(readiness_mean=50), 1),
        (Signals(readiness_mean=55), 0),
        (Signals(session_readiness=(54, 80, 50, 90, 40)), 1),
        (Signals(session_readiness=(54, 80, 50, 90, 60)), 0),
        (Signals(session_readiness=(10, 10, 10, 60, 60, 60, 60, 60)), 0),
        (Signals(fallen_lifts=("Squat", "Bench")), 2),
        (Signals(fallen_lifts=("Squat",)), 0),
        (Signals(heavy_lifts=("Squat", "Bench")), 1),
        (Signals(missed_of_last_6=3), 1),
        (Signals(missed_of_last_6=2), 0),
        (Signals(sleep_mean_h=5.9), 1),
        (Signals(sleep_mean_h=6), 0),
        (Signals(resting_hr_days=3), 1),
        (Signals(hrv_low_days=3), 1),
        (Signals(resting_hr_days=4, hrv_low_days=5), 1),
        (Signals(monotony=2.0, load_ratio=1.2), 1),
        (Signals(monotony=2.0), 0),
        (Signals(painful_sessions=2), 1),
        (Signals(weeks_since_deload=6), 1),
        (Signals(weeks_since_deload=5.9), 0),
    ],
)
def test_each_trigger(signals: Signals, points: int) -> None:
    assert deload(signals).points == points


def test_beginners_wait_eight_weeks() -> None:
    assert deload(Signals(weeks_since_deload=7), "novice").points == 0
    assert deload(Signals(weeks_since_deload=8), "novice").points == 1


def test_three_points_offer_and_five_set_one() -> None:
    three = deload(Signals(readiness_mean=48, sleep_mean_h=5.5))
    assert three.action == "offer" and three.is_overtraining_risk
    assert str(three) == (
        "3 points (readiness of the week 48; 5.5 h of sleep on average): a deload week now would be wise; "
        "the next planned one moves to 4 weeks after it."
    )
    five = deload(Signals(readiness_mean=48, fallen_lifts=("Squat", "Bench"), missed_of_last_6=4))
    assert five.points == 5 and five.action == "auto" and "may decline" in str(five)


def test_none_so_soon_after_the_last() -> None:
    signals = Signals(readiness_mean=48, sleep_mean_h=5.5, days_since_deload=9)
    found = deload(signals)
    assert found.action == "none" and found.is_suppressed and found.is_overtraining_risk and "9 days ago" in str(found)
    assert deload(Signals(readiness_mean=48, sleep_mean_h=5.5, days_since_deload=10)).action == "offer"


def test_missing_data_never_triggers() -> None:
    assert deload(Signals()).action == "none" and "no deload is due" in str(deload(Signals()))


def test_a_beginners_first_one_may_be_skipped_at_no_points() -> None:
    assert may_skip_first(11, 0, had_one=False)
    assert not may_skip_first(12, 0, had_one=False) and not may_skip_first(4, 0, had_one=True)


def test_two_exposures_running() -> None:
    assert has_fallen([95, 95], 100) and not has_fallen([95], 100) and not has_fallen([90, 96], 100)
    assert is_heavy([1, 1], [100, 100]) and not is_heavy([0.5, 2], [100, 100]) and not is_heavy([1, 1], [100, 102.5])


def test_what_it_is() -> None:
    assert "50 % of the sets at 90 % of the load" in what_it_is()
