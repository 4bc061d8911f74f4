"""Reads every time that a text names: words become pieces, layers of rules join them, what is left is placed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from training.period import Period
from training.when import amounts, clocks, days, digits, monthdays, months, periods, ranges, rhythms
from training.when.grammar import Layer, Now, Piece, When, is_edge
from training.when.lexicon import Sense, Tongue, lexicon, tongue_of
from training.when.tokens import Token, tokens_of
from training.when.values import Clock, Direction, Duration, Mention, Recurrence, Value, Weekdays

ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "er", "eme", "º", "ª", "o", "a"))
_KINDS = {"day": "dayword", "clock": "clockword", "rhythm": "rhythmword"}
_DOUBTFUL = frozenset(("weekday", "month", "season", "alltime"))
_TELLING = frozenset(
    ("when", "dated", "duration", "rhythm", "clock", "weekdays", "hm", "aunit", "weekday", "month", "year")
)  # fmt: skip
_ENDS = frozenset("\n.!?;")
_FRENCH_MY = "mon"


def mentions(text: str, today: date, direction: Direction = "past", *, day_first: bool | None = None) -> list[Mention]:
    """Every time that a text names, in order, none inside another.

    ``direction`` says where to look for a day that may lie behind or ahead ("monday"); what says so itself
    ("last monday", "next week", "until friday") is placed as it says. ``day_first`` decides on 3/4; without it a
    date that can be two days is ``Unplaceable`` with both as choices. Times are linear in the length of the text.

    >>> [(mention.span, mention.value.date.isoformat()) for mention in mentions("bench yesterday", date(2026, 11, 21))]
    [((6, 15), '2026-11-20')]
    """
    tokens = tokens_of(text)
    tongue = tongue_of(tokens)
    now = Now(today, direction, day_first, tongue.main)
    pieces = _moved(_pieces(text, tokens, tongue))
    numbers, amounts_, every, *later = _layers()
    pieces = amounts_.apply(numbers.apply(pieces, now, text), now, text)
    pieces = every.apply(rhythms.list_weekdays(pieces, now, text), now, text)
    for layer in later:
        pieces = layer.apply(pieces, now, text)
    found: list[Mention] = []
    for at, piece in enumerate(pieces):
        if not _TELLING.isdisjoint(piece.senses):
            before = pieces[at - 1] if at else None
            after = pieces[at + 1] if at + 1 < len(pieces) else None
            value = _value(piece, before, after, now)
            if value is not None and not _is_part_of_word(text, piece):
                found.append(Mention(piece.start, piece.end, _named(value, text, piece)))
    return found


@lru_cache(maxsize=1)
def _layers() -> tuple[Layer, ...]:
    return (
        Layer(amounts.NUMBERS),
        Layer((*amounts.RULES, *clocks.RULES)),
        Layer(rhythms.RULES),
        Layer((*digits.RULES, *monthdays.DATES, *ranges.DATES)),
        Layer((*days.RULES, *monthdays.RULES, *days.JOINED, *periods.RULES, *months.RULES, *ranges.SINCE_DURATION)),
        Layer((*days.RELATIVE, *periods.RELATIVE)),
        Layer(ranges.RULES),
    )


# Words to pieces


def _pieces(text: str, tokens: Sequence[Token], tongue: Tongue) -> list[Piece]:
    pieces: list[Piece] = []
    known: dict[str, _Heard] = {}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        phrase, end = _phrase_at(tokens, at, tongue)
        if phrase:
            heard = _heard(phrase, tongue)
        elif token.kind == "number":
            pieces.append(_number(text, tokens, at))
            at += 1 if pieces[-1].end == token.end else 2
            continue
        elif token.text in known:
            heard = known[token.text]
        else:
            heard = known[token.text] = _meant_by(token, tongue)
        last = tokens[end - 1]
        written = "\n" if token.kind == "line" else text[token.start : last.end]
        pieces.append(Piece(heard[0], token.start, last.end, written, heard[1], token.glued))
        at = end
    return pieces


_Heard = tuple[dict[str, object], bool]
"""Values by kind, and whether it may be an ordinary word."""


def _meant_by(token: Token, tongue: Tongue) -> _Heard:
    if token.kind == "word":
        return _heard(lexicon().senses(token.text), tongue)
    return ({}, False) if token.kind == "line" else ({token.text: token.text}, False)


def _phrase_at(tokens: Sequence[Token], at: int, tongue: Tongue) -> tuple[list[Sense], int]:
    """The longest fixed expression that begins with a token, in all languages that have it."""
    found: list[Sense] = []
    end = at + 1
    by_second = lexicon().phrases.get(tokens[at].text)
    second = _next(tokens, end) if by_second else len(tokens)
    if not by_second or second >= len(tokens):
        return found, end
    length = 0
    for phrase in by_second.get(tokens[second].text, ()):
        if length and len(phrase.words) < length:
            break
        stop = _end_of(tokens, at, phrase.words)
        if stop is not None and tongue.hears(phrase.sense):
            found.append(phrase.sense)
            end, length = stop, len(phrase.words)
    return found, end


def _next(tokens: Sequence[Token], at: int) -> int:
    """The place of the next word of a phrase: a hyphen or a point between two does not matter."""
    return at + 1 if at < len(tokens) and tokens[at].text in ("-", ".") and tokens[at].glued else at


def _end_of(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> int | None:
    """Where the words end that begin at a token."""
    for nth, word in enumerate(words):
        at = _next(tokens, at) if nth else at
        if at >= len(tokens) or tokens[at].text != word:
            return None
        at += 1
    return at


def _heard(senses: Sequence[Sense], tongue: Tongue) -> _Heard:
    """The senses that count in these languages."""
    kinds: dict[str, object] = {}
    weak = False
    for sense in senses:
        kind = _KINDS.get(sense.kind, sense.kind)
        if not tongue.hears(sense):
            if sense.kind == "weekday":
                kinds.setdefault("shortday", sense.value)
            continue
        if kind not in kinds:
            kinds[kind] = sense.value
            weak |= sense.weak and kind in _DOUBTFUL
            if kind == "number":
                kinds["spelled"] = sense.value
    return kinds, weak


def _number(text: str, tokens: Sequence[Token], at: int) -> Piece:
    token = tokens[at]
    senses = digits.senses_of(token.text)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if "digits" in senses and following is not None and following.glued and following.text in ORDINAL_ENDINGS:
        senses = {"nth": senses["digits"]}
        return Piece(senses, token.start, following.end, text[token.start : following.end], glued=token.glued)
    return Piece(senses, token.start, token.end, token.text, glued=token.glued)


def _moved(pieces: list[Piece]) -> list[Piece]:
    """Pieces in which "move monday to thursday" names two days, and no stretch from one to the other."""
    moves = False
    result: list[Piece] = []
    for piece in pieces:
        moves = ("moves" in piece.senses or moves) and piece.text not in _ENDS
        is_to = moves and "to" in piece.senses
        senses = {kind: value for kind, value in piece.senses.items() if kind not in ("to", "-")} if is_to else None
        result.append(piece if senses is None else replace(piece, senses=senses))
    return result


# Pieces to values


def _value(piece: Piece, before: Piece | None, after: Piece | None, now: Now) -> Value | None:
    for kind, value in piece.senses.items():
        if isinstance(value, When):
            return value.place(now.today, now.direction)
        if isinstance(value, Duration | Recurrence):
            return value
        if isinstance(value, time):
            return Clock(value)
        if kind == "weekdays" and isinstance(value, frozenset) and not piece.weak:
            return Weekdays(value)
        if kind == "hm" and isinstance(value, tuple):
            return _bare_clock(value, before, after)
    if "aunit" in piece.senses:
        unit = str(piece.senses["aunit"])
        return None if unit in ("second", "minute", "day") else amounts.lasting(1, unit)
    return _bare_name(piece, before, after, now)


def _bare_name(piece: Piece, before: Piece | None, after: Piece | None, now: Now) -> Value | None:
    """A weekday or a month that no rule took in."""
    if piece.weak and not ("weekday" in piece.senses and _is_weekday(piece, before, after, now)):
        return None
    weekday, month = piece.senses.get("weekday"), piece.senses.get("month")
    if isinstance(weekday, int):
        return days.weekday_when(weekday).place(now.today, now.direction)
    year = piece.senses.get("year")
    if isinstance(year, int) and before is None and after is None:
        return months.year_when(year).place(now.today, now.direction)
    if isinstance(month, int):
        return months.month_when(month).place(now.today, now.direction)
    return None


def _is_weekday(piece: Piece, before: Piece | None, after: Piece | None, now: Now) -> bool:
    """Whether an ordinary word that is short for a weekday is one here: "benched sat", but not "I sat down"."""
    word = piece.text.lower()
    if before is not None and ("subject" in before.senses or (word == "sun" and "sunny" in before.senses)):
        return False
    if after is not None and ("tail" in after.senses or after.text.lower() == "s"):
        return False
    if after is not None and ("part" in after.senses or "clock" in after.senses):
        return True
    if word == _FRENCH_MY and "fr" in now.languages and not is_edge(after):
        return False
    return is_edge(before) or is_edge(after)


def _bare_clock(parts: tuple[object, ...], before: Piece | None, after: Piece | None) -> Clock | None:
    """A lone 18:30: a time of day in the afternoon, or beside a day; "7:30" may be a time that was run."""
    hour, minute = parts
    if not isinstance(hour, int) or not isinstance(minute, int):
        return None
    beside = [piece.senses for piece in (before, after) if piece is not None]
    if after is not None and ("unit" in after.senses or "amount" in after.senses or after.text in ("/", "min")):
        return None
    if before is not None and not {"in", "amount", "number", "unit", "for"}.isdisjoint(before.senses):
        return None
    if clocks.is_pace(hour, minute):
        return None
    if before is not None and before.text in ("T", "t"):
        return Clock(time(hour, minute))
    if any(not {"when", "weekday", "weekdays", "clock"}.isdisjoint(senses) for senses in beside):
        return Clock(time(hour, minute))
    if before is not None and not {"from", "until", "by", "since", "at", "to", "between"}.isdisjoint(before.senses):
        return Clock(time(hour, minute))
    is_alone = before is None or before.text == "\n"
    return Clock(time(hour, minute)) if is_alone and hour >= 13 and minute % 5 == 0 else None


def _is_part_of_word(text: str, piece: Piece) -> bool:
    """Whether letters or digits go on right before or behind: "L5", "v2026-11-12b"."""
    before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
    is_iso = after in ("T", "t") and piece.text[-1:].isdecimal() and text[piece.end + 1 : piece.end + 2].isdecimal()
    is_time = before in ("T", "t") and text[max(0, piece.start - 2) : piece.start - 1].isdecimal()
    return (before.isalnum() and not is_time) or (after.isalnum() and not is_iso)


def _named(value: Value, text: str, piece: Piece) -> Value:
    """A period with the words that it was named with."""
    if isinstance(value, Period):
        return replace(value, words=" ".join(text[piece.start : piece.end].split()))
    return value
