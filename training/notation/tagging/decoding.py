"""The best sequences of tags for a message, by what each piece speaks for and what may follow what."""

import numpy
from numpy.typing import NDArray

Scores = NDArray[numpy.float32]
"""By piece and tag; the higher, the likelier."""


def best_sequences(scores: Scores, following: Scores, count: int) -> list[tuple[float, list[int]]]:
    """The ``count`` best sequences with their scores, best first. ``following``: of a tag after another.

    >>> scores = numpy.array([[2.0, 0.0], [0.0, 1.0]], dtype=numpy.float32)
    >>> best_sequences(scores, numpy.zeros((2, 2), dtype=numpy.float32), 2)
    [(3.0, [0, 1]), (2.0, [0, 0])]
    """
    length = len(scores)
    if not length:
        return [(0.0, [])]
    ways = scores[0][:, None]
    """By tag, the best ways to reach it, best first."""
    back = []
    leading = {known: numpy.repeat(following, known, axis=0).T for known in range(1, count + 1)}
    """To a tag from each way to reach another."""
    for at in range(1, length):
        known = ways.shape[1]
        reached = ways.reshape(1, -1) + leading[known]
        kept = min(count, reached.shape[1])
        order = numpy.argpartition(reached, -kept, axis=1)[:, -kept:]
        values = numpy.take_along_axis(reached, order, axis=1)
        sort = numpy.argsort(-values, axis=1, kind="stable")
        back.append((numpy.take_along_axis(order, sort, axis=1), known))
        ways = numpy.take_along_axis(values, sort, axis=1) + scores[at][:, None]
    last = numpy.argsort(-ways.reshape(-1), kind="stable")[:count]
    found = []
    for end in last:
        place = int(end)
        whole = float(ways.reshape(-1)[place])
        tag, rank = divmod(place, ways.shape[1])
        path = [tag]
        for order, known in reversed(back):
            tag, rank = divmod(int(order[tag, rank]), known)
            path.append(tag)
        found.append((whole, path[::-1]))
    return found


def log_whole(scores: Scores, following: Scores) -> float:
    """The logarithm of the sum over all sequences: a score less this is a sequence's logarithmic chance."""
    reached = scores[0].astype(numpy.float64)
    for row in scores[1:]:
        top = reached.max()
        reached = numpy.log(numpy.exp(reached - top) @ numpy.exp(following)) + top + row
    top = reached.max()
    return float(numpy.log(numpy.exp(reached - top).sum()) + top)
