"""Planning: whom plans are for, programs, planned sessions, proposals, check-ins, feedback."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.policies import protect

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

OWNED = (
    "planning", "goals", "injuries", "movement_rules", "programs", "planned_sessions", "proposals", "check_ins", "feedback",
)  # fmt: skip


def upgrade() -> None:
    op.create_table('check_ins',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('data', postgresql.JSONB(), nullable=False),
    sa.Column('score', sa.Float(precision=53), nullable=True),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.CheckConstraint("kind in ('readiness', 'goal', 'period')", name=op.f('ck_check_ins_kind')),
    sa.CheckConstraint('score between 0 and 100', name=op.f('ck_check_ins_score')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_check_ins_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_check_ins'))
    )
    op.create_index(op.f('ix_check_ins_athlete_id_kind_date'), 'check_ins', ['athlete_id', 'kind', 'date'], unique=False)
    op.create_table('feedback',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=True),
    sa.Column('exercise', sa.Text(), nullable=True),
    sa.Column('difficulty', sa.Text(), nullable=True),
    sa.Column('enjoyed', sa.SmallInteger(), nullable=True),
    sa.Column('pain', sa.Float(precision=53), nullable=True),
    sa.Column('region', sa.Text(), nullable=True),
    sa.Column('tags', postgresql.ARRAY(sa.Text()), server_default='{}', nullable=False),
    sa.Column('said', sa.Text(), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.CheckConstraint("difficulty in ('too_easy', 'right', 'too_hard')", name=op.f('ck_feedback_difficulty')),
    sa.CheckConstraint("region in ('knee', 'lower_back', 'shoulder', 'elbow', 'wrist', 'hip', 'ankle', 'neck', 'upper_back', 'chest', 'hamstring', 'calf')", name=op.f('ck_feedback_region')),
    sa.CheckConstraint('enjoyed between 1 and 5', name=op.f('ck_feedback_enjoyed')),
    sa.CheckConstraint('pain between 0 and 10', name=op.f('ck_feedback_pain')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_feedback_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_feedback'))
    )
    op.create_index(op.f('ix_feedback_athlete_id_date'), 'feedback', ['athlete_id', 'date'], unique=False)
    op.create_index(op.f('ix_feedback_athlete_id_exercise'), 'feedback', ['athlete_id', 'exercise'], unique=False)
    op.create_table('goals',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('exercise', sa.Text(), nullable=True),
    sa.Column('target', sa.Float(precision=53), nullable=True),
    sa.Column('unit', sa.Text(), nullable=True),
    sa.Column('start', sa.Float(precision=53), nullable=True),
    sa.Column('by', sa.Date(), nullable=True),
    sa.Column('set_on', sa.Date(), nullable=False),
    sa.Column('status', sa.Text(), server_default='active', nullable=False),
    sa.CheckConstraint("kind in ('lift', 'reps', 'body_weight', 'distance', 'time', 'sessions', 'other')", name=op.f('ck_goals_kind')),
    sa.CheckConstraint("status in ('active', 'reached', 'dropped')", name=op.f('ck_goals_status')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_goals_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_goals'))
    )
    op.create_index(op.f('ix_goals_athlete_id_status'), 'goals', ['athlete_id', 'status'], unique=False)
    op.create_table('injuries',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('region', sa.Text(), nullable=False),
    sa.Column('side', sa.Text(), nullable=True),
    sa.Column('severity', sa.Float(precision=53), nullable=True),
    sa.Column('movement', sa.Text(), nullable=True),
    sa.Column('is_sharp', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('resolved_on', sa.Date(), nullable=True),
    sa.Column('said', sa.Text(), server_default='', nullable=False),
    sa.CheckConstraint("region in ('knee', 'lower_back', 'shoulder', 'elbow', 'wrist', 'hip', 'ankle', 'neck', 'upper_back', 'chest', 'hamstring', 'calf')", name=op.f('ck_injuries_region')),
    sa.CheckConstraint("side in ('left', 'right', 'both')", name=op.f('ck_injuries_side')),
    sa.CheckConstraint('resolved_on is null or resolved_on >= since', name=op.f('ck_injuries_resolved_on')),
    sa.CheckConstraint('severity between 0 and 10', name=op.f('ck_injuries_severity')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_injuries_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_injuries'))
    )
    op.create_index(op.f('ix_injuries_athlete_id_resolved_on'), 'injuries', ['athlete_id', 'resolved_on'], unique=False)
    op.create_table('movement_rules',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.CheckConstraint("kind in ('exclude', 'substitute', 'prefer')", name=op.f('ck_movement_rules_kind')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_movement_rules_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_movement_rules'))
    )
    op.create_index(op.f('ix_movement_rules_athlete_id_what'), 'movement_rules', ['athlete_id', 'what'], unique=False)
    op.create_table('planning',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('goals', postgresql.JSONB(), nullable=True),
    sa.Column('level', sa.Text(), nullable=True),
    sa.Column('levels', postgresql.JSONB(), server_default='{}', nullable=False),
    sa.Column('training_months', sa.SmallInteger(), nullable=True),
    sa.Column('days', sa.SmallInteger(), nullable=True),
    sa.Column('weekdays', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('minutes', sa.SmallInteger(), nullable=True),
    sa.Column('places', postgresql.JSONB(), server_default='{}', nullable=False),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('activities', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('priorities', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('cardio_as', sa.Text(), nullable=True),
    sa.Column('style', sa.Text(), nullable=True),
    sa.Column('conditions', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.Column('screening', postgresql.JSONB(), nullable=True),
    sa.Column('red_flag', postgresql.JSONB(), nullable=True),
    sa.Column('olympic', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('time_factor', sa.Float(precision=53), server_default='1', nullable=False),
    sa.CheckConstraint("cardio_as in ('finisher', 'own_day')", name=op.f('ck_planning_cardio_as')),
    sa.CheckConstraint("level in ('novice', 'intermediate', 'advanced')", name=op.f('ck_planning_level')),
    sa.CheckConstraint('days between 1 and 7', name=op.f('ck_planning_days')),
    sa.CheckConstraint('minutes between 10 and 240', name=op.f('ck_planning_minutes')),
    sa.CheckConstraint('time_factor between 0.7 and 1.5', name=op.f('ck_planning_time_factor')),
    sa.CheckConstraint('training_months between 0 and 1200', name=op.f('ck_planning_training_months')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_planning_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', name=op.f('pk_planning'))
    )
    op.create_table('programs',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('template', sa.Text(), nullable=True),
    sa.Column('status', sa.Text(), server_default='active', nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('weeks', sa.SmallInteger(), nullable=False),
    sa.Column('days_per_week', sa.SmallInteger(), nullable=False),
    sa.Column('definition', postgresql.JSONB(), nullable=False),
    sa.Column('lifts', postgresql.JSONB(), nullable=False),
    sa.Column('version', sa.SmallInteger(), server_default='1', nullable=False),
    sa.Column('paused_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("origin in ('generated', 'established', 'imported')", name=op.f('ck_programs_origin')),
    sa.CheckConstraint("status in ('active', 'paused', 'finished', 'replaced', 'ended')", name=op.f('ck_programs_status')),
    sa.CheckConstraint('weeks between 1 and 520', name=op.f('ck_programs_weeks')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_programs_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_programs'))
    )
    op.create_index('uq_programs_current', 'programs', ['athlete_id'], unique=True, postgresql_where=sa.text("status in ('active', 'paused')"))
    op.create_table('proposals',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('changes', postgresql.JSONB(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('evidence', postgresql.JSONB(), nullable=False),
    sa.Column('before', sa.Text(), nullable=False),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('basis', postgresql.JSONB(), nullable=False),
    sa.Column('fingerprint', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), server_default='open', nullable=False),
    sa.Column('because', sa.Text(), server_default='', nullable=False),
    sa.Column('chat_id', sa.Uuid(), nullable=True),
    sa.Column('door', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("scope in ('session', 'week', 'program')", name=op.f('ck_proposals_scope')),
    sa.CheckConstraint("status in ('open', 'approved', 'rejected', 'stale')", name=op.f('ck_proposals_status')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_proposals_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_proposals'))
    )
    op.create_index(op.f('ix_proposals_athlete_id_fingerprint'), 'proposals', ['athlete_id', 'fingerprint'], unique=False)
    op.create_index(op.f('ix_proposals_athlete_id_status_created_at'), 'proposals', ['athlete_id', 'status', 'created_at'], unique=False)
    op.create_table('planned_sessions',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('program_id', sa.Uuid(), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('first_date', sa.Date(), nullable=False),
    sa.Column('week', sa.SmallInteger(), nullable=False),
    sa.Column('day', sa.SmallInteger(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), server_default='planned', nullable=False),
    sa.Column('content', postgresql.JSONB(), nullable=False),
    sa.Column('is_fixed', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('changes', postgresql.JSONB(), server_default='[]', nullable=False),
    sa.Column('workout_id', sa.Uuid(), nullable=True),
    sa.Column('outcome', postgresql.JSONB(), nullable=True),
    sa.CheckConstraint("kind in ('lifting', 'cardio', 'conditioning', 'mobility')", name=op.f('ck_planned_sessions_kind')),
    sa.CheckConstraint("status in ('planned', 'done', 'skipped', 'moved')", name=op.f('ck_planned_sessions_status')),
    sa.CheckConstraint('day between 1 and 100', name=op.f('ck_planned_sessions_day')),
    sa.CheckConstraint('week between 1 and 1000', name=op.f('ck_planned_sessions_week')),
    sa.ForeignKeyConstraint(['athlete_id', 'program_id'], ['programs.athlete_id', 'programs.id'], name='fk_planned_sessions_program', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'workout_id'], ['workouts.athlete_id', 'workouts.id'], name='fk_planned_sessions_workout', ondelete='SET NULL (workout_id)'),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_planned_sessions_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_planned_sessions'))
    )
    op.create_index(op.f('ix_planned_sessions_athlete_id_date'), 'planned_sessions', ['athlete_id', 'date'], unique=False)
    op.create_index(op.f('ix_planned_sessions_athlete_id_program_id_date'), 'planned_sessions', ['athlete_id', 'program_id', 'date'], unique=False)
    op.create_index(op.f('ix_planned_sessions_athlete_id_workout_id'), 'planned_sessions', ['athlete_id', 'workout_id'], unique=False)
    for table in OWNED:
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f('ix_planned_sessions_athlete_id_workout_id'), table_name='planned_sessions')
    op.drop_index(op.f('ix_planned_sessions_athlete_id_program_id_date'), table_name='planned_sessions')
    op.drop_index(op.f('ix_planned_sessions_athlete_id_date'), table_name='planned_sessions')
    op.drop_table('planned_sessions')
    op.drop_index(op.f('ix_proposals_athlete_id_status_created_at'), table_name='proposals')
    op.drop_index(op.f('ix_proposals_athlete_id_fingerprint'), table_name='proposals')
    op.drop_table('proposals')
    op.drop_index('uq_programs_current', table_name='programs', postgresql_where=sa.text("status in ('active', 'paused')"))
    op.drop_table('programs')
    op.drop_table('planning')
    op.drop_index(op.f('ix_movement_rules_athlete_id_what'), table_name='movement_rules')
    op.drop_table('movement_rules')
    op.drop_index(op.f('ix_injuries_athlete_id_resolved_on'), table_name='injuries')
    op.drop_table('injuries')
    op.drop_index(op.f('ix_goals_athlete_id_status'), table_name='goals')
    op.drop_table('goals')
    op.drop_index(op.f('ix_feedback_athlete_id_exercise'), table_name='feedback')
    op.drop_index(op.f('ix_feedback_athlete_id_date'), table_name='feedback')
    op.drop_table('feedback')
    op.drop_index(op.f('ix_check_ins_athlete_id_kind_date'), table_name='check_ins')
    op.drop_table('check_ins')
