"""A check-in: the denominator is the plan's, effort is what was logged, and what follows."""

from datetime import date, timedelta

import pytest

from training.adaptation.check_in import Felt, PlannedDay, check_in, means, window

UNTIL = date(2026, 11, 21)
SINCE = UNTIL - timedelta(days=13)


def days(done: int, skipped: int = 0, planned: int = 0) -> list[PlannedDay]:
    statuses = ["done"] * done + ["skipped"] * skipped + ["planned"] * planned
    return [PlannedDay(SINCE + timedelta(days=number % 12), status, 10, 10) for number, status in enumerate(statuses)]  # type: ignore[arg-type]


def rpes(*values: float, target: float = 8) -> list[Felt]:
    return [Felt(value, target) for value in values]


def test_the_reference_example() -> None:
    found = check_in(days(6, 2), rpes(8, 8, 9, 9, 8, 9), since=SINCE, until=UNTIL)
    assert found.adherence == 0.75 and found.mean_rpe == 8.5 and found.drift == 0.5
    assert found.adjustment.verdict == "hold" and found.adjustment.offer_change
    assert "6 of 8 sessions that were due are done: 75 %." in str(
        found
    ) and "Mean RPE 8.5, 0.5 above the target." in str(found)


def test_what_was_due_counts_though_no_row_says_so() -> None:
    found = check_in(days(6, 0, 2), since=SINCE, until=UNTIL)
    assert (found.planned, found.done) == (8, 6)


def test_today_counts_once_it_is_done_and_the_future_not_at_all() -> None:
    plan = [PlannedDay(UNTIL, "planned"), PlannedDay(UNTIL + timedelta(days=1), "planned"), PlannedDay(SINCE, "moved")]
    assert check_in(plan, since=SINCE, until=UNTIL).adherence is None
    assert check_in([PlannedDay(UNTIL, "done")], since=SINCE, until=UNTIL).adherence == 1.0


def test_more_sets_do_not_make_up_for_missed_ones() -> None:
    plan = [PlannedDay(SINCE, "done", 10, 30), PlannedDay(SINCE, "skipped", 10, 0)]
    assert check_in(plan, since=SINCE, until=UNTIL).set_adherence == pytest.approx(0.6)


def test_few_ratings_say_nothing() -> None:
    found = check_in(days(8), rpes(9, 9, 9, 9, 9), since=SINCE, until=UNTIL)
    assert found.mean_rpe is None and found.drift is None and found.adjustment.verdict == "progress"


@pytest.mark.parametrize(
    "done, skipped, felt, verdict",
    [
        (8, 0, (8,) * 6, "progress"), (8, 0, (8.5,) * 6, "progress"), (8, 0, (7,) * 6, "more"), (8, 0, (9,) * 6, "less"),
        (7, 1, (8,) * 6, "progress"), (6, 2, (8,) * 6, "hold"), (5, 3, (8,) * 6, "hold"), (4, 4, (8,) * 6, "rebuild"),
        (6, 2, (9.5,) * 6, "less"),
    ],
)  # fmt: skip
def test_adjustments(done: int, skipped: int, felt: tuple[float, ...], verdict: str) -> None:
    assert check_in(days(done, skipped), rpes(*felt), since=SINCE, until=UNTIL).adjustment.verdict == verdict


def test_their_numbers() -> None:
    hard = check_in(days(8), rpes(*(9,) * 6), since=SINCE, until=UNTIL).adjustment
    assert (hard.load, hard.sets, hard.check_deload) == (0.95, 0.9, True)
    easy = check_in(days(8), rpes(*(7,) * 6), since=SINCE, until=UNTIL).adjustment
    assert (easy.load, easy.most_load, easy.extra_sets) == (1.025, 1.05, 1)
    few = check_in(days(3, 5), since=SINCE, until=UNTIL).adjustment
    assert (few.days, few.minutes) == (2, -15)
    more = check_in(days(5, 4), since=SINCE, until=UNTIL).adjustment
    assert more.days == 3


def test_progress_and_goals() -> None:
    found = check_in(
        days(8),
        since=SINCE,
        until=UNTIL,
        e1rm={"Squat (Barbell)": (140, 143.5)},
        goals_off_track=[("Bench 120 kg", 0.12), ("Run", 0.05)],
    )
    assert found.progress == {"Squat (Barbell)": pytest.approx(0.025)}
    assert (
        "Squat (Barbell) +2.5 %" in str(found)
        and "Bench 120 kg is 12 % behind" in str(found)
        and "Run is" not in str(found)
    )


def test_means_of_7_and_28_days() -> None:
    values = [(UNTIL - timedelta(days=number), float(number)) for number in range(40)]
    assert means(values, UNTIL) == (3.0, 13.5)
    assert means([], UNTIL) == (None, None)
    assert window(UNTIL) == (SINCE, UNTIL)


def test_lifts_are_compared_with_what_there_is() -> None:
    lifts = {"Squat (Barbell)": (100.0, 104.0)}
    assert "Estimated maxes against the four weeks before: Squat (Barbell) +4 %." in str(
        check_in([], since=SINCE, until=UNTIL, e1rm=lifts)
    )
    young = check_in([], since=SINCE, until=UNTIL, e1rm=lifts, first_entry="on Thu 29 Oct")
    assert "Estimated maxes since your first entry on Thu 29 Oct: Squat (Barbell) +4 %." in str(young)
    assert "Estimated maxes" not in str(check_in([], since=SINCE, until=UNTIL, first_entry="on Thu 29 Oct"))
