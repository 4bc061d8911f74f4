"""Worked examples of the reference for whole programs: weeks, structure, loads, deloads, injuries, days."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from training.errors import Invalid, Refused
from training.generation.generate import generate
from training.library import load_library
from training.program.plan import LONGEST_NOTE, Program
from training.program.rules import errors, validate
from training.program.trainee import Injury, MovementRule, Screening, Trainee

TODAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)
Made = Callable[..., Program]
Lifter = Callable[..., Trainee]


def names(program: Program, role: str = "") -> set[str]:
    return {
        item.exercise
        for _, item in program.items()
        if role in ("", item.role) and item.role not in ("warmup", "cooldown")
    }


@pytest.mark.parametrize(
    ("weeks", "ends"),
    [
        (8, ["build", "deload"]),
        (9, ["deload", "test"]),
        (10, ["peak", "test"]),
        (11, ["build", "build"]),
        (12, ["build", "deload"]),
    ],
)
def test_every_fourth_week_is_a_deload_and_what_is_over_ends_by_the_table(
    made: Made, weeks: int, ends: list[str]
) -> None:
    program = made(weeks)
    phases = [program.week(number)[0].phase for number in range(1, weeks + 1)]
    assert [number for number, phase in enumerate(phases, start=1) if phase == "deload"] == list(range(4, weeks + 1, 4))
    assert phases[-2:] == ends


def test_a_lifter_with_numbers_keeps_the_big_lifts_and_loads_follow_from_the_chart(made: Made) -> None:
    """5 reps with 3 in reserve are 78.6 %: of 140 kg 110, of 100 kg 77.5 (reference 1.4)."""
    program = made(4)
    week = {
        (item.exercise, item.work[0].reps): item.work[0].load_kg
        for _, item in program.items()
        if item.role == "main" and _.week == 1
    }
    assert week["Squat (Barbell)", 5] == 110
    assert week["Bench Press (Barbell)", 5] == 77.5
    assert {"Squat (Barbell)", "Bench Press (Barbell)", "Deadlift (Barbell)"} <= names(program, "main")


def test_sets_grow_for_three_weeks_and_halve_in_the_deload_with_a_tenth_less_load(made: Made) -> None:
    program = made(4)
    sets = [
        sum(
            len(item.work) for each in program.week(number) for item in each.items if item.role in ("main", "accessory")
        )
        for number in (1, 2, 3, 4)
    ]
    assert sets[0] < sets[1] <= sets[2]
    assert sets[3] <= 0.7 * sets[2]
    squat = [
        next(item for each in program.week(number) for item in each.items if item.exercise == "Squat (Barbell)")
        for number in (3, 4)
    ]
    third, fourth = (item.work[0].load_kg or 0.0 for item in squat)
    assert third * 0.86 <= fourth <= third * 0.9
    assert all(
        (one.rir or 0) >= 4
        for each in program.week(4)
        for item in each.items
        if item.role == "main"
        for one in item.work
    )


def test_every_session_has_a_warm_up_one_middle_and_a_cooldown_and_fits(made: Made) -> None:
    for session in made(4, goals={"fat_loss": 6, "strength": 4}).sessions:
        roles = [each.role for each in session.items]
        assert roles[0] == "warmup" and roles[-1] == "cooldown"
        assert not {"accessory", "finisher"} <= set(roles)
        assert session.minutes <= 61
        assert len(session.note) <= LONGEST_NOTE


def test_main_lifts_have_fixed_reps_and_a_ramp_accessories_a_range(made: Made) -> None:
    program = made(4)
    bench = next(item for _, item in program.items() if item.exercise == "Bench Press (Barbell)")
    assert [(each.load_kg, each.reps) for each in bench.targets if each.kind == "warmup"] == [
        (30, 8),
        (42.5, 5),
        (55, 3),
        (65, 1),
    ]
    assert all(each.reps_to is None for each in bench.work)
    ranged = [item for _, item in program.items() if item.role == "accessory" and item.work[0].reps is not None]
    assert all(one.reps_to is None or one.reps_to > (one.reps or 0) for item in ranged for one in item.work)
    assert any(one.reps_to for item in ranged for one in item.work)


def test_everything_carries_its_reason(made: Made) -> None:
    program = made(4)
    assert program.reasons and all(each.reasons for each in program.sessions)
    for session, item in program.items():
        assert item.reasons, (session.title, item.exercise)
        assert all(each.text and each.source for each in item.reasons)
    assert program.made_from["goals"] == {"strength": 6, "hypertrophy": 4}
    assert program.config_version


def test_what_hurts_is_out_or_lighter_and_says_so(made: Made) -> None:
    program = made(4, injuries=(Injury("knee", 4),))
    assert not names(program) & {"Bulgarian Split Squat", "Leg Extension (Machine)", "Front Squat (Barbell)"}
    squats = [item for _, item in program.items() if item.exercise == "Squat (Barbell)"]
    assert all(any(each.rule == "injury" for each in item.reasons) for item in squats)


def test_rules_of_the_athlete_hold(made: Made) -> None:
    bench, press = "Bench Press (Barbell)", "Leg Press (Machine)"
    program = made(4, rules=(MovementRule("exclude", bench), MovementRule("substitute", "Squat (Barbell)", press)))
    assert bench not in names(program) and "Squat (Barbell)" not in names(program)
    assert press in names(program)
    assert any("instead of Squat (Barbell)" in each.text for _, item in program.items() for each in item.reasons)


def test_days_are_the_athletes_own_and_none_lies_before_the_start(lifter: Lifter) -> None:
    wednesday = MONDAY + timedelta(days=2)
    program = generate(lifter(days=3, weekdays=(0, 2, 4)), weeks=2, starts_on=wednesday, today=TODAY)
    assert [each.date.weekday() for each in program.week(1)] == [2, 4, 0]
    assert program.sessions[0].date == wednesday


def test_a_lift_without_numbers_starts_from_a_related_one_or_is_to_be_found(made: Made) -> None:
    """11.3: a barbell row begins at 70 % of the bench, at RPE 7 at most."""
    program = made(4, e1rm_kg={"Bench Press (Barbell)": 100.0})
    row = next(item for _, item in program.items() if item.exercise == "Bent Over Row (Barbell)")
    assert 50 <= (row.work[0].load_kg or 0) <= 55
    assert "70 % of your Bench Press (Barbell)" in next(each.text for each in row.reasons if each.rule == "load")
    squat = next(item for _, item in program.items() if item.role == "main" and item.work[0].load_kg is None)
    assert "Find a weight" in squat.notes or load_library().by_name(squat.exercise).is_bodyweight  # type: ignore[union-attr]


def test_a_week_of_a_novice_who_asks_for_six_days_has_four_with_weights(made: Made) -> None:
    program = made(4, level="novice", days=6, e1rm_kg={})
    assert sum(each.kind == "lifting" for each in program.week(1)) == 4
    assert any("four days at most" in each.text for each in program.reasons)


def test_endurance_has_its_own_days_and_two_with_weights(made: Made) -> None:
    """5.2, rule 5: two lifting sessions are kept; 5.4: zone 2 by age 30 is 60 to 70 % of 187."""
    program = made(4, goals={"endurance": 8, "strength": 2}, days=5, activities=("Running",))
    kinds = [each.kind for each in program.week(1)]
    assert kinds.count("lifting") == 2 and kinds.count("cardio") >= 2
    easy = next(item for _, item in program.items() if item.role == "cardio" and "Zone 2" in item.notes)
    assert "112 to 131 bpm" in easy.notes


def test_mobility_as_a_goal_has_days_of_its_own(made: Made) -> None:
    assert any(each.kind == "mobility" for each in made(4, goals={"mobility": 6, "general_health": 4}, days=3).sessions)


def test_a_year_chains_blocks(lifter: Lifter) -> None:
    program = generate(lifter(), weeks=52, starts_on=MONDAY, today=TODAY)
    assert len({each.week for each in program.sessions}) == 52
    assert errors(validate(program, lifter(), TODAY)) == ()


def test_who_may_not_train_gets_advice_and_not_a_program(lifter: Lifter) -> None:
    with pytest.raises(Refused, match="13 years"):
        generate(lifter(age=12), weeks=4, starts_on=MONDAY, today=TODAY)
    with pytest.raises(Refused, match="clinician"):
        generate(lifter(screening=Screening(TODAY, ("chest_pain",))), weeks=4, starts_on=MONDAY, today=TODAY)
    with pytest.raises(Invalid, match="2 to 52"):
        generate(lifter(), weeks=53, starts_on=MONDAY, today=TODAY)
    with pytest.raises(Invalid, match="sum to 10"):
        generate(lifter(goals={"strength": 6}), weeks=4, starts_on=MONDAY, today=TODAY)
    with pytest.raises(Invalid, match="minutes"):
        generate(lifter(minutes=10), weeks=4, starts_on=MONDAY, today=TODAY)
