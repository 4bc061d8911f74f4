"""The tables. Every athlete-owned one leads with ``athlete_id``, in its key and its indexes.

Loads are in kg, lengths in m, times in s; what the athlete typed stands beside the canonical value.
Row-level security on these tables is made by ``db.policies`` and tested for every one of them.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    UniqueConstraint,
    func,
    text,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Table, one_of, within
from training.workout import SET_KINDS


class AthleteRow(Table):
    """A person, with the settings that every reading of their numbers needs."""

    __tablename__ = "athletes"
    __table_args__ = (
        CheckConstraint("length(name) between 1 and 100", name="name"),
        one_of("units", ("kg", "lb")),
        one_of("sex", ("M", "F", "X")),
        one_of("e1rm_formula", ("epley", "brzycki", "lombardi", "oconner", "wathan", "mayhew", "lander")),
        within("bar_kg", 1, 50),
        within("height_m", 0.5, 2.8),
        CheckConstraint("born_on between '1900-01-01' and '2100-01-01'", name="born_on"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    name: Mapped[str] = mapped_column(unique=True)
    units: Mapped[str] = mapped_column(server_default="kg")
    timezone: Mapped[str] = mapped_column(server_default="UTC")
    e1rm_formula: Mapped[str] = mapped_column(server_default="epley")
    sex: Mapped[str | None]
    born_on: Mapped[date | None]
    height_m: Mapped[float | None]
    bar_kg: Mapped[float | None]
    plates_kg: Mapped[list[float] | None]
    equipment: Mapped[list[str] | None]
    weekly_target: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


def athlete_key() -> Mapped[UUID]:
    """The column that leads every athlete-owned table."""
    return mapped_column(ForeignKey("athletes.id", ondelete="CASCADE"), primary_key=True)


def own_key() -> Mapped[UUID]:
    """A row's own id, unique per athlete."""
    return mapped_column(primary_key=True, server_default=func.gen_random_uuid())


class LoginRow(Table):
    """A password, hashed with argon2id, for doors that are open to others."""

    __tablename__ = "logins"
    athlete_id: Mapped[UUID] = athlete_key()
    password_hash: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class ExerciseRow(Table):
    """An exercise that this athlete has done: one of the library (``slug``) or one of their own."""

    __tablename__ = "exercises"
    __table_args__ = (
        UniqueConstraint("athlete_id", "name"),
        CheckConstraint("length(name) between 1 and 120", name="name"),
        within("skill", 1, 5),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    name: Mapped[str]
    slug: Mapped[str | None]
    """The library's entry; null for an exercise of the athlete's own."""
    aliases: Mapped[list[str]] = mapped_column(server_default="{}")
    pattern: Mapped[str] = mapped_column(server_default="isolation")
    primary_muscles: Mapped[list[str]] = mapped_column(server_default="{}")
    secondary_muscles: Mapped[list[str]] = mapped_column(server_default="{}")
    equipment: Mapped[list[str]] = mapped_column(server_default="{}")
    mechanic: Mapped[str] = mapped_column(server_default="isolation")
    modality: Mapped[str] = mapped_column(server_default="weight_reps")
    skill: Mapped[int] = mapped_column(server_default="1")
    unilateral: Mapped[bool] = mapped_column(server_default=text("false"))
    bilateral_pair: Mapped[bool] = mapped_column(server_default=text("false"))
    bodyweight_share: Mapped[float] = mapped_column(server_default="0")


class WorkoutRow(Table):
    """A workout: what was done on one day, in one go."""

    __tablename__ = "workouts"
    __table_args__ = (
        UniqueConstraint("athlete_id", "source", "external_id"),
        UniqueConstraint("athlete_id", "id", "date"),  # what children refer to: they move with the day
        Index(None, "athlete_id", "date"),
        CheckConstraint("date between '1900-01-01' and '2200-01-01'", name="date"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    date: Mapped[date]
    started_at: Mapped[datetime | None]
    title: Mapped[str] = mapped_column(server_default="")
    notes: Mapped[str] = mapped_column(server_default="")
    source: Mapped[str] = mapped_column(server_default="chat")
    external_id: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class WorkoutExerciseRow(Table):
    """One exercise of a workout, in its place."""

    __tablename__ = "workout_exercises"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "workout_id", "date"], ["workouts.athlete_id", "workouts.id", "workouts.date"],
            ondelete="CASCADE", onupdate="CASCADE", name="fk_workout_exercises_workout",
        ),
        ForeignKeyConstraint(
            ["athlete_id", "exercise_id"], ["exercises.athlete_id", "exercises.id"], name="fk_workout_exercises_exercise"
        ),
        UniqueConstraint("athlete_id", "workout_id", "position", "exercise_id", "date", name="uq_workout_exercises_all"),
        Index(None, "athlete_id", "exercise_id", "date"),
        within("position", 0, 1000),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    workout_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID]
    date: Mapped[date]
    superset: Mapped[int | None]
    notes: Mapped[str] = mapped_column(server_default="")


