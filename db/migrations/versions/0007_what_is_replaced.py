"""A write to another service knows what it was approved to replace."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('deliveries', sa.Column('basis', sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column('deliveries', 'basis')
