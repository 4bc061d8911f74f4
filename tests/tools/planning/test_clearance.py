"""A condition that a clinician has to clear first: asked about, planned with its limits once it is cleared."""

import pytest

from agent.builtin.conversation import Asking
from agent.builtin.intents import Call, Say
from agent.understanding.answering import planning_answer
from agent.understanding.situation import Situation
from agent.understanding.slots.health_answers import answers_cleared, health_answer
from agent.understanding.slots.people import conditions
from agent.understanding.words import Words
from tests.tools.planning.conftest import Lifter


async def test_it_is_a_question_and_no_dead_end(lifter: Lifter) -> None:
    await lifter.do("update_planning", conditions=["postpartum"])
    asked = await lifter.do("propose_program", weeks=4)
    assert (asked.asks, asked.proposal) == ("clearance", None)
    assert "cleared you" in asked.question and "After a birth" in asked.question
    await lifter.do("confirm_clearance")
    planned = await lifter.do("propose_program", weeks=4)
    assert planned.proposal is not None


async def test_nothing_is_asked_of_who_has_nothing_to_be_cleared(lifter: Lifter) -> None:
    await lifter.do("update_planning", conditions=["hypertension"])
    assert (await lifter.do("propose_program", weeks=4)).proposal is not None


@pytest.mark.parametrize(
    ("said", "cleared"),
    [
        ("yes", True), ("yes she did", True), ("my midwife is happy for me to lift", True), ("no", False), ("not yet", False),
        ("c-section 5 months ago, cleared by physio and gyn. no", True), ("the doctor hasn't cleared me", False), ("tuesday", None),
    ],
)  # fmt: skip
def test_an_answer_is_yes_no_or_something_else(said: str, cleared: bool | None) -> None:
    assert answers_cleared(Words(said, Situation())) is cleared


def test_who_is_not_cleared_is_told_what_to_do_and_gets_no_program() -> None:
    found = planning_answer("no, not yet", Asking("clearance", "Has the doctor cleared you?", True, {}), Situation())
    assert found is not None and len(found) == 1 and isinstance(found[0], Say)
    found = planning_answer("yes", Asking("clearance", "Has the doctor cleared you?", True, {}), Situation())
    assert found == [Call("confirm_clearance"), Call("propose_program", {})]


def test_blood_pressure_among_the_health_answers_is_a_condition_with_its_limits() -> None:
    assert health_answer(Words("just the BP as said, GP ok'd it", Situation())).conditions == ("hypertension",)
    assert health_answer(Words("no heart or blood pressure trouble", Situation())).conditions == ()


def test_a_pregnancy_that_is_over_is_none() -> None:
    said = "5 months postpartum, used to squat 70 before the pregnancy"
    assert conditions(Words(said, Situation())) == ["postpartum"]
