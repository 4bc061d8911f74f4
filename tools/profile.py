"""The athlete's settings: units, time zone, formula, what they own, who they are."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field

from db import athletes, planning
from db.athletes import Athlete
from db.engine import Session
from tools.calls import Change, Result, about, read, write
from training.errors import Invalid
from training.strength import Formula
from training.units import WeightUnit, in_unit, load_text, plain

OWNABLE = (
    "barbell", "ez_bar", "trap_bar", "dumbbell", "kettlebell", "cable", "machine", "smith", "band", "bench",
    "incline_bench", "rack", "box", "pullup_bar", "dip_bars", "rings", "landmine", "sled", "ropes", "med_ball", "ab_wheel",
    "bike", "rower", "treadmill", "rope",
)  # fmt: skip
YOUNGEST, OLDEST = 13, 110


class Profile(Result):
    """The athlete's settings. kg, m."""

    name: str
    units: str
    timezone: str
    e1rm_formula: str
    sex: str | None
    age: int | None
    height_m: float | None
    bar_kg: float | None
    plates_kg: list[float] | None
    equipment: list[str] | None
    weekly_target: int | None
    changed: list[str] = []

    def __str__(self) -> str:
        unit = _unit(self.units)
        facts = {
            "units": f"units {self.units}", "timezone": f"time zone {self.timezone}",
            "formula": f"e1RM by {self.e1rm_formula.capitalize()}",
            "age": self.age is not None and f"age {self.age}", "sex": self.sex and f"sex {self.sex}",
            "height": self.height_m and f"height {plain(self.height_m * 100, 1)} cm",
            "bar": self.bar_kg and f"bar {load_text(self.bar_kg, unit)}",
            "plates": self.plates_kg and f"plates {', '.join(plain(in_unit(kg, unit)) for kg in self.plates_kg)} {unit}",
            "equipment": self.equipment and f"equipment {', '.join(self.equipment).replace('_', ' ')}",
            "weekly target": self.weekly_target and f"target {self.weekly_target} workouts a week",
        }  # fmt: skip
        known = [str(words) for name, words in facts.items() if words and (not self.changed or name in self.changed)]
        return f"{'Set' if self.changed else 'Your settings'}: {'; '.join(known)}."


