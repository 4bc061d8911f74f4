"""The cheapest reading of what was said of one exercise: every number gets a role, and a group of sets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from training.notation import costs
from training.notation.drafts import Topic
from training.notation.groups import Group
from training.notation.items import (
    Broken,
    Dropped,
    Failed,
    Fix,
    Form,
    Item,
    Kind,
    Ladder,
    Lasting,
    Load,
    Missed,
    Not,
    Number,
    Pace,
    Rated,
    Reps,
    Scope,
    Sets,
    Sign,
    Word,
)
from training.notation.roles import Role, near, roles_of
from training.workout import SetKind

LONG_S = 300.0
"""What lasts so long is no set of a lift."""
_STRONG = frozenset((".", ";", "\n", "then"))
_TIGHT = frozenset(("x", "sx", "@", "of", "=", "for", " ", "with"))
_LOOSE = frozenset((",", "/", "-", "+", ":", "and", "("))


class State(NamedTuple):
    """A reading of the items so far."""

    cost: float = 0.0
    groups: tuple[Group, ...] = ()
    open: Group = Group()
    kind: SetKind | None = None
    """Announced for the groups that follow."""
    drops: bool = False
    fail_next: bool = False
    negated: bool = False
    light: bool = False
    """There are drop sets: small numbers before an x are loads."""
    earlier: int = 0
    """The groups from here on were done before those up to here."""
    sentence: int = 0
    """The first of the groups of the sentence in hand."""
    noise: tuple[int, ...] = ()
    """Places of items that found no role."""


@dataclass(frozen=True, slots=True)
class Step:
    """An item with what joins it to the amount before: a sign, and how many words stand between."""

    item: Item
    place: int
    by: str
    words: int
    tight_before: bool
    """Nothing stands between it and the item before."""
    next_by: str
    """What joins the next amount to it; empty without one."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A whole reading: its groups, its cost, and the places of what found no role."""

    groups: tuple[Group, ...]
    cost: float
    noise: tuple[int, ...]


def parses(items: list[Item], topic: Topic) -> list[Parse]:
    """The readings of the items of one exercise, cheapest first; never empty."""
    beam = [State(light=any(isinstance(item.value, Dropped) for item in items))]
    for step in _steps(items):
        following = [state for before in beam for state in _next(before, step, topic)]
        beam = _best(following) or beam
    ended = [_closed(state, topic) for state in beam]
    found: dict[tuple[Group, ...], Parse] = {}
    for state in sorted(ended, key=lambda each: each.cost):
        bare = tuple(group._replace(order="", by="", firm=False, start=0, end=0) for group in state.groups)
        found.setdefault(
            bare, Parse(state.groups[state.earlier :] + state.groups[: state.earlier], state.cost, state.noise)
        )
    return list(found.values())


def _best(states: list[State]) -> list[State]:
    ranked = sorted(states, key=lambda each: each.cost)
    kept: dict[object, State] = {}
    for state in ranked:
        if state.cost > ranked[0].cost + costs.WITHIN or len(kept) >= costs.BEAM:
            break
        kept.setdefault((state.groups, state.open, state.kind, state.drops), state)
    return list(kept.values())


def _steps(items: list[Item]) -> Iterator[Step]:
    """The items that matter, each with the sign that joins it to the amount before."""
    by, words, before = "", 0, 0
    kept: list[tuple[Item, int, str, int, bool]] = []
    for place, item in enumerate(items):
        match item.value:
            case Sign(text, spaced):
                by = _stronger(by, "sx" if text == "x" and spaced else text)
            case Word():
                words += 1
            case _:
                kept.append((item, place, by or " ", words, item.start == before and place > 0))
                if item.is_amount or isinstance(item.value, (Rated, Missed, Form, Kind, Dropped, Scope, Failed)):
                    by, words = "", 0
        before = item.end
    for at, (item, place, sign, count, tight) in enumerate(kept):
        following = next((each[2] for each in kept[at + 1 : at + 2] if each[0].is_amount), "")
        yield Step(item, place, sign, count, tight, following)


