"""A ladder of variations: reps (or seconds) up to the top of a range, then the next harder movement."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from training.established.judgement import Judgement
from training.established.sets import Rows, write_sets
from training.established.state import Amount, Setting, State, Step, stepped
from training.program.plan import Target


class Rung(BaseModel):
    """One movement of the ladder, with sets of its own where they differ (holds)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    exercise: str
    sets: Rows | None = None
    note: str = ""


class Ladder(BaseModel):
    """One slot of a bodyweight program."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["ladder"]
    sets: Rows
    rungs: tuple[Rung, ...]
    first: int = 0
    """The rung of a beginner, counted from 0."""
    seconds_step: int = 5
    """How much longer a hold is next time."""
    seconds_from: int = 10
    """Where a hold begins."""
    misses_to_regress: int = 2
    increment: Amount | None = None
    """Load that is added at the top of the ladder."""

    @field_validator("rungs", mode="before")
    @classmethod
    def _plain_names(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return tuple({"exercise": each} if isinstance(each, str) else each for each in value)
        return value

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return self.on_rung(self.first, origin)

    def on_rung(self, rung: int, origin: str) -> State:
        """The state of one who begins on a rung."""
        aim = self._low(rung)
        return {"rung": rung, "aim": aim, "load": None, "misses": 0, "done": 0, "origin": origin}

    def exercise(self, state: State) -> str:
        """The movement of the rung: a slug or core id."""
        return self.rungs[state["rung"]].exercise

    def note(self, state: State) -> str:
        """How the rung is done, where that is not usual."""
        return self.rungs[state["rung"]].note

    def rows(self, rung: int) -> Rows:
        """The sets on a rung."""
        return self.rungs[rung].sets or self.sets

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The work sets of the next session."""
        found = []
        for row in self.rows(state["rung"]):
            if row.seconds is not None:
                found.append(Target(duration_s=state["aim"], load_kg=state["load"]))
            else:
                found.append(Target(reps=state["aim"], reps_to=row.reps_to, load_kg=state["load"]))
        return tuple(found)

    def why(self, state: State, at: Setting) -> str:
        """Why it is this movement."""
        begun = f" {state['origin']}." if state["done"] == 0 else ""
        rung, top = state["rung"], self._top(state["rung"])
        unit = " s" if self.rows(rung)[0].seconds is not None else ""
        step = f"Step {rung + 1} of {len(self.rungs)}"
        return f"{step}: {write_sets(self.rows(rung))}, the next step when every set reaches {top}{unit}.{begun}"

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """The next state, by what was done."""
        now = {**state, "done": state["done"] + 1}
        rung = state["rung"]
        low, top = self._low(rung), self._top(rung)
        if judged.is_passed and state["aim"] >= top:
            return self._up(now, at)
        if judged.is_passed:
            aim = min(top, state["aim"] + self._step(rung))
            return stepped(
                {**now, "aim": aim, "misses": 0}, "hold", f"All sets of {state['aim']}: {aim} next time, to {top}"
            )
        if judged.status == "missed" and min(judged.reps, default=low) < low and not self._is_hold(rung):
            misses = state["misses"] + 1
            if misses >= self.misses_to_regress and rung > 0:
                return stepped(
                    self.on_rung(rung - 1, "") | {"done": now["done"], "aim": self._low(rung - 1)},
                    "reset",
                    f"Below {low} reps {misses} times: back to the step before",
                )
            return stepped({**now, "misses": misses}, "missed", f"Below {low} reps: the same again next time")
        return stepped({**now, "misses": 0}, "hold", f"{state['aim']} in every set again next time")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        reps = (state["aim"],) * len(self.rows(state["rung"]))
        return self.after(state, Judgement("passed", len(reps), len(reps), reps), at).state

    def _up(self, now: State, at: Setting) -> Step:
        rung = now["rung"]
        if rung + 1 < len(self.rungs):
            after = self.on_rung(rung + 1, "") | {"done": now["done"]}
            return stepped(after, "stage", f"All sets of {self._top(rung)}: the next step of the ladder")
        if self.increment is None:
            return stepped({**now, "misses": 0}, "hold", "The top of the ladder: keep it there")
        load = (now["load"] or 0.0) + self.increment.in_kg(at.unit)
        after = {**now, "load": load, "aim": self._low(rung), "misses": 0}
        return stepped(after, "up", f"The top of the ladder: add {at.load(load)} next time")

    def _is_hold(self, rung: int) -> bool:
        return self.rows(rung)[0].seconds is not None

    def _step(self, rung: int) -> int:
        return self.seconds_step if self._is_hold(rung) else 1

    def _low(self, rung: int) -> int:
        row = self.rows(rung)[0]
        return min(self.seconds_from, row.seconds) if row.seconds is not None else row.least

    def _top(self, rung: int) -> int:
        row = self.rows(rung)[0]
        return row.seconds if row.seconds is not None else (row.reps_to or row.least)
