"""From what an athlete types to the movement that is meant, or to the question that settles it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from training.library import Library
from training.movement import Movement
from training.spelling import (
    BY_ALIAS,
    BY_NAME,
    BY_REST,
    MAX_LENGTH,
    MAX_WORDS,
    Spellings,
    bag,
    plain,
    spellings_of,
    vocabulary_of,
    without_implements,
    words_of,
)
from training.typos import Typos, typos_of

MANY = 5
"""A short list to ask about is no longer than this."""
CLEARLY = 2
"""Done this many times as often as the next, a movement is what the athlete means by an open name."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One movement is meant."""

    movement: Movement
    certain: bool
    """False: a reading (of a typo, or from history) that is told to the athlete."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Several movements may be meant, and they differ in load."""

    text: str
    movements: tuple[Movement, ...]
    """Two to five."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No movement has a name like this."""

    text: str
    nearest: tuple[Movement, ...]
    """What looks most like it, perhaps nothing."""


Resolution = Resolved | Candidates | Unknown


@lru_cache(maxsize=4)
def _said(library: Library) -> dict[str, tuple[bool, tuple[Movement, ...]]]:
    """Open and ambiguous words: whether the first movement is the default, and all of them."""
    entries = [(True, each) for each in library.open] + [(False, each) for each in library.ambiguous]
    return {
        words: (has_default, tuple(library.by_slug(slug) for slug in each.slugs))
        for has_default, each in entries
        for words in each.words
    }


