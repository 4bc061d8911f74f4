"""The same sets in lighter weeks: deload and taper."""

from dataclasses import replace

from training.generation.candidates import Candidate
from training.generation.prescription import Prescription, load_rules
from training.program.plan import Reason
from training.program.trainee import Trainee
from training.units import plain, round_half_up


def lightened(given: Prescription, candidate: Candidate, trainee: Trainee, sets: float) -> Prescription:
    """The same in a deload: about half the sets, a tenth less load, four reps in reserve and more (reference 4.7, 4.8)."""
    rule, movement = load_rules(), candidate.entry.movement
    count = max(1, int(round_half_up(sets * len(given.work))))
    work = tuple(
        replace(
            each, rir=max(each.rir or 0.0, rule.deload_rir), share=None,
            load_kg=None if each.load_kg is None else _lighter(each.load_kg, candidate, trainee),
            reps_to=None if each.load_kg is not None or movement.is_bodyweight else each.reps_to,
        )
        for each in given.work[:count]
    )  # fmt: skip
    less = round((1 - rule.deload[trainee.level]) * 100)
    text = f"Deload: {count} instead of {len(given.work)} sets, {less} % lighter, {plain(rule.deload_rir)} reps in reserve and more."
    return Prescription(work, (Reason("deload", text, "Reference 4.7, 4.8"),), given.notes)


def tapered(given: Prescription, sets: float) -> Prescription:
    """The same in a taper: about half the sets, the loads kept (reference 4.6, Bosquet 2007)."""
    count = max(1, int(round_half_up(sets * len(given.work))))
    text = f"Taper: {count} instead of {len(given.work)} sets with the same loads."
    return Prescription(given.work[:count], (Reason("taper", text, "Reference 4.6"),), given.notes)


def _lighter(load_kg: float, candidate: Candidate, trainee: Trainee) -> float | None:
    movement = candidate.entry.movement
    load = trainee.gym.loadable(load_kg * load_rules().deload[trainee.level], movement, down=True)
    return None if movement.is_bodyweight and load <= 0 else min(load or load_kg, load_kg)
