"""The same conversations over MCP: the coach is a process, ``topset mcp``, and what it did is read from the database."""

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from agent.coach import Coach
from agent.listening import hear
from db import chats
from db.athletes import Athlete
from evals.conversation import Answer, Called, InProcess, asked_in
from tools.toolbox import Toolbox, access

ROOT = Path(__file__).parent.parent
OURS = ("TOPSET_", "OPENAI_")
TOOL = "coach"
ENDS_IN_S = 10
_Asked = tuple[dict[str, Any], asyncio.Future[Any]]


@dataclass
class Line:
    """A connection to a process of one athlete, held open by a task of its own from its first message to its last."""

    command: StdioServerParameters
    asked: asyncio.Queue[_Asked | None] = field(default_factory=asyncio.Queue)
    holding: asyncio.Task[None] | None = None

    async def call(self, arguments: dict[str, Any]) -> Any:
        """Call the tool ``coach`` and wait for its result. Raises whatever ended the connection."""
        if self.holding is None:
            self.holding = asyncio.create_task(self._hold())
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        await self.asked.put((arguments, answered))
        await asyncio.wait({answered, self.holding}, return_when=asyncio.FIRST_COMPLETED)
        if not answered.done():
            self.holding.result()
            raise ConnectionError("the MCP server went away")
        return answered.result()

    async def close(self) -> None:
        """Let the process end."""
        if self.holding is not None and not self.holding.done():
            await self.asked.put(None)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.holding, ENDS_IN_S)

    async def _hold(self) -> None:
        async with Client(stdio_client(self.command)) as client:
            while (asked := await self.asked.get()) is not None:
                arguments, answered = asked
                try:
                    answered.set_result(await client.call_tool(TOOL, arguments))
                except Exception as error:  # the case's, not the connection's
                    answered.set_exception(error)


@dataclass
class Lines:
    """The processes of one worker, one an athlete and day: prepared athletes come again and again."""

    home: Path
    model: str = "builtin"
    python: str = sys.executable
    opened: dict[tuple[str, str], Line] = field(default_factory=dict)

    def of(self, athlete: Athlete) -> Line:
        """The connection that speaks for an athlete on their day."""
        key = (athlete.name, athlete.today.isoformat())
        if key not in self.opened:
            arguments = ["-m", "topset", "mcp", "--as", athlete.name, "--today", key[1]]
            around = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
            own = {"TOPSET_HOME": str(self.home), "TOPSET_MODEL": self.model}
            self.opened[key] = Line(
                StdioServerParameters(command=self.python, args=arguments, env=around | own, cwd=ROOT)
            )
        return self.opened[key]

    async def close(self) -> None:
        """End all of them."""
        await asyncio.gather(*(each.close() for each in self.opened.values()), return_exceptions=True)


@dataclass
class OverMCP(InProcess):
    """A conversation through ``topset mcp``. Approving stays with the person: no argument of a tool does it."""

    coach: Coach
    athlete: Athlete
    lines: Lines | None = None
    thread: str | None = None

    def __post_init__(self) -> None:
        self.begun = self.chat
        """The chat that a thread belongs to: a later day begins another one."""

    async def say(self, text: str) -> Answer:
        """One call of ``coach``, in the thread that is open."""
        assert self.lines is not None, "it talks over lines"
        if self.chat != self.begun:
            self.begun, self.thread = self.chat, None
        self.athlete = await self._now()
        arguments = {"message": text} | ({} if self.thread is None else {"thread": self.thread})
        result = await self.lines.of(self.athlete).call(arguments)
        fields = result.structured_content or {}
        if result.is_error or not fields:
            return Answer(" ".join(getattr(each, "text", "") for each in result.content), failed=True)
        self.thread = str(fields["thread"])
        calls = await self._calls(UUID(self.thread), [each["text"] for each in fields["tools"]])
        question, choices = asked_in(fields["reply"], calls)
        flag = hear(text)
        held = flag.tier if flag is not None and fields["reply"].startswith(flag.advice[:40]) else ""
        return Answer(fields["reply"], calls, tuple(map(str, fields["proposals"])), question, choices, held)

    async def _calls(self, chat: UUID, texts: list[str]) -> tuple[Called, ...]:
        """The calls behind the latest answer, as they are kept beside it; what they said is in the tool's answer."""
        async with self.athlete.sessions() as session:
            [latest] = await chats.latest(session, self.athlete.id, chat, 1)
        writes = {tool.__name__ for tool in Toolbox(self.athlete).tools if access(tool) == "write"}
        return tuple(
            Called(
                each["name"], each["args"], each["ok"], text, each["result"] if each["ok"] else None,
                each["ok"] and each["name"] in writes,
            )
            for each, text in zip(latest.steps or [], texts, strict=False)
        )  # fmt: skip
