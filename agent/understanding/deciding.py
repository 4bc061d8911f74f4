"""What is done about a message: the reading that is clearly right, or one question with the readings that may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import category

from agent.understanding.abroad import in_own_language
from agent.understanding.as_planned import with_exceptions
from agent.understanding.clauses import is_too_long
from agent.understanding.cutting import LOG, plain_form
from agent.understanding.evidence import REMEMBER, logs_nothing, sets_in, weighed
from agent.understanding.frames import frames
from agent.understanding.orders import is_order, unquoted
from agent.understanding.reading import Candidate, Reading, likeliest, readings
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.told_at_once import at_once
from agent.understanding.words import Words
from tools.toolbox import ABOUT, WRITES

SURE_WORDS = 0.4
"""From this chance on a message wants no tool."""
SURE_LABEL = 0.5
"""From this chance on it is clear what is wanted where something of it is missing."""
MOST_OFFERED = 3
LEAST_OFFERED = 0.02
NEAR = 0.25
"""From this chance on a reading is offered below what is done."""
NOT_SURE = "I'm not sure what you mean by “{rest}”. One of these? Say its number, or say it in other words."
OR_ELSE = "Not sure that I got that right. If you meant something else, say its number:"
OTHER_WORDS = "Not what you meant? Say it in other words."
OR_UNDO = "Not what you meant? Say it in other words, or “undo”."
NOT_UNDERSTOOD = (
    "I didn't get “{rest}”. Tell me what you trained (“bench 3x5 80”), ask about your numbers (“how is my squat?”), "
    "or about your plan (“what's today?”); “help” has more."
)
TOO_LONG = "That is more than I take in at once. Tell me in parts of up to {sentences} sentences; many workouts can be imported as a file."
LONGEST_REST = 120
"""Characters of what was not understood that are repeated."""
ASKS = {
    "exercise": "Which exercise?", "by": "Which exercise was it?", "reps": "How many reps?", "load": "Which load?", "region": "Where does it hurt?",
    "severity": "How bad is it, from 0 to 10?", "day": "Which day?", "to": "To which day?", "to_day": "Which day was it?", "minutes": "How many minutes?",
    "second": "Compared with what?", "value": "How much is it?", "name": "What is it called?", "what": "Pause it, go on with it or end it?",
}  # fmt: skip
"""What is asked where a slot is empty that must be filled."""


@dataclass(frozen=True, slots=True)
class Least:
    """How likely a reading must be right for what is done about it.

    A wrong look costs a glance, and so does what plans are made with or changed by: a person sees it before anything is planned.
    A wrong write costs an undo. Below ``likely`` nothing is done before the athlete has picked.
    """

    sure: float
    """To be done without naming what else may be meant."""
    undoubted: float
    """To be done without a word that it may not be what was meant, where nothing else comes near."""
    likely: float
    """To be done at all."""


WORDS = Least(SURE_WORDS, SURE_WORDS, SURE_WORDS)
LOOK = Least(0.65, 0.65, 0.25)
PLAN = Least(0.82, 0.55, 0.3)
WRITE = Least(0.82, 0.65, 0.5)
TAKE_AWAY = Least(0.82, 0.7, 0.7)
PROGRAM = Least(0.82, 0.55, 0.15)
"""What is still open of a program is asked one by one, and all of it is shown before it counts."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message comes to: calls to make, and what else may be meant."""

    calls: tuple[Candidate, ...] = ()
    offered: tuple[Reading, ...] = ()
    """Readings of which the athlete may pick one; nothing is done of them meanwhile."""
    question: str = ""
    """What is missing of a wish that is clear."""
    rest: str = ""
    """The message, where nothing or not surely the right thing is done about it."""
    is_talk: bool = False
    """Whether nothing but words was wanted."""
    chance: float = 1.0
    """How likely the likeliest reading is right."""
    is_too_long: bool = False
    """Whether it is more than is understood at once, and no log of training."""
    unused: tuple[str, ...] = ()
    """Of a message that tells much for a program: the clauses of which nothing came."""

    @property
    def tools(self) -> tuple[str, ...]:
        """The tools that are called."""
        return tuple(call.tool for call in self.calls)


def decide(said: str, situation: Situation) -> Understood:
    """Understand a message: its likeliest reading, and what it tells for a program as a whole."""
    if all(category(each)[0] in "PZC" for each in said):
        return Understood(rest=said)  # nothing but brackets, points and spaces: there is no word to read
    if is_too_long(said):
        return _log_at_once(said, situation) or Understood(rest=said, is_too_long=True)
    found = _likeliest(said, situation)
    if plain_form(Words(said.strip(), situation)) is not None:
        return found
    whole = at_once(said, situation, found.calls, found.chance)
    if whole is None:
        return found
    return Understood(whole.calls, chance=found.chance, unused=whole.unused)


def _log_at_once(said: str, situation: Situation) -> Understood | None:
    """A message that is too long for anything else, as the one log that it is."""
    if likeliest(said, situation)[0] != LOG or sets_in(said, situation) == "nothing":
        return None
    found = _likeliest(said, situation)
    return found if set(found.tools) == {LOG} else None


