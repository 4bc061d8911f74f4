"""Slots about where somebody trains and what is there: for good, or today."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from agent.understanding.clauses import pieces
from agent.understanding.names import Name
from agent.understanding.phrases import Found, bare, vocabulary
from agent.understanding.slots.asked import beside_journeys
from agent.understanding.words import Words
from tools.profile import OWNABLE

EVERYTHING = list(OWNABLE)
SUFFICE = frozenset(("dumbbell", "kettlebell", "band", "cable", "machine", "smith", "rings"))
"""Each of these loads a whole body."""
ALL_THERE_IS = (
    "only",
    "just",
    "nothing else",
    "that's all",
    "thats all",
    "all i have",
    "all i own",
    "all i've got",
    "that's it",
)
LIFTS = ("bench",)
"""Things that a lift is called by as well."""
HELD_BY = frozenset(("pullup_bar", "dip_bars", "rings", "band", "box"))
"""What the body trains on where there are no weights."""
OTHER_BARS = frozenset(("trap_bar", "ez_bar", "axle"))
NEAR = 60
"""Characters between two things of one list."""
_FULL = re.compile(
    r"\b(?:full|commercial|big|proper|normal|regular|well[- ]equipped|fully equipped|university|uni|college|crossfit|public) (?:\w+ )?gym\b|\ball (?:the )?(?:equipment|stuff|machines)\b|\b(?:has|have|with|got) everything\b|\beverything (?:there|in it|you)|^\W*everything\b|gym,? everything\b|\bgym membership\b"
)
_BEFORE_NUMBER = re.compile(r"\s*(?:at |to |from |is |of |max )?\d")
_BEHIND = re.compile(r"\s+([^\W\d_][\w'’]*)")
_TIES = re.compile(r"\W*(?:\b(?:and|plus|or|then)\b\W*)?")
_ABSENT = re.compile(
    r"\b(?:no|without|missing|isn'?t (?:a|any)|aren'?t any|not a|haven'?t got|don'?t have)\s+(?:any |a |an |the |free |\w+ and |\w+ or )*(?:\w+ )?$"
)
_ALL_OF_IT = re.compile(
    r"\b(?:full|all (?:of it|there|in)|everything|the (?:lot|works)|has it all|you name it|complete)\b"
)
"""Words for all that a gym has, where it was asked what there is."""
_NOTHING = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:equipment|gear|weights|kit|tools)\b|\bbody ?weight only\b|\bonly (?:my )?body ?weight\b|\bnothing at all\b|\b(?:my|the) (?:own )?body(?: ?weight)?(?: only| alone)?\s*$|\bjust (?:me|my body)\b"
)


def place(words: Words) -> str | None:
    """Where training happens; days away are a journey, not the place."""
    clauses = [Words(each.text, words.situation) for each in pieces(beside_journeys(words).said)]
    found = [name for each in clauses if not _LEFT.search(each.text) for name in each.values("place")]
    if "home" in found:
        return "home"
    return found[0] if found else None


_LEFT = re.compile(
    r"\b(?:no longer|not (?:\w+ ){0,4}any ?more|no (?:\w+ ){1,3}any ?more|no more|quit|sold|closed|cancel\w*)\b|^\W*(?:no|without a) (?:\w+ )?(?:gym|home|garage)\b"
)
"""What is told of a place where training happens no longer."""


def place_now(words: Words) -> str | None:
    """Where the athlete is: home, gym, hotel, nothing."""
    if words.has("hotel", "airbnb") or re.search(
        r"\btravell?ing\b|\bon the road\b|\bholiday\b|\bcamping\b", words.text
    ):
        return "hotel"
    if _NOTHING.search(words.text):
        return "nothing"
    found = place(words)
    return found if found in ("home", "gym") else None


def equipment(words: Words) -> list[str] | None:
    """All that is at hand; 'everything' is all there is, and a gym with dumbbells has benches."""
    words = beside_journeys(words)
    is_asked = words.situation.asks == "equipment"
    if is_asked and words.has("everything"):
        return EVERYTHING
    if _FULL.search(words.text) and (is_asked or place(words) != "home"):
        return EVERYTHING
    found = [each for each in _things(words) if each not in _absent(words)]
    if not found and is_asked and _ALL_OF_IT.search(words.text):
        return EVERYTHING
    if "rack" in found and not words.has("only", "just"):  # who has a rack has what goes with it
        found = list(dict.fromkeys([*found, "barbell", "bench"]))
    if "dumbbell" in found and place(words) == "gym":
        found = list(dict.fromkeys([*found, "bench", "incline_bench"]))
    if _NOTHING.search(words.text):
        return [each for each in found if each in HELD_BY]
    is_all = is_asked or (words.has(*ALL_THERE_IS) and found != ["bench"])
    return found if found and (is_all or stands(found)) else None


def stands(kit: Sequence[str]) -> bool:
    """Whether one can train with this alone; a bench or a bike told in passing leaves the question open what else there is.

    >>> stands(["bench"]), stands(["barbell", "rack"]), stands(["kettlebell"])
    (False, True, True)
    """
    return not SUFFICE.isdisjoint(kit) or {"barbell", "rack"} <= set(kit)


def _absent(words: Words) -> list[str]:
    """What is said not to be there, nowhere told as there."""
    named = _pieces(words)
    missing = {each.start for each in named if _ABSENT.search(words.text[max(0, each.start - 28) : each.start])}
    there = {each.value for each in named if each.start not in missing}
    return [each.value for each in named if each.start in missing and each.value not in there]


def equipment_now(words: Words) -> list[str] | None:
    """All that is there today, where it is said by what there is."""
    if re.search(r"\b(?:only|just|nothing but|have|got|there(?:'s| is| are)|with)\b", words.text):
        missing = without(words) or []
        return [each for each in _things(words) if each not in missing] or None
    return None


def without(words: Words) -> list[str] | None:
    """What is not there: behind 'no' or 'without', or named as taken or broken."""
    found = []
    for each in vocabulary("equipment").find(words.said):
        before = words.text[max(0, each.start - 28) : each.start]
        behind = words.text[each.end : each.end + 45]
        if _ABSENT.search(before) or re.search(
            r"^\s*(?:s\b|\w+)?\s*(?:is|are|'s|was|were|all|machine)?\s*(?:all )?(?:taken|broken|busy|occupied|in use|full|missing|gone|out of order|down|closed|bust|knackered)",
            behind,
        ):
            found.append("barbell" if each.value == "barbell" else each.value)
    if not found and re.search(
        r"\b(?:taken|broken|busy|occupied|in use|out of order|down|hogging|hogged|camping)\b", words.text
    ):
        found = _things(words)
    return list(dict.fromkeys(found)) or None


def _things(words: Words) -> list[str]:
    """The pieces of equipment that are named; a name of an exercise names none."""
    taken = [each for each in words.names if len(each.said.split()) > 1]
    found = [each for each in _pieces(words) if not _stands_in(each, taken)]
    if words.situation.asks != "equipment":
        found = [each for at, each in enumerate(found) if _is_thing(at, found, words)]
    return list(dict.fromkeys(each.value for each in found))


def _pieces(words: Words) -> list[Found]:
    """The words for equipment; plates are those of another bar where one is named."""
    found = vocabulary("equipment").find(words.said)
    if any(each.value in OTHER_BARS for each in found):
        return [each for each in found if not words.text[each.start : each.end].startswith("plate")]
    return found


def _stands_in(item: Found, names: Sequence[Name]) -> bool:
    """Whether it begins within a name that is longer; ``names`` are in order."""
    before = bisect_right(names, item.start, key=lambda each: each.start)
    name = names[before - 1] if before else None
    return name is not None and item.start < name.end and item.end - item.start < name.end - name.start


def _is_thing(at: int, items: Sequence[Found], words: Words) -> bool:
    """Whether a word for equipment means a thing that is there: many, one of a list, or shown; not what a lift or a noun is called by."""
    text, item = words.said, items[at]
    behind = _BEHIND.match(text, item.end)
    next_to = behind.start(1) if behind else -1
    is_kit = any(each.start == next_to for each in items[at + 1 : at + 2])
    if behind and not is_kit and not _around(behind[1], "behind"):
        return False
    if item.value in LIFTS and _is_lift(item, words):
        return False
    named = text[item.start : item.end].lower()
    listed = any(each.value != item.value and _beside(item, each, text) for each in _near(at, items))
    words_before = bisect_right(words.tokens, item.start, key=lambda each: each.end)
    before = [each.word for each in words.tokens[max(0, words_before - 2) : words_before]]
    return (
        listed
        or bare(named) != named
        or any(_around(each, "before") for each in before)
        or (bool(before) and before[-1].isdigit())
    )


def _near(at: int, items: Sequence[Found]) -> Iterator[Found]:
    """The items around one that are so near that they may be of its list."""
    item = items[at]
    yield from takewhile(lambda each: item.start - each.end <= NEAR, (items[n] for n in range(at - 1, -1, -1)))
    yield from takewhile(lambda each: each.start - item.end <= NEAR, (items[n] for n in range(at + 1, len(items))))


def _around(word: str, where: str) -> bool:
    """Whether a word may stand there, before or behind a thing, and leaves it a thing."""
    return where in vocabulary(f"around_kit_{where}").values(word)


def _is_lift(item: Found, words: Words) -> bool:
    """Whether a number comes behind, or a lift is named beside it."""
    if _BEFORE_NUMBER.match(words.said, item.end):
        return True
    at = bisect_right(words.names, item.start, key=lambda each: each.start)
    lifts = [
        each for each in words.names[max(0, at - 2) : at + 2] if not (each.start < item.end and item.start < each.end)
    ]
    return any(_tied(item, each, words.said) for each in lifts)


def _beside(one: Found | Name, other: Found | Name, text: str) -> bool:
    """Whether two spans stand near each other in one sentence."""
    first, second = sorted((one, other), key=lambda each: each.start)
    between = text[first.end : second.start]
    return len(between) <= NEAR and not re.search(r"[;!?]|\.(?!\d)", between)


def _tied(one: Found | Name, other: Found | Name, text: str) -> bool:
    """Whether nothing but a comma or an "and" stands between two spans."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return _TIES.fullmatch(text[first.end : second.start]) is not None
