"""Teach MiniLM's upper half what messages want, the same corpus giving the same weights. Part of ``make learn``: ten minutes."""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import numpy
from rich.progress import track

from agent.understanding.encoder import MODEL, Encoder, tokens_in
from agent.understanding.features import LONGEST, state
from agent.understanding.router import MODEL as ROUTER
from agent.understanding.router import Router, load
from evals import learn
from evals.teaching import Weights, dropped, save, taught, tokens
from memory.embedding import minilm
from memory.embedding.upper_half import WIDTH

ROUNDS = 5
LENGTHS = (12, 20, 32, 48, 80)
"""Tokens to which the texts of a batch are filled up; what is longer is cut."""
SMOOTHED = 0.03
LONGEST_OF_PAIR = 140
"""Characters of a message that is put together with another."""


JOINTS = (". ", ", ", " and ", "\n", "; ", "! ", " also ", ", and ", " then ", ". oh and ", " ", "... ")
"""What stands between two wishes that are told in one message."""
PAIRS = 2500
MOST_SPANS = 4
"""Parts of a text that are learnt from at most, the whole among them."""


@dataclass(frozen=True)
class Span:
    """A part of a text, or all of it, and what it wants."""

    looked_at: Any
    """Which tokens are of it."""
    wanted: Any
    """How much each label is wanted; they sum to 1."""
    weight: float


@dataclass(frozen=True)
class Row:
    """A text as it is learnt from."""

    halfway: Any
    standing: Any
    spans: Sequence[Span]


def rows(learnt: Sequence[learn.Example], first: Router) -> list[Row]:
    """A row a message with what it wants as a whole and in its parts where they stand, a row a part that stands alone.

    Messages with several wishes are rare, and where one wish ends is told of few: so further ones are put together of two
    with one wish each. Rare labels count more.
    """
    counts = Counter(label for each in learnt for label in each.labels)
    mean = sum(counts.values()) / len(counts)
    balance = {label: float((mean / count) ** 0.5) for label, count in counts.items()}
    found = []
    for each in track([*learnt, *pairs(learnt)], "reading"):
        situation = learn.followed(each, first)
        standing = numpy.array(state(situation, first.labels), dtype=numpy.float32)
        parts = [(text, label, weight) for text, _, label, weight in learn.of_parts(each, situation, first)]
        if each.writer:
            found += [_row(text, standing, [(text, (label,), weight)], first, balance) for text, label, weight in parts]
        inside = [(text, (label,), weight) for text, label, weight in parts if text in each.text]
        found.append(_row(each.text, standing, [(each.text, each.labels, 1.0), *inside][:MOST_SPANS], first, balance))
    return found


def pairs(learnt: Sequence[learn.Example]) -> Iterator[learn.Example]:
    """Two messages of one wish each as one message, both said in the same situation. Nobody wrote it: it has no writer."""
    chance = random.Random(0)
    short = [each for each in learnt if len(each.labels) == 1 and len(each.text) <= LONGEST_OF_PAIR and not each.before]
    by_standing: dict[str, list[learn.Example]] = {}
    for each in short:
        by_standing.setdefault(str(each.situation), []).append(each)
    for _ in range(PAIRS):
        one = chance.choice(short)
        other = chance.choice(by_standing[str(one.situation)])
        if one.labels != other.labels:
            begun = one.text.rstrip(" .!,;")
            goes_on = other.text if chance.random() < 0.5 else other.text[:1].lower() + other.text[1:]
            parts = ((begun, one.labels[0]), (goes_on, other.labels[0]))
            labels = (one.labels[0], other.labels[0])
            yield learn.Example(begun + chance.choice(JOINTS) + goes_on, one.situation, labels, "", parts=parts)


