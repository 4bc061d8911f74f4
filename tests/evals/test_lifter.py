"""The simulated lifter: what he can do, how he grows, what he says."""

from datetime import timedelta

import pytest

from evals.answers import Answers, topic_of_question
from evals.lifter import Lifter, level_of
from evals.season import Said
from evals.telling import report, retold, weights
from tests.evals.conftest import MONDAY, item, session

S = "Squat (Barbell)"


def _lifter(kg: float = 150.0) -> Lifter:
    return Lifter({S: kg}, "novice", "seed", began=MONDAY)


def test_what_is_light_enough_is_done_as_planned() -> None:
    done = _lifter().do(session(1, 1, item(S, 100)))
    assert report(done) == "did it as planned" and retold(done) == []
    assert done[0].sets[0].rpe is not None and done[0].sets[0].rpe < 7


def test_what_is_too_heavy_is_failed_and_told() -> None:
    """150 kg true; five reps at 135 are two too many"""
    done = _lifter().do(session(1, 1, item(S, 135), item("Bicep Curl (Dumbbell)", 10)))
    assert report(done).startswith("squat 135x") and report(done).endswith(", rest as planned")
    assert retold(done)[-1] == "did the rest as planned"
    assert min(each.reps or 0 for each in done[0].sets) < 5 and (done[0].sets[-1].rpe or 0) >= 9


def test_he_finds_a_load_where_the_plan_has_none() -> None:
    done = _lifter().do(session(1, 1, item(S, None)))
    assert report(done) == "did it as planned"
    assert weights(done) == "squat 117.5 kg"


def test_he_is_the_same_on_the_same_day_and_another_on_the_next() -> None:
    heavy = item(S, 131)
    first, again = (_lifter().do(session(1, 1, heavy)) for _ in range(2))
    assert first == again
    assert len({tuple(_lifter().do(session(week, 1, heavy))) for week in range(1, 9)}) > 1


def test_he_grows_with_training_and_falls_with_a_gap() -> None:
    lifter = _lifter()
    for week in (1, 2, 3):
        lifter.train(session(week, 1, item(S)))
    assert lifter.true_kg[S] == pytest.approx(150 * 1.01**2)
    grown = lifter.true_kg[S]
    lifter.rest(MONDAY + timedelta(weeks=4))
    assert lifter.true_kg[S] == pytest.approx(grown)
    lifter.rest(MONDAY + timedelta(weeks=8))
    assert 0.93 * grown < lifter.true_kg[S] < 0.97 * grown


def test_a_gap_counts_once_however_often_he_looks() -> None:
    often, once = _lifter(), _lifter()
    for weeks in range(1, 9):
        often.rest(MONDAY + timedelta(weeks=weeks))
    once.rest(MONDAY + timedelta(weeks=8))
    assert often.true_kg[S] == pytest.approx(once.true_kg[S], rel=0.01)


@pytest.mark.parametrize(
    ("said", "level"),
    [("zero years", "novice"), ("10 months", "novice"), ("2 yrs", "intermediate"), ("8 yrs", "advanced")],
)
def test_levels(said: str, level: str) -> None:
    assert level_of(said) == level


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("did it as planned", True), ("done, all reps", True), ("last one done as planned! what now?", True),
        ("done all. knee 2/10 while doing it", False), ("slept 5 hours, did everything", False), ("funeral today, leave it out", False),
    ],
)  # fmt: skip
def test_plain_words(text: str, plain: bool) -> None:
    assert Said(MONDAY, 1, 1, text, "").is_plain is plain


def test_answers_go_to_the_question() -> None:
    answers = Answers("make me strong", ["3 years", "mon wed fri", "60", "full gym", "no to all"])
    assert answers.to("How many days a week can you train?") == "mon wed fri"
    assert answers.to("How long have you been lifting?") == "3 years"
    assert answers.to("What do you train for most: strength, muscle?") == "strength"
    assert answers.to("How many sets and reps of Squat was that?") == "no"
    assert answers.next() == "60"


def test_topics() -> None:
    assert topic_of_question("Before the first program, a short health check:") == "health"
    assert topic_of_question("What do you have to train with? For example: a full gym") == "equipment"


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("95.1 this morning", False),
        ("did it as planned", False),
        ("bench 85x7,7,6, rest as planned", True),
        ("slept 5h, as written", True),
    ],
)
def test_what_loads_may_change_for(text: str, cause: bool) -> None:
    assert Said(MONDAY, 1, 1, text, "").is_cause is cause
