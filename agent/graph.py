"""The agent: LangChain's ``create_agent`` with our tools and what stands around them."""

from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

from agent.middleware.calls import tool_calls
from agent.middleware.checks import check_numbers, latest_turns
from agent.middleware.layers import around_model
from agent.middleware.provider import fall_back, whole_answers
from agent.middleware.recall import Recollection, recall_first
from agent.middleware.triage import triage_first
from agent.toolbelt import toolbelt
from db.athletes import Athlete
from prompts import render

Graph = CompiledStateGraph[Any, Any, Any, Any]


def build_graph(
    athlete: Athlete, model: BaseChatModel, builtin: BaseChatModel, saver: BaseCheckpointSaver[Any], door: str,
    *, recollection: Recollection | None = None,
) -> Graph:  # fmt: skip
    """The graph of one athlete. All that stands around the model wraps it: no node, and no checkpoint, is added."""
    prompt = render(
        "coach", name=athlete.name, today=f"{athlete.today:%A} {athlete.today.isoformat()}", units=athlete.units
    )
    recall = [] if recollection is None else [recall_first(athlete, builtin, recollection)]
    return create_agent(
        model,
        toolbelt(athlete),
        system_prompt=prompt,
        middleware=[
            around_model(
                triage_first(athlete.timezone), latest_turns(), *recall, fall_back(builtin), check_numbers(builtin), whole_answers(builtin)
            ),
            tool_calls(door),
        ],
        checkpointer=saver,
    )  # fmt: skip
