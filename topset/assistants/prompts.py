"""What a person picks in their assistant to begin with: words for the model, with what it has to know in them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from prompts import render
from tools.toolbox import Toolbox
from topset.assistants.callers import asking
from training.errors import TopsetError

NOTHING = "(nothing)"


async def weekly_check_in() -> str:
    """Look back at the week and decide what to change."""
    return render(
        "mcp_weekly_check_in", name=_name(), week=await _said("show_week"), progress=await _said("program_progress")
    )


async def plan_my_week(
    busy: Annotated[str, Field(description="What is in the way this week: 'away thursday, 30 minutes on friday'")] = "",
) -> str:
    """Go through the coming week and fit the sessions into it."""
    return render("mcp_plan_my_week", name=_name(), busy=busy[:500] or NOTHING, week=await _said("show_week"))


async def review_form_notes(
    exercise: Annotated[str, Field(description="The lift, as the athlete calls it")],
    notes: Annotated[str, Field(description="What was noticed: 'hips shoot up from 120 kg'")] = "",
) -> str:
    """Think through notes on the technique of a lift."""
    history = await _said("exercise_history", exercise=exercise[:100])
    return render("mcp_review_form_notes", exercise=exercise[:100], notes=notes[:2000] or NOTHING, history=history)


async def explain_my_program(
    question: Annotated[str, Field(description="What is unclear: 'why so few curls?'")] = "",
) -> str:
    """Explain the program, with the rules and numbers behind it."""
    why = await _said("explain_plan", about=question[:200] or None)
    return render("mcp_explain_my_program", question=question[:500] or NOTHING, week=await _said("show_week"), why=why)


PROMPTS: dict[Callable[..., Awaitable[str]], str] = {
    weekly_check_in: "Weekly check-in",
    plan_my_week: "Plan my week",
    review_form_notes: "Review my form notes",
    explain_my_program: "Explain my program",
}


def add_prompts(server: MCPServer[Any]) -> None:
    """Offer all of them."""
    for function, title in PROMPTS.items():
        server.prompt(title=title)(function)


def _name() -> str:
    return asking().athlete.name


async def _said(tool: str, **arguments: Any) -> str:
    """What a tool says now; that there is no program yet is worth knowing, too."""
    try:
        return str(await Toolbox(asking().athlete).named(tool)(**arguments))
    except TopsetError as error:
        return str(error)
