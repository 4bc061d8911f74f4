"""The sets of one exercise, out of the groups of its cheapest reading."""

from training.notation import costs
from training.notation.drafts import Draft, Entry, Topic
from training.notation.expansion import (
    amend,
    expanded,
    in_order,
    is_said_again,
    settle_mismatch,
    settle_ranges,
    warmups_first,
    without_totals,
)
from training.notation.grammar import parses
from training.notation.items import (
    Broken,
    Calories,
    Failed,
    Felt,
    Fixed,
    Form,
    Intervals,
    Item,
    Kind,
    Ladder,
    Lasting,
    MaxEstimate,
    Missed,
    Note,
    Rated,
    RepMax,
    Reps,
    Sets,
    Sided,
)
from training.notation.loading import all_possible, is_possible
from training.notation.order import Circuit, Scope
from training.notation.preparation import is_remark, one_of_two, prepared
from training.notation.reading import Effort, Estimate, Tested
from training.notation.rendering import sets_text
from training.notation.states import Parse
from training.notation.told import Told
from training.workout import Set

MAX_SETS = 100
MAX_ALL = 1000
MAX_AMOUNTS = 120
"""Numbers of one exercise that are read; what is left over is said to be so."""
MAX_ROUNDS = 100


def read_sets(entry: Entry, topic: Topic, told: Told) -> None:
    """Read the items of an entry into its drafts and notes."""
    items = one_of_two(prepared(entry.items, topic, entry.named is not None), topic)
    _notes(items, entry, topic, told)
    if is_remark(items, entry, told):
        return
    if any(item.is_amount or isinstance(item.value, (Rated, Failed, Scope, Kind, Missed)) for item in items):
        key = (tuple(items), topic.movement.slug if topic.movement else "")
        amounts = [place for place, item in enumerate(items) if item.is_amount]
        if len(amounts) > MAX_AMOUNTS:
            told.left_out.append((items[amounts[MAX_AMOUNTS]].start, items[-1].end, False))
            items = items[: amounts[MAX_AMOUNTS]]
            key = (tuple(items), key[1])
        if key not in told.parsed:
            told.parsed[key] = parses(items, topic)
        found = told.parsed[key]
        entry.parses = found
        chosen = found[min(entry.way, len(found) - 1)] if entry.way else _choice(found, topic)
        drafts = _drafts(chosen, entry, topic, told)
        told.unread += [items[place] for place in chosen.noise]
        entry.counted = any((group.sets or 0) > 1 for group in chosen.groups)
        entry.drafts += drafts[: MAX_ALL - len(entry.drafts)]
    for item in items:
        match item.value:
            case Intervals(on_s, off_s, rounds):
                counted = next((each.value.count for each in items if isinstance(each.value, Sets)), 1)
                entry.drafts = [Draft(duration_s=on_s) for _ in range(min(rounds or counted, MAX_ROUNDS))]
                entry.note(f"{on_s:g}/{off_s:g} intervals")
            case Fixed(duration_s, reps, notes):
                timed = reps is None or "duration" in topic.modality
                entry.drafts.append(Draft(duration_s=duration_s) if timed else Draft(reps))
                for note in notes if not timed or reps is None else ():
                    entry.note(note)
            case _:
                pass


def _notes(items: list[Item], entry: Entry, topic: Topic, told: Told) -> None:
    """What is said of the sets in words."""
    has_sets = any(item.is_amount for item in items)
    for item in items:
        match item.value:
            case Note(text):
                entry.note(text)
            case Reps(note=text) | Lasting(note=text) | Ladder(note=text) if text and text != "singles":
                entry.note(text)
            case Felt(effort):
                told.mentions.append(Effort(effort.rpe, effort.words, True, entry.name))
                if has_sets:
                    entry.note(effort.words)
            case Rated(rpe, note):
                if has_sets:
                    entry.note(note)
                else:
                    told.mentions.append(Effort(min(10.0, max(0.0, rpe)), note or f"rpe {rpe:g}", False, entry.name))
            case Failed(None) if not has_sets:
                told.mentions.append(Effort(10.0, "to failure", False, entry.name))
            case Broken():
                forms = [each.value.name for each in items if isinstance(each.value, Form)]
                entry.note(next((form for form in forms if form in ("rest-pause", "myo-reps")), "cluster"))
            case Form("backoff"):
                entry.note("back-off sets")
            case Form("rest-pause" | "myo-reps" as form) if not any(isinstance(each.value, Broken) for each in items):
                entry.note(form)
            case Calories(note):
                entry.note(note)
            case Sided() if not topic.on_bar or not topic.is_loaded:
                entry.note("per side")
            case MaxEstimate(load):
                told.mentions.append(Estimate(load.kg(topic.unit), entry.name))
            case Circuit(_, rounds) if rounds:
                entry.note(f"{rounds} rounds")
            case _:
                pass


def _choice(found: list[Parse], topic: Topic) -> Parse:
    """The cheapest reading; asked where another is as likely, means something else, and a person can do both."""
    best = found[0]
    if len(found) < 2:
        return best
    sets = _plain(best, topic)
    for other in found[1:4]:
        if other.cost - best.cost > costs.ASK_BELOW:
            break
        differs = _plain(other, topic)
        if differs and sets and differs != sets and all(map(is_possible, (*sets, *differs))):
            labels = tuple(sets_text(each, topic.unit) for each in (sets, differs))
            name = topic.movement.name if topic.movement else "this exercise"
            return (best, other)[
                topic.doubts.settle(f"Which was it for {name}: {labels[0]}, or {labels[1]}?", labels, True)
            ]
    return best


def _plain(parse: Parse, topic: Topic) -> tuple[Set, ...]:
    """A reading as sets, to compare and to show."""
    drafts: list[Draft] = []
    for group in parse.groups:
        if group.amends:
            amend(drafts, group, topic)
        else:
            drafts += expanded(group)
    return tuple(
        Set(
            kind=draft.kind,
            load_kg=draft.load.kg(topic.unit)
            if draft.load and (draft.load.value or draft.load.form == "bar")
            else None,
            reps=draft.reps,
            rpe=draft.rpe,
            duration_s=draft.duration_s,
            distance_m=draft.length.m if draft.length else None,
            typed_load=draft.load.typed(topic.unit) if draft.load and draft.load.value else None,
        )
        for draft in drafts
    )


def _drafts(parse: Parse, entry: Entry, topic: Topic, told: Told) -> list[Draft]:
    drafts: list[Draft] = []
    groups = without_totals(parse.groups)
    for group in groups:
        if group.amends:
            amend(drafts, group, topic)
            continue
        settled = settle_ranges(in_order(group, topic), topic)
        if group.differ:
            settled = settle_mismatch(settled, topic)
        made = expanded(settled)
        if is_said_again(group, made, drafts, groups):
            continue
        if not all_possible(made, topic):
            told.left_out.append((group.start, group.end, True))
            continue
        for item in entry.items:
            if (
                isinstance(item.value, RepMax)
                and group.start <= item.start < max(group.end, group.start + 1)
                and made[0].load
            ) and made[0].load.form == "total":
                told.mentions.append(Tested(item.value.reps, made[0].load.kg(topic.unit), entry.name))
        drafts += made
    return warmups_first(drafts)
