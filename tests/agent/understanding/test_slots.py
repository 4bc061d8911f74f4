"""What fills the slots of a frame, from clauses as people type them."""

from datetime import date
from typing import Any

import pytest

from agent.understanding.frames import frames
from agent.understanding.situation import Situation
from agent.understanding.slots.health_answers import health_answer
from agent.understanding.slots.kit import EVERYTHING
from agent.understanding.told_at_once import at_once
from agent.understanding.words import Words

TODAY = date(2026, 11, 18)
CLAUSES: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("change_sets", "the second bench set was 4 reps, not 5", [{"which": "2", "exercise": "bench", "reps": 4}]),
    ("change_sets", "the bench was lbs not kg", [{"which": "all", "exercise": "bench", "unit": "lb"}]),
    ("change_sets", "squats 2.5 heavier than i wrote", [{"which": "all", "exercise": "squats", "load_change": 2.5}]),
    ("repeat_set", "two more at 90 for 8, squats", [{"times": 2, "exercise": "squats", "load": 90, "reps": 8}]),
    ("replace_exercise", "that was front squat not back squat", [{"by": "front squat", "exercise": "back squat"}]),
    ("move_session", "move fridays to saturday", [{"to": "2026-11-21", "day": "2026-11-20"}]),
    ("move_workout", "that was yesterday", [{"to_day": "2026-11-17"}]),
    ("log_measurement", "waist 84 cm, resting hr 54",
     [{"metric": "waist", "value": 84, "unit": "cm"}, {"metric": "resting heart rate", "value": 54}]),
    ("log_measurement", "12 stone 4 this morning", [{"metric": "body weight", "value": 172, "unit": "lb"}]),
    ("report_injury", "my left elbow and right shoulder hurt",
     [{"region": "elbow", "side": "left"}, {"region": "shoulder", "side": "right"}]),
    ("report_injury", "both my knees and my lower back are bad", [{"region": "knee", "side": "both"}, {"region": "lower_back"}]),
    ("update_planning", "tuesdays are out from now on", [{"not_on": ["tuesday"]}]),
    ("update_planning", "have a rack, barbell and a pull-up bar in the garage",
     [{"place": "home", "equipment": ["rack", "barbell", "pullup_bar", "bench"]}]),
    ("propose_program", "make me 8 weeks from monday", [{"weeks": 8, "starts": "2026-11-23"}]),
    ("change_planned", "make bench 4x6 from now on", [{"exercise": "bench", "sets": 4, "reps": 6, "scope": "program"}]),
    ("change_planned", "drop the deadlift 10 percent", [{"exercise": "deadlift", "load_change_pct": -10}]),
    ("check_readiness", "slept 4 h, energy 3/10, legs sore 7/10", [{"sleep_h": 4, "energy": 3, "soreness": {"legs": 7}}]),
    ("estimate_strength", "my deadlift since june", [{"exercise": "deadlift", "period": "2026-06-01 to 2026-11-18"}]),
    ("personal_records", "prs for squat and deadlift", [{"exercise": "squat"}, {"exercise": "deadlift"}]),
    ("compare_periods", "october vs september",
     [{"first": "september", "second": "october"}]),
    ("set_movement_rule", "always front squat instead of back squat",
     [{"kind": "substitute", "exercise": "back squat", "by": "front squat"}]),
    ("log_planned", "did everything but the rows", [{"skipped": ["rows"]}]),
    ("update_profile", "im 24 male 182cm", [{"age": 24, "sex": "M", "height_cm": 182}]),
    ("adapt_to_illness", "temp 38.4, throat hurts", [{"symptoms": ["mild_sore_throat", "fever"], "temperature_c": 38.4}]),
    ("undo", "undo twice", [{}, {}]),
    ("add_or_remove_planned", "add calf raises to lower days for good",
     [{"what": "add", "exercise": "calf raises", "on": "lower", "scope": "program"}]),
    ("update_planning", "dips hurt my shoulder and burpees are out, easy on my knees please",
     [{"wish": {"avoid": ["Chest Dip", "Burpee"], "no_impact": True}}]),
    ("update_planning", "mat mon wed fri 2h, lifting tue and sat", [{"days": 2, "weekdays": ["tuesday", "saturday"], "minutes": None}]),
    ("update_planning", "tuesday and friday, never saturday", [{"weekdays": ["tuesday", "friday"], "not_on": ["saturday"]}]),
    ("update_planning", "3x a week, bench on mon and fri", [{"days": 3, "weekdays": None}]),
    ("update_planning", "an hour and a quarter, and my 5k is 27 min", [{"minutes": 75}]),
    ("update_planning", "trap bar, plates, dumbbells and no straight bar", [{"equipment": ["trap_bar", "dumbbell"]}]),
    ("update_planning", "glutes and hams first, legs are fine otherwise", [{"priorities": ["glutes", "hamstrings"], "goals": {"hypertrophy": 10}}]),
    ("update_planning", "want to get strong without bulk, I hate running", [{"goals": {"strength": 10}}]),
    ("update_planning", "I hate deadlifts of any kind and lunges",
     [{"wish": {"avoid": ["Deadlift (Barbell)", "Deadlift", "Lunge"]}}]),
    ("update_planning", "kettlebells: a pair of 16s and one 24", [{"wish": {"weights": {"kettlebell": [16.0, 24.0]}}}]),
    ("update_planning", "three days with a barbell and dumbbells, 50 minutes", [{"days": 3, "minutes": 50, "wish": None}]),
    ("update_planning", "squat 110 and bench 85 for fives back then, nothing since 2023",
     [{"wish": {"bests": [{"exercise": "Squat (Barbell)", "load": 110.0, "reps": 5}, {"exercise": "Bench Press (Barbell)", "load": 85.0, "reps": 5}], "away_days": 1053}}]),
    ("update_planning", "my twins are 14 months", []),
    ("log_measurement", "eight thousand two hundred and fifty steps", [{"metric": "steps", "value": 8250}]),
    ("log_measurement", "slept 7 n a quarter hours", [{"metric": "sleep", "value": 7.25}]),
    ("change_sets", "the last deadlift set was one hundred and twelve and a half", [{"which": "last", "load": 112.5, "reps": None}]),
    ("update_planning", "home from mass, how many sets per muscle in the last 3 weeks", [{"goals": None, "place": "home"}]),
    ("update_planning", "lifted on and off for ten years", [{"training_months": 120, "wish": None}]),
    ("update_planning", "comp weigh in is in 4 days, deadlift was 2.5x bodyweight", [{"days": None}]),
    ("change_sets", "second squat set was 7 not 8, and all of the deadlifts were at 140",
     [{"exercise": "squat", "which": "2", "reps": 7}, {"exercise": "deadlifts", "which": "all", "load": 140}]),
    ("change_sets", "bench and rows were all 62.5",
     [{"exercise": "bench", "which": "all", "load": 62.5}, {"exercise": "rows", "which": "all", "load": 62.5}]),
    ("change_planned", "rows to 2 rir, 5 sets of curls and leave the squats alone",
     [{"exercise": "rows", "rir": 2}, {"exercise": "curls", "sets": 5}]),
    ("add_or_remove_planned", "put hammer curls in and lose the lunges",
     [{"exercise": "hammer curls", "what": "add"}, {"exercise": "lunges", "what": "remove"}]),
    ("add_or_remove_planned", "drop the curls and lateral raises",
     [{"exercise": "curls", "what": "remove"}, {"exercise": "lateral raises", "what": "remove"}]),
    ("log_measurement", "rhr 52 today, 57 on monday",
     [{"metric": "resting heart rate", "value": 52, "day": None}, {"metric": "resting heart rate", "value": 57, "day": "2026-11-16"}]),
    ("log_measurement", "slept 5 yesterday and 8 last night", [{"metric": "sleep", "value": 5, "day": "2026-11-17"}, {"metric": "sleep", "value": 8}]),
    ("log_measurement", "on sunday waist 84. resting pulse 55",
     [{"metric": "waist", "value": 84, "day": "2026-11-15"}, {"metric": "resting heart rate", "value": 55, "day": None}]),
    ("log_measurement", "81.6 fasted, waist 80", [{"metric": "body weight", "value": 81.6}, {"metric": "waist", "value": 80}]),
    ("log_measurement", "waist 80, 12 laps", [{"metric": "waist", "value": 80}]),
    ("adapt_to_illness", "coughing since sunday", [{"days_ill": 3}]),
    ("adapt_to_illness", "runny nose, day four", [{"days_ill": 4}]),
    ("show_week", "let me see week five", [{"week": "5"}]),
    ("set_goal", "can 12 pull ups be a goal", [{"exercise": "pull ups"}]),
    ("repeat_set", "the same for the rows, twice over", [{"times": 2, "exercise": "rows", "reps": None}]),
    ("repeat_set", "one more deadlift set with 5 kg more, 3 reps", [{"times": None, "exercise": "deadlift", "reps": 3}]),
    ("propose_program", "8 weeks, I'm done with 5x5", [{"weeks": 8, "template": None}]),
]  # fmt: skip


