"""Programs of one's own: written in words, followed, written to a file and read back."""

from datetime import date

import pytest

from training.errors import Invalid
from training.established import catalogue, engine
from training.established.own import OWN, as_text, as_toml, liftosaur_of, read_own, template_of, toml_of
from training.established.written import is_written, read_written
from training.generation.generate import generate
from training.library import load_library
from training.movement import Movement
from training.program.trainee import Screening, Trainee
from training.workout import Exercise, Set

MONDAY = date(2026, 3, 2)
WORDS = (
    "my program, 8 weeks: day A (heavy) squat 3x5 60kg, bench 3x5, row 3x8-12; "
    "day B deadlift 1x5 (+5 kg), plank 3x30s and curls 2x10+. add 2.5 kg each time"
)
NAMES = {
    "squat": "Squat (Barbell)", "bench": "Bench Press (Barbell)", "row": "Bent Over Row (Barbell)", "deadlift": "Deadlift (Barbell)",
    "plank": "Plank", "curls": "Bicep Curl (Barbell)",
}  # fmt: skip
WITH_A_GYM = Trainee(
    days=3, minutes=60, equipment=frozenset(("barbell", "rack", "bench", "dumbbell", "cable", "machine", "pullup_bar")),
    level="intermediate", screening=Screening(MONDAY), goals={"strength": 10},
    e1rm_kg={"Squat (Barbell)": 140.0, "Bench Press (Barbell)": 100.0, "Deadlift (Barbell)": 170.0},
)  # fmt: skip


def find(name: str) -> Movement:
    found = load_library().by_name(NAMES.get(name, name))
    assert found is not None, name
    return found


def test_words_become_days_lifts_and_rules() -> None:
    template, written = read_own(WORDS, find)
    assert written is not None and written.weeks == 8 and not written.unread
    assert [each.title for each in template.days.values()] == ["Day A: heavy", "Day B"]
    kinds = {key: each.scheme.kind for key, each in template.lifts.items()}
    assert kinds == {
        "squat_barbell": "linear", "bench_press_barbell": "linear", "bent_over_row_barbell": "double", "deadlift_barbell": "linear",
        "plank": "free", "bicep_curl_barbell": "linear",
    }  # fmt: skip
    assert template.lifts["deadlift_barbell"].scheme.increment.kg == 5  # type: ignore[union-attr]


def test_it_is_followed_as_written_and_goes_on_by_its_rule() -> None:
    template, _ = read_own(WORDS, find)
    program = engine.start(template, Trainee(days=2), weeks=8, starts_on=MONDAY)
    assert (program.template, len(program.sessions)) == (OWN, 16)
    assert template_of(program) == template
    first = program.sessions[0]
    squat = first.items[0]
    assert [(each.reps, each.load_kg) for each in squat.work] == [(5, 60.0)] * 3
    done = Exercise("Squat (Barbell)", (Set("work", 60.0, 5),) * 3)
    outcome = engine.advance(program, first, {"squat_barbell": done})
    again = engine.project(program, outcome.lifts, program.sessions[1].date)
    assert again[1].items[0].work[0].load_kg == 62.5


def test_a_file_says_the_same_again() -> None:
    template, _ = read_own(WORDS, find)
    again, _ = read_own(as_toml(template), find)
    assert again == template
    text, _ = read_own(as_text(template, "kg"), find)
    assert {key: each.scheme for key, each in text.lifts.items()} == {
        key: each.scheme for key, each in template.lifts.items()
    }


@pytest.mark.parametrize("name", [each.id for each in catalogue.catalogue()])
def test_every_established_program_can_be_written_and_read(name: str) -> None:
    template = catalogue.template(name)
    again, _ = read_own(catalogue.file_of(name), find)
    assert again.lifts == template.lifts and again.days == template.days and again.rotation == template.rotation


def test_a_generated_program_has_its_first_week_as_text() -> None:
    template, _ = read_own(WORDS, find)
    program = engine.start(template, Trainee(days=2), weeks=8, starts_on=MONDAY)
    assert toml_of(program) and "Squat (Barbell) / 3x5 / 60kg / progress: lp(2.5kg)" in liftosaur_of(program, "kg")


@pytest.mark.parametrize(
    "text", ["bench 3x5 80", "day 3 was hard, squat 3x5 100", "did day A: squat 3x5 60", "what's on day A?"]
)
def test_a_log_is_no_program(text: str) -> None:
    assert not is_written(text)


def test_what_cannot_be_read_is_said() -> None:
    assert read_written("day A: squat 3x5, something heavy; day B: press 3x5").unread == ("something heavy",)
    with pytest.raises(Invalid, match="by days"):
        read_written("squat and bench")
    with pytest.raises(Invalid, match="no TOML"):
        read_own("rotation = [\n[days", find)


def test_a_generated_program_is_a_file_that_can_be_followed_again() -> None:
    made = generate(WITH_A_GYM, weeks=4, starts_on=MONDAY, today=MONDAY)
    written = toml_of(made)
    template, _ = read_own(written, find)
    first = [each for each in made.sessions if each.week == 1]
    again = engine.start(template, WITH_A_GYM, weeks=4, starts_on=MONDAY)
    for planned, read in zip(first, again.sessions, strict=False):
        wanted = [each for each in planned.items if each.role in ("main", "accessory")]
        assert [each.exercise for each in read.items if each.role in ("main", "accessory")] == [
            each.exercise for each in wanted
        ]
        assert [(one.reps, one.load_kg) for each in read.items for one in each.work if one.reps] == [
            (one.reps, one.load_kg) for each in wanted for one in each.work if one.reps
        ]
    assert written.startswith("# The first week")
