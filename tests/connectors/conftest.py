"""Fixtures: log files written for the test, read by what is in them."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from connectors.log_file import LogFile
from connectors.recognition import recognise
from training.units import WeightUnit

DATA = Path(__file__).parent / "data"
BERLIN = ZoneInfo("Europe/Berlin")
Read = Callable[..., LogFile]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a text (or bytes) as a file with a name that says nothing."""

    def read_text(content: str | bytes, unit: WeightUnit = "kg") -> LogFile:
        path = tmp_path / "download"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return recognise(path).read(unit, BERLIN)

    return read_text


@pytest.fixture
def read_data() -> Read:
    """Read one of the small files in ``data/``."""

    def read_name(name: str, unit: WeightUnit = "kg") -> LogFile:
        return recognise(DATA / name).read(unit, BERLIN)

    return read_name
