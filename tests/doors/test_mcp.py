"""The server as other programs meet it: a process over standard input and output, and one that listens."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from db.embedded import EmbeddedServer
from tests.assistants.conftest import ERAS, Assistant, Person, text_of
from tests.doors.environment import environment_of
from tests.doors.ports import free_port, until_answering

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-21"
ABOUT_ME = {
    "goals": {"strength": 10}, "days": 3, "minutes": 60, "level": "intermediate", "place": "gym",
    "equipment": ["barbell", "rack", "bench", "dumbbell", "machine"],
}  # fmt: skip


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """A home of this module, with its database held open while the processes come and go."""
    with tempfile.TemporaryDirectory(prefix="topset-mcp-") as folder:
        home = Path(folder) / "home"
        server = EmbeddedServer(home)
        server.start()
        yield environment_of(home)
        server.release()


@asynccontextmanager
async def started(
    environment: dict[str, str], era: str, person: Person | None = None, *more: str
) -> AsyncIterator[Assistant]:
    """A client that starts the server itself, as Claude Desktop does."""
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "topset", "mcp", "--today", TODAY, *more], env=environment, cwd=ROOT
    )
    asking = {} if person is None else {"elicitation_callback": person.answer}
    async with Client(stdio_client(command), mode=era, **asking) as client:
        yield Assistant(client)


def ran(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command, whether it works or not."""
    command = [sys.executable, "-m", "topset", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False)


def topset(environment: dict[str, str], *arguments: str) -> str:
    """What a command that has to work prints."""
    done = ran(environment, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("era", [pytest.param(ERAS[0], marks=pytest.mark.slow), ERAS[1]])
async def test_an_assistant_logs_asks_proposes_and_a_person_approves(era: str, environment: dict[str, str]) -> None:
    """The whole of it, as a transcript: what an assistant does for somebody over an evening."""
    who = ("--as", f"lifter {era}")
    person = Person("cancel")
    async with started(environment, era, person, *who) as assistant:
        logged = await assistant.say(
            "log_workout", said="squat 5x5 @ 100 kg, bench 5x5 @ 80 kg", idempotency_key="monday"
        )
        trend = await assistant.say("estimate_strength", exercise="squat")
        assert "5×5 @ 100 kg" in logged and "116.7 kg" in trend
        await assistant.say("answer_screening", yes=[])
        await assistant.say("update_planning", **ABOUT_ME)
        proposed = await assistant.call("propose_program", weeks=4)
        assert proposed.structured_content is not None
        assert f"topset approve {proposed.structured_content['proposal'][:8]}" in text_of(proposed)
        assert "no program" in text_of(await assistant.call("show_week")).lower()
        if era == "legacy":  # later, at the terminal
            done = topset(environment, "approve", proposed.structured_content["proposal"], *who, "--today", TODAY)
            assert "Approved" in done
        else:
            person.action = "accept"
            assert (await assistant.say("propose_program", weeks=4)).startswith("Approved")
        assert "week 1" in await assistant.say("show_week")
        person.action = "accept"
        assert (await assistant.say("shorten_session", minutes=30)).startswith("Approved")
        assert "Undone" in await assistant.say("undo")
    assert len(person.asked) == (2 if era == "legacy" else 3)


class Scripted(BaseChatModel):
    """An assistant of somebody else whose answers are written down: what calls it makes is what is tested."""

    answers: list[AIMessage]
    seen: list[list[BaseMessage]] = []

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **_: Any) -> ChatResult:
        self.seen.append(messages)
        return ChatResult(generations=[ChatGeneration(message=self.answers[len(self.seen) - 1])])

    def bind_tools(self, tools: Any, **_: Any) -> Any:
        return self

    @property
    def _llm_type(self) -> str:
        return "scripted"


@pytest.fixture
def url(environment: dict[str, str]) -> Iterator[str]:
    """``topset mcp --http`` in a process of its own."""
    port = free_port()
    log = Path(environment["TOPSET_HOME"]).parent / "mcp.log"
    command = [sys.executable, "-m", "topset", "mcp", "--http", "--port", str(port)]
    with log.open("ab") as into:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=into, stderr=into)
    address = f"http://127.0.0.1:{port}/mcp"
    assert until_answering(address, process, log) == 401
    yield address
    process.terminate()
    assert process.wait(30) == 0, log.read_text()
    assert "Traceback" not in log.read_text()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::langchain_core._api.beta_decorator.LangChainBetaWarning")
async def test_another_framework_uses_it_over_http(url: str, environment: dict[str, str]) -> None:
    from langchain.mcp import MCPAdapter  # which says on import that it is new: an error elsewhere

    made = json.loads(
        topset(environment, "token", "create", "--scope", "log", "--as", "agent user", "--label", "LangChain", "--json")
    )
    call = {"name": "log_workout", "args": {"said": "bench 3x5 @ 60 kg"}, "id": "1", "type": "tool_call"}
    model = Scripted(answers=[AIMessage("", tool_calls=[call]), AIMessage("Done.")])
    servers = {"mcpServers": {"topset": {"url": url, "headers": {"Authorization": f"Bearer {made['token']}"}}}}
    async with MCPAdapter(servers) as adapter:
        agent = create_agent(model, await adapter.list_tools())
        state = await agent.ainvoke({"messages": [("user", "log my bench")]})
    [answer] = [each for each in state["messages"] if isinstance(each, ToolMessage)]
    assert "3×5 @ 60 kg" in str(answer.content) and answer.status != "error"
    assert "LangChain" in topset(environment, "token", "list", "--as", "agent user")
    assert "Revoked" in topset(environment, "token", "revoke", made["id"], "--as", "agent user")
    assert "revoked" in topset(environment, "token", "list", "--as", "agent user")


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_a_signal_ends_it_in_order(number: int, environment: dict[str, str]) -> None:
    """Also while it waits for input: the client has gone without a word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "topset", "mcp"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}).encode() + b"\n"
    )
    process.stdin.flush()
    assert b"topset" in process.stdout.readline()
    process.send_signal(number)
    assert process.wait(20) == 0
    process.stdin.close()
    process.stdout.close()


def test_over_http_the_token_says_how_far(environment: dict[str, str]) -> None:
    for more in (
        ["mcp", "--http", "--scope", "read"],
        ["mcp", "--http", "--as", "anna"],
        ["mcp", "config", "cursor", "--http", "--scope", "read"],
    ):
        done = ran(environment, *more)
        assert done.returncode == 1 and "token" in done.stderr


def test_the_snippet_is_what_starts_it(environment: dict[str, str]) -> None:
    snippet = json.loads(topset(environment, "mcp", "config", "claude", "--as", "anna", "--scope", "log"))
    entry = snippet["mcpServers"]["topset"]
    assert entry["env"] == {"TOPSET_HOME": environment["TOPSET_HOME"], "TOPSET_TIMEZONE": "Europe/Berlin"}
    done = subprocess.run(
        [entry["command"], *entry["args"], "--help"], capture_output=True, text=True, timeout=60, check=True
    )
    assert "MCP" in done.stdout and entry["args"] == ["mcp", "--as", "anna", "--scope", "log"]
