"""Personal records, as a projection of the log: replayed from all sets, never stored (reference 2).

The sets of one exercise go in, in the order they were done; what stands now and what happened on the
way come out. Editing, deleting or back-dating a set is nothing special: the next replay is the truth.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from training.movement import Modality
from training.strength import MOST_REPS, Formula, one_rep_max

RecordType = Literal[
    "weight", "rep_max", "reps_at_weight", "e1rm", "set_volume", "session_volume", "max_reps_bw", "duration", "distance",
    "time", "conditioning",
]  # fmt: skip
REP_MAXES = (1, 2, 3, 5, 8, 10, 12)
ALL_REP_MAXES = tuple(range(1, 13))
PRIORITY: tuple[RecordType, ...] = (
    "weight", "rep_max", "e1rm", "max_reps_bw", "time", "conditioning", "distance", "duration", "reps_at_weight", "set_volume",
    "session_volume",
)  # fmt: skip
TOLERANCE_KG = 0.01
TOLERANCE_UNITS_KG = 0.25
"""Between a load typed in kg and one typed in lb, so that 225 lb does not beat 102 kg."""
STANDARD_M: dict[str, tuple[float, ...]] = {
    "run": (400, 800, 1000, 1609.344, 5000, 10000, 21097.5, 42195),
    "row": (500, 1000, 2000, 5000),
    "bike": (10000, 20000, 40000),
    "swim": (50, 100, 400, 1500),
}
LONGEST_FOR_STANDARD = 1.05
Tolerance = float | Callable[["DoneSet", "DoneSet"], float]


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set as records see it: canonical units, with its day and workout."""

    date: date
    workout_id: UUID
    kind: str
    load_kg: float | None = None
    reps: int | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    unit: str | None = None
    """The unit the load was typed in, for the tolerance between units."""
    effective_kg: float | None = None
    """What is lifted with the body in a bodyweight exercise; the load itself otherwise."""
    on_body: bool = False
    """Whether the load is what was added to the body."""
    sides: int = 1
    """How often the load counts in volume: 2 for a pair of dumbbells and for what is done side by side."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its type, what it is about (reps of a rep max, load of a rep record), and its value."""

    type: RecordType
    key: float
    """For ``rep_max`` the reps, for ``reps_at_weight`` the load in kg, for ``time`` the standard in m; else 0."""
    value: float
    """kg, reps, s or m by type."""
    set: DoneSet
    beats: float | None = None
    """What stood before; ``None`` for the first of its kind, which is a baseline and not celebrated."""


@dataclass(frozen=True, slots=True)
class RecordBook:
    """All records of one exercise: what stands now, and every one that was ever set, in order."""

    standing: dict[tuple[RecordType, float], Record]
    events: tuple[Record, ...]

    def best(self, kind: RecordType, key: float = 0) -> Record | None:
        """The record that stands, if there is one."""
        return self.standing.get((kind, key))

    def news_of(self, workout_id: UUID, most: int = 3) -> list[Record]:
        """The records worth telling of a workout: real ones only, the best per type, in order of priority."""
        before = {(event.type, event.key): event.value for event in self.events if event.set.workout_id != workout_id}
        best: dict[tuple[RecordType, float], Record] = {}
        for event in self.events:
            if event.set.workout_id != workout_id or event.beats is None or not before:
                continue  # in a first session everything is a baseline
            if event.type == "reps_at_weight":
                best[event.type, 0] = event
            elif (event.type, event.key) in before:
                best[event.type, event.key] = replace(event, beats=before[event.type, event.key])
        told = sorted(best.values(), key=lambda record: (PRIORITY.index(record.type), -record.key))
        if any(record.type == "weight" for record in told):  # a heavier load is also a rep max: say it once
            told = [record for record in told if record.type not in ("rep_max", "reps_at_weight")]
        heaviest: list[Record] = []
        for record in told:
            if record.type != "rep_max" or not any(other.type == "rep_max" for other in heaviest):
                heaviest.append(record)
        return [record for record in heaviest if record.type not in ("set_volume", "session_volume")][:most]


def replay(
    sets: Iterable[DoneSet],
    modality: Modality = "weight_reps",
    formula: Formula = "epley",
    *,
    sport: str | None = None,
    for_time: bool = False,
) -> RecordBook:
    """Go through all sets of one exercise in order and keep its records.

    Warm-ups never count, a missed lift (no reps) neither; the tail of a drop set counts only for the
    volume of the session. Strictly more wins; a tie keeps the earlier date. ``sport`` names the
    standard distances of a cardio exercise (``run row bike swim``); ``for_time`` says that it is a
    benchmark in which less time (or, by rounds, more of them) is better.
    """
    book = _Book()
    for each in sets:
        if each.kind == "warmup":
            continue
        if each.reps is not None and each.reps > 0:
            book.add_volume(each)
            if each.kind != "drop":
                book.lifted(each, modality, formula)
        if each.kind != "drop":
            book.lasted(each, modality, sport, for_time)
    return RecordBook(book.standing, tuple(book.events))


