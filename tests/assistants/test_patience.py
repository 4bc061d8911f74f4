"""Half requests and sessions without end: each ends by itself, in words, and nobody else waits for them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from agent.coach import Coach
from db.athletes import Athlete
from tests.assistants.test_http import ACCEPT, HELLO, Listening, token_of
from tests.doors.ports import free_port
from topset.assistants import limits, listener
from topset.assistants.callers import TokenHolders
from topset.assistants.doorkeeper import Doorkeeper
from topset.assistants.http import Door, http_app
from topset.mcp_server import assistants


@pytest.fixture
async def hasty(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Listening]:
    """The door as it is served, which loses its patience sooner."""
    monkeypatch.setattr(listener, "HEAD_S", 0.5)
    monkeypatch.setattr(limits, "BODY_S", 0.5)
    door = Door("127.0.0.1", free_port(), rate="1000/minute")
    made = assistants(coach, TokenHolders(coach.database), auth=door.auth, verifier=Doorkeeper(coach.database))
    async with made.open() as server:
        app = http_app(server, door)
        listening = listener.Listener.at(door, app)
        task = asyncio.create_task(listening._serve())
        while not listening.started:
            await asyncio.sleep(0.01)
            assert not task.done()
        yield Listening(door.address, app)
        listening.should_exit = listening.force_exit = True
        await task


async def sent(server: Listening, *pieces: bytes) -> bytes:
    """What the server says to some bytes before it hangs up."""
    url = httpx.URL(server.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize("begun", [b"", b"P", b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "])
async def test_a_head_that_never_ends_is_hung_up_on(begun: bytes, hasty: Listening) -> None:
    answer = await sent(hasty, begun)
    assert answer.startswith(b"HTTP/1.1 408") and b"did not arrive within" in answer


async def test_a_second_head_on_a_connection_is_waited_for_as_little(hasty: Listening) -> None:
    whole = b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    answer = await sent(hasty, whole, b"GET /noth")
    assert answer.startswith(b"HTTP/1.1 404") and b"HTTP/1.1 408" in answer


async def test_a_body_that_never_comes_is_not_waited_for(hasty: Listening, athlete: Athlete) -> None:
    token = await token_of(athlete)
    head = (
        f"POST /mcp HTTP/1.1\r\nHost: {httpx.URL(hasty.url).netloc.decode()}\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nConnection: close\r\n"
        'Content-Length: 900\r\n\r\n{"jsonrpc"'
    )
    answer = await sent(hasty, head.encode())
    assert answer.startswith(b"HTTP/1.1 408") and b"did not arrive within" in answer


async def test_three_hundred_half_requests_are_gone_soon(hasty: Listening, athlete: Athlete) -> None:
    half = [asyncio.create_task(sent(hasty, b"POST /mcp HTTP/1.1\r\nHost: x\r\n")) for _ in range(300)]
    begun = await hasty.post(Authorization=f"Bearer {await token_of(athlete)}")
    started = time.monotonic()
    answers = await asyncio.gather(*half)
    assert begun.status_code == 200 and time.monotonic() - started < 8
    assert all(each.startswith(b"HTTP/1.1 408") for each in answers)


async def test_a_stream_may_be_silent_for_as_long_as_it_likes(hasty: Listening, athlete: Athlete) -> None:
    """A client that listens for changes has sent its whole request."""
    shown = {"Authorization": f"Bearer {await token_of(athlete)}"}
    session = (await hasty.post(**shown)).headers["mcp-session-id"]
    async with (
        httpx.AsyncClient(timeout=30) as http,
        http.stream(
            "GET", hasty.url, headers={"Accept": "text/event-stream", "Mcp-Session-Id": session} | shown
        ) as stream,
    ):
        assert stream.status_code == 200
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.5):
                async for _ in stream.aiter_bytes():
                    pass


async def test_a_token_has_so_many_sessions(
    hasty: Listening, athlete: Athlete, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_SESSIONS", 3)
    shown, other = [{"Authorization": f"Bearer {await token_of(athlete)}"} for _ in range(2)]
    begun = [await hasty.post(**shown) for _ in range(4)]
    assert [each.status_code for each in begun] == [200, 200, 200, 429]
    assert "has 3 sessions open" in begun[-1].json()["error_description"]
    assert (await hasty.post(**other)).status_code == 200, "another token has sessions of its own"
    session = {"Mcp-Session-Id": begun[0].headers["mcp-session-id"]}
    went_on = await hasty.post({"jsonrpc": "2.0", "id": 2, "method": "ping"}, **shown, **session)
    async with httpx.AsyncClient() as http:
        ended = await http.delete(hasty.url, headers=ACCEPT | shown | session)
    assert (went_on.status_code, ended.status_code) == (200, 200)
    assert (await hasty.post(HELLO, **shown)).status_code == 200


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e308", "1e999"])
async def test_numbers_that_are_none_are_refused_in_words(value: str, hasty: Listening, athlete: Athlete) -> None:
    async with hasty.connect(await token_of(athlete), "legacy") as assistant:
        found = await assistant.called("log_measurement", {"metric": "body_weight", "value": 80.0})
        assert not found.is_error
    begun = await hasty.post(Authorization=f"Bearer {await token_of(athlete)}")
    body = {
        "jsonrpc": "2.0", "id": 5, "method": "tools/call",
        "params": {"name": "log_measurement", "arguments": {"metric": "body_weight", "value": "VALUE"}},
    }  # fmt: skip
    raw = json.dumps(body).replace('"VALUE"', value)
    headers: dict[str, Any] = ACCEPT | {
        "Authorization": begun.request.headers["authorization"], "Content-Type": "application/json",
        "Mcp-Session-Id": begun.headers["mcp-session-id"], "Mcp-Protocol-Version": "2025-11-25",
    }  # fmt: skip
    async with httpx.AsyncClient() as http:
        answer = await http.post(hasty.url, content=raw, headers=headers)
    assert "went wrong" not in answer.text and "Traceback" not in answer.text
    assert "error" in answer.text.lower() or answer.status_code >= 400, answer.text
