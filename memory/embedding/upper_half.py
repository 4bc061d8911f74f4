"""MiniLM's upper half as it was taught for a purpose of ours: what it makes of each token of a text, in 2 ms a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memory.embedding.inference import open_session

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Matrix = NDArray[numpy.float32]

GRAPH = Path(__file__).with_name("upper_half.onnx")
"""The operations of the layers, without their weights: ``making_upper_half.py`` writes it."""
LAYERS, HEADS, WIDTH = 3, 12, 384
MATRICES, NORMS = ("q", "k", "v", "o", "up", "down"), ("norm", "norm2")
TINY = 1e-12


@dataclass(frozen=True, eq=False)
class UpperHalf:
    """The taught weights by their names: ``0.q`` is the matrix of the queries of the first layer, ``0.q.bias`` its bias."""

    labels: tuple[str, ...]
    """What its heads tell apart."""
    weights: "Mapping[str, Matrix]"

    def tokens(self, halfway: "Matrix") -> "Matrix":
        """What it makes of each token that the lower half has read. Shape of both: (tokens, 384)."""
        [values] = self._layers.run(None, {"halfway": halfway})
        found: Matrix = values
        return found

    def through(self, name: str, values: "Matrix") -> "Matrix":
        """Multiply by a matrix and add its bias."""
        found: Matrix = values @ self.weights[name] + self.weights[f"{name}.bias"]
        return found

    @cached_property
    def _layers(self) -> Any:
        """The layers, ready to run with these weights."""
        names = [f"{layer}.{name}" for layer in range(LAYERS) for name in (*MATRICES, *NORMS)]
        return open_session(GRAPH, {each: self.weights[each] for name in names for each in (name, f"{name}.bias")})


def log_chances(scores: "Matrix") -> "Matrix":
    """The logarithms of chances that sum to 1 over the last axis."""
    import numpy

    found = scores - scores.max(axis=-1, keepdims=True)
    chances: Matrix = found - numpy.log(numpy.exp(found).sum(axis=-1, keepdims=True))
    return chances


def load(file: Path) -> UpperHalf:
    """The weights out of a file: matrices in 8 bits with a scale for each column."""
    import numpy

    with numpy.load(file) as found:
        labels = tuple(json.loads(bytes(found["labels"]).decode()))
        stored = {name: found[name] for name in found.files if name != "labels" and not name.endswith(".scale")}
        weights = {
            name: values if values.ndim == 1 else values.astype(numpy.float32) * found[f"{name}.scale"]
            for name, values in stored.items()
        }
    return UpperHalf(labels, weights)
