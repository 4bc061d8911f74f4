"""Linear progression: the same sets, more load after every success; resets, and stages with fewer reps, on misses.

Starting-Strength-like and StrongLifts-like (resets), Greyskull-like (one miss resets, a big last set
doubles the jump) and GZCLP (stages) differ in numbers only.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from training.established.judgement import TOLERANCE_KG, Judgement
from training.established.sets import Row, Rows, write_sets
from training.established.state import Amount, Setting, State, Step, stepped
from training.program.plan import Target
from training.strength import MOST_REPS, load_for, one_rep_max

Action = Literal["repeat", "fewer_sets", "reset", "stage"]
TEST_REPS = 5


class Early(BaseModel):
    """A bigger jump for the first sessions."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sessions: int
    by: Amount


class Last(BaseModel):
    """What happens when the last stage is missed too."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    test_share: float | None = None
    """Test a new five-rep max; begin again at this share of it."""
    restart_add: Amount | None = None
    """Begin again this much above the last load of the first stage."""


class Linear(BaseModel):
    """One progression with its stages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["linear"]
    stages: tuple[Rows, ...]
    increment: Amount
    early: Early | None = None
    pass_reps: int | None = None
    """The reps of the open set that raise the load; fewer are no miss."""
    double_from: int | None = None
    """Reps of the open set that double the jump."""
    misses: tuple[Action, ...] = ("repeat", "repeat", "reset")
    """What the first, second, ... miss in a row does; the last goes on."""
    reset: float = 0.9
    resets_to_stage: int | None = None
    """So many resets lead to the next stage."""
    graduate_after: int | None = None
    """So many resets say that a slower program is due."""
    last: Last | None = None

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return {"load": load_kg, "stage": 0, "misses": 0, "resets": 0, "done": 0, "origin": origin}

    def rows(self, state: State) -> tuple[Row, ...]:
        """The sets of the stage; one fewer after a second miss where the rule says so."""
        found = self.stages[min(state["stage"], len(self.stages) - 1)]
        return found[: max(1, len(found) - 1)] if state.get("fewer") else found

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The work sets of the next session."""
        if state.get("testing"):
            return (Target(kind="amrap", reps=TEST_REPS, load_kg=None),)
        load = None if state["load"] is None else at.loadable(state["load"], down=True)
        return tuple(
            Target(
                kind="amrap" if row.is_amrap else "work",
                reps=row.reps,
                reps_to=row.reps_to,
                duration_s=row.seconds,
                load_kg=load,
            )
            for row in self.rows(state)
        )

    def why(self, state: State, at: Setting) -> str:
        """Why the load is what it is."""
        if state.get("testing"):
            return (
                f"Work up to the heaviest set of {TEST_REPS}: all stages were missed, so the lift starts over from it."
            )
        load = at.load(None if state["load"] is None else at.loadable(state["load"], down=True))
        sets = write_sets(self.rows(state))
        if state["misses"]:
            return f"{sets} at {load} again: missed {_times(state['misses'])} at it."
        if state["done"] == 0:
            return f"{sets} at {load}: {state['origin']}."
        if self.pass_reps is not None:
            jump = at.jump(self._increment(state, at))
            return f"{sets} at {load}: {jump} when the open set reaches {self.pass_reps}."
        return f"{sets} at {load}: {at.jump(self._increment(state, at))} after every session with all reps."

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """The next state, by what was done."""
        if state.get("testing"):
            return self._tested(state, judged, at)
        now = {**state, "done": state["done"] + 1}
        sets = write_sets(self.rows(state))
        load = at.loadable(state["load"], down=True) if state["load"] is not None else None
        if judged.is_passed:
            return self._passed(now, judged, at, sets)
        if judged.status == "missed":
            return self._missed({**now, "misses": state["misses"] + 1}, judged, at, sets)
        words = {"lighter": "lighter than planned", "incomplete": f"{judged.hit} of {judged.planned} sets"}
        told = words.get(judged.status, "no reps known")
        return stepped(now, "hold", f"{told.capitalize()}: {at.load(load)} again next time, not counted as a miss")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        reps = None
        if self.pass_reps is not None:
            return {**state, "done": state["done"] + 1}
        load = load_for(state["load"], TEST_REPS) if state.get("testing") and state["load"] else state["load"]
        return self.after(state, Judgement("passed", 1, 1, (TEST_REPS,), reps, load), at).state

    def _increment(self, state: State, at: Setting) -> float:
        early = self.early is not None and state["done"] < self.early.sessions
        return (self.early.by if early and self.early else self.increment).in_kg(at.unit)

    def _passed(self, now: State, judged: Judgement, at: Setting, sets: str) -> Step:
        before = {**now, "done": now["done"] - 1}
        load = at.loadable(now["load"], down=True) if now["load"] is not None else judged.load_kg
        if load is None:
            return stepped(now, "hold", f"All {sets} done; say the load, and it goes on from there")
        done = max(load, judged.lightest_kg or 0.0)
        if self.pass_reps is not None and (judged.amrap or 0) < self.pass_reps:
            last = "" if judged.amrap is None else f", {judged.amrap} in the last set"
            again = {**now, "load": max(now["load"] or 0.0, done), "misses": 0}
            return stepped(again, "hold", f"All {sets} at {at.load(done)}{last}: the same until it is {self.pass_reps}")
        jump = self._increment(before, at)
        twice = self.double_from is not None and judged.amrap is not None and judged.amrap >= self.double_from
        jump *= 2 if twice else 1
        base = done if done > load + TOLERANCE_KG or now["load"] is None else now["load"]
        after = {key: value for key, value in now.items() if key != "fewer"} | {"load": base + jump, "misses": 0}
        big = f" with {judged.amrap} in the last set, so twice the jump" if twice else ""
        told = f"All {sets} at {at.load(done)}{big}"
        if at.loadable(base + jump, down=True) <= done + TOLERANCE_KG:
            return stepped(
                after, "up", f"{told}: {at.jump(jump)} is less than your plates can make, so once more, then up"
            )
        return stepped(after, "up", f"{told}: {at.jump(jump)} next time")

    def _missed(self, now: State, judged: Judgement, at: Setting, sets: str) -> Step:
        action = self.misses[min(now["misses"], len(self.misses)) - 1]
        load = at.loadable(now["load"], down=True) if now["load"] is not None else judged.load_kg or 0.0
        times, reps = _times(now["misses"]), ", ".join(map(str, judged.reps))
        if action == "stage":
            return self._next_stage(now, at, f"Missed {sets} at {at.load(load)} ({reps})")
        if action == "fewer_sets":
            return stepped(
                {**now, "fewer": True}, "missed", f"Missed {times} at {at.load(load)} ({reps}): again with a set less"
            )
        if action == "repeat":
            return stepped(now, "missed", f"Missed {sets} at {at.load(load)} ({reps}): the same load again next time")
        lower = at.loadable(load * self.reset)
        resets = now["resets"] + 1
        after = {**now, "load": lower, "misses": 0, "resets": resets}
        after.pop("fewer", None)
        told = f"Missed {times} at {at.load(load)}: reset to {at.load(lower)}"
        if self.resets_to_stage is not None and resets >= self.resets_to_stage and now["stage"] + 1 < len(self.stages):
            after |= {"stage": now["stage"] + 1, "resets": 0}
            told += f", from now on {write_sets(self.rows(after))}"
        elif self.graduate_after is not None and resets >= self.graduate_after:
            told += f". That was reset {resets}: a program with weekly progress is due"
        return stepped(after, "reset", told)

    def _next_stage(self, now: State, at: Setting, told: str) -> Step:
        after = {**now, "misses": 0}
        if now["stage"] == 0:
            after["first"] = now["load"]
        if now["stage"] + 1 < len(self.stages):
            after["stage"] = now["stage"] + 1
            return stepped(after, "stage", f"{told}: {write_sets(self.rows(after))} at the same load next time")
        if self.last is not None and self.last.test_share is not None:
            return stepped(
                after | {"testing": True}, "test", f"{told}, the last stage: test a new {TEST_REPS}RM next time"
            )
        add = self.last.restart_add.in_kg(at.unit) if self.last is not None and self.last.restart_add else 0.0
        load = at.loadable((after.get("first") or now["load"]) + add)
        after |= {"stage": 0, "load": load}
        return stepped(
            after, "stage", f"{told}, the last stage: back to {write_sets(self.rows(after))} at {at.load(load)}"
        )

    def _tested(self, state: State, judged: Judgement, at: Setting) -> Step:
        """A new five-rep max: the load of a set of five or more; of fewer reps, by the formula."""
        if judged.load_kg is None or not judged.reps:
            return stepped(
                state, "unknown", f"The {TEST_REPS}RM test has no set with a load and reps yet: it comes again"
            )
        reps = min(max(judged.reps[-1], 1), MOST_REPS)
        best = judged.load_kg if reps >= TEST_REPS else load_for(one_rep_max(judged.load_kg, reps), TEST_REPS)
        share = self.last.test_share if self.last is not None and self.last.test_share is not None else self.reset
        after = {key: value for key, value in state.items() if key != "testing"}
        after |= {"load": at.loadable(best * share), "stage": 0, "misses": 0, "done": state["done"] + 1}
        sets = write_sets(self.rows(after))
        told = f"{TEST_REPS}RM of {at.load(at.loadable(best))}: {sets} start over at {at.load(after['load'])} ({share:.0%} of it)"
        return stepped(after, "stage", told)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
