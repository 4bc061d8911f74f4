"""Which movement an entry is about: by its name, by its numbers, by the plan, else by asking."""

from collections.abc import Mapping

from training.movement import Movement
from training.notation.doubts import Doubts
from training.notation.drafts import ENDURANCE, LOADED, Entry
from training.notation.items import Calories, Fixed, Item, Lasting, Length, Load, Note, Number, Pace, Reps, Word
from training.notation.names import Names
from training.notation.naming.meant import chances, meant
from training.notation.order import Bodily, Implement, Named, Quoted
from training.notation.reading import Context, Mention, NewExercise
from training.notation.words import VERBS
from training.resolver import Candidates, Resolution, Resolved, Unknown

_TRACK = frozenset({100.0, 200.0, 300.0, 400.0, 600.0, 800.0, 1000.0, 1200.0, 1600.0})
"""Lengths of intervals on a track, in m."""
_ROWS = frozenset({"row", "rows", "rowing", "rower"})
_KIT = {"dumbbell": "dumbbell", "db": "dumbbell", "kettlebell": "kettlebell", "kb": "kettlebell", "smith": "smith", "ez": "ez_bar",
        "cable": "cable", "band": "band", "machine": "machine", "barbell": "barbell", "bb": "barbell", "long bar": "barbell",
        "trap bar": "trap_bar", "hex bar": "trap_bar", "ring": "rings"}  # fmt: skip

_MANNERS = {
    **dict.fromkeys(("sitting", "seated", "sat"), "seated"), **dict.fromkeys(("lying", "laying"), "lying"), "standing": "standing",
    **dict.fromkeys(("one hand", "one arm", "single arm", "one armed", "one handed"), "single arm"),
    **dict.fromkeys(("one leg", "single leg", "one legged"), "single leg"), "neutral": "neutral grip", "wide": "wide grip", "close": "close grip",
    "decline": "decline", "reverse": "reverse", "underhand": "reverse grip", "walking": "walking", "bulgarian": "bulgarian",
}  # fmt: skip
"""How an exercise was done, said apart from its name, as its name would say it."""


def identify(
    entry: Entry, taken: set[str], context: Context, names: Names, doubts: Doubts, mentions: list[Mention]
) -> None:
    """Settle the movement and the name of an entry. ``taken``: names of the message so far."""
    likely = _settle(entry, taken, context, names, doubts, mentions)
    if entry.name is not None and entry.name in likely:
        entry.name_chance = likely[entry.name]
        entry.rival_chance = max((chance for name, chance in likely.items() if name != entry.name), default=0.0)


def _settle(
    entry: Entry, taken: set[str], context: Context, names: Names, doubts: Doubts, mentions: list[Mention]
) -> Mapping[str, float]:
    """The same; how likely each exercise was is returned."""
    if entry.named is not None and isinstance(entry.named.value, Quoted):
        _quoted(entry, context, mentions)
        return {}
    found = by_spelling(entry, taken, context, names)
    likely = chances(entry, found)
    movement = meant(found, likely, context)
    if found is None:
        _unnamed(entry, context, names, doubts, movement)
        return likely
    if movement is not None:
        doubts.assume(f"Read “{entry.words}” as {movement.name}.")
        _set(entry, movement)
        return likely
    match found:
        case Resolved(movement, certain):
            if not certain:
                doubts.assume(f"Read “{entry.words}” as {movement.name}.")
            _set(entry, movement)
        case Candidates(_, movements):
            _set(entry, _choose(entry.words, list(movements), context, doubts))
        case Unknown(_, nearest):
            _unknown(entry, entry.words, nearest, doubts, mentions)
    return likely


def by_spelling(entry: Entry, taken: set[str], context: Context, names: Names) -> Resolution | None:
    """What the name of an entry leads to, with the implement and the manner that were said apart from it; ``None`` without a name."""
    value = entry.named.value if entry.named else None
    if not isinstance(value, Named):
        return None
    found = value.found
    measured = any(isinstance(each.value, (Length, Pace, Calories)) for each in entry.items)
    measured = measured or (entry.words.lower() in _ROWS and any(_is_time(each) for each in entry.items))
    if entry.words.lower() in _ROWS and measured:
        found = names.look_up("rowing machine")
    elif not measured and (better := _with_implement(entry, names, found)) is not None:
        found = better
    if (
        isinstance(found, Resolved)
        and found.movement.modality == "reps"
        and (loaded := _loaded(entry, names)) is not None
    ):
        found = loaded
    if not isinstance(found, Candidates):
        return found
    fitting = _fitting(found.movements, measured, taken, context)
    return Resolved(fitting[0], certain=False) if len(fitting) == 1 else Candidates(found.text, tuple(fitting))


def _is_time(item: Item) -> bool:
    return isinstance(item.value, Lasting) and not item.value.maybe_load


