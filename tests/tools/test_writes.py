"""Every write: read back from the database, in the ledger, made once per key, undone by one word."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from db import ledger, transfer
from db.athletes import Athlete
from tests.talk import logged
from tools.calls import Call, called_by
from tools.edit import EditTools
from tools.log import LogTools
from tools.toolbox import Toolbox
from tools.undo import UndoTools
from training.errors import Conflict, Invalid, NotFound, TopsetError

WRITES: list[tuple[str, dict[str, Any]]] = [
    ("log_workout", {"said": "bench 3x5 @ 100, rows 4x10 60kg"}),
    ("log_workout", {"said": "squat 5x5 140 rpe 8"}),
    ("log_workout", {"said": '"Tyre Waltz": 3x10 @ 40 kg'}),
    ("log_workout", {"said": "ran 5k in 24:30 yesterday"}),
    ("change_sets", {"which": "all", "load": 105.0}),
    ("change_sets", {"which": "last", "exercise": "bench", "reps": 4, "rpe": 9.0}),
    ("repeat_set", {"reps": 4, "times": 2}),
    ("remove_sets", {"which": "1", "exercise": "rows"}),
    ("remove_exercise", {"exercise": "squats"}),
    ("replace_exercise", {"exercise": "bench", "by": "incline bench"}),
    ("move_workout", {"to_day": "yesterday"}),
    ("describe_workout", {"title": "Push day", "notes": "slept badly"}),
    ("log_measurement", {"metric": "body weight", "value": 180.0, "unit": "lb"}),
    ("log_measurement", {"metric": "grip strength", "value": 51.5, "unit": "kg"}),
    ("update_profile", {"units": "lb", "age": 31, "bar": 45.0}),
    ("update_profile", {"equipment": ["barbell", "rack"], "weekly_target": 4}),
    ("add_exercise", {"name": "sled waltz", "muscles": ["quads"]}),
    ("delete_workout", {}),
]


async def state(athlete: Athlete) -> dict[str, Any]:
    """Everything that is kept, without what the athlete's history of doing leaves behind."""
    async with athlete.sessions() as session:
        whole = await transfer.export(session, athlete)
        profile = await Toolbox(athlete).named("show_profile")()
        return whole | {"chats": [], "profile": profile.model_dump(mode="json")}


@pytest.mark.parametrize("seed", range(6))
async def test_undo_takes_back_everything_in_any_order(seed: int, athlete: Athlete, tools: Toolbox) -> None:
    """Twice in a row, many times in a row: at the end all is as it was after each earlier step."""
    chance = random.Random(seed)
    states = [await state(athlete)]
    for name, arguments in [WRITES[0], WRITES[1], *chance.choices(WRITES, k=12)]:
        try:
            await tools.named(name)(**arguments)
        except (NotFound, Conflict):  # nothing of the kind is left to change
            continue
        states.append(await state(athlete))
    for before in reversed(states[:-1]):
        await UndoTools(athlete).undo()
        assert await state(athlete) == before
    with pytest.raises(NotFound, match="nothing to undo"):
        await UndoTools(athlete).undo()


@pytest.mark.parametrize(("name", "arguments"), WRITES)
async def test_a_key_writes_once(name: str, arguments: dict[str, Any], athlete: Athlete, tools: Toolbox) -> None:
    await LogTools(athlete).log_workout("bench 3x5 @ 100, squats 3x5 100, rows 3x10 50")
    call = Call("test", str(uuid4()))
    answers = []
    for _ in range(2):
        with called_by(call):
            answers.append(await tools.named(name)(**arguments))
        if len(answers) == 1:
            after = await state(athlete)
    assert answers[0].model_dump() == answers[1].model_dump()
    assert await state(athlete) == after


async def test_the_ledger_knows_who_which_door_and_what(athlete: Athlete, session: AsyncSession) -> None:
    with called_by(Call("terminal", "key-1")):
        logged = await LogTools(athlete).log_workout("bench 3x5 @ 100")
    await EditTools(athlete).change_sets(reps=6)
    edit, log = await ledger.latest(session, athlete.id)
    key = str(logged.workouts[0].id)
    assert (log.door, log.tool, log.key, log.before) == ("terminal", "log_workout", "key-1", {"workouts": {key: None}})
    assert edit.before["workouts"][key]["exercises"][0]["sets"][-1]["reps"] == 5
    assert edit.after["workouts"][key]["exercises"][0]["sets"][-1]["reps"] == 6


async def test_an_undone_write_that_changed_since_is_refused(athlete: Athlete, session: AsyncSession) -> None:
    await LogTools(athlete).log_workout("bench 3x5 @ 100")
    await EditTools(athlete).change_sets(reps=6)
    first = (await ledger.latest(session, athlete.id))[-1]
    with pytest.raises(Conflict, match="Undo the later change first"):
        await UndoTools(athlete).undo(first.id)


async def test_records_follow_edits_and_deletions(athlete: Athlete, tools: Toolbox) -> None:
    await LogTools(athlete).log_workout("bench 1x5 @ 100 last monday")
    first = await LogTools(athlete).log_workout("bench 1x5 @ 105")
    assert first.records == [
        "Bench Press (Barbell) heaviest load: 105 kg × 5 (was 100 kg)",
        "Bench Press (Barbell) estimated 1RM: 122.5 kg (105 kg × 5) (was 116.7 kg)",
    ]
    records = tools.named("personal_records")
    assert "heaviest load: 105 kg" in str(await records(exercise="bench"))
    await EditTools(athlete).change_sets(load=95.0)
    assert "heaviest load: 100 kg" in str(await records(exercise="bench"))
    await EditTools(athlete).delete_workout()
    await EditTools(athlete).delete_workout()
    assert "no records" in str(await records(exercise="bench"))


