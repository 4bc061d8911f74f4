"""Conversations of several turns and days, with expectations along the way and at the end."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from evals.bench import Bench, told
from evals.blame import blamed, worst
from evals.conversation import Answer, InProcess
from evals.corpus import TalkItem
from evals.expectations import OF_STATE, Scene, check, scene_of, sets_of
from evals.grades import Grade
from evals.memories import Remembered, added, memory_of
from evals.outcome import Outcome
from evals.state import StoredSet


@dataclass
class Told:
    """A talk as it goes on: what was there before, what was said last, what came of it."""

    item: TalkItem
    talk: InProcess
    today: date
    known: list[Remembered]
    outcome: Outcome
    answer: Answer = field(default_factory=lambda: Answer(""))
    failures: list[Grade] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def judge(item: TalkItem, bench: Bench) -> Outcome:
    """Say every turn on its day; check what each expects right after it, and the end after the last."""
    today = date.fromisoformat(item.today)
    talk = await bench.open(item.setup, today, item.units)
    outcome = Outcome(item.id, Grade.RIGHT, "", tuple(item.kinds), item.writer)
    going = Told(item, talk, today, await memory_of(talk.athlete), outcome)
    try:
        for number, turn in enumerate(item.talk, 1):
            await _turn(going, number, turn)
    finally:
        await bench.close(talk)
    if going.failures:
        outcome.grade, outcome.why = worst(going.failures), "; ".join(going.faults)
    return outcome


async def _turn(going: Told, number: int, turn: Mapping[str, Any]) -> None:
    talk, expect = going.talk, turn.get("expect") or {}
    talk.on(max(talk.athlete.today, going.today + timedelta(days=turn.get("day", 0))))
    before = await sets_of(talk.athlete, going.today) if expect or turn.get("end") else ()
    if turn.get("approve"):
        is_taken = await _approve(going, number)
    elif turn.get("say") is None:
        is_taken = await _answer(going, number, turn.get("answer") or {})
    else:
        is_taken = await _say(going, number, turn["say"])
    if expect and (is_taken or turn.get("approve")):
        _judge(going, f"turn {number}", expect, await _scene(going, before))
    if turn.get("end"):
        _judge(going, "end", turn["end"], await _scene(going, before))


async def _say(going: Told, number: int, said: str) -> bool:
    _heard(going, number, said, await going.talk.say(said))
    return True


async def _answer(going: Told, number: int, replies: Mapping[str, str]) -> bool:
    """Answer whatever is asked, each thing once: some coaches ask one thing at a time.

    What this turn has no answer to may stand in another turn of the talk: the person is the same.
    """
    elsewhere = {key: reply for each in going.item.talk for key, reply in (each.get("answer") or {}).items()}
    known = [dict(replies), {key: reply for key, reply in elsewhere.items() if key not in replies}]
    is_taken = False
    while True:
        asked = [(left, pattern) for left in known if (pattern := question_in(going.answer, left)) is not None]
        if not asked:
            return is_taken
        left, pattern = asked[0]
        await _say(going, number, left.pop(pattern))
        is_taken = True


async def _approve(going: Told, number: int) -> bool:
    waiting = going.answer.proposals or await _waiting(going)
    going.outcome.parts[f"turn {number} approve"] = bool(waiting)
    if waiting:
        _heard(going, number, "(approves)", await going.talk.approve(waiting[-1]))
    else:
        _fail(going, blamed(going.answer, False), f"turn {number}: nothing to approve")
    return bool(waiting)


def _heard(going: Told, number: int, said: str, answer: Answer) -> None:
    going.answer = answer
    going.outcome.transcript += told(said, answer)
    if answer.failed:
        _fail(going, Grade.CRASH, f"turn {number}: {answer.text}")


async def _waiting(going: Told) -> tuple[str, ...]:
    async with going.talk.athlete.sessions() as session:
        return tuple(await session.scalars(WAITING, {"me": going.talk.athlete.id}))


def question_in(answer: Answer, replies: Mapping[str, str]) -> str | None:
    """The pattern among ``replies`` of what an answer asks, if it asks any of it: the question's own words first.

    >>> question_in(Answer("Noted. How many days a week?"), {"equipment": "a gym", "(?i)days a week": "three"})
    '(?i)days a week'
    >>> question_in(Answer("Three days a week it is."), {"(?i)days a week": "three"}) is None
    True
    """
    if not (answer.question or "?" in answer.text):
        return None
    asked = f"{answer.question} {' '.join(re.findall(r'[^.!?]*[?]', answer.text))}"
    meant = " ".join(words for pattern, words in MEANT.items() if re.search(pattern, asked))
    for text in (asked, meant, answer.text):
        for pattern in replies:
            if re.search(pattern, text):
                return pattern
    return None


MEANT = {
    r"(?i)train for most|fits best": "what is your goal?",
    r"(?i)(?:years|months|long) .*(?:lift|train)|lifted seriously": "how long have you trained, your experience?",
    r"(?i)to train with": "what equipment do you have? where do you train?",
    r"(?i)how (?:bad|strong|much) .*0": "how bad is the pain from 0 to 10?",
}
"""How writers who have not seen the coach's questions name what they ask."""
WAITING = sa.text("select id::text from proposals where athlete_id = :me and status = 'open' order by created_at")


async def _scene(going: Told, before: tuple[StoredSet, ...]) -> Scene:
    athlete = going.talk.athlete
    scene = await scene_of(athlete, going.today, going.item.units, going.answer)
    scene.sets_added = _new(before, scene.sets)
    scene.memory = added(going.known, scene.memory)
    return scene


def _judge(going: Told, when: str, expect: dict[str, Any], scene: Scene) -> None:
    found = check(expect, scene)
    going.outcome.parts.update({f"{when} {key}": not fault for key, fault in found.items()})
    for key, fault in found.items():
        if fault:
            stored = bool(scene.sets_added) if key in OF_STATE else False
            _fail(going, blamed(going.answer, stored), f"{when} {key}: {fault}")


def _fail(going: Told, grade: Grade, why: str) -> None:
    going.failures.append(grade)
    going.faults.append(why)


def _new(before: tuple[StoredSet, ...], after: tuple[StoredSet, ...]) -> tuple[StoredSet, ...]:
    """The sets that came, in their order."""
    left, found = Counter(before), []
    for each in after:
        if left[each]:
            left[each] -= 1
        else:
            found.append(each)
    return tuple(found)
