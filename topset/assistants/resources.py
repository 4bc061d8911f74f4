"""What an assistant can read without calling a tool: each as it is now, and by a template for another day, week or subject."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from tools.calls import Result
from tools.toolbox import Toolbox
from topset.assistants.callers import asking
from training.errors import NotFound, TopsetError

MIME = "text/markdown"
LONGEST = 200
Read = Callable[[Toolbox, str | None], Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that can be read."""

    uri: str
    title: str
    description: str
    read: Read
    changes_with: frozenset[str]
    """The kinds in the ledger whose writes change it."""

    @property
    def template(self) -> str:
        """The address with an open end."""
        return f"{self.uri}/{{which}}"

    def is_at(self, uri: str) -> bool:
        """Whether an address is this thing's, as it is now or for another day."""
        return uri == self.uri or uri.startswith(f"{self.uri}/")


async def _session(tools: Toolbox, day: str | None) -> Result:
    found: Result = await tools.named("todays_session")(day=day)
    return found


async def _program(tools: Toolbox, week: str | None) -> Result:
    found: Result = await tools.named("show_week")(week=week)
    return found


async def _workouts(tools: Toolbox, period: str | None) -> Result:
    found: Result = await tools.named("list_workouts")(period=period)
    return found


async def _profile(tools: Toolbox, part: str | None) -> Result:
    if part not in (None, "planning", "settings"):
        raise NotFound(f"The profile has no part '{part[:40]}': read 'planning' or 'settings'.")
    found: Result = await tools.named("show_profile" if part == "settings" else "planning_profile")()
    return found


async def _memory(tools: Toolbox, about: str | None) -> Result:
    found: Result = await tools.named("what_do_you_know")(about=about)
    return found


PLAN = frozenset({"programs", "planned_sessions", "proposals", "workouts", "planning", "injuries", "settings"})
KEPT = (
    Kept("topset://session", "Today's session", "The planned session: exercises, sets, loads, plates. By day: 'topset://session/friday'.",
         _session, PLAN),
    Kept("topset://program", "The current program", "This week of the program with what is done. By week: 'topset://program/3'.",
         _program, PLAN),
    Kept("topset://workouts", "The last workouts", "What was logged last, with every set. By period: 'topset://workouts/last week'.",
         _workouts, frozenset({"workouts", "imported"})),
    Kept("topset://profile", "The athlete's profile", "Goals, level, days, equipment, injuries. By part: 'planning' or 'settings'.",
         _profile, frozenset({"planning", "injuries", "movement_rules", "goals", "settings"})),
    Kept("topset://memory", "What the coach knows", "What is remembered of the athlete, since when. By subject: 'topset://memory/diet'.",
         _memory, frozenset({"facts", "planning", "injuries", "goals", "movement_rules", "settings"})),
)  # fmt: skip


def add_resources(server: MCPServer[Any]) -> None:
    """Offer all of them."""
    for each in KEPT:
        name = each.uri.rpartition("/")[2]
        of_now = server.resource(each.uri, name=name, title=each.title, description=each.description, mime_type=MIME)
        of_now(_now(each))
        by_which = server.resource(
            each.template, name=f"{name}_of", title=each.title, description=each.description, mime_type=MIME
        )
        by_which(_at(each))


def _now(kept: Kept) -> Callable[[], Awaitable[str]]:
    async def now() -> str:
        return await _text(kept, None)

    return now


def _at(kept: Kept) -> Callable[[str], Awaitable[str]]:
    async def at(which: str) -> str:
        return await _text(kept, unquote(which)[:LONGEST])

    return at


async def _text(kept: Kept, which: str | None) -> str:
    caller = asking()
    try:
        return str(await kept.read(Toolbox(caller.athlete), which))
    except NotFound as error:
        raise ResourceNotFoundError(str(error)) from error
    except TopsetError as error:
        raise ResourceError(str(error)) from error
