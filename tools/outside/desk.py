"""Where a person makes and ends connections. No model and no tool of one can reach this: only the command line calls it."""

from dataclasses import dataclass

from connectors.hevy.client import open_client
from connectors.hevy.server import hevy_server
from connectors.node import ensure_node
from connectors.outside import outside
from connectors.servers.session import open_session
from db import connections
from db.athletes import Athlete
from training.errors import Invalid, NotFound, Unavailable

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
                raise Unavailable(f"Hevy's MCP server does not get through to Hevy: {answered.text[:200]}")
        async with self.athlete.sessions() as session:
            await connections.put(
                session, self.athlete.id, HEVY, kind="hevy", config={"user": name},
                secret=here.keyring.close(self.athlete.id, {"key": key}),
            )  # fmt: skip
        return f"Connected with Hevy as {name or 'you'}: {count:,} workouts. Next: topset sync{self.athlete.named}"

    async def disconnect(self, name: str) -> str:
        """Forget a connection, its keys and the copy of what it holds. What is in the log stays. Raises ``NotFound``."""
        async with self.athlete.sessions() as session:
            if not await connections.forget(session, self.athlete.id, name):
                raise NotFound(f"Nothing called '{name}' is connected.")
        return f"{name} is disconnected, and its keys are gone. What it brought into your log stays."
