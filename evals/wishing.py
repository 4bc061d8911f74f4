"""Asking a coach for a program as a person does: what was trained before, the wish, answers, the approval."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from db import programs, proposals
from db.athletes import Athlete
from evals.answers import Answers
from evals.athletes import call
from evals.bench import told
from evals.conversation import Answer, InProcess
from training.errors import TopsetError
from training.program.plan import Program

MOST_TURNS = 12
AGAIN = "make me a program please"
"""What a person says once to a coach that went past the wish, before telling more."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d): (.*)", re.DOTALL)
_WEIGHT = re.compile(r"weight ([\d.]+)")


@dataclass
class Wished:
    """What came of a wish: the program that was accepted, and what was said until then."""

    program: Program | None = None
    key: UUID | None = None
    before: list[str] = field(default_factory=list)
    """The coach's replies up to the approval, the proposal's own text with them."""
    held: bool = False
    """Whether a red flag was heard before anything was planned."""
    failed: str = ""
    turns: int = 0
    last: Answer = field(default_factory=lambda: Answer(""))

    @property
    def words(self) -> str:
        """All that the coach said before the approval."""
        return "\n".join(self.before)


async def tell_history(athlete: Athlete, lines: list[str]) -> list[str]:
    """Store what was trained before, each line on its day, by code and in words that the log surely reads.

    Returns a note for each line that could not be stored.
    """
    notes = []
    for line in lines:
        match = _DAY.fullmatch(line)
        if match is None:
            notes.append(f"(history not stored, it has no day: {line})")
            continue
        then = replace(athlete, today=date.fromisoformat(match[1]))
        parts = [await _stored(then, part) for part in _canonical(match[2]).split("; ")]
        if not all(parts):
            notes.append(f"(history not stored: {line})")
    return notes


async def _stored(athlete: Athlete, said: str) -> bool:
    if said == "-":
        return False
    weight = _WEIGHT.fullmatch(said)
    try:
        if weight:
            await call(athlete, "log_measurement", metric="body_weight", value=float(weight[1]), unit="kg")
            return True
        return bool((await call(athlete, "log_workout", said=said)).workouts)
    except TopsetError:
        return False


def _canonical(said: str) -> str:
    return str(_retold().get(said, said))


@lru_cache
def _retold() -> dict[str, str]:
    return dict(tomllib.loads(Path(__file__).with_name("retold.toml").read_text(encoding="utf-8")))


async def wish(talk: InProcess, says: list[str], transcript: list[str]) -> Wished:
    """Say the wish and what the coach asks for; approve the program that is proposed. ``transcript`` grows.

    A coach that asks nothing and proposes nothing is asked for the program once more, and is then told the next answer;
    when none is left, the wish came to nothing.
    """
    wished, answers, saying = Wished(), Answers(says[0], says[1:]), says[0]
    again = True
    while wished.turns < MOST_TURNS and saying:
        wished.turns += 1
        answer = await talk.say(saying)
        transcript += told(saying, answer)
        wished.before.append(answer.text)
        wished.last = answer
        wished.held = wished.held or bool(answer.held)
        if answer.failed:
            wished.failed = answer.text
            break
        for proposal in answer.proposals:
            wished.before.append(await _proposal_text(talk.athlete, proposal))
            approved = await talk.approve(proposal)
            transcript += told(f"(approves {proposal[:8]})", approved)
        wished.key, wished.program = await accepted(talk.athlete)
        if wished.program is not None:
            break
        if answer.question:
            saying = answers.to(answer.question)
        else:
            saying, again = (AGAIN, False) if again else (answers.next(), False)
    return wished


async def accepted(athlete: Athlete) -> tuple[UUID | None, Program | None]:
    """The program that is followed, as it is stored, with its key; nothing of it is changed by what was done."""
    async with athlete.sessions() as session:
        row = await programs.current(session, athlete.id)
        if row is None:
            return None, None
        sessions = await programs.sessions_of(session, athlete.id, row.id)
        return row.id, programs.program_in(row, sessions)


async def _proposal_text(athlete: Athlete, proposal: str) -> str:
    async with athlete.sessions() as session:
        row = await proposals.by_id(session, athlete.id, UUID(proposal))
        return "" if row is None else "\n".join((row.title, row.reason, row.after, *(str(e) for e in row.evidence)))
