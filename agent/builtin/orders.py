"""What somebody tells the coach to do: correct, delete, take back, continue, note, set."""

import re
from typing import Any

from agent.builtin.corrections import NUM, OPENER, ORDINALS, UNIT, corrections, load, named
from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, WEEKDAY, day_in, movement_of, plain

_COUNTS = {"a": 1, "an": 1, "another": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "twice": 2, "couple": 2}
_WHICH = "|".join(ORDINALS)
_UNDO = re.compile(
    OPENER + r"(?:undo|revert|take (?:that|it) back|scratch that|(?:that was )?wrong,? undo|go back)"
    r"(?: (?:that|it|the|my|last|latest|previous|(?:one|change|thing|entry|log)|please|this|again))*(?: (?P<n>twice|two(?: times| changes)?|2x?))?(?: please)?[.!]*$"
)
_REMOVE = re.compile(
    OPENER
    + r"(?:can you |could you )?(?:delete|remove|erase|drop|scratch|scrap|clear|get rid of|take out|cancel)\s+(?:the |my |that |this )?(.+?)[.!?]*$"
)
_NOT_DONE = re.compile(OPENER + r"i (?:didn't|did not|never) (?:do|did|train) (?:the |any |my )?(.+?)[.!]*$")
_LIFT_SET = re.compile(rf"^(?:the )?({_WHICH}) (.+?) sets?$")
_SET_OF = re.compile(rf"^(?:the )?(?:({_WHICH}|all|\d+)?\s*sets?(?: #?(\d+))?)(?: (?:of|from|on) (?:the |my )?(.+))?$")
_WHOLE = re.compile(
    r"(?:the |my |that |this |last |latest |whole |entire |from )*(?:workout|session|training|everything|it|that|log|entry|one)?s?"
)
_WAS_DAY = re.compile(
    OPENER
    + r"(?:that|it|this|the (?:workout|session)|this workout)(?:'s| was| is)?(?: actually| really| from| happened| done)*(?: on)? "
    rf"(?P<day>{DAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:,? not {DAY})?[.!]*$"
)
_MOVE = re.compile(
    OPENER
    + rf"move (?:that|it|this|(?:the |my )?(?P<from>{DAY}|{WEEKDAY})?(?:'s)? ?(?:workout|session|training)(?: (?:of|from) (?P<of>{DAY}))?)\s+to\s+(?P<day>.+?)[.!]*$"
)
_WAS_EXERCISE = re.compile(
    OPENER
    + r"(?:that|it|those|they|i|this)(?:'s| was| were| is| meant| should (?:be|have been))(?: actually| really| meant to be)?\s+"
    r"(?P<by>[a-z][a-z' -]+?)(?:,? (?:not|instead of) (?P<exercise>[a-z][a-z' -]+))?[.!]*$"
)
_MEANT = re.compile(
    r"^(?:no,? |sorry,? |oops,? |actually,? )*(?:i )?meant (?P<by>[a-z][a-z' -]+?)(?:,? (?:not|instead of) (?P<exercise>[a-z][a-z' -]+))?[.!]*$"
)
_SWAP = re.compile(
    OPENER
    + r"(?:change|switch|replace|swap|rename) (?:the |my )?(?P<exercise>[a-z][a-z' -]+?) (?:to|with|into|for|by) (?P<by>[a-z][a-z' -]+?)[.!]*$"
)
_FEELING = re.compile(
    r"\b(?:easy|hard|heavy|light|good|bad|great|tough|fun|ok|okay|fine|nice|brutal|all|right|correct|wrong|awesome|terrible|plan|lie|it|"
    r"warm-?up|amrap|failure|joke|enough|crazy|insane|fast|slow|amazing|cool|sick|too|so|very|that|everything|my|a)\b"
)
_MORE = re.compile(
    r"^(?:and |i |did |then |ok,? |got |do |add |just )*(?:(?P<count>one|two|three|four|five|a couple|another|a|\d) (?P<more>more|additional|extra|other)?\s*"
    r"(?P<set>sets?|one)?|one more|same again|same|again|another(?: one)?)(?P<set2> sets?)?(?: again| more)?"
    rf"(?:,? (?:(?:of|for|x) (?P<reps>\d{{1,3}})(?: reps?)?|(?P<reps2>\d{{1,3}})(?: reps?)?))?(?: (?:of|on|for) (?:the |my )?(?P<on>[a-z][a-z' -]+?))?"
    rf"(?:,? (?:but |this time )?(?:at|@|with|but) ?(?P<load>{NUM}) ?(?P<unit>{UNIT})?)?(?:,? (?:rpe|@) ?(?P<rpe>\d{{1,2}}(?:\.5)?))?[.!]*$"
)
_ADD_EXERCISE = re.compile(
    r"^(?:please )?(?:add|create)\s+(?:(?:a |an )?(?:new |own |custom )?exercise (?:called |named )?[\"“]?(?P<a>.+?)[\"”]?"
    r"|[\"“]?(?P<b>.+?)[\"”]? (?:as (?:an? )?(?:new |own )?exercise|to my exercises))[.!]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:call|name|title) (?:it|that|this|the workout|today's workout|todays workout) [\"“]?(?P<title>.+?)[\"”]?[.!]*$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^(?:add (?:a )?|make a |workout )?notes?(?::| that|,)\s*(?P<note>.+)$", re.IGNORECASE | re.DOTALL)


