"""Whether a message is a red flag: the concept listener and the classifier, weighed."""

import math
from dataclasses import dataclass

from agent.listening.classifier import Heard, listen, thresholds
from agent.listening.segments import MOST_PARTS, beside_sets, parts_of
from training.red_flags import Flag, Reading, Tier, Who, flag_of, language_of, read, who_of
from training.red_flags.words import LONGEST_READ


@dataclass(frozen=True)
class Listeners:
    """Which of the two are listened to; both unless a test switches one off."""

    concepts: bool = True
    classifier: bool = True


URGENT = ("heart", "breathing", "stroke", "suicide", "overdose", "allergy", "spine")
"""Kinds in which a sure emergency by the concepts is one, whatever the classifier thinks."""
SIGNLESS = 0.7
"""By how much more the classifier has to be sure (logits) of a text in which no sign of the body or mind is named."""
BOTH = Listeners()


def hear(said: str, timezone: str | None = None, listeners: Listeners = BOTH) -> Flag | None:
    """The most urgent red flag in a message, or ``None``: the whole is listened to, and each part of a long one."""
    said = said[:LONGEST_READ]
    whole = read(said)
    if not said.strip():
        return None
    readings = [whole, *(read(part) for part in parts_of(said))]
    beside = read(beside_sets(said))
    if beside.signs:
        readings.append(beside)
    if len(readings) > MOST_PARTS + 1:
        readings[1:] = sorted(readings[1:], key=lambda part: (not part.rules, -len(part.present)))[:MOST_PARTS]
    heard = listen([each.words.text for each in readings], readings) if listeners.classifier else [None] * len(readings)
    least = thresholds()
    found = [judge(reading, ears, listeners, least) for reading, ears in zip(readings, heard, strict=True)]
    flags = [each for each in found if each is not None]
    if not flags:
        return None
    kind, tier = min(flags, key=lambda each: _ORDER[each[1]])
    if heard[0] is None:
        return flag_of(kind, tier, whole, who_of(whole), language_of(said), timezone)
    who: Who = "someone_now" if heard[0].beside >= least["beside"] else "me"
    return flag_of(kind, tier, whole, who, heard[0].language, timezone)


def is_health_talk(text: str) -> float:
    """How probable it is that a message is about health, 0 to 1: what nobody understood is then answered honestly."""
    [heard] = listen([text], [read(text)])
    return 1 / (1 + math.exp(-heard.health))


_ORDER: dict[Tier, int] = {"emergency": 0, "see_doctor": 1, "redirect": 2}


def is_sure(reading: Reading) -> bool:
    """Whether a rule suffices, and nothing in the words speaks against it."""
    return reading.sure is not None and not reading.excuses


def judge(
    reading: Reading, heard: Heard | None, listeners: Listeners, least: dict[str, float]
) -> tuple[str, Tier] | None:
    """The kind and tier of one text, if it is a flag by what the listeners say and the logits that are asked for."""
    rule = reading.sure if listeners.concepts else None
    if heard is None:
        return None if rule is None or reading.excuses else (rule.kind, rule.tier)
    if not listeners.concepts:
        return (heard.kind, _tier(heard, least)) if heard.alone >= least["alone"] else None
    if rule is not None and rule.tier == "redirect":
        return (rule.kind, rule.tier) if not reading.present & {"nobody", "history"} else None
    sure = is_sure(reading) and rule is not None
    asked = least["sure"] if sure else least["together"] + (0.0 if reading.signs else SIGNLESS)
    if heard.alarm_of(sure) < asked:
        return None
    likely = rule or reading.likely
    if likely is None or likely.tier == "redirect":
        return heard.kind, _tier(heard, least)
    is_urgent = sure and likely.tier == "emergency" and likely.kind in URGENT
    return likely.kind, "emergency" if is_urgent else _tier(heard, least)


def _tier(heard: Heard, least: dict[str, float]) -> Tier:
    return "emergency" if heard.emergency >= least["emergency"] else "see_doctor"
