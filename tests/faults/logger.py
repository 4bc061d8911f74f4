"""A process that logs turns and says so, to be killed: it imports and warms up everything once, and forks on demand.

Reads an order a line; the process that is forked for it opens the coach as the command line does, logs the
order's turns one after the other and prints ``ready``, then ``ack N`` for every reply that an athlete would see.
"""

import asyncio
import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from agent.events import Reply
from topset.build import open_coach
from topset.database import athlete_called
from topset.settings import Settings

TODAY = date(2026, 11, 21)


async def log(order: dict[str, Any]) -> None:
    """Log the turns of an order: their numbers with the ids of their chats and messages."""
    settings = Settings(home=Path(order["home"]), database_url=order["url"], model="builtin")
    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings, order["athlete"], TODAY)
        say("ready")
        for number, chat, message in order["turns"]:
            said = said_in(number)
            async for event in coach.turn(athlete, said, chat_id=UUID(chat), message_id=UUID(message)):
                if isinstance(event, Reply):
                    answered = event.text.startswith(("Logged for", "Added to")) and len(event.steps) == 1
                    say(f"ack {number}" if answered else f"failed {number} {event!r}")


def said_in(number: int) -> str:
    """What is said in a turn: each has a day of its own."""
    return f"bench 1x5 @ {20 + number % 40} kg on {TODAY - timedelta(days=number)}"


def say(line: str) -> None:
    """Print a line at once and whole, whatever comes next."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Do the first order without forking, so that all caches are warm; then fork for each that follows."""
    asyncio.run(log(json.loads(sys.stdin.readline())))
    say("gone")
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            os.environ["PGAPPNAME"] = f"logger {os.getpid()}"
            say(f"pid {os.getpid()}")
            asyncio.run(log(json.loads(line)))
            os._exit(0)
        os.waitpid(pid, 0)
        say("gone")


if __name__ == "__main__":
    main()
