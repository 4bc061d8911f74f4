"""When the plan happens: move, skip, sort out what was missed, deload, and what becomes of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from db.athletes import Athlete
from db.programs import OPEN
from tools.calls import Change, about, write
from tools.planning.about import Weekday
from tools.planning.adapt import Anyway
from tools.planning.adaptation import Planned, Wanted, planned_of, propose_changes, propose_sessions, the_session
from tools.planning.current import current_of, week_around
from tools.planning.days import read_future
from tools.planning.proposals import Proposed
from tools.planning.signals import deload_of
from tools.planning.trainee import trainee_of
from tools.planning.whole_program import WholeProgram
from tools.wording import date_words
from training.adaptation.deload import what_it_is
from training.adaptation.gap import comeback
from training.adaptation.missed import merged, missed
from training.adaptation.session_scaling import deloaded, scaled
from training.errors import Conflict, Invalid, NotFound
from training.library import load_library
from training.program.changes import InsertDeload, MoveSession, SkipSession
from training.program.plan import Reason, Session, is_rest
from training.program.record import session_json

FARTHEST_MOVE = timedelta(days=14)
LOOK_BACK = timedelta(days=21)


@dataclass(frozen=True)
class ScheduleTools:
    """Move the plan in time."""

    athlete: Athlete

    @about(needs_program=True, proposes=True)
    @write
    async def move_session(
        self,
        change: Change,
        to: Annotated[str, Field(description="The new day in words: 'tomorrow', 'friday'")],
        day: Annotated[str | None, Field(description="Which session, by its day; leave out for the next one")] = None,
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose another day for a planned session: 'move today's session to friday'."""
        planned = await planned_of(change)
        key = self._key(planned, day)
        session = planned.current.sessions[key]
        target = read_future(to, self.athlete.today)
        if not self.athlete.today <= target <= self.athlete.today + FARTHEST_MOVE:
            raise Invalid("A session can be moved to a day in the next two weeks.")
        if target == session.date:
            raise Invalid(f"{session.title} is on that day already.")
        taken = [row.title for row in planned.current.on(target) if row.status in OPEN]
        reasons = [Reason("wish", "You asked for it.", "")]
        if taken:
            reasons.append(
                Reason("spacing", f"{taken[0]} is on that day too: both together are a lot.", "Reference 4.10")
            )
        title = f"{session.title} on {self._day(target)}"
        made = [MoveSession(session=key, to=target, was=session.date)]
        return await propose_changes(
            change, planned, made, Wanted(title, "session", reasons, anyway=anyway),
            before=f"{session.title} on {self._day(session.date)}", after=title,
        )  # fmt: skip

    @about(needs_program=True, proposes=True)
    @write
    async def skip_session(
        self,
        change: Change,
        day: Annotated[str | None, Field(description="Which session, by its day; leave out for the next one")] = None,
        because: Annotated[str, Field(description="Why, if it was said")] = "",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose to skip a planned session: 'skip today'."""
        planned = await planned_of(change)
        key = self._key(planned, day)
        session = planned.current.sessions[key]
        reason = Reason("wish", f"You said: {because[:100]}." if because else "You asked for it.", "")
        made = [SkipSession(session=key, was=session.date, reasons=[])]
        return await propose_changes(
            change, planned, made, Wanted(f"Skip {session.title}", "session", [reason], anyway=anyway),
            before=f"{session.title} on {self._day(session.date)}", after="It is skipped, and counts as not done.",
        )  # fmt: skip

    @about(needs_program=True, proposes=True)
    @write
    async def sort_out_missed(self, change: Change, anyway: Anyway = False) -> Proposed:
        """Propose what to do about missed sessions: slide, merge the main lift, go by priority, or come back after a gap:
        'I missed monday', 'I missed last week'.
        """
        planned = await planned_of(change)
        today = self.athlete.today
        lost = [
            row
            for row in planned.current.rows
            if row.status in OPEN and today - LOOK_BACK <= row.date < today and not is_rest(row.title)
        ]
        if not lost:
            raise NotFound("Nothing was missed: every session up to today is done, skipped or still to come.")
        done = [row.date for row in planned.current.rows if row.status == "done"]
        coming = planned.current.open(today)
        days_off = (today - max(done)).days if done else (today - planned.current.row.starts_on).days
        monday, _ = week_around(today)
        this_week = [row for row in lost if row.date >= monday]
        decision = missed(
            len(this_week) or len(lost), today, upcoming=[each.date for each in coming.values()], done=done,
            days_off=days_off if not this_week or days_off >= 10 else 0,
        )  # fmt: skip
        wanted = Wanted("After missed sessions", "week", [decision.reason], anyway=anyway)
        rest = [SkipSession(session=str(row.id), was=row.date) for row in lost]
        if decision.action == "slide" and decision.day is not None:
            last = lost[-1]
            made: list[Any] = [MoveSession(session=str(last.id), to=decision.day, was=last.date), *rest[:-1]]
            after = f"{last.title} on {self._day(decision.day)}"
        elif decision.action == "gap":
            return await self._come_back(change, planned, days_off, rest, wanted)
        elif decision.action == "merge" and coming:
            key = next(iter(coming))
            session = merged(coming[key], planned.current.sessions[str(lost[-1].id)], decision.reason)
            if session != coming[key]:
                return await propose_sessions(change, planned, {key: session}, wanted, rest)
            why = "One session missed, no free day, and no room for its main lift in the next one: it is left out."
            wanted = replace(wanted, reasons=[replace(decision.reason, text=why)])
            made, after = rest, "It is skipped; the plan goes on with what comes next."
        else:
            made, after = rest, "They are skipped; the plan goes on with what comes next."
        before = "; ".join(f"{row.title}, {self._day(row.date)}: not done" for row in lost)
        return await propose_changes(change, planned, made, wanted, before=before, after=after)

    @about(needs_program=True, proposes=True)
    @write
    async def propose_deload(self, change: Change, anyway: Anyway = False) -> Proposed:
        """Propose a deload week from now on, with the points that speak for it: 'I need a deload', or when one is due."""
        planned = await planned_of(change)
        found = await deload_of(change.session, self.athlete, planned.current)
        key = the_session(planned, change)
        coming = planned.current.open(self.athlete.today)
        first = coming[key]
        if first.is_deload:
            raise Conflict("The coming week is a deload already.")
        reason = Reason("deload", f"{found} A deload is {what_it_is()}", "Reference 4.8")
        week = [each for each in coming.values() if each.week == first.week]
        days = 7
        made = InsertDeload(
            on=first.date, days=days, contents=[session_json(self._lighter(planned, each, reason)) for each in week]
        )
        after = "\n".join(f"{self._day(each.date)}: {each.title}, deload" for each in week)
        wanted = Wanted("A deload week now", "week", [reason], anyway=anyway)
        return await propose_changes(
            change, planned, [made], wanted, before=f"{first.title} on {self._day(first.date)} as planned", after=after
        )

    @about(needs_program=True, proposes=True)
    @write
    async def change_program(
        self,
        change: Change,
        what: Annotated[Literal["days", "pause", "resume", "end"], Field(description="What was asked for")],
        weekdays: Annotated[list[Weekday] | None, Field(description="With days: the new training days")] = None,
        on: Annotated[
            str | None, Field(description="With pause and resume: from which day; leave out for today")
        ] = None,
        until: Annotated[
            str | None,
            Field(description="With pause: the last day of the break, if it was told; then it goes on by itself"),
        ] = None,
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose other training days for the rest of the program, to pause it, to go on, or to end it: 'pause my program',
        'pause it until sunday', 'I can train mon wed fri now'. For another number of days a week propose a new program.
        """
        current = await current_of(change.session, self.athlete)
        planned = Planned(current, await trainee_of(change.session, self.athlete))
        day = self.athlete.today if on is None else read_future(on, self.athlete.today)
        last = None if until is None else read_future(until, self.athlete.today)
        made, title, after = WholeProgram(current, self.athlete.today).changed(what, weekdays, day, last)
        wanted = Wanted(title, "program", [Reason("wish", "You asked for it.", "")], anyway=anyway)
        before = f"{current.row.name}{', paused' if current.is_paused else ''}"
        return await propose_changes(change, planned, made, wanted, before=before, after=after)

    def _lighter(self, planned: Planned, session: Session, reason: Reason) -> Session:
        light = deloaded(
            session,
            gym=planned.trainee.gym,
            library=load_library(),
            reason=reason,
            time_factor=planned.trainee.time_factor,
        )
        return replace(light, note="Deload: half the sets, lighter, nothing to failure.")

    async def _come_back(
        self, change: Change, planned: Planned, days_off: int, skipped: Sequence[Any], wanted: Wanted
    ) -> Proposed:
        """The first week back after a gap: lighter, fewer sets, away from failure."""
        found = comeback(days_off, age=planned.trainee.age)
        coming = planned.current.open(self.athlete.today)
        first = coming[the_session(planned, change)].week
        after = {
            key: scaled(
                each, gym=planned.trainee.gym, library=load_library(), reason=found.reasons[0], volume=found.sets,
                load=found.load, least_rir=found.least_rir, no_failure=True,
            )
            for key, each in coming.items() if each.week == first
        }  # fmt: skip
        return await propose_sessions(
            change, planned, after, replace(wanted, reasons=[*wanted.reasons, *found.reasons]), skipped
        )

    def _key(self, planned: Planned, day: str | None) -> str:
        if day is None:
            key = planned.current.next_key(self.athlete.today)
            if key is None:
                raise NotFound("There is no session left in the program.")
            return key
        wanted = read_future(day, self.athlete.today)
        on = [row for row in planned.current.on(wanted) if row.status in OPEN]
        if not on:
            raise NotFound(f"Nothing is planned for {self._day(wanted)}.")
        return str(on[0].id)

    def _day(self, day: date) -> str:
        return date_words(day, self.athlete.today)
