"""Keeping threads small: LangGraph writes all messages anew at each step and never forgets a step.

The chat's own record is in our tables; a thread only has to know what the next turn is read against.
"""

from typing import Any
from uuid import UUID

from langchain_core.messages import RemoveMessage

from agent.graph import Graph
from agent.history import MOST_MESSAGES, start_of_latest
from memory.threads import AthleteSaver

EVERY = 16
"""Messages between two tidyings of a chat, about."""
KEPT = 2 * MOST_MESSAGES


async def tidy(graph: Graph, chat: UUID) -> None:
    """Drop the messages that no model will be shown again, and every step but the last."""
    config: Any = {"configurable": {"thread_id": str(chat)}}
    messages = (await graph.aget_state(config)).values.get("messages", [])
    old = messages[: start_of_latest(messages, KEPT)]
    if old:
        await graph.aupdate_state(config, {"messages": [RemoveMessage(id=each.id) for each in old]}, as_node="model")
    if isinstance(graph.checkpointer, AthleteSaver):
        await graph.checkpointer.aprune([str(chat)], strategy="keep_latest")
