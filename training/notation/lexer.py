"""A message as typed items: names, amounts, phrases, days, signs, and words left over."""

import re
from collections.abc import Mapping

from training.notation.days import Day
from training.notation.items import Item, Length, Missed, Sign, Word
from training.notation.names import Names
from training.notation.order import Implement, Label, Named, Quoted, Score, When
from training.notation.phrases import is_first, phrase
from training.notation.quantities import quantity
from training.notation.tokens import Token, plain, tokenise
from training.notation.words import FILLERS, GRAMMAR, IMPLEMENT_WORDS, PARTICLES, VARIANTS, VERBS
from training.resolver import Unknown
from training.units import Typed

_LABEL = re.compile(r"([a-f])([1-9])\b\s?[.):]?(?= [a-z\"]| ?$)")
_BULLET = re.compile(r"(?:\d{1,2}[.)]|[-*•>#]|\d{1,2} ?-)(?=\s)")
_NUMBERED = re.compile(r"(?:set|s) ?#?(\d{1,2})\s?[:.)=-]\s?(?=\d)|#(\d{1,2}):\s?")
"""The number of a set at the start of a line: "set 1: 100x5"."""
_COMPOUND = re.compile(
    r"\d+-(?!(?:m|min|mins|minutes?|mi|miles?|met(?:er|re)s?|km|kgs?|lbs?|pounds?|seconds?|secs?|hours?|yards?|foot|rm|rep|reps|kilo|x|k)\b)[a-z]{2,}"
)
"""A number in a word: "2-board"."""
_SETS_AFTER = re.compile(r"\d ?x ?\d")
_GRADE = re.compile(r"\d{1,2}[abc]\+?(?=[/ ,.)-]|$)")
"""How hard a climb was: 6c, 7a."""
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2})?")
_BEFORE_DATE = re.compile(r"(?:^|\n|\bon |[(–] ?|- )\s*$")
_NO_DATE = re.compile(r" ?[x@*/]| ?(?:s|sec|rounds)\b")
_CODE = re.compile(r"[c-qs-vyz]\d{1,2}k?\b(?![:.]\d)(?! ?[a-e]\d)")
"""A letter and a number: the L5 of a spine, the T2 of a program."""
_IN_PASSING = re.compile(
    r"(?:\b(?:(?:sore|stiff|tired|aching|ache|doms|beat|wrecked|recover\w+|left ?overs?|over)(?: \w+)? from|"
    r"since|until|till|usual|every|by|not|than|before|after|than)(?: on)?|\bthe) $"
)
"""Before a day that is not the day of the training: "sore from friday's sparring", "the tuesday ladies"."""
_SIGNS = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "/": "/", "+": "+", ">": ">", "*": "x", "@": "@", "&": "and",
    ".": ".", "!": ".", "?": ".", "[": "(", "]": ")", "|": ";", "=": "=", "\n": "\n", "-": "-", "•": ";", "→": ">",
}  # fmt: skip
_JOINERS = {
    "x": "x", "by": "x", "times": "times", "for": "for", "fro": "for", "ofr": "for", "of": "of", "à": "of", "a": "a", "at": "@", "with": "with",
    "w": "with", "w/": "with", "using": "with", "je": "with", "auf": "with", "holding": "with", "and": "and", "und": "and", "then": "then",
    "dann": "then", "afterwards": "then", "y": "and", "later": "then", "plus": "and", "et": "and", "e": "and", "to": "to",
    "but": "but", "except": "but", "in": "in", "after": "then", "thereafter": "then", "finally": "then", "luego": "then",
    "or": "or",
}  # fmt: skip
_LONE_UNITS = {"mile": Typed(1.0, "mi")}


