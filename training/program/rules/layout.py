"""What a session looks like: warm-up, exactly one middle, cooldown, exercises in order, within its time."""

from collections.abc import Iterator

from training.program.dose import Fact
from training.program.plan import LONGEST_NOTE, Item, Session
from training.program.rules.case import Case
from training.program.rules.violation import Finding
from training.timing import session_minutes
from training.units import plain

MIDDLES = {
    "main": "lifting", "accessory": "lifting", "finisher": "lifting", "cardio": "cardio",
    "conditioning": "conditioning", "mobility": "mobility",
}  # fmt: skip
NO_MAIN = "it has no main lift"
"""An injury may leave none."""
EXPLOSIVE = ("plyometric", "olympic")


def structure(case: Case) -> Iterator[Finding]:
    """Warm-up, then lifting or cardio or conditioning or mobility, then cooldown."""
    told: set[str] = set()
    for session in case.coming:
        for wrong in _structure(session, case):
            if wrong not in told:
                told.add(wrong)
                yield Finding(f"{session.title}: {wrong}.", session.date, wrong == NO_MAIN and bool(case.injuries))


def _structure(session: Session, case: Case) -> Iterator[str]:
    roles = [each.role for each in session.items]
    if "warmup" not in roles or roles[0] != "warmup":
        yield "it does not begin with a warm-up"
    if "cooldown" not in roles or roles[-1] != "cooldown":
        yield "it does not end with a cooldown"
    middles = dict.fromkeys(MIDDLES[role] for role in roles if role in MIDDLES)
    if not middles:
        yield "it has no middle"
    elif len(middles) > 1:
        yield f"it mixes {' and '.join(middles)}: a session has one middle"
    elif next(iter(middles)) != session.kind:
        yield f"it is called {session.kind} and is {next(iter(middles))}"
    if "main" not in roles and "lifting" in middles:
        yield NO_MAIN
    if "accessory" in roles and "finisher" in roles:
        yield "it has accessories and a finisher: one of them is enough"
    if "conditioning" in middles and not session.is_deload and session.phase != "easy":
        given = case.thresholds
        names = {each.exercise for each in session.items if each.role == "conditioning"}
        if len(names) < given.conditioning_movements or session.minutes < given.conditioning_min:
            yield f"conditioning is {given.conditioning_movements} movements and {plain(given.conditioning_min)} minutes at least"


def exercise_order(case: Case) -> Iterator[Finding]:
    """Fast before heavy, main lifts before the others, compounds before isolation, the trunk last."""
    told: set[str] = set()
    for sitting in case.sittings:
        if sitting.session.date < case.today:
            continue
        last: tuple[int, str] | None = None
        seen: set[int] = set()
        for each in sitting.lifted:
            group = each.item.superset
            if group is not None and group in seen:
                continue
            seen |= set() if group is None else {group}
            place = rank(each.item, each.fact)
            if last is not None and place < last[0] and each.item.exercise not in case.trainee.priorities:
                text = f"{sitting.session.title}: {each.item.exercise} belongs before {last[1]}."
                if text not in told:
                    told.add(text)
                    yield Finding(text, sitting.session.date)
            last = (place, each.item.exercise)


def rank(item: Item, fact: Fact) -> int:
    """Where an exercise belongs in a session: 0 first."""
    pattern = fact.movement.pattern
    if item.role == "finisher":
        return 5
    if pattern in EXPLOSIVE:
        return 0
    if item.role == "main":
        return 1
    if pattern in ("core", "carry"):
        return 4
    return 3 if fact.movement.mechanic == "isolation" else 2


def duration(case: Case) -> Iterator[Finding]:
    """No session is longer than the athlete has time, whatever it says of itself."""
    given, trainee = case.thresholds, case.trainee
    most = trainee.minutes * given.over_time_share + given.over_time_min
    told: set[str] = set()
    for session in case.coming:
        minutes = max(session.minutes, session_minutes(session.items, case.movement, trainee.time_factor))
        if minutes > most and session.title not in told and session.key not in given.as_long_as_it_takes:
            told.add(session.title)
            text = f"{session.title} takes about {plain(minutes, 0)} minutes; you have {trainee.minutes}."
            yield Finding(text, session.date)


def notes(case: Case) -> Iterator[Finding]:
    """A coach's note is short."""
    for session in case.coming:
        longest = max([session.note, *(each.notes for each in session.items)], key=len)
        if len(longest) > LONGEST_NOTE:
            yield Finding(f"A note in {session.title} has {len(longest)} characters; {LONGEST_NOTE} is the most.", session.date)  # fmt: skip
            return


def concurrent(case: Case) -> Iterator[Finding]:
    """Endurance does not get in the way of power, and not too much in that of strength and size."""
    goals, given = case.trainee.goals, case.thresholds
    if goals.get("power", 0) >= 3:
        for sitting in case.sittings:
            roles = {each.role for each in sitting.session.items}
            if sitting.is_lifting and roles & {"finisher", "cardio", "conditioning"}:
                text = (
                    f"{sitting.session.title} has endurance work after lifting for power: keep them on separate days."
                )
                yield Finding(text, sitting.session.date)
                return
    if goals.get("strength", 0) + goals.get("hypertrophy", 0) < 6:
        return
    for number, week in case.weeks.items():
        cardio = [each.session for each in week if each.session.kind == "cardio" and not _is_walk(each.session)]
        longest = max((each.minutes for each in cardio), default=0.0)
        if len(cardio) > given.cardio_days or longest > given.cardio_min:
            text = (
                f"Week {number} has {len(cardio)} cardio sessions of up to {plain(longest, 0)} minutes; "
                f"beside strength, {given.cardio_days} of {plain(given.cardio_min)} are enough."
            )
            yield Finding(text, week[0].session.date, is_mild=True)
            return


def _is_walk(session: Session) -> bool:
    return all(each.exercise in ("Walking", "Hiking") for each in session.items if each.role == "cardio")
