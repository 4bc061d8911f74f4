"""Slots about the athlete: settings, goals, days, places, what they have and like."""

import re
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from agent.understanding.phrases import tokens, vocabulary
from agent.understanding.words import Words
from tools.profile import OWNABLE
from training.period import WEEKDAYS
from training.when import Day, Recurrence, Weekdays

EVERYTHING = list(OWNABLE)
WEIGHTS = {1: (10,), 2: (6, 4), 3: (5, 3, 2)}
"""Goals in the order in which they are named."""
SEXES = {"male": "M", "man": "M", "guy": "M", "female": "F", "woman": "F", "girl": "F", "lady": "F", "nonbinary": "X", "non-binary": "X", "m": "M", "f": "F"}
_FULL = re.compile(r"\b(?:full|commercial|big|proper|normal|regular|well[- ]equipped|fully equipped|university|uni|college|crossfit|public) (?:\w+ )?gym\b|\ball (?:the )?(?:equipment|stuff|machines)\b|\beverything\b|\bgym membership\b")
_NOTHING = re.compile(r"\b(?:no|without(?: any)?|zero) (?:equipment|gear|weights|kit|tools)\b|\bbody ?weight only\b|\bonly (?:my )?body ?weight\b|\bnothing at all\b")
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "once": 1, "twice": 2, "thrice": 3}


def unit_wanted(words: Words) -> str | None:
    """The unit that somebody wants from now on."""
    found = re.findall(r"\b(kgs?|kilos?|kilograms?|lbs?|pounds?|metric|imperial)\b", words.text)
    told = [number for number in words.numbers if number.unit in ("kg", "lb")]
    if not found or (told and not re.search(r"\b(?:switch|use|change|set|in|to|only|please|pls|units?)\b", words.text)):
        return None
    wanted = found[0]
    if found_to := re.search(r"\b(?:to|in|use)\s+(?:the )?(kgs?|kilos?|kilograms?|lbs?|pounds?|metric|imperial)\b", words.text):
        wanted = found_to[1]
    return "lb" if wanted.startswith(("lb", "pound", "imp")) else "kg"


@lru_cache(maxsize=1)
def _cities() -> dict[tuple[str, ...], str]:
    return {tuple(each.word for each in tokens(zone.rsplit("/", 1)[-1].replace("_", " "))): zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith(("Etc", "SystemV"))}


def city(words: Words) -> str | None:
    """The time zone of the city that is named."""
    said = [each.word for each in words.tokens]
    for length in (3, 2, 1):
        for at in range(len(said) - length + 1):
            zone = _cities().get(tuple(said[at : at + length]))
            if zone is not None and len(" ".join(said[at : at + length])) > 3:
                return zone
    return None


def formula(words: Words) -> str | None:
    """A formula for the one-rep max."""
    return words.first("formula")


def sex(words: Words) -> str | None:
    """For relative scores."""
    found = re.search(r"\b(male|man|guy|female|woman|girl|lady|non-?binary)\b|(?<=\d)\s?([mf])\b|\b([mf])(?=\s?\d{2}\b)", words.text)
    return SEXES[next(each for each in found.groups() if each)] if found else None


def age(words: Words) -> int | None:
    """In years."""
    found = re.search(
        r"\b(?:i'?m|i am|im|am|age[d]?|turned|turning|just turned)\s+(?:now |only |just |already )?(\d{2})\b(?!\s?(?:kg|kilo|lb|cm|min|%|days|weeks|weeks|months|reps|[x.,]\d))|\b(\d{2})\s?(?:years?(?: old)?|yrs?(?: old)?|yo|y/o)\b(?! (?:of|ago))|\b(\d{2})\s?,?\s?(?:m|f|male|female)\b|^(\d{2})(?:,| )(?= ?\d{3} ?cm)",
        words.text,
    )
    value = int(next(each for each in found.groups() if each)) if found else None
    return value if value is not None and 13 <= value <= 99 else None


