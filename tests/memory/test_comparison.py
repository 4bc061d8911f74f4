"""What ends what: an event that is called off or moved, whatever else the sentence says; never what only shares a word."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from agent.telling.facts import told_in
from memory.comparison import Verdict, compare
from memory.findings import Finding

TODAY = date(2026, 11, 16)


@dataclass(frozen=True)
class Fact:
    """A fact that holds."""

    id: UUID
    kind: str
    subject: str
    text: str
    valid_to: date | None = None


TRIP = Fact(
    uuid4(), "life_event", "me", "Tenerife with Dave 6 to 20 december, no training, don't nag.", date(2026, 12, 21)
)
MEET = Fact(uuid4(), "life_event", "me", "Your meet is on 18 April in Leeds.", date(2027, 4, 19))
KIT = Fact(uuid4(), "equipment", "me", "You have a rower, dumbbells to 20 and a bench.")


def finding(said: str) -> Finding:
    [told] = told_in(said, TODAY)
    return told.finding


@pytest.mark.parametrize(
    "said", ["tenerife's off, dave's passport's expired", "the Tenerife trip got cancelled, train as normal then"]
)
def test_an_event_is_called_off_with_all_that_was_said_of_it(said: str) -> None:
    new = finding(said)
    assert new.ends
    assert compare(new, [TRIP, MEET, KIT]) == Verdict("ends", (TRIP.id,))


def test_an_event_that_is_moved_without_its_name_is_the_one_to_come() -> None:
    new = Finding("life_event", "me", "Postponed to 2 may, same hall.", until=date(2027, 5, 2))
    assert compare(new, [MEET, KIT]) == Verdict("contradicts", (MEET.id,))
    assert compare(new, [MEET, TRIP, KIT]) == Verdict("new"), "of two nobody knows which"


def test_what_tells_of_more_goes_on() -> None:
    new = Finding("equipment", "me", "You sold your rower.", ends=True)
    assert compare(new, [KIT, TRIP]) == Verdict("ends")


def test_who_is_off_work_ends_nothing() -> None:
    assert not finding("my wife's off work until march").ends
