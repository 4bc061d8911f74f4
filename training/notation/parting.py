"""Where a line is parted between the exercises that it names."""

from itertools import pairwise

from training.notation.drafts import ENDURANCE
from training.notation.items import (
    SAYING,
    Item,
    Kind,
    Lasting,
    Length,
    Load,
    Number,
    Rated,
    Reference,
    Reps,
    Sets,
    Sign,
    Word,
)
from training.notation.order import Circuit, Label, Link, Named, Negation, Quoted, When
from training.notation.words import NO_NAMES
from training.resolver import Resolved, Unknown

_BOUNDS = (",", ";", ".", "then", "and", "+", "/", "\n", "but", ")", "(", "-", ">", "in")
STRONG = (";", ".", "then", "\n")
_LINKING = ("and", "+", "/")


def is_name(item: Item) -> bool:
    """Whether an item names an exercise."""
    return isinstance(item.value, (Named, Quoted))


def says(items: list[Item]) -> bool:
    """Whether there is anything among items that makes sets."""
    return any(isinstance(item.value, SAYING) for item in items)


def known_names(items: list[Item], goes_on: bool) -> list[Item]:
    """A line in which a name that nobody knows counts only where a name must stand: before sets, at the start of a clause."""
    items = on_machines(_without_bracketed(items))
    known = [at for at, item in enumerate(items) if is_name(item) and not _is_unknown(item)]
    kept = []
    for at, original in enumerate(items):
        item = original
        article = at and (items[at - 1].is_sign("a") or items[at - 1].value == Word("the"))
        if (
            is_name(item)
            and article
            and " " not in str(getattr(item.value, "words", " "))
            and not any(each.is_amount for each in items[at + 1 : at + 3])
            and known
            and known[0] < at
        ):
            item = Item(Word(str(getattr(item.value, "words", ""))), item.start, item.end)
        elif _is_unknown(item) and not _may_be_name(items, at, known, goes_on):
            item = Item(Word(str(getattr(item.value, "words", "")), strange=True), item.start, item.end)
        kept.append(item)
    return kept


def on_machines(items: list[Item]) -> list[Item]:
    """A way of moving and the machine it was done on are one exercise: "ran two miles on the treadmill"."""
    kept = list(items)
    names = [at for at, item in enumerate(items) if is_name(item)]
    for first, second in pairwise(names):
        between = items[first + 1 : second]
        parts = any(item.is_sign(".", ";", "then", "and", "\n", "+") for item in between)
        on = Word("on") in [item.value for item in between[-3:]]
        if on and not parts and _is_road(items[first]) and _is_road(items[second]):
            kept[first] = Item(Word(items[first].value.words), items[first].start, items[first].end)  # type: ignore[union-attr]
    return kept


def _is_road(item: Item) -> bool:
    found = item.value.found if isinstance(item.value, Named) else None
    return isinstance(found, Resolved) and found.movement.modality in ENDURANCE


def _without_bracketed(items: list[Item]) -> list[Item]:
    """Names in brackets after another name, without numbers of their own, are remarks: "(so 270, sled ignored)"."""
    depth, kept, named_before = 0, list(items), False
    for at, item in enumerate(items):
        depth = max(0, depth + item.is_sign("(") - item.is_sign(")"))
        if is_name(item):
            if depth and named_before and not any(each.is_amount for each in until_bound(items[at + 1 : at + 40])):
                kept[at] = Item(Word(str(getattr(item.value, "words", ""))), item.start, item.end)
            named_before = True
    return kept


def _is_unknown(item: Item) -> bool:
    return isinstance(item.value, Named) and isinstance(item.value.found, Unknown)


def _may_be_name(items: list[Item], at: int, known: list[int], goes_on: bool) -> bool:
    """Whether an unknown run of words stands where an exercise is named."""
    words = str(getattr(items[at].value, "words", "")).lower()
    if words.split()[-1].endswith(("ed", "ing", "ly")) or set(words.split()) & NO_NAMES:
        return False
    before = [item for item in items[:at] if not isinstance(item.value, (When, Label))]
    starts = (
        not before
        or before[-1].is_sign(*_BOUNDS, ":")
        or all(isinstance(item.value, Word) and not item.value.strange for item in before)
    )
    after = until_bound(items[at + 1 :])
    marks = sum(isinstance(item.value, SAYING) for item in after)
    formed = any(item.is_sign("x", "@") or isinstance(item.value, (Sets, Reps, Load)) for item in after) or marks > 2
    if not starts or not formed:
        return False
    previous = max((place for place in known if place < at), default=None)
    if previous is not None and not says(items[previous + 1 : at]):
        return False
    return not known or (marks > 1 and before[-1:] != [] and before[-1].is_sign(*_BOUNDS)) or at < known[0]


def is_shared(lead: list[Item]) -> bool:
    """Whether a load and nothing else stands before a colon."""
    amounts = [item for item in lead if item.is_amount]
    return len(amounts) == 1 and isinstance(amounts[0].value, Load) and lead[-1].is_sign(":")


