"""Pieces of what people say: clauses, periods, days, the words that are left when the question is taken away."""

import re
from dataclasses import dataclass

MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
DAY = (
    r"(?:today|tonight|this morning|yesterday|the day before yesterday|last night|"
    r"(?:last |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:on )?(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)|"
    rf"(?:\d+|a|two|three|four|five|six) (?:days?|weeks?) ago|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_COUNT = r"(?:\d+|a|one|two|three|four|five|six|eight|ten|twelve)"
PERIOD = (
    rf"(?:(?:since|from) (?:last |the )?(?:{MONTH}(?: \d{{4}})?|{DAY}|\d{{4}}|week|month|year)(?: (?:to|until|till) (?:{MONTH}(?: \d{{4}})?|{DAY}|\d{{4}}|now))?"
    rf"|(?:in |over |during |for |within |of )?(?:the |my )?(?:last|past|previous|this) (?:{_COUNT} )?(?:days?|weeks?|wks?|months?|years?)"
    rf"|(?:in |during )(?:{MONTH}(?: \d{{4}})?|20\d\d)|{MONTH} \d{{4}}"
    rf"|(?:the )?{_COUNT} (?:weeks?|months?|years?|days?)(?! ago)|all[- ]time|ever|overall|so far)"
)
_PERIOD = re.compile(rf"\b{PERIOD}\b")
_DAY = re.compile(rf"\b{DAY}\b")
_BREAK = re.compile(
    r"\n+|(?<=[\w)%!])[.!?;]+(?:\s+|$)"
    r"|,?\s+(?:and |but |also |then |plus )*(?=(?:how'?s?|what'?s?|when|show me|did i|i weigh|i'm \d|i am \d|weighed|my weight|slept|switch to|"
    r"undo|delete|compare|body ?weight \d|resting (?:hr|heart))\b)",
    re.IGNORECASE,
)
STOP_WORDS = frozenset(
    "a about after all also am an and any anything are as at average be been best better big by can chart check "
    "compare could current currently curve data day days did display do does doing done draw e1rm ever exercise "
    "feel for from get getting gimme give go going got graph had has have heaviest heavy hey hi highest history "
    "how how's hows i i'm im improve improved improving in increase increased is it it's its kg last lately "
    "latest lb let lift lifted lifting lifts like list load logged long look looking looks max maxes me more most "
    "much my need now numbers of often ok okay on overall pb pbs per please plot pr progress progressed "
    "progressing progression prs quick recent recently record records rep repmax reps say see session sessions "
    "set sets should show since so some stats still strength strong stronger tell that the them then there these "
    "they this time times to today total track training trend trending trends us use using value vs was we weaker "
    "week weekly weeks were what what's whats when where which will with without workout workouts would year you "
    "your 1rm 1-rm personal bests estimate estimated one-rep-max made make hit change changed past plateau "
    "plateaued stuck date month months doing? mine line i've i'd s compared "
    .split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause without its period and its question words: what it is about."""

    subject: str
    period: str | None
    day: str | None


def plain(said: str) -> str:
    """Lower case, straight quotes, single spaces."""
    return " ".join(said.lower().replace("’", "'").replace("‘", "'").split())


def clauses(said: str) -> list[str]:
    """The parts of a message that can mean different things, each as it was written."""
    found: list[str] = []
    start = 0
    for match in _BREAK.finditer(said):
        ending = match[0].strip()
        found.append(said[start : match.start()] + ("?" if ending.startswith("?") else ""))
        start = match.end()
    found.append(said[start:])
    return [clause.strip(" \t,") for clause in found if clause.strip(" \t,.!?;")]


def asked(clause: str) -> Asked:
    """Take a question apart.

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
    words = [word.strip("?,.!:\"()") for word in text.split()]
    kept = [word.removesuffix("'s") for word in words if word]
    while kept and kept[0] in STOP_WORDS:
        kept.pop(0)
    while kept and kept[-1] in STOP_WORDS:  # from the ends only: "toes to bar" keeps its "to"
        kept.pop()
    return Asked(" ".join(kept), period[0].strip() if period else None, day[0].strip() if day else None)


def period_in(clause: str) -> str | None:
    """The period that a clause names."""
    found = _PERIOD.search(plain(clause))
    return found[0] if found else None


def day_in(clause: str) -> str | None:
    """The day that a clause names."""
    found = _DAY.search(plain(clause))
    return found[0] if found else None
