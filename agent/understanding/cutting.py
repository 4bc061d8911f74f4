"""The ways to cut a message into parts, and how likely each part wants which tool."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from agent.understanding.clauses import Piece, is_too_long, joined, pieces
from agent.understanding.coverage import TAKES_NUMBERS
from agent.understanding.features import meanings
from agent.understanding.frames import bare, frames, said_as, sentences
from agent.understanding.hearing import heard_as
from agent.understanding.names import movement_of
from agent.understanding.router import WORDS_ALONE, Among, router
from agent.understanding.situation import Situation
from agent.understanding.slots.exercises import own_and_muscles
from agent.understanding.talk import is_example
from agent.understanding.words import Words
from tools.toolbox import ABOUT, WRITES

NEW_SENTENCE, NEW_PART = 0.2, 0.7
"""What it costs to read a message as one wish more where a sentence begins, and within one: how much likelier that must be."""
AGAINST = 0.35
"""How much it counts that a piece alone wants something else than its group."""
MOST_AGAINST = 4.0
LONGEST_GROUP = 3
"""Neighbouring pieces that may be one wish, apart from the message as a whole."""
MOST_SPANS = 24
MOST_WAYS = 3
"""Ways to cut a message that are looked at."""
KNOWN_NAME = "bench press"
SCREENING = "screening"
UNASKED = 0.1
"""What an answer to the health questions is worth that were not asked."""
REPORTED = "report_injury"
ALIKE = (REPORTED, "adapt_to_pain")
"""Tools that come to the same: a pain is kept, and what is planned goes around it; where nothing is planned, it is kept."""
OF_PROGRAM, FOR_LATER = "change_program", "update_planning"
"""The days of a program, and those that one is to be made for: where there is no program, what tells of days tells of these."""
WITHOUT_PROGRAM = 0.2
"""What a wish about sessions is worth where there is no program."""
ASKED = 0.1
"""What a question about the log is worth of words that tell of sets: numbers that no question takes."""
NOT_DONE = 0.05
"""What a log is worth of words that hold from now on: that was not done yet."""
LOG = "log_workout"
NEW_EXERCISE = "add_exercise"
PLAIN = 0.97
"""How sure a form is that needs no guess, whatever was said before."""
_ASKS_ON = re.compile(r"\s*(?:and|what about|how about)\s+(?:(?:in|on|for|of|during)\s*)?[\s?.!]*")
_SETS = re.compile(r"\d ?[x×*] ?\d")
_TOLD_SETS = re.compile(r"\d ?(?:kgs?|lbs?)? ?(?:[x×*]|\bfor\b) ?\d")
_OF_SETS = re.compile(r"(?:[\d\s.,:;x×*@/+()-]|\b(?:kgs?|lbs?|rpe|at|with|for|sets?|reps?|of)\b)*")
PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to cut a message: its parts with their chances, and what that costs."""

    cost: float
    parts: Sequence[tuple[str, Mapping[str, float]]]


def ways(said: str, parts: Sequence[Piece], whole: Mapping[str, float], situation: Situation) -> list[Way]:
    """The cheapest ways to cut a message, and as one of them not at all: of each part the cost is how unlikely its best label is."""
    number = len(parts)
    uncut = (said.strip(), whole)
    if number == 1 or bare(said) in sentences() or is_too_long(said):
        return [Way(_cost(whole, ()), [uncut])]
    longest = LONGEST_GROUP
    while longest > 1 and number * longest > MOST_SPANS:
        longest -= 1
    read_as = _read_all(said, parts, longest, situation)
    alone = [read_as[at, at + 1][1] for at in range(number)]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())]]
    for end in range(1, number + 1):
        found = []
        for start in range(max(0, end - longest), end):
            if (start, end) not in read_as:
                continue  # the message as a whole
            chances = read_as[start, end][1]
            cost = _cost(chances, alone[start:end]) + _beginning(parts[start], chances)
            found += [(before + cost, (*spans, (start, end))) for before, spans in best[start]]
        best.append(nsmallest(MOST_WAYS, found))
    return [
        Way(_cost(whole, alone) + _beginning(parts[0], whole), [uncut]),
        *(Way(cost, _merged(said, parts, {span: read_as[span] for span in spans})) for cost, spans in best[number]),
    ]


def _read_all(
    said: str, parts: Sequence[Piece], longest: int, situation: Situation
) -> dict[tuple[int, int], tuple[str, Mapping[str, float]]]:
    """Each group of neighbouring pieces but the whole message, its words with what they are likely to want."""
    number = len(parts)
    spans = [(start, end) for end in range(1, number + 1) for start in range(max(0, end - longest), end)]
    texts = {span: joined(said, parts[slice(*span)]) for span in spans if span != (0, number)}
    meanings([_in_known_names(Words(text, situation)) for text in texts.values()])  # all at once, and kept
    return {
        span: (text, chances_of(text, situation, standing_in(said, parts[slice(*span)])))
        for span, text in texts.items()
    }


def chances_of(text: str, situation: Situation, among: Among | None = None) -> dict[str, float]:
    """What the words are likely to want; some forms need no guess, and of memory another listener knows more."""
    words = Words(text, situation)
    found = router().chances(_in_known_names(words), situation, among)
    tool = plain_form(words)
    sure = (tool, PLAIN) if tool else heard_as(words, *next(iter(found.items())))
    if sure is None or found.get(sure[0], 0.0) >= sure[1]:
        return found
    tool, likely = sure
    rest = (1 - likely) / (1 - found.get(tool, 0.0))
    changed = {tool: likely} | {label: chance * rest for label, chance in found.items() if label != tool}
    return dict(sorted(changed.items(), key=lambda each: -each[1]))


