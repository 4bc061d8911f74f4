"""Slots about what is remembered: a sentence to the athlete, its kind, its times."""

import re

from agent.understanding.clauses import pieces
from agent.understanding.slots.wordings import topic
from agent.understanding.words import Words
from training.when import Day, Period

_YOU = {
    "i'm": "you're", "im": "you're", "ive": "you've", "i": "you", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "my": "your", "me": "you",
    "mine": "yours", "myself": "yourself", "am": "are", "we": "you", "we're": "you're", "our": "your", "us": "you",
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:please|pls|hey|ok|btw|by the way|and|also|oh|so|can you|could you|just|well|fyi)[,:]? )*(?:(?:remember|keep in mind|bear in mind|don'?t forget|make a note|note|for the record|fyi|you should know|know)(?: that|,|:)? )?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:no longer|not any ?more|any ?more|anymore|sold|quit|stopped|gave up|given up|over|gone|got rid|gave (?:it|the|my)|ended|cancelled|canceled|off|don'?t have .* (?:any ?more|now)|left|done with|broke up|finished)\b"
)
_ASKS = re.compile(
    r"^(?:so |and |but |hey |ok )*(?:is|are|was|were|do|does|did|what|how|why|when|where|who|which|can|could|should|would|am)\b"
)
_DENIES = re.compile(
    r"\b(?:wrong|not true|never|didn'?t|isn'?t|not|incorrect|mistaken|mistake|fix|amend|correct that|change that)\b"
)
KINDS = {
    "aversion": (
        "hate",
        "can't stand",
        "dislike",
        "don't like",
        "do not like",
        "scared of",
        "afraid of",
        "awful",
        "cringe",
    ),
    "preference": ("like", "love", "prefer", "enjoy", "favourite", "favorite", "rather", "fan of"),
    "equipment": (
        "belt",
        "shoes",
        "rower",
        "kettlebell",
        "dumbbells",
        "bands",
        "bought",
        "sold",
        "rack",
        "straps",
        "bike",
        "plates",
        "sleeves",
    ),
    "schedule": (
        "shift",
        "shifts",
        "nights",
        "evenings",
        "mornings",
        "am",
        "pm",
        "after work",
        "before work",
        "lunch",
        "weekends",
        "busy",
        "hours",
    ),
    "medical": (
        "asthma",
        "allergic",
        "allergy",
        "intolerant",
        "doctor",
        "surgery",
        "tore",
        "diabetes",
        "medication",
        "tablets",
        "operation",
        "physio",
        "celiac",
        "coeliac",
        "pill",
        "knees",
        "blood",
    ),
    "life_event": (
        "wedding",
        "married",
        "baby",
        "moving",
        "moved",
        "new job",
        "exam",
        "exams",
        "holiday",
        "trip",
        "birthday",
        "retired",
        "marathon",
        "race",
        "comp",
        "meet",
        "competition",
        "funeral",
        "died",
        "passed away",
    ),
    "coaching_style": (
        "answers",
        "sugarcoat",
        "emoji",
        "tone",
        "blunt",
        "call me",
        "short",
        "pushy",
        "explain",
        "reminders",
        "strict",
    ),
    "achievement": ("pr", "personal best", "record", "first place", "won", "medal", "maxes", "my max", "best ever"),
}
"""Words by which a kind of fact is filed; everything else is context."""


def to_you(words: Words) -> str | None:
    """A sentence about oneself, as one to that person; a question tells nothing.

    >>> from agent.understanding.situation import Situation
    >>> to_you(Words("btw I'm allergic to my dog", Situation()))
    "You're allergic to your dog."
    """
    if words.said.rstrip().endswith("?") or _ASKS.match(words.text):
        return None
    said = _LEAD.sub("", words.said.strip(" .!,?"), count=1).strip()
    changed, last = [], ""
    for word in said.split():
        core = word.strip(",.!;:()\"'").lower().replace("’", "'")
        new = "were" if core == "was" and last == "you" else _YOU.get(core)
        changed.append(word if new is None else re.sub(re.escape(word.strip(",.!;:()\"'")), new, word, count=1))
        last = new or core
    text = " ".join(changed)
    return f"{text[:1].upper()}{text[1:]}."


def fact_kind(words: Words) -> str:
    """What a fact is: the kind most of whose words are there."""
    counts = {kind: sum(words.has(each) for each in found) for kind, found in KINDS.items()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else "context"


def since_words(words: Words) -> str | None:
    """Since when it is true."""
    found = re.search(r"\b(?:since|from)\b", words.text)
    for each in words.times:
        if found and each.start >= found.start() - 1 and isinstance(each.value, Day | Period):
            day = each.value.date if isinstance(each.value, Day) else each.value.since
            return day.isoformat()
    return None


def until_words(words: Words) -> str | None:
    """The last day on which it is true."""
    found = re.search(r"\b(?:until|till|til|through|up to)\b", words.text)
    for each in words.coming_times:
        if found and each.end > found.start() and isinstance(each.value, Day | Period):
            day = each.value.date if isinstance(each.value, Day) else each.value.until
            return day.isoformat()
    return None


def ends(words: Words) -> bool | None:
    """Whether something is over."""
    return True if _ENDS.search(words.text) else None


def known_then(words: Words) -> bool | None:
    """Whether it is asked what was known at a time, not what was true."""
    if re.search(r"\b(?:was|were) true\b", words.text):
        return False
    asked = re.search(r"\bdid you (?:know|remember|have)\b|\bwhat did you\b|\bwere you\b", words.text)
    return True if words.periods and asked else None


def wrong_fact(words: Words) -> str | None:
    """Which fact is wrong: behind 'not', or what is talked about."""
    found = re.search(
        r"\b(?:not|never|isn'?t|wasn'?t|aren'?t|don'?t|no longer) (?:really |a |an |the )*([\w' -]{3,40})", words.text
    )
    subject = re.search(
        r"\b(?:wrong|incorrect|mistaken) (?:about|on|with) (?:my |the )?([\w' -]{3,40})|\b(?:my|the) ([\w' -]{3,30}?) (?:is|are|was|were|isn'?t)\b",
        words.text,
    )
    if subject:
        return (subject[1] or subject[2]).strip()
    return found[1].strip() if found else topic(words)


def right_fact(words: Words) -> str | None:
    """What is true instead: the parts of a message that deny nothing."""
    parts = [each.text for each in pieces(words.said)]
    told = [each for each in parts if not _DENIES.search(each.lower()) and len(each.split()) > 1]
    if not told or len(told) == len(parts):
        return None
    return to_you(Words(" ".join(told), words.situation))
