"""Slots about somebody to plan for: goals, days, places, what they have and like."""

import re
from typing import Any

from agent.understanding.names import movement_of
from agent.understanding.phrases import vocabulary
from agent.understanding.slots.asked import asked
from agent.understanding.slots.training_week import NUMBERS
from agent.understanding.words import Placed, Words
from training.when import Duration

WEIGHTS = {1: (10,), 2: (6, 4), 3: (5, 3, 2)}
"""Goals in the order in which they are named."""


def goals(words: Words) -> dict[str, int] | None:
    """Goals with weights that sum to ten, in the order in which they are named."""
    kit = [*vocabulary("equipment").find(words.said), *vocabulary("template").find(words.said)]
    told = [
        each.value
        for each in vocabulary("goal").find(words.said)
        if not any(one.start <= each.start < one.end for one in kit)
    ]
    ask = asked(words) or {}
    events = {each["kind"] for each in ask.get("events", ())}
    if "race" in events or ("running_days" in ask and told):
        told.append("endurance")
    elif "endurance" in told and not re.search(
        r"\b(?:endurance|cardio|conditioning|stamina|marathon|triathlon|\d+ ?k|run(?! ?ning with)|runner|faster)\b",
        words.text,
    ):
        told = [each for each in told if each != "endurance"]
    if events & {"meet", "test"} or "targets" in ask or "powerlifting" in ask.get("styles", ()):
        told.insert(0, "strength")
    if "mobility" in told and activities(words):
        told.remove("mobility")
    found = list(dict.fromkeys(told))[:3]
    return dict(zip(found, WEIGHTS[len(found)], strict=True)) if found else None


def level(words: Words) -> str | None:
    """How far somebody is; some words say so only where it was asked."""
    is_asked = words.situation.asks == "level" and not any(each.unit in ("minute", "hour") for each in words.durations)
    return words.first("level") or (words.first("level_when_asked") if is_asked else None)


def training_months(words: Words) -> int | None:
    """Months of training, where years or months are told."""
    if words.has("years old", "yrs old"):
        return None
    lasting = [
        each.value
        for each in words.times
        if isinstance(each.value, Duration) and each.value.unit in ("month", "year")
        and not _NOT_TRAINED.match(words.text[each.end :])
    ]  # fmt: skip
    if lasting:
        return round(lasting[0].months)
    found = re.search(
        r"\b(\d{1,2}|one|two|three|four|five|six|seven)(?:[.,]5)?(?: and a half)?\s?\+?\s?(years?|yrs?|months?)\b(?!\s*(?:ago|off|out|away|break|without|pregnant|to go))",
        words.text,
    )
    if found:
        number = NUMBERS.get(found[1]) or int(found[1])
        return number * (1 if found[2].startswith("m") else 12)
    if words.situation.asks == "level":
        return next(
            (12 * int(each.value) for each in words.numbers if not each.unit and not each.out_of and each.value <= 60),
            None,
        )
    return None


_NOT_TRAINED = re.compile(r"\s*(?:ago|off|out|away|break|without|pregnant|to go|old)\b")


def activities(words: Words) -> list[str] | None:
    """Cardio that is enjoyed, or what the easy days are to be."""
    if not re.search(
        r"\b(?:like|love|enjoy|prefer|fond of|into|favou?rite)\b|\b(?:some|other|easy|rest|the) days?\b[^.;]*\b(?:just|only|are|be|is|for|with)\b",
        words.text,
    ):
        return None
    found = [
        name.said
        for name in words.names
        if (movement := movement_of(name.said, words.situation.own)) is not None
        and movement.pattern in ("cardio", "mobility")
    ]
    return found or None


def priorities(words: Words) -> list[str] | None:
    """Lifts or muscles that come first."""
    if not re.search(
        r"\b(?:first|priorit\w+|focus|bring up|need to come up|more (?:on|for)|bigger|emphasi\w+|most)\b", words.text
    ):
        return None
    lifts = [movement_of(each.said, words.situation.own) for each in words.names if len(each.said) > 2]
    muscles_first = words.values("muscle")
    found = [
        *muscles_first,
        *(each.name for each in lifts if each is not None and each.pattern not in ("cardio", "mobility")),
    ]
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
    """The number that is to be reached: of several the one that is nearest to the exercise."""
    counted = [each for each in words.numbers if each.unit in ("", "kg", "lb", "reps", "%", "times") and each.value > 0]
    name = words.names[0] if words.names else None
    nearest = min(counted, key=lambda each: 0 if name is None else _apart(each, name), default=None)
    return None if nearest is None else nearest.value


def _apart(one: Placed, other: Placed) -> int:
    """Letters between two things in a text."""
    return max(one.start - other.end, other.start - one.end, 0)


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
