"""Devices that were offline: whatever they did in whatever order, nothing is lost or doubled."""

import asyncio
import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from db.athletes import Athlete
from tests.api.conftest import Client, Open

Tokens = frozenset[int]


def item(client: Client, key: str, tokens: Tokens | None, base: str | None, **more: Any) -> dict[str, Any]:
    """A change; the reps of a workout's sets tell who added what."""
    sets = [{"reps": each, "load_kg": 20} for each in sorted(tokens or ())]
    whole = {"date": client.athlete.today.isoformat(), "exercises": [{"exercise": "Squat (Barbell)", "sets": sets}]}
    return {"op": str(uuid4()), "id": key, "base": base, "workout": None if tokens is None else whole, **more}


def tokens_of(workout: dict[str, Any]) -> Tokens:
    return frozenset(each["reps"] for exercise in workout["exercises"] for each in exercise["sets"])


async def send(client: Client, *items: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.post("/sync", {"items": list(items)}))["items"]
    return found


async def test_a_batch_that_is_sent_again_changes_nothing(client: Client) -> None:
    batch = [item(client, str(uuid4()), frozenset({at}), None) for at in (1, 2, 3)]
    first = await send(client, *batch)
    assert [each["status"] for each in first] == ["stored"] * 3
    assert await send(client, *batch) == first
    assert len((await client.get("/workouts"))["items"]) == 3


async def test_one_that_is_wrong_keeps_no_other_from_it(client: Client) -> None:
    good, late = item(client, str(uuid4()), frozenset({5}), None), item(client, str(uuid4()), frozenset({6}), None)
    strange = item(client, str(uuid4()), frozenset({7}), None)
    strange["workout"]["exercises"][0]["exercise"] = "flurbing"
    late["workout"]["date"] = "2090-01-01"
    found = await send(client, strange, late, good)
    assert [each["status"] for each in found] == ["invalid", "invalid", "stored"]
    assert "flurbing" in found[0]["problem"] and "future" in found[1]["problem"]


async def test_a_conflict_shows_both_and_writes_nothing(client: Client) -> None:
    key = str(uuid4())
    [made] = await send(client, item(client, key, frozenset({1}), None))
    [theirs] = await send(client, item(client, key, frozenset({1, 2}), made["version"]))
    [found] = await send(client, item(client, key, frozenset({1, 3}), made["version"]))
    assert found["status"] == "conflict" and found["version"] == theirs["version"]
    assert tokens_of(found["theirs"]) == {1, 2} and tokens_of(found["mine"]) == {1, 3}
    [same] = await send(client, item(client, key, frozenset({1, 2}), made["version"]))
    assert same["status"] == "same", "what both did alike is no conflict"
    [kept] = await send(client, item(client, key, None, made["version"]))
    assert kept["status"] == "conflict" and kept["mine"] is None
    assert tokens_of((await client.get(f"/workouts/{key}"))["workout"]) == {1, 2}


async def test_changes_of_one_batch_follow_each_other(client: Client) -> None:
    key = str(uuid4())
    first = item(client, key, frozenset({1}), None)
    second = item(client, key, frozenset({1, 2}), None, follows=first["op"])
    found = await send(client, first, second)
    assert [each["status"] for each in found] == ["stored", "stored"]
    unknown = item(client, key, frozenset({9}), None, follows=str(uuid4()))
    assert (await send(client, unknown))[0]["status"] == "invalid"


async def test_a_change_that_is_reused_for_something_else_is_refused(client: Client) -> None:
    first = item(client, str(uuid4()), frozenset({1}), None)
    await send(client, first)
    other = item(client, str(uuid4()), frozenset({2}), None) | {"op": first["op"]}
    assert (await send(client, other))[0]["status"] == "invalid"


async def test_changes_of_other_doors_are_told(client: Client) -> None:
    cursor = (await client.get("/sync/changes"))["cursor"]
    await client.post("/log", {"said": "bench 3x5 @ 60 kg"})
    changed = await client.get(f"/sync/changes?cursor={cursor}")
    assert len(changed["workouts"]) == 1 and not changed["gone"]
    await client.post("/undo")
    undone = await client.get(f"/sync/changes?cursor={changed['cursor']}")
    assert undone["gone"] == [changed["workouts"][0]["id"]]
    assert (await client.get(f"/sync/changes?cursor={undone['cursor']}"))["workouts"] == []


async def test_nobody_syncs_somebody_elses_workout(client: Client, opened: Open, other_athlete: Athlete) -> None:
    key = str(uuid4())
    [made] = await send(client, item(client, key, frozenset({1}), None))
    thief = await opened(other_athlete)
    [found] = await send(thief, item(thief, key, frozenset({2}), made["version"]))
    assert found["status"] == "conflict" and found["theirs"] is None
    assert (await thief.get("/sync/changes?cursor=0"))["workouts"] == []
    [mine] = await send(thief, item(thief, key, frozenset({3}), None))
    assert mine["status"] == "stored"
    assert tokens_of((await client.get(f"/workouts/{key}"))["workout"]) == {1}


