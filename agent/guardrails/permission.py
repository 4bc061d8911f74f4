"""Which writes of a language model may be made: those that follow from the athlete's words, as the same understanding reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.guardrails.agreement import Compared, compared, unsaid
from agent.guardrails.sets_said import Sets, sets_of, were_said
from agent.guardrails.wanted import Wanted
from agent.understanding.evidence import is_question
from agent.understanding.frames import frames
from db.athletes import Athlete
from tools.toolbox import ABOUT, WRITES

LOG = "log_workout"
ONLY_IN_WORDS = frozenset(
    ("remove_sets", "remove_exercise", "replace_exercise", "delete_workout", "undo", "forget", "correct_memory", "resolve_injury",
     "change_program", "skip_session", "update_profile", "set_movement_rule")
)  # fmt: skip
"""What takes away, ends or replaces: done when the words say so for sure, asked about when they may, else refused."""
ONLY_BY_THEM = frozenset(("answer_screening", "confirm_clearance"))
"""Answers about health: nobody gives them for the athlete, and no yes does."""
PLAUSIBLE = 0.05
"""From this chance on a write may be what was meant: the model is another reader of the same words."""
ASKABLE = 0.08
"""The same for what takes away: then it is asked about."""
NOT_ASKED_FOR = "Nothing was done: the athlete did not ask for that in this message. Answer what they said."
NOT_SAID = "Nothing was done: the athlete did not say {what}. Use only what they said, or ask them."
THEIRS = "Nothing was done: health questions are answered by the athlete alone, in their own words."
WHICH = "I can read that in two ways. Which is right?"
REALLY = "Should I do this: {what}? Nothing is done until you say yes."


@dataclass(frozen=True, slots=True)
class Go:
    """The call may be made."""

    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """The athlete is asked first; each choice is the call that it makes."""

    question: str
    choices: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """The question with its choices."""
        if len(self.choices) == 1:
            return self.question
        return "\n".join([self.question, *(f"{at}. {each['label']}" for at, each in enumerate(self.choices, 1))])


@dataclass(frozen=True, slots=True)
class Refuse:
    """The call is not made; the words are for the model."""

    words: str


Verdict = Go | Ask | Refuse


async def verdict(tool: str, args: dict[str, Any], wanted: Wanted, athlete: Athlete) -> Verdict:
    """What becomes of a call of a language model."""
    if tool not in WRITES:
        return Go(args)
    if tool == LOG:
        return await _logging(args, wanted, athlete)
    certain = wanted.certain(tool)
    if certain:
        return _beside(tool, args, certain, wanted)
    if tool in ONLY_BY_THEM:
        return Refuse(THEIRS)
    if ABOUT[tool].tells and is_question(wanted.said):
        return Refuse(NOT_ASKED_FOR)  # a question tells nothing
    wrong = unsaid(tool, args, wanted)
    chance = wanted.chances.get(tool, 0.0)
    if tool in ONLY_IN_WORDS:
        return _confirmed(tool, args) if chance >= ASKABLE and not wrong else Refuse(NOT_ASKED_FOR)
    if chance < PLAUSIBLE:
        return Refuse(NOT_ASKED_FOR)
    return Refuse(NOT_SAID.format(what=_shown(args, wrong))) if wrong else Go(args)


def _beside(tool: str, args: dict[str, Any], certain: Sequence[dict[str, Any]], wanted: Wanted) -> Verdict:
    """A call beside those that are certainly wanted of the same tool."""
    both = [(each, compared(tool, args, each, wanted)) for each in certain]
    if any(found.agree for _, found in both):
        return Go(args)
    grammar, found = min(both, key=lambda each: len(each[1].other) + len(each[1].unsaid))
    if found.other and not found.unsaid and tool not in ONLY_BY_THEM:
        return Ask(WHICH, (_choice(tool, grammar), _choice(tool, args)))
    return Go({**_kept(args, found), **grammar})  # nobody said that: what was said is done


def _kept(args: Mapping[str, Any], found: Compared) -> dict[str, Any]:
    return {name: value for name, value in args.items() if name not in (*found.other, *found.unsaid)}


async def _logging(args: dict[str, Any], wanted: Wanted, athlete: Athlete) -> Verdict:
    """Sets are compared as they would be stored, not as they are written."""
    certain = wanted.certain(LOG)
    heard = certain or [{"said": text} for text in wanted.heard]
    model = await sets_of(athlete, [args])
    grammars = [await sets_of(athlete, [each]) for each in heard] + (
        [await sets_of(athlete, certain)] if certain else []
    )
    for grammar, call in zip(grammars, heard, strict=False):
        if model.told and model.told == grammar.told:
            return Go(dict(call))  # in the athlete's own words, which may say more than numbers
    grammar = max(grammars, key=lambda each: sum(each.told.values()))
    if model.told and model.told <= grammar.told:
        return Go(args)
    if certain:
        return _differently(args, model, certain, grammar, wanted)
    if wanted.chances.get(LOG, 0.0) < PLAUSIBLE or not were_said(model, wanted):
        return Refuse(NOT_ASKED_FOR)
    if not model.workouts:
        return Go(args)  # which stores nothing, and says so
    return Ask(
        REALLY.format(what=f"log {_brief(model)}"),
        ({"label": f"yes, log {_brief(model)}", "calls": [{"tool": LOG, "args": args}]},),
    )


def _differently(
    args: dict[str, Any], model: Sets, certain: Sequence[dict[str, Any]], grammar: Sets, wanted: Wanted
) -> Verdict:
    """The sets of a model where the words certainly tell of others."""
    if len(certain) == 1 and (grammar.is_open or not model.workouts or not were_said(model, wanted)):
        return Go(dict(certain[0]))
    if not grammar.workouts or not were_said(model, wanted):
        return Refuse(NOT_SAID.format(what="those sets"))
    return Ask(
        WHICH,
        (
            {"label": _brief(grammar), "calls": [{"tool": LOG, "args": {"said": grammar.words}}]},
            {"label": _brief(model), "calls": [{"tool": LOG, "args": args}]},
        ),
    )


def _brief(sets: Sets) -> str:
    return "; ".join(line for line in sets.words.splitlines() if line.strip() and not line.startswith(("#", ">")))


def _confirmed(tool: str, args: dict[str, Any]) -> Ask:
    choice = _choice(tool, args)
    return Ask(REALLY.format(what=choice["label"]), ({**choice, "label": f"yes, {choice['label']}"},))


def _choice(tool: str, args: Mapping[str, Any]) -> dict[str, Any]:
    frame = frames().get(tool)
    label = tool.replace("_", " ") if frame is None else frame.sentence({"whole": "", **args})
    return {"label": label, "calls": [{"tool": tool, "args": dict(args)}]}


def _shown(args: Mapping[str, Any], names: Sequence[str]) -> str:
    return " or ".join(f"{name} {args[name]!r}" for name in names)
