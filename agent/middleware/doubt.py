"""Where a red flag is doubtful: one calm question, and the words that it was about go on by its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from agent.history import text_of
from agent.understanding.dialogue import CHOICES
from agent.understanding.replies import is_no, picked
from training.red_flags import Language, says_not_meant
from training.red_flags.answering import phrase

FLAG = "red_flag"
"""What an answer to a red flag carries: its tier and kind, what was said, and what it holds: training, plans, or a part."""
DOUBT = "doubt"
"""The tier of a red flag that is asked about: it holds nothing."""
PASSED = "passed"
"""What the answer to words carries that went on as training talk: the words."""


@dataclass(frozen=True)
class Doubt:
    """A question whether words were a red flag, as it was answered."""

    said: str
    is_meant: bool
    messages: list[AnyMessage]
    """The conversation as if nothing had been asked: the words stand where the answer was."""


def question(said: str, fields: dict[str, object], language: Language, timezone: str | None) -> AIMessage:
    """The question whether words are a red flag, with its two answers; ``fields`` are those of the flag."""
    choices = [{"label": phrase(name, language)} for name in ("meant", "about_training")]
    asked = {**fields, "tier": DOUBT, "said": said}
    return AIMessage(phrase("doubt", language, timezone), additional_kwargs={FLAG: asked, CHOICES: choices})


def answered(messages: Sequence[AnyMessage]) -> Doubt | None:
    """The doubt that the newest message of the athlete settles, if it does."""
    at = max(at for at, each in enumerate(messages) if isinstance(each, HumanMessage))
    asked = messages[at - 1].additional_kwargs.get(FLAG) or {} if at > 1 else {}
    if asked.get("tier") != DOUBT:
        return None
    reply, said = text_of(messages[at]), str(asked["said"])
    is_refused = is_no(reply) or says_not_meant(reply)
    choice = 1 if is_refused else picked(reply, [each["label"] for each in messages[at - 1].additional_kwargs[CHOICES]])
    if choice is None:
        return None
    words = messages[at].model_copy(update={"content": said})
    return Doubt(said, choice == 0, [*messages[: at - 2], words, *messages[at + 1 :]])
