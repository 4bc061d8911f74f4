"""The end of an account, asked for in words: what would go is shown, and a sure yes to that deletes it. No model is asked."""

import re
from collections.abc import Mapping
from uuid import UUID

from agent.events import Reply, Step
from agent.listening import hear
from agent.middleware.calls import ASKING
from agent.turn import answer_id
from db import athletes, chats
from db.athletes import Athlete
from db.engine import Session
from db.policies import reaches

STEP = "delete_account"
YES = "yes, delete my account"
GONE = "Your account is deleted, with everything that was in it. What you say from now on begins anew."
WHAT = (
    "This deletes your account for good, with everything in it: {counted}. It can't be undone; `topset export` keeps a copy. "
    f"“Forget everything” takes out only what I know about you. Say “{YES}” if you mean it."
)
ELSEWHERE = (
    "An account is deleted by the person whose it is: in the chat, or with `topset athlete delete NAME` in a terminal. "
    "`topset export` keeps a copy."
)
LONGEST_ORDER = 12
"""Words of an order to delete the account; a longer message tells of more, and is read as any other."""
_ORDER = re.compile(
    r"\b(?:delete|erase|remove|close|wipe|cancel)\b(?: all| everything in)?(?: of)? my (?:whole |entire |own )?(?:account|data|profile)\b"
    r"|\b(?:lösche?|schließe?)\b.* mein(?:e|en)? (?:konto|account|daten|profil)\b"
    r"|\bmein(?:e|en)? (?:konto|account|daten|profil) (?:löschen|schließen)\b"
    r"|\b(?:supprime[rz]?|efface[rz]?|ferme[rz]?)\b.* (?:mon (?:compte|profil)|mes données)\b"
    r"|\b(?:borr\w+|elimin\w+|cierr\w+|cerrar)\b.* (?:mi (?:cuenta|perfil)|mis datos)\b"
    r"|\b(?:apag\w+|exclu\w+|encerr\w+)\b.* (?:minha conta|meu perfil|meus dados)\b"
    r"|\b(?:elimin\w+|cancell\w+|chiud\w+)\b.* (?:il mio (?:account|profilo)|i miei dati)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\?|\b(?:don'?t|do not|never|not|how|if|nicht|ne|no|não|non)\b", re.IGNORECASE)
_YES = re.compile(r"yes,? (?:please )?delete my account(?: for good)?[.! ]*", re.IGNORECASE)


async def take_leave(athlete: Athlete, said: str, chat: UUID, message: UUID, door: str) -> Reply | None:
    """What an order to delete the account, or the yes to it, comes to; ``None`` for every other message.

    A red flag in the same words comes first.
    """
    words = " ".join(said.split())
    is_sure = _YES.fullmatch(words) is not None
    if not is_sure and (len(words.split()) > LONGEST_ORDER or not _ORDER.search(words) or _UNSURE.search(words)):
        return None
    if hear(words) is not None:
        return None
    if door not in ASKING or not reaches(athlete.scope, "plan"):
        return await _kept(athlete, chat, message, Reply(ELSEWHERE, chat))
    async with athlete.sessions() as session:
        if is_sure and await _was_asked(session, athlete, chat):
            await athletes.delete(session, athlete.id)
            return Reply(GONE, chat, (Step(STEP, {}, True, GONE, wrote=True),))
        counted = _counted(await athletes.belongings(session, athlete.id))
    text = WHAT.format(counted=counted)
    return await _kept(athlete, chat, message, Reply(text, chat, (Step(STEP, {}, True, text),), choices=(YES, "no")))


async def _was_asked(session: Session, athlete: Athlete, chat: UUID) -> bool:
    """Whether the last answer of the chat asked for this yes."""
    lately = await chats.latest(session, athlete.id, chat, 2)
    answer = next((each for each in lately if each.role == "assistant"), None)
    return answer is not None and any(step.get("name") == STEP for step in answer.steps or ())


async def _kept(athlete: Athlete, chat: UUID, message: UUID, reply: Reply) -> Reply:
    async with athlete.sessions() as session:
        records = [step.record() for step in reply.steps]
        await chats.answered(session, athlete.id, chat, reply.text, records, answer_id(message))
    return reply


def _counted(belongings: Mapping[str, int]) -> str:
    """Numbers of things as words.

    >>> _counted({"workout": 1, "chat": 12})
    '1 workout, 12 chats'
    """
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in belongings.items())
