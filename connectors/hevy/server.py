"""Hevy's MCP server, the real one from npm: pinned, on standard input and output, kept to Hevy and nobody else."""

from urllib.parse import quote

from connectors.node import NpmPackage
from connectors.outside import Outside
from connectors.servers.launch import Launch

PACKAGE, VERSION = "hevy-mcp", "6.1.13"
ONLY_HEVY = """
const base = process.env.HEVY_BASE_URL, real = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const from = new URL(input instanceof Request ? input.url : input);
  if (from.hostname !== 'api.hevyapp.com') return Promise.reject(new Error('blocked ' + from.hostname));
  const to = new URL(from.pathname + from.search, base);
  return input instanceof Request ? real(new Request(to, input), init) : real(to, init);
};
"""
"""Loaded before the server: it has no setting for the address, and asks npm for updates where it has none to stop that."""


async def hevy_server(outside: Outside, key: str) -> Launch:
    """How it is started; installed if it is not there yet. Raises ``Unreachable`` without a Node."""
    command = await NpmPackage(PACKAGE, VERSION, outside.home).ensure()
    return Launch(
        command=str(command),
        environment={
            "HEVY_API_KEY": key, "HEVY_BASE_URL": outside.hevy_url, "HEVY_MCP_TELEMETRY": "0",
            "NODE_OPTIONS": f"--import=data:text/javascript,{quote(ONLY_HEVY)}",
        },
    )  # fmt: skip
