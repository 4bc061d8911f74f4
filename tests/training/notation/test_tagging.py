"""Tags put together: which sets they tell, and the best sequences of them."""

from datetime import date
from itertools import pairwise, product

import numpy
import pytest

from training.library import load_library
from training.notation import Context
from training.notation.message import Message
from training.notation.names import Names
from training.notation.normal import normal
from training.notation.tagging.decoding import best_sequences, log_whole
from training.notation.tagging.groups import Unfit
from training.notation.tagging.pieces import pieces_of
from training.notation.tagging.readings import read_tags
from training.resolver import Resolver
from training.workout import Set

CONTEXT = Context(date(2026, 11, 18), Resolver(load_library()))

TOLD = (
    ("bench/B-X 80/B-L 3/I-S x 8/I-R", "Bench Press (Barbell): 80x8 80x8 80x8"),
    ("squat/B-X 60/Bw-L x 5/I-R , 100/B-L x 5/I-R , 5/I-R", "Squat (Barbell): w60x5 100x5 100x5"),
    ("4/N-S x 6/I-R deadlift/B-X at 140/I-L but last/I-X1 only 4/I-R1", "Deadlift (Barbell): 140x6 140x6 140x6 140x4"),
    ("pull/B-X ups/I-X 3/B-S sets of 12/I-R , 10/I-R , 8/I-R", "Pull Up: x12 x10 x8"),
    ("squats/B-X 60/B-L , 70/I-L for 5/I-R at rpe 8/I-E", "Squat (Barbell): 60x5@8 70x5@8"),
    ("rowing/B-X machine/I-X 500/B-D m 1:52/I-T , 1:53/I-T", "Rowing Machine: d500 t112 d500 t113"),
    ("plank/B-X 1/B-T min 15/I-TA", "Plank: t75"),
    ("3/B-RN rounds of 10/N-R push/B-X ups/I-X and 15/N-R sit/B-X ups/I-X", "Push Up: x10 x10 x10; Sit Up: x15 x15 x15"),
    ("squats/B-X and bench/B-X press/I-X 2/B-S x 8/I-R 50/I-L", "Squat (Barbell): 50x8 50x8; Bench Press (Barbell): 50x8 50x8"),
    ("pull/B-X ups/I-X 20/B-LH kg of help 8/I-R", "Pull Up: -20x8"),
    ("bench/B-X 2/B-LC plates and 10/I-LA a side x 3/I-R", "Bench Press (Barbell): 120x3"),
    ("yesterday/B-DF squats/B-X 100/B-L x 5/I-R", "Squat (Barbell): 100x5 on 17"),
    ("my brother benched 100 for 3", ""),
)  # fmt: skip


def short(one: Set) -> str:
    """A set as the corpus writes it, in kg."""
    parts = [
        "w" if one.kind == "warmup" else "", "" if one.load_kg is None else f"{one.load_kg:g}", "" if one.reps is None else f"x{one.reps}",
        "" if one.rpe is None else f"@{one.rpe:g}", "" if one.distance_m is None else f"d{one.distance_m:g}",
        "" if one.duration_s is None else f" t{one.duration_s:g}",
    ]  # fmt: skip
    return "".join(parts).strip()


def told(tagged: str) -> str:
    """What a message in which tags stand after the words comes to."""
    words = [word.rpartition("/") if "-" in word and "/" in word else ("", "", word) for word in tagged.split()]
    text = " ".join(word or last for word, _, last in words)
    message = Message(text, CONTEXT, Names(CONTEXT.resolver))
    pieces = pieces_of(normal(text).plain)
    tags = [last if word else "O" for word, _, last in words]
    assert len(pieces) == len(tags), [piece.text for piece in pieces]
    reading = read_tags(message, pieces, tags)
    return "; ".join(
        f"{each.name}: {' '.join(map(short, each.sets))}"
        + ("" if workout.date == CONTEXT.today else f" on {workout.date.day}")
        for workout in reading.workouts
        for each in workout.exercises
    )


@pytest.mark.parametrize(("tagged", "sets"), TOLD)
def test_tags_tell_sets(tagged: str, sets: str) -> None:
    assert told(tagged) == sets


@pytest.mark.parametrize(
    "tagged",
    [
        "bench/B-X 4/B-S sets of 8/I-R , 8/I-R , 6/I-R",
        "bench/B-X 60/B-L 70/I-L x 8/I-R 8/I-R 6/I-R",
        "3/N-S x 8/I-R at 80",
    ],
)
def test_lists_that_do_not_go_together_tell_nothing(tagged: str) -> None:
    with pytest.raises(Unfit):
        told(tagged)


def test_the_best_sequences_are_the_best_of_all() -> None:
    source = numpy.random.default_rng(3)
    scores = source.normal(size=(4, 3)).astype(numpy.float32)
    following = source.normal(size=(3, 3)).astype(numpy.float32)

    def score(path: tuple[int, ...]) -> float:
        steps = pairwise(path)
        return float(sum(scores[at, tag] for at, tag in enumerate(path)) + sum(following[pair] for pair in steps))

    every = sorted((score(path) for path in product(range(3), repeat=4)), reverse=True)
    found = best_sequences(scores, following, 7)
    assert [value for value, _ in found] == pytest.approx(every[:7], abs=1e-4)
    assert [score(tuple(path)) for _, path in found] == pytest.approx(every[:7], abs=1e-4)
    assert log_whole(scores, following) == pytest.approx(numpy.log(numpy.exp(every).sum()), abs=1e-4)
