"""A session with somebody's MCP server: it may hang, die, or say anything, and the caller goes on."""

import json
import logging
import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import anyio
import httpx2

from connectors.servers.launch import Launch
from training.errors import NotFound, TopsetError, Unreachable

if TYPE_CHECKING:
    from mcp import Client
    from mcp.types import Tool

log = logging.getLogger(__name__)

START_S = 30.0
CALL_S = 60.0
MOST_TOOLS = 500
MOST_BYTES = 20_000_000
"""Of one answer; what a model sees of it is far less."""


@dataclass(frozen=True)
class Answer:
    """What a tool answered: data, whatever it says."""

    text: str
    fields: Any
    """The answer as JSON: what the server sent as such, or what its text is."""
    failed: bool = False


@dataclass(frozen=True)
class ServerSession:
    """An open session."""

    name: str
    client: "Client"
    call_s: float = CALL_S

    async def tools(self) -> "list[Tool]":
        """All tools of the server."""
        found: list[Tool] = []
        cursor: str | None = None
        with _bounded(self.name, self.call_s):
            while len(found) < MOST_TOOLS:
                page = await self.client.list_tools(cursor=cursor)
                found += page.tools
                cursor = page.next_cursor
                if not cursor:
                    break
        return found[:MOST_TOOLS]

    async def call(self, tool: str, arguments: Mapping[str, Any]) -> Answer:
        """What a tool answers. Raises ``Unreachable`` for a server that hangs, dies or talks nonsense."""
        from mcp import MCPError
        from mcp.types import TextContent

        with _bounded(self.name, self.call_s):
            try:
                answered = await self.client.call_tool(tool, dict(arguments), read_timeout_seconds=self.call_s)
            except MCPError as error:
                if error.code == NOT_THERE:
                    raise NotFound(f"{self.name} refuses: {str(error)[:200]}") from error
                raise
        text = "\n".join(each.text for each in answered.content if isinstance(each, TextContent))
        if len(text) > MOST_BYTES:
            raise Unreachable(f"{self.name} answered with {len(text) / 1e6:.0f} MB at once, which is more than I read.")
        fields = answered.structured_content
        return Answer(text, _json(text) if fields is None else _unwrapped(fields), bool(answered.is_error))


CLOSED = -32000
"""The connection ended in the middle of a request."""
NOT_THERE = -32602
"""No such tool, or arguments that it does not take."""


@asynccontextmanager
async def open_session(
    name: str, launch: Launch, start_s: float = START_S, call_s: float = CALL_S
) -> AsyncIterator[ServerSession]:
    """Start or reach a server. Raises ``Unreachable``, in words, for everything that can go wrong with it."""
    from mcp import Client  # takes 0.4 s to import, which few turns need

    with open(os.devnull, "w", encoding="utf-8") as nowhere, _in_words(name):  # noqa: PTH123, ASYNC230  (no file)
        async with _transport(launch, nowhere) as transport:
            client = Client(transport, read_timeout_seconds=call_s)
            with anyio.fail_after(start_s) as starting:
                async with client:
                    starting.deadline = float("inf")
                    yield ServerSession(name, client, call_s)


@asynccontextmanager
async def _transport(launch: Launch, nowhere: TextIO) -> AsyncIterator[Any]:
    """What a client talks through. What a server writes beside its answers may hold keys, and goes nowhere."""
    from mcp import StdioServerParameters
    from mcp.client.stdio import stdio_client
    from mcp.client.streamable_http import streamable_http_client

    if not launch.url:
        yield stdio_client(
            StdioServerParameters(
                command=launch.command, args=list(launch.arguments), env=dict(launch.environment),
                encoding_error_handler="replace",
            ),
            errlog=nowhere,
        )  # fmt: skip
        return
    async with httpx2.AsyncClient(headers=dict(launch.headers), timeout=CALL_S, follow_redirects=False) as http:
        yield streamable_http_client(launch.url, http_client=http)


@contextmanager
def _bounded(name: str, seconds: float) -> Iterator[None]:
    try:
        with anyio.fail_after(seconds):
            yield
    except TimeoutError as error:
        raise Unreachable(f"{name} did not answer within {seconds:g} s.") from error


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    """Whatever comes out of a session as one of our errors; a bug of ours stays a bug."""
    try:
        yield
    except BaseException as error:
        from mcp import MCPError

        causes = list(_leaves(error))
        if ours := next((each for each in causes if isinstance(each, TopsetError)), None):
            raise ours from error
        strange = [each for each in causes if not isinstance(each, (MCPError, *THEIRS))]
        if strange or not causes:
            raise
        log.info("%s: %s", name, "; ".join(f"{type(each).__name__}: {each}" for each in causes)[:500])
        raise Unreachable(f"{name} {_what_happened(causes)}.") from error


THEIRS = (
    OSError,
    TimeoutError,
    EOFError,
    httpx2.HTTPError,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
)
"""What a server, or the way to it, can do to a session, beside what the protocol knows."""


def _what_happened(causes: Sequence[BaseException]) -> str:
    from mcp import MCPError

    first = causes[0]
    if any(isinstance(each, FileNotFoundError) for each in causes):
        return "could not be started: there is no such command"
    if isinstance(first, PermissionError):
        return "could not be started: its command may not be run"
    if any(isinstance(each, TimeoutError) for each in causes):
        return "did not answer in time"
    if isinstance(first, MCPError) and first.code != CLOSED:
        return f"refuses: {str(first)[:200]}"
    return "stopped, or can't be reached"


def _leaves(error: BaseException) -> Iterator[BaseException]:
    """The errors in a group of groups."""
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _unwrapped(fields: Any) -> Any:
    """A value that a server had to put into an object."""
    return fields["result"] if isinstance(fields, dict) and set(fields) == {"result"} else fields
