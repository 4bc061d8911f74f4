"""Telling clients that a resource has changed, whichever door changed it; each hears of its own athlete only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ResourceUpdated
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    EmptyResult,
    SubscribeRequestParams,
    SubscriptionsListenRequestParams,
    SubscriptionsListenResult,
    UnsubscribeRequestParams,
)

from db.engine import Database
from db.news import Missed, News, news
from topset.assistants.callers import Caller, Request, asking
from topset.assistants.resources import KEPT, Kept

log = logging.getLogger(__name__)

LONGEST = 300
MOST_ADDRESSES = 50
"""Of one client."""
MOST_CLIENTS = 20
"""Of one athlete; the oldest makes room."""
WAIT_S = 1.0
"""How long a client may take to hear of something, before it is no longer told anything."""


@dataclass
class Watch:
    """What one client wants to hear of."""

    caller: Caller
    tell: Callable[[str], Awaitable[None]]
    end: Callable[[], None]
    addresses: dict[str, None] = field(default_factory=dict)


@dataclass
class Updates:
    """Who wants to hear of what: by streams (from 2026-07-28 on) and by subscriptions of a session (before)."""

    watches: dict[UUID, dict[str, Watch]] = field(default_factory=dict)
    """By athlete, then by client: a stream, or a session."""
    kept: list[Kept] = field(default_factory=lambda: list(KEPT))
    """What there is to hear of."""

    async def listen(self, request: Request, asked: SubscriptionsListenRequestParams) -> SubscriptionsListenResult:
        """Keep a stream open, on which this athlete's changes are told."""
        addresses = [str(each) for each in asked.notifications.resource_subscriptions or ()]
        bus = InMemorySubscriptionBus()
        stream = ListenHandler(bus)
        watch = Watch(asking(), lambda address: bus.publish(ResourceUpdated(uri=address)), stream.close)
        key = str(uuid4())
        self._add(watch, key, addresses)
        try:
            return await stream(request, asked)
        finally:
            self._drop(watch, key)

    async def subscribe(self, request: Request, asked: SubscribeRequestParams) -> EmptyResult:
        """Tell this session when a resource changes."""
        key = _session_of(request)
        own = self.watches.get(asking().athlete.id, {})
        watch = own.get(key) or Watch(asking(), request.session.send_resource_updated, _nothing)
        self._add(watch, key, [str(asked.uri)])
        return EmptyResult()

    async def unsubscribe(self, request: Request, asked: UnsubscribeRequestParams) -> EmptyResult:
        """No longer."""
        watch = self.watches.get(asking().athlete.id, {}).get(_session_of(request))
        if watch is not None:
            watch.addresses.pop(str(asked.uri), None)
        return EmptyResult()

    async def tell(self, heard: News) -> None:
        """Tell everybody whom a write concerns, and wait for nobody who does not listen."""
        touched = [each for each in self.kept if each.changes_with & heard.kinds]
        own = [each for athlete, watches in self.watches.items() if heard.is_of(athlete) for each in watches.items()]
        await asyncio.gather(*(self._tell(watch, key, touched) for key, watch in own))

    async def tell_all(self) -> None:
        """Tell everybody that whatever they want to hear of may have changed."""
        everyone = [(watch, key) for own in self.watches.values() for key, watch in own.items()]
        await asyncio.gather(*(self._tell(watch, key, self.kept) for watch, key in everyone))

    async def follow(self, database: Database) -> None:
        """Go on telling until cancelled."""
        async for each in news(database):
            await (self.tell_all() if isinstance(each, Missed) else self.tell(each))

    async def _tell(self, watch: Watch, key: str, touched: Sequence[Kept]) -> None:
        wanted = [address for address in watch.addresses if any(each.is_at(address) for each in touched)]
        if not wanted:
            return
        try:
            async with asyncio.timeout(WAIT_S):
                if not await watch.caller.holds():
                    self._drop(watch, key)
                    return
                for address in wanted:
                    await watch.tell(address)
        except Exception as error:  # a client that does not listen is no reason to be silent to the others
            log.warning("a client could not be told of a change: %s", type(error).__name__)
            self._drop(watch, key)

    def _add(self, watch: Watch, key: str, addresses: Sequence[str]) -> None:
        for address in addresses:
            if len(address) > LONGEST or not any(each.is_at(address) for each in self.kept):
                raise MCPError(
                    INVALID_PARAMS, "There is no resource at that address to hear of: resources/list has them."
                )
        if len({*watch.addresses, *addresses}) > MOST_ADDRESSES:
            raise MCPError(INVALID_PARAMS, f"A client can hear of {MOST_ADDRESSES} resources at once.")
        watch.addresses |= dict.fromkeys(addresses)
        own = self.watches.setdefault(watch.caller.athlete.id, {})
        own[key] = watch
        while len(own) > MOST_CLIENTS:
            oldest = next(iter(own))
            self._drop(own[oldest], oldest)

    def _drop(self, watch: Watch, key: str) -> None:
        """Tell a client nothing more; its stream, if it has one, ends."""
        own = self.watches.get(watch.caller.athlete.id, {})
        if own.pop(key, None) is not None:
            watch.end()
        if not own:
            self.watches.pop(watch.caller.athlete.id, None)


def _nothing() -> None:
    """A session ends when its client ends it."""


def _session_of(request: Request) -> str:
    headers: Any = {} if request.request is None else request.request.headers
    return str(headers.get("mcp-session-id", "stdio"))


async def stop(task: "asyncio.Task[None]") -> None:
    """End what follows the news, and wait until it has."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
