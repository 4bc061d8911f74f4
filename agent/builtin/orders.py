"""What somebody tells the coach to do: correct, delete, take back, continue, note, set."""

import re
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, day_in, plain

ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "5th": "5", "last": "last"}
COUNTS = {"a": 1, "an": 1, "another": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "twice": 2}
_WHICH = "|".join(ORDINALS)
_NUM = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNIT = r"kgs?|kilos?|lbs?|pounds?|#"
_OPENER = r"^(?:no|nope|actually|sorry|wait|oops|hm+|ah|oh|correction|and|please|ok(?:ay)?)?[,:.!]?\s*(?:wait,? |sorry,? |actually,? |please )?"
_UNDO = re.compile(_OPENER + r"(?:undo|revert|take (?:that|it) back|scratch that|that was wrong,? undo)(?: (?:that|it|the last (?:one|change|thing)|please|this))*(?: (twice|two times))?[.!]*$")
_REMOVE = re.compile(_OPENER + r"(?:delete|remove|erase|drop|scratch|get rid of|take out)\s+(?:the |my |that |this )?(.+?)[.!?]*$")
_SET_OF = re.compile(rf"^(?:the )?({_WHICH}|all|\d+)?\s*sets?(?: (?:of|from|on) (?:the |my )?(.+))?$")
_SET_WAS = re.compile(
    _OPENER + rf"(?:i meant )?(?:the |my )?({_WHICH}) (?:set|one)(?: (?:of|on) (?:the |my )?(?P<of>[a-z][\w' -]*?))?\s+(?:was|were|is|had|got|should (?:be|have been))\s+(?:only |just |actually |really )?(?P<value>.+?)[.!]*$"
)
_MAKE = re.compile(
    _OPENER + rf"(?:make|change|correct|set|fix|update)\s+(?:that|it|them|this|those|(?:the |my )?(?P<which>{_WHICH}|all)(?: sets?| one)?|(?:the )?(?:weight|load|reps|rpe)(?: (?:of|on|for) (?:the )?(?P<on>[a-z][\w' -]*?))?|(?:the )?(?P<of>[a-z][\w' -]*?))\s*(?:to|into|=|:|as)?\s+(?P<value>(?:\+|-)?{_NUM}.*?)[.!]*$"
)
_WAS = re.compile(_OPENER + rf"(?:i meant|it was|that was|it should (?:be|have been)|that should (?:be|have been)|they were|those were)\s+(?:only |just |actually |really )?(?P<value>{_NUM}.*?)[.!]*$")
_WAS_DAY = re.compile(_OPENER + rf"(?:that|it|this|the (?:workout|session)|this workout)(?: was|'s from| is from|was from| happened)(?: actually)?(?: on)?\s+(?P<day>{DAY})[.!]*$")
_MOVE = re.compile(_OPENER + rf"move (?:that|it|this|(?:the |my )?(?P<from>{DAY})?(?:'s)? ?(?:workout|session|training)(?: (?:of|from) (?P<of>{DAY}))?)\s+to\s+(?P<day>.+?)[.!]*$")
_WAS_EXERCISE = re.compile(_OPENER + r"(?:that|it|those|they)(?:'s| was| were| is| should (?:be|have been))(?: actually| really)?\s+(?P<by>[a-z][a-z' -]+?)(?:,? (?:not|instead of) (?P<exercise>[a-z][a-z' -]+))?[.!]*$")
_MORE = re.compile(
    rf"^(?:and |did |then |ok,? |got )*(?:(?P<count>one|two|three|four|five|another|a|\d) (?:more|additional|extra|other)?\s*(?:sets?|one)?|one more|same again|again|another(?: one)?)(?: set)?(?:,? (?:of|for|x)? ?(?P<reps>\d{{1,3}})(?: reps?)?)?(?: (?:at|@|with) (?P<load>{_NUM}) ?(?P<unit>{_UNIT})?)?(?: (?:rpe|@) ?(?P<rpe>\d{{1,2}}(?:\.5)?))?[.!]*$"
)
_ADD_EXERCISE = re.compile(r"^(?:please )?(?:add|create)\s+(?:(?:a |an )?(?:new |own )?exercise (?:called |named )?[\"“]?(?P<a>.+?)[\"”]?|[\"“]?(?P<b>.+?)[\"”]? as (?:an? )?(?:new )?exercise)[.!]*$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:call|name|title) (?:it|that|this|the workout|today's workout) [\"“]?(?P<title>.+?)[\"”]?[.!]*$", re.IGNORECASE)
_NOTE = re.compile(r"^note:?\s+(?P<note>.+)$", re.IGNORECASE | re.DOTALL)


def order(clause: str) -> list[Call]:
    """The calls that a clause orders; none if it orders nothing."""
    text = plain(clause)
    for read in (_undo, _more, _moved, _set_was, _remove, _made, _exercise_was, _added, _described):
        calls = read(text, clause)
        if calls:
            return calls
    return []


