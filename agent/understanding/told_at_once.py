"""A message that tells several things for a program at once: read as a whole, clause by clause only for what is left."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.understanding.clauses import pieces
from agent.understanding.cutting import chances_of, standing_in
from agent.understanding.frames import frames
from agent.understanding.reading import Candidate
from agent.understanding.situation import Situation
from agent.understanding.words import Words
from tools.toolbox import ABOUT, WRITES

ENOUGH, FEW = 3, 2
"""So many things that planning uses: who tells them at once tells them for a program; a few of them where that is likely anyway."""
LIKELY = 0.5
"""From this chance on a message as a whole is for planning."""
FOLLOWS = {
    "no_impact": {"avoid"}, "days": {"weekdays"}, "place": {"equipment"}, "goals": {"events"}, "priorities": {"bests"},
    "weights": {"equipment"}, "heaviest": {"equipment"}, "singles": {"equipment"},
}  # fmt: skip
"""What is read out of another thing that is told: it is no further one."""
OF_PRIORITIES = {"hypertrophy": 10}
"""The goal of who says no more than which muscles come first."""
DATED = frozenset(("events", "targets", "journeys", "styles"))
"""What is asked of a program and of nothing else."""
SURE_PROGRAM = 0.6
"""From this chance on a clause asks for a program."""
SURE_LOG = 0.8
"""From this chance on a log is one, whatever it tells for a program beside."""
LEAST_WORDS = 4
"""Words of a clause that is worth saying that nothing came of it."""
ABOUT_BODY = ("age", "sex", "height_cm")
_PLANNING = "update_planning"
_PROFILE = "update_profile"
_INJURY, _MEASURE = "report_injury", "log_measurement"
_ALONE = re.compile(
    r"\W*(?:and |i'?m |i am |about |around |now |weigh(?:ing)? |at )*[\d.,]+ ?(?:kgs?|kilos?|lbs?|pounds?)(?: now| atm| bw| body ?weight)?\W*",
    re.IGNORECASE,
)
"""A weight with nothing beside it that it could be of."""
MOST_PAIN = 10
LIGHTEST_KG, POUND_KG = 38, 0.4536
_PROGRAM, _REMEMBER = "propose_program", "remember"
_LOGS = frozenset(("log_workout", "log_planned", "change_sets"))
OF_PLANNING = frozenset((_PLANNING, _PROGRAM, _PROFILE, _MEASURE, _REMEMBER, _INJURY, *_LOGS))
"""What may be told beside what is told for planning; who likely wants something else of the coach tells nothing for it."""
_REPS = re.compile(r"\d\s?[x×*]\s?\d|\bfor \d|\breps?\b|\bsets?\b|\b\d+, ?\d+, ?\d+\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:did|done(?! with)|today|yesterday|finished|logged|was|were|trained|lifted|used to|last (?:year|month|week)|\w{3,}ed (?:today|it|them))\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:want|wanna|need|i'd like|would like|give me|looking (?:for|to)|trying to|hoping (?:to|for)|peak me|goal is)\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:hi|hey|hello|yo|thanks?|thx|pls|please|cheers|ok|so|oh|well|and|but|btw|lol|haha|that'?s (?:it|all)|thats (?:it|all))\b\W*)+$",
    re.IGNORECASE,
)

LONGEST_WISH = 4_000
"""Characters of a wish for a program; what is longer is a log that was pasted."""
Args = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What a message that tells much for a program comes to."""

    calls: tuple[Candidate, ...]
    unused: tuple[str, ...]
    """The clauses of which nothing came."""


def at_once(said: str, situation: Situation, calls: Sequence[Candidate], chance: float) -> AtOnce | None:
    """All that a message tells for a program in one call, where it asks for one or can only be meant so, beside ``calls``.

    ``chance``: how likely these are meant; what surely tells of training done tells nothing for a program.
    Parts that seem to ask for a look at the log are no questions then, and what is left is named and not guessed at.
    """
    tools = {call.tool for call in calls}
    args = for_planning(said, situation)
    has_none = not (situation.has_program or situation.open_proposal or said.rstrip().endswith("?"))
    program = _program_asked(said, situation)
    if has_none and not program:
        program = _block_told(said, situation, args) or _wished(said, args)
    both = {"goals", "days"} <= args.keys() and not _PAST.search(said)
    both = both or (
        "events" in (args.get("wish") or {}) and (things_told(args) >= FEW or _WANTS.search(said) is not None)
    )
    least = FEW if _is_for_planning(said, situation) else ENOUGH
    wished = bool(program) or _PROGRAM in tools
    is_else = chance >= LIKELY and bool(tools & WRITES - OF_PLANNING) and not wished and least == ENOUGH
    told = has_none and not is_else and (bool(program) or both or things_told(args) >= least)
    logs = [call for call in calls if call.tool in _LOGS]
    logged = any(_is_done(call.whole, situation) for call in logs) or (bool(logs) and chance >= SURE_LOG and not wished)
    logged = logged and not (wished and _is_standing(said, situation))
    if not args or not (wished or told) or logged:
        return None
    found = [Candidate(_PLANNING, args, said)]
    body = about_body(said, situation)
    found += [Candidate(_PROFILE, body, said)] if body and _PROFILE not in tools else []
    found += weight(said, situation) if _MEASURE not in tools else []
    found += [] if _INJURY in tools else pains(said, situation)
    dated = DATED & (args.get("wish") or {}).keys()
    taken = {_PLANNING, *_LOGS, *(("set_goal",) if dated else ())}
    found += [call for call in calls if call.tool not in taken and (call.tool in WRITES or "?" in call.whole)]
    found += [] if _PROGRAM in tools else program
    found.sort(key=lambda call: ABOUT[call.tool].comes_last - (call.tool == _REMEMBER))
    used = [call.whole for call in calls if call.tool not in (_PLANNING, _PROGRAM)]
    return AtOnce(tuple(found), tuple(unused(said, situation, used)))


