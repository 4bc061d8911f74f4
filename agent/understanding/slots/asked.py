"""What is asked of a program beside goals, days and kit: each reader looks at the clauses of a text and says what it found."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from agent.understanding.clauses import Piece, pieces
from agent.understanding.phrases import vocabulary
from agent.understanding.slots.break_told import away
from agent.understanding.slots.lifts_asked import bests, lifts, lifts_of_sentence
from agent.understanding.slots.spoken_numbers import NUMBER, first_number
from agent.understanding.slots.weights_asked import weights
from agent.understanding.words import Words
from training.when import Day, Period

MARATHON_KM, HALF_KM = 42.2, 21.1
LONG_SHARE = 0.35
"""Of a week's kilometres, the longest run of who does not say it."""
HOTEL = ("dumbbell", "bench", "treadmill")
"""What a hotel's gym surely has."""
NEAR = 60
"""Characters between a day and the word for what is on it."""
_RUNS = r"(?:easy |short |long )?(?:runs?|running|jogs?|jogging)\b"
_LIFTS = r"(?:gym|lift(?:s|ing)?|weights?|strength|lifting)\b"
_CARDIO = r"(?:bike|biking|cycling|spin|swim\w*|rower|cardio)\b"
_TIMES = r"\s?(?:x|times|days?|sessions?)?(?: (?:(?:a|per) week )?(?:of|with|in the|at the|for))?"
_NO_RACE = re.compile(r"\b(?:first|second|other|last|better) half$")
"""A half that is none of a marathon."""
_KM = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s?(?:km|k)\b")
_NO_TRAINING = re.compile(
    r"\b(?:no training|can'?t train|won'?t (?:be able to )?train|no gym at all|not training|completely off|fully off|nothing at all)\b"
)
_PREGNANT = re.compile(
    r"\b(\d{1,2})\s?(?:weeks?|wks?|w)\b[^.,;]{0,12}\bpregnan|\bpregnan\w*[^.,;]{0,20}?\b(?:week )?(\d{1,2})\s?(?:weeks?|wks?|w)?\b"
)
_TRIMESTER = re.compile(r"\b(first|1st|second|2nd|third|3rd) trimester\b")
_TRIMESTERS = {"first": 8, "1st": 8, "second": 20, "2nd": 20, "third": 30, "3rd": 30}

Found = dict[str, Any]


def asked(words: Words) -> Found | None:
    """All that is asked, by the names of the tool's fields; ``None`` where nothing is."""
    found: Found = {}
    at_home = beside_journeys(words)
    for reader in READERS:
        for name, value in reader(words if reader in ABROAD else at_home):
            if isinstance(value, list):
                found[name] = [*found.get(name, []), *(each for each in value if each not in found.get(name, []))]
            elif isinstance(value, dict):
                found[name] = {**value, **found.get(name, {})}
            else:
                found.setdefault(name, value)
    return found or None


def beside_journeys(words: Words) -> Words:
    """The words without those about days away: what there is there is not what there is at home."""
    kept = words.said
    for start, end in reversed(_journey_spans(words)):
        kept = f"{kept[:start]} {kept[end:]}"
    return words if kept == words.said else Words(kept, words.situation)


def _events(words: Words) -> Iterator[tuple[str, Any]]:
    """Days ahead with the word for what is on them."""
    nouns = vocabulary("event").find(words.said)
    spans = _journey_spans(words)
    for mention in words.coming_times:
        if any(start <= mention.start < end for start, end in spans):
            continue
        value, today = mention.value, words.situation.today
        day = value.date if isinstance(value, Day) else value.until if isinstance(value, Period) else None
        near = [each for each in nouns if _gap(each.start, each.end, mention.start, mention.end) <= NEAR]
        if day is None or not near or (today is not None and day <= today):
            continue
        near = [each for each in near if not _NO_RACE.search(words.text[: each.end])] or near[:0]
        if not near:
            continue
        noun = min(near, key=lambda each: _gap(each.start, each.end, mention.start, mention.end))
        event: Found = {"kind": noun.value, "on": day.isoformat()}
        named = lifts_of_sentence(words, noun.start)
        if noun.value == "race":
            event["km"] = _km(words.text)
        elif named and (noun.value == "test" or len(named) == 1):
            event |= {"kind": "test", "lifts": named}
        yield "events", [{name: each for name, each in event.items() if each}]
        return


