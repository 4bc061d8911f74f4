"""What the page asks of us beside Chainlit: charts of earlier chats, the memory panel."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import JSONResponse

from topset import panel
from topset.page import Page
from training.errors import TopsetError


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

    @router.get("/memory/{chat_id}")
    async def memory(chat_id: UUID, user: Any = Depends(current_user)) -> JSONResponse:
        """What the memory panel shows beside a chat."""
        if user is None:
            raise HTTPException(401)
        try:
            found = await panel.look(page.coach, await page.athlete(user.identifier), chat_id)
        except TopsetError as error:
            return JSONResponse({"error": str(error)}, 503)
        return JSONResponse(found.model_dump(mode="json"))

    return router
