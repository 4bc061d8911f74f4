"""Pieces of what people say: clauses, periods, days, and what is left when the question is taken away."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agent.builtin.words import SPELLINGS, STOP_WORDS, VERBS
from training.library import load_library
from training.movement import Movement
from training.resolver import Resolved, Resolver, Unknown

LONG_MONTH = r"(?:january|february|april|june|july|august|september|october|november|december)"
MONTH = rf"(?:{LONG_MONTH}|march|may|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_COUNT = r"(?:\d+|a|one|two|three|four|five|six|eight|ten|twelve)"
DAY = (
    r"(?:today|tonight|this morning|the day before yesterday|yesterday|last night|"
    rf"(?:last |on )?{WEEKDAY}|on (?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)|"
    rf"{_COUNT} (?:days?|weeks?) ago|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_EDGE = rf"(?:{MONTH}(?: \d{{4}})?|{DAY}|20\d\d|(?:last |the )?(?:week|month|year))"
_SPAN = r"(?:days?|weeks?|wks?|months?|years?)"
PERIOD = (
    rf"(?:since {_EDGE}|from {_EDGE} (?:to|until|till) (?:{_EDGE}|now)|from (?:{MONTH}|20\d\d)(?![\d-])(?: on)?"
    rf"|(?:in |over |during |for |within |of )?(?:the |my )?(?:last|past|previous|this) (?:{_COUNT} )?{_SPAN}(?! ago)"
    rf"|in (?:{MONTH}(?: \d{{4}})?|20\d\d)|{MONTH} \d{{4}}|{LONG_MONTH}(?! \d)"
    rf"|(?:(?:in |over |for )(?:the )?{_COUNT}|\d+|two|three|four|five|six|eight|ten|twelve) {_SPAN}(?! ago)|all[- ]time|ever|overall|so far)"
)
_PERIOD, _DAY = re.compile(rf"\b{PERIOD}\b"), re.compile(rf"\b{DAY}\b")
_OPENS = (
    r"(?:how'?s?\b(?! (?:about that|it going))|what'?s?\b|whats\b|when did|show (?:me|my)|did i\b|am i\b|(?:is|was) (?:that|it|this) an? p[rb]|p[rb]s?\b\s*(?:$|\?)"
    r"|i weigh|weighed|i'?m \d|i am \d|my (?:body ?)?weight|slept\b|switch to|undo\b(?<!wrong, undo)|delete\b|remove\b|compare\b|change\b|make (?:it|that)\b"
    r"|(?:bw|body ?weight)\s*:?\s*(?:3[5-9]|[4-9]\d|[1-4]\d\d)(?:[.,]\d+)?\s*(?:kgs?|lbs?)?\s*(?:$|[,;.\n]|and\b|how)"
    r"|(?:rhr|hrv|waist|resting (?:hr|heart rate))\s*(?:is |was )?\d|use (?:kg|lbs?|pounds|kilos)\b|thanks\b|thank you\b|by the way\b|btw\b|i (?:can|could) (?:only )?(?:train|work ?out)\b)"
)
_ENDS = re.compile(r"\n+|(?<=[\w)%!])[.!?;]+(?:\s+|$)|(?<=\?)")
_JOINED = re.compile(
    rf"(?:\s*,\s*|\s+(?=and |but |also |then |plus ))(?:and |but |also |then |plus )*(?={_OPENS})", re.IGNORECASE
)
_BY_THE_WAY = re.compile(r"^(?:oh|and|also)?[, ]*(?:by the way|btw)[, :]+", re.IGNORECASE)
_RUN_ON = re.compile(rf"\s+(?={_OPENS})", re.IGNORECASE)
_ASKS = re.compile(
    r"^(?:and |so |hey |hi |ok )*(?:how|what|when|which|show|did|do|does|am|is|was|compare|can|tell|where|why|have)"
)
_OPENING = re.compile(r"^\W*(?:(?:so|ok|okay|hey|hi|well|on|this was|that was|from)\W+)*$")
_SET_OFF = re.compile(
    rf"(?:,|\band|\b(?:all|both|everything)(?: of (?:it|that|this|them))?)(?: (?:all|both|everything|that|it|this|was|were|on|of))* ?{DAY}$"
)
_SPLIT = re.compile(r"\s*(?:,|&|\+|\band\b|\bor\b|/)\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause without its period and its question words: what it is about."""

    subject: str
    period: str | None
    day: str | None


def plain(said: str) -> str:
    """Lower case, straight quotes, single spaces, the usual slips put right."""
    text = said.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(SPELLINGS.get(word, word) for word in re.sub(r"[\w']+", _spelled, text).split())


LONGEST_QUESTION = 60
"""Words. What is longer is no question about one exercise."""


def clauses(said: str) -> list[str]:
    """The parts of a message that can mean different things, each as it was written."""
    found: list[str] = []
    for sentence in _sentences(said):
        for part in _JOINED.split(sentence):
            found += _run_ons(part)
    found = [_BY_THE_WAY.sub("", clause.strip(" \t,")) for clause in found]
    return [clause for clause in found if clause.strip(" \t,.!?;")]