def _row(
    text: str,
    standing: Any,
    told: Sequence[tuple[str, Sequence[str], float]],
    first: Router,
    balance: Mapping[str, float],
) -> Row:
    """A text with its parts: their words, what they want, and how much that counts."""
    read = minilm.read(text[:LONGEST])
    halfway = read.halfway[: LENGTHS[-1]].astype(numpy.float16)
    spans = []
    for part, labels, weight in told:
        looked_at = numpy.ones(len(halfway), dtype=bool)
        if part != text:
            start = text.index(part)
            looked_at = numpy.isin(numpy.arange(len(halfway)), tokens_in(read.spans, (start, start + len(part))))
        wanted = numpy.zeros(len(first.labels), dtype=numpy.float32)
        wanted[[first.labels.index(each) for each in labels]] = 1 / len(labels)
        if looked_at.any():
            spans.append(Span(looked_at, wanted, weight * sum(balance[each] for each in labels) / len(labels)))
    return Row(halfway, standing, spans)


def arrays(batch: Sequence[Row], length: int) -> tuple[Any, ...]:
    """A batch beside its texts: of each span the share of each token in it, what is wanted and how much it counts, and the standing."""
    width = len(batch[0].spans[0].wanted)
    shares = numpy.zeros((len(batch), MOST_SPANS, length), dtype=numpy.float32)
    wanted = numpy.zeros((len(batch), MOST_SPANS, width), dtype=numpy.float32)
    counts = numpy.zeros((len(batch), MOST_SPANS), dtype=numpy.float32)
    for at, row in enumerate(batch):
        for place, span in enumerate(row.spans):
            shares[at, place, : len(span.looked_at)] = span.looked_at / span.looked_at.sum()
            wanted[at, place], counts[at, place] = span.wanted, span.weight
    return shares, wanted, counts, numpy.stack([row.standing for row in batch])


def missed(now: Weights, key: Any, halfway: Any, there: Any, *batch: Any) -> Any:
    """How unlikely what is wanted seems."""
    shares, wanted, counts, standing = batch
    keys = jax.random.split(key)
    values = tokens(now, halfway.at[:, 0].add(standing @ now["standing"]), there, keys[0])
    wants = dropped(keys[1], shares @ values) @ now["wants"] + now["wants.bias"]
    smooth = (1 - SMOOTHED) * wanted + SMOOTHED / wanted.shape[2]
    chances = jax.nn.log_softmax(wants + (standing @ now["standing wants"])[:, None])
    return -(counts * (smooth * chances).sum(2)).sum() / len(halfway)


def teach(examples: Sequence[learn.Example], first: Router) -> Encoder:
    """An encoder that has learnt from these examples; the router says what was called before."""
    labels = first.labels
    width = len(state(learn.situation("history", False), labels))
    inputs = {"standing": numpy.zeros((width, WIDTH))}
    heads = {
        "standing wants": numpy.zeros((width, len(labels))), "wants.bias": numpy.zeros(len(labels)),
        "wants": numpy.random.default_rng(0).normal(0, 0.02, (WIDTH, len(labels))),
    }  # fmt: skip
    return Encoder(taught(rows(examples, first), inputs, heads, labels, arrays, missed, rounds=ROUNDS, lengths=LENGTHS))


def main() -> None:
    """Teach on what writers of the learning side wrote, write the encoder, print what it and the router make of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[], help="writers to leave out, and to be judged by")
    parser.add_argument("--router", type=Path, default=ROUTER, help="the linear router that stands beside it")
    parser.add_argument("--to", type=Path, default=MODEL, help="where the encoder is written")
    asked = parser.parse_args()
    everything = learn.examples()
    learnt = [each for each in everything if each.writer not in asked.without]
    first = load(asked.router)
    save(teach(learnt, first).upper, asked.to)
    print(f"{len(learnt)} examples, {len(first.labels)} labels, {asked.to.stat().st_size / 1e6:.1f} MB")
    held_out = [each for each in everything if each.writer in asked.without] or learn.examples(["judge"])
    single = [each for each in held_out if len(each.labels) == 1 and each.labels != ("log_workout",)]
    both = load(asked.router, asked.to)
    for name, judged in (("all", held_out), ("one wish, no log", single)):
        for kind, one in (("router alone", first), ("both", both)):
            print(name, kind, len(judged), {key: round(value, 3) for key, value in learn.score(one, judged).items()})


if __name__ == "__main__":
    main()
