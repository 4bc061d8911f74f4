"""Making facts, messages and summaries findable: their words at once, their meaning in small batches, off everybody's way."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from db import recollections
from db.athletes import Athlete
from db.recollections import Unread
from memory.embedding.embedder import as_sql, embedder
from training.errors import Unavailable

log = logging.getLogger(__name__)

AT_ONCE = 16
READ_AT_ONCE = 160
"""Things whose meaning is still worked out before an answer: about a second."""
WORDED_AT_ONCE = 500
LONGEST = 2_000
"""Characters of a message whose meaning is looked at: the model reads no more tokens than that has."""
Without = Callable[[AsyncSession, UUID, str, int], Awaitable[list[Unread]]]
Keep = Callable[[AsyncSession, UUID, str, Sequence[UUID], Sequence[str]], Awaitable[None]]


async def fill(athlete: Athlete, most: int = 100_000) -> int:
    """Work out what is not known yet of an athlete's facts, messages and summaries, by the model in use; returns how many.

    A new model goes through everything again, the newest first, while searches go on: by words, and by the
    meanings that are there already. Raises ``Unavailable`` when a provider's model can't be reached.
    """
    async with athlete.sessions() as session:
        await recollections.one_at_a_time(session, athlete.id)
        await recollections.word_facts(session, athlete.id)
        await recollections.word_turns(session, athlete.id, WORDED_AT_ONCE)
        await recollections.word_episodes(session, athlete.id)
    done = await _read(athlete, recollections.facts_without, recollections.keep_facts, most)
    done += await _read(athlete, recollections.episodes_without, recollections.keep_episodes, most - done)
    return done + await _read(athlete, recollections.turns_without, recollections.keep_turns, most - done)


async def found_by_now(athlete: Athlete) -> None:
    """Work out what was said last before a question is answered; what is left is found by its words. A reader's access writes nothing."""
    if athlete.scope == "read":
        return
    try:
        await fill(athlete, READ_AT_ONCE)
    except Unavailable as error:
        log.warning("searching what can be found already: %s", error)


async def _read(athlete: Athlete, without: Without, keep: Keep, most: int) -> int:
    done, model = 0, embedder()
    while done < most:
        async with athlete.sessions() as session:
            unread = await without(session, athlete.id, model.name, AT_ONCE)
        if not unread:
            break
        vectors = await model.embed([each.text[:LONGEST] for each in unread])
        async with athlete.sessions() as session:
            await recollections.one_at_a_time(session, athlete.id)
            await keep(
                session, athlete.id, model.name, [each.id for each in unread], [as_sql(each) for each in vectors]
            )
        done += len(unread)
    return done


async def understand(session: AsyncSession, athlete: Athlete, facts: Sequence[Unread]) -> None:
    """Make facts that were just written findable, within the transaction that writes them."""
    await recollections.one_at_a_time(session, athlete.id)
    await recollections.word_facts(session, athlete.id)
    if facts:
        model = embedder()
        vectors = await model.embed([each.text for each in facts])
        await recollections.keep_facts(
            session, athlete.id, model.name, [each.id for each in facts], [as_sql(each) for each in vectors]
        )
