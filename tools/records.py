"""Personal records: all types of the reference, replayed from the log whenever they are asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from db import athletes, exercises, history
from db.athletes import Athlete
from db.engine import Session
from db.history import PastSet
from tools import lookup
from tools.calls import Result, read
from tools.wording import date_words
from training.consistency import consistency
from training.movement import Movement
from training.records import DoneSet, Record, RecordBook, rep_max_table, replay
from training.strength import Formula, effective_load
from training.units import WeightUnit, distance_text, duration_text, load_text, plain
from training.volume import sides
from training.workout import Set, Workout

NEW = UUID(int=1)
"""Stands for the workout that is about to be stored."""
NEWS_AGE = timedelta(days=1)
BOTH_SIDES = ", both sides"
SPORTS = {"run": "run", "row_erg": "row", "bike": "bike"}
SPORT_WORDS = (("running", "run"), ("treadmill", "run"), ("run", "run"), ("rowing", "row"), ("cycling", "bike"),
               ("bike", "bike"), ("swim", "swim"))  # fmt: skip


class RecordView(BaseModel):
    """One record. ``value`` in kg, reps, s or m by type."""

    type: str
    label: str
    value: float
    text: str
    date: date
    day: str
    """The date as it is said: 'today', 'Mon 16 Nov'."""
    beats: float | None


class ExerciseRecords(BaseModel):
    """The records of one exercise."""

    exercise: str
    records: list[RecordView]


class Records(Result):
    """Records that stand."""

    exercises: list[ExerciseRecords]

    def __str__(self) -> str:
        if not any(each.records for each in self.exercises):
            return "There are no records yet: nothing that counts has been logged for that."
        return "\n\n".join(
            f"{each.exercise}:\n" + "\n".join(_lines(each.records)) for each in self.exercises if each.records
        )


@dataclass(frozen=True)
class RecordTools:
    """What the athlete has done best."""

    athlete: Athlete

    @read
    async def personal_records(
        self,
        session: Session,
        exercise: Annotated[
            str | None, Field(description="As the athlete says it, e.g. 'back squat'; leave out for the main ones")
        ] = None,
    ) -> Records:
        """Personal records: heaviest load, rep maxes, estimated one-rep max, most reps, longest, fastest: 'bench PR?',
        'my fastest 5k'. Without an exercise: those of the five the athlete does most.
        """
        if exercise is not None:
            chosen = [await lookup.movement(session, self.athlete, exercise)]
        else:
            resolver = await lookup.resolver_of(session, self.athlete)
            done = await exercises.times_done(session, self.athlete.id, history.EVER)
            names = sorted(done, key=lambda name: (-done[name], name))[:5]
            chosen = [movement for name in names if (movement := resolver.named(name)) is not None]
        found = [await self._of(session, movement) for movement in chosen]
        return Records(exercises=found if exercise is not None else [*found, await self._consistency(session)])

    async def _of(self, session: Session, movement: Movement) -> ExerciseRecords:
        book = await book_of(session, self.athlete, movement)
        records = _standing(book, self.athlete.units, self.athlete.today)
        key = await exercises.id_of(session, self.athlete.id, movement.name)
        volume = await history.most_volume(session, self.athlete.id, key) if key else None
        if volume is not None:
            day, _, load = volume
            kg = load * sides(movement)
            text = load_text(kg, self.athlete.units, 1) + BOTH_SIDES * (sides(movement) > 1)
            records.append(
                RecordView(
                    type="session_volume", label="most volume in a session", value=kg,
                    text=text, date=day, day=date_words(day, self.athlete.today), beats=None,
                )
            )  # fmt: skip
        weight = await lookup.body_weight_kg(session, self.athlete)
        heaviest = book.best("weight")
        if heaviest is not None and weight is not None and not movement.is_bodyweight:
            times = heaviest.value / weight
            records.append(
                RecordView(
                    type="relative", label="heaviest against body weight", value=times, text=f"{plain(times)} × body weight",
                    date=heaviest.set.date, day=date_words(heaviest.set.date, self.athlete.today), beats=None,
                )
            )  # fmt: skip
        return ExerciseRecords(exercise=movement.name, records=records)

    async def _consistency(self, session: Session) -> ExerciseRecords:
        """The longest run of weeks with the training that was planned."""
        row = await athletes.row_of(session, self.athlete.id)
        done = await history.days(session, self.athlete.id)
        days = [day for day, count in done for _ in range(count)]
        if not days:
            return ExerciseRecords(exercise="Consistency", records=[])
        found = consistency(days, self.athlete.today, days[0], row.weekly_target)
        weeks = found.longest_streak
        record = RecordView(
            type="streak", label="longest streak", value=weeks, text=f"{weeks} week{'' if weeks == 1 else 's'}",
            date=days[-1], day=date_words(days[-1], self.athlete.today), beats=None,
        )  # fmt: skip
        return ExerciseRecords(exercise="Consistency", records=[record])


async def book_of(session: Session, athlete: Athlete, movement: Movement, new: Sequence[PastSet] = ()) -> RecordBook:
    """Replay all that the athlete ever did of an exercise, and what is about to be stored."""
    key = await exercises.id_of(session, athlete.id, movement.name)
    sets = await history.bests(session, athlete.id, key) if key else []
    formula = await lookup.formula_of(session, athlete)
    body = await lookup.body_weight_kg(session, athlete) if movement.bodyweight_share else None
    return _replayed([*sets, *new], movement, formula, body)


async def record_news(
    session: Session, athlete: Athlete, done: Sequence[Workout], unsure: Collection[str] = ()
) -> list[str]:
    """The records that these workouts set, in words, the most telling first. Ask before they are stored.

    A first time is no record, what is entered late is not news, and of exercises that the athlete is asked about
    (``unsure``) nothing is told yet.
    """
    resolver = await lookup.resolver_of(session, athlete)
    news: list[str] = []
    for workout in done:
        if workout.date < athlete.today - NEWS_AGE:
            continue
        for name in dict.fromkeys(each.name for each in workout.exercises):
            movement = resolver.named(name)
            if movement is not None and name not in unsure:
                new = [one for each in workout.exercises if each.name == name for one in each.sets]
                book = await book_of(session, athlete, movement, [past_of(one, workout.date) for one in new])
                news += [f"{name} {news_words(record, athlete.units)}" for record in book.news_of(NEW, 2)]
    return news[:3]


def past_of(each: Set, day: date) -> PastSet:
    """A set that is about to be stored, as the log will have it."""
    unit = None if each.typed_load is None else each.typed_load.unit
    return PastSet(day, NEW, each.kind, each.load_kg, each.reps, each.rpe, each.duration_s, each.distance_m, None, unit)


def news_words(record: Record, unit: WeightUnit) -> str:
    """A record that was just set, with what it beats."""
    label, value = _label(record, unit), _value(record, unit)
    before = (
        ""
        if record.beats is None or record.type == "reps_at_weight"
        else f" (was {_amount(record, record.beats, unit)})"
    )
    return f"{label}: {value}{before}"


def _replayed(sets: Sequence[PastSet], movement: Movement, formula: Formula, body_kg: float | None) -> RecordBook:
    done = [
        DoneSet(
            each.date, each.workout_id, each.kind, each.load_kg, each.reps, each.duration_s, each.distance_m,
            each.typed_load_unit, effective_load(each.load_kg, body_kg, movement.bodyweight_share), movement.is_bodyweight,
            sides(movement),
        )
        for each in sets
    ]  # fmt: skip
    benchmark = movement.pattern == "conditioning" and movement.modality == "duration"
    return replay(done, movement.modality, formula, sport=sport_of(movement), for_time=benchmark)


def sport_of(movement: Movement) -> str | None:
    """Which standard distances an exercise has records over."""
    if movement.core_id in SPORTS:
        return SPORTS[movement.core_id]
    name = movement.name.lower()
    return next((sport for word, sport in SPORT_WORDS if movement.pattern == "cardio" and word in name), None)


def _lines(records: Sequence[RecordView]) -> list[str]:
    """A line per record; rep maxes that are one and the same set share theirs: '1RM to 5RM'."""
    lines: list[str] = []
    for _, same in groupby(records, key=lambda each: (each.type == "rep_max" or each.label, each.text, each.date)):
        group = list(same)
        label = group[0].label if len(group) == 1 else f"{group[0].label} to {group[-1].label}"
        lines.append(f"- {label}: {group[0].text} ({group[0].day})")
    return lines


def _standing(book: RecordBook, unit: WeightUnit, today: date) -> list[RecordView]:
    kinds = ("weight", "e1rm", "max_reps_bw", "conditioning", "distance", "duration", "set_volume")
    found = [record for kind in kinds if (record := book.best(kind)) is not None]  # type: ignore[arg-type]
    times = [record for (kind, _), record in sorted(book.standing.items()) if kind == "time"]
    ordered = [*found[:2], *rep_max_table(book), *found[2:], *times]
    return [
        RecordView(
            type=record.type, label=_label(record, unit), value=record.value, text=_value(record, unit),
            date=record.set.date, day=date_words(record.set.date, today), beats=record.beats,
        )
        for record in ordered
    ]  # fmt: skip


def _label(record: Record, unit: WeightUnit) -> str:
    on_body = record.set.on_body
    labels = {
        "weight": "heaviest added load" if on_body else "heaviest load", "max_reps_bw": "most reps",
        "e1rm": "estimated 1RM, body weight included" if on_body else "estimated 1RM",
        "set_volume": "most volume in a set", "session_volume": "most volume in a session", "duration": "longest",
        "distance": "farthest", "conditioning": "best",
    }  # fmt: skip
    if record.type == "rep_max":
        return f"{int(record.key)}RM"
    if record.type == "reps_at_weight":
        return f"most reps at {_load(record, record.key, unit)}"
    return f"best {distance_text(record.key, unit)}" if record.type == "time" else labels[record.type]


def _value(record: Record, unit: WeightUnit) -> str:
    """What was reached, with the set that did it."""
    text, done = _amount(record, record.value, unit), record.set
    if not done.reps or (not done.load_kg and record.type != "e1rm"):
        return text
    by = f"{_load(record, done.load_kg, unit) if done.load_kg else 'bodyweight'} × {done.reps}"
    if record.type == "weight":
        return by
    by += f" × {done.sides}" if record.type == "set_volume" and done.sides > 1 else ""
    return f"{text} ({by})" if record.type in ("e1rm", "set_volume") else text


def _load(record: Record, kg: float, unit: WeightUnit, digits: int = 2) -> str:
    """A load; one that hangs on the body with a plus."""
    sign = "+" if record.set.on_body and kg > 0 else ""
    return f"{sign}{load_text(kg, unit, digits)}"


def _amount(record: Record, value: float, unit: WeightUnit) -> str:
    if record.type in ("duration", "time") or (record.type == "conditioning" and record.set.duration_s):
        return duration_text(value)
    if record.type == "distance":
        return distance_text(value, unit)
    if record.type in ("max_reps_bw", "reps_at_weight", "conditioning"):
        return f"{plain(value)} reps" if record.type != "conditioning" else f"{plain(value)} rounds"
    return _load(record, value, unit, 1) if record.type in ("weight", "rep_max") else load_text(value, unit, 1)
