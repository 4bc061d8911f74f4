"""Slots about where somebody trains and what is there: for good, or today."""

import re

from agent.understanding.phrases import vocabulary
from agent.understanding.slots.asked import beside_journeys
from agent.understanding.words import Words
from tools.profile import OWNABLE

EVERYTHING = list(OWNABLE)
_FULL = re.compile(
    r"\b(?:full|commercial|big|proper|normal|regular|well[- ]equipped|fully equipped|university|uni|college|crossfit|public) (?:\w+ )?gym\b|\ball (?:the )?(?:equipment|stuff|machines)\b|\beverything\b|\bgym membership\b"
)
_A_BENCH = re.compile(r"\b(?:a|the|my|one|with|have|got|own|flat|weight|some|and|only|just)\s+$")
_NOTHING = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:equipment|gear|weights|kit|tools)\b|\bbody ?weight only\b|\bonly (?:my )?body ?weight\b|\bnothing at all\b"
)


def place(words: Words) -> str | None:
    """Where training happens; days away are a journey, not the place."""
    found = beside_journeys(words).values("place")
    if "home" in found:
        return "home"
    return found[0] if found else None


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
    if _FULL.search(words.text) and place(words) != "home":
        return EVERYTHING
    found = _things(words)
    if "rack" in found and not words.has("only", "just"):  # who has a rack has what goes with it
        found = list(dict.fromkeys([*found, "barbell", "bench"]))
    if "dumbbell" in found and place(words) == "gym":
        found = list(dict.fromkeys([*found, "bench", "incline_bench"]))
    if _NOTHING.search(words.text):
        return []
    return found or None


def equipment_now(words: Words) -> list[str] | None:
    """All that is there today, where it is said by what there is."""
    if (
        re.search(r"\b(?:only|just|nothing but|have|got|there(?:'s| is| are)|with)\b", words.text)
        and without(words) is None
    ):
        return _things(words) or None
    return None


def without(words: Words) -> list[str] | None:
    """What is not there: behind 'no' or 'without', or named as taken or broken."""
    found = []
    for each in vocabulary("equipment").find(words.said):
        before = words.text[max(0, each.start - 28) : each.start]
        behind = words.text[each.end : each.end + 45]
        if re.search(
            r"\b(?:no|without|missing|isn'?t (?:a|any)|aren'?t any|not a|haven'?t got|don'?t have)\s+(?:any |a |an |the |\w+ and |\w+ or )*$",
            before,
        ) or re.search(
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
    taken = [(each.start, each.end) for each in words.names if len(each.said.split()) > 1]
    found = [
        each
        for each in vocabulary("equipment").find(words.said)
        if not any(start <= each.start < end for start, end in taken)
    ]
    is_lift = words.situation.asks != "equipment" and len(found) == 1 and found[0].value == "bench"
    if is_lift and not _A_BENCH.search(words.text[: found[0].start]):
        return []  # the lift
    return list(dict.fromkeys(each.value for each in found))
