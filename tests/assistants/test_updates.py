"""Whoever subscribed hears of a change, by whichever door it came; nobody hears of somebody else's."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from mcp.client import Client
from mcp.shared.exceptions import MCPError
from mcp.types import ResourceUpdatedNotification

from agent.coach import Coach
from db.athletes import Athlete
from db.engine import Database
from db.news import News, sign_of
from db.schema import owner_connection
from tools.calls import Call, called_by
from tools.toolbox import Toolbox
from topset.assistants import updates as told
from topset.assistants.callers import Caller, OnePerson
from topset.assistants.updates import MOST_ADDRESSES, MOST_CLIENTS, Updates, Watch
from topset.mcp_server import assistants
from training.errors import Unavailable

WAIT_S = 5.0


async def written_until(athlete: Athlete, heard: asyncio.Event) -> None:
    """Write by another door until it is heard: a subscription may not have begun with the first."""
    async with asyncio.timeout(WAIT_S):
        while not heard.is_set():
            with called_by(Call("page")):
                await Toolbox(athlete).named("log_workout")(said="bench 3x5 @ 60 kg")
            await asyncio.sleep(0.2)


async def test_a_stream_tells_of_changes(coach: Coach, athlete: Athlete, other_athlete: Athlete) -> None:
    heard = asyncio.Event()
    addresses: list[str] = []
    made = assistants(coach, OnePerson(coach.database, athlete.id, "plan", athlete.today))
    async with made.open() as server, Client(server, mode="2026-07-28") as client:

        async def listen() -> None:
            async with client.listen(resource_subscriptions=["topset://workouts", "topset://memory"]) as stream:
                async for event in stream:
                    addresses.append(str(event.uri))
                    heard.set()

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0.3)
        await Toolbox(other_athlete).named("log_workout")(said="bench 3x5 @ 60 kg")
        await asyncio.sleep(0.5)
        assert addresses == [], "somebody else's workout"
        await written_until(athlete, heard)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert set(addresses) == {"topset://workouts"}


@pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")
async def test_a_session_is_told_of_changes(coach: Coach, athlete: Athlete, other_athlete: Athlete) -> None:
    heard = asyncio.Event()
    addresses: list[str] = []

    async def received(message: Any) -> None:
        if isinstance(message, ResourceUpdatedNotification):
            addresses.append(str(message.params.uri))
            heard.set()

    made = assistants(coach, OnePerson(coach.database, athlete.id, "plan", athlete.today))
    async with made.open() as server, Client(server, mode="legacy", message_handler=received) as client:
        await client.subscribe_resource("topset://workouts/today")
        await client.subscribe_resource("topset://memory")
        await asyncio.sleep(0.3)
        await Toolbox(other_athlete).named("log_workout")(said="bench 3x5 @ 60 kg")
        await asyncio.sleep(0.5)
        assert addresses == [], "somebody else's workout"
        await written_until(athlete, heard)
        await client.unsubscribe_resource("topset://workouts/today")
        addresses.clear()
        await Toolbox(athlete).named("log_workout")(said="bench 3x5 @ 60 kg")
        await Toolbox(athlete).named("remember")(text="You eat no meat.", said="no meat")
        async with asyncio.timeout(WAIT_S):
            while not addresses:
                await asyncio.sleep(0.05)
    assert addresses == ["topset://memory"]


async def test_a_client_that_does_not_listen_silences_nobody(coach: Coach, athlete: Athlete) -> None:
    """One whose stream is stuck, one whose token was revoked, one that listens."""
    heard: list[str] = []
    updates = Updates()

    async def stuck(address: str) -> None:
        await asyncio.sleep(60)

    async def fine(address: str) -> None:
        heard.append(address)

    for name, tell, holds in (("stuck", stuck, True), ("revoked", fine, False), ("fine", fine, True)):
        caller = Caller(athlete, name, "", answering(holds))
        watch = Watch(caller, tell, lambda: None)
        updates._add(watch, name, [f"topset://workouts/{name}"])
    async with asyncio.timeout(2 * told.WAIT_S):
        await updates.tell(News(sign_of(athlete.id), frozenset({"workouts"})))
        await updates.tell(News(sign_of(athlete.id), frozenset({"facts"})))
    assert heard == ["topset://workouts/fine"]
    assert set(updates.watches[athlete.id]) == {"fine"}


def answering(value: bool) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        return value

    return holds


@pytest.mark.filterwarnings("ignore::mcp.shared.exceptions.MCPDeprecationWarning")
@pytest.mark.parametrize("address", ["x", "topset://nothing", "topset://workouts/" + "x" * 400, "file:///etc/passwd"])
async def test_only_what_there_is_can_be_watched(address: str, coach: Coach, athlete: Athlete) -> None:
    made = assistants(coach, OnePerson(coach.database, athlete.id))
    async with made.open() as server, Client(server, mode="legacy") as client:
        with pytest.raises(MCPError, match="no resource"):
            await client.subscribe_resource(address)
        for at in range(MOST_ADDRESSES):
            await client.subscribe_resource(f"topset://session/{at}")
        with pytest.raises(MCPError, match="at once"):
            await client.subscribe_resource("topset://memory")
    assert len(made.updates.watches[athlete.id]) == 1


async def test_clients_of_one_athlete_make_room_for_each_other_only(athlete: Athlete, other_athlete: Athlete) -> None:
    updates = Updates()
    for who, many in ((other_athlete, 1), (athlete, MOST_CLIENTS + 5)):
        for at in range(many):
            watch = Watch(Caller(who, "x", "", answering(True)), answering, lambda: None)
            updates._add(watch, str(at), ["topset://workouts"])
    assert len(updates.watches[athlete.id]) == MOST_CLIENTS and len(updates.watches[other_athlete.id]) == 1


async def test_news_go_on_after_the_database_was_gone(
    database: Database, athlete: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lost once, and not to be recovered at first; what was written meanwhile may be anything, which is told."""
    failures = iter([True, False])
    monkeypatch.setattr("db.news.AGAIN_AFTER_S", 0.05)

    async def recover(self: Database) -> None:
        if next(failures, False):
            raise Unavailable("not yet")

    monkeypatch.setattr(Database, "recover", recover)
    heard = asyncio.Event()
    addresses: list[str] = []

    async def tell(address: str) -> None:
        addresses.append(address)
        if address == "topset://workouts":
            heard.set()

    updates = Updates()
    updates._add(
        Watch(Caller(athlete, "x", "", answering(True)), tell, lambda: None),
        "x",
        ["topset://memory", "topset://workouts"],
    )
    following = asyncio.create_task(updates.follow(database))
    await asyncio.sleep(0.3)
    with owner_connection(database.owner_url) as connection:
        connection.execute(
            sa.text(
                "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and pid <> pg_backend_pid()"
            )
        )
        connection.commit()
    async with asyncio.timeout(WAIT_S):
        while len(addresses) < 2:
            await asyncio.sleep(0.05)
    assert addresses == ["topset://memory", "topset://workouts"], "nobody has written: both may have changed"
    heard.clear()
    await written_until(athlete, heard)
    assert set(addresses[2:]) == {"topset://workouts"}
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_that_it_can_be_subscribed_is_said(mode: str, coach: Coach, athlete: Athlete) -> None:
    made = assistants(coach, OnePerson(coach.database, athlete.id))
    async with made.open() as server, Client(server, mode=mode) as client:
        can = client.server_capabilities
    assert can is not None and can.resources is not None and can.resources.subscribe


async def test_news_name_nobody(database: Database, athlete: Athlete) -> None:
    """Whoever connects as the app may listen: they hear that somebody wrote, and can't tell who."""
    with psycopg.connect(database.app_url, autocommit=True) as connection:
        connection.execute("listen topset_writes")
        await Toolbox(athlete).named("log_workout")(said="bench 3x5 @ 60 kg")
        [told] = list(connection.notifies(timeout=5, stop_after=1))
    assert str(athlete.id) not in told.payload and told.payload.startswith(sign_of(athlete.id))
