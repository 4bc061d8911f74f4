"""The items of an exercise put in the order in which they are read."""

from training.notation.drafts import ENDURANCE, Entry, Topic
from training.notation.items import (
    Broken,
    Failed,
    Felt,
    Form,
    Item,
    Kind,
    Laps,
    Length,
    Load,
    Missed,
    Note,
    Number,
    Range,
    Rated,
    Reference,
    Reps,
    Sets,
    Sign,
    Word,
)
from training.notation.order import Dropped, Fix, Scope
from training.notation.reading import Effort
from training.notation.told import Told
from training.units import Typed, plain


def one_of_two(items: list[Item], topic: Topic) -> list[Item]:
    """ "40 or 50", "5 maybe 6": asked, and read with the answer."""
    for at in range(len(items) - 2):
        first, between, second = items[at : at + 3]
        doubtful = between.is_sign("or") or between.value == Word("maybe")
        if first.is_amount and second.is_amount and doubtful:
            labels = [str(getattr(each.value, "value", "")).removesuffix(".0") for each in (first, second)]
            choice = topic.doubts.settle(f"Was it {labels[0]} or {labels[1]}?", labels)
            return [*items[:at], (first, second)[choice], *items[at + 3 :]]
    return items


def is_remark(items: list[Item], entry: Entry, told: Told) -> bool:
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
    if factor and (amounts > 1 or any(isinstance(item.value, Broken) for item in inside)):
        repeated = [part for _ in range(factor) for part in (*inside, Item(Sign(","), 0, 0))]
        return [*(before if not before[-1:] or not before[-1].is_sign("x") else before[:-2]), *repeated, *rest]
    is_first = (
        not any(item.is_amount for item in before) and amounts > 1 and any(item.is_sign("x", "@") for item in inside)
    )
    one_of_many = any(item.is_sign("(") for item in after)
    if is_first and not one_of_many and (any(item.is_amount for item in after) or not named):
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


def prepared(items: list[Item], topic: Topic, named: bool = True) -> list[Item]:
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
        if item.is_amount or isinstance(item.value, (Rated, Failed, Missed, Dropped)):
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
    if back < 0 or not (isinstance(items[back].value, (Rated, Failed, Missed)) or _is_fixed(items, back)):
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