def standing_in(said: str, parts: Sequence[Piece]) -> Among:
    """Where neighbouring pieces stand."""
    return Among(said, (parts[0].start, parts[-1].end))


def _in_known_names(words: Words) -> str:
    """The words with an exercise that everybody knows in the place of the athlete's own, which the router has never seen."""
    text = words.said
    for name in reversed(words.names if words.situation.own else ()):
        if movement_of(name.said, words.situation.own) is None:
            text = f"{text[: name.start]}{KNOWN_NAME}{text[name.end :]}"
    return text


def plain_form(words: Words) -> str | None:
    """The tool of words that need no guess: bare sets, a sentence that was shown, another time to ask of."""
    if _is_bare_log(words):
        return LOG
    if (tool := sentences().get(bare(words.said)) or said_as(words.said, words)) is not None:
        return tool
    if own_and_muscles(words) is not None:
        return NEW_EXERCISE
    return WORDS_ALONE if is_example(words.said) else _asked_of_another_time(words)


def _is_bare_log(words: Words) -> bool:
    """Whether nothing is said but an exercise and its sets: 'bench 3x5 100'."""
    if not words.names or not _SETS.search(words.text):
        return False
    text = words.text
    for name in sorted(words.names, key=lambda each: -each.start):
        text = f"{text[: name.start]} {text[name.end :]}"
    return words.names[0].start == 0 and _OF_SETS.fullmatch(text) is not None


def _begins_with_sets(words: Words) -> bool:
    """Whether an exercise stands first and its sets follow, as one tells what was done: 'deadlift 170x6, a record'."""
    return bool(words.names) and words.names[0].start == 0 and _TOLD_SETS.search(words.text) is not None


def _asked_of_another_time(words: Words) -> str | None:
    """The question before, where nothing but another time is named: 'and in July?'."""
    frame = frames().get(words.situation.last_tool or "")
    if frame is None or len(words.times) != 1 or PERIOD not in frame.slots.values():
        return None
    time = words.times[0]
    rest = f"{words.text[: time.start]} {words.text[time.end :]}"
    return frame.tool if _ASKS_ON.fullmatch(rest) else None


def _cost(chances: Mapping[str, float], alone: Sequence[Mapping[str, float]]) -> float:
    """How unlikely a group is as one wish: by its words together, and by what each of its pieces wants alone."""
    label = next(iter(chances))
    against = 0.0
    for piece in alone if len(alone) > 1 else ():
        other = next(iter(piece))
        if other not in (label, WORDS_ALONE):
            against += piece[other] * min(log(piece[other] / max(piece.get(label, 0.0), 1e-9)), MOST_AGAINST)
    return -log(max(chances[label], 1e-9)) + AGAINST * against


def _beginning(first: Piece, chances: Mapping[str, float]) -> float:
    return NEW_SENTENCE if first.begins_sentence or next(iter(chances)) == WORDS_ALONE else NEW_PART


def logs_in(said: str, situation: Situation) -> list[str]:
    """What of a message tells of training, each piece taken by itself and neighbours together."""
    parts = pieces(said)
    alone = {
        (at, at + 1): (part.text, chances_of(part.text, situation, standing_in(said, [part])))
        for at, part in enumerate(parts)
    }
    cut = _merged(said, parts, alone)
    return [text for text, chances in cut if next(iter(chances)) == LOG]


def _merged(
    said: str, parts: Sequence[Piece], groups: Mapping[tuple[int, int], tuple[str, Mapping[str, float]]]
) -> list[tuple[str, Mapping[str, float]]]:
    """Groups by their spans; neighbours that tell of training are one log, in the words as they were said."""
    found: list[tuple[str, Mapping[str, float]]] = []
    first = 0
    for (start, end), (text, chances) in groups.items():
        if found and next(iter(chances)) == LOG == next(iter(found[-1][1])):
            found[-1] = (joined(said, parts[first:end]), found[-1][1])
        else:
            found.append((text, chances))
            first = start
    return found


def possible(chances: Mapping[str, float], words: Words) -> dict[str, float]:
    """What can be wanted here: health questions are answered where they were asked, sessions changed where there are some."""
    situation = words.situation
    is_lasting = "program" in words.values("scope")
    tells_sets = _begins_with_sets(words) and "?" not in words.said
    weights = {
        label: UNASKED if label == "answer_screening" and situation.asks != SCREENING
        else NOT_DONE if label == LOG and is_lasting
        else ASKED if tells_sets and label not in WRITES and label not in TAKES_NUMBERS
        else WITHOUT_PROGRAM if situation.today is not None and not situation.has_program and label in ABOUT and ABOUT[label].needs_program
        else 1.0
        for label in chances
    }  # fmt: skip
    weighed = {label: chance * weights[label] for label, chance in chances.items()}
    first = max(ALIKE, key=lambda label: weighed.get(label, 0.0)) if situation.has_program else REPORTED
    weighed |= {label: sum(weighed.get(one, 0.0) for one in ALIKE) if label == first else 0.0 for label in ALIKE}
    if situation.today is not None and not situation.has_program and words.weekdays:
        weighed |= {FOR_LATER: weighed.get(FOR_LATER, 0.0) + chances.get(OF_PROGRAM, 0.0), OF_PROGRAM: 0.0}
    total = sum(weighed.values()) or 1.0
    return dict(sorted(((label, chance / total) for label, chance in weighed.items()), key=lambda each: -each[1]))
