"""Fit what a number of a log is: ``python -m evals.learn_number_roles``. The same corpus gives the same table.

The gold says which sets were done, not which number means what. A number may have each role in which its value is
found in the gold; where it may have several, the classifier itself chooses among them, round after round.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evals.corpus import TODAY, LogItem, items
from evals.gold import wanted_sets
from evals.reading import context_of
from evals.state import StoredSet
from training.notation.items import Item, Lasting, Length, Load, Number, Range, RepMax, Reps, Sets, Sided
from training.notation.message import Message
from training.notation.names import Names
from training.notation.number_roles import ROLES, WEIGHTS, features
from training.units import KG_PER

ROUNDS = 3
"""In the first of them only numbers with one role count."""
STRENGTH = 0.6
"""The inverse of the regularisation, chosen by leaving out one writer after the other."""
LEAST_COUNT = 3
"""A feature that is seen less often is left out."""
LEAST_WEIGHT = 0.02
DAY = date.fromisoformat(TODAY)


@dataclass(frozen=True)
class Seen:
    """A number of a log: what is seen around it, and what it may be."""

    writer: str
    features: tuple[str, ...]
    allowed: frozenset[str]


def numbers_of(item: LogItem) -> Iterator[Seen]:
    """The numbers of a log; of one that asks back nothing is known."""
    if item.ask:
        return
    context = context_of(item.say, item)
    message = Message(item.say, context, Names(context.resolver))
    exercises = [] if item.is_not else [wanted_sets(each, DAY, item.units) for each in item.want]
    for at, found in features(message.items, message.text):
        yield Seen(item.writer, tuple(found), allowed(message.items, at, exercises, item.units))


def allowed(every: Sequence[Item], at: int, exercises: Sequence[Sequence[StoredSet]], units: str) -> frozenset[str]:
    """The roles in which a number can be found in the gold."""
    value = every[at].value
    done = [each for sets in exercises for each in sets]
    found = set()
    reps = {each.reps for each in done}
    loads = [abs(each.load_kg) for each in done if each.load_kg is not None]
    number = getattr(value, "value", None)
    match value:
        case Number():
            found |= {role for role, fits in (
                ("R", number in reps), ("L", _is_load(number, None, loads, units)), ("S", _is_count(number, exercises)),
                ("E", _is_effort(number, done)), ("T", _is_time(number, done) or (value.clock_s and _is_time(value.clock_s, done))),
                ("D", _is_distance(number, done)),
            ) if fits}  # fmt: skip
            following = every[at + 1 : at + 3]
            paired = number == 2 and len(following) == 2 and following[0].is_sign("x") and following[1].is_amount
            if paired and isinstance(following[1].value, (Number, Load)) and _is_load(
                following[1].value.value, getattr(following[1].value, "unit", None), loads, units
            ):  # fmt: skip
                found.add("P")
        case Load(form="total") | Load(form="body"):
            found |= {"L"} if _is_load(abs(value.value), value.unit, loads, units) else set()
            found |= {"R"} if value.pair and value.unit is None and value.value in reps else set()
        case Load():
            found.add("L")
        case Reps(count):
            found |= {"R"} if count is None or count in reps else set()
        case RepMax():
            found.add("R")
        case Sets(count):
            found |= {"S"} if _is_count(count, exercises) else set()
            found |= {"R"} if value.times and count in reps else set()
        case Lasting(seconds):
            found |= {"T"} if _is_time(seconds, done) else set()
            found |= {"L"} if value.maybe_load and _is_load(seconds, None, loads, units) else set()
        case Length(typed):
            near = any(each.distance_m and abs(each.distance_m - typed.m) < 0.02 * typed.m for each in done)
            found |= {"D"} if near else set()
        case Sided(number):
            found |= {"R"} if number in reps else set()
            found |= {"L"} if not found and loads else set()
        case Range(low, high):
            found |= {"R"} if any(each is not None and low <= each <= high for each in reps) else set()
        case _:
            found |= {"R", "T", "D"} if done else set()
    return frozenset(found or {"N"})


def _is_load(number: float | None, unit: str | None, loads: Sequence[float], units: str) -> bool:
    if number is None:
        return False
    kg = number * KG_PER[unit or units]
    return any(abs(kg - load) < 0.06 for load in loads)


def _is_count(number: float | None, exercises: Sequence[Sequence[StoredSet]]) -> bool:
    """Whether so many sets were done alike, or of an exercise, or with one load."""
    for sets in exercises:
        keys: tuple[list[object], ...] = (
            [(each.load_kg, each.reps, each.duration_s, each.distance_m) for each in sets],
            [each.load_kg for each in sets], [each.kind for each in sets],
        )  # fmt: skip
        for key in keys:
            run = 0
            for place, each in enumerate(key):
                run = run + 1 if place and each == key[place - 1] else 1
                if run == number and (place + 1 == len(key) or key[place + 1] != each) and run > 1:
                    return True
    return number == 1 and any(len(sets) == 1 for sets in exercises)


def _is_effort(number: float | None, done: Sequence[StoredSet]) -> bool:
    return number is not None and any(each.rpe in (number, 10 - number) for each in done if each.rpe is not None)


def _is_time(number: float | None, done: Sequence[StoredSet]) -> bool:
    return number is not None and any(
        each.duration_s and abs(number * scale - each.duration_s) < 1 for each in done for scale in (1, 60, 3600)
    )


def _is_distance(number: float | None, done: Sequence[StoredSet]) -> bool:
    return number is not None and any(
        each.distance_m and abs(number * scale - each.distance_m) < 0.006 * each.distance_m
        for each in done
        for scale in (1, 1000, 1609.344)
    )


class Classifier:
    """A linear one over features in words."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        """Fit it, choosing among several roles of a number round after round."""
        counts: dict[str, int] = {}
        for each in seen:
            for feature in each.features:
                counts[feature] = counts.get(feature, 0) + 1
        self.places = {
            name: at for at, name in enumerate(sorted(n for n, count in counts.items() if count >= LEAST_COUNT))
        }
        rows = self.rows(seen)
        mask = numpy.array([[role in each.allowed for role in ROLES] for each in seen])
        labels = [min(each.allowed) for each in seen]
        sure = numpy.array([len(each.allowed) == 1 for each in seen])
        for number in range(ROUNDS):
            weights = numpy.where(sure, 1.0, 1.0 if number else 0.0)
            self.model = LogisticRegression(C=STRENGTH, max_iter=400)
            self.model.fit(rows, labels, sample_weight=weights)
            scores = numpy.where(mask, self.chances(rows), -1.0)
            labels = [ROLES[at] for at in scores.argmax(axis=1)]

    def rows(self, seen: Sequence[Seen]) -> csr_matrix:
        """The features as numbers."""
        pairs = {
            (row, self.places[name]) for row, each in enumerate(seen) for name in each.features if name in self.places
        }
        ordered = sorted(pairs)
        where = ([row for row, _ in ordered], [column for _, column in ordered])
        return csr_matrix((numpy.ones(len(ordered)), where), shape=(len(seen), len(self.places)))

    def chances(self, rows: csr_matrix) -> numpy.ndarray:
        """By number and role."""
        found = numpy.zeros((rows.shape[0], len(ROLES)))
        for column, role in zip(self.model.predict_proba(rows).T, self.model.classes_, strict=True):
            found[:, ROLES.index(role)] = column
        return found

    def table(self) -> dict[str, list[list[float]]]:
        """By feature, the roles it speaks for or against, and how much."""
        roles = [ROLES.index(role) for role in self.model.classes_]
        found: dict[str, list[list[float]]] = {}
        for name, at in self.places.items():
            weights = [
                [role, round(float(self.model.coef_[row][at]), 2)]
                for row, role in enumerate(roles)
                if abs(self.model.coef_[row][at]) >= LEAST_WEIGHT
            ]
            if weights:
                found[name] = weights
        return found


def is_right(classifier: Classifier, seen: Sequence[Seen]) -> float:
    """The share of numbers whose likeliest role is one that they may have."""
    best = classifier.chances(classifier.rows(seen)).argmax(axis=1)
    return sum(ROLES[at] in each.allowed for at, each in zip(best, seen, strict=True)) / max(1, len(seen))


def main() -> None:
    """Fit on the learning side and write the table."""
    parser = argparse.ArgumentParser(description="Fit what a number of a log is.")
    parser.add_argument("--by-writer", action="store_true", help="print how well it does on each writer, left out")
    asked = parser.parse_args()
    logs = [item for item in items("logs", ["learn"]) if isinstance(item, LogItem)]
    seen = [each for item in logs for each in numbers_of(item)]
    if asked.by_writer:
        for writer in sorted({each.writer for each in seen}):
            own = [each for each in seen if each.writer == writer]
            print(
                writer,
                len(own),
                f"{is_right(Classifier([e for e in seen if e.writer != writer]), own):.1%}",
                flush=True,
            )
    table = Classifier(seen).table()
    WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(seen)} numbers, {sum(len(each.allowed) > 1 for each in seen)} of them open, {len(table)} features")


if __name__ == "__main__":
    main()
