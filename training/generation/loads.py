"""Loads: from the athlete's own e1RM, from related lifts, or left to be found (reference 1.4, 4.6, 11.3)."""

from dataclasses import dataclass

from training.coaching import Rules, rules
from training.generation.dosing import share, zones
from training.library import Library
from training.movement import Movement
from training.program.plan import Reason
from training.program.trainee import Trainee
from training.units import load_text, plain, round_half_up

SOURCE = "Reference 1.4, 4.7"


class StartingRules(Rules):
    """The section ``[starting]``."""

    least_rir: float
    ratios: tuple[tuple[str, str, float], ...]
    """Of whose e1RM, which lift, which share."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the loads of an exercise are made from."""

    e1rm_kg: float
    is_own: bool
    """False: derived from a related lift, so the first loads keep a reserve."""
    by: str = ""
    """The related lift."""
    ratio: float = 1.0


class Loads:
    """Makes loads for one athlete."""

    def __init__(self, trainee: Trainee, library: Library) -> None:
        self._trainee = trainee
        self._library = library
        self._bases: dict[str, Basis | None] = {}

    def basis(self, movement: Movement) -> Basis | None:
        """The e1RM to go by: the athlete's own, else by the ratio to a related lift; ``None`` without either."""
        if movement.slug not in self._bases:
            self._bases[movement.slug] = self._basis(movement)
        return self._bases[movement.slug]

    def load(
        self, movement: Movement, reps: int, rir: float, *, growth: float = 1.0, factor: float = 1.0, base: tuple[int, float] | None = None
    ) -> tuple[float | None, float | None]:  # fmt: skip
        """The load in kg for so many reps with that reserve, and the share of the e1RM it was made of.

        ``growth`` is what the e1RM is expected to have grown by; ``factor`` cuts for an injury, rounded down.
        ``base`` (reps, RIR) is the mesocycle's first week: from there the load rises by no more than the
        weekly step. ``None`` where there is nothing to go by, or where the body alone is enough.
        """
        basis = self.basis(movement)
        if basis is None:
            return None, None
        of_max = share(reps, rir)
        if base is not None:
            of_max = min(of_max, share(base[0], base[1]) * base_step(rir, base[1]))
        target = basis.e1rm_kg * growth * of_max * factor
        body = self._body(movement)
        if body is None:
            return None, None
        gym = self._trainee.gym
        cautious = factor < 1 or not basis.is_own
        load = gym.loadable(target - body, movement, down=cautious) if target > body else None
        bar = gym.bar_of(movement)
        if bar is not None and target < bar:
            return None, None  # even the empty bar is too much for these reps: find what goes
        if load is None or (load == 0 and not movement.is_bodyweight):
            return None, None
        return load or None, round(of_max * factor, 4)

    def reason(self, movement: Movement, reps: int, rir: float, load_kg: float | None) -> Reason:
        """Why this load."""
        basis, unit = self.basis(movement), self._trainee.gym.unit
        if load_kg is None or basis is None:
            text = f"No load of yours to go by: find one at RPE 6 to 7 for {reps} reps, then leave {plain(rir)} in reserve."
            if movement.is_bodyweight or movement.bodyweight_share:
                text = f"Your body is the load: {reps} reps and more with {plain(rir)} in reserve."
            return Reason("load", text, "Reference 8.2, 11.3")
        pct = plain(share(reps, rir) * 100, 1)
        of = f"your e1RM of {load_text(round_half_up(basis.e1rm_kg, 0.1), unit, 1)}"
        if not basis.is_own:
            of = f"{plain(basis.ratio * 100)} % of your {basis.by} e1RM ({load_text(round_half_up(basis.e1rm_kg, 0.1), unit, 1)})"
        added = " added to your body" if movement.bodyweight_share else ""
        text = f"{reps} reps with {plain(rir)} in reserve are {pct} % of {of}: {load_text(load_kg, unit)}{added}, as it can be loaded."
        return Reason("load", text, SOURCE if basis.is_own else "Reference 11.3")

    def least_rir(self, movement: Movement) -> float:
        """What is kept in reserve of a lift whose load is not the athlete's own yet: RPE 7."""
        basis = self.basis(movement)
        return 0.0 if basis is None or basis.is_own else rules("starting", StartingRules).least_rir

    def _body(self, movement: Movement) -> float | None:
        """What of the body is lifted; ``None`` where it is and the weight is not known."""
        if not movement.bodyweight_share:
            return 0.0
        weight = self._trainee.body_weight_kg
        return None if weight is None else weight * movement.bodyweight_share

    def _basis(self, movement: Movement) -> Basis | None:
        own = self._trainee.e1rm_kg.get(movement.name)
        if own is not None and own > 0:
            return Basis(own, True)
        for of, lift, ratio in rules("starting", StartingRules).ratios:
            if lift == movement.slug:
                related = self._library.by_slug(of)
                e1rm = self._trainee.e1rm_kg.get(related.name)
                if e1rm:
                    return Basis(e1rm * ratio, False, related.name, ratio)
        return None


def base_step(rir: float, base_rir: float) -> float:
    """How much a load may have risen since the first week of a mesocycle: the weekly step for each rep of reserve."""
    rise: float = (1 + zones().weekly_load) ** max(0.0, base_rir - rir)
    return rise
