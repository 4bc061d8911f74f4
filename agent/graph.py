"""The agent: LangChain's ``create_agent`` with our tools and what stands around them."""

from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

from agent.guardrails.turns import Turns
from agent.middleware.calls import tool_calls
from agent.middleware.checks import check_numbers, latest_turns
from agent.middleware.conduct import ask_first, hold_to_words
from agent.middleware.guard import Guard
from agent.middleware.layers import Layer, around_model
from agent.middleware.offering import offer_tools
from agent.middleware.provider import fall_back, whole_answers
from agent.middleware.recall import Recollection, recall_first
from agent.middleware.triage import hear_suspicion, triage_first
from agent.toolbelt import more_tools, toolbelt
from db.athletes import Athlete
from prompts import render

Graph = CompiledStateGraph[Any, Any, Any, Any]
DEADLINE_S = 45.0
"""Of a turn, as far as a language model leads it."""


def build_graph(
    athlete: Athlete, model: BaseChatModel, builtin: BaseChatModel, saver: BaseCheckpointSaver[Any], door: str,
    *, recollection: Recollection | None = None, deadline_s: float = DEADLINE_S,
) -> Graph:  # fmt: skip
    """The graph of one athlete. All that stands around the model wraps it: no node, and no checkpoint, is added."""
    tools = toolbelt(athlete)
    day = render("day", name=athlete.name, today=f"{athlete.today:%A} {athlete.today.isoformat()}", units=athlete.units)
    layers: list[Layer] = [triage_first(athlete.timezone), latest_turns()]
    guard = None
    if model is not builtin:
        tools.append(more_tools())
        turns = Turns()
        guard = Guard(athlete, turns)
        recall = [] if recollection is None else [recall_first(athlete, builtin, recollection)]
        layers += [
            ask_first(),
            fall_back(builtin, turns),
            *recall,
            offer_tools(athlete, builtin, turns),
            hold_to_words(athlete, builtin, turns),
            hear_suspicion(),
            whole_answers(builtin, turns, deadline_s, frozenset(each.name for each in tools)),
        ]
    return create_agent(
        model,
        tools,
        system_prompt=f"{render('coach')}\n{day}",
        middleware=[around_model(*layers, check_numbers(builtin)), tool_calls(door, guard)],
        checkpointer=saver,
    )
