"""Intervals and distances by plan: couch to 5 km, 10 km. A session that was not managed comes again."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from training.established.judgement import Judgement
from training.established.state import Setting, State, Step, stepped
from training.program.plan import Target
from training.units import distance_text, plain

_REPEATED = re.compile(r"(\d+) x \((.+)\)")
_PART = re.compile(
    r"(?P<how>warm|run|walk|cross|cool) (?P<much>\d+(?:\.\d+)?) (?P<unit>min|s|km|m|mi)(?: (?P<word>[a-z ]+))?"
)
_UNITS = {"min": 60.0, "s": 1.0, "km": 1000.0, "m": 1.0, "mi": 1609.344}


LONGEST_IN_SECONDS = 90
"""Longer is told in minutes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a session: how it is moved, for how long or how far, and how hard in a word."""

    how: str
    seconds: float | None = None
    meters: float | None = None
    word: str = ""


def read_parts(text: str) -> tuple[Part, ...]:
    """Read a session: stretches with ';' between, '8 x (run 60 s; walk 90 s)' for repeats; 'rest' is a day off.

    >>> read_parts("2 x (run 1 min; walk 90 s)")[1]
    Part(how='walk', seconds=90.0, meters=None, word='')
    >>> read_parts("run 5 km easy")
    (Part(how='run', seconds=None, meters=5000.0, word='easy'),)
    """
    found: list[Part] = []
    if text.strip() == "rest":
        return ()
    for piece in re.split(r";\s*(?![^(]*\))", text):
        repeated = _REPEATED.fullmatch(piece.strip())
        if repeated is not None:
            found += read_parts(repeated[2]) * int(repeated[1])
            continue
        match = _PART.fullmatch(piece.strip())
        if match is None:
            raise ValueError(f"'{piece}' is no part of a session: write 'run 5 min', 'walk 90 s' or 'run 3 km easy'")
        much = float(match["much"]) * _UNITS[match["unit"]]
        timed = match["unit"] in ("min", "s")
        found.append(Part(match["how"], much if timed else None, None if timed else much, match["word"] or ""))
    return tuple(found)


Parts = Annotated[
    tuple[Part, ...], BeforeValidator(lambda value: read_parts(value) if isinstance(value, str) else value)
]


class Timed(BaseModel):
    """A plan of sessions, one after the other."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: Literal["timed"]
    steps: tuple[Parts, ...]
    enough: float = 0.95
    """The part of the planned time or distance that counts as done."""

    def begin(self, load_kg: float | None, origin: str) -> State:
        """The first state."""
        return {"step": 0, "repeats": 0, "done": 0}

    def parts(self, state: State) -> tuple[Part, ...]:
        """The session that is next."""
        return self.steps[min(state["step"], len(self.steps) - 1)]

    def how(self, state: State) -> str:
        """What the session is made of: 'run' or 'cross'."""
        return "run" if any(part.how == "run" for part in self.parts(state)) else "cross"

    def work(self, state: State, at: Setting) -> tuple[Target, ...]:
        """The stretches that count."""
        how = self.how(state)
        return tuple(_target(part) for part in self.parts(state) if part.how == how)

    def between(self, state: State, how: str) -> tuple[Target, ...]:
        """The other stretches: walking between, warming up, cooling down."""
        return tuple(_target(part) for part in self.parts(state) if part.how == how)

    def words(self, state: State) -> str:
        """How hard it is to be, where that is said."""
        return ", ".join(dict.fromkeys(part.word for part in self.parts(state) if part.word))

    def why(self, state: State, at: Setting) -> str:
        """Why it is this session."""
        again = f" It comes again: not all of it was managed {state['repeats']} times." if state["repeats"] else ""
        number = sum(bool(step) for step in self.steps[: state["step"] + 1])
        return f"Session {number} of {sum(map(bool, self.steps))} of the plan: {self._sum(state, at)}.{again}"

    def after(self, state: State, judged: Judgement, at: Setting) -> Step:
        """On to the next session when this one was managed; unknown times count as managed."""
        now = {**state, "done": state["done"] + 1}
        targets = self.work(state, at)
        seconds = sum(each.duration_s or 0.0 for each in targets)
        meters = sum(each.distance_m or 0.0 for each in targets)
        short = (seconds > 0 and 0 < judged.seconds < self.enough * seconds) or (
            meters > 0 and 0 < judged.distance_m < self.enough * meters
        )
        if short:
            told = _time(judged.seconds) if seconds > 0 else distance_text(judged.distance_m, at.unit)
            return stepped(
                {**now, "repeats": state["repeats"] + 1}, "hold", f"{told} of {self._sum(state, at)}: it comes again"
            )
        after = {**now, "step": state["step"] + 1, "repeats": 0}
        if not self.parts(after):
            return stepped(after, "up", f"{self._sum(state, at)} done: next a day of rest")
        if after["step"] >= len(self.steps):
            return stepped(after, "finished", f"{self._sum(state, at)} done: that was the last session")
        return stepped(after, "up", f"{self._sum(state, at)} done: next {self._sum(after, at)}")

    def assumed(self, state: State, at: Setting) -> State:
        """The state after a session in which all went well."""
        return {**state, "step": state["step"] + 1, "repeats": 0, "done": state["done"] + 1}

    def _sum(self, state: State, at: Setting) -> str:
        targets = self.work(state, at)
        what = "running" if self.how(state) == "run" else "cross-training"
        if len({(target.duration_s, target.distance_m) for target in targets}) == 1:
            first, times = targets[0], f"{len(targets)} x " if len(targets) > 1 else ""
            much = _time(first.duration_s) if first.duration_s else distance_text(first.distance_m or 0.0, at.unit)
            return f"{times}{much} of {what}"
        return f"{_time(sum(target.duration_s or 0.0 for target in targets))} of {what} in {len(targets)} parts"


def _target(part: Part) -> Target:
    return Target(duration_s=part.seconds, distance_m=part.meters)


def _time(seconds: float) -> str:
    return f"{plain(seconds)} s" if seconds <= LONGEST_IN_SECONDS else f"{plain(seconds / 60)} min"