def _stronger(before: str, sign: str) -> str:
    """Which of two signs between numbers counts: the one next to the number, unless the first one parts."""
    if not before:
        return sign
    if sign in ("x", "sx", "@", "=", ">"):
        return sign
    if before in _STRONG and sign not in ("then", "\n", ";"):
        return before
    if before in ("x", "sx", "@") and sign in ("a", "of", "with", ":", "-", "and", "for"):
        return before
    if sign == "a" and before in ("with", "for", "@", "x", "of", ","):
        return before
    if sign in _STRONG or before in ("", " "):
        return sign
    if before in (",", "and", "(", ")") and sign in ("with", "for", "of", "a", "in", "to", "-"):
        return before if before != "and" and sign in ("with", "a", "in", "to", "-", "for") else sign
    return sign


def _next(state: State, step: Step, topic: Topic) -> Iterator[State]:
    """The readings that one more item leads to."""
    state = _at_sign(state, step)
    if step.item.is_amount:
        yield from _amount(state, step, topic)
        return
    match step.item.value:
        case Rated(rpe):
            yield _rated(state, rpe, step, topic)
        case Kind(kind):
            yield _kind(state, kind, step, topic)
        case Form("before"):
            closed = _closed(state, topic)
            yield closed._replace(kind=None, drops=False, sentence=len(closed.groups), earlier=len(closed.groups))
        case Form(name):
            unfinished = state.open.order.strip("LP") == "" and not state.open.is_empty
            closed = state if unfinished else _closed(state, topic)
            yield (
                closed._replace(kind=None, drops=False, sentence=len(closed.groups))
                if name in ("top", "backoff", "work")
                else state
            )
        case Dropped():
            yield _closed(state, topic, drop=True)._replace(drops=True, kind=None)
        case Scope() as scope:
            yield _closed(state, topic)._replace(open=Group(amends=scope, start=step.item.start, end=step.item.end))
        case Fix():
            yield _closed(state, topic)._replace(open=Group(fixes=True)) if state.open.amends is None else state
        case Not():
            yield state._replace(negated=True)
        case Failed(reps):
            yield _failed(state, reps)
        case Missed():
            yield _missed(state, step, topic)
        case _:
            yield state


def _at_sign(state: State, step: Step) -> State:
    """What a sign between two items ends: a sentence ends what was announced for it."""
    if step.by in _STRONG:
        ends_kind = state.kind is not None and (len(state.groups) > state.sentence or not state.open.is_empty)
        in_hand = 0 if state.open.is_empty else 1
        state = state._replace(
            negated=False,
            drops=state.drops and step.by == "then",
            kind=None if ends_kind else state.kind,
            sentence=len(state.groups) + in_hand,
        )
    elif state.negated and step.by in (",", ")", "but", "and"):
        state = state._replace(negated=False)
    return state


