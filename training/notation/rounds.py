"""Circuits written out: every exercise gets the sets that the rounds made."""

from dataclasses import dataclass

from training.notation.doubts import Doubts
from training.notation.drafts import Draft, Entry
from training.notation.items import Load
from training.notation.order import Circuit

MAX_ROUNDS = 100


@dataclass
class Round:
    """A circuit and the entries it repeats: from ``first`` up to ``last``."""

    circuit: Circuit
    first: int
    last: int | None = None
    score: tuple[int, int] | None = None
    after: bool = False
    """It was said after the exercises: those whose sets were counted are not repeated."""
    heads: bool = False
    """It stands on a line of its own: the lines below are the exercises, up to the end of the list."""


def repeat(entries: list[Entry], circuit: Circuit, score: tuple[int, int] | None, doubts: Doubts) -> None:
    """Give each entry of a circuit its sets. ``score``: whole rounds, and reps of the one broken off."""
    if len(entries) > 1:
        take_time(entries[-1])
    if circuit.form == "tabata":
        for entry in entries:
            if len(entry.drafts) < 2 or not all(draft.reps for draft in entry.drafts):
                entry.drafts = [Draft(load=_load(entry), duration_s=20.0) for _ in range(circuit.rounds or 8)]
            entry.note("20/10 intervals")
    elif circuit.form == "emom":
        _every(entries, circuit)
    elif circuit.form == "amrap":
        _as_many(entries, circuit, score, doubts)
    else:
        for entry in entries:
            _times(entry, circuit.rounds or 1)


def take_time(entry: Entry) -> None:
    """What a circuit took in all is no set of its last exercise: "12 push ups, 20 squats. All in 14 minutes"."""
    last = entry.drafts[-1] if len(entry.drafts) > 1 else None
    if last is None or last.reps is not None or last.length or not last.duration_s or last.duration_s < 120:
        return
    if all(draft.reps or draft.length for draft in entry.drafts[:-1]):
        entry.drafts.pop()
        entry.note(f"in {int(last.duration_s // 60)}:{int(last.duration_s % 60):02}")


def _every(entries: list[Entry], circuit: Circuit) -> None:
    total = int((circuit.minutes or 0) * 60 / circuit.every_s)
    for place, entry in enumerate(entries):
        if circuit.minutes and len(entry.drafts) <= 1:
            _times(entry, len(range(place, total, len(entries))))
        if circuit.every_s == 60:
            entry.note(f"emom {circuit.minutes:g} min" if circuit.minutes else "emom")
        else:
            every = f"{circuit.every_s / 60:g} min" if circuit.every_s % 60 == 0 else f"{circuit.every_s:g} s"
            entry.note(f"every {every}")


def _as_many(entries: list[Entry], circuit: Circuit, score: tuple[int, int] | None, doubts: Doubts) -> None:
    if score is None:
        doubts.settle(f"How many rounds did you get in {circuit.minutes:g} minutes?", ())
        score = (1, 0)
    rounds, rest = min(score[0], MAX_ROUNDS), score[1]
    result = f"{score[0]} rounds" + (f" + {rest}" if rest else "")
    for entry in entries:
        per_round = [draft.reps or 0 for draft in entry.drafts]
        parts: list[Draft] = []
        for draft, reps in zip(entry.drafts, per_round, strict=True):
            if rest > 0 and reps:
                part = draft.copy()
                part.reps, rest = min(rest, reps), max(0, rest - reps)
                parts.append(part)
        _times(entry, rounds)
        entry.drafts += parts
        entry.note(f"amrap {circuit.minutes:g} min")
        entry.note(result)


def _times(entry: Entry, rounds: int) -> None:
    """Repeat what one round holds, unless a set for each round was listed (21-15-9)."""
    rounds = min(rounds, MAX_ROUNDS)
    if not entry.drafts:
        entry.drafts = [Draft()]
    if len(entry.drafts) != rounds or rounds == 1:
        entry.drafts = [draft.copy() for _ in range(rounds) for draft in entry.drafts][:1000]


def _load(entry: Entry) -> Load | None:
    return entry.drafts[0].load if entry.drafts else None
