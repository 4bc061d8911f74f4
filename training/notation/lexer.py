"""A line of text as atoms: names, numbers with their units, phrases, days, signs, and words left over."""

import re

from training.notation.atoms import Atom
from training.notation.days import day_at, may_begin_day
from training.notation.names import Names
from training.notation.numerals import NUMERALS
from training.notation.phrases import is_first, phrase
from training.notation.quantities import quantity
from training.notation.reading import Context
from training.notation.tokens import Token, plain, tokenise
from training.notation.words import AND, AT, FILLERS, TIMES, VARIANTS, VERBS, mended

_LABEL = re.compile(r"([a-f])([1-9])\b\s?[.):]?(?= [a-z\"]| ?$)")
_FOR = re.compile(r"(?<=[\dgsGS] )(?:fro|ofr|forr)(?= \d)")
"""A slip that stands between a load and its reps ("160 fro 5")."""
_SIGNS = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "/": "/", "+": "+", ">": ">", "*": "x", "@": "@", "&": ",",
    ".": ".", "!": ".", "?": ".", "[": "(", "]": ")", "|": ";", "=": "f", "~": "f", "✓": "f", "✔": "f", "✅": "f",
}  # fmt: skip


def mend(line: str) -> str:
    """Put slips in keywords right ("yesteday"), where there can be no doubt."""
    line = _FOR.sub("for", line)
    words = plain(line).split()
    if not any(len(word) >= 5 and mended(word) for word in words):
        return line
    return re.sub(r"[^\W\d_]{5,12}", lambda match: mended(match.group().lower()) or match.group(), line)


def atoms_of(line: str, names: Names, context: Context) -> list[Atom]:
    """Cut one line into atoms. Positions are places in the line."""
    tokens = tokenise(line)
    text = plain(line)
    named = {name.first: name for name in names.find(text, tokens)}
    atoms: list[Atom] = []
    ends = [tokens[first].start for first in named] + [len(text)]
    before_name = text[: ends[0]]
    at = 0
    while at < len(tokens) - 1:
        name = named.get(at)
        if name is not None:
            for place in range(name.first, name.last):
                word = tokens[place].text
                if word in VARIANTS and place < name.last - 1:
                    atoms += phrase(text, word, tokens[place].start)
            end = tokens[name.last - 1].end
            atoms.append(Atom("E", (name.found, line[tokens[at].start : end]), tokens[at].start, end))
            at = name.last
            del ends[0]
            before_name = text[: ends[0]]
            continue
        found = _atoms_at(line, before_name, tokens, at, atoms, names, context)
        atoms += found
        end = found[-1].end if found else tokens[at].end
        at += 1
        while at < len(tokens) - 1 and tokens[at].start < end:
            at += 1
    return atoms


def _atoms_at(
    line: str, text: str, tokens: list[Token], at: int, before: list[Atom], names: Names, context: Context
) -> list[Atom]:
    token = tokens[at]
    start = token.start
    numeric = token.kind in ("number", "time", "dotted", "date")
    if may_begin_day(token.text, numeric):
        bare = not before or all(atom.sign in "f;." for atom in before)
        if day := day_at(text, start, context.today, bare):
            return [Atom("D", day[0], start, day[1])]
    if token.kind == "quoted":
        return [Atom("Q", line[start + 1 : token.end - 1], start, token.end)]
    if numeric:
        return _number(text, tokens, at, before)
    if token.kind == "word":
        return _word(line, text, tokens, at, before, names)
    if token.text in "+-@#🏆" and is_first(token.text) and (found := _sign_phrase(text, token, before)):
        return found
    if token.text == "-" and tokens[at + 1].text == ">":
        return [Atom(">", "", start, tokens[at + 1].end)]
    if token.text == "-":
        return [Atom("f", "", start, token.end)] if not before else [Atom("-", "", start, token.end)]
    if token.text in "'\"":
        return [Atom("f", "", start, token.end)]
    sign = _SIGNS.get(token.text, "f" if not token.text.isalnum() else "w")
    return [Atom(sign, token.text, start, token.end)]


def _sign_phrase(text: str, token: Token, before: list[Atom]) -> list[Atom]:
    """A signed load stands apart from what is before it, or follows "same but"."""
    if token.text in "+-" and token.glued and before and before[-1].sign not in "(:,":
        return []
    return phrase(text, token.text, token.start)


def _number(text: str, tokens: list[Token], at: int, before: list[Atom]) -> list[Atom]:
    token = tokens[at]
    if token.kind == "number":
        if found := phrase(text, "0", token.start) or (phrase(text, "12", token.start) if token.text == "12" else []):
            return found
    elif token.kind == "date":
        return [Atom("w", token.text, token.start, token.end)]
    sign, value, end = quantity(text, tokens, at, bool(before) and before[-1].sign == "@")
    return [Atom(sign, value, token.start, end)]


def _word(line: str, text: str, tokens: list[Token], at: int, before: list[Atom], names: Names) -> list[Atom]:
    token = tokens[at]
    word, start, end = token.text, token.start, token.end
    if word == "x" or (word in TIMES and tokens[at + 1].kind in ("number", "word")):
        return [Atom("x", word, start, end)]
    if label := _LABEL.match(text, start):
        return [Atom("A", (label[1], int(label[2])), start, label.end())]
    if found := phrase(text, word, start):
        return found
    if word in VERBS:
        return [Atom("E", (names.look_up(VERBS[word]), line[start:end]), start, end)]
    if word in NUMERALS:
        return _numeral(text, tokens, at, before)
    if word in AT:
        slash = text.startswith("/", end) and word == "w"
        return [Atom("@", word, start, end + slash)]
    if word == "for" and _joins(tokens, at, before):
        return [Atom("x", word, start, end)]
    if word in ("then", "dann"):
        return [Atom(";", word, start, end)]
    if word in AND:
        return [Atom(",", word, start, end)]
    return [Atom("f" if word in FILLERS or len(word) == 1 else "w", word, start, end)]


def _joins(tokens: list[Token], at: int, before: list[Atom]) -> bool:
    """Whether "for" stands between a load and its reps: "225 for 5"."""
    return (
        bool(before)
        and before[-1].sign in "nkdlK"
        and (tokens[at + 1].kind == "number" or tokens[at + 1].text in NUMERALS)
    )


def _numeral(text: str, tokens: list[Token], at: int, before: list[Atom]) -> list[Atom]:
    """A number in words, read as if it were in digits."""
    token = tokens[at]
    value = float(NUMERALS[token.text])
    digits = list(tokens)
    digits[at] = token._replace(kind="number", value=value)
    sign, found, end = quantity(text, digits, at, bool(before) and before[-1].sign == "@")
    return [Atom(sign, found, token.start, end)]
