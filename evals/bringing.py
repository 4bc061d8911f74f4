"""Bringing a lifter to a program by the tools, where no program came of words: so that the weeks are judged all the same."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from db.athletes import Athlete
from evals.answers import goal_of
from evals.athletes import GYM, accept, call
from evals.corpus import SeasonItem
from evals.lifter import level_of
from training.program.trainee import REGIONS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GOALS = {"muscle": "hypertrophy", "fat loss": "fat_loss", "general health": "general_health"}
TEMPLATES = {r"5/3/1": "5/3/1", r"gzclp": "gzclp"}
MONTHS = {"novice": 6, "intermediate": 36, "advanced": 84}
HOME = ("dumbbell", "bench", "incline_bench")
AWAY = re.compile(r"months off|without a bar", re.IGNORECASE)
AWAY_DAYS, USUAL_DAYS = 300, 2
STRONGER_BEFORE = 1.25
WORK_SHARE = 0.80
"""Of the true 1RM: five reps of it leave about two in reserve."""


async def bring(athlete: Athlete, item: SeasonItem) -> None:
    """Log the lifts that he has, once, tell the planner what the season's checks and words say, and accept its program.

    Raises ``AssertionError`` or a ``TopsetError`` where the tools make no program either.
    """
    is_away = AWAY.search(item.says[0]) is not None
    before = replace(athlete, today=athlete.today - timedelta(days=AWAY_DAYS if is_away else USUAL_DAYS))
    share = WORK_SHARE * (STRONGER_BEFORE if is_away else 1.0)
    for name, kg in item.true_1rm_kg.items():
        await call(before, "log_workout", said=f"{name} 3x5 {round(share * kg / 2.5) * 2.5:g} kg @8")
    await call(athlete, "answer_screening", yes=[])
    await call(athlete, "update_planning", **known_of(item))
    for region, level in _pains(" ".join(item.says)):
        await call(athlete, "report_injury", region=region, severity=level, said=f"{region} {level}/10")
    template = next((name for words, name in TEMPLATES.items() if re.search(words, item.says[0], re.IGNORECASE)), None)
    await accept(athlete, "propose_program", weeks=item.weeks, starts="today", template=template)


def known_of(item: SeasonItem) -> dict[str, Any]:
    """What a planner needs: days and minutes from the season's checks, else from its words."""
    checks = checks_of(item)
    days = next((list(each["days"]) for each in checks if each["kind"] == "days_of_week"), _days_said(item.says[2]))
    minutes = next((float(each["m"]) for each in checks if each["kind"] == "minutes_at_most"), None)
    if minutes is None:
        minutes = next((float(each) for each in re.findall(r"\d+", item.says[3])), 60.0)
    excluded = {
        str(word)
        for each in checks
        if each["kind"] == "excluded_while" and each["from_week"] == 1 and each["to_week"] >= item.weeks
        for word in each["words"]
    }
    kit = HOME if "Barbell" in excluded else tuple(each for each in GYM if each.capitalize() not in excluded)
    goal = goal_of(item.says[0]) or "strength"
    return {
        "place": "gym", "equipment": list(kit), "days": len(days), "weekdays": [WEEKDAYS[day - 1] for day in days],
        "minutes": int(minutes), "training_months": MONTHS[level_of(item.says[1])], "goals": {GOALS.get(goal, goal): 10},
    }  # fmt: skip


def checks_of(item: SeasonItem) -> list[dict[str, Any]]:
    """The checks of a season that are written for machines; other people's files may have sentences alone."""
    return [dict(each) for each in item.model_dump().get("checks") or []]


def _pains(said: str) -> list[tuple[str, int]]:
    """The regions that are said to hurt, with the higher number of 'n to m of 10'."""
    match = re.search(r"(?:\d to )?(\d+) ?(?:/|of|out of) ?10", said)
    return (
        [] if match is None else [(each, int(match[1])) for each in REGIONS if each.replace("_", " ") in said.lower()]
    )


def _days_said(answer: str) -> list[int]:
    found = {
        day
        for day, name in enumerate(WEEKDAYS, 1)
        if re.search(rf"\b(?:{name[:3]}|{name[:2]}\b)", answer, re.IGNORECASE)
    }
    return sorted(found) or [1, 3, 5]
