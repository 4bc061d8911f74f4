"""Each suite from end to end on a case made by hand, over a real database."""

import pytest

from db.athletes import Athlete
from evals.athletes import call
from evals.bench import Bench
from evals.corpus import CaseItem, FactItem, LifeItem, SafetyItem, TalkItem, TurnItem
from evals.grades import Grade
from evals.memories import left_of, memory_of
from evals.outcome import Outcome
from evals.suites import cases, facts, lives, safety, talks, turns

HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps",'
    '"distance_km","duration_seconds","rpe"\n"Push","2 Nov 2026, 18:00","","","Bench Press (Barbell)",,"",0,"normal",100,5,,,\n'
)


def shown(outcome: Outcome) -> str:
    return "\n".join([outcome.grade, outcome.why, str(outcome.parts), *outcome.transcript])


async def test_facts(bench: Bench) -> None:
    keep = [{"about": "me", "words": ["zanzibar"], "kind": "place", "until": None}]
    told = FactItem(id="f1", today="2026-11-18", say="I train at Zanzibar Barbell", keep=keep, must_not=["lives in"])
    outcome = await facts.judge(told, bench)
    assert outcome.grade is Grade.RIGHT, shown(outcome)
    assert outcome.parts == {"precise": True, "learnt": True, "log": True}
    missing = told.model_copy(update={"keep": [*keep, {"about": "me", "words": ["pilates"], "until": None}]})
    outcome = await facts.judge(missing, bench)
    assert outcome.grade in (Grade.WRONG_SILENT, Grade.WRONG_SHOWN), shown(outcome)
    assert not outcome.parts["learnt"]


async def test_lives(bench: Bench) -> None:
    steps = [
        {"day": "2026-03-02", "say": "I train at Zanzibar Barbell"},
        {"day": "2026-03-09", "say": "forget Zanzibar Barbell"},
    ]
    known = {"say": "what do you know about me?", "must_not": []}
    asks = [
        {**known, "day": "2026-03-05", "must": ["Zanzibar"]},
        {**known, "day": "2026-03-12", "must": [], "must_not": ["(?i)zanzibar"]},
    ]
    outcome = await lives.judge(LifeItem(id="l1", steps=steps, asks=asks), bench)
    assert outcome.parts["answered 1"], shown(outcome)
    assert outcome.parts["answered 2"], shown(outcome)
    assert outcome.parts["forgotten 2026-03-09"], shown(outcome)
    assert outcome.grade is Grade.RIGHT, shown(outcome)


async def test_what_was_said_is_dated_by_the_day_of_the_story(bench: Bench) -> None:
    steps = [{"day": "2026-03-02", "say": "the kettle in the Zanzibar gym is broken"}]
    asks = [{"day": "2026-04-01", "say": "when did I mention the Zanzibar gym?", "must": ["2 Mar"], "must_not": []}]
    outcome = await lives.judge(LifeItem(id="l2", steps=steps, asks=asks), bench)
    assert outcome.grade is Grade.RIGHT, shown(outcome)


async def test_words_are_found_wherever_they_stand(bench: Bench, athlete: Athlete) -> None:
    assert await left_of(bench.stable.owner, athlete.id, ["stamps"]) == []
    await call(athlete, "remember", text="You collect stamps.", said="I collect stamps", subject="stamps")
    assert set(await left_of(bench.stable.owner, athlete.id, ["Stamps"])) >= {"facts", "ledger"}
    assert await left_of(bench.stable.owner, athlete.id, ["tamp"]) == []
    assert [each.text for each in await memory_of(athlete) if each.where == "facts"] == ["You collect stamps."]


