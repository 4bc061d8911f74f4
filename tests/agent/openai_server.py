"""A provider of our own on loopback that speaks OpenAI's chat completions, answers by script and breaks on demand."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
PIECE = 7
"""Characters a chunk: words, numbers and JSON are cut anywhere, as in life."""


@dataclass
class Exchange:
    """One request, and the connection it came in by."""

    headers: dict[str, str]
    body: dict[str, Any]
    writer: asyncio.StreamWriter

    async def send(self, status: int, body: bytes, kind: str = "application/json", **headers: str) -> None:
        """Answer in one piece."""
        lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(body)}", "connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()

    async def begin_events(self) -> None:
        """Begin a stream of events."""
        self.writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n")
        self.writer.write(b"connection: close\r\n\r\n")

    async def event(self, data: Any) -> None:
        """Send one event; a string goes as it is."""
        text = data if isinstance(data, str) else json.dumps(data)
        payload = f"data: {text}\n\n".encode()
        self.writer.write(f"{len(payload):x}\r\n".encode() + payload + b"\r\n")
        await self.writer.drain()

    async def end_events(self) -> None:
        """End the stream as HTTP wants it ended."""
        self.writer.write(b"0\r\n\r\n")
        await self.writer.drain()

    async def delta(self, delta: dict[str, Any], reason: str | None = None) -> None:
        """Send one chunk of an answer."""
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        await self.event(_envelope("chat.completion.chunk") | {"choices": [choice]})


Answer = Callable[[Exchange], Awaitable[None]]


@dataclass
class OpenAIServer:
    """The server: ``then`` says how the next requests are answered, the last way for all that follow."""

    requests: list[Exchange] = field(default_factory=list)
    _script: deque[Answer] = field(default_factory=deque)
    _server: asyncio.Server | None = None
    _busy: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        for task in self._busy:
            task.cancel()
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """The base URL."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was asked, so far."""
        return [each.body for each in self.requests]

    def then(self, *answers: Answer) -> None:
        """Answer the next requests like this."""
        self._script = deque(answers)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in head[1:] if line}
            body = json.loads(await reader.readexactly(int(headers["content-length"])))
            assert head[0].startswith("POST /v1/chat/completions "), head[0]
            self.requests.append(Exchange(headers, body, writer))
            answer = self._script.popleft() if len(self._script) > 1 else self._script[0]
            await answer(self.requests[-1])
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._busy.discard(task)
            writer.close()


def says(text: str) -> Answer:
    """Words."""
    return _answer({"role": "assistant", "content": text}, "stop")


def calls(*made: tuple[str, dict[str, Any] | str], ids: tuple[str | None, ...] | None = None) -> Answer:
    """Tool calls, several of them at once; arguments that are a string go as they are."""
    return _answer({"role": "assistant", "content": None, "tool_calls": _tool_calls(made, ids)}, "tool_calls")


def calls_cut_off(tool: str, arguments: str) -> Answer:
    """A tool call whose arguments end in the middle, because the answer grew too long."""
    return _answer(
        {"role": "assistant", "content": None, "tool_calls": _tool_calls(((tool, arguments),), None)}, "length"
    )


def says_too_much(text: str) -> Answer:
    """Words that end in the middle, because the answer grew too long."""
    return _answer({"role": "assistant", "content": text}, "length")


def refuses(status: int, code: str, **headers: str) -> Answer:
    """An error with OpenAI's body; it holds the key that was sent, as careless servers do."""

    async def answer(exchange: Exchange) -> None:
        message = f"{code}: {exchange.headers.get('authorization')}"
        error = {"error": {"message": message, "type": code, "code": code, "param": None}}
        await exchange.send(status, json.dumps(error).encode(), retry_after_ms="10", **headers)

    return answer


async def hangs(_exchange: Exchange) -> None:
    """Nothing at all, for longer than anybody waits."""
    await asyncio.sleep(30)


