"""One reading of a message: which of its parts want which tool, how sure that is, and what else may be meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

from agent.understanding.clauses import Piece, joined, pieces
from agent.understanding.coverage import TAKES_NUMBERS, left_over
from agent.understanding.frames import bare, frames, said_as, sentences
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.situation import Situation
from agent.understanding.words import ANY_DAY, Words
from tools.calls import access_of
from tools.toolbox import BOXES
from training import notation
from training.library import load_library
from training.resolver import Resolver
from training.units import WeightUnit

WRITES = frozenset(
    name for box in BOXES for name, method in vars(box).items() if callable(method) and access_of(method) == "write"
)
NEW_SENTENCE, NEW_PART = 0.2, 0.7
"""What it costs to read a message as one wish more where a sentence begins, and within one: how much likelier that must be."""
AGAINST = 0.35
"""How much it counts that a piece alone wants something else than its group."""
MOST_AGAINST = 4.0
LONGEST_GROUP = 3
"""Neighbouring pieces that may be one wish, apart from the message as a whole."""
MOST_SPANS = 24
MOST_READINGS = 4
LEAST_CHANCE = 0.02
LOG = "log_workout"
LOG_PLANNED = "log_planned"
SCREENING = "screening"
WITHOUT_PROGRAM = 0.2
"""What a wish about sessions is worth where there is no program."""
ASKED = 0.1
"""What a question about the log is worth of words that tell of sets: numbers that no question takes."""
NOT_DONE = 0.05
"""What a log is worth of words that hold from now on: that was not done yet."""
NEEDS_PROGRAM = frozenset(
    ("add_or_remove_planned", "change_planned", "swap_planned", "move_session", "skip_session", "scale_session", "log_planned", "next_set",
     "explain_plan", "change_program", "propose_deload", "sort_out_missed", "adapt_to_injuries")
)  # fmt: skip
PLAIN = 0.97
"""How sure a form is that needs no guess, whatever was said before."""
PERIOD = "period"
_ASKS_ON = re.compile(r"\s*(?:and|what about|how about)\s+(?:(?:in|on|for|of|during)\s*)?[\s?.!]*")
_SETS = re.compile(r"\d ?[x×*] ?\d")
_TOLD_SETS = re.compile(r"\d ?(?:kgs?|lbs?)? ?(?:[x×*]|\bfor\b) ?\d")
_OF_SETS = re.compile(r"(?:[\d\s.,:;x×*@/+()-]|\b(?:kgs?|lbs?|rpe|at|with|for|sets?|reps?|of)\b)*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that may be meant."""

    tool: str
    args: dict[str, Any]
    chance: float
    whole: str = ""
    """The words that it is read from."""

    @property
    def sentence(self) -> str:
        """The call in the athlete's words."""
        return frames()[self.tool].sentence({"whole": self.whole, **self.args})


@dataclass(frozen=True, slots=True)
class Wish:
    """A part of a message that wants one thing: the readings of it whose slots are filled, the likeliest first."""

    text: str
    chances: dict[str, float]
    candidates: tuple[tuple[Candidate, ...], ...]
    """Each reading with the calls that it makes."""
    left: tuple[str, ...] = ()
    """What of it the likeliest reading leaves over: numbers and exercises that are in none of its slots."""
    is_part: bool = False
    """Whether the message wants something else as well."""
    of_whole: float = 0.0
    """How likely its label is for the message as a whole."""

    @property
    def label(self) -> str:
        """What it most likely is."""
        return next(iter(self.chances))

    @property
    def chance(self) -> float:
        """How likely that is."""
        return self.chances[self.label]


def read(said: str, situation: Situation) -> list[Wish]:
    """The wishes of a message, in order."""
    parts = pieces(said)
    if not parts:
        return []
    groups = _merged(_groups(said, parts, situation))
    if len(groups) == 1:
        return [_wish(*groups[0], situation)]
    whole = _chances(said.strip(), situation)
    wishes = [_wish(text, chances, situation) for text, chances in groups]
    logs = [_is_bare_log(Words(each.text, situation)) for each in wishes]
    if logs.count(False) == 1:  # what stands beside nothing but sets is said as if alone
        return wishes
    return [replace(each, is_part=True, of_whole=whole.get(each.label, 0.0)) for each in wishes]


def _groups(said: str, parts: Sequence[Piece], situation: Situation) -> list[tuple[str, dict[str, float]]]:
    """The cheapest way to read the pieces as wishes: of each group the cost is how unlikely its best label is."""
    number = len(parts)
    whole = (said.strip(), _chances(said.strip(), situation))
    if number == 1 or bare(said) in sentences():
        return [whole]
    longest = LONGEST_GROUP
    while longest > 1 and number * longest > MOST_SPANS:
        longest -= 1
    alone = [_chances(each.text, situation) for each in parts]
    read_as = {(at, at + 1): (parts[at].text, alone[at]) for at in range(number)} | {(0, number): whole}
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, number + 1):
        options = []
        starts = {*range(max(0, end - longest), end), *({0} if end == number else ())}
        for start in sorted(starts):
            if (start, end) not in read_as:
                text = joined(said, parts[start:end])
                read_as[start, end] = (text, _chances(text, situation))
            cost = _cost(read_as[start, end][1], alone[start:end]) + _beginning(parts[start], read_as[start, end][1])
            options.append((best[start][0] + cost, start))
        best.append(min(options))
    found, end = [], number
    while end > 0:
        start = best[end][1]
        found.append(read_as[start, end])
        end = start
    return found[::-1]


