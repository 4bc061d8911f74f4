"""Headings: "Push day", "Upper A:"."""

import re

_TITLE = re.compile(
    r"^[\s#*-]{0,9}((?:[a-z&/+'-]{1,15} ?){0,4}?\b(?:day|workout|session|wod|metcon)\b ?[a-z0-9]{0,2}"
    r"|(?:push|pull|legs?|upper|lower|upper body|lower body|full[ -]body|arms?|chest|back|shoulders|core|conditioning|cardio)"
    r"(?: ?(?:&|/|\+|and) ?(?:push|pull|legs?|arms?|chest|back|shoulders|bis?|tris?|biceps|triceps|core|abs|cardio))?(?: [a-d1-9])?"
    r"|w(?:eek)? ?\d{1,2},? ?d(?:ay)? ?\d)(?:\s*:|\s+-+\s|\s*$)"
)
_GENERIC = re.compile(
    r"^(?:(?:today'?s?|my|the|this|a|good|great|nice|solid|tough|hard|easy|quick|short|long|morning|evening|gym|training|"
    r"yesterday'?s?|last|same|another|rest|leg|log|new|what|done|did|first|next|best|worst) ?)*(?:workout|session|day)$"
)


def title_of(text: str) -> tuple[str, int] | None:
    """The heading a sentence begins with, and where it ends.

    >>> title_of("Push day: bench 3x5"), title_of("great session")
    (('Push day', 9), None)
    """
    match = _TITLE.match(text.lower()) if len(text) < 2000 else None
    if match is None:
        return None
    title = text[match.start(1) : match.end(1)].strip()
    generic = _GENERIC.match(title.lower()) and title.lower() not in ("leg day",)
    return None if generic else (title, match.end())
