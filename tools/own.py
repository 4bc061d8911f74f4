"""Exercises of the athlete's own, which the library does not have."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from db import exercises
from db.athletes import Athlete
from tools import lookup
from tools.calls import Change, Result, write
from training.errors import Conflict, Invalid
from training.movement import MUSCLES, Modality, Movement, Muscle, Pattern


class ExerciseAdded(Result):
    """An exercise that the athlete now has."""

    name: str
    trains: list[str] = []
    """What one that was there already is told to train."""

    def __str__(self) -> str:
        if self.trains:
            return f"{self.name} counts for {', '.join(self.trains).replace('_', ' ')} from now on, and for what you did of it."
        return f"Added {self.name} to your exercises."


@dataclass(frozen=True)
class OwnTools:
    """Add to the library."""

    athlete: Athlete

    @write
    async def add_exercise(
        self,
        change: Change,
        name: Annotated[str, Field(description="Its name, e.g. 'Zercher Carry'")],
        muscles: Annotated[list[str] | None, Field(description="What it trains first, e.g. ['quads']")] = None,
        pattern: Annotated[Pattern, Field(description="The movement pattern")] = "isolation",
        modality: Annotated[Modality, Field(description="What is logged of it")] = "weight_reps",
    ) -> ExerciseAdded:
        """Add an exercise that the library does not have, or say which muscles one of the athlete's own trains."""
        clean = " ".join(name.split()).strip("\"'.,!?")
        if not 2 <= len(clean) <= 80 or not any(letter.isalpha() for letter in clean):
            raise Invalid("An exercise needs a name of 2 to 80 characters.")
        clean = clean if any(letter.isupper() for letter in clean) else clean.title()
        resolver = await lookup.resolver_of(change.session, self.athlete)
        known = resolver.named(clean)
        primary: tuple[Muscle, ...] = tuple(_muscle(each) for each in muscles or [])
        if known is not None:
            if not exercises.is_own(known) or not primary:
                raise Conflict(f"{known.name} is in the library already; just log it.")
            await change.touch("exercises", known.name)
            await exercises.put_own(change.session, self.athlete.id, replace(known, primary=primary))
            change.said = f"what {known.name} trains: {', '.join(primary).replace('_', ' ')}"
            return ExerciseAdded(name=known.name, trains=list(primary))
        await change.touch("exercises", clean)
        await exercises.add_own(
            change.session,
            self.athlete.id,
            Movement(
                slug=exercises.own_slug(clean), name=clean, aliases=(), pattern=pattern, primary=primary, secondary=(),
                equipment=(), mechanic="isolation", modality=modality, skill=1,
            ),
        )  # fmt: skip
        change.said = f"the new exercise {clean}"
        return ExerciseAdded(name=clean)


def _muscle(said: str) -> Muscle:
    name = said.lower().strip().replace(" ", "_")
    for muscle in MUSCLES:
        if muscle == name:
            return muscle  # type: ignore[return-value]
    raise Invalid(f"'{said}' is no muscle I count. There are {', '.join(MUSCLES).replace('_', ' ')}.")
