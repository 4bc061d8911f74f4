"""Proposals: nothing changes before a person says so, nothing stale is made, and all of it is undone by one word."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest

from db import planning, programs
from db.athletes import Athlete
from db.program_tables import ProposalRow
from tests.tools.planning.conftest import Lifter
from tools.planning.about import Condition
from tools.planning.desk import STALE
from tools.toolbox import Toolbox
from training.coaching import rules
from training.errors import Conflict, Invalid, NotFound, Refused, Unclear
from training.program.limit_rules import ConditionRules


async def test_nothing_is_planned_before_it_is_approved(lifter: Lifter) -> None:
    proposed = await lifter.do("propose_program", template="stronglifts")
    with pytest.raises(NotFound, match="no program yet"):
        await lifter.do("todays_session")
    assert "nothing has changed yet" in str(proposed)
    decided = await lifter.desk.approve(proposed.proposal)
    assert "StrongLifts-like 5x5" in str(decided)
    assert (await lifter.do("show_week", week="1")).sessions


def test_no_tool_can_approve(athlete: Athlete) -> None:
    tools = Toolbox(athlete).tools
    assert not [tool.__name__ for tool in tools if "approve" in tool.__name__ or "decide" in tool.__name__]
    arguments = {name for tool in tools for name in tool.__annotations__}
    assert not {"approve", "approved", "confirm", "confirmed", "accept"} & arguments


async def test_approving_is_undone_and_done_again(lifter: Lifter) -> None:
    proposed = await lifter.do("propose_program", template="stronglifts")
    for _ in range(2):
        await lifter.desk.approve(proposed.proposal)
        assert (await lifter.program()).name == "StrongLifts-like 5x5"
        assert "approval" in str(await lifter.do("undo"))
        with pytest.raises(NotFound):
            await lifter.do("todays_session")


async def test_what_was_decided_is_decided(following: Lifter) -> None:
    proposed = await following.do("move_session", to="tomorrow")
    await following.desk.approve(proposed.proposal)
    with pytest.raises(Conflict, match="it is approved"):
        await following.desk.approve(proposed.proposal)
    with pytest.raises(Conflict, match="it is approved"):
        await following.desk.reject(proposed.proposal)


async def test_two_hands_approve_once(following: Lifter) -> None:
    proposed = await following.do("move_session", to="tomorrow")
    both = await asyncio.gather(*(following.desk.approve(proposed.proposal) for _ in range(2)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in both) == ["Conflict", "Decided"]


async def test_a_proposal_on_a_plan_that_has_changed_is_stale(following: Lifter) -> None:
    proposed = await following.do("change_planned", exercise="squat", sets=3)
    await following.do("log_planned")
    decided = await following.desk.approve(proposed.proposal)
    assert (decided.status, decided.text) == ("stale", STALE)
    assert (await following.sessions())[0].status == "done"


async def test_a_later_proposal_about_the_same_replaces_the_earlier(following: Lifter) -> None:
    first = await following.do("change_planned", exercise="squat", sets=3)
    await following.do("change_planned", exercise="squat", sets=4)
    with pytest.raises(Conflict, match="a newer proposal came"):
        await following.desk.approve(first.proposal)


async def test_rejected_is_not_offered_again(following: Lifter) -> None:
    first = await following.do("change_planned", exercise="squat", sets=3)
    await following.desk.reject(first.proposal, "I like five sets")
    with pytest.raises(Conflict, match="I like five sets"):
        await following.do("change_planned", exercise="squat", sets=3)
    again = await following.do("change_planned", exercise="squat", sets=3, anyway=True)
    assert (await following.desk.approve(again.proposal)).status == "approved"


async def test_nobody_decides_for_another(following: Lifter, other_athlete: Athlete) -> None:
    proposed = await following.do("move_session", to="tomorrow")
    with pytest.raises(NotFound):
        await Lifter(other_athlete).desk.approve(proposed.proposal)
    with pytest.raises(NotFound):
        await following.desk.approve(uuid4())


async def test_every_change_is_typed_and_has_its_reason(following: Lifter) -> None:
    await following.do("log_workout", said="squat 5x5 60, bench 5x5 50, row 5x5 50")
    proposed = await following.do("change_planned", exercise="squat", sets=3, load_change_pct=-10)
    async with following.athlete.sessions() as session:
        row = await session.get(ProposalRow, (following.athlete.id, proposed.proposal))
    assert row is not None
    assert {"change_sets", "change_load"} <= {each["kind"] for each in row.changes}
    assert row.reason and row.evidence and row.before != row.after


async def test_what_breaks_a_rule_is_not_even_proposed(lifter: Lifter) -> None:
    await lifter.do("update_planning", place="home", equipment=["dumbbell"])
    with pytest.raises(Refused, match="needs barbell"):
        await lifter.do("propose_program", template="stronglifts")


async def test_an_injury_since_then_stops_the_approval(lifter: Lifter) -> None:
    proposed = await lifter.do("propose_program", template="stronglifts")
    await lifter.do("report_injury", region="knee", severity=8)
    with pytest.raises(Refused, match="knee"):
        await lifter.desk.approve(proposed.proposal)
    async with lifter.athlete.sessions() as session:
        assert await programs.current(session, lifter.athlete.id) is None


async def test_an_emergency_holds_every_plan(following: Lifter) -> None:
    proposed = await following.do("move_session", to="tomorrow")
    async with following.athlete.sessions() as session:
        flag: dict[str, Any] = {"tier": "emergency", "kind": "heart", "said": "chest pain"}
        await planning.update_profile(session, following.athlete.id, {"red_flag": flag})
    with pytest.raises(Refused, match="from the heart"):
        await following.desk.approve(proposed.proposal)
    with pytest.raises(Refused, match="from the heart"):
        await following.do("propose_program", template="gzclp")


@pytest.mark.parametrize("yes", [["chest_pain"], ["dizziness", "heart"]])
async def test_the_screening_stops_a_program_with_advice(yes: list[str], lifter: Lifter) -> None:
    await lifter.do("answer_screening", yes=yes)
    with pytest.raises(Refused, match=r"clinician|doctor"):
        await lifter.do("propose_program", weeks=8)


async def test_questions_come_one_at_a_time_and_never_twice(athlete: Athlete) -> None:
    lifter = Lifter(athlete)
    asked = []
    answers: dict[str, tuple[str, dict[str, Any]]] = {
        "goals": ("update_planning", {"goals": {"hypertrophy": 1}}), "days": ("update_planning", {"days": 3}),
        "minutes": ("update_planning", {"minutes": 60}),
        "equipment": ("update_planning", {"equipment": ["dumbbell", "bench"]}),
        "level": ("update_planning", {"training_months": 24}), "screening": ("answer_screening", {"yes": []}),
        "severity": ("report_injury", {"region": "knee", "severity": 3}),
    }  # fmt: skip
    await lifter.do("report_injury", region="knee")
    while (found := await lifter.do("propose_program", weeks=4)).question is not None:
        asked.append(found.asks)
        name, arguments = answers[found.asks]
        await lifter.do(name, **arguments)
    assert asked == ["goals", "days", "minutes", "equipment", "level", "severity", "screening"]
    assert found.proposed is not None


@pytest.mark.parametrize("name", get_args(Condition))
async def test_every_condition_that_can_be_named_changes_plans(name: str, lifter: Lifter) -> None:
    """What is kept about health is not only kept: it limits the plan with its reason, or asks for a clinician's word first."""
    await lifter.do("update_planning", conditions=[name])
    found = await lifter.do("propose_program", weeks=4)
    if rules("conditions", ConditionRules).known[name].stops:
        assert (found.proposed, found.asks) == (None, "clearance")
        await lifter.do("confirm_clearance")
        found = await lifter.do("propose_program", weeks=4)
    proposed = found.proposed
    async with lifter.athlete.sessions() as session:
        row = await session.get(ProposalRow, (lifter.athlete.id, proposed.proposal))
    assert row is not None
    wanted = rules("conditions", ConditionRules).known[name]
    program = row.changes[0]["program"]
    assert any(each["text"] == wanted.text for each in program["reasons"])
    rirs = [t["rir"] for s in program["sessions"] for i in s["items"] for t in i["targets"] if t.get("rir") is not None]
    assert min(rirs) >= wanted.least_rir


