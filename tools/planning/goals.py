"""Goals with a target and a day: set, checked in on, forecast."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from db import planning
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import CheckInRow, GoalRow
from tools import lookup
from tools.calls import Change, Result, about, read, write
from tools.planning.days import read_future
from tools.planning.lifts import lift_points
from tools.planning.signals import metric
from training.adaptation.goal_forecast import Forecast, Goal, forecast
from training.errors import Invalid, NotFound
from training.period import EVER
from training.units import WeightUnit, in_unit, load_text

LATELY = timedelta(days=28)
KILOS = ("lift", "body_weight")


class GoalView(BaseModel):
    """One goal and where it stands. ``now``, ``start`` and ``target`` in ``unit``."""

    id: UUID
    text: str
    kind: str
    target: float | None
    unit: str | None
    by: date | None
    status: str
    now: float | None = None
    words: str


class Goals(Result):
    """The goals, each with its progress and forecast."""

    goals: list[GoalView]
    said: str = ""

    def __str__(self) -> str:
        if not self.goals:
            return self.said or 'You have no goals yet. Say for example "I want to squat 140 kg by June".'
        return "\n".join([*([self.said] if self.said else []), *(f"- {each.words}" for each in self.goals)])


GoalWords = Annotated[str, Field(description="Which goal, in a few of its words")]


@dataclass(frozen=True)
class GoalTools:
    """What the athlete wants to reach."""

    athlete: Athlete

    @about(keeps=("goal", "life_event"))
    @write
    async def set_goal(
        self,
        change: Change,
        text: Annotated[str, Field(description="The goal in the athlete's words: 'squat 140 kg by june'")],
        exercise: Annotated[str | None, Field(description="For a lift: which")] = None,
        target: Annotated[float | None, Field(description="The number to reach, in the athlete's unit", gt=0)] = None,
        kind: Annotated[
            Literal["lift", "reps", "body_weight", "sessions", "other"], Field(description="What the number is of")
        ] = "other",
        by: Annotated[str | None, Field(description="The day in words: '2027-06-01'")] = None,
    ) -> Goals:
        """Keep a goal with a target and a day: a lift (1RM), reps, a body weight, sessions a week, or in words."""
        name = None if exercise is None else (await lookup.movement(change.session, self.athlete, exercise)).name
        kind = "lift" if name is not None and target is not None and kind == "other" else kind
        if kind in ("lift", "reps") and name is None:
            raise Invalid("Which exercise is the goal for?")
        if kind != "other" and target is None:
            raise Invalid("What is the number to reach?")
        unit: WeightUnit = self.athlete.units
        stored = target / in_unit(1.0, unit) if target is not None and kind in KILOS else target
        day = None if by is None else read_future(by, self.athlete.today)
        row = GoalRow(
            kind=kind, text=" ".join(text.split())[:200], exercise=name, target=stored,
            unit="kg" if kind in KILOS else {"reps": "reps", "sessions": "sessions a week"}.get(kind), by=day,
            set_on=self.athlete.today,
        )  # fmt: skip
        points = await self._points(change.session, row)
        row.start = points[-1][1] if points else None
        await planning.add(change.session, self.athlete.id, row)
        change.will_add("goals", str(row.id))
        change.said = f"the goal: {row.text}"
        return Goals(goals=[await self._view(change.session, row)], said="Goal kept:")

    @read
    async def goal_progress(self, session: DbSession) -> Goals:
        """Show the goals with progress, pace and forecast."""
        rows = await planning.goals(session, self.athlete.id)
        return Goals(goals=[await self._view(session, row) for row in rows])

    @write
    async def check_in_goal(
        self,
        change: Change,
        goal: GoalWords,
        value: Annotated[float | None, Field(description="Where it stands now, if a number was said")] = None,
        note: Annotated[str, Field(description="The athlete's words")] = "",
        done: Annotated[Literal["reached", "dropped"] | None, Field(description="If it is over")] = None,
    ) -> Goals:
        """Keep how a goal stands, or that it was reached or dropped."""
        row = await self._find(change, goal)
        entry = CheckInRow(
            kind="goal",
            date=self.athlete.today,
            data={"goal": str(row.id), "value": value, "note": note[:500]},
            text=note[:500],
        )
        await planning.add(change.session, self.athlete.id, entry)
        change.will_add("check_ins", str(entry.id))
        if done is not None:
            await change.touch("goals", str(row.id))
            await planning.change(change.session, self.athlete.id, GoalRow, row.id, {"status": done})
        change.said = f"the check-in on: {row.text}"
        said = f"{row.text}: {done}." if done else "Noted."
        return Goals(goals=[] if done else [await self._view(change.session, row)], said=said)

    async def _find(self, change: Change, said: str) -> GoalRow:
        words = set(said.lower().split())
        rows = await planning.goals(change.session, self.athlete.id)
        best = max(rows, key=lambda row: len(words & set(row.text.lower().split())), default=None)
        if best is None or (not words & set(best.text.lower().split()) and len(rows) > 1):
            raise NotFound("Which goal? " + "; ".join(row.text for row in rows) if rows else "You have no goals yet.")
        return best

    async def _view(self, session: DbSession, row: GoalRow) -> GoalView:
        points = await self._points(session, row)
        shown = row.target if row.target is None or row.kind not in KILOS else in_unit(row.target, self.athlete.units)
        unit = self.athlete.units if row.kind in KILOS else row.unit
        found = self._forecast(row, points)
        if row.kind in ("lift", "reps") and row.target is not None and points and points[-1][1] >= row.target:
            found = None
            words = f'{row.text}: reached. Say "reached my goal" to tick it off.'
            if row.kind == "lift":  # an estimate is no lift
                best = load_text(points[-1][1], self.athlete.units)
                words = f'{row.text}: within reach, your estimated 1RM is {best}. Say "reached my goal" once you have lifted it.'
        else:
            words = str(found) if found is not None else row.text + ("" if row.by is None else f", by {row.by}")
        now = points[-1][1] if points else None
        return GoalView(
            id=row.id, text=row.text, kind=row.kind, target=shown, unit=unit, by=row.by, status=row.status,
            now=now if now is None or row.kind not in KILOS else round(in_unit(now, self.athlete.units), 1), words=words,
        )  # fmt: skip

    def _forecast(self, row: GoalRow, points: list[tuple[date, float]]) -> Forecast | None:
        if row.target is None or row.by is None or row.start is None or row.kind not in (*KILOS, "reps"):
            return None
        unit: WeightUnit = self.athlete.units
        per = in_unit(1.0, unit) if row.kind in KILOS else 1.0
        goal = Goal(
            row.text, row.start * per, row.set_on, row.target * per, row.by, unit if row.kind in KILOS else "reps"
        )
        return forecast(goal, [(day, value * per) for day, value in points], self.athlete.today)

    async def _points(self, session: DbSession, row: GoalRow) -> list[tuple[date, float]]:
        """What has been measured of a goal, by day: kg or reps."""
        if row.kind == "body_weight":
            return await metric(session, self.athlete, "body_weight", date(2000, 1, 1))
        if row.kind in ("lift", "reps") and row.exercise is not None:
            points = await lift_points(session, self.athlete, row.exercise, reps=row.kind == "reps", since=EVER)
            return _best_lately(points) if row.kind == "reps" else points
        entries = await planning.check_ins(session, self.athlete.id, "goal", EVER, self.athlete.today)
        return [
            (each.date, float(each.data["value"]))
            for each in entries
            if row.id is not None and each.data.get("goal") == str(row.id) and each.data.get("value") is not None
        ]


def _best_lately(points: list[tuple[date, float]]) -> list[tuple[date, float]]:
    """The best of the four weeks up to each day: a session with fewer reps is no step back."""
    return [(day, max(value for on, value in points if day - LATELY <= on <= day)) for day, _ in points]
