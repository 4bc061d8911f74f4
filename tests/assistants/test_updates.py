"""Whoever subscribed hears of a change, by whichever door it came; nobody hears of somebody else's."""

import asyncio
from typing import Any

import pytest
from mcp.client import Client
from mcp.types import ResourceUpdatedNotification

from agent.coach import Coach
from db.athletes import Athlete
from tools.calls import Call, called_by
from tools.toolbox import Toolbox
from topset.assistants.callers import OnePerson
from topset.mcp_server import assistants

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
                    addresses.append(str(event.uri))  # type: ignore[union-attr]
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


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_that_it_can_be_subscribed_is_said(mode: str, coach: Coach, athlete: Athlete) -> None:
    made = assistants(coach, OnePerson(coach.database, athlete.id))
    async with made.open() as server, Client(server, mode=mode) as client:  # type: ignore[arg-type]
        can = client.server_capabilities
    assert can is not None and can.resources is not None and can.resources.subscribe
