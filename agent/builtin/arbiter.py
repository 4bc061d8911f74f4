"""Between two readings of a message: by the known forms of sentences, and by what was learnt from the corpus."""

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.talk import CANNOT
from agent.understanding.deciding import Understood, offer

SURE = 0.8
"""From this chance on the learnt reading stands against a form that says otherwise."""
POSSIBLE = 0.1
"""A form whose tool the learnt reading gives less than this is not believed."""


def arbitrate(by_form: list[Intent], learnt: Understood, conversation: Conversation) -> list[Intent]:
    """The calls to make, or a question."""
    formed = [each for each in by_form if isinstance(each, Call)]
    is_whole = len(formed) == len(by_form)
    if not formed:
        return _learnt(by_form, learnt, conversation)
    if sorted(each.tool for each in formed) == sorted(learnt.tools) and is_whole:
        return list(by_form)
    if learnt.calls and not learnt.rest and learnt.chance >= SURE:
        return _calls(learnt)
    if is_whole and not learnt.calls:
        return list(by_form)
    return _calls(learnt) if learnt.calls else list(by_form)


def _learnt(by_form: list[Intent], learnt: Understood, conversation: Conversation) -> list[Intent]:
    if learnt.calls:
        return [*_calls(learnt), *_rest(learnt)]
    if learnt.is_talk and by_form and not _is_dead_end(by_form):
        return by_form
    if learnt.question:
        return [Say(learnt.question, waiting=conversation.said)]
    if not _is_dead_end(by_form):
        return by_form
    words, choices = offer(learnt)
    return [Say(words, choices=tuple(choices))]


def _calls(learnt: Understood) -> list[Intent]:
    return [Call(each.tool, each.args) for each in learnt.calls]


def _rest(learnt: Understood) -> list[Intent]:
    if not learnt.rest:
        return []
    words = " and ".join(f"“{each.strip(' ?.!')}”" for each in learnt.rest)
    return [Say(f"What did you mean by {words}?")]


def _is_dead_end(by_form: list[Intent]) -> bool:
    return any(isinstance(each, Say) and (each.text == CANNOT or each.text.startswith("What did you mean by")) for each in by_form)
