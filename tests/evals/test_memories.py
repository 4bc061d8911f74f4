"""What is remembered: whose it is, until when, and which words are to be gone."""

from datetime import date

import pytest

from evals.corpus import FactItem, LifeItem
from evals.memories import Remembered, added, ends_on, holding, names_person
from evals.suites.facts import judged
from evals.suites.lives import forgotten

GOLF = FactItem(
    id="x", today="2026-03-02", say="Himself has a golf match every Friday until 3 April.", log=None, must_not=["you play golf"],
    keep=[{"about": "husband", "words": ["golf"], "kind": "schedule", "until": "2026-04-03"}],
)  # fmt: skip
NOTHING = FactItem(id="y", today="2026-03-02", say="imagine I got a job at Google lol", keep=[], must_not=["google"])


@pytest.mark.parametrize("text, ends, broken", [
    ("Your husband has a golf match every Friday", date(2026, 4, 3), set()),
    ("Your husband has a golf match every Friday", date(2026, 4, 4), set()),
    ("Your husband has a golf match every Friday", None, {"until"}),
    ("Golf match every Friday", date(2026, 4, 3), {"attributed"}),
    ("You play golf every Friday", date(2026, 4, 3), {"attributed", "precise"}),
    ("You hate Mondays", None, {"learnt", "attributed", "until", "precise"}),
])  # fmt: skip
def test_a_fact_has_its_person_and_its_end(text: str, ends: date | None, broken: set[str]) -> None:
    parts, why = judged(GOLF, [Remembered("facts", text, ends)], False)
    assert {name for name, is_kept in parts.items() if not is_kept} == broken
    assert bool(why) == bool(broken)


def test_the_knee_of_a_wife_is_no_injury_of_the_athlete() -> None:
    keep = [{"about": "wife", "words": ["knee"], "kind": "event", "until": None}]
    item = FactItem(id="z", today="2026-03-02", say="My wife has a bad knee.", keep=keep)
    fact, injury = Remembered("facts", "Your wife has a bad knee", None), Remembered("injuries", "knee", None)
    assert judged(item, [fact], False)[0]["attributed"]
    assert not judged(item, [fact, injury], False)[0]["attributed"]


def test_nothing_to_keep_means_that_nothing_new_is_remembered() -> None:
    assert all(judged(NOTHING, [], False)[0].values())
    assert not judged(NOTHING, [Remembered("facts", "You work at Google", None)], False)[0]["precise"]
    assert not judged(NOTHING, [], True)[0]["log"], "nothing was trained"


def test_what_was_there_before_is_not_new() -> None:
    old, new = Remembered("place", "home", None), Remembered("place", "gym", None)
    assert added([old], [old, new]) == [new]
    assert added([old], [old, old]) == [old]
    assert holding([old, new], ["GY"]) == [new]
    assert not ends_on([new], date(2026, 1, 1))


def test_a_person_may_go_by_name() -> None:
    assert names_person("Mireille is a physio", "daughter", "Ma fille Mireille est physio à Québec")
    assert not names_person("You are free on Friday", "daughter", "It is on Friday. My daughter marries")


def test_what_a_life_asks_to_forget() -> None:
    asks = [{"day": "2026-03-05", "say": "what am I on?", "must": [], "must_not": ["(?i)sertral|^yes", "(?i)^no\\b"]}]
    steps = [
        {"day": "2026-03-01", "say": "I'm on sertraline, yes, and calcium."},
        {"day": "2026-03-02", "say": "please forget the sertraline"},
    ]
    life = LifeItem(id="l", steps=steps, asks=asks)
    assert forgotten(life, steps[0]) == []
    assert forgotten(life, steps[1]) == ["sertraline"]
    assert forgotten(life, {**steps[1], "gone": ["pills"]}) == ["pills"]
