"""Double progression: reps up to the top of a range, then more load and back to the bottom."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from training.established.judgement import Judgement
from training.established.sets import Rows, write_sets
from training.established.state import Amount, Setting, State, Step, stepped
from training.program.plan import Target


class Double(BaseModel):
    """One exercise with a range of reps."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["double"]
    sets: Rows
    increment: Amount | None = None
    """Not given: the smallest jump that can be loaded."""

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return {"load": load_kg, "aim": self.sets[0].least, "done": 0, "origin": origin}

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The work sets of the next session: at least the reps of last time and one more, within the range."""
        load = None if state["load"] is None else at.loadable(state["load"])
        return tuple(Target(reps=state["aim"], reps_to=row.reps_to, load_kg=load) for row in self.sets)

    def why(self, state: State, at: Setting) -> str:
        """Why the load is what it is."""
        if state["load"] is None:
            return f"{write_sets(self.sets)}: {state['origin']}."
        top = self.sets[0].reps_to or self.sets[0].least
        return (
            f"{write_sets(self.sets)} at {at.load(at.loadable(state['load']))}: more load when every set reaches {top}."
        )

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """The next state, by what was done."""
        now = {**state, "done": state["done"] + 1}
        low, top = self.sets[0].least, self.sets[0].reps_to or self.sets[0].least
        load = judged.load_kg if judged.load_kg is not None else state["load"]
        if load is None and not at.movement.is_bodyweight:
            return stepped(now, "hold", "Done; say the load, and it goes on from there")
        load = load or 0.0
        enough = len(judged.reps) >= judged.planned and bool(judged.reps)
        fewest = min(judged.reps[: judged.planned]) if judged.reps else 0
        if enough and fewest >= top:
            jump = self.increment.in_kg(at.unit) if self.increment is not None else at.gym.step(at.movement)
            higher = at.loadable(load + jump)
            after = {**now, "load": higher, "aim": low}
            return stepped(
                after, "up", f"All sets of {top} at {at.load(load)}: {at.load(higher)} next time, from {low} reps"
            )
        aim = min(top, max(low, fewest + 1)) if enough else state["aim"]
        after = {**now, "load": load, "aim": aim}
        return stepped(after, "hold", f"{at.load(load)} again next time, {aim} reps and more, to {top} in every set")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well: a rep more in every set."""
        top = self.sets[0].reps_to or self.sets[0].least
        if state["load"] is None:
            return {**state, "aim": min(top, state["aim"] + 1), "done": state["done"] + 1}
        reps = (state["aim"],) * len(self.sets)
        return self.after(state, Judgement("passed", len(reps), len(reps), reps, None, state["load"]), at).state
