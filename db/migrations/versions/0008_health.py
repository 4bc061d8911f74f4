"""Health samples, what they are of and where they came from, and what each day was."""

import sqlalchemy as sa
from alembic import op

from db.policies import protect

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

TABLES = ('health_batches', 'health_series', 'health_samples', 'health_days')


def upgrade() -> None:
    op.create_table('health_batches',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_health_batches_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_health_batches'))
    )
    op.create_table('health_series',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('metric', sa.Text(), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('rank', sa.SmallInteger(), nullable=False),
    sa.CheckConstraint("metric ~ '^[a-z][a-z0-9_]{0,79}$'", name=op.f('ck_health_series_metric')),
    sa.CheckConstraint('rank between 0 and 9', name=op.f('ck_health_series_rank')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_health_series_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_health_series')),
    sa.UniqueConstraint('athlete_id', 'metric', 'source', 'device', name=op.f('uq_health_series_athlete_id_metric_source_device'))
    )
    op.create_table('health_samples',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('series_id', sa.Integer(), nullable=False),
    sa.Column('start_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('end_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('value', sa.Float(precision=53), nullable=False),
    sa.Column('batch', sa.Integer(), nullable=False),
    sa.CheckConstraint('end_at >= start_at', name=op.f('ck_health_samples_end_at')),
    sa.ForeignKeyConstraint(['athlete_id', 'series_id'], ['health_series.athlete_id', 'health_series.id'], name='fk_health_samples_series', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'series_id', 'start_at', 'end_at', 'value', name=op.f('pk_health_samples'))
    )
    op.create_table('health_days',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('metric', sa.Text(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('value', sa.Float(precision=53), nullable=False),
    sa.Column('low', sa.Float(precision=53), nullable=False),
    sa.Column('high', sa.Float(precision=53), nullable=False),
    sa.Column('samples', sa.Integer(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.CheckConstraint("metric ~ '^[a-z][a-z0-9_]{0,79}$'", name=op.f('ck_health_days_metric')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_health_days_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'metric', 'date', name=op.f('pk_health_days'))
    )
    op.create_index(op.f('ix_health_days_athlete_id_date'), 'health_days', ['athlete_id', 'date'], unique=False)
    for table in TABLES:
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
