"""The load of an exercise that a plan has no load for: the athlete's own e1RM of it, else a related lift's (reference 11.3)."""

from dataclasses import dataclass

from training.coaching import Rules, rules
from training.generation.dosing import share
from training.library import load_library
from training.movement import Movement
from training.program.plan import Target
from training.program.trainee import Trainee
from training.units import plain


class StartingRules(Rules):
    """The section ``[starting]``."""

    least_rir: float
    ratios: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a first load is made of: an e1RM in kg (per hand, body included), and the reserve to keep at least."""

    e1rm_kg: float
    least_rir: float
    text: str


def basis_of(movement: Movement, trainee: Trainee) -> Basis | None:
    """What is known of an athlete's strength in a movement; ``None`` is nothing.

    >>> from training.library import load_library
    >>> row = load_library().by_core_id("barbell_row")
    >>> basis_of(row, Trainee(e1rm_kg={"Bench Press (Barbell)": 100})).e1rm_kg
    70.0
    """
    own = trainee.e1rm_kg.get(movement.name)
    if own:
        return Basis(own, 0.0, f"from your own e1RM of {plain(own, 1)} kg")
    given, library = rules("starting", StartingRules), load_library()
    for source, slug, ratio in given.ratios:
        name = library.by_slug(source).name
        known = trainee.e1rm_kg.get(name)
        if slug == movement.slug and known:
            text = f"{round(ratio * 100)} % of your {name} ({plain(known, 1)} kg), RPE 7 at most the first time"
            return Basis(round(ratio * known, 3), given.least_rir, text)
    return None


def load_of(target: Target, movement: Movement, basis: Basis, trainee: Trainee) -> float | None:
    """The load in kg for a set, rounded down to what can be loaded; ``None`` where the body alone is enough.

    >>> from training.library import load_library
    >>> bench = load_library().by_core_id("bench_press")
    >>> load_of(Target(reps=5, rir=2.0), bench, Basis(100, 0, ""), Trainee())
    80.0
    """
    reps = target.reps_to or target.reps
    if reps is None:
        return None
    rir = max(1.0 if target.rir is None else target.rir, basis.least_rir)
    kg = basis.e1rm_kg * share(reps, rir) - movement.bodyweight_share * (trainee.body_weight_kg or 0.0)
    if movement.bodyweight_share and trainee.body_weight_kg is None:
        return None
    if kg < trainee.gym.step(movement):
        return None
    return trainee.gym.loadable(kg, movement, down=True)
