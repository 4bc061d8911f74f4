"""From a message to intents: answers to an open question, orders, facts, questions, and what was trained."""

import re
from dataclasses import replace

from agent.builtin.answers import answer, answer_if_right, picked_of
from agent.builtin.arbiter import arbitrate
from agent.builtin.conversation import Conversation
from agent.builtin.facts import facts
from agent.builtin.follow_ups import follow_up
from agent.builtin.following import next_set, unread
from agent.builtin.hearing import hear
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.memories import KEPT, KEPT_IN_MIND, memories, remembering
from agent.builtin.orders import order
from agent.builtin.passing import apart, fact_in
from agent.builtin.phrases import clauses, day_in, day_of_all, plain
from agent.builtin.planning import KEEPING, PROPOSING, merged, planning, wanted_program
from agent.builtin.planning_answers import asked_again, planning_answer
from agent.builtin.questions import asks, bare, is_question, question
from agent.builtin.talk import (
    APPROVING,
    NOT_READ,
    OTHER_COUNT,
    cleared,
    is_decision,
    is_filler,
    is_refused,
    not_understood,
    refusal,
    small_talk,
)
from agent.understanding.deciding import decide
from agent.understanding.dialogue import offered, situation_of, waiting
from tools.planning.current import NONE
from training.library import load_library
from training.notation import exercises_in, looks_like_training
from training.resolver import Resolver

MOST_CLAUSES = 40
LONGEST_ANSWER = 8
"""Words of an answer to what was missing."""
WRITES = frozenset(
    ("log_workout", "log_measurement", "update_profile", "undo", "change_sets", "repeat_set", "remove_sets", "remove_exercise",
     "replace_exercise", "move_workout", "describe_workout", "delete_workout", "add_exercise")
) | KEEPING | PROPOSING | KEPT  # fmt: skip
_PAIN = re.compile(r"\b(?:hurts?|pain|painful|sore|aches?|aching|tweaked|strained|pulled)\b")
_SAME = re.compile(
    r"^(?:did )?(?:the )?(?:same|repeat|ditto)\b.*\b(?:as|last|mon|tue|wed|thu|fri|sat|sun|yesterday|workout)"
)
_ASKS = re.compile(r"(?:is|are|should|could|would|am i|can i|will|what|how|which|why|who)\b")
_CORRECTS = re.compile(r"(?:no|nope|actually|sorry|oops|wait|it|that|make|change|i meant)\b")
_GOES_ON = re.compile(r",(?!\d)|\s(?:and|then|but|&)\s", re.IGNORECASE)
_IT = re.compile(r"^(?:it|that|this|them)$")


def understand(conversation: Conversation) -> list[Intent]:
    """What the athlete wants now: calls in the order they are to be made, or words."""
    if (answered := _closed(conversation)) is not None:
        return answered
    by_form = _by_form(conversation)
    return arbitrate(by_form, decide(_whole(conversation), situation_of(conversation)), conversation)


def _whole(conversation: Conversation) -> str:
    """What was said, with the words before it where something of those was asked for."""
    before = waiting(conversation)
    return f"{before} {conversation.said}" if before and len(conversation.said.split()) <= LONGEST_ANSWER else conversation.said


def _closed(conversation: Conversation) -> list[Intent] | None:
    """Answers to an open question, a choice, small talk: forms that are closed; ``None`` for everything else."""
    text = plain(conversation.said)
    if (choices := offered(conversation)) and (place := picked_of(text, [each["label"] for each in choices])) is not None:
        return [Call(choices[place]["tool"], choices[place]["args"])]
    asking = conversation.asking
    if asking is not None and (answered := planning_answer(text, conversation.said, asking)) is not None:
        return answered
    question_before = conversation.open_question
    if (
        question_before is not None
        and not question_before.get("asks")
        and (picked := answer(text, question_before)) is not None
    ):
        return [picked]
    if conversation.asks_if_right and (said := answer_if_right(text)) is not None:
        return [said]
    if conversation.open_proposal and is_decision(text):
        return [Say(APPROVING)]
    if says := cleared(text, conversation):
        return [says]
    if conversation.shows_session and text.strip(" .!") in ("done", "finished"):
        return [Call("log_planned")]
    talk = small_talk(text)
    return None if talk is None else [talk]


def _by_form(conversation: Conversation) -> list[Intent]:
    """What a message says by the forms of sentences that are known word for word."""
    if (remembered := memories(conversation, planning)) is not None:
        return remembered
    text, asking = plain(conversation.said), conversation.asking
    sorted_out = _Sorting(conversation)
    if not sorted_out.is_planning and (follow := follow_up(text, conversation)):
        return list(follow)
    found = sorted_out.intents() or [refusal(text)]
    if asking is not None and asking.is_fresh and found[0] in NOT_READ:
        return [asked_again(asking)]
    return found


