"""Access for other programs: tokens, scopes that PostgreSQL holds, what an idempotency key was used for, news of writes."""

import sqlalchemy as sa
from alembic import op

from db.policies import MAY_PLAN, protect_plan, protect_tokens

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

PLANS = {"programs": True, "proposals": False, "access_tokens": False, "logins": False}
"""Which tables only an access that may plan writes; true where following a plan changes rows that are there."""
ONLY_REMOVED_BY_PLANNERS = ("planned_sessions", "athletes")
TELL = """
    create function topset_tell() returns trigger language plpgsql as $$
    begin
        perform pg_notify('topset_writes', new.athlete_id || ' ' ||
            coalesce((select string_agg(kind, ',') from jsonb_object_keys(new.after) kind), ''));
        return null;
    end $$
"""
POLICIES = ("planners_add", "planners_change", "planners_remove")


def upgrade() -> None:
    op.create_table('access_tokens',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('hash', sa.Text(), nullable=False),
    sa.Column('scope', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), server_default='', nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("scope in ('read', 'log', 'plan')", name=op.f('ck_access_tokens_scope')),
    sa.CheckConstraint('length(label) <= 80', name=op.f('ck_access_tokens_label')),
    sa.CheckConstraint('expires_at > created_at', name=op.f('ck_access_tokens_expires_at')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_access_tokens_athlete_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_access_tokens')),
    sa.UniqueConstraint('hash', name=op.f('uq_access_tokens_hash'))
    )
    for statement in protect_tokens():
        op.execute(statement)
    for table, but_for_progress in PLANS.items():
        for statement in protect_plan(table, but_for_progress=but_for_progress):
            op.execute(statement)
    for table in ONLY_REMOVED_BY_PLANNERS:
        op.execute(f"create policy planners_remove on {table} as restrictive for delete using ({MAY_PLAN})")
    op.add_column('ledger', sa.Column('digest', sa.Text(), nullable=True))
    op.execute(TELL)
    op.execute("create trigger tell after insert on ledger for each row execute function topset_tell()")


def downgrade() -> None:
    op.execute("drop trigger tell on ledger")
    op.execute("drop function topset_tell()")
    op.drop_column('ledger', 'digest')
    for table in ONLY_REMOVED_BY_PLANNERS:
        op.execute(f"drop policy planners_remove on {table}")
    for table in PLANS:
        for policy in POLICIES:
            op.execute(f"drop policy {policy} on {table}")
    op.drop_table('access_tokens')
