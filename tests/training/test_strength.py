"""The reference's tables and worked values, as they stand there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.effort import load_at_effort, one_rep_max_by_effort, share_of_max
from training.errors import Invalid
from training.progress import LiftedSet, line
from training.scores import dots, ipf_gl, wilks, wilks_2
from training.strength import FORMULAS, effective_load, load_for, one_rep_max, possible_reps

TABLE = {
    "epley": (100.00, 106.67, 110.00, 113.33, 116.67, 120.00, 123.33, 126.67, 130.00, 133.33, 136.67, 140.00),
    "brzycki": (100.00, 102.86, 105.88, 109.09, 112.50, 116.13, 120.00, 124.14, 128.57, 133.33, 138.46, 144.00),
    "lombardi": (100.00, 107.18, 111.61, 114.87, 117.46, 119.62, 121.48, 123.11, 124.57, 125.89, 127.10, 128.21),
    "oconner": (100.00, 105.00, 107.50, 110.00, 112.50, 115.00, 117.50, 120.00, 122.50, 125.00, 127.50, 130.00),
    "wathan": (100.00, 105.15, 108.98, 112.80, 116.58, 120.33, 124.03, 127.67, 131.25, 134.75, 138.17, 141.50),
    "mayhew": (100.00, 111.44, 113.99, 116.52, 119.01, 121.47, 123.90, 126.29, 128.63, 130.93, 133.19, 135.40),
    "lander": (100.00, 104.21, 107.20, 110.36, 113.71, 117.27, 121.06, 125.11, 129.43, 134.07, 139.05, 144.41),
}
RPE_ROWS = {
    1: (100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3),
    5: (86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2),
    12: (68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6, 57.4),
}
SCORES = [
    ("M", 75, 450, 320.65, 383.65, 322.84, 65.61),
    ("M", 83, 600, 400.50, 480.99, 405.05, 83.06),
    ("M", 93, 700, 439.73, 528.09, 445.38, 91.57),
    ("M", 100, 1000, 608.59, 729.36, 615.52, 126.33),
    ("M", 220, 800, 425.20, 489.75, 396.50, 75.15),
    ("F", 60, 350, 390.21, 461.66, 387.99, 79.11),
    ("F", 60, 500, 557.44, 659.52, 554.27, 113.02),
    ("F", 84, 450, 401.28, 499.76, 414.07, 84.98),
]
reps = st.integers(1, 12)
loads = st.floats(1, 500)


@pytest.mark.parametrize("formula", FORMULAS)
def test_every_formula_gives_the_published_values(formula: str) -> None:
    assert [round(one_rep_max(100, n, formula), 2) for n in range(1, 13)] == list(TABLE[formula])  # type: ignore[arg-type]


@given(loads, reps, st.sampled_from(FORMULAS))
def test_formulas_are_linear_in_the_load_and_grow_with_reps(load: float, count: int, formula: str) -> None:
    assert one_rep_max(2 * load, count, formula) == pytest.approx(2 * one_rep_max(load, count, formula))  # type: ignore[arg-type]
    if count < 12:
        assert one_rep_max(load, count + 1, formula) > one_rep_max(load, count, formula)  # type: ignore[arg-type]


@given(loads, reps, st.sampled_from(FORMULAS))
def test_the_inverse_gives_the_load_back(load: float, count: int, formula: str) -> None:
    assert load_for(one_rep_max(load, count, formula), count, formula) == pytest.approx(load)  # type: ignore[arg-type]


def test_epley_and_brzycki_meet_at_ten() -> None:
    assert one_rep_max(100, 10, "epley") == pytest.approx(one_rep_max(100, 10, "brzycki"))
    assert all(one_rep_max(100, n, "brzycki") < one_rep_max(100, n, "epley") for n in range(2, 10))
    assert all(one_rep_max(100, n, "brzycki") > one_rep_max(100, n, "epley") for n in (11, 12))


@pytest.mark.parametrize(("load", "count"), [(0, 5), (-20, 5), (100, 0), (100, 13)])
def test_what_says_nothing_about_a_single_is_refused(load: float, count: int) -> None:
    with pytest.raises(Invalid):
        one_rep_max(load, count)


@pytest.mark.parametrize("count", RPE_ROWS)
def test_the_rpe_chart(count: int) -> None:
    found = [round(share_of_max(count, 10 - step / 2) * 100, 1) for step in range(9)]
    assert found == list(RPE_ROWS[count])


@given(st.integers(1, 11), st.integers(12, 19))
def test_a_rep_more_is_worth_an_rpe(count: int, double_rpe: int) -> None:
    assert (
        share_of_max(count, double_rpe / 2) == share_of_max(count + 1, min(10, double_rpe / 2 + 1))
        or double_rpe / 2 + 1 > 10
    )


@pytest.mark.parametrize(
    ("load", "count", "rpe", "expected"), [(100, 5, 8, 123.30), (140, 3, 8, 162.22), (150, 1, 8, 162.69)]
)
def test_e1rm_by_effort(load: float, count: int, rpe: float, expected: float) -> None:
    """The reference prints its second example at RPE 9, with the share of RPE 8; its chart is what counts."""
    assert one_rep_max_by_effort(load, count, rpe) == pytest.approx(expected, abs=0.01)


def test_load_by_effort() -> None:
    assert load_at_effort(200, 3, 8) == pytest.approx(172.6)
    assert one_rep_max_by_effort(100, 5, 5.5) is None


@pytest.mark.parametrize(("sex", "weight", "total", "first", "second", "third", "fourth"), SCORES)
def test_scores(
    sex: str, weight: float, total: float, first: float, second: float, third: float, fourth: float
) -> None:
    found = (
        wilks(sex, weight, total),
        wilks_2(sex, weight, total),
        dots(sex, weight, total),
        ipf_gl(sex, weight, total),
    )  # type: ignore[arg-type]
    assert [round(each, 2) for each in found] == [first, second, third, fourth]


def test_gl_of_equipped_and_bench_only() -> None:
    assert ipf_gl("M", 92.04, 1035, equipped=True) == pytest.approx(112.85, abs=0.01)
    assert ipf_gl("F", 70.50, 122.5, bench_only=True) == pytest.approx(96.78, abs=0.01)
    assert ipf_gl("F", 34.9, 100) == 0


@pytest.mark.parametrize(
    ("body", "added", "share", "count", "e1rm"),
    [(80, 20, 1.0, 5, 116.67), (75, 0, 1.0, 8, 95.0), (90, -30, 1.0, 6, 72.0), (80, 0, 0.64, 12, 71.68)],
)
def test_bodyweight_lifts(body: float, added: float, share: float, count: int, e1rm: float) -> None:
    lifted = effective_load(added, body, share)
    assert lifted is not None
    assert one_rep_max(lifted, count) == pytest.approx(e1rm, abs=0.01)


def test_possible_reps_of_the_examples() -> None:
    assert possible_reps(42, 32) == pytest.approx(9.4, abs=0.05)
    assert possible_reps(15, 12) == pytest.approx(7.5)


def day(number: int) -> date:
    return date(2026, 3, 2) + timedelta(days=number)


def test_the_best_set_is_not_always_the_heaviest() -> None:
    [best] = line([LiftedSet(day(0), "work", 100, 8), LiftedSet(day(0), "work", 110, 2)]).points
    assert best.set.load_kg == 100


@pytest.mark.parametrize("kind", ["warmup", "drop"])
def test_warmups_and_drops_make_no_estimate(kind: str) -> None:
    assert line([LiftedSet(day(0), kind, 100, 5)]).points == ()


def test_a_single_that_was_lifted_counts_in_full() -> None:
    found = line([LiftedSet(day(7 * week), "work", load, 1) for week, load in enumerate((100.0, 110.0))])
    assert found.at(day(8)) == 110


def test_effort_that_was_told_is_known() -> None:
    told = line([LiftedSet(day(0), "work", 100, 5, 8.0)]).at(day(0))
    assert told == pytest.approx(123.3, abs=0.1)
    assert line([LiftedSet(day(0), "work", 100, 5)]).at(day(0)) == pytest.approx(116.67, abs=0.01)


def test_what_was_done_as_planned_is_never_a_loss() -> None:
    """A heavy day, a light day and a deload, each as its plan asked."""
    sets = [(0, 100.0, 5, 2.0), (3, 85.0, 6, 4.0), (7, 102.5, 5, 1.0), (21, 90.0, 5, 4.0), (28, 105.0, 5, 2.0)]
    found = line([LiftedSet(day(at), "work", kg, reps, None, True, left) for at, kg, reps, left in sets])
    values = [each.e1rm_kg for each in found.points]
    assert values == sorted(values) and values[-1] > values[0]


def test_reps_that_were_missed_and_effort_are_a_loss() -> None:
    before = [LiftedSet(day(7 * week), "work", 100, 5, 8.0) for week in range(3)]
    missed = line([*before, LiftedSet(day(21), "work", 100, 3, None, is_missed=True)])
    hard = line([*before, LiftedSet(day(21), "work", 100, 5, 10.0)])
    for found in (missed, hard):
        assert found.points[-1].e1rm_kg < found.points[-2].e1rm_kg


def test_in_a_day_with_a_measured_set_what_the_plan_meant_is_no_evidence() -> None:
    planned = LiftedSet(day(0), "work", 100, 5, None, True, 3.0)
    found = line([planned, planned, LiftedSet(day(0), "work", 100, 4, None, is_missed=True)])
    assert found.at(day(0)) == pytest.approx(116.67, abs=0.01)


def test_without_the_lift_it_falls_after_three_weeks() -> None:
    found = line([LiftedSet(day(0), "work", 100, 1)])
    assert found.at(day(21)) == 100
    assert found.at(day(21 + 70)) == pytest.approx(88)
    assert found.at(day(2000)) == 70
    assert line([]).at(day(0)) is None


def test_light_days_of_unknown_effort_weigh_little() -> None:
    heavy = [LiftedSet(day(7 * week), "work", 100, 5) for week in range(4)]
    found = line([*heavy, LiftedSet(day(24), "work", 60, 5)])
    assert found.points[-1].e1rm_kg > 0.95 * heavy[0].load_kg * 7 / 6  # type: ignore[operator]


@given(st.lists(st.tuples(st.integers(1, 10), st.floats(20, 200)), min_size=1, max_size=12))
def test_the_estimate_stays_within_what_was_seen(done: list[tuple[int, float]]) -> None:
    sets = [LiftedSet(day(3 * at), "work", kg, reps) for at, (reps, kg) in enumerate(done)]
    found = [each.day_kg for each in line(sets).points]
    assert all(min(found) - 1e-6 <= each.e1rm_kg <= max(found) + 1e-6 for each in line(sets).points)
