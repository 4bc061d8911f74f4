"""Dates in any language, order and clock: what the dates of a file mean is settled by all of them together."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from connectors.calendars import LANGUAGES, calendar, halves_anywhere, plain_word

SAMPLES = 2000
LONGEST = 80
ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?:\s?|\s?h\s?|\s?[時时点點시]\s?)(\d{1,2})(?!\d)(?:(?::|\s?[分분]\s?)(\d{1,2})(?:[.,]\d+)?)?[分秒초분]?"
)
DOTTED_CLOCK = re.compile(r"(?<=[\s,])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?=\s*(?:[^\d\s]+\s*)?$)")
HOUR_ALONE = re.compile(r"(?<=[\s,])(\d{1,2})\s*(?=(?:am|pm)\b)")
HALF = re.compile(r"(?<![^\W\d_])([ap])\s?\.?\s?m(?![^\W\d_])\.?")
MONTH_BY_NUMBER = re.compile(r"(\d{1,2})\s*[月월]|(?:tháng|thg|thg\.|th)\s*\.?\s*(\d{1,2})")
WORD = re.compile(r"[^\d\s,/:;()|–—-]+")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
BUDDHIST = 543


@dataclass(frozen=True, slots=True)
class Moment:
    """When a workout began."""

    day: date
    at: datetime | None
    """With its timezone; ``None`` if only the day is known."""
    key: str
    """The same for the same moment in every export, whatever its language."""


@dataclass(frozen=True, slots=True)
class _Parts:
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    month: int | None
    clock: tuple[int, int, int] | None

    @property
    def is_open(self) -> bool:
        """Whether the order of day and month has to be found out."""
        return self.month is None and len(self.numbers) == 3 and len(self.numbers[0]) <= 2


@dataclass(frozen=True)
class Dates:
    """Reads the dates of one file."""

    zone: ZoneInfo
    languages: tuple[str, ...] = LANGUAGES
    """The file's own first."""
    month_first: bool = False
    _seen: dict[str, Moment | None] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], zone: ZoneInfo, month_first: bool = False) -> "Dates":
        """Learn language and order from a file's dates. ``month_first`` is the guess if nothing tells."""
        distinct = [text for text in dict.fromkeys(texts) if len(text) <= LONGEST and not ISO.fullmatch(text)][:SAMPLES]
        if not distinct:
            return cls(zone, month_first=month_first)
        parts = [_parts(text) for text in distinct]
        main = _language([each for each in parts if each.month is None and len(each.numbers) < 3])
        languages = (main, *(each for each in LANGUAGES if each != main))
        open_ones = [each for each in parts if each.is_open]
        return cls(zone, languages, _is_month_first(open_ones, distinct, month_first))

    def read(self, text: str) -> Moment | None:
        """The moment that a text names, or ``None``."""
        if text not in self._seen:
            self._seen[text] = self._read(text)
        return self._seen[text]

    def _read(self, text: str) -> Moment | None:
        text = text.strip()
        if ISO.fullmatch(text):
            try:
                return self._moment(datetime.fromisoformat(text), has_clock=len(text) > 10)
            except ValueError:
                pass
        if len(text) > LONGEST:
            return None
        try:
            parts = _parts(text)
            day = self._day(parts)
            if day is None:
                return None
            hour, minute, second = parts.clock or (0, 0, 0)
            hour = _on_24_hours(hour, self._half(parts.words))
            at = datetime(day.year, day.month, day.day, hour, minute, min(second, 59))
            return self._moment(at, has_clock=parts.clock is not None)
        except (ValueError, OverflowError):
            return None

    def _moment(self, at: datetime, has_clock: bool) -> Moment | None:
        if not 1900 <= at.year < 2200:
            return None
        if not has_clock:
            return Moment(at.date(), None, at.date().isoformat())
        if at.tzinfo is not None:
            here = at.astimezone(self.zone)
            return Moment(here.date(), here, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        return Moment(at.date(), at.replace(tzinfo=self.zone), at.replace(microsecond=0).isoformat())

    def _day(self, parts: _Parts) -> date | None:
        numbers = parts.numbers
        month = parts.month or (self._month(parts.words) if len(numbers) == 2 else None)
        if month is not None and len(numbers) >= 2:
            year, named_day = numbers[:2] if len(numbers[0]) == 4 else numbers[1::-1]
            return date(_year(year), month, int(named_day))
        if len(numbers) != 3:
            return None
        if len(numbers[0]) == 4:
            return date(_year(numbers[0]), int(numbers[1]), int(numbers[2]))
        first, second = int(numbers[0]), int(numbers[1])
        swap = self.month_first if first <= 12 and second <= 12 else second > 12
        day, number = (second, first) if swap else (first, second)
        return date(_year(numbers[2]), number, day)

    def _month(self, words: Sequence[str]) -> int | None:
        for language in self.languages:
            found = [month for word in words if (month := calendar(language).month(word)) is not None]
            if found:
                return found[-1]  # a weekday that looks like a month comes first
        return None

    def _half(self, words: Sequence[str]) -> str | None:
        """Which half of the day is named, by the file's language or any other."""
        mine = calendar(self.languages[0])
        left = [word for word in words if mine.month(word) is None]
        for halves in (mine.halves, halves_anywhere()) if left else ():
            for word in (*left, "".join(left)):
                if word in ("am", "pm"):
                    return word
                if word in halves:
                    return halves[word]
        return None


def _parts(text: str) -> _Parts:
    text = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()
    text = text if text.isascii() else "".join(str(unicodedata.decimal(each, each)) for each in text)
    text = HALF.sub(r" \1m ", text)
    clock = CLOCK.search(text) or DOTTED_CLOCK.search(text) or HOUR_ALONE.search(text)
    time = None
    if clock is not None:
        hour, minute, second, *_ = [int(each or 0) for each in (*clock.groups(), 0, 0)]
        time = (hour, minute, second)
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    month = None
    named = MONTH_BY_NUMBER.search(text)
    if named is not None:
        month = int(named[1] or named[2])
        text = f"{text[: named.start()]} {text[named.end() :]}"
    text = re.sub(r"[年日년일](?!\w)|[年日년일](?=\d)", " ", text)
    words = tuple(word for each in WORD.findall(text) if (word := plain_word(each)))
    return _Parts(tuple(re.findall(r"\d+", text)), words, month, time)


def _language(parts: Sequence[_Parts]) -> str:
    """The language in which most of these name a month."""
    best, most = LANGUAGES[0], 0
    words = [each.words for each in parts if each.words]
    for language in LANGUAGES:
        names = calendar(language)
        count = sum(any(names.month(word) is not None for word in each) for each in words)
        if count > most:
            best, most = language, count
        if most == len(words):
            break
    return best


def _is_month_first(parts: Sequence[_Parts], texts: Sequence[str], guess: bool) -> bool:
    """Whether 3/4/2024 is in March: by days beyond the 12th, by the order of the file, by its clock."""
    pairs = [(int(each.numbers[0]), int(each.numbers[1]), int(each.numbers[2])) for each in parts]
    day_first = sum(first > 12 for first, _, _ in pairs)
    month_first = sum(second > 12 for _, second, _ in pairs)
    if day_first or month_first:
        return month_first > day_first
    turns = [_turns([(year, *order) for year, *order in each]) for each in (
        [(year, second, first) for first, second, year in pairs],
        [(year, first, second) for first, second, year in pairs],
    )]  # fmt: skip
    if turns[0] != turns[1]:
        return turns[1] < turns[0]
    if any(re.match(r"\s*\d{1,2}\.", text) for text in texts):
        return False
    return guess or any({"am", "pm"} & set(each.words) for each in parts)


def _turns(days: Sequence[tuple[int, ...]]) -> int:
    """How often the days of a file, which is in the order of time, turn round."""
    steps = [later > earlier for earlier, later in pairwise(days) if later != earlier]
    return sum(one != other for one, other in pairwise(steps))


def _on_24_hours(hour: int, half: str | None) -> int:
    if half == "pm" and hour < 12:
        return hour + 12
    return 0 if half == "am" and hour == 12 else hour


def _year(text: str) -> int:
    year = int(text)
    if len(text) <= 2:
        return 2000 + year
    return year - BUDDHIST if year > 2400 else year
