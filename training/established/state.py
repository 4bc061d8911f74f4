"""What a progression keeps between sessions, and where its loads are made: in this athlete's gym and unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from training.loading import Gym
from training.movement import Movement
from training.units import KG_PER, WeightUnit, load_text, plain

State = dict[str, Any]
"""The JSON of one progression in ``Program.lifts``."""
Happened = Literal[
    "up", "hold", "missed", "reset", "stage", "test", "skipped", "adapted", "done", "unknown", "finished"
]


class Amount(BaseModel):
    """An amount as it was published in both units: +2.5 kg is +5 lb, not 5.5."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kg: float
    lb: float

    def in_kg(self, unit: WeightUnit) -> float:
        """The amount of this unit, in kg.

        >>> Amount(kg=2.5, lb=5).in_kg("kg"), round(Amount(kg=2.5, lb=5).in_kg("lb"), 3)
        (2.5, 2.268)
        """
        return (self.lb if unit == "lb" else self.kg) * KG_PER[unit]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and with what one exercise is done, and the other progressions of the program."""

    exercise: str
    """Its library name."""
    movement: Movement
    gym: Gym
    states: Mapping[str, State]
    scheme_of: Mapping[str, Any]
    """The schemes of all lifts, by key."""

    @property
    def unit(self) -> WeightUnit:
        """The athlete's unit."""
        return self.gym.unit

    def loadable(self, load_kg: float, *, down: bool = False) -> float:
        """The load that can be put together."""
        return self.gym.loadable(load_kg, self.movement, down=down)

    def load(self, load_kg: float | None) -> str:
        """A load in the athlete's unit, for a sentence."""
        if load_kg is None:
            return "a load of your choice"
        return load_text(load_kg, self.unit, 2)

    def jump(self, load_kg: float) -> str:
        """A change of load with its sign, for a sentence."""
        value = load_kg / KG_PER[self.unit]
        return f"{'+' if value >= 0 else '-'}{plain(abs(value))} {self.unit}"


@dataclass(frozen=True, slots=True)
class Step:
    """What a session made of a progression."""

    state: State
    kind: Happened
    text: str
    others: Mapping[str, State]
    """What changes in the states of other progressions (the training max that a set was taken from)."""


def stepped(state: State, kind: Happened, text: str, others: Mapping[str, State] | None = None) -> Step:
    """A step that touches nothing else, usually."""
    return Step(state, kind, text, others or {})
