"""Every program of the catalogue: valid, found by what people type, startable by anybody, kept as JSON."""

from datetime import date

import pytest
from pydantic import ValidationError

from training.errors import NotFound, Unclear
from training.established.bounds import may
from training.established.catalogue import catalogue, find, template
from training.established.engine import start
from training.established.schemes.ladder import Ladder
from training.established.sessions import movement_of
from training.established.template import Template
from training.library import load_library
from training.loading import Gym
from training.program.equipment import missing
from training.program.record import program_json, program_of
from training.program.trainee import Trainee

IDS = [each.id for each in catalogue()]
MONDAY = date(2026, 11, 23)
STRONG = {"Squat (Barbell)": 140.0, "Bench Press (Barbell)": 100.0, "Deadlift (Barbell)": 180.0}


def test_all_that_the_issue_asks_for_is_there() -> None:
    assert set(IDS) == {
        "starting_strength", "stronglifts", "gzclp", "531", "531_bbb", "531_fsl", "nsuns_4", "nsuns_5", "texas_method",
        "madcow", "ppl", "greyskull", "smolov_jr", "smolov_jr_squat", "bodyweight", "couch_to_5k", "run_10k",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words, expected",
    [
        ("5/3/1 bbb", "531_bbb"), ("531", "531"), ("5/3/1", "531"), ("wendler", "531"), ("Boring But Big", "531_bbb"),
        ("5/3/1 first set last", "531_fsl"), ("stronglifts", "stronglifts"), ("StrongLifts 5x5", "stronglifts"),
        ("gzclp", "gzclp"), ("GZCLP", "gzclp"), ("c25k", "couch_to_5k"), ("couch to 5k", "couch_to_5k"),
        ("ppl", "ppl"), ("Push/Pull/Legs", "ppl"), ("nsuns 5 day", "nsuns_5"), ("nsuns", "nsuns_4"), ("texas", "texas_method"),
        ("madcow 5x5", "madcow"), ("greyskull lp", "greyskull"), ("smolov jr", "smolov_jr"), ("smolov jr squat", "smolov_jr_squat"),
        ("starting strength", "starting_strength"), ("10k", "run_10k"), ("a 10k plan", "run_10k"), ("stronglift", "stronglifts"),
        ("gzlcp", "gzclp"), ("start the 5/3/1 bbb program", "531_bbb"), ("recommended routine", "bodyweight"),
    ],
)  # fmt: skip
def test_it_is_found_by_what_people_type(words: str, expected: str) -> None:
    assert find(words).id == expected


def test_what_is_not_there_lists_what_is() -> None:
    with pytest.raises(NotFound, match="StrongLifts-like"):
        find("westside conjugate")
    with pytest.raises(NotFound):
        template("nothing")


def test_two_likely_programs_are_a_question() -> None:
    with pytest.raises(Unclear, match="Smolov Jr"):
        find("smolov")


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("unit", ["kg", "lb"])
@pytest.mark.parametrize("e1rm", [{}, STRONG], ids=["no numbers", "numbers"])
def test_anybody_can_start_it(name: str, unit: str, e1rm: dict[str, float]) -> None:
    made = template(name)
    gym = Gym(unit)  # type: ignore[arg-type]
    program = start(made, Trainee(e1rm_kg=e1rm, gym=gym, days=made.days_per_week[0]), starts_on=MONDAY)
    assert len(program.sessions) >= program.days_per_week * 3 - 1
    library = load_library()
    for session in program.sessions:
        assert session.date >= MONDAY and session.items and 5 <= session.minutes <= 120 and len(session.note) <= 200
        for item in session.items:
            movement = library.by_name(item.exercise)
            assert movement is not None and item.targets
            assert item.lift is None or (item.lift in program.lifts and item.reasons[0].source and item.reasons[0].text)
            for target in item.targets:
                if target.load_kg is not None:
                    assert target.load_kg == pytest.approx(gym.loadable(target.load_kg, movement), abs=1e-6)


@pytest.mark.parametrize("name", IDS)
def test_it_survives_being_kept_and_is_made_the_same_again(name: str) -> None:
    made = template(name)
    programs = [start(made, Trainee(e1rm_kg=STRONG), starts_on=MONDAY, weeks=4) for _ in range(2)]
    assert programs[0] == programs[1] == program_of(program_json(programs[0]))


@pytest.mark.parametrize("name", IDS)
def test_its_words_name_no_other_product_as_its_own(name: str) -> None:
    made = template(name)
    assert made.summary.endswith(".") and made.for_whom.endswith(".") and made.source
    assert not any(word in made.name for word in ("®", "™"))
    trademarks = {
        "stronglifts": "-like",
        "greyskull": "-like",
        "madcow": "-like",
        "nsuns_4": "-like",
        "nsuns_5": "-like",
    }
    assert trademarks.get(name, "") in made.name


def test_a_key_that_nobody_reads_is_an_error() -> None:
    data = template("stronglifts").model_dump()
    with pytest.raises(ValidationError, match="surprise"):
        Template.model_validate(data | {"surprise": 1})
    with pytest.raises(ValidationError, match="which is no day"):
        Template.model_validate(data | {"rotation": ("C",)})


def test_a_program_stays_itself() -> None:
    lifts = template("531")
    assert may(lifts, "swap_exercise", role="accessory").allowed
    assert not may(lifts, "swap_exercise", role="main").allowed
    assert may(lifts, "swap_exercise", role="main", cause="injury").allowed
    assert may(lifts, "change_load", scope="session").allowed
    assert "not for good" in str(may(lifts, "change_load", scope="good"))
    assert not may(lifts, "add_session").allowed
    assert (
        may(lifts, "remove_exercise", scope="session").allowed
        and not may(lifts, "remove_exercise", scope="good").allowed
    )
    assert may(lifts, "change_minutes").allowed
    assert may(lifts, "change_days").allowed and not may(template("stronglifts"), "change_days").allowed
    assert not may(template("smolov_jr"), "insert_deload").allowed
    assert may(lifts, "replace_program").allowed


@pytest.mark.parametrize("name", IDS)
def test_it_names_all_that_it_needs(name: str) -> None:
    made = template(name)
    have = frozenset(made.equipment)
    for key, lift in made.lifts.items():
        rungs = lift.scheme.rungs if isinstance(lift.scheme, Ladder) else ()
        for exercise in [lift.exercise, *(rung.exercise for rung in rungs)]:
            if lift.opt_in is None:
                assert not missing(movement_of(exercise), have), (key, exercise)
