"""Whose numbers they are where two people are told of side by side: "me 80, Tom 100", "35 me 45 him"."""

from collections.abc import Sequence

from training.notation.items import Item, Value, Word
from training.notation.normal import Normal
from training.notation.order import Named
from training.notation.words import VERBS, words
from training.resolver import Unknown

_ME = words("i me mine myself")
_THEM = words("he she him her his hers they them theirs")
_BETWEEN = words("had did got with the a was used took only just")
"""Words that may stand between a person and their number."""
_ENDS = (";", "\n")
_DEEDS = words("did hit got made managed lifted went")
_NOBODY = ("ly", "ed", "ing")
"""Endings of words that name nobody: "finally", "warmed"."""


def somebody_acts(items: Sequence[Item], text: Normal) -> bool:
    """Whether a sentence begins with a word that may be a name, and a deed follows: "Tom squatted 140"."""
    for at, item in enumerate(items[:-1]):
        if (at and not items[at - 1].is_sign()) or not isinstance(item.value, Word) or not item.value.strange:
            continue
        said, following = text.words(item.start, item.end), items[at + 1].value
        if _is_deed(following) and said.isalpha() and said[0].isupper() and not said.endswith(_NOBODY):
            return True
    return False


def _is_deed(value: Value) -> bool:
    """Whether it tells that something was done."""
    match value:
        case Named(words=said):
            return said in VERBS
        case Word(said):
            return said in _DEEDS
    return False


def own_items(items: list[Item], text: Normal) -> list[Item]:
    """A line without the numbers of others, where it tells whose is which."""
    who = [_person(item, text) for item in items]
    behind = [at for at, person in enumerate(who) if person and at and items[at - 1].is_amount]
    before = [at for at, person in enumerate(who) if person and _has_number(items, at)]
    if not set(before) - set(behind) and _are_two(who, behind):
        return _after(items, who, behind)
    if not all(_is_terse(items, at) for at in before if who[at] == "me"):
        before = [at for at in before if not (_is_small(items[at], text) or _begins(items, at))]
    return _before(items, who, before) if _are_two(who, before) else items


def _are_two(who: Sequence[str], uses: Sequence[int]) -> bool:
    """Whether both the athlete and another are among them."""
    return {who[at] for at in uses} == {"me", "them"}


def _person(item: Item, text: Normal) -> str:
    """Whether somebody is named: the athlete, or another by a pronoun, a name or its first letter."""
    match item.value:
        case Word(said) if said in _ME:
            return "me"
        case Word(said) if said in _THEM:
            return "them"
        case Word(strange=True) | Named(Unknown()):
            return "them"
        case Word() if text.words(item.start, item.end).isupper():
            return "them"
    return ""


def _is_terse(items: Sequence[Item], at: int) -> bool:
    """Whether the athlete is named by "me" and the number follows at once."""
    return items[at].value != Word("i") and any(each.is_amount for each in items[at + 1 : at + 2])


def _begins(items: Sequence[Item], at: int) -> bool:
    """Whether a word that nobody knows has its capital because it begins a sentence."""
    if _is_known(items[at]) or any(each.is_sign(":") for each in items[at + 1 : at + 2]):
        return False
    return at == 0 or items[at - 1].is_sign(".", "\n")


def _is_small(item: Item, text: Normal) -> bool:
    """Whether it is a word that nobody knows, in small letters: a name only where it stands just as "me" does."""
    return not _is_known(item) and text.words(item.start, item.end).islower()


def _is_known(item: Item) -> bool:
    return isinstance(item.value, Word) and not item.value.strange


def _has_number(items: Sequence[Item], at: int) -> bool:
    """Whether a number follows on a person."""
    following = at + 1
    while following < len(items) and _is_between(items[following]):
        following += 1
    return following < len(items) and items[following].is_amount


def _is_between(item: Item) -> bool:
    return item.is_sign(":", "-", "a", "with") or (isinstance(item.value, Word) and item.value.text in _BETWEEN)


def _before(items: list[Item], who: Sequence[str], uses: Sequence[int]) -> list[Item]:
    """Persons stand before their numbers: those of others go until the athlete, an exercise or an end comes."""
    kept, theirs = [], False
    for at, item in enumerate(items):
        if at in uses:
            theirs = who[at] == "them"
        elif item.is_sign(*_ENDS) or (isinstance(item.value, Named) and not who[at]) or _is_of_all(item):
            theirs = False
        if not theirs:
            kept.append(item)
    return kept


def _after(items: list[Item], who: Sequence[str], uses: Sequence[int]) -> list[Item]:
    """Persons stand behind their numbers: the numbers before another since the last person, name or sign go."""
    left: set[int] = set()
    for at in uses:
        if who[at] == "them":
            first = at
            while (
                first
                and first - 1 not in uses
                and not items[first - 1].is_sign()
                and not isinstance(items[first - 1].value, Named)
            ):
                first -= 1
            left |= set(range(first, at + 1))
    return [item for at, item in enumerate(items) if at not in left]


def _is_of_all(item: Item) -> bool:
    return isinstance(item.value, Word) and item.value.text in ("both", "together")
