"""The MCP server against an empty one of the same library: calls a second and waiting, over stdio and HTTP.

python -m benchmarks.assistants [CALLS]     # how many calls of each kind, 300 unless told

The empty server has one tool that answers a constant. What ours costs more is who asks, the database and the answer.
"""

import asyncio
import contextlib
import itertools
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from benchmarks.figures import free_port, line
from db import access
from topset.database import athlete_called, open_db
from topset.settings import load_settings

CALLS = 300
AT_ONCE = 8
ROOT = Path(__file__).parent.parent
ERAS = ("legacy", "2026-07-28")
EMPTY = """
import sys
import uvicorn
from mcp.server.mcpserver import MCPServer
server = MCPServer("empty", log_level="ERROR")
@server.tool()
async def nothing() -> str:
    return "nothing"
if sys.argv[1] == "stdio":
    server.run("stdio")
else:
    uvicorn.run(server.streamable_http_app(host="127.0.0.1"), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""
DAYS = itertools.count(1)
OURS: list[tuple[str, Callable[[], dict[str, Any]]]] = [
    ("find_exercises", lambda: {"name": "bench"}),
    ("log_workout", lambda: {"said": "bench 3x5 @ 60 kg", "day": _day(), "idempotency_key": str(uuid4())}),
    ("log_measurement", lambda: {"metric": "body weight", "value": 80, "unit": "kg"}),
    ("list_workouts", dict),
    ("estimate_strength", lambda: {"exercise": "bench", "period": "last 12 weeks"}),
    ("coach", lambda: {"message": "bench pr?"}),
]


def _day() -> str:
    """Another day each time: a workout of thousands of sets is nobody's."""
    return (date.today() - timedelta(days=next(DAYS) % 900)).isoformat()


@dataclass(frozen=True)
class Server:
    """A command that serves, and how it is reached."""

    command: list[str]
    environment: dict[str, str]
    token: str = ""

    @asynccontextmanager
    async def over_stdio(self, era: str) -> AsyncIterator[Client]:
        parameters = StdioServerParameters(
            command=self.command[0],
            args=[*self.command[1:], *(["stdio"] if self.token == "" else [])],
            env=self.environment,
            cwd=ROOT,
        )
        async with Client(stdio_client(parameters), mode=era) as client:
            yield client

    @asynccontextmanager
    async def over_http(self, era: str) -> AsyncIterator[Client]:
        port = free_port()
        more = [str(port)] if self.token == "" else ["--http", "--port", str(port)]
        process = await asyncio.create_subprocess_exec(
            *self.command,
            *more,
            env=self.environment,
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}/mcp"
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {self.token or 'none'}"}, timeout=60) as http:
            for _ in range(300):
                with contextlib.suppress(httpx2.ConnectError):
                    await http.get(url)
                    break
                await asyncio.sleep(0.1)
            async with Client(streamable_http_client(url, http_client=http), mode=era) as client:
                yield client
        process.terminate()
        await process.wait()


async def measure(
    client: Client, name: str, arguments: Callable[[], dict[str, Any]], calls: int
) -> tuple[list[float], float]:
    """How long each of some calls took, one after the other; and how many a second, some at once."""
    for _ in range(10):
        await client.call_tool(name, arguments())
    waits = []
    for _ in range(calls):
        at = time.perf_counter()
        found = await client.call_tool(name, arguments())
        waits.append(time.perf_counter() - at)
        assert not found.is_error, found
    left = iter(range(calls))

    async def go() -> None:
        for _ in left:
            await client.call_tool(name, arguments())

    at = time.perf_counter()
    await asyncio.gather(*(go() for _ in range(AT_ONCE)))
    return waits, calls / (time.perf_counter() - at)


async def compare(
    way: Callable[[Server, str], Any], empty: Server, ours: Server, era: str, calls: int, title: str
) -> None:
    async with way(empty, era) as client:
        waits, rate = await measure(client, "nothing", dict, calls)
    base = sorted(waits)[calls // 2]
    print(f"\n{title}, {era}: one after the other (ms), and calls a second with {AT_ONCE} at once")
    print(f"{line('empty server', waits)} {rate:7.0f}/s")
    async with way(ours, era) as client:
        for name, arguments in OURS:
            waits, rate = await measure(client, name, arguments, calls)
            print(f"{line(name, waits)} {rate:7.0f}/s  x{sorted(waits)[calls // 2] / base:.1f}")


async def main() -> None:
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else CALLS
    with tempfile.TemporaryDirectory(prefix="topset-bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("TOPSET_", "OPENAI_"))}
        environment |= {"TOPSET_HOME": f"{folder}/home", "TOPSET_MCP_RATE": "1000000/minute", "PYTHONPATH": str(ROOT)}
        os.environ["TOPSET_HOME"] = environment["TOPSET_HOME"]
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        settings = load_settings()
        async with open_db(settings) as database:
            athlete = await athlete_called(database, settings)
            async with athlete.sessions() as session:
                token, _ = await access.make(session, athlete.id, "plan", "bench", timedelta(days=1))
            empty = Server([sys.executable, str(script)], environment)
            ours = Server([sys.executable, "-m", "topset", "mcp"], environment, token)
            for era in ERAS:
                await compare(Server.over_stdio, empty, ours, era, calls, "stdio")
                await compare(Server.over_http, empty, ours, era, calls, "HTTP")


if __name__ == "__main__":
    asyncio.run(main())
