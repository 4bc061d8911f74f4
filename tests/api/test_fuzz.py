"""The API under requests that Schemathesis makes from its own description: no answer is a server error."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.doors.ports import free_port

EXAMPLES = 15
CHECKS = "not_a_server_error,status_code_conformance,response_schema_conformance"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


async def run(*command: str, folder: Path | None = None, **environment: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[tuple[str, str]]:
    """A server of its own, and a token for it."""
    port = free_port()
    settings = {
        "TOPSET_HOME": str(tmp_path / "home"),
        "TOPSET_API_PORT": str(port),
        "TOPSET_API_RATE": "1000000/minute",
    }
    code, said = await run(sys.executable, "-m", "topset", "token", "create", "--scope", "plan", **settings)
    assert code == 0, said
    token = next(line for line in said.splitlines() if line.startswith("topset_"))
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "topset", "api", env=os.environ | settings, stderr=asyncio.subprocess.DEVNULL
    )
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        while True:
            try:
                assert (await http.get("/readyz")).status_code == 200
                break
            except httpx.TransportError:
                assert server.returncode is None
                await asyncio.sleep(0.2)
    yield f"http://127.0.0.1:{port}/api/v1", token
    server.terminate()
    await server.wait()


async def test_no_request_is_a_server_error(address: tuple[str, str], tmp_path: Path) -> None:
    url, token = address
    code, said = await run(
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}/openapi.json", "--url", url, "-H",
        f"Authorization: Bearer {token}", "--checks", CHECKS, "--max-examples", str(EXAMPLES), "--phases", "coverage,fuzzing",
        "--request-timeout", "60", folder=tmp_path,
    )  # fmt: skip
    assert code == 0, said[-8000:]
    tried = re.search(r"(\d+) generated", said)
    assert tried is not None and int(tried[1]) > 3_000, said[-2000:]
