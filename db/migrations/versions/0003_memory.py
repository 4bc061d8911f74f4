"""Memory: facts with two times, what facts and messages mean, summaries of old chats."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from db.columns import BitVector, HalfVector
from db.policies import protect

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

OWNED = ("facts", "fact_index", "turn_index", "episodes")


def found_by(table: str) -> list[sa.Column]:
    """The columns by which a thing is found."""
    return [
        sa.Column('words', postgresql.TSVECTOR(), nullable=False),
        sa.Column('model', sa.Text(), nullable=True),
        sa.Column('width', sa.SmallInteger(), nullable=True),
        sa.Column('vector', HalfVector(), nullable=True),
        sa.Column('signs', BitVector, sa.Computed('binary_quantize(vector)', persisted=True), nullable=True),
        sa.CheckConstraint('width = vector_dims(vector)', name=op.f(f'ck_{table}_width')),
        sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f(f'fk_{table}_athlete_id'), ondelete='CASCADE'),
    ]


def upgrade() -> None:
    op.execute("create extension if not exists vector")
    op.create_table('facts',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('said', sa.Text(), server_default='', nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('learnt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('end_learnt_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('retracted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('message_id', sa.Uuid(), nullable=True),
    sa.Column('confidence', sa.Float(precision=53), server_default='1', nullable=False),
    sa.Column('times_said', sa.SmallInteger(), server_default='1', nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('replaces', sa.Uuid(), nullable=True),
    sa.Column('relation', sa.Text(), server_default='new', nullable=False),
    sa.Column('source', sa.Text(), server_default='told', nullable=False),
    sa.Column('points_to', sa.Text(), nullable=True),
    sa.CheckConstraint("kind in ('goal', 'injury', 'preference', 'aversion', 'equipment', 'schedule', 'life_event', 'medical', 'coaching_style', 'achievement', 'context')", name=op.f('ck_facts_kind')),
    sa.CheckConstraint("relation in ('new', 'refines', 'contradicts', 'corrects')", name=op.f('ck_facts_relation')),
    sa.CheckConstraint("source in ('told', 'heard', 'state', 'edited', 'import')", name=op.f('ck_facts_source')),
    sa.CheckConstraint('confidence between 0 and 1', name=op.f('ck_facts_confidence')),
    sa.CheckConstraint('length(text) between 1 and 500', name=op.f('ck_facts_text')),
    sa.CheckConstraint('valid_to >= valid_from', name=op.f('ck_facts_valid_to')),
    sa.CheckConstraint('retracted_at >= learnt_at', name=op.f('ck_facts_retracted_at')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_facts_athlete_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'message_id'], ['messages.athlete_id', 'messages.id'], name='fk_facts_message', ondelete='SET NULL (message_id)'),
    sa.ForeignKeyConstraint(['athlete_id', 'replaces'], ['facts.athlete_id', 'facts.id'], name='fk_facts_replaces', ondelete='SET NULL (replaces)'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_facts'))
    )
    for column in ('subject', 'kind', 'message_id', 'replaces'):
        op.create_index(op.f(f'ix_facts_athlete_id_{column}'), 'facts', ['athlete_id', column], unique=False)
    op.create_index('ix_facts_pointing', 'facts', ['athlete_id', 'points_to'], unique=False, postgresql_where=sa.text('points_to is not null'))
    op.create_table('fact_index',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('fact_id', sa.Uuid(), nullable=False),
    *found_by('fact_index'),
    sa.ForeignKeyConstraint(['athlete_id', 'fact_id'], ['facts.athlete_id', 'facts.id'], name='fk_fact_index_fact', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'fact_id', name=op.f('pk_fact_index'))
    )
    op.create_table('turn_index',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    *found_by('turn_index'),
    sa.ForeignKeyConstraint(['athlete_id', 'message_id'], ['messages.athlete_id', 'messages.id'], name='fk_turn_index_message', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'message_id', name=op.f('pk_turn_index'))
    )
    for table, key in (('fact_index', 'fact_id'), ('turn_index', 'message_id')):  # a first look reads nothing else
        op.create_index(f'ix_{table}_signs', table, ['athlete_id', 'model'], unique=False, postgresql_include=[key, 'signs'])
    op.create_table('episodes',
    sa.Column('athlete_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('chat_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('began', sa.Date(), nullable=False),
    sa.Column('ended', sa.Date(), nullable=False),
    sa.Column('message_ids', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('length(text) between 1 and 2000', name=op.f('ck_episodes_text')),
    sa.ForeignKeyConstraint(['athlete_id'], ['athletes.id'], name=op.f('fk_episodes_athlete_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['athlete_id', 'chat_id'], ['chats.athlete_id', 'chats.id'], name='fk_episodes_chat', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('athlete_id', 'id', name=op.f('pk_episodes'))
    )
    op.create_index(op.f('ix_episodes_athlete_id_chat_id'), 'episodes', ['athlete_id', 'chat_id'], unique=False)
    for table in OWNED:
        for statement in protect(table):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(OWNED):
        op.drop_table(table)
