"""Facts out of a message: by the built-in coach's grammar, or by a language model whose answer is held to its words."""

import json
import logging
from datetime import date
from typing import Annotated, Literal

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agent.history import text_of
from agent.telling.facts import told_in
from memory.findings import Finding, quotes, repeats
from memory.injections import is_injection
from memory.people import subject_of
from prompts import render
from tools.remembering.memory import KIND_NAMES, Kind

log = logging.getLogger(__name__)

MOST = 8
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
    disliked: Annotated[str, Field(max_length=60)] = ""


_ENTRIES = TypeAdapter(list[object])


def heard(said: str, today: date) -> list[Finding]:
    """What the built-in coach finds in a message."""
    return [each.finding for each in told_in(said, today, MOST)]


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
        if quotes(each.quote, said) and repeats(each.text, said) and not is_injection(f"{each.text} {each.quote}"):
            found.append(
                Finding(
                    each.kind, subject_of(each.subject), each.text, each.quote, each.since, each.until, 0.7, each.ends
                )
            )
    return found
