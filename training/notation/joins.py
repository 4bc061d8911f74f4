"""A number put into the group of sets in hand: whether it may, and what that costs."""

from collections.abc import Iterator

from training.notation import costs
from training.notation.drafts import Topic
from training.notation.groups import Group
from training.notation.items import Load, Number, Rated
from training.notation.repeats import restated
from training.notation.roles import Role, near
from training.notation.starts import first_cost, kinded, put
from training.notation.states import State, Step


def joined(state: State, role: Role, step: Step, topic: Topic) -> Iterator[State]:
    """The number put into the group in hand."""
    group = state.open
    value = step.item.value
    if group.amends and group.kind != "work":
        return
    if not group.order:
        cost = role.cost + first_cost(state, role, step, topic)
        if cost < costs.NEVER:
            yield kinded(state._replace(cost=state.cost + cost, open=put(group, role, step)))
        return
    held = {"S": group.sets, "R": group.reps, "L": group.loads, "E": group.rpes, "T": group.times, "D": group.lengths}
    prev = group.order[-1:]
    has = held.get(role.name) not in (None, ())
    if role.name == "P" and step.next_by not in ("x", "sx"):
        return
    if has and (fixed := restated(state, role, step, topic)) is not None:
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
        yield state._replace(cost=state.cost + cost + role.cost, open=put(group, role, step))


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
