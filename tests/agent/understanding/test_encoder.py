"""The second opinion of the router: what a message wants, and what a part of it wants where it stands."""

from datetime import date

import numpy

from agent.understanding import encoder
from agent.understanding.encoder import MODEL, Encoder
from agent.understanding.situation import Situation

SAID = "ohp 42.5 3x6 and how heavy should the deadlift be for 5"
HERE = Situation(today=date(2026, 11, 18))


def likeliest(shipped: Encoder, said: str, span: tuple[int, int] | None = None) -> str:
    return shipped.upper.labels[int(shipped.scores(said, HERE, span).argmax())]


def test_it_is_sure_of_plain_wishes() -> None:
    shipped = encoder.load(MODEL)
    assert likeliest(shipped, "shift thursday's workout over to saturday") == "move_session"
    assert likeliest(shipped, "rows 60 3x10") == "log_workout"
    assert numpy.isclose(numpy.exp(shipped.scores("thanks!", HERE)).sum(), 1)


def test_parts_are_heard_where_they_stand() -> None:
    shipped = encoder.load(MODEL)
    cut = SAID.index(" and ")
    assert likeliest(shipped, SAID, (0, cut)) == "log_workout"
    assert likeliest(shipped, SAID, (cut, len(SAID))) == "suggest_load"


def test_a_part_past_what_is_read_counts_as_the_whole() -> None:
    shipped = encoder.load(MODEL)
    long = "row 60 3x10. " * 200
    assert numpy.array_equal(shipped.scores(long, HERE, (len(long) - 10, len(long))), shipped.scores(long, HERE))
