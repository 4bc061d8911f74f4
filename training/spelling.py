"""How an exercise may be spelled: words to tokens, and an index from tokens to movements."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from training.library import Library
from training.movement import Movement

MAX_LENGTH = 80
MAX_WORDS = 10

BY_NAME, BY_ALIAS, BY_EQUIPMENT, BY_REST = range(4)
"""How a spelling leads to a movement, best first: its name, an alias, one of these with a word for
its equipment added, one of these with that word taken away."""

IMPLEMENT_WORDS: Mapping[str, tuple[str, ...]] = {
    "barbell": ("barbell",), "dumbbell": ("dumbbell",), "kettlebell": ("kettlebell",), "cable": ("cable",),
    "machine": ("machine",), "smith": ("smith",), "band": ("band", "banded"), "ez_bar": ("ezbar",),
    "trap_bar": ("trapbar",), "plate": ("plate",), "rings": ("ring", "suspension"),
}  # fmt: skip
IMPLEMENTS = frozenset(word for words in IMPLEMENT_WORDS.values() for word in words) | {"bodyweight"}
"""Words that say what is lifted: a reading never trades one for another."""

_APOSTROPHES = re.compile("['’‘`´ʼ]")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case, accents and punctuation.

    >>> words_of("Farmer’s Walk (Trap-Bar)")
    ('farmers', 'walk', 'trap', 'bar')
    """
    if text.isascii():
        plain = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tuple(_WORD.findall(_APOSTROPHES.sub("", plain)))


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Drop the ending of a plural; the same for a name and for what is typed, so it need not be English.

    >>> [singular(each) for each in ("rows", "presses", "crunches", "flies", "press", "abs")]
    ['row', 'press', 'crunch', 'fly', 'press', 'abs']
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def own_words(movement: Movement) -> tuple[str, ...]:
    """Words for what a movement needs, that may be said or left out."""
    words = tuple(word for item in movement.equipment for word in IMPLEMENT_WORDS.get(item, ()))
    if movement.is_bodyweight:
        return (*words, "bodyweight", "weighted")
    return words if movement.equipment else ("bodyweight",)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Which words stand for which."""

    single: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    fillers: frozenset[str]

    @classmethod
    def of(cls, library: Library) -> "Vocabulary":
        """The synonyms of a library, split into single words and pairs of words."""
        split = [(tuple(said.split()), tuple(meant.split())) for said, meant in library.tokens.items()]
        single = {said[0]: meant for said, meant in split if len(said) == 1}
        pairs = {(said[0], said[1]): meant for said, meant in split if len(said) == 2}
        return cls(single, pairs, library.fillers)

    def expand(self, word: str) -> tuple[str, ...]:
        """What one word stands for: itself, as a singular, or its synonym."""
        return self.single.get(word) or self.single.get(singular(word)) or (singular(word),)

    def tokens(self, words: Iterable[str]) -> tuple[str, ...]:
        """Replace synonyms, strip plurals, drop fillers; the order is kept."""
        expanded = [token for word in words if word not in self.fillers for token in self.expand(word)]
        tokens: list[str] = []
        for token in expanded:
            joined = self.pairs.get((tokens[-1], token)) if tokens else None
            if joined is None:
                tokens.append(token)
            else:
                tokens[-1:] = joined
        return tuple(tokens)


def bag(tokens: Iterable[str]) -> str:
    """A key for tokens in any order."""
    return " ".join(sorted(set(tokens)))


def without_implements(tokens: Iterable[str]) -> str:
    """Tokens as a text, without the words for what is lifted unless there are no others."""
    listed = tuple(tokens)
    return " ".join(token for token in listed if token not in IMPLEMENTS) or " ".join(listed)


@dataclass(frozen=True, eq=False)
class Spellings:
    """An index from what may be typed to movements."""

    exact: Mapping[str, Movement]
    """By ``plain`` slug, name or alias."""
    bags: Mapping[str, tuple[tuple[int, Movement], ...]]
    """By bag of tokens: how each of the movements is reached, best first."""
    squashed: Mapping[str, str]
    """From tokens written as one word to their bag."""
    words: frozenset[str]
    """Every token that some spelling has."""

    @classmethod
    def of(cls, movements: Sequence[Movement], tokens_of: Callable[[Iterable[str]], tuple[str, ...]]) -> "Spellings":
        """Index movements by every spelling of their names and aliases."""
        exact: dict[str, Movement] = {}
        bags: dict[str, dict[str, tuple[int, Movement]]] = {}
        squashed: dict[str, str] = {}

        def reach(tokens: Iterable[str], how: int, movement: Movement) -> None:
            found = bags.setdefault(bag(tokens), {})
            if movement.slug not in found or how < found[movement.slug][0]:
                found[movement.slug] = (how, movement)

        for movement in movements:
            own = own_words(movement)
            for how, text in ((BY_NAME, movement.name), *((BY_ALIAS, alias) for alias in movement.aliases)):
                tokens = tokens_of(words_of(text))
                if not tokens:
                    continue
                exact.setdefault(plain(text), movement)
                squashed.setdefault("".join(tokens), bag(tokens))
                reach(tokens, how, movement)
                rest = tuple(token for token in tokens if token not in own)
                if rest:
                    reach(rest, BY_REST, movement)
                for word in own:
                    reach((*rest, word), BY_EQUIPMENT, movement)
                    squashed.setdefault("".join((word, *rest)), bag((*rest, word)))
        for movement in movements:
            exact[plain(movement.name)] = movement
            exact.setdefault(plain(movement.slug), movement)
        ranked = {key: tuple(sorted(found.values(), key=lambda each: each[0])) for key, found in bags.items()}
        return cls(exact, ranked, squashed, frozenset(token for key in ranked for token in key.split()))


def plain(text: str) -> str:
    """A name for exact comparison: the same words in the same order, whatever the case and punctuation.

    >>> plain("  Bench  Press - Barbell"), plain("💪")
    ('bench press barbell', '💪')
    """
    return " ".join(words_of(text)) or text.strip()


@lru_cache(maxsize=4)
def vocabulary_of(library: Library) -> Vocabulary:
    """The vocabulary of a library, made once."""
    return Vocabulary.of(library)


@lru_cache(maxsize=4)
def spellings_of(library: Library) -> Spellings:
    """The index of a library, made once and shared by every resolver."""
    return Spellings.of(library.movements, vocabulary_of(library).tokens)
