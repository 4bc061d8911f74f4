"""The time that a question names: 'what did I say about sumo in March?'."""

import re
from datetime import date

from training.errors import Invalid
from training.period import MONTHS, WEEKDAYS, Period, read_day, read_period

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve)"
_NAMED = re.compile(
    rf"\b(?:(?:in|during|since|from|back in) {_MONTH}(?: \d{{4}})?(?: (?:to|until) {_MONTH}(?: \d{{4}})?)?"
    rf"|{_MONTH} \d{{4}}|(?:in|during|since) 20\d\d"
    rf"|(?:this|last|previous|past) (?:week|month|year)|(?:the )?(?:last|past) {_COUNT} (?:days|weeks|months|years)"
    rf"|{_COUNT} (?:days?|weeks?) ago|the day before yesterday|yesterday|\d{{4}}-\d\d(?:-\d\d)?(?: to \d{{4}}-\d\d-\d\d)?"
    rf"|(?:on |last )(?:{'|'.join(WEEKDAYS)})|(?:on )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?))\b"
)


_TALKS = r"(?:say|said|talk(?:ed)?|discuss(?:ed)?|tell|told|mention(?:ed)?|decided?|know|remember|spoken?|write|wrote)"
_FRAME = re.compile(
    rf"^(?:(?:so|and|ok|hey|please|can you|could you)[, ]+)*(?:(?:what |where |when )?(?:did|have|do) (?:we|i|you) (?:ever |already )?{_TALKS}"
    r"|(?:find|search|look)(?: (?:in|through|for|up))*(?: (?:my|our|the|old|all))* (?:chats?|conversations?|messages)"
    rf"|when did(?= (?:i|we)\b)|find where (?:we|i) {_TALKS})(?: (?:you|me|us|anything|something))?(?: (?:about|on|that|for|of))*\s+"
)


def core_of(question: str) -> str:
    """A question without the time that it names and the words it is asked with: what an answer would say.

    >>> core_of("What did we say about sumo in March?"), core_of("when did I hurt my back?")
    ('sumo', 'i hurt my back')
    """
    text = " ".join(_NAMED.sub(" ", " ".join(question.lower().split())).split()).strip(" ?.!")
    return _FRAME.sub("", f"{text} ").strip() or text


_PAST = re.compile(
    r"\b(?:was|were|did|used to|had|before|back then|at first|originally|formerly|earlier|war|waren|früher|hatte"
    r"|était|avait|avant|era|tenía|antes|prima)\b",
    re.IGNORECASE,
)


def asks_of_the_past(question: str) -> bool:
    """Whether it is asked how something was, not how it is now.

    >>> asks_of_the_past("which side was it?"), asks_of_the_past("where do I live?")
    (True, False)
    """
    return _PAST.search(question) is not None


def time_in(question: str, today: date) -> Period | None:
    """The period that a question names, if it names one.

    >>> time_in("what did we say about sumo in march?", date(2026, 11, 21)).until
    datetime.date(2026, 3, 31)
    >>> time_in("when did i hurt my back?", date(2026, 11, 21))
    """
    found = _NAMED.search(" ".join(question.lower().split()))
    if found is None:
        return None
    words = re.sub(r"^(?:back in|during|on) ", "in " if "back" in found[0] or "during" in found[0] else "", found[0])
    try:
        if re.search(rf"ago|yesterday|^(?:last )?(?:{'|'.join(WEEKDAYS)})", words):
            day = read_day(words, today)
            return Period(day, day, words)
        return read_period(words, today)
    except Invalid:
        return None
