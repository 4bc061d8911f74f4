"""Answers to what planning asks: goals, level, days, equipment, how bad a pain is, the health questions."""

import re
from dataclasses import replace
from typing import Any

from agent.builtin.conversation import Asking
from agent.builtin.intents import Call, Intent, Say
from agent.understanding.dialogue import ABOUT_SETS
from agent.understanding.frames import frames
from agent.understanding.phrases import tokens, vocabulary
from agent.understanding.situation import Situation
from agent.understanding.slots.body import severity, sharp
from agent.understanding.slots.kit import EVERYTHING
from agent.understanding.slots.people import screening
from agent.understanding.slots.reserve import reps_left
from agent.understanding.words import Words
from training.adaptation.screening import read_answers
from training.errors import Unclear
from training.pain import MODIFY_UP_TO

NO_PROGRAM_THEN = "All right, no program for now. Say so when you want one."
NOT_KNOWN = "That's fine: it counts as the plan meant it."
AGAIN = {
    "goals": "Which of them fits best: strength, muscle, fat loss, endurance, power, mobility or general health?",
    "days": "How many days a week, from one to seven?",
    "minutes": "How many minutes may a session take? For example 45, or 'an hour'.",
    "equipment": 'What is there to train with? For example "full gym", "dumbbells and a bench", or "nothing".',
    "level": 'How long have you been lifting regularly? For example "a few months" or "two years".',
    "severity": 'How bad is it, from 0 to 10? For example "mild, not sharp".',
    "screening": "Please answer 'no to all', or the numbers of the questions that are a yes.",
}  # fmt: skip
ANSWERS = {
    "goals": ("goals",), "days": ("days", "weekdays"), "minutes": ("minutes",), "equipment": ("equipment", "place"), "level": ("level", "training_months"),
}  # fmt: skip
"""Which arguments answer which question."""
GIVES_UP = (
    "cancel",
    "never mind",
    "nevermind",
    "forget it",
    "forget about it",
    "stop",
    "leave it",
    "no program",
    "drop it",
    "not now",
    "maybe later",
    "later",
)
UNSURE = (
    "not sure",
    "no idea",
    "don't know",
    "dont know",
    "idk",
    "dunno",
    "hard to say",
    "you decide",
    "up to you",
    "doesn't matter",
    "whatever",
    "all of them",
    "everything",
)
MEANT = ("want", "wanna", "goal", "goals", "focus", "aim", "instead", "rather", "mainly", "train for")
"""Words with which goals are told, whatever was asked."""
USUAL_MINUTES = 60
LONGEST_ANSWER = 80
"""Words; what is longer is something else."""
LONGEST_GIVING_UP = 5
LONGEST_LATE = 8
"""Words of an answer to a question that was asked a while ago."""
_THE_REST = re.compile(
    r"\b(?:no|none|nothing|nope|all no)\b(?: (?:to|of|for))?(?: the| all)? (?:rest|others?|else|remaining)\b"
)
_SETS = re.compile(r"\d ?[x×@] ?\d")
_FINE_NOW = re.compile(
    r"\b(?:fine|ok(?:ay)?|good|gone|healed|better|nothing|no pain)\b.*\b(?:now|again|already|any ?more)\b"
)
_WHERE = re.compile(r"How bad is (?:the |your )?(?:(?P<side>left|right) )?(?P<region>.+?),")
_HURTS = re.compile(r"\b(?:hurt\w*|pain\w*|ache\w*|aching|bad|dodgy|injur\w+|tweaked|operated|arthritis)\b")
_NONE = re.compile(r"\b(?:no|none|nope|nah|nothing|never|all good|all clear|healthy|neither)\b")


def planning_answer(said: str, asking: Asking, situation: Situation) -> list[Intent] | None:
    """What an answer means: what to keep, and the program again; ``None`` if it is something else."""
    words = Words(said, replace(situation, asks=asking.asks, is_asked=True))
    if len(words.tokens) <= LONGEST_GIVING_UP and words.has(*GIVES_UP):
        return [Say(NO_PROGRAM_THEN)] if asking.request is not None else None
    if said.rstrip().endswith("?") or len(words.tokens) > LONGEST_ANSWER or _SETS.search(words.text):
        return None
    if asking.asks in ABOUT_SETS:
        return _of_what_was_done(words, asking) if asking.is_fresh else None
    if not asking.is_fresh and not _is_plain(words, asking.asks):
        return None
    calls = _read(words, asking)
    if not calls:
        return None
    return [*calls, *([] if asking.request is None else [Call("propose_program", asking.request)])]


def _of_what_was_done(words: Words, asking: Asking) -> list[Intent] | None:
    """The loads or the reps of sets that a plan left open: with their names, or a number each in the order that was asked."""
    if asking.asks == "effort":
        return _of_the_effort(words, asking.of[0])
    numbers = [each for each in words.numbers if not each.out_of]
    if not numbers or len(numbers) != len(words.numbers):
        return None
    if asking.asks == "loads":
        said = words.said if words.names else f"{asking.of[0]} {words.said}"
        return [Call("log_workout", {"said": said})] if words.names or len(asking.of) == len(numbers) == 1 else None
    if any(each.unit not in ("", "reps") or each.value != int(each.value) for each in numbers):
        return None
    named = [name for name in words.names if name.start < numbers[-1].start]
    if named and len(named) != len(numbers):
        return None
    of = [each.said for each in named] or list(asking.of)
    if len(of) != len(numbers):
        return None
    which = "last" if asking.asks == "open_sets" else "all"
    return [
        Call("change_sets", {"which": which, "exercise": name, "reps": int(each.value)})
        for name, each in zip(of, numbers, strict=True)
    ]


