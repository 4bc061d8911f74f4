"""A page for others, as a real server: guesses end soon, cookies end with their session, nothing of another page is believed."""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
import websockets

from db import athletes, logins
from db.engine import Database, open_database
from memory import threads
from tests.doors.conftest import ROOT, Server
from tests.doors.environment import environment_of
from tests.doors.ports import free_port
from topset.gate import ALGORITHM, COOKIE, LASTING, SESSION
from topset.login import LONGEST, hashed
from topset.page import secret

PASSWORD = "correct horse battery"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
NUMBERS = count(1)


@dataclass
class Door:
    """The page, and the home's database beside it."""

    server: Server
    database: Database
    hash: str = field(default_factory=lambda: hashed(PASSWORD))

    async def athlete(self) -> str:
        """The name of somebody new, who has the password."""
        name = f"lifter {next(NUMBERS)}"
        made = await athletes.find_or_create(self.database, name, timezone="UTC")
        async with made.sessions() as session:
            await athletes.set_password_hash(session, made.id, self.hash)
        return name

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """A browser at an address that no other test uses."""
        number = next(NUMBERS)
        address = f"198.18.{number // 250}.{number % 250 + 1}"
        sent = {"User-Agent": CHROME, "X-Forwarded-For": address} | headers
        return httpx.AsyncClient(base_url=self.server.url, headers=sent, timeout=30)

    async def logged_in(self, name: str) -> httpx.AsyncClient:
        browser = self.browser()
        assert (await try_it(browser, name)).status_code == 200
        return browser

    async def sessions_of(self, name: str) -> list[Any]:
        athlete = await athletes.find(self.database, name)
        async with athlete.sessions() as session:
            return list(await logins.listed(session, athlete.id))


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="topset-login-"))
    port = free_port()
    made = Server(folder / "home", port, {"TOPSET_URL": f"http://127.0.0.1:{port}"})
    opened = open_database(None, made.home)
    asyncio.run(prepared(opened))
    made.start()
    yield made
    made.stop()
    asyncio.run(opened.close())
    shutil.rmtree(folder, ignore_errors=True)


async def prepared(database: Database) -> None:
    """Somebody who has a password: without one the page stays closed."""
    await threads.upgrade(database.owner_url)
    me = await athletes.find_or_create(database, "me", timezone="UTC")
    async with me.sessions() as session:
        await athletes.set_password_hash(session, me.id, hashed(PASSWORD))
    await database.engine.dispose()


@pytest.fixture
async def door(served: Server) -> AsyncIterator[Door]:
    opened = open_database(None, served.home)
    yield Door(served, opened)
    await opened.close()


