"""The health questions: read, their consequences, their end, and the ACSM table."""

from datetime import date

import pytest

from training.adaptation.screening import (
    KEYS,
    QUESTIONS,
    clearance,
    consequence,
    expires_on,
    is_active,
    is_due,
    questions_text,
    read_answers,
)
from training.coaching import rules
from training.errors import Unclear
from training.program.limit_rules import LimitRules
from training.program.trainee import Screening

TODAY = date(2026, 11, 21)


def test_the_keys_are_those_that_the_limits_read() -> None:
    assert rules("limits", LimitRules).stops <= set(KEYS)
    assert len(QUESTIONS) == len(set(KEYS)) == 7
    assert all(question.text in questions_text() for question in QUESTIONS)


@pytest.mark.parametrize(
    "words, keys",
    [
        ("no to all", ()), ("No", ()), ("none", ()), ("none of them.", ()), ("All no!", ()), ("nope", ()), ("no to everything", ()),
        ("yes to 1", ("heart",)), ("1, 5 and 6", ("heart", "medication", "joint")), ("yes 3", ("dizziness",)),
        ("2 yes, rest no", ("chest_pain",)), ("6 is a yes", ("joint",)), ("no to 1, yes to 6", ("joint",)), ("joint", ("joint",)),
        ("yes: chest pain", ("chest_pain",)),
    ],
)  # fmt: skip
def test_answers_are_read(words: str, keys: tuple[str, ...]) -> None:
    assert read_answers(words) == keys


@pytest.mark.parametrize(
    "words", ["yes", "yes to all", "maybe", "", "8", "what do you mean", "two pills for blood pressure"]
)
def test_what_is_no_answer_is_asked_again(words: str) -> None:
    with pytest.raises(Unclear):
        read_answers(words)


def test_consequences() -> None:
    assert consequence(None, TODAY).decision == "ask"
    assert consequence(Screening(TODAY), TODAY).decision == "clear"
    limited = consequence(Screening(TODAY, ("joint", "medication")), TODAY)
    assert limited.decision == "limited" and "RPE 6" in str(limited)
    assert consequence(Screening(TODAY, ("chest_pain",)), TODAY).decision == "stopped"
    assert consequence(Screening(TODAY, ("chest_pain",), cleared=True), TODAY).decision == "clear"


def test_answers_end_after_a_year_or_when_health_changes() -> None:
    old = Screening(date(2025, 11, 20))
    assert expires_on(old.on) == date(2026, 11, 20)
    assert is_due(old, TODAY) and not is_due(old, date(2026, 11, 20))
    assert consequence(old, TODAY).decision == "ask" and "2025-11-20" in str(consequence(old, TODAY))
    assert is_due(Screening(TODAY), TODAY, health_changed=True)
    assert expires_on(date(2024, 2, 29)) == date(2025, 2, 28)


@pytest.mark.parametrize(
    "active, disease, symptoms, vigorous, decision",
    [
        (False, False, False, False, "start_easy"), (False, True, False, False, "clearance"), (False, False, True, False, "clearance"),
        (True, False, False, False, "start"), (True, True, False, False, "moderate_only"), (True, True, False, True, "clearance"),
        (True, True, True, False, "stop"), (True, False, True, True, "stop"), (False, True, True, False, "clearance"),
    ],
)  # fmt: skip
def test_the_acsm_table(active: bool, disease: bool, symptoms: bool, vigorous: bool, decision: str) -> None:
    assert clearance(active=active, disease=disease, symptoms=symptoms, vigorous=vigorous)[0] == decision


def test_who_is_active() -> None:
    assert is_active(30, 3, 3) and not is_active(29, 3, 3) and not is_active(30, 3, 2)
