"""Which numbers belong to which exercise, on which day, and what is alternated with what."""

from dataclasses import dataclass, field

from training.notation.day_scopes import scope_of
from training.notation.days import Day
from training.notation.drafts import Entry
from training.notation.items import (
    Item,
    Lasting,
    Length,
    Note,
    Number,
    Reference,
    Reps,
    Sets,
    Sign,
    Value,
    Word,
)
from training.notation.order import Circuit, Label, Link, Named, Score, When
from training.notation.parting import (
    STRONG,
    is_loose_talk,
    is_name,
    is_shared,
    known_names,
    last_sign,
    only_links,
    parted,
    says,
    scheme_of,
    until_bound,
    with_rounds,
)
from training.notation.rounds import Round
from training.resolver import Resolved

COMMA, BREAK = Item(Sign(","), 0, 0), Item(Sign("\n"), 0, 0)


@dataclass
class Segments:
    """Collects the exercises of a message, line by line."""

    entries: list[Entry] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    loose: list[Item] = field(default_factory=list)
    """What was said before any exercise was named."""
    day_of: dict[int, Day] = field(default_factory=dict)
    """By place among the entries."""
    day: Day | None = None
    after: list[tuple[Day, frozenset[int]]] = field(default_factory=list)
    """Days that were named after exercises, and the entries that they go for."""
    supersets: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    line_superset: int | None = None
    link: bool = False
    label: int | None = None
    _shared: list[Item] = field(default_factory=list)
    """A load that was said for all exercises of a line: "15 lb dumbbells: squats 3x12, rows 3x10"."""
    _alternates: bool = False
    _first: int = 0
    """Where the entries of the line in hand begin."""

    def add(self, items: list[Item]) -> None:
        """Read one line."""
        self.line_superset, self.link = None, False
        first = self._first = len(self.entries)
        self._alternates = any(
            isinstance(item.value, Word) and item.value.text in ("forth", "alternating", "alternated") for item in items
        )
        items = with_rounds(known_names(items, bool(self.entries)))
        named = [place for place, item in enumerate(items) if is_name(item)]
        for sentence in _sentences(items) if not named else ():
            self._continue(sentence)
        if named:
            self._named(items, named)
        self._give_days(items, first)
        if self.rounds and self.rounds[-1].last is None and len(self.entries) > self.rounds[-1].first:
            self.rounds[-1].last = None if self.rounds[-1].heads else len(self.entries)

    def _named(self, items: list[Item], named: list[int]) -> None:
        """A line with names: what stands between two of them is parted at the last sign that can part it."""
        self._shared = []
        lead = items[: named[0]]
        if self.entries and not self._awaits_name():
            cut = last_sign(lead, STRONG)
            if cut is not None and says(lead[:cut]):
                self._give([BREAK, *lead[:cut]])
                lead = lead[cut:]
        for order, place in enumerate(named):
            end = named[order + 1] if order + 1 < len(named) else len(items)
            between = items[place + 1 : end]
            following = None
            if order + 1 < len(named):
                nexts = named[order + 2] if order + 2 < len(named) else len(items)
                following = items[end + 1 : nexts]
            led = says(lead)
            lead = self._road(self._signs(lead), items[place])
            if order == 0 and is_shared(lead):
                self._shared = lead
            elif self._shared and order:
                lead = [*self._shared, *lead]
            if order == 0 and says(until_bound(between)) and is_loose_talk(lead):
                lead = [item for item in lead if not item.is_amount]
            self._open(items[place], lead)
            own, lead = parted(between, following, led)
            self._give(self._signs(own, ends=following is None))

    def _road(self, lead: list[Item], name: Item) -> list[Item]:
        """A distance before the name of a lift was run: "mile in 6:48, squats 5x5"."""
        cut = last_sign(lead, (",", ";", ".", "then", "\n", "and"))
        value = name.value
        if cut is None or not isinstance(value, Named) or not isinstance(value.found, Resolved):
            return lead
        strong = lead[cut].is_sign("then", ".", ";")
        far = any(isinstance(item.value, Length) and item.value.typed.m >= 400 for item in lead[:cut])
        far = far or (strong and any(isinstance(item.value, Length) for item in lead[:cut]))
        if not far or (
            not strong and value.found.movement.modality in ("distance_duration", "weight_distance", "calories")
        ):
            return lead
        self.entries.append(Entry("", None, items=lead[:cut]))
        return lead[cut:]

    def _continue(self, items: list[Item]) -> None:
        """A line without a name goes on about the exercise before it, or heads those below."""
        circuits = [item.value for item in items if isinstance(item.value, Circuit)]
        if len(circuits) == 1 and not self.entries and not says(items) and circuits[0].form in ("rounds", "emom"):
            self.rounds.append(Round(circuits[0], 0, heads=True))
            return
        items = self._signs(items, ends=True)
        if self.entries and not self._awaits_name():
            self._give([BREAK, *items])
        else:
            self.loose += [*items, BREAK]

    def _awaits_name(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].last is None and len(self.entries) == self.rounds[-1].first

    def _signs(self, items: list[Item], ends: bool = False) -> list[Item]:
        """Take out what is about the order of exercises rather than their sets."""
        kept: list[Item] = []
        for place, item in enumerate(items):
            match item.value:
                case Label(letter, number):
                    self.label = self._labelled(letter, number)
                case Link():
                    self._superset()
                case Sign("+") if place == len(items) - 1 and not ends:
                    self._superset()
                case Circuit() as circuit:
                    following = next((each for each in items[place + 1 :] if not isinstance(each.value, Word)), None)
                    closes = following is None or following.is_sign(",", ".", ";", ")", "\n")
                    self._circuit(
                        circuit, item, kept, (ends or closes) if following is not None or ends else says(items[:place])
                    )
                case Score(rounds, reps):
                    if self.rounds:
                        self.rounds[-1].score = (rounds, reps)
                case Sign("then") if (
                    self.rounds and self.rounds[-1].last is None and len(self.entries) > self.rounds[-1].first
                ):
                    self.rounds[-1].last = len(self.entries)
                    kept.append(item)
                case When():
                    pass
                case _:
                    kept.append(item)
        return kept

    def _circuit(self, circuit: Circuit, item: Item, kept: list[Item], is_after: bool) -> None:
        both = circuit.all or self._alternates
        current = self.rounds[-1] if self.rounds else None
        if circuit.form == "rounds" and circuit.rounds is not None and self.entries:
            if current and current.circuit.form == "amrap" and len(self.entries) > current.first:
                current.score = (circuit.rounds, 0)
                return
            if _is_benchmark(self.entries[-1]):
                kept.append(item)
                return
            if is_after and len(self.entries) > self._first:
                alone = len(self.entries) == self._first + 1 or not (both or self.entries[-1].superset is not None)
                if alone:
                    kept.append(Item(Sets(circuit.rounds), item.start, item.end))
                else:
                    self.rounds.append(Round(circuit, self._first, len(self.entries), after=True))
                return
            if is_after and len(self.entries) == self._first:
                kept.append(Item(Sets(circuit.rounds), item.start, item.end))
                return
        if circuit.form != "rounds" and is_after and len(self.entries) > self._first:
            self.rounds.append(Round(circuit, len(self.entries) - 1, len(self.entries)))
            return
        if current and current.last is None:
            current.last = len(self.entries)
        self.rounds.append(Round(circuit, len(self.entries)))

    def _labelled(self, letter: str, place: int) -> int:
        if place == 1 or letter not in self.labels:
            self.supersets += 1
            self.labels[letter] = self.supersets
        return self.labels[letter]

    def _superset(self) -> None:
        if len(self.entries) > self._first and self.line_superset is None:
            self.link = True
        elif len(self.entries) == self._first:
            self.supersets += 1
            self.line_superset = self.supersets

    def _open(self, item: Item, lead: list[Item]) -> None:
        """Begin an exercise."""
        if len(self.entries) > self._first:
            self.entries[-1].shares = self.link or only_links(self.entries[-1].items) or self.entries[-1].shares
        entry = Entry.of(item)
        if self.loose and not self.entries:
            lead, self.loose = [*self.loose, *lead], []
        entry.items = list(lead)
        if self.link and self.entries:
            before = self.entries[-1]
            if before.superset is None:
                self.supersets += 1
                before.superset = self.supersets
            entry.superset = before.superset
            self.link = False
        if self.line_superset is not None:
            entry.superset = self.line_superset
        if self.label is not None:
            entry.superset, self.label = self.label, None
        self.entries.append(entry)

    def _give(self, items: list[Item]) -> None:
        if self.entries:
            self.entries[-1].items += items

    def _give_days(self, items: list[Item], first: int) -> None:
        """Give the exercises of a line their days; a day at its start goes on until the next."""
        self.days += [
            item.value.day for item in items if isinstance(item.value, When) and isinstance(item.value.day, Day)
        ]
        own, goes_on = scope_of(items)
        self.day = goes_on or self.day
        for place in range(first, len(self.entries)):
            day = own.get(place - first) or self.day
            if day:
                self.day_of[place] = day
        if own and goes_on is None:
            self.after.append((next(iter(own.values())), frozenset(first + each for each in own)))

    def finish(self) -> None:
        """Close what is open, and pass sets on to exercises that share them."""
        if self.rounds and self.rounds[-1].last is None:
            self.rounds[-1].last = len(self.entries)
        for place in range(len(self.entries) - 2, -1, -1):
            entry, following = self.entries[place], self.entries[place + 1]
            if (scheme := scheme_of(entry.items)) and not any(_counts(item) for item in following.items):
                self._same_scheme(entry, following, scheme)
            elif entry.shares and not says(entry.items) and says(following.items):
                entry.items += [item for item in following.items if not isinstance(item.value, Reference)]

    def _same_scheme(self, entry: Entry, following: Entry, scheme: list[Item]) -> None:
        """ "21-15-9 thrusters & pull-ups": both in the same numbers, alternating, for time."""
        following.items = [*(item for item in following.items if not isinstance(item.value, Lasting)), *scheme]
        if entry.superset is None:
            self.supersets += 1
            entry.superset = self.supersets
        following.superset = entry.superset
        for each in (entry, following):
            each.items.append(Item(Note("for time"), 0, 0))


def _counts(item: Item) -> bool:
    """Whether an item counts reps or sets."""
    return isinstance(item.value, (Number, Reps, Sets))


def _sentences(items: list[Item]) -> list[list[Item]]:
    return [items] if items else []


def _is_benchmark(entry: Entry) -> bool:
    """Whether what was named last is a workout that is scored in rounds."""
    value: Value | None = entry.named.value if entry.named else None
    if not isinstance(value, Named) or not isinstance(value.found, Resolved):
        return False
    return value.found.movement.modality == "rounds_reps" and not says(entry.items)
