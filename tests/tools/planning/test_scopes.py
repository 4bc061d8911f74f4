"""An access that may log, but not plan: PostgreSQL turns it away from the tables of plans."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from db import access, athletes
from db.athletes import Athlete
from tests.tools.planning.conftest import Lifter
from tools.planning.desk import ProposalDesk
from tools.toolbox import Toolbox
from training.errors import Refused

PROGRAM = "name, origin, starts_on, weeks, days_per_week, definition, lifts"
COPIED = "title, scope, changes, reason, evidence, before, after, basis, fingerprint, door"


def logging_only(lifter: Lifter) -> Athlete:
    return replace(lifter.athlete, scope="log")


async def test_it_logs_the_planned_session(following: Lifter) -> None:
    tools = Toolbox(logging_only(following))
    assert str(await tools.named("log_planned")())
    [first, *_] = await following.sessions()
    assert first.status == "done"
    assert str(await tools.named("undo")()).startswith("Undone")
    [first, *_] = await following.sessions()
    assert first.status == "planned"


async def test_it_goes_on_when_a_session_failed(following: Lifter) -> None:
    """The program's own rules move it on, which is no change of plans."""
    tools = Toolbox(logging_only(following))
    assert str(await tools.named("log_workout")(said="squat 2x5 @ 20 kg, 1x3 @ 20 kg"))
    assert await following.program()


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("propose_program", {"template": "gzclp"}),
        ("shorten_session", {"minutes": 40}),
        ("move_session", {"to": "tomorrow"}),
        ("adapt_to_equipment", {"without": ["barbell"]}),
    ],
)
async def test_it_proposes_nothing(tool: str, arguments: dict[str, Any], following: Lifter) -> None:
    before = await following.sessions()
    with pytest.raises(Refused, match="may log, but not plan"):
        await Toolbox(logging_only(following)).named(tool)(**arguments)
    assert [(each.date, each.title) for each in await following.sessions()] == [(e.date, e.title) for e in before]
    assert not (await following.do("show_proposals")).proposals


async def test_it_decides_nothing(following: Lifter) -> None:
    proposed = await following.do("shorten_session", minutes=40)
    desk = ProposalDesk(logging_only(following))
    with pytest.raises(Refused, match="may log, but not plan"):
        await desk.approve(proposed.proposal)
    with pytest.raises(Refused, match="may log, but not plan"):
        await desk.reject(proposed.proposal)
    assert (await following.do("show_proposals")).proposals


async def test_it_undoes_no_approval(following: Lifter) -> None:
    with pytest.raises(Refused, match="may log, but not plan"):
        await Toolbox(logging_only(following)).named("undo")()
    assert await following.program()


@pytest.mark.parametrize(
    "statement",
    [
        f"insert into programs (athlete_id, status, {PROGRAM}) select athlete_id, 'ended', {PROGRAM} from programs",
        "update proposals set status = 'approved'",
        f"insert into proposals (athlete_id, {COPIED}) select athlete_id, {COPIED} from proposals",
    ],
)
async def test_no_statement_of_it_writes_a_plan(statement: str, following: Lifter) -> None:
    with pytest.raises(Refused, match="not plan"):
        async with logging_only(following).sessions() as session:
            await session.execute(sa.text(statement))


async def test_it_makes_no_access(following: Lifter) -> None:
    """Nor a password, which would open more."""
    me = logging_only(following)
    with pytest.raises(Refused, match="not plan"):
        async with me.sessions() as session:
            await access.make(session, me.id, "plan", "", timedelta(days=1))
    with pytest.raises(Refused, match="not plan"):
        async with me.sessions() as session:
            await athletes.set_password_hash(session, me.id, "x")


@pytest.mark.parametrize("table", ["programs", "proposals", "planned_sessions", "athletes"])
async def test_no_statement_of_it_deletes_a_plan(table: str, following: Lifter) -> None:
    async with logging_only(following).sessions() as session:
        before = await session.scalar(sa.text(f"select count(*) from {table}"))
        await session.execute(sa.text(f"delete from {table}"))
        assert await session.scalar(sa.text(f"select count(*) from {table}")) == before > 0