@dataclass(frozen=True)
class ProfileTools:
    """Read and change settings."""

    athlete: Athlete

    @read
    async def show_profile(self, session: Session) -> Profile:
        """Show the athlete's settings: units, time zone, formula, age, equipment."""
        return await self.profile(session)

    @about(tells=True, told_together=True)
    @write
    async def update_profile(
        self,
        change: Change,
        units: Annotated[Literal["kg", "lb"] | None, Field(description="The unit for loads and body weight")] = None,
        timezone: Annotated[
            str | None, Field(description="An IANA time zone such as Europe/Berlin, or its city")
        ] = None,
        e1rm_formula: Annotated[Formula | None, Field(description="The formula for estimated one-rep maxes")] = None,
        sex: Annotated[Literal["M", "F", "X"] | None, Field(description="For relative scores")] = None,
        age: Annotated[int | None, Field(description="In years")] = None,
        height_cm: Annotated[float | None, Field(description="In centimetres")] = None,
        bar: Annotated[float | None, Field(description="The bar's weight as the athlete said it")] = None,
        bar_unit: Annotated[
            Literal["kg", "kgs", "kilo", "kilos", "lb", "lbs", "pound", "pounds"] | None,
            Field(description="The unit of the bar's weight, if one was said"),
        ] = None,
        plates: Annotated[list[float] | None, Field(description="The plates owned, in the athlete's unit")] = None,
        equipment: Annotated[
            list[str] | None, Field(description="All equipment at hand, e.g. ['barbell', 'rack', 'dumbbell']")
        ] = None,
        weekly_target: Annotated[int | None, Field(description="Workouts a week, 1 to 14")] = None,
    ) -> Profile:
        """Change settings: 'switch to pounds', 'I'm 31 and male'. What is left out stays as it is."""
        per_kg = in_unit(1.0, units or self.athlete.units)
        wanted: dict[str, Any] = {
            "units": units, "timezone": None if timezone is None else _zone(timezone), "e1rm_formula": e1rm_formula,
            "sex": sex, "born_on": None if age is None else _born(age, self.athlete.today),
            "height_m": None if height_cm is None else _within("A height", height_cm, 50, 280, "cm") / 100,
            "bar_kg": None if bar is None else _within("A bar", bar / _per_kg(bar_unit, per_kg), 1, 50, "kg"),
            "plates_kg": None if plates is None else sorted((_within("A plate", each / per_kg, 0.1, 60, "kg") for each in plates), reverse=True),
            "equipment": None if equipment is None else owned(equipment),
            "weekly_target": None if weekly_target is None else int(_within("A weekly target", weekly_target, 1, 14, "workouts")),
        }  # fmt: skip
        settings = {name: value for name, value in wanted.items() if value is not None}
        if not settings:
            raise Invalid(
                "Nothing to change was named. You can set units, time zone, formula, sex, age, height, bar, plates, equipment or a weekly target."
            )
        await change.touch("settings", *settings)
        await athletes.update(change.session, self.athlete.id, settings)
        if equipment is not None:
            await self._at_this_place(change, settings["equipment"])
        profile = await self.profile(change.session)
        profile.changed = [
            {"born_on": "age", "height_m": "height", "e1rm_formula": "formula"}.get(
                name, name.removesuffix("_kg").replace("_", " ")
            )
            for name in settings
        ]
        change.said = f"the change to {str(profile).removeprefix('Set: ').rstrip('.')}"
        return profile

    async def _at_this_place(self, change: Change, owned_now: list[str]) -> None:
        """What is owned is what is there, where the athlete trains now."""
        row = await planning.profile(change.session, self.athlete.id)
        if row is not None and row.place is not None:
            await change.touch("planning", "me")
            places = {**row.places, row.place: owned_now}
            await planning.update_profile(change.session, self.athlete.id, {"places": places})

    async def profile(self, session: Session) -> Profile:
        """The settings, in a transaction that is open."""
        row = await athletes.row_of(session, self.athlete.id)
        today = self.athlete.today
        age = (
            None
            if row.born_on is None
            else today.year - row.born_on.year - ((today.month, today.day) < (row.born_on.month, row.born_on.day))
        )
        return Profile(
            name=row.name, units=row.units, timezone=row.timezone, e1rm_formula=row.e1rm_formula, sex=row.sex, age=age,
            height_m=row.height_m, bar_kg=row.bar_kg, plates_kg=row.plates_kg, equipment=row.equipment,
            weekly_target=row.weekly_target,
        )  # fmt: skip


def _per_kg(said: str | None, usual: float) -> float:
    return usual if said is None else in_unit(1.0, "kg" if said.startswith("k") else "lb")


def _zone(name: str) -> str:
    """The IANA name of a time zone, of which its city is enough. Raises ``Invalid`` with what is near."""
    words = "_".join(name.strip().lower().split())
    cities = [
        zone for zone in sorted(available_timezones()) if words in (zone.lower(), zone.lower().rpartition("/")[2])
    ]
    if cities:
        return ZoneInfo(cities[0]).key
    near = [zone for zone in sorted(available_timezones()) if name.lower().replace(" ", "_") in zone.lower()]
    hint = f" Did you mean {near[0]}?" if near else " Say for example Europe/Berlin or America/New_York."
    raise Invalid(f"'{name[:40]}' is no time zone.{hint}")


def _born(age: int, today: date) -> date:
    if age < YOUNGEST:
        raise Invalid(
            f"Topset is for people from {YOUNGEST} years on. Below that, training belongs with a parent or coach in the room."
        )
    if age > OLDEST:
        raise Invalid(f"An age of {age} can't be right.")
    return date(today.year - age, 1, 1)


def _within(what: str, value: float, low: float, high: float, unit: str) -> float:
    if not low <= value <= high:
        raise Invalid(
            f"{what} of {plain(value)} {unit} can't be right: it should be {plain(low)} to {plain(high)} {unit}."
        )
    return value


def owned(equipment: list[str]) -> list[str]:
    """Equipment by its known names. Raises ``Invalid`` for what there is none of."""
    named = ["_".join(each.lower().replace("-", " ").split()) for each in equipment]
    known = [name if name in OWNABLE else name.removesuffix("s") for name in named]
    strange = [name for name in known if name not in OWNABLE]
    if strange:
        raise Invalid(
            f"I don't know the equipment {', '.join(strange)}. There is {', '.join(OWNABLE).replace('_', ' ')}."
        )
    return list(dict.fromkeys(known))


def _unit(unit: str) -> WeightUnit:
    return "lb" if unit == "lb" else "kg"
