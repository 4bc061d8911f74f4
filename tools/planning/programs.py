"""Making programs: generated from the profile, or established ones as written; always as a proposal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from db import programs
from db.athletes import Athlete
from db.engine import Session as DbSession
from tools import lookup
from tools.calls import Change, Result, about, read, tell, write
from tools.held import refuse_plans
from tools.planning.checks import checked
from tools.planning.current import current_or_none
from tools.planning.days import read_future
from tools.planning.overview import chart_of, overview, table_of
from tools.planning.proposals import Draft, Proposed, propose
from tools.planning.questions import open_question
from tools.planning.trainee import known_of
from tools.wording import date_words
from training.errors import Invalid, Refused
from training.established import catalogue
from training.established.engine import start
from training.established.own import read_own
from training.established.template import Template
from training.generation.generate import generate
from training.generation.kept import KEPT, UNMET
from training.program.changes import StartProgram
from training.program.plan import Program
from training.program.record import program_json
from training.program.trainee import Trainee
from training.program.wish import Wish, week_of

DEFAULT_WEEKS = 8
SHORTEST, LONGEST = 2, 52
FARTHEST_START = timedelta(days=60)


class ProposedProgram(Result):
    """A program that waits for approval, or the question that has to be answered first."""

    question: str | None = None
    asks: str | None = None
    choices: list[dict[str, str]] = []
    proposed: Proposed | None = None
    proposal: UUID | None = None
    chart: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.question or str(self.proposed)


class KnownProgram(BaseModel):
    """An established program."""

    id: str
    name: str
    what: str
    for_whom: str
    days: list[int]
    weeks: int | None


class OwnProgram(BaseModel):
    """A program of the athlete's."""

    name: str
    status: str
    starts_on: date
    weeks: int


class ProgramList(Result):
    """The programs there are, and those the athlete had."""

    established: list[KnownProgram]
    own: list[OwnProgram]

    def __str__(self) -> str:
        lines = [
            f"- {each.name}: {each.what} {'/'.join(map(str, each.days))} days a week"
            + (f", {each.weeks} weeks." if each.weeks else ".")
            for each in self.established
        ]
        own = [f"- {each.name}, from {each.starts_on}, {each.weeks} weeks: {each.status}" for each in self.own]
        had = ["Yours:", *own] if own else []
        return "\n".join([*had, "Established programs, as written:", *lines, "Or I make one for you."])


