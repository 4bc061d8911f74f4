"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.policies import APP_ROLE, protect, protect_athletes

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

OWNED = (
    "logins", "exercises", "workouts", "workout_exercises", "sets", "measurements", "chats", "messages", "ledger",
)  # fmt: skip


def upgrade() -> None:
    op.create_table('athletes',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('units', sa.Text(), server_default='kg', nullable=False),
    sa.Column('timezone', sa.Text(), server_default='UTC', nullable=False),
    sa.Column('e1rm_formula', sa.Text(), server_default='epley', nullable=False),
    sa.Column('sex', sa.Text(), nullable=True),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('height_m', sa.Float(precision=53), nullable=True),
    sa.Column('bar_kg', sa.Float(precision=53), nullable=True),
    sa.Column('plates_kg', postgresql.ARRAY(sa.Float(precision=53)), nullable=True),
    sa.Column('equipment', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('weekly_target', sa.SmallInteger(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("born_on between '1900-01-01' and '2100-01-01'", name=op.f('ck_athletes_born_on')),
    sa.CheckConstraint("e1rm_formula in ('epley', 'brzycki', 'lombardi', 'oconner', 'wathan', 'mayhew', 'lander')", name=op.f('ck_athletes_e1rm_formula')),
    sa.CheckConstraint("sex in ('M', 'F', 'X')", name=op.f('ck_athletes_sex')),
    sa.CheckConstraint("units in ('kg', 'lb')", name=op.f('ck_athletes_units')),
    sa.CheckConstraint('bar_kg between 1 and 50', name=op.f('ck_athletes_bar_kg')),
    sa.CheckConstraint('height_m between 0.5 and 2.8', name=op.f('ck_athletes_height_m')),
    sa.CheckConstraint('length(name) between 1 and 100', name=op.f('ck_athletes_name')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_athletes')),
    sa.UniqueConstraint('name', name=op.f('uq_athletes_name'))
    )
    op.create_table('chats',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('title', sa.Text(), server_default='', nullable=False),
    sa.Column('door', sa.Text(), server_default='cli', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_chats_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_chats'))
    )
    op.create_index(op.f('ix_chats_athlete_id_updated_at'), 'chats', ['athlete_id', 'updated_at'], unique=False)
    op.create_table('exercises',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('slug', sa.Text(), nullable=True),
    sa.Column('aliases', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('pattern', sa.Text(), server_default='isolation', nullable=False),
    sa.Column('primary_muscles', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('secondary_muscles', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('equipment', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('mechanic', sa.Text(), server_default='isolation', nullable=False),
    sa.Column('modality', sa.Text(), server_default='weight_reps', nullable=False),
    sa.Column('skill', sa.SmallInteger(), server_default='1', nullable=False),
    sa.Column('unilateral', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('bilateral_pair', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('bodyweight_share', sa.Float(precision=53), server_default='0', nullable=False),
    sa.CheckConstraint('length(name) between 1 and 120', name=op.f('ck_exercises_name')),
    sa.CheckConstraint('skill between 1 and 5', name=op.f('ck_exercises_skill')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_exercises_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_exercises')),
    sa.UniqueConstraint('athlete_id', 'name', name=op.f('uq_exercises_athlete_id_name'))
    )
    op.create_table('logins',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_logins_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', name=op.f('pk_logins'))
    )
    op.create_table('measurements',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('metric', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('value', sa.Float(precision=53), nullable=False),
    sa.Column('unit', sa.Text(), nullable=False),
    sa.Column('typed_value', sa.Float(precision=53), nullable=True),
    sa.Column('typed_unit', sa.Text(), nullable=True),
    sa.Column('source', sa.Text(), server_default='chat', nullable=False),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.CheckConstraint("metric ~ '^[a-z][a-z0-9_]{0,59}$'", name=op.f('ck_measurements_metric')),
    sa.CheckConstraint('value >= -1e9 and value <= 1e9', name=op.f('ck_measurements_value')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_measurements_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_measurements')),
    sa.UniqueConstraint('athlete_id', 'source', 'external_id', name=op.f('uq_measurements_athlete_id_source_external_id'))
    )
    op.create_index(op.f('ix_measurements_athlete_id_metric_at'), 'measurements', ['athlete_id', 'metric', 'at'], unique=False)
    op.create_table('workouts',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('title', sa.Text(), server_default='', nullable=False),
    sa.Column('notes', sa.Text(), server_default='', nullable=False),
    sa.Column('source', sa.Text(), server_default='chat', nullable=False),
    sa.Column('external_id', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("date between '1900-01-01' and '2200-01-01'", name=op.f('ck_workouts_date')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_workouts_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_workouts')),
    sa.UniqueConstraint('athlete_id', 'id', 'date', name=op.f('uq_workouts_athlete_id_id_date')),
    sa.UniqueConstraint('athlete_id', 'source', 'external_id', name=op.f('uq_workouts_athlete_id_source_external_id'))
    )
    op.create_index(op.f('ix_workouts_athlete_id_date'), 'workouts', ['athlete_id', 'date'], unique=False)
    op.create_table('messages',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('chat_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('steps', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.CheckConstraint("role in ('user', 'assistant')", name=op.f('ck_messages_role')),
    sa.ForeignKeyConstraint(['athlete_id', 'chat_id'], ['chats.athlete_id', 'chats.id'], name='fk_messages_chat', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_messages_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_messages'))
    )
    op.create_index(op.f('ix_messages_athlete_id_chat_id_number'), 'messages', ['athlete_id', 'chat_id', 'number'], unique=False)
    op.create_table('workout_exercises',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('workout_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('exercise_id', sa.Uuid(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('superset', sa.SmallInteger(), nullable=True),
    sa.Column('notes', sa.Text(), server_default='', nullable=False),
    sa.CheckConstraint('position between 0 and 1000', name=op.f('ck_workout_exercises_position')),
    sa.ForeignKeyConstraint(['athlete_id', 'exercise_id'], ['exercises.athlete_id', 'exercises.id'], name='fk_workout_exercises_exercise'),
    sa.ForeignKeyConstraint(['athlete_id', 'workout_id', 'date'], ['workouts.athlete_id', 'workouts.id', 'workouts.date'], name='fk_workout_exercises_workout', onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_workout_exercises_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'workout_id', 'position', name=op.f('pk_workout_exercises')),
    sa.UniqueConstraint('athlete_id', 'workout_id', 'position', 'exercise_id', 'date', name='uq_workout_exercises_all')
    )
    op.create_index(op.f('ix_workout_exercises_athlete_id_exercise_id_date'), 'workout_exercises', ['athlete_id', 'exercise_id', 'date'], unique=False)
    op.create_table('ledger',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('number', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('door', sa.Text(), nullable=False),
    sa.Column('tool', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=True),
    sa.Column('said', sa.Text(), server_default='', nullable=False),
    sa.Column('before', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('after', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('result', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('undoes', sa.Uuid(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['athlete_id', 'message_id'], ['messages.athlete_id', 'messages.id'], name='fk_ledger_message', ondelete='SET NULL (message_id)'),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_ledger_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_ledger')),
    sa.UniqueConstraint('athlete_id', 'key', name=op.f('uq_ledger_athlete_id_key'))
    )
    op.create_index(op.f('ix_ledger_athlete_id_message_id'), 'ledger', ['athlete_id', 'message_id'], unique=False)
    op.create_index(op.f('ix_ledger_athlete_id_number'), 'ledger', ['athlete_id', 'number'], unique=False)
    op.create_table('sets',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('workout_id', sa.Uuid(), nullable=False),
    sa.Column('exercise_position', sa.SmallInteger(), nullable=False),
    sa.Column('position', sa.SmallInteger(), nullable=False),
    sa.Column('exercise_id', sa.Uuid(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('kind', sa.Text(), server_default='work', nullable=False),
    sa.Column('load_kg', sa.Float(precision=53), nullable=True),
    sa.Column('reps', sa.SmallInteger(), nullable=True),
    sa.Column('rpe', sa.Float(precision=53), nullable=True),
    sa.Column('duration_s', sa.Float(precision=53), nullable=True),
    sa.Column('distance_m', sa.Float(precision=53), nullable=True),
    sa.Column('typed_load', sa.Float(precision=53), nullable=True),
    sa.Column('typed_load_unit', sa.Text(), nullable=True),
    sa.Column('typed_distance', sa.Float(precision=53), nullable=True),
    sa.Column('typed_distance_unit', sa.Text(), nullable=True),
    sa.CheckConstraint("kind in ('work', 'warmup', 'drop', 'failure', 'amrap')", name=op.f('ck_sets_kind')),
    sa.CheckConstraint('distance_m between 0 and 10000000', name=op.f('ck_sets_distance_m')),
    sa.CheckConstraint('duration_s between 0 and 1000000', name=op.f('ck_sets_duration_s')),
    sa.CheckConstraint('load_kg between -500 and 2000', name=op.f('ck_sets_load_kg')),
    sa.CheckConstraint('position between 0 and 1000', name=op.f('ck_sets_position')),
    sa.CheckConstraint('reps between 0 and 10000', name=op.f('ck_sets_reps')),
    sa.CheckConstraint('rpe between 0 and 10', name=op.f('ck_sets_rpe')),
    sa.ForeignKeyConstraint(['athlete_id', 'workout_id', 'exercise_position', 'exercise_id', 'date'], ['workout_exercises.athlete_id', 'workout_exercises.workout_id', 'workout_exercises.position', 'workout_exercises.exercise_id', 'workout_exercises.date'], name='fk_sets_workout_exercise', onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_sets_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'workout_id', 'exercise_position', 'position', name=op.f('pk_sets'))
    )
    op.create_index(op.f('ix_sets_athlete_id_date'), 'sets', ['athlete_id', 'date'], unique=False)
    op.create_index(op.f('ix_sets_athlete_id_exercise_id_date'), 'sets', ['athlete_id', 'exercise_id', 'date'], unique=False)
    op.execute(f"grant usage on schema public to {APP_ROLE}")
    for statement in protect_athletes():
        op.execute(statement)
    for table in OWNED:
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f('ix_sets_athlete_id_exercise_id_date'), table_name='sets')
    op.drop_index(op.f('ix_sets_athlete_id_date'), table_name='sets')
    op.drop_table('sets')
    op.drop_index(op.f('ix_ledger_athlete_id_number'), table_name='ledger')
    op.drop_index(op.f('ix_ledger_athlete_id_message_id'), table_name='ledger')
    op.drop_table('ledger')
    op.drop_index(op.f('ix_workout_exercises_athlete_id_exercise_id_date'), table_name='workout_exercises')
    op.drop_table('workout_exercises')
    op.drop_index(op.f('ix_messages_athlete_id_chat_id_number'), table_name='messages')
    op.drop_table('messages')
    op.drop_index(op.f('ix_workouts_athlete_id_date'), table_name='workouts')
    op.drop_table('workouts')
    op.drop_index(op.f('ix_measurements_athlete_id_metric_at'), table_name='measurements')
    op.drop_table('measurements')
    op.drop_table('logins')
    op.drop_table('exercises')
    op.drop_index(op.f('ix_chats_athlete_id_updated_at'), table_name='chats')
    op.drop_table('chats')
    op.drop_table('athletes')
