"""Sentences, and which of them do not tell of training that was done."""

# ruff: noqa: E501 - a pattern is read best in one line
import re
from typing import NamedTuple

from training.notation.tokens import plain

MAX_SENTENCE = 1000
"""Characters of a sentence; a longer one is read in pieces."""

_END = re.compile(r"[.!?;]+[)\"']*\s+|\n+")
_DATE_END = re.compile(
    r"(?:^|\s)\d{1,2}\.\d{1,2}\.$|(?:^|\s)\d{1,2}\.$|\b[a-f]\d\.$|\b(?:approx|min|sec|vs|e\.g|incl|est|lbs?|kgs?|mins|secs|st)\.$"
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|ok|okay|hey|hi|please|also|well|btw|thanks|coach)[, ]+)*"
    r"(?:how|what|what's|whats|why|when|which|who|where|should|shall|can|could(?!'ve| have|a)|would(?!'ve)|will|is|are|am|do|does|did (?:i|you|we|my)|"
    r"have i|has my|was (?:i|that|it|my)|were|may i|"
    r"tell|show|give|suggest|recommend|explain|remind|plan|build|create|make|design|write|schedule|generate|delete|"
    r"remove|undo|change|swap|replace|move|edit|correct|update|set|let's|lets|help|compare|convert|calculate|import|export)\b(?! the plan\b)"
)
_MEANS = re.compile(
    r"\b(?:want(?:s|ed)? to|wanna|goal|target|aim(?:ing)?|should i|i should|would like|i'd like|need to|i need|hope|hoping|"
    r"trying to|try to|going to|gonna|i'll|i will|will be|plan(?:ning)? to|plan(?:ning)? on|next (?:week|time|session|month)|"
    r"suggest|recommend|might|allergic|if i|instead of|my (?:name|age|height)|supposed to|can't|cannot|days? (?:a|per|/) week|times (?:a|per|/) week|available|have only|only have|i have (?:a|only|about|\d+))\b"
)
_STATES = re.compile(
    r"\b(?:weigh|weighed|my (?:body ?)?weight|weight (?:is|was)|body ?weight (?:is|was)|weigh-?in|slept|sleep|years old|tall|"
    r"(?:waist|body ?fat|rhr|hrv|resting (?:hr|heart ?rate|pulse)):?(?: is| was| at| of)? (?=\d))\b"
    r"|(?:^|,|\band) *(?:my )?(?:bw|body ?weight):? (?=[4-9]\d(?:[.,]\d)? ?(?:kgs?|lbs?)?(?: *$| *,| and\b))"
)
"""A fact about the body: unlike a wish it says nothing about the clauses after it."""
_GOES_ON = re.compile(r"(?:,(?!\d)| and | then | but | - )(?=[^,]*\d ?(?:x|\*|@|reps\b|sets\b|for \d|km\b|k\b|mi\b))")
_GREETS = re.compile(r"^(?:good (?:morning|evening|afternoon|night)|morning)\b[ ,]*(?:coach|all|there|everyone)?\W*$")
_SETS_LOG = re.compile(r"^\W*(?:set \d|sets? of \d|sets?:|do(?:ne)? \d|did)")


class Sentence(NamedTuple):
    """A part of a message, and where it begins in it."""

    text: str
    start: int
    ends_line: bool


def sentences(text: str) -> list[Sentence]:
    """Cut a message at line ends and full stops (not those of dates and labels), and every 1,000 characters."""
    found: list[Sentence] = []
    begin = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _DATE_END.search(text, max(begin, match.start() - 12), match.start() + 1):
            continue
        _pieces(found, text, begin, match.end(), "\n" in match.group())
        begin = match.end()
    _pieces(found, text, begin, len(text), True)
    return found


def _pieces(found: list[Sentence], text: str, begin: int, end: int, ends_line: bool) -> None:
    while begin < end:
        cut = min(begin + MAX_SENTENCE, end)
        if cut < end:
            space = text.rfind(" ", begin + MAX_SENTENCE // 2, cut)
            cut = space + 1 if space > 0 else cut
        if text[begin:cut].strip():
            found.append(Sentence(text[begin:cut], begin, ends_line and cut == end))
        begin = cut


def is_aside(sentence: str) -> bool:
    """Whether a sentence asks, plans or tells something else than sets.

    >>> is_aside("How is my squat going?"), is_aside("I want to bench 100 kg"), is_aside("Bench 3x5 @ 100")
    (True, True, False)
    """
    text = plain(sentence).strip()
    if text.endswith("?") or _GREETS.match(text):
        return True
    if _SETS_LOG.match(text):
        return False
    return any(found is not None for found in (_ASKS.match(text), _MEANS.search(text), _STATES.search(text)))


def why_aside(sentence: str) -> str:
    """Why a sentence is no training that was done, in a few words.

    >>> why_aside("slept 6h"), why_aside("I want to bench 100 kg"), why_aside("hello")
    ('a measurement, not training', 'not done yet', 'no sets in it')
    """
    text = plain(sentence).strip(" ,;")
    if text.endswith("?") or _ASKS.match(text):
        return "a question or a request"
    if _STATES.search(text):
        return "a measurement, not training"
    return "not done yet" if _MEANS.search(text) else "no sets in it"


def parts(sentence: Sentence) -> list[Sentence]:
    """A sentence, cut before and after a clause that tells of something else ("squat 3x5 at 100, might add next week").

    What is wished rules all that follows; after a fact ("slept 7h") sets may go on.

    >>> [each.text for each in parts(Sentence("squat 3x5, next week more", 0, True))]
    ['squat 3x5', ', next week more']
    >>> [each.text for each in parts(Sentence("slept 7h and squat 3x5", 0, True))]
    ['slept 7h', ' and squat 3x5']
    """
    text = plain(sentence.text)
    if text.strip().endswith("?") or _ASKS.match(text.strip()):
        return [sentence]
    wish, fact = _MEANS.search(text), _STATES.search(text)
    means = min((each for each in (wish, fact) if each), key=lambda each: each.start(), default=None)
    if means is None:
        return [sentence]
    begins = means.start() + (1 if means[0][0] == "," else 4 if means[0].startswith("and ") else 0)
    cut = max(text.rfind(sign, 0, begins) for sign in (",", ". ", " - ", " but ", " and ", " so ", " then "))
    if cut > 0 and any(char.isdigit() for char in text[:cut]):
        first, rest = _cut(sentence, cut)
        return [first, *parts(rest)]
    if means is fact and (end := _GOES_ON.search(text, means.end())):
        first, rest = _cut(sentence, end.start())
        return [first, *parts(rest)]
    return [sentence]


def _cut(sentence: Sentence, at: int) -> tuple[Sentence, Sentence]:
    return (
        Sentence(sentence.text[:at], sentence.start, False),
        Sentence(sentence.text[at:], sentence.start + at, sentence.ends_line),
    )
