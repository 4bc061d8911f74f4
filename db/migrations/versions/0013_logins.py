"""Browsers that are logged in, so that they can be listed and ended; wrong passwords, so that guessing ends; news that name nobody."""

import sqlalchemy as sa
from alembic import op

from db.policies import protect_failures, protect_login_sessions

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


TELL = """
    create or replace function topset_tell() returns trigger language plpgsql as $$
    begin
        perform pg_notify('topset_writes', {who} || ' ' ||
            coalesce((select string_agg(kind, ',') from jsonb_object_keys(new.after) kind), ''));
        return null;
    end $$
"""
SIGN = "encode(sha256(new.athlete_id::text::bytea), 'hex')"


def upgrade() -> None:
    op.create_table(
        "login_sessions",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("length(device) <= 200", name=op.f("ck_login_sessions_device")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_login_sessions_expires_at")),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name=op.f("fk_login_sessions_athlete_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name=op.f("pk_login_sessions")),
        sa.UniqueConstraint("hash", name=op.f("uq_login_sessions_hash")),
    )
    op.create_table(
        "login_failures",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failures", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_failures")),
    )
    op.create_index(op.f("ix_login_failures_last_at"), "login_failures", ["last_at"])
    for statement in (*protect_login_sessions(), *protect_failures()):
        op.execute(statement)
    op.execute(TELL.format(who=SIGN))


def downgrade() -> None:
    op.execute(TELL.format(who="new.athlete_id"))
    op.drop_table("login_failures")
    op.drop_table("login_sessions")
