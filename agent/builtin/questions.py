"""Questions about the log, in the many ways people ask them, as calls of the reading tools."""

import re
from collections.abc import Callable
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, WEEKDAY, Asked, asked, movement_of, periods_in, plain, subjects
from agent.builtin.words import MUSCLE
from training.metrics import metric_named

_ASKING = re.compile(
    r"^(?:and |so |ok(?:ay)?,? |hey,? |hi,? |please |can you |could you |coach,? |just )*"
    r"(?:how|what|when|which|who|where|why|show|tell|remind me|give|list|chart|graph|plot|draw|compare|display|did|do|does|am|is|are|have|has|"
    r"was|were|should|could|can i|find|any|search|estimate|alternatives?|swap|substitutes?|"
    r"my (?:last|pr|prs|records?|best|volume|streak|progress|stats|history|trend|weight since|fastest|longest|heaviest|settings|profile))\b"
)
_TOPIC = re.compile(
    r"\b(?:p[rb]s?|records?|personal bests?|1-?rm|[2-9]rm|10rm|e1rm|max|chart|graph|trend|progress|history|streak|volume|tonnage|wilks|dots|"
    r"ipf gl|stats|settings|vs|versus|last time|(?:last|latest) (?:workout|session)|workouts?|sessions?|heaviest|fastest)\b"
    r"|(?:weight|load) for (?:\d|a )|sets? (?:last|this)"
)
_DONE = re.compile(r"\d\s*[x×*@]\s*\d|\b\d+(?:[.,]\d+)?\s*(?:kg|lbs?|reps?)\b|\b\d+\s+\d+\s+\d+\b")
_RPE = re.compile(r"(?:@|\brpe\s*:?\s*)\s*(\d{1,2}(?:\.5)?)\b")
_RESERVE = re.compile(r"\b(\d)\s*(?:reps? )?(?:in reserve|in the tank|rir)\b")
_REPS = re.compile(
    r"\b\d+\s*[x×*]\s*(\d{1,2})\b|\b(\d{1,2})\s*(?:reps?|@|x\b)|\b(?:for|of) (?:a )?(?:set of )?(\d{1,2})\b|\b(\d{1,2}) (?=@|at|with|$)"
)
_NAMED_REPS = {"single": 1, "double": 2, "triple": 3}
_OF_LOADS = (
    r"\d+\s*[x×*]\s*\d+|\brpe\s*:?\s*\d+(?:\.5)?|@\s*\d+(?:\.5)?|\b\d+ (?:reps? )?(?:in reserve|in the tank|rir)\b|\b\d+(?:\.5)?\b|@|"
    r"\b(?:weight|for|at|with|bar|single|double|triple|reps?|rpe|put|load|hit)\b"
)
_OF_RECORDS = r"\b\d{1,2}\s?-?rm\b|\bone rep max\b|\bset\b"
_OF_EXERCISES = (
    r"\b(?:muscles?|train|trains|work|works|targets?|hits?|alternatives?|instead|substitutes?|replace(?:ment)?|swap|find|equipment|needs?|"
    r"means?|called|know|search|look|up|options?|variations?|explain)\b"
)
_SHAPELESS = ("duration", "distance_duration", "weight_distance", "calories", "rounds_reps", "reps")


def asks(text: str) -> bool:
    """Whether a plain clause has the form of a question."""
    return text.endswith("?") or _ASKING.match(text) is not None


def is_question(clause: str) -> bool:
    """Whether a clause asks for something, rather than telling what was done."""
    text = plain(clause)
    if text.endswith("?"):
        return True
    if _DONE.search(text):
        return (
            re.match(r"(?:and |so )*(?:what|how|which|show me)\b", text) is not None
            or "weight for" in text
            or re.match(r"(?:is|are|should|could|would|am i|can i|will)\b", text) is not None
        )
    return _ASKING.match(text) is not None or _TOPIC.search(text) is not None


def question(clause: str) -> list[Call]:
    """The calls that answer a question; none if it is none, or none that the tools can answer."""
    text = plain(clause).strip(" ?!.")
    about = asked(clause)
    for pattern, answer in _KINDS:
        if pattern.search(text) and (calls := answer(text, about)):
            return calls
    return []


def bare(clause: str) -> list[Call]:
    """An exercise, perhaps with a period, and nothing else: 'bench since june', 'squat?'."""
    about = asked(clause)
    names = subjects(about.subject)
    known = bool(names) and all(movement_of(name) for name in names)
    return [strength(name, about.period or about.day) for name in names] if known else []


def strength(exercise: str, period: str | None) -> Call:
    """How an exercise is going: an estimate where there can be one, else its days."""
    movement = movement_of(exercise)
    tool = "exercise_history" if movement is not None and movement.modality in _SHAPELESS else "estimate_strength"
    return Call(tool, _args(exercise=exercise, period=period))


