"""How ready the athlete is today: a score with its parts, the session scaled by it, and what is still tired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field

from db import history, planning
from db.athletes import Athlete
from db.engine import Session as DbSession
from db.program_tables import CheckInRow
from tools import lookup
from tools.calls import Change, Result, about, read, write
from tools.muscles import muscles_named
from tools.planning.adaptation import Planned, Wanted, propose_sessions
from tools.planning.current import Current, current_or_none
from tools.planning.proposals import Proposed
from tools.planning.signals import metric
from tools.planning.trainee import trainee_of
from training.adaptation.fatigue import Stimulus, cardio_stimulus, fatigue
from training.adaptation.hrv import hrv, resting_above
from training.adaptation.readiness import Readiness, Wellness, readiness
from training.adaptation.readiness_advice import advice
from training.adaptation.session_scaling import rested, scaled
from training.errors import Invalid
from training.generation.fit import fit
from training.library import load_library
from training.movement import Muscle
from training.units import plain
from training.volume import shares

FATIGUE_DAYS = timedelta(days=6)
HRV_DAYS = timedelta(days=70)
AT = time(12)
"""When a set of a past day is taken to have been done, where the log has only the day."""


class Checked(Result):
    """The readiness of today, its parts, and what it means for the session."""

    score: float | None
    band: str
    parts: dict[str, float]
    text: str
    proposed: Proposed | None = None
    proposal: UUID | None = None

    def __str__(self) -> str:
        return self.text if self.proposed is None else f"{self.text}\n\n{self.proposed}"


class TiredMuscle(BaseModel):
    """One muscle and what is advised for it."""

    muscle: str
    percent: float
    action: str
    text: str


class MuscleFatigue(Result):
    """How tired each muscle is from what was done."""

    muscles: list[TiredMuscle]

    def __str__(self) -> str:
        if not self.muscles:
            return "Nothing was trained in the last days: everything is fresh."
        return "\n".join(f"- {each.text}" for each in self.muscles)


@dataclass(frozen=True)
class ReadinessTools:
    """How the athlete is today."""

    athlete: Athlete

    @about(told_together=True)
    @write
    async def check_readiness(
        self,
        change: Change,
        sleep_h: Annotated[float | None, Field(description="Hours slept", ge=0, le=24)] = None,
        sleep_quality: Annotated[float | None, Field(description="1 to 5", ge=1, le=5)] = None,
        energy: Annotated[float | None, Field(description="1 to 10, 10 is best", ge=1, le=10)] = None,
        stress: Annotated[float | None, Field(description="1 to 10, 10 is worst", ge=1, le=10)] = None,
        mood: Annotated[float | None, Field(description="1 to 10, 10 is best", ge=1, le=10)] = None,
        soreness: Annotated[
            dict[str, float] | None, Field(description="0 to 10 by muscle: {'quads': 6}; 'all' for everywhere")
        ] = None,
    ) -> Checked:
        """Keep how the athlete feels before training, score it, and propose the session scaled by it: 'slept 4 hours',
        'energy 3, legs sore 7/10', 'stressed'. HRV and resting heart rate come from what is stored.
        """
        if all(each is None for each in (sleep_h, sleep_quality, energy, stress, mood, soreness)):
            raise Invalid("Say how you slept (hours), your energy, stress (1 to 10) or what is sore (0 to 10).")
        new = {"sleep_h": sleep_h, "sleep_quality": sleep_quality, "energy": energy, "stress": stress, "mood": mood}
        said = await self._earlier(change.session) | {name: value for name, value in new.items() if value is not None}
        said["soreness"] = said.get("soreness", {}) | {
            str(muscle): value for muscle, value in _soreness(soreness or {}).items()
        }
        current = await current_or_none(change.session, self.athlete, near=True)
        wellness = Wellness(
            **{name: said.get(name) for name in ("sleep_h", "sleep_quality", "energy", "stress")},
            soreness=_worst(said["soreness"], current, self.athlete), hrv_z=await self._hrv(change.session),
            resting_hr=await self._pulse(change.session),
        )  # fmt: skip
        found = readiness(wellness)
        row = CheckInRow(kind="readiness", date=self.athlete.today, data=said, score=found.score, text=str(found))
        await planning.add(change.session, self.athlete.id, row)
        change.will_add("check_ins", str(row.id))
        proposed = None if current is None else await self._scaled(change, current, found)
        change.said = f"the readiness check-in{'' if proposed is None else ', and the session scaled by it'}"
        return Checked(
            score=None if found.score is None else round(found.score, 1), band=found.band.name,
            parts={each.name: round(each.score, 1) for each in found.parts}, text=_words(found),
            proposed=proposed, proposal=None if proposed is None else proposed.proposal,
        )  # fmt: skip

    @read
    async def muscle_fatigue(self, session: DbSession) -> MuscleFatigue:
        """Say how tired each muscle is from the training of the last days, and what that means for today."""
        trainee = await trainee_of(session, self.athlete)
        now = self.athlete.now()
        sets = await history.of_period(session, self.athlete.id, self.athlete.today - FATIGUE_DAYS, self.athlete.today)
        resolver = await lookup.resolver_of(session, self.athlete)
        zone = ZoneInfo(self.athlete.timezone)
        stimuli = []
        for each in sets:
            movement = resolver.named(each.exercise)
            if movement is None or each.kind == "warmup":
                continue
            at = min(now, datetime.combine(each.date, AT, zone))
            if movement.pattern == "cardio":
                minutes = (each.duration_s or 0) / 60
                stimuli.append(
                    cardio_stimulus(at, minutes, "easy", movement.primary, running=movement.core_id == "run")
                )
                continue
            best = trainee.e1rm_kg.get(each.exercise)
            share = None if not best or each.load_kg is None else each.load_kg / best
            rpe = 10.0 if each.kind == "failure" else each.rpe
            stimuli.append(Stimulus(at, shares(movement), 1.0, rpe, share))
        found = sorted(fatigue(stimuli, now, age=trainee.age).values(), key=lambda one: (-one.percent, one.muscle))
        return MuscleFatigue(
            muscles=[
                TiredMuscle(muscle=each.muscle, percent=round(each.percent, 1), action=each.action, text=each.reason.text)
                for each in found if each.percent >= 1
            ]
        )  # fmt: skip

    async def _scaled(self, change: Change, current: Current, found: Readiness) -> Proposed | None:
        """The session of today scaled by the score, where there is one and it changes."""
        on = [row for row in current.on(self.athlete.today) if str(row.id) in current.open()]
        told = advice(found)
        if not on or not told.changes or current.is_paused:
            return None
        key = str(on[0].id)
        session, reason = current.sessions[key], told.reasons[0]
        trainee = await trainee_of(change.session, self.athlete)
        if told.is_rest:
            after = rested(session, reason=reason)
        else:
            after = scaled(
                session, gym=current.gym, library=load_library(), reason=reason, volume=told.volume, load=told.load,
                rir_add=told.rir_add, least_rir=told.least_rir, no_failure=told.no_failure, easy_cardio=told.easy_cardio,
                time_factor=trainee.time_factor,
            )  # fmt: skip
            if told.minutes is not None and after.minutes > told.minutes:
                after = fit(after, told.minutes, trainee)
        if after == session:
            return None
        wanted = Wanted(f"{session.title} for a day like this", "session", told.reasons)
        return await propose_sessions(change, Planned(current, trainee), {key: after}, wanted)

    async def _earlier(self, session: DbSession) -> dict[str, Any]:
        """What was said of today before, and how long the night was if that was logged."""
        today = self.athlete.today
        slept = await metric(session, self.athlete, "sleep", today)
        known: dict[str, Any] = {"sleep_h": slept[-1][1]} if slept else {}
        for each in await planning.check_ins(session, self.athlete.id, "readiness", today, today):
            known |= each.data
        return known

    async def _hrv(self, session: DbSession) -> float | None:
        found = hrv(await metric(session, self.athlete, "hrv", self.athlete.today - HRV_DAYS), self.athlete.today)
        return None if found is None else found.z

    async def _pulse(self, session: DbSession) -> float | None:
        values = await metric(session, self.athlete, "resting_heart_rate", self.athlete.today - timedelta(days=30))
        return resting_above(values, self.athlete.today)


def _soreness(said: dict[str, float]) -> dict[Muscle | str, float]:
    sore: dict[Muscle | str, float] = {}
    for name, value in said.items():
        if not 0 <= value <= 10:
            raise Invalid("Soreness goes from 0 (none) to 10.")
        for muscle in ("all",) if name.lower() == "all" else muscles_named(name):
            sore[muscle] = max(value, sore.get(muscle, 0.0))
    return sore


def _worst(sore: dict[str, float], current: Current | None, athlete: Athlete) -> float | None:
    """The worst of today's muscles; of all that were named where nothing is planned."""
    if not sore:
        return None
    trained = _trained(current, athlete)
    named = [value for muscle, value in sore.items() if muscle == "all" or not trained or muscle in trained]
    return max(named, default=0.0)


def _trained(current: Current | None, athlete: Athlete) -> set[str]:
    if current is None or not current.on(athlete.today):
        return set()
    items: Sequence[str] = [each.exercise for each in current.sessions[str(current.on(athlete.today)[0].id)].items]
    movements = [found for name in items if (found := load_library().by_name(name)) is not None]
    return {muscle for each in movements for muscle in each.primary}


def _words(found: Readiness) -> str:
    parts = ", ".join(
        f"{each.name.replace('_', ' ').removesuffix(' h')} {plain(each.score, 0)}" for each in found.parts
    )
    if found.score is None:
        return (
            f"Too little is known for a score ({parts}), so the session stays as planned. "
            "Tell me your energy (1 to 10) and what is sore (0 to 10), and I'll fit it to the day."
        )
    return f"Readiness {plain(found.score, 0)} of 100 ({parts}): {found.band.name}, {found.band.advice}."