async def test_a_question_stores_nothing_and_its_choice_does(athlete: Athlete, session: AsyncSession) -> None:
    asked = await LogTools(athlete).log_workout("floop 3x5 60")
    assert asked.question and not asked.workouts
    assert await ledger.latest(session, athlete.id) == []
    logged = await LogTools(athlete).log_workout(asked.choices[-1].said)
    assert [each.exercise for each in logged.workouts[0].exercises] == ["floop"]


async def test_what_was_typed_is_kept_beside_the_kilos(athlete: Athlete, session: AsyncSession) -> None:
    await LogTools(athlete).log_workout("bench 3x5 @ 225 lb")
    whole = await transfer.export(session, athlete)
    assert whole["workouts"][0]["exercises"][0]["sets"][0]["load_kg"] == pytest.approx(102.05828325)
    lb = Toolbox(replace(athlete, units="lb"))
    assert "3×5 @ 225 lb" in str(await lb.named("list_workouts")())


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("change_sets", {}, "Say what the set should be"),
        ("change_sets", {"reps": 6}, "no workout"),
        ("move_workout", {"to_day": "someday"}, "no day I know"),
        ("log_measurement", {"metric": "body weight", "value": 812.0}, "can't be right"),
        ("log_measurement", {"metric": "💪", "value": 1.0}, "can't be the name"),
        ("update_profile", {}, "Nothing to change"),
        ("update_profile", {"timezone": "Berli"}, "Europe/Berlin"),
        ("update_profile", {"age": 9}, "from 13 years"),
        ("update_profile", {"equipment": ["spaceship"]}, "don't know the equipment"),
        ("add_exercise", {"name": "Bench Press (Barbell)"}, "in the library already"),
        ("estimate_strength", {"exercise": "curls of doom xyz"}, "don't know"),
        ("suggest_load", {"exercise": "squat", "reps": 5}, "logged set"),
        ("relative_strength", {}, "I'm male"),
        ("training_volume", {"muscle": "elbow"}, "no muscle I count"),
        ("exercise_history", {"exercise": "squat", "period": "whenever"}, "no period"),
    ],
)
async def test_bad_input_says_what_was_wrong(name: str, arguments: dict[str, Any], words: str, tools: Toolbox) -> None:
    with pytest.raises(TopsetError, match=words):
        await tools.named(name)(**arguments)


async def test_the_future_is_refused(athlete: Athlete) -> None:
    with pytest.raises(Invalid):
        await EditTools(athlete).move_workout("2027-01-01") if await LogTools(athlete).log_workout(
            "bench 3x5 @ 100"
        ) else None


@pytest.mark.parametrize(
    "said", ["squat 1000x5", "bench 3x5 @ 400 kg", "deadlift 1x1 @ 1200 lb", "front squat 1x1 @ 800 kg"]
)
async def test_a_load_that_nobody_has_lifted_is_a_slip(said: str, tools: Toolbox, athlete: Athlete) -> None:
    with pytest.raises(Invalid, match="nobody has lifted"):
        await tools.named("log_workout")(said=said)
    assert await logged(athlete) == []


async def test_what_somebody_has_lifted_is_logged(tools: Toolbox, athlete: Athlete) -> None:
    await tools.named("log_workout")(said="squat 1x1 @ 490 kg, leg press 3x10 @ 600 kg, deadlift 1x1 @ 501 kg")
    assert len(await logged(athlete)) == 5


@pytest.mark.parametrize(
    ("body_kg", "before", "now", "told"),
    [
        (None, "pull ups 10, 8, 6", "pull ups 12, 9", ["Pull Up most reps: 12 reps (was 10 reps)"]),
        (None, "pull ups 10, 8, 6", "pull ups 9, 9", []),
        (
            None, "pull ups +20kg x 5", "pull ups +25kg x 3, 4, 2",
            ["Pull Up heaviest added load: +25 kg × 4 (was +20 kg)"],
        ),
        (None, "pull ups +20kg x 5", "pull ups +20kg x 6", ["Pull Up most reps at +20 kg: 6 reps"]),
        (
            80, "pull ups 10, 8, 6", "pull ups 12, 9",
            [
                "Pull Up estimated 1RM, body weight included: 112 kg (bodyweight × 12) (was 106.7 kg)",
                "Pull Up most reps: 12 reps (was 10 reps)",
            ],
        ),
        (
            80, "pull ups +20kg x 3", "pull ups +20kg x 5",
            [
                "Pull Up estimated 1RM, body weight included: 116.7 kg (+20 kg × 5) (was 110 kg)",
                "Pull Up most reps at +20 kg: 5 reps",
            ],
        ),
    ],
)  # fmt: skip
async def test_records_of_a_body_name_their_reps_and_what_hung_on_it(
    body_kg: float | None, before: str, now: str, told: list[str], athlete: Athlete, tools: Toolbox
) -> None:
    if body_kg is not None:
        await tools.named("log_measurement")(metric="body weight", value=body_kg)
    await LogTools(athlete).log_workout(f"{before} last monday")
    assert [each for each in (await LogTools(athlete).log_workout(now)).records if "RM:" not in each[:12]] == told
    standing = str(await tools.named("personal_records")(exercise="pull ups"))
    for each in told:
        assert each.removeprefix("Pull Up ").partition(" (was")[0] in standing or "most reps at" in each


async def test_a_workout_is_logged_for_the_day_of_the_call(athlete: Athlete) -> None:
    day = athlete.today - timedelta(days=2)
    with called_by(Call("code", f"day-{uuid4()}")):
        await LogTools(athlete).log_workout(said="bench 1x5 @ 80 kg", day=day)
    assert await logged(athlete) == [(day.isoformat(), "Bench Press (Barbell)", 80.0, 5)]
