"""The signals that speak for a deload, read from the log, the check-ins and the plan (reference 4.8)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db import measurements, planning
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import PlannedSessionRow
from tools.planning.current import Current
from tools.planning.lifts import lift_points
from training.adaptation.deload import Deload, Signals, deload, deload_rules, has_fallen
from training.adaptation.hrv import days_low, days_raised
from training.adaptation.load_monitoring import acute_to_chronic, session_load, week

WEEK = timedelta(days=7)
LAST_SESSIONS = 5
LAST_LIFTS = 6
MOST_LIFTS = 6
PAINFUL = 4.0
HEAVY_RPE = 1.0
DEVICE_DAYS = timedelta(days=75)


async def deload_of(session: DbSession, athlete: Athlete, current: Current) -> Deload:
    """What the signals of this athlete say together."""
    today = athlete.today
    ready = await planning.check_ins(session, athlete.id, "readiness", today - timedelta(days=28), today)
    said = await planning.feedback(session, athlete.id, today - timedelta(days=14), today)
    sleep = await metric(session, athlete, "sleep", today - WEEK)
    done = [row for row in current.rows if row.status == "done" and row.outcome]
    lately = [each.score for each in ready if each.score is not None and each.date > today - WEEK]
    last = [each.score for each in ready if each.score is not None][-LAST_SESSIONS:]
    deloads = [row.date for row in current.rows if row.status == "done" and row.content.get("phase") == "deload"]
    since = max(deloads, default=None)
    weeks = (today - (since or current.row.starts_on)).days / 7
    painful = sum(1 for each in said if each.pain is not None and each.pain >= PAINFUL)
    return deload(
        Signals(
            readiness_mean=sum(lately) / len(lately) if lately else None, session_readiness=tuple(last),
            fallen_lifts=tuple(await _fallen(session, athlete, done)), heavy_lifts=tuple(_heavy(done)), missed_of_last_6=_missed(done),
            sleep_mean_h=sum(value for _, value in sleep) / len(sleep) if len(sleep) > 2 else None,
            painful_sessions=painful, weeks_since_deload=max(0.0, weeks),
            days_since_deload=None if since is None else (today - since).days,
            **await _devices(session, athlete), **_monotony(done, today),
        ),
        current.row.definition.get("level", "intermediate"),
    )  # fmt: skip


async def metric(session: DbSession, athlete: Athlete, name: str, since: date) -> list[tuple[date, float]]:
    """The values of a metric by day, oldest first."""
    zone = ZoneInfo(athlete.timezone)
    start = datetime.combine(since, time(), zone)
    found = await measurements.of_metric(session, athlete.id, name, start)
    return [(day, each.value) for each in found if (day := athlete.day_of(each.at)) <= athlete.today]


async def _devices(session: DbSession, athlete: Athlete) -> dict[str, Any]:
    since = athlete.today - DEVICE_DAYS
    pulse = await metric(session, athlete, "resting_heart_rate", since)
    variability = await metric(session, athlete, "hrv", since)
    by = deload_rules().resting_hr_over
    return {
        "resting_hr_days": days_raised(pulse, athlete.today, by), "hrv_low_days": days_low(variability, athlete.today),
    }  # fmt: skip


async def _fallen(session: DbSession, athlete: Athlete, done: Sequence[PlannedSessionRow]) -> list[str]:
    """Main lifts that were 5 % below their best of four weeks, twice running."""
    mains = dict.fromkeys(
        each["done"]
        for row in done
        for each in (row.outcome or {}).get("items", [])
        if each["role"] == "main" and each["done"]
    )
    fallen = []
    for name in list(mains)[-MOST_LIFTS:]:
        points = await lift_points(session, athlete, name, since=athlete.today - timedelta(days=28))
        values = [value for _, value in points]
        if values and has_fallen(values, max(values)):
            fallen.append(name)
    return fallen


def _monotony(done: Sequence[PlannedSessionRow], today: date) -> dict[str, Any]:
    """Monotony of the last seven days, and their load against the three weeks before, from RPE and planned minutes."""
    loads: dict[date, float] = {}
    for row in done:
        felt = [each["rpe"] for each in (row.outcome or {}).get("items", []) if each["rpe"] is not None]
        if felt:
            load = session_load(sum(felt) / len(felt), row.content["minutes"])
            loads[row.date] = loads.get(row.date, 0.0) + load
    weeks = [[loads.get(today - timedelta(days=7 * back + day), 0.0) for day in range(7)] for back in range(3, -1, -1)]
    if not all(any(each) for each in weeks):  # missing data counts nothing
        return {}
    return {"monotony": week(weeks[-1]).monotony, "load_ratio": acute_to_chronic([sum(each) for each in weeks])}


def _missed(done: Sequence[PlannedSessionRow]) -> int | None:
    """Main lifts with missed reps, of the last six."""
    mains = [
        each for row in done for each in (row.outcome or {}).get("items", []) if each["role"] == "main" and each["done"]
    ]
    last = mains[-LAST_LIFTS:]
    return sum(1 for each in last if each["missed_reps"]) if last else None


def _heavy(done: Sequence[PlannedSessionRow]) -> list[str]:
    """Lifts that were an RPE over target twice running."""
    by_lift: dict[str, list[float]] = {}
    for row in done:
        for each in (row.outcome or {}).get("items", []):
            if each["role"] == "main" and each["rpe"] is not None and each["target_rpe"] is not None:
                by_lift.setdefault(each["planned"], []).append(each["rpe"] - each["target_rpe"])
    return [name for name, off in by_lift.items() if len(off) >= 2 and all(each >= HEAVY_RPE for each in off[-2:])]
