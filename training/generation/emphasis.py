"""What comes first gets more: the sets of its muscles against the same program without the priority, shown (reference 3.3)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from training.generation.priorities import first_muscles, priority_rules
from training.landmarks import doses
from training.library import load_library
from training.program.plan import Reason, Session
from training.program.trainee import Trainee
from training.units import plain

SOURCE = "Reference 3.2, 3.3"
Make = Callable[[float], tuple[Session, ...]]
"""A program with so much emphasis; 1 is none."""


def emphasised(trainee: Trainee, make: Make) -> tuple[tuple[Session, ...], tuple[Reason, ...]]:
    """The sessions, with more for the muscles that come first, and by how much it is more.

    One factor after the other is tried until each of them has a third more than without; the best try is kept.
    """
    wanted, plain_sessions = first_muscles(trainee), make(1.0)
    if not wanted:
        return plain_sessions, ()
    given, before = priority_rules(), sets_a_week(plain_sessions)
    best, reached = plain_sessions, -1.0
    for factor in given.factors:
        found = make(factor)
        least = min(_share(sets_a_week(found), before, each) for each in wanted)
        if least > reached:
            best, reached = found, least
        if reached >= given.least_share:
            break
    after = sets_a_week(best)
    return best, tuple(_reason(each, before, after) for each in wanted)


def sets_a_week(sessions: Sequence[Session]) -> Mapping[str, float]:
    """Fractional sets a week of each muscle, over the weeks that build."""
    total: dict[str, float] = defaultdict(float)
    weeks = {each.week for each in sessions if each.phase == "build"}
    find = load_library().by_name
    for session in sessions:
        for item in session.items if session.week in weeks else ():
            movement = find(item.exercise)
            if item.role in ("main", "accessory") and movement is not None:
                for muscle, share in doses(movement).items():
                    total[muscle] += share * len(item.work) / max(1, len(weeks))
    return total


def _share(after: Mapping[str, float], before: Mapping[str, float], muscle: str) -> float:
    return after.get(muscle, 0.0) / max(before.get(muscle, 0.0), 0.5) - 1


def _reason(muscle: str, before: Mapping[str, float], after: Mapping[str, float]) -> Reason:
    name, was, now = muscle.replace("_", " "), before.get(muscle, 0.0), after.get(muscle, 0.0)
    more = round(_share(after, before, muscle) * 100)
    text = f"First comes {name}: {plain(now, 1)} sets a week instead of {plain(was, 1)} ({more:+d} %); the others keep what holds them."
    if more < 100 * priority_rules().least_share - 1:
        text = f"First comes {name}: {plain(now, 1)} sets a week instead of {plain(was, 1)}; the time and what is recovered from give no more."
    return Reason("priority", text, SOURCE)