def _days(words: Words) -> Iterator[tuple[str, Any]]:
    """Numbers of runs and of days with weights, where runs are named."""
    text = words.figures
    runs = first_number(
        text,
        rf"\b{NUMBER}{_TIMES}\s?{_RUNS}",
        rf"\b{_RUNS}\s*(?:about |around )?{NUMBER}\s?(?:x|times|days?)\b",
        rf"\b{_RUNS} (once|twice)\b",
    )
    lifted = first_number(
        text,
        rf"\b{NUMBER}{_TIMES}\s?{_LIFTS}",
        rf"\b{_LIFTS}\s*(?:about |around )?{NUMBER}\s?(?:x|times|days?)\b",
        rf"\b{_LIFTS} (once|twice)\b",
    )
    if runs is not None:
        yield "running_days", runs
    if (named := _weekdays_of(words, _LIFTS)) and _weekdays_of(words, _CARDIO):
        lifted = named  # "tue and fri weights, bike on sunday"
    if lifted is not None and (
        runs is not None
        or re.search(rf"\b(?:max|only|just|keep)\b[^.;]*{_LIFTS}|{_RUNS}|race|marathon|\b10k|\b5k|walk|{_CARDIO}", text)
    ):
        yield "lifting_days", lifted
    if found := re.search(r"(\d{1,3})\s?(?:km|k)\s?(?:a|per|each|/)\s?week", text):
        yield "run_km", round(LONG_SHARE * int(found[1]), 1)
    elif found := re.search(
        r"\b(?:longest|can run|run|ran|running)\b[^.;\d]{0,24}(\d{1,3}(?:[.,]\d)?)\s?(?:km|k)\b(?! (?:race|on|in (?:may|june|july)))",
        text,
    ):
        is_race = vocabulary("event").find(words.said[max(0, found.start(1) - 4) : found.end() + 6])
        yield from () if is_race else (("run_km", float(found[1].replace(",", "."))),)


def _weekdays_of(words: Words, pattern: str) -> int:
    """How many days of the week are named in the clauses that speak of something."""
    clauses = [Words(each, words.situation) for each in re.split(r"[,;.\n]+", words.said)]
    return len({day for each in clauses if re.search(rf"\b{pattern}", each.text) for day in each.weekdays})


def _journeys(words: Words) -> Iterator[tuple[str, Any]]:
    """Days away, with what there is."""
    for start, end in _journey_spans(words):
        there = Words(words.said[start:end], words.situation)
        period = _period_of(there)
        if period is None:
            continue
        kit = list(dict.fromkeys(each.value for each in vocabulary("equipment").find(there.said)))
        if not kit and re.search(r"\bhotel gym\b|\bgym\b", there.text) and not re.search(r"\bno gym\b", there.text):
            kit = list(HOTEL)
        journey: Found = {"since": period[0], "until": period[1], "equipment": kit}
        if _NO_TRAINING.search(there.text):
            journey["trains"] = False
        yield "journeys", [journey]


def _journey_spans(words: Words) -> list[tuple[int, int]]:
    """From where to where a text speaks of days away: the clause that says so, and the next ones up to a new sentence's end."""
    parts = pieces(words.said)
    found = []
    for at, part in enumerate(parts):
        clause = Words(part.text, words.situation)
        if not vocabulary("journey").find(re.sub(r"\baway from (?:a|an|the|my)\b", "", part.text)):
            continue  # "two months away from a test" is no journey
        beginning, ending = at, at
        if _period_of(clause) is None:  # the days may stand beside: "april 6-12, we go camping"
            near = [
                each
                for each in (at - 1, at + 1)
                if 0 <= each < len(parts) and _period_of(Words(parts[each].text, words.situation))
            ]
            if not near:
                continue
            beginning, ending = min(at, near[0]), max(at, near[0])
        while ending + 1 < len(parts) and _is_of_the_journey(parts[ending + 1]):
            ending += 1
        found.append((parts[beginning].start, parts[ending].end))
    return found


