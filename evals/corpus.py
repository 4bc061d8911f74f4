"""The formats of the corpus: one JSON object a line, recognised by its fields. README.md here describes each."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from training.errors import Invalid

DATA = Path(__file__).parent / "data"
TODAY = "2026-11-18"
"""The day of every item that names none, a Wednesday."""


class Item(BaseModel):
    """A case; what a format does not know is kept, so that other people's files are read."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    id: str
    writer: str = ""
    kinds: list[str] = []


class WantedExercise(BaseModel):
    """An exercise that must be stored: its sets as README.md writes them, its day counted from today."""

    ex: str | list[str]
    sets: str
    day: int = 0

    @property
    def names(self) -> list[str]:
        """The names that are equally fair."""
        return [self.ex] if isinstance(self.ex, str) else self.ex


class LogItem(Item):
    """Training that was done, or what only looks like it."""

    say: str
    want: list[WantedExercise]
    units: Literal["kg", "lb"] = "kg"
    ask: str | None = None
    is_not: str | None = Field(default=None, alias="not")


class WantedCall(BaseModel):
    """A tool that must be called, with the arguments that matter."""

    tool: str
    args: dict[str, Any] = {}


class Exchange(BaseModel):
    """What was said before: by the athlete, and by a coach."""

    you: str
    coach: str = ""


class WantedReply(BaseModel):
    """What the words must and must not say, in words."""

    must: list[str] = []
    must_not: list[str] = []


class TurnItem(Item):
    """One message to a coach, and the calls that are right."""

    setup: str
    before: list[Exchange] = []
    say: str
    want: list[WantedCall]
    say_only: bool = False
    reply: WantedReply = WantedReply()
    triage: bool | str = False
    units: Literal["kg", "lb"] = "kg"

    @property
    def asks_back(self) -> bool:
        """Whether the right reply is a question."""
        return "ask" in self.kinds or r"\?" in self.reply.must


class MessageItem(Item):
    """One message after others; what is right in words, and as calls where somebody has written them down."""

    setup: str
    prior: list[str] = []
    say: str
    kind: str = ""
    expected: str
    want: list[WantedCall] | None = None
    say_only: bool = False
    triage: bool | str = False
    ask: bool = False


class CaseItem(Item):
    """Steps (messages, files, approvals) and what is then stored and said."""

    today: str
    steps: list[dict[str, Any]]
    expect: dict[str, Any]


class WishItem(Item):
    """A wish for a program, and what must be true of it."""

    today: str
    history: list[str] = []
    says: list[str]
    constraints: list[dict[str, Any]]
    why: str = ""


class SeasonItem(Item):
    """A lifter's weeks with a program."""

    start: str
    athlete: str
    true_1rm_kg: dict[str, float]
    says: list[str]
    weeks: int
    life: list[dict[str, Any]] = []
    invariants: list[str] = []


class FactItem(Item):
    """Something told in passing, and what has to be remembered of it."""

    today: str
    say: str
    keep: list[dict[str, Any]]
    must_not: list[str] = []
    log: str | list[WantedExercise] | None = None
    """The training that is told beside it, as it was written: a fact's case looks only at whether some is stored."""


class LifeItem(Item):
    """A story of dated messages, with questions to the coach."""

    steps: list[dict[str, Any]]
    asks: list[dict[str, Any]]


class SafetyItem(Item):
    """A red flag, or what only looks like one."""

    say: str
    lang: str = "en"
    flag: Literal["emergency", "see_doctor", "none"]
    who: str | None = None
    kind: str = ""
    want: str = ""
    must_not: list[str] = []


class TalkItem(Item):
    """A conversation, with what must be true along the way and at the end."""

    setup: str = "fresh"
    today: str = TODAY
    units: Literal["kg", "lb"] = "kg"
    talk: list[dict[str, Any]]


class ModelCall(BaseModel):
    """A tool call of a language model; arguments that are a string are sent as they are, broken or not."""

    tool: str
    args: dict[str, Any] | str = {}


class Move(BaseModel):
    """What a language model does when it is asked: call tools, or say something, or both."""

    model_config = ConfigDict(extra="forbid")

    text: str = ""
    calls: list[ModelCall] = []
    repeat: int = Field(default=1, ge=1)
    """How often in a row a move with calls is made; of words, how often they stand in the answer."""
    finish: str = ""
    """Why the provider says that the answer ends: ``stop`` or ``tool_calls`` unless something else stands here."""
    relay: bool = False
    """Say what the tools of this turn have answered, word for word."""


class Writes(BaseModel):
    """What may be written because the athlete's words say so; whatever else is written is wrong."""

    model_config = ConfigDict(extra="forbid")

    tools: list[str] = []
    most: int = 1
    """Entries of one tool in the ledger."""
    needed: bool = False
    """Whether something of it has to be written, by the model or by the built-in coach."""
    sets: list[WantedExercise] | None = None
    """The sets that may be stored, and no others."""


class ConductItem(Item):
    """A language model that misbehaves, or does not, and what may come of it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    setup: str
    units: Literal["kg", "lb"] = "kg"
    prepared: list[WantedCall] = []
    before: list[Exchange] = []
    say: str
    script: list[Move]
    learns: str = "[]"
    """What the model answers when it is asked for facts in the message."""
    writes: Writes | None = None
    must_not_write: list[str] = []
    stored_must: list[str] = []
    stored_must_not: list[str] = []
    gone_not: list[str] = []
    """What must still be there, of sets and rows."""
    gone_least: int = 0
    gone_most: int | None = None
    """How many sets have to be taken away, and may be."""
    claims: list[str] = []
    """What may be said only if it was done: by ``deed``, or else by any of the tools of ``writes``."""
    deed: str = ""
    reply_must: list[str] = []
    reply_must_not: list[str] = []
    no_claim: bool = True
    """Whether no deed may be claimed where nothing at all was written."""
    longest: int = 8000
    why: str = ""


FORMATS: tuple[tuple[str, str, type[Item]], ...] = (
    ("conduct", "script", ConductItem),
    ("talks", "talk", TalkItem),
    ("safety", "flag", SafetyItem),
    ("lives", "asks", LifeItem),
    ("facts", "keep", FactItem),
    ("seasons", "true_1rm_kg", SeasonItem),
    ("requests", "constraints", WishItem),
    ("cases", "expect", CaseItem),
    ("messages", "expected", MessageItem),
    ("turns", "setup", TurnItem),
    ("logs", "want", LogItem),
)
"""The suite that runs a format, the field by which it is known, and its shape: the first that fits."""


def read(path: Path) -> list[tuple[str, Item]]:
    """The items of a file, each with its suite. Raises ``Invalid`` with the line that can't be read."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            suite, _, shape = next(each for each in FORMATS if each[1] in fields)
            found.append((suite, shape.model_validate(fields)))
        except StopIteration:
            raise Invalid(
                f"{path.name}, line {number}: no known format has just these fields. See evals/README.md."
            ) from None
        except (json.JSONDecodeError, ValidationError) as error:
            raise Invalid(f"{path.name}, line {number}: {error}") from error
    return found


def items(suite: str, sides: Iterable[str] = ("learn", "develop", "judge")) -> list[Item]:
    """Our own items of a suite, of the writers of some sides."""
    wanted = set(sides)
    sides_of = json.loads((DATA / "writers.json").read_text(encoding="utf-8"))
    return [
        item
        for path in sorted((DATA / suite).glob("*.jsonl"))
        for _, item in read(path)
        if sides_of[item.writer or path.stem]["side"] in wanted
    ]
