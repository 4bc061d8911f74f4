"""Facts out of a message: by the built-in coach's grammar, or by a language model whose answer is held to its words."""

import json
import logging
from datetime import date
from typing import Annotated, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agent.builtin.passing import Told, told_in
from agent.history import text_of
from memory.findings import Finding, is_instruction, quotes, repeats
from prompts import render
from tools.planning.days import read_future
from tools.remembering.memory import KIND_NAMES, Kind
from training.errors import Invalid
from training.period import read_period

log = logging.getLogger(__name__)

MOST = 6
LONGEST = 4_000
"""Characters of a message that a language model is asked about; a longer one is a log."""


class Extracted(BaseModel):
    """A fact as a language model names it; whatever does not fit is no fact."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    subject: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w :'&/.-]+$")]
    text: Annotated[str, Field(min_length=3, max_length=300)]
    quote: Annotated[str, Field(min_length=3, max_length=500)]
    since: date | None = None
    until: date | None = None
    ends: Literal[True, False] = False


_ENTRIES = TypeAdapter(list[object])


def heard(said: str, today: date) -> list[Finding]:
    """What the built-in coach finds in a message."""
    return [finding_of(each, today) for each in told_in(said, MOST) if not is_instruction(each.said)]


def finding_of(told: Told, today: date) -> Finding:
    """A fact as it was told, with its times as days."""
    return Finding(
        told.kind,
        told.subject,
        told.text,
        told.said,
        _since(told.since, today),
        _until(told.until, today),
        0.8,
        told.ends,
    )


async def extracted(model: BaseChatModel, said: str, today: date) -> list[Finding]:
    """What a language model finds: of each entry it is checked that it is typed, quotes the message, and gives no orders.

    Raises whatever the model raises, and ``ValueError`` for an answer that is no list.
    """
    prompt = render("learning", today=today.isoformat(), kinds=", ".join(KIND_NAMES))
    answer = text_of(await model.ainvoke([SystemMessage(prompt), HumanMessage(said[:LONGEST])])).strip()
    entries = _ENTRIES.validate_python(
        json.loads(answer.removeprefix("```json").removeprefix("```").removesuffix("```"))
    )
    found = []
    for entry in entries[:MOST]:
        try:
            each = Extracted.model_validate(entry)
        except ValidationError as error:
            log.info("an extracted fact is none: %s", error.error_count())
            continue
        if quotes(each.quote, said) and repeats(each.text, said) and not is_instruction(f"{each.text} {each.quote}"):
            subject = each.subject.lower().replace(" ", "_")
            found.append(Finding(each.kind, subject, each.text, each.quote, each.since, each.until, 0.7, each.ends))
    return found


def _since(words: str | None, today: date) -> date | None:
    try:
        return None if words is None else min(read_period(f"since {words}", today).since, today)
    except Invalid:
        return None


def _until(words: str | None, today: date) -> date | None:
    try:
        return None if words is None else read_future(words.replace("this ", "").replace("next ", ""), today)
    except Invalid:
        return None
