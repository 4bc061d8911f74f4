"""Around a language model that leads a turn: what it left out is done, what it says is true, and it ends."""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolCall, ToolMessage

from agent.builtin.intents import Call
from agent.guardrails.advice import REFUSAL, forbidden
from agent.guardrails.agreement import compared
from agent.guardrails.claims import false_claims, sentences
from agent.guardrails.permission import LOG
from agent.guardrails.sets_said import sets_of
from agent.guardrails.sources import Sources
from agent.guardrails.turns import TAKEN_OVER, Made, Turn, Turns, asked_in, made_in, results_of, was_refused
from agent.guardrails.wanted import REMINDER
from agent.history import text_of, this_turn
from agent.middleware.layers import Handler, Layer
from agent.middleware.provider import ModelFailed
from agent.numbers import numbers_in
from agent.understanding.dialogue import CHOICES
from agent.understanding.names import names_in
from db.athletes import Athlete
from memory.findings import content_words
from tools.toolbox import WRITES

log = logging.getLogger(__name__)

MOST_ROUNDS = 8
"""Answers of a model in a turn; who needs more has lost the thread."""
SURE = 0.6
"""From this chance on a question about the athlete's own numbers or plans is answered by a tool, not by talk."""
LEAST_SHARED = 2
"""Words that a reply has in common with what the tools said, to be an answer made of it."""
CORRECT = (
    "Your answer can't be shown. {faults} Every number must come from a tool result about that very thing, and only what a tool "
    "has done in this turn may be called done. Answer again, in short, with what the tools said, or call a tool first."
)


def ask_first() -> Layer:
    """Put to the athlete what has to be asked before a call is made; the turn ends with that."""

    async def ask(request: ModelRequest, handler: Handler) -> Any:
        asked = asked_in(request.messages)
        if asked is None:
            return await handler(request)
        words = [each.answer.text for each in made_in(request.messages)] + [asked["text"]]
        reply = AIMessage("\n\n".join(words), id=str(uuid4()), additional_kwargs={CHOICES: asked["choices"]})
        return ModelResponse(result=[reply])

    return ask


def hold_to_words(athlete: Athlete, builtin: BaseChatModel, turns: Turns) -> Layer:
    """Let a model make each call once, and end its turn with all that was asked for done and nothing said that is not so.

    Raises ``ModelFailed`` where the built-in coach has to take over.
    """

    async def lead(request: ModelRequest, handler: Handler) -> Any:
        if request.model is builtin:
            return await handler(request)
        turn = turns.of(request.messages)
        response = await handler(request)
        reply = response.result[-1]
        if reply.tool_calls:
            fresh = _fresh(reply, request.messages, turn)
            if fresh and _rounds(request.messages) < MOST_ROUNDS:
                return ModelResponse(result=[*response.result[:-1], reply.model_copy(update={"tool_calls": fresh})])
            reply = AIMessage("", id=reply.id)  # it goes round in circles: what the tools said is the answer
        if await _left_out(turn, request.messages, text_of(reply), athlete):
            raise ModelFailed("")
        return await _said(request, handler, reply, turn, athlete)

    return lead


async def _said(
    request: ModelRequest, handler: Handler, reply: AIMessage, turn: Turn, athlete: Athlete
) -> ModelResponse:
    """The reply if it is true; after one try to mend it, what the tools said."""
    results, own = results_of(request.messages), turn.wanted.situation.own
    faults = faults_of(text_of(reply), request.messages, turn, athlete.today)
    if faults and not forbidden(text_of(reply)):
        log.warning("a reply was not shown: %s", faults)
        reminder = HumanMessage(CORRECT.format(faults=" ".join(faults)), additional_kwargs={REMINDER: True})
        again = (await handler(request.override(messages=[*request.messages, reply, reminder]))).result[-1]
        reply = AIMessage("") if again.tool_calls else again
        faults = faults_of(text_of(reply), request.messages, turn, athlete.today)
    if not faults and text_of(reply).strip() and (not results or _is_made_of(text_of(reply), results, own)):
        return ModelResponse(result=[reply])
    words = results or (REFUSAL if forbidden(text_of(reply)) else "")
    if not words:
        raise ModelFailed("")
    return ModelResponse(result=[AIMessage(words, id=reply.id or str(uuid4()))])


def faults_of(reply: str, messages: Sequence[AnyMessage], turn: Turn, today: date) -> list[str]:
    """What is not so in a reply, a sentence each for the model."""
    made = made_in(messages)
    done = {each.tool for each in made} | {"decide" for each in made if _is_approved(each)}
    wrote = done & {*WRITES, "decide"}
    claims = false_claims(reply, done if wrote else set())
    numbers = sources_in(messages, turn.wanted.situation.own, today).unsupported(reply, turn.wanted.said)
    advice = [each for each in forbidden(reply) if not any(each in made_one.answer.text for made_one in made)]
    return [
        *(f"Not done: “{each}”" for each in claims),
        *([f"No tool result about it has: {', '.join(numbers)}."] if numbers else []),
        *(f"Not for a coach to say: “{each}”" for each in advice),
    ]


