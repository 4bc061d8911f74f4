"""A stub of Hevy's public API on loopback: its shapes, its strict validator, its paging, and faults on request."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

import uvicorn
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.doors.ports import free_port

KEY = "3f1c9a52-7b1e-4a55-9a11-2f0c7d3b8e64"
PAGE_SIZES = {"exercise_templates": (5, 100), "body_measurements": (10, 10)}
MEASURES = [
    "weight_kg",
    "lean_mass_kg",
    "fat_percent",
    "neck_cm",
    "shoulder_cm",
    "chest_cm",
    "left_bicep_cm",
    "right_bicep_cm",
    "left_forearm_cm",
    "right_forearm_cm",
    "abdomen",
    "waist",
    "hips",
    "left_thigh",
    "right_thigh",
    "left_calf",
    "right_calf",
]
SetType = Literal["warmup", "normal", "failure", "dropset"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class WorkoutSet(Strict):
    type: SetType
    weight_kg: float | None = None
    reps: int | None = None
    distance_meters: int | None = None
    duration_seconds: int | None = None
    custom_metric: float | None = None
    rpe: Literal[6, 7, 7.5, 8, 8.5, 9, 9.5, 10] | None = None


class WorkoutExercise(Strict):
    exercise_template_id: str
    superset_id: int | None = None
    notes: str | None = None
    sets: list[WorkoutSet]


class WorkoutBody(Strict):
    title: str
    description: str | None = None
    start_time: str
    end_time: str
    is_private: bool
    exercises: list[WorkoutExercise]


class PostWorkout(Strict):
    workout: WorkoutBody


class Range(Strict):
    start: int
    end: int


class OpenRange(Strict):
    start: int | None
    end: int | None


class RoutineSet(Strict):
    type: SetType
    weight_kg: float | None = None
    reps: int | None = None
    distance_meters: int | None = None
    duration_seconds: int | None = None
    custom_metric: float | None = None


class PostRoutineSet(RoutineSet):
    rep_range: Range = Range(start=0, end=0)


class PutRoutineSet(RoutineSet):
    rep_range: OpenRange = OpenRange(start=0, end=0)


class RoutineExercise(Strict):
    exercise_template_id: str
    superset_id: int | None = None
    rest_seconds: int | None = None
    notes: str | None = None


class PostRoutineExercise(RoutineExercise):
    sets: list[PostRoutineSet]


class PutRoutineExercise(RoutineExercise):
    sets: list[PutRoutineSet]


class PostRoutineBody(Strict):
    title: str
    folder_id: int | None = None
    notes: str | None = None
    exercises: list[PostRoutineExercise]


class PutRoutineBody(Strict):
    title: str
    notes: str | None = None
    exercises: list[PutRoutineExercise]


class PostRoutine(Strict):
    routine: PostRoutineBody


class PutRoutine(Strict):
    routine: PutRoutineBody


@dataclass
class Fault:
    """What goes wrong with the next requests to a path."""

    path: str
    status: int = 0
    """0: the connection is held until the client gives up."""
    method: str = "GET"
    times: int = 1
    after: bool = False
    """Whether the request is done all the same: only its answer is lost."""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class HevyServer:
    """What an account holds, and what is wrong with it."""

    url: str = ""
    workouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted: dict[str, str] = field(default_factory=dict)
    routines: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[str, str | None] = field(default_factory=dict)
    """Of routines: written, never read back."""
    folders: dict[int, dict[str, Any]] = field(default_factory=dict)
    templates: dict[str, dict[str, Any]] = field(default_factory=dict)
    measurements: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    answers_created: bool = True
    """Whether a new routine comes back; Hevy may answer {} as well."""
    most_routines: int = 100
    clock: datetime = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)

    def tick(self) -> str:
        """Hevy's own time: seconds, with an offset."""
        self.clock += timedelta(seconds=7)
        return self.clock.isoformat(timespec="milliseconds") if self.clock.second % 2 else self.clock.isoformat()

    def template(self, key: str, title: str, kind: str = "weight_reps", *, custom: bool = False) -> str:
        self.templates[key] = {
            "id": key, "title": title, "type": kind, "primary_muscle_group": "chest", "secondary_muscle_groups": [],
            "is_custom": custom,
        }  # fmt: skip
        return key

    def workout(self, title: str, start: str, *exercises: dict[str, Any], minutes: int = 60, **more: Any) -> str:
        """A workout that was done in the app."""
        key, now = str(uuid4()), self.tick()
        end = (datetime.fromisoformat(start) + timedelta(minutes=minutes)).isoformat()
        self.workouts[key] = {
            "id": key, "title": title, "routine_id": str(uuid4()), "description": "", "start_time": start, "end_time": end,
            "updated_at": now, "created_at": now, "exercises": self._numbered(exercises),
        } | more  # fmt: skip
        return key

    def edit(self, key: str, **more: Any) -> None:
        self.workouts[key] |= {"updated_at": self.tick()} | more

    def delete(self, key: str) -> None:
        del self.workouts[key]
        self.deleted[key] = self.tick()

    def routine(self, title: str, *exercises: dict[str, Any], notes: str | None = None) -> str:
        key, now = str(uuid4()), self.tick()
        self.routines[key] = {
            "id": key, "title": title, "folder_id": None, "updated_at": now, "created_at": now,
            "exercises": self._numbered(exercises),
        }  # fmt: skip
        self.notes[key] = notes
        return key

    def measure(self, day: str, **values: float) -> None:
        self.measurements[day] = {"date": day} | dict.fromkeys(MEASURES) | values

    def _numbered(self, exercises: Any) -> list[dict[str, Any]]:
        return [
            {"title": self.templates[each["exercise_template_id"]]["title"], "supersets_id": None, "notes": ""}
            | each
            | {"index": at, "sets": [_set(one, place) for place, one in enumerate(each["sets"])]}
            for at, each in enumerate(exercises)
        ]

    def read_back(self, exercises: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Written exercises as they are read: another name for the superset, titles, numbers, all fields."""
        return self._numbered(
            {name: value for name, value in each.items() if name not in ("superset_id", "notes")}
            | {"supersets_id": each.get("superset_id"), "notes": each.get("notes") or ""}
            for each in exercises
        )


def _set(one: dict[str, Any], place: int) -> dict[str, Any]:
    fields = ("weight_kg", "reps", "distance_meters", "duration_seconds", "rpe", "custom_metric")
    more = {"rep_range": one["rep_range"]} if one.get("rep_range") else {}
    return {"index": place, "type": one.get("type", "normal")} | {name: one.get(name) for name in fields} | more


def done(template: str, *sets: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An exercise with its sets."""
    return {"exercise_template_id": template, "sets": list(sets)} | more


def _error(status: int, words: str) -> Response:
    return JSONResponse({"error": words}, status)


class Refused(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def _valid(model: type[Strict], body: Any) -> dict[str, Any]:
    try:
        return model.model_validate(body).model_dump(exclude_unset=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise Refused(400, f'"{place}" is not allowed') from error
        name = place.rsplit(".", 1)[-1]
        raise Refused(400, f'"{place}" must be of type object' if name == "rep_range" else f'"{place}": {first["msg"]}') from error  # fmt: skip


class Api:
    """The routes."""

    def __init__(self, account: HevyServer) -> None:
        self.account = account

    def app(self) -> Starlette:
        one = [
            ("/v1/user/info", self.user, ["GET"]), ("/v1/workouts", self.workouts, ["GET", "POST"]),
            ("/v1/workouts/count", self.count, ["GET"]), ("/v1/workouts/events", self.events, ["GET"]),
            ("/v1/workouts/{key}", self.workout, ["GET", "PUT"]), ("/v1/routines", self.routines, ["GET", "POST"]),
            ("/v1/routines/{key}", self.routine, ["GET", "PUT"]),
            ("/v1/exercise_templates", self.templates, ["GET"]), ("/v1/exercise_templates/{key}", self.template, ["GET"]),
            ("/v1/routine_folders", self.folders, ["GET", "POST"]),
            ("/v1/exercise_history/{key}", self.history, ["GET"]),
            ("/v1/body_measurements", self.measurements, ["GET"]),
            ("/v1/body_measurements/{day}", self.measurement, ["GET"]),
        ]  # fmt: skip
        return Starlette(
            routes=[Route(path, self._guarded(handler), methods=methods) for path, handler, methods in one]
        )

    def _guarded(self, handler: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            self.account.requests.append((request.method, request.url.path))
            if request.headers.get("api-key") != KEY:
                return PlainTextResponse("InvalidApiKey", 401, media_type="text/html")
            fault = self._fault(request)
            if fault is not None and not fault.after:
                return await self._failed(fault)
            try:
                answered = await handler(request)
            except Refused as error:
                return _error(error.status, str(error))
            return await self._failed(fault) if fault is not None else answered

        return answer

    def _fault(self, request: Request) -> Fault | None:
        for each in self.account.faults:
            if each.times and each.method == request.method and request.url.path.startswith(each.path):
                each.times -= 1
                return each
        return None

    async def _failed(self, fault: Fault) -> Response:
        if fault.status == 0:
            await asyncio.sleep(30)
        words = "Too Many Requests" if fault.status == 429 else "Internal Server Error"
        return PlainTextResponse(words, fault.status or 503, headers=fault.headers)

    def _page(self, request: Request, name: str, rows: list[Any], most: int | None = None) -> Response:
        usual, largest = PAGE_SIZES.get(name, (5, 10))
        try:
            page, size = (int(request.query_params.get(each, d)) for each, d in (("page", 1), ("pageSize", usual)))
        except ValueError:
            return _error(400, '"page" must be a number')
        if size > (most or largest):
            return _error(400, f'"pageSize" must be less than or equal to {most or largest}')
        count = -(-len(rows) // size)
        if page > max(count, 1):
            return _error(404, "Page not found")
        return JSONResponse({"page": page, "page_count": count, name: rows[(page - 1) * size : page * size]})

    async def user(self, _: Request) -> Response:
        return JSONResponse({"data": {"id": str(uuid4()), "name": "john", "url": "https://hevy.com/user/john"}})

    async def count(self, _: Request) -> Response:
        return JSONResponse({"workout_count": len(self.account.workouts)})

    async def workouts(self, request: Request) -> Response:
        if request.method == "GET":
            return self._page(request, "workouts", list(self.account.workouts.values()))
        body = _valid(PostWorkout, await request.json())["workout"]
        key = self.account.workout(body["title"], body["start_time"])
        self.account.workouts[key] |= {"exercises": self.account.read_back(body["exercises"])}
        return JSONResponse(self.account.workouts[key], 201)

    async def workout(self, request: Request) -> Response:
        found = self.account.workouts.get(request.path_params["key"])
        if found is None:
            return _error(404, "Workout not found")
        if request.method == "PUT":
            raw = await request.json()
            if "is_private" not in raw.get("workout", {}):
                return PlainTextResponse("Internal Server Error", 500)
            _valid(PostWorkout, raw)
        return JSONResponse(found)

    async def events(self, request: Request) -> Response:
        since = datetime.fromisoformat(request.query_params.get("since", "1970-01-01T00:00:00Z"))
        rows = [(each["updated_at"], {"type": "updated", "workout": each}) for each in self.account.workouts.values()]
        rows += [(at, {"type": "deleted", "id": key, "deleted_at": at}) for key, at in self.account.deleted.items()]
        rows = [each for each in rows if datetime.fromisoformat(each[0]) >= since]
        newest = sorted(rows, key=lambda each: datetime.fromisoformat(each[0]), reverse=True)
        return self._page(request, "events", [event for _, event in newest])

    async def routines(self, request: Request) -> Response:
        account = self.account
        if request.method == "GET":
            return self._page(request, "routines", list(account.routines.values()))
        body = _valid(PostRoutine, await request.json())["routine"]
        self._check(body)
        if len(account.routines) >= account.most_routines:
            return _error(403, "Routine limit exceeded")
        key = account.routine(body["title"], notes=body.get("notes"))
        account.routines[key] |= {
            "exercises": account.read_back(body["exercises"]), "folder_id": body.get("folder_id"),
        }  # fmt: skip
        return JSONResponse(account.routines[key] if account.answers_created else {}, 201)

    async def routine(self, request: Request) -> Response:
        account, key = self.account, request.path_params["key"]
        found = account.routines.get(key)
        if found is None:
            return _error(400 if request.method == "GET" else 404, "Routine not found")
        if request.method == "GET":
            return JSONResponse({"routine": found})
        body = _valid(PutRoutine, await request.json())["routine"]
        self._check(body)
        account.notes[key] = body.get("notes")
        found |= {
            "title": body["title"], "updated_at": account.tick(), "exercises": account.read_back(body["exercises"])
        }  # fmt: skip
        return JSONResponse(found)

    def _check(self, routine: dict[str, Any]) -> None:
        if routine.get("notes") == "":
            raise Refused(400, '"routine.notes" is not allowed to be empty')
        for each in routine["exercises"]:
            if each["exercise_template_id"] not in self.account.templates:
                raise Refused(400, f"Exercise template {each['exercise_template_id']} not found")

    async def templates(self, request: Request) -> Response:
        return self._page(request, "exercise_templates", list(self.account.templates.values()))

    async def template(self, request: Request) -> Response:
        found = self.account.templates.get(request.path_params["key"])
        return _error(404, "Exercise template not found") if found is None else JSONResponse(found)

    async def folders(self, request: Request) -> Response:
        if request.method == "GET":
            return self._page(request, "routine_folders", list(self.account.folders.values()))
        return _error(400, "no folders here")

    async def history(self, _: Request) -> Response:
        return JSONResponse({"exercise_history": []})

    async def measurements(self, request: Request) -> Response:
        return self._page(request, "body_measurements", list(self.account.measurements.values()))

    async def measurement(self, request: Request) -> Response:
        found = self.account.measurements.get(request.path_params["day"])
        return _error(404, "Body measurement not found") if found is None else JSONResponse(found)


@contextlib.contextmanager
def hevy_server() -> Iterator[HevyServer]:
    """An account behind a real port."""
    port = free_port()
    account = HevyServer(f"http://127.0.0.1:{port}")
    config = uvicorn.Config(
        Api(account).app(), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield account
    finally:
        server.should_exit = True
        thread.join(5)


def lifter(account: HevyServer) -> HevyServer:
    """Somebody who has trained: supersets, every kind of set, runs, an exercise of their own."""
    bench = account.template("79D0BB3A", "Bench Press (Barbell)")
    pull = account.template("1B2B1E7C", "Pull Up", "bodyweight_reps")
    squat = account.template("D04AC939", "Squat (Barbell)")
    run = account.template("AC1BB830", "Running", "distance_duration")
    plank = account.template("C6C9B8A0", "Plank", "duration")
    own = account.template(str(uuid4()), "Zercher Yoke Walk", "weight_reps", custom=True)
    account.workout(
        "Push", "2026-10-05T16:00:00+00:00",
        done(bench, {"type": "warmup", "weight_kg": 40, "reps": 10}, {"weight_kg": 100, "reps": 5, "rpe": 8.5},
             {"type": "dropset", "weight_kg": 80, "reps": 8}, {"type": "failure", "weight_kg": 100, "reps": 3},
             supersets_id=0, notes="paused"),
        done(pull, {"reps": 8}, {"weight_kg": 10, "reps": 5}, supersets_id=0),
        description="felt good",
    )  # fmt: skip
    account.workout("Run", "2026-10-06T06:30:00.000Z", done(run, {"distance_meters": 5000, "duration_seconds": 1500}))
    account.workout("Odd", "2026-10-08T16:00:00+00:00", done(own, {"weight_kg": 60, "reps": 1}), done(plank, {"duration_seconds": 60}))  # fmt: skip
    for day in range(9, 21):
        account.workout("Legs", f"2026-10-{day:02}T16:00:00+00:00", done(squat, *[{"weight_kg": 100 + day, "reps": 5}] * 3))  # fmt: skip
    account.routine(
        "Old push", done(bench, {"weight_kg": 95, "rep_range": {"start": 8, "end": 12}}, {"rep_range": {"start": 8, "end": None}},
                         rest_seconds=90, supersets_id=1, notes="slow"), notes="my own notes",
    )  # fmt: skip
    account.measure("2026-10-01", weight_kg=82.4, fat_percent=18.0, waist=84.0, left_bicep_cm=38.0)
    account.measure("2026-10-08", weight_kg=82.0)
    return account


async def drained(rows: AsyncIterator[Any]) -> list[Any]:
    """All of an asynchronous iterator."""
    return [each async for each in rows]
