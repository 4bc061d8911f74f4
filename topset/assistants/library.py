"""The tools of ``tools/``, offered unchanged: the same bound methods, found for the athlete who asks."""

from typing import Any
from uuid import UUID, uuid4

from mcp.server.mcpserver import Context
from mcp.types import InputRequiredResult
from pydantic import BaseModel, create_model

from tools.calls import Call, Result, called_by
from tools.toolbox import BOXES, access
from topset.assistants import safety
from topset.assistants.approval import Decision, decided, kept_key
from topset.assistants.arguments import arguments_of, digest_of
from topset.assistants.callers import Caller
from topset.assistants.offered import OFFERED, Offered
from topset.assistants.tool import Answer, OwnTool, success

TAKES_BACK = "undo"
"""What may be done while an emergency sign holds training."""


class LibraryTool(OwnTool):
    """One tool of the toolbox."""

    async def answer(self, given: dict[str, Any], caller: Caller, context: Context[Any, Any]) -> Answer:
        """Call it as this caller; a proposal that comes of it is put to the person, if there is a way."""
        call = call_of(self.name, given, caller, context)
        await safety.check(caller.athlete, given, writes=self.needs != "read" and self.name != TAKES_BACK)
        tool = tool_named(self.name)
        with called_by(call):
            result: Result = await tool(BOX_OF[self.name](caller.athlete), **given)
        words, fields = str(result), result.model_dump(mode="json")
        proposal = fields.get("proposal")
        if proposal is None:
            return success(words, fields)
        decision = await decided(context, caller, UUID(proposal), without_how(words, fields), str(call.key))
        if isinstance(decision, InputRequiredResult):
            return decision
        if decision is None:
            return success(words, fields)
        return success(decision.text, fields | {"decision": decision.model_dump(mode="json")})


def call_of(name: str, given: dict[str, Any], caller: Caller, context: Context[Any, Any]) -> Call:
    """The call as the ledger knows it; takes the idempotency key out of the arguments."""
    chosen = given.pop("idempotency_key", None)
    steps = 0

    async def told(how_far: str) -> None:
        nonlocal steps
        steps += 1
        await context.report_progress(steps, message=how_far)

    key = kept_key(context) or f"mcp:{caller.client}:{name}:{chosen or uuid4()}"
    return Call("mcp", key, digest=None if chosen is None else digest_of(given), told=told)


def without_how(words: str, fields: dict[str, Any]) -> str:
    """A proposal without the command that approves it: who is asked just answers."""
    how = fields.get("how") or (fields.get("proposed") or {}).get("how", "")
    return words.replace(how, "").strip() if how else words


BOX_OF = {
    name: box for box in BOXES for name, method in vars(box).items() if getattr(method, "access", None) is not None
}
"""By the names of tools, what they are methods of."""


def tool_named(name: str) -> Any:
    """A tool as the function that it is before it is bound to an athlete."""
    return vars(BOX_OF[name])[name]


def library_tools() -> list[OwnTool]:
    """All tools that are offered."""
    return [_described(each) for each in OFFERED]


def _described(offered: Offered) -> OwnTool:
    function = tool_named(offered.name)
    metadata = arguments_of(function, writes=access(function) == "write")
    return LibraryTool.described(
        metadata, name=offered.name, title=offered.title, description=" ".join((function.__doc__ or "").split()),
        needs=offered.needs, annotations=offered.annotations, output_schema=_output_schema(function),
    )  # fmt: skip


def _output_schema(function: Any) -> dict[str, Any]:
    """The fields of an answer; where it is a proposal, also what was decided about it."""
    result: type[BaseModel] = function.__annotations__["return"]
    if "proposal" in result.model_fields:
        result = create_model(result.__name__, __base__=result, decision=(Decision | None, None))
    return result.model_json_schema(mode="serialization")