async def stalls(exchange: Exchange) -> None:
    """A beginning, then nothing."""
    await exchange.begin_events()
    await exchange.delta({"role": "assistant", "content": "Logged your"})
    await asyncio.sleep(30)


def dribbles(text: str, pause_s: float) -> Answer:
    """Words that go on for ever, a few at a time."""

    async def answer(exchange: Exchange) -> None:
        await exchange.begin_events()
        while True:
            await exchange.delta({"role": "assistant", "content": text})
            await asyncio.sleep(pause_s)

    return answer


async def drops(exchange: Exchange) -> None:
    """The connection breaks before anything is answered."""
    exchange.writer.transport.abort()


async def drops_in_the_middle(exchange: Exchange) -> None:
    """The connection breaks while the answer streams."""
    await exchange.begin_events()
    await exchange.delta({"role": "assistant", "content": "You benched 9"})
    await asyncio.sleep(0.01)
    exchange.writer.transport.abort()


async def ends_early(exchange: Exchange) -> None:
    """The stream ends in good order, in the middle of a tool call."""
    await exchange.begin_events()
    function = {"name": "log_workout", "arguments": '{"said": "bench 1x5 @ 1'}
    await exchange.delta({"role": "assistant", "tool_calls": [{"index": 0, "id": "call_1", "function": function}]})
    await exchange.end_events()


async def says_error(exchange: Exchange) -> None:
    """An error as an event of the stream."""
    await exchange.begin_events()
    await exchange.delta({"role": "assistant", "content": "You benched 9"})
    await exchange.event(
        {"error": {"message": f"overloaded {exchange.headers['authorization']}", "code": "overloaded"}}
    )
    await exchange.end_events()


def babbles(*events: Any) -> Answer:
    """Events that are no chunks of an answer."""

    async def answer(exchange: Exchange) -> None:
        await exchange.begin_events()
        for each in events:
            await exchange.event(each)
        await exchange.event("[DONE]")
        await exchange.end_events()

    return answer


async def is_no_api(exchange: Exchange) -> None:
    """A page instead of an answer, as from a proxy."""
    await exchange.send(200, b"<html>Please log in</html>", "text/html")


def _answer(message: dict[str, Any], reason: str) -> Answer:
    async def answer(exchange: Exchange) -> None:
        if not exchange.body.get("stream"):
            choice = {"index": 0, "message": message, "finish_reason": reason}
            whole = _envelope("chat.completion") | {"choices": [choice], "usage": USAGE}
            await exchange.send(200, json.dumps(whole).encode())
            return
        await exchange.begin_events()
        for delta in _deltas(message):
            await exchange.delta(delta)
        await exchange.delta({}, reason)
        if exchange.body.get("stream_options", {}).get("include_usage"):
            await exchange.event(_envelope("chat.completion.chunk") | {"choices": [], "usage": USAGE})
        await exchange.event("[DONE]")
        await exchange.end_events()

    return answer


def _deltas(message: dict[str, Any]) -> list[dict[str, Any]]:
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": piece} for piece in _pieces(message["content"] or "")]
    for at, call in enumerate(message.get("tool_calls", [])):
        begun = {
            "index": at,
            "id": call["id"],
            "type": "function",
            "function": {"name": call["function"]["name"], "arguments": ""},
        }
        deltas.append({"tool_calls": [begun]})
        deltas += [
            {"tool_calls": [{"index": at, "function": {"arguments": piece}}]}
            for piece in _pieces(call["function"]["arguments"])
        ]
    return deltas


def _tool_calls(
    made: tuple[tuple[str, dict[str, Any] | str], ...], ids: tuple[str | None, ...] | None
) -> list[dict[str, Any]]:
    return [
        {
            "id": ids[at] if ids else f"call_{at + 1}", "type": "function",
            "function": {"name": name, "arguments": args if isinstance(args, str) else json.dumps(args)},
        }
        for at, (name, args) in enumerate(made)
    ]  # fmt: skip


def _pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def _envelope(kind: str) -> dict[str, Any]:
    """What every answer and chunk has; always the same id, as careless servers do."""
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "test-model"}
