"""The API put together: routes under ``/api/v1``, their description, and what stands in front of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route

from prompts import render
from topset.api import athlete, chat, log, programs, sync, workouts
from topset.api.asking import Gate
from topset.api.limits import ApiLimits, Sizes
from topset.api.offered import TAGS
from topset.api.problems import MEDIA, Problem, say_problems
from topset.api.tool_routes import tool_routes
from training.errors import TopsetError

PREFIX = "/api/v1"
RATE = "600/minute"
WRONG = {
    400: "The request can't be read", 401: "No token that holds", 403: "Beyond the token's scope, or not safe",
    404: "There is no such thing", 405: "Not that method", 409: "It has changed, or the key was used for something else",
    412: "Not the version of If-Match", 413: "Too large", 422: "What was wrong with which value",
    429: "Too many requests", 500: "A bug of ours, with its reference", 503: "The database does not answer",
}  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """What whoever runs the API decides."""

    rate: str = RATE
    origins: Sequence[str] = ()
    """The pages of other hosts that may call it; none unless they are named."""


def api_routes(gate: Gate, rules: Rules = Rules()) -> list[BaseRoute]:  # noqa: B008, RUF100  # frozen
    """All paths: for an application of its own, or beside the page."""
    api = api_of(gate)
    front: Any = ApiLimits(Sizes(api), (), rules.rate)
    if rules.origins:
        front = CORSMiddleware(
            front, allow_origins=list(rules.origins), allow_methods=["*"], allow_headers=["*"],
            expose_headers=["ETag", "Location", "Retry-After"],
        )  # fmt: skip
    return [Route("/healthz", healthz), Route("/readyz", _readyz(gate)), Mount(PREFIX, app=front)]


def server_of(gate: Gate, rules: Rules = Rules()) -> Starlette:  # noqa: B008, RUF100
    """The API as an application of its own."""
    return Starlette(routes=api_routes(gate, rules))


def api_of(gate: Gate) -> FastAPI:
    """The resources."""
    app = FastAPI(
        title="Topset", version=version("topset"), description=render("api"), docs_url=None, redoc_url=None,
        openapi_tags=[{"name": name, "description": words} for name, words in TAGS.items()], middleware=[Middleware(Headers)],
        separate_input_output_schemas=False,
    )  # fmt: skip
    app.state.gate = gate
    say_problems(app)
    for router in (
        workouts.router,
        athlete.router,
        programs.router,
        chat.router,
        sync.router,
        tool_routes(),
        log.router,
    ):
        app.include_router(router)
    app.openapi = lambda: described(app)  # type: ignore[method-assign]
    return app


class Headers:
    """Nothing of an athlete's stays in a cache on the way."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Add them to what is answered."""

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(b"cache-control", b"private, no-cache"), (b"x-content-type-options", b"nosniff")]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self.app(scope, receive, with_headers)


def described(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1: what FastAPI knows, with our problems in the place of its own."""
    if app.openapi_schema is not None:
        return app.openapi_schema
    found = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, tags=app.openapi_tags,
        servers=[{"url": PREFIX}],
    )  # fmt: skip
    schemas = found["components"]["schemas"]
    whole = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**whole.pop("$defs", {}), "Problem": whole}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in found["paths"].values():
        for operation in path.values():
            wrong = {str(status): {"description": words, "content": content} for status, words in WRONG.items()}
            operation["responses"] = {**operation["responses"], **wrong}
    app.openapi_schema = found
    return found


async def healthz(_request: Request) -> JSONResponse:
    """Whether the process answers."""
    return JSONResponse({"status": "ok"})


def _readyz(gate: Gate) -> Any:
    """Whether it can do its work: the database answers."""

    async def readyz(_request: Request) -> JSONResponse:
        try:
            async with gate.coach().database.session():
                return JSONResponse({"status": "ready"})
        except TopsetError as error:
            return JSONResponse({"status": "not ready", "detail": str(error)}, 503)

    return readyz
