"""The reference's tables and worked values, as they stand there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.effort import load_at_effort, one_rep_max_by_effort, share_of_max
from training.errors import Invalid
from training.progress import LiftedSet, current_e1rm, session_bests
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


def test_the_best_set_is_not_always_the_heaviest() -> None:
    day = date(2026, 3, 2)
    [best] = session_bests([LiftedSet(day, "work", 100, 8), LiftedSet(day, "work", 110, 2)])
    assert best.set.load_kg == 100


@pytest.mark.parametrize("kind", ["warmup", "drop"])
def test_warmups_and_drops_make_no_estimate(kind: str) -> None:
    assert session_bests([LiftedSet(date(2026, 3, 2), kind, 100, 5)]) == []


def test_current_strength_follows_slowly_and_never_far_above_the_last_session() -> None:
    sets = [LiftedSet(date(2026, 3, day), "work", load, 1) for day, load in ((1, 100.0), (8, 110.0), (15, 90.0))]
    bests = session_bests(sets)
    assert current_e1rm(bests, date(2026, 3, 20)) == pytest.approx(90 * 1.02)
    assert current_e1rm(bests[:2], date(2026, 3, 9)) == pytest.approx(103)
    assert current_e1rm(bests[:1], date(2026, 12, 1)) == 100
    assert current_e1rm([], date(2026, 3, 1)) is None
