"""Tokens and scopes: PostgreSQL itself holds how far an access reaches."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from db import access, athletes
from db.athletes import Athlete
from db.engine import Database
from db.policies import SCOPES, Scope
from db.schema import owner_connection
from tools.calls import Call, called_by
from tools.toolbox import Toolbox
from training.errors import Conflict, NotFound, Refused

DAY = timedelta(days=1)


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_token_opens_just_its_athlete_and_scope(scope: Scope, athlete: Athlete, database: Database) -> None:
    async with athlete.sessions() as session:
        token, row = await access.make(session, athlete.id, scope, "Claude", DAY)
    found = await access.holder_of(database, token)
    assert found is not None
    assert (found.token_id, found.athlete_id, found.scope) == (row.id, athlete.id, scope)
    opened = await athletes.known(database, found.athlete_id, found.scope)
    assert (opened.name, opened.scope) == (athlete.name, scope)


async def test_a_token_is_kept_as_a_hash_only(athlete: Athlete, database: Database) -> None:
    async with athlete.sessions() as session:
        token, _ = await access.make(session, athlete.id, "read", "", DAY)
    with owner_connection(database.owner_url) as connection:
        kept = str(connection.execute(sa.text("select * from access_tokens")).all())
    assert token not in kept and token.removeprefix(access.PREFIX) not in kept and access.hash_of(token) in kept


async def test_revoked_and_expired_tokens_open_nothing(athlete: Athlete, database: Database) -> None:
    async with athlete.sessions() as session:
        token, row = await access.make(session, athlete.id, "read", "", DAY)
        late, old = await access.make(session, athlete.id, "read", "", DAY)
        old.created_at -= 2 * DAY
        old.expires_at -= 2 * DAY
    assert await access.holder_of(database, token) is not None
    assert await access.holder_of(database, late) is None
    async with athlete.sessions() as session:
        await access.revoke(session, athlete.id, row.id)
    assert await access.holder_of(database, token) is None


@pytest.mark.parametrize("guess", ["", "topset_", "topset_x", "Bearer", "topset_" + "a" * 43, "x" * 10_000])
async def test_a_guess_opens_nothing(guess: str, athlete: Athlete, database: Database) -> None:
    async with athlete.sessions() as session:
        await access.make(session, athlete.id, "plan", "", DAY)
    assert await access.holder_of(database, guess) is None


async def test_somebody_elses_token_cannot_be_revoked(athlete: Athlete, other_athlete: Athlete) -> None:
    async with other_athlete.sessions() as session:
        _, row = await access.make(session, other_athlete.id, "read", "", DAY)
    with pytest.raises(NotFound):
        async with athlete.sessions() as session:
            await access.revoke(session, athlete.id, row.id)


async def test_an_access_that_reads_writes_nothing(athlete: Athlete) -> None:
    tools = Toolbox(replace(athlete, scope="read"))
    assert str(await tools.named("list_workouts")())
    for write in ("log_workout", "log_measurement", "remember", "update_planning"):
        arguments: dict[str, Any] = {
            "log_workout": {"said": "bench 3x5 @ 60 kg"},
            "log_measurement": {"metric": "body_weight", "value": 80.0},
            "remember": {"text": "You eat no meat.", "said": "no meat"},
            "update_planning": {"days": 3},
        }[write]
        with pytest.raises(Refused, match="may only read"):
            await tools.named(write)(**arguments)
    with pytest.raises(Refused, match="may only read"):
        async with replace(athlete, scope="read").sessions() as session:
            await session.execute(
                sa.text("insert into workouts (athlete_id, date) values (:me, now())"), {"me": athlete.id}
            )


async def test_a_used_key_with_other_arguments_is_a_mistake(athlete: Athlete) -> None:
    tools = Toolbox(athlete)
    key = str(uuid4())
    with called_by(Call("mcp", key, digest="a")):
        first = await tools.named("log_workout")(said="bench 3x5 @ 60 kg")
        assert await tools.named("log_workout")(said="bench 3x5 @ 60 kg") == first
    with called_by(Call("mcp", key, digest="b")), pytest.raises(Conflict, match="other arguments"):
        await tools.named("log_workout")(said="bench 3x5 @ 70 kg")
    assert str(await tools.named("list_workouts")()).count("60") == 1
