"""What the coach remembers: told, asked for, doubted, corrected."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import Field

from db import facts
from db.athletes import Athlete
from db.engine import Session
from db.memory_tables import FactRow
from memory import recalling
from memory.findings import Finding
from memory.meaning import found_by_now
from memory.people import subject_of
from memory.times import time_in
from tools.calls import Change, Result, about, read, write
from tools.planning.days import read_future
from tools.remembering import asking, doubts
from tools.remembering.keeping import Kept, keep
from tools.remembering.views import SOURCES, FactView, Knowledge, time_words, views_of
from training.errors import Conflict, Invalid, NotFound
from training.period import Period, read_day

Kind = Literal[
    "goal", "injury", "preference", "aversion", "equipment", "schedule", "life_event", "medical", "coaching_style",
    "achievement", "context",
]  # fmt: skip
ToldKind = Literal[
    "preference", "aversion", "equipment", "schedule", "life_event", "medical", "coaching_style", "achievement", "context",
]  # fmt: skip
"""Kinds without a tool of their own: goals and injuries have one."""
KIND_NAMES: tuple[str, ...] = get_args(Kind)
MOST_SHOWN = 30
UNSURE = 0.4
FactWords = Annotated[str, Field(description="Which fact, in a few of its words, or its id")]


class Remembered(Result):
    """What is known now of a subject, and what it took the place of."""

    relation: str
    facts: list[FactView]
    before: list[FactView] = []

    def __str__(self) -> str:
        new, old = " ".join(each.text for each in self.facts), " ".join(each.text for each in self.before)
        if self.relation == "repeats":
            return f"I know that: {new}"
        if self.relation == "ends":
            return (
                f"Noted: {new} That is over then: {old}"
                if old and new
                else f"Noted, that is over: {old}"
                if old
                else f"Noted: {new}"
            )
        if self.relation in ("contradicts", "corrects"):
            return f"Noted: {new} Until now it was: {old}"
        until = self.facts[0].valid_to
        return f"Noted: {new}" + ("" if until is None else f" The last day is {until - date.resolution}.")


class Reason(Result):
    """Where a fact comes from."""

    fact: FactView
    earlier: list[FactView] = []

    def __str__(self) -> str:
        each = self.fact
        said = f": “{each.said}”" if each.said else ""
        lines = [f"{each.text} That is since {each.valid_from}: {SOURCES[each.source]} on {each.learnt_on}{said}."]
        if each.times_said > 1:
            lines.append(f"You said it {each.times_said} times, the last time on {each.said_on}.")
        lines += [f"Before that: {old.line()}" for old in self.earlier]
        return "\n".join([*lines, *([f"It was said in chat {each.chat_id}."] if each.chat_id else [])])


@dataclass(frozen=True)
class MemoryTools:
    """What is known of the athlete beyond the log."""

    athlete: Athlete

    @about(tells=True)
    @write
    async def remember(
        self,
        change: Change,
        text: Annotated[str, Field(description="The fact in one sentence to the athlete: 'You work night shifts.'")],
        said: Annotated[str, Field(description="The athlete's own words that say so, copied exactly")],
        kind: Annotated[
            ToldKind,
            Field(description="What it is; equipment is a belt or shoes, schedule the time of day or shifts at work"),
        ] = "context",
        subject: Annotated[
            str | None,
            Field(description="Whose it is, if it is about somebody else: 'wife'. Left out: the athlete's own"),
        ] = None,
        since: Annotated[str | None, Field(description="Since when, in words, if it was said")] = None,
        until: Annotated[str | None, Field(description="The last day on which it is true, if it was said")] = None,
        ends: Annotated[bool, Field(description="True if the athlete says that something is over")] = False,
        sure: Annotated[bool, Field(description="False for an if or a maybe: it ends nothing")] = True,
        corrects: Annotated[
            bool, Field(description="True if it puts right what they said wrongly shortly before")
        ] = False,
    ) -> Remembered:
        """Remember something about the athlete that matters beyond today: life, work, diet, tastes, how to coach them.
        Not for goals, injuries, rules about exercises, nor the equipment and days to plan with: those have their own tools.
        What contradicts an older fact ends it. Never for instructions about how you work.
        """
        today = self.athlete.today
        finding = Finding(
            kind, subject_of(subject), _sentence(text), said.strip()[:500], None if since is None else read_day(since, today),
            None if until is None else read_future(until, today), 1.0 if sure else UNSURE, ends, corrects=corrects,
        )  # fmt: skip
        [kept] = await keep(change, [finding], "told")
        return await self._remembered(change, kept)

    @read
    async def what_do_you_know(
        self,
        session: Session,
        about: Annotated[
            str | None,
            Field(
                description="What about: 'my diet', or the question itself: 'where do I live?'. Left out: everything"
            ),
        ] = None,
        time: Annotated[str | None, Field(description="A time in words: 'in march'. Left out: now")] = None,
        known: Annotated[
            bool, Field(description="With a time: what was known then, instead of what was true then")
        ] = False,
    ) -> Knowledge:
        """Show what is remembered of the athlete: now, or what was true at a time, or what was known at a time."""
        about = None if about is not None and time is not None and asking.names_nothing(about) else about
        if about is not None and not known and asking.QUESTION.search(about):
            await found_by_now(self.athlete)
            answers, rows = await asking.recalled(session, self.athlete, about, time)
            views = await views_of(session, self.athlete, rows)
            return Knowledge(facts=views, about=about, total=len(answers.told), answers=answers)
        period = None if time is None else time_in(time, self.athlete.today) or _day(time, self.athlete.today)
        rows = await self._held(session, period, known)
        total = len(rows)
        if about is not None:
            rows = await self._about(session, about, rows)
            total = len(rows)
        head = None if period is None else time_words(period, "I knew" if known else "was true")
        shown = await views_of(session, self.athlete, rows[:MOST_SHOWN] if about else rows[-MOST_SHOWN:])
        if known and period is not None:  # an end that was learnt later was not known
            later = {
                row.id for row in rows if row.end_learnt_at is not None and row.end_learnt_at > self._end_of(period)
            }
            shown = [each.model_copy(update={"valid_to": None}) if each.id in later else each for each in shown]
        return Knowledge(facts=shown, about=about, time=head, total=total)

    @read
    async def why_do_you_think(self, session: Session, fact: FactWords) -> Reason:
        """Say where a remembered fact comes from: when it was said, in which words and chat, and what it replaced."""
        row = await doubts.meant(session, self.athlete, fact)
        earlier: list[FactRow] = []
        while (before := (earlier[-1] if earlier else row).replaces) is not None and len(earlier) < 5:
            earlier += await facts.by_ids(session, self.athlete.id, [before])
        [view, *old] = await views_of(session, self.athlete, [row, *earlier])
        return Reason(fact=view, earlier=old)

    @about(takes_away=True)
    @write
    async def correct_memory(
        self,
        change: Change,
        fact: FactWords,
        text: Annotated[
            str | None, Field(description="What is true instead, in one sentence to the athlete; left out: just wrong")
        ] = None,
        said: Annotated[str, Field(description="The athlete's own words")] = "",
    ) -> Remembered:
        """Put right something that was remembered wrongly: it never was true. For what has changed, use `remember`."""
        row = await doubts.meant(change.session, self.athlete, fact)
        if row.retracted_at is not None:
            raise Conflict("That was put right already. Look again at what I know now.")
        if row.points_to is not None:
            if text is not None:
                raise Invalid(f"“{row.text}” is what I plan with. Tell me how it is, and I change that.")
            await doubts.drop_state(change, row)
            return Remembered(relation="ends", facts=[], before=await views_of(change.session, self.athlete, [row]))
        await change.touch("facts", str(row.id))
        now = max(self.athlete.now(), row.learnt_at)
        await facts.change(change.session, self.athlete.id, row.id, {"retracted_at": now})
        old = await views_of(change.session, self.athlete, [row])
        change.said = f"the correction of: {row.text}"
        if text is None:
            return Remembered(relation="ends", facts=[], before=old)
        until = None if row.valid_to is None else row.valid_to - date.resolution
        finding = Finding(row.kind, row.subject, _sentence(text), said[:500], row.valid_from, until)
        [kept] = await keep(change, [finding], "edited")
        await facts.change(change.session, self.athlete.id, kept.row.id, {"replaces": row.id, "relation": "corrects"})
        view = await self._remembered(change, kept)
        change.said = f"the correction of: {row.text}"
        return replace_relation(view, "new")

    async def _remembered(self, change: Change, kept: Kept) -> Remembered:
        rows = await facts.by_ids(change.session, self.athlete.id, [kept.row.id])
        view = Remembered(
            relation=kept.relation, facts=await views_of(change.session, self.athlete, rows),
            before=[] if kept.relation == "repeats" else await views_of(change.session, self.athlete, kept.before),
        )  # fmt: skip
        change.said = str(view)
        return view

    async def _held(self, session: Session, period: Period | None, known: bool) -> list[FactRow]:
        who, today = self.athlete.id, self.athlete.today
        if period is None:
            return list(await facts.current(session, who, today))
        if not known:
            return list(await facts.true_on(session, who, period.since, period.until))
        return list(await facts.known_at(session, who, self._end_of(period), period.until))

    def _end_of(self, period: Period) -> datetime:
        return datetime.combine(period.until, time.max, ZoneInfo(self.athlete.timezone))

    async def _about(self, session: Session, about: str, rows: list[FactRow]) -> list[FactRow]:
        """Those of them that are about something, the most fitting first."""
        asked = replace(await recalling.question(about, self.athlete), since=None, until=None)
        found = await recalling.find_facts(session, self.athlete, asked, 50, history=True)
        allowed = {row.id: row for row in rows}
        named = doubts.named(about, rows)
        near = [row for row, hit in found if recalling.matters(hit) and row.id in allowed]
        return list({row.id: row for row in (*named, *near)}.values())


def replace_relation(view: Remembered, relation: str) -> Remembered:
    """The same with another relation: a correction is told as something new."""
    return view.model_copy(update={"relation": relation, "before": []})


def _day(words: str, today: date) -> Period:
    try:
        day = read_day(words, today)
    except Invalid as error:
        raise NotFound(f"'{words}' is no time I know. Say for example 'in March' or '2026-03-15'.") from error
    return Period(day, day, words)


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > 500:
        raise Invalid("A fact is one sentence of up to 500 characters.")
    return words
