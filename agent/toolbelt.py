"""Our tools as LangChain's: the same bound methods, with their docstrings as descriptions.

A model reads ``str(result)``; the fields travel beside it as the message's artifact, for charts and programs.
"""

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated, Any

from langchain_core.tools import BaseTool, StructuredTool
from langchain_core.tools.base import create_schema_from_function
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, Field

from agent.strict import strict
from db.athletes import Athlete
from tools.calls import Result
from tools.toolbox import Tool, Toolbox

MORE = "more_tools"


def toolbelt(athlete: Athlete) -> list[BaseTool]:
    """All tools of an athlete for ``create_agent``."""
    return [_structured(tool) for tool in Toolbox(athlete).tools]


def more_tools() -> BaseTool:
    """The tool by which a language model sees tools that it was not offered."""

    async def show(
        what: Annotated[str, Field(description="What is to be done, in a few words: 'swap an exercise'")],
    ) -> str:
        return "The tools that fit are offered from now on."

    return StructuredTool.from_function(
        coroutine=show, name=MORE, metadata={"access": "read"}, args_schema=_closed(create_schema_from_function(MORE, show)),
        description="Show other tools, if none of these does what the athlete wants.",
    )  # fmt: skip


def as_told(tool: BaseTool | dict[str, Any]) -> dict[str, Any]:
    """A tool in the words and the schema that a language model gets; the same for every athlete, so it is made once.

    LangChain would make it anew for every call of a model: with all of our tools that takes longer than a write.
    """
    if isinstance(tool, dict):
        return tool
    if tool.name not in _TOLD:
        told = convert_to_openai_tool(tool)["function"]
        schema: Any = tool.args_schema
        parameters = strict(schema.model_json_schema())
        _TOLD[tool.name] = {"type": "function", "function": {**told, "parameters": parameters, "strict": True}}
    return _TOLD[tool.name]


_TOLD: dict[str, dict[str, Any]] = {}


def _structured(tool: Tool) -> StructuredTool:
    function = tool.__func__  # type: ignore[attr-defined]  # every tool is a bound method, which Callable does not say
    return StructuredTool(
        name=tool.__name__,
        description=" ".join((tool.__doc__ or "").split()),
        args_schema=_schema(function),
        coroutine=_with_fields(tool),
        response_format="content_and_artifact",
        metadata={"access": function.access},
    )


@cache
def _schema(function: Callable[..., Any]) -> type[BaseModel]:
    """The arguments of a tool; the same for every athlete, so it is made once."""
    return _closed(create_schema_from_function(function.__name__, function, filter_args=["self"]))


def _closed(schema: type[Any]) -> type[BaseModel]:
    """The same arguments, and no others."""
    if not issubclass(schema, BaseModel):
        raise TypeError(f"{schema.__name__} has arguments of an old pydantic")
    schema.model_config["extra"] = "forbid"
    schema.model_rebuild(force=True)
    return schema


def _with_fields(tool: Tool) -> Callable[..., Awaitable[tuple[str, dict[str, Any]]]]:
    async def call(**arguments: Any) -> tuple[str, dict[str, Any]]:
        result: Result = await tool(**arguments)
        return str(result), result.model_dump(mode="json")

    return call
