"""A message as exercises with what was said of each, and as clauses that are about something else."""

# ruff: noqa: E501 - a table or a pattern is read best in one line

import re
from dataclasses import replace

from training.notation.clauses import Clause, clauses
from training.notation.days import Day, days_in
from training.notation.items import Item, Number, Reference, Reps, Said, Sets, Sign, Word
from training.notation.lexer import Lexer
from training.notation.names import Names
from training.notation.normal import normal
from training.notation.number_roles import likely_roles
from training.notation.order import Named, Negation, When
from training.notation.parting import is_name, says
from training.notation.persons import own_items
from training.notation.reading import Aside, Context, Mention
from training.notation.segments import Segments
from training.notation.states import Parse
from training.notation.tables import plain_lines
from training.notation.titles import title_of
from training.notation.words import VERBS

_UNIT_OF_ALL = re.compile(
    r"(?<!\d )\b(?:in|all|these are|this is|weights?(?: are)?(?: in)?|numbers(?: are)?(?: in)?) (?:\d+ )?(lbs?|pounds|kilos|kgs?)\b(?! (?:of|bar)| ?\d)(?! (?:x|for|each))|\b(?:all |only )?(lbs?|kgs?|pound|kilo) plates\b"
)
"""A remark that all loads of a message are in one unit."""
_SINGLES = re.compile(r"\b(?:meet|competition|1rm|singles|maxed out|attempts|openers?)\b")
"""What tells that loads without reps were lifted once."""
MAX_CHARS = 8_000
"""What of a message is read; what is left over is said to be so."""
_ROUTED = frozenset(("question", "command", "plan", "wish", "measurement"))


class Message:
    """A message cut into exercises and remarks, before anything open is settled."""

    def __init__(self, text: str, context: Context, names: Names) -> None:
        """Cut ``text`` up; ``names`` looks each name up once."""
        self.text = normal(plain_lines(text[:MAX_CHARS]))
        unit = _UNIT_OF_ALL.search(self.text.plain)
        if unit is not None:
            context = replace(context, unit="kg" if (unit[1] or unit[2]).startswith("k") else "lb")
        self.context, self.names = context, names
        self.cut = f"{text[MAX_CHARS : MAX_CHARS + 80]}…" if len(text) > MAX_CHARS else ""
        self.asides: list[Mention] = []
        self.rest: list[str] = []
        self.titles: dict[int, str] = {}
        """By the index of the first entry below."""
        self.said: list[tuple[Mention, int]] = []
        """Mentions with the index of the entry they are about, -1 for none."""
        self.whole_plan = False
        self.repeats: list[Day | None] = []
        self.parsed: dict[tuple[tuple[Item, ...], str], list[Parse]] = {}
        self.corrects = False
        """Whether something was taken back in words that nobody explained."""
        self.has_deed = False
        """Whether something is said to have been done, be it without a number."""
        self.singles = _SINGLES.search(self.text.plain) is not None
        self.found = Segments()
        lexer = Lexer(names, days_in(self.text.plain, context.today))
        self.items: list[Item] = []
        """All that may be of sets, in order."""
        line: list[Item] = []
        chat: list[str] = []
        starts = True
        for clause in clauses(self.text.plain):
            if clause.about == "sets":
                items = lexer.items(self.text.plain[clause.start : clause.end], clause.start)
                if starts:
                    items = self._without_title(clause, items)
                if not any(_matters(item) for item in items) and not line:
                    chat.append(self.text.words(clause.start, clause.end).strip())
                    items = [item for item in items if item.is_sign("\n")]
                line += items
                self.items += items
            else:
                self._aside(clause)
            starts = clause.ends_line
            if clause.ends_line:
                self._line(line)
                line = []
        self._line(line)
        self.found.finish()
        self.likely = likely_roles(self.items, self.text)
        """By where a number starts, how likely it has which role."""
        if not self.found.entries and not self.found.loose:
            self.asides += [Aside(words[:500]) for words in chat if any(char.isalnum() for char in words)]

    def _aside(self, clause: Clause) -> None:
        words = self.text.words(clause.start, clause.end).strip(" ,\t\r\n")
        if not any(char.isalnum() for char in words):
            return
        self.asides.append(Aside(words[:500]))
        if clause.about in _ROUTED:
            self.rest.append(words[:500])

    def _line(self, items: list[Item]) -> None:
        """Take a line: what is about the message as a whole, then the exercises."""
        if not items:
            return
        items = _without_passing_days(own_items(items, self.text))
        kept = _one_of(  # "yesterday or on monday" is a day that is open
            [item for item in items if not self._general(item, items)]
        )
        self.corrects = self.corrects or any(_corrects(item) for item in kept)
        self.has_deed = self.has_deed or any(_is_deed(item) for item in kept)
        if self._is_chat(kept):
            words = self.text.words(items[0].start, items[-1].end).strip()
            if any(char.isalnum() for char in words):
                self.asides.append(Aside(words[:500]))
            days = [item for item in kept if isinstance(item.value, When)]
            self.found.add(days)
            return
        self.found.add(kept)

    def _is_chat(self, items: list[Item]) -> bool:
        """A lone number in a line that names no exercise and has no form of a set: "I have 45 minutes"."""
        if any(is_name(item) for item in items) or not any(_matters(item) for item in items):
            return False
        matters = [item for item in items if _matters(item) and not isinstance(item.value, When)]
        if not matters or any(not item.is_amount for item in matters):
            return False
        words = sum(isinstance(item.value, Word) and item.value.strange for item in items)
        if any(item.is_sign("x", "@") for item in items) or len(matters) > 2:
            return False
        known = self.context.current is not None or bool(self.found.entries)
        return words > (2 if known else 0) or (
            not known and len(matters) < 2 and isinstance(matters[0].value, (Number, Sets, Reps))
        )

    def _without_title(self, clause: Clause, items: list[Item]) -> list[Item]:
        """Take a heading out of the beginning of a line."""
        text = self.text.plain[clause.start : clause.end]
        bare = text
        for item in items:
            if isinstance(item.value, When):
                at = item.start - clause.start
                bare = bare[:at] + " " * (item.end - item.start) + bare[item.end - clause.start :]
        found = title_of(bare)
        if found is None:
            return items
        title, end = found
        title = self.text.words(clause.start + end - len(text[:end].lstrip(" #*-")), clause.start + end).strip(" :-–—")[
            : len(title)
        ]
        rest = [item for item in items if item.start - clause.start >= end or isinstance(item.value, When)]
        more = (
            says(rest)
            or any(is_name(item) for item in rest)
            or any(char.isdigit() for char in self.text.plain[clause.end : clause.end + 400])
        )
        if not more:
            return items
        self.titles[len(self.found.entries)] = title
        return rest

    def _general(self, item: Item, items: list[Item]) -> bool:
        """Take out what is not about one exercise; say whether it was."""
        value = item.value
        if not isinstance(value, (Said, Reference, When)):
            return False
        named = any(is_name(each) for each in items)
        if isinstance(value, Said):
            here = any(is_name(each) and each.start < item.start for each in items)
            self.said.append(
                (
                    value.mention,
                    len(self.found.entries)
                    - (not named)
                    + (sum(is_name(each) and each.start < item.start for each in items) - 1 if here else 0),
                )
            )
            return True
        if isinstance(value, Reference):
            alone = not named and not self.found.entries
            if value.to == "plan" and (alone or not value.words.startswith("as")):
                self.whole_plan = True
                return True
            if value.to == "day":
                days = [each.value.day for each in items if isinstance(each.value, When)]
                self.repeats.append(next((day for day in days if isinstance(day, Day)), None))
                return True
        repeated = any(isinstance(each.value, Reference) and each.value.to == "day" for each in items)
        return isinstance(value, When) and repeated


