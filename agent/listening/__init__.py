"""Whether a message is a red flag: the concept listener and the classifier, weighed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.listening.classifier import Heard, listen, thresholds
from agent.listening.perceived import Perceived, in_context, that_count
from agent.listening.segments import parts_of
from training.red_flags import Flag, Reading, Tier, flag_of, language_of, read, who_of
from training.red_flags.words import LONGEST_READ


@dataclass(frozen=True)
class Listeners:
    """Which of the two are listened to; both unless a test switches one off."""

    concepts: bool = True
    classifier: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a part of a message is a sign of, how urgent, and whether it may as well be none."""

    kind: str
    tier: Tier
    is_doubtful: bool = False


URGENT = ("heart", "breathing", "stroke", "suicide", "overdose", "allergy", "spine")
"""Kinds in which a sure emergency by the concepts is one, whatever the classifier thinks."""
BOTH = Listeners()
_ORDER: dict[Tier, int] = {"emergency": 0, "see_doctor": 1, "redirect": 2}


def hear(said: str, timezone: str | None = None, listeners: Listeners = BOTH) -> Flag | None:
    """The most urgent red flag in a message, a doubtful one if there is no other: the whole of a short one is judged,
    and each part of a long one.
    """
    said = said[:LONGEST_READ]
    if not said.strip():
        return None
    least = thresholds()
    perceived = _perceived(said, listeners, least["heard_in_long"])
    verdicts = [(each, judge(each, listeners, least)) for each in perceived]
    flags = [(each, verdict) for each, verdict in verdicts if verdict is not None]
    if not flags:
        return None
    loudest, verdict = min(flags, key=lambda each: (each[1].is_doubtful, _ORDER[each[1].tier], -each[0].alarm))
    around = loudest.among or perceived[0]
    who, language = who_of(around.reading), language_of(said)
    if around.heard is not None:
        who, language = ("someone_now" if around.beside >= least["beside"] else "me"), around.heard.language
    flag = flag_of(verdict.kind, verdict.tier, loudest.reading, who, language, timezone)
    return replace(flag, is_doubtful=verdict.is_doubtful)


def is_health_talk(text: str) -> float:
    """How probable it is that a message is about health, 0 to 1: what nobody understood is then answered honestly."""
    [heard] = listen([text], [read(text)])
    return 1 / (1 + math.exp(-heard.health))


def _perceived(said: str, listeners: Listeners, asked: float) -> list[Perceived]:
    """What is made of the parts of a message that count; ``asked`` is the alarm from which on a sentence is heard."""
    found = parts_of(said)
    all_read = [read(part.text) for part in found]
    kept = that_count(found, all_read)
    parts, readings = [found[at] for at in kept], [all_read[at] for at in kept]

    def heard_of(texts: Sequence[str], read_of: Sequence[Reading]) -> Sequence[Heard | None]:
        return listen(texts, read_of) if listeners.classifier else [None] * len(texts)

    def among(some: Sequence[int]) -> list[Perceived]:
        contexts = [parts[at].context for at in some]
        around = [read(each) for each in contexts]
        return list(map(Perceived, around, heard_of(contexts, around)))

    alone = list(map(Perceived, readings, heard_of([part.text for part in parts], readings)))
    return in_context(parts, alone, among, asked)


def judge(perceived: Perceived, listeners: Listeners, least: dict[str, float]) -> Verdict | None:
    """What a part is a sign of, if of anything, by what the listeners say and the logits that are asked for."""
    reading, heard = perceived.reading, perceived.heard
    around = (perceived.among or perceived).reading
    rule = reading.sure if listeners.concepts else None
    if heard is None:
        return None if rule is None or around.excuses else Verdict(rule.kind, rule.tier)
    if not listeners.concepts:
        return Verdict(heard.kind, _tier(perceived, least)) if heard.alone >= least["alone"] else None
    if rule is not None and rule.tier == "redirect":
        return Verdict(rule.kind, rule.tier) if not around.present & {"nobody", "history"} else None
    place = "" if perceived.among is None else "_in_long"
    if perceived.alarm < least[f"heard{place}"]:
        return None
    is_doubtful = perceived.alarm < least[f"told{place}"]
    likely = rule or reading.likely
    if likely is None or likely.tier == "redirect":
        return Verdict(heard.kind, _tier(perceived, least), is_doubtful)
    is_urgent = perceived.is_sure and likely.tier == "emergency" and likely.kind in URGENT
    return Verdict(likely.kind, "emergency" if is_urgent else _tier(perceived, least), is_doubtful)


def _tier(perceived: Perceived, least: dict[str, float]) -> Tier:
    return "emergency" if perceived.emergency >= least["emergency"] else "see_doctor"
