"""Slots about somebody to plan for: goals, days, places, what they have and like."""

import re
from typing import Any

from agent.understanding.figures import WORD_NUMBERS
from agent.understanding.phrases import vocabulary
from agent.understanding.words import Words
from training.period import WEEKDAYS
from training.when import Day, Recurrence, Weekdays

WEIGHTS = {1: (10,), 2: (6, 4), 3: (5, 3, 2)}
"""Goals in the order in which they are named."""
_NUMBERS = {
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


def days_a_week(words: Words) -> int | None:
    """Sessions a week; a bare number where the coach has just asked."""
    found = sessions_a_week(words)
    if found is not None:
        return found
    if re.search(r"\bevery ?day\b|\bdaily\b", words.text):
        return 7
    if words.situation.asks == "days":
        return next(
            (int(each.value) for each in words.numbers if each.unit in ("", "days", "times") and 1 <= each.value <= 7),
            None,
        )
    return None


def days_alone(words: Words) -> int | None:
    """The same where 'days' alone says it: 'and with two days?'."""
    return days_a_week(words) or next(
        (int(each.value) for each in words.numbers if each.unit in ("days", "") and 1 <= each.value <= 7), None
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
        ):
            return each.value.times if 1 <= each.value.times <= 7 else None
    found = re.search(
        r"\b(\d|one|two|three|four|five|six|seven)(?:\s?(?:-|–|to|or|maybe)\s?(?:\d|two|three|four|five))?[ -]?(?:x|times|days?|sessions?|workouts?|trainings?|gym days?)\b(?:(?: only| max| tops)*\s?(?:/|a|per|each|every|in(?: the| a)?)\s?(?:week|wk))?(?! (?:ago|off|in a row|ill|sick|now|straight))",
        words.text,
    )
    return (
        (_NUMBERS.get(found[1]) or int(found[1]))
        if found and 1 <= (_NUMBERS.get(found[1]) or int(found[1])) <= 7
        else None
    )


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
    return (
        re.search(
            r"\b(?:out|can'?t|cannot|can not|no longer|not on|never on|no (?:more )?training on|don'?t work|doesn'?t work|impossible|off|no more|busy|won'?t)\b",
            words.text,
        )
        is not None
    )


def minutes(words: Words) -> int | None:
    """For one session; hours are turned into minutes."""
    for each in words.durations:
        if each.unit in ("minute", "hour") and 5 <= each.minutes <= 240:
            return round(each.minutes)
    found = re.search(
        r"\b(\d{2,3}|twenty|thirty|forty|fifty|sixty|ninety|forty[- ]five)\s?(?:m|min|mins|minutes?|')\b", words.text
    )
    if found:
        return {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}.get(found[1]) or (
            45 if found[1].startswith("forty") else int(found[1])
        )
    if words.has("an hour", "one hour", "1 hour", "1 h"):
        return 60
    return 30 if words.has("half an hour", "half hour") else None


def goals(words: Words) -> dict[str, int] | None:
    """Goals with weights that sum to ten, in the order in which they are named."""
    kit = [*vocabulary("equipment").find(words.said), *vocabulary("template").find(words.said)]
    told = [
        each.value
        for each in vocabulary("goal").find(words.said)
        if not any(one.start <= each.start < one.end for one in kit)
    ]
    found = list(dict.fromkeys(told))[:3]
    return dict(zip(found, WEIGHTS[len(found)], strict=True)) if found else None


def level(words: Words) -> str | None:
    """How far somebody is; some words say so only where it was asked."""
    asked = words.first("level_when_asked") if words.situation.asks == "level" else None
    return words.first("level") or asked


def training_months(words: Words) -> int | None:
    """Months of training, where years or months are told."""
    if words.has("years old", "yrs old"):
        return None
    lasting = [each for each in words.durations if each.unit in ("month", "year")]
    if lasting:
        return round(lasting[0].months)
    found = re.search(
        r"\b(\d{1,2}|one|two|three|four|five|six|seven)(?:[.,]5)?(?: and a half)?\s?\+?\s?(years?|yrs?|months?)\b",
        words.text,
    )
    if found:
        number = _NUMBERS.get(found[1]) or int(found[1])
        return number * (1 if found[2].startswith("m") else 12)
    if words.situation.asks == "level":
        return next(
            (12 * int(each.value) for each in words.numbers if not each.unit and not each.out_of and each.value <= 60),
            None,
        )
    return None


def activities(words: Words) -> list[str] | None:
    """Cardio that is enjoyed."""
    if not re.search(r"\b(?:like|love|enjoy|prefer|fond of|into|favou?rite)\b", words.text):
        return None
    found = [
        name.said for name, movement in zip(words.names, words.movements, strict=False) if movement.pattern == "cardio"
    ]
    return found or None


def priorities(words: Words) -> list[str] | None:
    """Lifts or muscles that come first."""
    if not re.search(
        r"\b(?:first|priorit\w+|focus|bring up|need to come up|more (?:on|for)|bigger|emphasi\w+|most)\b", words.text
    ):
        return None
    found = [*words.values("muscle"), *(each.said for each in words.names)]
    return list(dict.fromkeys(found)) or None


def cardio_as(words: Words) -> str | None:
    """Cardio after lifting, or on a day of its own."""
    if not words.has("cardio", "running", "runs", "conditioning"):
        return None
    if re.search(r"\b(?:own|separate|extra|other|different|off|rest) days?\b", words.text):
        return "own_day"
    return (
        "finisher"
        if re.search(r"\b(?:finisher|after (?:lifting|weights|training|the)|at the end|same day)\b", words.text)
        else None
    )


def style(words: Words) -> str | None:
    """How somebody wants to be coached."""
    found = re.search(
        r"\b(?:be|talk|answer\w*|repl\w+|tone|short|blunt|gentle|strict|honest|direct|sentence|emojis?|sugar\s?coat)\b",
        words.text,
    )
    return (
        words.said.strip()
        if found
        and words.has("me", "please", "pls", "answers", "replies", "tone", "coach", "sentences", "sentence", "with me")
        else None
    )


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
    return next(
        (
            each.value
            for each in words.numbers
            if each.unit in ("", "kg", "lb", "reps", "%", "times") and each.value > 0
        ),
        None,
    )


def goal_kind(words: Words) -> str | None:
    """What the number of a goal is of."""
    if words.has("body weight", "bodyweight", "weigh", "weight") and not words.names:
        return "body_weight"
    if words.names:
        counted = next((each for each in words.numbers), None)
        return (
            "reps"
            if counted is not None
            and (
                counted.unit == "reps"
                or (counted.value <= 30 and not counted.unit and words.movements and words.movements[0].is_bodyweight)
            )
            else "lift"
        )
    return "sessions" if words.has("sessions", "workouts", "times a week") else "other"


def screening(words: Words) -> list[str]:
    """The health questions that are answered with yes; none where all are no."""
    if re.search(
        r"\b(?:no to all|all no|none|nope|nothing|no to (?:everything|every)|all of (?:them|it) no|never any)\b",
        words.text,
    ) and not re.search(r"\byes\b|\bbut\b|\bexcept\b", words.text):
        return []
    text = re.sub(
        r"\b(?:the )?(?:rest|others?|everything else|all else|remaining)\b.*$", "", words.said, flags=re.IGNORECASE
    )
    kept = re.sub(r"\b(?:no|not|never|none)\b[^,.;]*?(?=[,.;]|\band\b|\bbut\b|$)", " ", text, flags=re.IGNORECASE)
    return vocabulary("screening").values(kept)


def answers(words: Words) -> Any:
    """The same, for who wants to see the words."""
    return screening(words)
