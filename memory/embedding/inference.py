"""How the shipped models are opened: on one core, without padding, by libraries that load when they are needed."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent


class Shipped:
    """A model whose two files lie beside this one: each is opened once, by the first text, whichever thread brings it."""

    def __init__(self, tokenizer: str, weights: str) -> None:
        self._files = (FOLDER / tokenizer, FOLDER / weights)
        self._loading = Lock()

    def tokenizer(self) -> "Tokenizer":
        """What cuts a text into tokens."""
        with self._loading:
            return self._tokenizer

    def session(self) -> Any:
        """What runs the model."""
        with self._loading:
            return self._session

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return open_tokenizer(self._files[0])

    @cached_property
    def _session(self) -> Any:
        return open_session(self._files[1])


def open_tokenizer(path: Path) -> "Tokenizer":
    """A tokenizer that gives the tokens of a text as they are: none added to fill it up, none cut off."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(path: Path, weights: Mapping[str, Any] | None = None) -> Any:
    """A model that is ready to run; ``weights`` are those that its file leaves open, by name."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    if weights:
        given = [onnxruntime.OrtValue.ortvalue_from_numpy(each) for each in weights.values()]
        options.add_external_initializers(list(weights), given)
    options.intra_op_num_threads = 1  # the other cores are the database's and the page's
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
