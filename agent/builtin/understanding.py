"""From a message to intents: answers to an open question in their closed forms, everything else by what was learnt."""

import re
from collections import OrderedDict
from dataclasses import replace
from functools import partial

from agent.builtin.answers import answer, answer_if_right
from agent.builtin.conversation import Conversation
from agent.builtin.health import honest
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.memories import explicit_memory
from agent.telling.asked import BESIDE, INSTEAD, OF_MEMORY, asks_what_was_told, may_ask, question_in
from agent.understanding.answering import planning_answer, supposed
from agent.understanding.clauses import MOST_IN_PARTS
from agent.understanding.deciding import NOT_UNDERSTOOD, TOO_LONG, Understood, decide, offer
from agent.understanding.dialogue import ABOUT_SETS, offered, situation_of, tapped, waiting
from agent.understanding.evidence import is_question
from agent.understanding.hearing import ASK, question
from agent.understanding.phrases import plain
from agent.understanding.reading import Candidate
from agent.understanding.replies import picked, reply
from agent.understanding.situation import Situation
from agent.understanding.talk import answered as talk_answer
from agent.understanding.talk import nothing_to_do
from agent.understanding.told_at_once import about_body
from agent.understanding.words import Words
from tools.toolbox import WRITES
from training.established.written import is_written
from training.pain import MODIFY_UP_TO
from training.red_flags import says_cleared

APPROVING = "Approving is up to you: use the buttons, or topset approve in a terminal."
NOTHING_OPEN = "Nothing is waiting for a yes or a no."
CLEARED = "Good to hear. Go gently, and tell me what you trained or ask about your lifts."
LONGEST_CLEARED = 15
"""Words of a message that says that a doctor has cleared the athlete."""
OWN_PLACES = frozenset(("update_planning", "set_movement_rule", "report_injury", "set_goal", "update_profile"))
"""Tools that keep what is told about oneself, beside memory."""
WHOLE = re.compile(r"\b(?:whole|entire|full|complete|all (?:the )?weeks|all of)\b", re.IGNORECASE)
"""Words for a program as a whole."""
NOT_USED = "I made nothing of “{rest}” for a program; say it in other words if it matters."
SURE_TALK = 0.65
"""From this chance on words that are like no talk we know are taken for talk all the same."""
TURNS_KEPT = 64
"""Turns whose understanding is kept: those that are going on."""
LONGEST_AGE = 5
"""Words of a fact that is an age or a sex and little else."""
LONGEST_ANSWER = 8
"""Words of an answer to what was missing."""


_understood: OrderedDict[tuple[str, ...], list[Intent]] = OrderedDict()


def understand(conversation: Conversation) -> list[Intent]:
    """What the athlete wants now: calls in the order they are to be made, or words.

    Worked out once a turn: whoever asks again after a tool has answered gets the same.
    """
    key = (conversation.said, conversation.message_id, *(each.id or "" for each in conversation.before))
    if not conversation.message_id:
        return _intents(conversation)
    if key not in _understood:
        _understood[key] = _intents(conversation)
        while len(_understood) > TURNS_KEPT:
            _understood.popitem(last=False)
    return _understood[key]


def _intents(conversation: Conversation) -> list[Intent]:
    answered = _answered(conversation)
    if answered is not None:
        return answered
    situation = situation_of(conversation)
    if is_written(conversation.said):
        return [Call("propose_program", {"written": conversation.said})]
    if asks_what_was_told(conversation.said, situation):
        return [_asked(conversation.said, situation)]
    understood = decide(conversation.said, situation)
    before = waiting(conversation)
    if before and not understood.calls and len(conversation.said.split()) <= LONGEST_ANSWER:
        understood = decide(f"{before} {conversation.said}", situation)  # what was missing of the words before it
    return _with_what_was_told(_wanted(understood, conversation), conversation.said, situation)


def _asked(said: str, situation: Situation) -> Call:
    return Call(ASK, {"about": question((question_in(said) or said).strip(), situation)})


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
    said = conversation.said
    choices = offered(conversation)
    if choices and (place := picked(said, [choice["label"] for choice in choices])) is not None:
        return [Call(each["tool"], each["args"]) for each in choices[place]["calls"]]
    if (choice := tapped(conversation)) is not None:
        return [Call(choice["tool"], choice["args"])]
    if (
        ordered := explicit_memory(conversation, situation_of(conversation), partial(_planned, conversation))
    ) is not None:
        return ordered
    asking = conversation.asking
    if asking is not None:
        planned = planning_answer(
            said, asking, situation_of(conversation), conversation.said_before, asks_else=conversation.asks_else
        )
        if planned is not None:
            return planned
    question = conversation.open_question
    if question is not None and not question.get("asks") and (chosen := answer(said, question)) is not None:
        return [chosen]
    if conversation.asks_if_right and (right := answer_if_right(said, situation_of(conversation))) is not None:
        return [right]
    return _replied(conversation)


