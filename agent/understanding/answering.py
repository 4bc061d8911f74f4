"""Answers to what planning asks: goals, level, days, equipment, how bad a pain is, the health questions."""

import re
from dataclasses import replace
from typing import Any

from agent.builtin.conversation import Asking
from agent.builtin.intents import Call, Intent, Say
from agent.understanding.dialogue import ABOUT_SETS
from agent.understanding.figures import in_digits
from agent.understanding.frames import frames
from agent.understanding.phrases import vocabulary
from agent.understanding.replies import reply
from agent.understanding.situation import Situation
from agent.understanding.slots.asked import asked
from agent.understanding.slots.body import severity, sharp
from agent.understanding.slots.health_answers import answers_cleared, health_answer, says_agreed
from agent.understanding.slots.kit import EVERYTHING
from agent.understanding.slots.reserve import reps_left
from agent.understanding.words import Words
from training.adaptation.screening import read_answers
from training.errors import Unclear
from training.pain import MODIFY_UP_TO

NO_PROGRAM_THEN = "All right, no program for now. Say so when you want one."
NOT_CLEARED = "Then ask them first; walking is usually fine until then. Tell me when you are cleared, and I plan with what they allow."
NOT_KNOWN = "That's fine: it counts as the plan meant it."
AGAIN = {
    "goals": "Which of them fits best: strength, muscle, fat loss, endurance, power, mobility or general health?",
    "days": "How many days a week, from one to seven?",
    "minutes": "How many minutes may a session take? For example 45, or 'an hour'.",
    "equipment": 'What is there to train with? For example "full gym", "dumbbells and a bench", or "nothing".',
    "level": 'How long have you been lifting regularly? For example "a few months" or "two years".',
    "severity": 'How bad is it, from 0 to 10? For example "mild, not sharp".',
    "screening": "Please answer 'no to all', or the numbers of the questions that are a yes.",
    "clearance": "Has a clinician cleared you for strength training? Please answer yes or no.",
}  # fmt: skip
ANSWERS = {
    "goals": ("goals",), "days": ("days", "weekdays"), "minutes": ("minutes",), "equipment": ("equipment", "place"), "level": ("level", "training_months"),
}  # fmt: skip
"""Which arguments answer which question."""
PLAIN_ANSWERS = ("days", "weekdays", "not_on", "minutes", "equipment")
"""Those that are told in words that mean little else."""
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
)
ANY_OF_THEM = ("all of them", "everything")
MEANT = ("want", "wanna", "goal", "goals", "focus", "aim", "instead", "rather", "mainly", "train for")
"""Words with which goals are told, whatever was asked."""
Args = dict[str, Any]
LIMITS = ("least_rir", "no_impact", "no_overhead")
"""What a health answer may ask of a program."""
NEEDS_A_VISIT = frozenset(("chest_pain", "dizziness"))
"""What no word of a clinician told beside it settles."""
USUAL_MINUTES, USUAL_DAYS = 60, 3
LEAST_OF_A_STORY = 3
"""Words of an answer that tells something, though no time."""
LONGEST_NAME = 4
"""Words of the name of a gym."""
LONGEST_ANSWER = 80
"""Words; what is longer is something else."""
LONGEST_GIVING_UP = 5
LONGEST_LATE = 8
"""Words of an answer to a question that was asked a while ago."""
_SETS = re.compile(r"\d ?[x×@] ?\d")
_FINE_NOW = re.compile(
    r"\b(?:fine|ok(?:ay)?|good|gone|healed|better|nothing|no pain)\b.*\b(?:now|again|already|any ?more)\b"
)
_WHERE = re.compile(r"How bad is (?:the |your )?(?:(?P<side>left|right) )?(?P<region>.+?),")
_HURTS = re.compile(r"\b(?:hurt\w*|pain\w*|ache\w*|aching|bad|dodgy|injur\w+|tweaked|operated|arthritis)\b")
_NONE = re.compile(r"\b(?:no|none|nope|nah|nothing|never|all good|all clear|healthy|neither)\b")


def planning_answer(
    said: str, asking: Asking, situation: Situation, earlier: str = "", *, asks_else: bool = False
) -> list[Intent] | None:
    """What an answer means: what to keep, and the program again; ``None`` if it is something else.

    ``earlier`` is what the athlete said before in this chat, ``asks_else`` whether something else was asked since.
    """
    words = Words(said, replace(situation, asks=asking.asks, is_asked=True))
    if len(words.tokens) <= LONGEST_GIVING_UP and words.has(*GIVES_UP):
        return [Say(NO_PROGRAM_THEN)] if asking.request is not None else None
    if said.rstrip().endswith("?") or len(words.tokens) > LONGEST_ANSWER or _SETS.search(words.text):
        return None
    if asking.asks in ABOUT_SETS:
        return _of_what_was_done(words, asking) if asking.is_fresh else None
    if not asking.is_fresh and not _is_plain(words, asking.asks) and (asks_else or not _denies_all(words, asking)):
        return None
    if asking.asks == "clearance" and answers_cleared(words) is False:
        return [Say(NOT_CLEARED)]
    calls = _read(words, asking, earlier) or (_of_another_question(words) if asking.request is not None else [])
    if not calls:
        return None
    return [*calls, *([] if asking.request is None else [Call("propose_program", asking.request)])]


