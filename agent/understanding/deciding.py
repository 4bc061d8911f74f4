"""What is done about a message: the calls that are clearly wanted, one question where it is close, and what was likely meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agent.understanding.frames import frames
from agent.understanding.of_memory import LONGEST_CONTINUED, REMEMBER, asked, theirs, told
from agent.understanding.orders import is_order
from agent.understanding.reading import LOG, LOG_PLANNED, WRITES, Candidate, Wish, has_whole_sets, read
from agent.understanding.router import WORDS_ALONE
from agent.understanding.situation import Situation
from agent.understanding.told_at_once import DATED, about_body, for_planning, is_enough, unused
from agent.understanding.words import Words

SURE_READ = 0.4
"""From this chance on a look at the log is done at once: a wrong one costs a glance."""
SURE_WRITE = 0.62
"""From this chance on something is written at once: it is read back, and undone with a word."""
SURE_TAKE_AWAY = 0.75
"""The same for what takes something away."""
LEAST = {"propose_program": 0.55}
"""Tools that need more than their kind: a program is long to read."""
SURE_PART_READ, SURE_PART_WRITE = 0.6, 0.86
"""The same for what only a part of a message seems to want, where the whole does not."""
SUPPORTED = 0.08
"""From this chance on the whole message supports what a part of it wants."""
SURE_WORDS = 0.5
CORRECTS = "change_sets"
TELLS = frozenset(
    (
        "report_injury",
        "log_workout",
        "remember",
        "log_measurement",
        "update_planning",
        "update_profile",
        "set_movement_rule",
        "log_planned",
    )
)
"""Writes that keep what is told: a question tells nothing."""
ASKS_SOMETHING = re.compile(
    r"\s*(?:(?:and|so|but|hey|ok)[, ]+)*(?:what|which|how|when|where|who|why|do i|did i|have i|am i|is my|are my|was my)\b(?! about)(?!'s up)",
    re.IGNORECASE,
)
_REPS = re.compile(r"\d\s?[x×*]\s?\d|\bfor \d|\breps?\b|\bsets?\b|\b\d+, ?\d+, ?\d+\b", re.IGNORECASE)
TAKES_AWAY = frozenset(
    (
        "remove_sets",
        "remove_exercise",
        "delete_workout",
        "forget",
        "undo",
        "resolve_injury",
        "confirm_clearance",
        "correct_memory",
        "answer_screening",
    )
)
PLANNING = "update_planning"
LOGS = frozenset(("log_workout", "log_planned", "change_sets"))
LAST = frozenset(("propose_program", "adapt_to_injuries", "todays_session"))
KEPT_TOGETHER = frozenset(("update_planning", "update_profile", "check_readiness", "give_feedback"))
MOST_OFFERED = 3
NOT_SURE = "I'm not sure what you mean by “{rest}”. One of these? Say its number, or say it in other words."
NOT_UNDERSTOOD = (
    "I didn't get “{rest}”. Tell me what you trained (“bench 3x5 80”), ask about your numbers (“how is my squat?”), "
    "or about your plan (“what's today?”); “help” has more."
)
LONGEST_REST = 120
"""Characters of what was not understood that are repeated."""
ASKS = {
    "exercise": "Which exercise?", "by": "Which exercise was it?", "reps": "How many reps?", "load": "Which load?", "region": "Where does it hurt?",
    "severity": "How bad is it, from 0 to 10?", "day": "Which day?", "to": "To which day?", "to_day": "Which day was it?", "minutes": "How many minutes?",
    "second": "Compared with what?", "value": "How much is it?", "name": "What is it called?",
}  # fmt: skip
"""What is asked where a slot is empty that must be filled."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message comes to: calls to make, and what is offered for the rest."""

    calls: tuple[Candidate, ...] = ()
    offered: tuple[Candidate, ...] = ()
    """Readings of which the athlete may pick one; nothing is done of them meanwhile."""
    question: str = ""
    """What is missing of a wish that is clear."""
    rest: tuple[str, ...] = ()
    """Parts of the message that nothing is done about."""
    is_talk: bool = False
    """Whether nothing but words was wanted."""
    chance: float = 1.0
    """How sure the least sure of it is."""
    unused: tuple[str, ...] = ()
    """Of a message that tells much for a program: the clauses of which nothing came."""

    @property
    def tools(self) -> tuple[str, ...]:
        """The tools that are called."""
        return tuple(each.tool for each in self.calls)