def value(text: str, *, prefers: str) -> dict[str, Any]:
    """What a set should be: '102.5', '6 reps', '100 for 6', 'rpe 9', 'a warm-up'. ``prefers`` settles a bare number."""
    args: dict[str, Any] = {}
    rest = text
    if found := re.search(r"(?:rpe\s*|@\s?)(\d{1,2}(?:[.,]5)?)(?!\d)", rest):
        args["rpe"] = _number(found[1])
        rest = rest.replace(found[0], " ")
    for pattern, kind in ((r"warm[- ]?up", "warmup"), (r"amrap", "amrap"), (r"to failure|failed|failure", "failure"), (r"drop ?set", "drop")):
        if re.search(pattern, rest):
            args["kind"] = kind
    if found := re.search(rf"({_NUM})\s*({_UNIT})?\s*(?:x|×|\*|for)\s*(\d{{1,3}})", rest):
        return args | _load(found[1], found[2]) | {"reps": int(found[3])}
    if found := re.search(r"(\d{1,3})\s*reps?", rest):
        args["reps"] = int(found[1])
        rest = rest.replace(found[0], " ")
    if found := re.search(rf"({_NUM})\s*({_UNIT})\b", rest):
        return args | _load(found[1], found[2])
    if (found := re.search(_NUM, rest)) and "reps" not in args and "rpe" not in args:
        number = _number(found[0])
        small = number.is_integer() and number <= (20 if prefers == "reps" else 12)
        args |= {"reps": int(number)} if small else _load(found[0], None)
    return args


def _undo(text: str, _clause: str) -> list[Call]:
    found = _UNDO.match(text)
    return [] if found is None else [Call("undo")] * (2 if found[1] else 1)


def _more(text: str, _clause: str) -> list[Call]:
    found = _MORE.match(text)
    if found is None or text in ("a", "one", "another") or not re.search(r"more|again|another|extra|other", text):
        return []
    count = found["count"]
    times = COUNTS.get(count or "one", 0) or int(count or 1)
    args: dict[str, Any] = {"times": times} if times > 1 else {}
    if found["reps"]:
        args["reps"] = int(found["reps"])
    if found["load"]:
        args |= _load(found["load"], found["unit"])
    if found["rpe"]:
        args["rpe"] = float(found["rpe"])
    return [Call("repeat_set", args)]


def _moved(text: str, _clause: str) -> list[Call]:
    if found := _WAS_DAY.match(text):
        return [Call("move_workout", {"to_day": found["day"]})]
    if found := _MOVE.match(text):
        day = found["from"] or found["of"]
        return [Call("move_workout", {"to_day": found["day"]} | ({"day": day} if day else {}))]
    return []


def _set_was(text: str, _clause: str) -> list[Call]:
    found = _SET_WAS.match(text)
    if found is None:
        return []
    args = value(found["value"], prefers="reps")
    return [Call("change_sets", {"which": ORDINALS[found[1]]} | _of(found["of"]) | args)] if args else []


def _made(text: str, _clause: str) -> list[Call]:
    found = _MAKE.match(text) or _WAS.match(text)
    if found is None:
        return []
    named = found.groupdict()
    args = value(named["value"], prefers="reps" if "reps" in text else "load")
    if not args:
        return []
    which = ORDINALS.get(named.get("which") or "", "all" if "load" in args else "last")
    if named.get("which") == "all":
        which = "all"
    of = named.get("of") or named.get("on")
    return [Call("change_sets", {"which": which} | _of(of) | args)]


def _remove(text: str, _clause: str) -> list[Call]:
    found = _REMOVE.match(text)
    if found is None:
        return []
    what = found[1]
    day = day_in(what)
    if day is not None:
        what = " ".join(re.sub(rf"(?:from |of |on )?{re.escape(day)}(?:'s)?", " ", what).split())
    when = {"day": re.sub(r"^on ", "", day)} if day else {}
    if sets := _SET_OF.match(what):
        which = ORDINALS.get(sets[1] or "last", sets[1] or "last")
        return [Call("remove_sets", {"which": which} | _of(sets[2]) | when)]
    if re.fullmatch(r"(?:the |my |that |this |last |latest |whole |entire )*(?:workout|session|training|everything|it|that|log|entry|one)?", what):
        return [Call("delete_workout", when)]
    return [Call("remove_exercise", {"exercise": what} | when)]


def _exercise_was(text: str, _clause: str) -> list[Call]:
    found = _WAS_EXERCISE.match(text)
    if found is None or re.search(r"\b(?:easy|hard|heavy|light|good|bad|great|tough|fun|ok|okay|fine|nice|brutal|it|all|right|correct|wrong|awesome|terrible|the plan|a lie)\b", found["by"]):
        return []
    return [Call("replace_exercise", {"by": found["by"]} | _of(found["exercise"]))]


def _added(_text: str, clause: str) -> list[Call]:
    found = _ADD_EXERCISE.match(clause.strip())
    return [] if found is None else [Call("add_exercise", {"name": (found["a"] or found["b"]).strip()})]


def _described(_text: str, clause: str) -> list[Call]:
    if found := _TITLE.match(clause.strip()):
        return [Call("describe_workout", {"title": found["title"]})]
    if found := _NOTE.match(clause.strip()):
        return [Call("describe_workout", {"notes": found["note"]})]
    return []


def _of(exercise: str | None) -> dict[str, Any]:
    return {"exercise": exercise.strip()} if exercise and exercise.strip() not in ("that", "it") else {}


def _load(number: str, unit: str | None) -> dict[str, Any]:
    sign = -1 if number.startswith("-") else 1
    args: dict[str, Any] = {"load": sign * _number(number.lstrip("+-"))}
    return args | ({"unit": unit} if unit else {})


def _number(text: str) -> float:
    return float(text.replace(",", "."))
