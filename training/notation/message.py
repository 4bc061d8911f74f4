"""A message as entries: sentences sorted into headings, sets, remarks and talk."""

from training.notation.atoms import Atom, Reference
from training.notation.days import Day
from training.notation.entries import Entries
from training.notation.lexer import atoms_of, mend
from training.notation.names import Names
from training.notation.reading import Aside, Context, Mention
from training.notation.sentences import is_aside, parts, sentences
from training.notation.titles import title_of

MAX_CHARS = 20_000
"""What of a message is read; what is left over is said to be so."""


class Message:
    """A message cut into entries and remarks, before anything open is settled."""

    def __init__(self, text: str, context: Context, names: Names) -> None:
        """Cut ``text`` up; ``names`` looks each name up once."""
        self.context, self.names = context, names
        self.text = mend(text[:MAX_CHARS])
        self.asides: list[Mention] = []
        self.plain: list[str] = []
        """Sentences within a log that have no number and no name."""
        if len(text) > MAX_CHARS:
            self.plain.append(f"{text[MAX_CHARS : MAX_CHARS + 80]}…")
        self.titles: dict[int, str] = {}
        """By the index of the first entry below."""
        self.said: list[tuple[Mention, int]] = []
        """Mentions with the index of the entry they are about, -1 for none."""
        self.whole_plan = False
        self.repeats: list[Day | None] = []
        self.found = Entries()
        starts_line = True
        for sentence in (part for whole in sentences(self.text) for part in parts(whole)):
            if is_aside(sentence.text):
                self.asides.append(Aside(sentence.text.strip(" ,\t\r\n")[:500]))
            else:
                atoms = [
                    atom._replace(start=atom.start + sentence.start, end=atom.end + sentence.start)
                    for atom in atoms_of(sentence.text, self.names, self.context)
                ]
                self._sentence(sentence.text, atoms, starts_line, sentence.ends_line)
            starts_line = sentence.ends_line
        self.found.finish()

    def _sentence(self, text: str, atoms: list[Atom], starts_line: bool, ends_line: bool) -> None:
        """Sort one sentence: a heading, a remark, or sets."""
        atoms = self._without_title(text, atoms, starts_line, ends_line)
        said = [atom for atom in atoms if atom.sign not in "wf,;:.()/-+"]
        if not said:
            self._plain(text, atoms)
            return
        if self._is_chat(said, atoms):
            self.asides.append(Aside(text.strip()[:500]))
            return
        kept = [atom for atom in atoms if not self._general(atom, atoms)]
        self.found.add(kept, starts_line, ends_line)

    def _without_title(self, text: str, atoms: list[Atom], starts_line: bool, ends_line: bool) -> list[Atom]:
        if not starts_line or not atoms:
            return atoms
        offset = atoms[0].start - (len(text) - len(text.lstrip()))
        bare = text
        for atom in atoms:
            if atom.sign == "D":
                bare = bare[: atom.start - offset] + " " * (atom.end - atom.start) + bare[atom.end - offset :]
        found = title_of(bare)
        if found is None:
            return atoms
        title, end = found
        rest = [atom for atom in atoms if atom.start - offset >= end or atom.sign == "D"]
        alone = not any(atom.sign not in "Df.:,;-" for atom in rest)
        if alone and not self._more_follows(atoms[-1].end):
            return atoms
        self.titles[len(self.found.entries)] = title
        return rest

    def _more_follows(self, end: int) -> bool:
        return any(char.isdigit() for char in self.text[end : end + 400])

    def _plain(self, text: str, atoms: list[Atom]) -> None:
        """Words without a number or a name: part of the log when there is one, else talk."""
        if self.found.entries and any(atom.sign == "w" for atom in atoms):
            self.plain.append(text)
        elif any(atom.sign in "wf" for atom in atoms):
            self.asides.append(Aside(text.strip()[:500]))

    def _is_chat(self, said: list[Atom], atoms: list[Atom]) -> bool:
        """A number in a sentence that names no exercise and has no form of a set is talk ("I have 45 minutes")."""
        if any(atom.sign in "EQRMACi21WYTGZNSKB" or atom.sign == "d*" for atom in said) or {a.sign for a in said} == {
            "D"
        }:
            return False
        words = sum(atom.sign == "w" for atom in atoms)
        if any(atom.sign in "x@srlu>" for atom in said):
            return False
        if any(atom.sign in "FLehocd" for atom in said):
            return words > 3
        known = self.context.current is not None or bool(self.found.entries)
        road = sum(atom.sign in "mt" for atom in said) >= 2 or any(atom.sign == "m" for atom in said)
        return words > 1 or not (known or road or any(atom.sign == "k" for atom in said))

    def _general(self, atom: Atom, atoms: list[Atom]) -> bool:
        """Take out what is not about one exercise; say whether it was."""
        if atom.sign == "M":
            self.said.append((atom.value, len(self.found.entries) - (not any(a.sign in "EQ" for a in atoms))))
            return not any(a.sign in "EQ" for a in atoms)
        if isinstance(atom.value, Reference):
            named = any(each.sign in "EQ" for each in atoms)
            alone = not named and not self.found.entries
            if atom.value.to == "plan" and (alone or not atom.value.words.startswith("as")):
                self.whole_plan = True
                return True
            if atom.value.to == "day":
                self.repeats.append(next((a.value for a in atoms if isinstance(a.value, Day)), None))
                return True
        return atom.sign == "D" and any(isinstance(each.value, Reference) and each.value.to == "day" for each in atoms)
