"""The cheapest reading of what was said of one exercise: every number gets a role, and a group of sets."""

from collections.abc import Iterator

from training.notation import costs
from training.notation.closing import close_group
from training.notation.drafts import ENDURANCE, Topic
from training.notation.groups import Group
from training.notation.items import (
    Broken,
    Failed,
    Form,
    Item,
    Kind,
    Ladder,
    Lasting,
    Load,
    Missed,
    Number,
    Pace,
    Rated,
    Reps,
    Sets,
)
from training.notation.joins import joined
from training.notation.marks import mark_failed, mark_kind, mark_missed, mark_rated
from training.notation.number_roles import Likely
from training.notation.order import Dropped, Fix, Not, Scope
from training.notation.repeats import said_before
from training.notation.roles import by_context, passed_over, roles_of, unlikelihood
from training.notation.starts import begun, kinded, latest
from training.notation.states import STRONG, Parse, State, Step, steps

LONG_S = 300.0
"""What lasts so long is no set of a lift."""


def parses(items: list[Item], topic: Topic) -> list[Parse]:
    """The readings of the items of one exercise, cheapest first; never empty."""
    beam = [State(light=any(isinstance(item.value, Dropped) for item in items))]
    for step in steps(items):
        following = [state for before in beam for state in _next(before, step, topic)]
        beam = _best(following) or beam
    ended = [close_group(state, topic) for state in beam]
    found: dict[tuple[Group, ...], Parse] = {}
    for state in sorted(ended, key=lambda each: each.cost):
        bare = tuple(group._replace(order="", by="", after="", firm=False, start=0, end=0) for group in state.groups)
        found.setdefault(
            bare,
            Parse(
                state.groups[state.earlier :] + state.groups[: state.earlier],
                state.cost,
                state.noise,
                state.unlikely,
                state.unlikely_in_all,
            ),
        )
    return list(found.values())


def _best(states: list[State]) -> list[State]:
    ranked = sorted(states, key=lambda each: each.cost)
    kept: dict[object, State] = {}
    for state in ranked:
        if state.cost > ranked[0].cost + costs.WITHIN or len(kept) >= costs.BEAM:
            break
        kept.setdefault((len(state.groups), state.groups[-3:], state.open, state.kind, state.drops), state)
    return list(kept.values())


def _next(state: State, step: Step, topic: Topic) -> Iterator[State]:
    """The readings that one more item leads to."""
    state = _at_sign(state, step)
    if step.item.is_amount:
        yield from _amount(state, step, topic)
        return
    match step.item.value:
        case Rated(rpe):
            yield mark_rated(state, rpe, step, topic)
        case Kind() as kind:
            yield mark_kind(state, kind, step, topic)
        case Form("before"):
            closed = close_group(state, topic)
            yield closed._replace(kind=None, drops=False, sentence=len(closed.groups), earlier=len(closed.groups))
        case Form(name):
            unfinished = state.open.order.strip("LP") == "" and not state.open.is_empty
            closed = state if unfinished else close_group(state, topic)
            yield (
                closed._replace(kind=None, drops=False, sentence=len(closed.groups))
                if name in ("top", "backoff", "work")
                else state
            )
        case Dropped():
            yield close_group(state, topic, drop=True)._replace(drops=True, kind=None)
        case Scope() as scope:
            yield close_group(state, topic)._replace(open=Group(amends=scope, start=step.item.start, end=step.item.end))
        case Fix():
            yield close_group(state, topic)._replace(open=Group(fixes=True)) if state.open.amends is None else state
        case Not():
            yield state._replace(negated=True)
        case Failed(reps):
            yield mark_failed(state, reps)
        case Missed():
            yield mark_missed(state, step, topic)
        case _:
            yield state


def _at_sign(state: State, step: Step) -> State:
    """What a sign between two items ends: a sentence ends what was announced for it."""
    if step.by in STRONG:
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
    likely = topic.likely.get(step.item.start)
    for bare in roles_of(value, topic):
        role, before = bare, state
        if likely:
            role = bare._replace(cost=bare.cost + by_context(likely, bare, topic))
            before = _less_likely(state, likely, bare.name)
        yield from joined(before, role, step, topic)
        if not (state.open.is_empty and not state.open.amends) or (state.open.amends and state.open.kind != "work"):
            yield from begun(before, role, step, topic)
    skipped = costs.NOISE + (1.0 if not isinstance(value, Number) else 0.0)
    if topic.modality in ENDURANCE and isinstance(value, (Number, Reps)) and (state.open.times or state.open.lengths):
        skipped = costs.NOISE_ON_ROAD
    is_size = isinstance(value, Lasting) and value.maybe_load and topic.is_pair
    if (
        isinstance(value, Lasting)
        and topic.modality == "weight_reps"
        and not 10 < value.seconds < LONG_S
        and not is_size
    ):
        yield state._replace(cost=state.cost + 0.3)
        return
    if isinstance(value, Number) and step.words > 2 and value.value in said_before(state):
        yield state._replace(cost=state.cost + 0.6)
    if (
        isinstance(value, Load)
        and value.form == "bar"
        and (state.open.loads or latest(state, "L"))
        and step.next_by not in ("x", "sx", "for")
    ):
        yield state._replace(cost=state.cost + 0.1)
    if isinstance(value, Sets) and step.by in STRONG and step.words > 1 and not step.next_by:
        yield replace_cost(state, 0.8)
    loads = {load.value for group in state.groups[-8:] for load in group.loads}
    if isinstance(value, Number) and step.by in STRONG and step.words and not step.next_by and value.value in loads:
        yield state._replace(cost=state.cost + 0.3)
    if (
        isinstance(value, Load)
        and step.by in STRONG
        and step.next_by in ("", ".")
        and value.value in said_before(state)
    ):
        yield state._replace(cost=state.cost + 0.3)
    if isinstance(value, Reps) and value.note == "singles" and step.next_by == ":":
        yield state._replace(cost=state.cost + 0.5)
    if isinstance(value, Load) and value.form == "percent":
        skipped = 0.6
    if isinstance(value, Number) and (step.by in ("x", "sx", "@") or step.next_by in ("x", "sx", "@")):
        skipped += costs.NOISE
    if likely:
        skipped = min(skipped, passed_over(likely))
        state = _less_likely(state, likely, "N")
    noisy = state.noise if skipped < 1 else (*state.noise, step.place)
    yield state._replace(cost=state.cost + skipped, noise=noisy)


def _less_likely(state: State, likely: Likely, role: str) -> State:
    by_role = unlikelihood(likely, role)
    return state._replace(unlikely=max(state.unlikely, by_role), unlikely_in_all=state.unlikely_in_all + by_role)


def replace_cost(state: State, more: float) -> State:
    """The reading with an item passed over, at a cost."""
    return state._replace(cost=state.cost + more)


def _listed(state: State, values: tuple[int, ...], step: Step, topic: Topic) -> Iterator[State]:
    """Several reps at once: a ladder, or one set with short breaks."""
    for fresh in (False, True):
        base = close_group(state, topic) if fresh else state
        if not fresh and state.open.reps:
            continue
        group = base.open
        for value in values:
            group = group.put("R", value, step.item.start, step.item.end)
        cost = base.cost + (0.0 if not fresh else costs.NEW.get(step.by, 1.0))
        yield kinded(base._replace(open=group, cost=cost))
