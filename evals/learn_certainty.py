"""Fit how likely a reading of a log is right: ``python -m evals.learn_certainty``. The same corpus gives the same table.

The grammar was made with the learning writers at hand, so it errs on them less than on others. Every round but the
first therefore withholds a part of what it knows: phrases, words, names, marks of what was not done. What it then
overlooks is what it will overlook in words that nobody has taught it.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy
from sklearn.linear_model import LogisticRegression

from evals.corpus import LogItem, items
from evals.learn_naming import NAMED, aliases
from evals.learn_naming import examples as told_of
from evals.learn_naming import fit as fit_linker
from evals.learn_number_roles import Classifier, numbers_of
from evals.learn_tagger import TAGGED, examples
from evals.learn_tagger import fit as fit_tagger
from evals.reading import context_of, graded
from training.library import load_library
from training.notation import agreement, clauses, lexer, number_roles, phrases
from training.notation.certainty import LEAST, WEIGHTS
from training.notation.message import Message
from training.notation.names import Names
from training.notation.naming import meant
from training.notation.naming.linker import Linker
from training.notation.reader import weighed
from training.notation.tagging.tagger import Tagger
from training.notation.words import FILLERS, VERBS

ROUNDS = 4
PARTS = 3
"""The writers are parted so often, so that no number is read with a table that was fitted on its writer."""
TOGETHER = 40
"""Messages that are read with the same gaps."""
STRENGTH = 0.001
"""The inverse of the regularisation, chosen by leaving out one writer after the other."""
OF_TAGS = 3.0
"""How much more freely the evidence of the tags is weighed: it is the only one from another source."""
LEAST_WEIGHT = 0.01
"""A piece of evidence that weighs less is left out of the table."""
WITHHELD = {"phrases": 0.25, "words": 0.12, "verbs": 0.15, "marks": 0.2}
"""The share of each that the grammar is left without."""
LIMITS = (0.0, 0.5, 0.6, LEAST, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True)
class Read:
    """A message that would be stored as it was read: with what evidence, and whether that is right."""

    writer: str
    evidence: dict[str, float]
    is_right: bool
    has_gaps: bool = False
    """Read without a part of what the grammar knows."""


@contextmanager
def withheld(source: random.Random) -> Iterator[None]:
    """The grammar without a part of what it knows."""

    def some(values: Any, kind: str) -> list[Any]:
        return [each for each in values if source.random() >= WITHHELD[kind]]

    book = phrases._book()
    known = {
        id(each) for each in some({id(each): each for every in book.values() for each in every}.values(), "phrases")
    }
    left = {first: tuple(each for each in every if id(each) in known) for first, every in book.items()}
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(phrases, "_book", lambda: left))
        stack.enter_context(mock.patch.object(lexer, "FILLERS", frozenset(some(sorted(FILLERS), "words"))))
        stack.enter_context(mock.patch.object(lexer, "VERBS", {verb: VERBS[verb] for verb in some(VERBS, "verbs")}))
        stack.enter_context(mock.patch.object(clauses, "_MARKS", tuple(some(clauses._MARKS, "marks"))))
        yield


def unseen_readings(logs: Sequence[LogItem], rounds: int) -> list[Read]:
    """The logs read with roles of numbers, tags and names that were fitted on other writers."""
    numbers = [each for item in logs for each in numbers_of(item)]
    writers = sorted({item.writer for item in logs})
    tagged = examples(TAGGED)
    names = [movement.name for movement in load_library().movements]
    told = told_of(NAMED, names)
    found = []
    for part in range(PARTS):
        own = set(writers[part::PARTS])
        table = Classifier([each for each in numbers if each.writer not in own]).table()
        tagger = fit_tagger([each for each in tagged if each.item.writer not in own])
        linker = fit_linker([*(each for each in told if each.writer not in own), *aliases(names)], names)
        found += readings([item for item in logs if item.writer in own], rounds, table, tagger, linker)
    return found


def readings(
    logs: Sequence[LogItem], rounds: int, roles: Any = None, tagger: Tagger | None = None, linker: Linker | None = None
) -> list[Read]:
    """The logs read, the first time with all knowledge, then with gaps; what is asked anyway is left out."""
    found = []
    for number in range(rounds):
        for at in range(0, len(logs), TOGETHER):
            with ExitStack() as stack:
                if roles is not None:
                    stack.enter_context(mock.patch.object(number_roles, "_weights", lambda: roles))
                if tagger is not None:
                    stack.enter_context(mock.patch.object(agreement, "tagger", lambda: tagger))
                if linker is not None:
                    stack.enter_context(mock.patch.object(meant, "linker", lambda: linker))
                if number:
                    stack.enter_context(withheld(random.Random(f"{number} {at}")))
                found += [each for item in logs[at : at + TOGETHER] if (each := _read(item, number > 0)) is not None]
    return found


def _read(item: LogItem, has_gaps: bool) -> Read | None:
    context = context_of(item.say, item)
    reading, found = weighed(Message(item.say, context, Names(context.resolver)))
    if reading.question is not None or not reading.workouts:
        return None
    return Read(item.writer, found, graded(item, reading).grade == "right", has_gaps)


def fit(learnt: Sequence[Read]) -> dict[str, float]:
    """The table of weights."""
    kinds = sorted({name for each in learnt for name in each.evidence} - {"bias"})
    rows = numpy.array([[each.evidence.get(kind, 0.0) for kind in kinds] for each in learnt])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    spread /= numpy.array([OF_TAGS if kind.startswith(agreement.PREFIX) else 1.0 for kind in kinds])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit((rows - mean) / spread, [each.is_right for each in learnt])
    kept = {kind: at for at, kind in enumerate(kinds) if abs(model.coef_[0][at]) >= LEAST_WEIGHT}
    table = {kind: float(model.coef_[0][at] / spread[at]) for kind, at in kept.items()}
    bias = float(model.intercept_[0]) - sum(table[kind] * float(mean[at]) for kind, at in kept.items())
    return {"bias": round(bias, 4)} | {kind: round(table[kind], 4) for kind in kept}


def curve(judged: Sequence[Read], table: dict[str, float], whole: int) -> str:
    """What would be right, asked and silently wrong of the whole, by the least chance that is stored."""
    chances = [1 / (1 + numpy.exp(-sum(table.get(k, 0.0) * v for k, v in each.evidence.items()))) for each in judged]
    lines = []
    for limit in LIMITS:
        stored = [each for each, sure in zip(judged, chances, strict=True) if sure >= limit]
        right = sum(each.is_right for each in stored)
        lines.append(
            f"  {limit:4.2f}  right {right / whole:5.1%}  asked {(len(judged) - len(stored)) / whole:5.1%}  "
            f"silent {(len(stored) - right) / whole:5.1%}"
        )
    return "\n".join(lines)


def main() -> None:
    """Fit on the learning side, print the curve of writers who were left out, write the table."""
    parser = argparse.ArgumentParser(description="Fit how likely a reading of a log is right.")
    parser.add_argument(
        "--by-writer", action="store_true", help="print the curve, leaving out one writer after the other"
    )
    asked = parser.parse_args()
    logs = [item for item in items("logs", ["learn"]) if isinstance(item, LogItem)]
    everything = unseen_readings(logs, ROUNDS)
    if asked.by_writer:
        for writer in sorted({item.writer for item in logs}):
            table = fit([each for each in everything if each.writer != writer])
            first = [each for each in everything if each.writer == writer and not each.has_gaps]
            whole = sum(item.writer == writer for item in logs)
            print(f"{writer}, {whole} messages\n{curve(first, table, whole)}")
    table = fit(everything)
    WEIGHTS.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(everything)} readings, {sum(not each.is_right for each in everything)} wrong, {len(table)} weights")
    judge = [item for item in items("logs", ["judge"]) if isinstance(item, LogItem)]
    print(f"Writers who judge, of {len(judge)}\n{curve(readings(judge, 1), table, len(judge))}")


if __name__ == "__main__":
    main()
