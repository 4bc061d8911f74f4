"""How likely each exercise of the library is meant, by a table fitted on logs (``evals.learn_naming``)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy
from numpy.typing import NDArray

from training.notation.naming.told import Told

Numbers = NDArray[numpy.float32]
Kind = Literal["certain", "assumed", "open", "nearest"]
KINDS: tuple[Kind, ...] = ("certain", "assumed", "open", "nearest")
"""How an exercise was found by its spelling: surely, not surely, as one of several, as the nearest to a name that nobody knows."""
TABLE = Path(__file__).with_name("naming.npz")


@dataclass(frozen=True)
class Linker:
    """What each thing that is seen says (rows by width), and how that speaks for each exercise (width by exercises)."""

    names: tuple[str, ...]
    says: Numbers
    speaks: Numbers
    usual: Numbers
    """What speaks for each exercise before anything is seen."""
    spelled: Numbers
    """What speaks for one that its spelling led to, by ``KINDS``."""

    def chances(self, told: Told, found: Sequence[tuple[str, Kind]]) -> Mapping[str, float]:
        """How likely each exercise is, the likeliest first. ``found``: what the spelling of the name led to."""
        chances = self.of_rows(told.rows(), found)
        return {self.names[at]: float(chances[at]) for at in numpy.argsort(-chances)}

    def of_rows(self, rows: Sequence[int], found: Sequence[tuple[str, Kind]]) -> Numbers:
        """The same of the rows of what is seen, in the order of ``names``."""
        scores = self.says[list(rows)].sum(axis=0) / numpy.sqrt(len(rows) + 1.0) @ self.speaks + self.usual
        place = self._places
        for name, kind in found:
            if name in place:
                scores[place[name]] += self.spelled[KINDS.index(kind)]
        chances: Numbers = numpy.exp(scores - scores.max())
        chances /= chances.sum()
        return chances

    @property
    def _places(self) -> Mapping[str, int]:
        return _places(self.names)

    def save(self, path: Path) -> None:
        """Keep it in a file, in half precision."""
        numpy.savez_compressed(
            path,
            names=numpy.array(self.names),
            **{name: getattr(self, name).astype(numpy.float16) for name in ("says", "speaks", "usual", "spelled")},
        )

    @classmethod
    def load(cls, path: Path) -> "Linker":
        """Read it from a file."""
        with numpy.load(path) as kept:
            tables = [kept[name].astype(numpy.float32) for name in ("says", "speaks", "usual", "spelled")]
            return cls(tuple(map(str, kept["names"])), *tables)


@cache
def _places(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(names)}


@cache
def linker() -> Linker:
    """The one that is shipped."""
    return Linker.load(TABLE)