def least_chance(tool: str) -> float:
    """How sure a reading must be before it is done without a question."""
    return LEAST.get(tool, SURE_TAKE_AWAY if tool in TAKES_AWAY else SURE_WRITE if tool in WRITES else SURE_READ)


def decide(said: str, situation: Situation) -> Understood:
    """Understand a message: part by part, and what it tells for a program as a whole."""
    return _with_whole(_by_parts(said, situation), said, situation)


def _with_whole(found: Understood, said: str, situation: Situation) -> Understood:
    """With all that a message tells for a program in one call, where it asks for one or can only be meant so.

    Parts that seem to ask for a look at the log are no questions then, and what is left is named and not guessed at.
    """
    requests = "propose_program" in found.tools
    args = for_planning(said, situation)
    told = is_enough(args) and not (situation.has_program or situation.open_proposal or said.rstrip().endswith("?"))
    if not args or not (requests or told):
        return found
    if any(each.tool in LOGS and _is_done(each.whole, situation) for each in found.calls):
        return found
    chance = next((each.chance for each in found.calls), found.chance)
    calls = [Candidate(PLANNING, args, chance, said)]
    body = about_body(said, situation)
    calls += [Candidate("update_profile", body, chance, said)] if body and "update_profile" not in found.tools else []
    dated = DATED & (args.get("wish") or {}).keys()
    taken = {PLANNING, *LOGS, *(("set_goal",) if dated else ())}
    calls += [each for each in found.calls if each.tool not in taken and (each.tool in WRITES or "?" in each.whole)]
    calls.sort(key=lambda each: (each.tool in LAST) - (each.tool == REMEMBER))
    used = [each.whole for each in found.calls if each.tool not in (PLANNING, "propose_program")]
    left = tuple(unused(said, situation, used))
    return Understood(tuple(calls), chance=chance, unused=left)


def _is_done(said: str, situation: Situation) -> bool:
    """Whether words tell of sets that were done: an exercise with reps, not a number that can be lifted."""
    return bool(Words(said, situation).names) and _REPS.search(said) is not None


def _by_parts(said: str, situation: Situation) -> Understood:
    wishes = read(said, situation)
    calls: list[Candidate] = []
    offered: list[Candidate] = []
    rest: list[str] = []
    question, chance = "", 1.0
    for wish in wishes:
        clear = asked(wish, situation) or theirs(wish, situation) or _clear(wish, said) or told(wish, situation)
        if not clear and wish.label == WORDS_ALONE and wish.chance >= SURE_WORDS:
            continue
        done = [_continued(each, situation, wish) for each in clear]
        if done:
            calls += [each for each in done if (each.tool, each.args) not in [(one.tool, one.args) for one in calls]]
            chance = min(chance, wish.chance)
            continue
        rest.append(wish.text)
        chance = min(chance, wish.chance)
        question = question or _missing(wish)
        offered += [reading[-1] for reading in wish.candidates]
    calls, rest = _beside_the_plan(calls, rest, wishes, situation)
    calls.sort(
        key=lambda each: (each.tool in LAST) - (each.tool == REMEMBER)
    )  # a program is made of what was told beside it
    is_talk = not calls and not rest
    return Understood(tuple(_together(calls)), tuple(_best(offered)), question, tuple(rest), is_talk, chance)