class _Sorting:
    """Sorts the clauses of a message: what was trained, calls to make, the rest."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.said = conversation.said
        self.about = conversation.exercise
        self.day = day_of_all(self.said)
        program, self.parts = wanted_program([piece for clause in clauses(self.said) for piece in apart(clause)])
        if told := next_set(hear(self.said, conversation)):
            program, self.parts = told, []
        self.pieces = self.parts
        """The clauses, with facts and sets that share one apart, in order."""
        self.calls: list[Call] = program
        self.is_planning = bool(program)
        """Whether something of it is about plans."""
        self.is_told = False
        """Whether something was told that is learnt in passing."""
        self.training: list[str] = []
        self.unknown: list[str] = []
        self.sets: list[str] = []
        """The clauses that plainly tell of sets."""
        self.logged_at = 0
        """How many calls were ordered before training was told: 'undo. bench 3x5 90'."""
        if len(self.parts) > MOST_CLAUSES:  # a long paste is a log
            self.training = self.pieces
        else:
            self.sets = [
                clause for clause in self.parts if _is_training(clause, plain(clause)) and not _is_soft(clause)
            ]
            self.pieces = [piece for clause in self.parts for piece in _apart(clause)]
            for piece in self.pieces:
                self._sort(piece)

    def intents(self) -> list[Intent]:
        """The writes in the order they were said, then the questions, then what was not understood."""
        calls = list(self.calls)
        if self.training:
            if not calls or self.unknown:  # a heading, a remark: the log keeps it
                log = [piece for piece in self.pieces if piece in self.training or piece in self.unknown]
                self.unknown = []
            else:
                log = self.training
            whole = not calls and len(log) == len(self.pieces)
            said = self.said if whole else "\n".join(log)
            if self.day is not None and day_in(said) is None:
                said = f"{self.day}: {said}"
            calls.insert(self.logged_at, Call("log_workout", {"said": said}))
        calls = merged(calls)
        calls.sort(key=lambda call: call.tool not in WRITES)
        told = [Say(KEPT_IN_MIND)] if self.is_told and not (self.unknown and not calls) else []
        return [*calls, *told, *([not_understood(self.unknown)] if calls and self.unknown else [])]

    def _sort(self, clause: str) -> None:
        text = plain(clause)
        if is_filler(text):
            return
        planned = planning(
            clause, self.conversation, beside_log=bool(self.sets), amid_log=any(each != clause for each in self.sets)
        )
        planned = [_or_remembered(call, clause) for call in planned]
        self.is_planning = self.is_planning or bool(planned)
        if planned and planned[0].tool == "log_planned":
            self.unknown += unread(clause)
        calls = planned or order(clause) or self._of_kind(clause, text)
        if not calls and clause not in self.sets and fact_in(clause) is not None:
            self.is_told = True
            return
        if calls:
            self.calls += [self._pointed(call) for call in calls]
        elif _ASKS.match(text) or (not self.training and refusal(text).text == OTHER_COUNT and _CORRECTS.match(text)):
            self.unknown.append(clause)
        elif _is_training(clause, text) or (self.training and not text.endswith("?")):
            self.logged_at = self.logged_at if self.training else len(self.calls)
            self.training.append(clause)
        else:
            self.unknown.append(clause)

    def _of_kind(self, clause: str, text: str) -> list[Call]:
        """A question, or a fact; none if it tells of training."""
        if _SAME.match(text):
            return []
        if not asks(text) and (calls := facts(clause)):
            return [self._dated(call) for call in calls] if day_in(clause) is None else calls
        if is_question(clause):
            return [] if is_refused(text) else question(clause) or bare(clause)
        if _is_training(clause, text) or is_refused(text):
            return []
        return [] if self.training else question(clause) or bare(clause)

    def _dated(self, call: Call) -> Call:
        """A measurement of the day that the whole message is about."""
        if call.tool != "log_measurement" or self.day in (None, "today", "this morning"):
            return call
        return Call(call.tool, {"day": self.day} | call.args)

    def _pointed(self, call: Call) -> Call:
        """'it' is the exercise that was last talked about."""
        said = call.args.get("exercise")
        if call.tool in WRITES or said is None or not _IT.match(str(said)):
            return call
        names = exercises_in("\n".join(self.training), Resolver(load_library())) if self.training else ()
        about = names[-1] if names else self.about
        if about is None:
            return Call(call.tool, {name: value for name, value in call.args.items() if name != "exercise"})
        return Call(call.tool, call.args | {"exercise": about})


def _or_remembered(call: Call, clause: str) -> Call:
    """What changes the session of a program is kept as a fact where there is none: "I'm travelling until friday"."""
    told = fact_in(clause) if call.tool == "adapt_to_equipment" and call.instead is None else None
    return call if told is None else replace(call, instead=(NONE, remembering(told)))


def _apart(clause: str) -> list[str]:
    """The parts of a clause that states facts before it tells of sets: 'slept 4 h, squat 3x5 100'."""
    for cut in _GOES_ON.finditer(clause):
        first, rest = clause[: cut.start()], clause[cut.end() :].strip()
        if facts(first) and _is_soft(first) and not is_question(rest) and any(map(_tells_of_sets, _apart(rest))):
            return [first, *_apart(rest)]
    return [clause]


def _tells_of_sets(clause: str) -> bool:
    return not facts(clause) and _is_training(clause, plain(clause))


def _is_soft(clause: str) -> bool:
    """Whether what looks like training may be something else: no sets, no load, no distance."""
    return re.search(r"\d ?[x×*@]|\d ?(?:kg|lbs?|km|mi|k)\b|\d:\d\d", plain(clause)) is None


def _is_training(clause: str, text: str) -> bool:
    """Whether a clause tells of sets, or goes with some: it looks like it, or it has an exercise and a number, or pain."""
    if looks_like_training(clause) or _SAME.match(text):
        return True
    if _PAIN.search(text) and not is_question(clause):
        return True
    return any(letter.isdigit() for letter in clause) and bool(exercises_in(clause, Resolver(load_library())))
