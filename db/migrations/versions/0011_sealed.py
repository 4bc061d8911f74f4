"""What was forgotten can be taken back for a day: it is kept sealed, and then it is gone."""

import sqlalchemy as sa
from alembic import op

from db.policies import protect
from db.sealed import OVER

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealed",
        sa.Column("athlete_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("closed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["athlete_id"], ["athletes.id"], name="fk_sealed_athlete_id_athletes", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("athlete_id", "id", name="pk_sealed"),
    )
    op.create_index("ix_sealed_sealed_at", "sealed", ["sealed_at"])
    for statement in protect("sealed"):
        op.execute(statement)
    op.execute(f"create policy over on sealed using ({OVER})")


def downgrade() -> None:
    op.drop_table("sealed")
