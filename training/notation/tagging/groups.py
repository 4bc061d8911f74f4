"""A group of amounts that tell sets together, as a few lists that go side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from training.notation.drafts import Draft
from training.notation.items import Load, LoadForm
from training.notation.tagging.measures import (
    clock_of_hours,
    dotted_clock,
    length,
    length_unit,
    time_unit,
    weight_unit,
)
from training.notation.tagging.pieces import COUNTS, ORDINALS, Piece
from training.units import Typed
from training.workout import SetKind

_Value = TypeVar("_Value")
KINDS: dict[str, SetKind] = {"": "work", "w": "warmup", "d": "drop", "f": "failure", "a": "amrap"}
HARDEST = 10.0
MOST_SETS = 60
"""Sets of a group."""


class Unfit(Exception):
    """Tags that tell no sets."""


FORMS: dict[str, LoadForm] = {"L": "total", "LS": "plates", "LC": "discs", "LH": "body"}
"""What the number of a role of loads says of the load."""


@dataclass(slots=True)
class Group:
    """Amounts that tell sets together: each with its role and its place among the pieces."""

    kind: SetKind = "work"
    amounts: list[tuple[str, int]] = field(default_factory=list)


def expand(group: Group, before: Draft | None, pieces: Sequence[Piece], is_long: bool) -> list[Draft]:
    """The sets of a group, after the set ``before``. Raises ``Unfit`` where its lists do not go together."""
    lists = Lists.of(group, pieces, is_long)
    loads, reps = lists.loads, lists.reps
    sizes = {len(each) for each in (loads, reps, lists.times, lists.lengths, lists.efforts)} - {0, 1}
    if len(sizes) > 1:
        raise Unfit
    count = next(iter(sizes), lists.count or 1)
    if lists.count and lists.count != count:
        raise Unfit
    if not 1 <= count <= MOST_SETS:
        raise Unfit
    if not loads and before is not None and before.load is not None:
        loads = [before.load]
    if not reps and not lists.times and not lists.lengths and before is not None and before.reps is not None:
        reps = [before.reps]
    found = [
        Draft(
            reps=_nth(reps, at),
            load=_nth(loads, at),
            rpe=_nth(lists.efforts, at),
            duration_s=_nth(lists.times, at),
            length=_nth(lists.lengths, at),
            kind=group.kind,
        )
        for at in range(count)
    ]
    for role, place, value in lists.fixes:
        if not -count <= place < count:
            raise Unfit
        if role == "reps":
            found[place].reps = int(value)
        else:
            found[place].rpe = value
    if lists.last_kind is not None:
        found[-1].kind = lists.last_kind
    if not any(draft.reps is not None or draft.duration_s or draft.length or draft.load for draft in found):
        raise Unfit
    return found


def _nth(values: Sequence[_Value], at: int) -> _Value | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else values[at]


@dataclass(slots=True)
class Lists:
    """The lists of a group, side by side."""

    count: int = 0
    loads: list[Load] = field(default_factory=list)
    reps: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    lengths: list[Typed] = field(default_factory=list)
    efforts: list[float] = field(default_factory=list)
    fixes: list[tuple[str, int, float]] = field(default_factory=list)
    last_kind: SetKind | None = None

    @classmethod
    def of(cls, group: Group, pieces: Sequence[Piece], is_long: bool) -> "Lists":
        """Read the amounts of a group in their roles. Raises ``Unfit`` for one that has no such role."""
        found = cls()
        one: int | None = None
        for role, at in group.amounts:
            if role == "X1":
                place = ORDINALS.get(pieces[at].text)
                if place is None:
                    raise Unfit
                if found.fixes and one is None and found.fixes[-1][1] == -1:
                    found.fixes[-1] = (found.fixes[-1][0], place, found.fixes[-1][2])
                else:
                    one = place
            elif role in ("R1", "E1", "F1"):
                value = HARDEST - pieces[at].value if role == "F1" else _count(pieces[at])
                found.fixes.append(("reps" if role == "R1" else "effort", -1 if one is None else one, value))
            else:
                found.take(role, at, pieces)
        _give_units(found, group, pieces, is_long)
        return found

    def take(self, role: str, at: int, pieces: Sequence[Piece]) -> None:
        """Add one amount to its list."""
        piece = pieces[at]
        match role:
            case "L" | "LS" | "LC" | "LH":
                value = -piece.value if role == "LH" else piece.value
                self.loads.append(Load(value, weight_unit(pieces, at), FORMS[role]))
            case "LA" if self.loads:
                last = self.loads[-1]
                if last.form == "discs":
                    self.loads[-1] = replace(last, extra=last.extra + piece.value, unit=weight_unit(pieces, at))
                else:
                    unit = last.unit or weight_unit(pieces, at)
                    self.loads[-1] = replace(last, value=last.value + piece.value, unit=unit)
            case "LB":
                self.loads.append(Load(0.0, None, "bar"))
            case "LZ":
                self.loads.append(Load(0.0, None, "body"))
            case "R":
                self.reps.append(int(_count(piece)))
            case "S" if not self.count:
                self.count = int(_count(piece))
            case "E":
                self.efforts.append(piece.value)
            case "F":
                self.efforts.append(HARDEST - _count(piece))
            case "T" | "TH" | "TM":
                self.times.append(piece.value)
            case "TA" if self.times:
                self.times.append(piece.value)
            case "D":
                self.lengths.append(length(piece.value, length_unit(pieces, at)))
            case "KF" | "KA":
                self.last_kind = "failure" if role == "KF" else "amrap"
            case "KM":
                self.reps.append(0)
            case _:
                raise Unfit


def _count(piece: Piece) -> float:
    return float(COUNTS.get(piece.text, piece.value))


def _give_units(lists: Lists, group: Group, pieces: Sequence[Piece], is_long: bool) -> None:
    """A unit that is said once goes for the whole list; times that add up are one."""
    unit = next((load.unit for load in lists.loads if load.unit), None)
    lists.loads = [replace(load, unit=load.unit or unit) for load in lists.loads]
    places = [(role, at) for role, at in group.amounts if role in ("T", "TA", "TH", "TM")]
    said = [None if role == "TH" else time_unit(pieces, at) for role, at in places]
    if any(value != value // 1 for value in lists.reps):
        raise Unfit
    times: list[float] = []
    before: float | None = None
    for place, ((role, at), own) in enumerate(zip(places, said, strict=True)):
        after = next((each for each in said[place:] if each is not None and each != 1.0), None)
        if role in ("TH", "TM"):
            times.append(clock_of_hours(pieces[at]) if role == "TH" else 60 * pieces[at].value)
            continue
        if role == "TA":
            times[-1] += pieces[at].value * (own or {3600.0: 60.0}.get(before or 0, 1.0))
            continue
        if own is None and pieces[at].kind == "dotted":
            times.append(dotted_clock(pieces[at]))
            continue
        before = own or after or before or (60.0 if is_long else 1.0)
        times.append(pieces[at].value * before)
    lists.times = times
    named = next(
        (length_unit(pieces, at) for role, at in group.amounts if role == "D" and length_unit(pieces, at)), None
    )
    lists.lengths = [
        length(pieces[at].value, length_unit(pieces, at) or named) for role, at in group.amounts if role == "D"
    ]
