"""Which two accessories make a superset (reference 6): antagonists first, then what shares no muscle and no grip."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from training.landmarks import doses
from training.library import Library
from training.movement import Movement
from training.program.plan import Item
from training.timing import Find

PAIR_REST_S = 75
"""From one round of the pair to the next, 60 to 120 [E]."""
_GRIP = ("carry", "v_pull", "h_pull", "hinge")


def paired(
    items: Sequence[Item], find: Find, library: Library, rest_s: int = PAIR_REST_S, names: Collection[str] | None = None
) -> tuple[Item, ...]:
    """The session with its accessories (or the exercises of those names) in supersets; what has no partner stays."""
    free = [
        place
        for place, each in enumerate(items)
        if (each.role == "accessory" if names is None else each.exercise in names) and each.superset is None
    ]
    number = max((each.superset for each in items if each.superset is not None), default=0)
    found = list(items)
    while free:
        place = free.pop(0)
        one = find(items[place].exercise)
        partner = min(
            (each for each in free if fits(one, find(items[each].exercise))),
            key=lambda each: (not _antagonists(one, find(items[each].exercise), library), each),
            default=None,
        )
        if partner is None:
            continue
        free.remove(partner)
        number += 1
        for each in (place, partner):
            found[each] = replace(found[each], superset=number, rest_s=rest_s)
    return tuple(found)


def fits(one: Movement | None, other: Movement | None) -> bool:
    """Whether two exercises rest each other: no muscle in common, not both of grip or lower back.

    >>> from training.library import load_library
    >>> find = load_library().by_core_id
    >>> fits(find("barbell_curl"), find("triceps_pushdown")), fits(find("lat_pulldown"), find("barbell_curl"))
    (True, False)
    """
    if one is None or other is None:
        return False
    mine, theirs = doses(one), doses(other)
    if set(one.primary) & set(theirs) or set(other.primary) & set(mine):
        return False
    grip = all("forearms" in each or movement.pattern in _GRIP for each, movement in ((mine, one), (theirs, other)))
    return not grip and not ("lower_back" in mine and "lower_back" in theirs)


def _antagonists(one: Movement | None, other: Movement | None, library: Library) -> bool:
    if one is None or other is None:
        return False
    return other in library.antagonists(one.slug)
