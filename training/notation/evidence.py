"""What speaks for and against a reading of a message, in numbers that a fitted table weighs (``certainty``)."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, log1p
from pathlib import Path
from statistics import median

from training.notation.clauses import clauses
from training.notation.drafts import ENDURANCE, Entry
from training.notation.items import Fixed, Item, Load, Note, Reference, Sign, Word
from training.notation.message import Message
from training.notation.order import Circuit, Fix, Implement, Named, Not, Quoted, Scope
from training.notation.reading import Aside, Effort, NewExercise, Past, Reading
from training.notation.reading import Named as NamedOnly
from training.notation.words import FILLERS, words
from training.resolver import Resolved
from training.workout import Exercise

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_CAP = 6
SHORT_NAMES = "short_names"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|%")
_SETS = re.compile(r"\d ?[x×*@/] ?\d|\bfor \d")
_SIGNS = {
    "tab": "\t", "pipe": "|", "semicolon": ";", "arrow": "→", "slash": "/", "plus": "+", "question": "?", "equals": "=",
    "percent": "%", "tilde": "~", "bracket": "(", "quote": '"', "dash": " - ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A pass over a message, as evidence is taken from it."""

    message: Message
    entries: list[Entry]
    reading: Reading


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Words that often mean more than the grammar takes from them, by what they speak of."""
    text = Path(__file__).with_name("cues.toml").read_text(encoding="utf-8")
    return {cue: words(meant) for cue, meant in tomllib.loads(text).items()}


def evidence(seen: Seen) -> dict[str, float]:
    """The evidence for a reading; what is not in it is 0."""
    found: dict[str, float] = {"bias": 1.0}
    for part in (_of_words, _of_numbers, _of_clauses, _of_names, _of_parses, _of_sets):
        found |= {name: value for name, value in part(seen) if value}
    return found


Pairs = Iterator[tuple[str, float]]


def _quoted(seen: Seen) -> list[Entry]:
    """The exercises whose names stand in quotes: that is how a new one is told, and leaves no doubt."""
    return [each for each in seen.entries if each.named and isinstance(each.named.value, Quoted)]


def _some(count: float) -> float:
    return log1p(min(count, 20))


def _items(seen: Seen) -> Iterable[Item]:
    for entry in seen.entries:
        yield from entry.items
    yield from seen.message.found.loose


def _of_words(seen: Seen) -> Pairs:
    """Words that nothing explains, and words that often mean more than was taken from them."""
    plain = seen.message.text.plain
    left = [item.value for item in _items(seen) if isinstance(item.value, Word)]
    strange = [each for each in left if each.strange]
    yield "strange", _some(len(strange))
    yield "any strange", float(bool(strange))
    names = [
        item for item in _items(seen)
        if isinstance(item.value, Word) and item.value.strange and seen.message.text.words(item.start, item.end)[:1].isupper()
    ]  # fmt: skip
    yield "strange names", _some(len(names))
    yield "strange share", len(strange) / max(1, len(plain.split()))
    yield "numbers in words", _some(sum(any(char.isdigit() for char in each.text) for each in left))
    told = " ".join(plain[each.start : each.end] for each in clauses(plain) if each.about == "sets")
    said = Counter(_WORD.findall(told))
    kept = Counter(word for each in left for word in _WORD.findall(each.text))
    for cue, meant in _cues().items():
        if cue == SHORT_NAMES:
            continue
        yield f"said {cue}", _some(sum(said[word] for word in meant))
        yield f"left {cue}", _some(sum(kept[word] for word in meant))
    yield "words", log1p(sum(said.values()))
    yield "unknown words", _some(sum(count for word, count in said.items() if word not in FILLERS and len(word) > 2))
    yield "lines", _some(plain.strip().count("\n"))
    quotes = 2 * len(_quoted(seen))
    for name, sign in _SIGNS.items():
        yield f"sign {name}", _some(seen.message.text.said.count(sign) - (quotes if name == "quote" else 0))
    yield from _beside(seen)


def _beside(seen: Seen) -> Pairs:
    """Unknown words that stand right beside a name or an amount."""
    names = amounts = 0
    for entry in seen.entries:
        items = sorted([*entry.items, *([entry.named] if entry.named else [])], key=lambda each: each.start)
        for one, other in pairwise(items):
            for word, beside in ((one, other), (other, one)):
                if isinstance(word.value, Word) and word.value.strange:
                    names += isinstance(beside.value, Named)
                    amounts += beside.is_amount
    yield "strange beside name", _some(names)
    yield "strange beside amount", _some(amounts)


def _of_numbers(seen: Seen) -> Pairs:
    """Numbers of the message that are in no set."""
    plain = seen.message.text.plain
    numbers = [found.span() for found in _NUMBER.finditer(plain)]
    spans = [(item.start, item.end) for item in _items(seen) if not isinstance(item.value, (Word, Sign))]
    spans += [(entry.named.start, entry.named.end) for entry in seen.entries if entry.named]
    outside = [at for at, _ in numbers if not any(start <= at < end for start, end in spans)]
    yield "numbers", log1p(len(numbers))
    yield "numbers outside", _some(len(outside))
    yield "any number outside", float(bool(outside))
    yield "noise", _some(len(seen.reading.unread))
    made = sum(len(each.sets) for workout in seen.reading.workouts for each in workout.exercises)
    yield "sets", log1p(made)
    yield "numbers a set", min(4.0, len(numbers) / max(1, made))


def _of_clauses(seen: Seen) -> Pairs:
    """Parts of the message that were read as something else."""
    plain = seen.message.text.plain
    for each in clauses(plain):
        if each.about == "sets":
            continue
        text = plain[each.start : each.end]
        yield f"aside {each.about}", 1.0
        if _NUMBER.search(text):
            yield f"aside {each.about} number", 1.0
        if _SETS.search(text):
            yield "aside sets", 1.0
    yield "chat", _some(sum(isinstance(each, Aside) for each in seen.reading.mentions))
    yield "taken back", float(seen.message.corrects)
    yield "days", _some(len(seen.message.found.days))
    yield "two days", float(len({each.dates for each in seen.message.found.days}) > 1)
    yield (
        "day in part",
        float(bool(seen.message.found.day_of) and len(seen.message.found.day_of) < len(seen.message.found.entries)),
    )
    yield "workouts", float(len(seen.reading.workouts) > 1)


def _of_names(seen: Seen) -> Pairs:
    """How surely the exercises are known."""
    named = [each for each in seen.entries if each.named is not None]
    yield "exercises", log1p(len(seen.entries))
    yield "unnamed", float(any(each.named is None and each.drafts for each in seen.entries))
    found = [each.named.value for each in named if each.named and isinstance(each.named.value, Named)]
    unsure = [each for each in found if isinstance(each.found, Resolved) and not each.found.certain]
    yield "name unsure", _some(len(unsure))
    yield "name open", _some(sum(not isinstance(each.found, Resolved) for each in found))
    yield "name short", _some(sum(each.words.lower() in _cues()[SHORT_NAMES] for each in found))
    yield "name of one word", _some(sum(" " not in each.words for each in found))
    yield "name lowercase long", _some(sum(len(each.words.split()) > 2 for each in found))
    changed = [
        each
        for each in named
        if each.movement and each.named and isinstance(each.named.value, Named)
        and isinstance(each.named.value.found, Resolved) and each.named.value.found.movement is not each.movement
    ]  # fmt: skip
    yield "name changed", _some(len(changed))
    settled = [each for each in seen.entries if each.drafts]
    least = min((each.name_chance for each in settled), default=1.0)
    rival = max((each.rival_chance for each in settled), default=0.0)
    yield "name unlikely", min(_CAP, -log(max(least, 1e-9)))
    yield "name doubtful", 1.0 - least
    yield "name rival", rival
    yield "name overtaken", float(rival > least)
    yield "implement apart", _some(sum(isinstance(item.value, Implement) for item in _items(seen)))
    bare = [each for each in named if not each.drafts and not each.skipped]
    yield "named only", _some(sum(isinstance(each, NamedOnly) for each in seen.reading.mentions))
    yield "without sets", _some(len(bare))
    yield "skipped", _some(sum(each.skipped for each in named))
    new = [each for each in seen.reading.mentions if isinstance(each, NewExercise)]
    yield "new", float(len(new) > len(_quoted(seen)))
    yield "assumed", _some(len(seen.reading.assumed))
    names = [each.name for each in seen.entries if each.drafts]
    yield "named twice", float(len(set(names)) < len(names))
    yield "shared", float(any(each.shares for each in seen.entries))


def _of_parses(seen: Seen) -> Pairs:
    """How dear the reading of the numbers was, and how near the next best."""
    parsed = [entry.parses for entry in seen.entries if entry.parses]
    numbers = [max(1, sum(item.is_amount for item in entry.items)) for entry in seen.entries if entry.parses]
    best = [each[0] for each in parsed]
    yield "dearest", min(_CAP, max((each.cost for each in best), default=0.0))
    yield (
        "dearest share",
        min(3.0, max((each.cost / count for each, count in zip(best, numbers, strict=True)), default=0.0)),
    )
    unlikely = max((each.unlikely for each in best), default=0.0)
    yield "role unlikely", min(_CAP, unlikely)
    yield "role very unlikely", float(unlikely > 1.5)
    yield "roles unlikely", min(3 * _CAP, sum(each.unlikely_in_all for each in best))
    yield from _of_roles(seen)
    yield "cost above 2", float(any(each.cost > 2 for each in best))
    yield "cost above 4", float(any(each.cost > 4 for each in best))
    margins = [each[1].cost - each[0].cost for each in parsed if len(each) > 1]
    yield "near next", max(0.0, 2.0 - min(margins, default=2.0))
    groups = [group for each in best for group in each.groups]
    yield "groups differ", float(any(group.differ for group in groups))
    yield "amended", float(any(group.amends for group in groups))
    yield "fixed", float(any(isinstance(item.value, (Fix, Not)) for item in _items(seen)))
    yield "scoped", float(any(isinstance(item.value, Scope) for item in _items(seen)))
    yield "referred", float(any(isinstance(item.value, Reference) for item in _items(seen)))
    yield (
        "circuit",
        float(any(isinstance(item.value, Circuit) for item in _items(seen)) or bool(seen.message.found.rounds)),
    )
    yield "felt", float(any(isinstance(each, Effort) for each in seen.reading.mentions))
    yield "noted", _some(sum(isinstance(item.value, (Note, Fixed)) for item in _items(seen)))
    loads = [item.value for item in _items(seen) if isinstance(item.value, Load)]
    for form in ("body", "percent", "plates", "discs", "bar", "none", "same"):
        yield f"load {form}", float(any(each.form == form for each in loads))
    yield "pair", float(any(each.pair for each in loads))
    unit = seen.message.context.unit
    yield "unit other", float(any(each.unit not in (None, unit) for each in loads))
    yield "unit given", float(any(each.unit == unit for each in loads))
    yield "grown", float(sum(len(group.loads) > 1 and len(group.reps) > 1 for group in groups) > 0)
    yield "lone count", float(any(group.order in ("S", "L") for group in groups))
    yield "no load", float(any(not group.loads for group in groups))


def _of_roles(seen: Seen) -> Pairs:
    """How sure it is by their contexts what the numbers are."""
    best = [max(roles.values()) for roles in seen.message.likely.values()]
    yield "role open", min(_CAP, -log(min(best, default=1.0)))
    yield "roles open", _some(sum(each < 0.7 for each in best))
    yield "numbers of none", _some(sum(roles["N"] > 0.5 for roles in seen.message.likely.values()))


def _of_sets(seen: Seen) -> Pairs:
    """Whether the sets look like sets of a person."""
    done = [each for workout in seen.reading.workouts for each in workout.exercises]
    for exercise in done:
        yield from _of_exercise(exercise, seen)
    kinds = {each.kind for exercise in done for each in exercise.sets}
    for kind in ("warmup", "drop", "failure", "amrap"):
        yield f"kind {kind}", float(kind in kinds)
    efforts = [each.rpe is not None for exercise in done for each in exercise.sets]
    yield "effort", float(any(efforts))
    yield "effort in part", float(any(efforts) and not all(efforts))


def _of_exercise(exercise: Exercise, seen: Seen) -> Pairs:
    entry = next((each for each in seen.entries if each.name == exercise.name), None)
    past = seen.message.context.past.get(exercise.name, Past())
    work = [each for each in exercise.sets if each.kind == "work"]
    reps = [each.reps for each in work if each.reps is not None]
    loads = [each.load_kg for each in work if each.load_kg]
    yield "reps 1 or 2 with load", float(bool(loads) and any(each <= 2 for each in reps))
    yield "reps many", float(any(each > 20 for each in reps))
    yield "reps unlike", float(len(reps) > 1 and max(reps) > 2 * median(reps))
    yield "loads unlike", float(len(loads) > 1 and max(loads) > 1.6 * min(loads))
    yield "load last lighter", float(len(loads) > 1 and loads[-1] < 0.85 * max(loads))
    yield "load like reps", float(any(each.load_kg == each.reps for each in work if each.reps))
    yield "load odd", float(any((each * 4) % 1 > 0.01 for each in loads) and seen.message.context.unit == "kg")
    if past.usual_load_kg and loads:
        yield "load unusual", min(2.0, abs(log(max(loads) / past.usual_load_kg)))
    yield "sets many", float(len(exercise.sets) > 6)
    yield "one set", float(len(exercise.sets) == 1)
    modality = entry.movement.modality if entry and entry.movement else ""
    yield f"modality {modality or 'unknown'}", 1.0
    yield "loaded without load", float(modality == "weight_reps" and not loads)
    yield "reps alone with time", float(modality in ("reps", "bw_reps") and any(each.duration_s for each in work))
    if modality in ENDURANCE:
        yield "no distance", float(not any(each.distance_m for each in work))
        yield "no time", float(not any(each.duration_s for each in work))
        yield (
            "endurance short",
            float(any((each.duration_s or 600) < 240 or (each.distance_m or 1000) < 300 for each in work)),
        )
