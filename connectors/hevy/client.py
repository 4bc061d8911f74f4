"""Hevy's REST API: pages as iterators, reads that are tried again, writes that never are."""

import asyncio
import json
import logging
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from connectors.hevy.shapes import Event, Routine
from training.errors import Invalid, NotFound, Refused, Unreachable

log = logging.getLogger(__name__)

T = TypeVar("T", bound=BaseModel)
PAGE = {"exercise_templates": 100}
"""How many things a page may hold; 10 for all others."""
TRIES = 4
PAUSE_S = 0.5
"""Between pages, and before a read is tried again: then doubled each time, with some luck added."""
LONGEST_PAUSE_S = 30.0
TIMEOUT_S = 20.0
MOST_PAGES = 10_000
AGAIN = frozenset((429, 500, 502, 503, 504))
KEY_REFUSED = (
    "Hevy does not know this API key. Make one at hevy.com/settings?developer (Hevy Pro), then: topset connect hevy"
)


class Unsure(Unreachable):
    """Hevy did not say whether a write was made: look before it is made again."""


@dataclass(frozen=True)
class HevyClient:
    """An account. ``pause_s`` is waited between pages, and before a read is tried again."""

    http: httpx.AsyncClient
    pause_s: float = PAUSE_S

    async def user(self) -> str:
        """The account's name. Raises ``Refused`` for a wrong key."""
        found = await self._read("/v1/user/info")
        return str((found.get("data") or {}).get("name") or "")

    async def workout_count(self) -> int:
        """How many workouts there are."""
        return int((await self._read("/v1/workouts/count")).get("workout_count") or 0)

    async def pages(self, name: str, since: int = 1) -> AsyncIterator[list[dict[str, Any]]]:
        """The pages of ``workouts``, ``routines``, ``routine_folders``, ``exercise_templates`` or ``body_measurements``."""
        async for page in self._pages(f"/v1/{name}", name, since, {}):
            yield page

    async def events(self, since: str) -> AsyncIterator[list[Event]]:
        """Changes of workouts since a moment in Hevy's own words, newest first."""
        async for page in self._pages("/v1/workouts/events", "events", 1, {"since": since}):
            yield [_shaped(Event, each) for each in page]

    async def routine(self, key: str) -> Routine:
        """One routine. Raises ``NotFound``."""
        try:
            found = await self._read(f"/v1/routines/{key}")
        except Invalid as error:  # what Hevy says of a routine that is gone
            raise NotFound(f"Hevy has no such routine any more ({error}).") from error
        return _shaped(Routine, found.get("routine", found))

    async def create_routine(self, body: dict[str, Any]) -> dict[str, Any]:
        """Make a routine; Hevy may answer nothing. Raises ``Unsure`` where it may have been made without an answer."""
        return await self._write("POST", "/v1/routines", body)

    async def replace_routine(self, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """Make a routine what it should be, all of it. Raises ``Unsure``."""
        return await self._write("PUT", f"/v1/routines/{key}", body)

    async def _pages(
        self, path: str, name: str, since: int, more: dict[str, str]
    ) -> AsyncIterator[list[dict[str, Any]]]:
        for page in range(since, MOST_PAGES):
            try:
                found = await self._read(path, page=str(page), pageSize=str(PAGE.get(name, 10)), **more)
            except NotFound:
                if page == 1:
                    raise
                return  # a page past the end
            rows = found.get(name)
            if not isinstance(rows, list):
                raise Unreachable(f"Hevy answered without '{name}'. Try again later.")
            yield [each for each in rows if isinstance(each, dict)]
            if page >= int(found.get("page_count") or 0):
                return
            await asyncio.sleep(self.pause_s)

    async def _read(self, path: str, **query: str) -> dict[str, Any]:
        pause = self.pause_s
        for attempt in range(1, TRIES + 1):
            problem: str
            try:
                answered = await self.http.get(path, params=query)
            except httpx.HTTPError as error:
                problem, wait = f"Hevy can't be reached ({type(error).__name__})", pause
            else:
                if answered.status_code not in AGAIN:
                    return _content(answered)
                problem, wait = f"Hevy answered {answered.status_code}", _retry_after(answered, pause)
            if attempt < TRIES:
                log.info("%s: %s, again in %.1f s", path, problem, wait)
                await asyncio.sleep(wait * random.uniform(1, 1.25))
                pause *= 2
        raise Unreachable(f"{problem}. What has come so far is kept; sync again later.")

    async def _write(self, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answered = await self.http.request(method, path, json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unreachable("Hevy can't be reached. Nothing was sent.") from error
        except httpx.HTTPError as error:
            raise Unsure("Hevy did not answer.") from error
        if answered.status_code == 429:
            raise Unreachable("Hevy takes no more requests just now. Nothing was written.")
        if answered.status_code >= 500:
            raise Unsure(f"Hevy answered {answered.status_code}.")
        return _content(answered)


@asynccontextmanager
async def open_client(
    key: str, url: str, pause_s: float = PAUSE_S, timeout_s: float = TIMEOUT_S
) -> AsyncIterator[HevyClient]:
    """A client of an account. The key travels in a header, and is in no log."""
    async with httpx.AsyncClient(base_url=url, headers={"api-key": key}, timeout=timeout_s) as http:
        yield HevyClient(http, pause_s)


def _content(answered: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; its errors as ours."""
    if answered.is_success:
        return _parsed(answered)
    words = _words(answered)
    match answered.status_code:
        case 401:
            raise Refused(KEY_REFUSED)
        case 403:
            raise Refused(f"Hevy refuses: {words}.")
        case 404:
            raise NotFound(f"Hevy has no such thing: {words}.")
    raise Invalid(f"Hevy does not take this: {words}.")


def _parsed(answered: httpx.Response) -> dict[str, Any]:
    if not answered.content.strip():
        return {}
    try:
        found = answered.json()
    except json.JSONDecodeError as error:
        raise Unreachable("Hevy answered something that is no JSON. Try again later.") from error
    if not isinstance(found, dict):
        raise Unreachable("Hevy answered in a shape that I don't know. Try again later.")
    return found


def _words(answered: httpx.Response) -> str:
    """What an error says: an object, a string, or plain text."""
    try:
        found = answered.json()
    except json.JSONDecodeError:
        return answered.text.strip()[:200] or str(answered.status_code)
    return str(found.get("error", found) if isinstance(found, dict) else found)[:200]


def _retry_after(answered: httpx.Response, pause: float) -> float:
    said = answered.headers.get("retry-after", "")
    return min(float(said), LONGEST_PAUSE_S) if said.isdecimal() else pause


def _shaped(shape: type[T], found: Any) -> T:
    try:
        return shape.model_validate(found)
    except ValidationError as error:
        raise Unreachable(f"Hevy answered in a shape that I don't know ({shape.__name__}).") from error
