"""Corrections of sets: 'the last set was 6', 'make that 102.5', 'that was kg not lbs', '4 on the last one'."""

import re
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import movement_of

ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "5th": "5", "6th": "6", "last": "last", "latest": "last", "final": "last",
}  # fmt: skip
NUM = r"\d{1,4}(?:[.,]\d{1,2})?"
UNIT = r"kgs?|kilos?|kilograms?|lbs?|pounds?|#"
SORRY = r"(?:wrong (?:exercise|day|weight|one)|no|nope|nah|actually|sorry|wait|oops|ups|hm+|ah|oh|correction|my bad|typo|i meant|meant|should be|should have been)"
OPENER = rf"^(?:(?:{SORRY}|and|please|ok(?:ay)?|but)\b[,:.!]*\s*)*"
_WHICH = "|".join(ORDINALS)
_OF = r"(?: (?:of|on|for|from) (?:the |my )?(?P<of>[a-z][\w' -]*?))?"
_JUST = r"(?:only |just |actually |really |meant to be )*"
_NOT = rf"(?:,? (?:not|instead of|rather than) (?:{NUM}\b.*|in .+|{UNIT}))?"
_SET_WAS = re.compile(
    OPENER
    + rf"(?:the |my )?(?:(?P<which>{_WHICH}|all|both) (?:sets?|ones?|reps?)|(?P<all>all) of (?:them|those)|sets? #?(?P<n>\d{{1,2}})){_OF}"
    rf"\s+(?:was|were|is|are|had|got|should (?:be|have been))\s+(?:an? )?{_JUST}(?P<value>.+?){_NOT}[.!]*$"
)
_MAKE = re.compile(
    OPENER + r"(?:make|change|correct|set|fix|update|edit)\s+(?!me\b|us\b)(?:that|it|them|this|those"
    rf"|(?:the |my )?(?P<which>{_WHICH}|all)(?: (?:sets?|ones?))?{_OF}|(?:the )?sets? #?(?P<n>\d{{1,2}})(?: of (?P<of2>[a-z][\w' -]*?))?"
    r"|(?:the )?(?:weight|load|reps|rpe)(?: (?:of|on|for) (?:the )?(?P<on>[a-z][\w' -]*?))?|(?:the |my )?(?P<it>[a-z][\w' -]*?))"
    rf"\s*(?:to|into|=|:|as)?\s+(?P<value>(?:rpe )?(?:\+|-)?{NUM}.*?){_NOT}[.!]*$"
)
_WAS = re.compile(
    OPENER
    + r"(?:(?:it|that|they|those|this|the weight|the load|reps|rpe|the rpe)(?:'s| was| were| is| should (?:be|have been)))\s+"
    rf"{_JUST}(?P<value>(?:rpe )?{NUM}.*?){_NOT}[.!]*$"
)
_LIFT_WAS = re.compile(
    OPENER
    + rf"(?:the |my )?(?P<it>[a-z][a-z' -]*?) (?:was|were|is|should (?:be|have been)) {_JUST}(?P<value>{NUM}(?: ?(?:{UNIT}|reps?))?)"
    rf",? (?:not|instead of) {NUM}(?: ?(?:{UNIT}|reps?))?[.!]*$"
)
_BARE = re.compile(rf"^(?:{SORRY}[,:.!]*\s*)+{_JUST}(?P<value>(?:rpe )?{NUM}(?: ?(?:{UNIT}|reps?))?){_NOT}[.!]*$")
_GOT = re.compile(
    OPENER + r"(?:i |it was |that was )?(?:only |just )*(?:got|did|had|managed|hit|made)? ?(?:only |just )*"
    rf"(?P<value>{NUM}(?: ?(?:{UNIT}|reps?))?) (?:on|for|in) (?:the |my )?(?P<which>{_WHICH}) (?:set|one){_OF}[.!]*$"
)
_SAME_SETS = re.compile(
    OPENER + r"(?:it|that) was (?P<sets>\d{1,2}) ?[x×] ?(?P<reps>\d{1,2}),? not (?P=sets) ?[x×] ?\d{1,2}[.!]*$"
)
_OTHER_UNIT = re.compile(
    OPENER
    + rf"(?:that|it|those|they|this|i|make that|change that to|make it)?(?:'s| was| were| is| should be| meant)? ?(?:in )?(?P<unit>{UNIT})"
    rf"(?:,? (?:not|instead of) (?:in )?(?:{UNIT}))?[.!]*$"
)
_MORE_LOAD = re.compile(
    OPENER
    + rf"(?:add|plus) (?P<more>{NUM}) ?(?P<unit>{UNIT})? (?:to|on) (?:the |my )?(?:(?P<which>{_WHICH}|all) (?:sets?|ones?)|it|that|them){_OF}[.!]*$"
)


