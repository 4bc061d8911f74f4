"""A group of sets that is complete: what it lacks, and what it takes from the groups before."""

from dataclasses import replace

from training.notation import costs
from training.notation.drafts import Topic
from training.notation.groups import Group
from training.notation.states import State


def close_group(state: State, topic: Topic, drop: bool = False) -> State:
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
