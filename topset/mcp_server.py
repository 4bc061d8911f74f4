"""The MCP server: the athlete's other assistants use the same tools, with the same coach behind them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from mcp.server.auth.provider import TokenVerifier
from mcp.server.auth.settings import AuthSettings
from mcp.server.context import CallNext, HandlerResult
from mcp.server.mcpserver import MCPServer
from mcp.server.request_state import RequestStateSecurity
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    Completion,
    PromptReference,
    SubscribeRequestParams,
    SubscriptionsListenRequestParams,
    UnsubscribeRequestParams,
)

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db.policies import Scope, reaches
from prompts import render
from topset.assistants.callers import Callers, Request, asked_by
from topset.assistants.coach_tool import coach_tool
from topset.assistants.library import library_tools
from topset.assistants.prompts import add_prompts
from topset.assistants.resources import add_resources
from topset.assistants.updates import Updates, stop
from training.errors import TopsetError, Unavailable
from training.library import load_library

log = logging.getLogger(__name__)

NAME = "topset"
FOR_ANYBODY = ("initialize", "ping", "server/discover", "logging/setLevel")
"""What is answered without looking up who asks."""
MOST_COMPLETIONS = 20


@dataclass(frozen=True)
class Assistants:
    """A server, and what has to run beside it."""

    server: MCPServer[Any]
    coach: Coach
    updates: Updates = field(default_factory=Updates)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[MCPServer[Any]]:
        """Serve while inside: changes by any door are told to whoever subscribed."""
        following = asyncio.create_task(self.updates.follow(self.coach.database))
        following.add_done_callback(_ended)
        try:
            yield self.server
        finally:
            await stop(following)


def _ended(following: "asyncio.Task[None]") -> None:
    if not following.cancelled():
        log.error("nobody is told of changes any more", exc_info=following.exception())


def assistants(
    coach: Coach, callers: Callers, *, auth: AuthSettings | None = None, verifier: TokenVerifier | None = None,
    secret: str | None = None,
) -> Assistants:  # fmt: skip
    """The server over an open coach. ``auth`` and ``verifier`` belong to HTTP: both or neither.

    ``secret`` seals what a client carries from one round of a call to the next: servers that share it can take
    over from each other. Without one, each process has its own.
    """
    sealed = RequestStateSecurity.ephemeral() if secret is None else RequestStateSecurity(keys=[secret])
    tools = [*library_tools(), coach_tool(coach, open_world=not isinstance(coach.model, BuiltinCoach))]
    server: MCPServer[Any] = MCPServer(
        NAME, title="Topset", description="An AI strength coach that you own.", version=version("topset"),
        instructions=render("mcp_instructions"), tools=list(tools), log_level="WARNING", auth=auth, token_verifier=verifier,
        subscriptions=False, request_state_security=sealed, middleware=[identify(callers, {tool.name: tool.needs for tool in tools})],
    )  # fmt: skip
    add_resources(server)
    add_prompts(server)
    server.completion()(complete)  # type: ignore[no-untyped-call]  # the SDK's own gap
    made = Assistants(server, coach)
    _serve_updates(server, made.updates)
    return made


def identify(callers: Callers, needs: dict[str, Scope]) -> Any:
    """Find out who asks before anything is looked at, and list only the tools that they may use."""

    async def middleware(request: Request, call_next: CallNext) -> HandlerResult:
        if request.method in FOR_ANYBODY or request.method.startswith("notifications/"):
            return await call_next(request)
        try:
            caller = await callers.of(request)
        except Unavailable as error:
            raise MCPError(INTERNAL_ERROR, str(error)) from error
        except TopsetError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        with asked_by(caller):
            result = await call_next(request)
        if request.method == "tools/list" and isinstance(result, dict):
            scope = caller.athlete.scope
            result["tools"] = [each for each in result["tools"] if reaches(scope, needs.get(each["name"], "read"))]
        return result

    return middleware


async def complete(reference: Any, argument: Any, context: Any) -> Completion | None:
    """Names of exercises, for prompts that ask for one."""
    if not isinstance(reference, PromptReference) or argument.name != "exercise":
        return None
    begun = argument.value.lower()
    found = sorted(each.name for each in load_library().movements if begun in each.name.lower())
    return Completion(values=found[:MOST_COMPLETIONS], total=len(found), has_more=len(found) > MOST_COMPLETIONS)


def _serve_updates(server: MCPServer[Any], updates: Updates) -> None:
    """Both protocols' ways to subscribe; the SDK offers them at its lower level only."""
    lower = server._lowlevel_server
    lower.add_request_handler("resources/subscribe", SubscribeRequestParams, updates.subscribe)
    lower.add_request_handler("resources/unsubscribe", UnsubscribeRequestParams, updates.unsubscribe)
    lower.add_request_handler("subscriptions/listen", SubscriptionsListenRequestParams, updates.listen)
