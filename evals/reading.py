"""How messages about training are read, without a database: ``python -m evals.reading [--writer A] [--fails]``."""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median

from evals.athletes import past
from evals.corpus import TODAY, LogItem, items, read
from evals.gold import sets_differ
from evals.state import StoredSet
from training.library import load_library
from training.notation import Context, Past, Reading, exercises_in, read_surely
from training.notation import read as read_message
from training.resolver import Resolver
from training.strength import one_rep_max
from training.units import KG_PER_LB
from training.workout import Exercise, Set

DAY = date.fromisoformat(TODAY)
RECENT = timedelta(days=120)
GRADES = ("right", "asked", "nothing", "shown", "silent")
"""Asked: one of the options is right. Nothing: nothing stored, no option right. Shown: other sets, with a doubt voiced."""


@dataclass(frozen=True)
class Graded:
    """One message, what came of it, and how it differs from what is right."""

    item: LogItem
    grade: str
    why: str
    reading: Reading
    seconds: float


@cache
def _history() -> tuple[dict[str, Past], dict[str, int]]:
    """What is known of the lifts of the athlete with fourteen months of training, and how often each was done."""
    known: dict[str, list[tuple[date, tuple[Set, ...]]]] = defaultdict(list)
    for workout in past(DAY)["workouts"]:
        for exercise in workout["exercises"]:
            sets = tuple(Set(**each) for each in exercise["sets"])
            known[exercise["exercise"]].append((date.fromisoformat(workout["date"]), sets))
    pasts, times = {}, {}
    for name, days in known.items():
        lately = [each for each in days if each[0] > DAY - RECENT]
        times[name] = len(lately)
        done = [each for _, sets in lately for each in sets]
        loads = [each.load_kg for each in done if each.load_kg is not None]
        bests = [one_rep_max(each.load_kg, each.reps) for each in done if each.load_kg and each.reps]
        last = max(days)
        pasts[name] = Past(
            usual_load_kg=median(loads) if loads else None,
            one_rep_max_kg=max(bests, default=None),
            last=Exercise(name, last[1]),
            last_date=last[0],
        )
    return pasts, times


def context_of(text: str, item: LogItem) -> Context:
    """What ``tools.lookup.context`` would fetch for this athlete and message."""
    pasts, times = _history()
    resolver = Resolver(load_library(), times_done=times)
    names = exercises_in(text, resolver)
    bar = 20.0 if item.units == "kg" else 45 * KG_PER_LB
    return Context(DAY, resolver, item.units, bar, {name: pasts[name] for name in names if name in pasts})


def stored(reading: Reading) -> list[StoredSet]:
    """The sets that would be stored."""
    return [
        StoredSet(
            workout.date, exercise.name, each.kind, each.load_kg, each.reps, each.rpe, each.duration_s, each.distance_m
        )
        for workout in reading.workouts
        for exercise in workout.exercises
        for each in exercise.sets
    ]


def grade(item: LogItem) -> Graded:
    """Read one message as if to store it, and compare."""
    begin = time.process_time()
    reading = read_surely(item.say, context_of(item.say, item))
    return graded(item, reading, time.process_time() - begin)


def graded(item: LogItem, reading: Reading, seconds: float = 0.0) -> Graded:
    """What came of a message."""
    found, why = _grade(item, reading)
    return Graded(item, found, why, reading, seconds)


def _grade(item: LogItem, reading: Reading) -> tuple[str, str]:
    sets = [] if reading.question else stored(reading)
    if item.is_not or item.ask:
        if sets:
            grade = "shown" if reading.unread else "silent"
            return grade, f"stored, though: {item.is_not or item.ask}: {_told(sets)}"
        if item.ask and not reading.question:
            return "nothing", f"no question, though: {item.ask}"
        return "right", ""
    if reading.question:
        for option in reading.question.options:
            answered = read_message(option.text, context_of(option.text, item))
            if not answered.question and not sets_differ(stored(answered), item.want, DAY, item.units):
                return (
                    "asked",
                    f"{reading.question.text} [{' / '.join(each.label for each in reading.question.options)}]",
                )
        return "nothing", f"? {reading.question.text} [{' / '.join(each.label for each in reading.question.options)}]"
    if not sets:
        return "nothing", f"no sets; {reading.mentions}"
    differs = sets_differ(sets, item.want, DAY, item.units)
    if not differs:
        return "right", ""
    return ("shown" if reading.unread else "silent"), differs


def _told(sets: list[StoredSet]) -> str:
    return ", ".join(f"{each.exercise} {each.load_kg}x{each.reps}" for each in sets[:4])


def _items(side: str, writers: list[str], path: str | None) -> Iterator[LogItem]:
    found = [item for _, item in read(Path(path))] if path else items("logs", [side])
    for item in found:
        if isinstance(item, LogItem) and (not writers or item.writer in writers or item.id[0] in writers):
            yield item


def main() -> None:
    """Print rates by writer and kind, and on demand what failed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--side", default="learn", choices=["learn", "develop", "judge"])
    arguments.add_argument("--writer", action="append", default=[])
    arguments.add_argument("--path", help="a file of logs instead of our own")
    arguments.add_argument("--fails", action="store_true", help="print what is not right")
    arguments.add_argument("--grade", action="append", default=[], help="only failures of this grade")
    arguments.add_argument("--kinds", action="store_true", help="rates by kind")
    asked = arguments.parse_args()
    outcomes = [grade(item) for item in _items(asked.side, asked.writer, asked.path)]
    if asked.fails:
        for each in outcomes:
            if each.grade != "right" and (not asked.grade or each.grade in asked.grade):
                unread = f"\n    ! {' | '.join(each.reading.unread)}" if each.reading.unread else ""
                print(f"{each.item.id} {each.grade} [{each.item.units}] {each.item.say!r}\n    {each.why}{unread}")
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        groups[f"writer {each.item.writer or each.item.id[0]}"][each.grade] += 1
        if asked.kinds:
            for kind in each.item.kinds:
                groups[f"kind {kind}"][each.grade] += 1
    groups["all"] = Counter(each.grade for each in outcomes)
    for name, counts in groups.items():
        whole = sum(counts.values())
        rates = "  ".join(f"{grade} {counts[grade] / whole:6.1%}" for grade in GRADES)
        print(f"{name:24} {whole:5}  {rates}")
    right = [each for each in outcomes if each.grade == "right" and each.item.want]
    told = sum(bool(each.reading.unread) for each in right)
    slow = sorted(each.seconds for each in outcomes)
    print(f"right, yet words reported as unread: {told} of {len(right)}; median {slow[len(slow) // 2] * 1e3:.1f} ms, "
          f"slowest {slow[-1] * 1e3:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