def _with_implement(entry: Entry, names: Names, found: object) -> Resolved | None:
    """The exercise with what was lifted, where that was said apart from the name ("curls 65 ez bar")."""
    items = _of_its_sentence(entry)
    for at, item in enumerate(items):
        if item.is_sign("x") and 0 < at < len(items) - 1 and _is_pair(items[at - 1], items[at + 1]):
            words = "dumbbell"
        elif isinstance(item.value, Implement):
            words = item.value.words
        elif isinstance(item.value, Load) and item.value.pair:
            words = item.value.kit or "dumbbell"
        elif isinstance(item.value, Lasting) and item.value.maybe_load:
            words = "dumbbell"
            if not isinstance(found, Resolved) or found.movement.modality not in ("reps", "bw_reps", "weight_reps"):
                continue
            if {"dumbbell", "kettlebell", "cable", "machine"} & set(found.movement.equipment):
                return None
        elif isinstance(item.value, Note) and item.value.text in ("kneeling", "negatives", "single leg"):
            words = item.value.text.removesuffix("s")
        elif isinstance(item.value, Word) and (manner := _manner(items, at)):
            words = manner
        elif isinstance(item.value, Bodily) or (
            isinstance(item.value, Load) and item.value.form == "body" and item.value.value == 0
        ):
            words = "bodyweight"
        elif (isinstance(item.value, Note) and item.value.text.endswith("band")) or (
            isinstance(item.value, Load) and item.value.note.endswith(" band")
        ):
            words = "band"
        else:
            continue
        kit = next((meant for word, meant in _KIT.items() if words.startswith(word)), "")
        if (
            isinstance(found, Resolved)
            and kit != "kettlebell"
            and (kit in found.movement.equipment or (found.movement.bilateral_pair and kit == "dumbbell"))
        ):
            return None
        said = VERBS.get(entry.words.lower(), entry.words.lower())
        for text in (f"{said} {words}", f"{words} {said}"):
            better = names.look_up(text)
            if isinstance(better, Resolved) and better.certain and (not kit or kit in better.movement.equipment):
                return better
    return None


def _manner(items: list[Item], at: int) -> str:
    """How it was done, in the word that names of exercises have for it."""
    pair = " ".join(str(getattr(item.value, "text", "")) for item in items[at : at + 2])
    return _MANNERS.get(pair, _MANNERS.get(pair.split(" ")[0], ""))


def _of_its_sentence(entry: Entry) -> list[Item]:
    """The items of an entry, without implements of other sentences than the one that tells its sets."""
    start = entry.named.start if entry.named else 0
    before = [item for item in entry.items if item.start < start]
    after = [item for item in entry.items if item.start >= start]
    cut = max((at + 1 for at, item in enumerate(before) if item.is_sign(".", "\n")), default=0)
    told = next((at for at, item in enumerate(after) if item.is_amount), len(after))
    end = next((at for at, item in enumerate(after) if at > told and item.is_sign(".", "\n")), len(after))
    return [
        item
        for at, item in enumerate([*before, *after])
        if cut <= at < len(before) + end or not isinstance(item.value, (Implement, Lasting))
    ]


def _is_pair(count: Item, load: Item) -> bool:
    return (
        isinstance(count.value, Number)
        and count.value.value == 2
        and isinstance(load.value, Load)
        and load.value.unit is not None
    )


def _loaded(entry: Entry, names: Names) -> Resolved | None:
    """The form of a body exercise that is done with a load, where one is given."""
    if not any(
        isinstance(item.value, Load) and item.value.form == "total" and item.value.value and item.value.unit
        for item in entry.items
    ):
        return None
    for kit in ("weighted", "dumbbell", "kettlebell", "plate", "barbell"):
        found = names.look_up(f"{kit} {entry.words.lower()}")
        if isinstance(found, Resolved) and found.certain and found.movement.modality in LOADED | {"bw_reps"}:
            return found
    return None


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


def _unnamed(entry: Entry, context: Context, names: Names, doubts: Doubts, described: Movement | None) -> None:
    """Sets without a name are of the exercise in hand, or of one that is described; a road run of none needs no name."""
    current = context.resolver.named(context.current) if context.current else None
    if current and not _suits(current, entry.items):
        current = None
    if any(isinstance(each.value, Fixed) and each.value.reps is None for each in entry.items):
        current = _by_name(names, "treadmill")
    elif described is not None and current is None:
        current = described
        doubts.assume(f"No exercise was named: read as {current.name}.")
    elif _is_road(entry.items) and (current is None or current.modality not in ENDURANCE):
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


def _suits(movement: Movement, items: list[Item]) -> bool:
    """Whether numbers without a name can be of this movement: no one benches 1,000 m."""
    if movement.modality in ENDURANCE:
        return True
    far = any(isinstance(each.value, Length) for each in items) and movement.modality != "weight_distance"
    if far or any(isinstance(each.value, Calories) for each in items):
        return False
    if any(isinstance(each.value, (Number, Reps, Load)) for each in items):
        return True
    return not any(_is_time(each) for each in items) or movement.modality not in ("weight_reps", "bw_reps", "reps")


def _is_road(items: list[Item]) -> bool:
    """Kilometres or miles, or metres with a time or pace, are covered on foot."""
    units = [each.value.typed.unit for each in items if isinstance(each.value, Length)]
    timed = any(isinstance(each.value, (Lasting, Pace)) for each in items) or any(
        isinstance(each.value, Note) and each.value.text.startswith("rest") for each in items
    )
    repeats = [each.value for each in items if isinstance(each.value, Number) and each.value.value in _TRACK]
    return any(unit in ("km", "mi") or (unit == "m" and timed) for unit in units) or (bool(repeats) and timed)


def _by_name(names: Names, text: str) -> Movement | None:
    found = names.look_up(text)
    return found.movement if isinstance(found, Resolved) else None
