"""Slots about the week of somebody to plan for: how many days, which ones, how long a session may take."""

import re
from collections.abc import Iterator

from agent.understanding.clauses import pieces
from agent.understanding.figures import WORD_NUMBERS
from agent.understanding.phrases import vocabulary
from agent.understanding.slots.asked import asked
from agent.understanding.words import Words
from training.period import WEEKDAYS
from training.when import Day, Duration, Recurrence, Weekdays

EVERY_OTHER = 3
"""Days a week, of every other day: the same ones each week."""
FEW = 6
"""Words of a message in which a bare number may be one of days."""
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "once": 1,
    "twice": 2,
    "thrice": 3,
}


_JOINED = re.compile(r"\W*(?:and|or|und|y|et|e)\b", re.IGNORECASE)
MOST_BESIDE_DAYS = 2
"""Words of a clause that only goes on with the days of the one before: 'and', 'evenings'."""


def days_a_week(words: Words) -> int | None:
    """Sessions a week; a bare number where the coach has just asked."""
    told = asked(words) or {}
    if "running_days" in told:  # so many runs and so many days with weights are as many days
        return min(7, told["running_days"] + told.get("lifting_days", 0)) if "lifting_days" in told else None
    if "lifting_days" in told and any(each["kind"] == "race" for each in told.get("events", ())):
        return None
    own = beside_sport(words)
    found, on = sessions_a_week(own), possible_days(words)
    if found is None and words.situation.asks == "days":
        both = re.search(r"\b([1-6]) ?(?:\+|and|plus) ?([1-6])\b", own.figures)  # of two kinds
        found = (
            int(both[1]) + int(both[2])
            if both
            else next(
                (
                    int(each.value)
                    for each in own.numbers
                    if each.unit in ("", "days", "times") and 1 <= each.value <= 7
                ),
                None,
            )
        )
    if found is not None or on:
        return min(found or len(on or ()), len(on or WEEKDAYS))
    if re.search(r"\bevery ?day\b|\bdaily\b", own.text):
        return 7
    if re.search(r"\bevery (?:other|second|2nd) day\b", own.text):
        return EVERY_OTHER
    return None


def beside_sport(words: Words) -> Words:
    """The words without the clauses about a sport, which has days and hours of its own."""
    kept, dropped = words.said, 0
    parts = pieces(words.said)
    of_sport: list[bool] = []
    for part in parts:
        names_it = bool(vocabulary("sport").find(part.text) and not vocabulary("run").find(part.text))
        goes_on = bool(of_sport and of_sport[-1]) and not part.begins_sentence and _is_only_days(part.text, words)
        of_sport.append(names_it or goes_on)
    for part, is_sport in reversed(list(zip(parts, of_sport, strict=True))):
        if is_sport or ("others" in vocabulary("stance").values(part.text) and not _MINE.search(part.text)):
            kept, dropped = f"{kept[: part.start]} {kept[part.end :]}", dropped + 1
    return words if dropped in (0, len(parts)) else Words(kept, words.situation)


def _is_only_days(text: str, words: Words) -> bool:
    """Whether a clause is joined to the one before, and has days and hardly a word beside them: 'and thursday evenings'."""
    part = Words(text, words.situation)
    return (
        _JOINED.match(text) is not None
        and bool(part.weekdays)
        and len(part.tokens) <= len(part.weekdays) + MOST_BESIDE_DAYS
    )


_MINE = re.compile(r"\b(?:i|i'm|we|me|my (?!\w+ (?:has|does|is|goes)))\b", re.IGNORECASE)


def days_alone(words: Words) -> int | None:
    """The same where 'days' alone says it: 'and with two days?'."""
    units = ("days", "") if len(words.tokens) <= FEW else ("days",)
    return days_a_week(words) or next(
        (int(each.value) for each in words.numbers if each.unit in units and 1 <= each.value <= 7), None
    )


_COUNT = re.compile(rf"\d|\b(?:{'|'.join(WORD_NUMBERS)})\b")
"""What makes so many times a week of "weekly"."""


def sessions_a_week(words: Words) -> int | None:
    """How many sessions a week are named."""
    for each in words.times:
        if (
            isinstance(each.value, Recurrence)
            and each.value.unit == "week"
            and each.value.every == 1
            and not each.value.weekdays
            and _COUNT.search(words.text, each.start, each.end)
            and not _OF_SOMETHING.search(words.before(each.start))
        ):
            return each.value.times if 1 <= each.value.times <= 7 else None
    found = re.search(
        r"(?<![\d.,:/])\b(\d|one|two|three|four|five|six|seven)(?:\s?(?:-|–|to|or|maybe)\s?(?:\d|two|three|four|five))?[ -]?(?:x|times|days?|sessions?|workouts?|trainings?|gym days?)\b(?:(?: only| max| tops)*\s?(?:/|a|per|each|every|in(?: the| a)?)\s?(?:week|wk))?(?! (?:ago|off|in a row|ill|sick|now|straight))",
        words.text,
    )
    if found and (
        _OF_SOMETHING.search(words.before(found.start())) or _is_time_left(found[0], words.before(found.start()))
    ):
        return None
    return (
        (NUMBERS.get(found[1]) or int(found[1]))
        if found and 1 <= (NUMBERS.get(found[1]) or int(found[1])) <= 7
        else None
    )


def _is_time_left(days: str, before: str) -> bool:
    """Whether so many days are a stretch of time: "in 2 days", "for the next five days"; not "in 3 days a week"."""
    return "week" not in days and "wk" not in days and _STRETCH.search(before) is not None


