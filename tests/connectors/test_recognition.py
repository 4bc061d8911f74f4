"""Files are known by what is in them; whatever is in them, nothing crashes."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.recognition import LARGEST, recognise
from training.errors import Invalid, TopsetError

DATA = Path(__file__).parent / "data"
UTC = ZoneInfo("UTC")
HEADERS = [each.read_text(encoding="utf-8").splitlines()[0] for each in sorted(DATA.glob("*.csv"))]
WORDS = st.sampled_from(
    ["Squat", "20 Nov 2026, 18:00", "2026-11-20 18:00:00", "1", "0", "62,5", "W", '"', "", "normal", "\n", "😀", "\x00"]
)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("name", "kind"),
    [("hevy_kg.csv", "Hevy export"), ("hevy_lbs.csv", "Hevy export"), ("strong_old.csv", "Strong export"),
     ("strong_new.csv", "Strong export"), ("strong_german.csv", "Strong export")],
)  # fmt: skip
def test_the_kind(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "no-extension"
    path.write_bytes((DATA / name).read_bytes())
    assert recognise(path).kind == kind


@pytest.mark.parametrize(
    "content",
    [
        b"", b" \n\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\0\0\0\0", b"hello", b"a,b,c\n1,2,3\n", 
        b'{"format": "other"}', b"{" * 100_000, bytes(range(256)) * 50,
    ],
    ids=["empty", "blank", "png", "zip", "words", "table", "json", "nested", "bytes"],
)  # fmt: skip
def test_what_is_no_log_says_what_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(Invalid, match="Hevy export"):
        recognise(path)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="folder"):
        recognise(tmp_path)
    with pytest.raises(Invalid, match="no file"):
        recognise(tmp_path / "missing.csv")
    with pytest.raises(Invalid):
        recognise(Path("a\0b"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Invalid, match="500 MB"):
        recognise(path)


@quick
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    _survives(tmp_path / "any", content)


@quick
@given(
    st.sampled_from(HEADERS),
    st.lists(st.lists(WORDS | st.text(max_size=8), max_size=16), max_size=8),
    st.sampled_from(",;\t"),
)
def test_any_rows_below_a_known_header(tmp_path: Path, header: str, rows: list[list[str]], separator: str) -> None:
    lines = "\n".join(separator.join(each) for each in rows)
    _survives(tmp_path / "any", f"{header}\n{lines}".encode("utf-8", "replace"))


KEYS = st.sampled_from(["id", "date", "exercises", "exercise", "sets", "reps", "kind", "metric", "at", "messages"])
TEXTS = st.text(max_size=5) | st.sampled_from(["2026-11-20", "Squat"])
ENTRIES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@quick
@given(ENTRIES)
def test_any_json_below_our_own_mark(tmp_path: Path, content: object) -> None:
    lists: dict[str, object] = {name: [content] for name in ("workouts", "measurements", "chats")}
    record = {"format": "topset", "version": 1, "athlete": content, "memories": content, **lists}
    _survives(tmp_path / "any", json.dumps(record).encode())


def _survives(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        log = recognise(path).read("kg", UTC)
    except TopsetError:
        return
    assert sum(each.rows for each in log.workouts) <= log.rows
