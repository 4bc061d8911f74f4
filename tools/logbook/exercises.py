"""Exercises as apps list them: the library and the athlete's own, searched and filtered, in pages."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from db import exercises, history
from db.athletes import Athlete
from db.engine import Session
from tools.calls import Result, read
from tools.logbook.cursors import cursor_of, read_cursor
from tools.logbook.shapes import Shape
from training.errors import NotFound
from training.library import load_library
from training.movement import Modality, Movement, Muscle, Pattern


class Filter(Shape):
    """Which exercises are meant; what is left out is not looked at."""

    search: Annotated[str | None, Field(max_length=100, description="Words of the name or of another name of it")] = (
        None
    )
    pattern: Pattern | None = None
    muscle: Annotated[Muscle | None, Field(description="Trained first or as well")] = None
    equipment: Annotated[str | None, Field(max_length=40, description="Among what it needs: barbell, cable, none")] = (
        None
    )
    modality: Modality | None = None
    own: Annotated[bool | None, Field(description="Only the athlete's own, or only the library's")] = None
    done: Annotated[bool | None, Field(description="Only what was ever logged, or what never was")] = None

    def fits(self, movement: Movement, times: int) -> bool:
        """Whether an exercise is meant, which was logged so often."""
        names = " ".join([movement.name, *movement.aliases]).lower()
        return (
            (self.search is None or all(word in names for word in self.search.lower().split()))
            and self.pattern in (None, movement.pattern)
            and (self.muscle is None or self.muscle in (*movement.primary, *movement.secondary))
            and (self.equipment is None or self.equipment in (movement.equipment or ("none",)))
            and self.modality in (None, movement.modality)
            and self.own in (None, exercises.is_own(movement))
            and self.done in (None, times > 0)
        )


class ExerciseShown(BaseModel):
    """An exercise, and how often it was logged."""

    name: str
    aliases: list[str]
    pattern: str
    primary: list[str]
    secondary: list[str]
    equipment: list[str]
    modality: str
    mechanic: str
    skill: int
    own: bool
    times_done: int


class ExercisePage(Result):
    """Some of the exercises, by name."""

    items: list[ExerciseShown]
    total: int
    next: str | None

    def __str__(self) -> str:
        return ", ".join(each.name for each in self.items) or "There is no such exercise."


class OneExercise(Result):
    """One exercise."""

    exercise: ExerciseShown

    def __str__(self) -> str:
        return self.exercise.name


@dataclass(frozen=True)
class ExerciseBook:
    """The exercises that an athlete can log."""

    athlete: Athlete

    @read
    async def page(self, session: Session, which: Filter, cursor: str | None = None, limit: int = 20) -> ExercisePage:
        """Exercises by name, after a cursor."""
        after = "" if cursor is None else read_cursor(cursor, 1)[0]
        times = await exercises.times_done(session, self.athlete.id, history.EVER)
        known = [*load_library().movements, *await exercises.own(session, self.athlete.id)]
        meant = sorted(
            (each for each in known if which.fits(each, times.get(each.name, 0))), key=lambda each: each.name
        )
        left = [each for each in meant if each.name > after]
        items = [_shown(each, times.get(each.name, 0)) for each in left[:limit]]
        return ExercisePage(
            items=items, total=len(meant), next=cursor_of(left[limit - 1].name) if len(left) > limit else None
        )

    @read
    async def one(self, session: Session, name: str) -> OneExercise:
        """The exercise of that exact name. Raises ``NotFound``."""
        own = {each.name: each for each in await exercises.own(session, self.athlete.id)}
        movement = own.get(name) or load_library().by_name(name)
        if movement is None:
            raise NotFound(f"There is no exercise called exactly '{name}'. Search for it: /exercises?search=...")
        times = await exercises.times_done(session, self.athlete.id, history.EVER)
        return OneExercise(exercise=_shown(movement, times.get(name, 0)))


def _shown(movement: Movement, times: int) -> ExerciseShown:
    return ExerciseShown(
        name=movement.name, aliases=list(movement.aliases), pattern=movement.pattern, primary=list(movement.primary),
        secondary=list(movement.secondary), equipment=list(movement.equipment), modality=movement.modality,
        mechanic=movement.mechanic, skill=movement.skill, own=exercises.is_own(movement), times_done=times,
    )  # fmt: skip