@pytest.mark.parametrize("tool, said, wanted", CLAUSES, ids=[said for _, said, _ in CLAUSES])
def test_a_clause_fills_a_frame(tool: str, said: str, wanted: list[dict[str, Any]]) -> None:
    found = frames()[tool].fill(Words(said, Situation(today=TODAY)))
    assert len(found) == len(wanted), found
    for given, expected in zip(found, wanted, strict=True):
        assert {name: given.get(name) for name in expected} == expected


def test_what_is_told_of_an_exercise_that_is_to_be_added_is_no_program() -> None:
    said = "the sled drag is missing, that's quads mostly, calves second, and it needs a machine"
    assert at_once(said, Situation(today=TODAY), (), 0.0) is None
    told = at_once("chest first, three days, 45 minutes, dumbbells at home", Situation(today=TODAY), (), 0.0)
    assert told is not None and told.calls[0].args["priorities"] == ["chest"]


@pytest.mark.parametrize(
    "tool, said", [("move_session", "move it please"), ("plates_for", "which plates"), ("set_goal", "")]
)
def test_what_is_missing_leaves_the_frame_empty(tool: str, said: str) -> None:
    assert not any(frames()[tool].fill(Words(said, Situation(today=TODAY)))) or tool == "set_goal"


@pytest.mark.parametrize(
    "asks, said, wanted",
    [
        ("level", "running 6 years, lifting 1", {"training_months": 12}),
        ("level", "climbing 8 years, weights 1", {"training_months": 12}),
        ("days", "m w f sat", {"days": 4, "weekdays": ["monday", "wednesday", "friday", "saturday"]}),
        ("days", "monday and thursday, perhaps saturday: say two", {"days": 2}),
        ("days", "mon-fri", {"days": 5}),
        ("days", "every other day", {"days": 3}),
        ("level", "since 2019", {"training_months": 95}),
        ("equipment", "my own body", {"equipment": []}),
        ("days", "2 + 2, never wednesday", {"days": 4, "not_on": ["wednesday"]}),
        ("equipment", "cheap chain, all of it, no bumper plates", {"equipment": EVERYTHING}),
    ],
)
def test_an_answer_is_read_as_one(asks: str, said: str, wanted: dict[str, Any]) -> None:
    [found] = frames()["update_planning"].fill(Words(said, Situation(today=TODAY, asks=asks)))
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "said, yes, is_no, cleared",
    [
        (
            "blood pressure yes, two pills, the doctor says lifting is fine. no chest pain",
            ("heart", "medication"),
            True,
            True,
        ),
        ("left elbow hyperextended in 2024, fine. no", (), True, False),
        ("osteoporosis as described, doctor agrees. no medicine for the heart", ("joint",), True, True),
        ("the back, as above. otherwise no", ("joint",), True, False),
        ("n", (), True, False),
        ("what do you mean", (), False, False),
    ],
)
def test_health_questions_are_answered_clause_by_clause(
    said: str, yes: tuple[str, ...], is_no: bool, cleared: bool
) -> None:
    found = health_answer(Words(said, Situation(today=TODAY)))
    assert (found.yes, found.is_no, found.cleared) == (yes, is_no, cleared)


def test_all_days_of_a_sport_are_its_own() -> None:
    said = "I do judo tuesday and thursday evenings, hard randori. need two lifting days that make me strong"
    assert frames()["update_planning"].fill(Words(said, Situation()))[0].get("weekdays") is None
    said = "football on monday and wednesday, gym tuesday and friday"
    assert frames()["update_planning"].fill(Words(said, Situation()))[0]["weekdays"] == ["tuesday", "friday"]
