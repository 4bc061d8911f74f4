"""The audit trail in words, and the exercises in pages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from db.athletes import Athlete
from tests.api.conftest import Client, Open


async def test_who_changed_my_squat(client: Client, opened: Open, other_athlete: Athlete) -> None:
    await client.post("/log", {"said": "squat 3x5 @ 100 kg, bench 3x5 @ 60 kg"})
    await client("POST", "/chat", {"message": "the last squat set was 4 reps"})
    await client.post("/undo")
    squats = await client.get("/changes?exercise=squat")
    assert [each["door"] for each in squats["items"]] == ["api"] * 3
    undone, corrected, logged = squats["items"]
    assert undone["undoes"] == corrected["id"] and not corrected["stands"] and "taken back" in corrected["text"]
    assert "nothing → 3×5 @ 100 kg" in logged["text"] and "over the API" in logged["text"]
    assert "→" in corrected["changed"][0] and len(corrected["changed"]) == 1
    benches = await client.get("/changes?exercise=bench")
    assert len(benches["items"]) == 1, "what changed another exercise is none of this one"
    first = await client.get("/changes?limit=2")
    rest = await client.get(f"/changes?limit=2&cursor={first['next']}")
    assert (
        len(first["items"]) == 2 and [each["id"] for each in rest["items"]] == [logged["id"]] and rest["next"] is None
    )
    assert (await client.get("/changes?until=2020-01-01"))["items"] == []
    assert (await (await opened(other_athlete)).get("/changes"))["items"] == []


async def test_exercises_are_filtered_in_pages(client: Client) -> None:
    added = await client.post("/exercises", {"name": "Zercher Stroll", "muscles": ["quads"]}, 201)
    assert added["data"]["name"] == "Zercher Stroll"
    await client.post("/exercises", {"name": "Zercher Stroll"}, 409)
    await client.post("/log", {"said": "bench 3x5 @ 60 kg"})
    assert [each["name"] for each in (await client.get("/exercises?own=true"))["items"]] == ["Zercher Stroll"]
    assert [each["name"] for each in (await client.get("/exercises?done=true"))["items"]] == ["Bench Press (Barbell)"]
    seen, cursor, total = [], "", 0
    while cursor is not None:
        page = await client.get(f"/exercises?muscle=chest&equipment=barbell&limit=5{cursor and f'&cursor={cursor}'}")
        seen += [each["name"] for each in page["items"]]
        cursor, total = page["next"], page["total"]
    assert len(seen) == len(set(seen)) == total > 5 and seen == sorted(seen)
    found = await client.get("/exercises/Bench Press (Barbell)")
    assert found["exercise"]["times_done"] == 1 and "chest" in found["exercise"]["primary"]
    await client.get("/exercises/Flurbing", 404)
    await client.get("/exercises?muscle=tail", 422)


async def test_a_day_of_the_trail_is_the_athletes_own(client: Client) -> None:
    await client.post("/log", {"said": "squat 3x5 @ 100 kg"})
    day = (await client.get("/changes"))["items"][0]["at"][:10]
    assert day and (await client.get(f"/changes?since={client.athlete.today - timedelta(days=1)}"))["items"]


async def test_the_log_in_numbers(client: Client) -> None:
    assert (await client.get("/statistics"))["text"] == "Nothing is logged yet."
    month = datetime.now(ZoneInfo(client.athlete.timezone)).date().replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    sets = [{"kind": "warmup", "load_kg": 40, "reps": 10}, {"load_kg": 100, "reps": 5}, {"load_kg": 20, "reps": 1}]
    for day in (month, before):
        body = {"date": day.isoformat(), "exercises": [{"exercise": "Squat (Barbell)", "sets": sets}]}
        await client.post("/workouts", body, 201)
    body["exercises"] = [{"exercise": "Bench Press (Dumbbell)", "sets": [{"load_kg": 20, "reps": 10}]}]
    await client.post("/workouts", body, 201)
    found = (await client.get("/statistics"))["data"]
    assert (found["ever"]["workouts"], found["ever"]["sets"], found["ever"]["reps"]) == (3, 5, 22)
    assert found["ever"]["tonnage_kg"] == 2 * 520 + 2 * 20 * 10, "a pair counts twice, a warm-up not at all"
    assert (found["this_month"]["workouts"], found["last_month"]["workouts"]) == (1, 2)
    assert found["this_month"]["tonnage_kg"] == 520
    assert [(each["exercise"], each["workouts"], each["sets"]) for each in found["favourites"]] == [
        ("Squat (Barbell)", 2, 4), ("Bench Press (Dumbbell)", 1, 1),
    ]  # fmt: skip
