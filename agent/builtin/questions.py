"""Questions about the log, in the many ways people ask them, as calls of the reading tools."""

import re
from collections.abc import Callable
from typing import Any

from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, PERIOD, Asked, asked, plain
from training.metrics import metric_named

_ASKING = re.compile(
    r"^(?:and |so |ok(?:ay)?,? |hey,? |hi,? |please |can you |could you |coach,? )*"
    r"(?:how|what|when|which|who|where|why|show|tell|list|chart|graph|plot|draw|compare|give|display|did|do|does|am|is|are|have|has|"
    r"was|were|should|could|find|any|my (?:last|pr|prs|records?|best|volume|streak|progress|stats|history|trend)|pr|prs|records?|volume|streak|"
    r"stats|history|trend|progress)\b"
)
_SETS = re.compile(r"\d\s*[x×*@]\s*\d|\b\d+\s*(?:kg|lbs?|reps?)\b")
_RPE = re.compile(r"(?:@|rpe\s*:?\s*)(\d{1,2}(?:\.5)?)\b")
_REPS = re.compile(r"\b(?:for |of )?(\d{1,2})\s*(?:reps?|rep|@|x\b)|\bfor (?:a )?(\d{1,2})\b|\b(\d{1,2}) (?=@|at|with)")
_NAMED_REPS = {"single": 1, "double": 2, "triple": 3}
_VERBS = re.compile(r"\b(?:weight|much|load|heavy|put on the bar|for|at|rpe|@|\d+(?:\.5)?|reps?|single|double|triple|work(?:ing)?|rir)\b")


def is_question(clause: str) -> bool:
    """Whether a clause asks for something, rather than telling what was done."""
    text = plain(clause)
    return text.endswith("?") or (_ASKING.match(text) is not None and not (_SETS.search(text) and not text.startswith(("what", "how", "which", "show"))))


def question(clause: str) -> Call | None:
    """The call that answers a question; ``None`` if it is none, or none that the tools can answer."""
    text = plain(clause)
    about = asked(clause)
    for pattern, answer in _KINDS:
        if pattern.search(text):
            call = answer(text, about)
            if call is not None:
                return call
    return None


