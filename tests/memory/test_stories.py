"""The life of facts: every story of ``stories.txt``, as it is told, with exactly what is known afterwards."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.extraction import heard
from agent.learning import Learner
from db import facts
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import talk
from tools.remembering.learning import LearningTools

BEGIN = date(2026, 3, 10)


@dataclass
class Story:
    """The lines of a story."""

    name: str
    lines: list[str] = field(default_factory=list)


def stories() -> list[Story]:
    found: list[Story] = []
    for line in Path(__file__).with_name("stories.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            found.append(Story(line[2:]))
        elif line and not line.startswith("#"):
            found[-1].lines.append(line)
    return found


@pytest.fixture
async def coach(database: Database) -> AsyncIterator[Coach]:
    model = BuiltinCoach()
    async with threads.open_pool(database.app_url) as pool:
        yield Coach(database, pool, model, learner=Learner(model))


def test_there_are_enough() -> None:
    assert len(stories()) >= 60
    assert len({story.name for story in stories()}) == len(stories())


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
async def test_a_story(story: Story, coach: Coach, athlete: Athlete) -> None:
    who, chat = replace(athlete, today=BEGIN), uuid4()
    known: list[str] | None = None
    for line in story.lines:
        mark, words = line[0], line[2:]
        if mark != "-" and known is not None:
            assert await held(who) == sorted(known)
            known = None
        if mark == "@":
            who, chat = replace(who, today=date.fromisoformat(words)), uuid4()
        elif mark == "~":
            if found := heard(words, who.today):
                await LearningTools(who).learn(found)
        elif mark == ">":
            await talk(coach, who, words, chat_id=chat)
            await learnt(coach)
        elif mark == "?":
            await ask(coach, who, chat, words)
        else:
            known = [*(known or []), words.strip()]
    if known is not None or not any(line[0] == "?" for line in story.lines):
        assert await held(who) == sorted(known or [])


async def ask(coach: Coach, who: Athlete, chat: object, line: str) -> None:
    question, _, wanted = line.partition(" => ")
    reply = await talk(coach, who, question, chat_id=chat)
    await learnt(coach)
    for words in wanted.split("; "):
        assert (words.removeprefix("!") in reply.text) is not words.startswith("!"), (words, reply.text)


async def learnt(coach: Coach) -> None:
    assert coach.learner is not None
    await coach.learner.finish()


async def held(who: Athlete) -> list[str]:
    async with who.sessions() as session:
        rows = await facts.current(session, who.id, who.today)
    return sorted(f"{row.kind} | {row.text} | {row.valid_from} | {row.valid_to or ''}".strip() for row in rows)
