"""What is printed to be pasted is what the clients read."""

import json

import pytest

from topset.assistants.snippets import TOKEN, Installed, http_snippet, stdio_snippet

HERE = Installed("/opt/topset/.venv/bin/topset", {"TOPSET_HOME": "/home/anna/.topset"})
ENTRY = {"command": HERE.command, "args": ["mcp"], "env": HERE.environment}
ADDRESS = "https://coach.example/mcp"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    ("client", "snippet"),
    [
        ("claude", {"mcpServers": {"topset": ENTRY}}),
        ("cursor", {"mcpServers": {"topset": ENTRY}}),
        ("vscode", {"servers": {"topset": {"type": "stdio"} | ENTRY}}),
    ],
)
def test_a_client_that_starts_it(client: str, snippet: object) -> None:
    assert json.loads(stdio_snippet(client, HERE)) == snippet


@pytest.mark.parametrize(
    ("client", "snippet"),
    [
        ("cursor", {"mcpServers": {"topset": {"url": ADDRESS, "headers": HEADERS}}}),
        ("vscode", {"servers": {"topset": {"type": "http", "url": ADDRESS, "headers": HEADERS}}}),
    ],
)
def test_a_client_that_calls_it(client: str, snippet: object) -> None:
    assert json.loads(http_snippet(client, ADDRESS)) == snippet


def test_somebody_else_and_less_scope() -> None:
    other = Installed(HERE.command, HERE.environment, "Anna Maria", "read")
    assert json.loads(stdio_snippet("cursor", other))["mcpServers"]["topset"]["args"] == [
        "mcp",
        "--as",
        "Anna Maria",
        "--scope",
        "read",
    ]