def corrections(text: str) -> list[Call]:
    """The correction that a plain clause orders; none if it orders none."""
    if (found := _OTHER_UNIT.match(text)) and re.search(r"that|it|those|they|this|meant|not", text):
        return [Call("change_sets", {"which": "all", "unit": "kg" if found["unit"][0] == "k" else "lb"})]
    if found := _MORE_LOAD.match(text):
        which = ORDINALS.get(found["which"] or "", "all")
        unit = {"unit": found["unit"]} if found["unit"] else {}
        return [
            Call("change_sets", {"which": which} | named(found["of"]) | {"load_change": _number(found["more"])} | unit)
        ]
    for pattern in (_SET_WAS, _GOT):
        if found := pattern.match(text):
            groups = found.groupdict()
            args = value(found["value"], prefers="reps")
            which = groups.get("n") or ("all" if groups.get("all") else ORDINALS.get(found["which"] or "", "all"))
            return [Call("change_sets", {"which": which} | named(found["of"]) | args)] if args else []
    return _made(text)


def _made(text: str) -> list[Call]:
    if same := _SAME_SETS.match(text):
        return [Call("change_sets", {"which": "all", "reps": int(same["reps"])})]
    found = _MAKE.match(text) or _WAS.match(text) or _LIFT_WAS.match(text) or _BARE.match(text)
    if found is None:
        return []
    groups = found.groupdict()
    of = groups.get("of") or groups.get("of2") or groups.get("on") or groups.get("it")
    if groups.get("it") and movement_of(groups["it"]) is None:
        return []
    args = value(
        found["value"],
        prefers="reps" if re.search(r"\breps\b", text) else "load",
        rpe=bool(re.search(r"\brpe\b", text)),
    )
    if not args:
        return []
    which = groups.get("n") or ORDINALS.get(
        groups.get("which") or "", "all" if "load" in args or groups.get("which") else "last"
    )
    return [Call("change_sets", {"which": which} | named(of) | args)]


def value(text: str, *, prefers: str, rpe: bool = False) -> dict[str, Any]:
    """What a set should be: '102.5', '6 reps', '100 for 6', 'rpe 9', 'a warm-up'. ``prefers`` settles a bare number."""
    args: dict[str, Any] = {}
    rest = text
    if re.search(r"\d+ ?sets?\b|^\d{1,2} ?[x×] ?\d{1,2}$", text):  # another number of sets is no change of a set
        return {}
    if found := re.search(r"(?:rpe\s*|@\s?)(\d{1,2}(?:[.,]5)?)(?!\d)", rest):
        args["rpe"] = _number(found[1])
        rest = rest.replace(found[0], " ")
    elif rpe and (found := re.fullmatch(r"\d{1,2}(?:[.,]5)?", rest)):
        return {"rpe": _number(rest)}
    for pattern, kind in (
        (r"warm[- ]?up", "warmup"),
        (r"amrap", "amrap"),
        (r"to failure|failed|failure", "failure"),
        (r"drop ?set", "drop"),
    ):
        if re.search(pattern, rest):
            args["kind"] = kind
    if found := re.search(rf"({NUM})\s*({UNIT})?\s*(?:x|×|\*|for)\s*(\d{{1,3}})", rest):
        return args | load(found[1], found[2]) | {"reps": int(found[3])}
    if found := re.search(r"(\d{1,3})\s*reps?", rest):
        args["reps"] = int(found[1])
        rest = rest.replace(found[0], " ")
    if found := re.search(rf"({NUM})\s*({UNIT})(?!\w)", rest):
        return args | load(found[1], found[2])
    if (found := re.search(NUM, rest)) and "reps" not in args and "rpe" not in args:
        number = _number(found[0])
        small = number.is_integer() and number <= (20 if prefers == "reps" else 12)
        args |= {"reps": int(number)} if small else load(found[0], None)
    return args


def named(exercise: str | None) -> dict[str, Any]:
    """The argument that says which exercise is meant, if one was said."""
    return {"exercise": exercise.strip()} if exercise and exercise.strip() not in ("that", "it", "them", "this") else {}


def load(number: str, unit: str | None) -> dict[str, Any]:
    """The arguments of a load as it was said."""
    return {"load": _number(number)} | ({"unit": unit} if unit else {})


def _number(text: str) -> float:
    return float(text.replace(",", "."))
