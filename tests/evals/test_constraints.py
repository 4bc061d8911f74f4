"""Each kind of constraint on small programs: one that keeps it, one that breaks it."""

from dataclasses import replace

import pytest

from evals.constraints import CONSTRAINTS
from evals.corpus import items
from evals.weeks import Planned, core_weeks
from tests.evals.conftest import item, session
from training.program.plan import Item, Session, Target

S, B = "Squat (Barbell)", "Bench Press (Barbell)"


def fault(sessions: list[Session], kind: str, **fields: object) -> str:
    return CONSTRAINTS[kind](Planned(sessions, 4, 60.0), {"kind": kind, **fields})


@pytest.mark.parametrize(
    ("kind", "fields", "kept"),
    [
        ("days_per_week", {"n": 3}, True), ("days_per_week", {"n": 4}, False), ("lifts_per_week", {"n": 3}, True),
        ("runs_per_week", {"n": 1}, False), ("weeks", {"n": 4}, True), ("weeks", {"n": 6}, False),
        ("minutes_at_most", {"m": 50}, True), ("minutes_at_most", {"m": 45}, False), ("minutes_used_at_least", {"share": 0.8}, True),
        ("minutes_used_at_least", {"share": 0.9}, False), ("only_equipment", {"kit": ["barbell", "rack", "bench"]}, True),
        ("only_equipment", {"kit": ["dumbbells", "bench"]}, False), ("contains_any", {"names": [S], "min_times_per_week": 3}, True),
        ("contains_any", {"names": ["Deadlift (Barbell)"]}, False), ("contains_none", {"names": ["Burpee"]}, True),
        ("contains_none", {"names": [B]}, False), ("muscle_sets_at_least", {"muscle": "chest", "week": 2, "sets": 9}, True),
        ("muscle_sets_at_least", {"muscle": "biceps", "week": 2, "sets": 1}, False),
        ("load_at_most", {"exercise": S, "kg": 100, "week": 1}, True), ("load_at_most", {"exercise": S, "kg": 100, "week": 2}, False),
        ("load_at_most", {"exercise": "Deadlift (Barbell)", "kg": 1, "week": 2}, True),
        ("load_at_least", {"exercise": S, "kg": 107.5, "week": 4}, True), ("load_at_least", {"exercise": S, "kg": 110, "week": 4}, False),
        ("load_rises", {"exercise": S, "from_week": 1, "to_week": 4}, True), ("load_rises", {"exercise": B, "from_week": 1, "to_week": 4}, False),
        ("rpe_at_most", {"rpe": 8, "weeks": [1, 2]}, True), ("rpe_at_most", {"rpe": 7, "weeks": [1]}, False),
        ("peak_in_week_of", {"date": "2026-12-15"}, False), ("peak_in_week_of", {"date": "2027-12-15"}, False),
        ("deload_not_in_week_of", {"date": "2026-12-15"}, True), ("supersets_used", {}, False), ("no_overhead", {}, True), ("no_impact", {}, True),
        ("rest_between_heavy_lower_days", {"days": 1}, True), ("rest_between_heavy_lower_days", {"days": 2}, False),
        ("travel_week_adapted", {"from": "2026-11-30", "to": "2026-12-06", "kit": ["bands"]}, False),
        ("long_run_grows", {"to_km": 10, "date": "2026-12-20"}, False),
    ],
)  # fmt: skip
def test_a_plain_program(three_days: list[Session], kind: str, fields: dict[str, object], kept: bool) -> None:
    assert (fault(three_days, kind, **fields) == "") is kept


def test_every_kind_of_the_corpus_is_checked() -> None:
    kinds = {each["kind"] for one in items("requests") for each in one.model_dump()["constraints"]}
    assert kinds <= set(CONSTRAINTS)
    assert all(check.__doc__ for check in CONSTRAINTS.values())


def test_runs_that_grow() -> None:
    def run(week: int, km: float) -> Session:
        return session(week, 6, Item("Running", "cardio", (Target(distance_m=km * 1000),)))

    growing = [run(1, 5), run(2, 7.5), run(3, 10)]
    assert fault(growing, "long_run_grows", to_km=10, date="2026-12-13") == ""
    assert fault(growing, "long_run_grows", to_km=10, date="2026-12-06") != ""
    assert fault(growing, "runs_per_week", n=1) == ""


def test_a_peak_in_the_week_of_the_meet(three_days: list[Session]) -> None:
    """A meet on Saturday 19 December, its week marked as peak"""
    peaking = [replace(each, phase="peak") if each.week == 4 else each for each in three_days]
    assert fault(peaking, "peak_in_week_of", date="2026-12-19") == ""
    assert core_weeks(peaking) == [1, 2, 3]


def test_a_kettlebell_of_one_weight() -> None:
    """one kettlebell of 16 kg: 16 can be done with it, 20 not"""
    kit = ["kettlebell 16 kg", "bodyweight"]
    assert fault([session(1, 1, item("Kettlebell Swing", 16))], "only_equipment", kit=kit) == ""
    assert "20 kg" in fault([session(1, 1, item("Kettlebell Swing", 20))], "only_equipment", kit=kit)


def test_jumps_and_presses_are_found() -> None:
    sessions = [session(1, 1, item("Jump Squat", None), item("Overhead Press (Barbell)"))]
    assert "Jump Squat" in fault(sessions, "no_impact")
    assert "Overhead Press" in fault(sessions, "no_overhead")


def test_more_sets_than_without_the_priority(three_days: list[Session]) -> None:
    more = [replace(each, items=(*each.items, item("Bicep Curl (Dumbbell)", 12))) for each in three_days]
    curls = [replace(each, items=(*each.items, item("Bicep Curl (Dumbbell)", 12, sets=2))) for each in three_days]
    result = Planned(more, 4, without=curls)
    assert CONSTRAINTS["share_up"](result, {"muscle": "biceps", "by": 0.33}) == ""
    assert CONSTRAINTS["share_up"](result, {"muscle": "biceps", "by": 0.6}) != ""


def test_a_reason_must_be_spoken_of_before_the_plan(three_days: list[Session]) -> None:
    reason = {"reason": "three weeks after a hernia operation; the surgeon's limit stands"}
    check = CONSTRAINTS["refuses_or_asks_first"]
    assert check(Planned(three_days, said=["Here is your program."]), reason) != ""
    assert (
        check(
            Planned(three_days, said=["Three weeks after a hernia operation the limit of the surgeon holds."]), reason
        )
        == ""
    )
    assert check(Planned(three_days, held=True), reason) == "" == check(Planned(()), reason)
