"""What messages tell: of whom, until when, how sure; and what is an order to the coach, which nothing keeps."""

from datetime import date
from pathlib import Path

import pytest

from agent.telling.facts import told_in
from agent.telling.listener import hear
from memory.injections import is_injection

TODAY = date(2026, 3, 10)


def lines(name: str) -> list[str]:
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_what_people_say_of_themselves_is_no_order() -> None:
    everyday = [line.partition(": ")[2] for line in lines("everyday")]
    assert len(everyday) >= 200
    assert [each for each in everyday if is_injection(each)] == []


def test_orders_are_refused() -> None:
    assert len(lines("injections")) >= 100
    assert [each for each in lines("injections") if not is_injection(each)] == []
    assert told_in("\n".join(lines("injections")), TODAY) == []


@pytest.mark.parametrize(
    "said, subject, until, ends, sure",
    [
        ("my wife has a bad knee", "of:wife", None, False, True),
        ("my wedding is on 12 June", "me", date(2026, 6, 12), False, True),
        ("I'm in Rome from 16 to 20 March", "me", date(2026, 3, 20), False, True),
        ("I sold my rower", "me", None, True, True),
        ("maybe I'm allergic to nuts", "me", None, False, False),
        ("mein Mann ist seit Montag im Krankenhaus", "of:husband", None, False, True),
    ],
)
def test_a_fact_has_its_person_and_its_times(
    said: str, subject: str, until: date | None, ends: bool, sure: bool
) -> None:
    [told] = told_in(said, TODAY)
    assert (told.subject, told.until, told.ends, told.confidence > 0.5) == (subject, until, ends, sure)


def test_a_log_beside_it_and_today_are_no_part_of_it() -> None:
    assert [each.text for each in told_in("bench 3x5 80, btw I've got two kids. I'm tired today", TODAY)] == [
        "You've got two kids."
    ]
    assert told_in("do I work nights?", TODAY) == []
    assert told_in('the article says "I\'m vegan"', TODAY) == []


@pytest.mark.parametrize("name, act", [("asked", "asks"), ("nothing", "nothing")])
def test_the_listener_knows_what_it_was_taught(name: str, act: str) -> None:
    """A trained file that fits the corpus no longer is found here: ``make learn``."""
    said = lines(name)
    right = sum(max(hear(each).acts, key=lambda key, each=each: hear(each).acts[key]) == act for each in said)  # type: ignore[misc]
    assert right >= 0.9 * len(said)
