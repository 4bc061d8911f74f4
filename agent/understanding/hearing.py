"""What a listener for facts makes of some words: that they ask what was told, or tell what is true beyond today."""

import re

from agent.telling.asked import ABOUT_MEMORY, OF_MEMORY, wants_another
from agent.telling.facts import Told, told_in
from agent.telling.listener import hear
from agent.telling.sentences import sentences
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.words import ANY_DAY, Words
from memory.findings import content_words
from memory.people import ME
from tools.remembering.asking import ASKING
from tools.toolbox import WRITES

ASK, REMEMBER, RULE = "what_do_you_know", "remember", "set_movement_rule"
OF_ONESELF = frozenset(
    ("report_injury", "resolve_injury", "set_goal", "set_movement_rule", "update_planning", "update_profile", "adapt_to_pain", "adapt_to_illness",
     "adapt_to_injuries", "log_measurement", "adapt_to_equipment", "give_feedback", "check_readiness", "confirm_clearance", "answer_screening")
)  # fmt: skip
"""Tools that keep or change something of the athlete's own."""
SURE_ASKED, SURE_BESIDE_WORDS = 0.5, 0.6
"""From these chances on a question asks what was told; the second where else nothing but words is wanted."""
SURE_RULE = 0.85
"""How sure it is that a dislike of an exercise is a rule."""
SURE_FACT = 0.9
"""No fact is surer than this."""
CLEAR, RIVAL = 0.62, 0.2
"""From these chances on what else is wanted is clear, and words tell no fact beside it; the second of a tool that keeps it itself."""
LONGEST_CONTINUED = 12
"""Words of a question that goes on from the one before."""
_STANDS_FOR = re.compile(r"\b(?:it|that|there|then|they|them|he|she|him|her|one|das|dort|ça|y|eso)\b", re.IGNORECASE)


def heard_as(words: Words, label: str, chance: float) -> tuple[str, float] | None:
    """The tool of memory that words rather want than what they are taken for, and how likely; ``None`` where they don't."""
    text = words.said
    if asks_memory(text, label, chance):
        return ASK, hear(text).asks
    if label == REMEMBER and _is_rule(words):
        return RULE, max(chance, SURE_RULE)
    is_theirs = label in OF_ONESELF and hear(text).is_theirs
    is_open = label == WORDS_ALONE or chance < (RIVAL if label in WRITES else CLEAR)
    if label == REMEMBER or not (is_theirs or is_open):
        return None
    told = told_in(text, words.situation.today or ANY_DAY)
    if not told or not (is_open or any(each.subject != ME for each in told)):
        return None
    return REMEMBER, min(max(hear(each.said).tells for each in told), SURE_FACT)


def _is_rule(words: Words) -> bool:
    """Whether nothing is told but dislikes of exercises."""
    told = told_in(words.said, words.situation.today or ANY_DAY) if words.names else []
    return bool(told) and all(is_against_an_exercise(each, words) for each in told)


def is_against_an_exercise(told: Told, words: Words) -> bool:
    """Whether a fact is that the athlete does not like an exercise: that is a rule for plans."""
    return told.kind == "aversion" and told.subject == ME and any(each.said in told.said for each in words.names)


def asks_memory(text: str, label: str, chance: float) -> bool:
    """Whether one sentence rather asks what was told than what it is taken for."""
    if ABOUT_MEMORY.search(text) or len(sentences(text)) > 1 or wants_another(label, chance):
        return False
    asks = hear(text).asks
    if label in OF_MEMORY or label in WRITES:
        return asks >= SURE_ASKED
    return asks >= (SURE_BESIDE_WORDS if label == WORDS_ALONE else max(SURE_ASKED, chance))


def asked_of(words: Words) -> str | None:
    """A question for memory as it was asked, a short one with the one before: "and since when?"; ``None`` for others."""
    if ABOUT_MEMORY.search(words.said) or hear(words.said).asks < SURE_ASKED:
        return None
    return question(words.said, words.situation)


def question(text: str, situation: Situation) -> str:
    """A question for memory as it was asked; one that names nothing with the one before: "and since when?"."""
    before = str(situation.last_args.get("about", "")) if situation.last_tool == ASK else ""
    names_nothing = _STANDS_FOR.search(text) is not None or not content_words(text) - ASKING
    goes_on = names_nothing and len(text.split()) <= LONGEST_CONTINUED and before.endswith("?")
    last = before.rstrip("?").rpartition("? ")[2]
    return f"{last + '? ' if goes_on else ''}{text.strip().rstrip('?')}?"
