"""Old chats, summed up: what each was about, by its own most telling sentences, with the messages they come from."""

from datetime import timedelta
from uuid import UUID

from db import chats, recollections
from db.athletes import Athlete
from db.tables import MessageRow
from memory.findings import content_words

PAST = timedelta(days=60)
"""A chat in which nothing was said for so long is over."""
AT_ONCE = 20
LINES = 6
LONGEST_LINE = 200


async def sum_up(athlete: Athlete) -> int:
    """Sum up chats that are long past; returns how many. Nothing is made up: the sentences are the athlete's."""
    async with athlete.sessions() as session:
        over = await recollections.long_past(session, athlete.id, athlete.now() - PAST, AT_ONCE)
        for chat in over:
            messages = [each for each in await chats.messages(session, athlete.id, chat.id) if each.role == "user"]
            if not messages:
                continue
            picked = telling(messages)
            days = (athlete.day_of(messages[0].at), athlete.day_of(messages[-1].at))
            text = "\n".join(_line(each) for each in messages if each.id in picked)
            await recollections.add_episode(session, athlete.id, chat.id, text, days, list(picked), athlete.now())
    return len(over)


def telling(messages: list[MessageRow], most: int = LINES) -> dict[UUID, None]:
    """The messages that say most which the others don't, in their order."""
    words = {each.id: content_words(each.content) for each in messages}
    told: set[str] = set()
    picked: dict[UUID, None] = {}
    while len(picked) < min(most, len(messages)):
        best = max((each for each in messages if each.id not in picked), key=lambda each: len(words[each.id] - told))
        told |= words[best.id]
        picked[best.id] = None
    return {each.id: None for each in messages if each.id in picked}


def _line(message: MessageRow) -> str:
    line = " ".join(message.content.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
