"""Where exercises are named in a line."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from training.library import Library
from training.notation.phrases import is_first
from training.notation.tokens import Token
from training.notation.words import GRAMMAR, NO_NAMES, PARTICLES, VARIANTS
from training.resolver import Resolution, Resolved, Resolver, Unknown
from training.spelling import bag, plain, spellings_of, vocabulary_of, words_of

MAX_NAMES = 200
"""Distinct texts of a message that are looked up; what comes after is not read."""
MAX_SPAN = 9
"""Tokens of a name."""
MAX_FUZZY = 12
"""Distinct texts of a message that are looked up with slips allowed: each may cost a millisecond."""


MAX_UNKNOWN = 4
"""Words of a name that nobody knows."""
_NEVER_FIRST = frozenset(["and", "with", "of", "the", "a", "an", "on", "in", "for"])
_IMPLEMENTS = frozenset(["db", "dbs", "kb", "bb", "barbell", "dumbbell", "dumbbells", "kettlebell", "machine"])
_CLEANLY = frozenset(["single", "double", "triple", "rep", "reps", "set", "sets", "form"])
_STARTERS = frozenset(["log", "stones", "stone", "max"])
"""Words of grammar that name an exercise at the start of a clause: "log 90x3"."""
_NAMELESS = frozenset(["warm", "warmup", "warmups", "cool", "lap", "stair", "rope", "ropes", "metcon", "wod", "incl"])
_BARS = frozenset(["ez", "trap", "hex", "safety", "cambered", "axle", "v", "swiss", "straight", "long", "football"])


class Name(NamedTuple):
    """A name, from token ``first`` up to ``last``, not included."""

    first: int
    last: int
    found: Resolution


class Spelled(NamedTuple):
    """What can be told of a text without looking it up: all exact spellings of a library."""

    texts: frozenset[str]
    bags: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=4)
def _spelled(library: Library) -> Spelled:
    spellings = spellings_of(library)
    said = {words for each in (*library.open, *library.ambiguous) for words in each.words}
    texts = frozenset(spellings.exact) | said
    words = {word for text in texts for word in text.split()} | set(spellings.words) | set(library.tokens)
    return Spelled(texts, frozenset(spellings.bags), frozenset(words))


@dataclass
class Names:
    """Finds names, and looks each up once a message."""

    resolver: Resolver
    known: dict[str, Resolution] = field(default_factory=dict)
    fuzzy: int = 0

    def __post_init__(self) -> None:
        """Index the spellings of the library (once a process) and the athlete's own names."""
        self.spelled = _spelled(self.resolver.library)
        self.vocabulary = vocabulary_of(self.resolver.library)
        own = [plain(text) for each in self.resolver.own for text in (each.name, *each.aliases)]
        self.own = frozenset(own)
        self.own_words = frozenset(word for text in own for word in text.split())

    def find(self, line: str, tokens: list[Token]) -> list[Name]:
        """All names of a line, in order. Misspelt ones count where sets stand beside them."""
        found = self._with_neighbours(line, tokens, self._exact(line, tokens))
        return [name for name in found if not _is_counted_run(tokens, name)]

    def look_up(self, text: str) -> Resolution:
        """Resolve a text, once."""
        found = self.known.get(text)
        if found is None:
            found = self.resolver.resolve(text) if len(self.known) < MAX_NAMES else Unknown(text, ())
            self.known[text] = found
        return found

    def _is_spelled(self, text: str) -> bool:
        words = words_of(text)
        joined = " ".join(words)
        if joined in self.spelled.texts or joined in self.own:
            return True
        if len(words) < 2:
            return bool(words) and bag(self.vocabulary.tokens(words)) in self.spelled.bags
        return bag(self.vocabulary.tokens(words)) in self.spelled.bags

    def _may_begin(self, token: Token, following: Token) -> bool:
        if token.kind == "word":
            word = words_of(token.text)
            return bool(word) and (
                word[0] in self.spelled.words or word[0].rstrip("s") in self.spelled.words or word[0] in self.own_words
            )
        return token.kind == "number" and (following.text in ("-", "arm", "leg") or following.text == "deg")

    def _exact(self, line: str, tokens: list[Token]) -> list[Name]:
        names: list[Name] = []
        at = 0
        while at < len(tokens) - 1:
            name = self._exact_at(line, tokens, at) if self._may_begin(tokens[at], tokens[at + 1]) else None
            if name and name.last == at + 1 and tokens[at].text == "incline" and _on_machine(names):
                name = None
            if name:
                names.append(name)
            at = name.last if name else at + 1
        return names

    def _exact_at(self, line: str, tokens: list[Token], at: int) -> Name | None:
        ends = _ends(tokens, at)
        for end in reversed(ends):
            first, last = tokens[at].text, tokens[end - 1].text
            named = (
                first in _STARTERS
                and (at == 0 or tokens[at - 1].kind == "sign")
                and tokens[end].kind in ("number", "sign")
            )
            if (end - at == 1 and not named and (first in GRAMMAR or first in VARIANTS)) or first in _NEVER_FIRST:
                continue
            if first in _NAMELESS and (end - at == 1 or first == "warm"):
                continue
            if first in ("run", "runs") and end - at == 1 and at and tokens[at - 1].kind == "number":
                continue
            if (
                first in ("run", "clean")
                and end - at == 1
                and tokens[end].text in (PARTICLES if first == "run" else _CLEANLY)
            ):
                continue
            if first == "dead" and end - at == 1 and tokens[end].kind not in ("number", "sign"):
                continue
            if first == "side" and at and tokens[at - 1].text in ("a", "per", "each", "/", "either"):
                continue
            text = line[tokens[at].start : tokens[end - 1].end]
            if last == "bar" and tokens[end - 2].text not in _BARS and plain(text) not in self.spelled.texts:
                continue
            if (
                plain(text) in self.own
                or plain(text) in self.spelled.texts
                or ((last not in GRAMMAR or last in _IMPLEMENTS) and self._is_spelled(text))
            ):
                found = self.look_up(text)
                if not isinstance(found, Unknown):
                    return Name(at, end, found)
        return None

    def _with_neighbours(self, line: str, tokens: list[Token], exact: list[Name]) -> list[Name]:
        """Join exact names with the unknown words beside them where the whole is a (misspelt) name."""
        names: list[Name] = []
        inside = {name.first: name for name in exact}
        at = 0
        while at < len(tokens) - 1:
            end, parts, strange = at, [], False
            while end < len(tokens) - 1 and end - at < MAX_SPAN:
                token = tokens[end]
                if end in inside:
                    parts.append(inside[end])
                    end = inside[end].last
                elif _is_strange(token) or (self._may_join(token) and end + 1 not in inside):
                    strange = strange or _is_strange(token)
                    end += 1
                elif token.text == "-" and end > at and token.glued and _is_strange(tokens[end + 1]):
                    end += 1
                else:
                    break
            if strange or parts:
                names += self._run(line, tokens, at, end, parts) if strange or len(parts) > 1 else parts
            at = max(end, at + 1)
        return names

    def _may_join(self, token: Token) -> bool:
        """Whether a word of some phrase is a word of some name as well: "lat", "back"."""
        return token.kind == "word" and token.text not in GRAMMAR and token.text in self.spelled.words

    def _run(self, line: str, tokens: list[Token], first: int, last: int, parts: list[Name]) -> list[Name]:
        if len(parts) == 1 and (parts[0].first, parts[0].last) == (first, last):
            return parts
        text = line[tokens[first].start : tokens[last - 1].end]
        short = last - first == 1 and len(text) < 5 and first > 0 and tokens[first - 1].kind == "word"
        if not short and _beside_sets(tokens, first, last) and self.fuzzy < MAX_FUZZY and len(text) <= 60:
            self.fuzzy += text not in self.known
            found = self.look_up(text)
            if not isinstance(found, Unknown):
                return [Name(first, last, found)]
            if not parts and _before_sets(tokens, last) and last - first <= MAX_UNKNOWN:
                return [Name(first, last, found)]
        if not parts and self.fuzzy < MAX_FUZZY and _before_sets(tokens, last) and last - first > 1:
            return self._tail(line, tokens, first, last)
        return parts

    def _tail(self, line: str, tokens: list[Token], first: int, last: int) -> list[Name]:
        """A misspelt name at the end of a run of words: "i did some benhc pres"."""
        for at in range(max(first + 1, last - 3), last):
            self.fuzzy += 1
            found = self.look_up(line[tokens[at].start : tokens[last - 1].end])
            if isinstance(found, Resolved):
                return [Name(at, last, found)]
        return []


