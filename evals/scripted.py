"""Language models that follow a script: one that a case wrote, and an oracle that makes the right calls."""

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import PrivateAttr

from agent.builtin.model import answer as builtin_answer
from agent.coach import Coach
from agent.learning import Learner
from evals.corpus import ModelCall, Move, WantedCall

AT_THE_END = "Okay."
"""Said where a script is over and its last move was a call."""
NOTHING_LEARNT = "[]"


class ScriptedModel(BaseChatModel):
    """A model as the graph sees a provider's: tools are bound to it, it answers with words or calls."""

    model_name: str = "scripted"
    _seen: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return self.model_name

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], *, tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:  # fmt: skip
        """Bind tools, in whatever shape they are told."""
        return self.bind(tools=[_name(each) for each in tools], **kwargs)

    @property
    def seen(self) -> list[list[BaseMessage]]:
        """What was sent in each request that offered tools."""
        return self._seen

    @abstractmethod
    def respond(self, messages: list[BaseMessage], tools: list[str]) -> AIMessage:
        """The next answer in a conversation."""

    def learn(self, messages: list[BaseMessage]) -> str:
        """The answer to a request without tools: which facts stand in a message."""
        return NOTHING_LEARNT

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        if kwargs.get("tools"):
            self._seen.append(messages)
            message = self.respond(messages, kwargs["tools"])
        else:
            message = spoken(self.learn(messages))
        return ChatResult(generations=[ChatGeneration(message=message)])

    async def _agenerate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        return self._generate(messages, stop, None, **kwargs)


class Following(ScriptedModel):
    """Makes one move after the other, whatever it is told. At the end it says its last words again, as stubborn models do."""

    moves: list[Move] = []
    learns: str = NOTHING_LEARNT
    _made: int = PrivateAttr(default=0)

    def begin(self, moves: list[Move], learns: str = NOTHING_LEARNT) -> None:
        """Take up another script."""
        self.moves, self.learns, self._made, self._seen = moves, learns, 0, []

    def respond(self, messages: list[BaseMessage], tools: list[str]) -> AIMessage:
        """The next move of the script."""
        moves = [move for each in self.moves for move in [each] * (each.repeat if each.calls else 1)]
        if not moves or (self._made >= len(moves) and moves[-1].calls):
            return spoken(AT_THE_END)
        move = moves[min(self._made, len(moves) - 1)]
        self._made += 1
        return spoken(relayed(messages), move.finish or "stop") if move.relay else moved(move)

    def learn(self, messages: list[BaseMessage]) -> str:
        """What the script says was learnt."""
        return self.learns


@dataclass
class Gold:
    """A message and the calls that answer it."""

    say: str = ""
    calls: list[WantedCall] = field(default_factory=list)
    words: str = AT_THE_END
    """What is said where nothing is to be called."""


class Oracle(ScriptedModel):
    """Makes the right calls one by one and relays what the tools said; all other messages it takes as the built-in coach does."""

    model_name: str = "oracle"
    _gold: Gold = PrivateAttr(default_factory=Gold)

    def about(self, gold: Gold) -> None:
        """Tell it what is right for the message that comes."""
        self._gold = gold

    def respond(self, messages: list[BaseMessage], tools: list[str]) -> AIMessage:
        """The next right call, or what the tools have said."""
        asked = [
            at for at, each in enumerate(messages) if isinstance(each, HumanMessage) and each.text == self._gold.say
        ]
        if not asked:
            return builtin_answer([each for each in messages if not isinstance(each, SystemMessage)], tools)
        answers = [each for each in messages[asked[-1] :] if isinstance(each, ToolMessage)]
        if len(answers) < len(self._gold.calls):
            wanted = self._gold.calls[len(answers)]
            return moved(Move(calls=[ModelCall(tool=wanted.tool, args=wanted.args)]))
        return spoken(relayed(messages[asked[-1] :]) or self._gold.words)


def relayed(messages: Sequence[BaseMessage]) -> str:
    """What the tools have answered since the athlete last spoke."""
    last = max((at for at, each in enumerate(messages) if isinstance(each, HumanMessage)), default=0)
    return "\n\n".join(each.text for each in messages[last:] if isinstance(each, ToolMessage))


def led_by(model: BaseChatModel, coach: Coach) -> Coach:
    """A coach over the same database that another model leads; what is learnt in passing is learnt by that model, too."""
    return Coach(coach.database, coach.pool, model, learner=Learner(model))


def spoken(text: str, finish: str = "stop") -> AIMessage:
    """Words of a model."""
    return AIMessage(text, id=str(uuid4()), response_metadata={"finish_reason": finish})


def moved(move: Move) -> AIMessage:
    """A move as the client of a provider hands it over: arguments that are no JSON object become an invalid call."""
    if not move.calls:
        return spoken(move.text * move.repeat, move.finish or "stop")
    calls: list[dict[str, Any]] = []
    invalid: list[dict[str, Any]] = []
    for each in move.calls:
        args = _arguments(each.args)
        one = {
            "name": each.tool,
            "args": args if args is not None else str(each.args),
            "id": f"call_{uuid4().hex[:12]}",
        }
        if args is None:
            invalid.append({**one, "error": "no JSON object", "type": "invalid_tool_call"})
        else:
            calls.append({**one, "type": "tool_call"})
    return AIMessage(
        move.text, id=str(uuid4()), tool_calls=calls, invalid_tool_calls=invalid,
        response_metadata={"finish_reason": move.finish or "tool_calls"},
    )  # fmt: skip


def _arguments(args: dict[str, Any] | str) -> dict[str, Any] | None:
    if isinstance(args, dict):
        return args
    try:
        found = json.loads(args)
    except json.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _name(tool: dict[str, Any] | type | Callable[..., Any] | BaseTool) -> str:
    return tool.name if isinstance(tool, BaseTool) else str(convert_to_openai_tool(tool)["function"]["name"])
