"""Fit what each word of a log is: ``python -m evals.learn_tagger``. The same corpus gives the same weights.

It reads the tagged logs that ``evals.tagged`` has written. A chain of tags (a conditional random field) over what is
seen at each word; the aligned logs are its examples.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import pycrfsuite

from evals.corpus import LogItem, items
from evals.reading import context_of
from training.notation.message import Message
from training.notation.names import Names
from training.notation.tagging.pieces import Piece, pieces_of
from training.notation.tagging.sightings import sightings
from training.notation.tagging.tagger import WEIGHTS, Tagger

TAGGED = Path("build/tagged.logs.jsonl")
LASSO, RIDGE = 0.05, 0.02
"""Of the weights."""
STEPS = 70
LEAST_COUNT = 3
"""A feature that is seen less often is left out, and so is a log with a tag that is."""
LEAST_WEIGHT = 0.03
IMPOSSIBLE = -12.0
"""Of a tag after another that never follows it."""


@dataclass(frozen=True)
class Example:
    """A log with what is seen at each of its pieces, and its tags."""

    item: LogItem
    message: Message
    pieces: list[Piece]
    seen: list[list[str]]
    tags: tuple[str, ...]


def examples(path: Path) -> list[Example]:
    """The tagged logs."""
    logs = {item.id: item for item in items("logs", ["learn"]) if isinstance(item, LogItem)}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        item = logs[row["id"]]
        context = context_of(item.say, item)
        message = Message(item.say, context, Names(context.resolver))
        pieces = pieces_of(message.text.plain)
        found.append(Example(item, message, pieces, sightings(message, pieces), tuple(row["tags"])))
    counts = Counter(tag for each in found for tag in set(each.tags))
    return [each for each in found if all(counts[tag] >= LEAST_COUNT for tag in each.tags)]


def fit(learnt: Sequence[Example]) -> Tagger:
    """The tagger of these logs."""
    counts = Counter(feature for each in learnt for seen in each.seen for feature in set(seen))
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": LASSO, "c2": RIDGE, "max_iterations": STEPS})
    for each in learnt:
        if each.pieces:
            trainer.append([[f for f in seen if counts[f] >= LEAST_COUNT] for seen in each.seen], each.tags)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        known = tagger.info()
        tagger.close()
    return _tagger(known, learnt)


def _tagger(known: Any, learnt: Iterable[Example]) -> Tagger:
    tags = sorted({tag for each in learnt for tag in each.tags})
    column = {tag: at for at, tag in enumerate(tags)}
    features: dict[str, list[tuple[int, float]]] = {}
    for (name, tag), weight in known.state_features.items():
        if abs(weight) >= LEAST_WEIGHT:
            features.setdefault(name, []).append((column[tag], weight))
    names = sorted(features)
    weights = numpy.zeros((len(names), len(tags)), dtype=numpy.float32)
    for row, name in enumerate(names):
        for at, weight in features[name]:
            weights[row, at] = weight
    following = numpy.full((len(tags), len(tags)), IMPOSSIBLE, dtype=numpy.float32)
    for each in learnt:
        for one, other in zip(each.tags, each.tags[1:], strict=False):
            following[column[one], column[other]] = 0.0
    for (one, other), weight in known.transitions.items():
        following[column[one], column[other]] = weight
    return Tagger(tuple(tags), {name: at for at, name in enumerate(names)}, weights, following)


def rates(tagger: Tagger, judged: Sequence[Example]) -> tuple[float, float]:
    """The share of numbers with the right tag, and of logs with all tags right."""
    right = whole = logs = 0
    for each in judged:
        found = tagger.sequences(each.message, each.pieces, 1)
        tags = found[0][1] if found else []
        pairs = [(one, other) for one, other in zip(tags, each.tags, strict=True)]
        whole += sum(other != "O" for _, other in pairs)
        right += sum(one == other != "O" for one, other in pairs)
        logs += all(one == other for one, other in pairs)
    return right / max(1, whole), logs / max(1, len(judged))


def main() -> None:
    """Fit on the learning side and write the weights."""
    parser = argparse.ArgumentParser(description="Fit what each word of a log is.")
    parser.add_argument("--tagged", type=Path, default=TAGGED, help="the logs that evals.tagged has written")
    parser.add_argument("--without", nargs="*", default=[], help="writers that are left out, and judged")
    asked = parser.parse_args()
    every = examples(asked.tagged)
    tagger = fit([each for each in every if each.item.writer not in asked.without])
    if asked.without:
        for writer in asked.without:
            own = [each for each in every if each.item.writer == writer]
            one, all_of_it = rates(tagger, own)
            print(f"{writer}: {len(own)} logs, tags of what was told {one:.1%} right, logs {all_of_it:.1%}")
        return
    tagger.save(WEIGHTS)
    print(f"{len(every)} logs, {len(tagger.tags)} tags, {len(tagger.places)} features")


if __name__ == "__main__":
    main()
