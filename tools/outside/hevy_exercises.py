"""Which of our exercises a Hevy exercise is: settled once for each, kept, and the same in every sync after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.hevy.exercises import name_of, own_exercise, same_exercises
from connectors.hevy.shapes import Template
from db import exercises, remote
from tools.calls import Change
from training.library import load_library
from training.movement import Movement
from training.resolver import Resolver


@dataclass
class HevyExercises:
    """The mapping of one connection."""

    change: Change
    connection: str
    templates: dict[str, Template]
    names: dict[str, str]
    """Our names, by the ids of templates."""
    own: dict[str, Movement]
    created: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def of(cls, change: Change, connection: str) -> "HevyExercises":
        """With what was settled before, but for exercises that are gone since."""
        rows = await remote.records(change.session, change.athlete.id, connection, "template")
        templates = {row.external_id: Template.model_validate(row.content) for row in rows}
        own = {each.name.casefold(): each for each in await exercises.own(change.session, change.athlete.id)}
        there = {each.name for each in (*load_library().movements, *own.values())}
        names = {row.external_id: row.applied for row in rows if row.applied in there}
        return cls(change, connection, templates, names, own)

    async def settle(self, used: Mapping[str, str]) -> None:
        """Settle the exercises that are used: titles by the ids of templates. Makes those that we lack."""
        new = {key: title for key, title in used.items() if key not in self.names}
        if not new:
            return
        for key, title in new.items():
            self.templates.setdefault(key, Template(id=key, title=title))
        session, athlete_id = self.change.session, self.change.athlete.id
        library = load_library()
        same = same_exercises(self.templates, Resolver(library), library)
        from_library = []
        for key in new:
            found = self.own.get(name_of(self.templates[key]).casefold()) or same.get(key)
            if found is None:
                found = await self._add_own(self.templates[key])
            elif not exercises.is_own(found):
                from_library.append(found)
                if found.name != name_of(self.templates[key]):
                    self.renamed[name_of(self.templates[key])] = found.name
            self.names[key] = found.name
            await remote.mark_applied(session, athlete_id, self.connection, "template", key, applied=found.name)
        await exercises.ids_of(session, athlete_id, from_library)

    async def _add_own(self, template: Template) -> Movement:
        made = own_exercise(template, exercises.own_slug(name_of(template)))
        await exercises.add_own(self.change.session, self.change.athlete.id, made)
        self.own[made.name.casefold()] = made
        self.created.append(made.name)
        return made
