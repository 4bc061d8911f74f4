"""Conversations of several turns and days, with expectations along the way and at the end."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
    said: set[str] = field(default_factory=set)
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
    """Answer whatever is asked: some coaches ask one thing at a time, and some ask again.

    What this turn has no answer to may stand in another turn of the talk, if it was not said yet: the person is the same.
    """
    own = list(replies.items())
    others = [pair for turn in going.item.talk for pair in (turn.get("answer") or {}).items() if pair not in own]
    is_taken = False
    while True:
        open_ones = own + [pair for pair in others if pair[1] not in going.said]
        found = reply_to(going.answer, open_ones)
        if found is None:
            return is_taken
        own = [pair for pair in own if pair != found]
        await _say(going, number, found[1])
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
    going.said.add(said)
    going.outcome.transcript += told(said, answer)
    if answer.failed:
        _fail(going, Grade.CRASH, f"turn {number}: {answer.text}")


async def _waiting(going: Told) -> tuple[str, ...]:
    async with going.talk.athlete.sessions() as session:
        return tuple(await session.scalars(WAITING, {"me": going.talk.athlete.id}))


def reply_to(answer: Answer, replies: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The first of ``replies`` (the pattern of a question, what is said to it) whose question an answer asks.

    >>> reply_to(Answer("Noted. How many days a week?"), [("equipment", "a gym"), ("(?i)days a week", "three")])
    ('(?i)days a week', 'three')
    >>> reply_to(Answer("Three days a week it is."), [("(?i)days a week", "three")]) is None
    True
    """
    if not (answer.question or "?" in answer.text):
        return None
    asked = f"{answer.question} {' '.join(re.findall(r'[^.!?]*[?]', answer.text))}"
    meant = " ".join(words for pattern, words in MEANT.items() if re.search(pattern, asked))
    for text in (asked, meant, answer.text):
        for pattern, reply in replies:
            if re.search(pattern, text):
                return pattern, reply
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
