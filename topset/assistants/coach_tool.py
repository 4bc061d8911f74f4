"""The whole coach as one tool: a sentence in, the coach's answer out, in a chat that goes on."""

from typing import Annotated, Any
from uuid import UUID, uuid5

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase
from mcp.types import InputRequiredResult, ToolAnnotations
from pydantic import BaseModel, Field

from agent.coach import Coach
from agent.events import Reply, Step
from agent.turn import readable
from db import chats
from tools.calls import REUSED
from topset.assistants.approval import Decision, decided
from topset.assistants.arguments import strict
from topset.assistants.callers import Caller
from topset.assistants.library import call_of, without_how
from topset.assistants.tool import Answer, OwnTool, failure, success
from training.errors import Conflict, Invalid

DESCRIPTION = """Say something to the athlete's coach and get the coach's answer, as on its chat page. Use it for all that
no other tool here does: settings, goals, deloads, illness, pain, readiness, equipment that is missing, swaps, missed sessions,
feedback, corrections, forgetting. Pass on the athlete's own words and numbers. The same `thread` goes on with a conversation
(an answer to the coach's question belongs there); without one a new chat begins. The coach proposes changes of plans; only a
person approves them."""


class Done(BaseModel):
    """A tool that the coach used."""

    name: str
    ok: bool
    text: str


class Said(BaseModel):
    """The coach's answer, with what was done for it."""

    reply: str
    thread: UUID
    """Say it again to go on in this chat."""
    tools: list[Done]
    proposals: list[UUID]
    """What waits for a person."""
    choices: list[str] = []
    """What the athlete may say to the coach's question: say one of them in the same thread."""
    decision: Decision | None = None


class CoachTool(OwnTool):
    """One turn with the coach."""

    coach: Any = Field(exclude=True)

    async def answer(self, given: dict[str, Any], caller: Caller, context: Context[Any, Any]) -> Answer:
        """Run a turn; the same key is the same turn, in which nothing is done twice."""
        call = call_of(self.name, given, caller, context)
        message = uuid5(caller.athlete.id, str(call.key))
        chat = _chat_of(given["thread"]) or uuid5(message, "chat")
        await _check_unused(caller, message, chat, given["message"])
        coach: Coach = self.coach
        reply: Reply | None = None
        async for event in coach.turn(caller.athlete, given["message"], chat_id=chat, door="mcp", message_id=message):
            if isinstance(event, Step) and call.told is not None:
                await call.told(event.name.replace("_", " "))
            if isinstance(event, Reply):
                reply = event
        if reply is None:
            raise RuntimeError("a turn ended without a reply")
        if reply.failed:
            return failure(reply.text)
        said = Said(
            reply=reply.text, thread=chat, proposals=[each.id for each in reply.offers], choices=list(reply.choices),
            tools=[Done(name=each.name, ok=each.ok, text=each.text) for each in reply.steps],
        )  # fmt: skip
        if len(reply.offers) == 1:  # of several, a person chooses where they can see them all
            asked = reply.text
            for step in reply.steps:
                asked = without_how(asked, step.result or {})
            decision = await decided(context, caller, reply.offers[0].id, asked, str(call.key))
            if isinstance(decision, InputRequiredResult):
                return decision
            if decision is not None:
                said.decision = decision
                said.reply = f"{reply.text}\n\n{decision.text}"
        return success(f"{said.reply}\n\n(thread {chat})", said.model_dump(mode="json"))


class CoachArguments(ArgModelBase):
    """What the tool is called with."""

    message: Annotated[str, Field(min_length=1, max_length=8_000, description="What the athlete says")]
    thread: Annotated[
        str | None,
        Field(description="The chat to go on in, as an earlier answer named it; needed to answer a question of it"),
    ] = None


def coach_tool(coach: Coach, *, open_world: bool) -> OwnTool:
    """The coach, offered. ``open_world``: whether a provider's model answers."""
    metadata = strict("coach", CoachArguments, writes=True)
    annotations = ToolAnnotations(
        read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=open_world
    )
    return CoachTool.described(
        metadata, name="coach", title="Talk to the coach", description=" ".join(DESCRIPTION.split()), needs="log",
        annotations=annotations, output_schema=Said.model_json_schema(mode="serialization"), coach=coach,
    )  # fmt: skip


async def _check_unused(caller: Caller, message: UUID, chat: UUID, words: str) -> None:
    """Raise ``Conflict`` where a key was used for something else: the same key is the same turn."""
    async with caller.athlete.sessions() as session:
        before = await chats.messages_by_id(session, caller.athlete.id, [message])
    if any((each.chat_id, each.content) != (chat, readable(words)) for each in before):
        raise Conflict(REUSED)


def _chat_of(thread: str | None) -> UUID | None:
    try:
        return None if thread is None else UUID(thread)
    except ValueError as error:
        raise Invalid(
            f"'{thread[:60] if thread else ''}' is no thread: use the one that an earlier answer named."
        ) from error
