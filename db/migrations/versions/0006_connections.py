"""Connections to other services: what they hold of the athlete, and what was sent to them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.policies import protect, protect_plan

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

SCOPES = "scope in ('session', 'week', 'program'{more})"


def upgrade() -> None:
    op.create_table('connections',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('config', postgresql.JSONB(none_as_null=True), nullable=False),
    sa.Column('secret', sa.Text(), nullable=True),
    sa.Column('tools', postgresql.JSONB(none_as_null=True), server_default='[]', nullable=False),
    sa.Column('cursor', postgresql.JSONB(none_as_null=True), server_default='{}', nullable=False),
    sa.Column('synced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.Text(), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("kind in ('hevy', 'mcp')", name=op.f('ck_connections_kind')),
    sa.CheckConstraint("name ~ '^[a-z][a-z0-9_]{0,29}$'", name=op.f('ck_connections_name')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_connections_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'name', name=op.f('pk_connections'))
    )
    op.create_table('remote_records',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('connection', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('external_id', sa.Text(), nullable=False),
    sa.Column('content', postgresql.JSONB(none_as_null=True), nullable=False),
    sa.Column('deleted_at', sa.Text(), nullable=True),
    sa.Column('applied', sa.Text(), nullable=True),
    sa.Column('workout_id', sa.Uuid(), nullable=True),
    sa.Column('stored', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_remote_records_athlete_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'connection'], ['connections.athlete_id', 'connections.name'], name='fk_remote_records_connection', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'connection', 'kind', 'external_id', name=op.f('pk_remote_records'))
    )
    op.create_index(op.f('ix_remote_records_athlete_id_workout_id'), 'remote_records', ['athlete_id', 'workout_id'], unique=False)
    op.create_table('deliveries',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('connection', sa.Text(), nullable=False),
    sa.Column('number', sa.SmallInteger(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('thing', sa.Text(), nullable=False),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('request', postgresql.JSONB(none_as_null=True), nullable=False),
    sa.Column('before', postgresql.JSONB(none_as_null=True), nullable=True),
    sa.Column('state', sa.Text(), server_default='approved', nullable=False),
    sa.Column('answer', postgresql.JSONB(none_as_null=True), nullable=True),
    sa.Column('problem', sa.Text(), server_default='', nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.CheckConstraint("state in ('approved', 'sending', 'done', 'failed')", name=op.f('ck_deliveries_state')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_deliveries_athlete_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'connection'], ['connections.athlete_id', 'connections.name'], name='fk_deliveries_connection', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_deliveries')),
    sa.UniqueConstraint('athlete_id', 'connection', 'number', name=op.f('uq_deliveries_athlete_id_connection_number'))
    )
    op.create_index(op.f('ix_deliveries_athlete_id_connection_state'), 'deliveries', ['athlete_id', 'connection', 'state'], unique=False)
    op.create_index(op.f('ix_deliveries_athlete_id_thing'), 'deliveries', ['athlete_id', 'thing'], unique=False)
    for table in ("connections", "remote_records", "deliveries"):
        for statement in protect(table):
            op.execute(statement)
    for table, but_for_progress in {"connections": True, "deliveries": True}.items():
        for statement in protect_plan(table, but_for_progress=but_for_progress):
            op.execute(statement)
    _scopes(", 'outside'")


def downgrade() -> None:
    op.execute("delete from proposals where scope = 'outside'")
    _scopes("")
    op.drop_table('deliveries')
    op.drop_table('remote_records')
    op.drop_table('connections')


def _scopes(more: str) -> None:
    op.drop_constraint(op.f('ck_proposals_scope'), 'proposals', type_='check')
    op.create_check_constraint(op.f('ck_proposals_scope'), 'proposals', SCOPES.format(more=more))
