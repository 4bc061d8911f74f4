"""Tagged messages as readings: names looked up, loads and days settled as for the grammar's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import exp, log

from training.notation.dating import Dating
from training.notation.days import Day, days_in
from training.notation.doubts import Doubts
from training.notation.drafts import ENDURANCE, Entry, Topic
from training.notation.gathering import by_day
from training.notation.identify import identify
from training.notation.items import Item
from training.notation.loading import Loading
from training.notation.message import Message
from training.notation.order import Named
from training.notation.plausible import check
from training.notation.reading import Mention
from training.notation.tagging.assembly import TaggedExercise, drafts_of, exercises
from training.notation.tagging.groups import Unfit
from training.notation.tagging.pieces import Piece
from training.notation.words import VERBS
from training.workout import Exercise, Workout


@dataclass(frozen=True)
class TaggedReading:
    """What a message comes to by its tags."""

    workouts: tuple[Workout, ...]
    doubts: Doubts
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    log_chance: float = 0.0
    """Of all tags that lead to it."""


def read_tags(message: Message, pieces: Sequence[Piece], tags: Sequence[str]) -> TaggedReading:
    """The workouts that tags tell. Raises ``Unfit``."""
    told = exercises(pieces, tags)
    doubts = Doubts()
    mentions: list[Mention] = []
    entries: list[Entry] = []
    done: list[tuple[date, int, Exercise]] = []
    taken: set[str] = set()
    days = days_in(message.text.plain, message.context.today) if any(each.day is not None for each in told) else {}
    dating = Dating(message.found, message.context.today, doubts)
    starts = [*(each.start for each in told), len(pieces)]
    for at, exercise in enumerate(told):
        entry = entry_of(message, pieces, exercise, starts[at] if at else 0, starts[at + 1])
        identify(entry, taken, message.context, message.names, doubts, mentions)
        entries.append(entry)
        if entry.name is None:
            raise Unfit
        taken.add(entry.name)
        topic = Topic.of(entry.movement, message.context, doubts)
        entry.drafts = drafts_of(exercise, pieces, topic.modality in ENDURANCE)
        sets = check(Loading(entry, topic, message.context).sets(), topic, entry.name)
        if not sets:
            raise Unfit
        done.append(
            (
                _date(exercise, pieces, days, dating, message),
                at,
                Exercise(entry.name, sets, None, "; ".join(entry.notes)),
            )
        )
    return TaggedReading(tuple(by_day({}, done)), doubts, tuple(entries), tuple(mentions))


def entry_of(message: Message, pieces: Sequence[Piece], exercise: TaggedExercise, first: int, last: int) -> Entry:
    """A tagged exercise as an entry: what was said from the piece ``first`` up to ``last``."""
    start = pieces[first].start if first < len(pieces) else 0
    end = pieces[last].start if last < len(pieces) else len(message.text.plain)
    items = [each for each in message.items if start <= each.start < end and not isinstance(each.value, Named)]
    around = message.text.plain[start:end]
    if exercise.words is None:
        return Entry("", None, around, items)
    begin, finish = pieces[exercise.words[0]].start, pieces[exercise.words[1] - 1].end
    words = message.text.plain[begin:finish]
    named = Item(Named(message.names.look_up(VERBS.get(words, words)), words), begin, finish)
    return Entry(words, named, around, [each for each in items if not begin <= each.start < finish])


def _date(
    exercise: TaggedExercise,
    pieces: Sequence[Piece],
    days: dict[int, tuple[Day | None, int]],
    dating: Dating,
    message: Message,
) -> date:
    if exercise.day is None:
        return message.context.today
    place = pieces[exercise.day].start
    day = next((day for start, (day, end) in days.items() if start <= place < end), None)
    return dating.date_of(day) if day else message.context.today


def distinct(
    message: Message, pieces: Sequence[Piece], sequences: Sequence[tuple[float, Sequence[str]]], most: int
) -> list[TaggedReading]:
    """The different readings that sequences of tags lead to, the likeliest first; one without sets is among them."""
    chances: dict[tuple[Workout, ...], float] = {}
    found: dict[tuple[Workout, ...], TaggedReading] = {}
    for log_chance, tags in sequences:
        try:
            reading = read_tags(message, pieces, tags)
        except Unfit:
            continue
        key = reading.workouts
        if key not in found and len(found) == most:
            continue
        found.setdefault(key, reading)
        chances[key] = _added(chances.get(key), log_chance)
    return sorted(
        (replace(each, log_chance=chances[key]) for key, each in found.items()), key=lambda each: -each.log_chance
    )


def _added(one: float | None, other: float) -> float:
    return other if one is None else log(exp(one) + exp(other))
