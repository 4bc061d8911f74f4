"""A tool as MCP serves it: who asks, typed arguments, one write however often it is called, errors as words."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Coroutine
from typing import Any, Self, TypeVar
from uuid import uuid4

import anyio
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import FuncMetadata
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import Field

from db.policies import Scope
from topset.assistants import arguments as args
from topset.assistants.callers import Caller, asking
from training.errors import TopsetError

log = logging.getLogger(__name__)

Answer = CallToolResult | InputRequiredResult
BUG = "Something went wrong on Topset's side (reference {reference}). Look with list_workouts or show_proposals before you repeat it."
T = TypeVar("T")


class OwnTool(Tool):
    """What all tools here have in common. ``answer`` is what differs."""

    needs: Scope = Field(exclude=True)

    @classmethod
    def described(
        cls, metadata: FuncMetadata, *, name: str, title: str, description: str, needs: Scope, annotations: ToolAnnotations,
        output_schema: dict[str, Any], **more: Any,
    ) -> Self:  # fmt: skip
        """A tool with its schemas; ``more`` is what its kind needs beside them."""
        return cls(
            fn=cls.answer, name=name, title=title, description=description, needs=needs, annotations=annotations,
            parameters=metadata.arg_model.model_json_schema(by_alias=True),
            fn_metadata=FuncMetadata(arg_model=metadata.arg_model, output_schema=output_schema), is_async=True, **more,
        )  # fmt: skip

    async def run(self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False) -> Answer:
        """Answer a call. Ends with words, whatever goes wrong on the way."""
        try:
            caller = asking()
            caller.check(self.needs)
            return await unbroken(self.answer(args.read(self.fn_metadata, arguments), caller, context))
        except TopsetError as error:
            return failure(str(error))
        except Exception:
            reference = uuid4().hex[:8]
            log.exception("the tool %s failed, reference %s", self.name, reference)
            return failure(BUG.format(reference=reference))

    @abstractmethod
    async def answer(self, given: dict[str, Any], caller: Caller, context: Context[Any, Any]) -> Answer:
        """Do what was asked, with arguments that were checked."""


async def unbroken(work: Coroutine[Any, Any, T]) -> T:
    """Run something to its end, or cancel it and wait until it has put everything back.

    MCP cancels a request again and again until it ends, which would break off a rollback as well.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.cancel()
        with anyio.CancelScope(shield=True):
            await asyncio.wait([task])
        raise


def failure(words: str) -> CallToolResult:
    """A call that didn't do what was asked, and why."""
    return CallToolResult(content=[TextContent(type="text", text=words)], is_error=True)


def success(words: str, fields: dict[str, Any]) -> CallToolResult:
    """What was answered: words for people and models, fields for programs."""
    return CallToolResult(content=[TextContent(type="text", text=words)], structured_content=fields)