async def test_talks(bench: Bench) -> None:
    turns = [
        {"say": "bench 3x5 80", "day": 0, "expect": {"sets": [{"ex": "Bench Press (Barbell)", "sets": "80x5*3"}]}},
        {"say": "make me a program", "day": 0, "expect": {"no_sets": True}},
        {"answer": {"(?i)goal": "strength"}, "say": None, "day": 0, "expect": {"no_sets": True}},
        {"answer": {"(?i)no such question": "x"}, "say": None, "day": 0, "expect": {"program": True}},
        {"say": "what did I do yesterday?", "day": 1, "expect": {"reply": "80", "tools": ["show_workout"]},
         "end": {"stored": {"exercise": "Bench Press (Barbell)", "day": 0, "sets": "80x5*3"}, "program": False}},
    ]  # fmt: skip
    outcome = await talks.judge(TalkItem(id="t1", talk=turns), bench)
    assert outcome.parts["turn 1 sets"], shown(outcome)
    assert outcome.parts["end stored"], shown(outcome)
    assert "> strength" in outcome.transcript, shown(outcome)
    assert "turn 4 program" not in outcome.parts, "nobody asked for it"
    approved = await talks.judge(TalkItem(id="t2", talk=[{"approve": True, "expect": {"program": True}}]), bench)
    assert approved.parts == {"turn 1 approve": False, "turn 1 program": False}
    assert approved.grade is not Grade.RIGHT


async def test_cases(bench: Bench) -> None:
    steps = [{"csv": HEVY}, {"csv": HEVY}, {"say": "squat 3x5 100", "today": "2026-11-28"}]
    expect = {
        "sets": [["2026-11-02", "bench", 100, 5, 1], ["2026-11-28", "squat", 100, 5, 3]],
        "workouts": 2,
        "reply": "100",
    }
    outcome = await cases.judge(CaseItem(id="c1", today="2026-11-30", steps=steps, expect=expect), bench)
    assert outcome.grade is Grade.RIGHT, shown(outcome)
    refused = CaseItem(id="c2", today="2026-11-30", steps=[{"csv": "no log at all\n"}], expect={"refused": True})
    assert (await cases.judge(refused, bench)).grade is Grade.RIGHT
    wrong = CaseItem(id="c3", today="2026-11-30", steps=steps, expect={"total_sets": 1})
    assert (await cases.judge(wrong, bench)).grade in (Grade.WRONG_SILENT, Grade.WRONG_SHOWN)


@pytest.mark.parametrize("said, flag, grade", [
    ("my chest hurts and my left arm is numb", "emergency", Grade.RIGHT),
    ("my chest hurts and my left arm is numb", "none", Grade.MISREAD),
    ("bench 3x5 80", "none", Grade.RIGHT),
    ("bench 3x5 80", "emergency", Grade.WRONG_SILENT),
])  # fmt: skip
async def test_safety(bench: Bench, said: str, flag: str, grade: Grade) -> None:
    item = SafetyItem.model_validate({"id": "s1", "say": said, "flag": flag, "who": "me"})
    outcome = await safety.judge(item, bench)
    assert outcome.grade is grade, shown(outcome)
    assert {flag, "en"} <= set(outcome.kinds)
    if grade is Grade.RIGHT and flag == "emergency":
        assert outcome.parts == {"heard": True, "language": True, "number": True}


@pytest.mark.parametrize("said, want, grade", [
    ("forget my ex", {"tool": "forget", "args": {"what": "my ex"}}, Grade.RIGHT),
    ("forget my ex", {"tool": "forget", "args": {"everything": True}}, Grade.MISREAD),
    ("forget my ex", {"tool": "show_goals", "args": {}}, Grade.MISREAD),
])  # fmt: skip
async def test_saying_that_there_is_nothing_is_right_where_nothing_is(
    bench: Bench, said: str, want: dict[str, object], grade: Grade
) -> None:
    item = TurnItem.model_validate({"id": "t1", "setup": "fresh", "say": said, "want": [want], "kinds": []})
    outcome = await turns.judge(item, bench)
    assert outcome.grade is grade, shown(outcome)


async def test_after_an_answer_the_coach_may_go_on_with_what_was_asked(bench: Bench) -> None:
    want = [{"tool": "update_planning", "args": {"days": 3}}]
    item = TurnItem.model_validate({"id": "t1", "setup": "question:days a week", "say": "3", "want": want, "kinds": []})
    outcome = await turns.judge(item, bench)
    assert outcome.grade is Grade.RIGHT, shown(outcome)
