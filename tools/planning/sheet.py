"""A program as a sheet: week by week, exercise by exercise, as Markdown or as a page to print."""

from collections.abc import Sequence
from datetime import date
from html import escape

from tools.planning.wording import targets_words
from tools.wording import date_words
from training.program.plan import Item, Program, Session
from training.units import WeightUnit, plain

QUIET = ("warmup", "cooldown")
COLUMNS = ("Exercise", "Sets", "Rest", "How")
_STYLE = (
    "body{font:11pt/1.4 system-ui,sans-serif;margin:2em;color:#111}h1{font-size:1.5em}h2{margin-top:1.6em;border-bottom:1px solid #999}"
    "h3{margin:1em 0 .3em}table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.25em .5em;text-align:left;"
    "vertical-align:top}section.day{break-inside:avoid}@media print{body{margin:0}h2{break-before:page}h2:first-of-type{break-before:auto}}"
)


def weeks_of(program: Program, week: int | None = None) -> list[tuple[int, Sequence[Session]]]:
    """The weeks of a program, or the one that was asked for, each with its sessions."""
    numbers = sorted({each.week for each in program.sessions})
    return [(number, program.week(number)) for number in numbers if week is None or number == week]


def markdown(program: Program, unit: WeightUnit, today: date, week: int | None = None) -> str:
    """The program, or a week of it, as Markdown."""
    lines = [f"# {program.name}", "", _subtitle(program, today)]
    for number, sessions in weeks_of(program, week):
        lines += ["", f"## {_week_title(number, sessions)}"]
        for session in sessions:
            lines += ["", f"### {_day_title(session, today)}", ""]
            lines += [f"| {' | '.join(COLUMNS)} |", "|---|---|---|---|"]
            lines += [f"| {' | '.join(each.replace('|', '/') for each in row)} |" for row in _rows(session, unit)]
            lines += ["", session.note] if session.note else []
    return "\n".join(lines)


def page(program: Program, unit: WeightUnit, today: date, week: int | None = None) -> str:
    """The same as a page that prints a week on a sheet, and asks nothing of other hosts."""
    parts = [f"<h1>{escape(program.name)}</h1><p>{escape(_subtitle(program, today))}</p>"]
    for number, sessions in weeks_of(program, week):
        parts.append(f"<h2>{escape(_week_title(number, sessions))}</h2>")
        for session in sessions:
            head = "".join(f"<th scope=col>{each}</th>" for each in COLUMNS)
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(each)}</td>' for each in row)}</tr>" for row in _rows(session, unit)
            )
            note = f"<p>{escape(session.note)}</p>" if session.note else ""
            parts.append(
                f"<section class=day><h3>{escape(_day_title(session, today))}</h3>"
                f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}</section>"
            )
    return (
        f'<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">'
        f"<title>{escape(program.name)}</title><style>{_STYLE}</style><body>{''.join(parts)}</body></html>"
    )


def _subtitle(program: Program, today: date) -> str:
    return f"{program.weeks} weeks from {date_words(program.starts_on, today)}, {program.days_per_week} days a week"


def _week_title(number: int, sessions: Sequence[Session]) -> str:
    phases = dict.fromkeys(each.phase for each in sessions if each.phase != "build")
    kind = f" ({', '.join(phases)})" if phases else ""
    return f"Week {number}{kind}"


def _day_title(session: Session, today: date) -> str:
    return f"{date_words(session.date, today)}: {session.title}, about {plain(session.minutes, 0)} minutes"


def _rows(session: Session, unit: WeightUnit) -> list[tuple[str, str, str, str]]:
    return [
        (_name(each), targets_words(each, unit), rest_words(each), each.notes)
        for each in session.items
        if each.role not in QUIET
    ]


def _name(item: Item) -> str:
    return item.exercise if item.superset is None else f"{chr(64 + item.superset)}: {item.exercise}"


def rest_words(item: Item) -> str:
    """The rest between sets: '3 min', '90 s'; empty where there is none.

    >>> rest_words(Item("Squat (Barbell)", "main", (), 180)), rest_words(Item("Plank", "accessory", (), 75))
    ('3 min', '75 s')
    """
    if not item.rest_s:
        return ""
    return f"{plain(item.rest_s / 60)} min" if item.rest_s % 60 == 0 else f"{item.rest_s} s"
