"""What exercises are called in imported files, and which of ours they were taken for."""

import sqlalchemy as sa
from alembic import op

from db.policies import protect

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('import_names',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('exercise', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_import_names_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'source', 'said', name=op.f('pk_import_names'))
    )
    for statement in protect('import_names'):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('import_names')
