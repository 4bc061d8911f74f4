"""How hard an athlete may train: age and screening as limits on effort, reps, sets, days and tests."""

from dataclasses import dataclass, replace
from datetime import date

from training.adaptation.life_stage import LifeStage, LifeStageRules, StageLimits, stage_limits
from training.coaching import rules
from training.errors import Refused
from training.program.limit_rules import ConditionRules, LimitRules
from training.program.plan import Reason
from training.program.trainee import Trainee
from training.units import plain


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds for every set and session, and why."""

    least_rir: float = 0.0
    least_reps: int = 1
    most_reps: int | None = None
    most_sets: int | None = None
    """Of one exercise in a session."""
    most_days: int = 7
    is_apart: bool = False
    """Never on two days in a row."""
    may_test: bool = True
    may_interval: bool = True
    is_low_impact: bool = False
    warmup_s: int | None = None
    reasons: tuple[Reason, ...] = ()


def limits_of(trainee: Trainee, today: date) -> Limits:
    """The limits of an athlete. Raises ``Refused`` where no program may be made.

    >>> limits_of(Trainee(age=14), date(2026, 11, 21)).most_days
    3
    """
    given = rules("limits", LimitRules)
    reasons: list[Reason] = []
    age = trainee.age
    if age is not None and age < given.youngest:
        raise Refused(
            f"Below {given.youngest} years I plan no training of its own: play, sports and bodyweight games "
            "with a guardian or a coach who runs the session are the right thing."
        )
    screened = _is_screened(trainee, today, reasons)
    rir, reps, most_reps, sets, days = (given.screened_rir if screened else 0.0), 1, None, None, 7
    is_minor = age is not None and age < given.youth_below
    is_older = age is not None and age >= given.older_from
    if age is not None and age < given.child_below:
        rir, sets, days = max(rir, given.child_rir), given.child_sets, given.child_days
        reps, most_reps = given.child_reps
        text = f"At {age}: two or three days apart, one to {sets} sets of {reps} to {most_reps}, RPE 7 at most, no maximal test; a guardian agrees."
        reasons.append(Reason("age", text, "Reference 9.4"))
    elif is_minor:
        rir, reps = max(rir, given.youth_rir), given.youth_reps
        text = f"At {age}: sets of {reps} and more, RPE 8 at most, no maximal test without a coach."
        reasons.append(Reason("age", text, "Reference 9.4"))
    elif is_older:
        rir = max(rir, given.older_rir)
        text = f"At {age}: RPE 8 at most, a longer warm-up, balance in every session."
        reasons.append(Reason("age", text, "Reference 9.4"))
    if trainee.wish.least_rir > rir:
        rir = trainee.wish.least_rir
        reasons.append(
            Reason(
                "wish",
                f"Nothing to failure, as you wished: {plain(rir)} reps in reserve and more.",
                "What you asked for",
            )
        )
    limits = Limits(
        least_rir=rir, least_reps=reps, most_reps=most_reps, most_sets=sets, most_days=days,
        is_apart=sets is not None, may_test=not screened and not is_minor and not is_older, may_interval=not screened,
        is_low_impact=is_older, warmup_s=given.older_warmup_s if is_older else None, reasons=tuple(reasons),
    )  # fmt: skip
    return tightened(_with_conditions(limits, trainee), stage_limits(LifeStage(bmi=_bmi(trainee))))


def _bmi(trainee: Trainee) -> float | None:
    """Body mass index, with a usual height where it was not told."""
    if trainee.bmi is not None or trainee.body_weight_kg is None:
        return trainee.bmi
    return trainee.body_weight_kg / rules("life_stage", LifeStageRules).usual_height_m ** 2


def tightened(limits: Limits, stage: StageLimits) -> Limits:
    """The limits of age and screening with those of a life stage."""
    return replace(
        limits, least_rir=max(limits.least_rir, stage.least_rir), may_test=limits.may_test and stage.may_test,
        may_interval=limits.may_interval and stage.cardio_rpe is None,
        is_low_impact=limits.is_low_impact or not stage.may_impact, reasons=(*limits.reasons, *stage.reasons),
    )  # fmt: skip


def to_be_cleared(trainee: Trainee) -> tuple[str, ...]:
    """The conditions of the athlete that a clinician has to clear before anything is planned, and has not: their texts.

    >>> to_be_cleared(Trainee(conditions=frozenset({"hypertension"})))
    ()
    """
    if trainee.screening is not None and trainee.screening.cleared:
        return ()
    known = rules("conditions", ConditionRules).known
    return tuple(known[name].text for name in sorted(trainee.conditions) if name in known and known[name].stops)


def _with_conditions(limits: Limits, trainee: Trainee) -> Limits:
    """The limits of what the athlete has named. Raises ``Refused`` for what a clinician has to clear first."""
    known = rules("conditions", ConditionRules).known
    cleared = trainee.screening is not None and trainee.screening.cleared
    for name in sorted(trainee.conditions):
        if name not in known:
            continue
        each = known[name]
        if each.stops and not cleared:
            raise Refused(
                f"{each.text} Ask whoever treats you first; tell me when you are cleared, and I will plan. Walking is usually fine."
            )
        limits = replace(
            limits, least_rir=max(limits.least_rir, each.least_rir), may_test=limits.may_test and not each.no_test,
            may_interval=limits.may_interval and not each.no_interval,
            is_low_impact=limits.is_low_impact or each.low_impact,
            reasons=(*limits.reasons, Reason("condition", each.text, each.source)),
        )  # fmt: skip
    return limits


def _is_screened(trainee: Trainee, today: date, reasons: list[Reason]) -> bool:
    """Whether the screening holds training to RPE 6."""
    given = rules("limits", LimitRules)
    found = trainee.screening
    if found is None or (today - found.on).days > given.screening_days:
        text = "The health questions are open or older than a year: answer them before the first session, and start moderately."
        reasons.append(Reason("screening", text, "Reference 9.2"))
        return False
    if not found.is_limited:
        return False
    stops = [each.replace("_", " ") for each in found.yes if each in given.stops]
    if stops:
        raise Refused(
            f"You answered yes to a question that needs a clinician first ({', '.join(stops)}). Please have it checked; "
            "walking and gentle mobility are fine until then. Tell me when you are cleared and I will plan."
        )
    yes = ", ".join(each.replace("_", " ") for each in found.yes)
    text = f"You answered yes to {yes}: RPE 6 at most, no maximal tests and no intervals until a clinician clears you."
    reasons.append(Reason("screening", text, "Reference 9.2"))
    return True
