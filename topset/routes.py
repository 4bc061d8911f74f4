"""What the page asks of us beside Chainlit: charts of earlier chats."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import JSONResponse

from topset.page import Page


def routes(page: Page, current_user: Callable[..., Any]) -> APIRouter:
    """Our paths; each is for whoever is logged in, and for their own rows only."""
    router = APIRouter(prefix="/topset")

    @router.get("/chart/{chat_id}/{name}")
    async def chart(chat_id: str, name: str, user: Any = Depends(current_user)) -> JSONResponse:
        """A chart of an earlier chat."""
        if user is None:
            raise HTTPException(401)
        found = await page.chart(await page.athlete(user.identifier), chat_id, name)
        if found is None:
            raise HTTPException(404)
        return JSONResponse(found)

    return router
