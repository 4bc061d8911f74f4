"""What must be true of a season, on small ones."""

from dataclasses import replace

from evals.corpus import items
from evals.invariants import (
    adherence_never_lowers,
    e1rm_near_true,
    no_false_loss,
    prescribed_equals_plan,
    trends_have_the_right_sign,
)  # fmt: skip
from evals.season import CheckedIn, Said
from evals.season_checks import CHECKS
from evals.state import StoredSet
from tests.evals.conftest import MONDAY, item, season_of, session
from training.program.plan import Session

S = "Squat (Barbell)"


def _lowered() -> tuple[list[Session], list[Session]]:
    """Planned 100, 102.5, 105; prescribed 100, 102.5, 97.5."""
    planned = [session(week, 1, item(S, 97.5 + 2.5 * week)) for week in (1, 2, 3)]
    return planned, [*planned[:2], session(3, 1, item(S, 97.5))]


def test_a_load_that_falls_under_perfect_adherence() -> None:
    planned, given = _lowered()
    assert "97.5 kg, planned 105" in adherence_never_lowers(season_of(*given, planned=planned), {})
    assert "planned 105" in prescribed_equals_plan(season_of(*given, planned=planned), {})
    assert adherence_never_lowers(season_of(*planned), {}) == "" == prescribed_equals_plan(season_of(*planned), {})


def test_a_load_may_fall_with_a_cause() -> None:
    """he failed in week 2"""
    planned, given = _lowered()
    season = season_of(*given, planned=planned)
    season.causes.append(planned[1].date)
    assert adherence_never_lowers(season, {}) == "" == prescribed_equals_plan(season, {})


def test_estimates_beside_the_truth(three_days: list[Session]) -> None:
    season = season_of(*three_days)
    assert e1rm_near_true(season, {}) == ""
    season.estimates[4][S] = 130.0
    assert "130.0, true 154.0" in e1rm_near_true(season, {})
    season.trends[S] = -2.0
    assert "-2.0 kg" not in trends_have_the_right_sign(replace(season, true_kg={1: {S: 150.0}, 4: {S: 151.0}}), {})
    assert "-2.0 kg" in trends_have_the_right_sign(replace(season, true_kg={1: {S: 150.0}, 4: {S: 156.0}}), {})


def test_a_loss_that_is_none(three_days: list[Session]) -> None:
    season = season_of(*three_days)
    assert no_false_loss(season, {}) == ""
    season.said.append(Said(MONDAY, 1, 1, "check in", "Lifts: Squat (Barbell) -7.7 %."))
    assert "-7.7" in no_false_loss(season, {})
    season.said.pop()
    season.check_ins.append(CheckedIn(MONDAY, {S: -5.0}, 0))
    assert "-5 %" in no_false_loss(season, {})


def test_a_back_off_set_is_no_loss(three_days: list[Session]) -> None:
    season = season_of(*three_days)
    season.said.append(Said(MONDAY, 1, 1, "", "One back-off set at 80 kg (-10 %). Workouts a week: 3.5 → 2.8 (-21 %)."))
    assert no_false_loss(season, {}) == ""


def test_checks_of_a_season(three_days: list[Session]) -> None:
    season = season_of(*three_days)
    season.stored = [
        StoredSet(each.date, one.exercise, "work", target.load_kg, target.reps, None, None, None)
        for each in three_days
        for one in each.items
        for target in one.work
    ]
    for kind, fields, kept in [
        ("sessions_done", {"n": 12}, True), ("sessions_missed", {"n": 0}, True), ("days_of_week", {"days": [1, 3, 5]}, True),
        ("days_of_week", {"days": [1, 3]}, False), ("minutes_at_most", {"m": 50}, True), ("plates_multiple", {"kg": 2.5}, True),
        ("plates_multiple", {"kg": 20}, False), ("load_rises", {"exercise": S, "from_week": 1, "to_week": 4}, True),
        ("max_load", {"exercise": S, "kg": 105, "weeks": [1, 2, 3]}, True), ("min_load", {"exercise": S, "kg": 110, "weeks": [4]}, False),
        ("step_at_most", {"exercise": S, "kg": 2.5, "share": 0.01}, True), ("step_at_most", {"exercise": S, "kg": 1, "share": 0.01}, False),
        ("excluded_while", {"words": ["Machine"], "from_week": 1, "to_week": 4}, True),
        ("excluded_while", {"words": ["Barbell"], "from_week": 2, "to_week": 2}, False), ("logged_equals_prescribed", {}, True),
        ("gated_while", {"region": "knee", "from_week": 1, "to_week": 1}, False), ("deload_in", {"weeks": []}, True),
        ("no_deload_before", {"week": 4}, True), ("reply_must", {"week": 1, "day": 1, "regex": "Logged"}, True),
        ("reply_must_not", {"regex": "Logged"}, False), ("stored", {"exercise": S, "kg": 100, "reps": 5, "week": 1, "day": 1}, True),
        ("e1rm_within", {"exercise": S, "share": 0.03}, True), ("e1rm_within", {"exercise": S, "share": 0.03, "of": 170}, False),
        ("trend_sign", {"exercise": S, "sign": 1}, False), ("peak_in_week_of", {"date": "2026-12-16"}, False),
    ]:  # fmt: skip
        assert (CHECKS[kind](season, fields) == "") is kept, kind


def test_logged_equals_prescribed_sees_another_load(three_days: list[Session]) -> None:
    assert CHECKS["logged_equals_prescribed"](season_of(*three_days), {}) != ""


def test_every_kind_of_the_corpus_is_checked() -> None:
    found = [each for one in items("seasons") for each in one.model_dump()["checks"]]
    assert {each["kind"] for each in found} <= set(CHECKS)
    assert all(check.__doc__ for check in CHECKS.values())
