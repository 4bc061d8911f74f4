"""Whose day it is: which exercises of a sentence a named day goes for.

A day belongs to its own clause:

- at the very start of a sentence, to all that follows, until another day is named: "yesterday bench 3x5, squat 5x5";
- set off at the end, by a comma, an "and" or by "all" or "both", to the whole sentence: "bench 3x5, squat 5x5, yesterday";
- before an exercise in the middle, to that one and those after it: "bench 3x5, yesterday squat 5x5 and rows 3x8";
- after an exercise, to that one, and to those that its verb rules: "bench 3x5, squat 5x5 yesterday" moves the squats,
  "I did bench 3x5 and squat 5x5 yesterday" and "squats and rows 3x8 yesterday" move both;
- several days after exercises part a list: "bench 3x5 monday, squat 5x5 wednesday".
"""

from training.notation.atoms import Atom
from training.notation.chains import OPERANDS
from training.notation.days import Day
from training.notation.words import VERBS, words

_DID = words("did do done trained train lifted lift performed completed hit finished made managed logged gemacht")
_ALL = words("all both everything")
_SILENT = "f."


def scope_of(atoms: list[Atom]) -> tuple[dict[int, Day], Day | None]:
    """The day of each exercise of a sentence, counted from 0, and the day that goes on into what follows.

    An exercise without a day of its own is left out.
    """
    days = [place for place, atom in enumerate(atoms) if isinstance(atom.value, Day) and atom.sign == "D"]
    names = [place for place, atom in enumerate(atoms) if atom.sign in "EQ"]
    everything = range(len(names))
    if not days:
        return {}, None
    if not names or days[0] < names[0]:
        found = {
            each: atoms[max(day for day in days if day < names[each] or day == days[0])].value for each in everything
        }
        return found, atoms[days[-1]].value
    if len(days) == 1 and _is_set_off(atoms, days[0]):
        return dict.fromkeys(everything, atoms[days[0]].value), None
    own: dict[int, Day] = {}
    done = 0
    for day in days:
        value = atoms[day].value
        if _leads(atoms, day, names):
            own |= dict.fromkeys((each for each in everything if names[each] > day), value)
            continue
        last = max(each for each in everything if names[each] < day)
        first = done if len(days) > 1 else _ruled_from(atoms, names, last)
        own |= dict.fromkeys(range(first, last + 1), value)
        done = last + 1
    return own, None


def _is_set_off(atoms: list[Atom], day: int) -> bool:
    """Whether a day ends its sentence and stands apart from what is before it."""
    if any(atom.sign not in _SILENT for atom in atoms[day + 1 :]):
        return False
    for atom in reversed(atoms[:day]):
        if atom.sign != "f" or atom.value in _ALL:
            return atom.sign == "," or atom.value in _ALL
    return False


def _leads(atoms: list[Atom], day: int, names: list[int]) -> bool:
    """Whether a day stands before the exercise of its clause."""
    before = next((atom for atom in reversed(atoms[:day]) if atom.sign != "f"), None)
    if before is None or before.sign not in ",;":
        return False
    end = next((place for place in range(day, len(atoms)) if atoms[place].sign in ",;."), len(atoms))
    return any(day < name < end for name in names)


def _ruled_from(atoms: list[Atom], names: list[int], last: int) -> int:
    """The first of the exercises that a day after the ``last`` one goes for: back to the verb, if it is no one's own."""
    first = last
    while first > 0 and _is_one_clause(atoms, names, first - 1):
        first -= 1
    for each in range(last, -1, -1):
        if _has_verb(atoms, names, each):
            return min(each, first)
    return first


def _is_one_clause(atoms: list[Atom], names: list[int], each: int) -> bool:
    """Whether an exercise and the next share their sets ("squats and rows 3x8"), or are one superset."""
    before = names[each - 1] + 1 if each else 0
    between = atoms[names[each] + 1 : names[each + 1]]
    has_sets = any(atom.sign in OPERANDS for atom in [*between, *atoms[before : names[each]]])
    return not has_sets or not any(atom.sign in ",;." for atom in between)


def _has_verb(atoms: list[Atom], names: list[int], each: int) -> bool:
    """Whether an exercise is told with a verb of its own: "squatted 100x5", "did squats 5x5"."""
    name = atoms[names[each]]
    if name.sign == "E" and str(name.value[1]).lower() in VERBS:
        return True
    for atom in reversed(atoms[: names[each]]):
        if atom.sign in ",;.EQ":
            return False
        if atom.sign == "f" and atom.value in _DID:
            return True
    return False
