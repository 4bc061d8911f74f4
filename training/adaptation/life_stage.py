"""Life stages: minors, pregnancy and after, from 65 on, high body weight: limits with their reasons (reference 9.4).

Age and screening are ``training.program.limits``; this adds what is not a number of years. Never a diagnosis.
"""

from dataclasses import dataclass

from training.coaching import Rules, rules
from training.program.limit_rules import LimitRules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 9.4"
PREGNANCY_SIGNS = (
    "vaginal bleeding", "pain in the belly", "regular painful contractions", "a leak of fluid", "breathlessness before exertion",
    "dizziness", "headache", "chest pain", "weakness that affects balance", "pain or swelling of a calf",
)  # fmt: skip
"""Stop, and call the provider."""
CONTRAINDICATIONS = (
    "pre-eclampsia", "placenta praevia after 26 to 28 weeks", "cervical insufficiency", "ruptured membranes", "persistent bleeding",
    "heart or lung disease that limits exertion", "severe anaemia", "twins or more with a risk of early birth",
)  # fmt: skip
"""Training only with the provider."""


class LifeStageRules(Rules):
    """The section ``[life_stage]``."""

    pregnant_rir: float
    pregnant_cardio_rpe: float
    pregnant_minutes: int
    supine_from_week: int
    postpartum_weeks: int
    caesarean_weeks: int
    impact_weeks: int
    bmi_low_impact: float
    usual_height_m: float
    balance_days: int
    older_from: int


@dataclass(frozen=True, slots=True)
class LifeStage:
    """What is known beside the age."""

    age: int | None = None
    guardian_agrees: bool = False
    is_coached: bool = False
    pregnant_week: int | None = None
    contraindicated: bool = False
    provider_agrees: bool = False
    weeks_postpartum: int | None = None
    caesarean: bool = False
    symptom_free: bool = True
    """After birth: no leakage, heaviness or bleeding."""
    bmi: float | None = None


@dataclass(frozen=True, slots=True)
class StageLimits:
    """What a life stage asks for, on top of ``Limits``."""

    is_stopped: bool = False
    """No program before somebody else agrees: guardian, provider."""
    least_rir: float = 0.0
    cardio_rpe: float | None = None
    """At most."""
    may_test: bool = True
    may_impact: bool = True
    may_contact: bool = True
    """Contact, falls, heat, diving."""
    may_supine: bool = True
    """Long lying on the back."""
    weight_goals: bool = True
    """Whether losing weight may be a goal."""
    weekly_cardio_minutes: int | None = None
    balance_days: int = 0
    warning_signs: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def stage_limits(stage: LifeStage) -> StageLimits:
    """The limits of all stages that hold together; the stricter of each wins.

    >>> found = stage_limits(LifeStage(pregnant_week=24, provider_agrees=True))
    >>> found.least_rir, found.may_supine, found.may_test, found.weight_goals
    (3.0, False, False, False)
    """
    given = rules("life_stage", LifeStageRules)
    found = StageLimits()
    for each in (
        _minor(stage),
        _pregnant(stage, given),
        _after_birth(stage, given),
        _older(stage, given),
        _heavy(stage, given),
    ):
        found = _both(found, each)
    return found


def _minor(stage: LifeStage) -> StageLimits:
    given = rules("limits", LimitRules)
    if stage.age is None or stage.age >= given.youth_below:
        return StageLimits()
    child = stage.age < given.child_below
    stopped = stage.age < given.youngest or (child and not stage.guardian_agrees)
    who = "a guardian has to agree first" if stopped else "technique first"
    text = f"At {stage.age}: {who}; no maximal tests{'' if child else ' without a coach'}, no diets and no goals of weight."
    return StageLimits(
        is_stopped=stopped, least_rir=given.child_rir if child else given.youth_rir, may_test=not child and stage.is_coached,
        weight_goals=False, reasons=(Reason("life_stage.minor", text, SOURCE),),
    )  # fmt: skip


