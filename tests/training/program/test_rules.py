"""Every rule has a program that keeps it and one that breaks it; who made the plan decides how bad that is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from training.established.catalogue import catalogue
from training.established.engine import start
from training.library import load_library
from training.program.plan import Item, Program, Reason, Session, Target
from training.program.rules import RULES, Violation, errors, validate
from training.program.trainee import Injury, MovementRule, Screening, Trainee

Bent = Callable[[Any, Trainee], tuple[Program, Trainee]]
DAY = timedelta(days=1)
RUN = Item("Running", "cardio", (Target(duration_s=1800.0),))


def of(violations: tuple[Violation, ...], rule: str, severity: str = "error") -> list[str]:
    return [each.text for each in violations if each.rule == rule and each.severity == severity]


def add(items: Item, at: int = -1) -> Callable[[Session], Session]:
    return lambda session: replace(session, items=(*session.items[:at], items, *session.items[at:]))


def is_a(session: Session) -> bool:
    return session.title == "A"


def moved(session: Session, days: int) -> Session:
    return replace(session, date=session.date + days * DAY)


def daily(bend: Any, days: int) -> Program:
    """The first session again on every day of the weeks."""
    first = [each for each in bend.program.sessions if is_a(each)]
    sessions = tuple(
        replace(moved(each, day), day=day + 1, title=f"{each.title}{day}") for each in first for day in range(days)
    )
    return replace(bend.program, sessions=sessions, days_per_week=days)


def again_after(program: Program, days: int) -> Program:
    """The first session, and so many days later once more."""
    first = program.sessions[0]
    return replace(program, sessions=(first, replace(moved(first, days), title="C")))


def running(bend: Any, minutes: tuple[float, ...]) -> Program:
    runs = tuple(
        Session(
            bend.program.starts_on + 7 * week * DAY, week + 1, 1, "Run", "cardio",
            (Item("Walking", "warmup", (Target(duration_s=300.0),)), replace(RUN, targets=(Target(duration_s=each * 60),)),
             Item("Walking", "cooldown", (Target(duration_s=300.0),))), each + 10,
        )
        for week, each in enumerate(minutes)
    )  # fmt: skip
    return replace(bend.program, sessions=runs, days_per_week=1, weeks=len(minutes))


BROKEN: dict[str, tuple[Bent, ...]] = {
    "known_exercises": (lambda bend, one: (bend.named("Pull Up", "Moon Squat"), one),),
    "equipment": (lambda bend, one: (bend.program, replace(one, equipment=frozenset({"dumbbell"}))),),
    "injuries": (
        lambda bend, one: (bend.program, replace(one, injuries=(Injury("knee", 7),))),
        lambda bend, one: (bend.named("Squat (Barbell)", "Front Squat (Barbell)"), replace(one, injuries=(Injury("knee", 3),))),
        lambda bend, one: (bend.program, replace(one, injuries=(Injury("shoulder", 1, is_sharp=True),))),
    ),
    "exclusions": (
        lambda bend, one: (bend.program, replace(one, rules=(MovementRule("exclude", "Pull Up"),))),
        lambda bend, one: (bend.program, replace(one, rules=(MovementRule("exclude", "hinge"),))),
    ),
    "substitutions": (
        lambda bend, one: (bend.program, replace(one, rules=(MovementRule("substitute", "Pull Up", "Chin Up"),))),
    ),
    "skill": (
        lambda bend, one: (bend.program, replace(one, level="novice", done={})),
        lambda bend, one: (bend.named("Pull Up", "Power Clean"), one),
    ),
    "screening_and_age": (
        lambda bend, one: (bend.program, replace(one, age=12)),
        lambda bend, one: (bend.program, replace(one, age=14)),
        lambda bend, one: (bend.work("Pull Up", rir=1.0), replace(one, age=70)),
        lambda bend, one: (bend.work("Pull Up", rir=None, kind="amrap"), replace(one, age=70)),
        lambda bend, one: (bend.program, replace(one, screening=Screening(date(2026, 11, 1), ("medication",)))),
        lambda bend, one: (bend.program, replace(one, screening=Screening(date(2026, 11, 1), ("chest_pain",)))),
        lambda bend, one: (bend.sessions(lambda each: replace(each, phase="test")), replace(one, age=17)),
        lambda bend, one: (
            bend.sessions(add(Item("Sprint", "finisher", (Target(duration_s=30.0),) * 6)), is_a),
            replace(one, screening=Screening(date(2026, 11, 1), ("medication",))),
        ),
    ),
    "sane_numbers": (
        lambda bend, one: (bend.work("Pull Up", reps=400), one),
        lambda bend, one: (bend.work("Squat (Barbell)", load_kg=1000.0), one),
        lambda bend, one: (bend.work("Pull Up", rir=-1.0), one),
        lambda bend, one: (bend.work("Pull Up", reps_to=3), one),
        lambda bend, one: (bend.sets("Pull Up", 40), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, minutes=0.0)), one),
        lambda bend, one: (bend.items("Pull Up", lambda each: replace(each, rest_s=4000)), one),
        lambda bend, one: (replace(bend.program, sessions=()), one),
    ),
    "max_load": (
        lambda bend, one: (bend.work("Squat (Barbell)", load_kg=155.0), one),
        lambda bend, one: (bend.work("Bench Press (Barbell)", load_kg=97.5), replace(one, level="novice")),
        lambda bend, one: (bend.work("Squat (Barbell)", load_kg=137.5), replace(one, injuries=(Injury("knee", 3),))),
        lambda bend, one: (bend.work("Pull Up", load_kg=40.0), replace(one, e1rm_kg={"Pull Up": 100.0})),
    ),
    "load_jumps": (lambda bend, one: (bend.work("Squat (Barbell)", 2, load_kg=110.0), one),),
    "run_jumps": (lambda bend, one: (running(bend, (30.0, 36.0, 45.0)), one),),
    "volume_ceiling": (lambda bend, one: (bend.sets("Squat (Barbell)", 18), one),),
    "volume_floor": (lambda bend, one: (bend.sets("Lat Pulldown (Cable)", 1), one),),
    "volume_jumps": (lambda bend, one: (bend.sets("Split Squat (Dumbbell)", 6, week=2), one),),
    "session_cap": (lambda bend, one: (bend.sets("Split Squat (Dumbbell)", 9), one),),
    "hard_sets": (lambda bend, one: (bend.sets("Pallof Press", 8), one),),
    "spacing": (
        lambda bend, one: (bend.sessions(
            lambda each: moved(replace(each, items=bend.program.sessions[0].items), -2), lambda each: each.title == "B"), one),
        lambda bend, one: (again_after(bend.work("Squat (Barbell)", load_kg=125.0), 2), one),
    ),
    "deloads": (
        lambda bend, one: (bend.sessions(lambda each: replace(each, phase="build")), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, items=bend.program.sessions[each.day - 1].items)), one),
    ),
    "rest_day": (lambda bend, one: (daily(bend, 7), one),),
    "consecutive_days": (lambda bend, one: (daily(bend, 4), one),),
    "lifting_days": (lambda bend, one: (daily(bend, 5), replace(one, level="novice")),),
    "dates": (
        lambda bend, one: (bend.sessions(lambda each: moved(each, 6), lambda each: (each.week, each.day) == (1, 1)), one),
        lambda bend, one: (replace(bend.program, weeks=4), one),
    ),
    "structure": (
        lambda bend, one: (bend.sessions(lambda each: replace(each, items=each.items[1:])), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, items=each.items[:-1])), one),
        lambda bend, one: (bend.sessions(add(RUN)), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, items=(each.items[0], each.items[-1]))), one),
        lambda bend, one: (bend.sessions(add(Item("Burpee", "finisher", (Target(duration_s=60.0),)))), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, kind="cardio")), one),
        lambda bend, one: (bend.sessions(lambda each: replace(each, kind="conditioning", items=(
            each.items[0], Item("Burpee", "conditioning", (Target(duration_s=60.0),)), each.items[-1]))), one),
    ),
    "exercise_order": (
        lambda bend, one: (bend.sessions(add(Item("Cable Crunch", "accessory", (Target(reps=8, rir=2.0),)), 4), is_a), one),
    ),
    "duration": (
        lambda bend, one: (bend.program, replace(one, minutes=40)),
        lambda bend, one: (bend.sessions(lambda each: replace(each, minutes=20.0)), replace(one, minutes=40)),
    ),
    "notes": (lambda bend, one: (bend.sessions(lambda each: replace(each, note="x" * 201)), one),),
    "concurrent": (
        lambda bend, one: (
            bend.sessions(add(Item("Burpee", "finisher", (Target(duration_s=60.0),)))), replace(one, goals={"power": 10})
        ),
    ),
    "patterns": (
        lambda bend, one: (
            bend.sessions(lambda each: replace(each, items=tuple(
                one for one in each.items if "Press" not in one.exercise or "Pallof" in one.exercise))), one,
        ),
    ),
    "ratios": (lambda bend, one: (bend.sets("Bench Press (Barbell)", 1), one),),
}  # fmt: skip
ADVICE = ("volume_floor",)


def test_the_usual_program_breaks_nothing(program: Program, athlete: Trainee, today: date) -> None:
    assert errors(validate(program, athlete, today)) == ()


def test_every_rule_has_a_program_that_breaks_it() -> None:
    assert {each.name for each in RULES} == set(BROKEN)


@pytest.mark.parametrize(
    ("rule", "bent"), [pytest.param(rule, each, id=f"{rule}-{at}") for rule, those in BROKEN.items() for at, each in enumerate(those)]
)  # fmt: skip
def test_a_broken_rule_says_so(rule: str, bent: Bent, bend: Any, athlete: Trainee, today: date) -> None:
    wrong, whom = bent(bend, athlete)
    found = of(validate(wrong, whom, today), rule, "warning" if rule in ADVICE else "error")
    assert found
    for text in found:
        assert text[0].isupper() and text.endswith(".") and "  " not in text


@pytest.mark.parametrize("origin", ["established", "imported"])
@pytest.mark.parametrize("rule", [each for each in RULES if each.name not in ADVICE], ids=lambda each: each.name)
def test_only_safety_is_an_error_whoever_made_it(
    rule: Any, origin: Any, bend: Any, athlete: Trainee, today: date
) -> None:
    """Others keep their own conventions, and it is said."""
    wrong, whom = BROKEN[rule.name][0](bend, athlete)
    found = validate(replace(wrong, origin=origin), whom, today)
    if rule.name != "deloads":
        assert of(found, rule.name, "error" if rule.nature == "safety" else "warning")
    assert rule.nature == "safety" or not of(found, rule.name)


def test_what_is_over_is_not_judged(bend: Any, athlete: Trainee, today: date) -> None:
    wrong = bend.sessions(add(Item("Moon Squat", "accessory", (Target(reps=8),))), lambda each: each.week == 1)
    assert of(validate(wrong, athlete, today), "known_exercises")
    assert not of(validate(wrong, athlete, today + 7 * DAY), "known_exercises")


def test_a_limited_exercise_says_so_until_it_is_planned_for(bend: Any, athlete: Trainee, today: date) -> None:
    hurt = replace(athlete, injuries=(Injury("knee", 3),))
    assert any(
        "Squat (Barbell) loads your knee" in text
        for text in of(validate(bend.program, hurt, today), "injuries", "warning")
    )
    why = (Reason("injury", "Your knee"),)
    planned = bend.items("Squat (Barbell)", lambda each: replace(each, reasons=why))
    assert not any("Squat (Barbell)" in text for text in of(validate(planned, hurt, today), "injuries", "warning"))


def test_loads_may_grow_with_the_strength_that_is_expected(bend: Any, athlete: Trainee, today: date) -> None:
    """An intermediate gains 0.625 % a week: 154 kg is 110 % today, and less in eight weeks."""
    assert of(validate(bend.work("Squat (Barbell)", 2, load_kg=157.5), athlete, today), "max_load")
    assert not of(validate(bend.work("Squat (Barbell)", 7, load_kg=157.5), athlete, today), "max_load")


def test_own_exercises_are_known(bend: Any, athlete: Trainee, today: date) -> None:
    pull_up = load_library().by_core_id("pull_up")
    own = replace(pull_up, slug="own", name="Garden Pull Up", core_id=None)
    mine = bend.named("Pull Up", own.name)
    assert of(validate(mine, athlete, today), "known_exercises")
    assert errors(validate(mine, athlete, today, own=[own])) == ()


@pytest.mark.parametrize("name", [each.id for each in catalogue()])
def test_established_programs_are_safe_with_what_they_ask_for(name: str, athlete: Trainee, today: date) -> None:
    given = next(each for each in catalogue() if each.id == name)
    there = frozenset(given.equipment) | {"bike"}  # the cross-training of the 10 km plan is any easy cardio
    whom = replace(athlete, equipment=there, minutes=120, e1rm_kg={})
    assert errors(validate(start(given, whom, starts_on=today), whom, today)) == ()
