"""Tools as routes: the arguments of a tool are the query or the body, its answer is the answer."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar, get_type_hints

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, create_model

from tools.calls import Result
from topset.api.asking import Logging, Planning, Reader, Writing
from topset.api.etags import tag
from topset.api.offered import RESOURCES, Resource
from topset.assistants.library import BOX_OF, TAKES_BACK, tool_named

LONGEST = 20_000
T = TypeVar("T", bound=BaseModel)


class Answer(BaseModel, Generic[T]):
    """What was answered: a sentence for people, fields for programs."""

    text: str
    data: T


def tool_routes() -> APIRouter:
    """All tools that are resources."""
    router = APIRouter()
    for each in RESOURCES:
        function = tool_named(each.tool)
        answer: type[Result] = function.__annotations__["return"]
        router.add_api_route(
            each.path, _reading(each) if each.method == "GET" else _writing(each), methods=[each.method], tags=[each.tag],
            response_model=Answer[answer], operation_id=each.tool, summary=each.tool.replace("_", " ").capitalize(),  # type: ignore[valid-type]
            description=" ".join((function.__doc__ or "").split()),
        )  # fmt: skip
    return router


def arguments_of(tool: str) -> type[BaseModel]:
    """The arguments of a tool as a model, and no others."""
    function = tool_named(tool)
    hints = get_type_hints(function, include_extras=True)
    fields: dict[str, Any] = {
        each.name: (hints[each.name], ... if each.default is inspect.Parameter.empty else each.default)
        for each in list(inspect.signature(function).parameters.values())[1:]
    }
    name = "".join(each.capitalize() for each in tool.split("_"))
    config = ConfigDict(extra="forbid", str_max_length=LONGEST, allow_inf_nan=False)
    return create_model(name, __config__=config, **fields)


def _reading(resource: Resource) -> Callable[..., Any]:
    tool, box = tool_named(resource.tool), BOX_OF[resource.tool]
    asked = arguments_of(resource.tool)

    async def answer(athlete: Reader, given: Annotated[asked, Query()], response: Response) -> Answer[Any]:  # type: ignore[valid-type]
        result: Result = await tool(box(athlete), **plain(given))
        response.headers["ETag"] = tag(result)
        return Answer(text=str(result), data=result)

    async def answer_plainly(athlete: Reader, response: Response) -> Answer[Any]:
        result: Result = await tool(box(athlete))
        response.headers["ETag"] = tag(result)
        return Answer(text=str(result), data=result)

    return answer if asked.model_fields else answer_plainly


def _writing(resource: Resource) -> Callable[..., Any]:
    tool, box = tool_named(resource.tool), BOX_OF[resource.tool]
    asked = arguments_of(resource.tool)
    by: Any = Planning if resource.needs == "plan" else Logging

    async def write(write: Writing, given: BaseModel | None) -> Answer[Any]:
        if resource.tool != TAKES_BACK:
            await write.heed(given)
        with write.call():
            result: Result = await tool(box(write.athlete), **({} if given is None else plain(given)))
        return Answer(text=str(result), data=result)

    async def with_body(write_: by, given: asked) -> Answer[Any]:  # type: ignore[valid-type]
        return await write(write_, given)

    async def with_or_without(write_: by, given: asked | None = None) -> Answer[Any]:  # type: ignore[valid-type]
        return await write(write_, given)

    needs_some = any(each.is_required() for each in asked.model_fields.values())
    return with_body if needs_some else with_or_without


def plain(given: BaseModel) -> dict[str, Any]:
    """The arguments as the tool takes them: models stay models."""
    return {name: getattr(given, name) for name in type(given).model_fields}
