"""The API over the tests' database, and clients with tokens of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from db import access
from db.athletes import Athlete
from db.engine import Database
from db.policies import Scope
from memory import threads
from topset.api.app import Rules, server_of
from topset.api.asking import Gate

BASE = "http://topset/api/v1"


@dataclass
class Client:
    """Somebody with a token."""

    http: httpx.AsyncClient
    athlete: Athlete

    async def __call__(
        self, method: str, path: str, body: Any = None, status: int = 200, **headers: str
    ) -> httpx.Response:
        """A request that has to be answered with a status."""
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        found = await self.http.request(method, path, json=body, headers=shown)
        assert found.status_code == status, found.text
        return found

    async def get(self, path: str, status: int = 200, **headers: str) -> Any:
        return (await self("GET", path, None, status, **headers)).json()

    async def post(self, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        return (await self("POST", path, body, status, **headers)).json()


Open = Callable[..., Awaitable[Client]]


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, BuiltinCoach())


async def token_of(athlete: Athlete, scope: Scope = "plan", lasting: timedelta = timedelta(days=1)) -> str:
    async with athlete.sessions() as session:
        token, _ = await access.make(session, athlete.id, scope, "test", lasting)
    return token


@pytest.fixture
async def opened(coach: Coach, athlete: Athlete) -> AsyncIterator[Open]:
    """Open a client: of this athlete or another, with a scope; ``token`` is shown instead of one of theirs."""
    app = server_of(Gate(lambda: coach, decides=True), Rules("100000/minute"))
    clients: list[httpx.AsyncClient] = []

    async def open_one(who: Athlete = athlete, scope: Scope = "plan", token: str | None = None) -> Client:
        shown = await token_of(who, scope) if token is None else token
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {shown}"} if shown else {}
        clients.append(httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers))
        return Client(clients[-1], who)

    yield open_one
    for each in clients:
        await each.aclose()


@pytest.fixture
async def client(opened: Open) -> Client:
    return await opened()
