"""Fit which time of a sentence is its last day: ``make learn``, or ``python -m evals.learn_endings [--report]``.

The gold of a fact says until when it is so, not which words say it: of the times in a message those are the ends whose
last day is that one, give or take a day. ``--report`` leaves one writer out after the other.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from agent.telling.endings import LEAST, WEIGHTS, candidates
from agent.telling.facts import parts, told_as
from agent.telling.sentences import sentences
from agent.telling.times import read, start_of
from agent.telling.voice import core_of
from evals.corpus import FactItem, items

SIDES = ("learn",)
STRENGTH = 0.6
"""The inverse of the regularisation, chosen by leaving out one writer after the other."""
LEAST_COUNT = 2
"""A feature that is seen less often is left out."""
FOLDS = 4
"""Parts of a writer of much, each left out by itself."""
OF_OTHERS = 0.4
"""How much a time counts that ends nothing, in a message about somebody else: the gold seldom says until when."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """A time in what was told: what can be seen of it, and whether it is the end."""

    group: str
    features: tuple[str, ...]
    ends: bool
    weight: float


def seen() -> list[Seen]:
    """Every time in the facts of the learning side that may be an end and is not named as one."""
    return [each for item in items("facts", SIDES) if isinstance(item, FactItem) and item.keep for each in _of(item)]


def _of(item: FactItem) -> Iterator[Seen]:
    today = date.fromisoformat(item.today)
    ends = [date.fromisoformat(keep["until"]) for keep in item.keep if keep.get("until")]
    is_of_others = all(keep["kind"] == "person" for keep in item.keep)
    group = f"{item.writer}{sum(map(ord, item.id)) % FOLDS}"
    for part in (part for sentence in sentences(item.say) for part in parts(sentence)):
        text, coming = read(core_of(part), today)
        for each, found in candidates(text, coming, today, start_of(text, coming, today), told_as(part)):
            if each.is_named:
                continue
            is_end = any(abs(each.last - end) <= DAY for end in ends)
            yield Seen(group, tuple(found), is_end, OF_OTHERS if is_of_others and not is_end else 1.0)


def fit(these: Sequence[Seen]) -> dict[str, float]:
    """The weights of what can be seen; of ``""`` what is added to all."""
    counted = Counter(name for each in these for name in set(each.features))
    names = sorted(name for name, count in counted.items() if count >= LEAST_COUNT)
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(_matrix(these, names), [each.ends for each in these], sample_weight=[each.weight for each in these])
    weights = dict(zip(names, model.coef_[0], strict=True)) | {"": model.intercept_[0]}
    return {name: round(float(weight), 3) for name, weight in weights.items() if abs(weight) >= 0.005}


def _matrix(these: Sequence[Seen], names: Sequence[str]) -> Any:
    place = {name: at for at, name in enumerate(names)}
    found = [(row, place[name]) for row, each in enumerate(these) for name in set(each.features) if name in place]
    rows, columns = zip(*found, strict=True)
    return csr_matrix((numpy.ones(len(found)), (rows, columns)), shape=(len(these), len(names)))


def report(these: Sequence[Seen]) -> None:
    """Leave one part of the writers out after the other, and print what the rest says of it."""
    hits: Counter[tuple[bool, bool]] = Counter()
    for group in sorted({each.group for each in these}):
        weights = fit([each for each in these if each.group != group])
        for each in these:
            if each.group == group:
                score = weights.get("", 0.0) + sum(weights.get(name, 0.0) for name in each.features)
                hits[each.ends, 1 / (1 + numpy.exp(-score)) >= LEAST] += 1
    print(f"ends found {hits[True, True]}/{hits[True, True] + hits[True, False]}, "
          f"of other times {hits[False, True]}/{hits[False, True] + hits[False, False]}")  # fmt: skip


def main() -> None:
    """Print figures, or write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--report", action="store_true", help="leave writers out and print, write nothing")
    asked = parser.parse_args()
    these = seen()
    if asked.report:
        report(these)
        return
    WEIGHTS.write_text(json.dumps(fit(these), indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(these)} times, {sum(each.ends for each in these)} of them ends")


if __name__ == "__main__":
    main()
