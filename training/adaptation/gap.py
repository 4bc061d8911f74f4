"""Coming back after days off: load, sets, effort and how long it takes, per lift (reference 8.2)."""

from dataclasses import dataclass

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 8.2 (detraining)"


class Row(Rules):
    """A row of the table: up to so many days."""

    days: int
    load: float
    sets: float
    rpe: float | None = None
    weeks: int
    restart_meso: bool = False
    training_max: float | None = None
    retest: bool = False
    onboard: bool = False


class GapRules(Rules):
    """The section ``[gap]``."""

    older_from: int
    conditioning_from: int
    conditioning: tuple[float, ...]
    row: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comeback:
    """How a lift begins again."""

    days: int
    load: float
    """Of the last working load, in the first week."""
    sets: float
    rpe_cap: float | None
    weeks: int
    """Until the old load is back."""
    restart_meso: bool
    training_max: float | None
    """Of the old e1RM, where the training max is set anew."""
    retest: bool
    """Test with five reps at RPE 8."""
    onboard: bool
    """So long that health questions and level are asked again."""
    reasons: tuple[Reason, ...]

    @property
    def is_gap(self) -> bool:
        """Whether anything changes."""
        return self.load < 1.0

    @property
    def least_rir(self) -> float | None:
        """The reserve that the RPE cap means."""
        return None if self.rpe_cap is None else 10 - self.rpe_cap

    def load_in_week(self, week: int) -> float:
        """The share of the old load in a week of the way back (from 1), in even steps.

        >>> [round(comeback(21).load_in_week(week), 3) for week in (1, 2, 3)]
        [0.9, 0.95, 1.0]
        """
        return 1.0 if week > self.weeks else self.load + (1 - self.load) * (week - 1) / self.weeks

    def sets_in_week(self, week: int) -> float:
        """The share of the old sets in a week of the way back."""
        return 1.0 if week > self.weeks else self.sets + (1 - self.sets) * (week - 1) / self.weeks

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def comeback(days: int, *, age: int | None = None) -> Comeback:
    """How to begin again after so many days since a lift was last done; from 65 one row more careful.

    >>> back = comeback(21)
    >>> back.load, back.sets, back.rpe_cap
    (0.9, 0.65, 7.5)
    """
    given = rules("gap", GapRules)
    place = next(index for index, row in enumerate(given.row) if days <= row.days)
    is_older = age is not None and age >= given.older_from and place > 0
    row = given.row[min(place + is_older, len(given.row) - 1)]
    return Comeback(
        days=days, load=row.load, sets=row.sets, rpe_cap=row.rpe, weeks=row.weeks, restart_meso=row.restart_meso,
        training_max=row.training_max, retest=row.retest, onboard=row.onboard, reasons=(_reason(days, row, is_older),),
    )  # fmt: skip


def conditioning_share(days_off: int, week: int) -> float:
    """How much of the old conditioning is done in a week after a break (from 1).

    >>> [conditioning_share(20, week) for week in (1, 2, 5)], conditioning_share(5, 1)
    ([0.5, 0.7, 1.0], 1.0)
    """
    given = rules("gap", GapRules)
    if days_off < given.conditioning_from or week > len(given.conditioning):
        return 1.0
    return given.conditioning[week - 1]


def _reason(days: int, row: Row, is_older: bool) -> Reason:
    if row.load == 1.0:
        return Reason("gap.none", f"{days} days off cost next to nothing: as planned.", SOURCE)
    older = " (from 65 on one step more careful)" if is_older else ""
    weeks = f"back to the old load over {row.weeks} week{'' if row.weeks == 1 else 's'}"
    more = ""
    if row.training_max is not None:
        more = f" The training max is set anew at {plain(row.training_max * 100)} % of the old e1RM."
    elif row.retest:
        more = " Then a test with five reps at RPE 8."
    elif row.onboard:
        more = " After so long the health questions and the level are asked again."
    elif row.restart_meso:
        more = " The block starts again at its first week."
    text = (
        f"{days} days off{older}: {plain(row.load * 100)} % of the load, {plain(row.sets * 100)} % of the sets, "
        f"RPE {plain(row.rpe or 10)} at most and nothing to failure, {weeks}.{more}"
    )
    return Reason("gap", text, SOURCE)
