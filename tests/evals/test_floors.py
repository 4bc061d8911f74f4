"""The floors name suites that there are, and can be reached."""

import tomllib
from pathlib import Path

from evals.corpus import DATA, FORMATS

FLOORS = tomllib.loads((Path(__file__).parents[2] / "evals" / "floors.toml").read_text(encoding="utf-8"))
SUITES = {suite for suite, _, _ in FORMATS}


def test_every_suite_with_cases_has_a_floor() -> None:
    assert {name.split(" (")[0] for name in FLOORS} == {path.name for path in DATA.iterdir() if path.is_dir()}


def test_floors_are_shares() -> None:
    for name, floor in FLOORS.items():
        assert name.split(" (")[0] in SUITES
        assert set(floor) <= {"right", "wrong_silently", "parts"}
        assert all(0 <= share <= 1 for share in floor.values())