class _Book:
    """The state of a replay."""

    def __init__(self) -> None:
        self.standing: dict[tuple[RecordType, float], Record] = {}
        self.events: list[Record] = []
        self.best_reps: list[DoneSet] = []
        self.session: tuple[object, float] = (None, 0.0)

    def lifted(self, each: DoneSet, modality: Modality, formula: Formula) -> None:
        reps = each.reps or 0
        if modality in ("bw_reps", "reps") and not each.load_kg:
            self.offer("max_reps_bw", 0, float(reps), each, 0)
        load = each.effective_kg if modality == "bw_reps" else each.load_kg
        if each.load_kg is not None and each.load_kg > 0:
            heavier = self.offer("weight", 0, each.load_kg, each, _tolerance_kg) or self.repeated(each)
            for count in ALL_REP_MAXES[: min(reps, MOST_REPS)]:
                self.offer("rep_max", count, each.load_kg, each, _tolerance_kg)
            self.pareto(each, heavier)
            self.offer("set_volume", 0, each.load_kg * reps * each.sides, each, TOLERANCE_KG)
        if load is not None and load > 0 and reps <= MOST_REPS:
            estimate = one_rep_max(load, reps, formula)
            best = self.standing.get(("e1rm", 0))
            self.offer("e1rm", 0, estimate, each, max(0.1, 0.001 * best.value) if best else 0)

    def repeated(self, each: DoneSet) -> bool:
        """Name the heaviest load of a day with the most reps that were done with it that day; no record by itself."""
        best = self.standing["weight", 0]
        more = best.set.date == each.date and (best.set.reps or 0) < (each.reps or 0)
        if more and abs((each.load_kg or 0.0) - best.value) <= _tolerance_kg(each, best.set):
            self.standing["weight", 0] = replace(best, set=each)
            self.events[self.events.index(best)] = self.standing["weight", 0]
        return False

    def pareto(self, each: DoneSet, heavier: bool) -> None:
        """No earlier set had at least this load and at least these reps."""
        load, reps = each.load_kg or 0.0, each.reps or 0
        for other in self.best_reps:
            if (other.load_kg or 0.0) >= load - _tolerance_kg(each, other) and (other.reps or 0) >= reps:
                return
        same = [
            other.reps or 0
            for other in self.best_reps
            if abs((other.load_kg or 0.0) - load) <= _tolerance_kg(each, other)
        ]
        beats: float | None = float(max(same)) if same else (0.0 if self.best_reps else None)
        self.best_reps = [
            other for other in self.best_reps if (other.load_kg or 0.0) > load or (other.reps or 0) > reps
        ] + [each]
        record = Record("reps_at_weight", load, float(reps), each, beats)
        self.standing["reps_at_weight", load] = record
        self.events.append(record)

    def add_volume(self, each: DoneSet) -> None:
        session = (each.date, each.workout_id)
        volume = (self.session[1] if self.session[0] == session else 0.0) + (each.load_kg or 0.0) * (
            each.reps or 0
        ) * each.sides
        self.session = (session, volume)
        best = self.standing.get(("session_volume", 0))
        if best is not None and (best.set.date, best.set.workout_id) == session:
            if volume > best.value:
                self.standing["session_volume", 0] = Record("session_volume", 0, volume, each, best.beats)
        elif volume > 0:
            self.offer("session_volume", 0, volume, each, TOLERANCE_KG)

    def lasted(self, each: DoneSet, modality: Modality, sport: str | None, for_time: bool) -> None:
        if each.kind == "failure" and each.reps == 0:
            return
        if for_time and each.duration_s:
            self.offer("conditioning", 0, each.duration_s, each, 1, least=True)
            return
        if modality == "rounds_reps" and each.reps:
            self.offer("conditioning", 0, float(each.reps), each, 0)
        if each.duration_s and modality in ("duration", "weight_duration", "distance_duration", "calories"):
            self.offer("duration", 0, each.duration_s, each, 0.1 if each.duration_s < 60 else 1)
        if each.distance_m and modality in ("distance_duration", "weight_distance"):
            self.offer("distance", 0, each.distance_m, each, 1)
        if each.distance_m and each.duration_s:
            for standard in STANDARD_M.get(sport or "", ()):
                if standard <= each.distance_m <= standard * LONGEST_FOR_STANDARD:
                    prorated = each.duration_s * standard / each.distance_m
                    self.offer("time", standard, prorated, each, 0.1 if prorated < 60 else 1, least=True)

    def offer(
        self, kind: RecordType, key: float, value: float, each: DoneSet, tolerance: Tolerance, *, least: bool = False
    ) -> bool:
        """Set a record if the value beats what stands by more than the tolerance."""
        best = self.standing.get((kind, key))
        if best is not None:
            by = tolerance(each, best.set) if callable(tolerance) else tolerance
            gain = best.value - value if least else value - best.value
            if gain <= by + 1e-9:
                return False
        record = Record(kind, key, value, each, None if best is None else best.value)
        self.standing[kind, key] = record
        self.events.append(record)
        return True


def _tolerance_kg(a: DoneSet, b: DoneSet) -> float:
    return TOLERANCE_UNITS_KG if a.unit and b.unit and a.unit != b.unit else TOLERANCE_KG


def rep_max_table(book: RecordBook, counts: Sequence[int] = REP_MAXES) -> list[Record]:
    """The rep maxes that stand, of the usual numbers of reps."""
    return [record for count in counts if (record := book.best("rep_max", count)) is not None]