def _is_counted_run(tokens: list[Token], name: Name) -> bool:
    """Whether "runs" counts trips: "4 runs of 20 m"."""
    return tokens[name.first].text in ("run", "runs") and name.first > 0 and tokens[name.first - 1].kind == "number"


def _on_machine(names: list[Name]) -> bool:
    """Whether the exercise before is one whose incline is a setting."""
    found = names[-1].found if names else None
    return isinstance(found, Resolved) and found.movement.modality == "distance_duration"


def _ends(tokens: list[Token], at: int) -> list[int]:
    """Where a name that begins at ``at`` may end, nearest first."""
    ends = []
    place = at
    while place < min(at + MAX_SPAN, len(tokens) - 1):
        token = tokens[place]
        if (
            token.kind == "word"
            or (place == at and token.kind == "number")
            or (token.text == ")" and "(" in (tokens[back].text for back in range(at, place)))
        ):
            ends.append(place + 1)
        elif token.text not in ("-", "&", "(", "'"):
            break
        place += 1
    return ends


def _is_strange(token: Token) -> bool:
    word = token.text
    return (
        token.kind == "word"
        and len(word) > 2
        and not (word in _NAMELESS or word in NO_NAMES or word in GRAMMAR or word in VARIANTS or is_first(word))
    )


def _before_sets(tokens: list[Token], last: int) -> bool:
    following = tokens[last]
    if following.text in (":", "-", "@"):
        following = tokens[min(last + 1, len(tokens) - 1)]
    return following.kind in ("number", "time") or following.text in ("bw", "for")


def _beside_sets(tokens: list[Token], first: int, last: int) -> bool:
    """Whether numbers stand beside a run of words, or nothing but the run is said."""
    before = tokens[first - 1] if first else None
    alone = first == 0 and tokens[last].kind == "end" and last <= 4
    return alone or _before_sets(tokens, last) or (before is not None and before.kind != "word")
