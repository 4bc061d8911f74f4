"""What the chat page needs that is not Chainlit's: the open coach, chats as its history, charts."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from starlette.routing import BaseRoute

from agent.coach import Coach
from db import athletes, chats, private
from db.athletes import Athlete
from db.tables import ChatRow, MessageRow
from tools.calls import Call, called_by
from tools.imports import UnitUnknown, import_file
from topset.api.app import api_routes
from topset.api.serving import api_gate, api_rules
from topset.build import open_coach
from topset.buttons import label
from topset.database import athlete_called
from topset.figures import figure
from topset.login import Doorman, Visitor, visitor
from topset.settings import Settings
from training.errors import NotFound, TopsetError
from training.units import WeightUnit

WORDS_AT_ONCE = 8
MOST_CHATS = 5000
STARTERS = (
    ("Log a workout", "bench 3x5 @ 60 kg, rows 3x10 @ 50 kg"), ("How is my squat going?", "How is my squat going?"),
    ("Make me a program", "Make me an 8 week strength program, 3 days a week"), ("What can I say?", "help"),
)  # fmt: skip
"""First things to say: what the button shows, and what it says."""


_MARKUP = re.compile(r"[\\`\[\]<>~&]|(?<!\*)\*(?!\*)|(?<![^\W_])_|_(?![^\W_])|^(?:[=+]|-{3})")
_ADDRESS = re.compile(r"(?:https?:|ftp:|mailto:|\bwww)(?=[/.]|\S*@)|(?<=\w)@(?=\w)", re.IGNORECASE)
NO_LINK = "\u2060"
"""Breaks an address, so that nothing makes a link of it; it is as wide as nothing."""


@dataclass
class Page:
    """The page's share of a running process: one coach, opened at start, closed at the end."""

    settings: Settings
    _coach: Coach | None = None
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _doorman: Doorman = field(default_factory=Doorman)
    _telling: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self) -> None:
        """Open the database and the coach."""
        self._coach = await self._stack.enter_async_context(open_coach(self.settings))

    async def close(self) -> None:
        """Close them."""
        self._coach = None
        await self._stack.aclose()

    @property
    def coach(self) -> Coach:
        """The open coach."""
        if self._coach is None:
            raise RuntimeError("the page was used before it was opened")
        return self._coach

    def api(self) -> list[BaseRoute]:
        """The HTTP API beside the page, for whoever shows a token."""
        return api_routes(api_gate(self.settings, lambda: self.coach), api_rules(self.settings))

    async def athlete(self, identifier: str) -> Athlete:
        """The athlete who is logged in; on one's own machine whom the settings name, whatever an old cookie says."""
        if self.settings.is_private:
            return await athlete_called(self.coach.database, self.settings)
        return await athletes.find(self.coach.database, identifier)

    async def lets_in(self, name: str, password: str) -> str | None:
        """The secret of a new session, if the password is this athlete's."""
        return await self._doorman.lets_in(self.coach.database, name, password, visitor.get(Visitor()))

    async def threads(
        self, athlete: Athlete, search: str | None, after: str | None, most: int
    ) -> tuple[list[dict[str, Any]], bool]:
        """Some of the athlete's chats, latest first, as the page lists them; and whether there are more."""
        async with athlete.sessions() as session:
            rows = await chats.listed(session, athlete.id, MOST_CHATS, search or "")
        start = next((at + 1 for at, row in enumerate(rows) if str(row.id) == after), 0)
        return [_thread(row, athlete, []) for row in rows[start : start + most]], start + most < len(rows)

    async def thread(self, athlete: Athlete, chat_id: str) -> dict[str, Any] | None:
        """One chat with all that was said, as the page shows it; ``None`` if the athlete has none of that id."""
        async with athlete.sessions() as session:
            try:
                row = await chats.chat(session, athlete.id, UUID(chat_id))
            except (NotFound, ValueError):
                return None
            return _thread(row, athlete, list(await chats.messages(session, athlete.id, row.id)))

    def after_learning(self, tell: Callable[[], Awaitable[None]]) -> None:
        """Tell somebody once all that was said is learnt, without being waited for."""

        async def tell_then() -> None:
            if self.coach.learner is not None:
                await self.coach.learner.learnt()
            await tell()

        task = asyncio.create_task(tell_then())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def keep(self, athlete: Athlete, chat: UUID, said: str, answered: str) -> None:
        """Record with a chat what a person did outside of a turn, and what came of it."""
        async with athlete.sessions() as session:
            await chats.said(session, athlete.id, chat, said, "page", uuid4())
            await chats.answered(session, athlete.id, chat, answered, [])

    async def bring_in(
        self, athlete: Athlete, path: Path, name: str, key: str, asked: Callable[[str], Awaitable[str]]
    ) -> str:
        """Import a file that was dropped on the page; the unit of its loads is asked where they can't be in kg."""
        unit: WeightUnit | None = None
        with called_by(Call("page", key)):
            while True:
                try:
                    return str(await import_file(athlete, path, name=name, unit=unit))
                except UnitUnknown as doubt:
                    answer = await asked(str(doubt))
                    if answer not in ("kg", "lb"):
                        return f"{name}: {doubt}"
                    unit = "lb" if answer == "lb" else "kg"
                except TopsetError as error:
                    return f"{name}: {error}"

    async def rename(self, athlete: Athlete, chat_id: str, name: str) -> None:
        """Give a chat another name."""
        async with athlete.sessions() as session:
            await chats.rename(session, athlete.id, UUID(chat_id), name)

    async def delete(self, athlete: Athlete, chat_id: str) -> None:
        """Delete a chat; what it logged stays logged."""
        async with athlete.sessions() as session:
            await chats.delete(session, athlete.id, UUID(chat_id))

    async def chart(self, athlete: Athlete, chat_id: str, name: str) -> dict[str, Any] | None:
        """The figure of a chart that was shown in a chat."""
        thread = await self.thread(athlete, chat_id)
        charts = {each["id"]: each for each in (thread or {}).get("elements", [])}
        found = charts.get(name)
        return None if found is None else figure(found["chart"])


