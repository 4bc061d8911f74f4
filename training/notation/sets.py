"""The sets of one exercise, out of the groups of its cheapest reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from training.notation import costs
from training.notation.drafts import ENDURANCE, Draft, Entry, Topic
from training.notation.grammar import Parse, parses
from training.notation.groups import Group
from training.notation.items import (
    Broken,
    Calories,
    Circuit,
    Dropped,
    Failed,
    Felt,
    Fix,
    Fixed,
    Form,
    Intervals,
    Item,
    Kind,
    Ladder,
    Laps,
    Lasting,
    Length,
    Load,
    MaxEstimate,
    Missed,
    Note,
    Number,
    Range,
    Rated,
    Reference,
    RepMax,
    Reps,
    Scope,
    Sets,
    Sided,
    Sign,
    Word,
)
from training.notation.loading import all_possible
from training.notation.reading import Effort, Estimate, Mention, Tested
from training.notation.rendering import sets_text
from training.units import Typed, plain
from training.workout import Set

T = TypeVar("T")
MAX_SETS = 100
MAX_ALL = 1000
MAX_ROUNDS = 100


@dataclass
class Told:
    """What an entry said beside its sets."""

    mentions: list[Mention]
    unread: list[Item]
    left_out: list[tuple[int, int, bool]]
    """Parts of the text that make no possible sets: where, and whether the numbers were beyond reason."""
    parsed: dict[tuple[tuple[Item, ...], str], list[Parse]]
    """Readings of items for an exercise, made once a message."""


def read_sets(entry: Entry, topic: Topic, told: Told) -> None:
    """Read the items of an entry into its drafts and notes."""
    items = _one_of_two(_prepared(entry.items, topic, entry.named is not None), topic)
    _notes(items, entry, topic, told)
    if _is_remark(items, entry, told):
        return
    if any(
        item.is_amount or isinstance(item.value, (Rated, Failed, Scope, Kind)) or isinstance(item.value, Missed)
        for item in items
    ):
        key = (tuple(items), topic.movement.slug if topic.movement else "")
        if key not in told.parsed:
            told.parsed[key] = parses(items, topic)
        found = told.parsed[key]
        chosen = _choice(found, topic)
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


def _one_of_two(items: list[Item], topic: Topic) -> list[Item]:
    """ "40 or 50", "5 maybe 6": asked, and read with the answer."""
    for at in range(len(items) - 2):
        first, between, second = items[at : at + 3]
        doubtful = between.is_sign("or") or between.value == Word("maybe")
        if first.is_amount and second.is_amount and doubtful:
            labels = [str(getattr(each.value, "value", "")).removesuffix(".0") for each in (first, second)]
            choice = topic.doubts.settle(f"Was it {labels[0]} or {labels[1]}?", labels)
            return [*items[:at], (first, second)[choice], *items[at + 3 :]]
    return items


def _is_remark(items: list[Item], entry: Entry, told: Told) -> bool:
    """Whether nothing is told but an effort, or a pin or a band: of sets that are not in this message."""
    amounts = [at for at, item in enumerate(items) if item.is_amount]
    loads = [items[at].value for at in amounts]
    if loads and all(isinstance(load, Load) and load.form == "none" for load in loads):
        for load in loads:
            entry.note(load.note if isinstance(load, Load) else "")
        return True
    if len(amounts) == 1 and amounts[0] and items[amounts[0] - 1].is_sign("@"):
        value = items[amounts[0]].value
        low, high = (value.low, value.high) if isinstance(value, Range) else (getattr(value, "value", 0), 0)
        if isinstance(value, (Number, Range)) and 5 <= low <= 10 and high <= 10:
            rpe, words = ((low + high) / 2, f"rpe {low:g}-{high:g}") if high else (low, f"rpe {low:g}")
            told.mentions.append(Effort(rpe, words, False, entry.name))
            return True
    others = any(
        isinstance(item.value, (Missed, Kind)) or (isinstance(item.value, Failed) and item.value.reps is not None)
        for item in items
    )
    return not amounts and not others and any(isinstance(item.value, (Rated, Failed, Scope)) for item in items)


def _in_brackets(items: list[Item], named: bool) -> list[Item]:
    """What brackets say by where they stand: warm-ups before the work sets, or sets done over and over."""
    opens = next((at for at, item in enumerate(items) if item.is_sign("(")), None)
    closes = next((at for at, item in enumerate(items) if item.is_sign(")")), None)
    if opens is None or closes is None or closes < opens:
        return items
    inside, before, after = items[opens + 1 : closes], items[:opens], items[closes + 1 :]
    amounts = sum(item.is_amount for item in inside)
    factor, rest = _factor(before, after)
    if factor and amounts > 1:
        repeated = [part for _ in range(factor) for part in (*inside, Item(Sign(","), 0, 0))]
        return [*(before if not before[-1:] or not before[-1].is_sign("x") else before[:-2]), *repeated, *rest]
    is_first = (
        not any(item.is_amount for item in before) and amounts > 1 and any(item.is_sign("x", "@") for item in inside)
    )
    if is_first and (any(item.is_amount for item in after) or not named):
        mark = inside[0]
        return [
            *before,
            Item(Kind("warmup"), mark.start, mark.start),
            *inside,
            Item(Form("work"), mark.end, mark.end),
            *after,
        ]
    return items


def _factor(before: list[Item], after: list[Item]) -> tuple[int, list[Item]]:
    """How often what stands in brackets is done: "2x(...)", "(...)x3"; 0 when that is not said."""
    if len(before) > 1 and before[-1].is_sign("x") and isinstance(before[-2].value, Number):
        return int(before[-2].value.value), after
    if len(after) > 1 and after[0].is_sign("x") and isinstance(after[1].value, Number):
        return int(after[1].value.value), after[2:]
    return 0, after


def _prepared(items: list[Item], topic: Topic, named: bool = True) -> list[Item]:
    """The items in the order in which they are read: what is said of the last set stands before it, laps are lengths."""
    kept = [
        Item(Load(0.0, None, "same"), item.start, item.end)
        if isinstance(item.value, Reference) and item.value.to == "load"
        else item
        for item in items
    ]
    kept = _in_brackets(kept, named)
    for place, item in enumerate(kept):
        load = item.value
        if isinstance(load, Load) and load.form == "percent" and topic.modality in ENDURANCE:
            kept[place] = Item(Note(f"{plain(load.value)} % incline"), item.start, item.end)
        if item.is_sign("x") and place + 1 < len(kept) and kept[place + 1].value == Failed():
            kept[place + 1] = Item(Reps(None, "failure"), kept[place + 1].start, kept[place + 1].end)
    kept = _both_sides(_of_total(_in_metres(kept)), topic)
    at = 0
    while at < len(kept):
        if isinstance(kept[at].value, Scope):
            kept = _led_by_scope(kept, at)
        at += 1
    return kept


def _led_by_scope(items: list[Item], at: int) -> list[Item]:
    """ "9.5 on the third" as "the third 9.5", unless something is said of it afterwards."""
    for item in items[at + 1 :]:
        if item.is_amount or isinstance(item.value, (Rated, Failed)) or isinstance(item.value, (Missed, Dropped)):
            return items
        if item.is_sign(",", ".", ";", "\n", "then", ")", "and"):
            break
    for place in range(max(0, at - 3), at - 1):
        rated = items[place + 1].value
        if items[place].is_sign("@") and isinstance(rated, Number) and 5 <= rated.value <= 10:
            one = items[place + 1]
            items = [
                *items[:place],
                Item(Word(""), one.start, one.start),
                Item(Rated(rated.value), one.start, one.end),
                *items[place + 2 :],
            ]
    back = at - 1
    if (
        back > 0
        and isinstance(items[back].value, (Number, Load))
        and _is_of_many(items[at])
        and not items[back - 1].is_sign("x", "@")
    ):
        return [*items[:back], items[at], items[back], *items[at + 1 :]]
    while back >= 0 and (
        isinstance(items[back].value, (Word, Note, Felt)) or items[back].is_sign("with", "in", "for", "a", "of", "@")
    ):
        back -= 1
    if back < 0 or not (
        isinstance(items[back].value, (Rated, Failed))
        or isinstance(items[back].value, Missed)
        or _is_fixed(items, back)
    ):
        return items
    return [*items[:back], items[at], *items[back:at], *items[at + 1 :]]


def _is_of_many(item: Item) -> bool:
    return isinstance(item.value, Scope) and item.value.many > 1


def _is_fixed(items: list[Item], at: int) -> bool:
    """Whether a number is one that takes the place of another: "no 8 last one"."""
    return isinstance(items[at].value, Number) and at > 0 and isinstance(items[at - 1].value, Fix)


def _in_metres(items: list[Item]) -> list[Item]:
    """Lengths of a pool as one distance."""
    laps = next((item for item in items if isinstance(item.value, Laps)), None)
    pool = next((item for item in items if isinstance(item.value, Length) and item.value.typed.m <= 400), None)
    if laps is None or pool is None or not isinstance(laps.value, Laps) or not isinstance(pool.value, Length):
        return items
    whole = Typed(laps.value.count * pool.value.typed.value, pool.value.typed.unit)
    return [Item(Length(whole), item.start, item.end) if item is laps else item for item in items if item is not pool]


def _both_sides(items: list[Item], topic: Topic) -> list[Item]:
    """ "8/8" of a lift with one arm or leg as eight of each."""
    if topic.movement is None or not topic.movement.unilateral:
        return items
    kept: list[Item] = []
    at = 0
    while at < len(items):
        kept.append(items[at])
        pair = [item.value for item in items[at : at + 3]]
        listed = any(place < len(items) and place >= 0 and items[place].is_sign("/") for place in (at - 1, at + 3))
        if (
            len(pair) == 3
            and isinstance(pair[0], Number)
            and pair[0] == pair[2]
            and items[at + 1].is_sign("/")
            and not listed
        ):
            at += 2
        at += 1
    return kept


def _of_total(items: list[Item]) -> list[Item]:
    """ "100 in sets of 20" as five sets of 20."""
    for at, item in enumerate(items):
        if not (isinstance(item.value, Word) and item.value.text == "sets"):
            continue
        first = next((each for each in reversed(items[:at]) if isinstance(each.value, (Number, Reps))), None)
        second = next((each for each in items[at + 1 : at + 4] if isinstance(each.value, Number)), None)
        leads = any(isinstance(each.value, Word) and each.value.text == "total" for each in items[:at]) or any(
            each.is_sign("in") or (isinstance(each.value, Word) and each.value.text in ("in", "as"))
            for each in items[max(0, at - 2) : at]
        )
        if first is None or second is None or not leads:
            continue
        total, one = (
            getattr(first.value, "value", 0) or 0,
            second.value.value if isinstance(second.value, Number) else 0,
        )
        if one and total % one == 0 and total > one:
            sets = Item(Sets(int(total // one)), first.start, first.end)
            rest = [each for each in items if each is not first and each is not second]
            return [*rest[:0], *[each for each in rest if each.start < first.start], sets, Item(Reps(int(one)), second.start, second.end),
                    *[each for each in rest if each.start > second.start]]  # fmt: skip
    return items


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
    """The cheapest reading; asked where another is as likely and means something else."""
    best = found[0]
    if len(found) < 2:
        return best
    sets = _plain(best, topic)
    for other in found[1:4]:
        if other.cost - best.cost > costs.ASK_BELOW:
            break
        differs = _plain(other, topic)
        if differs and sets and differs != sets:
            labels = tuple(sets_text(each, topic.unit) for each in (sets, differs))
            name = topic.movement.name if topic.movement else "this exercise"
            return (best, other)[topic.doubts.settle(f"Which was it for {name}: {labels[0]}, or {labels[1]}?", labels)]
    return best


def _plain(parse: Parse, topic: Topic) -> tuple[Set, ...]:
    """A reading as sets, to compare and to show."""
    drafts: list[Draft] = []
    for group in parse.groups:
        if group.amends:
            _amend(drafts, group, topic)
        else:
            drafts += _expanded(group)
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
    groups = _without_totals(parse.groups)
    for group in groups:
        if group.amends:
            _amend(drafts, group, topic)
            continue
        settled = _settled(_in_order(group, topic), topic)
        if group.differ:
            settled = _mismatch(settled, topic)
        made = _expanded(settled)
        if _is_said_again(group, made, drafts, groups):
            continue
        if not all_possible(made, topic):
            told.left_out.append((group.start, group.end, True))
            continue
        for item in entry.items:
            if (
                isinstance(item.value, RepMax)
                and group.start <= item.start < max(group.end, group.start + 1)
                and made[0].load
            ):
                if made[0].load.form == "total":
                    told.mentions.append(Tested(item.value.reps, made[0].load.kg(topic.unit), entry.name))
        drafts += made
    return _warmups_first(drafts)


def _is_said_again(group: Group, made: list[Draft], drafts: list[Draft], groups: list[Group]) -> bool:
    """Whether a later sentence only sums up: "80x5, 80x5, 80x5. So 3x5 at 80"."""
    if (
        not group.sets
        or group.sets < 2
        or len(made) != len(drafts)
        or "L" not in group.order
        or group.start - groups[0].end < 15
    ):
        return False
    pairs = zip(made, drafts, strict=True)
    return all(
        (one.reps, one.load and one.load.value) == (other.reps, other.load and other.load.value) for one, other in pairs
    )


def _in_order(group: Group, topic: Topic) -> Group:
    """ "100x5x3", said back: load, reps, sets, unless the plan has it the other way round."""
    if (
        group.order != "LRS"
        or group.firm
        or group.by != "x"
        or not group.sets
        or not isinstance(group.reps[0], int)
        or group.loads[0].unit
    ):
        return group
    if topic.planned_shape == (group.reps[0], group.sets):
        group = group._replace(sets=group.reps[0], reps=(group.sets,))
    load, reps, sets = plain(group.loads[0].value), group.reps[0], group.sets or 0
    if group.loads[0].form == "total":
        said = "x".join(
            (load, str(sets), str(reps)) if topic.planned_shape == (sets, reps) else (load, str(reps), str(sets))
        )
        topic.doubts.assume(f"Read {said} as {sets} set{'s' * (sets != 1)} of {reps} at {load} {topic.unit}.")
    return group


def _without_totals(groups: tuple[Group, ...]) -> list[Group]:
    """Drop a count that is the sum of the reps beside it: "80 (20 x 4)", "10, 9, 8 (27)"."""
    kept = list(groups)
    for at, group in enumerate(groups[1:], 1):
        before = groups[at - 1]
        if (
            group.sets
            and len(group.reps) == len(before.reps) == 1
            and (group.sets, group.reps[0]) == (before.reps[0], before.sets) != (before.sets, before.reps[0])
        ):
            return [*kept[: at - 1], before._replace(sets=group.sets, reps=group.reps), *kept[at + 1 :]]
        same = (
            group.sets
            and group.sets > 1
            and (group.sets, group.reps) == (before.sets, before.reps)
            and "L" not in group.order
        )
        if same and not group.rpes:
            return [*kept[:at], *kept[at + 1 :]]
        listed = "L" not in group.order and group.sets is None and len(group.reps) > 1 and not group.amends
        if listed and before.sets and len(before.reps) == 1 and len(group.reps) in (before.sets, before.sets - 1):
            more = at + 1 < len(groups) and groups[at + 1].amends is not None and bool(groups[at + 1].reps)
            if len(group.reps) == before.sets or more:
                reps = group.reps if len(group.reps) == before.sets else (*group.reps, groups[at + 1].reps[0])
                return [
                    *kept[: at - 1],
                    before._replace(reps=reps),
                    *kept[at + (1 if len(group.reps) == before.sets else 2) :],
                ]
        counted = (
            group.sets is None and len(group.reps) > 1 and before.sets == len(group.reps) and len(before.reps) == 1
        )
        if (
            counted
            and isinstance(before.reps[0], int)
            and before.reps[0] == sum(each for each in group.reps if isinstance(each, int))
        ):
            return [*kept[: at - 1], *kept[at:]]
    for at, group in enumerate(groups):
        lone = group.order.rstrip("R") == "" and len(group.reps) == 1 and group.sets is None and not group.amends
        if not lone or not isinstance(group.reps[0], int) or group.reps[0] < 12:
            continue
        for other in groups[max(0, at - 1) : at] + groups[at + 1 : at + 2]:
            if other.reps and sum(draft.reps or 0 for draft in _expanded(other)) == group.reps[0] and other.size > 1:
                return [each for each in kept if each is not group]
    return kept


def _warmups_first(drafts: list[Draft]) -> list[Draft]:
    """Warm-ups that were told last were done first."""
    kinds = [draft.kind == "warmup" for draft in drafts]
    if any(kinds) and not all(kinds) and not kinds[0]:
        return [draft for draft in drafts if draft.kind == "warmup"] + [
            draft for draft in drafts if draft.kind != "warmup"
        ]
    return drafts


def _settled(group: Group, topic: Topic) -> Group:
    """A group with its ranges asked: of reps or loads they belong to a plan, and a log says what was done."""
    reps: list[int | Range | None] = []
    for each in group.reps:
        if isinstance(each, Range):
            options = range(int(each.low), min(int(each.high), int(each.low) + 5) + 1)
            text = f"How many reps did you do, of {plain(each.low)}-{plain(each.high)}?"
            reps.append(options[topic.doubts.settle(text, [f"{option} reps" for option in options])])
        else:
            reps.append(each)
    loads = []
    for load in group.loads:
        if load.form == "total" and load.high is not None:
            ends = (load.value, load.high)
            text = f"Which load did you use, of {plain(ends[0])}-{plain(ends[1])} {topic.unit}?"
            loads.append(Load(ends[topic.doubts.settle(text, [f"{plain(end)} {topic.unit}" for end in ends])]))
        else:
            loads.append(load)
    return group._replace(reps=tuple(reps), loads=tuple(loads))


def _mismatch(group: Group, topic: Topic) -> Group:
    """A count of sets and a list that does not have as many: ask which is right."""
    count = group.sets or 0
    listed = len(group.reps)
    if listed < 2 or not count or listed == count:
        return group
    values = [each for each in group.reps if isinstance(each, int)]
    labels = (
        f"{listed} sets: {', '.join(map(str, values))}",
        f"{count} sets, the last ones of {values[-1] if values else ''}",
    )
    choice = topic.doubts.settle(f"You said {count} sets and listed {listed}: which is right?", labels)
    if choice == 0:
        return group._replace(sets=listed)
    reps = (*group.reps, *(group.reps[-1:] * max(0, count - listed)))
    return group._replace(reps=reps[:count])


def _expanded(group: Group) -> list[Draft]:
    """A group as sets."""
    drafts = []
    for at in range(group.size):
        length = _nth(group.lengths, at)
        time = _nth(group.times, at)
        if time is None and group.pace is not None and length is not None:
            time = round(length.m * group.pace, 3)
        reps = _nth(group.reps, at)
        drafts.append(
            Draft(
                reps if isinstance(reps, int) else None,
                _nth(group.loads, at),
                _nth(group.rpes, at),
                time,
                length,
                group.kind,
            )
        )
    last = drafts[-1]
    if group.last_kind and group.kind != "warmup":
        if group.last_kind == "failure" and group.kind == "failure":
            pass
        elif group.last_kind == "amrap" and group.reps == (None,):
            for draft in drafts:
                draft.kind = "amrap"
        else:
            last.kind = group.last_kind
    if group.missed:
        if last.reps is not None and last.reps > 1:
            last.kind = "failure"
        elif True:
            for draft in drafts if group.reps == (0,) else [last]:
                draft.kind, draft.reps = "failure", 0
            for draft in drafts[:-1]:
                draft.reps = 1 if draft.reps is None else draft.reps
    if group.failed_at is not None:
        last.kind = "failure"
        last.reps = min(last.reps, group.failed_at) if last.reps else group.failed_at
    if any(each.reps == 0 for each in drafts):
        for draft in drafts:
            draft.kind = "failure" if draft.reps == 0 and draft.kind == "work" else draft.kind
    return drafts


def _amend(drafts: list[Draft], group: Group, topic: Topic) -> None:
    """Values that were said of some sets, put in their place."""
    scope = group.amends
    assert scope is not None
    values = _expanded(group)
    if scope.nth > 0 and scope.many == 1 and scope.nth > len(drafts):
        if group.reps or group.times:
            new = values[0]
            if drafts and new.load is None:
                new.load = drafts[-1].load
            drafts.append(new)
        return
    if not drafts:
        drafts += values if group.reps else []
        return
    if scope.nth == 0:
        targets = drafts
    elif scope.nth < 0:
        targets = drafts[-scope.many :]
    else:
        targets = drafts[scope.nth - 1 : scope.nth - 1 + scope.many]
    for at, target in enumerate(targets):
        value = values[min(at, len(values) - 1)]
        target.reps = value.reps if group.reps else target.reps
        target.load = value.load or target.load
        target.rpe = value.rpe if group.rpes else target.rpe
        target.duration_s = value.duration_s or target.duration_s
        target.length = value.length or target.length
        if group.last_kind or group.missed or group.failed_at is not None:
            failed_single = group.missed and (target.reps or 0) <= 1
            target.kind = "amrap" if group.last_kind == "amrap" else "failure"
            target.reps = (
                0
                if failed_single
                else group.failed_at
                if group.failed_at is not None and (target.reps or 99) > group.failed_at
                else target.reps
            )
        elif group.kind != "work":
            target.kind = group.kind


def _nth(values: Sequence[T], place: int) -> T | None:
    return values[min(place, len(values) - 1)] if values else None