def is_loose_talk(lead: list[Item]) -> bool:
    """Whether the numbers before a name are of something else: bare, among words, and parted from it."""
    amounts = [item for item in lead if item.is_amount]
    if (
        amounts
        and lead[-1].is_sign(":")
        and all(isinstance(item.value, Lasting) and item.value.seconds >= 300 for item in amounts)
    ):
        return True
    words = sum(isinstance(item.value, Word) for item in lead)
    after = lead[max(at for at, item in enumerate(lead) if item.is_amount) + 1 :] if amounts else []
    return (
        bool(amounts)
        and words > 2
        and any(item.is_sign(*_BOUNDS, ":") for item in after)
        and all(isinstance(item.value, Number) for item in amounts)
        and not any(item.is_sign("x", "@") for item in lead)
    )


def parted(between: list[Item], following: list[Item] | None, led: bool) -> tuple[list[Item], list[Item]]:
    """What of the items between two names goes to the first, and what leads to the second."""
    if following is None:
        return between, []
    cut = last_sign(between, _BOUNDS)
    if cut is None:
        return (between, []) if not led or not says(between) or says(following[:1]) else ([], between)
    before, after = between[:cut], between[cut:]
    tail = next((item for item in reversed(between) if not isinstance(item.value, Word)), None)
    if (
        says(after)
        and says(before)
        and tail is not None
        and tail.is_sign("of", "with")
        and isinstance(after[-1].value, (Sign, Word))
    ):
        return before, after
    if not says(after):
        if any(isinstance(item.value, (Negation, Kind, Label, Link, Circuit)) for item in after):
            return before, after
        prefix = next((at for at, item in enumerate(after) if isinstance(item.value, (Rated,))), None)
        return (before, after) if prefix is None or not says(before) else (between, [])
    if any(isinstance(item.value, Reference) for item in after):
        return before, after
    if (
        says(before)
        and all(isinstance(item.value, (Lasting, Length)) for item in after if item.is_amount)
        and after[-1].is_amount
    ) and any(item.is_sign("x", "@") for item in before):
        return before, after
    if says(before):
        strong = between[cut].is_sign(*STRONG)
        own = until_bound(following)
        goes_on = next((item for item in own if not isinstance(item.value, Word)), None)
        mine = any(isinstance(item.value, SAYING) for item in own) and not (
            goes_on is not None and goes_on.is_sign("@", "for", "x", "with")
        )
        earlier = last_sign(between[:cut], _BOUNDS)
        if mine and not strong:
            return between, []
        if earlier is not None and not strong and between[cut].is_sign(",", "/", "-", "and") and _is_list(between, cut):
            return between, []
        return before, after
    return (before, after) if led or _until_bound_says(following) is False else (between, [])


def _is_list(between: list[Item], cut: int) -> bool:
    """Whether what a sign parts is the end of a list: bare numbers on both its sides."""
    before = next((item for item in reversed(between[:cut]) if not isinstance(item.value, Word)), None)
    after = between[cut + 1 :]
    bare = [item for item in after if not isinstance(item.value, Word)]
    return (
        before is not None and isinstance(before.value, Number) and len(bare) == 1 and isinstance(bare[0].value, Number)
    )


def until_bound(items: list[Item]) -> list[Item]:
    """The items up to the first sign that parts."""
    end = next(
        (
            at
            for at, item in enumerate(items)
            if is_name(item) or item.is_sign(",", ";", ".", "then", "\n", "and", "+", "/")
        ),
        len(items),
    )
    return items[:end]


def _until_bound_says(items: list[Item]) -> bool:
    return says(until_bound(items))


def last_sign(items: list[Item], signs: tuple[str, ...]) -> int | None:
    """The last sign that parts items."""
    return next((at for at in range(len(items) - 1, -1, -1) if items[at].is_sign(*signs)), None)


def only_links(items: list[Item]) -> bool:
    """Whether nothing but "and" stands between a name and the next."""
    kept = [item for item in items if not (isinstance(item.value, Word) and not item.value.strange)]
    return bool(kept) and all(item.is_sign(*_LINKING) for item in kept)


def with_rounds(items: list[Item]) -> list[Item]:
    """Read "superset x4" as four rounds."""
    for at in range(len(items) - 2):
        one, times, number = items[at : at + 3]
        if isinstance(one.value, Link) and times.is_sign("x") and isinstance(number.value, Number):
            rounds = Item(Circuit("rounds", int(number.value.value)), times.start, number.end)
            return [*items[: at + 1], rounds, *items[at + 3 :]]
    return items


def scheme_of(items: list[Item]) -> list[Item]:
    """Reps that fall from round to round, for all exercises that follow: 21-15-9; none where there are none."""
    at = next((at for at, item in enumerate(items) if isinstance(item.value, Number)), len(items))
    found: list[Item] = []
    least = float("inf")
    while at < len(items):
        value = items[at].value
        if not isinstance(value, Number) or value.value >= least:
            return []
        found.append(items[at])
        least = value.value
        if at + 2 >= len(items) or not items[at + 1].is_sign("-"):
            break
        found.append(items[at + 1])
        at += 2
    return found if len(found) > 4 else []
