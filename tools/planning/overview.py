"""A whole program at a glance: its weeks, what it does per muscle and lift, and a chart."""

from datetime import date
from typing import Any

from tools.planning.wording import item_words
from tools.wording import date_words
from training.program.plan import Program, Session
from training.program.simulation import Simulation, simulate
from training.units import WeightUnit, in_unit, plain

MOST_ROWS = 12
PHASES = {"deload": "D", "test": "test", "peak": "peak", "taper": "taper", "easy": "easy"}
MUSCLES_SHOWN = 10


def overview(program: Program, unit: WeightUnit, today: date) -> str:
    """The first week in full; the rest follows from it."""
    first = program.week(min(each.week for each in program.sessions))
    head = f"Week {first[0].week}, from {date_words(first[0].date, today)}:"
    return "\n\n".join([head, *(_session(each, unit, today) for each in first)])


def _session(session: Session, unit: WeightUnit, today: date) -> str:
    title = f"{date_words(session.date, today)}: {session.title} (about {plain(session.minutes, 0)} min)"
    lines = [f"- {item_words(each, unit)}" for each in session.items if each.role not in ("warmup", "cooldown")]
    return "\n".join([title, *lines])


def table_of(program: Program, unit: WeightUnit) -> str:
    """Weeks against hard sets per muscle, loads per main lift, and minutes."""
    found = simulate(program)
    weeks = sorted({each.week for each in program.sessions})
    shown = weeks if len(weeks) <= MOST_ROWS else [*weeks[: MOST_ROWS - 1], weeks[-1]]
    names = [_named(program, week) for week in shown]
    rows = [("Week", names), ("Minutes", [plain(found.minutes.get(week, 0.0), 0) for week in shown])]
    rows += [(f"{lift} ({unit})", [_load(found, lift, week, unit) for week in shown]) for lift in sorted(found.loads)]
    muscles = sorted(found.sets, key=lambda each: (-sum(found.sets[each].values()), each))[:MUSCLES_SHOWN]
    rows += [
        (f"{muscle.replace('_', ' ')} sets", [plain(found.sets[muscle].get(week, 0.0), 1) for week in shown])
        for muscle in muscles
    ]
    header = f"| {rows[0][0]} | {' | '.join(rows[0][1])} |"
    line = "|" + "---|" * (len(shown) + 1)
    return "\n".join([header, line, *(f"| {name} | {' | '.join(values)} |" for name, values in rows[1:])])


def chart_of(program: Program) -> dict[str, Any]:
    """Hard sets per week, muscle by muscle."""
    found = simulate(program)
    weeks = sorted({each.week for each in program.sessions})
    muscles = sorted(found.sets, key=lambda each: (-sum(found.sets[each].values()), each))[:MUSCLES_SHOWN]
    return {
        "title": f"{program.name}: hard sets per week", "unit": "sets", "points": [],
        "series": [
            {"name": muscle.replace("_", " "),
             "points": [{"label": f"W{week}", "value": round(found.sets[muscle].get(week, 0.0), 1)} for week in weeks]}
            for muscle in muscles
        ],
    }  # fmt: skip


def _named(program: Program, week: int) -> str:
    phases = {each.phase for each in program.week(week)} & PHASES.keys()
    return f"{week}{PHASES[min(phases)] if phases else ''}"


def _load(found: Simulation, lift: str, week: int, unit: WeightUnit) -> str:
    load = found.loads[lift].get(week)
    return "–" if load is None else plain(in_unit(load, unit), 1)
