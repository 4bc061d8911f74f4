"""One planned exercise done with another movement: the same sets, reps and loads that make sense for it, its own ramp."""

from dataclasses import replace
from datetime import date

from training.generation.dosing import zones
from training.generation.loads import Basis, Loads
from training.library import load_library
from training.movement import Movement
from training.program.limits import Limits, limits_of
from training.program.plan import Item, Reason, Target
from training.program.substitutes import is_regression, swap_rules
from training.program.trainee import Trainee
from training.ramp import ramp
from training.timing import timing
from training.workout import SetKind

SOURCE = "Reference 8.2, 11.3"
HOLDS = ("duration", "weight_duration")
OPEN_RIR = 1.0
"""What a load is made for where the plan leaves the reserve open."""
FULL_RAMP = 2
"""Ramps of more sets than this are those of a first lift."""
UNKNOWN = "Find the load: start light, stop with 3 reps left."


def swapped(item: Item, by: Movement, trainee: Trainee, why: str = "") -> Item:
    """The exercise done with another movement.

    Loads come from the athlete's own e1RM of it, else from a related lift and capped at RPE 7; else there is none,
    and the note says how to find it. An easier movement without a load gets more reps.

    >>> from training.library import load_library
    >>> squat = Item("Squat (Barbell)", "main", (Target(reps=5, rir=2.0, load_kg=100.0),) * 3, rest_s=180)
    >>> found = swapped(squat, load_library().by_core_id("front_squat"), Trainee(e1rm_kg={"Squat (Barbell)": 125}))
    >>> found.work[0].load_kg, found.work[0].reps, found.work[0].rir
    (77.5, 5, 3.0)
    """
    was = load_library().by_name(item.exercise)
    loads = Loads(trainee, load_library())
    if by.pattern == "cardio" or item.role in ("warmup", "cooldown", "cardio"):
        work, notes = tuple(_timed(each) for each in item.work), ""
    elif by.modality in HOLDS or by.modality == "weight_distance":
        work, notes = tuple(_held(each, by) for each in item.work), ""
    else:
        easier = was is not None and is_regression(was, by, load_library())
        limits = _limits(trainee)
        reps = tuple(_repeated(each, easier, loads.basis(by), limits) for each in item.work)
        work = tuple(_loaded(each, by, loads, limits) for each in reps)
        is_light = by.is_bodyweight or not by.equipment or by.equipment == ("band",) or by.modality == "reps"
        notes = UNKNOWN if not is_light and all(each.load_kg is None for each in work) else ""
    steps = _ramp(item, work, by, trainee)
    return replace(
        item, exercise=by.name, targets=(*steps, *work), notes=notes, reasons=(*item.reasons, *_reasons(item, by, work, loads, why)),
        lift=item.lift if item.exercise == by.name else None,
    )  # fmt: skip


def _timed(target: Target) -> Target:
    """As long as it was: minutes are comparable between kinds of cardio, metres are not."""
    seconds: float | None = target.duration_s
    if seconds is None and target.distance_m is not None:
        seconds = round(target.distance_m / timing().cardio_m_per_s / 60) * 60.0
    if seconds is None:
        return replace(target, load_kg=None, share=None)
    return replace(target, duration_s=seconds, distance_m=None, reps=None, reps_to=None, load_kg=None, share=None)


def _held(target: Target, by: Movement) -> Target:
    given = zones()
    bare = replace(target, reps=None, reps_to=None, load_kg=None, share=None)
    if by.modality == "weight_distance":
        return replace(bare, distance_m=target.distance_m or float(given.carry_m), duration_s=None)
    return replace(bare, duration_s=target.duration_s or float(given.hold_s), distance_m=None)


def _limits(trainee: Trainee) -> Limits:
    """Those of age and screening, as if the answers were of today. Raises ``Refused`` where nothing may be planned."""
    return limits_of(trainee, date.min if trainee.screening is None else trainee.screening.on)


def _repeated(target: Target, easier: bool, basis: Basis | None, limits: Limits) -> Target:
    """Sensible reps: those of the plan with a known load; more of what is easier or has none."""
    given = swap_rules()
    bare = replace(target, duration_s=None, distance_m=None, load_kg=None, share=None)
    reps = target.reps if target.reps is not None else given.light_reps
    top = target.reps_to
    if basis is None or (easier and not basis.is_own):
        factor = given.regression_reps if easier and basis is None else 1.0
        least = given.easier_reps if easier and basis is None else given.light_reps
        more = min(max(round(reps * factor), least), max(given.most_reps, reps))
        top = None if top is None else max(top, more)
        reps = more
    reps = min(max(reps, limits.least_reps), limits.most_reps or reps)
    top = None if top is None or top <= reps else min(top, limits.most_reps or top)
    return replace(bare, reps=reps, reps_to=top)


def _loaded(target: Target, by: Movement, loads: Loads, limits: Limits) -> Target:
    basis = loads.basis(by)
    if basis is None or target.kind == "drop":
        rir = swap_rules().bodyweight_rir if target.rir is None else target.rir
        return replace(target, kind=_closed(target, True), rir=max(rir, limits.least_rir))
    least = max(loads.least_rir(by), limits.least_rir)
    kept = max(target.rir or 0.0, least) if least else target.rir
    load, share = loads.load(by, target.reps_to or target.reps or 1, OPEN_RIR if kept is None else kept)
    return replace(target, kind=_closed(target, bool(least)), rir=kept, load_kg=load, share=share)


def _closed(target: Target, is_new: bool) -> SetKind:
    """No open sets of what is new to the athlete, or may not be done to the end."""
    return "work" if is_new and target.kind in ("amrap", "failure") else target.kind


def _ramp(item: Item, work: tuple[Target, ...], by: Movement, trainee: Trainee) -> tuple[Target, ...]:
    old = [each for each in item.targets if each.kind == "warmup"]
    loads = [each.load_kg for each in work if each.load_kg is not None]
    if not loads or by.is_bodyweight or not (old or item.role == "main"):
        return ()
    top = max((each.share for each in work if each.share is not None), default=None)
    is_first = not old or len(old) > FULL_RAMP
    return ramp(max(loads), by, trainee.gym, first_kg=loads[0], is_first=is_first, share_of_max=top)


def _reasons(item: Item, by: Movement, work: tuple[Target, ...], loads: Loads, why: str) -> tuple[Reason, ...]:
    found = []
    if item.exercise != by.name:
        found.append(Reason("swap", f"{by.name} instead of {item.exercise}{': ' if why else ''}{why}.", SOURCE))
    first = next((each for each in work if each.load_kg is not None), None)
    if first is not None:
        reps, rir = first.reps_to or first.reps or 1, OPEN_RIR if first.rir is None else first.rir
        found.append(loads.reason(by, reps, rir, first.load_kg))
    return tuple(found)
