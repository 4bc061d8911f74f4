"""What goes on from the question before: 'and deadlift?', 'last month?', 'for 3?'."""

import re
from typing import Any

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, PERIOD, Asked, asked, movement_of, plain, subjects
from agent.builtin.questions import question, strength
from agent.builtin.words import MUSCLE
from training.metrics import metric_named

READS = (
    "estimate_strength", "personal_records", "exercise_history", "suggest_load", "training_volume", "training_consistency",
    "list_workouts", "show_workout", "show_measurements", "find_exercises", "compare_periods",
)  # fmt: skip
_OPENS = re.compile(
    r"^(?:for|at|on|and|what about|how about|and what about|same for|or|also|ok and|now|then)\s+(?:for |my |the |with |of |on |in )*(.+?)[?!. ]*$"
)
_BARE = re.compile(rf"^(?P<when>{PERIOD}|{DAY})\?*$")
_DONE = re.compile(r"\d\s*[x×]\s*\d|\d\s*(?:kg|lbs?)\b|\bsets? of\b|^and (?:undo|delete|remove|make|change)")
_PERIODIC = (
    "training_consistency",
    "list_workouts",
    "training_volume",
    "show_measurements",
    "estimate_strength",
    "exercise_history",
)


def follow_up(text: str, conversation: Conversation) -> list[Call]:
    """The calls that a message means after the question before; none if it stands for itself."""
    before = conversation.last_call(*READS)
    if before is None or _DONE.search(text):
        return []
    opened, bare = _OPENS.match(text), _BARE.match(text)
    words = opened[1] if opened else text.strip(" ?!.")
    about = asked(words)
    if opened is None and bare is None and not _is_bare_name(text, about):
        return []
    if len(words.split()) > 4 and (fresh := question(text)):
        return fresh
    return _changed(before, about, plain(words))


def _is_bare_name(text: str, about: Asked) -> bool:
    return text.endswith("?") and text.strip(" ?") == about.subject and movement_of(about.subject) is not None


def _changed(before: Call, about: Asked, words: str) -> list[Call]:
    """The call before with what is new."""
    args: dict[str, Any] = dict(before.args)
    when = about.period or about.day
    if before.tool == "suggest_load" and (found := re.search(r"\b(\d{1,2})(?: reps?)?$|\b(\d{1,2}) at\b", words)):
        number = next(int(each) for each in found.groups() if each)
        return [Call("suggest_load", args | ({"rpe": float(number)} if "rpe" in words else {"reps": number}))]
    if (
        before.tool in ("show_workout", "list_workouts")
        and about.day is not None
        and about.period is None
        and not about.subject
    ):
        return [Call("show_workout", {"day": about.day})]
    if when is not None:
        if before.tool == "show_workout":
            return [Call("list_workouts", {"period": when})]
        if before.tool not in _PERIODIC:
            return []
        args["period"] = when
    if not about.subject:
        return [Call(before.tool, args)] if when is not None else []
    return _about(before.tool, args, about.subject)


def _about(tool: str, args: dict[str, Any], subject: str) -> list[Call]:
    if tool == "show_measurements":
        metric = metric_named(subject)
        return [Call(tool, args | {"metric": metric.label.split(" (")[0].lower()})] if metric is not None else []
    if tool == "training_volume":
        return [Call(tool, args | {"muscle": subject})] if re.search(MUSCLE, subject) else []
    if tool == "find_exercises":
        return [Call(tool, {"name": subject})]
    if tool in ("training_consistency", "list_workouts", "compare_periods", "show_workout"):
        return []
    if tool == "estimate_strength":
        return [strength(each, args.get("period")) for each in subjects(subject)]
    return [Call(tool, args | {"exercise": each}) for each in subjects(subject)]
