"""What an athlete can load: their unit, bar and plates, and the smallest jump on each kind of equipment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.movement import Movement
from training.units import KG_PER_LB, WeightUnit, in_unit, round_down, round_half_up

OLYMPIC_BAR_KG = {"kg": 20.0, "lb": 45 * KG_PER_LB}
BARS_KG = {"ez_bar": 10.0, "trap_bar": 25.0}
"""Bars that weigh something else (reference, conventions)."""
PLATES = {"kg": (25.0, 20.0, 15.0, 10.0, 5.0, 2.5, 1.25), "lb": (45.0, 35.0, 25.0, 10.0, 5.0, 2.5)}
"""In the unit they are sold in."""
STEPS = {
    "kg": {"barbell": 2.5, "dumbbell": 2.0, "machine": 5.0, "cable": 5.0, "kettlebell": 4.0, "body": 2.5},
    "lb": {"barbell": 5.0, "dumbbell": 5.0, "machine": 10.0, "cable": 10.0, "kettlebell": 10.0, "body": 5.0},
}
"""The smallest loadable jump by equipment, in the unit [E]."""
HAIR_KG = 0.001
"""65 lb in kg, kept to six digits, is a hair below 65 lb: rounding must not take a plate off for it."""
_BARS = ("barbell", "ez_bar", "trap_bar", "smith", "landmine", "safety_bar", "swiss_bar", "axle")


@dataclass(frozen=True, slots=True)
class Gym:
    """How loads are made where this athlete trains. Loads in kg; ``plates_kg`` are sizes, as many of each as needed."""

    unit: WeightUnit = "kg"
    bar_kg: float | None = None
    plates_kg: tuple[float, ...] | None = None
    weights_kg: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """The only weights that there are of dumbbells, kettlebells, where that is known."""
    heaviest_kg: Mapping[str, float] = field(default_factory=dict)
    """The heaviest that there is of them."""

    @property
    def bar(self) -> float:
        """The bar's weight in kg."""
        return OLYMPIC_BAR_KG[self.unit] if self.bar_kg is None else self.bar_kg

    @property
    def plates(self) -> tuple[float, ...]:
        """The plates in kg, heaviest first."""
        if self.plates_kg:
            return tuple(sorted(self.plates_kg, reverse=True))
        return tuple(size / in_unit(1.0, self.unit) for size in PLATES[self.unit])

    def bar_of(self, movement: Movement) -> float | None:
        """The weight of the empty bar in kg; ``None`` for what is not done with one."""
        for name in movement.equipment:
            if name in BARS_KG:
                return BARS_KG[name]
        return self.bar if any(name in _BARS for name in movement.equipment) else None

    def step(self, movement: Movement) -> float:
        """The smallest jump in kg: with own plates, a pair of the smallest.

        >>> from training.library import load_library
        >>> Gym().step(load_library().by_core_id("bench_press")), Gym().step(load_library().by_core_id("db_curl"))
        (2.5, 2.0)
        """
        kind = self._kind(movement)
        if kind == "barbell" and self.plates_kg:
            return 2 * min(self.plates_kg)
        return STEPS[self.unit][kind] / in_unit(1.0, self.unit)

    def loadable(self, load_kg: float, movement: Movement, *, down: bool = False) -> float:
        """The nearest load in kg that can be put together; ``down`` after a cut for safety or readiness.

        >>> from training.library import load_library
        >>> bench = load_library().by_core_id("bench_press")
        >>> Gym().loadable(93.9, bench), Gym().loadable(94.0, bench, down=True), Gym().loadable(12, bench)
        (95.0, 92.5, 20.0)
        """
        step = self.step(movement)
        bar = self.bar_of(movement)
        only = self.only(movement)
        if only:
            fair = [each for each in only if each <= load_kg + HAIR_KG] if down else list(only)
            return min(fair, key=lambda each: (abs(each - load_kg), each)) if fair else only[0]
        load_kg = min(load_kg, self.heaviest_kg.get(self._kind(movement), load_kg)) + HAIR_KG
        if bar is None:
            return max(0.0, round(round_down(load_kg, step) if down else round_half_up(load_kg, step), 6))
        above = max(0.0, load_kg - bar) if self.plates_kg else load_kg
        rounded = round_down(above, step) if down else round_half_up(above, step)
        return round(bar + rounded if self.plates_kg else max(bar, rounded), 6)

    def only(self, movement: Movement) -> tuple[float, ...]:
        """The few weights that there are for it, lightest first; empty where any can be put together.

        >>> from training.library import load_library
        >>> swing, gym = load_library().by_core_id("kettlebell_swing"), Gym(weights_kg={"kettlebell": (16.0, 24.0)})
        >>> gym.only(swing), gym.loadable(30, swing), gym.loadable(23, swing, down=True)
        ((16.0, 24.0), 24.0, 16.0)
        """
        return () if movement.is_bodyweight else tuple(sorted(self.weights_kg.get(self._kind(movement), ())))

    def per_side(self, load_kg: float, movement: Movement) -> tuple[float, ...] | None:
        """The plates on each side in kg, heaviest first; ``None`` where no plates go on.

        >>> from training.library import load_library
        >>> Gym().per_side(102.5, load_library().by_core_id("bench_press"))
        (25.0, 15.0, 1.25)
        """
        bar = self.bar_of(movement)
        if bar is None or load_kg < bar:
            return None
        rest, found = (load_kg - bar) / 2, []
        for plate in self.plates:
            while rest >= plate - 1e-6:
                found.append(plate)
                rest -= plate
        return tuple(found)

    def _kind(self, movement: Movement) -> str:
        needs = movement.equipment
        if movement.is_bodyweight:
            return "body"
        if any(name in _BARS for name in needs):
            return "barbell"
        return next((name for name in ("dumbbell", "kettlebell", "cable", "machine") if name in needs), "body")
