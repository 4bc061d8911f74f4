"""Routines for Hevy: nothing goes before a person says so, nothing is made twice, what is replaced is kept."""

from dataclasses import replace
from datetime import date

import pytest

from db import remote
from tests.connectors.hevy_server import Fault, HevyServer, done
from tests.tools.outside.conftest import Connected
from tests.tools.planning.conftest import Lifter
from tools.outside.delivery import deliver_all
from tools.outside.hevy_push import SAME
from tools.undo import UndoTools
from training.errors import Invalid

NAMES = {"D04AC939": "Squat (Barbell)", "7B8D84E8": "Overhead Press (Barbell)", "C6272009": "Deadlift (Barbell)", "55E6546F": "Bent Over Row (Barbell)"}  # fmt: skip


@pytest.fixture
async def planned(connected: Connected, hevy: HevyServer) -> Lifter:
    """A synced athlete with a 5x5 that begins today."""
    for key, title in NAMES.items():
        hevy.template(key, title)
    lifter = Lifter(replace(connected.athlete, today=date(2026, 11, 23)))
    connected.athlete = lifter.athlete
    await connected.sync()
    await lifter.cleared()
    await lifter.accept("propose_program", template="stronglifts", starts="today")
    return lifter


def ours(hevy: HevyServer) -> list[str]:
    return [each["title"] for each in hevy.routines.values() if each["title"] != "Old push"]


async def test_nothing_is_sent_before_it_is_approved(planned: Lifter, hevy: HevyServer) -> None:
    proposed = await planned.do("propose_hevy_routines")
    assert "5× 5 reps 57.5 kg | rest 180 s" in str(proposed) and "nothing has changed yet" in str(proposed)
    assert ours(hevy) == [] and not [each for each in hevy.requests if each[0] != "GET"]
    decided = await planned.desk.carry_out(proposed.proposal)
    assert len(ours(hevy)) == 2 and str(decided).count("is in Hevy now, read back.") == 2
    squats = next(each for each in hevy.routines.values() if each["title"] in ours(hevy))["exercises"][0]
    assert (squats["title"], squats["sets"][-1]["reps"]) == ("Squat (Barbell)", 5)
    with pytest.raises(Invalid, match=SAME):
        await planned.do("propose_hevy_routines")


@pytest.mark.parametrize("fault", [Fault("/v1/routines", 500, "POST", after=True), Fault("/v1/routines", 502, "POST")])
async def test_a_create_without_an_answer_makes_one(planned: Lifter, hevy: HevyServer, fault: Fault) -> None:
    """Once it was made and only the answer lost, once it was not made: looked for, then sent again, never twice."""
    hevy.faults.append(replace(fault))
    proposed = await planned.do("propose_hevy_routines", which="next")
    said = str(await planned.desk.carry_out(proposed.proposal))
    assert ("read back" in said) == fault.after and len(ours(hevy)) == int(fault.after)
    for _ in range(2):
        await deliver_all(planned.athlete)
        assert len(ours(hevy)) == 1


async def test_a_create_that_was_killed_in_the_middle_makes_one(planned: Lifter, hevy: HevyServer) -> None:
    proposed = await planned.do("propose_hevy_routines", which="next")
    await planned.desk.approve(proposed.proposal)
    [waiting] = await waiting_of(planned)
    hevy.routine(waiting.request["title"], *hevy.read_back(waiting.request["exercises"]))
    async with planned.athlete.sessions() as session:
        there = [key for key, each in hevy.routines.items() if each["title"] == "Old push"]
        await remote.note(session, planned.athlete.id, waiting.id, state="sending", before={"ids": there})
    assert "is in Hevy now" in str(await deliver_all(planned.athlete))
    assert len(ours(hevy)) == 1


async def test_an_answer_that_says_nothing_is_read_back(planned: Lifter, hevy: HevyServer) -> None:
    hevy.answers_created = False
    proposed = await planned.do("propose_hevy_routines")
    assert "read back" in str(await planned.desk.carry_out(proposed.proposal))
    assert len(ours(hevy)) == 2 and await waiting_of(planned) == []


async def test_a_limit_is_told_and_not_tried_again(planned: Lifter, hevy: HevyServer) -> None:
    hevy.most_routines = 2
    proposed = await planned.do("propose_hevy_routines")
    said = str(await planned.desk.carry_out(proposed.proposal))
    assert "Routine limit exceeded" in said and len(ours(hevy)) == 1
    assert await deliver_all(planned.athlete) == []


async def test_a_replaced_routine_is_kept_and_its_change_over_there_respected(
    planned: Lifter, hevy: HevyServer
) -> None:
    proposed = await planned.do("propose_hevy_routines", which="next")
    await planned.desk.carry_out(proposed.proposal)
    [key] = [key for key, each in hevy.routines.items() if each["title"] in ours(hevy)]
    before = dict(hevy.routines[key])
    await planned.accept("change_planned", exercise="squat", sets=3)
    proposed = await planned.do("propose_hevy_routines", which="next")
    assert "replaced" in str(proposed) and "- Squat (Barbell)" in str(proposed)
    assert "read back" in str(await planned.desk.carry_out(proposed.proposal))
    assert len(hevy.routines) == 2 and len(hevy.routines[key]["exercises"][0]["sets"]) < len(
        before["exercises"][0]["sets"]
    )
    async with planned.athlete.sessions() as session:
        kept = (await remote.delivered(session, planned.athlete.id, "hevy"))[-1].before
    assert kept is not None and len(kept["exercises"][0]["sets"]) == len(before["exercises"][0]["sets"])
    await planned.accept("change_planned", exercise="squat", sets=4)
    proposed = await planned.do("propose_hevy_routines", which="next")
    mine = hevy.read_back([done("D04AC939", {"weight_kg": 1, "reps": 1})])
    hevy.routines[key] |= {"exercises": mine}
    assert "changed in Hevy since" in str(await planned.desk.carry_out(proposed.proposal))
    assert hevy.routines[key]["exercises"] == mine


async def test_undo_says_that_it_stays_there(planned: Lifter, hevy: HevyServer) -> None:
    proposed = await planned.do("propose_hevy_routines", which="next")
    await planned.desk.carry_out(proposed.proposal)
    assert "can't be taken back from here" in str(await UndoTools(planned.athlete).undo())
    assert "the approval of: StrongLifts" in str(await UndoTools(planned.athlete).undo())
    assert len(ours(hevy)) == 1


async def test_a_session_that_was_done_in_hevy_is_done_here(
    planned: Lifter, hevy: HevyServer, connected: Connected
) -> None:
    proposed = await planned.do("propose_hevy_routines", which="next")
    await planned.desk.carry_out(proposed.proposal)
    [routine] = [each for each in hevy.routines.values() if each["title"] in ours(hevy)]
    hevy.workout("Evening", "2026-11-23T08:00:00+00:00", *[
        done(each["exercise_template_id"], *each["sets"]) for each in routine["exercises"]
    ], routine_id=routine["id"])  # fmt: skip
    assert "of week 1" in str(await connected.sync())
    assert (await planned.sessions())[0].status == "done"


async def waiting_of(lifter: Lifter) -> list[remote.DeliveryRow]:
    async with lifter.athlete.sessions() as session:
        return list(await remote.waiting(session, lifter.athlete.id))
