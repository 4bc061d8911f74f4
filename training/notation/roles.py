"""What the numbers of a chain are: sets, reps, loads, times and lengths (reference 12.1, R1 to R8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from training.notation.atoms import Lasting, Load, Pace, Reps, Sided
from training.notation.chains import Link
from training.notation.drafts import ENDURANCE, TIMED, Draft, Topic
from training.notation.order import Known, order_of
from training.units import Typed, plain
from training.workout import SetKind

T = TypeVar("T")
Value = float | tuple[float, ...]


@dataclass
class Roles:
    """What was found. Lists are by set; a single item counts for every set."""

    sets: int | None = None
    reps: list[int | None] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    rpes: list[float] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)
    length: Typed | None = None
    kind: SetKind | None = None
    is_broken: bool = False
    """One set with short breaks: what follows its first part is marked as a drop."""
    tested: int | None = None
    notes: list[str] = field(default_factory=list)
    wrong: bool = False
    """The numbers do not go together."""

    def sets_are_load(self) -> None:
        """Read "10x15" as a load of 10 after all."""
        if self.sets and len(self.reps) == 1 and not self.loads:
            self.loads, self.sets = [Load(float(self.sets))], 1

    def drafts(self) -> list[Draft]:
        """The sets."""
        load = self.loads[0] if self.loads else None
        if self.is_broken:
            parts = [Draft(reps, load, kind="work" if i == 0 else "drop") for i, reps in enumerate(self.reps)]
            return [part.copy() for _ in range(self.sets or 1) for part in parts]
        lists: tuple[Sequence[object], ...] = (self.reps, self.loads, self.rpes, self.durations)
        count = self.sets if self.sets is not None else max(1, *map(len, lists))
        if self.kind and self.reps == [None]:
            rpe = 10.0 if self.kind == "failure" else None
            return [Draft(None, load, rpe, kind=self.kind) for _ in range(min(count, 101))]
        drafts = [
            Draft(_nth(self.reps, i), _nth(self.loads, i), _nth(self.rpes, i), _nth(self.durations, i), self.length)
            for i in range(min(count, 101))
        ]
        if drafts and self.kind:
            drafts[-1].kind = self.kind
        return drafts


def _nth(values: Sequence[T], place: int) -> T | None:
    return values[min(place, len(values) - 1)] if values else None


def roles_of(chain: list[Link], topic: Topic) -> Roles:
    """Decide what each number of a chain is."""
    roles = Roles()
    if _is_pair(chain, topic):
        chain = chain[1:]
    open_values: list[tuple[str, Value]] = []
    load_first = False
    for place, (by, atom) in enumerate(chain):
        match atom.sign:
            case "s":
                roles.sets = int(atom.value)
            case "T":
                roles.tested, roles.reps = int(atom.value), [int(atom.value)]
            case "r":
                _reps(roles, atom.value, chain, place)
            case "k" | "j":
                loads = atom.value if isinstance(atom.value, tuple) else (atom.value,)
                _loads(roles, [load for load in loads if isinstance(load, Load)], topic)
                load_first = load_first or (place == 0 and len(chain) > 1 and chain[1].by == "x")
            case "t":
                _time(roles, atom.value, topic, chain)
            case "m":
                roles.length = atom.value if isinstance(atom.value, Typed) else None
            case "q":
                _pace(roles, atom.value)
            case "c":
                roles.notes.append(str(atom.value))
            case "u":
                roles.reps, roles.is_broken = [int(value) for value in atom.value], True
            case "d":
                _sided(roles, atom.value, by, chain, place, topic, open_values)
            case "g":
                _range(roles, atom.value, by, topic, open_values)
            case _ if by == "@":
                _after_at(roles, atom.value, topic)
            case _:
                load_first = load_first or (len(open_values) == 1 and chain[place - 1].by == "@")
                open_values.append((by, atom.value))
    has_times = any(link.by == "x" for link in chain)
    _place(roles, _split_pairs(open_values, roles), topic, load_first, has_times)
    return roles


def _is_pair(chain: list[Link], topic: Topic) -> bool:
    """ "2x30s" is a pair of dumbbells, not two sets (R8)."""
    if len(chain) < 2 or chain[0].atom.sign != "n" or chain[0].atom.value != 2 or chain[1].by != "x":
        return False
    second = chain[1].atom.value
    if isinstance(second, Lasting):
        return second.maybe_load and topic.is_loaded
    pairs = topic.movement is not None and topic.movement.bilateral_pair and len(chain) > 2
    return isinstance(second, Load) and (second.pair or pairs)


def _reps(roles: Roles, value: object, chain: list[Link], place: int) -> None:
    assert isinstance(value, Reps)
    roles.reps = list(value.values)
    roles.kind = value.kind or roles.kind
    if value.note:
        roles.notes.append(value.note)
    after = chain[-1]
    if value.singles and place < len(chain) - 1 and after.by == "x" and after.atom.sign == "n":
        chain[-1] = Link("x", after.atom._replace(sign="s"))


def _loads(roles: Roles, loads: list[Load], topic: Topic) -> None:
    for load in loads:
        if load.form == "percent" and topic.modality in ENDURANCE:
            roles.notes.append(f"{plain(load.value)} % incline")
        else:
            roles.loads.append(load)


def _time(roles: Roles, value: object, topic: Topic, chain: list[Link]) -> None:
    assert isinstance(value, Lasting)
    if value.maybe_load and topic.modality == "weight_reps":
        roles.loads.append(Load(value.seconds, pair=True))
        return
    if value.maybe_load and topic.modality == "weight_distance" and not roles.loads:
        usual = topic.usual
        if usual is not None and 0.5 * usual <= value.seconds <= 1.6 * usual:
            as_load = True
        else:
            labels = (f"{plain(value.seconds)} {topic.unit} in each hand", f"{plain(value.seconds)} seconds")
            text = f"Is {plain(value.seconds)}s the load in each hand, or seconds?"
            as_load = topic.doubts.settle(text, labels) == 0
        if as_load:
            roles.loads.append(Load(value.seconds, pair=True))
            return
    roles.durations.append(value.seconds)
    if value.note:
        roles.notes.append(value.note)


def _pace(roles: Roles, value: object) -> None:
    assert isinstance(value, Pace)
    if roles.length:
        roles.durations = [round(roles.length.m * value.s_per_m, 3)]
    else:
        roles.notes.append(f"pace {value.words}")


def _sided(
    roles: Roles,
    value: object,
    by: str,
    chain: list[Link],
    place: int,
    topic: Topic,
    open_values: list[tuple[str, Value]],
) -> None:
    """A number "per side": plates when it stands where a load stands on a bar, else reps of one side (R11)."""
    assert isinstance(value, Sided)
    movement = topic.movement
    on_bar = movement is None or bool({"barbell", "trap_bar", "ez_bar", "smith"} & set(movement.equipment))
    on_bar = (on_bar or (movement is not None and "machine" in movement.equipment)) and not (
        movement and movement.unilateral
    )
    alone = len(chain) == 1
    leads = place == 0 and len(chain) > 1 and chain[1].by == "x"
    if value.bar or by == "@" or (on_bar and ((alone and value.value > 12) or leads)):
        roles.loads.append(Load(value.value, None, "plates"))
        return
    roles.reps = [int(value.value)]
    roles.notes.append("per side")


def _after_at(roles: Roles, value: Value, topic: Topic) -> None:
    """A number after @: a load above 10.5, else an RPE where that is likely (R2, R5)."""
    values = value if isinstance(value, tuple) else (value,)
    if (
        max(values) > 10.5
        or any(each % 0.5 for each in values)
        or min(values) < 5
        or not _takes_rpe(roles, topic, values)
    ):
        roles.loads += [Load(each) for each in values]
        return
    roles.rpes += list(values)


def _takes_rpe(roles: Roles, topic: Topic, values: tuple[float, ...]) -> bool:
    usual = topic.usual
    if roles.loads or not topic.is_loaded or usual is None or usual > 20:
        return True
    light = usual <= 12 and max(values) <= 2 * usual
    if light:
        topic.doubts.assume(f"Read @{plain(values[0])} as a load of {plain(values[0])} {topic.unit}, not an RPE.")
    return not light


def _range(roles: Roles, value: object, by: str, topic: Topic, open_values: list[tuple[str, Value]]) -> None:
    """A range: of RPE it is kept; of reps or loads it belongs to a plan, and a log asks what was done."""
    assert isinstance(value, tuple)
    low, high = value
    if by != "@":
        labels = [f"{reps} reps" for reps in range(int(low), min(int(high), int(low) + 5) + 1)]
        chosen = topic.doubts.settle(f"How many reps did you do, of {plain(low)}-{plain(high)}?", labels)
        open_values.append((by, low + chosen))
    elif high <= 10.5:
        roles.rpes.append((low + high) / 2)
        roles.notes.append(f"rpe {plain(low)}-{plain(high)}")
    else:
        labels = [f"{plain(load)} {topic.unit}" for load in (low, high)]
        text = f"Which load did you use, of {plain(low)}-{plain(high)} {topic.unit}?"
        roles.loads.append(Load((low, high)[topic.doubts.settle(text, labels)]))


def _split_pairs(values: list[tuple[str, Value]], roles: Roles) -> list[tuple[str, Value]]:
    """Read "225/5" as a load and its reps; a list of two is otherwise reps."""
    if len(values) == 1 and isinstance(values[0][1], tuple) and not roles.loads and not roles.reps:
        pair = values[0][1]
        if len(pair) == 2 and pair[0] > 12 and pair[1] <= 30 and pair[0] > 2 * pair[1]:
            return [(" ", pair[0]), ("x", pair[1])]
    return values


def _place(roles: Roles, values: list[tuple[str, Value]], topic: Topic, load_first: bool, has_times: bool) -> None:
    """Give the numbers that nothing labels their roles."""
    if not values:
        return
    if topic.modality in ENDURANCE or topic.modality in TIMED:
        values = _measured(roles, values, topic)
    known = Known(
        roles.sets, bool(roles.reps), bool(roles.loads), bool(roles.durations or roles.length), load_first, has_times
    )
    order = order_of(values, known, topic)
    if order is None:
        roles.wrong = True
        return
    roles.sets = order.sets if order.sets is not None else roles.sets
    roles.reps = list(order.reps) or roles.reps
    roles.loads = [Load(load) for load in order.loads] or roles.loads


def _measured(roles: Roles, values: list[tuple[str, Value]], topic: Topic) -> list[tuple[str, Value]]:
    """Take out a bare last number that is metres on the road, or seconds of a hold."""
    last = values[-1][1]
    if roles.length or roles.durations or (isinstance(last, tuple) and topic.modality in ENDURANCE):
        return values
    if topic.modality in ENDURANCE:
        if isinstance(last, float) and last >= 100:
            roles.length = Typed(last, "m")
            return values[:-1]
        return values
    roles.durations = list(last) if isinstance(last, tuple) else [last]
    return values[:-1]