def _amount(state: State, step: Step, topic: Topic) -> Iterator[State]:
    value = step.item.value
    if state.negated:
        yield state
        return
    if isinstance(value, Pace):
        yield state._replace(open=state.open._replace(pace=value.s_per_m))
        return
    if isinstance(value, (Ladder, Broken)):
        yield from _listed(state, value.values if isinstance(value, Ladder) else value.parts, step, topic)
        return
    if isinstance(value, Number) and value.ordinal:
        yield state._replace(cost=state.cost + 0.3)
        return
    for role in roles_of(value, topic):
        yield from _joined(state, role, step, topic)
        if not (state.open.is_empty and not state.open.amends) or (state.open.amends and state.open.kind != "work"):
            yield from _begun(state, role, step, topic)
    skipped = costs.NOISE + (1.0 if not isinstance(value, Number) else 0.0)
    is_size = isinstance(value, Lasting) and value.maybe_load and topic.is_pair
    if (
        isinstance(value, Lasting)
        and topic.modality == "weight_reps"
        and not 10 < value.seconds < LONG_S
        and not is_size
    ):
        yield state._replace(cost=state.cost + 0.3)
        return
    if isinstance(value, Number) and step.words > 2 and value.value in _said_before(state):
        yield state._replace(cost=state.cost + 0.6)
    if (
        isinstance(value, Load)
        and value.form == "bar"
        and (state.open.loads or _latest(state, "L"))
        and step.next_by not in ("x", "sx", "for")
    ):
        yield state._replace(cost=state.cost + 0.1)
    if isinstance(value, Sets) and step.by in _STRONG and step.words > 1 and not step.next_by:
        yield replace_cost(state, 0.8)
    loads = {load.value for group in state.groups for load in group.loads}
    if isinstance(value, Number) and step.by in _STRONG and step.words and not step.next_by and value.value in loads:
        yield state._replace(cost=state.cost + 0.3)
    if (
        isinstance(value, Load)
        and step.by in _STRONG
        and step.next_by in ("", ".")
        and value.value in _said_before(state)
    ):
        yield state._replace(cost=state.cost + 0.3)
    if isinstance(value, Reps) and value.note == "singles" and step.next_by == ":":
        yield state._replace(cost=state.cost + 0.5)
    if isinstance(value, Load) and value.form == "percent":
        skipped = 0.6
    if isinstance(value, Number) and (step.by in ("x", "sx", "@") or step.next_by in ("x", "sx", "@")):
        skipped += costs.NOISE
    noisy = state.noise if skipped < 1 else (*state.noise, step.place)
    yield state._replace(cost=state.cost + skipped, noise=noisy)


def _said_before(state: State) -> set[float]:
    """The reps and loads of the last groups: said again they are no sets of their own ("blew up on the 8")."""
    groups = (*state.groups[-1:], state.open)
    return {float(each) for group in groups for each in group.reps if isinstance(each, int)} | {
        load.value for group in groups for load in group.loads
    }


def replace_cost(state: State, more: float) -> State:
    """The reading with an item passed over, at a cost."""
    return state._replace(cost=state.cost + more)


def _listed(state: State, values: tuple[int, ...], step: Step, topic: Topic) -> Iterator[State]:
    """Several reps at once: a ladder, or one set with short breaks."""
    for fresh in (False, True):
        base = _closed(state, topic) if fresh else state
        if not fresh and state.open.reps:
            continue
        group = base.open
        for value in values:
            group = group.put("R", value, step.item.start, step.item.end)
        cost = base.cost + (0.0 if not fresh else costs.NEW.get(step.by, 1.0))
        yield _kinded(base._replace(open=group, cost=cost))


