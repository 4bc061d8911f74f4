from datetime import date

from topset.figures import FEWEST_DAYS, TITLE_WIDTH, drawing, figure


def test_a_single_day_stands_among_days_and_not_among_parts_of_one() -> None:
    made = figure({"title": "Squat", "unit": "kg", "points": [{"date": "2026-11-30", "value": 120.0}]})
    first, last = map(date.fromisoformat, made["layout"]["xaxis"]["range"])
    assert first < date(2026, 11, 30) < last
    assert (last - first).days >= FEWEST_DAYS


def test_a_chart_is_the_same_live_and_drawn_again() -> None:
    chart = {"title": "Squat", "unit": "kg", "points": [{"date": "2026-11-30", "value": 120.0}]}
    again = figure(chart)
    live = drawing(chart).to_plotly_json()
    assert live["layout"] == again["layout"] and again["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"


def test_a_title_is_text_in_lines_that_a_telephone_has_room_for() -> None:
    long = "Estimated one-rep max of <a href='http://evil.example'>Squat</a> since the first of September 2026"
    title = figure({"title": long, "unit": "kg", "points": []})["layout"]["title"]["text"]
    assert "<a" not in title and all(len(each) <= TITLE_WIDTH for each in title.split("<br>"))


def test_muscles_stand_side_by_side_and_not_on_each_other() -> None:
    series = [{"name": name, "points": [{"label": "week 1", "value": 9.0}]} for name in ("chest", "back")]
    made = figure({"title": "Sets", "unit": "sets", "series": series})
    assert [each["mode"] for each in made["data"]] == ["lines+markers"] * 2 and "barmode" not in made["layout"]