def _pregnant(stage: LifeStage, given: LifeStageRules) -> StageLimits:
    if stage.pregnant_week is None:
        return StageLimits()
    if stage.contraindicated or not stage.provider_agrees:
        why = "what you told needs your provider's plan" if stage.contraindicated else "please ask your provider first"
        text = f"In pregnancy {why}; walking is usually fine until then."
        return StageLimits(
            True,
            may_test=False,
            weight_goals=False,
            warning_signs=PREGNANCY_SIGNS,
            reasons=(Reason("life_stage.pregnant", text, SOURCE),),
        )
    late = stage.pregnant_week >= given.supine_from_week
    back = " Not long on the back from now on." if late else ""
    text = (
        f"Week {stage.pregnant_week} of pregnancy: {given.pregnant_minutes} minutes of moderate activity a week, RPE 7 at most, "
        f"breathe through every rep, no maximal tests, contact, falls or heat.{back} Weight loss is no goal now."
    )
    return StageLimits(
        False, given.pregnant_rir, given.pregnant_cardio_rpe, may_test=False, may_contact=False, may_supine=not late, weight_goals=False,
        weekly_cardio_minutes=given.pregnant_minutes, warning_signs=PREGNANCY_SIGNS, reasons=(Reason("life_stage.pregnant", text, SOURCE),),
    )  # fmt: skip


def _after_birth(stage: LifeStage, given: LifeStageRules) -> StageLimits:
    weeks = stage.weeks_postpartum
    if weeks is None:
        return StageLimits()
    usual = given.caesarean_weeks if stage.caesarean else given.postpartum_weeks
    if not stage.symptom_free or (weeks < usual and not stage.provider_agrees):
        why = (
            "leakage, heaviness or bleeding: stop and ask"
            if not stage.symptom_free
            else f"usually cleared after about {usual} weeks"
        )
        text = f"{weeks} weeks after birth, {why}. Walking and pelvic floor work are fine if they feel good."
        return StageLimits(
            True, may_test=False, may_impact=False, reasons=(Reason("life_stage.postpartum", text, SOURCE),)
        )
    if weeks >= given.impact_weeks:
        return StageLimits()
    text = f"{weeks} weeks after birth: build up slowly, no jumps or running before {given.impact_weeks} weeks."
    return StageLimits(
        False,
        given.pregnant_rir,
        may_test=False,
        may_impact=False,
        reasons=(Reason("life_stage.postpartum", text, SOURCE),),
    )


def _older(stage: LifeStage, given: LifeStageRules) -> StageLimits:
    if stage.age is None or stage.age < given.older_from:
        return StageLimits()
    text = f"At {stage.age}: balance on {given.balance_days} days a week, power with light loads, a longer warm-up."
    return StageLimits(balance_days=given.balance_days, reasons=(Reason("life_stage.older", text, SOURCE),))


def _heavy(stage: LifeStage, given: LifeStageRules) -> StageLimits:
    if stage.bmi is None or stage.bmi < given.bmi_low_impact:
        return StageLimits()
    text = f"At this body weight (a BMI of about {plain(stage.bmi, 0)}) joints like it better without jumps: low impact first, supported options."
    return StageLimits(may_impact=False, reasons=(Reason("life_stage.low_impact", text, SOURCE),))


def _both(one: StageLimits, other: StageLimits) -> StageLimits:
    rpes = [each for each in (one.cardio_rpe, other.cardio_rpe) if each is not None]
    minutes = [each for each in (one.weekly_cardio_minutes, other.weekly_cardio_minutes) if each is not None]
    return StageLimits(
        is_stopped=one.is_stopped or other.is_stopped, least_rir=max(one.least_rir, other.least_rir), cardio_rpe=min(rpes, default=None),
        may_test=one.may_test and other.may_test, may_impact=one.may_impact and other.may_impact,
        may_contact=one.may_contact and other.may_contact, may_supine=one.may_supine and other.may_supine,
        weight_goals=one.weight_goals and other.weight_goals, weekly_cardio_minutes=min(minutes, default=None),
        balance_days=max(one.balance_days, other.balance_days), warning_signs=one.warning_signs or other.warning_signs,
        reasons=(*one.reasons, *other.reasons),
    )  # fmt: skip
