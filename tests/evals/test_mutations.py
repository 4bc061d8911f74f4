"""The breakages: each fits the code as it is, and what counts as noticed."""

from datetime import date
from pathlib import Path

import pytest

from evals.breakage import Mutation, lines_of, load, spread
from evals.checkout import ROOT, Copy
from evals.mutations import Tried, baseline, chosen, noticed, report
from training.errors import Invalid

MUTATIONS = load()
ONE = Mutation(name="one", breaks="it", file="a.py", find="1", replace="2", suites=["conduct"], cases=["L-C001"])


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.name)
def test_every_breakage_fits(mutation: Mutation) -> None:
    text = (ROOT / mutation.file).read_text(encoding="utf-8")
    assert mutation.applied(text) != text
    assert mutation.suites or mutation.tests
    assert mutation.cases or mutation.matching or not mutation.suites
    assert all((ROOT / path.split()[0]).exists() for path in mutation.tests)


def test_there_are_enough_of_them() -> None:
    assert len(MUTATIONS) >= 28
    assert len({each.name for each in MUTATIONS}) == len(MUTATIONS)


def test_the_cases_that_are_named_exist() -> None:
    named = {name for each in MUTATIONS if each.suites == ["conduct"] for name in each.cases}
    there = {line.split('"id":"')[1].split('"')[0] for line in lines_of("conduct")}
    assert named <= there


def test_a_text_that_is_not_there_once_is_refused() -> None:
    for text in ("0", "1 1"):
        with pytest.raises(Invalid, match="times"):
            ONE.applied(text)


def test_only_what_was_kept_notices() -> None:
    before = {"a": ["right"], "b": ["right"], "c": [], "d": ["peaks in time", "runs grow"]}
    after = {"a": [], "b": ["right"], "c": [], "d": ["runs grow"], "e": ["right"]}
    assert noticed(before, after) == ["a", "d"]


def test_only_what_keeps_something_is_run() -> None:
    assert chosen(ONE, {"L-C001": []}) == []
    assert len(chosen(ONE, {"L-C001": ["a promise"]})) == 1


def test_a_suite_that_is_not_there_has_no_cases() -> None:
    assert lines_of("no such suite") == []
    assert Tried(ONE).verdict == "no case yet"


def test_the_verdicts() -> None:
    assert Tried(ONE, [], 3).verdict == "hole"
    assert Tried(ONE, ["L-C001"], 3).verdict == "noticed"
    assert Tried(ONE.model_copy(update={"tests": ["t"]}), ["t"], 3).verdict == "by tests only"
    assert "| one | it | `a.py` | hole | 0 of 3 |" in report([Tried(ONE, [], 3)], date(2026, 11, 18))


def test_a_kept_baseline_is_not_made_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text('{"L-C001": ["right"]}')
    assert baseline(Copy(tmp_path), [ONE], kept) == {"L-C001": ["right"]}


def test_spreading() -> None:
    assert spread(list("abcdef"), 3) == ["a", "c", "e"]
