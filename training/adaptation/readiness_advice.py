"""What a readiness score changes about today's session, beside what the week has already given up or gained."""

from dataclasses import dataclass

from training.adaptation.readiness import Readiness, readiness_rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 7.1"


@dataclass(frozen=True, slots=True)
class Advice:
    """Factors and limits for today's session; what ``session_scaling.scaled`` takes."""

    volume: float
    load: float
    most_load: float
    """How far the load may be raised, if the athlete likes."""
    rir_add: float
    least_rir: float | None
    minutes: int | None
    no_failure: bool
    easy_cardio: bool
    may_test: bool
    extra_main_set: bool
    """One more set of the main lift may be offered."""
    check_deload: bool
    """Too many sessions of the week were cut: the deload decides, not another cut."""
    may_do_more: bool
    """Whether the athlete may choose more than advised (with a note)."""
    reasons: tuple[Reason, ...]

    @property
    def is_rest(self) -> bool:
        """Whether no session is trained today."""
        return self.volume == 0

    @property
    def changes(self) -> bool:
        """Whether anything about the session changes."""
        return self.volume < 1 or self.load < 1 or self.rir_add > 0


def advice(
    readiness: Readiness,
    *,
    last_at_target: bool = False,
    reduced_this_week: int = 0,
    extra_share_this_week: float = 0.0,
) -> Advice:
    """What today's session becomes.

    ``last_at_target``: the last session stayed at or under its RPE. ``reduced_this_week``: sessions that
    were cut below 0.7 since Monday. ``extra_share_this_week``: sets added beyond the plan, as a part of it.
    """
    given, band = readiness_rules(), readiness.band
    reasons = list(readiness.reasons)
    is_best = readiness.is_known and band.most_load is not None
    has_room = extra_share_this_week < given.most_extra_share
    if is_best and last_at_target and not has_room:
        text = (
            f"The week already has {plain(extra_share_this_week * 100, 0)} % more sets than planned: no more are added."
        )
        reasons.append(Reason("readiness.week_full", text, SOURCE))
    cut = band.volume < given.reduced_below
    check = cut and reduced_this_week >= given.most_reduced_a_week
    if check:
        text = (
            f"That would be cut number {reduced_this_week + 1} this week: better to look at a deload than to cut again."
        )
        reasons.append(Reason("readiness.deload", text, "Reference 7.1, 4.8"))
    return Advice(
        volume=band.volume, load=band.load, most_load=band.most_load or max(band.load, 0.0), rir_add=band.rir_add,
        least_rir=band.least_rir, minutes=band.minutes, no_failure=band.no_failure, easy_cardio=band.easy_cardio,
        may_test=not band.no_tests, extra_main_set=is_best and last_at_target and has_room, check_deload=check,
        may_do_more=not readiness.is_stopped and band.least >= given.more_from, reasons=tuple(reasons),
    )  # fmt: skip
