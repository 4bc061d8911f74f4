"""A generated program as a file that can be followed and shared: the days of its first week, with what goes on by itself.

Its waves, deloads and peaks are made anew with every program and are no rule of a file: what they would add is named on its top.
"""

from typing import Any

from training.established.template import Template
from training.library import load_library
from training.program.plan import Item, Program
from training.units import KG_PER

SHARED = "own"
"""The id under which a program of nobody else's is read."""
ROLES = ("main", "accessory")
HEAD = (
    "# The first week of a program that was generated: ranges of reps go up to their top and then in load, the rest stays as it is.\n"
    "# Its waves, deloads and tests are not in this file.\n"
)


def template_from(program: Program) -> Template | None:
    """What the first week of a generated program says; ``None`` where nothing of it has sets of reps or seconds."""
    library = load_library()
    first = min((each.week for each in program.sessions), default=0)
    lifts: dict[str, dict[str, Any]] = {}
    days: dict[str, dict[str, Any]] = {}
    weekdays: list[int] = []
    for session in program.sessions:
        keys = []
        for item in session.items if session.week == first else ():
            movement, made = library.by_name(item.exercise), _lift(item)
            if movement is None or made is None:
                continue
            made = {"exercise": movement.slug, **made}
            key = movement.slug
            while key in lifts and lifts[key] != made:
                key = f"{key}_{len(days) + 1}"
            lifts[key] = made
            keys += [key] if key not in keys else []
        if keys:
            days[f"d{len(days) + 1}"] = {"title": session.title, "lifts": tuple(keys)}
            weekdays.append(session.date.weekday())
    if not days:
        return None
    many = len(days)
    return Template.model_validate({
        "id": SHARED, "name": program.name, "summary": "The first week of a generated program.", "for_whom": "Who it was made for.",
        "levels": ("novice", "intermediate", "advanced"), "days_per_week": (many,), "weekdays": {str(many): tuple(sorted(weekdays))},
        "source": "Topset", "lifts": lifts, "days": days, "rotation": tuple(days),
    })  # fmt: skip


def _lift(item: Item) -> dict[str, Any] | None:
    """An exercise with its sets; ``None`` for what is no set of reps or seconds, and for what only warms up or cools down."""
    if item.role not in ROLES or not item.work:
        return None
    one = item.work[0]
    if one.reps is None and not one.duration_s:
        return None
    top = "" if one.reps_to is None else f"-{one.reps_to}"
    reps = f"{round(one.duration_s or 0)}s" if one.reps is None else f"{one.reps}{top}"
    open_set = "+" if one.kind == "amrap" and one.reps is not None else ""
    found: dict[str, Any] = {
        "role": item.role, "rest_s": item.rest_s, "superset": item.superset,
        "scheme": {"kind": "double" if top else "free", "sets": f"{len(item.work)}x{reps}{open_set}"},
    }  # fmt: skip
    if one.load_kg is not None:
        found["start"] = {"exact": {"kg": one.load_kg, "lb": round(one.load_kg / KG_PER["lb"], 1)}}
    return found