async def test_a_proposal_is_found_by_the_beginning_of_its_id(following: Lifter) -> None:
    with pytest.raises(NotFound, match="No proposal is waiting"):
        await following.desk.find(None)
    first = (await following.do("move_session", to="tomorrow")).proposal
    assert f"topset approve {str(first)[:8]}" in str(await following.do("show_proposals"))
    for said in (None, str(first), str(first)[:4], f" {str(first)[:8].upper()} ", str(first).replace("-", "")[:12]):
        assert await following.desk.find(said) == first
    other = (await following.do("change_program", what="pause")).proposal
    with pytest.raises(Unclear, match=f"say which:\n- {str(other)[:8]}: .*\n- {str(first)[:8]}: "):
        await following.desk.find(None)
    await following.desk.reject(first)
    assert await following.desk.find(None) == other
    assert await following.desk.find(str(first)[:8]) == first, "so that it is told that it is decided"


@pytest.mark.parametrize("said", ["abc", "%%%%", "____", "", "the first", "0" * 33, "zzzz-zzzz"])
async def test_what_is_no_id_is_refused(said: str, lifter: Lifter) -> None:
    with pytest.raises(Invalid, match="at least 4 characters"):
        await lifter.desk.find(said)


async def test_a_beginning_of_several_ids_decides_nothing(following: Lifter, other_athlete: Athlete) -> None:
    ids = [UUID(f"abcd000{number}-0000-4000-8000-000000000000") for number in range(3)]
    async with following.athlete.sessions() as session:
        for each in ids[:2]:
            session.add(proposal(each, following.athlete))
    async with other_athlete.sessions() as session:
        session.add(proposal(ids[2], other_athlete))
    with pytest.raises(Unclear, match="begin with 'abcd'"):
        await following.desk.find("abcd")
    assert await following.desk.find("abcd0001") == ids[1]
    with pytest.raises(NotFound, match="no proposal with the id"):
        await following.desk.find("abcd0002")


def proposal(key: UUID, athlete: Athlete) -> ProposalRow:
    return ProposalRow(
        id=key, athlete_id=athlete.id, title="A pause", scope="program", changes=[], reason="", evidence=[], before="",
        after="", basis={}, fingerprint=str(key), door="code", created_at=athlete.now(),
    )  # fmt: skip


async def test_a_proposal_expires_with_its_session(following: Lifter) -> None:
    proposed = await following.do("shorten_session", minutes=30)
    assert len((await following.do("show_proposals")).proposals) == 1
    later = Lifter(replace(following.athlete, today=following.athlete.today + timedelta(days=3)))
    assert (await later.do("show_proposals")).proposals == []
    with pytest.raises(NotFound):
        await later.desk.find(None)
    assert (await later.desk.approve(proposed.proposal)).text == STALE
