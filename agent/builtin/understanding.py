"""From a message to intents: answers to an open question in their closed forms, everything else by what was learnt."""

import re
from dataclasses import replace
from functools import partial

from agent.builtin.answers import answer, answer_if_right, picked_of
from agent.builtin.conversation import Conversation
from agent.builtin.health import honest
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.memories import explicit_memory
from agent.builtin.phrases import plain
from agent.builtin.talk import APPROVING, NOTHING_OPEN, cleared, in_words, is_decision, small_talk
from agent.telling.asked import BESIDE, INSTEAD, OF_MEMORY, asks_what_was_told, may_ask
from agent.understanding.answering import asked_again, planning_answer
from agent.understanding.deciding import Understood, decide, offer
from agent.understanding.dialogue import ABOUT_SETS, offered, situation_of, waiting
from agent.understanding.of_memory import ASK, question
from agent.understanding.reading import WRITES, Candidate
from agent.understanding.situation import Situation
from training.pain import MODIFY_UP_TO

OWN_PLACES = frozenset(("update_planning", "set_movement_rule", "report_injury", "set_goal", "update_profile"))
"""Tools that keep what is told about oneself, beside memory."""
WHOLE = re.compile(r"\b(?:whole|entire|full|complete|all (?:the )?weeks|all of)\b", re.IGNORECASE)
"""Words for a program as a whole."""
NOT_USED = "I made nothing of “{rest}” for a program; say it in other words if it matters."
LONGEST_ANSWER = 8
"""Words of an answer to what was missing."""


def understand(conversation: Conversation) -> list[Intent]:
    """What the athlete wants now: calls in the order they are to be made, or words."""
    answered = _answered(conversation)
    if answered is not None:
        return answered
    situation = situation_of(conversation)
    if asks_what_was_told(conversation.said, situation):
        return [_asked(conversation.said, situation)]
    understood = decide(conversation.said, situation)
    before = waiting(conversation)
    if before and not understood.calls and len(conversation.said.split()) <= LONGEST_ANSWER:
        understood = decide(f"{before} {conversation.said}", situation)  # what was missing of the words before it
    return _with_what_was_told(_wanted(understood, conversation), conversation.said, situation)


def _asked(said: str, situation: Situation) -> Call:
    return Call(ASK, {"about": question(said.strip(), situation)})


def _with_what_was_told(wanted: list[Intent], said: str, situation: Situation) -> list[Intent]:
    """What was told that is near to a question, beside what else is looked up for it, or where nothing else is understood."""
    calls = [each.tool for each in wanted if isinstance(each, Call)]
    if situation.told < (BESIDE if calls else INSTEAD) or not may_ask(said):
        return wanted
    if not calls:
        return [_asked(said, situation)]
    if any(tool in WRITES or tool in OF_MEMORY for tool in calls):
        return wanted
    return [*wanted, replace(_asked(said, situation), is_extra=True)]


def _answered(conversation: Conversation) -> list[Intent] | None:
    """The answer to what was asked, and small talk: forms that are closed; ``None`` for everything else."""
    text = plain(conversation.said)
    choices = offered(conversation)
    if choices and (place := picked_of(text, [each["label"] for each in choices])) is not None:
        return [Call(choices[place]["tool"], choices[place]["args"])]
    if (
        ordered := explicit_memory(conversation, situation_of(conversation), partial(_planned, conversation))
    ) is not None:
        return ordered
    asking = conversation.asking
    if asking is not None:
        planned = planning_answer(conversation.said, asking, situation_of(conversation))
        if planned is not None:
            return planned
    question = conversation.open_question
    if question is not None and not question.get("asks") and (chosen := answer(text, question)) is not None:
        return [chosen]
    if conversation.asks_if_right and (said := answer_if_right(text)) is not None:
        return [said]
    if conversation.open_proposal and is_decision(text):
        return [Say(APPROVING)]
    if says := cleared(text, conversation):
        return [says]
    if (talk := small_talk(text)) is not None:
        return [talk]
    return [Say(NOTHING_OPEN)] if is_decision(text) else None


def _planned(conversation: Conversation, what: str) -> list[Call]:
    """What of something that is to be remembered has a place of its own: a rule, an injury, what plans are made with."""
    calls = decide(what, situation_of(conversation)).calls
    return [Call(each.tool, each.args) for each in calls] if all(each.tool in OWN_PLACES for each in calls) else []


def _calls(candidate: Candidate, *, has_program: bool) -> list[Call]:
    """The calls of a candidate; a pain is kept, and what is planned goes around it."""
    tool, args = candidate.tool, candidate.args
    if tool == "show_week" and (str(args.get("week", "")).isdigit() or WHOLE.search(candidate.whole)):
        return [Call("show_program", {"week": int(args["week"])} if str(args.get("week", "")).isdigit() else {})]
    if tool != "adapt_to_pain":
        return [Call(tool, args)]
    injury = Call("report_injury", {name: args[name] for name in ("region", "severity", "sharp") if name in args})
    if not has_program:
        return [injury]
    if args.get("sharp") or args["severity"] > MODIFY_UP_TO:
        return [injury, Call("adapt_to_injuries", is_extra=True)]
    return [injury, Call(tool, args, is_extra=True)]


def _wanted(understood: Understood, conversation: Conversation) -> list[Intent]:
    """The calls, then what is asked or offered about the rest."""
    has_program = situation_of(conversation).has_program
    calls: list[Intent] = [one for each in understood.calls for one in _calls(each, has_program=has_program)]
    if (sentence := honest(understood, conversation.said)) is not None:
        return [*calls, sentence]
    if understood.is_talk:
        return [in_words(conversation.said)]
    if understood.unused:
        calls.append(Say(NOT_USED.format(rest="”, “".join(understood.unused))))
    if not understood.rest:
        return calls
    if understood.question:
        return [*calls, Say(understood.question, waiting=understood.rest[0])]
    asking = conversation.asking
    if not calls and asking is not None and asking.is_fresh and asking.asks not in ABOUT_SETS:
        return [asked_again(asking)]
    words, choices = offer(understood)
    return [*calls, Say(words, choices=tuple(choices))]
