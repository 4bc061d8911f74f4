"""Which movement an entry is about: by its name, by its numbers, by the plan, else by asking."""

from training.movement import Movement
from training.notation.atoms import Atom
from training.notation.doubts import Doubts
from training.notation.drafts import ENDURANCE, Entry
from training.notation.names import Names
from training.notation.reading import Context, Mention, NewExercise
from training.resolver import Candidates, Resolved, Unknown

_TRACK = frozenset({100.0, 200.0, 300.0, 400.0, 600.0, 800.0, 1000.0, 1200.0, 1600.0})
"""Lengths of intervals on a track, in m."""
_ROWS = frozenset({"row", "rows", "rowing"})


def identify(
    entry: Entry, taken: set[str], context: Context, names: Names, doubts: Doubts, mentions: list[Mention]
) -> None:
    """Settle the movement and the name of an entry. ``taken``: names of the message so far."""
    atom = next((each for each in entry.atoms if each.sign in "EQ"), None)
    if atom is None:
        _unnamed(entry, context, names, doubts)
        return
    if atom.sign == "Q":
        _quoted(entry, context, mentions)
        return
    found = atom.value[0]
    measured = any(each.sign in "mqc" or (each.sign == "t" and entry.words.lower() in _ROWS) for each in entry.atoms)
    if entry.words.lower() in _ROWS and measured:
        found = names.look_up("rowing machine")
    match found:
        case Resolved(movement, certain):
            if not certain:
                doubts.assume(f"Read “{entry.words}” as {movement.name}.")
            _set(entry, movement)
        case Candidates(_, movements):
            _set(entry, _choose(entry.words, _fitting(movements, measured, taken, context), context, doubts))
        case Unknown(_, nearest):
            _unknown(entry, entry.words, nearest, doubts, mentions)


def _set(entry: Entry, movement: Movement) -> None:
    entry.movement, entry.name = movement, movement.name


def _quoted(entry: Entry, context: Context, mentions: list[Mention]) -> None:
    movement = context.resolver.named(entry.words)
    if movement:
        _set(entry, movement)
        return
    entry.name = entry.words
    mentions.append(NewExercise(entry.words))


def _fitting(movements: tuple[Movement, ...], measured: bool, taken: set[str], context: Context) -> list[Movement]:
    """Candidates that fit the numbers and are not done already; those of the plan or of history first."""
    fitting = [each for each in movements if (each.modality in ENDURANCE) == measured] or list(movements)
    fitting = [each for each in fitting if each.name not in taken] or fitting
    for known in (context.planned, {context.current: None}, context.past):
        if likely := [each for each in fitting if each.name in known]:
            return likely if len(likely) == 1 else likely + [each for each in fitting if each not in likely]
    return fitting


def _choose(text: str, movements: list[Movement], context: Context, doubts: Doubts) -> Movement:
    if len(movements) == 1:
        doubts.assume(f"Read “{text}” as {movements[0].name}.")
        return movements[0]
    names = [each.name for each in movements[:5]]
    return movements[doubts.settle(f"Is “{text}” {', '.join(names[:-1])} or {names[-1]}?", names)]


def _unknown(entry: Entry, text: str, nearest: tuple[Movement, ...], doubts: Doubts, mentions: list[Mention]) -> None:
    """Never invent: offer what is nearest, or to add the athlete's own exercise."""
    near = nearest[:3]
    labels = [each.name for each in near] + [f"Add “{text}” as a new exercise"]
    maybe = f" Did you mean {' or '.join(each.name for each in near)}?" if near else ""
    choice = doubts.settle(
        f"I don't know “{text}”.{maybe} I can {'also ' if near else ''}add it as a new exercise.", labels
    )
    if choice < len(near):
        _set(entry, near[choice])
        return
    entry.name = text.strip().replace('"', "'")
    mentions.append(NewExercise(entry.name))


def _unnamed(entry: Entry, context: Context, names: Names, doubts: Doubts) -> None:
    """Sets without a name are of the exercise in hand; a road run of none needs no name."""
    current = context.resolver.named(context.current) if context.current else None
    if current and not _suits(current, entry.atoms):
        current = None
    if any(each.sign == "W" for each in entry.atoms):
        current = _by_name(names, "treadmill")
    elif _is_road(entry.atoms) and (current is None or current.modality not in ENDURANCE):
        current = _by_name(names, "running")
        if current:
            doubts.assume(f"No exercise was named: read as {current.name}.")
    if current is not None:
        _set(entry, current)
        return
    if context.current and context.resolver.named(context.current) is None:
        entry.name = context.current
        return
    likely = [
        each for name in dict.fromkeys((*context.planned, *context.past)) if (each := context.resolver.named(name))
    ]
    choice = doubts.settle("Which exercise was that?", [each.name for each in likely[:4]])
    if likely:
        _set(entry, likely[choice])


def _suits(movement: Movement, atoms: list[Atom]) -> bool:
    """Whether numbers without a name can be of this movement: no one benches 1,000 m."""
    signs = {atom.sign for atom in atoms}
    if movement.modality in ENDURANCE:
        return True
    if "c" in signs or ("m" in signs and movement.modality != "weight_distance"):
        return False
    return "t" not in signs or bool(signs & set("nlrk")) or movement.modality not in ("weight_reps", "bw_reps", "reps")


def _is_road(atoms: list[Atom]) -> bool:
    """Kilometres or miles, or metres with a time or pace, are covered on foot."""
    units = [getattr(atom.value, "unit", "") for atom in atoms if atom.sign == "m"]
    timed = any(atom.sign in "tq" for atom in atoms) or any(
        atom.sign == "o" and str(atom.value).startswith("rest") for atom in atoms
    )
    repeats = [atom.value for atom in atoms if atom.sign == "n" and atom.value in _TRACK]
    return any(unit in ("km", "mi") or (unit == "m" and timed) for unit in units) or (bool(repeats) and timed)


def _by_name(names: Names, text: str) -> Movement | None:
    found = names.look_up(text)
    return found.movement if isinstance(found, Resolved) else None
