"""The audit trail, the log in numbers, and the exercises that can be logged."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from tools.logbook.exercises import ExerciseBook, ExercisePage, Filter, OneExercise
from tools.logbook.statistics import Statistics, StatisticsTools
from tools.logbook.trail import Trail, TrailTools
from tools.own import ExerciseAdded, OwnTools
from topset.api.asking import Logging, Reader
from topset.api.offered import EXERCISES, LOG, STATISTICS
from topset.api.tool_routes import Answer, arguments_of, plain
from topset.api.workouts import Cursor, Limit

router = APIRouter()
NewExercise = arguments_of("add_exercise")


class Asked(Filter):
    """The filter, and which page."""

    cursor: Cursor = None
    limit: Limit = 20


@router.get("/changes", tags=[LOG])
async def audit_trail(
    athlete: Reader, exercise: Annotated[str | None, Query(min_length=1, max_length=120)] = None, since: date | None = None,
    until: date | None = None, cursor: Cursor = None, limit: Limit = 20,
) -> Trail:  # fmt: skip
    """Which write did what, when and through which door: "who changed my squat yesterday?"."""
    return await TrailTools(athlete).trail(exercise, since, until, cursor, limit)


@router.get("/statistics", tags=[STATISTICS])
async def show_statistics(athlete: Reader) -> Answer[Statistics]:
    """Workouts, sets, tonnage, streaks, favourite lifts, this month against the last."""
    found = await StatisticsTools(athlete).statistics()
    return Answer(text=str(found), data=found)


@router.get("/exercises", tags=[EXERCISES])
async def list_exercises(athlete: Reader, asked: Annotated[Asked, Query()]) -> ExercisePage:
    """The library and the athlete's own, searched and filtered, in pages."""
    which = Filter(**{name: getattr(asked, name) for name in Filter.model_fields})
    return await ExerciseBook(athlete).page(which, asked.cursor, asked.limit)


@router.post("/exercises", tags=[EXERCISES], status_code=201)
async def add_exercise(write: Logging, new: NewExercise) -> Answer[ExerciseAdded]:  # type: ignore[valid-type]
    """Add an exercise that the library does not have."""
    with write.call():
        added = await OwnTools(write.athlete).add_exercise(**plain(new))
    return Answer(text=str(added), data=added)


@router.get("/exercises/{name}", tags=[EXERCISES])
async def get_exercise(athlete: Reader, name: str) -> OneExercise:
    """One exercise by its exact name."""
    return await ExerciseBook(athlete).one(name)
