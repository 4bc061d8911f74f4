"""Records are replayed from the log: the worked sequences of the reference, and what edits do to them."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.records import DoneSet, RecordBook, replay
from training.units import KG_PER_LB

START = date(2026, 1, 5)
WORKOUTS = [UUID(int=n) for n in range(20)]


def bench(*lines: str) -> RecordBook:
    """One set a day: '80x5', '90x1', '187.5lbx3', 'w60x5' (warm-up)."""
    return replay(done(n, line) for n, line in enumerate(lines))


def done(number: int, line: str) -> DoneSet:
    kind = "warmup" if line.startswith("w") else "work"
    load, count = line.lstrip("w").split("x")
    unit = "lb" if "lb" in load else "kg"
    kg = float(load.replace("lb", "")) * (KG_PER_LB if unit == "lb" else 1)
    return DoneSet(START + timedelta(days=number), WORKOUTS[number], kind, kg, int(count), unit=unit)


def fired(book: RecordBook, number: int) -> set[str]:
    return {event.type for event in book.events if event.set.workout_id == WORKOUTS[number] and event.beats is not None}


SEQUENCE = ("80x5", "80x6", "85x3", "80x6", "90x1")


def test_a_first_time_is_a_baseline_and_no_record() -> None:
    book = bench("80x5")
    assert fired(book, 0) == set()
    assert book.news_of(WORKOUTS[0]) == []
    assert book.best("weight").value == 80  # type: ignore[union-attr]


def test_the_sequence_of_the_reference() -> None:
    book = bench(*SEQUENCE)
    assert fired(book, 1) >= {"e1rm", "reps_at_weight"} and "weight" not in fired(book, 1)
    assert "weight" in fired(book, 2) and "e1rm" not in fired(book, 2) and "reps_at_weight" in fired(book, 2)
    assert fired(book, 3) - {"session_volume"} == set()
    assert {"weight", "rep_max", "reps_at_weight"} <= fired(book, 4) and "e1rm" not in fired(book, 4)
    assert round(book.best("e1rm").value, 2) == 96.00  # type: ignore[union-attr]


def test_deleting_a_record_promotes_the_next_with_its_own_date() -> None:
    book = bench(*SEQUENCE[:-1])
    best, single, e1rm = book.best("weight"), book.best("rep_max", 1), book.best("e1rm")
    assert best is not None and single is not None and e1rm is not None
    assert (best.value, best.set.date) == (85, START + timedelta(days=2))
    assert (single.value, single.set.date) == (85, START + timedelta(days=2))
    assert (round(e1rm.value, 2), e1rm.set.date) == (96.0, START + timedelta(days=1))


def test_pounds_that_tie_with_kilos_are_no_record() -> None:
    book = bench(*SEQUENCE[:4], "187.5lbx3")
    assert fired(book, 4) - {"session_volume"} == set()


def test_warmups_and_missed_lifts_never_count() -> None:
    book = bench("80x5", "w200x5", "200x0")
    assert book.best("weight").value == 80  # type: ignore[union-attr]


def test_only_the_best_of_a_session_is_told() -> None:
    day, workout = START + timedelta(days=9), uuid4()
    sets = [done(0, "90x5"), DoneSet(day, workout, "work", 100, 5), DoneSet(day, workout, "work", 105, 5)]
    news = replay(sets).news_of(workout)
    assert [(record.type, record.value) for record in news][:1] == [("weight", 105)]
    assert not any(record.value == 100 for record in news)


def test_in_a_first_session_everything_is_a_baseline() -> None:
    workout = uuid4()
    sets = [DoneSet(START, workout, "work", load, 5) for load in (100.0, 110.0, 120.0)]
    assert replay(sets).news_of(workout) == []
    later = [done(9, "90x5"), *sets]
    assert [(record.value, record.beats) for record in replay(later).news_of(workout)][:1] == [(120, 90)]


def test_a_run_is_prorated_to_the_standard_distance() -> None:
    sets = [
        DoneSet(START, WORKOUTS[0], "work", duration_s=24 * 60 + 45, distance_m=5000),
        DoneSet(START + timedelta(days=1), WORKOUTS[1], "work", duration_s=25 * 60 + 30, distance_m=5200),
        DoneSet(START + timedelta(days=2), WORKOUTS[2], "work", duration_s=20 * 60, distance_m=5600),
    ]
    best = replay(sets, "distance_duration", sport="run").best("time", 5000)
    assert best is not None
    assert best.value == pytest.approx(24 * 60 + 31.2, abs=0.05)
    assert best.set.date == START + timedelta(days=1)


def test_bodyweight_reps_and_benchmarks() -> None:
    pulls = replay(
        [DoneSet(START, WORKOUTS[0], "work", None, 8), DoneSet(START, WORKOUTS[1], "work", None, 10)], "bw_reps"
    )
    assert pulls.best("max_reps_bw").value == 10  # type: ignore[union-attr]
    fran = [DoneSet(START, WORKOUTS[0], "work", duration_s=342), DoneSet(START, WORKOUTS[1], "work", duration_s=330)]
    assert replay(fran, "duration", for_time=True).best("conditioning").value == 330  # type: ignore[union-attr]


sets_strategy = st.lists(st.tuples(st.integers(20, 200), st.integers(1, 12)), min_size=1, max_size=15)


@given(sets_strategy)
def test_replaying_twice_is_the_same_and_the_best_is_the_best(pairs: list[tuple[int, int]]) -> None:
    sets = [
        DoneSet(START + timedelta(days=n), WORKOUTS[n], "work", float(load), count, unit="kg")
        for n, (load, count) in enumerate(pairs)
    ]
    book = replay(sets)
    assert replay(sets) == book
    assert book.best("weight").value == max(load for load, _ in pairs)  # type: ignore[union-attr]
    for count in range(1, 13):
        able = [load for load, reps in pairs if reps >= count]
        best = book.best("rep_max", count)
        assert (best.value if best else None) == (max(able) if able else None)


def test_the_heaviest_load_of_a_day_is_named_with_the_most_reps() -> None:
    day, workout = START, WORKOUTS[1]
    sets = [DoneSet(day - timedelta(days=7), WORKOUTS[0], "work", 15, 5)]
    sets += [DoneSet(day, workout, "work", 20, reps) for reps in (5, 8, 6)]
    book = replay(sets)
    assert (book.standing["weight", 0].set.reps, book.standing["weight", 0].beats) == (8, 15)
    assert next((each.type, each.set.reps) for each in book.news_of(workout)) == ("weight", 8)
    later = replay([*sets, DoneSet(day + timedelta(days=1), WORKOUTS[2], "work", 20, 10)])
    assert later.standing["weight", 0].set.reps == 8, "a tie on another day keeps the earlier"
