"""Whom plans are for: goals, level, days, places, preferences, as the athlete tells them a little at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from db import planning, programs
from db.athletes import Athlete
from db.engine import Session
from db.program_tables import PlanningRow
from tools import lookup
from tools.calls import Change, about, read, write
from tools.muscles import muscles_named
from tools.planning.asked import Asked, wish_from, wish_words
from tools.planning.injuries import injury_words, rule_words
from tools.planning.profile_view import PlanningProfile
from tools.planning.trainee import known_of
from tools.profile import owned
from training.errors import Invalid
from training.period import WEEKDAYS
from training.program.trainee import GOALS, Discipline, Goal, Level
from training.program.wish import wish_json, wish_of

Place = Literal["home", "gym", "travel"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Condition = Literal[
    "hypertension", "beta_blocker", "diuretic", "insulin", "anticoagulant", "fluoroquinolone", "osteoporosis", "glaucoma",
    "hernia", "epilepsy", "pregnancy", "postpartum", "recent_surgery", "pacemaker",
]  # fmt: skip
MOST_GOALS = 3
SHAPES = {"goals", "days", "weekdays", "minutes"}
"""What a program is built around."""
STAYS_ON_ITS_DAYS = (
    'The program that you follow stays on its days: say for example "train tue, thu and sat from now on" to move it, '
    "or ask for a new one."
)
STAYS = "The program that you follow stays as it is; ask for a new program to have one that fits."
FIRST_OF: dict[str, tuple[str, ...]] = {
    "arms": ("biceps", "triceps"), "legs": ("quads", "hamstrings", "glutes"), "back": ("lats", "upper_back"),
    "shoulders": ("side_delts", "rear_delts"), "delts": ("side_delts", "rear_delts"), "core": ("abs",),
}  # fmt: skip
"""Of a group of muscles those that get more where the group comes first."""


@dataclass(frozen=True)
class AboutTools:
    """What the planner knows of the athlete."""

    athlete: Athlete

    @read
    async def planning_profile(self, session: Session) -> PlanningProfile:
        """Show what is known for planning: goals, level, days, minutes, equipment by place, injuries, rules, and what is open."""
        return await self._profile(session)

    @about(
        tells=True,
        told_together=True,
        keeps=("schedule", "equipment", "preference", "coaching_style", "medical", "context"),
    )
    @write
    async def update_planning(
        self,
        change: Change,
        goals: Annotated[
            dict[Goal, int] | None,
            Field(description="One to three goals with weights, e.g. {'strength': 7, 'fat_loss': 3}"),
        ] = None,
        level: Annotated[Level | None, Field(description="For lifting")] = None,
        levels: Annotated[
            dict[Discipline, Level] | None, Field(description="For a discipline where it differs, e.g. endurance")
        ] = None,
        training_months: Annotated[
            int | None, Field(description="Months of regular training, if that was said")
        ] = None,
        days: Annotated[int | None, Field(description="Sessions a week, 1 to 7")] = None,
        weekdays: Annotated[list[Weekday] | None, Field(description="The days that are possible or wanted")] = None,
        not_on: Annotated[
            list[Weekday] | None, Field(description="Days that are no longer possible; all others stay as they are")
        ] = None,
        minutes: Annotated[int | None, Field(description="For one session, 10 to 240")] = None,
        place: Annotated[
            Place | None, Field(description="Where training happens now; with equipment: what is there")
        ] = None,
        equipment: Annotated[
            list[str] | None,
            Field(description="All that is at hand at that place, e.g. ['barbell', 'rack', 'dumbbell']; [] is nothing"),
        ] = None,
        activities: Annotated[
            list[str] | None, Field(description="Cardio that is enjoyed: 'cycling', 'running'")
        ] = None,
        priorities: Annotated[list[str] | None, Field(description="Lifts or muscles that come first")] = None,
        cardio_as: Annotated[
            Literal["finisher", "own_day"] | None, Field(description="Cardio after lifting, or on a day of its own")
        ] = None,
        style: Annotated[str | None, Field(description="How the athlete wants to be coached, in their words")] = None,
        conditions: Annotated[
            list[Condition] | None, Field(description="Health conditions, medicines or life stages that were named")
        ] = None,
        wish: Annotated[
            Asked | None,
            Field(
                description="What a program has to have besides: dates it leads to, runs, journeys, styles, lifts, what was lifted"
            ),
        ] = None,
        olympic: Annotated[bool | None, Field(description="Wants Olympic lifts, or is coached in them")] = None,
    ) -> PlanningProfile:
        """Keep what the athlete says about themselves as somebody to plan for: goals, level, days, minutes, place and
        equipment, preferences. What is left out stays as it is. Not for injuries: those have a tool of their own.
        """
        row = await planning.profile(change.session, self.athlete.id)
        fields: dict[str, Any] = {
            "goals": None if goals is None else weighted(goals),
            "level": level or (None if training_months is None else _level_after(training_months)),
            "levels": None if levels is None else {**({} if row is None else row.levels), **levels},
            "training_months": None if training_months is None else _within("Months of training", training_months, 0, 1200),
            "days": None if days is None else _within("Sessions a week", days, 1, 7),
            "weekdays": _possible(row, weekdays, not_on),
            "minutes": None if minutes is None else _within("Minutes a session", minutes, 10, 240),
            "activities": None if activities is None else [await self._name(change, each) for each in activities],
            "priorities": None if priorities is None else list(
                dict.fromkeys([one for each in priorities for one in await self._priority(change, each)])
            ),
            "cardio_as": cardio_as, "style": None if style is None else style.strip()[:200], "conditions": _with(row, conditions),
            "olympic": olympic, "place": place,
        }  # fmt: skip
        if wish is not None:
            told = await wish_from(wish, change.session, self.athlete)
            known = wish_of({} if row is None else row.wish).after(self.athlete.today)
            fields["wish"] = wish_json(known.merged(told))
            if "olympic" in told.styles and olympic is None:
                fields["olympic"] = True
        if equipment is not None:
            where = place or (
                row.place if row is not None and row.place else "gym" if "machine" in equipment else "home"
            )
            fields |= {"place": where, "places": {**({} if row is None else row.places), where: owned(equipment)}}
        fields = {name: value for name, value in fields.items() if value is not None}
        if not fields:
            raise Invalid(
                "Nothing was named that planning could use: goals, level, days, minutes, place, equipment ..."
            )
        if weekdays is not None and days is None and (row is None or row.days is None):
            fields["days"] = len(fields["weekdays"])
        await change.touch("planning", "me")
        await planning.update_profile(change.session, self.athlete.id, fields)
        profile = await self._profile(change.session)
        names = {"training_months": "level", "cardio_as": "cardio as", "places": "equipment", "levels": "level"}
        if wish is not None:
            profile.wish = wish_words(told, self.athlete)
        profile.changed = list(dict.fromkeys(names.get(name, name) for name in fields))
        change.said = str(profile).removeprefix("Noted: ").rstrip(".")
        if SHAPES & set(profile.changed) and await programs.current(change.session, self.athlete.id) is not None:
            profile.stays = STAYS if not_on is None else STAYS_ON_ITS_DAYS
        return profile

    async def _profile(self, session: Session) -> PlanningProfile:
        known = await known_of(session, self.athlete)
        row, trainee = known.row, known.trainee
        return PlanningProfile(
            goals={goal: weight for goal, weight in trainee.goals.items()}, level=trainee.level, days=trainee.days,
            weekdays=[WEEKDAYS[each] for each in trainee.weekdays], minutes=trainee.minutes,
            place=None if row is None else row.place, places={} if row is None else dict(row.places),
            equipment=sorted(trainee.equipment), activities=list(trainee.activities), priorities=list(trainee.priorities),
            cardio_as=trainee.cardio_as, style=trainee.style, wish=wish_words(trainee.wish, self.athlete),
            conditions=[] if row is None else list(row.conditions or ()),
            injuries=[injury_words(each) for each in trainee.active(self.athlete.today)],
            rules=[rule_words(each) for each in trainee.rules], screening=_screening_words(known.trainee.screening),
            e1rm_kg={name: round(kg, 1) for name, kg in sorted(trainee.e1rm_kg.items())}, missing=list(known.missing),
        )  # fmt: skip

    async def _name(self, change: Change, said: str) -> str:
        return (await lookup.movement(change.session, self.athlete, said)).name

    async def _priority(self, change: Change, said: str) -> tuple[str, ...]:
        """The muscles that come first, of a group those that are trained for themselves; or a lift."""
        try:
            return FIRST_OF.get(said.lower().strip()) or muscles_named(said)[:1]
        except Invalid:
            return (await self._name(change, said),)


def _possible(
    row: PlanningRow | None, wanted: Sequence[Weekday] | None, impossible: Sequence[Weekday] | None
) -> list[str] | None:
    """The days on which training is possible from now on; ``None`` if nothing was said of them. Raises ``Invalid``."""
    if wanted is None and impossible is None:
        return None
    before = wanted or (row.weekdays if row is not None and row.weekdays else WEEKDAYS)
    left = sorted(set(before) - set(impossible or ()), key=WEEKDAYS.index)
    if not left:
        raise Invalid(
            "That leaves no day to train on. Say which days are possible: 'I train on Mondays and Thursdays'."
        )
    return left


def _with(row: PlanningRow | None, conditions: Sequence[str] | None) -> list[str] | None:
    """The health conditions that were known, and the new ones."""
    known = () if row is None else row.conditions or ()
    return None if conditions is None else sorted({*known, *conditions})


def weighted(goals: dict[Goal, int]) -> dict[str, int]:
    """Weights that sum to 10, in the proportion that was said. Raises ``Invalid``.

    >>> weighted({"strength": 1, "fat_loss": 1})
    {'strength': 5, 'fat_loss': 5}
    """
    wanted = {goal: weight for goal, weight in goals.items() if weight > 0}
    if not 1 <= len(wanted) <= MOST_GOALS:
        raise Invalid(
            f"One to {MOST_GOALS} goals can be trained for at once; there are {', '.join(GOALS).replace('_', ' ')}."
        )
    total = sum(wanted.values())
    shares = {goal: max(1, round(10 * weight / total)) for goal, weight in wanted.items()}
    first = max(shares, key=lambda goal: (shares[goal], -list(shares).index(goal)))
    shares[first] += 10 - sum(shares.values())
    return {str(goal): weight for goal, weight in shares.items()}


def _level_after(months: int) -> Level:
    """The level that a training age stands for (reference 4.1)."""
    if months < 12:
        return "novice"
    return "intermediate" if months <= 36 else "advanced"


def _within(what: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise Invalid(f"{what}: {value} can't be planned; it is {low} to {high}.")
    return value


def _screening_words(screening: Any) -> str:
    if screening is None:
        return ""
    if not screening.yes:
        return f"health check of {screening.on}: nothing that limits training"
    limits = "cleared by a clinician" if screening.cleared else "easy training only until a clinician has cleared you"
    return f"health check of {screening.on}: {', '.join(screening.yes).replace('_', ' ')}; {limits}"
