"""What tells of training done is logged in the words as they were said, whatever else it could be told for."""

from datetime import date

import pytest

from agent.understanding.deciding import decide
from agent.understanding.situation import Situation

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    "said",
    [
        "While the chili simmered I did four rounds of 10 goblet squats with the 45-pound dumbbell and 12 push-ups.",
        "Clean and jerk. 70x1, 75x1, 80x1, 80x1, 85 missed the jerk",
    ],
)
def test_neighbours_are_one_log_in_their_own_words(said: str) -> None:
    [call] = decide(said, Situation(today=TODAY)).calls
    assert call.tool == "log_workout"
    assert call.args["said"] in said and len(call.args["said"]) >= len(said) - 1


@pytest.mark.parametrize(
    "said",
    [
        "Farmers carry, a 16 kettlebell in each hand, length of the garden (20 m) x 6",
        "Sunday I ran 12 km in 1 h 06, very comfortable, and yesterday evening only 30 min of pilates.",
        "ran home from work 4.2k 24min",
    ],
)
def test_a_sure_log_tells_nothing_for_a_program(said: str) -> None:
    assert decide(said, Situation(today=TODAY)).tools == ("log_workout",)


def test_what_can_only_be_meant_for_a_program_still_is() -> None:
    said = "3 days a week, 45 minutes, at home with dumbbells"
    assert decide(said, Situation(today=TODAY)).tools == ("update_planning",)
