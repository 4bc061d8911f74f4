"""The sets of one exercise, out of its atoms: numbers in chains, and the modifiers around them (R11)."""

from dataclasses import dataclass

from training.notation.atoms import Atom, Load, Rated
from training.notation.chains import OPERANDS, chain_at
from training.notation.drafts import ENDURANCE, Draft, Entry, Topic
from training.notation.loading import all_possible
from training.notation.reading import Effort, Estimate, Mention, Tested
from training.notation.roles import roles_of
from training.notation.standalone import standalone
from training.notation.unread import Unread
from training.workout import SetKind

MAX_SETS = 100
"""Sets of one group, and ten times as many of one exercise."""


@dataclass
class SetReader:
    """Reads the atoms of one entry, in order, into its drafts and notes."""

    entry: Entry
    topic: Topic
    mentions: list[Mention]
    unread: Unread
    kind: SetKind | None = None
    """Announced for the next group ("warmup 60x5"); a comma does not end it, another announcement does."""
    form: str = ""
    """Said of the next group: rest-pause, top, backoff, drop."""
    drops: bool = False
    """The next group is a drop from the one before."""
    last_only: bool = False
    """What comes next is said of the last set alone."""
    bracket_kind: SetKind | None = None
    carried: bool = False
    """A comma stands between the announcement and the next group."""

    def read(self) -> None:
        """Read everything."""
        atoms = self.entry.atoms
        at = 0
        while at < len(atoms):
            at = self._step(atoms, at)

    def _step(self, atoms: list[Atom], at: int) -> int:
        atom = atoms[at]
        if [each.sign for each in atoms[at : at + 3]] == ["n", "x", "("]:
            return self._bracket(atoms, at + 2, int(atom.value))
        if atom.sign in OPERANDS or (atom.sign in "x@" and at + 1 < len(atoms)):
            return self._chain(atoms, at)
        match atom.sign:
            case "(":
                return self._bracket(atoms, at)
            case "K":
                self._mark(atoms, at)
            case "B":
                self.form = str(atom.value)
                self.kind = None
                if "cluster" in self.entry.notes and self.form in ("rest-pause", "myo-reps"):
                    self.entry.notes[self.entry.notes.index("cluster")] = self.form
                if atom.value == "backoff":
                    self.entry.note("back-off sets")
            case ">":
                self.drops = bool(self.entry.drafts)
                if not self.drops:
                    self.form = "drop"
            case "L":
                self.last_only = True
            case "e" | "h":
                self._effort(atom)
            case "o":
                self.entry.note(str(atom.value))
            case "F":
                self._failed(atom.value)
            case "Z":
                self._missed()
            case "G":
                self._got(int(atom.value))
            case "21" | "i" | "W":
                drafts, notes = standalone(atom, self.topic)
                self._group(drafts)
                for text in notes:
                    self.entry.note(text)
            case "Y":
                self.mentions.append(Estimate(atom.value.kg(self.topic.unit), self.entry.name))
            case ",":
                self.drops = False
                self.carried = True
            case ";":
                self.drops, self.kind, self.form = False, None, ""
            case "w":
                self.unread.add(atom)
            case _:
                pass
        return at + 1

    def _chain(self, atoms: list[Atom], at: int) -> int:
        chain, among, end = chain_at(atoms, at)
        if not chain:
            return at + 1
        if len(chain) == 1 and chain[0].atom.sign == "k" and self._adds_load(chain[0].atom.value):
            return end
        if len(chain) == 1 and chain[0].atom.sign == "n" and self._partly(chain[0].atom, atoms[end : end + 2]):
            return end
        if len(chain) == 1 and (chain[0].by == "@" or (at and atoms[at].sign == "@")) and self._rates(chain[0].atom):
            return end
        roles = roles_of(chain, self.topic)
        if self._in_drop(atoms, end) and self.topic.is_loaded:
            roles.sets_are_load()
        drafts = roles.drafts()
        if roles.wrong or not drafts or not all_possible(drafts, self.topic) or (roles.sets or 0) > MAX_SETS:
            self._leave_out(chain[0].atom.start, chain[-1].atom.end, roles.wrong)
            return end
        self._group(drafts)
        for text in roles.notes:
            self.entry.note(text)
        if roles.is_broken:
            self.entry.note(self.form if self.form in ("rest-pause", "myo-reps") else "cluster")
        if roles.tested is not None and roles.loads:
            self._tested(roles.tested, roles.loads[0])
        for atom in among:
            if atom.sign in "eh":
                self._effort(atom)
            else:
                self.entry.note(str(atom.value))
        return end

    def _in_drop(self, atoms: list[Atom], end: int) -> bool:
        """Within a drop set the first of two numbers is a load, however small."""
        return self.drops or self.form == "drop" or (end < len(atoms) and atoms[end].sign == ">")

    def _leave_out(self, start: int, end: int, wrong: bool) -> None:
        self.unread.add_span(start, end)
        if not wrong:
            text = self.unread.text[start:end]
            self.topic.doubts.assume(f"Left out “{text}”: beyond what anyone lifts or does.")

    def _group(self, drafts: list[Draft]) -> None:
        """Add a group of sets, as the kind that was announced for it."""
        if self.carried and len(drafts) > 1:
            self.kind = None  # "warmup 60x5, 80x5, 3x5 @ 100": the work sets come last
        self.carried = False
        kind = self.bracket_kind or self.kind
        if self.drops or self.form == "drop":
            main = drafts if self.drops else drafts[1:]
            for draft in main:
                draft.kind = "drop"
            self.form = ""
        elif kind:
            for draft in drafts:
                if draft.kind == "work":
                    draft.kind = kind
        self.drops = False
        self.entry.group = len(self.entry.drafts)
        self.entry.drafts += drafts[: MAX_SETS * 10 - len(self.entry.drafts)]

    def _mark(self, atoms: list[Atom], at: int) -> None:
        """A kind that was named: of the set before it when it is glued to that, else of what follows."""
        kind: SetKind = atoms[at].value
        following = next((atom for atom in atoms[at + 1 : at + 9] if atom.sign not in "f:"), None)
        leads = following is not None and following.sign in OPERANDS | {"("}
        if self.entry.drafts and (self.last_only or not leads or (at and atoms[at - 1].end == atoms[at].start)):
            self._last(kind)
        elif leads:
            self.kind, self.carried = kind, False
        elif not self.entry.drafts:
            self.entry.note("warm-up")

    def _last(self, kind: SetKind) -> None:
        group = self.entry.drafts[self.entry.group :]
        for draft in group[-1:] if self.last_only or kind == "amrap" else group:
            draft.kind = kind
        self.last_only = False

    def _bracket(self, atoms: list[Atom], at: int, factor: int = 1) -> int:
        """Sets in brackets before the work sets are warm-ups; a factor repeats what is in them."""
        close = next((place for place in range(at, min(at + 60, len(atoms))) if atoms[place].sign == ")"), None)
        if close is None:
            return at + 1
        inside = atoms[at + 1 : close]
        after = close + 1
        if factor == 1:
            factor, after = _factor(atoms, close)
        if not any(atom.sign in "nlku" for atom in inside) or (self.entry.drafts and factor == 1):
            return at + 1
        before = len(self.entry.drafts)
        self.bracket_kind = "warmup" if factor == 1 and not before else None
        place = 0
        while place < len(inside):
            place = self._step(inside, place)
        self.bracket_kind = None
        made = self.entry.drafts[before:]
        for _ in range(min(factor, MAX_SETS) - 1):
            self.entry.drafts += [draft.copy() for draft in made][: MAX_SETS * 10 - len(self.entry.drafts)]
        self.entry.group = before
        return after

    def _adds_load(self, load: object) -> bool:
        """A load on its own belongs to the sets before it that have none; a pin or a band alone is a remark."""
        group = self.entry.drafts[self.entry.group :]
        if isinstance(load, Load) and load.form == "percent" and self.topic.modality in ENDURANCE:
            self.entry.note(f"{load.value:g} % incline")
            return True
        if isinstance(load, Load) and load.form == "none" and not group:
            self.entry.note(load.note)
            return True
        if not isinstance(load, Load) or not group or any(draft.load for draft in group):
            return False
        for draft in group:
            draft.load = load
        return True

    def _partly(self, atom: Atom, following: list[Atom]) -> bool:
        """ "3 (missed 4th)": the number is the reps that were made."""
        failed = [each for each in following if each.sign == "F"]
        if not failed or not isinstance(atom.value, float):
            return False
        self._group([Draft(int(atom.value))])
        return True

    def _rates(self, atom: Atom) -> bool:
        """A lone "@8": the effort of the sets before it, or a remark on earlier ones."""
        value = atom.value
        if atom.sign == "n" and isinstance(value, float) and 5 <= value <= 10 and value % 0.5 == 0:
            self._effort(atom._replace(sign="e", value=Rated(value)))
            return True
        if atom.sign == "g" and isinstance(value, tuple) and value[1] <= 10:
            rated = Rated(sum(value) / 2, f"rpe {value[0]:g}-{value[1]:g}")
            self._effort(atom._replace(sign="e", value=rated))
            return True
        return False

    def _effort(self, atom: Atom) -> None:
        if isinstance(atom.value, Effort):
            effort = atom.value
            self.mentions.append(Effort(effort.rpe, effort.words, True, self.entry.name))
            if self.entry.drafts:
                self.entry.note(effort.words)
            return
        assert isinstance(atom.value, Rated)
        rpe = min(10.0, max(0.0, atom.value.rpe))
        group = self.entry.drafts[self.entry.group :]
        if not group:
            self.mentions.append(Effort(rpe, atom.value.note or f"rpe {rpe:g}", False, self.entry.name))
            return
        for draft in group[-1:] if self.last_only else group:
            draft.rpe = rpe
        self.last_only = False
        self.entry.note(atom.value.note)

    def _failed(self, reps: int | None) -> None:
        """To failure is RPE 10 and has no ``reps``; "missed the 4th" is a failed try after three."""
        last = self.entry.drafts[-1] if self.entry.drafts else None
        if last is None and reps is None:
            self.mentions.append(Effort(10.0, "to failure", False, self.entry.name))
        elif last is None:
            self._group([Draft(reps, kind="failure")])
        else:
            last.kind = "failure"
            if reps is None:
                last.rpe = 10.0
            else:
                last.reps = min(last.reps, reps) if last.reps else reps
            self.last_only = False

    def _missed(self) -> None:
        """A lift that was not made: the single before it, else one more."""
        last = self.entry.drafts[-1] if self.entry.drafts else None
        is_single = last is not None and last.kind == "work" and last.reps == 1
        if last and (last.reps is None or (is_single and len(self.entry.drafts) - self.entry.group == 1)):
            last.kind, last.reps = "failure", 0
        else:
            self._group([Draft(0, kind="failure")])

    def _got(self, reps: int) -> None:
        """The reps that a set really had: "5+ (got 9)"."""
        if not self.entry.drafts:
            self._group([Draft(reps)])
            return
        last = self.entry.drafts[-1]
        last.reps = reps
        self.last_only = self.last_only and last.kind != "work"

    def _tested(self, reps: int, load: Load) -> None:
        if load.form == "total":
            self.mentions.append(Tested(reps, load.kg(self.topic.unit), self.entry.name))


def _factor(atoms: list[Atom], close: int) -> tuple[int, int]:
    """How often what stands in brackets is done, "(2+2+2)x3", and where that ends."""
    after = atoms[close + 1 : close + 3]
    if [atom.sign for atom in after] == ["x", "n"] and isinstance(after[1].value, float) and after[1].value >= 1:
        return int(after[1].value), close + 3
    return 1, close + 1
