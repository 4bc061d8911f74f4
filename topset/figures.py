"""Charts of tools as Plotly figures."""

import textwrap
from datetime import date, timedelta
from typing import Any

FEWEST_DAYS = 14
TITLE_WIDTH = 44
COLOURS = (
    "#2f6fed", "#e8590c", "#2f9e44", "#9c36b5", "#f08c00", "#0c8599", "#c2255c", "#5c7cfa", "#66a80f", "#868e96",
)  # fmt: skip


def figure(chart: dict[str, Any]) -> dict[str, Any]:
    """The measured points with the line through them, or several things side by side, a line each. Without Plotly's own
    template, so that a chart looks the same when it is drawn again from a chat of before."""
    data = _side_by_side(chart["series"]) if chart.get("series") else _measured(chart)
    days = {} if chart.get("series") else _around([date.fromisoformat(each["date"]) for each in chart["points"]])
    layout = {
        "title": {"text": wrapped(chart["title"]), "font": {"size": 14}, "x": 0, "xanchor": "left", "automargin": True},
        "yaxis": {"title": {"text": chart["unit"]}, "automargin": True, "rangemode": "tozero" if chart.get("series") else "normal"},
        "xaxis": {"automargin": True, **days}, "height": 340, "margin": {"l": 50, "r": 20, "t": 60, "b": 40},
        "legend": {"orientation": "h", "y": -0.2}, "template": {"layout": {"colorway": list(COLOURS)}},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
    }  # fmt: skip
    return {"data": data, "layout": layout}


def wrapped(title: str) -> str:
    """A title in lines that a telephone has room for, as text: Plotly takes tags for markup."""
    return "<br>".join(textwrap.wrap(title.replace("&", "&amp;").replace("<", "&lt;"), TITLE_WIDTH))


def drawing(chart: dict[str, Any]) -> Any:
    """The figure as Plotly's own object."""
    from plotly.graph_objects import Figure  # takes a while: only where a chart is shown

    return Figure(figure(chart))


def _measured(chart: dict[str, Any]) -> list[dict[str, Any]]:
    points, trend = chart["points"], chart.get("trend") or []
    data = [
        {
            "type": "scatter", "mode": "markers", "name": "measured", "marker": {"color": COLOURS[0], "size": 7},
            "x": [each["date"] for each in points], "y": [each["value"] for each in points],
            "text": [each.get("label") or "" for each in points], "hovertemplate": f"%{{x}}<br>%{{y}} {chart['unit']}<br>%{{text}}<extra></extra>",
        }
    ]  # fmt: skip
    if len(trend) > 1:
        data.append(
            {
                "type": "scatter", "mode": "lines", "name": "trend", "line": {"color": COLOURS[1], "width": 2},
                "x": [each["date"] for each in trend], "y": [each["value"] for each in trend], "hoverinfo": "skip",
            }
        )  # fmt: skip
    return data


def _around(days: list[date]) -> dict[str, Any]:
    """The axis of days: never so few that parts of a day stand below it, as they would below a single one."""
    if not days:
        return {}
    first, last = min(days), max(days)
    beside = timedelta(days=max((FEWEST_DAYS - (last - first).days) / 2, (last - first).days * 0.04))
    return {"range": [(first - beside).isoformat(), (last + beside).isoformat()], "tickformat": "%-d %b %Y"}


def _side_by_side(series: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line each: stacked they would add up to a number that means nothing."""
    return [
        {
            "type": "scatter", "mode": "lines+markers", "name": each["name"], "line": {"color": COLOURS[at % len(COLOURS)], "width": 2},
            "x": [point["label"] for point in each["points"]], "y": [point["value"] for point in each["points"]],
        }
        for at, each in enumerate(series)
    ]  # fmt: skip
