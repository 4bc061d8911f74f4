"""What each word of a message is, by a chain of tags fitted on logs (``evals.learn_tagger``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy

from training.notation.message import Message
from training.notation.tagging.decoding import Scores, best_sequences, log_whole
from training.notation.tagging.pieces import Piece
from training.notation.tagging.sightings import sightings

WEIGHTS = Path(__file__).with_name("tagger.npz")


@dataclass(frozen=True)
class Tagger:
    """What speaks for each tag of a piece, and for a tag after another."""

    tags: tuple[str, ...]
    places: dict[str, int]
    """The row of ``weights`` by what is seen."""
    weights: Scores
    following: Scores

    def tag(self, message: Message, pieces: Sequence[Piece]) -> Scores:
        """By piece and tag, what speaks for it."""
        found = numpy.zeros((len(pieces), len(self.tags)), dtype=numpy.float32)
        for at, seen in enumerate(sightings(message, pieces)):
            rows = [row for each in seen if (row := self.places.get(each)) is not None]
            if rows:
                found[at] = self.weights[rows].sum(axis=0)
        return found

    def sequences(self, message: Message, pieces: Sequence[Piece], count: int) -> list[tuple[float, list[str]]]:
        """The likeliest tags of a message: the logarithm of their chance, and a tag for each piece."""
        if not pieces:
            return []
        scores = self.tag(message, pieces)
        whole = log_whole(scores, self.following)
        return [
            (score - whole, [self.tags[tag] for tag in path])
            for score, path in best_sequences(scores, self.following, count)
        ]

    def save(self, path: Path) -> None:
        """Keep it in a file."""
        names = "\n".join(self.places).encode()
        numpy.savez_compressed(
            path, tags=numpy.array(self.tags), names=numpy.frombuffer(names, dtype=numpy.uint8),
            weights=self.weights.astype(numpy.float16), following=self.following,
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> "Tagger":
        """Read it from a file."""
        with numpy.load(path) as kept:
            names = kept["names"].tobytes().decode().split("\n")
            places = {name: at for at, name in enumerate(names)}
            return cls(tuple(map(str, kept["tags"])), places, kept["weights"].astype(numpy.float32), kept["following"])


@cache
def tagger() -> Tagger:
    """The one that is shipped."""
    return Tagger.load(WEIGHTS)
