from datetime import date

from topset.figures import FEWEST_DAYS, figure


def test_a_single_day_stands_among_days_and_not_among_parts_of_one() -> None:
    made = figure({"title": "Squat", "unit": "kg", "points": [{"date": "2026-11-30", "value": 120.0}]})
    first, last = map(date.fromisoformat, made["layout"]["xaxis"]["range"])
    assert first < date(2026, 11, 30) < last
    assert (last - first).days >= FEWEST_DAYS
