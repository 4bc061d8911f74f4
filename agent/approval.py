"""A thread that waits for a person: how it is let go on once something was decided, or something else was said."""

from typing import Any
from uuid import UUID

from langchain_core.messages import AIMessage, ToolMessage
from langgraph.types import Command

from agent.events import Offer, Step
from agent.graph import Graph
from agent.middleware.calls import proposal_in

STILL_OPEN = "The athlete has not decided on this proposal; it stays open."


def waiting_step(interrupt: Any) -> Step:
    """The call that the turn stopped at, as a step of it."""
    value = interrupt.value
    return Step(value["name"], value["args"], True, value["text"], value["artifact"], True)


def offers_in(steps: list[Step], *, listed: bool = False) -> tuple[Offer, ...]:
    """The proposals that tools made in a turn; with ``listed``, also those of other doors that they showed."""
    found = []
    for step in steps:
        if listed and step.ok and step.name == "show_proposals" and step.result is not None:
            found += [Offer(UUID(each["proposal"]), each["title"]) for each in step.result["proposals"]]
        key = proposal_in(step.result) if step.ok else None
        if key is not None and step.result is not None:
            inner = step.result.get("proposed") or step.result
            found.append(Offer(UUID(key), str(inner.get("title", ""))))
    return tuple(found)


async def resumption(graph: Graph, config: Any, proposal: UUID, text: str, status: str) -> Command[Any] | None:
    """What makes the thread go on with a decision; ``None`` if it does not wait for this one."""
    state = await graph.aget_state(config)
    outcomes = {}
    for each in state.interrupts:
        decided = proposal_in(each.value.get("artifact")) == str(proposal)
        outcomes[each.id] = {"text": text if decided else STILL_OPEN, "status": status if decided else "open"}
    return Command(resume=outcomes) if any(each["text"] == text for each in outcomes.values()) else None


async def let_go(graph: Graph, config: Any) -> None:
    """Answer the calls that a thread waits at, so that another message can be read: the proposals stay open."""
    state = await graph.aget_state(config)
    if not state.interrupts:
        return
    messages = state.values.get("messages", [])
    last = next((each for each in reversed(messages) if isinstance(each, AIMessage)), None)
    answered = {each.tool_call_id for each in messages if isinstance(each, ToolMessage)}
    open_calls = [call for call in (last.tool_calls if last else []) if call["id"] not in answered]
    answers = [
        ToolMessage(STILL_OPEN, tool_call_id=call["id"] or "", name=call["name"], artifact={"decided": "open"})
        for call in open_calls
    ]
    await graph.aupdate_state(config, {"messages": answers}, as_node="tools")