def _joined(state: State, role: Role, step: Step, topic: Topic) -> Iterator[State]:
    """The number put into the group in hand."""
    group = state.open
    value = step.item.value
    if group.amends and group.kind != "work":
        return
    if not group.order:
        cost = role.cost + _first_cost(state, role, step, topic)
        if cost < costs.NEVER:
            yield _kinded(state._replace(cost=state.cost + cost, open=_put(group, role, step)))
        return
    held = {"S": group.sets, "R": group.reps, "L": group.loads, "E": group.rpes, "T": group.times, "D": group.lengths}
    prev = group.order[-1:]
    has = held.get(role.name) not in (None, ())
    if role.name == "P" and step.next_by not in ("x", "sx"):
        return
    if has and (fixed := _restated(state, role, step, topic)) is not None:
        yield fixed
        if step.by == "=" or (role.name == "R" and group.reps[-1] is None):
            return
    if role.name == "S" and has:
        return
    if has and prev != role.name and not _interleaves(group, role.name):
        return
    if (
        role.name == "E"
        and not isinstance(value, Rated)
        and step.by != "@"
        and (prev != "E" or step.next_by in ("@", "x", "sx"))
    ):
        return
    cost = _join_cost(group, prev, role, step, topic)
    if role.name == "R" and group.reps and isinstance(role.value, int) and isinstance(group.reps[-1], int):
        unlike = near(role.value, group.reps[-1], topic)
        cost += 2 * max(0.0, unlike - 0.3) if step.by == "sx" else costs.REPS_UNLIKE * max(0.0, unlike - 0.85)
    if role.name == "L" and group.loads and isinstance(role.value, Load):
        cost += max(0.0, near(role.value, group.loads[-1], topic) - 0.5)
        before = group.loads[-1]
        if not role.labelled and (before.unit or before.pair) and prev == "L" and step.by != "/":
            cost += costs.LOADS_UNLIKE
    if (
        role.name == "L"
        and not role.labelled
        and prev == "R"
        and step.by in (" ", ",")
        and isinstance(role.value, Load)
    ):
        last_reps = group.reps[-1] if group.reps else None
        if isinstance(last_reps, int) and role.value.value <= 1.2 * last_reps:
            cost += costs.LOAD_BELOW_REPS
    if (
        role.name == "R"
        and prev == "R"
        and step.by == "sx"
        and topic.is_loaded
        and not group.loads
        and len(group.reps) == 1
        and not role.labelled
    ):
        cost += costs.LOAD_BELOW_REPS
    if state.drops and prev == "R" and role.name == "R":
        cost += 1.0
    if role.name == "S" and state.drops:
        cost += 2.0
    if cost < costs.NEVER:
        yield state._replace(cost=state.cost + cost + role.cost, open=_put(group, role, step))


def _interleaves(group: Group, role: str) -> bool:
    """Whether effort was given between: 6@7, 6@7.5; or loads with their reps turn and turn about."""
    if role == "E":
        given = {"R": group.reps, "L": group.loads, "T": group.times}.get(group.order[-1:], ())
        return len(given) == len(group.rpes) + 1
    if group.order[-1:] != "E":
        return False
    listed = {"R": group.reps, "L": group.loads, "T": group.times, "D": group.lengths, "E": group.rpes}[role]
    return len(listed) == len(group.rpes) and role in group.order


def _join_cost(group: Group, prev: str, role: Role, step: Step, topic: Topic) -> float:
    pair = prev + role.name.replace("P", "L")
    table = costs.JOIN.get("." if step.by == ";" else step.by, {})
    cost = table.get(pair, costs.JOIN_ELSE)
    if role.name == "E" and isinstance(step.item.value, Rated):
        cost = min(cost, 0.1)
    if isinstance(step.item.value, Number) and step.item.value.got:
        cost = min(cost, 0.2) if role.name == "R" else cost + 1.5
    if role.labelled:
        cost *= costs.LABELLED
    if pair == "RS" and step.by == "x" and group.loads and group.by in ("x", "sx", "@"):
        cost = costs.COUNT_AFTER_REPS
    if pair == "SR" and step.by == " " and not group.firm:
        cost += costs.LOOSE_COUNT if not step.next_by.startswith("x") else 0.0
    if (
        pair == "LR"
        and len(group.loads) > 1
        and step.by in (" ", ",")
        and not role.labelled
        and not group.loads[-1].unit
    ):
        cost += costs.REPS_AFTER_LOADS
    if pair == "ES" and step.by == "sx" and not group.loads:
        cost += 1.0
    if (
        pair == "RL"
        and step.by == "x"
        and not role.labelled
        and isinstance(role.value, Load)
        and group.reps[-1] is not None
    ):
        small = isinstance(group.reps[-1], int) and group.reps[-1] <= 10 and role.value.value <= 50
        if small and not (topic.usual and 0.6 * topic.usual <= role.value.value <= 1.4 * topic.usual):
            cost += costs.SMALL_AFTER_REPS
    if pair == "LS" and step.by in ("x", "sx") and group.reps:
        cost = costs.COUNT_AFTER_LOAD
    listed = {"R": group.reps, "L": group.loads, "T": group.times, "D": group.lengths}.get(role.name, ())
    expected = group.sets or max(len(group.reps), len(group.loads)) if role.name in "RL" else group.sets
    if expected and 0 < len(listed) < expected:
        cost = max(0.0, cost + costs.EXPECTED)
    if group.amends and step.by in (":", ".", ";", "\n", "then", ","):
        cost += costs.PAST_AMENDMENT
    if prev == "P":
        cost = 0.0 if role.name == "L" else costs.NEVER
    return cost + costs.WORD_BETWEEN * min(step.words, 8)


