"""A process that logs turns and says so, to be killed: it imports everything once and forks on demand.

Reads a JSON order a line; the child of an order opens the coach as the command line does, logs its turns
one after the other, and prints ``ready``, then ``ack N`` for every reply that an athlete would have seen.
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
from topset.build import athlete_called, open_coach
from topset.settings import Settings

TODAY = date(2026, 11, 21)


async def log(order: dict[str, Any]) -> None:
    """Log turn ``first`` and those that follow it, as many as there are message ids."""
    settings = Settings(home=Path(order["home"]), database_url=order["url"], model="builtin")
    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings, order["athlete"], TODAY)
        say("ready")
        for number, message in enumerate(order["messages"], order["first"]):
            said = said_on(number)
            async for event in coach.turn(athlete, said, chat_id=UUID(order["chat"]), message_id=UUID(message)):
                if isinstance(event, Reply):
                    say(f"ack {number}" if not event.failed else f"failed {event.text!r}")


def said_on(number: int) -> str:
    """What is said in turn ``number``: a load and a day that no other turn has."""
    return f"bench 1x5 @ {number} kg on {day_of(number)}"


def day_of(number: int) -> date:
    """The day of turn ``number``."""
    return TODAY - timedelta(days=number)


def say(line: str) -> None:
    """Print a line at once and whole, whatever comes next."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a logger for every order; say which process it is, and when it is gone."""
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            asyncio.run(log(json.loads(line)))
            os._exit(0)
        say(f"pid {pid}")
        os.waitpid(pid, 0)
        say("gone")


if __name__ == "__main__":
    main()
