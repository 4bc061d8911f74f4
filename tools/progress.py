"""How strong: estimates, trends, loads by feel, scores relative to body weight."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from db import athletes
from db.athletes import Athlete
from db.engine import Session
from tools import lookup
from tools.calls import Result, prescribe, read
from tools.diary import ExerciseWords, PeriodWords
from tools.strength import line_of
from tools.wording import date_words
from training import scores
from training.effort import load_at_effort
from training.errors import Invalid, NotFound
from training.library import load_library
from training.movement import Movement
from training.period import Period, read_period
from training.progress import TRAINING_MAX_SHARE, Line
from training.strength import MOST_REPS, Formula, confidence
from training.units import WeightUnit, in_unit, load_text, plain, round_half_up

NO_ESTIMATE = ("duration", "distance_duration", "weight_distance", "calories", "rounds_reps", "reps")
USUAL_PERIOD = "last 6 months"
"""What "how is my squat going" is about."""
TOTAL_AGE = timedelta(days=365)
"""A lift that was not done for longer makes no total."""
SAME_KG = 0.05
SMALLEST_JUMP = {"kg": 2.5, "lb": 5.0}
COMPETITION = ("back_squat", "bench_press", "deadlift")


class ChartPoint(BaseModel):
    """One point of a line."""

    date: date
    value: float
    label: str = ""


class Chart(BaseModel):
    """A line to draw: values in ``unit``, in the athlete's units already."""

    title: str
    unit: str
    points: list[ChartPoint]
    trend: list[ChartPoint] = []


class StrengthEstimate(Result):
    """The estimated one-rep max of a lift, in kg, and where it goes."""

    exercise: str
    formula: str
    period: str
    e1rm_kg: float
    """Of the best set of the period, by the formula on the reps done; ``current_kg`` is what is lifted now."""
    from_load_kg: float
    from_reps: int
    from_date: date
    plus_minus_kg: float
    current_kg: float
    training_max_kg: float
    first_kg: float | None
    change_kg: float | None
    change_pct: float | None
    per_week_kg: float | None
    sessions: int
    chart: Chart
    text: str

    def __str__(self) -> str:
        return self.text


class LoadSuggestion(Result):
    """A load by feel, rounded to what can be loaded."""

    exercise: str
    reps: int
    rpe: float
    load_kg: float
    from_e1rm_kg: float
    text: str

    def __str__(self) -> str:
        return self.text


class RelativeStrength(Result):
    """Points of an estimated total of squat, bench press and deadlift."""

    lifts_kg: dict[str, float]
    total_kg: float
    body_weight_kg: float
    wilks: float
    wilks_2: float
    dots: float
    ipf_gl: float
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ProgressTools:
    """Say how strong the athlete is and how that changes."""

    athlete: Athlete

    @read
    async def estimate_strength(
        self, session: Session, exercise: ExerciseWords, period: PeriodWords = None
    ) -> StrengthEstimate:
        """Estimate the one-rep max of a lift from the logged sets, with its trend over a period and a chart.
        Use it for 'how is my squat going', 'what's my bench max', 'show my deadlift since June'.
        """
        movement = await lookup.movement(session, self.athlete, exercise)
        if movement.modality in NO_ESTIMATE:
            raise Invalid(f"A one-rep max makes no sense for {movement.name}. Ask for its records or its history.")
        asked = read_period(period or USUAL_PERIOD, self.athlete.today)
        found = await self._line(session, movement, asked)
        if not found.points and period is None:
            asked = read_period("all time", self.athlete.today)
            found = await self._line(session, movement, asked)
        if not found.points:
            when = "" if asked.words == "all time" else f", {asked.words}"
            raise NotFound(f"There is no set of {movement.name} to estimate from{when}: 1 to 12 reps with a load.")
        return _estimate(movement, await lookup.formula_of(session, self.athlete), asked, found, self.athlete)

    @prescribe
    async def suggest_load(
        self,
        session: Session,
        exercise: ExerciseWords,
        reps: Annotated[int, Field(ge=1, le=12, description="How many reps")],
        rpe: Annotated[
            float, Field(ge=6, le=10, description="How hard it should be: RPE; 2 reps in reserve is RPE 8")
        ] = 8,
    ) -> LoadSuggestion:
        """Work out the load for a number of reps at an RPE from the athlete's current strength: 'what should I bench
        for 5 at RPE 8?'. The only source of loads to recommend.
        """
        movement = await lookup.movement(session, self.athlete, exercise)
        current = (await line_of(session, self.athlete, movement)).at(self.athlete.today)
        if current is None:
            raise NotFound(f"I need a logged set of {movement.name} with 1 to 12 reps first.")
        unit = self.athlete.units
        step = SMALLEST_JUMP[unit]
        body = movement.bodyweight_share * (await lookup.body_weight_kg(session, self.athlete) or 0.0)
        exact = in_unit(load_at_effort(current, reps, rpe) - body, unit)
        load = round_half_up(exact, step)
        with_body = ", body weight included" if body else ""
        text = (
            f"{movement.name} for {reps} at RPE {plain(rpe)}: {_to_load(load, unit, bool(body))} "
            f"({plain(exact, 1)} {unit} before rounding, from a current e1RM of {load_text(current, unit, 1)}{with_body})."
        )
        return LoadSuggestion(
            exercise=movement.name, reps=reps, rpe=rpe, load_kg=load * (1 if unit == "kg" else 0.45359237),
            from_e1rm_kg=current, text=text,
        )  # fmt: skip

    @read
    async def relative_strength(self, session: Session) -> RelativeStrength:
        """Score squat, bench press and deadlift against body weight: Wilks, Wilks-2, DOTS and IPF GL points."""
        row = await athletes.row_of(session, self.athlete.id)
        weight = await lookup.body_weight_kg(session, self.athlete)
        if row.sex not in ("M", "F"):
            raise Invalid(
                "These scores have one table for men and one for women. Say 'I'm male' or 'I'm female' to use one."
            )
        if weight is None:
            raise NotFound("I need a body weight from the last 30 days. Say for example: I weigh 81 kg.")
        lifts: dict[str, float] = {}
        for movement in (load_library().by_core_id(core) for core in COMPETITION):
            found = await line_of(session, self.athlete, movement)
            if not found.points or found.points[-1].date < self.athlete.today - TOTAL_AGE:
                raise NotFound(
                    f"{movement.name} is missing in your log of the last year; the scores need squat, bench press and deadlift."
                )
            lifts[movement.name] = found.at(self.athlete.today) or 0.0
        return _relative(lifts, row.sex, weight, self.athlete.units)  # type: ignore[arg-type]

    async def _line(self, session: Session, movement: Movement, asked: Period) -> Line:
        found = await line_of(session, self.athlete, movement, asked.since)
        return found.since(asked.since).until(asked.until)


