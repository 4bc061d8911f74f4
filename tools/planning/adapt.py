"""Life happens: less time, no barbell, a hotel, pain, illness, tiredness; each becomes a proposal that says how far it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from db import planning
from db.athletes import Athlete
from tools.calls import Change, about, write
from tools.planning.adaptation import Planned, Wanted, planned_of, propose_sessions, within
from tools.planning.injuries import RegionName, keep_injury
from tools.planning.proposals import Proposed, Scope
from tools.profile import owned
from training.adaptation.illness import Illness, Symptom, illness
from training.adaptation.session_scaling import rested, scaled
from training.adaptation.travel import travel
from training.errors import Invalid, Refused
from training.generation.fit import fit
from training.library import load_library
from training.program.plan import Reason, Session
from training.program.swaps import without_equipment, without_pain
from training.program.trainee import Injury

ScopeWords = Annotated[
    Scope,
    Field(description="session: only the next one; week: the rest of that week; program: all that is left, for good"),
]
Anyway = Annotated[bool, Field(description="The athlete wants it although it was rejected before")]
HOTEL = ("dumbbell", "bench", "cable", "treadmill", "bike")
EASIER, HARDER = (0.925, 0.8, 1.0), (1.05, 1.0, -0.5)
"""Load, sets and reserve of a session that should be easier or harder (reference 8.2)."""
NOT_THROUGH_ILLNESS = "I plan no training for that. Rest, and see a doctor if it does not settle."


@dataclass(frozen=True)
class AdaptTools:
    """Fit the plan to today."""

    athlete: Athlete

    @about(proposes=True)
    @write
    async def shorten_session(
        self,
        change: Change,
        minutes: Annotated[int, Field(description="How many minutes there are", ge=10, le=240)],
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose a session that fits into fewer minutes: 'I have 25 minutes'. Main lift and load stay as long as they can."""
        planned = await planned_of(change, scope)
        after = {
            key: fit(planned.current.sessions[key], minutes, planned.trainee) for key in within(planned, change, scope)
        }
        reason = Reason("time", f"You have {minutes} minutes.", "Reference 6")
        title = f"Fit into {minutes} minutes"
        return await propose_sessions(change, planned, after, Wanted(title, scope, [reason], anyway=anyway))

    @about(keeps=("life_event",), told_together=True, proposes=True)
    @write
    async def adapt_to_equipment(
        self,
        change: Change,
        without: Annotated[list[str] | None, Field(description="What is not there: ['barbell']")] = None,
        place: Annotated[
            Literal["home", "gym", "hotel", "nothing"] | None,
            Field(description="Where the athlete is; hotel: a small gym with dumbbells; nothing: no equipment at all"),
        ] = None,
        equipment: Annotated[list[str] | None, Field(description="All that is there, if it was said")] = None,
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose the session with what is there: 'no barbell today', 'at a hotel', 'the rack is taken'."""
        planned = await planned_of(change, scope)
        there = await self._there(change, planned, without, place, equipment)
        trainee = replace(planned.trainee, equipment=there)
        words = f"without {', '.join(without)}" if without else f"with {', '.join(sorted(there)) or 'nothing'}"
        reason = Reason("equipment", f"You train {words.replace('_', ' ')} here.", "Reference 8.2")
        after = {
            key: without_equipment(planned.current.sessions[key], there, trainee, self.athlete.today)[0]
            for key in within(planned, change, scope)
        }
        reasons = [reason]
        if place == "hotel" and scope != "session":
            reasons += travel(7 if scope == "week" else 21, usual_sessions=planned.trainee.days).reasons
        wanted = Wanted(f"Train {words.replace('_', ' ')}", scope, reasons, cause="equipment", anyway=anyway)
        return await propose_sessions(change, replace(planned, trainee=trainee), after, wanted)

    @about(proposes=True)
    @write
    async def adapt_to_pain(
        self,
        change: Change,
        region: RegionName,
        severity: Annotated[float, Field(description="Pain from 0 to 10", ge=0, le=10)],
        sharp: Annotated[bool, Field(description="Sharp, sudden, swollen, giving way, locking or numb")] = False,
        scope: ScopeWords = "program",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose the sessions to come without what hurts: 'my shoulder hurts at 5/10'. Keep it with report_injury
        first; for one that is sharp or above 5/10 adapt_to_injuries instead.
        Pass on what comes back; never diagnose.
        """
        planned = await planned_of(change, scope)
        hurt = Injury(region, severity, self.athlete.today, is_sharp=sharp)
        kept = planned.trainee.active(self.athlete.today)
        if not any(each.region == region and (each.severity, each.is_sharp) == (severity, sharp) for each in kept):
            await keep_injury(change, hurt)  # a pain that plans go around is looked for in every session to come
        known = [each for each in planned.trainee.active(self.athlete.today) if each.region != region]
        injuries = (*known, hurt)
        trainee = replace(planned.trainee, injuries=injuries)
        after = {
            key: without_pain(planned.current.sessions[key], injuries, trainee, self.athlete.today)[0]
            for key in within(planned, change, scope)
        }
        where = region.replace("_", " ")
        how = f"{where} pain at {severity:g}/10{', sharp' if sharp else ''}"
        reason = Reason("pain", f"{how[0].upper()}{how[1:]}: what loads it is changed or left out.", "Reference 8.1")
        wanted = Wanted(f"Train around the {where}", scope, [reason], cause="injury", anyway=anyway)
        return await propose_sessions(change, replace(planned, trainee=trainee), after, wanted)

    @about(needs_program=True, comes_last=True, proposes=True)
    @write
    async def adapt_to_injuries(
        self, change: Change, scope: ScopeWords = "program", anyway: Anyway = False
    ) -> Proposed:
        """Propose the plan without what the kept injuries forbid: after report_injury, or after one is fine again."""
        planned = await planned_of(change, scope)
        injuries = planned.trainee.active(self.athlete.today)
        if not injuries:
            raise Invalid("No injury is open. Say what hurts, and how bad from 0 to 10.")
        after = {
            key: without_pain(planned.current.sessions[key], injuries, planned.trainee, self.athlete.today)[0]
            for key in within(planned, change, scope)
        }
        named = ", ".join(each.region.replace("_", " ") for each in injuries)
        reason = Reason("injury", f"Open: {named}. What loads it is changed or left out.", "Reference 8.1")
        wanted = Wanted(f"Train around: {named}", scope, [reason], cause="injury", anyway=anyway)
        return await propose_sessions(change, planned, after, wanted)

    @about(told_together=True, proposes=True)
    @write
    async def adapt_to_illness(
        self,
        change: Change,
        symptoms: Annotated[list[Symptom], Field(description="What was named; [] when only 'ill' was said")],
        temperature_c: Annotated[float | None, Field(description="If it was measured")] = None,
        days_ill: Annotated[int, Field(description="How many days so far", ge=0, le=365)] = 0,
        recovered: Annotated[bool, Field(description="It is over, and they want to train again")] = False,
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose what to do when the athlete is ill, or was: 'I have a cold', 'I had the flu for 4 days'."""
        planned = await planned_of(change)
        said: Sequence[Symptom] = symptoms or ([] if recovered else ["fatigue"])
        decision = illness(Illness(tuple(said), temperature_c, days_ill, had_fever=recovered and "fever" in symptoms))
        if decision.action == "clearance":
            raise Refused(f"{decision} {NOT_THROUGH_ILLNESS}")
        reasons = list(decision.reasons)

        def less(session: Session) -> Session:
            if decision.action == "rest":
                return rested(session, reason=reasons[0])
            return self._scaled(planned, session, reasons[0], decision.volume, 1.0, 0.0, decision.least_rir, easy=True)

        scope: Scope = "session"
        after = {key: less(planned.current.sessions[key]) for key in within(planned, change, scope)}
        title = "Rest while you are ill" if decision.action == "rest" else "Easy training around an illness"
        return await propose_sessions(change, planned, after, Wanted(title, scope, reasons, anyway=anyway))

    @about(needs_program=True, proposes=True)
    @write
    async def scale_session(
        self,
        change: Change,
        how: Annotated[Literal["easier", "harder"], Field(description="What was asked for")],
        scope: ScopeWords = "session",
        anyway: Anyway = False,
    ) -> Proposed:
        """Propose an easier or a harder session: 'easier today', 'make it harder'."""
        planned = await planned_of(change, scope)
        load, volume, rir = EASIER if how == "easier" else HARDER
        text = (
            "Easier, as you asked: lighter, a set less." if how == "easier" else "Harder, as you asked: 5 % more load."
        )
        reason = Reason("wish", text, "Reference 8.2")
        after = {
            key: self._scaled(planned, planned.current.sessions[key], reason, volume, load, max(0.0, rir), None)
            for key in within(planned, change, scope)
        }
        return await propose_sessions(change, planned, after, Wanted(f"Make it {how}", scope, [reason], anyway=anyway))

    def _scaled(
        self, planned: Planned, session: Session, reason: Reason, volume: float, load: float, rir_add: float,
        least_rir: float | None, *, easy: bool = False,
    ) -> Session:  # fmt: skip
        return scaled(
            session, gym=planned.trainee.gym, library=load_library(), reason=reason, volume=volume, load=load,
            rir_add=rir_add, least_rir=least_rir, easy_cardio=easy, no_failure=easy, time_factor=planned.trainee.time_factor,
        )  # fmt: skip

    async def _there(
        self,
        change: Change,
        planned: Planned,
        without: list[str] | None,
        place: str | None,
        equipment: list[str] | None,
    ) -> frozenset[str]:
        if equipment is not None:
            return frozenset(owned(equipment))
        if place == "hotel":
            return frozenset(HOTEL)
        if place == "nothing":
            return frozenset()
        there = planned.trainee.equipment
        if place is not None:
            row = await planning.profile(change.session, self.athlete.id)
            if row is None or place not in row.places:
                raise Invalid(
                    f"I don't know yet what you have at {place}. Say for example: at {place} I have dumbbells and a bench."
                )
            there = frozenset(row.places[place])
        if without:
            there -= frozenset(owned(without))
        return there
