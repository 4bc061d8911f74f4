"""The plan as it is to be done: today's session, the week, plates, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from db import athletes, history
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.history import PastSet
from db.program_tables import PlannedSessionRow
from db.programs import OPEN
from tools import lookup
from tools.calls import Result, about, prescribe
from tools.planning.current import Current, current_of, not_begun, week_around
from tools.planning.days import read_future
from tools.planning.injuries import hurts_words
from tools.planning.plan_views import PlannedSessionView, planned_view
from tools.planning.recovery import gap_words
from tools.planning.trainee import gym_of
from tools.planning.wording import plates_words
from tools.views import movement_named
from tools.wording import date_words, sets_words
from training.errors import Invalid, NotFound
from training.program.plan import Reason, Session, is_rest
from training.units import WeightUnit, in_unit, load_text, plain
from training.workout import Set

STATES = {"planned": "", "done": "done", "skipped": "skipped", "moved": "moved here"}
WHY_MOST = 12
MOST_KG = 1000.0


class Today(Result):
    """The session to do, or why there is none."""

    session: PlannedSessionView | None
    is_today: bool
    missed: list[str]
    text: str
    hurts: str = ""
    """What of it loads something that hurts."""

    def __str__(self) -> str:
        parts = [self.text, "" if self.session is None else str(self.session), self.hurts]
        if self.missed:
            parts.append(
                f'Not done yet: {"; ".join(self.missed)}. Say "I missed {self.missed[0].split(",")[0]}" to sort it out.'
            )
        return "\n\n".join(each for each in parts if each)


class WeekDay(BaseModel):
    """One session of a week."""

    date: date
    day: str
    title: str
    status: str
    minutes: float
    text: str


class Week(Result):
    """A week of the program as a calendar."""

    program: str
    number: int | None
    sessions: list[WeekDay]
    paused: bool

    def __str__(self) -> str:
        if not self.sessions:
            return f"{self.program} has no session in that week."
        lines = [
            f"- {each.day}: {each.title} (about {plain(each.minutes, 0)} min)"
            + (f" — {each.status}" if each.status else "")
            for each in self.sessions
        ]
        paused = " (paused)" if self.paused else ""
        return "\n".join([f"{self.program}, week {self.number}{paused}:", *lines])


class Why(Result):
    """Reasons behind a plan, with the rule and its source."""

    about: str
    reasons: list[dict[str, str]]

    def __str__(self) -> str:
        if not self.reasons:
            return f"{self.about}: there is no reason on record."
        return f"{self.about}:\n" + "\n".join(f"- {each['text']} ({each['source']})" for each in self.reasons)


class Plates(Result):
    """What goes on the bar."""

    exercise: str
    load_kg: float
    text: str

    def __str__(self) -> str:
        return self.text


DayWords = Annotated[str | None, Field(description="A day in words: 'tomorrow', 'friday'; leave out for today")]


def _done_words(row: PlannedSessionRow) -> str:
    """What was done of a session, and what it left open."""
    if not (left := not_begun(row)):
        return f"{row.title} is done. Next:"
    return f'{row.title} is begun; still open: {", ".join(left)}. Say "did the rest" when it is done. Next:'


@dataclass(frozen=True)
class TodayTools:
    """What is to be done."""

    athlete: Athlete

    @about(comes_last=True)
    @prescribe
    async def todays_session(self, session: DbSession, day: DayWords = None) -> Today:
        """Show the session of today, or of another day: exercises, sets, loads rounded to the athlete's plates, plates
        per side, warm-up sets, and what was done last time. If there is none today: the next one.
        """
        wanted = self.athlete.today if day is None else read_future(day, self.athlete.today)
        current = await current_of(session, self.athlete, near=True)
        if current.next_key(wanted) is None:  # a pause, or a day far ahead
            current = await current_of(session, self.athlete)
        on = [row for row in current.on(wanted) if row.status in OPEN]
        done = [row for row in current.on(wanted) if row.status == "done"]
        missed = self._missed(current)
        if current.is_paused:
            text = f"{current.row.name} is paused since {current.row.paused_on}. Say resume to go on."
            return Today(session=None, is_today=False, missed=[], text=text)
        if on:
            key, text = str(on[0].id), ""
        elif day is not None:
            return Today(
                session=None,
                is_today=False,
                missed=[],
                text=f"Nothing is planned for {date_words(wanted, self.athlete.today)}.",
            )
        elif (coming := current.next_key(wanted)) is None:
            text = f"{current.row.name} is done: there is no session left. Ask me for the next program."
            return Today(session=None, is_today=False, missed=missed, text=text)
        else:
            key = coming
            text = _done_words(done[0]) if done else "Nothing is planned for today. Next:"
        row = current.row_of(key)
        last = await self._last(session, current.sessions[key])
        changed = [f"changed: {each['why']}" for each in row.changes]
        view = planned_view(
            current.sessions[key],
            current.gym,
            self.athlete.today,
            key=row.id,
            status=row.status,
            last=last,
            changed=changed,
        )
        hurts = await hurts_words(session, self.athlete, current.sessions[key])
        text = "\n".join(filter(None, (text, await gap_words(session, self.athlete, current, key))))
        return Today(session=view, is_today=row.date == wanted, missed=missed, text=text, hurts=hurts)

    @prescribe
    async def show_week(
        self,
        session: DbSession,
        week: Annotated[str | None, Field(description="'this', 'next', 'last' or its number")] = None,
    ) -> Week:
        """Show a week of the program as a calendar, with what is done, skipped and moved."""
        which = (week or "this").lower().replace("week", "").strip() or "this"
        current = await current_of(session, self.athlete, near=not which.isdigit())
        rows = self._of_week(current, which)
        return Week(
            program=current.row.name, number=rows[0].week if rows else None, paused=current.is_paused,
            sessions=[
                WeekDay(
                    date=row.date, day=date_words(row.date, self.athlete.today), title=row.title,
                    status=_status(row, self.athlete.today),
                    minutes=current.sessions[str(row.id)].minutes, text=row.title,
                )
                for row in rows
            ],
        )  # fmt: skip

    @about(needs_program=True)
    @prescribe
    async def explain_plan(
        self,
        session: DbSession,
        about: Annotated[
            str | None, Field(description="An exercise, 'deload', 'load'; leave out for the whole next session")
        ] = None,
    ) -> Why:
        """Say why the plan is as it is: this exercise, this load, this deload; with rule, source and the athlete's numbers."""
        current = await current_of(session, self.athlete)
        key = current.next_key(self.athlete.today)
        whole = current.program
        if about is None or key is None:
            found = list(whole.reasons) + ([] if key is None else _of_session(current.sessions[key]))
            return _why(current.row.name, found)
        if "deload" in about.lower():
            deload = next((each for each in whole.sessions if each.is_deload and each.date >= self.athlete.today), None)
            return _why("The deload", [] if deload is None else [*deload.reasons, *_of_session(deload)])
        if about.lower().strip() in ("load", "loads", "weight", "weights", "the weight", "the load"):
            items = [item for item in current.sessions[key].items if item.role == "main"]
            return _why("The loads", [reason for item in items for reason in item.reasons])
        movement = await lookup.movement(session, self.athlete, about)
        for each in whole.sessions:
            items = [item for item in each.items if item.exercise == movement.name]
            if each.date >= self.athlete.today and items:
                state = current.row.lifts.get(movement.name, {})
                latest = [Reason("next_time", state["text"], "Reference 4.6, 7.3")] if state.get("text") else []
                return _why(
                    f"{movement.name}, {date_words(each.date, self.athlete.today)}", [*latest, *items[0].reasons]
                )
        raise NotFound(f"{movement.name} is not in what is left of {current.row.name}.")

    @prescribe
    async def plates_for(
        self,
        session: DbSession,
        load: Annotated[float, Field(description="As the athlete said it, in their unit", gt=0)],
        exercise: Annotated[str | None, Field(description="The exercise; leave out for a barbell")] = None,
    ) -> Plates:
        """Say which plates go on each side of the bar for a load, from the plates the athlete owns."""
        gym = gym_of(await athletes.row_of(session, self.athlete.id))
        name = (await lookup.movement(session, self.athlete, exercise)).name if exercise else "Bench Press (Barbell)"
        movement = movement_named(name)
        asked = load / in_unit(1.0, gym.unit)
        if asked > MOST_KG:
            raise Invalid(f"More than {load_text(MOST_KG, gym.unit)} is on no bar. Say the load again.")
        kg = asked if movement is None else gym.loadable(asked, movement)
        words = plates_words(kg, name, gym) or "no plates go on that"
        rounded = "" if abs(kg - asked) < 1e-6 else f" (the nearest you can load to {load_text(asked, gym.unit)})"
        bar = (
            ""
            if movement is None or gym.bar_of(movement) is None
            else f", bar {load_text(gym.bar_of(movement) or 0, gym.unit)}"
        )
        return Plates(exercise=name, load_kg=kg, text=f"{load_text(kg, gym.unit)}{rounded}: {words}{bar}.")

    def _missed(self, current: Current) -> list[str]:
        since = self.athlete.today - timedelta(days=14)
        return [
            f"{row.title}, {date_words(row.date, self.athlete.today)}"
            for row in current.rows
            if row.status in OPEN and since <= row.date < self.athlete.today and not is_rest(row.title)
        ]

    def _of_week(self, current: Current, which: str) -> list[PlannedSessionRow]:
        """The sessions of a week by its number, or by where it is from today."""
        if which.isdigit():
            return [row for row in current.rows if row.week == int(which)]
        shift = {"next": 7, "last": -7, "previous": -7}.get(which, 0)
        since, until = week_around(self.athlete.today + timedelta(days=shift))
        found = [row for row in current.rows if since <= row.date <= until]
        if not found and current.rows and current.rows[0].date > until:  # it has not begun: its first week
            return [row for row in current.rows if row.week == current.rows[0].week]
        return found

    async def _last(self, session: DbSession, planned: Session) -> dict[str, str]:
        names = sorted({each.exercise for each in planned.items if each.role not in ("warmup", "cooldown")})
        lately = await history.lately(session, self.athlete.id, names, 12)
        return {name: _last_words(name, sets, self.athlete.units, self.athlete.today) for name, sets in lately.items()}


def _last_words(name: str, sets: Sequence[PastSet], unit: WeightUnit, today: date) -> str:
    last = [
        Set(each.kind, each.load_kg, each.reps, each.rpe, each.duration_s, each.distance_m)
        for each in sets
        if each.workout_id == sets[0].workout_id and each.kind != "warmup"
    ]
    return f"last time ({date_words(sets[0].date, today)}): {sets_words(tuple(last), unit, movement_named(name))}"


def _status(row: PlannedSessionRow, today: date) -> str:
    if row.status in OPEN and row.date < today:
        return "" if is_rest(row.title) else "missed"
    return STATES[row.status]


def _of_session(planned: Session) -> list[Reason]:
    return [*planned.reasons, *(reason for item in planned.items for reason in item.reasons[:1])]


def _why(about: str, found: Sequence[Reason]) -> Why:
    seen = dict.fromkeys(found)
    kept = [{"rule": each.rule, "text": each.text, "source": each.source} for each in seen][:WHY_MOST]
    return Why(about=about, reasons=kept)
