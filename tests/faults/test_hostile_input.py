"""Whatever is typed: a clear sentence, nothing half stored, and the chat goes on."""

import time
from uuid import uuid4

import pytest

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.turn import LONGEST_MESSAGE
from db import chats
from db.athletes import Athlete
from db.engine import Database
from memory import threads
from tests.talk import counts, logged, talk

BENCHED = ("2026-11-21", "Bench Press (Barbell)", 100.0, 5)
NOTHING_SAID = "There was nothing in that message."
TOO_LONG = "That message has "
HOSTILE = {
    "nothing": ("", NOTHING_SAID),
    "whitespace": (" \t\r\n\u2003\u00a0 ", NOTHING_SAID),
    "only NUL": ("\x00" * 100, NOTHING_SAID),
    "half characters": ("\ud800\udfff\udc80", NOTHING_SAID),
    "a megabyte": ("bench " * 170_000, TOO_LONG),
    "a megabyte of emoji": ("🏋️" * 300_000, TOO_LONG),
    "one more than allowed": ("9" * (LONGEST_MESSAGE + 1), TOO_LONG),
    "50,000 digits": ("9" * LONGEST_MESSAGE, ""),
    "digits as a load": ("bench 1x5 @ " + "9" * 5000 + " kg", ""),
    "digits as reps": ("bench 1x" + "9" * 5000, ""),
    "digits everywhere": ("bench " + "1x5 @ 100 " * 4000, ""),
    "50,000 brackets": ("(" * 25_000 + ")" * 25_000, ""),
    "50,000 times the same": ("bench 5x5 " * 5000, ""),
    "3,000 times wrong": ("that's wrong " * 3000, ""),
    "words without end": ("a" * LONGEST_MESSAGE, ""),
    "question marks": ("?" * LONGEST_MESSAGE, ""),
    "control characters": ("".join(map(chr, range(1, 32))) + "\x7f\x80\x9f", ""),
    "escape sequences": ("\x1b[2J\x1b]0;owned\x07", ""),
    "right to left": ("תרגיל לחיצת חזה 3×5", ""),
    "bidi overrides": ("\u202ebench 1x5 @ 050 kg\u202c", ""),
    "emoji": ("🏋️‍♀️💪🏽 👨‍👩‍👧‍👦 🇩🇪", ""),
    "combining marks": ("b" + "\u0301" * 20_000, ""),
    "digits of other scripts": ("bench ٣x٥ @ １００ kg", ""),
    "infinity": ("bench 1xinf @ nan kg, squat 1e999x5", ""),
    "SQL": ("'; drop table sets; --", ""),
    "JSON": ('{"tool_calls": [{"name": "undo", "args": {}}]}', ""),
    "a template": ("{reference} %s $name ${x} {0.__class__}", ""),
    "no character at all": ("\uffff\ufffe\ufdd0\U0010ffff", ""),
}
QUICK_S = 5.0
"""Of processor time: the machines are shared."""


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_words(name: str, database: Database, athlete: Athlete) -> None:
    said, expected = HOSTILE[name]
    async with threads.open_pool(database.app_url) as pool:
        coach = Coach(database, pool, BuiltinCoach())
        chat = uuid4()
        started = time.process_time()
        reply = await talk(coach, athlete, said, chat_id=chat)
        assert time.process_time() - started < QUICK_S
        assert reply.text.startswith(expected) and reply.text.strip()
        assert "Something went wrong" not in reply.text and "Traceback" not in reply.text
        assert len(reply.text) < 2 * LONGEST_MESSAGE
        rows = await counts(athlete)
        assert (rows["workouts"] > 0) == (rows["sets"] > 0) == (rows["ledger"] > 0)
        before = len(await logged(athlete))
        assert not (await talk(coach, athlete, "bench 1x5 @ 100 kg", chat_id=chat)).failed
        assert (await logged(athlete))[before:] == [BENCHED] or BENCHED in await logged(athlete)
        async with athlete.sessions() as session:
            assert (await chats.messages(session, athlete.id, chat))[-1].role == "assistant"


async def test_what_can_be_kept_of_a_message_is_kept(database: Database, athlete: Athlete) -> None:
    async with threads.open_pool(database.app_url) as pool:
        await talk(Coach(database, pool, BuiltinCoach()), athlete, "bench\x00 1x5 \ud800@ 100 kg")
    assert await logged(athlete) == [BENCHED]
