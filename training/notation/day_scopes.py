"""Whose day it is: which exercises of a sentence a named day goes for.

A day belongs to its own clause:

- at the very start of a sentence, to all that follows, until another day is named: "yesterday bench 3x5, squat 5x5";
- set off at the end, by a comma, an "and" or by "all" or "both", to the whole sentence: "bench 3x5, squat 5x5, yesterday";
- before an exercise in the middle, to that one and those after it: "bench 3x5, yesterday squat 5x5 and rows 3x8";
- after an exercise, to that one, and to those that its verb rules: "bench 3x5, squat 5x5 yesterday" moves the squats,
  "I did bench 3x5 and squat 5x5 yesterday" and "squats and rows 3x8 yesterday" move both;
- several days after exercises part a list: "bench 3x5 monday, squat 5x5 wednesday".
"""

from training.notation.days import Day
from training.notation.items import SAYING, Item, Word
from training.notation.order import Named, Quoted, When
from training.notation.words import VERBS, words

_DID = words("did do done trained train lifted lift performed completed hit finished made managed logged gemacht")
_ALL = words("all both everything")


def scope_of(items: list[Item]) -> tuple[dict[int, Day], Day | None]:
    """The day of each exercise of a line, counted from 0, and the day that goes on into what follows.

    An exercise without a day of its own is left out.
    """
    days = [place for place, item in enumerate(items) if isinstance(item.value, When)]
    names = [place for place, item in enumerate(items) if isinstance(item.value, (Named, Quoted))]
    everything = range(len(names))
    if not days:
        return {}, None
    if not names or days[0] < names[0]:
        found = {each: _day(items[max(at for at in days if at < names[each] or at == days[0])]) for each in everything}
        return found, _day(items[days[-1]])
    if len(days) == 1 and _is_set_off(items, days[0]):
        return dict.fromkeys(everything, _day(items[days[0]])), None
    own: dict[int, Day] = {}
    done = 0
    for day in days:
        value = _day(items[day])
        if _leads(items, day, names):
            own |= dict.fromkeys((each for each in everything if names[each] > day), value)
            continue
        last = max(each for each in everything if names[each] < day)
        first = done if len(days) > 1 else _ruled_from(items, names, last)
        own |= dict.fromkeys(range(first, last + 1), value)
        if len(days) == 1:
            own |= dict.fromkeys(_carried(items, names, last), value)
        done = last + 1
    return own, None


def _carried(items: list[Item], names: list[int], last: int) -> list[int]:
    """The exercises that were done "then", after one that a day was named with."""
    found = []
    for each in range(last + 1, len(names)):
        if not any(item.is_sign("then") for item in items[names[each - 1] : names[each]]):
            break
        found.append(each)
    return found


def _day(item: Item) -> Day:
    assert isinstance(item.value, When) and isinstance(item.value.day, Day)
    return item.value.day


def _is_filler(item: Item) -> bool:
    return isinstance(item.value, Word) or item.is_sign("and", "with", "for", "of", "a", "in", "@", "to")


def _is_set_off(items: list[Item], day: int) -> bool:
    """Whether a day ends its sentence and stands apart from what is before it."""
    if any(not (_is_filler(item) or item.is_sign(".")) for item in items[day + 1 :]):
        return False
    for item in reversed(items[:day]):
        is_all = isinstance(item.value, Word) and item.value.text in _ALL
        if is_all or not _is_filler(item) or item.is_sign("and"):
            return is_all or item.is_sign(",", "and")
    return False


def _leads(items: list[Item], day: int, names: list[int]) -> bool:
    """Whether a day stands before the exercise of its clause."""
    before = next((item for item in reversed(items[:day]) if not isinstance(item.value, Word)), None)
    if before is None or not before.is_sign(",", ";", ".", "then", "and", "\n", "/"):
        return False
    end = next(
        (place for place in range(day + 1, len(items)) if items[place].is_sign(",", ";", ".", "then", "\n")), len(items)
    )
    return any(day < name < end for name in names)


def _ruled_from(items: list[Item], names: list[int], last: int) -> int:
    """The first of the exercises that a day after the ``last`` one goes for: back to the verb, if it is no one's own."""
    first = last
    while first > 0 and _is_one_clause(items, names, first - 1):
        first -= 1
    for each in range(last, -1, -1):
        if _has_verb(items, names, each):
            return min(each, first)
    return first


def _is_one_clause(items: list[Item], names: list[int], each: int) -> bool:
    """Whether an exercise and the next share their sets ("squats and rows 3x8"), or are one superset."""
    before = names[each - 1] + 1 if each else 0
    between = items[names[each] + 1 : names[each + 1]]
    has_sets = any(isinstance(item.value, SAYING) for item in [*between, *items[before : names[each]]])
    return not has_sets or not any(item.is_sign(",", ";", ".", "then", "and", "\n") for item in between)


def _has_verb(items: list[Item], names: list[int], each: int) -> bool:
    """Whether an exercise is told with a verb of its own: "squatted 100x5", "did squats 5x5"."""
    name = items[names[each]].value
    if isinstance(name, Named) and name.words.lower() in VERBS:
        return True
    for item in reversed(items[: names[each]]):
        if item.is_sign(",", ";", ".", "then", "and", "\n") or isinstance(item.value, (Named, Quoted)):
            return False
        if isinstance(item.value, Word) and item.value.text in _DID:
            return True
    return False
