"""Athletes brought to where a case begins: each kind is prepared through the tools."""

import json
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from db.athletes import Athlete
from tools.calls import Call, called_by
from tools.imports import import_file
from tools.planning.desk import ProposalDesk
from tools.toolbox import Toolbox

ZONE = "Europe/Berlin"
GYM = ("barbell", "rack", "bench", "dumbbell", "cable", "pullup_bar", "machine")
WEEKS_OF_HISTORY = 60
"""Fourteen months."""
QUESTION = "question:"
ASKED_BY = (
    ("health check", ("health", "screening", "doctor")),
    ("pain 0-10", ("pain", "hurt", "how bad")),
    ("years lifting", ("experience", "years", "how long have you", "how long you")),
    ("days a week", ("days a week", "days of the week", "which days", "how often")),
    ("which exercise", ("which exercise", "which bench", "did you mean", "which one", "what exercise")),
)
"""Words by which a question that a writer put in own words is known."""


def known_setup(setup: str) -> str:
    """A setup that is prepared: other words for a question are read as the question that they ask."""
    if setup in PREPARATIONS or not setup.startswith(QUESTION):
        return setup
    asked = setup.lower()
    return next((QUESTION + name for name, words in ASKED_BY if any(each in asked for each in words)), "history")


async def call(athlete: Athlete, tool: str, **args: Any) -> Any:
    """Call a tool as code does, with a key of its own."""
    with called_by(Call("code", f"prepare-{uuid4()}")):
        return await Toolbox(athlete).named(tool)(**args)


async def accept(athlete: Athlete, tool: str, **args: Any) -> None:
    """Have a tool propose something, and approve it as the athlete would."""
    proposed = await call(athlete, tool, **args)
    assert proposed.proposal is not None, f"{tool} proposed nothing: {proposed}"
    with called_by(Call("code", f"approve-{uuid4()}")):
        await ProposalDesk(athlete).approve(proposed.proposal)


async def _fresh(athlete: Athlete) -> None:
    """Nothing is known."""


async def _history(athlete: Athlete) -> None:
    """Fourteen months of squat, bench, deadlift, press, row, pull-ups and runs, with a body weight a week."""
    record = {"format": "topset", "version": 1, **past(athlete.today)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        with called_by(Call("code", f"prepare-{uuid4()}")):
            await import_file(athlete, path)


async def _logged(athlete: Athlete) -> None:
    await _history(athlete)
    await call(athlete, "log_workout", said="bench 3x5 80 kg, row 3x8 60 kg, squat 5x5 100 kg")


async def _known(athlete: Athlete, **changed: Any) -> None:
    """All that a program needs to know; ``None`` leaves something open."""
    about: dict[str, Any] = {
        "place": "gym", "equipment": list(GYM), "days": 4, "minutes": 60, "training_months": 30, "goals": {"strength": 7, "hypertrophy": 3},
    }  # fmt: skip
    about = {name: value for name, value in {**about, **changed}.items() if value is not None}
    await call(athlete, "update_planning", **about)


async def _program(athlete: Athlete) -> None:
    """An accepted program of four days; the session of today is due, those before it were done as planned."""
    await _history(athlete)
    monday = athlete.today - timedelta(days=athlete.today.weekday())
    begun = replace(athlete, today=monday)
    await call(begun, "answer_screening", yes=[])
    await _known(begun, weekdays=["monday", "wednesday", "friday", "saturday"])
    await accept(begun, "propose_program", weeks=8, starts="today")
    for offset in range((athlete.today - monday).days):
        day = replace(athlete, today=monday + timedelta(days=offset))
        if day.today.weekday() in (0, 2, 4, 5):
            await call(day, "log_planned")


async def _asked_for(open_question: str, athlete: Athlete) -> None:
    """What was told so far when a certain question comes up on the way to a program."""
    await _history(athlete)
    if open_question != "health check":
        await call(athlete, "answer_screening", yes=[])
    await _known(
        athlete,
        days=None if open_question == "days a week" else 4,
        training_months=None if open_question == "years lifting" else 30,
    )


async def _health_check(athlete: Athlete) -> None:
    await _asked_for("health check", athlete)


async def _days_a_week(athlete: Athlete) -> None:
    await _asked_for("days a week", athlete)


async def _years_lifting(athlete: Athlete) -> None:
    await _asked_for("years lifting", athlete)


PREPARATIONS = {
    "fresh": _fresh,
    "history": _history,
    "logged": _logged,
    "program": _program,
    "plan": _program,
    "proposal": _program,
    "question:health check": _health_check,
    "question:days a week": _days_a_week,
    "question:years lifting": _years_lifting,
    "question:pain 0-10": _program,
    "question:which exercise": _history,
}
"""How each setup of the corpus is made. What has to be said in the chat itself, ``conversation`` says."""


def past(today: date) -> dict[str, Any]:
    """Workouts and body weights of fourteen months up to two days before ``today``, in the export's shape, kg."""
    found: list[dict[str, Any]] = []
    weights: list[dict[str, Any]] = []
    monday = today - timedelta(days=today.weekday())
    for week in range(WEEKS_OF_HISTORY, -1, -1):
        share = 1 - week / WEEKS_OF_HISTORY
        start = monday - timedelta(weeks=week)
        days: dict[int, list[tuple[str, float | None, int, int]]] = {
            0: [("Squat (Barbell)", _load(70, 100, share), 5, 5), ("Bench Press (Barbell)", _load(55, 80, share), 5, 3),
                ("Bent Over Row (Barbell)", _load(40, 60, share), 8, 3)],
            2: [("Deadlift (Barbell)", _load(80, 120, share), 5, 3), ("Overhead Press (Barbell)", _load(30, 45, share), 5, 3),
                ("Pull Up", None, 8 if share > 0.5 else 6, 3)],
            4: [("Squat (Barbell)", _load(65, 90, share), 5, 3), ("Bench Press (Barbell)", _load(50, 72.5, share), 8, 3)],
        }  # fmt: skip
        for offset, lifts in days.items():
            found.append(_workout(start + timedelta(days=offset), [_lift(*each) for each in lifts]))
        run = {"kind": "work", "distance_m": 5000.0, "duration_s": 1740.0 - 150.0 * share}
        found.append(_workout(start + timedelta(days=5), [{"exercise": "Running", "sets": [run]}]))
        weights.append({"metric": "body_weight", "at": f"{start}T07:00:00+01:00", "value": round(82 - 3 * share, 1), "unit": "kg",
                        "source": "chat"})  # fmt: skip
    last = today - timedelta(days=2)
    return {
        "workouts": [each for each in found if each["date"] <= last.isoformat()],
        "measurements": [each for each in weights if each["at"][:10] <= last.isoformat()],
    }


def _load(first: float, last: float, share: float) -> float:
    """Loads rise evenly, in steps of 2.5 kg."""
    return round((first + (last - first) * share) / 2.5) * 2.5


def _lift(name: str, load_kg: float | None, reps: int, sets: int) -> dict[str, Any]:
    each = {"kind": "work", "load_kg": load_kg, "reps": reps, "rpe": 8.0 if load_kg else None}
    return {"exercise": name, "sets": [each] * sets}


def _workout(day: date, exercises: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": "", "date": day.isoformat(), "title": "", "source": "chat", "notes": "", "exercises": exercises}