def _estimate(movement: Movement, formula: Formula, asked: Period, found: Line, athlete: Athlete) -> StrengthEstimate:
    unit, today, best = athlete.units, athlete.today, found.best
    first, last = found.points[0], found.points[-1]
    current = found.at(min(today, max(asked.until, last.date)))
    assert best is not None and current is not None
    change = current - first.e1rm_kg if len(found.points) > 1 else None
    weeks = (last.date - first.date).days / 7
    slope = change / weeks if change is not None and weeks and len(found.points) > 2 else None
    done = f"{load_text(best.set.load_kg or 0, unit)} × {best.set.reps}"
    done += ", body weight included," if movement.bodyweight_share else ""
    share = confidence(min(last.set.reps or 1, MOST_REPS))
    lines = [
        f"{movement.name}: estimated 1RM {load_text(current, unit, 1)} (±{plain(in_unit(current * share, unit), 1)}). "
        f"Best set: {done} {_on(best.date, today)}, {load_text(best.plain_kg, unit, 1)} by {formula.capitalize()}.",
    ]
    if change is not None:
        moved = "Unchanged"
        if abs(change) >= SAME_KG:
            sign = "Up" if change > 0 else "Down"
            moved = f"{sign} {load_text(abs(change), unit, 1)} ({plain(abs(change) * 100 / first.e1rm_kg, 1)} %)"
        rate = f", {_signed(slope, unit)} per week" if slope is not None and abs(change) >= SAME_KG else ""
        since = date_words(first.date, today)
        lines.append(f"{moved} since {since} over {len(found.points)} sessions{rate}.")
    return StrengthEstimate(
        exercise=movement.name, formula=formula, period=asked.words, e1rm_kg=best.plain_kg,
        from_load_kg=best.set.load_kg or 0, from_reps=best.set.reps or 0, from_date=best.date, plus_minus_kg=current * share,
        current_kg=current, training_max_kg=TRAINING_MAX_SHARE * current, first_kg=first.e1rm_kg, change_kg=change,
        change_pct=None if change is None else change * 100 / first.e1rm_kg, per_week_kg=slope, sessions=len(found.points),
        chart=_chart(movement.name, found, unit), text="\n".join(lines),
    )  # fmt: skip


def _on(day: date, today: date) -> str:
    words = date_words(day, today)
    return words if words in ("today", "yesterday") else f"on {words}"


def _chart(name: str, found: Line, unit: WeightUnit) -> Chart:
    points = [
        ChartPoint(
            date=each.date, value=round(in_unit(each.day_kg, unit), 1),
            label=f"{load_text(each.set.load_kg or 0, unit)} × {each.set.reps}",
        )
        for each in found.points
    ]  # fmt: skip
    trend = [ChartPoint(date=each.date, value=round(in_unit(each.e1rm_kg, unit), 1)) for each in found.points]
    return Chart(title=f"{name}: estimated 1RM", unit=unit, points=points, trend=trend)


def _to_load(load: float, unit: WeightUnit, on_body: bool) -> str:
    """What to put on: on a bar, or on the body, where less than nothing is assistance."""
    if not on_body:
        return f"{plain(load)} {unit}"
    if load == 0:
        return "bodyweight"
    return f"bodyweight + {plain(load)} {unit}" if load > 0 else f"{plain(-load)} {unit} assistance"


def _signed(value: float, unit: WeightUnit) -> str:
    return f"{'+' if value >= 0 else '−'}{load_text(abs(value), unit)}"


def _relative(lifts: dict[str, float], sex: scores.Sex, weight: float, unit: WeightUnit) -> RelativeStrength:
    total = sum(lifts.values())
    points = {
        "wilks": scores.wilks(sex, weight, total), "wilks_2": scores.wilks_2(sex, weight, total),
        "dots": scores.dots(sex, weight, total), "ipf_gl": scores.ipf_gl(sex, weight, total),
    }  # fmt: skip
    listed = ", ".join(f"{name} {load_text(kg, unit, 1)}" for name, kg in lifts.items())
    text = (
        f"Estimated total {load_text(total, unit, 1)} ({listed}) at {load_text(weight, unit, 1)} body weight: "
        f"Wilks {points['wilks']:.1f}, Wilks-2 {points['wilks_2']:.1f}, DOTS {points['dots']:.1f}, IPF GL {points['ipf_gl']:.1f}."
    )
    return RelativeStrength(lifts_kg=lifts, total_kg=total, body_weight_kg=weight, text=text, **points)
