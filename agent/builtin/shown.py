"""The facts that were just shown: which of them is meant is asked, and read from the answer."""

import re
from dataclasses import dataclass

from langchain_core.messages import AIMessage, HumanMessage

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Say
from agent.understanding.phrases import plain
from agent.understanding.replies import is_no, place_of, reply
from memory.findings import content_words

WHICH_WRONG = "Which of them is wrong?"
WHICH_WHY = "Which of them do you mean?"
PICK = "Say its place in the list, or some of its words."
LEFT = "All right, I leave everything as it is."
_FACTS = ("facts", "candidates")
_LEAD = re.compile(r"^(?:(?:no|it's|it is|i mean(?:t)?|that|about|the (?:one|thing|fact) (?:about|with|that))[, ]+)+")
_LONGEST = 10
"""Words of an answer that picks."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact of the last answer."""

    id: str
    text: str


def shown(conversation: Conversation) -> list[Shown]:
    """The facts that the last answer of a tool showed."""
    for each in reversed(conversation.before):
        artifact = getattr(each, "artifact", None)
        if isinstance(artifact, dict):
            facts = next((artifact[name] for name in _FACTS if artifact.get(name)), None) or [artifact.get("fact")]
            return [Shown(str(fact["id"]), str(fact.get("text", ""))) for fact in facts if isinstance(fact, dict)]
    return []


def which(question: str, facts: list[Shown]) -> Say:
    """The question which of some facts is meant."""
    return Say("\n".join([f"{question} {PICK}", *(f"{at}. {fact.text}" for at, fact in enumerate(facts, start=1))]))


def asks_which(reply: str) -> str | None:
    """The question which fact is meant, if a reply asks it."""
    return next((each for each in (WHICH_WRONG, WHICH_WHY) if reply.startswith(each)), None)


def asked_which(conversation: Conversation) -> tuple[str, str] | None:
    """The question which fact is meant, if it was just asked, with the message that led to it."""
    before = list(conversation.before)
    if not before or not isinstance(before[-1], AIMessage):
        return None
    question = asks_which(before[-1].text)
    led = next((each.text for each in reversed(before) if isinstance(each, HumanMessage)), "")
    return None if question is None else (question, led)


def is_none(text: str) -> bool:
    """Whether an answer picks nothing."""
    return is_no(text)


def picked(text: str, facts: list[Shown]) -> list[Shown]:
    """The facts that an answer picks: by place, by words, or all; none if it picks none for sure."""
    text = plain(text).strip(" .!?,")
    if reply(text) == "all":
        return facts
    if (place := place_of(text, len(facts))) is not None:
        return [facts[place]] if 0 <= place < len(facts) else []
    words = _LEAD.sub("", text)
    wanted = content_words(words) - content_words("one thing fact wrong")
    if not wanted or len(words.split()) > _LONGEST:
        return []
    found = [len(wanted & content_words(fact.text)) for fact in facts]
    best = max(found, default=0)
    needed = len(wanted) if re.match(r"(?:i|i'm|my|we)\b", words) else (len(wanted) + 1) // 2
    return [facts[found.index(best)]] if best >= max(1, needed) and found.count(best) == 1 else []
