"""Spellings that are nearly right: within one or two slips of the finger, and never another implement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from training.library import Library
from training.spelling import BY_EQUIPMENT, IMPLEMENTS, Spellings, Vocabulary, bag, spellings_of, vocabulary_of


def slips(word: str) -> int:
    """How many letters of a word may be wrong (reference 11.2)."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


@dataclass(frozen=True, eq=False)
class Typos:
    """Words and whole names to compare a misspelling with."""

    vocabulary: Vocabulary
    spellings: Spellings
    words: Sequence[str]
    names: Sequence[str]
    not_typos: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary, spellings: Spellings, not_typos: frozenset[str]) -> "Typos":
        """Prepare the spellings of an index for comparison."""
        shortcuts = (word for word in vocabulary.single if len(word) > 3)
        words = sorted({*(word for word in spellings.words if len(word) > 2), *shortcuts})
        names = sorted(name for name in spellings.squashed if len(name) > 3)
        return cls(vocabulary, spellings, words, names, not_typos)

    def bags(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Bags of tokens that exist and are meant, perhaps, by these words: how many slips, and the bag."""
        unknown = {word for word in words if not self._knows(word)}
        if unknown and not unknown & self.not_typos:
            yield from self._word_by_word(words, unknown)
            yield from self._as_one_word(words, unknown)

    def _knows(self, word: str) -> bool:
        return all(token in self.spellings.words for token in self.vocabulary.tokens((word,)))

    def _word_by_word(self, words: Sequence[str], unknown: set[str]) -> Iterator[tuple[int, str]]:
        alone = len(words) == 1
        choices = [near(word, self.words, alone) if word in unknown else [(0, word)] for word in words]
        for combination in islice(product(*choices), 64):
            key = bag(self.vocabulary.tokens(word for _, word in combination))
            if any(how <= BY_EQUIPMENT for how, _ in self.spellings.bags.get(key, ())):
                yield sum(slip for slip, _ in combination), key

    def _as_one_word(self, words: Sequence[str], unknown: set[str]) -> Iterator[tuple[int, str]]:
        # A letter may be lost at a gap ("pul up"), but two wrong letters in a short word make another word.
        strange = max(len(word) for word in unknown)
        if strange < 3:
            return
        known = set(self.vocabulary.tokens(word for word in words if word not in unknown))
        squashed = "".join(self.vocabulary.tokens(words))
        for slip, name in near(squashed, self.names, alone=len(words) == 1, most=1 if strange < 7 else 2):
            key = self.spellings.squashed[name]
            tokens = set(key.split())
            implements = {token for token in tokens & IMPLEMENTS if token in known or token[:4] in squashed}
            if known <= tokens and tokens & IMPLEMENTS == implements:
                yield slip, key


def near(word: str, others: Sequence[str], alone: bool, most: int = 2) -> list[tuple[int, str]]:
    """Words that this one may be a misspelling of, with the number of slips.

    With nothing beside it (``alone``) a word must be closer: people write much that is no exercise.
    """
    limit = min(most, slips(word), 1 if alone and len(word) < 9 else 2)
    if not limit:
        return []
    found = process.extract(word, others, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=8)
    return [
        (int(slip), other) for other, slip, _ in found if not alone or (other[0] in word[:2] and word[0] in other[:2])
    ]


@lru_cache(maxsize=4)
def typos_of(library: Library) -> Typos:
    """What a library's misspellings are compared with, made once."""
    return Typos.of(vocabulary_of(library), spellings_of(library), library.not_typos)
