"""What the athlete says after training: kept, and changing the next sessions by rule."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from db import planning
from db.athletes import Athlete
from db.program_tables import FeedbackRow
from tools import lookup
from tools.calls import Change, Result, about, write
from tools.planning.adaptation import Planned, Wanted, propose_sessions
from tools.planning.current import Current, current_or_none
from tools.planning.injuries import keep_injury
from tools.planning.proposals import Proposed
from tools.planning.trainee import trainee_of
from training.adaptation.feedback import Before, Effect, Said, Tag, effects
from training.adaptation.session_scaling import scaled
from training.generation.fit import fit
from training.library import load_library
from training.pain import pain_advice
from training.program.plan import Item, Reason, Session, Target
from training.program.progression import PROGRESSED
from training.program.swaps import candidates, swapped
from training.program.trainee import Injury, Region

LOOK_BACK_DAYS = 28


class Kept(Result):
    """Feedback that was kept, and what follows from it."""

    text: str
    effects: list[str]
    proposed: Proposed | None = None
    proposal: UUID | None = None

    def __str__(self) -> str:
        parts = [self.text, *self.effects, *([] if self.proposed is None else [str(self.proposed)])]
        return "\n".join(each for each in parts if each)


@dataclass(frozen=True)
class FeedbackTools:
    """Learn from what the athlete says of a session."""

    athlete: Athlete

    @about(told_together=True)
    @write
    async def give_feedback(
        self,
        change: Change,
        difficulty: Annotated[
            Literal["too_easy", "right", "too_hard"] | None, Field(description="How hard it was")
        ] = None,
        enjoyed: Annotated[int | None, Field(description="1 to 5", ge=1, le=5)] = None,
        tags: Annotated[list[Tag] | None, Field(description="What else was said of it")] = None,
        pain: Annotated[float | None, Field(description="Pain during or after, 0 to 10", ge=0, le=10)] = None,
        region: Annotated[Region | None, Field(description="Where it hurt")] = None,
        exercise: Annotated[str | None, Field(description="If it was about one exercise")] = None,
        said: Annotated[str, Field(description="The athlete's own words")] = "",
    ) -> Kept:
        """Keep what the athlete says of a session or an exercise afterwards: too easy, too hard, boring, fun, pain. What
        follows by rule comes back as a proposal.
        """
        name = None if exercise is None else (await lookup.movement(change.session, self.athlete, exercise)).name
        today = self.athlete.today
        earlier = await planning.feedback(
            change.session, self.athlete.id, today.fromordinal(today.toordinal() - LOOK_BACK_DAYS), today
        )
        current = await current_or_none(change.session, self.athlete)
        about = None if current is None else _last_done(current)
        row = FeedbackRow(
            date=today, session_id=about, exercise=name, difficulty=difficulty, enjoyed=enjoyed, pain=pain, region=region,
            tags=list(tags or []), said=said[:1000],
        )  # fmt: skip
        await planning.add(change.session, self.athlete.id, row)
        change.will_add("feedback", str(row.id))
        movement = None if name is None else load_library().by_name(name)
        trainee = await trainee_of(change.session, self.athlete)
        hard = 0
        for each in reversed(earlier):
            if each.difficulty != "too_hard":
                break
            hard += 1
        found = effects(
            Said(
                difficulty, enjoyed, tuple(tags or ()), pain, name,
                is_isolation=movement is not None and movement.mechanic == "isolation", is_priority=name in trainee.priorities,
            ),
            Before(
                hard_sessions=hard, easy_lifts=sum(each.difficulty == "too_easy" and each.date == today for each in earlier),
                low_enjoyment=sum(
                    each.exercise == name and each.enjoyed is not None and each.enjoyed <= 2 for each in earlier
                ),
            ),
        )  # fmt: skip
        proposed = None
        if current is not None and not current.is_paused:
            proposed = await self._follow(change, Planned(current, trainee), found, name)
        advice = ""
        if pain and region is not None:  # every plan is to know it
            advice = str(await keep_injury(change, Injury(region, pain, today), said))
        elif pain is not None:
            advice = pain_advice((region or "it").replace("_", " "), pain)
        change.said = "the feedback"
        return Kept(
            text=" ".join(each for each in ("Noted.", advice) if each),
            effects=[str(each) for each in found] if proposed is None else [], proposed=proposed,
            proposal=None if proposed is None else proposed.proposal,
        )  # fmt: skip

    async def _follow(
        self, change: Change, planned: Planned, found: tuple[Effect, ...], name: str | None
    ) -> Proposed | None:
        """The next session with what it was said of, changed by the effects there; ``None`` where nothing changes."""
        coming = planned.current.open(self.athlete.today)
        said_of = {name} if name is not None else _done_last(planned.current)
        shared = {
            key: len(said_of & {item.exercise for item in each.items if item.role in PROGRESSED})
            for key, each in coming.items()
        }
        key = max(coming, key=lambda each: (shared[each], -coming[each].date.toordinal()), default=None)
        if key is None or (said_of and not shared[key]):
            return None
        after = coming[key]
        reasons: list[Reason] = []
        for each in found:
            changed = self._with(planned, after, each, said_of)
            if changed != after:
                after, reasons = changed, [*reasons, each.reason]
        if not reasons:
            return None
        title = f"{after.title} after your feedback"
        return await propose_sessions(change, planned, {key: after}, Wanted(title, "session", reasons))

    def _with(self, planned: Planned, session: Session, effect: Effect, said_of: Set[str]) -> Session:
        def about(item: Item) -> bool:
            return item.exercise in ({effect.exercise} if effect.exercise is not None else said_of or {item.exercise})

        gym, library = planned.trainee.gym, load_library()
        match effect.kind:
            case "raise_load" | "lower_load":
                return scaled(session, gym=gym, library=library, reason=effect.reason, load=effect.load, which=about)
            case "repeat_week":
                done = [row for row in planned.current.rows if row.status == "done"]
                return _like(session, [planned.current.sessions[str(row.id)] for row in reversed(done)])
            case "advance_week":
                later = planned.current.open(session.date)
                return _like(session, [each for each in later.values() if each.week > session.week])
            case "add_reps":
                items = [self._more_reps(item, effect.reps[1]) if about(item) else item for item in session.items]
                return replace(session, items=tuple(items))
            case "drop_set":
                items = [
                    item.with_work(item.work[:-1]) if about(item) and len(item.work) > 1 else item
                    for item in session.items
                ]
                return replace(session, items=tuple(items))
            case "trim":
                return fit(session, planned.trainee.minutes, planned.trainee)
            case "swap" | "replace_at_block":
                return self._swapped(planned, session, effect)
            case _:
                return session

    def _more_reps(self, item: Item, more: int) -> Item:
        def one(target: Target) -> Target:
            high = None if target.reps_to is None else target.reps_to + more
            return target if target.reps is None else replace(target, reps=target.reps + more, reps_to=high)

        return item.with_work(tuple(one(each) for each in item.work))

    def _swapped(self, planned: Planned, session: Session, effect: Effect) -> Session:
        movement = None if effect.exercise is None else load_library().by_name(effect.exercise)
        if movement is None:
            return session
        options = candidates(movement, planned.trainee, self.athlete.today, kind="equivalent", session=session)
        if not options:
            return session
        items = [
            swapped(item, options[0].movement, planned.trainee) if item.exercise == movement.name else item
            for item in session.items
        ]
        return replace(session, items=tuple(items))


def _like(session: Session, others: Sequence[Session]) -> Session:
    """The session with the sets of the first of the others that is the same one of another week."""
    other = next((each for each in others if each.key == session.key and not each.is_deload), None)
    if other is None or session.is_deload:
        return session
    targets = {item.exercise: item.targets for item in other.items}
    items = [replace(item, targets=targets.get(item.exercise, item.targets)) for item in session.items]
    return replace(session, items=tuple(items))


def _done_last(current: Current) -> set[str]:
    """The exercises of the session that was done last: what is said of a session is said of them."""
    done = [row for row in current.rows if row.status == "done"]
    items = [] if not done else (done[-1].outcome or {}).get("items", [])
    return {each["planned"] for each in items if each["done"]}


def _last_done(current: Current) -> UUID | None:
    done = [row for row in current.rows if row.status == "done"]
    return done[-1].id if done else None