def _of_the_effort(words: Words, exercise: str) -> list[Intent] | None:
    """How many reps were left in the last set of a lift; who does not know leaves it as the plan meant it."""
    left = reps_left(words, exercise)
    if left is not None:
        return [Call("change_sets", {"which": "last", "exercise": exercise, "reps_left": left})]
    return [Say(NOT_KNOWN)] if words.has(*UNSURE) and len(words.tokens) <= LONGEST_LATE else None


def _is_plain(words: Words, asks: str) -> bool:
    """Whether a late answer can hardly be anything else: few words, and no bare number."""
    if asks == "screening":
        return words.has("no to all", "yes to", "none of them", "none of these", "all no")
    return (
        len(words.tokens) <= LONGEST_LATE and any(each.word.isalpha() for each in words.tokens) and asks != "severity"
    )


def asked_again(asking: Asking) -> Say:
    """The question once more, shortly."""
    return Say(AGAIN.get(asking.asks, asking.question))


def _read(words: Words, asking: Asking) -> list[Call]:
    if asking.asks == "screening":
        return _screened(words)
    if asking.asks == "severity":
        return _graded(words, asking)
    args = _stated(words, asking.asks)
    return [Call("update_planning", args), *_injuries(words)] if args else []


def _stated(words: Words, asks: str) -> dict[str, Any]:
    """What an answer states: what was asked for, and what else came with it."""
    found = next(iter(frames()["update_planning"].fill(words)), {})
    if asks == "equipment" and "equipment" not in found and found.get("place") == "gym":
        found["equipment"] = EVERYTHING
    if asks == "equipment" and "equipment" not in found and words.has("nothing", "none", "nothing at all"):
        found["equipment"] = []
    if asks == "level" and "level" in found:
        found.pop("training_months", None)
    if asks == "minutes" and "minutes" not in found and words.has(*UNSURE):
        found["minutes"] = USUAL_MINUTES
    if asks == "goals" and "goals" not in found and words.has(*UNSURE):
        found["goals"] = {"general_health": 10}
    if asks != "level":
        found.pop("training_months", None)
    if asks != "goals" and not words.has(*MEANT):  # goals are asked first: "strength, 35 min" tells minutes
        found.pop("goals", None)
    return found if any(name in found for name in ANSWERS.get(asks, ())) else {}


def _injuries(words: Words) -> list[Call]:
    """A part of the body that an answer names as bad."""
    if not _HURTS.search(words.text) or _NONE.search(words.text):
        return []
    return [Call("report_injury", args) for args in frames()["report_injury"].fill(words)]


def _graded(words: Words, asking: Asking) -> list[Call]:
    where = _WHERE.search(asking.question)
    region = None if where is None else vocabulary("region").first(where["region"])
    told = words.first("region")
    if region is None or (told is not None and told != region):
        return []
    grade, is_sharp = severity(words), bool(sharp(words))
    if grade is None and _FINE_NOW.search(words.text):
        return [Call("resolve_injury", {"region": region})]
    if grade is None and _NONE.search(words.text) and not is_sharp:
        grade = 0.0
    if grade is None and not is_sharp:
        return []
    args: dict[str, Any] = {"region": region} | ({} if grade is None else {"severity": grade})
    args |= {"side": where["side"]} if where is not None and where["side"] else {}
    injury = Call("report_injury", args | ({"sharp": True} if is_sharp else {}))
    is_bad = is_sharp or (grade is not None and grade > MODIFY_UP_TO)
    return [injury, Call("adapt_to_injuries", is_extra=True)] if is_bad and asking.request is None else [injury]


def _without_times(words: Words) -> Words:
    """The words without the times in them: "2 years ago" is no number of a question."""
    said = words.said
    for each in words.times:
        said = f"{said[: each.start]}{' ' * (each.end - each.start)}{said[each.end :]}"
    return Words(said, words.situation)


def _screened(words: Words) -> list[Call]:
    try:
        yes = list(read_answers(words.text.strip(" .!")))
    except Unclear:
        rest = _THE_REST.search(words.text)
        if rest is None and (words.durations or any(each.unit or each.out_of for each in words.numbers)):
            return []  # so many years, so many out of ten: that is no number of a question
        yes = screening(_without_times(words))
        if not yes and (words.has(*UNSURE) or not _NONE.search(words.text)):
            return []
        if not tokens(words.said):
            return []
    injuries = (
        _injuries(Words(words.said[: rest.start()], words.situation)) if (rest := _THE_REST.search(words.text)) else []
    )
    return [*injuries, Call("answer_screening", {"yes": yes})]
