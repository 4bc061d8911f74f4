"""What is said of sets beside their numbers: effort, kind, failure, a miss."""

from training.notation.closing import close_group
from training.notation.drafts import Topic
from training.notation.items import Kind
from training.notation.states import STRONG, State, Step


def mark_rated(state: State, rpe: float, step: Step, topic: Topic) -> State:
    """An effort, of the group in hand, else of the one before."""
    rpe = min(10.0, max(0.0, rpe))
    group = state.open
    if group.is_empty and not group.amends and state.groups and step.next_by == "" and not group.fixes:
        last = state.groups[-1]
        return state._replace(groups=(*state.groups[:-1], last._replace(rpes=last.rpes or (rpe,))))
    if group.rpes and step.by in STRONG and not group.amends:
        closed = close_group(state, topic)
        return closed._replace(open=closed.open.put("E", rpe, step.item.start, step.item.end))
    return state._replace(open=group.put("E", rpe, step.item.start, step.item.end))


def mark_kind(state: State, said: Kind, step: Step, topic: Topic) -> State:
    """A kind that was named: of what follows, or of what was before when nothing follows it."""
    kind = said.kind
    follows = step.next_by not in ("", ".", ";", "then", "\n") if step.next_by else False
    some = len(state.groups) > state.sentence or not state.open.is_empty
    if kind == "work":
        return close_group(state, topic)._replace(kind=None)
    if state.open.amends is not None and state.open.is_empty:
        return state._replace(open=state.open._replace(kind=kind))
    clings = step.tight_before or (step.by == " " and not step.words and bool(state.open.reps))
    glued = clings and not said.many and not state.open.is_empty
    if glued or (some and (not follows or step.next_by in (",", ")") or step.by in ("(",))):
        closed = close_group(state, topic)
        first = (
            len(closed.groups) - 1
            if glued or (step.by == "(" and not said.many)
            else min(state.sentence, len(closed.groups) - 1)
        )
        marked = tuple(group._replace(kind=kind) if at >= first else group for at, group in enumerate(closed.groups))
        return closed._replace(groups=marked)
    closed = close_group(state, topic)
    return closed._replace(kind=kind, sentence=len(closed.groups))


def mark_failed(state: State, reps: int | None) -> State:
    """Taken to failure: the last set so far, else those that follow."""
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


def mark_missed(state: State, step: Step, topic: Topic) -> State:
    """A lift that was not made: that which follows, else the one before."""
    leads = step.next_by in (" ", "@", "of", "on", "a") and step.by != "("
    if leads or state.open.is_empty:
        closed = close_group(state, topic)
        if leads or not closed.groups:
            return closed._replace(open=closed.open._replace(missed=True, last_kind="failure"))
        return closed._replace(
            groups=(*closed.groups[:-1], closed.groups[-1]._replace(missed=True, last_kind="failure"))
        )
    return state._replace(open=state.open._replace(missed=True, last_kind="failure"))
