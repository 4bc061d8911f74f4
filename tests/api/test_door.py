"""The door itself: tokens, scopes, problems, limits, readiness, the description."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from agent.coach import Coach
from db import access
from db.athletes import Athlete
from tests.api.conftest import BASE, Client, Open, token_of
from topset.api.app import Rules, server_of
from topset.api.asking import Gate
from topset.api.limits import LARGEST


@pytest.mark.parametrize("token", ["", "x", "topset_wrong", "Bearer topset_x", "topset_\x7f"])
async def test_strangers_learn_nothing(token: str, opened: Open, athlete: Athlete) -> None:
    stranger = await opened(token=token)
    answer = await stranger("GET", "/workouts", None, 401)
    assert (
        answer.headers["www-authenticate"] == "Bearer" and answer.headers["content-type"] == "application/problem+json"
    )
    assert "topset token create" in answer.json()["detail"] and athlete.name not in answer.text
    for method, path in (("POST", "/log"), ("GET", "/profile"), ("POST", "/chat"), ("POST", "/undo")):
        await stranger(method, path, {"said": "x", "message": "x"}, 401)


async def test_a_revoked_or_expired_token_ends_at_once(opened: Open, athlete: Athlete) -> None:
    async with athlete.sessions() as session:
        token, row = await access.make(session, athlete.id, "plan", "", timedelta(days=1))
    client = await opened(token=token)
    await client.get("/profile")
    async with athlete.sessions() as session:
        await access.revoke(session, athlete.id, row.id)
    await client.get("/profile", 401)


async def test_scopes_are_held(opened: Open, athlete: Athlete) -> None:
    reader, logger = await opened(scope="read"), await opened(scope="log")
    refused = await reader.post("/log", {"said": "bench 3x5 @ 60 kg"}, 403)
    assert "'log'" in refused["detail"] and (await reader.get("/workouts"))["items"] == []
    await reader.post("/workouts", {"date": athlete.today.isoformat()}, 403)
    await reader.post("/chat", {"message": "bench 3x5 @ 60 kg"}, 403)
    await logger.post("/log", {"said": "bench 3x5 @ 60 kg"})
    await logger.post("/programs", {"weeks": 4}, 403)
    await logger.post(f"/proposals/{athlete.id}/approve", None, 403)


async def test_a_red_flag_in_any_text_comes_first(client: Client) -> None:
    body = {"date": client.athlete.today.isoformat(), "notes": "crushing chest pain and my left arm is numb"}
    told = await client.post("/workouts", body, 403)
    assert "Nothing was written" in told["detail"]
    held = await client.post("/workouts", body | {"notes": ""}, 403)
    assert held["title"] == "Refused" and (await client.get("/workouts"))["items"] == []


async def test_settings_are_not_lost_between_two_devices(client: Client) -> None:
    seen = await client("GET", "/profile")
    changed = await client("PATCH", "/profile", {"weekly_target": 3}, If_Match=seen.headers["etag"])
    assert changed.json()["data"]["weekly_target"] == 3
    await client("PATCH", "/profile", {"weekly_target": 5}, 412, If_Match=seen.headers["etag"])
    await client("PATCH", "/profile", {"weekly_target": 4}, If_Match=changed.headers["etag"])
    assert (await client.get("/profile"))["data"]["weekly_target"] == 4


async def test_reads_and_writes_of_every_kind(client: Client) -> None:
    await client.post("/log", {"said": "bench 5x5 @ 100 kg"})
    await client.post("/measurements", {"metric": "body weight", "value": 81, "unit": "kg"})
    await client.post("/goals", {"text": "bench 120 by june", "exercise": "bench press", "target": 120})
    await client.post("/readiness", {"sleep_h": 7.5, "energy": 7})
    await client.post("/memory", {"text": "trains with a belt", "said": "I train with a belt"})
    await client.post("/injuries", {"region": "knee", "severity": 3})
    for path, word in (
        ("/records", "100"), ("/strength?exercise=bench", "estimated 1RM"), ("/volume", "set"), ("/consistency", ""),
        ("/history?exercise=bench", "100"), ("/measurements", "81"), ("/goals", "120"), ("/fatigue", ""), ("/memory", "belt"),
        ("/profile/planning", ""), ("/exercises/find?name=face%20pull", "Face Pull"), ("/health/metrics", ""), ("/programs", ""),
        ("/program/plates?load=100", "20"), ("/proposals", ""), ("/chats", None),
    ):  # fmt: skip
        found = await client.get(path)
        assert word is None or word in found["text"], path
    await client.get("/strength?exercise=snatch", 404)
    assert "extra" in (await client.get("/records?exercise=bench&colour=red", 422))["detail"].lower()


async def test_a_load_that_is_on_no_bar_is_refused_at_once(client: Client) -> None:
    for load in ("5.9e16", "1.5e308"):
        assert "no bar" in (await client.get(f"/program/plates?load={load}", 422))["detail"]


async def test_words_that_the_schema_offers_and_keys_are_nobodys_to_forget(client: Client) -> None:
    await client.post("/feedback", {"difficulty": "right", "said": "fine"})
    await client.post("/log", {"said": "bench 3x5 @ 60 kg"}, Idempotency_Key="right one")
    await client.post("/log", {"said": "squat 3x5 @ 60 kg"}, Idempotency_Key="right two")
    await client.post("/memory", {"text": "right", "said": "right"})
    assert (await client.post("/memory/forgotten", {"what": "all", "everything": True}))["data"]["count"] == 1
    again = await client.post("/log", {"said": "squat 3x5 @ 60 kg"}, Idempotency_Key="right two")
    assert again["data"]["workouts"] and len((await client.get("/workouts"))["items"][0]["exercises"]) == 2


async def test_a_token_approves_nothing_unless_the_server_was_told_so(coach: Coach, athlete: Athlete) -> None:
    app = server_of(Gate(lambda: coach))
    headers = {"Authorization": f"Bearer {await token_of(athlete)}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers) as client:
        answer = await client.post(f"/proposals/{athlete.id}/approve")
    assert answer.status_code == 403
    assert "topset approve" in answer.json()["detail"]


async def test_a_program_is_proposed_approved_followed(client: Client) -> None:
    await client.post("/screening", {"yes": []})
    await client("PATCH", "/profile/planning", {
        "place": "gym", "equipment": ["barbell", "rack", "bench", "dumbbell", "cable", "machine"], "days": 3, "minutes": 60,
        "level": "intermediate", "goals": {"strength": 10},
    })  # fmt: skip
    proposed = await client.post("/programs", {"weeks": 4})
    key = proposed["data"]["proposal"]
    approved = await client.post(f"/proposals/{key}/approve", Idempotency_Key="a")
    assert approved["status"] == "approved"
    assert approved == await client.post(f"/proposals/{key}/approve", Idempotency_Key="a")
    assert (await client.post(f"/proposals/{key}/approve", None, 409))["title"] == "Conflict"
    week = await client.get("/program/week")
    assert week["text"]
    today = await client.get("/program/today")
    done = await client.post(
        "/program/complete", {"planned": {}, "feedback": {"difficulty": "right"}}, Idempotency_Key="c"
    )
    again = await client.post(
        "/program/complete", {"planned": {}, "feedback": {"difficulty": "right"}}, Idempotency_Key="c"
    )
    assert today["text"] and done == again and done["feedback"] is not None
    assert len((await client.get("/workouts"))["items"]) == 1
    assert (await client.get("/program/progress"))["text"]


async def test_a_turn_with_the_coach_is_a_stream_and_happens_once(client: Client) -> None:
    def events(found: httpx.Response) -> list[str]:
        return [line.removeprefix("event: ") for line in found.text.splitlines() if line.startswith("event: ")]

    first = await client("POST", "/chat", {"message": "bench 3x5 @ 60 kg"}, Idempotency_Key="t")
    assert first.headers["content-type"].startswith("text/event-stream")
    assert events(first) == ["step", "reply"] and "Bench Press" in first.text
    await client("POST", "/chat", {"message": "bench 3x5 @ 60 kg"}, Idempotency_Key="t")
    await client("POST", "/chat", {"message": "squat 3x5 @ 60 kg"}, 409, Idempotency_Key="t")
    [workout] = (await client.get("/workouts"))["items"]
    assert len(workout["exercises"][0]["sets"]) == 3
    [chat] = (await client.get("/chats"))["items"]
    said = await client.get(f"/chats/{chat['id']}/messages?limit=1")
    earlier = await client.get(f"/chats/{chat['id']}/messages?limit=1&cursor={said['next']}")
    assert [said["items"][0]["role"], earlier["items"][0]["role"]] == ["assistant", "user"] and earlier["next"] is None


async def test_nobody_reads_somebody_elses_chat(client: Client, opened: Open, other_athlete: Athlete) -> None:
    await client("POST", "/chat", {"message": "bench 3x5 @ 60 kg"})
    [chat] = (await client.get("/chats"))["items"]
    thief = await opened(other_athlete)
    await thief.get(f"/chats/{chat['id']}/messages", 404)
    assert (await thief.get("/chats"))["items"] == []


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"{", 422), (b"[]", 422), (b"null", 422), (b"\xff", 400), (b'{"said": "a\\u0000"}', 422),
     (b'{"said": "\\ud800"}', 422), (b'{"said": NaN}', 422), (b"[" * 100_000, 422)],
)  # fmt: skip
async def test_what_is_no_request_is_refused_in_words(content: bytes, status: int, client: Client) -> None:
    found = await client.http.post("/log", content=content, headers={"Content-Type": "application/json"})
    assert found.status_code in (status, 400, 422) and found.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in found.text and "site-packages" not in found.text


async def test_a_request_has_a_largest_size(client: Client) -> None:
    found = await client.http.post("/log", json={"said": "x" * (LARGEST + 1)})
    assert found.status_code == 413 and found.headers["content-type"] == "application/problem+json"


async def test_what_there_is_not_is_said_as_a_problem(client: Client) -> None:
    assert (await client.get("/nothing", 404))["status"] == 404
    assert (await client("DELETE", "/profile", None, 405)).headers["content-type"] == "application/problem+json"


async def limited(coach: Coach, rules: Rules, **headers: str) -> httpx.AsyncClient:
    app = server_of(Gate(lambda: coach), rules)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers)


async def test_a_token_may_ask_so_often(coach: Coach, athlete: Athlete) -> None:
    shown = {"Authorization": f"Bearer {await token_of(athlete)}"}
    async with await limited(coach, Rules("3/minute"), **shown) as http:
        found = [await http.get("/profile") for _ in range(4)]
    assert [each.status_code for each in found] == [200, 200, 200, 429]
    assert int(found[-1].headers["retry-after"]) >= 1 and found[-1].json()["title"] == "Too Many Requests"


async def test_other_pages_may_not_call_unless_they_are_named(coach: Coach, athlete: Athlete) -> None:
    shown = {"Authorization": f"Bearer {await token_of(athlete)}", "Origin": "https://app.example"}
    async with await limited(coach, Rules(), **shown) as http:
        assert "access-control-allow-origin" not in (await http.get("/profile")).headers
    async with await limited(coach, Rules(origins=["https://app.example"]), **shown) as http:
        assert (await http.get("/profile")).headers["access-control-allow-origin"] == "https://app.example"
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        assert (await http.options("/workouts", headers=asked)).status_code == 200


async def test_it_says_whether_it_is_ready(coach: Coach) -> None:
    app = server_of(Gate(lambda: coach))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http:
        assert (await http.get("/healthz")).json() == {"status": "ok"}
        assert (await http.get("/readyz")).json() == {"status": "ready"}


async def test_it_is_described(opened: Open) -> None:
    stranger = await opened(token="")
    found: dict[str, Any] = await stranger.get("/openapi.json")
    assert found["openapi"].startswith("3.1") and len(found["paths"]) > 60
    for path, methods in found["paths"].items():
        for operation in methods.values():
            assert operation["tags"] and operation["summary"] and operation["description"], path
            problem = operation["responses"]["422"]["content"]["application/problem+json"]["schema"]["$ref"]
            assert problem == "#/components/schemas/Problem"
