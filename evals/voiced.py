"""Whether a coach said, before the approval, that something wished for is not in the program."""

import re
from collections.abc import Mapping
from typing import Any

_LIMIT = re.compile(
    r"\bnot?\b|n't\b|\bonly\b|\bless\b|\bfewer\b|\bunder\b|\bbelow\b|\babove\b|\bshort of\b|\binstead\b|\bwithout\b|\bcannot\b|"
    r"\bleaves? out\b|\bmissing\b|\bmore than\b|\btoo (?:few|many|long|short|soon)\b|\bexcept\b|\bbut\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
TOPICS = {
    "days_per_week": r"\bdays?\b|times a week", "lifts_per_week": r"\bdays?\b|lift", "runs_per_week": r"\brun",
    "weeks": r"\bweeks?\b", "minutes_at_most": r"\bmin", "minutes_used_at_least": r"\bmin|\btime\b",
    "only_equipment": r"equipment|need|\bhave\b", "muscle_sets_at_least": r"\bsets\b|volume", "share_up": r"\bsets\b|volume|first comes",
    "rpe_at_most": r"\brpe\b|reserve|effort", "peak_in_week_of": r"peak|meet|race|taper|\btest|competition",
    "deload_not_in_week_of": r"deload|easy week", "long_run_grows": r"long run|\bkm\b", "travel_week_adapted": r"travel|hotel|away|journey",
    "rest_between_heavy_lower_days": r"\brest\b|in a row", "supersets_used": r"superset", "no_overhead": r"overhead",
    "no_impact": r"jump|impact",
}  # fmt: skip
"""What a sentence about each kind of constraint speaks of; those about exercises name the exercise."""


def is_voiced(constraint: Mapping[str, Any], words: str) -> bool:
    """Whether a sentence speaks of what the constraint is about, and of a limit: not, only, less, instead.

    >>> is_voiced({"kind": "weeks", "n": 14}, "I plan at most 12 weeks, not 14."), is_voiced({"kind": "weeks"}, "12 weeks.")
    (True, False)
    """
    topic = TOPICS.get(str(constraint["kind"])) or _exercise(constraint)
    about = re.compile(topic, re.IGNORECASE)
    return any(about.search(each) and _LIMIT.search(each) for each in _SENTENCE.split(words))


def _exercise(constraint: Mapping[str, Any]) -> str:
    given = (
        [str(constraint["exercise"])]
        if "exercise" in constraint
        else [str(each) for each in constraint.get("names", [])]
    )
    begin = {each.split(" (")[0] for each in given}
    return "|".join(re.escape(each) for each in sorted(begin)) or r"(?!)"