def _of_what_was_done(words: Words, asking: Asking) -> list[Intent] | None:
    """The loads or the reps of sets that a plan left open: with their names, or a number each in the order that was asked."""
    if asking.asks == "effort":
        return _of_the_effort(words, asking.of[0])
    numbers = [each for each in words.numbers if not each.out_of]
    if not numbers or len(numbers) != len(words.numbers) or _says_more(words):
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


def _says_more(words: Words) -> bool:
    """Whether anything is said beside numbers, exercises and the small words of an answer: "week 3 of my program" is none."""
    spans = [(each.start, each.end) for each in words.numbers] + [(each.start, each.end) for each in words.names]
    for name in ("beside_reps_left", "reply", "of_an_answer"):
        spans += [(each.start, each.end) for each in vocabulary(name).find(words.said)]
    return any(not any(start <= each.start < end for start, end in spans) for each in words.tokens)


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


def _denies_all(words: Words, asking: Asking) -> bool:
    """Whether a bare no is the answer to the health questions that a program still waits for."""
    return asking.asks == "screening" and asking.request is not None and reply(words.said) == "no"


def supposed(said: str, asking: Asking, situation: Situation) -> list[Intent]:
    """What an answer is taken for that holds nothing known, and is read back so; else the question once more, shortly."""
    words = Words(said, replace(situation, asks=asking.asks))
    unsure, denied = words.has(*UNSURE), _NONE.search(words.text) is not None
    args: dict[str, Any] = {}
    if asking.asks == "level" and (unsure or len(words.tokens) >= LEAST_OF_A_STORY):
        args = {"level": "novice"}  # years that nobody counted are none to build on
    elif asking.asks == "days" and unsure:
        args = {"days": USUAL_DAYS}
    elif asking.asks == "equipment" and not (unsure or denied) and len(words.tokens) <= LONGEST_NAME:
        args = {"place": "gym", "equipment": EVERYTHING}  # the name of a gym
    if not args or asking.request is None:
        return [Say(AGAIN.get(asking.asks, asking.question))]
    return [Call("update_planning", args), Call("propose_program", asking.request)]


def _of_another_question(words: Words) -> list[Call]:
    """An answer to another of the questions than the one that was asked."""
    found = next(iter(frames()["update_planning"].fill(words)), {})
    args = {name: value for name, value in found.items() if name in PLAIN_ANSWERS}
    return [Call("update_planning", args)] if args else []


def _read(words: Words, asking: Asking, earlier: str) -> list[Call]:
    if asking.asks == "screening":
        return _screened(words, earlier)
    if asking.asks == "clearance":
        return [Call("confirm_clearance")] if answers_cleared(words) else []
    if asking.asks == "severity":
        return _graded(words, asking)
    args = _stated(words, asking.asks)
    return [Call("update_planning", args), *_injuries(words)] if args else []


def _stated(words: Words, asks: str) -> dict[str, Any]:
    """What an answer states: what was asked for, and what else came with it."""
    found = next(iter(frames()["update_planning"].fill(words)), {})
    if asks == "equipment" and found.get("place") == "gym" and "equipment" not in found:
        found["equipment"] = EVERYTHING
    if asks == "equipment" and "equipment" not in found and words.has("nothing", "none", "nothing at all"):
        found["equipment"] = []
    if asks == "level" and "level" in found:
        found.pop("training_months", None)
    if asks == "minutes" and "minutes" not in found and words.has(*UNSURE, *ANY_OF_THEM):
        found["minutes"] = USUAL_MINUTES
    if asks == "goals" and "goals" not in found and words.has(*UNSURE, *ANY_OF_THEM):
        found["goals"] = {"general_health": 10}
    if asks != "level":
        found.pop("training_months", None)
    if asks != "goals" and not words.has(*MEANT):  # goals are asked first: "strength, 35 min" tells minutes
        found.pop("goals", None)
    return found if any(name in found for name in ANSWERS.get(asks, ())) else {}


def _injuries(words: Words) -> list[Call]:
    """A part of the body that an answer names as bad."""
    if not (_HURTS.search(words.text) or severity(words)) or _NONE.search(words.text):
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


def _screened(words: Words, earlier: str) -> list[Call]:
    """The health questions that are a yes, the parts of the body that are not well, and whether a clinician agrees."""
    try:
        return [Call("answer_screening", {"yes": list(read_answers(in_digits(words.text.strip(" .!"))))})]
    except Unclear:
        told = health_answer(words)
    if words.has(*UNSURE) or not (told.yes or told.conditions or told.is_no):
        return []
    kept: Args = {"conditions": list(told.conditions)} if told.conditions else {}
    if limits := {name: value for name, value in (asked(words) or {}).items() if name in LIMITS}:
        kept["wish"] = limits
    found = [Call("update_planning", kept)] if kept else []
    found += [each for clause in told.of_the_body for each in _injuries(Words(clause, words.situation))]
    found.append(Call("answer_screening", {"yes": list(told.yes)}))
    if told.cleared and (told.yes or told.conditions) and not NEEDS_A_VISIT.intersection(told.yes):
        found.append(Call("confirm_clearance"))
    elif not told.yes and (told.cleared or says_agreed(earlier)):  # of what was told with the wish
        found.append(Call("confirm_clearance", is_extra=True))
    return found
