"""Pain that is bad enough to stop for is kept, through whatever it was told; what is planned says so until it is changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import planning
from db.athletes import Athlete
from tests.tools.planning.conftest import Lifter


async def kept(athlete: Athlete) -> list[tuple[str, float | None]]:
    """The injuries that hold."""
    async with athlete.sessions() as session:
        return [(each.region, each.severity) for each in await planning.injuries(session, athlete.id, athlete.today)]


@pytest.mark.parametrize(
    ("said", "region", "severity"),
    [
        ("squat 3x8 @ 100, my knee hurts 6/10", "knee", 6.0),
        ("my lower back hurts 8/10", "lower_back", 8.0),
        ("ran 5k in 30:00, shin pain 7/10", "calf", 7.0),
        ("squat 3x8 @ 100, my knee hurts 3/10", "knee", 3.0),
    ],
)
async def test_pain_beside_a_log_is_kept(athlete: Athlete, said: str, region: str, severity: float) -> None:
    lifter = Lifter(athlete)
    logged = await lifter.do("log_workout", said=said)
    assert await kept(athlete) == [(region, severity)]
    assert "Noted" in (logged.pain or "")
    await lifter.do("undo")
    assert await kept(athlete) == []


async def test_pain_without_a_number_beside_a_log_is_asked_about(athlete: Athlete) -> None:
    told = await Lifter(athlete).do("log_workout", said="squat 3x8 @ 100, my knee hurts")
    assert await kept(athlete) == []
    assert "How bad is it" in (told.pain or "")


async def test_pain_gates_every_session_to_come_and_is_asked_about_until_it_is_fine(following: Lifter) -> None:
    before = await following.sessions()
    await following.do("report_injury", region="knee", severity=5)
    await following.accept("adapt_to_pain", region="knee", severity=5)
    squats = [
        row
        for row in await following.sessions()
        if any(each["exercise"] == "Squat (Barbell)" for each in row.content["items"])
    ]
    assert all(row.changes for row in squats), "each says why it is not as it was planned"
    later = Lifter(replace(following.athlete, today=following.athlete.today + timedelta(days=2)))
    assert "How is the knee today" in (await later.do("todays_session")).hurts
    planned = {row.id: row.content["items"] for row in before}
    await later.do("resolve_injury", region="knee")
    assert "How is" not in (await later.do("todays_session")).hurts
    now = {row.id: row.content["items"] for row in await later.sessions() if row.date >= later.athlete.today}
    assert now == {key: planned[key] for key in now}, "as it was planned before"
    await later.do("undo")
    assert "How is the knee today" in (await later.do("todays_session")).hurts


async def test_pain_of_a_session_told_afterwards_is_kept(following: Lifter) -> None:
    await following.do("log_planned")
    told = await following.do("give_feedback", pain=7, region="knee", tags=["pain"])
    assert await kept(following.athlete) == [("knee", 7.0)]
    assert "train around it" in str(told)


async def test_what_is_planned_warns_until_it_goes_around(following: Lifter) -> None:
    assert (await following.do("todays_session")).hurts == ""
    await following.do("report_injury", region="knee", severity=6)
    assert "Squat (Barbell)" in (await following.do("todays_session")).hurts
    await following.accept("adapt_to_injuries")
    assert (await following.do("todays_session")).hurts == ""


async def test_the_side_is_kept_beside_a_log(lifter: Lifter) -> None:
    await lifter.do("log_workout", said="bench 3x5 @ 60 kg")
    await lifter.do("log_workout", said="my LEFT knee hurts at 7/10")
    async with lifter.athlete.sessions() as session:
        [kept] = await planning.injuries(session, lifter.athlete.id, lifter.athlete.today)
    assert (kept.region, kept.side, kept.severity) == ("knee", "left", 7.0)


async def test_a_pain_that_is_trained_around_is_kept_by_itself(following: Lifter) -> None:
    found = await following.do("adapt_to_pain", region="knee", severity=4)
    assert found.proposal is not None
    assert any("knee, 4/10" in each for each in (await following.do("planning_profile")).injuries)