class Lexer:
    """Cuts one message."""

    def __init__(self, names: Names, days: Mapping[int, tuple[Day | None, int]]) -> None:
        """``names`` looks each name up once; ``days`` of the message by where they start."""
        self.names, self.days = names, days
        self.offset = 0

    def items(self, text: str, offset: int = 0) -> list[Item]:
        """Cut one line; positions count from ``offset``."""
        self.offset = offset
        tokens = tokenise(text)
        line = plain(text)
        named = {
            name.first: name
            for name in self.names.find(line, tokens)
            if not any(tokens[at].start + offset in self.days for at in range(name.first, name.last))
        }
        found: list[Item] = []
        at = 0
        if bullet := _BULLET.match(line, tokens[0].start):
            while at < len(tokens) - 1 and tokens[at].start < bullet.end():
                at += 1
        elif numbered := _NUMBERED.match(line, tokens[0].start):
            while at < len(tokens) - 1 and tokens[at].start < numbered.end():
                at += 1
        while at < len(tokens) - 1:
            name = named.get(at)
            if name is not None:
                found += self._variants(line, tokens, name.first, name.last)
                end = tokens[name.last - 1].end
                found.append(Item(Named(name.found, text[tokens[at].start : end]), tokens[at].start, end))
                at = name.last
                continue
            stop = min(
                (each for each in named if each > at and not isinstance(named[each].found, Unknown)),
                default=len(tokens) - 1,
            )
            new = self._at(text, line[: tokens[stop].start], tokens, at, found)
            found += new
            end = new[-1].end if new else tokens[at].end
            at += 1
            while at < len(tokens) - 1 and tokens[at].start < end:
                at += 1
        return [Item(each.value, each.start + offset, each.end + offset) for each in found]

    def _variants(self, line: str, tokens: list[Token], first: int, last: int) -> list[Item]:
        """What the words of a name say of how it was done, as well."""
        return [
            item
            for place in range(first, last - 1)
            if tokens[place].text in VARIANTS
            for item in phrase(line, tokens[place].text, tokens[place].start)
        ]

    def _at(self, text: str, line: str, tokens: list[Token], at: int, before: list[Item]) -> list[Item]:
        token = tokens[at]
        numeric = token.kind in ("number", "time", "dotted", "date")
        named = None if line.startswith("12-3-30", token.start) else self.days.get(token.start + self.offset)
        if (
            named
            and _SLASHED.fullmatch(line[token.start : named[1] - self.offset])
            and (_NO_DATE.match(line, named[1] - self.offset) or not _BEFORE_DATE.search(line[: token.start]))
        ):
            named = None
        head = line[: token.start] + ("from " if token.text == "from" else "")
        owned = named and line.startswith("'s", named[1] - self.offset) and head.endswith("from ")
        if named and (owned or _IN_PASSING.search(head) or token.text in ("since", "until", "till")):
            return [Item(Word(token.text), token.start, named[1] - self.offset)]
        if named:
            return [Item(When(named[0]) if named[0] else Word(token.text), token.start, named[1] - self.offset)]
        program = line.startswith("5/3/1", token.start) and not line.startswith("+", token.start + 5)
        if program and _SETS_AFTER.search(text.lower(), token.start + 5):
            return [Item(Word("5/3/1"), token.start, token.start + 5)]
        if numeric and (grade := _GRADE.match(line, token.start)):
            return [Item(Word(grade.group()), token.start, grade.end())]
        if numeric and (compound := _COMPOUND.match(line, token.start)):
            return [Item(Word(compound.group()), token.start, compound.end())]
        if token.kind == "quoted":
            return [Item(Quoted(text[token.start + 1 : token.end - 1]), token.start, token.end)]
        if token.kind == "date":
            return [Item(Word(token.text, strange=True), token.start, token.end)]
        if numeric:
            found = phrase(line, "0", token.start) if token.kind == "number" else []
            found = found or (phrase(line, "12", token.start) if token.text == "12" else [])
            if found:
                return found
            value, end = quantity(line, tokens, at)
            return [Item(value, token.start, end)]
        if token.kind == "word":
            return self._word(line, tokens, at, before)
        if is_first(token.text) and (found := _sign_phrase(line, token, before)):
            return found
        if token.text == "-" and tokens[at + 1].text == ">":
            return [Item(Sign(">"), token.start, tokens[at + 1].end)]
        if token.text in "❌✗✘":
            return [Item(Missed(), token.start, token.end)]
        sign = _SIGNS.get(token.text)
        return [Item(Sign(sign, _spaced(line, token)) if sign else Word(token.text), token.start, token.end)]

    def _word(self, line: str, tokens: list[Token], at: int, before: list[Item]) -> list[Item]:
        token = tokens[at]
        word, start, end = token.text, token.start, token.end
        if word == "x":
            return [Item(Sign("x", _spaced(line, token)), start, end)]
        if word == "time" and before and before[-1].is_amount and tokens[at + 1].kind == "number":
            return [Item(Sign("x"), start, end)]
        if label := _LABEL.match(line, start):
            return [Item(Label(label[1], int(label[2])), start, label.end())]
        if found := phrase(line, word, start):
            return found
        if code := _CODE.match(line, start):
            return [Item(Word(code.group()), start, code.end())]
        if word in VERBS and tokens[at + 1].text in PARTICLES:
            return [Item(Word(word), start, end)]
        if word in VERBS:
            return [Item(Named(self.names.look_up(VERBS[word]), word), start, end)]
        if word in _LONE_UNITS and tokens[at + 1].text in ("in", ":", ",") and not (before and before[-1].is_amount):
            return [Item(Length(_LONE_UNITS[word]), start, end)]
        if implement := IMPLEMENT_WORDS.match(line, start):
            return [Item(Implement(implement.group()), start, implement.end())]
        if word == "as" and tokens[at + 1].text == "for":
            return [Item(Word(word), start, tokens[at + 1].end)]
        if word in _JOINERS:
            slash = line.startswith("/", end) and word == "w"
            return [Item(Sign(_JOINERS[word]), start, end + slash)]
        known = word in FILLERS or word in GRAMMAR or len(word) == 1
        return [Item(Word(word, strange=not known), start, end)]


def _spaced(line: str, token: Token) -> bool:
    """Whether an x clings to what follows it alone: "x5 x5"."""
    return not token.glued and line[token.end : token.end + 1].isdigit()


def _sign_phrase(line: str, token: Token, before: list[Item]) -> list[Item]:
    """A signed load stands apart from what is before it."""
    if token.text in "+-" and token.glued and before and not before[-1].is_sign("(", ":", ",", "\n"):
        return []
    found = phrase(line, token.text, token.start)
    if found and isinstance(found[0].value, Score) and not any(_is_amrap(item) for item in before):
        return []
    return found


def _is_amrap(item: Item) -> bool:
    return getattr(item.value, "form", "") == "amrap"
