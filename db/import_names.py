"""Queries about what exercises were called in imported files, and which of ours they were taken for."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from db.outside_tables import ImportNameRow


async def of_source(session: AsyncSession, athlete_id: UUID, source: str) -> dict[str, str]:
    """Our names by those of a source."""
    asked = sa.select(ImportNameRow.said, ImportNameRow.exercise).where(
        ImportNameRow.athlete_id == athlete_id, ImportNameRow.source == source
    )
    return {said: exercise for said, exercise in await session.execute(asked)}


async def keep(session: AsyncSession, athlete_id: UUID, source: str, names: Mapping[str, str]) -> None:
    """Keep which of our exercises a source's names are; what was kept before gives way."""
    if not names:
        return
    statement = insert(ImportNameRow)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["athlete_id", "source", "said"], set_={"exercise": statement.excluded.exercise}
        ),
        [
            {"athlete_id": athlete_id, "source": source, "said": said, "exercise": exercise}
            for said, exercise in names.items()
        ],
    )


async def rename(session: AsyncSession, athlete_id: UUID, before: str, after: str) -> None:
    """An exercise has another name, or became another: what comes in later follows."""
    await session.execute(
        sa.update(ImportNameRow)
        .where(ImportNameRow.athlete_id == athlete_id, ImportNameRow.exercise == before)
        .values(exercise=after)
    )
