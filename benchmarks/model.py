"""What a language model is sent: the tokens of twenty usual requests, with the rules, the day, memory and the tools."""

import asyncio
import json
import statistics
import sys
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from agent.coach import Coach
from agent.learning import Learner
from benchmarks.figures import fresh_coach
from db import athletes

GOAL = 6_000
"""Tokens of a usual request."""
CHARACTERS = 4
"""Of a token of our schemas: 12,127 tokens of o200k were 52,109 characters."""
SAID = (
    "bench 3x5 @ 100, then rows 4x10 @ 60", "ran 5k in 24:30 yesterday", "the last set was 6", "delete today's workout", "undo",
    "how is my squat since june?", "what's my best bench?", "how much volume did my chest get last week?", "i weigh 81.2 kg",
    "what did i do on monday?", "make me a 10 week strength program, 4 days", "what's today?", "move today's session to friday",
    "my knee hurts 4/10 when i squat", "swap the rows", "i slept 4 hours, what about today?", "remember that i train fasted",
    "what do you know about me?", "i want to bench 110 by march", "thanks coach, see you tomorrow",
)  # fmt: skip


class Recording(BaseChatModel):
    """Says a word, and keeps what it was sent."""

    sent: list[list[BaseMessage]] = []
    offered: list[list[Any]] = []

    @property
    def _llm_type(self) -> str:
        return "recording"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        """Keep the tools, too."""
        self.offered.append(list(tools))
        return self

    def _generate(
        self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any
    ) -> ChatResult:
        self.sent.append(messages)
        answer = AIMessage("Okay.", response_metadata={"finish_reason": "stop"})
        return ChatResult(generations=[ChatGeneration(message=answer)])


def counter() -> tuple[str, Callable[[str], int]]:
    """How tokens are counted: as OpenAI does, where that vocabulary is at hand, else by characters."""
    try:
        import tiktoken

        encoding = tiktoken.get_encoding("o200k_base")
    except Exception as error:  # whatever fetching a vocabulary raises
        print(f"(o200k is not at hand: {type(error).__name__})", file=sys.stderr)
        return "estimated", lambda text: len(text) // CHARACTERS
    return "o200k", lambda text: len(encoding.encode(text))


async def main() -> None:
    name, count = counter()
    async with fresh_coach() as built_in:
        model = Recording()
        coach = Coach(built_in.database, built_in.pool, model, learner=Learner(built_in.builtin))
        athlete = await athletes.find_or_create(coach.database, "tokens")
        chat, tokens = uuid4(), []
        for said in SAID:
            before = len(model.sent)
            async for _ in coach.turn(athlete, said, chat_id=chat):
                pass
            for messages, tools in zip(model.sent[before:], model.offered[before:], strict=True):
                tokens.append(count(json.dumps(tools)) + sum(count(each.text) for each in messages))
    print(
        f"{name} tokens of a request: median {statistics.median(tokens):.0f}, most {max(tokens)} (goal: at most {GOAL} in the median)"
    )


if __name__ == "__main__":
    asyncio.run(main())
