"""Where a person makes and ends connections. No model and no tool of one can reach this: only the command line calls it."""

import re
from dataclasses import dataclass

from connectors.hevy.client import open_client
from connectors.hevy.server import hevy_server
from connectors.node import ensure_node
from connectors.outside import outside
from connectors.servers.launch import Launch
from connectors.servers.mapping import mapping_for, mappings, read_mapping
from connectors.servers.pinning import pinned
from connectors.servers.session import open_session
from db import connections
from db.athletes import Athlete
from training.errors import Invalid, NotFound, Unreachable

HEVY = "hevy"


@dataclass(frozen=True)
class ConnectionDesk:
    """Connect and disconnect, for a person."""

    athlete: Athlete

    async def connect_hevy(self, key: str) -> str:
        """Try a key with Hevy and with its MCP server, and keep it encrypted. Raises what is wrong, and keeps nothing then."""
        key = key.strip()
        if not key or any(sign.isspace() for sign in key):
            raise Invalid("That is no API key: copy it from hevy.com/settings?developer, as it stands there.")
        here = outside()
        await ensure_node("Hevy's MCP server")
        async with open_client(key, here.hevy_url, here.pace_s) as client:
            name, count = await client.user(), await client.workout_count()
        launch = await hevy_server(here, key)
        async with open_session("Hevy's MCP server", launch) as server:
            answered = await server.call("get-workouts", {"page": 1, "page_size": 1})
            if answered.failed:
                raise Unreachable(f"Hevy's MCP server does not get through to Hevy: {answered.text[:200]}")
        async with self.athlete.sessions() as session:
            await connections.put(
                session, self.athlete.id, HEVY, kind="hevy", config={"user": name},
                secret=here.keyring.close(self.athlete.id, {"key": key}),
            )  # fmt: skip
        return f"Connected with Hevy as {name or 'you'}: {count:,} workouts. Next: topset sync{self.athlete.named}"

    async def connect_mcp(
        self, name: str, launch: Launch, allowed: list[str], mapping: str | None = None, account: str | None = None
    ) -> str:
        """Look at a server, and keep what of it may be used. ``mapping`` is the name of one, or the text of one.

        Raises what is wrong with it, and keeps nothing then.
        """
        if not re.fullmatch("[a-z][a-z0-9_]{0,29}", name) or name == HEVY:
            raise Invalid(f"'{name[:40]}' can't be its name: use a-z, digits and _, beginning with a letter.")
        here = outside()
        async with open_session(name, launch) as server:
            tools = await server.tools()
        mapping = mapping or mapping_for({each.name for each in tools})
        known = None if mapping is None else mappings().get(mapping) or read_mapping(mapping)
        may = pinned(tools, allowed, () if known is None else known.tools)
        async with self.athlete.sessions() as session:
            await connections.put(
                session, self.athlete.id, name, kind="mcp",
                config=launch.config | {"mapping": mapping, "account": account, "allowed": [each.name for each in may]},
                secret=here.keyring.close(self.athlete.id, launch.secrets) if launch.secrets else None,
                tools=[each.model_dump() for each in may],
            )  # fmt: skip
        writing = [each.name for each in may if each.writes]
        lines = [
            f"Connected with {name}. It may be asked: {', '.join(each.name for each in may) or 'nothing'}.",
            f"It changes something over there, so each call is a proposal: {', '.join(writing)}." if writing else "",
            f"Not allowed ({len(tools) - len(may)}): what does not say that it only reads. Name it with --allow TOOL."
            if len(tools) > len(may) else "",
            f"Health data: {known.about}. Next: topset sync {name}{self.athlete.named}" if known else
            "No mapping into health data fits it; --mapping FILE names one (see connectors/servers/mappings/generic.toml).",
        ]  # fmt: skip
        return "\n".join(each for each in lines if each)

    async def disconnect(self, name: str) -> str:
        """Forget a connection, its keys and the copy of what it holds. What is in the log stays. Raises ``NotFound``."""
        async with self.athlete.sessions() as session:
            if not await connections.forget(session, self.athlete.id, name):
                raise NotFound(f"Nothing called '{name}' is connected.")
        return f"{name} is disconnected, and its keys are gone. What it brought into your log stays."