def _first_cost(state: State, role: Role, step: Step, topic: Topic) -> float:
    """Of the first number of a group, beside what it is."""
    if (
        role.name == "L"
        and isinstance(step.item.value, Number)
        and step.next_by in ("x", "sx")
        and topic.is_loaded
        and not state.drops
    ):
        value = step.item.value.value
        if (
            not state.light
            and value <= costs.LIGHT_UP_TO
            and value % 1 == 0
            and not (topic.usual and topic.usual <= 1.6 * costs.LIGHT_UP_TO)
        ):
            return costs.LIGHT_FIRST
    if role.name == "P":
        return 0.0 if step.next_by in ("x", "sx") else costs.NEVER
    if role.name == "E" and state.open.amends and step.by == "@":
        return 0.0
    if role.name == "E":
        if (
            state.open.amends
            and isinstance(role.value, float)
            and (role.value % 1 or any(each.rpes for each in state.groups))
        ):
            return 0.0
        return (
            0.3
            if state.open.fixes and state.groups and state.groups[-1].rpes
            else costs.NEVER
            if step.by != "@"
            else 0.6
        )
    if state.open.fixes:
        before = _latest(state, role.name)
        return 4.0 if before is None else 1.3 * near(role.value, before, topic)
    if state.open.amends and step.by == "@":
        return 0.0 if role.name == "E" else 1.0
    said = any(each.amends and each.rpes and not each.reps for each in state.groups)
    if (
        state.open.amends
        and said
        and role.name in "RE"
        and isinstance(role.value, (int, float))
        and 5 <= role.value <= 10
    ):
        return 0.0 if role.name == "E" else 0.8
    if state.open.amends:
        return {"R": 0.0, "E": 0.0, "L": 0.4, "T": 0.3, "D": 0.3}.get(role.name, 2.0)
    if step.by == "@":
        return 0.0 if role.name == "L" else 1.2
    if step.by == "with" and isinstance(step.item.value, Number):
        return (0.0 if topic.is_loaded else 0.3 - costs.BARE_LOAD_ON_BODY) if role.name == "L" else 1.0
    if step.by in ("x", "sx") and not role.labelled:
        return 0.0 if role.name == "R" else 0.9
    if isinstance(step.item.value, Number) and step.item.value.got:
        return 0.0 if role.name == "R" else 1.5
    if state.drops:
        return {"L": 0.0, "R": 0.5}.get(role.name, 1.5)
    return 0.0


def _latest(state: State, role: str) -> object | None:
    """The last value of a role in the groups so far."""
    for group in reversed(state.groups):
        values: tuple[object, ...] = {
            "S": (group.sets,) if group.sets else (), "R": group.reps, "L": group.loads, "E": group.rpes, "T": group.times,
            "D": group.lengths,
        }.get(role, ())  # fmt: skip
        if values:
            return values[-1]
    return None