def _program_asked(said: str, situation: Situation) -> list[Candidate]:
    """The call for a program, where a clause asks for one: what stands around it tells for it."""
    for piece in pieces(said):
        filled = frames()[_PROGRAM].fill(Words(piece.text, situation))
        if not filled:
            continue
        label, chance = next(iter(chances_of(piece.text, situation, standing_in(said, [piece])).items()))
        if label == _PROGRAM and chance >= SURE_PROGRAM:
            return [Candidate(_PROGRAM, args, piece.text) for args in filled]
    return []


def _block_told(said: str, situation: Situation, args: Args) -> list[Candidate]:
    """The call for a program, where so many weeks are told with a goal or so many days a week, and as nothing that was."""
    if not {"days", "goals"} & args.keys() or _PAST.search(said):
        return []
    return [
        Candidate(_PROGRAM, found, said)
        for found in frames()[_PROGRAM].fill(Words(said, situation))
        if "weeks" in found
    ]


def _wished(said: str, args: Args) -> list[Candidate]:
    """The call for a program, where somebody wants something of training and says how often a week."""
    wants = "goals" in args or "lifts" in (args.get("wish") or {})
    if not wants or "days" not in args or not _WANTS.search(said) or _PAST.search(said):
        return []
    return [Candidate(_PROGRAM, {}, said)]


def _is_standing(said: str, situation: Situation) -> bool:
    """Whether sets that are told say what goes now, and not what was done on a day."""
    words = Words(said, situation)
    return not (_PAST.search(words.text) or words.single_days())


def _is_done(said: str, situation: Situation) -> bool:
    """Whether words tell of sets that were done: an exercise with reps, not a number that can be lifted."""
    return bool(Words(said, situation).names) and _REPS.search(said) is not None


def for_planning(said: str, situation: Situation) -> Args:
    """All that a text says for planning; empty where it is nothing, or longer than a wish."""
    if len(said) > LONGEST_WISH:
        return {}
    return next(iter(frames()[_PLANNING].fill(Words(said, situation))), {})


def pains(said: str, situation: Situation) -> list[Candidate]:
    """Each pain that is told with how bad it is, of ten: of the part of the body that is named last before it."""
    words = Words(said, situation)
    found = {}
    for number in words.numbers:
        named = [each for each in words.find("region") if each.start < number.start]
        if number.out_of and number.value <= MOST_PAIN and named:
            region = named[-1].value
            found[region] = Candidate(_INJURY, {"region": region, "severity": number.value, "said": said.strip()}, said)
    return list(found.values())


def weight(said: str, situation: Situation) -> list[Candidate]:
    """The body weight, where a clause tells a weight and nothing else: 'im 25, 82 kilo'."""
    for clause in re.split(r"[,.;!?\n]+", said):
        if _ALONE.fullmatch(clause):
            numbers = Words(clause, situation).numbers
            if len(numbers) == 1 and numbers[0].value * (POUND_KG if numbers[0].unit == "lb" else 1) >= LIGHTEST_KG:
                number = numbers[0]
                args = {"metric": "body weight", "value": number.value, "unit": number.unit}
                return [Candidate(_MEASURE, args, clause.strip())]
    return []


def about_body(said: str, situation: Situation) -> Args:
    """Age, sex and height, as far as a text says them."""
    found = next(iter(frames()[_PROFILE].fill(Words(said, situation))), {})
    return {name: value for name, value in found.items() if name in ABOUT_BODY}


def _is_for_planning(said: str, situation: Situation) -> bool:
    """Whether a message as a whole is rather for planning than a remark."""
    chances = chances_of(said.strip(), situation)
    return chances.get(_PLANNING, 0.0) + chances.get(_PROGRAM, 0.0) >= LIKELY


def things_told(args: Mapping[str, Any]) -> int:
    """How many things for planning are told, without those that only follow from another: a weekday is a day a week.

    >>> things_told({"days": 2, "weekdays": ["monday", "friday"], "place": "gym"}), things_told({"days": 3, "minutes": 60, "place": "gym"})
    (2, 3)
    """
    names = {*args, *(args.get("wish") or {})} - {"wish"}
    if "priorities" in names and args.get("goals") == OF_PRIORITIES:
        names.remove("goals")
    return sum(not names & FOLLOWS.get(name, set()) for name in names)


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> Args:
    """Two tellings as one: lists and tables grow, of the rest the later one holds."""
    found: Args = dict(one)
    for name, value in other.items():
        mine = found.get(name)
        if isinstance(value, Mapping) and isinstance(mine, Mapping) and name == "wish":
            found[name] = merged(mine, value)
        elif isinstance(value, list) and isinstance(mine, list) and name in GROW:
            found[name] = [*mine, *(each for each in value if each not in mine)]
        else:
            found[name] = value
    return found


GROW = frozenset(
    ("events", "journeys", "styles", "avoid", "singles", "bests", "targets", "priorities", "activities", "conditions")
)


def unused(said: str, situation: Situation, used: Sequence[str] = ()) -> list[str]:
    """The clauses of which nothing came: no fact for planning, nothing else that was done."""
    found = []
    for each in pieces(said):
        if len(Words(each.text, situation).tokens) < LEAST_WORDS or _SMALL_TALK.match(each.text):
            continue
        if any(each.text in one or one in each.text for one in used):
            continue
        if not for_planning(each.text, situation) and not about_body(each.text, situation):
            found.append(each.text.strip())
    return found
