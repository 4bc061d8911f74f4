"""Loads: none that cannot be meant, none far above what was lifted, no leaps from week to week."""

from collections.abc import Iterator
from datetime import date, timedelta

from training.coaching import rules
from training.program.injuries import worst_grade
from training.program.limit_rules import LimitRules
from training.program.plan import Item, Session, Target
from training.program.rules.case import Case
from training.program.rules.violation import Finding
from training.units import plain

HAIR = 1e-6
FORTNIGHT = 2


def sane_numbers(case: Case) -> Iterator[Finding]:
    """Numbers that a person can mean."""
    given = case.thresholds
    if not case.program.sessions:
        yield Finding("The program has no sessions.")
    for session in case.coming:
        if not 0 < session.minutes <= given.longest_min and session.key not in given.as_long_as_it_takes:
            yield Finding(f"{session.title} would take {plain(session.minutes, 0)} minutes.", session.date)
        for item in session.items:
            if len(item.targets) > given.most_sets:
                yield Finding(f"{item.exercise} has {len(item.targets)} sets in one session.", session.date)
            if not 0 <= item.rest_s <= given.longest_rest_s:
                yield Finding(f"{item.exercise} has a rest of {item.rest_s} s.", session.date)
            for each in item.targets:
                if wrong := _wrong(each, case):
                    yield Finding(f"{item.exercise}: {wrong}.", session.date)
                    break


def _wrong(target: Target, case: Case) -> str:
    given = case.thresholds
    if target.load_kg is not None and abs(target.load_kg) > given.most_load_kg:
        return f"{plain(target.load_kg)} kg cannot be meant"
    if target.reps is not None and not 0 < target.reps <= given.most_reps:
        return f"{target.reps} reps cannot be meant"
    if target.reps_to is not None and (target.reps is None or target.reps_to < target.reps):
        return f"a range that ends at {target.reps_to} reps cannot be meant"
    if target.rir is not None and not 0 <= target.rir <= 10:
        return f"{plain(target.rir)} reps in reserve cannot be meant"
    if target.duration_s is not None and not 0 < target.duration_s <= given.longest_set_min * 60:
        return f"{plain(target.duration_s)} s cannot be meant"
    if target.distance_m is not None and target.distance_m <= 0:
        return f"{plain(target.distance_m)} m cannot be meant"
    return ""


def max_load(case: Case) -> Iterator[Finding]:
    """Nothing above 110 % of the current e1RM; above 95 % only who is ready for it, and without pain.

    What lies weeks ahead is held to what the e1RM may be by then.
    """
    tops = _tops(case)
    limit = rules("limits", LimitRules)
    for name, by_day in tops.items():
        movement, best = case.movement(name), case.trainee.e1rm_kg[name]
        assert movement is not None
        light = case.trainee.level == "novice" or worst_grade(movement, case.injuries, case.library)[0] != "allowed"
        body = (case.trainee.body_weight_kg or 0.0) * movement.bodyweight_share
        for day, kg in by_day:
            expected = best * _growth(case, day)
            share = (kg + body) / expected
            now = f"{name} with {plain(kg, 1)} kg is {round((kg + body) / best * 100)} % of your e1RM"
            is_far = _is_far(case, day) and case.program.origin != "generated"
            if share > limit.most_share + HAIR:
                text = f"{now} of {plain(best, 1)} kg; {round(limit.most_share * 100)} % is the most I plan."
                yield Finding(text, day, is_far)
                break
            if share > limit.heavy_share + HAIR and light:
                why = "a novice" if case.trainee.level == "novice" else "a lift that hurts"
                text = f"{now}: above {round(limit.heavy_share * 100)} % is not for {why}."
                yield Finding(text, day, is_far)
                break


