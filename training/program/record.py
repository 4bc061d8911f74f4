"""Sessions and programs as JSON: how they are kept, exported and read back."""

from dataclasses import fields
from datetime import date
from typing import Any

from training.errors import Invalid
from training.program.plan import LONGEST_NOTE, ROLES, SESSION_KINDS, Item, Program, Reason, Session, Target
from training.workout import SET_KINDS

_TARGET = tuple((each.name, each.default) for each in fields(Target))


def session_json(session: Session) -> dict[str, Any]:
    """A session as JSON; what is as usual is left out."""
    return {
        "date": session.date.isoformat(), "week": session.week, "day": session.day, "title": session.title,
        "kind": session.kind, "minutes": session.minutes, "phase": session.phase, "key": session.key,
        "note": session.note, "reasons": [reason_json(each) for each in session.reasons],
        "items": [item_json(each) for each in session.items],
    }  # fmt: skip


def session_of(record: dict[str, Any]) -> Session:
    """The session that ``session_json`` wrote. Raises ``Invalid`` that says what is wrong."""
    try:
        if record["kind"] not in SESSION_KINDS:
            raise Invalid(f"'{record['kind']}' is no kind of session; there are {', '.join(SESSION_KINDS)}.")
        return Session(
            date=date.fromisoformat(record["date"]), week=int(record["week"]), day=int(record["day"]),
            title=str(record["title"]), kind=record["kind"], minutes=float(record["minutes"]),
            phase=record.get("phase", "build"), key=record.get("key", ""), note=str(record.get("note", ""))[:LONGEST_NOTE],
            reasons=tuple(Reason(**each) for each in record.get("reasons", [])),
            items=tuple(item_of(each) for each in record["items"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"This is no session of a program: {error!r}.") from error


def program_json(program: Program) -> dict[str, Any]:
    """A program as JSON, whole."""
    return {
        "name": program.name, "origin": program.origin, "template": program.template, "weeks": program.weeks,
        "starts_on": program.starts_on.isoformat(), "days_per_week": program.days_per_week, "goals": program.goals,
        "level": program.level, "config_version": program.config_version, "lifts": program.lifts,
        "made_from": program.made_from, "reasons": [reason_json(each) for each in program.reasons],
        "sessions": [session_json(each) for each in program.sessions],
    }  # fmt: skip


def program_of(record: dict[str, Any]) -> Program:
    """The program that ``program_json`` wrote. Raises ``Invalid`` that says what is wrong."""
    try:
        return Program(
            name=str(record["name"]), origin=record.get("origin", "imported"), template=record.get("template"),
            weeks=int(record["weeks"]), starts_on=date.fromisoformat(record["starts_on"]),
            days_per_week=int(record["days_per_week"]), goals=dict(record.get("goals", {})),
            level=record.get("level", "novice"), config_version=record.get("config_version", ""),
            lifts=dict(record.get("lifts", {})), made_from=dict(record.get("made_from", {})),
            reasons=tuple(Reason(**each) for each in record.get("reasons", [])),
            sessions=tuple(session_of(each) for each in record["sessions"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"This is no program of an export: {error!r}.") from error


def item_json(item: Item) -> dict[str, Any]:
    """One exercise of a session as JSON; sets hold only what is not as usual."""
    return {
        "exercise": item.exercise, "role": item.role, "rest_s": item.rest_s, "superset": item.superset,
        "lift": item.lift, "notes": item.notes, "reasons": [reason_json(each) for each in item.reasons],
        "targets": [
            {name: value for name, usual in _TARGET if (value := getattr(each, name)) != usual} for each in item.targets
        ],
    }  # fmt: skip


def item_of(record: dict[str, Any]) -> Item:
    """The exercise that ``item_json`` wrote. Raises ``Invalid``."""
    if record["role"] not in ROLES:
        raise Invalid(f"'{record['role']}' is no role of an exercise; there are {', '.join(ROLES)}.")
    return Item(
        exercise=str(record["exercise"]), role=record["role"], rest_s=int(record.get("rest_s") or 0),
        superset=record.get("superset"), lift=record.get("lift"), notes=record.get("notes") or "",
        reasons=tuple(Reason(**each) for each in record.get("reasons", [])),
        targets=tuple(_target_of(each) for each in record["targets"]),
    )  # fmt: skip


def _target_of(record: dict[str, Any]) -> Target:
    target = Target(**record)
    if target.kind not in SET_KINDS:
        raise Invalid(f"'{target.kind}' is no kind of set; there are {', '.join(SET_KINDS)}.")
    return target


def reason_json(reason: Reason) -> dict[str, str]:
    """A reason as JSON."""
    return {"rule": reason.rule, "text": reason.text, "source": reason.source}
