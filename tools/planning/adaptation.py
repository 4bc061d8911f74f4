"""From sessions as they should be to a proposal: typed changes, held to the rules and to the program's own bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tools.calls import Change
from tools.held import refuse_plans
from tools.planning.change_wording import ChangeWords
from tools.planning.checks import checked_change
from tools.planning.current import Current, current_of
from tools.planning.proposals import MOST_SHOWN, Draft, Proposed, Scope, propose
from tools.planning.trainee import trainee_of
from tools.planning.wording import session_words
from training.errors import Conflict, Invalid, NotFound, Refused
from training.established.bounds import may
from training.established.own import OWN, template_of
from training.established.swapping import swapped
from training.established.template import Cause
from training.period import WEEKDAYS
from training.program.changes import ChangeProgress
from training.program.difference import differences
from training.program.plan import Item, Reason, Role, Session
from training.program.record import reason_json
from training.program.trainee import Trainee


@dataclass(frozen=True)
class Wanted:
    """What a change to the plan is about."""

    title: str
    scope: Scope
    reasons: Sequence[Reason]
    cause: Cause = "wish"
    anyway: bool = False


@dataclass(frozen=True)
class Planned:
    """The program and the trainee that a change is worked out on."""

    current: Current
    trainee: Trainee


async def planned_of(change: Change, scope: Scope = "program") -> Planned:
    """The program that is followed, as much of it as a scope reaches.

    Raises ``NotFound`` without one, ``Conflict`` while it is paused.
    """
    await refuse_plans(change.session, change.athlete)
    current = await current_of(change.session, change.athlete, near=scope != "program")
    if current.next_key(change.athlete.today) is None:  # it begins later
        current = await current_of(change.session, change.athlete)
    if current.is_paused:
        raise Conflict(f"{current.row.name} is paused. Say resume first.")
    return Planned(current, await trainee_of(change.session, change.athlete))


def the_session(planned: Planned, change: Change) -> str:
    """The session that 'today' means: today's, else the next one. Raises ``NotFound``."""
    key = planned.current.next_key(change.athlete.today)
    if key is None:
        raise NotFound("There is no session left in the program.")
    return key


def within(planned: Planned, change: Change, scope: Scope) -> list[str]:
    """The sessions still to be done that a scope reaches: the next one, those of its week, or all."""
    coming = planned.current.open(change.athlete.today)
    if not coming:
        raise NotFound("There is no session left in the program.")
    first = the_session(planned, change)
    if scope == "session":
        return [first]
    week = coming[first].week
    return [key for key, each in coming.items() if scope == "program" or each.week == week]


def of_kind(planned: Planned, change: Change, scope: Scope, kind: str) -> list[str]:
    """Of the sessions that a scope reaches those whose title has a word, or that are on a weekday; of one session the next such."""
    wanted = kind.strip().lower().removesuffix("s")
    found = [
        key
        for key in within(planned, change, "program" if scope == "session" else scope)
        if wanted in (session := planned.current.sessions[key]).title.lower()
        or wanted == WEEKDAYS[session.date.weekday()]
    ]
    if not found:
        raise NotFound(f"No session that is left is called '{kind}', or on such a day.")
    return found[:1] if scope == "session" else found


async def propose_sessions(
    change: Change, planned: Planned, after: Mapping[str, Session], wanted: Wanted, more: Sequence[Any] = ()
) -> Proposed:
    """Propose sessions as they should be. Raises ``Refused`` for what breaks a rule, ``Invalid`` for no change at all."""
    if planned.current.row.template not in (None, OWN) and wanted.scope == "program" and wanted.cause == "wish":
        raise Refused(
            f"{planned.current.row.name} sets its own sets and loads. For good an exercise can be swapped; all else for a session or a week."
        )
    before = {key: planned.current.sessions[key] for key in after}
    changes = [one for key, session in after.items() for one in differences(key, before[key], session)]
    notes = _bounds(planned, changes, before, wanted)
    program = planned.current.program
    for_good = wanted.scope == "program"
    was, now = program.sessions, tuple(after.get(key, each) for key, each in planned.current.sessions.items())
    if not for_good:  # what is safe is seen in the sessions themselves
        was, now = tuple(before.values()), tuple(after.values())
    warnings = checked_change(
        replace(program, sessions=was),
        replace(program, sessions=now),
        planned.trainee,
        change.athlete.today,
        for_good=for_good,
    )
    words = ChangeWords(before, change.athlete.units, change.athlete.today)
    unit = change.athlete.units
    changed = [key for key in after if after[key] != before[key]][:MOST_SHOWN]
    return await propose(
        change,
        Draft(
            title=wanted.title, scope=wanted.scope, changes=[*changes, *more],
            reason=" ".join(dict.fromkeys(each.text for each in wanted.reasons)),
            before="\n\n".join(session_words(before[key], unit) for key in changed),
            after="\n\n".join(session_words(after[key], unit) for key in changed),
            evidence=wanted.reasons, warnings=[*notes, *warnings], touched=list(after),
            lines=[words.of(each) for each in [*changes, *more]],
        ),
        planned.current,
        again=wanted.anyway,
    )  # fmt: skip