class SetRow(Table):
    """One set. It repeats the exercise and the day, held true by its key, so that a history is one index scan."""

    __tablename__ = "sets"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "workout_id", "exercise_position", "exercise_id", "date"],
            [f"workout_exercises.{name}" for name in ("athlete_id", "workout_id", "position", "exercise_id", "date")],
            ondelete="CASCADE", onupdate="CASCADE", name="fk_sets_workout_exercise",
        ),
        Index(None, "athlete_id", "exercise_id", "date"),
        Index(None, "athlete_id", "date"),
        one_of("kind", SET_KINDS),
        within("load_kg", -500, 2000),
        within("reps", 0, 10000),
        within("rpe", 0, 10),
        within("duration_s", 0, 1_000_000),
        within("distance_m", 0, 10_000_000),
        within("position", 0, 1000),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    workout_id: Mapped[UUID] = mapped_column(primary_key=True)
    exercise_position: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    exercise_id: Mapped[UUID]
    date: Mapped[date]
    kind: Mapped[str] = mapped_column(server_default="work")
    load_kg: Mapped[float | None]
    reps: Mapped[int | None]
    rpe: Mapped[float | None]
    duration_s: Mapped[float | None]
    distance_m: Mapped[float | None]
    typed_load: Mapped[float | None]
    typed_load_unit: Mapped[str | None]
    typed_distance: Mapped[float | None]
    typed_distance_unit: Mapped[str | None]


class MeasurementRow(Table):
    """One number about the body on one moment: body weight, a girth, sleep, any further metric."""

    __tablename__ = "measurements"
    __table_args__ = (
        UniqueConstraint("athlete_id", "source", "external_id"),
        Index(None, "athlete_id", "metric", "at"),
        CheckConstraint("metric ~ '^[a-z][a-z0-9_]{0,59}$'", name="metric"),
        CheckConstraint("value >= -1e9 and value <= 1e9", name="value"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    metric: Mapped[str]
    at: Mapped[datetime]
    value: Mapped[float]
    unit: Mapped[str]
    typed_value: Mapped[float | None]
    typed_unit: Mapped[str | None]
    source: Mapped[str] = mapped_column(server_default="chat")
    external_id: Mapped[str | None]


class ChatRow(Table):
    """One conversation; its id is also the id of the agent's thread."""

    __tablename__ = "chats"
    __table_args__ = (Index(None, "athlete_id", "updated_at"),)
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    title: Mapped[str] = mapped_column(server_default="")
    door: Mapped[str] = mapped_column(server_default="cli")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())


class MessageRow(Table):
    """One message of a chat: the record that people, memory and export use."""

    __tablename__ = "messages"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "chat_id"], ["chats.athlete_id", "chats.id"], ondelete="CASCADE", name="fk_messages_chat"
        ),
        Index(None, "athlete_id", "chat_id", "number"),
        one_of("role", ("user", "assistant")),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    chat_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    """Grows with each message: the order of a chat, also within one clock tick."""
    role: Mapped[str]
    content: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    steps: Mapped[list[dict[str, Any]] | None]
    """The tool calls behind an answer: name, args, ok, result."""


class LedgerRow(Table):
    """One write: who, which door, which tool, before, after, and the chat message that asked."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("athlete_id", "key"),
        Index(None, "athlete_id", "number"),
        ForeignKeyConstraint(
            ["athlete_id", "message_id"], ["messages.athlete_id", "messages.id"],
            ondelete="SET NULL (message_id)", name="fk_ledger_message",
        ),
        Index(None, "athlete_id", "message_id"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    door: Mapped[str]
    tool: Mapped[str]
    key: Mapped[str]
    """The idempotency key: a call that is repeated with it finds this row instead of writing again."""
    digest: Mapped[str | None]
    """Of the arguments that the key was used with, where whoever calls chooses the key."""
    message_id: Mapped[UUID | None]
    said: Mapped[str] = mapped_column(server_default="")
    """What the write did, in a sentence."""
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    undoes: Mapped[UUID | None]
    undone_at: Mapped[datetime | None]