def _replied(conversation: Conversation) -> list[Intent] | None:
    """A reply of known words, or that a doctor has cleared the athlete."""
    said, kind = conversation.said, reply(conversation.said)
    if conversation.open_proposal and kind in ("yes", "fine", "no"):
        return [Say(APPROVING)]
    if says_cleared(plain(said)) and len(said.split()) <= LONGEST_CLEARED and not Words(said, Situation()).numbers:
        return [Say(CLEARED) if conversation.is_held else Call("confirm_clearance")]
    if kind == "help":
        return [Call("how_to_use")]
    if kind in ("thanks", "fine", "greeting", "bye"):
        return [Say(talk_answer(said) or nothing_to_do(said))]
    return [Say(NOTHING_OPEN)] if kind in ("yes", "no") else None


def _planned(conversation: Conversation, what: str) -> list[Call]:
    """What of something that is to be remembered has a place of its own: a rule, an injury, what plans are made with."""
    calls = decide(what, situation_of(conversation)).calls
    return [Call(each.tool, each.args) for each in calls] if all(each.tool in OWN_PLACES for each in calls) else []


def _calls(candidate: Candidate, situation: Situation) -> list[Call]:
    """The calls of a candidate; a pain is kept, and what is planned goes around it."""
    tool, args = candidate.tool, candidate.args
    if tool == "show_week" and (str(args.get("week", "")).isdigit() or WHOLE.search(candidate.whole)):
        return [Call("show_program", {"week": int(args["week"])} if str(args.get("week", "")).isdigit() else {})]
    if tool == "remember" and len(str(args["said"]).split()) <= LONGEST_AGE:
        body = about_body(str(args["said"]), situation)  # an age is remembered, and planned with
        return [Call(tool, args), *([Call("update_profile", body, is_extra=True)] if body else [])]
    if tool != "adapt_to_pain":
        return [Call(tool, args)]
    injury = Call("report_injury", {name: args[name] for name in ("region", "severity", "sharp") if name in args})
    if not situation.has_program:
        return [injury]
    if args.get("sharp") or args["severity"] > MODIFY_UP_TO:
        return [injury, Call("adapt_to_injuries", is_extra=True)]
    return [injury, Call(tool, args, is_extra=True)]


def _wanted(understood: Understood, conversation: Conversation) -> list[Intent]:
    """The calls, then what is asked or offered about the rest."""
    if understood.is_too_long:
        return [Say(TOO_LONG.format(sentences=MOST_IN_PARTS))]
    situation = situation_of(conversation)
    calls: list[Intent] = [one for each in understood.calls for one in _calls(each, situation)]
    if (sentence := honest(understood, conversation.said)) is not None:
        return [*calls, sentence]
    asking = conversation.asking
    is_waiting = asking is not None and asking.is_fresh and asking.asks not in ABOUT_SETS
    is_unclear = bool(understood.rest) and not (calls or understood.offered or understood.question)
    asks_beside = is_waiting and not calls and is_question(conversation.said)
    if (understood.is_talk or is_unclear or asks_beside) and (talk := talk_answer(conversation.said)) is not None:
        return [Say(talk)]
    if understood.is_talk and asking is not None and is_waiting:
        return supposed(conversation.said, asking, situation_of(conversation))
    if understood.is_talk:
        is_sure = understood.chance >= SURE_TALK
        return [Say(nothing_to_do(conversation.said) if is_sure else NOT_UNDERSTOOD.format(rest=conversation.said))]
    if understood.unused:
        calls.append(Say(NOT_USED.format(rest="”, “".join(understood.unused))))
    if not understood.rest:
        return calls
    if not calls and asking is not None and is_waiting and not understood.question:
        return supposed(conversation.said, asking, situation_of(conversation))
    words, choices = offer(understood)
    waiting_for = understood.rest if understood.question else ""
    return [*calls, Say(words, choices=tuple(choices), waiting=waiting_for, is_doubt=bool(calls))]
