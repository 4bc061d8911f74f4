"""Old chats' summaries are found as messages are: by their words, their meaning and their days."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.columns import BitVector, HalfVector
from db.policies import protect

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('episode_index',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('words', postgresql.TSVECTOR(), nullable=False),
    sa.Column('model', sa.Text(), nullable=True),
    sa.Column('width', sa.SmallInteger(), nullable=True),
    sa.Column('vector', HalfVector(), nullable=True),
    sa.Column('signs', BitVector, sa.Computed('binary_quantize(vector)', persisted=True), nullable=True),
    sa.CheckConstraint('width = vector_dims(vector)', name=op.f('ck_episode_index_width')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_episode_index_athlete_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'episode_id'], ['episodes.athlete_id', 'episodes.id'], name='fk_episode_index_episode', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'episode_id', name=op.f('pk_episode_index'))
    )
    op.create_index('ix_episode_index_signs', 'episode_index', ['athlete_id', 'model'], unique=False, postgresql_include=['episode_id', 'signs'])
    for statement in protect('episode_index'):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('episode_index')
