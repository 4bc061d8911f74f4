"""The tables of planning: whom a program is for, programs, planned sessions, proposals, what the athlete says of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import Table, one_of, within
from db.tables import athlete_key, own_key
from training.program.plan import SESSION_KINDS
from training.program.trainee import LEVELS, REGIONS

Day = date
"""What a column is of where another is called ``date``."""
PROGRAM_STATES = ("active", "paused", "finished", "replaced", "ended")
SESSION_STATES = ("planned", "done", "skipped", "moved")
"""``moved``: still to be done, on another day than was planned at first."""
PROPOSAL_STATES = ("open", "approved", "rejected", "stale")


class PlanningRow(Table):
    """What planning needs to know of an athlete; null is not known yet, and asked for once."""

    __tablename__ = "planning"
    __table_args__ = (
        one_of("level", LEVELS),
        within("training_months", 0, 1200),
        within("days", 1, 7),
        within("minutes", 10, 240),
        one_of("cardio_as", ("finisher", "own_day")),
        within("time_factor", 0.7, 1.5),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    goals: Mapped[dict[str, Any] | None]
    """Weights that sum to 10, by goal."""
    level: Mapped[str | None]
    levels: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """By discipline, where it is another than ``level``."""
    training_months: Mapped[int | None]
    days: Mapped[int | None]
    weekdays: Mapped[list[str] | None]
    minutes: Mapped[int | None]
    places: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """Equipment by place: home, gym, travel."""
    place: Mapped[str | None]
    """Where the athlete trains now; null: the equipment in the settings."""
    activities: Mapped[list[str] | None]
    priorities: Mapped[list[str] | None]
    cardio_as: Mapped[str | None]
    style: Mapped[str | None]
    conditions: Mapped[list[str] | None]
    """Health conditions, medicines and life stages with rules of their own (reference 9.3, 9.4)."""
    screening: Mapped[dict[str, Any] | None]
    red_flag: Mapped[dict[str, Any] | None]
    """The sign that holds all training, or only what is planned, until somebody says that they were checked and cleared."""
    misread: Mapped[list[str]] = mapped_column(server_default="{}")
    """Digests of messages that were taken for a red flag and were none."""
    olympic: Mapped[bool] = mapped_column(server_default=text("false"))
    time_factor: Mapped[float] = mapped_column(server_default="1")
    wish: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    """What was asked of programs beside all that, as ``training.program.wish`` reads it."""


class GoalRow(Table):
    """Something to reach, by a day if one was said."""

    __tablename__ = "goals"
    __table_args__ = (
        one_of("kind", ("lift", "reps", "body_weight", "distance", "time", "sessions", "other")),
        one_of("status", ("active", "reached", "dropped")),
        Index(None, "athlete_id", "status"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    kind: Mapped[str]
    text: Mapped[str]
    exercise: Mapped[str | None]
    target: Mapped[float | None]
    """kg, reps, m, s, or sessions a week."""
    unit: Mapped[str | None]
    start: Mapped[float | None]
    by: Mapped[date | None]
    set_on: Mapped[date]
    status: Mapped[str] = mapped_column(server_default="active")


class InjuryRow(Table):
    """Something that hurts or is healing; it gates every plan until it is resolved."""

    __tablename__ = "injuries"
    __table_args__ = (
        one_of("region", REGIONS),
        one_of("side", ("left", "right", "both")),
        within("severity", 0, 10),
        CheckConstraint("resolved_on is null or resolved_on >= since", name="resolved_on"),
        Index(None, "athlete_id", "resolved_on"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    region: Mapped[str]
    side: Mapped[str | None]
    severity: Mapped[float | None]
    movement: Mapped[str | None]
    is_sharp: Mapped[bool] = mapped_column(server_default=text("false"))
    since: Mapped[date]
    resolved_on: Mapped[date | None]
    said: Mapped[str] = mapped_column(server_default="")


class MovementRuleRow(Table):
    """An exercise or pattern that the athlete excludes, substitutes or prefers."""

    __tablename__ = "movement_rules"
    __table_args__ = (one_of("kind", ("exclude", "substitute", "prefer")), Index(None, "athlete_id", "what"))
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    kind: Mapped[str]
    what: Mapped[str]
    by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(server_default="")


class ProgramRow(Table):
    """A program that was accepted. Its sessions have rows of their own."""

    __tablename__ = "programs"
    __table_args__ = (
        one_of("status", PROGRAM_STATES),
        one_of("origin", ("generated", "established", "imported")),
        within("weeks", 1, 520),
        Index(
            "uq_programs_current", "athlete_id", unique=True, postgresql_where=text("status in ('active', 'paused')")
        ),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    name: Mapped[str]
    origin: Mapped[str]
    template: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="active")
    starts_on: Mapped[date]
    weeks: Mapped[int]
    days_per_week: Mapped[int]
    definition: Mapped[dict[str, Any]]
    """Goals, level, version of the configuration, reasons, and everything it was made from."""
    lifts: Mapped[dict[str, Any]]
    """The state of each progression: what loads follow from."""
    version: Mapped[int] = mapped_column(server_default="1")
    """Grows with every change of the plan."""
    paused_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PlannedSessionRow(Table):
    """One session of a program: when, what, and what became of it."""

    __tablename__ = "planned_sessions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "program_id"], ["programs.athlete_id", "programs.id"],
            ondelete="CASCADE", name="fk_planned_sessions_program",
        ),
        ForeignKeyConstraint(
            ["athlete_id", "workout_id"], ["workouts.athlete_id", "workouts.id"],
            ondelete="SET NULL (workout_id)", name="fk_planned_sessions_workout",
        ),
        one_of("status", SESSION_STATES),
        one_of("kind", SESSION_KINDS),
        within("week", 1, 1000),
        within("day", 1, 100),
        Index(None, "athlete_id", "date"),
        Index(None, "athlete_id", "program_id", "date"),
        Index(None, "athlete_id", "workout_id"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    program_id: Mapped[UUID]
    date: Mapped[date]
    first_date: Mapped[Day]
    """The day it was planned for at first."""
    week: Mapped[int]
    day: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="planned")
    content: Mapped[dict[str, Any]]
    """The session as JSON (``training.program.record``)."""
    is_fixed: Mapped[bool] = mapped_column(server_default=text("false"))
    """Changed for itself and approved like that: its loads no longer follow the progression."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")
    """What was changed since it was planned, and why."""
    workout_id: Mapped[UUID | None]
    outcome: Mapped[dict[str, Any] | None]
    """What was done instead, exercise by exercise."""