@dataclass(frozen=True)
class ProgramTools:
    """Offer programs."""

    athlete: Athlete

    @read
    async def list_programs(self, session: DbSession) -> ProgramList:
        """List the established programs (StrongLifts-like, GZCLP, 5/3/1 ...) and the athlete's own ones."""
        own = await programs.every(session, self.athlete.id)
        return ProgramList(
            established=[
                KnownProgram(
                    id=each.id, name=each.name, what=each.summary, for_whom=each.for_whom, days=list(each.days_per_week),
                    weeks=each.weeks,
                )
                for each in catalogue.catalogue()
            ],
            own=[OwnProgram(name=each.name, status=each.status, starts_on=each.starts_on, weeks=each.weeks) for each in own],
        )  # fmt: skip

    @about(comes_last=True, proposes=True)
    @write
    async def propose_program(
        self,
        change: Change,
        weeks: Annotated[int | None, Field(description="2 to 52; leave out if none was said")] = None,
        template: Annotated[
            str | None,
            Field(description="An established program by name ('gzclp', '5/3/1 bbb'); leave out to generate one"),
        ] = None,
        starts: Annotated[str | None, Field(description="When it starts, in words: 'monday', '2026-12-01'")] = None,
        anyway: Annotated[bool, Field(description="The athlete wants it although it was rejected before")] = False,
        written: Annotated[
            str | None,
            Field(
                description="A program that the athlete wrote out, in their words ('day A: squat 3x5, bench 3x5; day B: ...; "
                "add 2.5 kg each time'), as Liftosaur-like text or as a TOML file: it is followed as written"
            ),
        ] = None,
    ) -> ProposedProgram:
        """Make a training program and propose it. First keep what the athlete said about themselves (update_planning,
        report_injury, rules about exercises). If it answers with a question, ask it, keep the answer, and call again with
        the same arguments. Nothing starts before the athlete approves: you can't approve.
        """
        await refuse_plans(change.session, self.athlete)
        plan = None if template is None else catalogue.find(template)
        unread: tuple[str, ...] = ()
        if written is not None:
            plan, weeks, unread = await self._read(change.session, written, weeks)
        known = await known_of(change.session, self.athlete)
        needed = open_question(known, self.athlete.today, plan)
        if needed is not None:
            change.nothing()
            return ProposedProgram(question=needed.text, asks=needed.asks)
        starts_on = self._start(starts, known.trainee)
        length = weeks or weeks_to(known.trainee.wish, starts_on) or DEFAULT_WEEKS
        if not SHORTEST <= length <= LONGEST:
            raise Invalid(f"A program has {SHORTEST} to {LONGEST} weeks; {length} can't be planned.")
        await tell(f"Building {length} weeks")
        program = (
            await asyncio.to_thread(
                generate, known.trainee, weeks=length, starts_on=starts_on, today=self.athlete.today
            )
            if plan is None
            else start(plan, known.trainee, weeks=weeks, starts_on=starts_on)
        )
        if not program.sessions:
            raise Refused(f"{program.name} would have no session: {' '.join(each.text for each in program.reasons)}")
        await tell("Checking it against the rules, and simulating it")
        proposed = await self._propose(change, program, known.trainee, again=anyway, unread=unread)
        return ProposedProgram(proposed=proposed, proposal=proposed.proposal, chart=proposed.chart)

    async def _read(
        self, session: DbSession, text: str, weeks: int | None
    ) -> tuple[Template, int | None, tuple[str, ...]]:
        """The template that somebody wrote out, for how many weeks, and what nothing came of."""
        resolver = await lookup.resolver_of(session, self.athlete)
        plan, told = read_own(text, lambda name: lookup.resolved(resolver, name))
        return plan, weeks or (told.weeks if told is not None else None), () if told is None else told.unread

    async def _propose(
        self, change: Change, program: Program, trainee: Trainee, *, again: bool, unread: Sequence[str] = ()
    ) -> Proposed:
        problems = checked(program, trainee, self.athlete.today)
        problems += [f"I made nothing of “{'”, “'.join(unread)}”."] if unread else []
        current = await current_or_none(change.session, self.athlete)
        record = program_json(program)
        return await propose(
            change,
            Draft(
                title=_title(program),
                scope="program", changes=[StartProgram(program=record)],
                reason=" ".join(each.text for each in program.reasons[:3]),
                before="" if current is None else f"{current.row.name}, which ends then.",
                after=asked_for(program) + overview(program, self.athlete.units, self.athlete.today), evidence=program.reasons,
                warnings=problems, lines=[f"start {program.name}"], chart=chart_of(program),
                table=table_of(program, self.athlete.units),
            ),
            current,
            again=again,
        )  # fmt: skip

    def _start(self, words: str | None, trainee: Trainee) -> date:
        """The day that was named, else the coming Monday; today if today is one."""
        today = self.athlete.today
        if words is None:
            return today + timedelta(days=-today.weekday() % 7)
        day = read_future(words, today)
        if not today <= day <= today + FARTHEST_START:
            raise Invalid(f"A program starts between today and {date_words(today + FARTHEST_START, today)}.")
        return day


def weeks_to(wish: Wish, starts_on: date) -> int | None:
    """So many weeks that the day that counts is in the last one; ``None`` without one, or with one that is too far.

    >>> from training.program.wish import Event
    >>> weeks_to(Wish(events=(Event("test", date(2026, 4, 11)),)), date(2026, 3, 2))
    6
    """
    event = wish.event
    number = 0 if event is None else week_of(event.on, starts_on)
    return max(SHORTEST, number) if 1 <= number <= LONGEST else None


def asked_for(program: Program) -> str:
    """What was asked, where it is, and what could not be done: before everything else."""
    met = [each.text for each in program.reasons if each.rule == KEPT]
    unmet = [each.text for each in program.reasons if each.rule == UNMET]
    lines = ["What you asked for:", *(f"- {each}" for each in met)] if met else []
    lines += ["What could not be done as asked:", *(f"- {each}" for each in unmet)] if unmet else []
    return "\n".join(lines) + "\n\n" if lines else ""


def _title(program: Program) -> str:
    """A generated program's name says its weeks and days."""
    if program.origin == "generated":
        return program.name
    return f"{program.name}, {program.weeks} weeks, {program.days_per_week} days a week"
