"""Workouts over HTTP: whole and place by place, once, on the version that was seen."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from db.athletes import Athlete
from tests.api.conftest import Client, Open

PUSH = {
    "title": "Push",
    "exercises": [
        {"exercise": "Bench Press (Barbell)", "sets": [{"load_kg": 100, "reps": 5}, {"load_kg": 100, "reps": 4, "rpe": 9}]},
        {"exercise": "overhead press", "notes": "strict", "sets": [{"load_kg": 50, "reps": 8}]},
    ],
}  # fmt: skip


def push(athlete: Athlete, **more: Any) -> dict[str, Any]:
    return {"date": athlete.today.isoformat(), **PUSH, **more}


def sets(kept: dict[str, Any], at: int = 0) -> list[tuple[float | None, int | None]]:
    return [(each["load_kg"], each["reps"]) for each in kept["workout"]["exercises"][at]["sets"]]


def names(kept: dict[str, Any]) -> list[str]:
    return [each["exercise"].split(" (")[0] for each in kept["workout"]["exercises"]]


async def test_a_workout_is_stored_and_read_back(client: Client) -> None:
    made = await client("POST", "/workouts", push(client.athlete), 201)
    key = made.json()["workout"]["id"]
    assert made.headers["location"] == f"/api/v1/workouts/{key}"
    found = await client("GET", f"/workouts/{key}")
    assert found.json()["workout"] == made.json()["workout"]
    assert found.headers["etag"] == made.headers["etag"] == f'"{found.json()["workout"]["version"]}"'
    assert names(found.json()) == ["Bench Press", "Overhead Press"] and sets(found.json()) == [(100, 5), (100, 4)]
    unchanged = await client("GET", f"/workouts/{key}", None, 304, If_None_Match=found.headers["etag"])
    assert not unchanged.content


async def test_every_part_can_be_edited(client: Client) -> None:
    key = (await client.post("/workouts", push(client.athlete), 201))["workout"]["id"]
    at = f"/workouts/{key}"
    assert sets(await client.post(f"{at}/exercises/0/sets", {"load_kg": 90, "reps": 8}, 201))[-1] == (90, 8)
    assert sets(await client.post(f"{at}/exercises/0/sets?at=0", {"kind": "warmup", "load_kg": 60, "reps": 8}, 201))[
        0
    ] == (60, 8)
    changed = (await client("PATCH", f"{at}/exercises/0/sets/1", {"reps": 6})).json()
    assert sets(changed)[1] == (100, 6), "what is left out stays"
    assert changed["workout"]["exercises"][0]["sets"][2]["rpe"] == 9
    gone = (await client("PATCH", f"{at}/exercises/0/sets/2", {"rpe": None})).json()
    assert gone["workout"]["exercises"][0]["sets"][2]["rpe"] is None
    assert sets(await client.post(f"{at}/exercises/0/sets/order", {"order": [3, 0, 1, 2]}))[0] == (90, 8)
    assert len(sets((await client("DELETE", f"{at}/exercises/0/sets/0")).json())) == 3
    added = await client.post(f"{at}/exercises", {"exercise": "Pull Up", "sets": [{"reps": 10}]}, 201)
    assert names(added)[2] == "Pull Up"
    assert names(await client.post(f"{at}/exercises/order", {"order": [2, 0, 1]})) == [
        "Pull Up",
        "Bench Press",
        "Overhead Press",
    ]
    changed = (await client("PATCH", f"{at}/exercises/1", {"exercise": "incline bench press", "superset": 1})).json()
    assert names(changed)[1] == "Incline Bench Press" and len(sets(changed, 1)) == 3
    replaced = (await client("PUT", f"{at}/exercises/0", {"exercise": "Chin Up", "sets": [{"reps": 7}]})).json()
    assert names(replaced)[0] == "Chin Up" and sets(replaced, 0) == [(None, 7)]
    assert len(names((await client("DELETE", f"{at}/exercises/2")).json())) == 2
    patched = (await client("PATCH", at, {"title": "Pull", "notes": "slept badly"})).json()["workout"]
    assert (patched["title"], patched["notes"]) == ("Pull", "slept badly")
    moved = (await client("PATCH", at, {"date": (client.athlete.today - timedelta(days=3)).isoformat()})).json()
    assert moved["workout"]["date"] == (client.athlete.today - timedelta(days=3)).isoformat()


async def test_several_edits_are_one_write_or_none(client: Client) -> None:
    key = (await client.post("/workouts", push(client.athlete), 201))["workout"]["id"]
    more = [{"do": "add_set", "exercise": 0, "load_kg": 80, "reps": 10}, {"do": "remove_set", "exercise": 9, "at": 0}]
    await client.post(f"/workouts/{key}/edits", {"edits": more}, 404)
    assert len(sets(await client.get(f"/workouts/{key}"))) == 2
    done = await client.post(f"/workouts/{key}/edits", {"edits": [more[0], {"do": "describe", "title": "Heavy"}]})
    assert len(sets(done)) == 3 and done["workout"]["title"] == "Heavy"
    await client.post("/undo")
    back = await client.get(f"/workouts/{key}")
    assert len(sets(back)) == 2 and back["workout"]["title"] == "Push"


async def test_an_edit_on_an_old_version_is_refused(client: Client) -> None:
    made = await client("POST", "/workouts", push(client.athlete), 201)
    at, seen = f"/workouts/{made.json()['workout']['id']}", made.headers["etag"]
    await client("PATCH", at, {"title": "Mine"}, If_Match=seen)
    lost = await client("PATCH", at, {"title": "Theirs"}, 412, If_Match=seen)
    assert lost.headers["content-type"] == "application/problem+json" and lost.json()["title"] == "Outdated"
    for method in ("PUT", "DELETE"):
        await client(method, at, push(client.athlete), 412, If_Match=seen)
    assert (await client.get(at))["workout"]["title"] == "Mine"
    await client("DELETE", at, If_Match="*")
    await client("GET", at, None, 404)


async def test_a_key_makes_a_write_once(client: Client) -> None:
    body = push(client.athlete)
    first = await client.post("/workouts", body, 201, Idempotency_Key="w1")
    again = await client.post("/workouts", body, 201, Idempotency_Key="w1")
    assert first == again and len((await client.get("/workouts"))["items"]) == 1
    other = await client.post("/workouts", body | {"title": "Other"}, 409, Idempotency_Key="w1")
    assert "idempotency key" in other["detail"]
    key = first["workout"]["id"]
    for _ in range(2):
        await client.post(f"/workouts/{key}/exercises/0/sets", {"reps": 3}, 201, Idempotency_Key="s1")
    assert len(sets(await client.get(f"/workouts/{key}"))) == 3


async def test_an_id_of_the_clients_own_is_used_once(client: Client) -> None:
    key = str(uuid4())
    assert (await client.post("/workouts", push(client.athlete, id=key), 201))["workout"]["id"] == key
    await client.post("/workouts", push(client.athlete, id=key), 409)


async def test_pages_hold_each_workout_once_whatever_is_added(client: Client) -> None:
    days = [client.athlete.today - timedelta(days=at // 2) for at in range(15)]
    made = {
        (await client.post("/workouts", push(client.athlete, date=day.isoformat()), 201))["workout"]["id"]
        for day in days
    }
    found, cursor = [], ""
    while True:
        page = await client.get(f"/workouts?limit=4{cursor}")
        found += [each["id"] for each in page["items"]]
        if not cursor:
            await client.post("/workouts", push(client.athlete), 201)
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(found) == 15 and set(found) == made
    some = await client.get(f"/workouts?since={days[3]}&until={days[2]}")
    assert {each["date"] for each in some["items"]} == {days[2].isoformat(), days[3].isoformat()}
    for wrong in ("x", "WzFd", "é", "W10", "bnVsbA"):
        assert "cursor" in (await client.get(f"/workouts?cursor={wrong}", 422))["detail"]


async def test_what_the_coach_logged_keeps_the_unit_it_was_typed_in(client: Client) -> None:
    await client.post("/log", {"said": "bench 3x5 @ 225 lb"})
    [seen] = (await client.get("/workouts"))["items"]
    assert "225 lb" in seen["exercises"][0]["text"] or seen["exercises"][0]["sets"][0]["load_kg"] > 102
    whole = {
        "date": seen["date"],
        "exercises": [{"exercise": each["exercise"], "sets": each["sets"]} for each in seen["exercises"]],
    }
    again = (await client("PUT", f"/workouts/{seen['id']}", whole)).json()["workout"]
    assert again["version"] == seen["version"]


async def test_a_copy_is_a_workout_of_its_own(client: Client) -> None:
    day = (client.athlete.today - timedelta(days=7)).isoformat()
    key = (await client.post("/workouts", push(client.athlete, date=day), 201))["workout"]["id"]
    copied = await client.post(f"/workouts/{key}/copy", {"date": client.athlete.today.isoformat()}, 201)
    assert copied["workout"]["id"] != key and sets(copied) == [(100, 5), (100, 4)]
    await client.post(f"/workouts/{key}/copy", {"date": "2090-01-01"}, 422)


async def test_what_cannot_be_is_said_with_its_place(client: Client) -> None:
    wrong = {"date": client.athlete.today.isoformat(), "exercises": [{"exercise": "squat", "sets": [{"reps": -1}]}]}
    told = await client.post("/workouts", wrong, 422)
    assert told["errors"][0]["at"] == "body.exercises.0.sets.0.reps"
    for body in (
        push(client.athlete, date="2090-01-01"), push(client.athlete, date="1800-01-01"), push(client.athlete, colour="red"),
        push(client.athlete, exercises=[{"exercise": "flurbing"}]), push(client.athlete, title="\x00"),
        push(client.athlete, exercises=[{"exercise": "bench press", "sets": [{"load_kg": 900, "reps": 1}]}]),
    ):  # fmt: skip
        found = await client.http.post("/workouts", json=body)
        assert found.status_code in (404, 422) and found.json()["detail"], body
    assert (await client.get("/workouts"))["items"] == []


async def test_nobody_reaches_somebody_elses_workout(client: Client, opened: Open, other_athlete: Athlete) -> None:
    key = (await client.post("/workouts", push(client.athlete), 201))["workout"]["id"]
    thief, at = await opened(other_athlete), f"/workouts/{key}"
    assert (await thief.get("/workouts"))["items"] == []
    for method, path, body in (
        ("GET", at, None), ("PUT", at, push(client.athlete)), ("PATCH", at, {"title": "x"}), ("DELETE", at, None),
        ("POST", f"{at}/copy", {"date": client.athlete.today.isoformat()}), ("POST", f"{at}/exercises", {"exercise": "squat"}),
        ("POST", f"{at}/edits", {"edits": [{"do": "remove_exercise", "at": 0}]}), ("DELETE", f"{at}/exercises/0", None),
        ("POST", f"{at}/exercises/0/sets", {"reps": 1}), ("PATCH", f"{at}/exercises/0/sets/0", {"reps": 1}),
    ):  # fmt: skip
        await thief(method, path, body, 404)
    mine = await thief.post("/workouts", push(client.athlete, id=key), 201)
    assert mine["workout"]["id"] == key, "an id is unique for each athlete: nobody learns that somebody else uses it"
    assert (await client.get(at))["workout"]["title"] == "Push"
