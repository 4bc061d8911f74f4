"""Slots about the plan: which program, how long, for how long a change holds."""

import re

from agent.telling.times import span_of
from agent.understanding.slots.sets import load_change
from agent.understanding.slots.times import coming_day
from agent.understanding.words import ANY_DAY, Words

MOST_ENJOYED = 5
_CHANGES = {
    "resume": re.compile(r"\b(?:resume|unpause|un-pause|continue|go on|pick .* up|start .* again|back on|restart)\b"),
    "pause": re.compile(r"\b(?:pause|freeze|on hold|put .* hold|break from)\b"),
    "end": re.compile(r"\b(?:end|stop|quit|cancel|done with|finish|drop|over with|kill|scrap)\b"),
}
"""What is to become of a program: of several the one that is said first."""
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}


_IS_NOW = re.compile(
    r"\b(?:too|so|way too|is|feels|was|pretty) (?:(?P<easy>easy|light|little|soft|simple)|hard|heavy|much|tough|intense)\b"
)
_COMPARED = re.compile(
    r"(?<!not )(?<!no )\b(?:(?P<easier>easier|lighter|softer|gentler)|harder|heavier|tougher)\b(?! than)"
)
_WANTED_WAY = re.compile(
    r"\b(?:(?P<easier>easier|lighter|less|reduce|tone .* down|gentle|easy|back off|dial .* (?:back|down)|take it down|softer)"
    r"|harder|heavier|more|tougher|spice|push|challenge|beast|(?:up|crank|step|bump|turn) it)\b"
)


def weeks(words: Words) -> int | None:
    """How many weeks a program has, none that lie behind; months are four each."""
    found = re.search(
        r"(?<!last )(?<!past )(?<!previous )\b(\d{1,2}|two|three|four|five|six|eight|ten|twelve)[ -]?(?:weeks?|wks?|w)\b(?! ago| (?:out|away|post|later)\b)",
        words.text,
    )
    if found:
        return _NUMBERS.get(found[1]) or int(found[1])
    found = re.search(r"\b(\d|one|two|three|four|six)[ -]?months?\b", words.text)
    if found is None:
        return 52 if re.search(r"\b(?:a|one|full|whole|1) (?:full |whole )?year\b", words.text) else None
    return round((_NUMBERS.get(found[1]) or int(found[1])) * 52 / 12)


def week_number(words: Words) -> int | None:
    """Which week of the program."""
    found = re.search(r"\bweek (?:no\.? |number )?(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) week\b", words.figures)
    return int(found[1] or found[2]) if found else None


def template(words: Words) -> str | None:
    """An established program."""
    return next(
        (each.value for each in words.find("template") if not _NOT_AGAIN.search(words.text[: each.start])), None
    )


_NOT_AGAIN = re.compile(
    r"\b(?:not|isn't|no more|done with|instead of|after|off|finished|tired of|sick of|anything but|no)\s+(?:my |the |a |doing )?$"
)
"""Before a program that is over."""


def scope(words: Words) -> str | None:
    """For how long a change holds; only this session need not be said."""
    found = words.values("scope")
    return "program" if "program" in found else "week" if "week" in found else None


def easier_or_harder(words: Words) -> str | None:
    """Which way the session is to change: as it is asked for, or the reverse of what it is now."""
    if asked := _COMPARED.search(words.text):
        return "easier" if asked["easier"] else "harder"
    if found := _IS_NOW.search(words.text):
        return "harder" if found["easy"] else "easier"
    found = _WANTED_WAY.search(words.text)
    return None if found is None else "easier" if found["easier"] else "harder"


def add_or_remove(words: Words) -> str | None:
    """Whether something comes into the plan or goes out of it, where a word says so."""
    if _OUT.search(words.text):
        return "remove"
    return "add" if _IN.search(words.text) else None


_OUT = re.compile(
    r"\b(?:remove|drop|without|take .*(?:out|off)|leave (?:out|off)|skip|no|cut|delete|get rid|kick|scrap|ditch|bin|lose|kill|axe|(?:chuck|throw|toss)\b[^.;]*\bout)\b"
)
_IN = re.compile(
    r"\b(?:add|include|insert|put|pop|stick|throw|chuck|toss|slip|give|want|need|with|plus|extra|more|also|as well|another)\b"
)


def kind_of_day(words: Words) -> str | None:
    """Only on which days something is to change: by the kind of the session, or the weekday."""
    found = _KIND_OF_DAY.search(words.text)
    return (found[1] or found[2]).removesuffix("s") if found else None


_KIND_OF_DAY = re.compile(
    r"\b(upper|lower|push|pull|leg|legs|full|short)(?:[ -]body)?[ -](?:days?|sessions?|workouts?)\b"
    r"|\bon ((?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b"
)


def program_change(words: Words) -> str | None:
    """What is to become of the program."""
    found = [
        (place.start(), what)
        for what, pattern in _CHANGES.items()
        if (place := pattern.search(words.text)) and not (what == "end" and words.weekdays)
    ]
    return min(found)[1] if found else "days" if words.weekdays else None


def from_day(words: Words) -> str | None:
    """From which day the program is to change; where only the end of a break is named, from now on."""
    if break_until(words) is None:
        return coming_day(words)
    since = span_of(words.said, words.situation.today or ANY_DAY).since
    return None if since is None else since.isoformat()


def break_until(words: Words) -> str | None:
    """The last day of a break: what is named as its end, or as the time that it lasts."""
    if program_change(words) != "pause" or words.situation.today is None:
        return None
    until = span_of(words.said, words.situation.today, "schedule").until
    return None if until is None else until.isoformat()


def _program_numbers(words: Words) -> list[tuple[float, str, int, int]]:
    return [(each.value, each.unit, each.start, each.end) for each in words.numbers]