_DEEDS = frozenset(
    [
        "did",
        "done",
        "got",
        "went",
        "had",
        "trained",
        "train",
        "worked",
        "workout",
        "session",
        "finished",
        "completed",
        "lifted",
        "gym",
        "ran",
        "hit",
        "played",
        "benched",
        "squatted",
    ]
)


def _without_passing_days(items: list[Item]) -> list[Item]:
    """A line without the days of sentences that tell of no sets: "my back complained yesterday"."""
    kept: list[Item] = []
    sentence: list[Item] = []
    some = says(items)
    for item in [*items, Item(Sign("."), 0, 0)]:
        if not item.is_sign(".", "\n", ";"):
            sentence.append(item)
            continue
        strange = sum(isinstance(each.value, Word) and each.value.strange for each in sentence)
        logs = any(isinstance(each.value, Word) and each.value.text in _REPORTS for each in sentence)
        told = logs or any(_matters(each) and not isinstance(each.value, When) for each in sentence)
        kept += [
            Item(Word(""), each.start, each.end)
            if isinstance(each.value, When) and some and strange and not told and not _is_source(each.value)
            else each
            for each in sentence
        ]
        kept.append(item)
        sentence = []
    return kept[:-1]


def _is_source(when: When) -> bool:
    """Whether what is told comes from that day: "two things from yesterday"."""
    return isinstance(when.day, Day) and when.day.words.startswith("from ")


def _one_of(items: list[Item]) -> list[Item]:
    """Two days with "or" between as one that is open."""
    for at in range(len(items) - 2):
        first, _, second = (item.value for item in items[at : at + 3])
        if isinstance(first, When) and items[at + 1].is_sign("or") and isinstance(second, When):
            one, other = first.day, second.day
            if isinstance(one, Day) and isinstance(other, Day):
                both = Day(tuple(dict.fromkeys((*one.dates, *other.dates))), f"{one.words} or {other.words}")
                return [*items[:at], Item(When(both), items[at].start, items[at + 2].end), *items[at + 3 :]]
    return items


_REPORTS = frozenset(
    ["log", "report", "session", "training", "workout", "meet", "forgot", "forgotten", "missed", "gym"]
)
"""What makes the day of a sentence without sets the day of those that follow."""
_TAKEN_BACK = frozenset(["sorry", "correction", "mistake", "mistyped", "meant", "strike", "recounted"])


def _corrects(item: Item) -> bool:
    return isinstance(item.value, Word) and item.value.text in _TAKEN_BACK


def _is_deed(item: Item) -> bool:
    if isinstance(item.value, Named):
        return item.value.words.lower() in VERBS
    return isinstance(item.value, Word) and item.value.text in _DEEDS


def _matters(item: Item) -> bool:
    """Whether an item may be of sets, or says what they are of."""
    return not isinstance(item.value, (Word, Sign)) and not (isinstance(item.value, Negation))