def _likeliest(said: str, situation: Situation) -> Understood:
    words = Words(said.strip(), situation)
    found = weighed(readings(said, situation), words)
    if not found:
        return Understood(is_talk=True)
    best, reading = found[0]
    tools = {call.tool for call in reading.calls}
    least = least_chances(tools, has_program=situation.has_program)
    is_meant = bool(reading.calls) or not any(part.passed_over > part.chance for part in reading.parts)
    calls = with_exceptions(reading, situation) if is_meant and _is_ordered(reading, said, situation) else None
    if best >= least.sure and calls is not None:
        return Understood(calls, is_talk=not tools, chance=best)
    if best >= least.likely and calls is not None:
        near = _offered([each for each in found if not _is_within(each[1], calls)], {reading.sentence}, NEAR, situation)
        return Understood(calls, near, rest=said if near or best < least.undoubted else "", chance=best)
    return Understood(
        (), _offered(found, set(), LEAST_OFFERED, situation), _missing(said, situation), said, chance=best
    )


def _is_ordered(reading: Reading, said: str, situation: Situation) -> bool:
    """Whether all that takes something away is ordered: a question, a no and words of others order nothing, quoted or not."""
    taking = [part for part in reading.parts if any(ABOUT[call.tool].takes_away for call in part.calls)]
    return all(
        is_order(part.text, said)
        and (
            unquoted(part.text) == part.text.replace("’", "'")
            or likeliest(unquoted(part.text), situation)[0] == part.label
        )
        for part in taking
    )


def _is_within(reading: Reading, calls: Sequence[Candidate]) -> bool:
    """Whether a reading comes to nothing but what is done already, or only to a part of it."""
    tools, done = {call.tool for call in reading.calls}, {call.tool for call in calls}
    return tools < done or all(any(_is_part_of(call, one) for one in calls) for call in reading.calls)


def _is_part_of(call: Candidate, one: Candidate) -> bool:
    """Whether a call is another one, or keeps only some of the words that it keeps."""
    quotes = call.tool == one.tool == REMEMBER and call.whole in one.whole
    return quotes or (call.tool, call.args) == (one.tool, one.args)


def _offered(
    found: Sequence[tuple[float, Reading]], told: set[str], least: float, situation: Situation
) -> tuple[Reading, ...]:
    """The best readings that are likely enough, each sentence once."""
    offered: list[Reading] = []
    for likely, reading in found:
        if reading.calls and likely >= least and reading.sentence not in told and not logs_nothing(reading, situation):
            offered.append(replace(reading, exact=with_exceptions(reading, situation) or ()))
            told.add(reading.sentence)
    return tuple(offered[:MOST_OFFERED])


def least_chances(tools: set[str], *, has_program: bool) -> Least:
    """How likely a reading with these tools must be right."""
    if not tools:
        return WORDS
    written = tools & WRITES
    if not written:
        return LOOK
    if any(ABOUT[tool].takes_away for tool in written):
        return TAKE_AWAY
    if any(ABOUT[tool].proposes and ABOUT[tool].comes_last for tool in written):
        return TAKE_AWAY if has_program else PROGRAM
    is_for_plans = any(ABOUT[tool].proposes for tool in written) or all(ABOUT[tool].told_together for tool in written)
    return PLAN if is_for_plans and LOG not in written else WRITE


def _missing(said: str, situation: Situation) -> str:
    """The question for what is missing of a wish whose tool is clear."""
    label, likely = likeliest(said, situation)
    frame = frames().get(label)
    words = Words(said, situation)
    if frame is None or label == WORDS_ALONE or likely < SURE_LABEL or frame.fill(words):
        return ""
    if frame.many is not None:
        return ASKS["day"] if "day" in frame.slots and any(period.days > 1 for period in words.periods) else ""
    return ASKS.get(next(iter(frame.lacks(words)), ""), "")


def offer(understood: Understood) -> tuple[str, list[dict[str, Any]]]:
    """The question with its ready answers, as words and as choices that a door shows."""
    rest = " ".join(understood.rest.split())
    rest = rest if len(rest) <= LONGEST_REST else f"{rest[:LONGEST_REST]}…"
    choices = [_choice(reading) for reading in understood.offered]
    lines = [f"{number}. {choice['label']}" for number, choice in enumerate(choices, 1)]
    if understood.calls:
        head = OR_ELSE if choices else OR_UNDO if WRITES & {*understood.tools} else OTHER_WORDS
    else:
        own = in_own_language(understood.rest, "not_sure" if choices else "not_understood", rest)
        head = understood.question or own or (NOT_SURE if choices else NOT_UNDERSTOOD).format(rest=rest)
    return "\n".join([head, *lines]), choices


def _choice(reading: Reading) -> dict[str, Any]:
    calls: Sequence[Mapping[str, Any]] = [
        {"tool": call.tool, "args": call.args} for call in reading.exact or reading.calls
    ]
    return {"label": reading.sentence, "calls": calls}
