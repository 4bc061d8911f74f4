"""Sets and exercises while they are being read: what was said, before it is settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from training.movement import Movement
from training.notation.doubts import Doubts
from training.notation.items import Item, Load
from training.notation.number_roles import Likely
from training.notation.order import Named, Quoted
from training.notation.reading import Context, Past
from training.notation.states import Parse
from training.units import Typed, WeightUnit, in_unit
from training.workout import Exercise, Set, SetKind

LOADED = frozenset({"weight_reps", "weight_duration", "weight_distance"})
TIMED = frozenset({"duration", "weight_duration"})
ENDURANCE = frozenset({"distance_duration", "calories"})


@dataclass(slots=True)
class Draft:
    """A set as it was said."""

    reps: int | None = None
    load: Load | None = None
    rpe: float | None = None
    duration_s: float | None = None
    length: Typed | None = None
    kind: SetKind = "work"
    finished: Set | None = None
    """A set that was copied from elsewhere, with nothing left to settle."""

    def copy(self) -> "Draft":
        """Another set of the same."""
        return Draft(self.reps, self.load, self.rpe, self.duration_s, self.length, self.kind, self.finished)


@dataclass(frozen=True, slots=True)
class Topic:
    """The exercise that numbers are read for, and what is known of it."""

    movement: Movement | None
    past: Past
    planned: Exercise | None
    unit: WeightUnit
    doubts: Doubts
    singles: bool = False
    """Loads without reps were lifted once."""
    likely: Mapping[int, Likely] = field(default_factory=dict)
    """By where a number starts, how likely it has which role."""

    @property
    def modality(self) -> str:
        """What can be logged of it; the commonest for an exercise that is not known."""
        return self.movement.modality if self.movement else "weight_reps"

    @property
    def is_loaded(self) -> bool:
        """Whether a set of it has a load."""
        return self.modality in LOADED

    @property
    def is_pair(self) -> bool:
        """Whether it is done with an implement in each hand."""
        movement = self.movement
        if movement is None:
            return False
        return (
            movement.bilateral_pair
            or movement.modality == "weight_distance"
            or bool({"dumbbell", "kettlebell"} & set(movement.equipment))
        )

    @property
    def on_bar(self) -> bool:
        """Whether discs are put on both its sides."""
        if self.movement is None:
            return True
        on_bar = bool(
            {"barbell", "trap_bar", "ez_bar", "smith", "machine", "safety_bar"} & set(self.movement.equipment)
        )
        return on_bar and not self.movement.unilateral and self.movement.modality == "weight_reps"

    @property
    def usual(self) -> float | None:
        """The load that is usual for it, in the athlete's unit."""
        if self.past.usual_load_kg is not None:
            return in_unit(self.past.usual_load_kg, self.unit)
        for known in (self.past.last, self.planned):
            loads = sorted(s.load_kg for s in known.sets if s.load_kg and s.kind == "work") if known else []
            if loads:
                return in_unit(loads[len(loads) // 2], self.unit)
        return None

    @property
    def planned_shape(self) -> tuple[int, int] | None:
        """Sets and reps of the plan, when every work set has the same."""
        if not self.planned:
            return None
        reps = [each.reps for each in self.planned.sets if each.kind in ("work", "amrap")]
        return (len(reps), reps[0]) if reps and reps[0] is not None and len(set(reps)) == 1 else None

    @classmethod
    def of(cls, movement: Movement | None, context: Context, doubts: Doubts, singles: bool = False) -> "Topic":
        """What the context knows of an exercise."""
        name = movement.name if movement else ""
        return cls(movement, context.past.get(name, Past()), context.planned.get(name), context.unit, doubts, singles)


@dataclass(slots=True)
class Entry:
    """An exercise of the message: what was said of it, in order."""

    words: str
    """As it was named."""
    named: Item | None = None
    around: str = ""
    """All that was said of it, its name and sets included."""
    items: list[Item] = field(default_factory=list)
    name: str | None = None
    movement: Movement | None = None
    name_chance: float = 1.0
    """How likely the exercise is the one that is meant."""
    rival_chance: float = 0.0
    """How likely the likeliest other one is."""
    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    superset: int | None = None
    day: date | None = None
    skipped: bool = False
    shares: bool = False
    """Its sets are those of the next one: "curls + pushdowns 3x12"."""
    counted: bool = False
    """How many sets was said: rounds do not multiply them."""
    way: int = 0
    """Which of its readings is taken: 0 is the cheapest."""
    parses: Sequence[Parse] = ()
    """The readings of its numbers, cheapest first."""

    @classmethod
    def of(cls, item: Item) -> "Entry":
        """An entry for a name."""
        words = item.value.words if isinstance(item.value, (Named, Quoted)) else ""
        return cls(words, item)

    def fresh(self) -> "Entry":
        """The same before anything was settled."""
        return Entry(self.words, self.named, self.around, list(self.items), superset=self.superset, shares=self.shares)

    def note(self, text: str) -> None:
        """Keep a short phrase, once."""
        if text and text not in self.notes and len(self.notes) < 40:
            self.notes.append(text)
