"""Slots about somebody to plan for: goals, days, places, what they have and like."""

import re

from agent.understanding.clauses import pieces
from agent.understanding.figures import WORD_NUMBERS
from agent.understanding.names import movement_of
from agent.understanding.phrases import vocabulary
from agent.understanding.slots.asked import asked
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
        and not _UNWANTED.search(words.text[: each.start])
        and not _OF_ELSE_THAN_GOALS.search(words.text[: each.start])
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
    if not told and any(each in words.values("muscle") for each in priorities(words) or ()):
        told.append("hypertrophy")  # a muscle that comes first is to grow
    found = list(dict.fromkeys(told))[:3]
    return dict(zip(found, WEIGHTS[len(found)], strict=True)) if found else None


_UNWANTED = re.compile(
    r"\b(?:no|not|without|hate|isn't|don'?t (?:like|want|care)(?: \w+)?|leave|instead of)\b(?:(?!\bbut\b)[^.,;]){0,40}$"
)
"""Before what is named as no goal."""
_OF_ELSE_THAN_GOALS = re.compile(r"\b(?:per|each|every|which|from|at|pelvic|mental)\s+$")
"""Right before a word for a goal that says something else: "sets per muscle", "home from mass"."""


def level(words: Words) -> str | None:
    """How far somebody is; some words say so only where it was asked."""
    is_asked = words.situation.asks == "level" and not any(each.unit in ("minute", "hour") for each in words.durations)
    return words.first("level") or (words.first("level_when_asked") if is_asked else None)


def training_months(words: Words) -> int | None:
    """Months of training, where years or months are told: of lifting, where other sports are told beside it."""
    if words.has("years old", "yrs old"):
        return None
    own = _of_lifting(words) if words.situation.asks == "level" else words
    lasting = [
        each.value
        for each in own.times
        if isinstance(each.value, Duration) and each.value.unit in ("month", "year")
        and not _NOT_TRAINED.match(own.text[each.end :]) and not _OF_ELSE.search(own.text[: each.start])
    ]  # fmt: skip
    if lasting:
        return round(lasting[0].months)
    told = re.search(
        r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:[.,]5)?(?: and a half)?(?:ish)?\s?\+?\s?(years?|yrs?|months?)\b(?!\)?\s*(?:ago|off|out|away|break|without|pregnant|to go|old))",
        own.text,
    )
    if told and not _OF_ELSE.search(own.text[: told.start()]):
        number = WORD_NUMBERS.get(told[1]) or int(told[1])
        return number * (1 if told[2].startswith("m") else 12)
    begun = [each.since for each in own.periods] if words.situation.asks == "level" and _BEGUN.search(own.text) else []
    if begun and words.situation.today is not None and begun[0] < words.situation.today:
        return (words.situation.today - begun[0]).days // 30
    if words.situation.asks == "level":
        return next(
            (12 * int(each.value) for each in own.numbers if not each.unit and not each.out_of and each.value <= 60),
            None,
        )
    return None


_BEGUN = re.compile(r"\b(?:since|began|begun|started|start)\b")
_NOT_TRAINED = re.compile(r"\)?\s*(?:ago|off|out|away|break|without|pregnant|to go|old|back)\b")
_OF_ELSE = re.compile(
    r"\b(?:baby|babies|twins?|girl|boy|son|daughter|kids?|married|birth|not|haven'?t|hasn'?t|last|past|for the next)\b[^.;]{0,24}$"
)
"""Before a time that is none of training."""
_LIFTING = re.compile(
    r"\b(?:lift\w*|weights?|strength|gym|barbells?|machines|powerlifting|weightlifting)\b", re.IGNORECASE
)


def _of_lifting(words: Words) -> Words:
    """Of an answer about several sports the clause about lifting."""
    clauses = [each for each in re.split(r"[,;.]|\s-\s", words.said) if each.strip()]
    own = [each for each in clauses if _LIFTING.search(each)]
    return Words(" ".join(own), words.situation) if own and len(own) < len(clauses) else words


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
    """Lifts or muscles that come first: those of the clause that says so, of a list all; "them" are those named before."""
    found: list[str] = []
    before: list[str] = []
    for clause in (Words(each, words.situation) for each in re.split(r"[,.;!?\n]+", words.said)):
        named = _trainable(clause)
        if _FIRST.search(clause.text):
            found += named or (before if re.search(r"\b(?:them|these|those|it)\b", clause.text) else [])
            if before and _LISTED.fullmatch(clause.text):
                found = [*before, *found]
        before = named or before
    return list(dict.fromkeys(found)) or None


_FIRST = re.compile(
    r"\b(?:first|second|priorit\w+|focus\w*|bring up|need to come up|more (?:on|for)|bigger|emphasi\w+|most(?:ly)?|mainly|above all)\b"
    r"|\b(?:want|build|grow)(?: (?:my|a|some|more|big|better|strong|muscle on|stronger))* (?:chest|arms?|back|legs?|glutes?|shoulders?|delts?|calves|lats|abs|quads|hams\w*|triceps|biceps)\b"
)
_LISTED = re.compile(
    r"\W*(?:and |& )?[\w ]{2,24}? (?:and [\w ]{2,20} )?(?:first|are (?:the )?priorit\w+|need to come up)\W*"
)


def _trainable(words: Words) -> list[str]:
    """The muscles and lifts that are named, and not as unwanted."""
    lifts = [
        (each, movement)
        for each in words.names
        if len(each.said) > 2 and (movement := movement_of(each.said, words.situation.own)) is not None
        and movement.pattern not in ("cardio", "mobility") and not _UNWANTED.search(words.text[: each.start])
    ]  # fmt: skip
    return [*words.values("muscle"), *(movement.name for _, movement in lifts)]


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
    """How somebody wants to be coached: the clauses that say so."""
    found = [
        each.text.strip()
        for each in pieces(words.said)
        if re.search(
            r"\b(?:be|talk|answer\w*|repl\w+|tone|short|blunt|gentle|strict|honest|direct|sentence|emojis?|sugar\s?coat)\b",
            each.text.lower(),
        )
        and Words(each.text, words.situation).has(
            "me", "please", "pls", "answers", "replies", "tone", "coach", "sentences", "sentence", "with me"
        )
    ]
    return ", ".join(found) or None


def conditions(words: Words) -> list[str] | None:
    """Health conditions, medicines or life stages that are named as one's own, and not denied."""
    found = [each.value for each in words.find("condition") if not _DENIED.search(words.text[: each.start])]
    if "postpartum" in found:  # the pregnancy that is named beside it is over
        found = [each for each in found if each != "pregnancy"]
    return list(dict.fromkeys(found)) or None


_DENIED = re.compile(r"(?:\b(?:no|not|never|without|nor)|n't)\b[^,.;]{0,20}$")


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
