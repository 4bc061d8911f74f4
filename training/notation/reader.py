"""Free text read into workouts."""

import re
from dataclasses import replace

from training.notation.agreement import agreement, others, stored, tagged_readings
from training.notation.canonical import is_canonical, new_names, read_canonical
from training.notation.certainty import LEAST, chance
from training.notation.clauses import clauses
from training.notation.doubts import Doubt, Doubts
from training.notation.evidence import Seen, evidence
from training.notation.lexer import Lexer
from training.notation.message import MAX_CHARS, Message
from training.notation.names import Names
from training.notation.normal import normal
from training.notation.order import Named
from training.notation.outcome import Outcome
from training.notation.persons import somebody_acts
from training.notation.reading import Context, Option, Question, Reading
from training.notation.rendering import escaped, render, render_mention, sets_text
from training.notation.tables import plain_lines
from training.resolver import Candidates, Resolved, Resolver
from training.workout import Workout

NOT_SURE = "I am not sure that I read this right. Is it what you did?"
MOST_OPTIONS = 3
MOST_ENTRIES, MOST_WAYS, MOST_TRIED = 6, 4, 8
"""Exercises of a message whose numbers are read otherwise, the ways to read those of each, and how many are tried."""
LONGEST_LABEL = 300


def read(text: str, context: Context) -> Reading:
    """Read a message into workouts, or into the one question that has to be answered first."""
    if is_canonical(text) and (reading := read_canonical(text, context.resolver)) is not None:
        ahead = [workout.date for workout in reading.workouts if workout.date > context.today]
        if not ahead:
            return reading
    message = Message(text, context, Names(context.resolver))
    doubts = Doubts()
    reading = Outcome(message, doubts).reading()
    return _asked(message, reading, doubts.first)


def _asked(message: Message, reading: Reading, doubt: Doubt | None) -> Reading:
    """A reading with its first open point as a question, each answer tried."""
    if doubt is None:
        return reading
    options = []
    for index, label in enumerate(doubt.labels):
        answer = Outcome(message, Doubts(index)).reading()
        options.append(Option(label, canonical_text(answer, message.context)))
    return replace(reading, question=Question(doubt.text, tuple(options)))


def read_surely(text: str, context: Context) -> Reading:
    """The same for what is to be stored: what is not likely enough, somebody else's or leaves something out is a question.

    The likeliest readings are its answers.
    """
    if is_canonical(text):
        return read(text, context)
    message = Message(text, context, Names(context.resolver))
    doubts = Doubts()
    outcome = Outcome(message, doubts)
    reading = outcome.reading()
    is_told = bool(reading.workouts) and all(each.is_of_numbers for each in doubts.met)
    if not is_told:
        return _asked(message, reading, doubts.first)
    tagged = tagged_readings(message)
    is_sure = chance(evidence(Seen(message, outcome.entries, reading)) | agreement(reading, tagged)) >= LEAST
    is_own = not somebody_acts(message.items, message.text)
    if is_sure and is_own and not doubts.met and not set(reading.unread) - {message.cut}:
        return reading
    by_tags = others(reading, tagged)
    different = {
        stored(each.workouts): each for each in (reading, *by_tags[:1], *_others(message, outcome, reading), *by_tags)
    }
    readings = list(different.values())[:MOST_OPTIONS]
    options = tuple(Option(_label(each, context), canonical_text(each, context)) for each in readings)
    return replace(reading, question=Question(NOT_SURE, options))


def weighed(message: Message) -> tuple[Reading, dict[str, float]]:
    """A message read, with the evidence for the reading."""
    doubts = Doubts()
    outcome = Outcome(message, doubts)
    reading = outcome.reading()
    found = evidence(Seen(message, outcome.entries, reading)) | agreement(reading, tagged_readings(message))
    return _asked(message, reading, doubts.first), found


def _others(message: Message, outcome: Outcome, reading: Reading) -> list[Reading]:
    """The next best readings: the numbers of one exercise read otherwise, the cheapest ways first."""
    ways = sorted(
        (parse.cost - entry.parses[0].cost, place, way)
        for place, entry in enumerate(outcome.entries[:MOST_ENTRIES])
        for way, parse in enumerate(entry.parses[1:MOST_WAYS], 1)
    )
    found: dict[tuple[Workout, ...], Reading] = {reading.workouts: reading}
    for _, place, way in ways[:MOST_TRIED]:
        doubts = Doubts()
        other = Outcome(message, doubts, {place: way}).reading()
        if other.workouts and all(each.is_of_numbers for each in doubts.met):
            found.setdefault(other.workouts, other)
        if len(found) == MOST_OPTIONS:
            break
    return list(found.values())[1:]


def _label(reading: Reading, context: Context) -> str:
    """A reading in a line."""
    days = [
        (f"{workout.date:%A %-d %B}: " if workout.date != context.today else "")
        + ", ".join(f"{each.name} {sets_text(each.sets, context.unit)}" for each in workout.exercises)
        for workout in reading.workouts
    ]
    return "; ".join(days)[:LONGEST_LABEL]


def canonical_text(reading: Reading, context: Context) -> str:
    """A reading as canonical notation."""
    new = new_names(reading.mentions)
    parts = [render(workout, context.unit, new=new) for workout in reading.workouts]
    parts += [render_mention(mention) for mention in reading.mentions]
    parts += [f"* Unread: {escaped(piece)}" for piece in reading.unread]
    return "\n".join(parts)


def exercises_in(text: str, resolver: Resolver) -> tuple[str, ...]:
    """The names of exercises that a message mentions, so that their past can be fetched.

    All candidates of a name that is open are among them.
    """
    names = Names(resolver)
    found: dict[str, None] = {}
    text = normal(plain_lines(text[:MAX_CHARS])).plain
    lexer = Lexer(names, {})
    for clause in clauses(text):
        for item in lexer.items(text[clause.start : clause.end]):
            match item.value:
                case Named(Resolved(movement)):
                    found[movement.name] = None
                case Named(Candidates(_, movements)):
                    found.update(dict.fromkeys(each.name for each in movements))
                case _:
                    pass
    return tuple(found)


_SETS = re.compile(
    r"\d\s?(?:x|×|\*|@|kg|lbs?|reps?|sets?|km|mi\b|min|%|:\d\d)"
    r"|\b(?:same as|ditto|as (?:planned|prescribed)|did the plan)"
)


def looks_like_training(text: str) -> bool:
    """Whether a message may tell of sets: a cheap look, for choosing whom to ask.

    >>> looks_like_training("bench 3x5 @ 100"), looks_like_training("How is my squat going?")
    (True, False)
    """
    head = normal(plain_lines(text[:2000])).plain
    return _SETS.search(head) is not None and any(each.about == "sets" for each in clauses(head))
