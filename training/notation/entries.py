"""Which numbers belong to which exercise, on which day, and what is alternated with what."""

from dataclasses import dataclass, field

from training.notation.atoms import Atom, Circuit, Reference
from training.notation.chains import OPERANDS
from training.notation.day_scopes import scope_of
from training.notation.days import Day
from training.notation.drafts import Entry
from training.resolver import Resolved

_COMMA = Atom(",", "", 0, 0)
_BREAK = Atom(";", "", 0, 0)


@dataclass
class Round:
    """A circuit and the entries it repeats: from ``first`` up to ``last``."""

    circuit: Circuit
    first: int
    last: int = 0
    score: tuple[int, int] | None = None


@dataclass
class Entries:
    """Collects entries sentence by sentence."""

    entries: list[Entry] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    """Of every entry in order, see ``day_of``."""
    general: list[Atom] = field(default_factory=list)
    """References and mentions that belong to no exercise."""
    loose: list[Atom] = field(default_factory=list)
    """What was said before any exercise was named."""
    day_of: dict[int, Day] = field(default_factory=dict)
    day: Day | None = None
    after: list[tuple[Day, frozenset[int]]] = field(default_factory=list)
    """Days that were named after exercises, and the entries that they go for."""
    supersets: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    line_superset: int | None = None
    link: bool = False
    label: int | None = None
    score: tuple[int, int] | None = None
    _first: int = 0
    """Where the entries of the sentence in hand begin."""

    def add(self, atoms: list[Atom], starts_line: bool, ends_line: bool) -> None:
        """Read one sentence."""
        if starts_line:
            self.line_superset = None
            self.link = False
        first = self._first = len(self.entries)
        atoms = self._without_score(atoms)
        for place, clause in enumerate(_clauses(atoms)):
            self._clause([_BREAK, *clause] if place == 0 and starts_line else clause)
        self._give_days(atoms, first)
        if ends_line and self.rounds and not self.rounds[-1].last and len(self.entries) > self.rounds[-1].first:
            self.rounds[-1].last = len(self.entries)

    def _without_score(self, atoms: list[Atom]) -> list[Atom]:
        """Take out "→ 7+8", the score of an AMRAP."""
        for place, atom in enumerate(atoms[:-1]):
            score = atoms[place + 1]
            if atom.sign not in ">:" or score.sign != "u" or len(score.value) != 2:
                continue
            if any(isinstance(each.value, Circuit) and each.value.form == "amrap" for each in atoms[:place]):
                self.score = (int(score.value[0]), int(score.value[1]))
                return atoms[:place] + atoms[place + 2 :]
        return atoms

    def _clause(self, clause: list[Atom]) -> None:
        named = [place for place, atom in enumerate(clause) if atom.sign in "EQ"]
        if not named:
            self._continue(clause)
            return
        lead = clause[: named[0]]
        prefix = any(atom.sign in OPERANDS and atom.sign != "T" for atom in lead)
        lead = self._signs(lead)
        if not prefix and self.entries and not self.link and any(atom.sign in "e" for atom in lead):
            self._give(self.entries[-1], lead)
            lead = []
        for place, at in enumerate(named):
            end = named[place + 1] if place + 1 < len(named) else len(clause)
            own = clause[at + 1 : end]
            nexts = named[place + 2] if place + 2 < len(named) else len(clause)
            if prefix and place + 1 < len(named) and not _has_numbers(clause[named[place + 1] + 1 : nexts]):
                carried, own = own, []
            else:
                carried = []
            entry = self._open(clause[at])
            rest = self._signs(own)
            self._give(entry, [*lead, *([_COMMA] if prefix and lead and _starts_chain(rest) else []), *rest])
            lead = self._signs(carried)
        if lead:
            self._give(self.entries[-1], lead)

    def _continue(self, clause: list[Atom]) -> None:
        """A clause without a name goes on about the exercise before it."""
        clause = self._signs(_merged(clause))
        if self.entries and not self._awaits_name():
            self._give(self.entries[-1], [_COMMA, *clause])
        else:
            self.loose += [*clause, _COMMA]

    def _awaits_name(self) -> bool:
        return bool(self.rounds) and not self.rounds[-1].last and len(self.entries) == self.rounds[-1].first

    def _signs(self, atoms: list[Atom]) -> list[Atom]:
        """Take out what is about the order of exercises rather than their sets."""
        kept: list[Atom] = []
        for place, atom in enumerate(atoms):
            if atom.sign == "A":
                self.label = self._labelled(atom)
            elif atom.sign == "S" or (atom.sign == "+" and place == len(atoms) - 1):
                self._superset()
            elif atom.sign == "C" and isinstance(atom.value, Circuit):
                if self._is_score(atom.value):
                    kept.append(atom)
                else:
                    self._close_round()
                    self.rounds.append(Round(atom.value, len(self.entries)))
            elif atom.sign != "D":
                kept.append(atom)
        return kept

    def _is_score(self, circuit: Circuit) -> bool:
        """ "18 rounds" after a benchmark, or after the exercises of an AMRAP, is what was scored."""
        if circuit.form != "rounds" or circuit.rounds is None or not self.entries:
            return False
        current = self.rounds[-1] if self.rounds else None
        if current and current.circuit.form == "amrap" and len(self.entries) > current.first:
            current.score = (circuit.rounds, 0)
            return True
        found = self.entries[-1].atoms[0].value[0]
        scored = isinstance(found, Resolved) and found.movement.pattern == "conditioning"
        return scored and not _has_numbers(self.entries[-1].atoms)

    def _close_round(self) -> None:
        if self.rounds and not self.rounds[-1].last:
            self.rounds[-1].last = len(self.entries)

    def _labelled(self, atom: Atom) -> int:
        letter, place = atom.value
        if place == 1 or letter not in self.labels:
            self.supersets += 1
            self.labels[letter] = self.supersets
        return self.labels[letter]

    def _superset(self) -> None:
        if self.entries and self.line_superset is None:
            self.link = True
        elif not self.entries:
            self.supersets += 1
            self.line_superset = self.supersets

    def _open(self, atom: Atom) -> Entry:
        """Begin an exercise."""
        if len(self.entries) > self._first:
            self.entries[-1].shares = True
        entry = Entry(None, None, atom.value if atom.sign == "Q" else atom.value[1], [atom])
        if self.loose and not self.entries:
            entry.atoms, self.loose = [atom, *self.loose], []
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
        return entry

    def _give(self, entry: Entry, atoms: list[Atom]) -> None:
        entry.atoms += atoms

    def _give_days(self, atoms: list[Atom], first: int) -> None:
        """Give the exercises of a sentence their days; a day at its start goes on until the next."""
        self.days += [atom.value for atom in atoms if atom.sign == "D" and isinstance(atom.value, Day)]
        own, goes_on = scope_of(atoms)
        self.day = goes_on or self.day
        for place in range(first, len(self.entries)):
            day = own.get(place - first) or self.day
            if day:
                self.day_of[place] = day
        if own and goes_on is None:
            self.after.append((next(iter(own.values())), frozenset(first + each for each in own)))

    def finish(self) -> None:
        """Close what is open, and pass sets on to exercises that share them."""
        if self.rounds and not self.rounds[-1].last:
            self.rounds[-1].last = len(self.entries)
        for place in range(len(self.entries) - 2, -1, -1):
            entry, following = self.entries[place], self.entries[place + 1]
            if _has_scheme(entry.atoms) and entry.shares and not _says_anything(following.atoms):
                self._same_scheme(entry, following)
            elif not _says_anything(entry.atoms) and entry.shares and _has_numbers(following.atoms):
                entry.atoms += [atom for atom in following.atoms if atom.sign not in "EQM"]

    def _same_scheme(self, entry: Entry, following: Entry) -> None:
        """ "21-15-9 thrusters & pull-ups": both in the same numbers, alternating, for time."""
        following.atoms += [atom for atom in entry.atoms if atom.sign == "l"][:1]
        if entry.superset is None:
            self.supersets += 1
            entry.superset = self.supersets
        following.superset = entry.superset
        for each in (entry, following):
            each.atoms.append(Atom("o", "for time", 0, 0))