def topset(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "topset", *arguments]
    return subprocess.run(
        command, env=environment_of(home), cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


async def try_it(browser: httpx.AsyncClient, name: str, password: str = PASSWORD) -> httpx.Response:
    return await browser.post("/login", data={"username": name, "password": password})


async def who(browser: httpx.AsyncClient) -> int:
    return (await browser.get("/user")).status_code


async def test_guessing_a_name_s_password_ends_soon(door: Door) -> None:
    name = await door.athlete()
    statuses = [(await try_it(door.browser(), name, f"wrong {at}")).status_code for at in range(7)]
    right = await try_it(door.browser(), name)
    assert statuses == [401] * 5 + [429] * 2
    assert right.status_code == 429 and 20 <= int(right.headers["retry-after"]) <= 30
    assert right.json()["detail"].startswith("Too many wrong passwords. Try again in ")
    assert (await try_it(door.browser(), await door.athlete())).status_code == 200, "nobody else waits for that"


async def test_guessing_from_one_address_ends_soon(door: Door) -> None:
    browser, name = door.browser(), await door.athlete()
    statuses = [(await try_it(browser, f"nobody {at}", "x")).status_code for at in range(6)]
    assert statuses == [401] * 5 + [429]
    assert (await try_it(browser, name)).status_code == 429
    assert (await try_it(door.browser(), name)).status_code == 200


async def test_guesses_side_by_side_are_counted_before_they_are_looked_at(door: Door) -> None:
    name = await door.athlete()
    browsers = [door.browser() for _ in range(20)]
    started = time.monotonic()
    tries = await asyncio.gather(*(try_it(each, name, f"wrong {at}") for at, each in enumerate(browsers)))
    statuses = sorted(each.status_code for each in tries)
    assert statuses == [401] * 5 + [429] * 15
    assert time.monotonic() - started < 30


async def test_waits_grow_and_end_with_the_right_password(door: Door) -> None:
    assert [logins.wait_s(each) for each in (0, 4, 5, 6, 7, 50)] == [0, 0, 30, 60, 120, 900]
    for _ in range(3):
        assert await logins.must_wait_s(door.database, "somebody") == 0
    await logins.forgive(door.database, "somebody")
    assert [await logins.must_wait_s(door.database, "somebody") for _ in range(6)] == [0] * 5 + [30]


@pytest.mark.parametrize(
    "name", ["no\x00body", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 5000, "", " "]
)
async def test_odd_names_are_just_wrong(name: str, door: Door) -> None:
    answer = await try_it(door.browser(), name)
    assert answer.status_code in (401, 422)
    assert "Traceback" not in door.server.log() and "DataError" not in door.server.log()


async def test_a_long_password_costs_nothing(door: Door) -> None:
    name, started = await door.athlete(), time.monotonic()
    assert (await try_it(door.browser(), name, "x" * 100 * LONGEST)).status_code == 401
    assert time.monotonic() - started < 10


async def test_a_cookie_is_closed_short_lived_and_secure_under_tls(door: Door) -> None:
    name = await door.athlete()
    plain = (await try_it(door.browser(), name)).headers["set-cookie"].lower()
    assert "httponly" in plain and "samesite=lax" in plain and "; secure" not in plain
    assert f"max-age={round(LASTING.total_seconds())}" in plain
    tls = door.browser(**{"X-Forwarded-Proto": "https"})
    assert "; secure" in (await try_it(tls, name)).headers["set-cookie"].lower()


async def test_sessions_are_listed_and_revoked(door: Door) -> None:
    name = await door.athlete()
    one, two = await door.logged_in(name), await door.logged_in(name)
    listed = await asyncio.to_thread(topset, door.server.home, "session", "list", "--as", name)
    assert listed.stdout.count("Chrome on Linux") == 2 and "last used" in listed.stdout, listed.stderr
    ended = listed.stdout.split()[0]
    assert (await who(one), await who(two)) == (200, 200)
    done = await asyncio.to_thread(topset, door.server.home, "session", "revoke", ended, "--as", name)
    assert done.stdout.strip() == "Logged out: 1 browser."
    assert sorted([await who(one), await who(two)]) == [200, 401]


async def test_a_new_password_and_a_logout_end_sessions(door: Door) -> None:
    name = await door.athlete()
    one, two, other = await door.logged_in(name), await door.logged_in(name), await door.logged_in(await door.athlete())
    kept = one.cookies[COOKIE]
    assert (await one.post("/logout")).status_code == 200
    one.cookies.set(COOKIE, kept)
    assert (await who(one), await who(two), await who(other)) == (401, 200, 200)
    athlete = await athletes.find(door.database, name)
    async with athlete.sessions() as session:
        await athletes.set_password_hash(session, athlete.id, door.hash)
    assert (await who(two), await who(other)) == (401, 200)
    assert (await two.post("/project/threads", json={"pagination": {"first": 1}, "filter": {}})).status_code == 401


async def test_an_open_socket_ends_with_its_session(door: Door) -> None:
    name = await door.athlete()
    browser = await door.logged_in(name)
    address = f"ws://127.0.0.1:{door.server.port}/ws/socket.io/?EIO=4&transport=websocket"
    cookie = {"Cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    async with websockets.connect(address, additional_headers=cookie) as socket:
        assert str(await socket.recv()).startswith("0{")
        await socket.send('40{"sessionId":"s","clientType":"webapp","userEnv":"{}"}')
        assert str(await socket.recv()).startswith("40")
        [row] = await door.sessions_of(name)
        athlete = await athletes.find(door.database, name)
        async with athlete.sessions() as session:
            await logins.end(session, athlete.id, row.id)
        await socket.send('42["window_message","topset:memory"]')
        with pytest.raises(websockets.ConnectionClosed):
            async with asyncio.timeout(10):
                while True:
                    await socket.recv()


def signed(key: str, **claims: Any) -> str:
    now = datetime.now(UTC)
    whole = {"identifier": "me", "display_name": None, "metadata": {}, "iat": now, "exp": now + timedelta(days=1)}
    return jwt.encode(whole | claims, key, ALGORITHM)


FORGED: dict[str, Callable[[Path], dict[str, str]]] = {
    "the private page's key": lambda home: {"Cookie": f"{COOKIE}={signed(secret(home))}"},
    "no session": lambda home: {"Cookie": f"{COOKIE}={signed(secret(home, 'login'))}"},
    "a session of nobody": lambda home: {
        "Cookie": f"{COOKIE}={signed(secret(home, 'login'), metadata={SESSION: 'x'})}"
    },
    "in pieces": lambda home: {"Cookie": f"{COOKIE}_0={signed(secret(home, 'login'))}"},
    "as a bearer": lambda home: {"Authorization": f"Bearer {signed(secret(home, 'login'))}"},
    "no signature": lambda home: {"Cookie": f"{COOKIE}={jwt.encode({'identifier': 'me'}, '', 'none')}"},
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_cookie_of_something_else_opens_nothing(how: str, door: Door) -> None:
    browser = door.browser(**FORGED[how](door.server.home))
    assert await who(browser) == 401
    assert (await browser.post("/project/threads", json={"pagination": {"first": 1}, "filter": {}})).status_code == 401


async def test_a_cookie_is_renewed_while_it_is_used(door: Door) -> None:
    browser = await door.logged_in(await door.athlete())
    key = secret(door.server.home, "login")
    claims = jwt.decode(browser.cookies[COOKIE], key, [ALGORITHM])
    assert "set-cookie" not in (await browser.get("/user")).headers
    earlier = datetime.now(UTC) - timedelta(hours=2)
    browser.cookies.clear()
    browser.cookies.set(COOKIE, jwt.encode(claims | {"iat": earlier}, key, ALGORITHM))
    anew = (await browser.get("/user")).headers["set-cookie"]
    found = re.search(rf"{COOKIE}=([^;]+);", anew)
    assert found is not None and "HttpOnly" in anew
    assert jwt.decode(found[1], key, [ALGORITHM])["exp"] > claims["exp"] - 60


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"])
async def test_the_page_does_not_tell_how_it_is_made(path: str, door: Door) -> None:
    answer = await door.browser().get(path)
    assert answer.status_code == 404 and "swagger" not in answer.text.lower() and "paths" not in answer.text


async def test_scripts_of_other_pages_are_turned_away(door: Door) -> None:
    own, browser = door.server.url.rstrip("/"), await door.logged_in(await door.athlete())
    elsewhere = ("http://127.0.0.1:3000", "http://localhost:3000", own.replace("http:", "https:"), "null", own + "0")
    for origin in elsewhere:
        assert (await browser.get("/user", headers={"Origin": origin})).status_code == 403, origin
    assert (await browser.get("/user", headers={"Origin": own})).status_code == 200
    assert (await browser.get("/user", headers={"Sec-Fetch-Site": "same-site"})).status_code == 403
    address = f"ws://127.0.0.1:{door.server.port}/ws/socket.io/?EIO=4&transport=websocket"
    cookie = {"Cookie": f"{COOKIE}={browser.cookies[COOKIE]}"}
    with pytest.raises(websockets.InvalidStatus):
        await websockets.connect(address, additional_headers=cookie, origin="http://localhost:3000")  # type: ignore[arg-type]