def _is_of_the_journey(part: Piece) -> bool:
    """Whether a clause behind days away says what there is then."""
    text = part.text.lower()
    if re.search(r"\b(?:at home|otherwise|normally|usually|my home|home gym)\b", text):
        return False
    said = re.search(r"\b(?:only|just|there|with|have|no|can'?t|nothing|hotel|won'?t|that'?s (?:all|it))\b", text)
    return bool(said) or (not part.begins_sentence and bool(vocabulary("equipment").find(part.text)))


def _period_of(words: Words) -> tuple[str, str] | None:
    """The days ahead that are named, the first and the last."""
    periods = [each.value for each in words.coming_times if isinstance(each.value, Period)]
    if periods:
        return periods[0].since.isoformat(), periods[0].until.isoformat()
    days = [each.day for each in words.single_days(coming=True)]
    today = words.situation.today
    days = [each for each in days if today is None or each > today]
    return (min(days).isoformat(), max(days).isoformat()) if days else None


def _styles(words: Words) -> Iterator[tuple[str, Any]]:
    """A style, unless it is denied."""
    found = [
        each.value
        for each in vocabulary("style").find(words.said)
        if not re.search(
            r"\b(?:no|not|hate|without|isn'?t|don'?t \w+)\s+(?:do |any |the |like |want )*$", words.before(each.start)
        )
    ]
    if found:
        yield "styles", list(dict.fromkeys(found))


def _limits(words: Words) -> Iterator[tuple[str, Any]]:
    """Supersets wanted; no jumps; nothing overhead."""
    text = words.text
    if re.search(
        r"\bsuper ?-?sets?\b|\b(?:pair|double)\w* (?:\w+ ){0,2}up\b|\bback to back\b|\bin pairs\b", text
    ) and not re.search(r"\bno super ?-?sets?\b", text):
        yield "supersets", True
    if re.search(
        r"\b(?:no|without|can'?t|not|avoid|nothing with)\b[^.;,]{0,18}\b(?:jump\w*|impact|plyo\w*|hopping|bouncing)\b|\blow[- ]impact\b|\b(?:easy|gentle|kind) on (?:my |the )?(?:knees?|joints?|ankles?|hips?)\b|\b(?:joint|knee)[- ]friendly\b"
        r"|\bthin (?:floors?|walls|ceilings?)\b|\bquiet(?:ly)? (?:as|so|workouts?|exercises?|please)\b|\bjump\w*\b[^.;]{0,20}\b(?:is out|are out|hurts?|leak\w*)\b|\bdownstairs\b|\bneighbou?rs?\b[^.;]{0,20}\b(?:below|under|noise|complain)",
        text,
    ):
        yield "no_impact", True
    if re.search(
        r"\b(?:no|nothing|without|can'?t|not|avoid)\b[^.;,]{0,24}\b(?:overhead|over my head|above (?:my )?(?:head|shoulder))",
        text,
    ):
        yield "no_overhead", True


def _effort(words: Words) -> Iterator[tuple[str, Any]]:
    """Reps that are to stay in reserve: nothing to failure, or somebody who has had too much."""
    if re.search(
        r"\b(?:no|not|never|nothing|don'?t|without|avoid)\b[^.;]{0,20}\b(?:failure|grind\w*)\b|\bburn(?:ed|t)?[- ]?out\b",
        words.text,
    ):
        yield "least_rir", 2.0


def _pregnancy(words: Words) -> Iterator[tuple[str, Any]]:
    if found := _PREGNANT.search(words.text):
        yield "pregnant_week", int(found[1] or found[2])
    elif found := _TRIMESTER.search(words.text):
        yield "pregnant_week", _TRIMESTERS[found[1]]


READERS: Sequence[Callable[[Words], Iterator[tuple[str, Any]]]] = (
    _events, _days, _journeys, _styles, lifts, bests, _limits, _effort, weights, away, _pregnancy,
)  # fmt: skip


ABROAD = (_events, _journeys)
"""What looks at the clauses about days away as well."""


def _km(text: str) -> float | None:
    if re.search(r"\bhalf[- ]?marathon\b|\bhalf\b", text):
        return HALF_KM
    if "marathon" in text:
        return MARATHON_KM
    found = _KM.search(text)
    return float(found[1].replace(",", ".")) if found else None


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, start - other_end, other_start - end)