_STRETCH = re.compile(r"\b(?:in|within|after|for (?:the )?(?:next|last|past)|(?:the )?(?:next|last|past))\s+(?:the )?$")
_OF_SOMETHING = re.compile(
    r"\b(?:legs?|arms?|chest|back|shoulders?|abs|core|glutes?|squats?|bench|deadlifts?|press|rows?|runs?|running|cardio|curls?|pull-?ups?)\b[^.,;]{0,14}$"
)
"""What so many times a week is said of, where it is not training as a whole."""


def possible_days(words: Words) -> list[str] | None:
    """The days of the week on which training is possible."""
    found: set[int] = set()
    coming, singles = 0, 0
    for part in _parts(words):
        if not _are_out(part):
            found |= set(_span(part) or _initials(part) or part.weekdays)
            coming += sum(isinstance(each.value, Weekdays | Recurrence) for each in part.coming_times)
            singles += sum(isinstance(each.value, Day) for each in part.coming_times)
    found -= _named_out(words)
    if len(found) < (sessions_a_week(beside_sport(words)) or 0):  # the days of a lift, not of training
        return None
    return [WEEKDAYS[each] for each in sorted(found)] if found and (coming or singles > 1 or len(found) > 1) else None


def impossible_days(words: Words) -> list[str] | None:
    """Days that are no longer possible."""
    return [WEEKDAYS[each] for each in sorted(_named_out(words))] or None


def _named_out(words: Words) -> set[int]:
    return {each for part in _parts(words) if _are_out(part) for each in part.weekdays}


def _parts(words: Words) -> Iterator[Words]:
    """The stretches of the athlete's own week that each tell of days that are possible, or of days that are not."""
    for said in _TURNS.split(_ANY_BUT.sub(r"\1 except ", beside_sport(words).said)):
        if said.strip():
            yield Words(said.strip(), words.situation)


_TURNS = re.compile(
    r"[.;!?\n]+|,?\s+but\b|,\s+(?=(?:never|not|no|off)\b)|,?\s+(?=(?:except|apart from|just not|so|because)\b)",
    re.IGNORECASE,
)
"""Where a text may turn from days that are possible to days that are not."""
_ANY_BUT = re.compile(r"\b((?:any|every|all|each)\b[^.,;!?]{0,12}?) but ", re.IGNORECASE)


def _span(words: Words) -> list[int]:
    """Days from one to another, written with a dash: "mon-thu", "mo-fr"."""
    found = _DASHED.search(words.text)
    ends = [INITIALS.get(each) for each in found.groups()] if found else []
    if len(ends) < 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return []
    return list(range(ends[0], ends[1] + 1))


_DASHED = re.compile(r"\b(mo|mon|tue?|we|wed|thu?|fri?|sat?)[a-z]*\s?[-–]\s?(tue?|we|wed|thu?|fri?|sat?|sun?)[a-z]*\b")


def _initials(words: Words) -> list[int]:
    """Days by their first letters, where days were asked for and nothing else is said: "m w f sat"."""
    letters = [each.word for each in words.tokens]
    if words.situation.asks != "days" or not set(letters) <= INITIALS.keys():
        return []
    return sorted({INITIALS[each] for each in letters})


INITIALS = {
    "m": 0, "mo": 0, "mon": 0, "t": 1, "tu": 1, "tue": 1, "w": 2, "we": 2, "wed": 2, "th": 3, "thu": 3, "r": 3, "f": 4, "fr": 4,
    "fri": 4, "s": 5, "sa": 5, "sat": 5, "su": 6, "sun": 6,
}  # fmt: skip


def _are_out(words: Words) -> bool:
    """Whether the days of a stretch are denied, or taken: by a word for that, where it limits nothing else."""
    said = _LIMITS.sub(" ", words.text)
    is_denied = "denied" in vocabulary("stance").values(said)
    return is_denied or bool(vocabulary("week").find(said)) or _OFF.search(said) is not None


_LIMITS = re.compile(
    r"\b(?:not|no|never|don'?t|won'?t|can'?t)\b(?= (?:only|just|more|longer than|later|earlier|before|after|until|sure|problem|matter|mind|preference|idea"
    r"|care|yet|heavy|legs?|squats?|deadlifts?|cardio)\b)"
)
"""A denial of something else than the day: "not before six", "no more than two"."""
_OFF = re.compile(r"\boff\b(?! (?:work|shift|at|the)\b)")


def minutes(words: Words) -> int | None:
    """For one session; hours are turned into minutes. A time to beat is none; a bare number is, where it was asked for."""
    own = beside_sport(words)
    if re.search(r"\b(?:full|whole|good|solid) hour\b", own.text):
        return 60
    for mention in own.times:
        lasts = mention.value
        if not isinstance(lasts, Duration) or lasts.unit not in ("minute", "hour") or not 5 <= lasts.minutes <= 240:
            continue
        if _TO_BEAT.search(own.text[: mention.start]):
            continue
        more = _MORE_OF_AN_HOUR.match(own.text, mention.end) if lasts.unit == "hour" else None
        return round(lasts.minutes) + (_MORE[more[1] or more[2]] if more else 0)
    if own.situation.asks == "minutes":
        bare = [each.value for each in own.numbers if each.unit in ("", "min") and 10 <= each.value <= 240]
        if bare:
            return int(bare[0])
    return None


_MORE_OF_AN_HOUR = re.compile(r"\s+and a (quarter|half)\b|\s+(ten|10|fifteen|15|twenty|20)\b")
_MORE = {"quarter": 15, "half": 30, "ten": 10, "10": 10, "fifteen": 15, "15": 15, "twenty": 20, "20": 20}
"""Minutes that are said behind an hour."""
_TO_BEAT = re.compile(r"\b(?:under|sub|below|beat|faster than|in)\s+$")
