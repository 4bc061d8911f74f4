"""Training while travelling: what holds, and the first days in another time zone (reference 8.2)."""

from dataclasses import dataclass

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain

SOURCE = "Reference 8.2"


class TravelRules(Rules):
    """The section ``[travel]``."""

    weeks: tuple[int, int]
    sessions: tuple[int, int]
    volume: tuple[float, float]
    rir: tuple[int, int]
    shift_hours: float
    shift_days: int
    shift_cap: float


@dataclass(frozen=True, slots=True)
class Travel:
    """What training becomes on the road."""

    sessions_a_week: int
    volume: float
    rir: tuple[int, int]
    full_body: bool
    readiness_cap: float | None
    """In the first days after a long shift of time."""
    cap_days: int
    holds: bool
    """Whether strength is held by it; longer than three weeks needs a plan of its own."""
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def travel(days: int, *, usual_sessions: int = 3, shift_hours: float = 0.0) -> Travel:
    """Two or three full-body sessions a week with a third to a half of the volume, close to failure.

    >>> travel(10, usual_sessions=4).sessions_a_week, travel(10, shift_hours=-6).readiness_cap
    (3, 69.0)
    """
    given = rules("travel", TravelRules)
    sessions = max(given.sessions[0], min(given.sessions[1], usual_sessions))
    volume = given.volume[0] if sessions == given.sessions[0] else given.volume[1]
    holds = days <= given.weeks[1] * 7
    text = (
        f"{days} days away: {sessions} full-body sessions a week with {plain(volume * 100, 0)} % of the volume at "
        f"{given.rir[0]} to {given.rir[1]} reps in reserve hold what is there."
    )
    reasons = [Reason("travel", text, SOURCE)]
    if not holds:
        reasons.append(
            Reason("travel.long", f"Longer than {given.weeks[1]} weeks: better a program for what is there.", SOURCE)
        )
    shifted = abs(shift_hours) >= given.shift_hours
    if shifted:
        text = f"{plain(abs(shift_hours))} hours of time shift: the first {given.shift_days} days count as a bit tired at best."
        reasons.append(Reason("travel.shift", text, SOURCE))
    cap, cap_days = (given.shift_cap, given.shift_days) if shifted else (None, 0)
    return Travel(sessions, volume, given.rir, True, cap, cap_days, holds, tuple(reasons))
