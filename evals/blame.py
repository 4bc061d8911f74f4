"""What a promise that was not kept comes to, for suites that judge more than one thing of an answer."""

import re
from collections.abc import Iterable

from evals.conversation import Answer
from evals.grades import Grade
from evals.report import WORST_FIRST
from evals.words import claims_a_deed, says_not_understood, voices_doubt

_KEEPS = re.compile(
    r"keep (?:that|this|it|them) in mind|i(?:'ll| will) (?:keep|remember)|i(?:'ll| have|'ve) remember", re.IGNORECASE
)
_NO_ANSWER = re.compile(
    r"don'?t know (?:an?|any) (?:exercise|lift|movement|muscle)|nothing (?:is )?logged|"
    r"there (?:are|is) no (?:workout|set)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”")
"""What was said earlier, shown again: not the coach's words of now."""


def claims_to_keep(reply: str) -> bool:
    """Whether it promises to remember."""
    return _KEEPS.search(reply) is not None


def is_no_answer(answer: Answer) -> bool:
    """Whether it says that it can't answer: its "can't" is no "no" to the question."""
    own = _QUOTED.sub("", answer.text)
    return bool(answer.held) or says_not_understood(own) or _NO_ANSWER.search(own) is not None


def blamed(answer: Answer, stored: bool) -> Grade:
    """The grade of an answer that is not right; ``stored``: whether something else than was told is stored now."""
    if answer.failed:
        return Grade.CRASH
    if stored:
        is_shown = voices_doubt(answer.text) or says_not_understood(answer.text)
        return Grade.WRONG_SHOWN if is_shown else Grade.WRONG_SILENT
    if answer.held:
        return Grade.MISREAD
    if says_not_understood(answer.text):
        return Grade.NOT_UNDERSTOOD
    if (claims_a_deed(answer.text) or claims_to_keep(answer.text)) and not any(each.wrote for each in answer.calls):
        return Grade.FALSE_CLAIM
    if any(each.ok for each in answer.calls) and not answer.question and not voices_doubt(answer.text):
        return Grade.WRONG_SILENT
    return Grade.MISREAD


def worst(grades: Iterable[Grade]) -> Grade:
    """The grade of a case with several failures."""
    return min(grades, key=WORST_FIRST.index)