def _restated(state: State, role: Role, step: Step, topic: Topic) -> State | None:
    """A value said again, worked out ("75 % = 150"), or filled in ("AMRAP, got 9")."""
    group = state.open
    match role.name:
        case "R" if role.value is None and group.reps[-1] is not None and step.by in ("(", " ") and not step.next_by:
            return state._replace(cost=state.cost + 0.05, open=group._replace(last_kind="amrap"))
        case "R" if group.reps[-1] is None or (
            group.last_kind == "amrap" and (step.by in ("=", "(", ":") or _was_got(step))
        ):
            return state._replace(
                cost=state.cost + 0.05 + role.cost,
                open=group._replace(reps=(*group.reps[:-1], _as_reps(role.value)), order=group.order + "R"),
            )
        case "R" if step.by == "=":
            return state._replace(
                cost=state.cost + 0.8,
                open=group._replace(reps=(*group.reps[:-1], _as_reps(role.value)), order=group.order + "R"),
            )
        case "L" if group.loads[-1].form == "percent" and isinstance(role.value, Load) and role.value.form != "percent":
            loads = (*group.loads[:-1], role.value)
            return state._replace(
                cost=state.cost + role.cost + 0.1, open=group._replace(loads=loads, order=group.order + "L")
            )
        case "L" if group.loads[-1].form == "bar" and role.labelled and len(group.loads) == 1 and not group.reps:
            return state._replace(cost=state.cost + 0.1, open=group._replace(loads=(role.value,)))  # type: ignore[arg-type]
        case "L" if step.by in ("=", "(") and isinstance(role.value, Load) and len(group.loads) == 1 and role.labelled:
            return state._replace(cost=state.cost + 0.5 + near(role.value, group.loads[0], topic))
        case "S" if role.value == group.sets and (step.by in ("(", "=") or role.labelled):
            return state._replace(cost=state.cost + costs.RESTATED)
        case "R" if (
            len(group.reps) == 1
            and role.value == group.reps[0]
            and group.loads
            and (step.by == "(" or (step.by in ("x", "sx") and role.value == 1))
        ):
            return state._replace(cost=state.cost + costs.RESTATED)
        case "R" if (
            step.by == "." and role.labelled and group.loads and len(group.reps) == 1 and role.value == group.reps[0]
        ):
            return state._replace(cost=state.cost + costs.RESTATED)
        case _:
            return None


def _as_reps(value: object) -> int | Range | None:
    return value if isinstance(value, (int, Range)) else None


def _was_got(step: Step) -> bool:
    return isinstance(step.item.value, Number) and step.item.value.got


def _begun(state: State, role: Role, step: Step, topic: Topic) -> Iterator[State]:
    """The number as the first of a new group."""
    cost = costs.NEW.get(step.by, 1.0) + (0.0 if step.words < 2 else -0.1)
    if cost >= 9 or (state.open.amends and state.open.is_empty and state.open.kind == "work"):
        return
    if role.name == "E" or (
        isinstance(step.item.value, Number) and role.name == "P" and step.next_by not in ("x", "sx")
    ):
        return
    drops = state.drops or step.by == ">"
    closed = _closed(state, topic)._replace(drops=drops)
    cost += role.cost + _first_cost(closed, role, step, topic) + (1.0 if state.open.fixes else 0.0)
    if (
        role.name == "R"
        and state.open.reps
        and step.by in (",", "and", " ", "/")
        and step.next_by not in ("x", "sx", "@")
    ):
        cost += costs.NEW_REPS
    if role.name == "L" and (before := _latest(closed, "L")) is not None:
        cost += costs.LOAD_JUMPS * max(0.0, near(role.value, before, topic) - 0.9)
    if (
        role.name == "L"
        and not role.labelled
        and state.open.order[-1:] == "R"
        and step.by in (" ", ",", "/", "-", "and")
    ):
        last = state.open.reps[-1]
        if (
            isinstance(last, int)
            and last
            and near(role.value, last, topic) < 0.7
            and step.next_by not in ("x", "sx", "@", "for")
        ):
            cost += costs.LIKE_REPS
    held = state.open
    if topic.modality != "weight_reps" and role.name in "TD" and bool(held.times) != bool(held.lengths):
        if not (held.times if role.name == "T" else held.lengths):
            cost += costs.SPLITS_ROAD
    if cost < costs.NEVER:
        yield _kinded(closed._replace(cost=closed.cost + cost, open=_put(closed.open, role, step)))


