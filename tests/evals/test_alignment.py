"""What a log says is found in its words from what was done."""

import pytest

from evals.corpus import LogItem
from evals.tagged import tagged

CASES = (
    ("bench 80 3x8", "Bench Press (Barbell)", "80x8*3", "bench/B-X 80/B-L 3/I-S x 8/I-R"),
    ("3x5 squat at 100", "Squat (Barbell)", "100x5*3", "3/N-S x 5/I-R squat/B-X at 100/I-L"),
    ("squat bar x 10 then 60x5, 100x5", "Squat (Barbell)", "w20x10 w60x5 100x5",
     "squat/B-X bar/Bw-LB x 10/I-R then 60/Bw-L x 5/I-R , 100/B-L x 5/I-R"),
    ("bench 4x6 at 60, last one only 4", "Bench Press (Barbell)", "60x6*3 60x4",
     "bench/B-X 4/B-S x 6/I-R at 60/I-L , last one only 4/I-R1"),
    ("ran 5k in 25:10, 30 others at the start", "Running", "d:5000,t:1510", "ran/B-X 5/B-D k in 25:10/I-T , 30 others at the start"),
)  # fmt: skip


@pytest.mark.parametrize(("say", "exercise", "sets", "tags"), CASES)
def test_words_get_the_tags_that_lead_to_what_was_done(say: str, exercise: str, sets: str, tags: str) -> None:
    found = tagged(LogItem.model_validate({"id": "x", "say": say, "want": [{"ex": exercise, "sets": sets}]}))
    assert found.tags is not None and not found.differs
    shown = (word if tag == "O" else f"{word}/{tag}" for word, tag in zip(found.pieces, found.tags, strict=True))
    assert " ".join(shown) == tags


def test_what_nobody_said_is_not_aligned() -> None:
    item = LogItem.model_validate(
        {"id": "x", "say": "bench 80 3x8", "want": [{"ex": "Bench Press (Barbell)", "sets": "90x8"}]}
    )
    assert tagged(item).tags is None


def test_nothing_is_told_of_what_is_no_training() -> None:
    item = LogItem.model_validate({"id": "x", "say": "my brother benched 100 for 3", "want": [], "not": "other"})
    assert set(tagged(item).tags or ()) == {"O"}
