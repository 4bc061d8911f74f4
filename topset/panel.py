"""The memory panel: what the coach sees right now, what else it knows, where it is from, and the hand on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4

from pydantic import BaseModel

from agent.coach import Coach
from agent.telling.voice import to_you
from agent.turn import answer_id
from db import chats, facts
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from memory.forgetting import GONE
from memory.recalling import briefing
from tools.calls import Call, called_by
from tools.remembering import doubts
from tools.remembering.forgetting import ForgettingTools
from tools.remembering.memory import MemoryTools
from tools.remembering.views import FactView, views_of
from training.errors import NotFound

OPEN, CHANGED = "topset:memory", "topset:changed"
"""What public/topset.js asks for, and what tells an open panel to look again."""
SHOWN_BY = ("what_do_you_know", "why_do_you_think")
"""Tools under whose answers stands a button that opens it."""
MOST = 200
LOOKED_BACK = 20
"""Messages that are looked through for the last one that was answered."""
LONGEST_SAID = 120
ORIGINS = {
    "told": "You asked me to remember it on {day}", "heard": "You said it in passing on {day}",
    "state": "Your plans are made with it; you told me on {day}", "edited": "You corrected it on {day}",
    "import": "It came with an import on {day}",
}  # fmt: skip
SAY_INSTEAD = {
    "planning:weekdays": "I train on Mon and Fri", "planning:days": "I train 4 days a week",
    "planning:minutes": "I have 45 minutes per session", "planning:place": "I train at home",
    "planning:places": "at home I have dumbbells and a bench", "planning:goals": "I train for strength",
    "planning:level": "I've been lifting for 2 years", "planning:activities": "I like swimming for cardio",
    "planning:priorities": "prioritise arms", "planning:style": "be brief with me", "injuries": "my knee is fine again",
    "goals": "I want to squat 140 by june", "movement_rules": "burpees are fine again",
}  # fmt: skip
"""How what plans are made with is changed: by saying it, because one word may change much."""
STALE = "What still stands on the screen goes when you load the page again."


class Shown(BaseModel):
    """A fact as the panel shows it, in words."""

    id: UUID
    text: str
    kind: str
    time: str
    origin: str
    said: str
    chat_id: UUID | None
    is_state: bool
    say_instead: str | None = None
    """For what plans are made with: an example of what to say to change it."""
    goes_with: str | None = None


class Memory(BaseModel):
    """The panel: what the coach sees with the last message, and what else it knows."""

    last_said: str
    is_told: bool
    """Whether a language model answers, which is told this; the built-in coach looks up what it needs."""
    seen: list[Shown]
    known: list[Shown]
    more: int


class Wish(BaseModel):
    """What a person wants of a fact: another sentence, that it never was true, or that it is gone for good."""

    do: Literal["correct", "retract", "forget"]
    fact: UUID
    text: str = ""


@dataclass(frozen=True)
class Deed:
    """What was done: as it is kept with the chat, and the key of its write."""

    said: str
    answer: str
    key: str
    hint: str = ""
    """What is true until the page is loaded again, and not kept."""


async def look(coach: Coach, athlete: Athlete, chat: UUID) -> Memory:
    """What the panel shows beside a chat."""
    async with athlete.sessions() as session:
        said = await _last_said(session, athlete, chat)
    brief = await briefing(athlete, said)
    async with athlete.sessions() as session:
        newest, total = await facts.newest(session, athlete.id, athlete.today, MOST)
        rows = {row.id: row for row in (*await facts.by_ids(session, athlete.id, brief.used), *newest)}
        views = {view.id: view for view in await views_of(session, athlete, rows.values())}
    seen = [each for each in brief.used if each in rows]
    known = [row.id for row in newest if row.id not in brief.used]
    return Memory(
        last_said=said if len(said) <= LONGEST_SAID else f"{said[: LONGEST_SAID - 1]}…",
        is_told=coach.model is not coach.builtin, seen=_shown(seen, rows, views), known=_shown(known, rows, views),
        more=max(0, total - len(rows)),
    )  # fmt: skip


async def act(coach: Coach, athlete: Athlete, chat: UUID, payload: Mapping[str, Any]) -> Deed:
    """Do what a person wants of a fact, by the same tools as everybody, between two turns of the chat."""
    wish = Wish.model_validate(payload)
    key, fact = f"panel-{uuid4()}", str(wish.fact)
    async with coach.between_turns(chat):
        async with athlete.sessions() as session:
            row = next(iter(await facts.by_ids(session, athlete.id, [wish.fact])), None)
        if row is None:
            raise NotFound("That is not there any more.")
        with called_by(Call("page", key, chat_id=chat)):
            if wish.do == "forget":
                done = await ForgettingTools(athlete).forget(what=fact)
                return Deed(f"Forget: {GONE}", str(done), key, STALE)
            if wish.do == "retract":
                gone = await MemoryTools(athlete).correct_memory(fact=fact)
                return Deed(f"It is not true: “{row.text}”", str(gone), key)
            text = _to_you(wish.text)
            new = await MemoryTools(athlete).correct_memory(fact=fact, text=text, said=wish.text.strip())
            return Deed(f"“{row.text}” should be: “{text}”", str(new), key)


async def _last_said(session: Session, athlete: Athlete, chat: UUID) -> str:
    """The last message that a turn answered: what buttons left in the chat was not said to the coach."""
    lately = await chats.latest(session, athlete.id, chat, LOOKED_BACK)
    answers = {each.id for each in lately}
    answered = (
        each.content
        for each in lately
        if each.role == "user" and {answer_id(each.id), answer_id(each.id, "failure")} & answers
    )
    return next(answered, "")


def _shown(keys: Iterable[UUID], rows: Mapping[UUID, FactRow], views: Mapping[UUID, FactView]) -> list[Shown]:
    return [_words(rows[key], views[key]) for key in keys]


def _words(row: FactRow, view: FactView) -> Shown:
    until = "" if view.valid_to is None else f" until {_day(view.valid_to - timedelta(days=1))}"
    often = "" if view.times_said < 2 else f", {view.times_said} times, the last on {_day(view.said_on)}"
    place = (row.points_to or "").partition(".")[0]
    return Shown(
        id=view.id, text=view.text, kind=view.kind.replace("_", " "), time=f"since {_day(view.valid_from)}{until}",
        origin=ORIGINS[view.source].format(day=_day(view.learnt_on)) + often, said=view.said, chat_id=view.chat_id,
        is_state=row.points_to is not None, say_instead=SAY_INSTEAD.get(place) or SAY_INSTEAD.get(place.partition(":")[0]),
        goes_with=doubts.going_with(row),
    )  # fmt: skip


def _day(day: date) -> str:
    return f"{day:%a %-d %b %Y}"


def _to_you(text: str) -> str:
    """A sentence of the athlete's as one to them; what is one already, or is about somebody else, stays as it is."""
    words = text.strip()
    about_me = not {"i", "i'm", "i’m", "i've", "i’ve", "my", "me"}.isdisjoint(words.lower().split())
    return to_you(words.replace("’", "'")) if about_me else words
