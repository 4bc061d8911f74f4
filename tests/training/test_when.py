"""The corpus of times in words, and what must hold for any text."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.errors import Invalid
from training.period import Period
from training.when import (
    Clock,
    Day,
    Direction,
    Duration,
    Mention,
    Recurrence,
    Unplaceable,
    Value,
    Weekdays,
    mentions,
    read_day,
    read_period,
)

TODAY = date(2026, 11, 21)
CORPUS = Path(__file__).with_name("when.txt")
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Case(NamedTuple):
    direction: Direction
    text: str
    meant: str


def corpus() -> Iterator[Case]:
    direction: Direction = "past"
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            direction = "coming" if line == "[coming]" else "past"
        elif line and not line.startswith("#"):
            text, meant = line.rsplit(" => ", 1)
            yield Case(direction, text, meant)


def shown(value: Value) -> str:
    match value:
        case Day():
            return value.date.isoformat()
        case Period():
            return f"{value.since}..{value.until}"
        case Weekdays():
            return _days(value.days)
        case Clock():
            return f"{value.time:%H:%M}"
        case Duration():
            return _lasting(value)
        case Recurrence():
            times = f"{value.times}-{value.at_most}" if value.at_most else f"{value.times}"
            every = f"{value.every} {value.unit}" if value.every > 1 else value.unit
            return f"{times} a {every}" + (f" on {_days(value.weekdays)}" if value.weekdays else "")
        case Unplaceable():
            return " ".join(["?", *(choice.isoformat() for choice in sorted(value.choices))])


def _days(days: frozenset[int]) -> str:
    return ",".join(NAMES[day] for day in sorted(days))


def _lasting(value: Duration) -> str:
    size, name = (86_400, "days") if value.unit in ("day", "week", "month", "year") else (60, "min")
    if (name == "min" and value.seconds % 60) or value.unit == "second":
        size, name = 1, "s"
    most = "" if value.at_most_s is None else f"-{value.at_most_s / size:g}"
    return f"{value.seconds / size:g}{most} {name}"


def outline(text: str, found: list[Mention]) -> str:
    return "; ".join(f"{text[each.start : each.end]}: {shown(each.value)}" for each in found) or "-"


@pytest.mark.parametrize("case", list(corpus()), ids=lambda case: case.text)
def test_what_is_meant(case: Case) -> None:
    assert outline(case.text, mentions(case.text, TODAY, case.direction)) == case.meant


def test_the_corpus_is_wide() -> None:
    cases = list(corpus())
    assert len(cases) >= 320
    assert sum(case.meant == "-" for case in cases) >= 60


ODD = ["\n", ",", "/", "-", "12.11.", "31/02", "9999-12-31", "0001-01-01", "last", "since", "until", "9" * 20, "٣"]
PIECES = st.sampled_from([*" ".join(case.text for case in corpus()).split(), *ODD])
TODAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
DIRECTIONS = st.sampled_from(["past", "coming"])


def holds(text: str, found: list[Mention]) -> None:
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        end = mention.end
        if isinstance(mention.value, Period):
            assert mention.value.since <= mention.value.until
        if isinstance(mention.value, Weekdays):
            assert mention.value.days <= set(range(7))


@given(st.text(max_size=300), TODAYS, DIRECTIONS)
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read(text: str, today: date, direction: Direction) -> None:
    holds(text, mentions(text, today, direction))


@given(st.lists(PIECES, max_size=25).map(" ".join), TODAYS, DIRECTIONS, st.sampled_from([None, True, False]))
@settings(max_examples=400, deadline=None)
def test_any_words_about_time_can_be_read(text: str, today: date, direction: Direction, day_first: bool | None) -> None:
    holds(text, mentions(text, today, direction, day_first=day_first))


@given(TODAYS, st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_days_ago_count_back(today: date, count: int) -> None:
    found = mentions(f"squats {count} days ago", today)
    assert [each.value for each in found] == [Day(today - timedelta(days=count))]


@given(TODAYS)
@settings(max_examples=60, deadline=None)
def test_a_written_date_is_that_date(today: date) -> None:
    day = today - timedelta(days=40)
    for words in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert [each.value for each in mentions(f"bench {words}", today)] == [Day(day)], words


@pytest.mark.parametrize(
    "words", ["last week", "monday and then tuesday night", "on 3/4", "the 31st of november", "", "bench"]
)
def test_one_day_is_one_day(words: str) -> None:
    with pytest.raises(Invalid):
        read_day(words, TODAY)


def test_one_period_is_one_period() -> None:
    assert read_period("how was my bench since june?", TODAY).words == "since june"
    assert read_period("yesterday", TODAY).days == 1
    for words in ("october vs september", "on 11/09/2026", "a few weeks ago", "", "squats"):
        with pytest.raises(Invalid):
            read_period(words, TODAY)


def test_who_writes_the_day_first_is_told() -> None:
    assert mentions("on 3/4", TODAY, day_first=True)[0].value == Day(date(2026, 4, 3))
    assert mentions("on 3/4", TODAY, day_first=False)[0].value == Day(date(2026, 3, 4))


@pytest.mark.parametrize(
    "unit",
    [
        "last ",
        "1 ",
        "mon ",
        "since ",
        "1/",
        "from 1 ",
        "a ",
        "twice a week ",
        "the day before ",
        "halb ",
        "monday and ",
    ],
)
def test_reading_time_is_linear(unit: str) -> None:
    """Eight times the text may take eight times as long, with room for a busy machine; squared it would be 64."""
    long, short = (unit * 20_000)[:20_000], (unit * 20_000)[:2_500]
    holds(long, mentions(long, TODAY))
    assert min(_seconds(long) for _ in range(3)) < 32 * min(_seconds(short) for _ in range(3)) + 0.005


def _seconds(text: str) -> float:
    start = process_time()
    mentions(text, TODAY)
    return process_time() - start