def _merged(clause: list[Atom]) -> list[Atom]:
    """A clause of words alone as one piece, so that it is kept whole."""
    words = [atom for atom in clause if atom.sign in "wf" and atom.end > atom.start]
    if not any(atom.sign == "w" for atom in words) or any(atom.sign not in "wf;,-" for atom in clause):
        return clause
    return [*(atom for atom in clause if atom.sign == ";"), Atom("w", "", words[0].start, words[-1].end)]


def _has_scheme(atoms: list[Atom]) -> bool:
    """Whether reps fall from round to round: 21-15-9."""
    lists = [atom.value for atom in atoms if atom.sign == "l"]
    return len(lists) == 1 and lists[0] in ((21.0, 15.0, 9.0), (50.0, 40.0, 30.0, 20.0, 10.0), (27.0, 21.0, 15.0, 9.0))


def _says_anything(atoms: list[Atom]) -> bool:
    return any(atom.sign not in "EQf,;:.&(" for atom in atoms)


def _has_numbers(atoms: list[Atom]) -> bool:
    return any(atom.sign in OPERANDS for atom in atoms)


def _starts_chain(atoms: list[Atom]) -> bool:
    following = next((atom for atom in atoms if atom.sign != "f"), None)
    return following is not None and following.sign in "n"


def _clauses(atoms: list[Atom]) -> list[list[Atom]]:
    """Cut at commas and stops outside brackets; a reference to a day takes the day that follows it."""
    clauses: list[list[Atom]] = [[]]
    depth = 0
    for place, atom in enumerate(atoms):
        before = atoms[place - 1] if place else None
        if atom.sign == "(":
            depth += 1
        elif atom.sign == ")":
            depth = max(0, depth - 1)
        if depth == 0 and (
            atom.sign in ",;."
            or (atom.sign == "/" and before is not None and place + 1 < len(atoms) and atoms[place + 1].sign in "AE")
        ):
            clauses.append([_BREAK] if atom.sign == ";" else [])
        elif atom.sign == "D" and before is not None and _is_repeat(before) and isinstance(atom.value, Day):
            clauses[-1].append(Atom("d*", atom.value, atom.start, atom.end))
        else:
            clauses[-1].append(atom)
    return [clause for clause in clauses if clause]


def _is_repeat(atom: Atom) -> bool:
    return isinstance(atom.value, Reference) and atom.value.to == "day"