def shown(text: str) -> str:
    """A text for the page, in one piece."""
    return "".join(markdown(text))


def markdown(text: str) -> list[str]:
    """A reply for the page, in pieces to stream: lines stay lines, and what follows a list is not taken into it.

    What stands in a line is text: somebody's words make no picture, no link and nothing that looks like ours.
    """
    lines: list[str] = []
    for said in text.splitlines():
        line = _plain(said)
        was_item = bool(lines) and lines[-1].startswith(("- ", "  "))
        if was_item and line and not line.startswith(("- ", "  ")):  # two spaces go on with an item
            lines.append("")
        if was_item and line.startswith("  ") and not line.lstrip().startswith("- "):
            lines[-1] += "  "  # a line of its own within the item
        lines.append(line)
    words = re.findall(r"\S+\s*|\s+", "\n".join(lines))
    return ["".join(words[at : at + WORDS_AT_ONCE]) for at in range(0, len(words), WORDS_AT_ONCE)]


def _plain(line: str) -> str:
    """A line without markup, but for the headings, lists and tables that replies are made of, and emphasis of a model."""
    begun = re.match(r"\s*(?:- |#{1,4} )?", line)
    begin = "" if begun is None else begun[0]
    text = _MARKUP.sub(r"\\\g<0>", line[len(begin) :])
    return begin + _ADDRESS.sub(f"\\g<0>{NO_LINK}", text)


def signing_key(settings: Settings) -> str:
    """What signs the page's cookies: another key where people log in, so that a cookie of a private page opens nothing."""
    return secret(settings.home_folder, "page" if settings.is_private else "login")


def secret(home: Path, of: str = "page") -> str:
    """A key of this home, which signs the page's cookies for one: made once, readable by the owner only."""
    return private.keep_once(home / f"{of}.secret", lambda: secrets.token_urlsafe(48))


def _thread(row: ChatRow, athlete: Athlete, messages: list[MessageRow]) -> dict[str, Any]:
    steps: list[dict[str, Any]] = []
    elements: list[dict[str, Any]] = []
    for message in messages:
        at = message.at.isoformat()
        for number, step in enumerate(message.steps or []):
            steps.append(
                {
                    "id": f"{message.id}-{number}", "threadId": str(row.id), "parentId": None, "type": "tool",
                    "name": label(step["name"]), "input": "", "output": shown(_said(step)), "createdAt": at, "start": at, "end": at,
                    "isError": False, "metadata": {}, "streaming": False, "showInput": False,
                }
            )  # fmt: skip
            chart = step["result"].get("chart") if step["ok"] and isinstance(step["result"], dict) else None
            if chart:
                name = f"{message.id}-chart-{number}"
                elements.append(
                    {
                        "id": name, "threadId": str(row.id), "type": "plotly", "name": chart["title"], "display": "inline",
                        "forId": str(message.id), "mime": "application/json", "url": f"/topset/chart/{row.id}/{name}",
                        "chart": chart,
                    }
                )  # fmt: skip
        steps.append(
            {
                "id": str(message.id), "threadId": str(row.id), "parentId": None, "createdAt": at, "start": at, "end": at,
                "type": "user_message" if message.role == "user" else "assistant_message",
                "name": athlete.name if message.role == "user" else "Topset", "input": "",
                "output": message.content if message.role == "user" else shown(message.content),
                "metadata": {}, "streaming": False, "isError": False,
            }
        )  # fmt: skip
    return {
        "id": str(row.id), "createdAt": row.created_at.isoformat(), "name": row.title or "New chat", "userId": str(athlete.id),
        "userIdentifier": athlete.name, "tags": [], "metadata": {}, "steps": steps, "elements": elements,
    }  # fmt: skip


def _said(step: dict[str, Any]) -> str:
    result = step["result"]
    if isinstance(result, str):
        return result
    return (
        str(result.get("text") or result.get("did") or result.get("added") or "done")
        if isinstance(result, dict)
        else "done"
    )
