"""What to paste where, for the assistants that people use."""

import json
from dataclasses import dataclass
from typing import Literal

Client = Literal["claude", "vscode", "cursor", "chatgpt"]
TOKEN = "<token of 'topset token create'>"
FILES = {
    "claude": "Claude Desktop: Settings > Developer > Edit Config (claude_desktop_config.json), then restart it",
    "vscode": "VS Code: .vscode/mcp.json in a folder, or 'MCP: Open User Configuration'",
    "cursor": "Cursor: ~/.cursor/mcp.json, or .cursor/mcp.json in a folder",
}
CHATGPT = """ChatGPT: Settings > Apps & Connectors > Advanced > Developer mode, then Create.
It reaches servers on the internet only, and asks for OAuth, so it needs three things:
1. an address with TLS that a proxy passes on to 'topset mcp --http' (TOPSET_MCP_URL),
2. an OAuth issuer that has accounts for you (TOPSET_MCP_ISSUER), with the scopes topset:read, topset:log, topset:plan,
3. in ChatGPT: this as 'MCP Server URL', and 'OAuth' as authentication:"""


@dataclass(frozen=True, slots=True)
class Installed:
    """How this installation is started."""

    command: str
    environment: dict[str, str]
    athlete: str | None = None
    scope: str = "plan"


def stdio_snippet(client: Client, here: Installed) -> str:
    """The configuration with which a client starts a server of its own."""
    arguments = [
        "mcp",
        *(["--as", here.athlete] if here.athlete else []),
        *([] if here.scope == "plan" else ["--scope", here.scope]),
    ]
    entry = {"command": here.command, "args": arguments, "env": here.environment}
    if client == "vscode":
        return _json({"servers": {"topset": {"type": "stdio"} | entry}})
    return _json({"mcpServers": {"topset": entry}})


def http_snippet(client: Client, address: str) -> str:
    """The configuration with which a client calls a server that runs already."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    if client == "vscode":
        return _json({"servers": {"topset": {"type": "http", "url": address, "headers": headers}}})
    if client == "claude":  # which starts programs only: the public bridge calls the address for it
        bridge = ["-y", "mcp-remote", address, "--header", "Authorization:${TOPSET_TOKEN}"]
        return _json(
            {"mcpServers": {"topset": {"command": "npx", "args": bridge, "env": {"TOPSET_TOKEN": f"Bearer {TOKEN}"}}}}
        )
    return _json({"mcpServers": {"topset": {"url": address, "headers": headers}}})


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
