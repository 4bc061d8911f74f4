"""The exercise that is meant, where all that was said of it tells more than how its name is spelled."""

import itertools
from collections.abc import Mapping, Sequence

from training.movement import Movement
from training.notation.drafts import Entry
from training.notation.naming.linker import Kind, linker
from training.notation.naming.told import Told, measures_of
from training.notation.reading import Context
from training.resolver import Candidates, Resolution, Resolved

AGAINST, AMONG, ALONE = 0.45, 0.75, 0.3
"""How likely an exercise must be to be taken against the one that is spelled, where several are, and where none is."""


def spelled(found: Resolution | None) -> list[tuple[str, Kind]]:
    """What the spelling of a name led to."""
    match found:
        case None:
            return []
        case Resolved(movement, certain):
            return [(movement.name, "certain" if certain else "assumed")]
        case Candidates(_, movements):
            return [(each.name, "open") for each in movements]
        case _:
            return [(each.name, "nearest") for each in found.nearest]


def told(entry: Entry) -> Told:
    """An entry as it is seen."""
    return Told(entry.words.lower(), entry.around, measures_of(entry.items))


def chances(entry: Entry, found: Resolution | None) -> Mapping[str, float]:
    """How likely each exercise is meant by an entry, the likeliest first."""
    return linker().chances(told(entry), spelled(found))


def meant(found: Resolution | None, likely: Mapping[str, float], context: Context) -> Movement | None:
    """The exercise to take instead of what the spelling led to, if there is one."""
    first = next(iter(likely))
    if isinstance(found, Resolved):
        name = found.movement.name
        if name not in likely or name == first or name in context.planned:
            return None
    least = AGAINST if isinstance(found, Resolved) else AMONG if isinstance(found, Candidates) else ALONE
    return context.resolver.named(first) if likely[first] >= least else None


def around(plain: str, starts: Sequence[int]) -> list[str]:
    """What is said of each exercise: from where its own words start up to those of the next; of the first from the beginning.

    >>> around("did squats 5x5 then rows", [4, 15])
    ['did squats 5x5 ', 'then rows']
    """
    bounds = [0, *starts[1:], len(plain)] if starts else []
    return [plain[one:other] for one, other in itertools.pairwise(bounds)]
