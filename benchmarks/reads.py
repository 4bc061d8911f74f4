"""Every read of one athlete with ten years of training, among many others: database time and whole time.

python -m benchmarks.reads [OTHERS]     # how many other such athletes fill the tables, 20 unless told
"""

import asyncio
import sys
import time
from datetime import date
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from benchmarks.figures import fresh_coach, line
from db import athletes, exercises
from db.athletes import Athlete
from db.engine import Database
from db.schema import owner_connection
from tools.toolbox import Toolbox
from training.library import load_library

OTHERS = 20
ROUNDS = 40
WORKOUTS, EXERCISES, SETS = 2_000, 5, 5
TODAY = date(2026, 11, 21)
LIFTS = ("back_squat", "bench_press", "deadlift", "overhead_press", "barbell_row", "pull_up", "leg_press", "lat_pulldown",
         "barbell_curl", "lateral_raise")  # fmt: skip
READS: list[tuple[str, dict[str, Any]]] = [
    ("list_workouts", {}), ("list_workouts", {"period": "last 4 weeks"}), ("show_workout", {"day": "yesterday"}),
    ("exercise_history", {"exercise": "squat"}), ("find_exercises", {"name": "bench"}),
    ("personal_records", {"exercise": "bench"}), ("estimate_strength", {"exercise": "squat", "period": "last 12 weeks"}),
    ("estimate_strength", {"exercise": "squat"}), ("suggest_load", {"exercise": "bench", "reps": 5}),
    ("relative_strength", {}), ("training_volume", {}), ("training_volume", {"period": "this year"}),
    ("training_consistency", {}), ("compare_periods", {"first": "last month", "second": "this month"}),
    ("show_measurements", {}), ("show_profile", {}),
]  # fmt: skip
FILL = """
    insert into workouts (athlete_id, id, date, source)
    select :athlete, gen_random_uuid(), :today - (n * 3650 / :workouts)::int, 'bench' from generate_series(0, :workouts - 1) n;
    insert into workout_exercises (athlete_id, workout_id, date, position, exercise_id)
    select w.athlete_id, w.id, w.date, p, (array(select id from exercises where athlete_id = :athlete order by name))
        [1 + (extract(doy from w.date)::int + p) % :lifts]
    from workouts w, generate_series(0, :exercises - 1) p where w.athlete_id = :athlete;
    insert into sets (athlete_id, workout_id, exercise_position, position, exercise_id, date, kind, load_kg, reps, rpe)
    select athlete_id, workout_id, e.position, s, exercise_id, date, case when s = 0 then 'warmup' else 'work' end,
        60 + 2.5 * ((date - date '2016-01-01') / 150 + s), 3 + (s + extract(doy from date)::int) % 8, 8
    from workout_exercises e, generate_series(0, :sets - 1) s where athlete_id = :athlete;
    insert into measurements (athlete_id, metric, at, value, unit, source)
    select :athlete, 'body_weight', :today - n, 80 + n % 3, 'kg', 'bench' from generate_series(0, 1000) n
"""


async def main() -> None:
    others = int(sys.argv[1]) if len(sys.argv) > 1 else OTHERS
    async with fresh_coach() as coach:
        database = coach.database
        me = await fill(database, "the one")
        for n in range(others):
            await fill(database, f"other {n}")
            print(f"\rfilling {n + 1}/{others}", end="", file=sys.stderr, flush=True)
        with owner_connection(database.owner_url) as connection:
            connection.commit()
            connection.connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            connection.exec_driver_sql("vacuum analyze")
            size = connection.exec_driver_sql("select pg_size_pretty(pg_database_size(current_database()))").scalar()
        print(f"\n{WORKOUTS * EXERCISES * SETS:,} sets of the athlete, {others} others like it, database {size}")
        clock = Clock(database)
        for name, arguments in READS:
            await measure(me, name, arguments, clock)


async def fill(database: Database, name: str) -> Athlete:
    """An athlete with ten years of training."""
    athlete = await athletes.find_or_create(database, f"{name} {uuid4()}", TODAY, sex="M")
    movements = [load_library().by_core_id(core) for core in LIFTS]
    async with athlete.sessions() as session:
        await exercises.ids_of(session, athlete.id, movements)
    with owner_connection(database.owner_url) as connection:
        connection.exec_driver_sql("set session_replication_role = replica")  # keys are right by construction
        for statement in FILL.split(";"):
            connection.execute(
                sa.text(statement),
                {
                    "athlete": athlete.id,
                    "today": TODAY,
                    "workouts": WORKOUTS,
                    "exercises": EXERCISES,
                    "sets": SETS,
                    "lifts": len(LIFTS),
                },
            )
        connection.commit()
    return athlete


class Clock:
    """Adds up the time that statements take, from sent to answered."""

    def __init__(self, database: Database) -> None:
        self.seconds = 0.0
        self.statements = 0
        engine = database.engine.sync_engine
        sa.event.listen(engine, "before_cursor_execute", self._start)
        sa.event.listen(engine, "after_cursor_execute", self._stop)

    def _start(self, *_: object) -> None:
        self._at = time.perf_counter()

    def _stop(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._at
        self.statements += 1


async def measure(athlete: Athlete, name: str, arguments: dict[str, Any], clock: Clock) -> None:
    tool = Toolbox(athlete).named(name)
    await tool(**arguments)
    database, whole = [], []
    for _ in range(ROUNDS):
        clock.seconds, clock.statements = 0.0, 0
        start = time.perf_counter()
        await tool(**arguments)
        whole.append(time.perf_counter() - start)
        database.append(clock.seconds)
    label = f"{name}({', '.join(map(str, arguments.values()))})"
    print(line(f"{label}: database", database), f"  {clock.statements} statements")
    print(line(f"{label}: whole", whole))


if __name__ == "__main__":
    asyncio.run(main())
