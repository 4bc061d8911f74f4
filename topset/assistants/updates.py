"""Telling clients that a resource has changed, whichever door changed it; each hears of its own athlete only."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ResourceUpdated
from mcp.types import (
    EmptyResult,
    SubscribeRequestParams,
    SubscriptionsListenRequestParams,
    SubscriptionsListenResult,
    UnsubscribeRequestParams,
)

from db.engine import Database
from db.news import News, news
from topset.assistants.callers import Request, asking
from topset.assistants.resources import KEPT

MOST = 1_000
"""Addresses that are watched at once, by all clients together; the oldest make room."""


@dataclass
class Ears:
    """What one athlete's clients want to hear of."""

    bus: InMemorySubscriptionBus = field(default_factory=InMemorySubscriptionBus)
    listen: ListenHandler = field(init=False)
    addresses: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.listen = ListenHandler(self.bus)


@dataclass
class Updates:
    """Who wants to hear of what: by streams (from 2026-07-28 on) and by subscriptions of a session (before)."""

    of: dict[UUID, Ears] = field(default_factory=dict)
    sessions: OrderedDict[tuple[UUID, str, str], ServerSession] = field(default_factory=OrderedDict)

    async def listen(self, request: Request, asked: SubscriptionsListenRequestParams) -> SubscriptionsListenResult:
        """Keep a stream open, on which this athlete's changes are told."""
        ears = self.of.setdefault(asking().athlete.id, Ears())
        for address in asked.notifications.resource_subscriptions or ():
            ears.addresses[address] = None
            while len(ears.addresses) > MOST:
                ears.addresses.popitem(last=False)
        return await ears.listen(request, asked)

    async def subscribe(self, request: Request, asked: SubscribeRequestParams) -> EmptyResult:
        """Tell this session when a resource changes."""
        self.sessions[self._key(request, str(asked.uri))] = request.session
        while len(self.sessions) > MOST:
            self.sessions.popitem(last=False)
        return EmptyResult()

    async def unsubscribe(self, request: Request, asked: UnsubscribeRequestParams) -> EmptyResult:
        """No longer."""
        self.sessions.pop(self._key(request, str(asked.uri)), None)
        return EmptyResult()

    async def tell(self, heard: News) -> None:
        """Tell everybody whom a write concerns."""
        touched = [each for each in KEPT if each.changes_with & heard.kinds]
        ears = self.of.get(heard.athlete_id)
        for address in [] if ears is None else list(ears.addresses):
            if any(each.is_at(address) for each in touched) and ears is not None:
                await ears.bus.publish(ResourceUpdated(uri=address))
        for (athlete_id, _, address), session in list(self.sessions.items()):
            if athlete_id == heard.athlete_id and any(each.is_at(address) for each in touched):
                await session.send_resource_updated(address)

    async def follow(self, database: Database) -> None:
        """Go on telling until cancelled."""
        async for each in news(database):
            await self.tell(each)

    def _key(self, request: Request, address: str) -> tuple[UUID, str, str]:
        headers: Any = {} if request.request is None else request.request.headers
        return asking().athlete.id, headers.get("mcp-session-id", ""), address


async def stop(task: "asyncio.Task[None]") -> None:
    """End what follows the news, and wait until it has."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
