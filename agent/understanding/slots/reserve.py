"""How many reps were left in a set, as an answer to that question: a number, a range, an RPE, or a word for it."""

from agent.understanding.phrases import Found, vocabulary
from agent.understanding.slots.sets import effort
from agent.understanding.words import Words

MOST_LEFT = 20
LONGEST = 14
"""Words of such an answer."""


def reps_left(words: Words, exercise: str) -> float | None:
    """The reps left, the middle of a range; ``None`` unless all that is said is about them.

    >>> from agent.understanding.situation import Situation
    >>> said = lambda text: reps_left(Words(text, Situation()), "Squat (Barbell)")
    >>> said("4 or 5"), said("about 3 I think"), said("RPE 7"), said("easy"), said("6 or more"), said("bench 3x5 80")
    (4.5, 3.0, 3.0, 4.0, 6.0, None)
    """
    numbers = words.numbers
    told = [
        each
        for each in vocabulary("reps_left").find(words.said)
        if not any(each.start < n.end and n.start < each.end for n in numbers)
    ]
    is_other = any(each.name != exercise for each in words.movements)
    if is_other or len(words.tokens) > LONGEST or not _is_all(words, told):
        return None
    if (rpe := effort(words)) is not None:
        return 10 - rpe
    if numbers:
        values = [10 - each.value if each.out_of else each.value for each in numbers]
        is_reps = all(each.unit in ("", "reps", "rir") and not each.sign for each in numbers)
        return sum(values) / len(values) if is_reps and len(values) <= 2 and max(values) <= MOST_LEFT else None
    return float(told[0].value) if len({each.value for each in told}) == 1 else None


def _is_all(words: Words, told: list[Found]) -> bool:
    """Whether every word is a number, one for the reps left, the lift, or one that stands beside them."""
    beside = vocabulary("beside_reps_left").find(words.said)
    known = [
        *((each.start, each.end) for each in words.numbers),
        *((each.start, each.end) for each in words.names),
        *((each.start, each.end) for each in (*told, *beside)),
    ]
    return all(any(start <= word.start < end for start, end in known) for word in words.tokens)
