"""Differences between two sessions, applied to the first, give the second: for any sessions, also through JSON."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.errors import Conflict
from training.program.application import apply
from training.program.changes import AddExercise, ChangeLoad, RemoveExercise, SwapExercise, changes_of
from training.program.difference import differences
from training.program.plan import ROLES, Item, Origin, Program, Reason, Session, Target
from training.program.rules import validate
from training.program.simulation import compare
from training.program.swaps import without_equipment, without_pain
from training.program.trainee import Injury, Trainee

NAMES = ("Squat (Barbell)", "Bench Press (Barbell)", "Pull Up", "Plank", "Running")
amounts = st.one_of(st.none(), st.sampled_from((0.0, 2.5, 20.0, 60.0, 102.5)))
targets = st.builds(
    Target, kind=st.sampled_from(("warmup", "work", "amrap", "drop", "failure")),
    reps=st.one_of(st.none(), st.integers(0, 20)), reps_to=st.one_of(st.none(), st.integers(8, 20)), load_kg=amounts,
    rir=st.one_of(st.none(), st.sampled_from((0.0, 1.5, 3.0))), duration_s=amounts, distance_m=amounts,
    share=st.one_of(st.none(), st.sampled_from((0.5, 0.85))),
)  # fmt: skip
reasons = st.lists(st.builds(Reason, st.sampled_from(("load", "swap")), st.sampled_from(("so", "thus"))), max_size=2, unique=True).map(tuple)  # fmt: skip
items = st.builds(
    Item, exercise=st.sampled_from(NAMES), role=st.sampled_from(ROLES), targets=st.lists(targets, max_size=4).map(tuple),
    rest_s=st.integers(0, 300), superset=st.one_of(st.none(), st.integers(1, 2)), lift=st.one_of(st.none(), st.just("squat")),
    notes=st.sampled_from(("", "slow")), reasons=reasons,
)  # fmt: skip
sessions = st.builds(
    Session, date=st.just(date(2026, 11, 23)), week=st.just(1), day=st.just(1), title=st.sampled_from(("A", "B")),
    kind=st.sampled_from(("lifting", "cardio")), items=st.lists(items, max_size=5).map(tuple), minutes=st.sampled_from((30.0, 45.5)),
    phase=st.sampled_from(("build", "deload")), note=st.sampled_from(("", "Easy.")), reasons=reasons,
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> tuple[Session, Session]:
    """A session and what a few edits make of it."""
    before = draw(sessions)
    after = list(before.items)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(after)))
        what = draw(st.sampled_from(("add", "remove", "swap", "sets", "load", "way", "move")))
        if what == "add" or at == len(after):
            after.insert(at, draw(items))
            continue
        one = after[at]
        if what == "remove":
            del after[at]
        elif what == "move":
            after.insert(0, after.pop(at))
        elif what == "swap":
            after[at] = replace(one, exercise=draw(st.sampled_from(NAMES)), lift=None)
        elif what == "sets":
            after[at] = one.with_work(one.work[:1] * draw(st.integers(0, 5)))
        elif what == "load":
            after[at] = one.with_work(tuple(replace(each, load_kg=draw(amounts)) for each in one.work))
        else:
            after[at] = replace(draw(items), exercise=one.exercise, role=one.role)
    other = draw(sessions)
    return before, replace(before, items=tuple(after), **draw(st.sampled_from(({}, {"note": other.note, "minutes": other.minutes, "title": other.title}))))  # fmt: skip


def bare(session: Session) -> Session:
    return replace(session, reasons=(), items=tuple(replace(each, reasons=()) for each in session.items))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(edited())
def test_differences_make_the_second_of_the_first(pair: tuple[Session, Session]) -> None:
    before, after = pair
    changes = differences("key", before, after)
    assert bare(apply(before, changes)) == bare(after)
    assert changes_of([each.model_dump(mode="json") for each in changes]) == changes


@settings(max_examples=50, deadline=None, derandomize=True)
@given(sessions, sessions)
def test_any_session_can_become_any_other(before: Session, after: Session) -> None:
    assert bare(apply(before, differences("key", before, after))) == bare(after)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(sessions)
def test_nothing_changed_is_no_change(session: Session) -> None:
    assert differences("key", session, session) == []
    assert differences("key", session, replace(session, date=date(2027, 1, 1))) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(sessions, max_size=4), st.sampled_from(("generated", "established", "imported")))
def test_whatever_was_imported_is_judged(found: list[Session], origin: Origin) -> None:
    """No plan is so strange that a rule, a swap or the simulation breaks on it."""
    today = date(2026, 11, 23)
    program = Program("Any", origin, 1, today, 3, tuple(found))
    whom = Trainee(e1rm_kg={"Pull Up": 100.0}, injuries=(Injury("knee", 4),))
    assert all(each.text for each in validate(program, whom, today))
    assert compare(program, program).sets == ()
    for each in found:
        without_pain(without_equipment(each, (), whom, today)[0], whom.injuries, whom, today)


def test_new_reasons_come_along_with_the_change() -> None:
    squat = Item("Squat (Barbell)", "main", (Target(reps=5, load_kg=100.0),) * 3)
    why = Reason("pain.limited", "Your knee.", "Reference 8.1")
    before = Session(date(2026, 11, 23), 1, 1, "A", "lifting", (squat,), 30)
    lighter = replace(squat.with_work((Target(reps=5, load_kg=85.0),) * 3), reasons=(why,))
    changes = differences("key", before, replace(before, items=(lighter,)))
    assert [each.kind for each in changes] == ["change_load"]
    assert apply(before, changes).items[0].reasons == (why,)


@pytest.mark.parametrize(
    "change",
    [
        ChangeLoad(session="key", item=0, exercise="Pull Up", loads_kg=[1.0], was_kg=[None]),
        ChangeLoad(session="key", item=0, exercise="Squat (Barbell)", loads_kg=[1.0, 2.0], was_kg=[None]),
        SwapExercise(session="key", item=3, exercise="Squat (Barbell)", by="Pull Up"),
        RemoveExercise(session="key", item=-1, exercise="Squat (Barbell)"),
    ],
    ids=lambda each: f"{each.kind}-{each.item}",
)
def test_a_change_that_does_not_fit_is_a_conflict(change: SwapExercise) -> None:
    squat = Item("Squat (Barbell)", "main", (Target(reps=5),))
    with pytest.raises(Conflict):
        apply(Session(date(2026, 11, 23), 1, 1, "A", "lifting", (squat,), 30), [change])


def test_what_is_added_stands_where_it_was_put() -> None:
    squat = Item("Squat (Barbell)", "main", (Target(reps=5),))
    before = Session(date(2026, 11, 23), 1, 1, "A", "lifting", (squat,), 30)
    after = replace(before, items=(replace(squat, exercise="Pull Up"), squat))
    changes = differences("key", before, after)
    assert [type(each) for each in changes] == [AddExercise]
    assert apply(before, changes) == after
