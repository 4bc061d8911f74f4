"""Words about health that fit nothing the coach knows: one honest sentence, and no training of the part."""

from dataclasses import replace

from agent.builtin.intents import Say
from agent.listening import is_health_talk
from agent.understanding.deciding import Understood, offer
from agent.understanding.hearing import ASK
from training.red_flags import language_of
from training.red_flags.answering import phrase

HEALS = frozenset(
    ("report_injury", "resolve_injury", "adapt_to_pain", "adapt_to_injuries", "adapt_to_illness", "check_readiness",
     "confirm_clearance", "answer_screening")
)  # fmt: skip
"""Tools that do something about health: those that are likely meant are offered, and nothing else."""
SURE = 0.6
"""From this chance on that a message is about health it is one."""


def honest(understood: Understood, said: str) -> Say | None:
    """What is said to words about health that nothing is done about; ``None`` for all others."""
    asks_memory = bool(understood.calls) and all(each.tool == ASK for each in understood.calls)
    is_left = understood.is_talk or bool(understood.rest and not understood.calls)
    if not (is_left or asks_memory) or understood.question:
        return None
    rest = understood.rest or said
    if is_health_talk(rest) < SURE:
        return None
    sentence = phrase("unknown", language_of(rest))
    heals = tuple(each for each in understood.offered if any(call.tool in HEALS for call in each.calls))
    if not heals:
        return Say(sentence)
    words, choices = offer(replace(understood, offered=heals))
    return Say(f"{sentence}\n\n{words}", choices=tuple(choices))
