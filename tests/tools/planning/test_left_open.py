"""What 'as planned' leaves open: the loads that were found, the reps of open sets and ranges; told afterwards, it drives the plan."""

from dataclasses import replace
from datetime import timedelta

from tests.talk import logged
from tests.tools.planning.conftest import Lifter


async def sets_of(lifter: Lifter, name: str) -> list[tuple[float | None, int | None]]:
    return [(kg, reps) for _, exercise, kg, reps in await logged(lifter.athlete) if exercise == name]


async def test_loads_told_after_a_session_without_any_belong_to_its_sets(lifter: Lifter) -> None:
    await lifter.accept("propose_program", weeks=4, starts="today")
    done = await lifter.do("log_planned")
    assert done.asks == "loads" and done.of
    name = done.of[0]
    before = await sets_of(lifter, name)
    assert all(load is None for load, _ in before)
    await lifter.do("log_workout", said=f"{name} 60 kg")
    assert await sets_of(lifter, name) == [(60.0, reps) for _, reps in before]


async def test_an_open_set_is_asked_about_and_its_answer_drives_the_program(lifter: Lifter) -> None:
    await lifter.do(
        "log_workout", said="squat 3x5 @ 100 @8, bench 3x5 @ 80 @8, deadlift 3x5 @ 140 @8, press 3x5 @ 50 @8"
    )
    await lifter.accept("propose_program", template="gzclp", starts="tomorrow")
    tomorrow = Lifter(replace(lifter.athlete, today=lifter.athlete.today + timedelta(days=1)))
    first = (await tomorrow.sessions())[0]
    heavy = next(each for each in first.content["items"] if any(one.get("kind") == "amrap" for one in each["targets"]))
    await tomorrow.do("log_planned")
    edited = await tomorrow.do("change_sets", which="last", exercise=heavy["exercise"], reps=1)
    assert "Missed" in edited.plan, "the open set decides"


async def test_the_last_two_sets_are_changed_together(lifter: Lifter) -> None:
    await lifter.do("log_workout", said="bench 3x10 @ 60")
    await lifter.do("change_sets", which="last 2", exercise="bench", reps=8)
    assert await sets_of(lifter, "Bench Press (Barbell)") == [(60.0, 10), (60.0, 8), (60.0, 8)]
