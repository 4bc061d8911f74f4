"""Dates: languages, orders, clocks; and what the dates of a file say of each other."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from connectors.dates import Dates

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2024-03-04 18:30:00", "2024-03-04T18:30:00"),
        ("2024-03-04", "2024-03-04"),
        ("2024-03-04T18:30:00Z", "2024-03-04T18:30:00Z"),
        ("2024-03-04T18:30:00+02:00", "2024-03-04T16:30:00Z"),
        ("2024-03-04 6:30:00\u202fPM", "2024-03-04T18:30:00"),
        ("4 Mar 2024, 12:05 AM", "2024-03-04T00:05:00"),
        ("Monday, March 4, 2024 at 6:00 PM", "2024-03-04T18:00:00"),
        ("4. März 2024 um 18:00 Uhr", "2024-03-04T18:00:00"),
        ("4 janv. 2024 à 18h05", "2024-01-04T18:05:00"),
        ("4 de mar. de 2024, 6:00 p. m.", "2024-03-04T18:00:00"),
        ("2024年3月4日 午後6:05", "2024-03-04T18:05:00"),
        ("2024. 3. 4. 오후 6:05", "2024-03-04T18:05:00"),
        ("4 3月 2024, 18:00", "2024-03-04T18:00:00"),
        ("4 Thg 03 2024, 18:00", "2024-03-04T18:00:00"),
        ("4.3.2024 klo 18.30", "2024-03-04T18:30:00"),
        ("٤ مارس ٢٠٢٤ ١٨:٠٠", "2024-03-04T18:00:00"),
        ("4/3/2024 18:00", "2024-03-04T18:00:00"),
        ("3/14/2024 18:00", "2024-03-14T18:00:00"),
        ("04-Mar-24 18:00", "2024-03-04T18:00:00"),
    ],
)
def test_one_date(text: str, key: str) -> None:
    found = Dates.of([text], BERLIN).read(text)
    assert found is not None and found.key == key


@pytest.mark.parametrize(
    "text", ["", "junk", "12345", "31 Feb 2024", "2024-02-30 10:00:00", "1 Mar 1066", "25:61", "9" * 90]
)
def test_no_date(text: str) -> None:
    assert Dates.of([text], BERLIN).read(text) is None


def test_one_day_beyond_the_12th_settles_the_order_of_all() -> None:
    assert _day("3/4/2024", "3/14/2024") == date(2024, 3, 4)
    assert _day("3/4/2024", "14/3/2024") == date(2024, 4, 3)


def test_a_log_is_in_the_order_of_time() -> None:
    assert _day("3/4/2024", "3/6/2024", "3/9/2024", "4/1/2024", "4/3/2024") == date(2024, 3, 4)
    assert _day("4/3/2024", "6/3/2024", "9/3/2024", "1/4/2024", "3/4/2024") == date(2024, 3, 4)


def test_the_language_of_a_file_settles_a_month_that_two_languages_share() -> None:
    """``lis`` is October in Croatian and November in Polish."""
    assert _day("5 lis 2024", "5 sij 2024", "5 velj 2024") == date(2024, 10, 5)
    assert _day("5 lis 2024", "5 sty 2024", "5 lut 2024") == date(2024, 11, 5)


def _day(first: str, *others: str) -> date | None:
    found = Dates.of([first, *others], BERLIN).read(first)
    return None if found is None else found.day