def _beside_the_plan(
    calls: list[Candidate], rest: list[str], wishes: Sequence[Wish], situation: Situation
) -> tuple[list[Candidate], list[str]]:
    """What differed from the plan, of a message that says that the rest was done as planned.

    Whole sets are logged first, corrections come last and are of the exercise that is named. Where numbers are left that
    nothing takes, nothing is logged as planned either: first it is asked.
    """
    if LOG_PLANNED not in [each.tool for each in calls]:
        return calls, rest
    open_parts = [
        wish
        for wish in wishes
        if wish.text in rest or (wish.label == WORDS_ALONE and len(Words(wish.text, situation).numbers) > 1)
    ]
    told = [wish.text for wish in open_parts if wish.label != LOG_PLANNED and Words(wish.text, situation).numbers]
    logs = [Candidate(LOG, {"said": text}, 1.0, text) for text in told if has_whole_sets(text, situation)]
    if len(logs) < len(told):
        return [each for each in calls if each.tool not in (LOG_PLANNED, CORRECTS)], [wish.text for wish in wishes]
    names = {name.said for wish in wishes for name in Words(wish.text, situation).names}
    found = [*logs, *sorted(calls, key=lambda each: each.tool == CORRECTS)]
    if len(names) == 1:
        [name] = names
        found = [
            replace(each, args={"exercise": name, **each.args}) if each.tool == CORRECTS else each for each in found
        ]
    done = [wish.text for wish in open_parts if wish.label == LOG_PLANNED or wish.text in told]
    return found, [each for each in rest if each not in done]


def _together(calls: Sequence[Candidate]) -> list[Candidate]:
    """What several parts tell one tool about the athlete is told it at once."""
    found: list[Candidate] = []
    for each in calls:
        same = next((one for one in found if one.tool == each.tool and one.tool in KEPT_TOGETHER), None)
        if same is None:
            found.append(each)
        else:
            found[found.index(same)] = replace(same, args={**each.args, **same.args, **_joined(same.args, each.args)})
    return found


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of both, each value once."""
    return {
        name: list(dict.fromkeys([*value, *other[name]]))
        for name, value in one.items()
        if isinstance(value, list) and isinstance(other.get(name), list)
    }


def _continued(candidate: Candidate, situation: Situation, wish: Wish) -> Candidate:
    """A short question that goes on from the one before: 'and chest?' keeps the period."""
    if candidate.tool != situation.last_tool or len(wish.text.split()) > LONGEST_CONTINUED or candidate.tool in WRITES:
        return candidate
    return replace(candidate, args={**situation.last_args, **candidate.args})


def _clear(wish: Wish, said: str) -> Sequence[Candidate]:
    """The calls of a wish that is clear enough; none where it is close or something is missing."""
    if not wish.candidates:
        return ()
    first = wish.candidates[0]
    if first[-1].tool != wish.label or wish.chance < _needed(wish) or wish.left:
        return ()
    if wish.label in TELLS and ASKS_SOMETHING.match(wish.text):
        return ()
    if wish.label in TAKES_AWAY and not is_order(wish.text, said):
        return ()
    return first


def _needed(wish: Wish) -> float:
    """How sure a wish must be: one that only a part of the message seems to have must be surer."""
    least = least_chance(wish.label)
    if not wish.is_part or wish.of_whole >= SUPPORTED:
        return least
    return max(least, SURE_PART_WRITE if wish.label in WRITES else SURE_PART_READ)


def _missing(wish: Wish) -> str:
    """The question for what is missing of a wish whose tool is clear."""
    frame = frames().get(wish.label)
    if frame is None or wish.chance < _needed(wish) or (wish.candidates and wish.candidates[0][-1].tool == wish.label):
        return ""
    return next((ASKS[each] for each in (*frame.needs_also, *frame.needs) if each in ASKS), "")


def _best(offered: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest readings, each tool once."""
    found: list[Candidate] = []
    for each in sorted(offered, key=lambda one: -one.chance):
        if each.tool != WORDS_ALONE and each.tool not in {one.tool for one in found}:
            found.append(each)
    return found[:MOST_OFFERED]


def offer(understood: Understood) -> tuple[str, list[dict[str, Any]]]:
    """The question with its ready answers, as words and as choices that a door shows."""
    rest = " ".join(" … ".join(understood.rest).split())
    rest = rest if len(rest) <= LONGEST_REST else f"{rest[:LONGEST_REST]}…"
    choices = [{"label": each.sentence, "tool": each.tool, "args": each.args} for each in understood.offered]
    if not choices:
        return NOT_UNDERSTOOD.format(rest=rest), []
    lines = [f"{number}. {each['label']}" for number, each in enumerate(choices, 1)]
    return "\n".join([NOT_SURE.format(rest=rest), *lines]), choices
