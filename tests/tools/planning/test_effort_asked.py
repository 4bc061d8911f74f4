"""How hard it was: asked once after a session without a word of it, and what the answer changes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db import ledger
from db.program_tables import PlannedSessionRow
from tests.tools.planning.conftest import Lifter
from tools.planning.asked import Asked
from tools.planning.left_open import unrated
from training.program.plan import Item, Session, Target


@pytest.fixture
async def beginner(lifter: Lifter) -> Lifter:
    """With a generated program from today, for somebody stronger than it knows."""
    bests = [("squat", 60), ("bench", 40), ("deadlift", 80), ("overhead press", 25), ("barbell row", 40)]
    wish = Asked.model_validate({"bests": [{"exercise": name, "load": kg, "reps": 5} for name, kg in bests]})
    await lifter.do("update_planning", level="novice", wish=wish)
    await lifter.accept("propose_program", weeks=4, starts="today")
    return lifter


def on(lifter: Lifter, day: date) -> Lifter:
    return Lifter(replace(lifter.athlete, today=day))


async def coming_load(lifter: Lifter, name: str) -> float:
    """The load of a lift the next time, as it is shown."""
    tomorrow = on(lifter, lifter.athlete.today + timedelta(days=1))
    for day in range(14):
        shown = await on(tomorrow, tomorrow.athlete.today + timedelta(days=day)).do("todays_session")
        for each in shown.session.items if shown.session is not None and shown.is_today else ():
            if each.exercise == name:
                return max(one.load_kg for one in each.sets if one.load_kg is not None)
    raise AssertionError(f"{name} does not come")


async def test_one_question_about_a_main_lift_after_a_session_as_planned(beginner: Lifter) -> None:
    done = await beginner.do("log_planned")
    assert (done.asks, len(done.of)) == ("effort", 1)
    assert done.of[0] in str(done) and str(done).count("?") == 1
    assert [each["label"] for each in done.choices] == ["0 or 1", "2 or 3", "4 or 5", "6 or more"]


async def test_far_too_easy_raises_the_estimate_and_the_next_load_beyond_the_plan(beginner: Lifter) -> None:
    done = await beginner.do("log_planned")
    [name] = done.of
    planned = await coming_load(beginner, name)
    before = (await beginner.do("estimate_strength", exercise=name)).current_kg
    rated = await beginner.do("change_sets", which="last", exercise=name, reps_left=7)
    assert "more than planned" in str(rated) and len(str(rated).splitlines()) == 2
    assert await coming_load(beginner, name) > planned
    assert (await beginner.do("estimate_strength", exercise=name)).current_kg > before * 1.05


async def test_the_answer_is_one_entry_that_can_be_undone(beginner: Lifter) -> None:
    done = await beginner.do("log_planned")
    [name] = done.of
    planned = await coming_load(beginner, name)
    async with beginner.athlete.sessions() as session:
        entries = len(await ledger.latest(session, beginner.athlete.id, 50))
    await beginner.do("change_sets", which="last", exercise=name, reps_left=7)
    async with beginner.athlete.sessions() as session:
        assert len(await ledger.latest(session, beginner.athlete.id, 50)) == entries + 1
    await beginner.do("undo")
    assert await coming_load(beginner, name) == planned


async def test_nothing_is_lost_by_who_does_not_answer_and_he_is_left_in_peace(beginner: Lifter) -> None:
    first = await beginner.do("log_planned")
    [name] = first.of
    assert first.asks == "effort"
    load = await coming_load(beginner, name)
    sessions = await beginner.sessions()
    second = await on(beginner, sessions[1].date).do("log_planned")
    assert second.asks != "effort", "a question that was left open is not followed by another within days"
    rows = {row.date: row for row in await beginner.sessions()}
    planned = [one["load_kg"] for one in next(
        each for row in sessions[1:] for each in row.content["items"] if each["exercise"] == name
    )["targets"] if one.get("kind", "work") == "work"]  # fmt: skip
    assert load >= max(planned) and rows[sessions[0].date].status == "done"


async def test_told_sets_without_effort_are_asked_about_once_and_with_effort_never(beginner: Lifter) -> None:
    [first, second, *_] = await beginner.sessions()
    told = "; ".join(_said(each) for each in first.content["items"] if each["role"] in ("main", "accessory"))
    done = await beginner.do("log_workout", said=told)
    assert done.asks == "effort" and done.workouts, done
    assert "Nothing is logged" not in str(done)
    [name] = done.of
    await beginner.do("change_sets", which="last", exercise=name, reps_left=3)
    again = await beginner.do("log_workout", said="face pulls 2x15 @ 20")
    assert again.asks is None, "once a session"
    with_effort = "; ".join(f"{_said(each)} @8" for each in second.content["items"] if each["role"] == "main")
    assert (await on(beginner, second.date).do("log_workout", said=with_effort)).asks is None


def _said(item: dict[str, Any]) -> str:
    work = [each for each in item["targets"] if each.get("kind", "work") == "work"]
    if work[0].get("reps") is None:
        return f"{item['exercise']} {len(work)}x30s"
    load = f" @ {work[0]['load_kg']:g} kg" if work[0].get("load_kg") is not None else " @ 20 kg"
    return f"{item['exercise']} {len(work)}x{work[0]['reps']}{load}"


async def test_a_light_week_is_not_asked_about(beginner: Lifter) -> None:
    light = next(row for row in await beginner.sessions() if row.content["phase"] == "deload")
    assert (await on(beginner, light.date).do("log_planned")).asks != "effort"


def test_compound_lifts_beside_the_main_ones_are_asked_about_too_and_isolations_never() -> None:
    names = {
        "Squat (Barbell)": "main",
        "Romanian Deadlift (Barbell)": "accessory",
        "Leg Extension (Machine)": "accessory",
    }
    work = (Target(reps=8, load_kg=60.0, rir=2.0),) * 3
    items = tuple(Item(name, role, work) for name, role in names.items())  # type: ignore[arg-type]
    planned = Session(date(2026, 3, 2), 1, 1, "Lower A", "lifting", items, 60)
    done = [
        {"planned": name, "done": name, "sets_done": 3, "sets_planned": 3, "missed_reps": 0, "rpe": None}
        for name in names
    ]
    row = PlannedSessionRow(outcome={"items": done})
    assert unrated(row, planned, "main") == ["Squat (Barbell)"]
    assert unrated(row, planned, "accessory") == ["Romanian Deadlift (Barbell)"]
    row = PlannedSessionRow(outcome={"items": [each | {"rpe": 8.0} for each in done]})
    assert unrated(row, planned, "accessory") == []
