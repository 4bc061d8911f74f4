"""Lifts in what is asked of a program: that are to be there or not, that can be lifted, that are to be reached."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from agent.understanding.names import Name, movement_of
from agent.understanding.slots.spoken_numbers import NUMBER, as_count, as_float
from agent.understanding.words import Words
from training.movement import Movement

LEAST_NAME = 3
BESIDE = 4
"""Letters between two names of one list."""


_MAX = re.compile(
    r"\b(?:1 ?rm|max(?:es)?|maxed|pr|pb|best|one rep max|before that|back then|used to|could|can do|can lift|currently|at the moment|numbers?|stand at|now|lift|i'?m at|i am at|where i am|good for me|i do)\b"
)


_WANT = re.compile(r"\b(?:want|wanna|get|reach|goal|hit|aim\w*|target|would like|dream\w*|to)\b")


_NO = re.compile(
    r"\b(?:no|without|not|never|hate|avoid|skip|don'?t (?:want|like|do|give me)|can'?t stand|sick of|allergic to|ban|leave out|except|scared of|afraid of|not allowed(?: to)?|told (?:me )?not to|(?:stay|keep) away from|nothing like|no more|tired of)\s+(?:any |the |a |doing |more |to do |me |give me )*$"
)


_UNABLE = re.compile(
    r"\b(?:can'?t|cannot|can not|unable to|not able to|0|zero)\s+(?:yet )?(?:do |manage )?(?:a |any |even |one |single |full )*$"
)


_KEEP = re.compile(r"\b(?:keep|kept|include|including|must have|with|want|wanna|love|need|never skip|stay in|do|add)\b")


_PAST = re.compile(r"\b(squatted|benched|deadlifted|pressed|rowed)\b", re.IGNORECASE)


_LIFT_OF = {
    "squatted": "squat",
    "benched": "bench",
    "deadlifted": "deadlift",
    "pressed": "overhead press",
    "rowed": "row",
}


def lifts(words: Words) -> Iterator[tuple[str, Any]]:
    """Exercises that are wanted so often, or never."""
    each_of, unwanted_to = _each_so_often(words), -1
    for name, movement in named_lifts(words):
        before, behind = words.text[: name.start][-40:], words.text[name.end :][:24]
        is_listed = unwanted_to >= 0 and _AND.fullmatch(words.text[unwanted_to : name.start]) is not None
        if (
            is_listed
            or _BAD_FOR.match(behind)
            or (_NO.search(before) and not _UNABLE.search(before.replace("not", "")))
        ):
            unwanted_to = name.end
            is_any = name.said.endswith("s") or _ANY_KIND.match(behind) is not None
            family = movement.name.partition(" (")[0] if is_any else movement.name
            yield "avoid", list(dict.fromkeys([movement.name, family]))
        elif times := next((number for start, end, number in each_of if start <= name.start < end), None):
            yield "lifts", {movement.name: times}
        elif found := re.match(
            rf"\s*(?:at least |about )?{NUMBER}(?:\s?(?:-|to|or)\s?\d)?\s?(?:x|times|days)?\s?(?:a|per|each|/|every)?\s?(?:week|wk)\b",
            words.text[name.end :],
        ):
            yield "lifts", {movement.name: as_count(found[1])}
        elif re.match(r"\s*(?:every (?:session|day|workout)|in (?:every|each))", behind):
            yield "lifts", {movement.name: 3}
        elif (
            not _UNABLE.search(before)
            and _KEEP.search(before.rsplit(".", 1)[-1][-24:])
            and not _UNWISHED.search(before)
            and not re.search(r"\d", behind[:8])
            and not _MAX.search(before)
        ):
            yield "lifts", {movement.name: 1}


_BAD_FOR = re.compile(
    r"\s*(?:always |really |still |just |both )*(?:hurts?|kills?|bothers?|aggravates?|flares?|irritates?|wrecks?|(?:is|are) (?:out|a no|banned|off the table|not for me)|"
    r"(?:do not|don'?t|doesn'?t) agree with)\b"
)
"""Behind an exercise that is not to be there."""
_AND = re.compile(r"(?:,|;|\s|\band\b|\bor\b|&|/|\bany (?:kind|sort|form)\b|\bof\b)+")
_ANY_KIND = re.compile(r"\s*(?:of )?(?:any|all|every) (?:kinds?|sorts?|forms?|types?)\b")
_UNWISHED = re.compile(r"\b(?:don'?t|do not|never)\b[^.;]*$")
"""Before an exercise that is spoken of and not wished for."""
_EACH = re.compile(
    rf"\b(?:at least |about )?{NUMBER}\s?(?:x|times|days?)?\s?(?:each|apiece|per day|a day|per session)\b"
)


def _each_so_often(words: Words) -> list[tuple[int, int, int]]:
    """The stretches of which every lift is wanted so often: 'snatch and squat twice each', 'squat, bench, press one per day'."""
    found = []
    for sentence in re.finditer(r"[^.;!?\n]+", words.text):
        if told := _EACH.search(sentence[0]):
            times = as_count(told[1]) if re.search(r"each|apiece", told[0]) else 1
            found.append((sentence.start(), sentence.end(), times))
    return found


def bests(words: Words) -> Iterator[tuple[str, Any]]:
    """What can be lifted, and what is to be: 'squat 180', 'bench 80 for 5', '8 pull-ups', 'bench from 80 to 120'."""
    words = Words(_PAST.sub(lambda verb: _LIFT_OF[verb[1].lower()], words.said), words.situation)
    named = named_lifts(words)
    in_row = sum(_has_a_load(words, name, named) for name, _ in named) > 1
    for at, (name, movement) in enumerate(named):
        limit = named[at + 1][0].start if at + 1 < len(named) else len(words.said)
        behind = words.text[_end_of(words, name) : min(limit, name.end + 40)]
        before = words.text[max(0, name.start - 40) : name.start]
        if _UNABLE.search(before) or re.search(r"^\s*(?:0|zero|none)\b", behind):
            yield "bests", [{"exercise": movement.name, "load": 0.0, "reps": 0}]
            continue
        if found := re.match(
            r"\s*(?:up )?(?:from )?(\d{2,3}(?:[.,]\d)?)\s?(?:kg|kilos?|lbs?)?\s?(?:to|->|→|up to)\s?(\d{2,3}(?:[.,]\d)?)\b",
            behind,
        ):
            yield "bests", [{"exercise": movement.name, "load": as_float(found[1]), "reps": 1}]
            yield "targets", [{"exercise": movement.name, "load": as_float(found[2]), "reps": 1}]
            continue
        yield from _best_of(words, movement, before, behind, is_told=in_row)
    if found := re.search(r"\b(?:get|bring) (?:me|it) (?:to|up to) (\d{2,3}(?:[.,]\d)?)\b", words.text):
        lifts = [movement.name for _, movement in named if not movement.is_bodyweight]
        if lifts:
            yield "targets", [{"exercise": lifts[0], "load": as_float(found[1]), "reps": 1}]
            if best := re.search(r"\b(?:best|max|pr)\b[^.;\d]{0,16}(\d{2,3}(?:[.,]\d)?)\b", words.text):
                yield "bests", [{"exercise": lifts[0], "load": as_float(best[1]), "reps": 1}]


def _has_a_load(words: Words, name: Name, named: Sequence[tuple[Name, Movement]]) -> bool:
    """Whether a load, with its reps or without, and nothing else stands behind a name, up to the next one."""
    found = _LOAD_BEHIND.match(words.text, name.end)
    if found is None:
        return False
    behind = found.end()
    return _ENDS.match(words.text, behind) is not None or any(other.start == behind for other, _ in named)


_LOAD_BEHIND = re.compile(r"\s*(?:is |at )?\d{2,3}(?:[.,]5)?\s?(?:kg|lbs?)?(?:\s?(?:x|×|for)\s?\d{1,2})?\s*")
_ENDS = re.compile(r"(?:,|and\b|/|\.|$|are\b|is\b)")


def _best_of(words: Words, movement: Movement, before: str, behind: str, *, is_told: bool) -> Iterator[tuple[str, Any]]:
    if movement.is_bodyweight:
        found = re.search(r"(\d{1,2})\s?(?:strict |clean |good |full |proper )*$", before)
        if (found and not re.search(r"\d\s?[x×]\s?\d{1,2}\s*$", before)) or (
            found := re.match(
                r"\s*(?:is |max |about |around |x ?|: ?)*(\d{1,2})\b(?!\s?(?:x|×|kg|lb|min|days?|weeks?|times a|/))",
                behind,
            )
        ):
            yield "bests", [{"exercise": movement.name, "load": 0.0, "reps": int(found[1])}]
        return
    found = re.match(
        r"(?:ed|ing|s)?\s*(?:1 ?rm|max|pr|pb|best|is|was|at|of|about|around|currently|currently at|now|:|=|~|\s)*\s*(\d{2,3}(?:[.,]\d)?)\s?(?:kgs?|kilos?|lbs?|pounds?)?(?:\s?(?:x|×|for)\s?(\d{1,2}))?\b(?!\s?(?:min|days?|weeks?|%|years?|x\s?\d|seconds|s\b))",
        behind,
    )
    if found and (is_told or _MAX.search(words.text) is not None):
        reps = int(found[2]) if found[2] else _shared_reps(words)
        name_of = "targets" if re.search(r"\b(?:want|wanna|goal|reach|hit|aim\w*|target)\b[^.;]*$", before) else "bests"
        yield name_of, [{"exercise": movement.name, "load": as_float(found[1]), "reps": reps}]


def _shared_reps(words: Words) -> int:
    """The reps that are told once for all lifts of a list: 'squat 110 and bench 85 for fives'; else it is one."""
    found = re.search(r"\b(?:for|in) (?:sets of )?(doubles|triples|threes|fives|sixes|eights|tens)\b", words.text)
    return (
        {"doubles": 2, "triples": 3, "threes": 3, "fives": 5, "sixes": 6, "eights": 8, "tens": 10}[found[1]]
        if found
        else 1
    )


def named_lifts(words: Words) -> list[tuple[Name, Movement]]:
    """The exercises that are named with what the library makes of them; what is no lift, or hardly a word, is none."""
    found = []
    for each in words.names:
        movement = movement_of(each.said, words.situation.own)
        is_word = len(each.said) >= LEAST_NAME or any(_is_listed_with(each, other) for other in words.names)
        if movement is not None and is_word and movement.pattern not in ("cardio", "mobility"):
            found.append((each, movement))
    return found


def _is_listed_with(name: Name, other: Name) -> bool:
    """Whether two letters stand beside the name of another lift, and so are one: 'squat bench dl'."""
    return (
        other is not name
        and len(other.said) >= LEAST_NAME
        and max(other.start - name.end, name.start - other.end) <= BESIDE
    )


def _end_of(words: Words, name: Name) -> int:
    """Where the name itself ends: a word behind it that says how it was is no part of it."""
    found = re.search(r"\s(?:max|pr|pb|best|1rm|comp)$", words.text[name.start : name.end])
    return name.end if found is None else name.start + found.start()


def lifts_of_sentence(words: Words, at: int) -> list[str]:
    """The lifts that are named in the sentence of the word for an event."""
    start = max((each.end() for each in re.finditer(r"[.!?\n]\s", words.text[:at])), default=0)
    found = re.search(r"[.!?\n]\s", words.text[at:])
    end = len(words.text) if found is None else at + found.start()
    return list(dict.fromkeys(movement.name for name, movement in named_lifts(words) if start <= name.start < end))
