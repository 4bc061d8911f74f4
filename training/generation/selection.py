"""How good an exercise is in a place, for an athlete: the score of reference 4.10, linear, preference bounded."""

from training.generation.candidates import Candidate
from training.generation.catalogue import selection
from training.generation.level import level_for
from training.generation.spots import Spot
from training.generation.structure import structure_rules
from training.program.trainee import Goal, Trainee

SCALE = 1000
"""Points of a score of 1."""


def worth(candidate: Candidate, spot: Spot, zones: tuple[Goal, Goal], trainee: Trainee, top: float) -> int:
    """The points of choosing an exercise, before what its sets do for the muscles.

    ``0.35 need + 0.15 goal fit + 0.10 skill fit``, and what the athlete likes by at most 15 % of that. A main lift
    also has a bonus, as it compares with the best that is possible there (``top``): it comes before what its time
    would buy elsewhere, and a good one before a quick one; and one for a lift that the athlete does already, because
    what is kept can be loaded from its numbers and followed over programs.
    """
    given = selection()
    entry = candidate.entry
    fit = serves(candidate, spot, zones)
    skills = given.skill_fit[level_for(trainee, entry.movement)]
    skill = skills[entry.movement.skill - 1]
    unbiased = given.need * spot.need + given.goal * fit + given.skill * skill
    bound = given.preference_deviation_pct * unbiased
    liked = min(given.preference * candidate.liking, bound)
    bonus = float(given.anchor_bonus) if spot.is_anchor else 0.0
    if spot.is_main:
        bonus += (
            (given.main_bonus + given.kept_bonus * (candidate.is_kept and not candidate.is_limited))
            * fit
            / (top or 1.0)
        )
    return round(SCALE * (unbiased + liked)) + round(bonus)


def serves(candidate: Candidate, spot: Spot, zones: tuple[Goal, Goal]) -> float:
    """How well an exercise serves the goal here."""
    given = selection()
    hurts = given.limited_fit if candidate.is_limited else 1.0
    return hurts * fit_for(candidate, spot) * given.kinds[zones[0 if spot.is_main else 1]][candidate.entry.kind]


def fit_for(candidate: Candidate, spot: Spot) -> float:
    """How well an exercise serves here: a squat, hinge or press done for volume is half an accessory."""
    main, accessory = candidate.fit
    if not spot.is_main:
        return accessory
    is_volume = not spot.is_heavy and spot.takes[0] in structure_rules().heavy_patterns
    return (main + accessory) / 2 if is_volume else main
