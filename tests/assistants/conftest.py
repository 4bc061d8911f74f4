"""The MCP server over the tests' database, and the SDK's own client in both protocol eras."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from mcp.client import Client
from mcp.types import CallToolResult, ElicitRequestParams, ElicitResult

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db.athletes import Athlete
from db.engine import Database
from db.policies import Scope
from memory import threads
from tools.toolbox import Toolbox
from topset.assistants.callers import OnePerson
from topset.mcp_server import assistants

ERAS = ("legacy", "2026-07-28")
"""2025-11-25 with its handshake, and the stateless one."""


@dataclass
class Person:
    """Whoever sits in front of a client: what they were asked, and what they answer."""

    action: str = "accept"
    content: dict[str, Any] | None = field(default_factory=lambda: {"approve": True})
    asked: list[str] = field(default_factory=list)

    async def answer(self, context: Any, asked: ElicitRequestParams) -> ElicitResult:
        self.asked.append(asked.message)
        return ElicitResult(action=self.action, content=self.content if self.action == "accept" else None)


@dataclass
class Assistant:
    """A client with a session."""

    client: Client
    progress: list[str] = field(default_factory=list)

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return await self.called(tool, arguments)

    async def called(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        async def heard(done: float, total: float | None, message: str | None) -> None:
            self.progress.append(message or "")

        found = await self.client.call_tool(tool, arguments, progress_callback=heard)
        assert isinstance(found, CallToolResult)
        return found

    async def say(self, name: str, **arguments: Any) -> str:
        """A call that has to succeed; its words."""
        found = await self.call(name, **arguments)
        assert not found.is_error, text_of(found)
        return text_of(found)


Connect = Callable[..., AbstractAsyncContextManager[Assistant]]


def text_of(result: CallToolResult) -> str:
    return "\n".join(each.text for each in result.content if each.type == "text")


def proposal_in(result: CallToolResult) -> UUID:
    assert result.structured_content is not None
    return UUID(result.structured_content["proposal"])


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


@pytest.fixture(params=ERAS)
def era(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def connect(coach: Coach, athlete: Athlete, era: str) -> Connect:
    """Open a session of the athlete in this era; with a person, one who can be asked."""

    @asynccontextmanager
    async def opened(
        person: Person | None = None, scope: Scope = "plan", who: Athlete = athlete
    ) -> AsyncIterator[Assistant]:
        callers = OnePerson(coach.database, who.id, scope, who.today)
        async with assistants(coach, callers).open() as server:
            asking = {} if person is None else {"elicitation_callback": person.answer}
            async with Client(server, mode=era, **asking) as client:
                yield Assistant(client)

    return opened


@pytest.fixture
async def planner(athlete: Athlete) -> Athlete:
    """An athlete about whom everything is known that a program needs."""
    tools = Toolbox(athlete)
    await tools.named("answer_screening")(yes=[])
    await tools.named("update_planning")(
        place="gym", equipment=["barbell", "rack", "bench", "dumbbell", "cable", "machine"], days=3, minutes=60,
        level="intermediate", goals={"strength": 10},
    )  # fmt: skip
    return athlete