def _tops(case: Case) -> dict[str, list[tuple[date, float]]]:
    """The heaviest set of every exercise with a known e1RM, by day."""
    found: dict[str, list[tuple[date, float]]] = {}
    for session in case.coming:
        for item in session.items:
            if case.trainee.e1rm_kg.get(item.exercise) and case.movement(item.exercise) is not None:
                loads = [each.load_kg for each in item.work if each.load_kg is not None]
                if loads:
                    found.setdefault(item.exercise, []).append((session.date, max(loads)))
    return found


def _is_far(case: Case, day: date) -> bool:
    return day > case.today + timedelta(days=case.thresholds.guard_days)


def _growth(case: Case, day: date) -> float:
    start = max(case.today, case.program.starts_on)
    weeks = max(0, (day - start).days - case.thresholds.guard_days) / 7
    return 1 + case.thresholds.weekly_gain[case.trainee.level] * weeks


def load_jumps(case: Case) -> Iterator[Finding]:
    """The average load of a main lift grows by 5 % a week at most, or by the smallest plate."""
    given = case.thresholds
    previous: dict[tuple[str, str | None, int | None], tuple[float, int]] = {}
    told: set[str] = set()
    for number in case.building:
        now: dict[tuple[str, str | None, int | None], list[float]] = {}
        for sitting in case.weeks[number]:
            for item in sitting.session.items:
                if item.role == "main":
                    _collect(now, sitting.session, item)
        most = given.novice_load_jump if case.trainee.level == "novice" and number <= given.novice_weeks else given.main_load_jump  # fmt: skip
        for key, loads in now.items():
            mean, (before, last) = sum(loads) / len(loads), previous.get(key, (None, 0))
            movement = case.movement(key[0])
            previous[key] = (mean, number)
            if before is None or movement is None or key[0] in told:
                continue
            step = case.trainee.gym.step(movement)  # half of one is rounding
            steps = given.novice_steps if case.trainee.level == "novice" else 1  # a novice adds one in each session
            away = sum(week in case.weeks and case.is_away(week) for week in range(last + 1, number))
            steps, most = steps * (1 + away), most * (1 + away)  # what the weeks between were to bring
            if mean > max(before * (1 + most) + step / 2, before + steps * step) + HAIR:
                told.add(key[0])
                first = case.weeks[number][0].session.date
                text = f"{key[0]} goes from {plain(before, 1)} to {plain(mean, 1)} kg in week {number}: {round(most * 100)} % is the most in a week."
                yield Finding(text, first)


def _collect(now: dict[tuple[str, str | None, int | None], list[float]], session: Session, item: Item) -> None:
    """Loads by exercise, progression and reps: fives are compared with fives."""
    for each in item.work:
        if each.load_kg is not None and each.load_kg > 0:
            now.setdefault((item.exercise, item.lift or session.key, each.reps), []).append(each.load_kg)


def run_jumps(case: Case) -> Iterator[Finding]:
    """Running grows by no more than a third in two weeks."""
    given = case.thresholds
    minutes = {number: sum(running_min(each.session) for each in week) for number, week in case.weeks.items()}
    numbers = [each for each in case.building if minutes[each]]
    for before, now in ((each, each + FORTNIGHT) for each in numbers if each + FORTNIGHT in numbers):
        grown = minutes[now] - minutes[before]
        if minutes[now] > minutes[before] * (1 + given.run_jump) + HAIR and grown > given.run_jump_min:
            text = (
                f"Running grows from {plain(minutes[before], 0)} to {plain(minutes[now], 0)} minutes from week {before} "
                f"to week {now}: {round(given.run_jump * 100)} % in two weeks is the most."
            )
            yield Finding(text, case.weeks[now][0].session.date)
            return


def running_min(session: Session) -> float:
    """Minutes of running; of a distance at an easy pace."""
    found = 0.0
    for item in session.items:
        if item.exercise in ("Running", "Treadmill", "Trail Running"):
            found += sum((each.duration_s or (each.distance_m or 0.0) / 2.5) / 60 for each in item.work)
    return found