def planned_sets(words: Words) -> int | None:
    """How many sets: '4x6', 'four sets', 'one set less' is no number of sets."""
    if found := re.search(r"\b(\d{1,2})\s?[x×]\s?(\d{1,2})\b", words.figures):
        return int(found[1])
    if found := re.search(r"\b(\d) (?:of|sets of) (\d{1,2})\b", words.figures):
        return int(found[1])
    found = re.search(r"\b(\d|one|two|three|four|five|six) sets?\b(?! (?:less|fewer|more))", words.figures)
    return (_NUMBERS.get(found[1]) or int(found[1])) if found else None


def planned_reps(words: Words) -> int | None:
    """How many reps, of a range the lower."""
    if found := re.search(r"\b(\d{1,2})\s?[x×]\s?(\d{1,2})\b", words.figures):
        return int(found[2])
    if found := re.search(r"\b(\d) (?:of|sets of) (\d{1,2})\b", words.figures):
        return int(found[2])
    if found := re.search(r"\b(\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})(?: reps?)?\b", words.figures):
        return int(found[1])
    found = re.search(
        r"\b(?:of |for )?(\d{1,2}) reps?\b|\b(?:sets? of|for) (\d{1,2})\b(?! ?(?:weeks|days|min|kg))|\b(fives|triples|doubles|singles|eights|tens|sixes)\b",
        words.figures,
    )
    if found is None:
        return None
    named = {"fives": 5, "triples": 3, "doubles": 2, "singles": 1, "eights": 8, "tens": 10, "sixes": 6}
    return named[found[3]] if found[3] else int(found[1] or found[2])


def reps_to(words: Words) -> int | None:
    """The top of a range of reps."""
    found = re.search(r"\b(\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})(?: reps?)?\b", words.figures)
    return int(found[2]) if found and int(found[2]) <= 50 else None


def planned_rir(words: Words) -> float | None:
    """Reps that stay in reserve."""
    found = re.search(
        r"\b(?:rir\s?(\d)|(\d|one|two|three|four) (?:rir|reps? in (?:reserve|the tank)|in (?:reserve|the tank)))\b",
        words.figures,
    )
    return float(found[1] or _NUMBERS.get(found[2]) or found[2]) if found else None


def percent_change(words: Words) -> float | None:
    """By how many percent a load changes."""
    found = re.search(r"([+-])?\s?(\d{1,2}(?:[.,]5)?)\s?(?:%|percent)", words.figures)
    if found is None:
        return None
    value = float(found[2].replace(",", "."))
    down = found[1] == "-" or re.search(r"\b(?:off|less|lower|down|reduce|lighter|drop|minus|cut)\b", words.figures)
    return -value if down else value


def planned_change(words: Words) -> float | None:
    """By how much a planned load changes."""
    if percent_change(words) is not None:
        return None
    found = load_change(words)
    if found is not None:
        return found
    match = re.search(
        r"\b(?:lower|drop|reduce|raise|increase|up|bump|knock)\b[^\d]{0,20}\bby (\d+(?:[.,]\d+)?)|\bknock (\d+(?:[.,]\d+)?)\b|\b(\d+(?:[.,]\d+)?)\s?(?:kg|kilos?|lbs?|pounds?)? (?:off|up|down)\b",
        words.figures,
    )
    if match is None:
        return None
    value = float(next(each for each in match.groups() if each).replace(",", "."))
    return -value if re.search(r"\b(?:lower|drop|reduce|off|down|knock)\b", words.figures) else value


def planned_load(words: Words) -> float | None:
    """The load that is planned instead."""
    if planned_change(words) is not None or percent_change(words) is not None:
        return None
    for value, unit, start, _ in _program_numbers(words):
        if unit in ("kg", "lb") or (not unit and (value > 30 or value % 1 > 0)):
            return value
        if re.search(r"\b(?:at|to|the|with)\s+$", words.text[max(0, start - 6) : start]) and not unit and value > 20:
            return value
    return None


def anyway(words: Words) -> bool | None:
    """Whether it is wanted although it was advised against."""
    return (
        True
        if re.search(r"\b(?:anyway|anyways|regardless|still want|my call|i insist|even so|all the same)\b", words.text)
        else None
    )


def only_the_rest(words: Words) -> bool | None:
    """Whether only what was left of a session was done."""
    return (
        True
        if re.search(r"\b(?:the rest|rest of it|what was left|remaining|the others)\b", words.text)
        and not re.search(r"\brest (?:was |is |all )?(?:as )?(?:planned|fine|ok)\b", words.text)
        else None
    )


def difficulty(words: Words) -> str | None:
    """How hard it was."""
    return words.first("difficulty")


def enjoyed(words: Words) -> int | None:
    """From 1 to 5."""
    for each in words.numbers:
        if each.out_of and 1 <= each.value <= 5 and re.search(r"(?:5|five)\s*$", words.text[each.start : each.end]):
            return int(each.value)
    return MOST_ENJOYED if "fun" in words.values("tag") else None


def tags(words: Words) -> list[str] | None:
    """What else was said of a session."""
    return words.values("tag") or None


def goal_done(words: Words) -> str | None:
    """Whether a goal is over."""
    if re.search(r"\b(?:reached|done|hit|made it|achieved|got it|smashed|nailed|did it|ticked)\b", words.text):
        return "reached"
    return (
        "dropped"
        if re.search(
            r"\b(?:drop|dropped|scrap|forget|never real|give up|gave up|cancel|abandon|delete|bin)\b", words.text
        )
        else None
    )


def swap_kind(words: Words) -> str | None:
    """What kind of substitute is wanted."""
    return words.first("swap_kind")