def _args(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _load(text: str, _about: Asked) -> list[Call]:
    reps = _REPS.search(
        re.sub(r"(?:@|rpe\s*:?)\s*\d{1,2}(?:\.5)?|\b\d\s*(?:reps? )?(?:in reserve|in the tank|rir)", " @ ", text)
    )
    named = next((count for word, count in _NAMED_REPS.items() if re.search(rf"\b{word}\b", text)), None)
    count = named if named is not None else next((int(each) for each in reps.groups() if each), 5) if reps else 5
    rpe, reserve = _RPE.search(text), _RESERVE.search(text)
    effort = float(rpe[1]) if rpe else 10.0 - int(reserve[1]) if reserve else None
    subject = asked(text, beyond=_OF_LOADS).subject
    if not subject or not 1 <= count <= 12 or movement_of(subject) is None:
        return []
    return [Call("suggest_load", _args(exercise=each, reps=count, rpe=effort)) for each in subjects(subject)]


def _compare(text: str, about: Asked) -> list[Call]:
    found = periods_in(text)
    if about.subject and len(found) < 2 and movement_of(about.subject) is not None:
        return (
            [strength(about.subject, found[0] if found[0].startswith(("since", "last")) else f"since {found[0]}")]
            if found
            else []
        )
    if len(found) == 1 and (span := re.fullmatch(r"(?:the )?(?:last|previous) (week|month|year)", found[0])):
        found.append(f"this {span[1]}")
    if not found and re.search(r"\bstronger|weaker|improv|progress", text):
        found = ["the 4 weeks before", "last 4 weeks"]
    return [Call("compare_periods", {"first": found[0], "second": found[1]})] if len(found) > 1 else []


def _volume(text: str, about: Asked) -> list[Call]:
    muscle = re.search(MUSCLE, text)
    words = asked(text, beyond=r"\b(?:volume|tonnage|hard|muscles?|group|groups)\b").subject
    if muscle is None and words and movement_of(words) is not None:
        return [
            Call("exercise_history", _args(exercise=each, period=about.period or about.day)) for each in subjects(words)
        ]
    if muscle is None and about.day is not None and about.period is None and "week" not in text:
        return [Call("show_workout", {"day": about.day})]
    muscles = list(dict.fromkeys(re.findall(MUSCLE, text)))
    return [Call("training_volume", _args(period=about.period, muscle=each)) for each in muscles or [None]]


def _consistency(text: str, about: Asked) -> list[Call]:
    subject = asked(
        text, beyond=r"\b(?:streaks?|consisten\w+|adherence|frequency|attendance|target|goal|regular\w*)\b"
    ).subject
    if subject and movement_of(subject) is not None:
        return [Call("exercise_history", _args(exercise=each, period=about.period)) for each in subjects(subject)]
    return [Call("training_consistency", _args(period=about.period))]


def _measurement(text: str, about: Asked) -> list[Call]:
    metric = metric_named(re.sub(r"\bweighed\b|\bgain\w*|\blos(?:e|ing|t)\b", "weigh", text))
    if metric is None or re.search(r"\b(?:what|how much) weight\b|weights? (?:for|on|should)", text):
        return []
    period = about.period or about.day
    return [
        Call(
            "show_measurements",
            _args(metric=metric.label.split(" (")[0].lower(), period=None if period == "today" else period),
        )
    ]


def _records(text: str, _about: Asked) -> list[Call]:
    subject = asked(text, beyond=_OF_RECORDS).subject
    subject = (
        ""
        if subject == "everything"
        else subject or ("it" if re.search(r"\b(?:is|was) (?:that|it|this) an?\b", text) else "")
    )
    return [Call("personal_records", _args(exercise=each)) for each in subjects(subject)] or [Call("personal_records")]


def _strength(text: str, about: Asked) -> list[Call]:
    subject = asked(text, beyond=r"\be1rm\b|\b1-?rm\b|\bone[- ]rep[- ]max\b").subject
    if not subject or len(subject.split()) > 6:
        return _compare(text, about) if re.search(r"\bstronger|weaker|improving|progress", text) else []
    known = movement_of(subject) is not None or len(subjects(subject)) > 1
    return [strength(each, about.period) for each in subjects(subject)] if known or _plausible(subject) else []


def _history(text: str, about: Asked) -> list[Call]:
    if re.fullmatch(MUSCLE.replace(r"\b", ""), about.subject) and movement_of(about.subject) is None:
        return [Call("training_volume", _args(period=about.period, muscle=about.subject))]
    if about.subject and (movement_of(about.subject) or len(subjects(about.subject)) > 1 or _plausible(about.subject)):
        period = about.period or about.day
        return [Call("exercise_history", _args(exercise=each, period=period)) for each in subjects(about.subject)]
    if about.subject:
        return []
    if about.day is not None and about.period is None:
        return [Call("show_workout", {"day": about.day})]
    return [Call("list_workouts", _args(period=about.period))]


def _period(text: str, about: Asked) -> list[Call]:
    return [] if about.subject else _history(text, about)


def _exercise(text: str, _about: Asked) -> list[Call]:
    muscle = re.search(MUSCLE, text)
    words = asked(text, beyond=_OF_EXERCISES).subject
    if not words or (movement_of(words) is None and muscle is None and not _plausible(words)):
        return []
    return [Call("find_exercises", {"name": words})]


def _profile(_text: str, _about: Asked) -> list[Call]:
    return [Call("show_profile")]


def _relative(_text: str, _about: Asked) -> list[Call]:
    return [Call("relative_strength")]


def _plausible(subject: str) -> bool:
    """Whether words may be an exercise that only the athlete has: no everyday talk, no long sentence."""
    everyday = r"\b(?:weather|joke|poem|song|news|you|day|life|food|eat|eating|diet|protein|calories|form|technique|name|feeling|meaning|plan|program|doing)\b"
    return len(subject.split()) <= 5 and not re.search(everyday, subject) and not re.search(r"\d", subject)


_Answer = Callable[[str, Asked], list[Call]]
_KINDS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (re.compile(r"\b(?:wilks|dots|gl points|ipf|relative(?:ly)? strong|relative strength|for my (?:body ?)?weight|my total)\b"), _relative),
    (re.compile(r"\b(?:my settings|my profile|my details|(?:which|what) units|settings)\b"), _profile),
    (re.compile(r"\bcompared?\b|\bversus\b|\bvs\b|\bagainst\b|\bbetter than\b|\bworse than\b|\bmore than (?:last|in)\b"), _compare),
    (re.compile(r"\b(?:what|which|how much|how heavy|load|weight)\b.*(?:\bfor\b|@|\brpe\b|\bto use\b).*(?:\d|single|double|triple)|\bshould i (?:lift|use|put|load|\w+)\b|"
                r"\b(?:load|weight) for\b|\bin reserve\b|\brir\b|\bfor (?:a )?(?:\d{1,2}\b|single|double|triple)(?! (?:days|weeks|months|years))"), _load),
    (re.compile(r"\b(?:volume|tonnage|hard sets)\b"), _volume),
    (re.compile(r"\b(?:muscles?|alternatives?|instead of|substitutes?|replace(?:ment)?|swap|find|what(?: is|'s) an?|what does an?|do you know|"
                r"equipment|exercises? for|search)\b"), _exercise),
    (re.compile(r"\b(?:how often|how many (?:times|workouts|sessions|days)|how regular\w*|streaks?|consisten\w+|adherence|frequency|attendance|my (?:target|goal))\b"), _consistency),
    (re.compile(r"\b(?:volume|tonnage|hard sets|sets? (?:per|each|did|have|for|last|this)|how many sets|how much (?:did i|have i|work|weight did i|total))\b|"
                rf"(?:enough|many).*{MUSCLE}|{MUSCLE}.*(?:enough|sets)"), _volume),
    (re.compile(r"\b(?:weigh\w*|weight|bw|bodyweight|body fat|waist|hips|neck|resting (?:hr|heart rate)|rhr|hrv|sleep|slept|steps|girth|thighs?|biceps? (?:girth|size))\b"), _measurement),
    (re.compile(r"\b(?:p[rb]s?|personal (?:best|record)s?|records?|best|bests|heaviest|most|fastest|longest|farthest|(?!1rm)\d{1,2}rm)\b"), _records),
    (re.compile(r"\b(?:last time|when did i|when was|when's|history|what did i|what have i|did i|have i|workouts?|sessions?|my log|logs?|diary|"
                rf"last (?:did|trained|train)|did last|{WEEKDAY}'s|today's|yesterday's)\b"), _history),
    (re.compile(r"\b(?:e1rm|1-?rm|one[- ]rep[- ]max|max|trend\w*|progress\w*|going|doing|chart|graph|plot|curve|stronger|weaker|strength|strong|improv\w+|"
                r"plateau\w*|stuck|stall\w*|estimate|can i|do i|look\w*|up|down)\b|\bhow(?:'s| is| are)\b|^(?:show|how)\b"), _strength),
    (re.compile(rf"^(?:show|list|give|and|what about|)\s*.*\b(?:training|{DAY}|week|month|year|january|february|april|june|july|august|september|october|november|december)\b"), _period),
)  # fmt: skip