async def propose_lift(
    change: Change, planned: Planned, session: Session, item: Item, by: str, wanted: Wanted
) -> Proposed:
    """Propose another exercise for good in an established program, whose own progression then begins with it."""
    current, program = planned.current, planned.current.program
    template = template_of(program)
    if template is None or item.lift is None:
        raise Invalid(f"{item.exercise} follows no progression of {program.name}.")
    verdict = may(template, "swap_exercise", role=item.role, cause=wanted.cause, scope="good")
    if not verdict.allowed:
        raise Refused(str(verdict))
    lifts = swapped(program, current.row.lifts, item.lift, by, planned.trainee)
    after = current.with_lifts(lifts)
    today, unit = change.athlete.today, change.athlete.units
    warnings = checked_change(program, after, planned.trainee, today, for_good=True)
    made = ChangeProgress(
        lift=item.lift, exercise=by, state=lifts[item.lift], was=current.row.lifts.get(item.lift),
        reasons=[reason_json(each) for each in wanted.reasons],
    )  # fmt: skip
    then = next(each for each in after.sessions if each.date == session.date and each.key == session.key)
    return await propose(
        change,
        Draft(
            title=wanted.title, scope="program", changes=[made], reason=" ".join(each.text for each in wanted.reasons),
            before=session_words(session, unit), after=session_words(then, unit), evidence=wanted.reasons,
            warnings=[str(verdict), *warnings], lines=[wanted.title],
        ),
        current,
        again=wanted.anyway,
    )  # fmt: skip


async def propose_changes(
    change: Change, planned: Planned, changes: Sequence[Any], wanted: Wanted, *, before: str, after: str
) -> Proposed:
    """Propose changes to sessions as wholes or to the program: moves, skips, a deload, a pause."""
    notes = _bounds(planned, changes, {}, wanted)
    words = ChangeWords(planned.current.sessions, change.athlete.units, change.athlete.today)
    touched = [each.session for each in changes if hasattr(each, "session")]
    return await propose(
        change,
        Draft(
            title=wanted.title, scope=wanted.scope, changes=list(changes), before=before, after=after,
            reason=" ".join(dict.fromkeys(each.text for each in wanted.reasons)), evidence=wanted.reasons,
            warnings=notes, touched=touched, lines=[words.of(each) for each in changes],
        ),
        planned.current,
        again=wanted.anyway,
    )  # fmt: skip


def _bounds(planned: Planned, changes: Sequence[Any], before: Mapping[str, Session], wanted: Wanted) -> list[str]:
    """What an established program says to the changes. Raises ``Refused`` for one that would make it another program."""
    program = planned.current.program
    template = template_of(program)
    if template is None or template.id == OWN:  # one's own is anybody's to change
        return []
    scope = "good" if wanted.scope == "program" else wanted.scope
    told = []
    for each in changes:
        session = before.get(getattr(each, "session", ""))
        at = getattr(each, "item", None)
        role: Role = "main"
        if session is not None and isinstance(at, int) and at < len(session.items):
            role = session.items[at].role
        verdict = may(template, each.kind, role=role, cause=wanted.cause, scope=scope)
        if not verdict.allowed and wanted.cause != "injury":
            raise Refused(str(verdict))
        told.append(str(verdict))
    return list(dict.fromkeys(told))[:2]
