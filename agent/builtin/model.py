"""The built-in coach as a LangChain chat model: what is understood becomes tool calls, what tools answer becomes the reply."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.language_models.base import LangSmithParams
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from agent.builtin import conversation as conversations
from agent.builtin.intents import Call, Say
from agent.builtin.understanding import understand
from agent.understanding.dialogue import ABOUT_SETS, CHOICES, WAITING
from agent.understanding.talk import WHAT_TO_SAY

NAME = "topset-builtin"
LONGEST_AT_ONCE = 2_000
"""Characters of a message that is read while others wait."""


class BuiltinCoach(BaseChatModel):
    """Understands training talk by grammar. It calls whatever of our tools are bound to it, and touches no data."""

    model_name: str = NAME

    @property
    def _llm_type(self) -> str:
        return NAME

    def _get_ls_params(self, stop: list[str] | None = None, **kwargs: Any) -> LangSmithParams:
        name = str(kwargs.get("model", self.model_name))
        return LangSmithParams(ls_provider="topset", ls_model_name=name, ls_model_type="chat", ls_temperature=0.0)

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], *, tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:  # fmt: skip
        """Bind tools; the coach only needs to know which there are."""
        names = [
            each.name if isinstance(each, BaseTool) else convert_to_openai_tool(each)["function"]["name"]
            for each in tools
        ]
        return self.bind(tools=names, **kwargs)

    def _generate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        return ChatResult(generations=[ChatGeneration(message=answer(messages, kwargs.get("tools")))])

    async def _agenerate(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> ChatResult:  # fmt: skip
        """The same; in a thread only where the message is long: for a short one it takes less time than to change to one."""
        if isinstance(messages[-1], HumanMessage) and len(messages[-1].text) > LONGEST_AT_ONCE:
            return await asyncio.to_thread(self._generate, messages, stop, None, **kwargs)
        return self._generate(messages, stop, None, **kwargs)

    def _stream(
        self, messages: list[BaseMessage], stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None, **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:  # fmt: skip
        message = answer(messages, kwargs.get("tools"))
        pieces = message.text.splitlines(keepends=True) or [""]
        calls = [
            tool_call_chunk(name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=at)
            for at, call in enumerate(message.tool_calls)
        ]
        for at, piece in enumerate(pieces):
            last = at == len(pieces) - 1
            chunk = AIMessageChunk(
                content=piece, id=message.id, tool_call_chunks=calls if last else [],
                response_metadata=message.response_metadata if last else {}, chunk_position="last" if last else None,
            )  # fmt: skip
            if run_manager is not None:
                run_manager.on_llm_new_token(piece)
            yield ChatGenerationChunk(message=chunk)


def answer(messages: Sequence[BaseMessage], tools: Sequence[str] | None) -> AIMessage:
    """The next message: the calls that are still to be made, or the reply from what the tools answered."""
    conversation = conversations.of(messages)
    intents = understand(conversation)
    calls = [each for each in intents if isinstance(each, Call) and (tools is None or each.tool in tools)]
    answers, made, kept = conversation.answers, 0, []
    for call in calls:
        for attempt in (call, None if call.instead is None else call.instead[1]):
            if attempt is None:
                break
            if made == len(answers):
                return _calling(attempt, made, conversation.message_id)
            found = answers[made]
            made += 1
            if attempt is not call or call.instead is None or found.status != "error" or found.text != call.instead[0]:
                if not (call.is_extra and found.status == "error"):
                    kept.append(found)
                break
    asked = any(_question(each) or _artifact(each).get("asks") for each in kept)
    says = [
        each for each in intents if isinstance(each, Say) and not (asked and each.is_doubt)
    ]  # one question at a time
    words = _told(kept) + [each.text for each in says]
    more = {
        CHOICES: [choice for each in says for choice in each.choices]
        or [one for each in kept for one in _ready_answers(each)],
        WAITING: next((each.waiting for each in says if each.waiting), ""),
    }
    return AIMessage(
        "\n\n".join(words) or WHAT_TO_SAY, id=str(uuid4()), response_metadata=_metadata("stop"),
        additional_kwargs={name: value for name, value in more.items() if value},
    )  # fmt: skip


def _told(answers: Sequence[ToolMessage]) -> list[str]:
    """What the tools said; of two questions only the last is asked."""
    told = []
    decided = max((at for at, each in enumerate(answers) if _artifact(each).get("decided")), default=0)
    for at, each in enumerate(
        answers[decided:], start=decided
    ):  # what came before a decision was told with the proposal
        question = _question(each)
        asked_later = any(_question(other) for other in answers[at + 1 :])
        told.append(each.text.replace(question, "").strip() if question and asked_later else each.text)
    return [each for each in told if each]


def _ready_answers(message: ToolMessage) -> list[dict[str, str]]:
    """The answers that a question about sets comes with: words to say."""
    found = _artifact(message)
    return [{"label": each["label"]} for each in found.get("choices") or ()] if found.get("asks") in ABOUT_SETS else []


def _question(message: ToolMessage) -> str:
    return str(_artifact(message).get("question") or "")


def _artifact(message: ToolMessage) -> dict[str, Any]:
    return message.artifact if isinstance(message.artifact, dict) else {}


def _calling(call: Call, done: int, message_id: str) -> AIMessage:
    """One call after the other: what comes second may ask about what came first.

    The ids follow from the message, so that a turn that is repeated finds its writes done.
    """
    made = {"name": call.tool, "args": call.args, "id": f"{message_id or uuid4()}-{done}", "type": "tool_call"}
    return AIMessage("", id=str(uuid4()), tool_calls=[made], response_metadata=_metadata("tool_calls"))


def _metadata(reason: str) -> dict[str, Any]:
    return {"finish_reason": reason, "model_name": NAME}
