"""Numbers as spreadsheets write them."""

import pytest

from connectors.numbers import Numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [("62,5", 62.5), ("62.5", 62.5), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1 234,5", 1234.5), ("1,250", 1250),
     ("0,250", 0.25), ("1.250", 1.25), ("-20", -20), ("−20", -20), ("٦٢٫٥".replace("٫", ","), 62.5), (".5", 0.5)],
)  # fmt: skip
def test_one_number(text: str, value: float) -> None:
    assert Numbers().read(text) == (value, "")


def test_a_file_with_decimal_commas_has_points_for_thousands() -> None:
    numbers = Numbers.of(["100", "62,5"])
    assert [numbers.read(each) for each in ("1.250", "1,250", "62,5")] == [(1250, ""), (1.25, ""), (62.5, "")]


def test_units_empty_cells_and_clocks() -> None:
    assert Numbers().read("225 lbs") == (225, "lbs")
    assert Numbers().read(" ") is None and Numbers().read("NaN") is None
    assert [Numbers().seconds(each) for each in ("90", "1:30", "1:00:00", "")] == [90, 90, 3600, None]


@pytest.mark.parametrize("text", ["abc", "1e999", "5-8", "12,34,56.7.8", "--"])
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        Numbers().read(text)
