"""Following a program through the coach, day by day: read what is prescribed, do it, say it, approve what is proposed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from db import planning, programs
from db.programs import OPEN
from evals.athletes import call
from evals.bench import told
from evals.bringing import checks_of
from evals.conversation import Answer, InProcess
from evals.corpus import SeasonItem
from evals.lifter import Done, lifter_of
from evals.season import CheckedIn, Prescribed, Said, Season
from evals.state import SETS, StoredSet
from evals.telling import effort, report, retold, weights
from tools.planning.current import current_or_none
from tools.planning.trainee import injury_of, trainee_of
from training.errors import TopsetError
from training.landmarks import landmarks_of
from training.program.injuries import active
from training.program.plan import Program

DUE = sa.text(
    "select 1 from planned_sessions where athlete_id = :athlete and date = :day and status in ('planned', 'moved') limit 1"
)
CHECK_IN_EVERY = 4
"""Weeks: then the coach is asked for a check-in, on Sunday."""
STAYS_AWAY = re.compile(
    r"no (?:session|training|gym)|not coming|leave it(?: out)?\b|drop that one|is off today|no \w+ today|test day|meet:",
    re.IGNORECASE,
)
ASKS_WEIGHT = re.compile(r"what you used|which (?:load|weight)|what (?:load|weight)|how heavy", re.IGNORECASE)
ASKS_EFFORT = re.compile(r"reps?\b.{0,40}\bleft\b|in reserve|in the tank|how hard|\bRPE\b", re.IGNORECASE)
PAIN = re.compile(r"\b(\d+) ?(?:/|of|out of) ?10")
DID_AS_PLANNED = re.compile(r"\bas (?:planned|written|prescribed)\b", re.IGNORECASE)


class Follower:
    """A lifter with a program, in a conversation."""

    def __init__(self, item: SeasonItem, talk: InProcess, program: Program, transcript: list[str]) -> None:
        self.item, self.talk, self.transcript = item, talk, transcript
        start = date.fromisoformat(item.start)
        self.season = Season(start, item.weeks, lifter_of(item.true_1rm_kg, item.says, item.id, start))
        self.season.is_established = program.origin == "established"
        self.planned: dict[UUID, Any] = {}
        self.done: list[Done] = []
        """What he did of the session of the day."""

    async def follow(self) -> Season:
        """All weeks of it, with what is known at the end."""
        await self._remember_plan()
        monday = self.season.start - timedelta(days=self.season.start.weekday())
        for week in range(1, self.item.weeks + 1):
            for weekday in range(1, 8):
                day = monday + timedelta(weeks=week - 1, days=weekday - 1)
                if day >= self.season.start:
                    self.talk.on(day)
                    await self._day(day, week, weekday)
            await self._end_of_week(week)
        await self._end()
        return self.season

    async def _remember_plan(self) -> None:
        athlete = self.talk.athlete
        async with athlete.sessions() as session:
            row = await programs.current(session, athlete.id)
            rows = [] if row is None else await programs.sessions_of(session, athlete.id, row.id)
            self.planned = {each.id: programs.session_in(each) for each in rows}
            trainee = await trainee_of(session, athlete)
            known = await planning.profile(session, athlete.id)
        self.season.marks = landmarks_of(trainee)
        self.season.minutes = None if known is None or known.minutes is None else float(known.minutes)

    async def _day(self, day: date, week: int, weekday: int) -> None:
        today = await self._prescribed(day, week)
        self.season.prescribed += today
        self.done = [one for each in today for one in self.season.lifter.do(each.given)]
        messages = [str(each["say"]) for each in self.item.life if (each["week"], each["day"]) == (week, weekday)]
        away = any(STAYS_AWAY.search(each) for each in messages)
        for text in messages:
            await self._say(text, day, week, weekday)
        if today and not messages:
            await self._report(self.done, day, week, weekday)
        if not away:
            for each in today:
                self.season.lifter.train(each.given)

    async def _report(self, done: list[Done], day: date, week: int, weekday: int) -> None:
        """Say what was done; say it in pieces if it was not stored, and the weights if the coach asks for them."""
        answer = await self._say(report(done), day, week, weekday)
        pieces = retold(done)
        if pieces and answer.question and not ASKS_EFFORT.search(answer.question):
            for text in pieces:
                answer = await self._say(text, day, week, weekday)
        if (found := weights(done)) and ASKS_WEIGHT.search(answer.text):
            told_before = len(self.season.causes)
            await self._say(found, day, week, weekday)
            del self.season.causes[told_before:]  # a load that was asked for is no cause to change the plan

    async def _prescribed(self, day: date, week: int) -> list[Prescribed]:
        """What ``todays_session`` shows: the sessions that are still to be done on the day, with the loads of now."""
        athlete = self.talk.athlete
        async with athlete.sessions() as session:
            if not await session.scalar(DUE, {"athlete": athlete.id, "day": day}):
                return []
            current = await current_or_none(session, athlete, near=True)
            hurts = [injury_of(each) for each in await planning.injuries(session, athlete.id, day)]
            if current is None or current.is_paused:
                return []
            return [
                Prescribed(
                    week, current.sessions[str(row.id)], self.planned.get(row.id), tuple(str(each["why"]) for each in row.changes),
                    active(hurts, day),
                )
                for row in current.on(day)
                if row.status in OPEN
            ]  # fmt: skip

    async def _say(self, text: str, day: date, week: int, weekday: int) -> Answer:
        answer = await self._told(text, day, week, weekday)
        if ASKS_EFFORT.search(answer.question):
            await self._answer_effort(text, answer.question, day, week, weekday)
        elif answer.choices and answer.question:
            await self._told("1", day, week, weekday)
        elif not any(each.ok for each in answer.calls) and (meant := as_meant(text, answer.choices)):
            await self._told(meant, day, week, weekday)
        elif answer.question and "10" in answer.question and (pain := PAIN.search(text)):
            await self._told(pain[1], day, week, weekday)
        if Said(day, week, weekday, text, "").is_cause:
            self.season.causes.append(day)
        return answer

    async def _answer_effort(self, text: str, question: str, day: date, week: int, weekday: int) -> None:
        """Say how hard it was, which is a cause to change loads; not after he told of other sets than the planned ones."""
        felt = "" if re.search(r"\d", text) else effort(self.done, question, f"{self.item.id} {day}")
        if felt:
            await self._told(felt, day, week, weekday)
            self.season.causes.append(day)

    async def _told(self, text: str, day: date, week: int, weekday: int) -> Answer:
        answer = await self.talk.say(text)
        self.transcript += [f"[week {week} day {weekday}]", *told(text, answer)]
        words = answer.text
        for proposal in answer.proposals:
            approved = await self.talk.approve(proposal)
            self.transcript += told(f"(approves {proposal[:8]})", approved)
            words += f"\n{approved.text}"
            self.season.causes.append(day)
        self.season.said.append(Said(day, week, weekday, text, words))
        return answer

    async def _end_of_week(self, week: int) -> None:
        season = self.season
        season.lifter.rest(self.talk.athlete.today)
        season.true_kg[week] = dict(season.lifter.true_kg)
        season.estimates[week] = {}
        wanted = {
            int(each["week"]) for each in checks_of(self.item) if each["kind"] == "e1rm_within" and "week" in each
        }
        for name in self.item.true_1rm_kg if week in {*wanted, self.item.weeks} else ():
            found = await self._estimate(name)
            if found is not None:
                season.estimates[week][name] = float(found.current_kg)
        if week % CHECK_IN_EVERY == 0 or week == self.item.weeks:
            await self._check_in(week)

    async def _check_in(self, week: int) -> None:
        answer = await self.talk.say("check in")
        self.transcript += [f"[week {week} day 7]", *told("check in", answer)]
        self.season.said.append(Said(self.talk.athlete.today, week, 7, "check in", answer.text))
        result = next((each.result for each in answer.calls if each.tool == "check_in" and each.result), None)
        if result is not None:
            points = result.get("deload_points")
            self.season.check_ins.append(CheckedIn(self.talk.athlete.today, dict(result.get("lifts") or {}), points))

    async def _estimate(self, name: str, period: str | None = None) -> Any:
        try:
            return await call(self.talk.athlete, "estimate_strength", exercise=name, period=period)
        except TopsetError:
            return None

    async def _end(self) -> None:
        season, athlete = self.season, self.talk.athlete
        for name in self.item.true_1rm_kg:
            found = await self._estimate(name, f"since {season.start}")
            if found is not None and found.change_kg is not None:
                season.trends[name] = float(found.change_kg)
        async with athlete.sessions() as session:
            rows = await session.execute(SETS, {"athlete": athlete.id, "since": season.start})
            season.stored = [StoredSet(*each) for each in rows]
            for program in await programs.every(session, athlete.id):
                listed = await programs.outline(session, athlete.id, program.id)
                season.states += [(each.date, each.status) for each in listed]


def as_meant(text: str, choices: Sequence[str]) -> str:
    """Which of the readings that a coach offers a lifter picks who has said that a session was done; empty where none says so.

    >>> as_meant("slept 4 h, did it as planned anyway", ["train around my injuries", "I did the session as planned"])
    'I did the session as planned'
    """
    if not DID_AS_PLANNED.search(text):
        return ""
    return next((each for each in choices if DID_AS_PLANNED.search(each)), "")
