"""Where a log names the exercises that its gold has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from training.library import load_library
from training.notation.names import Names
from training.notation.tagging.pieces import Piece, is_number, pieces_of
from training.notation.tokens import plain, tokenise
from training.notation.words import VERBS
from training.resolver import Candidates, Resolved, Resolver

LONGEST_NAME = 6
UNCOMMON, LOOSE_WORD, SPELLED_WORD, NUMBERED = 0.6, 0.1, 0.05, 0.8
"""Words that the grammar takes for no name; each word of one that is not spelled like any, and of one that is; a number."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may name a wanted exercise, from one piece up to another, not included."""

    first: int
    last: int
    cost: float


@dataclass
class Mentions:
    """The words of a log that may name an exercise."""

    plain: str
    pieces: Sequence[Piece]
    names: Names

    def spans(self, wanted: Sequence[str]) -> list[Span]:
        """The places where one of these exercises is named, in order."""
        return self._spans_of(wanted, is_loose=False) or self._spans_of(wanted, is_loose=True)

    def _spans_of(self, wanted: Sequence[str], is_loose: bool) -> list[Span]:
        """``is_loose``: words count that no name is spelled like."""
        lower = {name.lower() for name in wanted}
        found = []
        for first in range(len(self.pieces)):
            if self.pieces[first].kind not in ("word", "number", "quoted"):
                continue
            for last in range(first + 1, min(first + LONGEST_NAME, len(self.pieces)) + 1):
                if self.pieces[last - 1].kind == "line":
                    break
                if self.pieces[last - 1].kind == "sign" and self.pieces[last - 1].text != ")":
                    continue
                ends = (self.pieces[first], self.pieces[last - 1])
                if any(map(is_number, ends)) if is_loose else not self._is_spelled(first, last):
                    continue
                names = self._meant(first, last)
                if names & lower:
                    known = any((first, last) == own for own in self._own)
                    long = LOOSE_WORD if is_loose else -SPELLED_WORD
                    cost = (0.0 if known else UNCOMMON) + long * (last - first) + NUMBERED * any(map(is_number, ends))
                    found.append(Span(first, last, cost))
        found.sort(key=lambda each: (each.cost, each.first))
        kept: list[Span] = []
        for span in found:
            if not any(span.first < each.last and each.first < span.last for each in kept):
                kept.append(span)
        return sorted(kept, key=lambda each: each.first)

    @cached_property
    def _own(self) -> set[tuple[int, int]]:
        """The names that the grammar finds."""
        found = set()
        at = 0
        for line in self.plain.split("\n"):
            offset = at
            count = len(pieces_of(line))
            if line:
                for name in self.names.find(plain(line), tokenise(line)):
                    found.add((offset + name.first, offset + name.last))
            at += count + 1
        return found

    def _is_spelled(self, first: int, last: int) -> bool:
        text = self.plain[self.pieces[first].start : self.pieces[last - 1].end]
        return text in VERBS or (first, last) in self._own or self.names._is_spelled(text)

    def _meant(self, first: int, last: int) -> set[str]:
        text = self.plain[self.pieces[first].start : self.pieces[last - 1].end]
        text = VERBS.get(text, text)
        names = set(_named(_resolved(text)))
        for kit in self._kits if names or last - first < 3 else ():
            names |= set(_named(_resolved(f"{text} {kit}")))
        return names

    @cached_property
    def _kits(self) -> list[str]:
        words = {piece.text for piece in self.pieces}
        kits = {
            "dumbbell": {"db", "dbs", "dumbbell", "dumbbells", "hand", "each", "s", "pair", "ea"}, "barbell": {"bar", "bb", "barbell"},
            "kettlebell": {"kb", "kbs", "kettlebell", "kettlebells", "bell"}, "machine": {"machine", "k", "m", "min", "erg"}, "smith": {"smith"},
            "cable": {"cable", "cables", "rope"}, "band": {"band", "bands"}, "bodyweight": {"bw", "bodyweight"}, "ez bar": {"ez"},
            "weighted": {"kg", "lb", "vest", "belt", "+"},
        }  # fmt: skip
        return [kit for kit, said in kits.items() if said & words]


@cache
def _resolved(text: str) -> object:
    return _resolver().resolve(text)


@cache
def _resolver() -> Resolver:
    return Resolver(load_library())


def _named(found: object) -> Iterator[str]:
    match found:
        case Resolved(movement):
            yield movement.name.lower()
        case Candidates(_, movements):
            yield from (each.name.lower() for each in movements)
        case _:
            pass
