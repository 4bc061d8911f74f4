"""What a reply says of itself: that it did something, that it is in doubt, that it did not understand."""

import re

_DOUBT = re.compile(
    r"\?|not (?:sure|certain|logged|understood|read|clear)|did(?:n'?t| not) (?:get|understand|catch)|as a note|"
    r"is that right|did you mean|if (?:not|that'?s wrong)|far above|nothing is logged|found no|don'?t know (?:an?|any|what|which)",
    re.IGNORECASE,
)
_NOT_UNDERSTOOD = re.compile(
    r"(?:did(?:n'?t| not)|could(?:n'?t| not)|can(?:'?t|not)|do(?:n'?t| not)) (?:quite )?(?:get|understand|follow|catch|read|do) (?:that|it|you|this)|"
    r"not something i (?:can|understand)|i (?:only )?(?:understand|speak) english|verstehe|entiendo|comprends|capisco|entendo",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"(?:^|[.\n] ?)(?:logged|added|noted|changed|deleted|removed|moved|set|kept|done|saved|forgotten|corrected|replaced|undone)\b|"
    r"i(?:'ll| will) (?:keep|remember)|i(?:'ve| have) (?:logged|added|noted|changed|deleted|removed|moved|saved|kept|updated)",
    re.IGNORECASE | re.MULTILINE,
)


def voices_doubt(reply: str) -> bool:
    """Whether a person who reads it would look again."""
    return _DOUBT.search(reply) is not None


def says_not_understood(reply: str) -> bool:
    """Whether it says that it did not understand, or that it can't."""
    return _NOT_UNDERSTOOD.search(reply) is not None


def claims_a_deed(reply: str) -> bool:
    """Whether it says that something was done or kept."""
    return _CLAIM.search(reply) is not None