def asked(clause: str, *, beyond: str = "") -> Asked:
    """Take a question apart; ``beyond`` is a pattern of more words that are not what it is about.

    >>> asked("how is my back squat going since june?")
    Asked(subject='back squat', period='since june', day=None)
    """
    text = plain(clause).strip(" ?!.")
    period = _PERIOD.search(text)
    if period is not None:
        text = text[: period.start()] + " " + text[period.end() :]
    day = _DAY.search(text)
    if day is not None:
        text = text[: day.start()] + " " + text[day.end() :]
    if beyond:
        text = re.sub(beyond, " ", text)
    words = [word.strip('?,.!:"()') for word in text.split()]
    kept = [VERBS.get(word, word) for word in (word.removesuffix("'s") for word in words) if word]
    while kept and kept[0] in STOP_WORDS:
        kept.pop(0)
    while (
        kept and kept[-1] in STOP_WORDS and not (kept[-1] == "up" and len(kept) > 1)
    ):  # from the ends only: "toes to bar" keeps its "to"
        kept.pop()
    return Asked(" ".join(_core(kept)), _words(period), _words(day))


def subjects(subject: str) -> list[str]:
    """The exercises of a subject: 'squat and bench' are two, 'clean and jerk' is one."""
    if not subject or movement_of(subject) is not None:
        return [subject] if subject else []
    parts = [part for part in _SPLIT.split(subject) if part]
    return parts if len(parts) > 1 and all(movement_of(part) for part in parts) else [subject]


@lru_cache(maxsize=1024)
def movement_of(words: str) -> Movement | None:
    """What the library has by that name, as far as that is open to nobody's history."""
    found = _resolver().resolve(words)
    if isinstance(found, Resolved):
        return found.movement
    return None if isinstance(found, Unknown) else found.movements[0]


def periods_in(clause: str) -> list[str]:
    """All periods that a clause names, bare months and years too."""
    named = re.compile(rf"\b(?:{PERIOD}|{MONTH}|20\d\d)\b")
    return [re.sub(r"^(?:in|of|over|during|for) ", "", found[0]) for found in named.finditer(plain(clause))]


def day_in(clause: str) -> str | None:
    """The day that a clause names."""
    return _words(_DAY.search(plain(clause)))


def day_of_all(said: str) -> str | None:
    """The day that a whole message is about: it begins with it, or ends with it set off; no other day is named.

    >>> day_of_all("yesterday bench 3x5 80, slept 7h"), day_of_all("bench 3x5 80, slept 7h, yesterday")
    ('yesterday', 'yesterday')
    >>> day_of_all("bench 3x5 80, slept 7h and squatted 100x5 yesterday") is None
    True
    """
    text = plain(said)
    days = list(_DAY.finditer(text))
    if len(days) != 1 or days[0][0] == "last night":  # of which sleep is told, not training
        return None
    begins = _OPENING.match(text[: days[0].start()]) is not None
    ends = _SET_OFF.search(text[: days[0].end()]) is not None and not text[days[0].end() :].strip(" .!)")
    return _words(days[0]) if begins or ends else None


def _words(found: re.Match[str] | None) -> str | None:
    return None if found is None else re.sub(r"^(?:on|over|during|for|within|of) ", "", found[0].strip())


def _spelled(word: re.Match[str]) -> str:
    return SPELLINGS.get(word[0], word[0])


def _sentences(said: str) -> list[str]:
    found, start = [], 0
    for match in _ENDS.finditer(said):
        found.append(said[start : match.start()] + ("?" if match[0].strip().startswith("?") else ""))
        start = match.end()
    return [*found, said[start:]]


def _run_ons(part: str) -> list[str]:
    """'bench 3x5 100 how's my squat': cut where something new begins after something with numbers that asks nothing."""
    for match in _RUN_ON.finditer(part):
        before = part[: match.start()]
        if any(char.isdigit() for char in before) and not _ASKS.match(plain(before)):
            return [before, *_run_ons(part[match.end() :])]
    return [part]


def _core(words: list[str]) -> list[str]:
    """The part that is an exercise, if all around it are words of the question."""
    if not 2 <= len(words) <= LONGEST_QUESTION or not any(word in STOP_WORDS for word in words):
        return words
    if movement_of(" ".join(words)) is not None:
        return words
    telling = [at for at, word in enumerate(words) if word not in STOP_WORDS]
    first, last = (telling[0], telling[-1]) if telling else (len(words), -1)  # what is left out tells nothing
    for length in range(len(words) - 1, max(last - first, 0), -1):
        for start in range(max(0, last - length + 1), min(first, len(words) - length) + 1):
            if movement_of(" ".join(words[start : start + length])) is not None:
                return words[start : start + length]
    return words


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    return Resolver(load_library())
