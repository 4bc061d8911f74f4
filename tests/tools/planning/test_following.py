"""Following a program: what was logged is laid beside the plan, and the next loads follow from it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import programs
from tests.tools.planning.conftest import Lifter
from training.errors import Conflict, Invalid, NotFound, Refused


def loads(found: object, exercise: str) -> list[float | None]:
    """The planned work loads of an exercise in a session as it is shown."""
    items = [each for each in found.session.items if each.exercise.startswith(exercise)]  # type: ignore[attr-defined]
    return [one.load_kg for one in items[0].sets if one.kind != "warmup"]


async def test_every_session_exists_from_the_start(following: Lifter) -> None:
    rows = await following.sessions()
    assert len(rows) == 36
    assert {row.status for row in rows} == {"planned"}
    assert rows[0].date == following.athlete.today
    assert [row.content["key"] for row in rows[:4]] == ["A", "B", "A", "B"]


async def test_as_planned_and_the_last_set_was_four(following: Lifter) -> None:
    await following.do("log_planned")
    edited = await following.do("change_sets", which="last", exercise="row", reps=4)
    assert "Missed 5x5" in edited.plan
    [first, second, third, *_] = await following.sessions()
    assert (first.status, first.outcome and first.outcome["sets_done"]) == ("done", 15)
    shown = await following.do("todays_session", day=third.date.isoformat())
    before = first.content["items"][2]["targets"][-1]["load_kg"]
    assert loads(shown, "Bent Over Row") == [before] * 5
    assert loads(shown, "Squat")[0] > first.content["items"][0]["targets"][-1]["load_kg"]
    assert second.status == "planned"


async def test_another_exercise_and_fewer_sets_are_still_the_session(following: Lifter) -> None:
    await following.do("log_workout", said="squat 3x5 50, db bench 5x5 20, row 5x5 30")
    [first, *_] = await following.sessions()
    assert first.status == "done" and first.outcome is not None
    assert (first.outcome["sets_done"], first.outcome["sets_planned"]) == (13, 15)
    assert first.outcome["items"][1]["done"] == "Bench Press (Dumbbell)"


async def test_a_session_that_grows_is_judged_once(following: Lifter) -> None:
    await following.do("log_workout", said="squat 5x5 60")
    once = (await following.program()).lifts
    await following.do("log_workout", said="bench 5x5 40")
    await following.do("log_workout", said="row 5x5 40")
    twice = (await following.program()).lifts
    assert once["squat"] == twice["squat"]
    assert twice["rotation"]["done"] == 1
    assert [row.status for row in await following.sessions()][:2] == ["done", "planned"]


async def test_a_deleted_workout_frees_its_session(following: Lifter) -> None:
    before = (await following.program()).lifts
    await following.do("log_planned")
    await following.do("delete_workout")
    assert (await following.program()).lifts == before
    assert (await following.sessions())[0].status == "planned"
    await following.do("undo")
    assert (await following.sessions())[0].status == "done"


async def test_other_training_is_none_of_the_plan(following: Lifter) -> None:
    logged = await following.do("log_workout", said="ran 5k in 24:30")
    assert logged.plan == []
    assert (await following.sessions())[0].status == "planned"


async def test_a_hard_set_changes_the_next_one(following: Lifter) -> None:
    logged = await following.do("log_workout", said="squat 1x3 50 rpe 10")
    assert "next set" in logged.plan[0].lower() or "back-off" in logged.plan[0].lower()


async def test_nothing_is_logged_twice_as_planned(following: Lifter) -> None:
    await following.do("log_planned")
    with pytest.raises(Conflict, match="logged already"):
        await following.do("log_planned")


async def test_skipped_exercises_are_left_out(following: Lifter) -> None:
    logged = await following.do("log_planned", skipped=["bench"])
    assert [each.exercise for each in logged.workout.exercises] == ["Squat (Barbell)", "Bent Over Row (Barbell)"]


async def test_adherence_counts_the_plans_past_dates(following: Lifter) -> None:
    await following.do("log_planned")
    later = Lifter(replace(following.athlete, today=following.athlete.today + timedelta(days=9)))
    found = await later.do("program_progress")
    assert (found.done, found.missed) == (
        1,
        len([r for r in await later.sessions() if r.date < later.athlete.today]) - 1,
    )
    assert found.adherence_pct == round(100 / (1 + found.missed), 1)


async def test_pause_and_resume_move_what_is_left(following: Lifter) -> None:
    before = [row.date for row in await following.sessions()]
    await following.accept("change_program", what="pause")
    assert "paused" in str(await following.do("todays_session"))
    with pytest.raises(Conflict, match="paused"):
        await following.do("move_session", to="tomorrow")
    later = (following.athlete.today + timedelta(days=10)).isoformat()
    await following.accept("change_program", what="resume", on=later)
    assert [row.date for row in await following.sessions()] == [day + timedelta(days=14) for day in before]


async def test_a_break_with_an_end_needs_no_word_to_go_on(following: Lifter) -> None:
    before = [row.date for row in await following.sessions()]
    today = following.athlete.today
    await following.accept("change_program", what="pause", until=(today + timedelta(days=9)).isoformat())
    moved = [row.date for row in await following.sessions()]
    assert moved == [day + timedelta(days=14) for day in before]
    assert min(moved) > today + timedelta(days=9)
    assert "paused" not in str(await following.do("todays_session"))
    with pytest.raises(Invalid, match="before it begins"):
        await following.do(
            "change_program", what="pause", on=(today + timedelta(days=9)).isoformat(), until=today.isoformat()
        )


async def test_a_deload_is_laid_between(following: Lifter) -> None:
    await following.accept("propose_deload")
    rows = await following.sessions()
    light = [row for row in rows if row.content["phase"] == "deload"]
    assert light and rows[: len(light)] == light
    shown = await following.do("todays_session")
    assert shown.session.phase == "deload"


async def test_what_is_left_is_said(following: Lifter) -> None:
    await following.accept("change_program", what="end")
    with pytest.raises(NotFound, match="is over"):
        await following.do("todays_session")


async def test_a_change_for_good_keeps_progressing(lifter: Lifter) -> None:
    """What was changed for good is where the progression goes on from; what was changed for a day stands as approved."""
    await lifter.do("log_workout", said="bench 5x5 80 rpe 8", day=lifter.athlete.today - timedelta(days=7))
    await lifter.accept("propose_program", weeks=8)
    first = next(r for r in await lifter.sessions() if any("Bench" in i["exercise"] for i in r.content["items"]))
    name = next(i["exercise"] for i in first.content["items"] if "Bench" in i["exercise"])
    await lifter.accept("change_planned", exercise=name, load_change_pct=-10, scope="program")
    rows = [r for r in await lifter.sessions() if any(i["exercise"] == name for i in r.content["items"])]
    assert not any(row.is_fixed for row in rows)
    before = loads(await lifter.do("todays_session", day=rows[1].date.isoformat()), name)
    on = Lifter(replace(lifter.athlete, today=rows[0].date))
    await on.do("log_planned")
    await on.do("change_sets", which="all", exercise=name, rpe=6)
    after = loads(await on.do("todays_session", day=rows[1].date.isoformat()), name)
    assert after[0] is not None and before[0] is not None and after[0] >= before[0]


async def test_an_established_lift_is_swapped_for_good_by_its_own_rules(lifter: Lifter) -> None:
    await lifter.accept("propose_program", template="531_bbb", starts="today")
    with pytest.raises(Refused, match="main lifts"):
        await lifter.do("swap_planned", exercise="squat", by="front squat", scope="program")
    with pytest.raises(Refused, match="its own sets and loads"):
        await lifter.do("change_planned", exercise="squat", sets=2, scope="program")


async def test_the_rest_of_a_session_that_was_begun(following: Lifter) -> None:
    await following.do("log_workout", said="squat 5x5 60")
    assert "still open: Bench Press (Barbell)" in str(await following.do("todays_session"))
    logged = await following.do("log_planned")
    [first, *_] = await following.sessions()
    assert first.outcome is not None and first.outcome["sets_done"] == first.outcome["sets_planned"]
    assert "Squat" in str(logged.workout)  # one workout holds both
    assert "is done. Next" in str(await following.do("todays_session"))


async def test_there_is_no_rest_of_a_session_that_is_not_begun(following: Lifter) -> None:
    [first, *_] = await following.sessions()
    before = Lifter(replace(following.athlete, today=first.date - timedelta(days=5)))
    with pytest.raises(NotFound, match="begun"):
        await before.do("log_planned", rest=True)
    assert [row.status for row in await following.sessions()][:2] == ["planned", "planned"]


async def test_as_planned_is_that_session_however_early(following: Lifter) -> None:
    [first, *_] = await following.sessions()
    before = Lifter(replace(following.athlete, today=first.date - timedelta(days=5)))
    logged = await before.do("log_planned")
    assert "of week 1" in logged.plan
    [first, *_] = await following.sessions()
    assert first.status == "done" and first.outcome is not None
    assert first.outcome["sets_done"] == first.outcome["sets_planned"]


async def test_feedback_belongs_to_the_session_that_was_done(lifter: Lifter) -> None:
    await lifter.do("log_workout", said="squat 3x5 @ 100 @8, bench 3x5 @ 80 @8, deadlift 3x5 @ 140 @8, row 3x8 @ 60 @8")
    await lifter.accept("propose_program", weeks=4, starts="tomorrow")
    first = (await lifter.sessions())[0]
    on_the_day = Lifter(replace(lifter.athlete, today=first.date))
    await on_the_day.do("log_planned")
    done = {each["exercise"] for each in first.content["items"]}
    said = await on_the_day.do("give_feedback", difficulty="too_hard")
    assert said.proposed is not None
    told = [line for line in said.proposed.changes if "@" in line or "kg" in line]
    assert told and all(any(name in line for name in done) for line in told), said.proposed.changes


async def test_an_active_program_is_loaded_in_pounds_after_the_switch(lifter: Lifter) -> None:
    await lifter.do(
        "log_workout", said="squat 3x5 @ 100 @8, bench 3x5 @ 80 @8, deadlift 3x5 @ 140 @8, press 3x5 @ 50 @8"
    )
    await lifter.accept("propose_program", weeks=4, starts="tomorrow")
    before = await lifter.do("todays_session")
    await lifter.do("update_profile", units="lb")
    pounds = Lifter(replace(lifter.athlete, units="lb"))
    shown = await pounds.do("todays_session")
    loads = [one.load_kg for each in shown.session.items for one in each.sets if one.load_kg is not None]
    assert loads and all(abs(kg / 0.45359237 / 5 - round(kg / 0.45359237 / 5)) < 1e-3 for kg in loads), loads
    assert str(before) != str(shown)


async def test_days_off_are_noticed_before_the_session_is_done(following: Lifter) -> None:
    await following.do("log_planned")
    soon = Lifter(replace(following.athlete, today=following.athlete.today + timedelta(days=2)))
    assert "days off" not in str(await soon.do("todays_session"))
    later = Lifter(replace(following.athlete, today=following.athlete.today + timedelta(days=18)))
    shown = str(await later.do("todays_session"))
    assert "18 days off" in shown and "I missed last week" in shown


async def test_the_rest_of_the_very_last_session_can_still_be_told(lifter: Lifter) -> None:
    await lifter.accept("propose_program", weeks=2, starts="today")
    key = (await lifter.program()).id
    rows = await lifter.sessions()
    for row in rows[:-1]:
        await Lifter(replace(lifter.athlete, today=row.date)).do("log_planned")
    last = Lifter(replace(lifter.athlete, today=rows[-1].date))
    first, *others = [each["exercise"] for each in rows[-1].content["items"] if each["role"] in ("main", "accessory")]
    await last.do("log_workout", said=f"{first} 20x3,3")
    with pytest.raises(AssertionError):
        await last.program()
    await last.do("log_planned", rest=True)
    async with last.athlete.sessions() as session:
        done = (await programs.sessions_of(session, last.athlete.id, key))[-1]
    assert done.status == "done" and done.outcome is not None
    assert {each["planned"] for each in done.outcome["items"] if each["done"]} >= {first, *others}
