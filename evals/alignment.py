"""Which word of a log is what: tags that, put together, give just the sets that the gold has.

The gold says what was done, not which word said so. Of all tags that lead to it, the most natural ones are taken: each
role costs what the words beside a number make it cost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, product
from math import inf

from evals.alignment_groups import Groups, Tagged, matters
from evals.alignment_names import Mentions, Span
from evals.corpus import LogItem
from evals.gold import wanted_sets
from evals.reading import DAY, context_of
from evals.state import StoredSet
from training.notation.days import days_in
from training.notation.drafts import ENDURANCE
from training.notation.names import Names
from training.notation.normal import normal
from training.notation.tables import plain_lines
from training.notation.tagging.assembly import exercises
from training.notation.tagging.pieces import Piece, is_number, pieces_of

MOST_NAMES, MOST_WAYS = 3, 32
"""Places where one exercise may be named, and ways to choose among those of all."""
MOST_STEPS = 200_000
UNNAMED, ROUNDS, SHARED = 3.0, 0.6, 0.3
"""What an exercise without a name costs, rounds, and sets that are told for two exercises at once."""
DAYS = {"": 0.2, "DF": 0.0, "DP": 0.1, "DL": 0.3, "DA": 0.15}
MOST_DAYS = 4
_ROUND_WORDS = frozenset(("round", "rounds", "rds", "times", "circuits", "circuit", "sets", "supersets", "x", "each"))


@dataclass
class Alignment:
    """One log with its pieces, and the search for their tags."""

    item: LogItem
    pieces: list[Piece] = field(init=False)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        """Cut the log into pieces."""
        self.context = context_of(self.item.say, self.item)
        self.names = Names(self.context.resolver)
        self.normal = normal(plain_lines(self.item.say))
        self.pieces = pieces_of(self.normal.plain)
        self.wanted = [wanted_sets(each, DAY, self.item.units) for each in self.item.want]
        mentions = Mentions(self.normal.plain, self.pieces, self.names)
        self.spans = [mentions.spans(each.names) for each in self.item.want]
        """For each wanted exercise the places where it is named, in order."""
        self.steps = 0
        self._solved: dict[tuple[int, ...], tuple[float, Tagged] | None] = {}

    def tags(self) -> list[str] | None:
        """The tags; ``None`` where no alignment was found."""
        if self.item.is_not:
            return ["O"] * len(self.pieces)
        best: tuple[float, list[str]] = (inf, [])
        for wanted, rounds in self._round_ways():
            if best[0] < inf and self.steps > MOST_STEPS / 4:
                break
            self._solved.clear()
            choices: list[list[Span | None]] = [[*each[:MOST_NAMES]] or [None] for each in self.spans]
            for way in islice(product(*choices), MOST_WAYS):
                found = self._way(way, wanted, [at for at, _ in rounds])
                if found is not None and found[0] + ROUNDS * len(rounds) < best[0]:
                    tags = found[1]
                    for at, tag in rounds:
                        tags[at] = tag
                    if rounds and any(each.rounds == 1 for each in exercises(self.pieces, tags)):
                        continue
                    best = found[0] + ROUNDS * len(rounds), tags
        if best[0] == inf:
            return None
        return self._with_days(best[1])

    def _round_ways(self) -> Iterator[tuple[list[list[StoredSet]], list[tuple[int, str]]]]:
        """The wanted sets as they stand, and those of one round where a number may count rounds."""
        yield self.wanted, []
        for at, piece in enumerate(self.pieces):
            count = int(piece.value)
            near = {each.text for each in self.pieces[max(0, at - 2) : at + 3]}
            if not is_number(piece) or not 1 < count <= 20 or not near & _ROUND_WORDS:
                continue
            for tag in ("B-RN", "B-RP"):
                once = [_one_round(sets, count) for sets in self.wanted]
                if all(once) and (len(self.wanted) > 1 or len(once[0]) > 1):
                    yield [each for each in once if each], [(at, tag)]

    def _way(
        self, way: Sequence[Span | None], wanted: Sequence[list[StoredSet]], taken: Sequence[int]
    ) -> tuple[float, list[str]] | None:
        """The cheapest tags for exercises that are named at these places."""
        starts = [-1 if span is None else span.first for span in way]
        order = sorted(range(len(way)), key=starts.__getitem__)
        spans = [way[at] for at in order]
        if sum(span is None for span in spans) > 1:
            return None
        for one, other in pairwise(spans):
            if one is not None and other is not None and other.first < one.last:
                return None
        within = {place for span in spans if span for place in range(span.first, span.last)} | set(taken)
        count = len(spans)
        best: dict[int, tuple[float, list[str]]] = {0: (0.0, ["O"] * len(self.pieces))}
        for place, at in enumerate(order):
            span, following = spans[place], spans[place + 1] if place + 1 < count else None
            low = span.last if span else 0
            high = following.first if following else len(self.pieces)
            ends = [high] if following is None else [low] + [
                end + 1 for end in range(low, high) if matters(self.pieces[end]) and end not in within
            ]  # fmt: skip
            ahead: dict[int, tuple[float, list[str]]] = {}
            for begin, (cost, tags) in best.items():
                for end in ends:
                    places = tuple(
                        each for each in range(begin, end) if each not in within and matters(self.pieces[each])
                    )
                    if not places and place + 1 < count and _alike(wanted[at], wanted[order[place + 1]]):
                        solved: tuple[float, Tagged] | None = (SHARED, [])
                    else:
                        solved = self._solve(at, places, wanted[at], span.first if span else -1)
                    if solved is None:
                        continue
                    whole = cost + solved[0] + (span.cost if span else UNNAMED)
                    if whole < ahead.get(end, (inf,))[0]:
                        copy = list(tags)
                        for tag, piece in solved[1]:
                            copy[piece] = tag
                        if span:
                            for piece in range(span.first, span.last):
                                copy[piece] = "B-X" if piece == span.first else "I-X"
                        ahead[end] = whole, copy
            best = ahead
        return min(best.values(), key=lambda each: each[0]) if best else None

    def _solve(
        self, at: int, places: tuple[int, ...], sets: list[StoredSet], named: int
    ) -> tuple[float, Tagged] | None:
        key = (at, named, *places[:1], *places[-1:])
        if key not in self._solved:
            if self.steps > MOST_STEPS:
                return None
            name = self.item.want[at].names[0]
            movement = self.context.resolver.named(name)
            is_long = movement is not None and movement.modality in ENDURANCE
            groups = Groups(self.pieces, self.item.units, places, sets, named, is_long)
            self._solved[key] = groups.solve()
            self.steps += groups.steps
        return self._solved[key]

    def _with_days(self, tags: list[str]) -> list[str] | None:
        """The same with tags of days."""
        days = days_in(self.normal.plain, DAY)
        spans = []
        for start, (day, end) in days.items():
            inside = [at for at, piece in enumerate(self.pieces) if start <= piece.start < end]
            if day is not None and inside and all(tags[at] == "O" for at in inside):
                spans.append((inside, day))
        best: tuple[float, list[str]] = (inf, [])
        for way in product(DAYS, repeat=min(len(spans), MOST_DAYS)):
            copy = list(tags)
            for role, (inside, _) in zip(way, spans, strict=False):
                for at in inside if role else ():
                    copy[at] = f"{'B' if at == inside[0] else 'I'}-{role}"
            told = exercises(self.pieces, copy)
            dates = [next((day.dates for inside, day in spans if inside[0] == each.day), (DAY,)) for each in told]
            if self._days_fit(told, dates):
                taken = {each.day for each in told}
                cost = sum(DAYS[role] for role in way)
                cost += sum(
                    bool(role) and inside[0] not in taken for role, (inside, _) in zip(way, spans, strict=False)
                )
                if cost < best[0]:
                    best = cost, copy
        return best[1] or None

    def _days_fit(self, told: Sequence[object], dates: Sequence[Sequence[object]]) -> bool:
        wanted = sorted((sets[0].day for sets in self.wanted if sets), key=str)
        if len(wanted) != len(told):
            return False
        if len(set(wanted)) == 1:
            return all(wanted[0] in each for each in dates)
        order = [
            self.wanted[at][0].day
            for at in sorted(
                range(len(self.wanted)), key=lambda at: min((each.first for each in self.spans[at]), default=0)
            )
        ]
        return all(day in each for day, each in zip(order, dates, strict=True))


def _one_round(sets: list[StoredSet], count: int) -> list[StoredSet]:
    once = sets[: len(sets) // count]
    return once if once and len(sets) % count == 0 and once * count == sets else []


def _alike(one: Sequence[StoredSet], other: Sequence[StoredSet]) -> bool:
    """Whether two exercises have the same sets."""
    return [each[2:] for each in one] == [each[2:] for each in other]
