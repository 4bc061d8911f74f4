"""Tokens of an issuer of somebody's own: a stub of one on loopback that signs and publishes as OAuth has it."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from agent.coach import Coach
from db.athletes import Athlete
from topset.assistants.callers import TokenHolders
from topset.assistants.doorkeeper import Doorkeeper
from topset.assistants.http import Door, http_app
from topset.assistants.issuer import Issuer
from topset.mcp_server import assistants

HERE = "https://coach.example/mcp"


@dataclass
class StubIssuer:
    """Publishes its metadata and keys, and signs what it is told to."""

    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    is_down: bool = False

    def sign(self, key: Any = None, algorithm: str = "RS256", **claims: Any) -> str:
        now = int(time.time())
        said = {"iss": self.url, "aud": HERE, "sub": "x", "iat": now, "exp": now + 300, "scope": "openid topset:log"}
        return jwt.encode({**said, **claims}, key or self.key, algorithm=algorithm, headers={"kid": "one"})

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}
        return None


@pytest.fixture
def stub() -> Iterator[StubIssuer]:
    made = StubIssuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = None if made.is_down else made.answer(self.path)
            self.send_response(500 if made.is_down else 404 if found is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


async def test_a_token_of_the_issuer_opens_its_athlete(stub: StubIssuer, coach: Coach, athlete: Athlete) -> None:
    keeper = Doorkeeper(coach.database, Issuer(stub.url, HERE))
    found = await keeper.verify_token(stub.sign(sub=athlete.name))
    assert found is not None
    assert (found.subject, found.scopes) == (str(athlete.id), ["topset:read", "topset:log"])


async def test_the_athletes_name_may_stand_in_another_claim(stub: StubIssuer, coach: Coach, athlete: Athlete) -> None:
    keeper = Doorkeeper(coach.database, Issuer(stub.url, HERE, claim="preferred_username"))
    assert await keeper.verify_token(stub.sign(sub="0815", preferred_username=athlete.name)) is not None
    assert await keeper.verify_token(stub.sign(sub=athlete.name)) is None


async def test_what_is_not_quite_right_opens_nothing(stub: StubIssuer, coach: Coach, athlete: Athlete) -> None:
    keeper = Doorkeeper(coach.database, Issuer(stub.url, HERE))
    other_key = rsa.generate_private_key(65537, 2048)
    wrong = {
        "expired": stub.sign(sub=athlete.name, exp=int(time.time()) - 60),
        "for another server": stub.sign(sub=athlete.name, aud="https://other.example"),
        "of another issuer": stub.sign(sub=athlete.name, iss="https://other.example"),
        "signed by another": stub.sign(key=other_key, sub=athlete.name),
        "signed with the public key as a secret": jwt.encode(
            {"iss": stub.url, "aud": HERE, "sub": athlete.name, "iat": 0, "exp": 2**31},
            "x" * 32,
            algorithm="HS256",
            headers={"kid": "one"},
        ),
        "not signed": jwt.encode({"iss": stub.url, "aud": HERE, "sub": athlete.name}, "", algorithm="none"),
        "without our scopes": stub.sign(sub=athlete.name, scope="openid email"),
        "of nobody here": stub.sign(sub="nobody at all"),
        "no token": "a.b.c",
    }
    assert {name: await keeper.verify_token(token) for name, token in wrong.items()} == dict.fromkeys(wrong)


async def test_an_issuer_that_is_down_opens_nothing(stub: StubIssuer, coach: Coach, athlete: Athlete) -> None:
    stub.is_down = True
    keeper = Doorkeeper(coach.database, Issuer(stub.url, HERE))
    token = stub.sign(sub=athlete.name)
    assert await keeper.verify_token(token) is None
    stub.is_down = False
    assert await keeper.verify_token(token) is not None, "and is asked again"


async def test_clients_are_told_where_tokens_come_from(stub: StubIssuer, coach: Coach) -> None:
    door = Door("127.0.0.1", 1, url=HERE, issuer=stub.url)
    keeper = Doorkeeper(coach.database, Issuer(stub.url, HERE))
    made = assistants(coach, TokenHolders(coach.database), auth=door.auth, verifier=keeper)
    transport = httpx.ASGITransport(http_app(made.server, door))
    async with httpx.AsyncClient(transport=transport, base_url="https://coach.example") as http:
        refused = await http.post("/mcp", json={})
        metadata = (await http.get("/.well-known/oauth-protected-resource/mcp")).json()
    assert (
        'resource_metadata="https://coach.example/.well-known/oauth-protected-resource/mcp"'
        in refused.headers["www-authenticate"]
    )
    assert metadata["resource"] == HERE
    assert [each.rstrip("/") for each in metadata["authorization_servers"]] == [stub.url]
    assert metadata["scopes_supported"] == ["topset:read", "topset:log", "topset:plan"]
