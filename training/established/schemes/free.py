"""Assistance without a progression of its own: sets and reps are given, the load is the athlete's."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from training.established.judgement import Judgement
from training.established.sets import Rows, write_sets
from training.established.state import Setting, State, Step, stepped
from training.program.plan import Target


class Free(BaseModel):
    """One exercise of assistance."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["free"]
    sets: Rows

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return {"load": load_kg, "done": 0}

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The sets, with the load of last time where there is one."""
        return tuple(
            Target(
                kind="amrap" if row.is_amrap else "work",
                reps=row.reps,
                reps_to=row.reps_to,
                duration_s=row.seconds,
                load_kg=state["load"],
            )
            for row in self.sets
        )

    def why(self, state: State, at: Setting) -> str:
        """Why the load is what it is."""
        if state["load"] is None:
            return f"{write_sets(self.sets)} of assistance: a load that leaves a rep or two."
        return (
            f"{write_sets(self.sets)} of assistance, at the {at.load(state['load'])} of last time or what feels right."
        )

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """Remember the load."""
        load = judged.load_kg if judged.load_kg is not None else state["load"]
        return stepped({**state, "load": load, "done": state["done"] + 1}, "done", "Assistance done")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        return {**state, "done": state["done"] + 1}
