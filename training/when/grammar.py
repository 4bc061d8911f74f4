"""Rules over typed pieces of a text: a pattern of kinds, and a function that makes one piece out of those."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import TypeVar

from training.period import Period
from training.when.values import Day, Direction, Duration, Unplaceable

T = TypeVar("T")
Placed = Day | Period | Unplaceable


@dataclass(slots=True)
class Piece:
    """A stretch of the text with what it may mean: a value by kind."""

    senses: Mapping[str, object]
    start: int
    end: int
    text: str
    weak: bool = False
    """An ordinary word as well: alone it is no time."""
    glued: bool = False
    """It begins right where the piece before ends."""


@dataclass(frozen=True, slots=True)
class When:
    """A day or a period that is placed once it is known from where and which way to look."""

    place: Callable[[date, Direction], Placed]
    is_end: bool = False
    """The end of something, so that "by" it is by its last day."""

    @classmethod
    def fixed(cls, value: Placed) -> "When":
        """One that lies where it lies."""
        return cls(lambda _anchor, _direction: value)


@dataclass(frozen=True, slots=True)
class Now:
    """What the reading of one text knows."""

    today: date
    direction: Direction
    day_first: bool | None
    languages: frozenset[str]


Made = tuple[str, object]
"""A kind and a value."""


@dataclass(frozen=True, slots=True)
class Match:
    """The pieces that a pattern fits, and their neighbours."""

    now: Now
    bound: Sequence[tuple[str, Piece]]
    before: Piece | None
    after: Piece | None

    def pieces(self, kind: str) -> list[Piece]:
        """The pieces of a kind, in order."""
        return [piece for bound, piece in self.bound if bound == kind]

    def has(self, kind: str) -> bool:
        """Whether there is a piece of that kind."""
        return any(bound == kind for bound, _ in self.bound)

    def get(self, kind: str, of: type[T], nth: int = 0) -> T:
        """The value of the nth piece of a kind."""
        value = self.pieces(kind)[nth].senses[kind]
        if not isinstance(value, of):
            raise TypeError(f"{kind} is {value!r}, not of type {of.__name__}")
        return value

    def whole(self, kind: str, nth: int = 0) -> int | None:
        """A whole number, or ``None`` if it is a fraction."""
        value = self.pieces(kind)[nth].senses[kind]
        return int(value) if isinstance(value, int | float) and value == int(value) else None

    def number(self, nth: int = 0) -> float:
        """The nth number."""
        value = self.pieces("number")[nth].senses["number"]
        return float(value) if isinstance(value, int | float) else 0.0

    def language(self, kind: str) -> str:
        """The language of a little word."""
        return self.get(kind, str)

    @property
    def duration(self) -> Duration:
        """The first duration."""
        return self.get("duration", Duration)

    @property
    def counts_things(self) -> bool:
        """Whether what comes next makes the last number an amount: "12 reps", "12kg", "12 x 5"."""
        after = self.after
        if after is None:
            return False
        if after.glued and (after.text.isalnum() or after.text in "%*×/"):
            return True
        return "amount" in after.senses or after.text in ("x", "×", "*", "%", "@", "kg", "#")


@dataclass(frozen=True, slots=True)
class Rule:
    """What pieces of these kinds, in this order, make; ``?`` may be missing, ``|`` is a choice.

    What stands behind a ``~`` is only looked at: "the 2nd and the 9th of october" tells the month of the 2nd.
    """

    pattern: str
    make: Callable[[Match], Made | None]


@dataclass(slots=True)
class _Node:
    following: dict[str, "_Node"] = field(default_factory=dict)
    rules: list[tuple[int, int, Rule]] = field(default_factory=list)
    """With how many pieces they use up, and their rank: of two that fit equally far, the first is tried first."""


_Fit = tuple[int, int, int, Rule, tuple[str, ...]]
"""Where a fit ends, the rank of the rule, how many pieces it uses, the rule, and the kinds of the pieces."""


class Layer:
    """Rules that are tried together at every piece; the longest match that makes something wins."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = _Node()
        for rank, rule in enumerate(rules):
            for kinds in dict.fromkeys(_spelled_out(rule.pattern)):
                node = self._root
                used = kinds.index("~") if "~" in kinds else len(kinds)
                for kind in kinds:
                    node = node.following.setdefault(kind, _Node()) if kind != "~" else node
                node.rules.append((rank, used, rule))

    def apply(self, pieces: list[Piece], now: Now, text: str) -> list[Piece]:
        """The pieces with those that rules fit replaced, from left to right, each used once."""
        begin = self._root.following.keys()
        starts = [at for at, piece in enumerate(pieces) if not begin.isdisjoint(piece.senses)]
        result: list[Piece] = []
        done = 0
        for at in starts:
            made = self._made_at(pieces, at, now, text) if at >= done else None
            if made is not None:
                result += pieces[done:at]
                piece, done = made
                result.append(piece)
        return result + pieces[done:]

    def _made_at(self, pieces: list[Piece], at: int, now: Now, text: str) -> tuple[Piece, int] | None:
        fits = self._fits(pieces, at)
        for end, _rank, used, rule, kinds in sorted(fits, key=_order) if len(fits) > 1 else fits:
            bound = list(zip(kinds, pieces[at:end], strict=True))
            match = Match(now, bound, pieces[at - 1] if at else None, pieces[end] if end < len(pieces) else None)
            made = rule.make(match)
            if made is not None:
                first, last = bound[0][1], bound[used - 1][1]
                senses = dict([made, *_more_senses(made)])
                piece = Piece(senses, first.start, last.end, text[first.start : last.end], glued=first.glued)
                return piece, at + used
        return None

    def _fits(self, pieces: list[Piece], at: int) -> list[_Fit]:
        """All ways in which patterns fit the pieces from a place on."""
        fits: list[_Fit] = []
        open_: list[tuple[_Node, tuple[str, ...]]] = [(self._root, ())]
        while open_ and at < len(pieces):
            senses = pieces[at].senses
            at += 1
            grown: list[tuple[_Node, tuple[str, ...]]] = []
            for node, kinds in open_:
                for kind in senses:
                    following = node.following.get(kind)
                    if following is not None:
                        longer = (*kinds, kind)
                        grown.append((following, longer))
                        fits += [(at, rank, used, rule, longer) for rank, used, rule in following.rules]
            open_ = grown
        return fits


def _order(fit: _Fit) -> tuple[int, int]:
    """The longest first, then in the order of the rules."""
    return -fit[0], fit[1]


def _more_senses(made: Made) -> Iterator[Made]:
    """What a made piece is besides: a written date is a time like any other."""
    if made[0] == "dated":
        yield "when", made[1]


def _spelled_out(pattern: str) -> Iterator[tuple[str, ...]]:
    """All sequences of kinds that a pattern stands for.

    >>> list(_spelled_out("on? day|date"))
    [('on', 'day'), ('on', 'date'), ('day',), ('date',)]
    """
    choices = [
        (*element.removesuffix("?").split("|"), *((None,) if element.endswith("?") else ()))
        for element in pattern.split()
    ]
    for kinds in product(*choices):
        spelled = tuple(kind for kind in kinds if kind is not None)
        if spelled[-1] != ",":
            yield spelled


EDGES = frozenset('\n.,;:!?()[]"-–—/&+|')


def is_edge(piece: Piece | None) -> bool:
    """Whether a clause begins or ends here."""
    return piece is None or piece.text in EDGES or "and" in piece.senses