def height(words: Words) -> float | None:
    """In centimetres."""
    if found := re.search(r"\b(\d)\s?(?:'|ft|feet|foot)\s?(\d{1,2})?", words.text):
        return round(int(found[1]) * 30.48 + int(found[2] or 0) * 2.54, 1)
    if found := re.search(r"\b([12])[.,](\d{2})\s?(?:m\b)?|\b(1\d{2}|2[0-2]\d)\s?cm\b|\b(?:height|tall|measure)\D{0,12}(1\d{2})\b", words.text):
        return float(f"{found[1]}{found[2]}") if found[1] else float(found[3] or found[4])
    return None


def bar(words: Words) -> float | None:
    """The weight of the bar."""
    if not words.has("bar", "barbell"):
        return None
    return next((each.value for each in words.numbers if each.unit in ("", "kg", "lb") and 1 <= each.value <= 60), None)


def bar_unit(words: Words) -> str | None:
    """Its unit, if one was said."""
    return next((each.unit for each in words.numbers if each.unit in ("kg", "lb")), None) if bar(words) is not None else None


def plates(words: Words) -> list[float] | None:
    """The plates that are owned."""
    if not re.search(r"\bplates?\b|\b45s\b|\b25s\b", words.text) or re.search(r"\bbar (?:weighs|is)\b", words.text):
        return None
    found = [float(each.replace(",", ".")) for each in re.findall(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)(?=s?\b)(?!\s?(?:pairs?|of|x|each))", words.text)]
    return list(dict.fromkeys(each for each in found if 0.1 <= each <= 50)) or None


def weekly_target(words: Words) -> int | None:
    """Workouts a week that somebody aims for."""
    return _a_week(words)


def days_a_week(words: Words) -> int | None:
    """Sessions a week; a bare number where the coach has just asked."""
    found = _a_week(words)
    if found is not None:
        return found
    if re.search(r"\bevery ?day\b|\bdaily\b", words.text):
        return 7
    if words.situation.is_asked:
        return next((int(each.value) for each in words.numbers if not each.unit and 1 <= each.value <= 7), None)
    return None


def days_alone(words: Words) -> int | None:
    """The same where 'days' alone says it: 'and with two days?'."""
    return days_a_week(words) or next((int(each.value) for each in words.numbers if each.unit in ("days", "") and 1 <= each.value <= 7), None)


def _a_week(words: Words) -> int | None:
    for each in words.times:
        if isinstance(each.value, Recurrence) and each.value.unit == "week" and each.value.every == 1 and not each.value.weekdays:
            return each.value.times if 1 <= each.value.times <= 7 else None
    found = re.search(
        r"\b(\d|one|two|three|four|five|six|seven)(?:\s?(?:-|–|to|or|maybe)\s?(?:\d|two|three|four|five))?[ -]?(?:x|times|days?|sessions?|workouts?|trainings?|gym days?)\b(?:(?: only| max| tops)*\s?(?:/|a|per|each|every|in(?: the| a)?)\s?(?:week|wk))?(?! (?:ago|off|in a row|ill|sick|now|straight))",
        words.text,
    )
    return (_NUMBERS.get(found[1]) or int(found[1])) if found and 1 <= (_NUMBERS.get(found[1]) or int(found[1])) <= 7 else None


def possible_days(words: Words) -> list[str] | None:
    """The days of the week on which training is possible."""
    if _are_out(words):
        return None
    found = words.weekdays
    named = sum(isinstance(each.value, Weekdays | Recurrence) for each in words.coming_times)
    single = sum(isinstance(each.value, Day) for each in words.coming_times)
    return [WEEKDAYS[each] for each in found] if found and (named or single > 1 or len(found) > 1) else None


def impossible_days(words: Words) -> list[str] | None:
    """Days that are no longer possible."""
    return [WEEKDAYS[each] for each in words.weekdays] if words.weekdays and _are_out(words) else None


def _are_out(words: Words) -> bool:
    return re.search(r"\b(?:out|can'?t|cannot|can not|no longer|not on|never on|no (?:more )?training on|don'?t work|doesn'?t work|impossible|off|no more|busy|won'?t)\b", words.text) is not None


def minutes(words: Words) -> int | None:
    """For one session; hours are turned into minutes."""
    for each in words.durations:
        if each.unit in ("minute", "hour") and 5 <= each.minutes <= 240:
            return round(each.minutes)
    found = re.search(r"\b(\d{2,3}|twenty|thirty|forty|fifty|sixty|ninety|forty[- ]five)\s?(?:m|min|mins|minutes?|')\b", words.text)
    if found:
        return {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}.get(found[1]) or (45 if found[1].startswith("forty") else int(found[1]))
    if words.has("an hour", "one hour", "1 hour", "1 h"):
        return 60
    return 30 if words.has("half an hour", "half hour") else None


def place(words: Words) -> str | None:
    """Where training happens."""
    found = words.values("place")
    if "home" in found:
        return "home"
    return found[0] if found else None


def place_now(words: Words) -> str | None:
    """Where the athlete is: home, gym, hotel, nothing."""
    if words.has("hotel", "airbnb") or re.search(r"\btravell?ing\b|\bon the road\b|\bholiday\b|\bcamping\b", words.text):
        return "hotel"
    if _NOTHING.search(words.text):
        return "nothing"
    found = place(words)
    return found if found in ("home", "gym") else None


def equipment(words: Words) -> list[str] | None:
    """All that is at hand; 'everything' is all there is."""
    if _FULL.search(words.text) and place(words) != "home":
        return EVERYTHING
    found = _things(words)
    if _NOTHING.search(words.text):
        return []
    return found or None


def equipment_now(words: Words) -> list[str] | None:
    """All that is there today, where it is said by what there is."""
    if re.search(r"\b(?:only|just|nothing but|have|got|there(?:'s| is| are)|with)\b", words.text) and without(words) is None:
        return _things(words) or None
    return None


def without(words: Words) -> list[str] | None:
    """What is not there: behind 'no' or 'without', or named as taken or broken."""
    found = []
    for each in vocabulary("equipment").find(words.said):
        before = words.text[max(0, each.start - 28) : each.start]
        behind = words.text[each.end : each.end + 45]
        if re.search(r"\b(?:no|without|missing|isn'?t (?:a|any)|aren'?t any|not a|haven'?t got|don'?t have)\s+(?:any |a |an |the |\w+ and |\w+ or )*$", before) or re.search(r"^\s*(?:s\b|\w+)?\s*(?:is|are|'s|was|were|all|machine)?\s*(?:all )?(?:taken|broken|busy|occupied|in use|full|missing|gone|out of order|down|closed|bust|knackered)", behind):
            found.append("barbell" if each.value == "barbell" else each.value)
    if not found and re.search(r"\b(?:taken|broken|busy|occupied|in use|out of order|down|hogging|hogged|camping)\b", words.text):
        found = _things(words)
    return list(dict.fromkeys(found)) or None


def _things(words: Words) -> list[str]:
    """The pieces of equipment that are named; a name of an exercise names none."""
    taken = [(each.start, each.end) for each in words.names if len(each.said.split()) > 1]
    return list(dict.fromkeys(
        each.value for each in vocabulary("equipment").find(words.said)
        if not any(start <= each.start < end for start, end in taken)
    ))  # fmt: skip


def goals(words: Words) -> dict[str, int] | None:
    """Goals with weights that sum to ten, in the order in which they are named."""
    found = words.values("goal")[:3]
    return dict(zip(found, WEIGHTS[len(found)], strict=True)) if found else None


def level(words: Words) -> str | None:
    """How far somebody is."""
    return words.first("level")


def training_months(words: Words) -> int | None:
    """Months of training, where years or months are told."""
    lasting = [each for each in words.durations if each.unit in ("month", "year")]
    if lasting:
        return round(lasting[0].months)
    found = re.search(r"\b(\d{1,2}|one|two|three|four|five|six|seven)(?:[.,]5)?(?: and a half)?\s?\+?\s?(years?|yrs?|months?)\b", words.text)
    if found:
        number = _NUMBERS.get(found[1]) or int(found[1])
        return number * (1 if found[2].startswith("m") else 12)
    if words.situation.is_asked:
        return next((12 * int(each.value) for each in words.numbers if not each.unit and each.value <= 60), None)
    return None


def activities(words: Words) -> list[str] | None:
    """Cardio that is enjoyed."""
    if not re.search(r"\b(?:like|love|enjoy|prefer|fond of|into|favou?rite)\b", words.text):
        return None
    found = [name.said for name, movement in zip(words.names, words.movements, strict=False) if movement.pattern == "cardio"]
    return found or None


def priorities(words: Words) -> list[str] | None:
    """Lifts or muscles that come first."""
    if not re.search(r"\b(?:first|priorit\w+|focus|bring up|need to come up|more (?:on|for)|bigger|emphasi\w+|most)\b", words.text):
        return None
    found = [*words.values("muscle"), *(each.said for each in words.names)]
    return list(dict.fromkeys(found)) or None


def cardio_as(words: Words) -> str | None:
    """Cardio after lifting, or on a day of its own."""
    if not words.has("cardio", "running", "runs", "conditioning"):
        return None
    if re.search(r"\b(?:own|separate|extra|other|different|off|rest) days?\b", words.text):
        return "own_day"
    return "finisher" if re.search(r"\b(?:finisher|after (?:lifting|weights|training|the)|at the end|same day)\b", words.text) else None


def style(words: Words) -> str | None:
    """How somebody wants to be coached."""
    found = re.search(r"\b(?:be|talk|answer\w*|repl\w+|tone|short|blunt|gentle|strict|honest|direct|sentence|emojis?|sugar\s?coat)\b", words.text)
    return words.said.strip() if found and words.has("me", "please", "pls", "answers", "replies", "tone", "coach", "sentences", "sentence", "with me") else None


def conditions(words: Words) -> list[str] | None:
    """Health conditions, medicines or life stages that are named as one's own."""
    return words.values("condition") or None


def muscle(words: Words) -> str | None:
    """A muscle or group."""
    return words.first("muscle")


def muscles(words: Words) -> list[str] | None:
    """The muscles that are named."""
    return words.values("muscle") or None


def pattern(words: Words) -> str | None:
    """The movement pattern of a new exercise."""
    return words.first("pattern")


def modality(words: Words) -> str | None:
    """What is logged of a new exercise."""
    return words.first("modality")


def target(words: Words) -> float | None:
    """The number that is to be reached."""
    return next((each.value for each in words.numbers if each.unit in ("", "kg", "lb", "reps", "%", "times") and each.value > 0), None)


def goal_kind(words: Words) -> str | None:
    """What the number of a goal is of."""
    if words.has("body weight", "bodyweight", "weigh", "weight") and not words.names:
        return "body_weight"
    if words.names:
        counted = next((each for each in words.numbers), None)
        return "reps" if counted is not None and (counted.unit == "reps" or (counted.value <= 30 and not counted.unit and words.movements and words.movements[0].is_bodyweight)) else "lift"
    return "sessions" if words.has("sessions", "workouts", "times a week") else "other"


def screening(words: Words) -> list[str]:
    """The health questions that are answered with yes; none where all are no."""
    if re.search(r"\b(?:no to all|all no|none|nope|nothing|no to (?:everything|every)|all of (?:them|it) no|never any)\b", words.text) and not re.search(r"\byes\b|\bbut\b|\bexcept\b", words.text):
        return []
    text = re.sub(r"\b(?:the )?(?:rest|others?|everything else|all else|remaining)\b.*$", "", words.said, flags=re.IGNORECASE)
    kept = re.sub(r"\b(?:no|not|never|none)\b[^,.;]*?(?=[,.;]|\band\b|\bbut\b|$)", " ", text, flags=re.IGNORECASE)
    return vocabulary("screening").values(kept)


def answers(words: Words) -> Any:
    """The same, for who wants to see the words."""
    return screening(words)
