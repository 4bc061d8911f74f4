"""What stands in for an exercise, how it is done then, and whole sessions around what is missing or hurts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from training.library import load_library
from training.program.equipment import missing
from training.program.injuries import injury_rules, worst_grade
from training.program.plan import LONGEST_NOTE, Item, Program, Session, Target
from training.program.rules import validate
from training.program.substitutes import overlap, swap_rules
from training.program.swaps import Kind, candidates, swapped, without_equipment, without_pain
from training.program.trainee import REGIONS, Injury, MovementRule, Screening, Trainee
from training.timing import session_minutes

LIBRARY = load_library()
CORE = [each for each in LIBRARY.movements if each.core_id is not None]
HOTEL = frozenset({"dumbbell", "bench", "cable", "treadmill", "bike"})
PLACES = (frozenset[str](), frozenset({"dumbbell"}), frozenset({"band"}), HOTEL)


def names(found: tuple[Any, ...]) -> list[str]:
    return [each.movement.name for each in found]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_is_offered_can_be_done(kind: Kind, athlete: Trainee, today: date) -> None:
    """At hand, not forbidden, not excluded, not itself: for every core movement."""
    whom = replace(
        athlete, equipment=HOTEL, injuries=(Injury("shoulder", 4),), rules=(MovementRule("exclude", "Push Up"),)
    )
    for movement in CORE:
        for each in candidates(movement, whom, today, kind=kind):
            assert not missing(each.movement, HOTEL)
            assert worst_grade(each.movement, whom.injuries, LIBRARY)[0] != "forbidden"
            assert each.movement.name not in ("Push Up", movement.name)
            assert each.text and each.source and str(each).startswith(each.movement.name)


def test_equivalents_keep_the_pattern_or_most_muscles(athlete: Trainee, today: date) -> None:
    for movement in CORE:
        edges = LIBRARY.equivalents(movement.slug)
        for each in candidates(movement, athlete, today):
            alike = (
                each.movement.pattern == movement.pattern and overlap(movement, each.movement) >= swap_rules().overlap
            )
            assert each.movement in edges or alike or each.kind == "regress" or "nearest" in each.text


def test_antagonists_share_no_prime_mover(athlete: Trainee, today: date) -> None:
    for movement in CORE:
        for each in candidates(movement, athlete, today, kind="antagonist"):
            assert not set(each.movement.primary) & set(movement.primary)


def test_habits_and_wishes_come_first(athlete: Trainee, today: date) -> None:
    row = LIBRARY.by_core_id("barbell_row")
    usual = names(candidates(row, athlete, today))
    last = usual[5]
    assert names(candidates(row, replace(athlete, rules=(MovementRule("prefer", last),)), today))[0] == last
    assert names(candidates(row, replace(athlete, done={last: 20}), today)).index(last) < usual.index(last)


def test_what_hurts_less_comes_first(athlete: Trainee, today: date) -> None:
    bench = LIBRARY.by_core_id("bench_press")
    found = candidates(bench, replace(athlete, injuries=(Injury("shoulder", 4),)), today)
    grades = [worst_grade(each.movement, (Injury("shoulder", 4),), LIBRARY)[0] for each in found]
    assert grades == sorted(grades) and grades[0] == "allowed"


def test_a_session_offers_nothing_twice(program: Program, athlete: Trainee, today: date) -> None:
    session = program.sessions[1]
    found = candidates(LIBRARY.by_core_id("barbell_row"), athlete, today, session=session)
    assert not {each.exercise for each in session.items} & set(names(found))


def test_steps_up_and_down(athlete: Trainee, today: date) -> None:
    squat = LIBRARY.by_core_id("back_squat")
    assert "Goblet Squat" in names(candidates(squat, athlete, today, kind="regress"))
    assert names(candidates(LIBRARY.by_core_id("push_up"), athlete, today, kind="progress"))


def test_the_own_number_makes_the_load(athlete: Trainee, make_item: Callable[..., Item]) -> None:
    bench = make_item("Bench Press (Barbell)", "main", 3, 5, 80.0)
    found = swapped(bench, LIBRARY.by_core_id("overhead_press"), athlete)
    assert [(each.reps, each.load_kg, each.rir) for each in found.work] == [(5, 50.0, 2.0)] * 3
    assert [each.kind for each in found.targets][:1] == ["warmup"]
    assert [each.rule for each in found.reasons] == ["swap", "load"]


@pytest.mark.parametrize(
    ("was", "by", "least", "most"),
    [
        ("bench_press", "db_bench_press", 0.20, 0.40), ("back_squat", "front_squat", 0.4, 0.80),
        ("back_squat", "goblet_squat", 0.1, 0.35), ("deadlift", "romanian_deadlift", 0.4, 0.70),
        ("bench_press", "incline_bench_press", 0.4, 0.80),
    ],
)  # fmt: skip
def test_a_related_lift_makes_a_first_load(was: str, by: str, least: float, most: float, athlete: Trainee) -> None:
    """Reference 11.3, and RPE 7 at most the first time."""
    old, new = LIBRARY.by_core_id(was), LIBRARY.by_core_id(by)
    item = Item(old.name, "main", (Target(reps=5, rir=1.0, load_kg=60.0), Target("amrap", reps=5)), rest_s=120)
    found = swapped(item, new, athlete)
    for each in found.work:
        assert each.rir is not None and each.rir >= 3 and each.kind == "work"
        assert each.load_kg is not None and least <= each.load_kg / athlete.e1rm_kg[old.name] <= most


def test_a_load_below_the_empty_bar_is_none(athlete: Trainee, make_item: Callable[..., Item]) -> None:
    weak = replace(athlete, e1rm_kg={"Overhead Press (Barbell)": 22.0})
    found = swapped(
        make_item("Shoulder Press (Dumbbell)", "main", 3, 8, 8.0), LIBRARY.by_core_id("overhead_press"), weak
    )
    assert {each.load_kg for each in found.work} == {None} and "Find the load" in found.notes


def test_without_a_number_there_is_no_load_and_a_note(athlete: Trainee, make_item: Callable[..., Item]) -> None:
    found = swapped(
        make_item("Bench Press (Barbell)", "main", 3, 5, 80.0), LIBRARY.by_name("Chest Press (Machine)"), athlete
    )  # type: ignore[arg-type]
    assert {each.load_kg for each in found.work} == {None} and "Find the load" in found.notes
    assert {each.reps for each in found.work} == {12}  # an easier step
    assert all(each.kind == "work" for each in found.targets)


def test_easier_means_more_reps(athlete: Trainee, make_item: Callable[..., Item]) -> None:
    found = swapped(make_item("Bench Press (Barbell)", "main", 4, 10, 60.0), LIBRARY.by_core_id("push_up"), athlete)
    assert [each.reps for each in found.work] == [15] * 4
    assert found.notes == ""


def test_a_run_becomes_as_many_minutes(athlete: Trainee) -> None:
    run = Item("Running", "cardio", (Target(distance_m=4500.0),), lift="run")
    found = swapped(run, LIBRARY.by_core_id("bike"), athlete)
    assert (found.work[0].duration_s, found.work[0].distance_m, found.lift) == (1800.0, None, None)


def test_reps_become_seconds(athlete: Trainee, make_item: Callable[..., Item]) -> None:
    found = swapped(make_item("Cable Crunch", "accessory", 3, 10, 30.0), LIBRARY.by_core_id("plank"), athlete)
    assert [(each.reps, each.duration_s, each.load_kg) for each in found.work] == [(None, 30.0, None)] * 3


@pytest.mark.parametrize("place", PLACES, ids=lambda each: "+".join(sorted(each)) or "nothing")
def test_any_session_without_its_equipment(
    place: frozenset[str], program: Program, athlete: Trainee, today: date
) -> None:
    """The patterns stay, nothing that is missing is left, minutes are honest."""
    for session in program.sessions[:2]:
        made, said = without_equipment(session, place, athlete, today)
        assert all(not missing(LIBRARY.by_name(each.exercise), place) for each in made.items)  # type: ignore[arg-type]
        assert made.minutes == session_minutes(made.items, LIBRARY.by_name)
        assert len(made.note) <= LONGEST_NOTE and said
        assert len({each.exercise for each in made.items}) == len({each.exercise for each in session.items}) - sum(
            "left out" in each for each in said
        )
        before, after = (
            {LIBRARY.by_name(each.exercise).pattern for each in one.items} for one in (session, made)  # type: ignore[union-attr]
        )  # fmt: skip
        assert len(after - before) <= 1 and any(each.role == "main" for each in made.items)


def test_all_at_hand_is_no_change(program: Program, athlete: Trainee, today: date) -> None:
    session = program.sessions[0]
    assert without_equipment(session, athlete.equipment, athlete, today) == (session, ())
    assert without_pain(session, (Injury("knee", 2),), athlete, today) == (session, ())


@pytest.mark.parametrize("severity", [3.0, 5.0, 6.0, None])
@pytest.mark.parametrize("region", REGIONS)
def test_no_session_goes_around_the_gate(
    region: Any, severity: float | None, program: Program, athlete: Trainee, today: date
) -> None:
    """Whatever hurts, and how much: nothing forbidden is left, what is limited is lighter, twice is once."""
    hurt = (Injury(region, severity),)
    for session in program.sessions[:2]:
        made, said = without_pain(session, hurt, athlete, today)
        for each in made.items:
            assert worst_grade(LIBRARY.by_name(each.exercise), hurt, LIBRARY)[0] != "forbidden"
        assert without_pain(made, hurt, athlete, today) == (made, ())
        assert bool(said) == (made != session)
        whom = replace(athlete, injuries=hurt)
        found = validate(replace(program, sessions=(made,), origin="imported"), whom, today)
        assert not [each for each in found if each.rule == "injuries"]


def test_limited_is_lighter_and_less(program: Program, athlete: Trainee, today: date) -> None:
    session = program.sessions[0]
    made, said = without_pain(session, (Injury("knee", 3),), athlete, today)
    before, after = session.items[1], made.items[1]
    given = injury_rules()
    assert before.exercise == after.exercise == "Squat (Barbell)"
    assert len(after.work) == round(len(before.work) * given.sets)
    assert after.work[0].load_kg == 85.0 and after.notes.startswith("Slowly")
    assert made.minutes < session.minutes and len(said) == 1


def test_sharp_pain_sends_to_a_clinician(program: Program, athlete: Trainee, today: date) -> None:
    _, said = without_pain(program.sessions[0], (Injury("knee", 1, is_sharp=True),), athlete, today)
    assert said[-1] == "Have your knee looked at by a clinician before you load it again."


def test_a_pair_that_loses_one_is_no_pair(athlete: Trainee, today: date, make_session: Callable[..., Session]) -> None:
    pair = tuple(
        Item(name, role, (Target(reps=10, rir=2.0),) * 2, rest_s=60, superset=number)  # type: ignore[arg-type]
        for name, role, number in (("Push Up", "main", None), ("Seated Calf Raise (Machine)", "accessory", 1), ("Plank", "accessory", 1))
    )  # fmt: skip
    made, said = without_equipment(make_session(today, 1, 1, "A", pair), (), athlete, today)
    if any("left out" in each for each in said):
        assert {each.superset for each in made.items} == {None}
    else:
        assert sum(each.superset == 1 for each in made.items) == 2


@pytest.mark.parametrize(
    ("region", "severity", "exercise", "grade"),
    [
        ("knee", 2, "front_squat", "allowed"), ("knee", 3, "front_squat", "forbidden"), ("knee", 5, "back_squat", "limited"),
        ("knee", 6, "back_squat", "forbidden"), ("lower_back", 4, "deadlift", "forbidden"), ("lower_back", 4, "leg_press", "allowed"),
        ("shoulder", 4, "dip", "forbidden"), ("shoulder", 4, "overhead_press", "limited"), ("shoulder", 4, "face_pull", "allowed"),
        ("shoulder", 7, "bench_press", "forbidden"), ("elbow", 4, "skull_crusher", "forbidden"), ("elbow", 4, "hammer_curl", "allowed"),
        ("wrist", 4, "push_up", "forbidden"), ("wrist", 4, "back_squat", "allowed"), ("hip", 4, "sumo_deadlift", "forbidden"),
        ("ankle", 3, "run", "forbidden"), ("ankle", 3, "bike", "allowed"), ("neck", 4, "overhead_press", "forbidden"),
        ("knee", None, "back_squat", "limited"),
    ],
)  # fmt: skip
def test_the_gate(region: Any, severity: float | None, exercise: str, grade: str) -> None:
    """Reference 8.1, region by region."""
    assert worst_grade(LIBRARY.by_core_id(exercise), (Injury(region, severity),), LIBRARY)[0] == grade


def test_the_gate_fails_closed() -> None:
    assert worst_grade(None, (Injury("knee", 3),), LIBRARY)[0] == "forbidden"
    named = Injury("knee", 3, movement="Hip Thrust (Barbell)")
    assert worst_grade(LIBRARY.by_core_id("hip_thrust"), (named,), LIBRARY)[0] == "forbidden"


def test_what_nothing_is_known_of_is_left_out_when_something_hurts(
    athlete: Trainee, today: date, make_item: Callable[..., Item], make_session: Callable[..., Session]
) -> None:
    session = make_session(
        today, 1, 1, "A", (make_item("Push Up", "main", 3), make_item("Garden Lift", "accessory", 3))
    )
    made, said = without_pain(session, (Injury("knee", 4),), athlete, today)
    assert "Garden Lift" not in {each.exercise for each in made.items}
    assert said == ("Garden Lift is left out: nothing that fits you stands in for it.",)


@pytest.mark.parametrize(
    ("whom", "rir", "reps"), [({"age": 14}, 3.0, 8), ({"age": 70}, 2.0, 5), ({"yes": ("medication",)}, 4.0, 5)]
)
def test_age_and_screening_hold_for_a_stand_in(whom: dict[str, Any], rir: float, reps: int, athlete: Trainee) -> None:
    screening = Screening(date(2026, 11, 1), whom.pop("yes", ()))
    old = Item("Bench Press (Barbell)", "main", (Target("amrap", reps=5, load_kg=80.0),), rest_s=120)
    found = swapped(old, LIBRARY.by_core_id("overhead_press"), replace(athlete, screening=screening, **whom))
    assert (found.work[0].kind, found.work[0].rir, found.work[0].reps) == ("work", rir, reps)


def test_when_all_is_out_the_day_is_a_walk(athlete: Trainee, today: date) -> None:
    bells = Item("Bench Press (Barbell)", "main", (Target(reps=5),) * 3)
    session = Session(today, 1, 1, "Press", "lifting", (bells,), 30)
    made, said = without_pain(session, (Injury("shoulder", 8),), athlete, today)
    assert [each.exercise for each in made.items] == ["Walking"] and made.title == "Rest (Press)"
    assert said[-1].startswith("Have your shoulder looked at")
