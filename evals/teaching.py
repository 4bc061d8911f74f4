"""How MiniLM's upper half is taught something: its layers once more in JAX, AdamW, batches of texts of like length."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import jax
import jax.numpy as jnp
import numpy
import onnx
import optax
from rich.progress import track

from memory.embedding.inference import FOLDER
from memory.embedding.upper_half import HEADS, LAYERS, TINY, WIDTH, UpperHalf

MATRICES = {
    "q": "attention/self/query", "k": "attention/self/key", "v": "attention/self/value", "o": "attention/output/dense",
    "up": "intermediate/dense", "down": "output/dense",
}  # fmt: skip
NORMS = {"norm": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
BATCH = 32
RATE, RATE_OF_HEADS = 1.5e-4, 3e-3
"""Steps of AdamW at most: of the shipped layers, and of what begins with nothing."""
WARM_UP, LAST, DECAY, DROPPED = 0.08, 0.02, 0.01, 0.1
Weights = dict[str, Any]


class Row(Protocol):
    """A text as it is learnt from."""

    @property
    def halfway(self) -> Any:
        """What the lower half makes of its tokens. Shape: (tokens, 384)."""
        ...


R = TypeVar("R", bound=Row)


def shipped() -> Weights:
    """The upper layers as they are shipped, read out of the 8 bits of the file."""
    graph = onnx.load(str(FOLDER / "minilm_int8.onnx")).graph
    stored = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    inputs = {node.name: list(node.input) for node in graph.node}

    def matrix(name: str) -> Any:
        small = inputs[f"{name}/MatMul_quant"][1].removesuffix("_quantized")
        zero = stored[f"{small}_zero_point"].astype(numpy.float32)
        return (stored[f"{small}_quantized"].astype(numpy.float32) - zero) * stored[f"{small}_scale"]

    weights: Weights = {}
    for layer in range(LAYERS):
        above = f"m.encoder.layer.{layer + LAYERS}."
        for short, name in MATRICES.items():
            weights[f"{layer}.{short}"] = matrix(f"/m/encoder/layer.{layer + LAYERS}/{name}")
            weights[f"{layer}.{short}.bias"] = stored[above + name.replace("/", ".") + ".bias"]
        for short, name in NORMS.items():
            weights[f"{layer}.{short}"] = stored[above + name + ".weight"]
            weights[f"{layer}.{short}.bias"] = stored[above + name + ".bias"]
    return weights


def tokens(weights: Weights, halfway: Any, there: Any, key: Any = None) -> Any:
    """What ``UpperHalf.tokens`` gives, for a batch; with a key a tenth is left out by chance. Shapes: (texts, tokens, 384), (texts, tokens)."""
    keys = iter([None] * 2 * LAYERS if key is None else jax.random.split(key, 2 * LAYERS))
    beyond = jnp.where(there, 0.0, -1e9)[:, None, None, :]
    values = halfway
    for layer in range(LAYERS):
        within = partial(_within, weights, layer)
        shape = (*values.shape[:2], HEADS, WIDTH // HEADS)
        asked, keyed, told = (within(each, values).reshape(shape).transpose(0, 2, 1, 3) for each in "qkv")
        shares = jax.nn.softmax(asked @ keyed.transpose(0, 1, 3, 2) / (WIDTH // HEADS) ** 0.5 + beyond)
        attended = (shares @ told).transpose(0, 2, 1, 3).reshape(values.shape)
        values = _normed(weights, f"{layer}.norm", values + dropped(next(keys), within("o", attended)))
        widened = jax.nn.gelu(within("up", values), approximate=True)
        values = _normed(weights, f"{layer}.norm2", values + dropped(next(keys), within("down", widened)))
    return values


def _within(weights: Weights, layer: int, name: str, values: Any) -> Any:
    return values @ weights[f"{layer}.{name}"] + weights[f"{layer}.{name}.bias"]


def _normed(weights: Weights, name: str, values: Any) -> Any:
    centred = values - values.mean(-1, keepdims=True)
    return (
        centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + TINY) * weights[name] + weights[f"{name}.bias"]
    )


def dropped(key: Any, values: Any) -> Any:
    """The values, while learning a tenth of them left out by chance."""
    if key is None:
        return values
    return jnp.where(jax.random.bernoulli(key, 1 - DROPPED, values.shape), values / (1 - DROPPED), 0)


def taught(
    rows: Sequence[R],
    inputs: Weights,
    heads: Weights,
    labels: Sequence[str],
    arrays: Callable[[Sequence[R], int], tuple[Any, ...]],
    missed: Callable[..., Any],
    *,
    rounds: int,
    lengths: Sequence[int],
) -> UpperHalf:
    """Some rounds over all rows; the same rows give the same weights.

    ``inputs`` are what else goes into the layers and learns as slowly as they do, ``heads`` what stands on them.
    ``lengths``: tokens to which the texts of a batch are filled up. ``arrays`` makes a batch, filled up to a length, into
    arrays; ``missed`` says what weights lose on them: it takes the weights, a key of chance, the texts halfway, which
    tokens are there, then those arrays.
    """
    jax.config.update("jax_default_prng_impl", "rbg")  # the usual one takes longer than the layers
    weights = {
        name: jnp.asarray(values, dtype=jnp.float32) for name, values in {**shipped(), **inputs, **heads}.items()
    }
    number = rounds * (len(rows) // BATCH + len(lengths))
    rise = optax.warmup_cosine_decay_schedule(0, 1, int(WARM_UP * number), number, LAST)
    kinds = {name: "heads" if name in heads else "layers" for name in weights}
    steps = {
        kind: optax.adamw(lambda at, rate=rate: rate * rise(at), weight_decay=DECAY)
        for kind, rate in (("layers", RATE), ("heads", RATE_OF_HEADS))
    }
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(steps, kinds))

    def step(now: Weights, state: Any, key: Any, *batch: Any) -> Any:
        slope = jax.grad(missed)(now, key, *batch)
        changes, state = optimiser.update(slope, state, now)
        return optax.apply_updates(now, changes), state

    stepped = jax.jit(step)
    state, key, chance = optimiser.init(weights), jax.random.PRNGKey(0), numpy.random.default_rng(0)
    for _ in track(range(rounds), "teaching"):
        for batch in _batches(rows, chance, lengths):
            key, now = jax.random.split(key)
            length = next(length for length in lengths if length >= max(len(row.halfway) for row in batch))
            weights, state = stepped(weights, state, now, *_filled(batch, length), *arrays(batch, length))
    return UpperHalf(tuple(labels), {name: numpy.array(values) for name, values in weights.items()})


def _batches(rows: Sequence[R], chance: Any, lengths: Sequence[int]) -> Iterator[list[R]]:
    """All rows once, in an order of chance, texts of like length together."""
    waiting: dict[int, list[R]] = {length: [] for length in lengths}
    for at in chance.permutation(len(rows)):
        like = waiting[next(length for length in lengths if length >= len(rows[at].halfway))]
        like.append(rows[at])
        if len(like) == BATCH:
            yield like.copy()
            like.clear()
    yield from ((left * BATCH)[:BATCH] for left in waiting.values() if left)


def _filled(batch: Sequence[Row], length: int) -> tuple[Any, Any]:
    halfway = numpy.zeros((len(batch), length, WIDTH), dtype=numpy.float32)
    for at, row in enumerate(batch):
        halfway[at, : len(row.halfway)] = row.halfway
    there = numpy.arange(length)[None] < numpy.array([len(row.halfway) for row in batch])[:, None]
    return halfway, there


def save(upper: UpperHalf, file: Path) -> None:
    """Write the weights, matrices in 8 bits with a scale for each column."""
    arrays: dict[str, Any] = {"labels": numpy.frombuffer(json.dumps(upper.labels).encode(), dtype=numpy.uint8)}
    for name, values in upper.weights.items():
        if values.ndim == 1:
            arrays[name] = values.astype(numpy.float32)
        else:
            scales = numpy.maximum(numpy.abs(values).max(axis=0), TINY).astype(numpy.float32) / 127
            arrays[name], arrays[f"{name}.scale"] = numpy.rint(values / scales).astype(numpy.int8), scales
    numpy.savez_compressed(file, **arrays)