def _args(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _load(text: str, about: Asked) -> Call | None:
    reps = _REPS.search(text)
    named = next((count for word, count in _NAMED_REPS.items() if word in text), None)
    count = named if named is not None else next((int(each) for each in reps.groups() if each), None) if reps else None
    if count is None or not 1 <= count <= 12:
        return None
    rpe = _RPE.search(text)
    subject = " ".join(_VERBS.sub(" ", about.subject).split())
    effort = float(rpe[1]) if rpe and 6 <= float(rpe[1]) <= 10 else None
    return Call("suggest_load", _args(exercise=subject, reps=count, rpe=effort)) if subject else None


def _relative(_text: str, _about: Asked) -> Call:
    return Call("relative_strength")


def _compare(text: str, about: Asked) -> Call | None:
    periods = re.findall(PERIOD, text)
    if len(periods) < 2:
        named = re.findall(rf"\b(?:{PERIOD}|january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b", text)
        periods = named if len(named) >= 2 else periods
    if len(periods) < 2:
        return None
    first, second = periods[0].strip(), periods[1].strip()
    if first.startswith("this") and not second.startswith("this"):  # the earlier one first
        first, second = second, first
    return Call("compare_periods", {"first": first, "second": second})


def _volume(text: str, about: Asked) -> Call:
    muscle = re.sub(r"\b(?:volume|tonnage|hard|muscles?|many|each|done|group|groups|per)\b", " ", about.subject)
    words = " ".join(muscle.split())
    return Call("training_volume", _args(period=about.period, muscle=words or None))


def _consistency(text: str, about: Asked) -> Call | None:
    return Call("training_consistency", _args(period=about.period))


def _measurement(text: str, about: Asked) -> Call | None:
    metric = metric_named(text)
    if metric is None or re.search(r"\b(?:what|how much) weight\b|weights? (?:for|on|should)", text):
        return None
    return Call("show_measurements", _args(metric=metric.label.split(" (")[0].lower(), period=about.period or about.day))


def _records(text: str, about: Asked) -> Call:
    subject = re.sub(r"\b\d{1,2}rm\b|\bpersonal\b|\bmax(?:es)?\b|\brep\b", " ", about.subject)
    return Call("personal_records", _args(exercise=" ".join(subject.split()) or None))


def _strength(text: str, about: Asked) -> Call | None:
    subject = " ".join(re.sub(r"\b(?:e1rm|1rm|one rep|estimated?|max)\b", " ", about.subject).split())
    return Call("estimate_strength", _args(exercise=subject, period=about.period)) if subject else None


def _history(text: str, about: Asked) -> Call:
    if about.subject and about.subject not in ("everything", "it"):
        return Call("exercise_history", _args(exercise=about.subject, period=about.period or about.day))
    if about.day is not None and about.period is None:
        return Call("show_workout", {"day": re.sub(r"^on ", "", about.day)})
    return Call("list_workouts", _args(period=about.period))


def _exercise(text: str, about: Asked) -> Call | None:
    subject = re.sub(
        r"\b(?:muscles?|train|trains|work|works|target|targets|hit|hits|alternatives?|instead|substitutes?|replace|replacement|swap|find|equipment|needs?|mean|called|know)\b",
        " ", about.subject,
    )  # fmt: skip
    words = " ".join(subject.split())
    return Call("find_exercises", {"name": words}) if words else None


def _profile(_text: str, _about: Asked) -> Call:
    return Call("show_profile")


def _bare_strength(text: str, about: Asked) -> Call | None:
    return _strength(text, about) if about.subject and len(about.subject.split()) <= 5 else None


_Answer = Callable[[str, Asked], Call | None]
_KINDS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (re.compile(r"\b(?:wilks|dots|gl points|ipf|relative strength)\b"), _relative),
    (re.compile(r"\b(?:my settings|my profile|my details|which units|what units|about my settings)\b"), _profile),
    (re.compile(r"\bcompare|\bversus\b|\bvs\b|\bcompared\b|\bagainst\b|\bbetter than (?:last|the)\b"), _compare),
    (re.compile(r"\b(?:what|which|how much|how heavy|load|weight)\b.*(?:\bfor\b|@|\brpe\b).*\d|\bwhat should i (?:lift|use|put|do|load)\b.*\d|\b(?:load|weight) for\b"), _load),
    (re.compile(r"\b(?:muscles?|alternatives?|instead of|substitutes? for|replace(?:ment)?|what is an? |what's an? |what are )\b.*"), _exercise),
    (re.compile(r"\b(?:volume|tonnage|hard sets|sets? (?:per|a|each|did|have|for)|how many sets|how much (?:did i|have i|work|volume))\b"), _volume),
    (re.compile(r"\b(?:how often|how many (?:times|workouts|sessions|days)|how regular\w*|streaks?|consisten\w+|adherence|frequency|attendance)\b"), _consistency),
    (re.compile(r"\b(?:weigh\w*|weight|bw|bodyweight|body fat|waist|hips|neck|resting (?:hr|heart rate)|rhr|hrv|sleep|slept|steps|girth|thighs?|biceps? (?:girth|size))\b"), _measurement),
    (re.compile(r"\b(?:prs?|pbs?|personal (?:best|record)s?|records?|best|bests|heaviest|most reps|fastest|longest|farthest|\d{1,2}rm)\b(?<!1rm)"), _records),
    (re.compile(r"\b(?:e1rm|1rm|1-rm|one[- ]rep max|max|trend\w*|progress\w*|going|doing|chart|graph|plot|curve|stronger|weaker|strength|strong|improv\w+|plateau\w*|stuck|estimate)\b"), _strength),
    (re.compile(rf"\b(?:last time|when did i|history|what did i|did i (?:do|train|lift)|workouts?|sessions?|my log|logs?|diary|training|last (?:did|trained)|{DAY})\b"), _history),
    (re.compile(r"^(?:how|what about|show)\b"), _bare_strength),
)  # fmt: skip
