"""Fit which exercise is meant by what was said of it: ``python -m evals.learn_naming [--without WRITER ...]``.

It reads what ``evals.tagged`` has written of every exercise that the learning side tells of, and the names and aliases of
the library. The same corpus gives the same table; half a minute.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy
import optax

from training.library import load_library
from training.notation.naming.linker import KINDS, TABLE, Linker
from training.notation.naming.meant import spelled
from training.notation.naming.told import ROWS, Told
from training.resolver import Resolver

NAMED = Path("build/named.logs.jsonl")
WIDTH = 64
ROUNDS, BATCH, RATE = 18, 256, 3e-3
MOST_SEEN, MOST_FOUND = 96, 8
HIDDEN, UNSPELLED, UNNAMED = 0.25, 0.3, 0.3
"""The share of what is seen, of spellings and of names that a round hides: what is unknown of new words is hidden there too."""
OF_ALIASES = 0.3
"""What an alias counts beside an exercise that somebody told."""
SHRINK = 2e-6
LEAST_COUNT = 2
"""What is seen less often says nothing."""


@dataclass(frozen=True)
class Example:
    """What was said of an exercise, and which ones are right."""

    writer: str
    rows: list[int]
    found: list[tuple[int, int]]
    """Exercises that the spelling led to, each with its kind."""
    wanted: list[int]
    counts: float = 1.0


def examples(path: Path, names: Sequence[str]) -> list[Example]:
    """What was told, each also without its name now and then, and the aliases of the library."""
    place = {name: at for at, name in enumerate(names)}
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        wanted = [place[name] for name in row["wanted"] if name in place]
        if not wanted:
            continue
        seen = Told(row["name"], row["around"], row["measures"])
        led = [(place[name], KINDS.index(kind)) for name, kind in row["found"] if name in place]
        found.append(Example(row["writer"], seen.rows(), led, wanted))
        if row["name"] and random.Random(number).random() < UNNAMED:
            unnamed = Told("", row["around"], row["measures"])
            found.append(Example(row["writer"], unnamed.rows(), [], wanted, 0.5))
    return found


def aliases(names: Sequence[str]) -> list[Example]:
    """Each exercise by each of its names."""
    library = load_library()
    resolver = Resolver(library)
    place = {name: at for at, name in enumerate(names)}
    found = []
    for movement in library.movements:
        for alias in dict.fromkeys(each.lower() for each in (movement.name, *movement.aliases)):
            led = [(place[name], KINDS.index(kind)) for name, kind in spelled(resolver.resolve(alias))]
            found.append(Example("", Told(alias, alias, "?").rows(), led, [place[movement.name]], OF_ALIASES))
    return found


def fit(learnt: Sequence[Example], names: Sequence[str]) -> Linker:
    """The table of these examples."""
    source = numpy.random.default_rng(0)
    traits = traits_of(names)
    table: dict[str, Any] = {
        "says": jnp.array(source.normal(0, 0.1, (ROWS, WIDTH)), jnp.float32),
        "speaks": jnp.array(source.normal(0, 0.1, (WIDTH, traits.shape[0])), jnp.float32),
        "usual": jnp.zeros(len(names)),
        "spelled": jnp.array([3.0, 2.0, 1.5, 1.0]),
    }
    optimiser = optax.adam(RATE)
    state = optimiser.init(table)
    packed = _packed(learnt, len(names))

    def loss(table: Any, batch: Any, key: Any) -> Any:
        seen, is_seen, found, kinds, is_found, wanted, counts = batch
        one, other = jax.random.split(key)
        is_seen = is_seen * jax.random.bernoulli(one, 1 - HIDDEN, is_seen.shape)
        is_found = is_found * jax.random.bernoulli(other, 1 - UNSPELLED, (is_found.shape[0], 1))
        said = (table["says"][seen] * is_seen[..., None]).sum(1) / jnp.sqrt(is_seen.sum(1, keepdims=True) + 1)
        scores = said @ (table["speaks"] @ traits) + table["usual"]
        scores = scores.at[jnp.arange(len(seen))[:, None], found].add(table["spelled"][kinds] * is_found)
        chances = jax.nn.log_softmax(scores)
        right = jax.scipy.special.logsumexp(jnp.where(wanted > 0, chances, -1e9), axis=1)
        return -(right * counts).mean() + SHRINK * (table["speaks"] ** 2).sum()

    @jax.jit  # type: ignore[untyped-decorator]
    def step(table: Any, state: Any, batch: Any, key: Any) -> tuple[Any, Any]:
        changes, state = optimiser.update(jax.grad(loss)(table, batch, key), state)
        return optax.apply_updates(table, changes), state

    key = jax.random.PRNGKey(0)
    order = numpy.arange(len(learnt))
    for _ in range(ROUNDS):
        source.shuffle(order)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            key, own = jax.random.split(key)
            table, state = step(table, state, tuple(each[order[start : start + BATCH]] for each in packed), own)
    counted = Counter(row for each in learnt for row in set(each.rows))
    known = numpy.array([counted[row] >= LEAST_COUNT for row in range(ROWS)], dtype=numpy.float32)
    says = numpy.array(table["says"]) * known[:, None]
    speaks = numpy.array(table["speaks"]) @ traits
    return Linker(tuple(names), says, speaks, *(numpy.array(table[each]) for each in ("usual", "spelled")))


def traits_of(names: Sequence[str]) -> Any:
    """What each exercise has in common with others, and itself. Shape: (traits, exercises)."""
    library = load_library()
    found: list[set[str]] = []
    for movement in library.movements:
        words = {f"word {each}" for each in re.findall(r"[a-z]+", movement.name.lower())}
        kit = {f"kit {each}" for each in movement.equipment} or {"no kit"}
        found.append({*words, *kit, f"pattern {movement.pattern}", f"modality {movement.modality}", movement.name})
    rows = {trait: at for at, trait in enumerate(sorted(set().union(*found)))}
    table = numpy.zeros((len(rows), len(names)), numpy.float32)
    for column, each in enumerate(found):
        table[[rows[trait] for trait in each], column] = 1 / numpy.sqrt(len(each))
    return table


def _packed(learnt: Sequence[Example], count: int) -> tuple[Any, ...]:
    """Examples as arrays: what is seen, whether, what was found, of which kind, whether, what is right, what it counts."""
    size = len(learnt)
    seen, is_seen = numpy.zeros((size, MOST_SEEN), numpy.int32), numpy.zeros((size, MOST_SEEN), numpy.float32)
    found, kinds, is_found = (
        numpy.zeros((size, MOST_FOUND), kind) for kind in (numpy.int32, numpy.int32, numpy.float32)
    )
    wanted, counts = numpy.zeros((size, count), numpy.float32), numpy.zeros(size, numpy.float32)
    for at, each in enumerate(learnt):
        rows, led = each.rows[:MOST_SEEN], each.found[:MOST_FOUND]
        seen[at, : len(rows)], is_seen[at, : len(rows)] = rows, 1
        for column, (place, kind) in enumerate(led):
            found[at, column], kinds[at, column], is_found[at, column] = place, kind, 1
        wanted[at, each.wanted] = 1
        counts[at] = each.counts
    return seen, is_seen, found, kinds, is_found, wanted, counts


def rates(linker: Linker, judged: Sequence[Example]) -> str:
    """How often the likeliest exercise is right, and how often above some limits."""
    lines = []
    told = []
    for each in judged:
        found = [(linker.names[place], KINDS[kind]) for place, kind in each.found]
        chances = linker.of_rows(each.rows, found)
        told.append(
            (
                float(chances.max()),
                int(chances.argmax()) in each.wanted,
                bool(each.found) and each.found[0][0] in each.wanted,
            )
        )
    size = len(told)
    lines.append(
        f"{size} exercises: by spelling {sum(by for _, _, by in told) / size:.1%}, by all {sum(right for _, right, _ in told) / size:.1%}"
    )
    for least in (0.5, 0.7, 0.9):
        sure = [right for chance, right, _ in told if chance >= least]
        lines.append(f"  at least {least}: {len(sure) / size:.1%} of them, {sum(sure) / max(1, len(sure)):.1%} right")
    return "\n".join(lines)


def main() -> None:
    """Fit on the learning side and write the table."""
    parser = argparse.ArgumentParser(description="Fit which exercise is meant by what was said of it.")
    parser.add_argument("--named", type=Path, default=NAMED, help="what evals.tagged has written")
    parser.add_argument("--without", nargs="*", default=[], help="writers that are left out, and judged")
    asked = parser.parse_args()
    names = [movement.name for movement in load_library().movements]
    told = examples(asked.named, names)
    linker = fit([*(each for each in told if each.writer not in asked.without), *aliases(names)], names)
    for writer in asked.without:
        print(writer, rates(linker, [each for each in told if each.writer == writer and each.counts == 1.0]))
    linker.save(TABLE)
    print(f"{len(told)} told, {len(names)} exercises, {TABLE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
