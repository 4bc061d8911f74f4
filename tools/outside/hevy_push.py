"""A program's sessions as routines in Hevy: always a proposal, with what it would change over there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from connectors.hevy.exercises import name_of, same_exercises
from connectors.hevy.routines import as_replacement, difference, is_as, replacing_body, routine_body
from connectors.hevy.shapes import Routine, Template
from db import connections, remote
from db.athletes import Athlete
from tools.calls import Change, write
from tools.outside.hevy_log import THING
from tools.planning.current import Current, current_of
from tools.planning.proposals import Draft, Proposed, propose
from training.errors import Invalid, NotFound
from training.library import load_library
from training.program.changes import SendOutside
from training.program.plan import Session
from training.resolver import Resolver

HEVY = "hevy"
CREATE, REPLACE = "create_routine", "replace_routine"
NOT_CONNECTED = "Hevy is not connected. In a terminal: topset connect hevy"
SAME = "Hevy has these sessions already, just as they are planned."


@dataclass(frozen=True)
class HevyTools:
    """Write to Hevy, once a person has agreed."""

    athlete: Athlete

    @write
    async def propose_hevy_routines(
        self,
        change: Change,
        which: Annotated[
            Literal["all", "next"],
            Field(description="'all': the next session of each kind that the program has; 'next': only the next one"),
        ] = "all",
        anyway: Annotated[bool, Field(description="Propose it again although it was rejected before")] = False,
    ) -> Proposed:
        """Propose to put the program's sessions into Hevy as routines, with their loads of now. Sends nothing before the athlete approves."""
        session, athlete_id = change.session, self.athlete.id
        row = await connections.named(session, athlete_id, HEVY)
        if row is None:
            raise NotFound(NOT_CONNECTED)
        current = await current_of(session, self.athlete)
        wanted = _sessions(current)
        if which == "next":
            wanted = dict(list(wanted.items())[:1])
        if not wanted:
            raise Invalid("Nothing of the program is left to do.")
        templates = {
            each.external_id: Template.model_validate(each.content)
            for each in await remote.records(session, athlete_id, HEVY, "template")
        }
        if not templates:
            raise Invalid("I don't know Hevy's exercises yet. Sync first: topset sync hevy")
        ids = await self._templates(change, templates)
        routines = {
            each.external_id: Routine.model_validate(each.content)
            for each in await remote.records(session, athlete_id, HEVY, "routine")
        }
        made = {each.thing: each for each in await remote.delivered(session, athlete_id, HEVY)}
        changes, lines, warnings = [], [], []
        for thing, planned in wanted.items():
            body, left_out = routine_body(planned, f"{current.row.name}: {planned.title}", ids)
            if not body["exercises"]:
                warnings.append(f"{planned.title} has nothing that Hevy knows, and is left out.")
                continue
            there = routines.get(made[thing].external_id or "") if thing in made else None
            if there is not None and is_as(there, body):
                continue
            was = None if there is None else replacing_body(there)
            titles = {key: each.title for key, each in templates.items()}
            lines += [f"{body['title']} ({'new' if was is None else 'replaced'}):", *difference(was, body, titles)]
            warnings += [f"Hevy has no '{each}': it stands in the routine's notes." for each in left_out]
            changes.append(
                SendOutside(
                    connection=HEVY, action=CREATE if there is None else REPLACE, thing=thing,
                    external_id=None if there is None else there.id,
                    request=body if there is None else as_replacement(body),
                    basis=None if was is None else remote.digest(was),
                )
            )  # fmt: skip
        if not changes:
            raise Invalid(" ".join([SAME, *warnings]))
        count = f"{len(changes)} routine{'s' if len(changes) > 1 else ''}"
        draft = Draft(
            title=f"Put {count} of {current.row.name} into Hevy", scope="outside", changes=changes,
            reason="You see there what is planned, with the loads of now.", before="", after="\n".join(lines), lines=lines,
            warnings=list(dict.fromkeys(warnings)),
        )  # fmt: skip
        return await propose(change, draft, current, again=anyway)

    async def _templates(self, change: Change, templates: Mapping[str, Template]) -> dict[str, str]:
        """Hevy's templates by our names: as they were settled in syncs, else the same name, else surely the same exercise."""
        rows = await remote.records(change.session, self.athlete.id, HEVY, "template")
        library = load_library()
        same = same_exercises(templates, Resolver(library), library)
        found = {each.name: key for key, each in same.items()}
        found |= {name_of(each): key for key, each in templates.items()}
        return found | {row.applied: row.external_id for row in rows if row.applied}


def _sessions(current: Current) -> dict[str, Session]:
    """The next open session of each kind, by what a routine of it is called in our books."""
    found: dict[str, Session] = {}
    for planned in current.open(current.today).values():
        found.setdefault(f"{THING}:{current.row.id}:{planned.key or planned.title}", planned)
    return found
