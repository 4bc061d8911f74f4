"""What went wrong, as RFC 9457 has it: a status for programs, and the words that a person gets everywhere else."""

import logging
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from training.errors import Conflict, Invalid, NotFound, Outdated, Refused, TopsetError, Unavailable, Unclear

log = logging.getLogger(__name__)

MEDIA = "application/problem+json"
MOST_MISTAKES = 8
LATER_S = 5
STATUSES: dict[type[TopsetError], HTTPStatus] = {
    Outdated: HTTPStatus.PRECONDITION_FAILED,
    Conflict: HTTPStatus.CONFLICT,
    NotFound: HTTPStatus.NOT_FOUND,
    Unclear: HTTPStatus.UNPROCESSABLE_ENTITY,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Refused: HTTPStatus.FORBIDDEN,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
BUG = "Something went wrong on Topset's side (reference {reference}). Look at what is stored before you repeat it."


class Mistake(BaseModel):
    """One thing that is wrong with a request."""

    at: str
    """Where: ``body.exercises.0.sets.1.reps``."""
    message: str


class Problem(BaseModel):
    """Why a request was not done, and what to do."""

    type: str = "about:blank"
    title: str
    """The kind of problem: of our own errors their name."""
    status: int
    detail: str
    errors: list[Mistake] = []
    reference: str | None = None
    """By which a bug is found in the log."""


class Unauthorized(TopsetError):
    """Nobody that is known here asks."""


def problem(
    status: int, title: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """A problem as a response."""
    found = Problem(title=title, status=status, detail=detail, **more)
    return JSONResponse(found.model_dump(mode="json"), status, headers=headers, media_type=MEDIA)


def status_of(error: TopsetError) -> HTTPStatus:
    """Which status an error of ours has."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), HTTPStatus.BAD_REQUEST)


def say_problems(app: FastAPI) -> None:
    """Let an application answer with problems, whatever goes wrong."""
    app.add_exception_handler(Unauthorized, _unauthorized)
    app.add_exception_handler(TopsetError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _bug)


async def _unauthorized(_request: Request, error: Exception) -> JSONResponse:
    return problem(401, "Unauthorized", str(error), headers={"WWW-Authenticate": "Bearer"})


async def _own(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, TopsetError)
    status = status_of(error)
    later = {"Retry-After": str(LATER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem(status, type(error).__name__, str(error), headers=later)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    """What was wrong with some values, without the values."""
    assert isinstance(error, RequestValidationError)
    found = [
        Mistake(at=".".join(map(str, each["loc"])), message=each["msg"][:300])
        for each in error.errors()[:MOST_MISTAKES]
    ]
    detail = "; ".join(f"{each.at}: {each.message}" for each in found)
    return problem(422, "Invalid", detail, errors=found)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    return problem(error.status_code, title, error.detail, headers=dict(error.headers or {}))


async def _bug(request: Request, error: Exception) -> JSONResponse:
    reference = uuid4().hex[:8]
    log.error("%s %s failed, reference %s", request.method, request.url.path, reference, exc_info=error)
    return problem(500, "Internal error", BUG.format(reference=reference), reference=reference)