def _put(group: Group, role: Role, step: Step) -> Group:
    value = step.item.value
    added = group.put(role.name, role.value, step.item.start, step.item.end)._replace(by=step.by)
    if isinstance(value, Reps) and value.kind:
        added = added._replace(last_kind=value.kind)
    if isinstance(value, Sets):
        added = added._replace(more=value.more, firm=True)
    if role.name == "R" and group.order[-1:] == "S" and step.by in ("x", "sx", "of", ":", "times"):
        added = added._replace(firm=True)
    return added


def _kinded(state: State) -> State:
    """The group in hand, of the kind that was announced."""
    kind: SetKind = "drop" if state.drops and state.groups else state.kind or "work"
    last: SetKind | None = "failure" if state.fail_next else state.open.last_kind
    group = state.open._replace(kind=kind, last_kind=last)
    return state._replace(open=group._replace(kind="failure") if state.fail_next else group, fail_next=False)


def _rated(state: State, rpe: float, step: Step, topic: Topic) -> State:
    rpe = min(10.0, max(0.0, rpe))
    group = state.open
    if group.is_empty and not group.amends and state.groups and step.next_by == "" and not group.fixes:
        last = state.groups[-1]
        return state._replace(groups=(*state.groups[:-1], last._replace(rpes=last.rpes or (rpe,))))
    if group.rpes and step.by in _STRONG and not group.amends:
        closed = _closed(state, topic)
        return closed._replace(open=closed.open.put("E", rpe, step.item.start, step.item.end))
    return state._replace(open=group.put("E", rpe, step.item.start, step.item.end))


def _kind(state: State, kind: SetKind, step: Step, topic: Topic) -> State:
    """A kind that was named: of what follows, or of what was before when nothing follows it."""
    follows = step.next_by not in ("", ".", ";", "then", "\n") if step.next_by else False
    some = len(state.groups) > state.sentence or not state.open.is_empty
    if kind == "work":
        return _closed(state, topic)._replace(kind=None)
    if state.open.amends is not None and state.open.is_empty:
        return state._replace(open=state.open._replace(kind=kind))
    glued = step.tight_before and not state.open.is_empty
    if glued or (some and (not follows or step.next_by in (",", ")") or step.by in ("(",))):
        closed = _closed(state, topic)
        first = len(closed.groups) - 1 if glued or step.by == "(" else min(state.sentence, len(closed.groups) - 1)
        marked = tuple(group._replace(kind=kind) if at >= first else group for at, group in enumerate(closed.groups))
        return closed._replace(groups=marked)
    closed = _closed(state, topic)
    return closed._replace(kind=kind, sentence=len(closed.groups))


def _failed(state: State, reps: int | None) -> State:
    group = state.open
    if reps is not None:
        if group.is_empty and not group.amends and state.groups:
            last = state.groups[-1]._replace(last_kind="failure", failed_at=reps)
            return state._replace(groups=(*state.groups[:-1], last))
        return state._replace(open=group._replace(last_kind="failure", failed_at=reps))
    if group.reps or group.times or group.amends:
        return state._replace(open=group._replace(last_kind="failure"))
    if group.is_empty and state.groups and not state.fail_next:
        last = state.groups[-1]._replace(last_kind="failure")
        return state._replace(groups=(*state.groups[:-1], last))
    return state._replace(
        fail_next=True, open=group._replace(kind="failure", last_kind="failure" if group.order else None)
    )


def _missed(state: State, step: Step, topic: Topic) -> State:
    """A lift that was not made: that which follows, else the one before."""
    leads = step.next_by in (" ", "@", "of", "on", "a") and step.by != "("
    if leads or state.open.is_empty:
        closed = _closed(state, topic)
        if leads or not closed.groups:
            return closed._replace(open=closed.open._replace(missed=True, last_kind="failure"))
        return closed._replace(
            groups=(*closed.groups[:-1], closed.groups[-1]._replace(missed=True, last_kind="failure"))
        )
    return state._replace(open=state.open._replace(missed=True, last_kind="failure"))


