"""A program in somebody's own words: days with lifts, sets and reps, and how they go on; as people type them, or as Liftosaur-like text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.errors import Invalid
from training.period import WEEKDAYS

_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DAY = re.compile(
    rf"(?:^|(?<=[\n;.,:]))[ \t#*-]*(?:(?:day|workout|session)[ \t]+(?P<name>[a-z]\b|\d\b)|(?P<weekday>{_WEEKDAY})(?=[ \t]*[:\-–]))"
    r"[ \t]*(?:\((?P<title>[^)\n]*)\))?[ \t]*[:\-–—.]?",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"(?P<sets>\d{1,2})[ ]?(?:x|×|sets? of)[ ]?(?P<low>\d{1,3})(?:[ ]?(?:-|–|to)[ ]?(?P<high>\d{1,3}))?(?:[ ]?(?P<timed>s|sec\w*)\b)?(?P<open>\+)?",
    re.IGNORECASE,
)
_AMOUNT = r"(?P<by>\d+(?:[.,]\d+)?)[ ]?(?P<unit>kg|kgs|kilos?|lbs?|pounds?)"
_STEP = re.compile(
    rf"(?:\+|\badd(?:ing)?\b|\bgo up\b|\bup\b|\bincrease\b|\bprogress:?[ ]?[ld]p[ ]?\()[^\d\n]{{0,12}}{_AMOUNT}",
    re.IGNORECASE,
)
_LOAD = re.compile(
    r"(?:@|\bat\b|\bwith\b|/)?[ ]?(?P<load>\d{1,3}(?:[.,]\d+)?)[ ]?(?P<unit>kg|kgs|kilos?|lbs?|pounds?)\b",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"\b(\d{1,2})[ -]?weeks?\b", re.IGNORECASE)
_IS_MEANT = re.compile(r"\b(?:program\w*|routine|plan|split(?! ?squat)|template|schedule|own)\b", re.IGNORECASE)
_IS_DONE = re.compile(
    r"\b(?:did|done|was|were|felt|yesterday|today|last week|logged|managed|hit|pr|pb)\b|@ ?\d{1,2}(?:[.,]5)?(?![\d.]|[ ]?(?:kg|lb))",
    re.IGNORECASE,
)
"""Words of what was trained."""
_CUT = re.compile(r"[\n;,]+|\.\s|\band\b(?=[^,;\n]*\d[ ]?[x×])")
_FILLER = re.compile(
    r"\W*(?:(?:and|then|finish with|plus|each|every|time|session|week|workout|per|to|for|all|lifts?|\))\W*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """How much a lift grows by, in the unit that was said."""

    by: float
    unit: str


@dataclass(frozen=True, slots=True)
class WrittenLift:
    """One exercise of a day, as it was written."""

    name: str
    sets: int
    low: int
    high: int | None = None
    is_timed: bool = False
    is_open: bool = False
    """As many as possible in the last set."""
    load: Step | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A session of the rotation."""

    title: str
    lifts: tuple[WrittenLift, ...]
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A whole program as it was written."""

    days: tuple[WrittenDay, ...]
    weeks: int | None = None
    unread: tuple[str, ...] = ()
    """What nothing came of."""


def is_written(text: str) -> bool:
    """Whether a text writes a program out: days with lifts and sets, several of them, or one that is called a program.

    >>> is_written("day A: squat 3x5, bench 3x5; day B: deadlift 1x5, press 3x5"), is_written("bench 3x5 80")
    (True, False)
    >>> is_written("monday: squat 3x5 100, bench 3x5; wednesday: rows 3x8 60"), is_written("my plan. monday: squat 3x5, bench 3x5")
    (False, True)
    """
    days = [head for head, body in _bodies(text) if _SETS.search(body)]
    lifts = sum(len(_SETS.findall(body)) for _, body in _bodies(text))
    if not days or lifts < 2 or _IS_DONE.search(text):
        return False
    is_meant = _IS_MEANT.search(text) is not None or _STEP.search(text) is not None
    return is_meant or (
        len(days) > 1 and all((head["name"] or "").isalpha() for head in days)
    )  # days by name or number may be logged


def read_written(text: str) -> Written:
    """The program that a text writes out. Raises ``Invalid`` where there is none.

    >>> found = read_written("day A: squat 3x5, row 3x8-12 40kg; day B: deadlift 1x5 (+5 kg). add 2.5 kg each time")
    >>> [(each.name, each.sets, each.low, each.high, each.step and each.step.by) for each in found.days[0].lifts]
    [('squat', 3, 5, None, 2.5), ('row', 3, 8, 12, 2.5)]
    >>> found.days[1].lifts[0].step
    Step(by=5.0, unit='kg')
    """
    days: list[WrittenDay] = []
    unread: list[str] = []
    shared: Step | None = None
    for head, body in _bodies(text):
        lifts: list[WrittenLift] = []
        for part in _CUT.split(body):
            lift, step = _lift(part), _step(part)
            if lift is not None:
                lifts.append(lift)
            elif step is not None:
                shared = step
            elif part.strip(" .-#") and not _WEEKS.search(part) and not _FILLER.fullmatch(part):
                unread.append(part.strip(" .-#"))
        if lifts:
            days.append(_day(head, lifts, len(days)))
    if not days:
        raise Invalid(
            'Write it out by days, for example: "day A: squat 3x5, bench 3x5, row 3x8; day B: deadlift 1x5, press 3x5; add 2.5 kg each time".'
        )
    weeks = _WEEKS.search(text)
    return Written(tuple(_with_step(each, shared) for each in days), int(weeks[1]) if weeks else None, tuple(unread))


def _bodies(text: str) -> list[tuple[re.Match[str], str]]:
    """The heads of days with what stands under each."""
    heads = list(_DAY.finditer(text))
    ends = [*(each.start() for each in heads[1:]), len(text)]
    return [(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=False)]


def _lift(part: str) -> WrittenLift | None:
    said = _SETS.search(part)
    if said is None:
        return None
    before, behind = part[: said.start()].strip(" :/-–#*.\t("), part[said.end() :]
    step = _step(behind)
    if step is not None:
        behind = _STEP.sub(" ", behind)
    load = _LOAD.search(behind)
    name = before or _LOAD.sub(" ", behind).strip(" :/-–*.()\t")
    if not name or not re.search(r"[a-z]{2}", name, re.IGNORECASE):
        return None
    return WrittenLift(
        name, int(said["sets"]), int(said["low"]), int(said["high"]) if said["high"] else None, said["timed"] is not None,
        said["open"] is not None, None if load is None else Step(_number(load["load"]), _unit(load["unit"])), step,
    )  # fmt: skip


def _step(part: str) -> Step | None:
    found = _STEP.search(part)
    return None if found is None else Step(_number(found["by"]), _unit(found["unit"]))


def _day(head: re.Match[str], lifts: Sequence[WrittenLift], at: int) -> WrittenDay:
    weekday = head["weekday"]
    number = (
        None if weekday is None else next(n for n, each in enumerate(WEEKDAYS) if each.startswith(weekday[:3].lower()))
    )
    name = WEEKDAYS[number].capitalize() if number is not None else f"Day {(head['name'] or str(at + 1)).upper()}"
    return WrittenDay(f"{name}: {head['title'].strip()}" if head["title"] else name, tuple(lifts), number)


def _with_step(day: WrittenDay, shared: Step | None) -> WrittenDay:
    lifts = tuple(
        each if each.step is not None or each.is_timed or shared is None
        else WrittenLift(each.name, each.sets, each.low, each.high, each.is_timed, each.is_open, each.load, shared)
        for each in day.lifts
    )  # fmt: skip
    return WrittenDay(day.title, lifts, day.weekday)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(text: str) -> str:
    return "lb" if text.lower().startswith(("lb", "p")) else "kg"
