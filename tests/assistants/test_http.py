"""The door on HTTP, with real sockets: tokens, whose data, addresses, sizes, rates; strangers learn nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import httpx2
import pytest
import uvicorn
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from agent.coach import Coach
from db import access
from db.athletes import Athlete
from db.policies import Scope
from tests.assistants.conftest import Assistant, Person, text_of
from tests.doors.ports import free_port
from tests.talk import logged
from topset.assistants.callers import TokenHolders
from topset.assistants.doorkeeper import Doorkeeper
from topset.assistants.http import LARGEST, Door, http_app
from topset.assistants.limits import Limits
from topset.mcp_server import assistants
from training.errors import Invalid, Unavailable

BENCH = "bench 3x5 @ 60 kg"
HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}  # fmt: skip
ACCEPT = {"Accept": "application/json, text/event-stream"}


@dataclass
class Listening:
    """A server that listens."""

    url: str
    app: Any

    @asynccontextmanager
    async def connect(self, token: str, era: str, person: Person | None = None) -> AsyncIterator[Assistant]:
        asking = {} if person is None else {"elicitation_callback": person.answer}
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=30) as http:
            transport = streamable_http_client(self.url, http_client=http)
            async with Client(transport, mode=era, **asking) as client:
                yield Assistant(client)

    async def post(self, body: Any = None, **headers: str) -> httpx.Response:
        async with httpx.AsyncClient(timeout=30) as http:
            return await http.post(self.url, json=HELLO if body is None else body, headers=ACCEPT | headers)


@asynccontextmanager
async def serving(app: Any, port: int) -> AsyncIterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
        assert not task.done()
    yield
    server.should_exit = server.force_exit = True
    await task


@pytest.fixture
async def listening(coach: Coach) -> AsyncIterator[Listening]:
    door = Door("127.0.0.1", free_port(), url=None, rate="1000/minute")
    made = assistants(coach, TokenHolders(coach.database), auth=door.auth, verifier=Doorkeeper(coach.database))
    async with made.open() as server:
        app = http_app(server, door)
        async with serving(app, door.port):
            yield Listening(door.address, app)


async def token_of(athlete: Athlete, scope: Scope = "plan", lasting: timedelta = timedelta(days=1)) -> str:
    async with athlete.sessions() as session:
        token, _ = await access.make(session, athlete.id, scope, "test", lasting)
    return token


async def test_each_token_is_its_athlete(
    listening: Listening, athlete: Athlete, other_athlete: Athlete, era: str
) -> None:
    mine, theirs = await token_of(athlete), await token_of(other_athlete)
    async with listening.connect(mine, era) as me, listening.connect(theirs, era) as them:
        await asyncio.gather(me.say("log_workout", said=BENCH), them.say("log_workout", said="squat 3x5 @ 100 kg"))
        answers = await asyncio.gather(*(each.say("list_workouts") for _ in range(5) for each in (me, them)))
    assert all("Bench" in each and "Squat" not in each for each in answers[::2])
    assert all("Squat" in each and "Bench" not in each for each in answers[1::2])
    assert len(await logged(athlete)) == 3


async def test_a_person_is_asked_over_http(listening: Listening, planner: Athlete, era: str) -> None:
    person = Person()
    async with listening.connect(await token_of(planner), era, person) as assistant:
        answer = await assistant.say("propose_program", weeks=4)
    assert len(person.asked) == 1 and answer.startswith("Approved")


async def test_scopes_are_held(listening: Listening, planner: Athlete, era: str) -> None:
    async with listening.connect(await token_of(planner, "read"), era) as reader:
        assert (await reader.call("log_workout", said=BENCH)).is_error
        assert (await reader.call("coach", message=BENCH)).is_error
        assert "no workouts" in (await reader.say("list_workouts")).lower()
    async with listening.connect(await token_of(planner, "log"), era) as logger:
        await logger.say("log_workout", said=BENCH)
        assert (await logger.call("propose_program", weeks=4)).is_error
        said = text_of(await logger.call("coach", message="make me a 4 week program"))
    assert "may log, but not plan" in said
    assert len(await logged(planner)) == 3


@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer x", "Bearer topset_wrong", "Basic dXNlcjpwYXNz"])
async def test_strangers_learn_nothing(shown: str | None, listening: Listening, athlete: Athlete) -> None:
    answer = await listening.post(**({} if shown is None else {"Authorization": shown}))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json() == {"error": "invalid_token", "error_description": "Authentication required"}
    assert athlete.name not in answer.text and "resource_metadata" not in answer.headers["www-authenticate"]


async def test_a_revoked_token_ends_at_once(listening: Listening, athlete: Athlete, era: str) -> None:
    async with athlete.sessions() as session:
        token, row = await access.make(session, athlete.id, "plan", "", timedelta(days=1))
    async with listening.connect(token, era) as assistant:
        await assistant.say("log_workout", said=BENCH)
        async with athlete.sessions() as session:
            await access.revoke(session, athlete.id, row.id)
        with pytest.raises(Exception):  # noqa: B017  (the SDK's client raises a group of what its transport met)
            async with asyncio.timeout(10):
                await assistant.call("log_workout", said=BENCH)
    assert len(await logged(athlete)) == 3


async def test_a_session_is_its_owners(listening: Listening, athlete: Athlete, other_athlete: Athlete) -> None:
    mine, theirs = await token_of(athlete), await token_of(other_athlete)
    begun = await listening.post(Authorization=f"Bearer {mine}")
    session = begun.headers["mcp-session-id"]
    stolen = await listening.post(
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        **{"Authorization": f"Bearer {theirs}", "Mcp-Session-Id": session},
    )
    assert begun.status_code == 200 and stolen.status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403), ({"Content-Type": "text/plain"}, 400)],
)
async def test_other_pages_and_names_are_turned_away(
    headers: dict[str, str], status: int, listening: Listening, athlete: Athlete
) -> None:
    token = await token_of(athlete)
    answer = await listening.post(Authorization=f"Bearer {token}", **headers)
    assert answer.status_code == status


async def test_a_request_has_a_largest_size(listening: Listening, athlete: Athlete) -> None:
    token = await token_of(athlete)
    answer = await listening.post({"x": "y" * (LARGEST + 1)}, Authorization=f"Bearer {token}")
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"null", b"\xff\xfe", b'{"jsonrpc": "2.0"}', b'{"jsonrpc": "2.0", "id": 1, "method": "x"}'],
)
async def test_what_is_no_request_is_refused_in_words(body: bytes, listening: Listening, athlete: Athlete) -> None:
    token = await token_of(athlete)
    async with httpx.AsyncClient() as http:
        headers = ACCEPT | {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        answer = await http.post(listening.url, content=body, headers=headers)
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text and "site-packages" not in answer.text


async def answering(scope: Any, receive: Any, send: Any) -> None:
    """A server that takes one token."""
    shown = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")[2]
    if shown == b"gone":
        raise Unavailable("The database stopped answering.")
    status = 200 if shown == b"good" else 401
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


Ask = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def limited() -> Ask:
    @asynccontextmanager
    async def opened(**limits: str) -> AsyncIterator[httpx.AsyncClient]:
        app = Limits(answering, ("/mcp", "/about"), **limits)
        transport = httpx.ASGITransport(app, client=("10.0.0.1", 1), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            yield http

    return opened


async def test_a_token_may_ask_so_often(limited: Ask) -> None:
    async with limited(rate="5/minute") as http:
        statuses = [(await http.post("/mcp", headers={"Authorization": "Bearer good"})).status_code for _ in range(6)]
        late = await http.post("/mcp", headers={"Authorization": "Bearer good"})
        other = await http.post("/mcp", headers={"Authorization": "Bearer other"})
    assert statuses == [200] * 5 + [429]
    assert 1 <= int(late.headers["retry-after"]) <= 60 and "seconds" in late.json()["error_description"]
    assert other.status_code == 401, "another token has a count of its own"


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "bEaReR"])
async def test_however_it_is_spelled_it_is_one_token(scheme: str, limited: Ask) -> None:
    async with limited(rate="3/minute") as http:
        statuses = [
            (await http.post("/mcp", headers={"Authorization": f"{each} good"})).status_code
            for each in ("Bearer", scheme) * 3
        ]
    assert statuses == [200, 200, 200, 429, 429, 429]


async def test_guessing_ends_soon_and_locks_nobody_out(limited: Ask) -> None:
    async with limited(guesses="3/minute") as http:
        before = await http.post("/mcp", headers={"Authorization": "Bearer good"})
        statuses = [(await http.post("/mcp", headers={"Authorization": f"Bearer {at}"})).status_code for at in range(5)]
        after = await http.post("/mcp", headers={"Authorization": "Bearer good"})
    assert statuses == [401, 401, 401, 429, 429]
    assert (before.status_code, after.status_code) == (200, 200), (
        "whoever holds a token does not pay for others' guesses"
    )


async def test_there_is_nothing_else_to_call(limited: Ask) -> None:
    async with limited() as http:
        nowhere = await http.post("/nothing", headers={"Authorization": "Bearer good"})
        about = await http.post("/about", headers={"Authorization": "Bearer good"})
    assert nowhere.status_code == 404 and about.status_code == 401, "a token is looked at where it is needed only"


async def test_a_database_that_is_gone_is_said_to_be(limited: Ask) -> None:
    async with limited() as http:
        gone = await http.post("/mcp", headers={"Authorization": "Bearer gone"})
    assert gone.status_code == 503 and gone.headers["retry-after"] and "database" in gone.json()["error_description"]


@pytest.mark.parametrize("rate", ["abc", "", "many/minute"])
def test_a_rate_that_is_none_is_said_at_the_start(rate: str) -> None:
    with pytest.raises(Invalid, match="TOPSET_MCP_RATE"):
        Limits(answering, ("/mcp",), rate)
