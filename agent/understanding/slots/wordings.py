"""Slots that are filled with words of the message itself."""

import re

from agent.understanding.words import Words

_LEAD = re.compile(
    r"^(?:(?:hey|hi|ok|okay|so|and|also|btw|by the way|please|pls|plz|oh|yo|yeah|no|nah|well|coach|but|plus|then|just|can you|could you)[,!.: ]+)+",
    re.IGNORECASE,
)
_TOPIC_LEAD = re.compile(
    r"^(?:(?:please |can you |could you |pls )*(?:forget|wipe|erase|delete|drop|remove|unlearn)(?: everything| all| the (?:thing|stuff|bit|part|note|notes|fact|one))?(?: (?:what )?(?:i|we) (?:said|told (?:you|u)|wrote)| (?:what )?you (?:know|have))?"
    r"|what (?:else )?(?:do|did|have) (?:you|u|i|we)(?: still)? (?:know|remember|got|get|have|tell you|told you|say|said|noted|note)(?: down)?|what'?s (?:noted|stored)|what (?:was|were) true(?: back)?(?= (?:in|on|of|about|for|last|before|by|then)\b|$)"
    r"|why do (?:you|u) (?:think|believe|say|assume)|how do (?:you|u) know|since when do (?:you|u) (?:think|know|believe)|where'?d? (?:did )?(?:you|u) get it from|who told (?:you|u)"
    r"|in which words did i tell (?:to )?you|when did i (?:tell you|say))\b(?: that| about| of| on| regarding| for| with)*(?: the (?:thing|stuff|bit))?(?: about| with| on| of)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\b(?:out of|from) (?:your |ur )?(?:memory|mind|head)\b.*$|\b(?:please|pls|plz|thanks|thx|ok|lol|tbh|btw|then|again|now|anymore|any more|whatsoever|for good)\b[ .!?]*$|\?.*$",
    re.IGNORECASE,
)
_CALLED = (
    "name of today", "name of the workout", "call it", "call that", "call this", "call todays", "name it", "title it", "titled", "title",
    "rename it to", "rename it", "rename",
)  # fmt: skip
_ME = {"me", "myself", "us", "it", "that", "this", ""}


def whole(words: Words) -> str:
    """All of it, as it was said."""
    return words.said.strip(" ,;")


def undos(words: Words) -> list[dict[str, str]]:
    """How many changes are taken back."""
    return [{}, {}] if words.has("twice", "last two", "two times", "both", "the one before") else [{}]


def title(words: Words) -> str | None:
    """What a workout is to be called: what is quoted, or what stands behind the order."""
    if words.has(*_CALLED) and (quoted := re.search(r"[\"“‘']([^\"”’']{2,60})[\"”’']", words.said)):
        return quoted[1].strip()
    if found := re.search(r"\btitle\b[^:]{0,30}:\s*(.+)$", words.said, re.IGNORECASE):
        return found[1].strip(" .")
    return words.after(*_CALLED)


def notes(words: Words) -> str | None:
    """What is to be noted of a workout."""
    if title(words) is not None and not words.has("note", "notes"):
        return None
    return (
        words.after(
            "note for today",
            "notes for today",
            "note to the workout",
            "note for the workout",
            "note on today",
            "note that",
            "note",
            "notes",
            "add a note",
            "write down",
            "remark",
        )
        or None
    )


def topic(words: Words) -> str | None:
    """What somebody asks or wants forgotten about: the words behind the order, without a tail of politeness."""
    text = _LEAD.sub("", words.said.strip(" .!,"))
    text = _TOPIC_LEAD.sub("", text).strip(" .!,?:")
    text = _TAIL.sub("", text).strip(" .!,?:")
    text = re.sub(r"^(?:that |about |of |on |the fact that |regarding )+", "", text, flags=re.IGNORECASE)
    for mention in words.times:
        text = text.replace(words.said[mention.start : mention.end], "").strip(" .,")
    return text if re.search(r"[^\W\d_]", text) and text.lower() not in _ME else None


def reason(words: Words) -> str | None:
    """Why, where a reason is given."""
    found = re.search(
        r"\b(?:because|cause|cos|cuz|coz|since i|as i|bc)\b:? (.+)$|[,.;-] (.{4,60})$", words.said, re.IGNORECASE
    )
    return None if found is None else (found[1] or found[2]).strip(" .!")


def goal_words(words: Words) -> str | None:
    """Which goal is meant: the exercise or the words before 'goal'."""
    found = re.search(r"([\w'%. -]{2,40}?) (?:goal|target)\b", words.text)
    if found and (named := re.sub(r"^.*\b(?:my|the|that|drop|scrap|about|of|and)\b ", "", found[1]).strip()):
        return named
    return words.names[0].said if words.names else None
