"""How the layers of MiniLM's upper half are written: ``python -m memory.embedding.making_upper_half``. Never needed to run Topset.

In an environment that has onnx, as that of the evals. ``upper_half.onnx`` has the operations alone: the weights, which
are taught, are given when the file is opened.
"""

import importlib
from dataclasses import dataclass, field
from typing import Any

from memory.embedding.upper_half import GRAPH, HEADS, LAYERS, TINY, WIDTH

OPSET, FORMAT = 20, 9


@dataclass
class Layers:
    """A graph that is being written: each operation returns the name of its result."""

    onnx: Any
    numpy: Any
    nodes: list[Any] = field(default_factory=list)
    stored: list[Any] = field(default_factory=list)

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        """Write one operation."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(operation, list(inputs), [name], **attributes))
        return name

    def store(self, values: Any) -> str:
        """Keep an array in the file."""
        name = f"c{len(self.stored)}"
        self.stored.append(self.onnx.numpy_helper.from_array(values, name))
        return name

    def given(self, name: str, *shape: int) -> str:
        """A weight that is given when the file is opened."""
        weight = self.onnx.TensorProto(
            name=name, data_type=self.onnx.TensorProto.FLOAT, dims=shape, data_location=self.onnx.TensorProto.EXTERNAL
        )
        weight.external_data.add(key="location", value="given")
        self.stored.append(weight)
        return name

    def through(self, name: str, values: str, width: int, wanted: int) -> str:
        """Multiply by a matrix and add its bias."""
        return self.add("Gemm", values, self.given(name, width, wanted), self.given(f"{name}.bias", wanted))

    def normed(self, name: str, values: str) -> str:
        """Layer normalisation of each row."""
        weights = self.given(name, WIDTH), self.given(f"{name}.bias", WIDTH)
        return self.add("LayerNormalization", values, *weights, axis=-1, epsilon=TINY)

    def attended(self, layer: int, values: str) -> str:
        """What each token takes from the others."""
        by_head = self.store(self.numpy.array([-1, HEADS, WIDTH // HEADS], dtype="int64"))
        asked, keys, told = (
            self.add("Reshape", self.through(f"{layer}.{each}", values, WIDTH, WIDTH), by_head) for each in "qkv"
        )
        likeness = self.add(
            "MatMul", self.add("Transpose", asked, perm=[1, 0, 2]), self.add("Transpose", keys, perm=[1, 2, 0])
        )
        damped = self.add("Mul", likeness, self.store(self.numpy.array((WIDTH // HEADS) ** -0.5, dtype="float32")))
        taken = self.add("MatMul", self.add("Softmax", damped, axis=-1), self.add("Transpose", told, perm=[1, 0, 2]))
        flat = self.store(self.numpy.array([-1, WIDTH], dtype="int64"))
        return self.add("Reshape", self.add("Transpose", taken, perm=[1, 0, 2]), flat)


def main() -> None:
    """Write the graph."""
    onnx: Any = importlib.import_module("onnx")
    graph = Layers(onnx, importlib.import_module("numpy"))
    values = "halfway"
    for layer in range(LAYERS):
        attended = graph.through(f"{layer}.o", graph.attended(layer, values), WIDTH, WIDTH)
        values = graph.normed(f"{layer}.norm", graph.add("Add", values, attended))
        widened = graph.add("Gelu", graph.through(f"{layer}.up", values, WIDTH, 4 * WIDTH), approximate="tanh")
        narrowed = graph.through(f"{layer}.down", widened, 4 * WIDTH, WIDTH)
        values = graph.normed(f"{layer}.norm2", graph.add("Add", values, narrowed))
    inside, outside = (
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["tokens", WIDTH])
        for name in ("halfway", values)
    )
    made = onnx.helper.make_model(
        onnx.helper.make_graph(graph.nodes, "upper half", [inside], [outside], graph.stored),
        opset_imports=[onnx.helper.make_opsetid("", OPSET)],
        ir_version=FORMAT,
    )
    GRAPH.write_bytes(made.SerializeToString())


if __name__ == "__main__":
    main()