def order(clause: str) -> list[Call]:
    """The calls that a clause orders; none if it orders nothing."""
    text = plain(clause)
    for read in (_undo, _described, _added, _more, _moved, _corrected, _remove, _exercise_was):
        calls = read(text, clause)
        if calls:
            return calls
    return []


def _undo(text: str, _clause: str) -> list[Call]:
    found = _UNDO.match(text)
    return [] if found is None else [Call("undo")] * (2 if found["n"] else 1)


def _corrected(text: str, _clause: str) -> list[Call]:
    return corrections(text)


def _more(text: str, _clause: str) -> list[Call]:
    found = _MORE.match(text)
    if (
        found is None
        or text in ("a", "one", "another", "same")
        or not re.search(r"more|again|another|extra|other|same", text)
    ):
        return []
    count = (found["count"] or "one").removeprefix("a ")
    counts_sets = found["set"] or found["set2"] or found["more"] or not count.isdigit()
    if not counts_sets or (found["on"] and (found["on"] == "last time" or day_in(found["on"]))):
        return []
    times = _COUNTS.get(count, 0) or int(count)
    args: dict[str, Any] = {"times": times} if times > 1 else {}
    if reps := found["reps"] or found["reps2"]:
        args["reps"] = int(reps)
    args |= named(found["on"])
    if found["load"]:
        number = float(found["load"].replace(",", "."))
        is_rpe = re.search(rf"@ ?{found['load']}", text) and 5 <= number <= 10 and not found["unit"]
        args |= {"rpe": number} if is_rpe else load(found["load"], found["unit"])
    if found["rpe"]:
        args["rpe"] = float(found["rpe"])
    return [Call("repeat_set", args)]


def _moved(text: str, _clause: str) -> list[Call]:
    if found := _WAS_DAY.match(text):
        return [Call("move_workout", {"to_day": found["day"].removeprefix("on ")})]
    if found := _MOVE.match(text):
        day = found["from"] or found["of"]
        return [Call("move_workout", {"to_day": found["day"]} | ({"day": day} if day else {}))]
    return []


def _remove(text: str, _clause: str) -> list[Call]:
    found = _REMOVE.match(text) or _NOT_DONE.match(text)
    if found is None:
        return []
    what = found[1]
    day = day_in(what)
    if day is not None:
        what = " ".join(re.sub(rf"(?:from |of |on )*{re.escape(day)}(?:'s)?", " ", what).split())
    when = {"day": day} if day else {}
    if (sets := _LIFT_SET.match(what)) and movement_of(sets[2]) is not None:
        return [Call("remove_sets", {"which": ORDINALS[sets[1]]} | named(sets[2]) | when)]
    if sets := _SET_OF.match(what):
        which = sets[2] or ORDINALS.get(sets[1] or "last", sets[1] or "last")
        return [Call("remove_sets", {"which": which} | named(sets[3]) | when)]
    if (what == "everything" and not when) or re.match(
        r"(?:all|account|data|chat|conversation|my (?:data|account))\b", what
    ):
        return []
    if _WHOLE.fullmatch(what):
        return [Call("delete_workout", when)]
    return [Call("remove_exercise", {"exercise": what} | when)]


def _exercise_was(text: str, _clause: str) -> list[Call]:
    if found := _SWAP.match(text):
        known = movement_of(found["exercise"]) is not None and movement_of(found["by"]) is not None
        return [Call("replace_exercise", {"by": found["by"]} | named(found["exercise"]))] if known else []
    found = _MEANT.match(text) or _WAS_EXERCISE.match(text)
    if found is None or _FEELING.search(found["by"]) or len(found["by"].split()) > 6:
        return []
    return [Call("replace_exercise", {"by": found["by"]} | named(found["exercise"]))]


def _added(_text: str, clause: str) -> list[Call]:
    found = _ADD_EXERCISE.match(clause.strip())
    return [] if found is None else [Call("add_exercise", {"name": (found["a"] or found["b"]).strip()})]


def _described(_text: str, clause: str) -> list[Call]:
    if found := _TITLE.match(clause.strip()):
        return [Call("describe_workout", {"title": found["title"]})]
    if found := _NOTE.match(clause.strip()):
        return [Call("describe_workout", {"notes": found["note"].strip()})]
    return []
