"""Changing single exercises of the plan: swap along the movement graph, other loads, sets and reps, more or fewer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from db.athletes import Athlete
from db.engine import Session as DbSession
from tools import lookup
from tools.calls import Change, Result, about, prescribe, write
from tools.planning.adapt import Anyway, ScopeWords
from tools.planning.adaptation import Planned, Wanted, of_kind, planned_of, propose_lift, propose_sessions, within
from tools.planning.proposals import Proposed, Scope
from tools.planning.trainee import trainee_of
from training.errors import Conflict, Invalid, NotFound
from training.library import load_library
from training.movement import Movement
from training.program.plan import Item, Reason, Session, Target
from training.program.swaps import candidates, swapped
from training.timing import session_minutes
from training.units import in_unit, load_text, plain

Kind = Literal["equivalent", "regress", "progress", "antagonist", "any"]
ExerciseWords = Annotated[str, Field(description="The planned exercise as the athlete says it: 'rows'")]
MOST_OPTIONS = 5


class Option(BaseModel):
    """An exercise that could be done instead."""

    exercise: str
    why: str


class Options(Result):
    """What could be done instead of an exercise."""

    exercise: str
    kind: str
    options: list[Option]

    def __str__(self) -> str:
        if not self.options:
            return f"For {self.exercise} I know nothing that fits you: equipment, injuries and rules leave none."
        lines = [f"- {each.exercise}: {each.why}" for each in self.options]
        return "\n".join([f"Instead of {self.exercise}:", *lines])


@dataclass(frozen=True)
class ExerciseTools:
    """Change what is done, exercise by exercise."""

    athlete: Athlete

    @prescribe
    async def swap_options(
        self,
        session: DbSession,
        exercise: ExerciseWords,
        kind: Annotated[
            Kind, Field(description="regress: easier; progress: harder; antagonist: for a superset")
        ] = "equivalent",
    ) -> Options:
        """Say what could be done instead of an exercise: equivalent, easier, harder, or the antagonist, with why."""
        movement = await lookup.movement(session, self.athlete, exercise)
        trainee = await trainee_of(session, self.athlete)
        found = candidates(movement, trainee, self.athlete.today, kind=kind)[:MOST_OPTIONS]
        return Options(
            exercise=movement.name,
            kind=kind,
            options=[Option(exercise=each.movement.name, why=each.text) for each in found],
        )

    @about(needs_program=True, proposes=True)
    @write
    async def swap_planned(
        self,
        change: Change,
        exercise: ExerciseWords,
        by: Annotated[str | None, Field(description="What to do instead; leave out to take what fits best")] = None,
        kind: Annotated[Kind, Field(description="regress: easier; progress: harder")] = "equivalent",
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose another exercise in the place of a planned one: 'swap the rows', 'front squats instead of back squats'."""
        planned = await planned_of(change, scope)
        movement = await self._planned(change, planned, exercise)
        reach = within(planned, change, scope)
        if by is not None:
            other = await lookup.movement(change.session, self.athlete, by)
            return await self._swap(change, planned, movement, other, f"You asked for {by}.", scope, reach, anyway)
        found = candidates(movement, planned.trainee, self.athlete.today, kind=kind)
        for each in found:
            why = f"{each.movement.name}: {each.text}."
            try:
                return await self._swap(change, planned, movement, each.movement, why, scope, reach, anyway)
            except Conflict as error:  # that one was rejected before
                if each is found[-1]:
                    raise Conflict(f"All that fits was rejected before. {error}") from error
        raise NotFound(f"For {movement.name} I know nothing that fits you: equipment, injuries and rules leave none.")

    @about(needs_program=True, proposes=True)
    @write
    async def change_planned(
        self,
        change: Change,
        exercise: ExerciseWords,
        load: Annotated[float | None, Field(description="The load it should be, in the athlete's unit", ge=0)] = None,
        load_change: Annotated[float | None, Field(description="By how much, in the athlete's unit: 2.5 or -5")] = None,
        load_change_pct: Annotated[
            float | None, Field(description="By how many percent: 5 or -10", ge=-90, le=50)
        ] = None,
        sets: Annotated[int | None, Field(description="How many work sets", ge=1, le=20)] = None,
        reps: Annotated[int | None, Field(description="Reps of each set", ge=1, le=100)] = None,
        reps_to: Annotated[int | None, Field(description="The top of a range of reps", ge=1, le=100)] = None,
        rir: Annotated[float | None, Field(description="Reps in reserve", ge=0, le=6)] = None,
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose another load, other sets, reps or reps in reserve for a planned exercise: 'squats 5 kg lighter', '4 sets'."""
        if all(each is None for each in (load, load_change, load_change_pct, sets, reps, reps_to, rir)):
            raise Invalid("Say what should change: the load, sets, reps, or reps in reserve.")
        planned = await planned_of(change, scope)
        movement = await self._planned(change, planned, exercise)
        gym = planned.trainee.gym
        kg = None if load is None else gym.loadable(load / in_unit(1.0, gym.unit), movement)

        def one(target: Target) -> Target:
            now = target
            if kg is not None:
                now = replace(now, load_kg=kg, share=None)
            if load_change is not None and now.load_kg is not None:
                other = now.load_kg + load_change / in_unit(1.0, gym.unit)
                now = replace(now, load_kg=gym.loadable(max(0.0, other), movement, down=load_change < 0), share=None)
            if load_change_pct is not None and now.load_kg is not None:
                down = load_change_pct < 0
                now = replace(
                    now,
                    load_kg=gym.loadable(now.load_kg * (1 + load_change_pct / 100), movement, down=down),
                    share=None,
                )
            if reps is not None:
                now = replace(now, reps=reps, reps_to=reps_to)
            return now if rir is None else replace(now, rir=rir)

        def changed(item: Item) -> Item:
            work = item.work if sets is None else (*item.work[:sets], *(item.work[-1:] * (sets - len(item.work))))
            return item.with_work(tuple(one(each) for each in work))

        said = [
            f"{load_text(kg, gym.unit)}" if kg is not None else "",
            f"{plain(load_change)} {gym.unit}" if load_change is not None else "",
            f"{plain(load_change_pct)} %" if load_change_pct is not None else "",
            f"{plain(sets)} sets" if sets is not None else "",
            f"{plain(reps)} reps" if reps is not None else "",
            f"{plain(rir)} in reserve" if rir is not None else "",
        ]
        title = f"{movement.name}: {', '.join(each for each in said if each)}"
        after = self._each(planned, within(planned, change, scope), movement.name, changed)
        reason = Reason("wish", "You asked for it.", "")
        return await propose_sessions(change, planned, after, Wanted(title, scope, [reason], anyway=anyway))

    @about(needs_program=True, proposes=True)
    @write
    async def add_or_remove_planned(
        self,
        change: Change,
        what: Annotated[Literal["add", "remove"], Field(description="What was asked for")],
        exercise: ExerciseWords,
        sets: Annotated[int, Field(description="When adding: how many sets", ge=1, le=10)] = 3,
        reps: Annotated[int, Field(description="When adding: reps of each", ge=1, le=50)] = 10,
        on: Annotated[
            str | None,
            Field(description="Only sessions of a kind or a weekday, where that was said: 'lower', 'push', 'friday'"),
        ] = None,
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose one exercise more, or less: 'add curls', 'drop the lunges', 'calf raises on lower days'."""
        planned = await planned_of(change, scope)
        reason = Reason("wish", "You asked for it.", "")
        keys = within(planned, change, scope) if on is None else of_kind(planned, change, scope, on)
        if what == "remove":
            movement = await self._planned(change, planned, exercise)
            after = self._each(planned, keys, movement.name, lambda _: None)
        else:
            movement = await lookup.movement(change.session, self.athlete, exercise)
            new = swapped(
                Item(movement.name, "accessory", (Target(reps=reps, rir=2.0),) * sets, rest_s=75),
                movement,
                planned.trainee,
            )
            lacking = [
                key
                for key in keys
                if movement.name not in {each.exercise for each in planned.current.sessions[key].items}
            ]
            if not lacking:
                raise Invalid(f"{movement.name} is in those sessions already.")
            after = {key: self._added(planned, planned.current.sessions[key], new) for key in lacking}
        title = f"{'Add' if what == 'add' else 'Without'} {movement.name}"
        return await propose_sessions(change, planned, after, Wanted(title, scope, [reason], anyway=anyway))

    async def _swap(
        self, change: Change, planned: Planned, old: Movement, new: Movement, why: str, scope: Scope, keys: list[str],
        anyway: bool,
    ) -> Proposed:  # fmt: skip
        reason = Reason("swap", why, "Reference 8.2, 11.3")
        wanted = Wanted(f"{new.name} instead of {old.name}", scope, [reason], anyway=anyway)
        if planned.current.row.template and scope == "program":
            for key in keys:
                session = planned.current.sessions[key]
                item = next((each for each in session.items if each.exercise == old.name), None)
                if item is not None:
                    return await propose_lift(change, planned, session, item, new.name, wanted)
        after = self._each(planned, keys, old.name, lambda item: swapped(item, new, planned.trainee))
        return await propose_sessions(change, planned, after, wanted)

    async def _planned(self, change: Change, planned: Planned, said: str) -> Movement:
        """The planned exercise that is meant: 'rows' is the row that is in the plan."""
        names = {
            item.exercise
            for key, each in planned.current.open(self.athlete.today).items()
            for item in each.items
            if item.role not in ("warmup", "cooldown")
        }
        next_key = planned.current.next_key(self.athlete.today)
        coming = () if next_key is None else planned.current.sessions[next_key].items
        first = [item.exercise for item in coming if item.exercise in names]
        words = {_stem(each) for each in said.lower().replace("-", " ").split()} - {"the", "my"}
        near = [name for name in (*first, *sorted(names - set(first))) if words and words <= _words(name)]
        if near:
            found = load_library().by_name(near[0])
            if found is not None:
                return found
        movement = await lookup.movement(change.session, self.athlete, said)
        if movement.name not in names:
            raise NotFound(f"{movement.name} is not in what is left of your program.")
        return movement

    def _each(
        self, planned: Planned, keys: list[str], name: str, make: Callable[[Item], Item | None]
    ) -> dict[str, Session]:
        """The sessions with that exercise made anew, or left out."""
        after = {}
        for key in keys:
            session = planned.current.sessions[key]
            if any(item.exercise == name for item in session.items):
                made = [make(item) if item.exercise == name else item for item in session.items]
                after[key] = self._timed(planned, session, tuple(each for each in made if each is not None))
        if not after:
            raise Conflict(f"{name} is not in the sessions that this reaches. Say 'for good' to change all of them.")
        return after

    def _added(self, planned: Planned, session: Session, new: Item) -> Session:
        place = max((at + 1 for at, item in enumerate(session.items) if item.role in ("main", "accessory")), default=0)
        return self._timed(planned, session, (*session.items[:place], new, *session.items[place:]))

    def _timed(self, planned: Planned, session: Session, items: tuple[Item, ...]) -> Session:
        minutes = session_minutes(items, load_library().by_name, planned.trainee.time_factor)
        return replace(session, items=items, minutes=minutes)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _words(name: str) -> set[str]:
    return {_stem(each) for each in name.lower().replace("(", " ").replace(")", " ").replace("-", " ").split()}