class ProposalRow(Table):
    """Changes that a person has to approve: typed, with a reason and the evidence, as a before and an after."""

    __tablename__ = "proposals"
    __table_args__ = (
        one_of("status", PROPOSAL_STATES),
        one_of("scope", ("session", "week", "program", "outside")),
        Index(None, "athlete_id", "status", "created_at"),
        Index(None, "athlete_id", "fingerprint"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    title: Mapped[str]
    scope: Mapped[str]
    changes: Mapped[list[dict[str, Any]]]
    reason: Mapped[str]
    evidence: Mapped[list[dict[str, Any]]]
    before: Mapped[str]
    after: Mapped[str]
    basis: Mapped[dict[str, Any]]
    """What it was made on: the program, and a digest of each session that it touches."""
    fingerprint: Mapped[str]
    """The same changes again have the same one: what was rejected is not offered again."""
    status: Mapped[str] = mapped_column(server_default="open")
    because: Mapped[str] = mapped_column(server_default="")
    """Why it was rejected."""
    chat_id: Mapped[UUID | None]
    door: Mapped[str]
    decided_by: Mapped[str | None]
    """The door through which a person decided."""
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
    decided_at: Mapped[datetime | None]


class CheckInRow(Table):
    """A check-in: how ready the athlete is, how a goal stands, what a period was like."""

    __tablename__ = "check_ins"
    __table_args__ = (
        one_of("kind", ("readiness", "goal", "period")),
        within("score", 0, 100),
        Index(None, "athlete_id", "kind", "date"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    kind: Mapped[str]
    date: Mapped[date]
    data: Mapped[dict[str, Any]]
    score: Mapped[float | None]
    text: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())


class FeedbackRow(Table):
    """What the athlete says of a session or an exercise: it changes the next ones by rule."""

    __tablename__ = "feedback"
    __table_args__ = (
        one_of("difficulty", ("too_easy", "right", "too_hard")),
        within("enjoyed", 1, 5),
        within("pain", 0, 10),
        one_of("region", REGIONS),
        Index(None, "athlete_id", "date"),
        Index(None, "athlete_id", "exercise"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    date: Mapped[date]
    session_id: Mapped[UUID | None]
    exercise: Mapped[str | None]
    difficulty: Mapped[str | None]
    enjoyed: Mapped[int | None]
    pain: Mapped[float | None]
    region: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(server_default="{}")
    said: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.clock_timestamp())
