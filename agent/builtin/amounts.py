"""Numbers in words, minutes, months and weekdays, as people say them of their training."""

import re

COUNTS = {
    "a": 1, "an": 1, "one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
}  # fmt: skip
COUNT = r"(?:\d{1,3}(?:[.,]\d)?|a couple(?: of)?|a few|an?|one|once|two|twice|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
WEEKDAY_WORDS = r"(?:mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:s|nesday)?s?|thu(?:rs?(?:day)?)?s?|fri(?:day)?s?|sat(?:urday)?s?|sun(?:day)?s?)(?:'s)?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_LIST = re.compile(
    rf"\b{WEEKDAY_WORDS}\b(?:(?:\s*(?:,|/|&|\+|-|\band\b|\bor\b)\s*|\s+)+\b{WEEKDAY_WORDS}\b)+|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
)
_HOURS = re.compile(
    r"\b(?:(?P<n>\d(?:[.,]\d+)?|one|two|an?|half an?)[ -]?(?:h|hrs?|hours?)\b(?: (?P<half>and a half)| (?:and )?(?P<more>\d{1,2}) ?(?:m|mins?|minutes?))?)"
)
_MINUTES = re.compile(r"\b(\d{1,3})(?: ?(?:-|–|to|or) ?\d{1,3})?[ -]?(?:m|mins?|minutes?|minuten)\b")
_SPAN = re.compile(
    rf"\b(?P<more>over|more than|at least)? ?(?P<n>half a|{COUNT})\+?(?: ?(?:-|–|to|or) ?{COUNT})? ?(?P<unit>weeks?|wks?|months?|mos?|years?|yrs?|(?<=\d)y|(?<=\d )y)\b(?P<half> and a half)?"
)


def count(words: str) -> int:
    """A small whole number in digits or words.

    >>> count("4"), count("a couple of"), count("twice")
    (4, 2, 2)
    """
    word = words.removeprefix("a ").removesuffix(" of").strip()
    return COUNTS[word] if word in COUNTS else COUNTS[words] if words in COUNTS else int(float(word.replace(",", ".")))


def minutes_in(text: str) -> int | None:
    """Minutes: '25 min', 'an hour', '1.5 hours', 'an hour and a half'.

    >>> minutes_in("i have an hour and a half"), minutes_in("45 min"), minutes_in("1h 15min")
    (90, 45, 75)
    """
    if found := _HOURS.search(text):
        word = found["n"].replace(",", ".")
        hours = 0.5 if word.startswith("half") else float(COUNTS.get(word, 0) or word)
        return round(hours * 60) + (30 if found["half"] else int(found["more"] or 0))
    found = _MINUTES.search(text)
    return None if found is None else int(found[1])


def months_in(text: str) -> int | None:
    """A span in whole months.

    >>> months_in("about 2 years"), months_in("a year and a half"), months_in("half a year"), months_in("8 weeks")
    (24, 18, 6, 2)
    """
    found = _SPAN.search(text)
    if found is None:
        return None
    word = found["n"].replace(",", ".")
    number = 0.5 if word == "half a" else float(word) if word[0].isdigit() else float(count(word))
    number += 0.5 if found["half"] else 0
    per = 12.0 if found["unit"][0] == "y" else 1.0 if found["unit"].startswith("m") else 12 / 52
    return round(number * per)


def weekdays_in(text: str, *, least: int = 2) -> list[str]:
    """The weekdays of a list of them, in order: 'mon/wed/fri', 'tuesdays and thursdays', 'weekends'.

    >>> weekdays_in("mon/wed/fri"), weekdays_in("tue & thu"), weekdays_in("i did it on monday")
    (['monday', 'wednesday', 'friday'], ['tuesday', 'thursday'], [])
    """
    if re.search(
        r"\b(?:(?:on |at )?(?:the )?weekends|sat(?:urday)?s? ?(?:and|&|/|\+) ?sun(?:day)?s?) ?(?:only)?$", text
    ):
        return ["saturday", "sunday"]
    if re.search(r"\b(?:on )?weekdays\b|\bmon(?:day)?(?: to |-)fri(?:day)?\b", text):
        return list(_WEEKDAYS[:5])
    found = _DAY_LIST.search(text)
    if found is None and least > 1:
        return []
    part = text if found is None else found[0]
    named = {word[:3] for word in re.findall(rf"\b{WEEKDAY_WORDS}\b", part)}
    return [day for day in _WEEKDAYS if day[:3] in named]
