"""A group of sets while a line is read: what was given a role, and what may still join it."""

from typing import Any, NamedTuple

from training.notation.items import Load, Range
from training.notation.order import Scope
from training.units import Typed
from training.workout import SetKind

Reps = int | Range | None
MAX_SETS = 100
_FIELDS = {"S": "sets", "R": "reps", "L": "loads", "E": "rpes", "T": "times", "D": "lengths"}


class Group(NamedTuple):
    """Numbers that belong together. Lists are by set; a single item counts for every set."""

    sets: int | None = None
    reps: tuple[Reps, ...] = ()
    loads: tuple[Load, ...] = ()
    rpes: tuple[float, ...] = ()
    times: tuple[float, ...] = ()
    lengths: tuple[Typed, ...] = ()
    pace: float | None = None
    order: str = ""
    kind: SetKind = "work"
    last_kind: SetKind | None = None
    """Of the last set alone: "to failure", "5+"."""
    missed: bool = False
    failed_at: int | None = None
    """The reps that counted when the next one failed."""
    amends: Scope | None = None
    """These values take the place of those of sets before."""
    fixes: bool = False
    """These values take the place of those of the group before."""
    more: bool = False
    firm: bool = False
    """The count of sets was labelled, or joined to the reps by a sign."""
    by: str = ""
    """The sign that joined the last number."""
    after: str = ""
    """The sign that stands between it and the group before."""
    start: int = 0
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given yet."""
        return not self.order and self.last_kind is None and not self.missed and self.failed_at is None

    @property
    def size(self) -> int:
        """How many sets it makes."""
        longest = max(map(len, (self.reps, self.loads, self.rpes, self.times, self.lengths)))
        return min(self.sets if self.sets is not None else max(1, longest), MAX_SETS)

    @property
    def differ(self) -> bool:
        """Whether its lists have different lengths."""
        lengths = {len(each) for each in (self.reps, self.loads, self.rpes, self.times, self.lengths)} - {0, 1}
        if self.sets is not None and lengths and lengths != {self.sets}:
            return True
        return len(lengths) > 1

    def put(self, role: str, value: object, start: int, end: int) -> "Group":
        """The group with one more value."""
        changes: dict[str, Any] = {
            "order": (self.order + role)[:60], "start": self.start if self.order else start, "end": end
        }  # fmt: skip
        name = _FIELDS.get(role)
        if name is not None:
            changes[name] = value if role == "S" else (*getattr(self, name), value)
        return self._replace(**changes)

    def over(self, before: "Group") -> "Group":
        """The group before, with the values of this one in place of its own."""
        return before._replace(
            sets=self.sets if self.sets is not None else before.sets,
            reps=self.reps or before.reps,
            loads=self.loads or before.loads,
            rpes=self.rpes or before.rpes,
            times=self.times or before.times,
            lengths=self.lengths or before.lengths,
        )
