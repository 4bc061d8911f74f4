"""The exercise library: the movements of ``exercises.json``, and how one leads to another."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from training.movement import Movement


@dataclass(frozen=True, slots=True)
class Said:
    """Words that fit several movements."""

    words: tuple[str, ...]
    slugs: tuple[str, ...]
    """The movements they may mean, the likeliest first."""


@dataclass(frozen=True, eq=False)
class Library:
    """Movements, the edges between them, and the words people have for them.

    Compared and hashed by identity, so that an index of a library can be cached.
    """

    movements: tuple[Movement, ...]
    progression: tuple[tuple[str, str], ...]
    """Pairs of slugs, easier to harder."""
    equivalent: tuple[tuple[str, ...], ...]
    """Clusters of slugs that may stand in for one another."""
    antagonist: tuple[tuple[str, str], ...]
    """Pairs of slugs that rest each other in a superset."""
    tokens: Mapping[str, str]
    """What a word, or two, stand for: ``db`` for ``dumbbell``, ``one arm`` for ``single arm``."""
    fillers: frozenset[str]
    """Words that name nothing: ``with``, ``the``."""
    not_typos: frozenset[str]
    """Everyday words one slip away from a word of the gym: they are meant as they stand."""
    open: tuple[Said, ...]
    """Open names that have a sensible default: the first."""
    ambiguous: tuple[Said, ...]
    """Names without a default: only the athlete can say."""
    _by_slug: Mapping[str, Movement]
    _by_name: Mapping[str, Movement]
    _by_core_id: Mapping[str, Movement]

    def by_slug(self, slug: str) -> Movement:
        """The movement with this slug. Raises ``KeyError``."""
        return self._by_slug[slug]

    def by_name(self, name: str) -> Movement | None:
        """The movement with exactly this name."""
        return self._by_name.get(name)

    def by_core_id(self, core_id: str) -> Movement:
        """The movement that is this core movement of the reference (11.2). Raises ``KeyError``."""
        return self._by_core_id[core_id]

    def progressions(self, slug: str) -> tuple[Movement, ...]:
        """Movements that are the next step up from this one."""
        return self._all(harder for easier, harder in self.progression if easier == slug)

    def regressions(self, slug: str) -> tuple[Movement, ...]:
        """Movements that are one step easier than this one."""
        return self._all(easier for easier, harder in self.progression if harder == slug)

    def equivalents(self, slug: str) -> tuple[Movement, ...]:
        """Movements that train the same: what to do when this one cannot be done."""
        return self._all(other for cluster in self.equivalent if slug in cluster for other in cluster if other != slug)

    def antagonists(self, slug: str) -> tuple[Movement, ...]:
        """Movements whose muscles rest while this one works."""
        return self._all(other for pair in self.antagonist if slug in pair for other in pair if other != slug)

    def _all(self, slugs: Iterable[str]) -> tuple[Movement, ...]:
        return tuple(self._by_slug[slug] for slug in dict.fromkeys(slugs))


_LISTS = frozenset(field.name for field in fields(Movement) if str(field.type).startswith("tuple"))


def _movement(entry: dict[str, Any]) -> Movement:
    values: dict[str, Any] = {key: tuple(value) if key in _LISTS else value for key, value in entry.items()}
    return Movement(**values)


def _said(entries: list[dict[str, list[str]]]) -> tuple[Said, ...]:
    return tuple(Said(tuple(entry["said"]), tuple(entry["slugs"])) for entry in entries)


@lru_cache(maxsize=1)
def load_library() -> Library:
    """Read the library that ships with Topset, once."""
    data = json.loads(files("training").joinpath("exercises.json").read_text(encoding="utf-8"))
    movements = tuple(_movement(entry) for entry in data["exercises"])
    edges = data["edges"]
    return Library(
        movements=movements,
        progression=tuple((easier, harder) for easier, harder in edges["progression"]),
        equivalent=tuple(tuple(cluster) for cluster in edges["equivalent"]),
        antagonist=tuple((one, other) for one, other in edges["antagonist"]),
        tokens=data["tokens"],
        fillers=frozenset(data["fillers"]),
        not_typos=frozenset(data["not_typos"]),
        open=_said(data["open"]),
        ambiguous=_said(data["ambiguous"]),
        _by_slug={each.slug: each for each in movements},
        _by_name={each.name: each for each in movements},
        _by_core_id={each.core_id: each for each in movements if each.core_id is not None},
    )