def _is_approved(made: Made) -> bool:
    """Whether a person has approved what a call proposed."""
    return isinstance(made.answer.artifact, dict) and made.answer.artifact.get("decided") == "approved"


def sources_in(messages: Sequence[AnyMessage], own: tuple[str, ...], today: date) -> Sources:
    """What tools answered in a conversation as far as it is visible, and what the athlete said."""
    found = Sources(today, own)
    calls = {call["id"]: call["args"] for each in messages if isinstance(each, AIMessage) for call in each.tool_calls}
    for each in messages:
        if isinstance(each, HumanMessage):
            found.heard(text_of(each))
    for each in messages:
        if isinstance(each, ToolMessage) and each.status != "error":
            found.answered(text_of(each), calls.get(each.tool_call_id, {}))
    return found


async def _left_out(turn: Turn, messages: Sequence[AnyMessage], reply: str, athlete: Athlete) -> bool:
    """Whether the message asks for something for sure that the model has not done, or was not allowed to do otherwise."""
    made = [*turn.made, *(each for each in made_in(messages) if each.tool not in WRITES)]
    tried = Counter(
        call["name"] for each in this_turn(messages) if isinstance(each, AIMessage) for call in each.tool_calls
    )
    if any(each.tool in WRITES and not turn.wanted.certain(each.tool) for each in made):
        return False  # it read the words in another way, which was found to follow from them
    if was_refused(messages) and not made and turn.wanted.says and not reply.rstrip().endswith("?"):
        return not is_known(reply, turn.wanted.said, athlete.today)
    for call in turn.wanted.calls:
        if call.tool == LOG and not await _is_logged(turn, athlete):
            return True
        if call.tool in WRITES and call.tool != LOG and tried[call.tool] < len(turn.wanted.certain(call.tool)):
            return True
        if (
            call.tool not in WRITES
            and turn.wanted.chances.get(call.tool, 1.0) >= SURE
            and not _is_answered(call, made, turn)
        ):
            return not is_known(reply, turn.wanted.said, athlete.today)
    return False


def is_known(reply: str, asked: str, today: date) -> bool:
    """Whether a reply says nothing but what stands in the glossary or in the calendar."""
    said = [each for each in sentences(reply) if numbers_in(each)]
    return bool(said) and not Sources(today).unsupported(" ".join(said), asked)


async def _is_logged(turn: Turn, athlete: Athlete) -> bool:
    done = [each.args for each in turn.made if each.tool == LOG]
    wanted = await sets_of(athlete, turn.wanted.certain(LOG))
    if wanted.is_open or not wanted.workouts:
        return bool(done)
    stored = (await sets_of(athlete, done)).told
    return wanted.told <= stored


def _is_answered(call: Call, made: Sequence[Made], turn: Turn) -> bool:
    """Whether something was looked up for a question: the same thing, or another that may answer it as well."""
    same = [each for each in made if each.tool == call.tool]
    if same:
        return any(not compared(call.tool, each.args, call.args, turn.wanted).other for each in same)
    return bool(made)


def _fresh(reply: AIMessage, messages: Sequence[AnyMessage], turn: Turn) -> list[ToolCall]:
    """The calls of a reply that were not made before in this turn, as often as the athlete asked for them."""
    before = [call for each in this_turn(messages) if isinstance(each, AIMessage) for call in each.tool_calls]
    fresh: list[ToolCall] = []
    for call in reply.tool_calls:
        often = sum((each["name"], each["args"]) == (call["name"], call["args"]) for each in [*before, *fresh])
        if often < max(1, turn.wanted.certain(call["name"]).count(call["args"])):
            fresh.append(call)
    return fresh


def _rounds(messages: Sequence[AnyMessage]) -> int:
    return sum(isinstance(each, AIMessage) and TAKEN_OVER not in each.additional_kwargs for each in this_turn(messages))


def _is_made_of(reply: str, results: str, own: tuple[str, ...]) -> bool:
    """Whether a reply tells something of what the tools said."""
    numbers = {value for _, value in numbers_in(reply)} & {value for _, value in numbers_in(results)}
    names = {each.said.lower() for each in names_in(reply, own)}
    if numbers or any(each in results.lower() for each in names):
        return True
    return len(content_words(reply) & content_words(results)) >= LEAST_SHARED
