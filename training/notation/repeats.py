"""Values that were said before: filled in, worked out, or said again."""

from training.notation import costs
from training.notation.drafts import Topic
from training.notation.items import Load, Number, Range
from training.notation.roles import Role, near
from training.notation.states import State, Step


def said_before(state: State) -> set[float]:
    """The reps and loads of the last groups: said again they are no sets of their own ("blew up on the 8")."""
    groups = (*state.groups[-1:], state.open)
    return {float(each) for group in groups for each in group.reps if isinstance(each, int)} | {
        load.value for group in groups for load in group.loads
    }


def restated(state: State, role: Role, step: Step, topic: Topic) -> State | None:
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
        case "L" if (
            group.loads[-1].form == "bar"
            and role.labelled
            and len(group.loads) == 1
            and (not group.reps or (step.by == " " and not step.words))
        ):
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
