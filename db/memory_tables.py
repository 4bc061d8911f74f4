"""The tables of memory: facts about an athlete, summaries of old chats, and how both and every message are found."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from db.columns import BitVector, HalfVector, Table, one_of, within
from db.tables import athlete_key, own_key

KINDS = (
    "goal", "injury", "preference", "aversion", "equipment", "schedule", "life_event", "medical", "coaching_style",
    "achievement", "context",
)  # fmt: skip
RELATIONS = ("new", "refines", "contradicts", "corrects")
SOURCES = ("told", "heard", "state", "edited", "import")
"""``told``: asked to remember. ``heard``: in passing. ``state``: of what plans are made with, which it points to."""


class FactRow(Table):
    """One thing about the athlete, in a sentence: when it is true, and when that was known.

    ``valid_from`` to ``valid_to`` (the first day on which it is no longer true) is the world's time. It was known
    from ``learnt_at`` to ``retracted_at``; that it ends was known from ``end_learnt_at``, or at once if that is null.
    """

    __tablename__ = "facts"
    __table_args__ = (
        one_of("kind", KINDS),
        one_of("relation", RELATIONS),
        one_of("source", SOURCES),
        within("confidence", 0, 1),
        CheckConstraint("length(text) between 1 and 500", name="text"),
        CheckConstraint("valid_to >= valid_from", name="valid_to"),
        CheckConstraint("retracted_at >= learnt_at", name="retracted_at"),
        ForeignKeyConstraint(
            ["athlete_id", "message_id"], ["messages.athlete_id", "messages.id"],
            ondelete="SET NULL (message_id)", name="fk_facts_message",
        ),
        ForeignKeyConstraint(
            ["athlete_id", "replaces"], ["facts.athlete_id", "facts.id"], ondelete="SET NULL (replaces)", name="fk_facts_replaces"
        ),
        Index(None, "athlete_id", "subject"),
        Index(None, "athlete_id", "kind"),
        Index(None, "athlete_id", "message_id"),
        Index(None, "athlete_id", "replaces"),
        Index("ix_facts_pointing", "athlete_id", "points_to", postgresql_where=text("points_to is not null")),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    kind: Mapped[str]
    subject: Mapped[str]
    """What it is about, as a key: two facts of one subject are compared."""
    text: Mapped[str]
    said: Mapped[str] = mapped_column(server_default="")
    """The athlete's own words."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    learnt_at: Mapped[datetime]
    end_learnt_at: Mapped[datetime | None]
    retracted_at: Mapped[datetime | None]
    message_id: Mapped[UUID | None]
    confidence: Mapped[float] = mapped_column(server_default="1")
    times_said: Mapped[int] = mapped_column(server_default="1")
    said_on: Mapped[date]
    """The day it was said last."""
    replaces: Mapped[UUID | None]
    relation: Mapped[str] = mapped_column(server_default="new")
    source: Mapped[str] = mapped_column(server_default="told")
    points_to: Mapped[str | None]
    """The state that it stands for ('injuries:ID', 'planning:place'): that is the truth, this follows it."""


def signs() -> Mapped[Any]:
    """The signs of a vector's numbers: a tenth of its size, for a first look through many."""
    return mapped_column(BitVector, Computed("binary_quantize(vector)", persisted=True))


class FactIndexRow(Table):
    """How a fact is found: its words, and its meaning by a named model."""

    __tablename__ = "fact_index"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "fact_id"], ["facts.athlete_id", "facts.id"], ondelete="CASCADE", name="fk_fact_index_fact"
        ),
        Index("ix_fact_index_signs", "athlete_id", "model", postgresql_include=["fact_id", "signs"]),
        CheckConstraint("width = vector_dims(vector)", name="width"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    fact_id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[Any] = mapped_column(TSVECTOR)
    model: Mapped[str | None]
    width: Mapped[int | None]
    vector: Mapped[Any | None] = mapped_column(HalfVector)
    signs: Mapped[Any | None] = signs()


class TurnIndexRow(Table):
    """How a message is found: its words with those of its neighbours at less weight, and its meaning."""

    __tablename__ = "turn_index"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "message_id"], ["messages.athlete_id", "messages.id"], ondelete="CASCADE", name="fk_turn_index_message"
        ),
        Index("ix_turn_index_signs", "athlete_id", "model", postgresql_include=["message_id", "signs"]),
        CheckConstraint("width = vector_dims(vector)", name="width"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    message_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    words: Mapped[Any] = mapped_column(TSVECTOR)
    model: Mapped[str | None]
    width: Mapped[int | None]
    vector: Mapped[Any | None] = mapped_column(HalfVector)
    signs: Mapped[Any | None] = signs()


class EpisodeRow(Table):
    """What a chat was about that is long past, with the messages that it sums up."""

    __tablename__ = "episodes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "chat_id"], ["chats.athlete_id", "chats.id"], ondelete="CASCADE", name="fk_episodes_chat"
        ),
        Index(None, "athlete_id", "chat_id"),
        CheckConstraint("length(text) between 1 and 2000", name="text"),
    )
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    chat_id: Mapped[UUID]
    text: Mapped[str]
    began: Mapped[date]
    ended: Mapped[date]
    message_ids: Mapped[list[str]]
    made_at: Mapped[datetime]


class EpisodeIndexRow(Table):
    """How a summary is found: its words and its meaning."""

    __tablename__ = "episode_index"
    __table_args__ = (
        ForeignKeyConstraint(
            ["athlete_id", "episode_id"], ["episodes.athlete_id", "episodes.id"], ondelete="CASCADE", name="fk_episode_index_episode"
        ),
        Index("ix_episode_index_signs", "athlete_id", "model", postgresql_include=["episode_id", "signs"]),
        CheckConstraint("width = vector_dims(vector)", name="width"),
    )  # fmt: skip
    athlete_id: Mapped[UUID] = athlete_key()
    episode_id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[Any] = mapped_column(TSVECTOR)
    model: Mapped[str | None]
    width: Mapped[int | None]
    vector: Mapped[Any | None] = mapped_column(HalfVector)
    signs: Mapped[Any | None] = signs()


class SealedRow(Table):
    """What was forgotten lately, as it was, encrypted with the key of this home: it can be taken back for a day."""

    __tablename__ = "sealed"
    __table_args__ = (Index(None, "sealed_at"),)
    athlete_id: Mapped[UUID] = athlete_key()
    id: Mapped[UUID] = own_key()
    sealed_at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    closed: Mapped[str]
