"""One session of a lift as progression sees it: what was asked for, what was done, what came before."""

from dataclasses import dataclass
from datetime import date

from training.effort import one_rep_max_by_effort
from training.established.judgement import Judgement, judge
from training.loading import Gym
from training.movement import Movement
from training.program.plan import Target
from training.strength import per_kg
from training.units import load_text
from training.workout import Exercise


@dataclass(frozen=True, slots=True)
class Exposure:
    """One session of a lift: what was asked for and what was done."""

    on: date
    targets: tuple[Target, ...]
    done: Exercise

    @property
    def judged(self) -> Judgement:
        """How it went."""
        return judge(self.targets, self.done, self.done.name)

    @property
    def top_kg(self) -> float | None:
        """The heaviest work load that was lifted."""
        return self.judged.load_kg

    @property
    def reps(self) -> int | None:
        """The reps that were asked for with the heaviest load."""
        loaded = [each for each in self.targets if each.load_kg is not None and each.reps is not None]
        return max(loaded, key=lambda each: each.load_kg or 0.0).reps if loaded else None

    def for_reps(self, reps: int | None) -> float | None:
        """Its load as one for other reps with the same reserve, kg."""
        if self.top_kg is None or reps is None or self.reps is None or self.reps == reps:
            return self.top_kg
        return self.top_kg * per_kg(self.reps) / per_kg(reps)

    @property
    def above_plan(self) -> float:
        """How far the best set went beyond what the plan counted on, as a share of the one-rep max; 1 where it did not."""
        meant = [_shown(each.load_kg, each.reps, each.rir or 0.0) for each in self.targets]
        believed = max((each for each in meant if each is not None), default=None)
        if believed is None:
            return 1.0
        shown = [_shown(each.load_kg, each.reps, 0.0) for each in self.done.sets if each.kind not in ("warmup", "drop")]
        return max(1.0, max((each for each in shown if each is not None), default=0.0) / believed)

    @property
    def off_target(self) -> float | None:
        """The mean of actual minus target RPE, over the sets with both."""
        sets = [each for each in self.done.sets if each.kind != "warmup"]
        both = [
            each.rpe - target.rpe
            for each, target in zip(sets, self.targets, strict=False)
            if each.rpe is not None and target.rpe is not None
        ]
        return sum(both) / len(both) if both else None

    @property
    def least_rir(self) -> float | None:
        """The least reserve of a set that has an RPE."""
        return min(
            (10 - each.rpe for each in self.done.sets if each.kind != "warmup" and each.rpe is not None), default=None
        )


def _shown(load_kg: float | None, reps: int | None, rir: float) -> float | None:
    """The one-rep max, kg, behind a set with so many reps in reserve."""
    return None if load_kg is None or not reps else one_rep_max_by_effort(load_kg, reps, 10 - rir)


@dataclass(frozen=True, slots=True)
class Case:
    """One lift after a session, with all that decides on its next."""

    targets: tuple[Target, ...]
    planned: tuple[Target, ...]
    """What the next time is by the plan, with what became of it so far; the targets again where nothing is planned."""
    done: Exposure
    history: tuple[Exposure, ...]
    movement: Movement
    gym: Gym
    is_early: bool = False
    weeks_training: float | None = None
    plan_kg: float | None = None
    """The heaviest load of the next time as the plan was made; ``None`` where nothing is planned."""
    factor: float = 1.0
    """On the plan's loads so far: below 1 the lift is behind its plan, after reps that were missed."""
    next_on: date | None = None
    """The day of the next time, where one is planned."""

    @property
    def is_behind(self) -> bool:
        """Whether the lift is below its plan."""
        return self.factor < 1

    @property
    def usual_kg(self) -> float | None:
        """The heaviest load of the next time by the plan, with what became of it so far."""
        return max((each.load_kg for each in self.planned if each.load_kg is not None), default=None)

    @property
    def top_kg(self) -> float | None:
        """The load that was lifted, or else planned."""
        loads = [each.load_kg for each in self.targets if each.load_kg is not None]
        return self.done.top_kg if self.done.top_kg is not None else max(loads, default=None)

    @property
    def last_alike_kg(self) -> float | None:
        """The load of the last time with as many reps as are planned; of the last of all, as one for these reps, without any."""
        reps = next((each.reps for each in self.planned if each.load_kg is not None), None)
        alike = [each for each in (*self.history, self.done) if each.reps == reps and each.top_kg is not None]
        return (alike[-1] if alike else self.done).for_reps(reps)

    def load(self, load_kg: float | None) -> str:
        """A load in the athlete's unit."""
        return "a load of your choice" if load_kg is None else load_text(load_kg, self.gym.unit)

    def misses(self) -> int:
        """Exposures in a row, this one included, with missed reps at the same load."""
        count, top = 0, self.done.top_kg
        for each in reversed((*self.history, self.done)):
            same = top is None or each.top_kg is None or abs(each.top_kg - top) < self.gym.step(self.movement) / 2
            if each.judged.status != "missed" or not same:
                break
            count += 1
        return count
