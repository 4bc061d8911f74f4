"""Planning talk, clause by clause: the first reader that knows what is meant says it in calls."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from agent.builtin.about_me import about_me
from agent.builtin.adapting import adapting, feels
from agent.builtin.ailments import ailments
from agent.builtin.conversation import Conversation
from agent.builtin.facts import facts
from agent.builtin.feedback import feedback, goals
from agent.builtin.following import following
from agent.builtin.hearing import Heard, hear
from agent.builtin.intents import Call
from agent.builtin.phrases import plain
from agent.builtin.plan_edits import editing
from agent.builtin.programs import program_wanted, programs_listed, request, revised
from agent.builtin.schedule import scheduling
from training.notation import looks_like_training

PROPOSING = frozenset(
    ("propose_program", "shorten_session", "adapt_to_equipment", "adapt_to_pain", "adapt_to_injuries", "adapt_to_illness", "scale_session",
     "swap_planned", "change_planned", "add_or_remove_planned", "move_session", "skip_session", "sort_out_missed", "propose_deload", "change_program")
)  # fmt: skip
KEEPING = frozenset(
    ("update_planning", "report_injury", "resolve_injury", "set_movement_rule", "answer_screening", "confirm_clearance", "log_planned",
     "check_readiness", "give_feedback", "set_goal", "check_in_goal", "check_in")
)  # fmt: skip
_OF_THE_LOG = re.compile(
    r"^(?:(?:same|repeat|ditto)\b|(?:add |make )?(?:a )?(?:workout )?notes?(?::| that|,)|(?:call|name|title) (?:it|that|this)\b)"
)
_PARTS = re.compile(r"\s*(?:[,;]|\band\b|\bbut\b|\bthen\b)+\s*")
MOST_PARTS = 5
WHOLE = frozenset(("give_feedback", "log_planned", "next_set", "what_if"))
"""Tools whose clause is not taken apart."""
_SHORT_CUT = re.compile(
    r"\b(?:adapt|change|fit|update)\b.*\b(?:program|plan)\b.*\b(?:injur\w+|knee|shoulder|back)\b|^put the movements back$|^(?:bring|put) (?:the )?(?:\w+ )?(?:movements|exercises) back$"
    r"|^(?:please )?(?:train|work|plan) around (?:it|that|them|my injur\w+|(?:my|the) [a-z ]+)$"
)
_READERS: tuple[Callable[[Heard], list[Call]], ...] = (
    following,
    scheduling,
    goals,
    feedback,
    adapting,
    ailments,
    about_me,
    editing,
)


def planning(
    clause: str, conversation: Conversation, *, beside_log: bool = False, amid_log: bool = False
) -> list[Call]:
    """The calls that a clause means about plans; none if it means something else."""
    text = plain(clause)
    if _OF_THE_LOG.match(text):
        return []
    if programs_listed(text):
        return [Call("list_programs")]
    heard = hear(clause, conversation, beside_log=beside_log, amid_log=amid_log)
    if _SHORT_CUT.search(heard.full):
        return [Call("adapt_to_injuries", heard.reach)]
    if other := revised(heard, conversation):
        return other
    whole = _read(heard)
    parts = [
        hear(part, conversation, beside_log=beside_log, amid_log=amid_log)
        for part in _PARTS.split(clause)
        if part.strip()
    ]
    if beside_log or not 1 < len(parts) <= MOST_PARTS or (whole and whole[0].tool in WHOLE):
        return whole
    apart = [_read(part) for part in parts]
    told = [call for calls in apart for call in calls]
    return told if all(apart) and (not whole or len({call.tool for call in told}) > 1) else whole


def _read(heard: Heard) -> list[Call]:
    """The calls of the first reader that understands."""
    if feeling := feels(heard):
        return [*facts(heard.said), *feeling]
    return next((calls for read in _READERS if (calls := read(heard))), [])


def wanted_program(parts: Sequence[str]) -> tuple[list[Call], list[str]]:
    """The calls of a request for a program that is spread over a message, and the parts that are about something else."""
    if not any(program_wanted(plain(part)) for part in parts):
        return [], list(parts)
    logs = [
        part
        for part in parts
        if looks_like_training(part)
        and not program_wanted(plain(part))
        and re.search(r"\d\s*[x×]|kg|lb", part)
        and not facts(part)
    ]
    asked = [
        part for part in parts if part not in logs and part.rstrip().endswith("?") and not program_wanted(plain(part))
    ]
    rest = [part for part in parts if part not in logs and part not in asked]
    return request(". ".join(rest)), [*logs, *asked]


def merged(calls: Sequence[Call]) -> list[Call]:
    """The same calls, what was said about the athlete in one, programs last, and nothing twice."""
    known: dict[str, Any] = {}
    felt: dict[str, Any] = {}
    for call in calls:
        if call.tool == "update_planning":
            known |= call.args
        if call.tool == "check_readiness":
            sore = felt.get("soreness", {}) | call.args.get("soreness", {})
            felt |= call.args | ({"soreness": sore} if sore else {})
    one = {"update_planning": known, "check_readiness": felt}
    found: list[Call] = []
    for call in calls:
        new = Call(call.tool, one[call.tool]) if call.tool in one else call
        if new not in found or call.tool in ("undo", "repeat_set", "log_workout"):
            found.append(new)
    found.sort(key=lambda call: call.tool == "propose_program")
    return found