@dataclass
class Device:
    """A phone: what it holds, what it has not been able to tell yet, what it has seen of the server."""

    client: Client
    cursor: int = 0
    local: dict[str, Tokens] = field(default_factory=dict)
    base: dict[str, str | None] = field(default_factory=dict)
    seen: dict[str, Tokens] = field(default_factory=dict)
    """What each workout was in the version that it is based on."""
    sent: list[dict[str, Any]] = field(default_factory=list)
    """What was sent and not answered: it is sent again as it was."""
    discarded: set[int] = field(default_factory=set)
    """What was deleted by somebody who had seen it."""

    def changed(self) -> list[str]:
        keys = {*self.local, *self.base}
        return sorted(key for key in keys if self.local.get(key) != self.seen.get(key))

    async def push(self, is_lost: bool) -> None:
        """Tell what has changed; the answer may be lost on the way."""
        if not self.sent:
            self.sent = [item(self.client, key, self.local.get(key), self.base.get(key)) for key in self.changed()]
        if not self.sent:
            return
        found = await send(self.client, *self.sent)
        if is_lost:
            return
        for asked, answer in zip(self.sent, found, strict=True):
            self.heard(asked, answer)
        self.sent = []

    def heard(self, asked: dict[str, Any], answer: dict[str, Any]) -> None:
        key = asked["id"]
        if answer["status"] == "deleted":
            self.discarded |= self.seen.get(key, frozenset())
            self.forget(key)
        elif answer["status"] in ("stored", "same"):
            self.base[key], self.seen[key] = answer["version"], tokens_of(asked["workout"])
        else:
            assert answer["status"] == "conflict", answer
            self.meet(key, answer["theirs"])

    def meet(self, key: str, theirs: dict[str, Any] | None) -> None:
        """What to do about a version that is not one's own: keep what either has added."""
        if theirs is None:
            mine = self.local.get(key, frozenset()) - self.seen.get(key, frozenset())
            self.forget(key)
            if mine:
                self.local[str(uuid4())] = mine
            return
        now = tokens_of(theirs)
        if self.local.get(key) is None:
            self.local[key] = now  # it was to be deleted, but has grown: it stays
        else:
            self.local[key] = now | (self.local[key] - self.seen.get(key, frozenset()))
        self.base[key], self.seen[key] = theirs["version"], now

    async def pull(self) -> None:
        if self.sent:  # first the answer to what was sent
            return
        more = True
        while more:
            found = await self.client.get(f"/sync/changes?cursor={self.cursor}&limit=5")
            self.cursor, more = found["cursor"], found["more"]
            for each in found["workouts"]:
                self.meet(each["id"], each) if each["id"] in self.local or each["id"] not in self.base else None
                self.local.setdefault(each["id"], tokens_of(each))
            for key in found["gone"]:
                if key in self.base:
                    self.meet(key, None)

    def forget(self, key: str) -> None:
        for each in (self.local, self.base, self.seen):
            each.pop(key, None)


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_is_lost_or_doubled_between_two_devices(seed: int, opened: Open) -> None:
    luck = random.Random(seed)
    devices = [Device(await opened()), Device(await opened())]
    made: set[int] = set()
    for step in range(1, 61):
        device = luck.choice(devices)
        what = luck.choices(("create", "edit", "delete", "push", "pull", "both"), (3, 5, 1, 4, 3, 2))[0]
        keys = sorted(device.local)
        if what == "create" or (what in ("edit", "delete") and not keys):
            device.local[str(uuid4())] = frozenset({step})
            made.add(step)
        elif what == "edit":
            key = luck.choice(keys)
            device.local[key] |= {step}
            made.add(step)
        elif what == "delete":
            key = luck.choice(keys)
            unsent = device.local.pop(key) - device.seen.get(key, frozenset())
            device.discarded |= unsent
            if key not in device.base and all(each["id"] != key for each in device.sent):
                device.forget(key)
        elif what == "push":
            await device.push(luck.random() < 0.4)
        elif what == "pull":
            await device.pull()
        else:
            await asyncio.gather(*(each.push(luck.random() < 0.3) for each in devices))
    for _ in range(4):
        for device in devices:
            for _ in range(2):
                await device.push(False)
            await device.pull()
    stored = {each["id"]: tokens_of(each) for each in (await devices[0].client.get("/workouts?limit=100"))["items"]}
    assert stored == devices[0].local == devices[1].local
    held = sorted(token for tokens in stored.values() for token in tokens)
    assert len(held) == len(set(held)), "doubled"
    assert made <= {*held, *devices[0].discarded, *devices[1].discarded}, "lost"


async def test_a_copy_of_a_day_that_was_offline_keeps_its_own_date(client: Client) -> None:
    key, day = str(uuid4()), client.athlete.today - timedelta(days=5)
    late = item(client, key, frozenset({4}), None, at="2026-11-01T10:00:00+01:00")
    late["workout"]["date"] = day.isoformat()
    await send(client, late)
    assert (await client.get(f"/workouts/{key}"))["workout"]["date"] == day.isoformat()
