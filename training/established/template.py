"""A program's file as values: lifts with their progressions, days, the rotation, what may be adapted."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from training.established.schemes.cycle import Cycle, Follow
from training.established.schemes.double import Double
from training.established.schemes.free import Free
from training.established.schemes.ladder import Ladder
from training.established.schemes.linear import Linear
from training.established.schemes.timed import Timed
from training.established.state import Amount
from training.program.plan import Role, SessionKind

Scheme = Annotated[Linear | Cycle | Follow | Double | Free | Ladder | Timed, Field(discriminator="kind")]
Cause = Literal["wish", "injury", "equipment"]
Bounded = Literal["swap_assistance", "swap_main", "scale", "move", "skip", "pause", "deload", "days", "minutes"]


class Strict(BaseModel):
    """A table of a program's file: a key that nobody reads is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Start(Strict):
    """Where a progression begins: a share of a rep max, or, without any number, the beginner's start as published."""

    of: Literal["1rm", "5rm", "10rm"] = "1rm"
    share: float = 1.0
    otherwise: Amount | None = None
    """Not given: the empty bar."""
    exact: Amount | None = None
    """The load to begin with, whatever is known of the lift."""


class Lift(Strict):
    """One exercise of the program with its progression."""

    exercise: str
    """A core id of the reference (11.2), or a library slug."""
    role: Role = "main"
    rest_s: int = 180
    start: Start = Start()
    scheme: Scheme
    superset: int | None = None
    note: str = ""
    opt_in: Literal["olympic"] | None = None
    """Only for those who opted in; for others it is ``instead``."""
    instead: str | None = None


class Day(Strict):
    """A session of the pattern."""

    title: str
    lifts: tuple[str, ...]
    kind: SessionKind = "lifting"


class Adapt(Strict):
    """Which changes the program bears and stays itself; all else is another program."""

    allows: tuple[Bounded, ...] = (
        "swap_assistance",
        "swap_main",
        "scale",
        "move",
        "skip",
        "pause",
        "deload",
        "minutes",
    )
    swap_main_for: tuple[Cause, ...] = ("injury", "equipment")
    """Why a main lift may be swapped."""
    note: str = ""


class Template(Strict):
    """An established program."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    summary: str
    """What it is, in a sentence or two."""
    for_whom: str
    levels: tuple[Literal["novice", "intermediate", "advanced"], ...]
    days_per_week: tuple[int, ...]
    """The usual first."""
    weekdays: dict[str, tuple[int, ...]] = {}
    """By days a week, where the program says which (Monday 0)."""
    weeks: int | None = None
    """``None``: open-ended."""
    equipment: tuple[str, ...] = ()
    source: str
    differs: str = ""
    """Where this differs from what was published, and why."""
    schemes: dict[str, Scheme] = {}
    """Progressions that several lifts share, by a name."""
    lifts: dict[str, Lift]
    days: dict[str, Day]
    opening: tuple[str, ...] = ()
    """Keys of days that come once, before the rotation."""
    rotation: tuple[str, ...]
    adapt: Adapt = Adapt()

    @cached_property
    def scheme_of(self) -> dict[str, Any]:
        """The progressions by the key of their lift."""
        return {key: each.scheme for key, each in self.lifts.items()}

    @property
    def is_finite(self) -> bool:
        """Whether it ends with its last session."""
        return self.weeks is not None

    def day_key(self, done: int) -> str:
        """The key of the session that comes after so many."""
        if done < len(self.opening):
            return self.opening[done]
        return self.rotation[(done - len(self.opening)) % len(self.rotation)]

    @model_validator(mode="before")
    @classmethod
    def _share_schemes(cls, value: Any) -> Any:
        """Put the shared progressions where lifts name them."""
        if not isinstance(value, dict):
            return value
        shared = value.get("schemes", {})
        lifts = {}
        for key, each in value.get("lifts", {}).items():
            name = each.get("scheme")
            if isinstance(name, str) and name not in shared:
                raise ValueError(f"lift {key} has the progression '{name}', which is none of the file's")
            lifts[key] = {**each, "scheme": shared[name]} if isinstance(name, str) else each
        return {**value, "lifts": lifts}

    @model_validator(mode="after")
    def _hangs_together(self) -> "Template":
        for key in (*self.opening, *self.rotation):
            if key not in self.days:
                raise ValueError(f"the rotation names '{key}', which is no day")
        for name, day in self.days.items():
            for lift in day.lifts:
                if lift not in self.lifts:
                    raise ValueError(f"day {name} names '{lift}', which is no lift")
        for key, each in self.lifts.items():
            if isinstance(each.scheme, Follow) and each.scheme.of not in self.lifts:
                raise ValueError(f"lift {key} follows '{each.scheme.of}', which is no lift")
            if each.instead is not None and each.instead not in self.lifts:
                raise ValueError(f"lift {key} has '{each.instead}' in its place, which is no lift")
        return self