def _chances(text: str, situation: Situation) -> dict[str, float]:
    """What the words are likely to want; some forms need no guess."""
    found = router().chances(text, situation)
    words = Words(text, situation)
    tool = (
        LOG
        if _is_bare_log(words)
        else sentences().get(bare(text)) or said_as(text, words) or _asked_of_another_time(words)
    )
    if tool is None or found.get(tool, 0.0) >= PLAIN:
        return found
    rest = (1 - PLAIN) / (1 - found.get(tool, 0.0))
    return {tool: PLAIN} | {label: chance * rest for label, chance in found.items() if label != tool}


def _begins_with_sets(words: Words) -> bool:
    """Whether an exercise stands first and its sets follow, as one tells what was done: 'deadlift 170x6, a record'."""
    return bool(words.names) and words.names[0].start == 0 and _TOLD_SETS.search(words.text) is not None


def _is_bare_log(words: Words) -> bool:
    """Whether nothing is said but an exercise and its sets: 'bench 3x5 100'."""
    if not words.names or not _SETS.search(words.text):
        return False
    text = words.text
    for name in sorted(words.names, key=lambda each: -each.start):
        text = f"{text[: name.start]} {text[name.end :]}"
    return words.names[0].start == 0 and _OF_SETS.fullmatch(text) is not None


def _asked_of_another_time(words: Words) -> str | None:
    """The question before, where nothing but another time is named: 'and in July?'."""
    frame = frames().get(words.situation.last_tool or "")
    if frame is None or len(words.times) != 1 or PERIOD not in frame.slots.values():
        return None
    time = words.times[0]
    rest = f"{words.text[: time.start]} {words.text[time.end :]}"
    return frame.tool if _ASKS_ON.fullmatch(rest) else None


def _cost(chances: dict[str, float], alone: Sequence[dict[str, float]]) -> float:
    """How unlikely a group is as one wish: by its words together, and by what each of its pieces wants alone."""
    label = next(iter(chances))
    against = 0.0
    for piece in alone if len(alone) > 1 else ():
        other = next(iter(piece))
        if other not in (label, WORDS_ALONE):
            against += piece[other] * min(log(piece[other] / max(piece.get(label, 0.0), 1e-9)), MOST_AGAINST)
    return -log(chances[label]) + AGAINST * against


def _beginning(first: Piece, chances: dict[str, float]) -> float:
    return NEW_SENTENCE if first.begins_sentence or next(iter(chances)) == WORDS_ALONE else NEW_PART


def _merged(groups: Sequence[tuple[str, dict[str, float]]]) -> list[tuple[str, dict[str, float]]]:
    """Neighbours that tell of training are one log: a heading and its sets belong together."""
    found: list[tuple[str, dict[str, float]]] = []
    for text, chances in groups:
        if found and next(iter(chances)) == LOG == next(iter(found[-1][1])):
            found[-1] = (f"{found[-1][0]}\n{text}", found[-1][1])
        else:
            found.append((text, chances))
    return found


def _wish(text: str, chances: dict[str, float], situation: Situation) -> Wish:
    words = Words(text, situation)
    tells_sets = _begins_with_sets(words) and "?" not in text
    chances = _possible(chances, situation, is_lasting="program" in words.values("scope"), tells_sets=tells_sets)
    readings: list[tuple[Candidate, ...]] = []
    for tool, chance in chances.items():
        if chance < LEAST_CHANCE or len(readings) == MOST_READINGS:
            break
        frame = frames().get(tool)
        if frame is not None and (filled := frame.fill(words)):
            beside = [Candidate(each, args, chance, text) for each in frame.also for args in frames()[each].fill(words)]
            if tool == LOG_PLANNED and left_over(tool, filled, words):
                beside += _done_otherwise(text, chance, situation)
            readings.append((*beside, *(Candidate(tool, args, chance, text) for args in filled)))
    left = left_over(readings[0][-1].tool, [each.args for each in readings[0]], words) if readings else []
    return Wish(text, chances, tuple(readings), tuple(left))


def _done_otherwise(text: str, chance: float, situation: Situation) -> list[Candidate]:
    """The log of what was not done as planned, of a message that says that the rest was."""
    told = [each.text for each in pieces(text) if next(iter(_chances(each.text, situation))) != LOG_PLANNED]
    words = Words(", ".join(told), situation)
    return [Candidate(LOG, {"said": words.said}, chance, text)] if words.names and len(words.numbers) > 1 else []


def has_whole_sets(text: str, situation: Situation) -> bool:
    """Whether the grammar of sets reads a load and reps for all that is told, without a question."""
    units: WeightUnit = "lb" if situation.units == "lb" else "kg"
    found = notation.read(text, notation.Context(situation.today or ANY_DAY, Resolver(load_library()), units))
    sets = [one for workout in found.workouts for each in workout.exercises for one in each.sets]
    return found.question is None and bool(sets) and all(one.load_kg is not None and one.reps for one in sets)


def _possible(
    chances: dict[str, float], situation: Situation, *, is_lasting: bool = False, tells_sets: bool = False
) -> dict[str, float]:
    """What can be wanted here: health questions are answered where they were asked, sessions changed where there are some."""
    known = situation.today is not None
    weights = {
        label: 0.0 if label == "answer_screening" and situation.asks != SCREENING
        else NOT_DONE if label == LOG and is_lasting
        else ASKED if tells_sets and label not in WRITES and label not in TAKES_NUMBERS
        else WITHOUT_PROGRAM if known and not situation.has_program and label in NEEDS_PROGRAM
        else 1.0
        for label in chances
    }  # fmt: skip
    weighed = {label: chance * weights[label] for label, chance in chances.items()}
    total = sum(weighed.values()) or 1.0
    return dict(sorted(((label, chance / total) for label, chance in weighed.items()), key=lambda each: -each[1]))
