"""Several layers around the model as one middleware."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from langchain.agents.middleware import ModelRequest, wrap_model_call
from langchain.agents.middleware.types import AgentMiddleware

Handler = Callable[[ModelRequest], Awaitable[Any]]
Layer = Callable[[ModelRequest, Handler], Awaitable[Any]]


def around_model(*layers: Layer) -> AgentMiddleware:
    """Put layers around every model call, the first one outermost.

    LangChain makes a span of each middleware, which changes threads twice a call even when nothing is
    traced; as one middleware the layers cost that once.
    """

    @wrap_model_call(name="around_model")
    async def ask(request: ModelRequest, handler: Any) -> Any:
        for layer in reversed(layers):
            handler = partial(_through, layer, handler)
        return await handler(request)

    return ask


async def _through(layer: Layer, handler: Handler, request: ModelRequest) -> Any:
    return await layer(request, handler)
