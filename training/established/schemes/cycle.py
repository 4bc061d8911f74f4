"""Cycles on a base load: percentages of a training max (5/3/1, nSuns-like), of a top set (Madcow-like, Texas), waves.

The base stays for a cycle of steps, then moves: by a fixed amount, by a share, or by the reps of the
open set. ``Follow`` takes its loads from the base of another lift.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from training.established.judgement import Judgement
from training.established.sets import Row, Rows, write_sets
from training.established.state import Amount, Setting, State, Step, stepped
from training.program.plan import Target
from training.units import plain

MOST_TOLD = 6
"""Sets of a session that are told one by one."""


class CycleStep(BaseModel):
    """One session of a cycle."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sets: Rows
    add: Amount | None = None
    """On top of the share, for fixed waves."""
    is_deload: bool = False
    is_test: bool = False
    title: str = ""


class ByReps(BaseModel):
    """How far the base moves for so many reps, and more, in the open set."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reps: int
    by: Amount


def _steps(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple({"sets": each} if isinstance(each, str) else each for each in value)
    return value


class Cycle(BaseModel):
    """One progression over a cycle."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["cycle"]
    base: str
    """What the shares are of, in words: 'training max', 'top set', '1RM'."""
    steps: tuple[CycleStep, ...]
    increment: Amount | None = None
    increment_share: float | None = None
    by_reps: tuple[ByReps, ...] = ()
    assumed_reps: int | None = None
    """Of the open set, when all goes well: for the projection."""
    misses: tuple[Literal["hold", "reset"], ...] = ("reset",)
    reset: float = 0.9
    round_base: bool = True
    """The base is a load that can be put together, as a training max is written down."""
    ends: bool = False
    """Over after its last step."""
    at_end: str = ""
    """What to do then, in words."""

    _read_steps = field_validator("steps", mode="before")(_steps)

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return {"base": load_kg, "step": 0, "cycle": 1, "misses": 0, "failed": False, "done": 0, "origin": origin}

    def lowest_share(self) -> float:
        """The lightest share of the first session: where an empty bar begins."""
        return min(row.share for row in self.steps[0].sets)

    def step(self, state: State) -> CycleStep:
        """The session of the cycle that is next."""
        found: CycleStep = self.steps[min(int(state["step"]), len(self.steps) - 1)]
        return found

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The work sets of the next session."""
        step = self.step(state)
        add = step.add.in_kg(at.unit) if step.add is not None else 0.0
        return tuple(_target(row, state["base"], at, add) for row in step.sets)

    def why(self, state: State, at: Setting) -> str:
        """Why the loads are what they are."""
        step, base = self.step(state), at.load(state["base"])
        where = (
            f"Session {state['step'] + 1} of {len(self.steps)}, cycle {state['cycle']}: " if len(self.steps) > 1 else ""
        )
        add = f" {at.jump(step.add.in_kg(at.unit))}" if step.add is not None else ""
        begun = f" ({state['origin']})" if state["done"] == 0 and state["origin"] else ""
        kind = "deload, " if step.is_deload else ""
        return f"{where}{kind}{_sets_at(step.sets)} of your {self.base} of {base}{add}{begun}."

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """The next state, by what was done."""
        step = self.step(state)
        now = {**state, "done": state["done"] + 1}
        if state["base"] is None:
            return self._found(state, judged, at)
        if self.by_reps and judged.amrap is not None:
            return self._by_reps(now, judged, at)
        if judged.status not in ("passed", "missed") and not step.is_deload:
            words = {"lighter": "lighter than planned", "incomplete": f"{judged.hit} of {judged.planned} sets"}
            told = words.get(judged.status, "no reps known").capitalize()
            return stepped(now, "hold", f"{told}: the same session again; {self.base} stays {at.load(state['base'])}")
        if judged.status == "missed" and not step.is_deload:
            return self._missed(now, judged, at)
        return self._on(now, judged, at, self._done(judged, at, step))

    def _found(self, state: State, judged: Judgement, at: Setting) -> Step:
        """The base from the loads that were chosen, where no number was known."""
        if not judged.load_kg:
            return stepped(state, "unknown", f"Say the loads, and your {self.base} follows from them")
        base = judged.load_kg / max(row.share for row in self.step(state).sets)
        base = at.loadable(base, down=True) if self.round_base else round(base, 4)
        told = f"Up to {at.load(judged.load_kg)}: {self.base} set to {at.load(base)}"
        return stepped({**state, "base": base, "origin": "", "done": state["done"] + 1}, "up", told)

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        if state["base"] is None:
            return {**state, "done": state["done"] + 1}
        reps = self.assumed_reps if self.assumed_reps is not None else 1
        return self.after(state, Judgement("passed", 1, 1, (reps,), reps), at).state

    def _done(self, judged: Judgement, at: Setting, step: CycleStep) -> str:
        if step.is_deload:
            return "Deload done"
        top = f"{judged.amrap} reps at {at.load(judged.load_kg)}" if judged.amrap is not None else "All reps"
        return f"{top} done"

    def _on(self, now: State, judged: Judgement, at: Setting, told: str) -> Step:
        """To the next step; after the last one the base moves, unless the cycle had a miss."""
        if now["step"] + 1 < len(self.steps):
            after = {**now, "step": now["step"] + 1}
            following = self.steps[after["step"]]
            kind = "a deload" if following.is_deload else _sets_at(following.sets)
            return stepped(after, "done", f"{told}; next {kind} of {at.load(now['base'])}")
        if self.ends:
            return stepped(
                {**now, "step": len(self.steps)},
                "finished",
                f"{told}: that was the last session. {self.at_end}".rstrip(" ."),
            )
        after = {**now, "step": 0, "cycle": now["cycle"] + 1, "failed": False}
        if now["failed"]:
            return stepped(after, "hold", f"{told}; {self.base} stays {at.load(now['base'])} after the miss")
        base = self._raised(now["base"], at)
        after |= {"base": base, "misses": 0}
        return stepped(after, "up", f"{told}: {self.base} {at.load(now['base'])} -> {at.load(base)}")

    def _raised(self, base: float | None, at: Setting) -> float | None:
        if base is None:
            return None
        if self.increment_share is not None:
            raised = base * (1 + self.increment_share)
        else:
            raised = base + (self.increment.in_kg(at.unit) if self.increment is not None else 0.0)
        return at.loadable(raised) if self.round_base and self.increment_share is None else round(raised, 4)

    def _missed(self, now: State, judged: Judgement, at: Setting) -> Step:
        misses = now["misses"] + 1
        action = self.misses[min(misses, len(self.misses)) - 1]
        told = f"Missed reps ({', '.join(map(str, judged.reps))})"
        if action == "hold":
            return self._on({**now, "misses": misses, "failed": True}, judged, at, told)
        base = None if now["base"] is None else at.loadable(now["base"] * self.reset)
        after = {**now, "base": base, "misses": 0, "failed": True}
        on = self._on(after, judged, at, told)
        return stepped(
            on.state, "reset", f"{told}: {self.base} {at.load(now['base'])} -> {at.load(base)} ({self.reset:.0%})"
        )

    def _by_reps(self, now: State, judged: Judgement, at: Setting) -> Step:
        """The open set decides alone; none at all, often enough in a row, resets."""
        reps = judged.amrap or 0
        told = f"{reps} reps in the open set"
        by = max((each for each in self.by_reps if each.reps <= reps), key=lambda each: each.reps, default=None)
        jump = by.by.in_kg(at.unit) if by is not None else 0.0
        after = {**now, "cycle": now["cycle"] + 1, "misses": 0 if reps else now["misses"] + 1}
        if jump > 0 and now["base"] is not None:
            after["base"] = at.loadable(now["base"] + jump)
            return stepped(after, "up", f"{told}: {self.base} {at.load(now['base'])} -> {at.load(after['base'])}")
        if after["misses"] >= len(self.misses) and self.misses[-1] == "reset" and now["base"] is not None:
            after |= {"base": at.loadable(now["base"] * self.reset), "misses": 0}
            return stepped(after, "reset", f"{told}: {self.base} {at.load(now['base'])} -> {at.load(after['base'])}")
        return stepped(after, "hold", f"{told}: {self.base} stays {at.load(now['base'])}")


class Follow(BaseModel):
    """Sets on the base of another lift: supplemental work, light days, variations."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["follow"]
    of: str
    sets: Rows | None = None
    steps: tuple[Rows | None, ...] = ()
    """By step of the other's cycle, where they differ; an empty text leaves it out."""
    counts: bool = False
    """A miss here holds the other's base, too."""

    @field_validator("steps", mode="before")
    @classmethod
    def _none_for_nothing(cls, value: Any) -> Any:
        return tuple(each or None for each in value) if isinstance(value, (list, tuple)) else value

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state: nothing of its own."""
        return {"done": 0}

    def rows(self, at: Setting) -> tuple[Row, ...]:
        """The sets that go with the other's step."""
        if self.steps:
            return self.steps[min(at.states[self.of].get("step", 0), len(self.steps) - 1)] or ()
        return self.sets or ()

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The work sets of the next session; none where they are left out."""
        return tuple(_target(row, self._base(at), at, 0.0) for row in self.rows(at))

    def why(self, state: State, at: Setting) -> str:
        """Why the loads are what they are."""
        other = at.scheme_of[self.of]
        word = other.base if isinstance(other, Cycle) else "load"
        return f"{_sets_at(self.rows(at))} of the {word} of {at.load(self._base(at))}."

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """Count it; a miss may hold the other's base."""
        now = {**state, "done": state["done"] + 1}
        if judged.is_passed:
            return stepped(now, "done", "All reps done")
        if judged.status == "missed" and self.counts:
            told = f"Missed reps ({', '.join(map(str, judged.reps))}): no increase after this cycle"
            return stepped(now, "missed", told, {self.of: {"failed": True}})
        return stepped(now, "done", f"{judged.hit} of {judged.planned} sets as planned")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        return {**state, "done": state["done"] + 1}

    def _base(self, at: Setting) -> float | None:
        other = at.states[self.of]
        base = other.get("base", other.get("load"))
        return None if base is None else float(base)


def _target(row: Row, base: float | None, at: Setting, add: float) -> Target:
    load = None if base is None else at.loadable(base * row.share + add)
    return Target(
        kind="amrap" if row.is_amrap else "work",
        reps=row.reps,
        reps_to=row.reps_to,
        duration_s=row.seconds,
        load_kg=load,
        share=row.share,
    )


def _sets_at(rows: tuple[Row, ...]) -> str:
    """Sets with their shares: '5 at 65 %, 5 at 75 %, 5+ at 85 %'; long waves by their shares."""
    shares = list(dict.fromkeys(plain(row.share * 100) for row in rows))
    if len(shares) == 1:
        return f"{write_sets(rows)} at {shares[0]} %"
    if len(rows) > MOST_TOLD:
        return f"{len(rows)} sets at {'/'.join(shares)} %"
    return ", ".join(f"{write_sets((row,)).removeprefix('1x')} at {plain(row.share * 100)} %" for row in rows)