class Resolver:
    """Resolves names for one athlete: their own exercises, history and equipment decide what is open."""

    def __init__(
        self,
        library: Library,
        own: Sequence[Movement] = (),
        times_done: Mapping[str, int] = {},
        equipment: frozenset[str] | None = None,
    ) -> None:
        """``times_done`` is by exercise name; ``equipment`` is what the athlete has, ``None`` if not known."""
        self.library = library
        self.own = tuple(own)
        self.times_done = times_done
        self.equipment = equipment

    def named(self, name: str) -> Movement | None:
        """The movement with exactly this name, slug or alias, whatever the case: for imports."""
        key = plain(name)
        return self._own.exact.get(key) or spellings_of(self.library).exact.get(key)

    def known(self, text: str) -> tuple[Movement, ...]:
        """The movements that a name stands for as it is spelt, the likeliest first; none for a typo or another word."""
        words = words_of(text)
        if not words or len(words) > MAX_WORDS:
            return ()
        if own := self._own.exact.get(plain(text)):
            return (own,)
        match self._as_said(text, words) or self._as_spelled(text, words):
            case Resolved(movement):
                return (movement,)
            case Candidates(_, movements):
                return movements
        return ()

    def resolve(self, text: str) -> Resolution:
        """Say which movement a text means."""
        stripped = text.strip()
        if not stripped or len(stripped) > MAX_LENGTH:
            return Unknown(text, ())
        if own := self._own.exact.get(plain(stripped)):
            return Resolved(own, certain=True)
        words = words_of(stripped)
        if not words or len(words) > MAX_WORDS:
            return Unknown(text, ())
        return (
            self._as_said(text, words)
            or self._as_spelled(text, words)
            or self._as_misspelled(text, words)
            or self._as_done(text, words)
            or Unknown(text, self._nearest(words))
        )

    @cached_property
    def _own(self) -> Spellings:
        return Spellings.of(self.own, vocabulary_of(self.library).tokens)

    def _as_said(self, text: str, words: tuple[str, ...]) -> Resolution | None:
        known = _said(self.library).get(" ".join(words))
        if known is None:
            return None
        has_default, movements = known
        default = movements[0] if has_default else None
        certain = default is not None and self._leads_to(words, default)
        return self._choose(text, movements, default, certain)

    def _as_spelled(self, text: str, words: tuple[str, ...]) -> Resolution | None:
        tokens = vocabulary_of(self.library).tokens(words)
        key = bag(tokens)
        own = [movement for how, movement in self._own.bags.get(key, ()) if how <= BY_ALIAS]
        if own:
            return Resolved(own[0], certain=True)
        spellings = spellings_of(self.library)
        return self._in_bag(text, key) or self._in_bag(text, spellings.squashed.get("".join(tokens), ""))

    def _in_bag(self, text: str, key: str) -> Resolution | None:
        found = spellings_of(self.library).bags.get(key)
        if not found:
            return None
        meant = spellings_of(self.library).exact.get(plain(text))
        best, owner = next((each for each in found if each[1] is meant), found[0])
        if best == BY_REST and " " not in key:
            return None  # "lift" is not a cable lift: one word left of a name names nothing
        if best == BY_NAME:
            # The name of a bodyweight exercise is also what its loaded form is called by those who do that.
            loaded = [each for how, each in found if how == BY_REST and each.modality == "weight_reps"]
            return self._choose(text, (owner, *(loaded if owner.is_bodyweight else ())), owner, certain=True)
        movements = (owner, *(each for how, each in found if how in (best, BY_REST) and each is not owner))
        tied = owner is not meant and sum(how == best for how, _ in found) > 1
        return self._choose(text, movements, None if tied else owner, certain=True)

    def _choose(
        self, text: str, movements: tuple[Movement, ...], default: Movement | None, certain: bool
    ) -> Resolved | Candidates:
        """Choose by what the athlete does, then by what they have, then by the default."""
        if len(movements) == 1:
            return Resolved(movements[0], certain)
        ranked = sorted(movements, key=self._times, reverse=True)
        if self._times(ranked[0]) and self._times(ranked[0]) >= CLEARLY * self._times(ranked[1]):
            return Resolved(ranked[0], certain and ranked[0] is default)
        if default is not None and self._times(default):
            return Resolved(default, certain)
        done = tuple(each for each in ranked if self._times(each))
        possible = done or tuple(each for each in movements if self._can_do(each)) or movements
        if default in possible:
            return Resolved(default, certain)
        return Resolved(possible[0], certain=False) if len(possible) == 1 else Candidates(text, possible[:MANY])

    def _times(self, movement: Movement) -> int:
        return self.times_done.get(movement.name, 0)

    def _can_do(self, movement: Movement) -> bool:
        return self.equipment is None or self.equipment.issuperset(movement.equipment)

    def _as_misspelled(self, text: str, words: tuple[str, ...]) -> Resolution | None:
        vocabulary = vocabulary_of(self.library)
        likely = [word for word in words if word not in vocabulary.fillers]
        mine = Typos.of(vocabulary, self._own, self.library.not_typos).bags(likely) if self.own else ()
        near: list[tuple[int, Movement]] = []
        for slips, key in mine:
            near += [(slips, movement) for how, movement in self._own.bags[key] if how <= BY_ALIAS]
        for slips, key in typos_of(self.library).bags(likely):
            match self._as_said(text, tuple(key.split())) or self._in_bag(text, key):
                case Resolved(movement):
                    near.append((slips, movement))
                case Candidates(_, movements):
                    near += [(slips, movement) for movement in movements]
        if not near:
            return None
        fewest = min(slips for slips, _ in near)
        movements = tuple(dict.fromkeys(movement for slips, movement in near if slips == fewest))
        return self._choose(text, movements, None, certain=False)

    def _as_done(self, text: str, words: tuple[str, ...]) -> Resolution | None:
        """A part of the name of what the athlete does, if it is more than one word."""
        tokens = set(vocabulary_of(self.library).tokens(words))
        if len(tokens) < 2:
            return None
        done = [each for name in self.times_done if (each := self.named(name)) and self._times(each)]
        partly = tuple(each for each in done if tokens <= self._tokens(each))
        return self._choose(text, partly, None, certain=False) if partly else None

    def _tokens(self, movement: Movement) -> set[str]:
        return set(vocabulary_of(self.library).tokens(words_of(movement.name)))

    def _leads_to(self, words: tuple[str, ...], movement: Movement) -> bool:
        key = bag(vocabulary_of(self.library).tokens(words))
        found = spellings_of(self.library).bags.get(key, ())
        return any(each is movement and how <= BY_ALIAS for how, each in found)

    def _nearest(self, words: Iterable[str]) -> tuple[Movement, ...]:
        text = without_implements(vocabulary_of(self.library).tokens(words))
        names = {**_bare_names(self.library), **{each: _bare_name(self.library, each) for each in self.own}}
        near = process.extract(text, names, scorer=fuzz.token_sort_ratio, score_cutoff=65, limit=3)
        return tuple(movement for _, _, movement in near)


def _bare_name(library: Library, movement: Movement) -> str:
    return without_implements(vocabulary_of(library).tokens(words_of(movement.name)))


@lru_cache(maxsize=4)
def _bare_names(library: Library) -> dict[Movement, str]:
    return {movement: _bare_name(library, movement) for movement in library.movements}
