"""A number as the first of a group of sets."""

from collections.abc import Iterator

from training.notation import costs
from training.notation.closing import close_group
from training.notation.drafts import Topic
from training.notation.groups import Group
from training.notation.items import Number, Reps, Sets
from training.notation.roles import Role, near
from training.notation.states import State, Step
from training.workout import SetKind


def first_cost(state: State, role: Role, step: Step, topic: Topic) -> float:
    """Of the first number of a group, beside what it is."""
    if (
        role.name == "L"
        and isinstance(step.item.value, Number)
        and step.next_by in ("x", "sx")
        and topic.is_loaded
        and not state.drops
    ):
        value = step.item.value.value
        if not state.light and value <= costs.LIGHT_UP_TO and value % 1 == 0:
            is_light = topic.usual is not None and topic.usual <= 1.6 * costs.LIGHT_UP_TO
            return costs.LIGHT_FIRST_OF_LIGHT if is_light else costs.LIGHT_FIRST
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
        before = latest(state, role.name)
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


def latest(state: State, role: str) -> object | None:
    """The last value of a role in the groups so far."""
    for group in reversed(state.groups):
        values: tuple[object, ...] = {
            "S": (group.sets,) if group.sets else (), "R": group.reps, "L": group.loads, "E": group.rpes, "T": group.times,
            "D": group.lengths,
        }.get(role, ())  # fmt: skip
        if values:
            return values[-1]
    return None


def begun(state: State, role: Role, step: Step, topic: Topic) -> Iterator[State]:
    """The number as the first of a new group."""
    cost = costs.NEW.get(step.by, 1.0) + (0.0 if step.words < 2 else -0.1)
    if cost >= 9 or (state.open.amends and state.open.is_empty and state.open.kind == "work"):
        return
    if role.name == "E" or (
        isinstance(step.item.value, Number) and role.name == "P" and step.next_by not in ("x", "sx")
    ):
        return
    drops = state.drops or step.by == ">"
    closed = close_group(state, topic)._replace(drops=drops)
    cost += role.cost + first_cost(closed, role, step, topic) + (1.0 if state.open.fixes else 0.0)
    if (
        role.name == "R"
        and state.open.reps
        and step.by in (",", "and", " ", "/")
        and step.next_by not in ("x", "sx", "@")
    ):
        cost += costs.NEW_REPS
    if role.name == "L" and (before := latest(closed, "L")) is not None:
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
    torn = topic.modality != "weight_reps" and role.name in "TD" and bool(held.times) != bool(held.lengths)
    if torn and not (held.times if role.name == "T" else held.lengths):
        cost += costs.SPLITS_ROAD
    if cost < costs.NEVER:
        yield kinded(
            closed._replace(cost=closed.cost + cost, open=put(closed.open, role, step)._replace(after=step.by))
        )


def put(group: Group, role: Role, step: Step) -> Group:
    """The group with a number more, and what the number itself says of it."""
    value = step.item.value
    added = group.put(role.name, role.value, step.item.start, step.item.end)._replace(by=step.by)
    if isinstance(value, Reps) and value.kind:
        added = added._replace(last_kind=value.kind)
    if isinstance(value, Sets):
        added = added._replace(more=value.more, firm=True)
    if role.name == "R" and group.order[-1:] == "S" and step.by in ("x", "sx", "of", ":", "times"):
        added = added._replace(firm=True)
    return added


def kinded(state: State) -> State:
    """The group in hand, of the kind that was announced."""
    kind: SetKind = "drop" if state.drops and state.groups else state.kind or "work"
    last: SetKind | None = "failure" if state.fail_next else state.open.last_kind
    group = state.open._replace(kind=kind, last_kind=last)
    return state._replace(open=group._replace(kind="failure") if state.fail_next else group, fail_next=False)
