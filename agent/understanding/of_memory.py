"""Parts of a message that tell a fact or ask for one: what was told is kept, and asked of memory."""

import re
from collections.abc import Sequence

from agent.telling.asked import ABOUT_MEMORY, OF_MEMORY
from agent.telling.facts import told_in
from agent.telling.listener import hear
from agent.understanding.reading import WRITES, Candidate, Wish
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.words import ANY_DAY

REMEMBER = "remember"
RIVAL = 0.2
"""From this chance of another tool that keeps something on, words are not kept as a mere fact without a question."""
SURE_FACT = 0.9
"""The chance of what the listener takes for a fact."""
SURE_ASKED, SURE_BESIDE_WORDS = 0.5, 0.6
"""From these chances on a question asks what was told; the second where else nothing but words is wanted."""
ASK = "what_do_you_know"
_NAMES = re.compile(r"\b(?:my|me|meine?n?|mon|ma|mes|mis?)\b", re.IGNORECASE)
"""A question that names what it is about stands alone."""
OF_ONESELF = frozenset(
    ("report_injury", "resolve_injury", "set_goal", "set_movement_rule", "update_planning", "update_profile", "adapt_to_pain", "adapt_to_illness",
     "adapt_to_injuries", "log_measurement", "adapt_to_equipment", "give_feedback", "check_readiness", "confirm_clearance", "answer_screening")
)  # fmt: skip
"""Tools that keep or change something of the athlete's own."""
LONGEST_CONTINUED = 6
"""Words of a question that goes on from the one before."""


def _asks_memory(text: str, label: str, chance: float) -> bool:
    """Whether words rather ask what was told than what the router takes them for."""
    asks = hear(text).asks
    if label in OF_MEMORY or label in WRITES:
        return asks >= SURE_ASKED
    return asks >= (SURE_BESIDE_WORDS if label == WORDS_ALONE else max(SURE_ASKED, chance))


def asked(wish: Wish, situation: Situation) -> Sequence[Candidate]:
    """A question about what was told: it is answered from memory, whatever in the log it sounds like."""
    if ABOUT_MEMORY.search(wish.text) or not _asks_memory(wish.text, wish.label, wish.chance):
        return ()
    return (Candidate(ASK, {"about": question(wish.text, situation)}, hear(wish.text).asks, wish.text),)


def question(text: str, situation: Situation) -> str:
    """A question for memory; a short one goes on from the one before: "and since when?"."""
    before = str(situation.last_args.get("about", "")) if situation.last_tool == ASK else ""
    goes_on = len(text.split()) <= LONGEST_CONTINUED and before.endswith("?") and not _NAMES.search(text)
    return f"{before.rstrip('?') + ' ' if goes_on else ''}{text.rstrip('?')}?"


def theirs(wish: Wish, situation: Situation) -> Sequence[Candidate]:
    """What is told of somebody else is a fact about them: no injury, goal, rule or plan of the athlete's."""
    if wish.label not in OF_ONESELF or not hear(wish.text).is_theirs:
        return ()
    return [each for each in told(wish, situation) if "subject" in each.args]


def told(wish: Wish, situation: Situation) -> Sequence[Candidate]:
    """The facts that a part of a message tells, unless another tool may rather be meant to keep it."""
    if wish.label in WRITES - {REMEMBER} and wish.chance >= RIVAL and not hear(wish.text).is_theirs:
        return ()
    found = told_in(wish.text, situation.today or ANY_DAY)
    return [Candidate(REMEMBER, each.args, SURE_FACT, wish.text) for each in found]