def _closed(state: State, topic: Topic, drop: bool = False) -> State:
    """The reading with the group in hand put to the others, and charged for what it lacks."""
    group = state.open
    if group.is_empty and not (group.amends and group.kind != "work"):
        return state._replace(open=Group()) if group.amends or group.fixes else state
    cost = 0.0
    if group.fixes and state.groups:
        fixed = group.over(state.groups[-1])
        before = sum(each.size for each in state.groups if not each.amends)
        if group.sets and group.sets > 1 and group.reps and before == group.sets and len(state.groups) > 1:
            return state._replace(groups=(group.over(state.groups[0]),), open=Group())
        return state._replace(
            cost=state.cost + _lacks(fixed, state, topic), groups=(*state.groups[:-1], fixed), open=Group()
        )
    if group.amends is None:
        cost = _lacks(group, state, topic)
        group = _carried(group, state, topic)
        last = state.groups[-1] if state.groups else None
        if group.kind == "warmup" and group.size > 1 and last is not None and last.kind == "warmup" and last.size == 1:
            group = group._replace(kind="work")
        carried = state.kind if group.kind == "warmup" and group.size == 1 else None
    else:
        carried = state.kind
    return state._replace(cost=state.cost + cost, groups=(*state.groups, group), open=Group(), kind=carried)


def _lacks(group: Group, state: State, topic: Topic) -> float:
    cost = 0.0
    if group.differ:
        cost += costs.COUNT_DIFFERS if group.firm and len(group.reps) > 1 else costs.LENGTHS_DIFFER
    elif (
        group.sets
        and group.sets > 1
        and group.sets in (len(group.reps), len(group.loads), len(group.times), len(group.rpes))
        and group.firm
    ):
        cost += costs.MATCHED
    if len(group.rpes) > 1 and len(group.loads) > 1 and len(group.rpes) != len(group.loads):
        cost += costs.LENGTHS_DIFFER
    measured = bool(group.times or group.lengths)
    if not group.reps and not measured:
        before = next((each.reps for each in reversed(state.groups) if each.reps and not each.amends), ())
        single = group.missed or (topic.singles and bool(group.loads)) or (bool(group.loads) and len(set(before)) == 1)
        cost += (0.9 if single else costs.NO_REPS) if group.loads else costs.LONE_COUNT
    if topic.is_loaded and not group.loads and (group.reps or topic.modality == "weight_distance"):
        before_loads = any(each.loads for each in state.groups)
        cost += costs.CARRIED_LOAD if before_loads or group.more else costs.NO_LOAD
    if group.order == "PL":
        cost -= costs.NO_REPS - 0.3
    if group.times and group.reps and topic.modality != "weight_reps":
        cost += 0.8
    if len(group.times) > 1 and len(group.lengths) == 1 and group.sets is None:
        cost += 0.8
    return cost


def _carried(group: Group, state: State, topic: Topic) -> Group:
    """A group without a load of its own takes the one before; one without reps those before."""
    before = next((each for each in reversed(state.groups) if each.loads and not each.amends), None)
    measured = group.reps or ((group.times or group.lengths) and topic.modality != "weight_reps")
    if not group.loads and before is not None and (topic.is_loaded or topic.modality == "duration") and measured:
        group = group._replace(loads=before.loads[-1:])
    if any(load.form == "same" for load in group.loads) and before is not None:
        last = before.loads[-1]
        group = group._replace(
            loads=tuple(
                replace(last, value=last.value + load.extra) if load.form == "same" else load for load in group.loads
            ),
        )
    if group.missed and not group.reps:
        return group._replace(reps=(0,)) if len(group.loads) <= 1 else group
    if not group.reps and not group.times and not group.lengths and group.loads:
        earlier = next((each.reps for each in reversed(state.groups) if each.reps and not each.amends), ())
        if len(set(earlier)) == 1 or topic.singles:
            group = group._replace(reps=earlier[:1] or (1,))
    return group
