"""The embedded model: MiniLM in 8 bits, run by onnxruntime. No key, nothing downloaded, 2 ms a sentence."""

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
NAME = "all-MiniLM-L6-v2-int8"
MOST_TOKENS = 256
AT_ONCE = 16
"""Texts in one run: more take no less time each, and hold up a question longer."""
_loading = Lock()


class MiniLM:
    """all-MiniLM-L6-v2: 384 numbers a text. It is loaded once, by the first text, in a third of a second."""

    name = NAME

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of unit length for each text, worked out in a thread: most of the time without Python's lock."""
        return await asyncio.to_thread(vectors, texts)


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """The same here and now."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))  # little is padded among texts of one length
    found: list[list[float]] = [[]] * len(texts)
    for start in range(0, len(order), AT_ONCE):
        places = order[start : start + AT_ONCE]
        for place, vector in zip(places, _run([texts[at] for at in places]), strict=True):
            found[place] = vector
    return found


def token_count(text: str) -> int:
    """How many tokens a text has, as this model counts: near enough for a budget of any other."""
    tokenizer = _tokenizer()
    return len(tokenizer.encode(text, add_special_tokens=False).ids)


def is_word(word: str) -> bool:
    """Whether this model knows a word whole, because many texts use it: the rarer ones it reads in pieces."""
    letters = normalize("NFD", word.lower())
    return _tokenizer().token_to_id("".join(each for each in letters if not combining(each))) is not None


def _run(texts: Sequence[str]) -> list[list[float]]:
    import numpy

    encoded = [each.ids[:MOST_TOKENS] for each in _tokenizer().encode_batch(list(texts))]
    longest = max(map(len, encoded), default=0)
    ids = numpy.zeros((len(encoded), longest), dtype=numpy.int64)
    mask = numpy.zeros_like(ids)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    [found] = _session().run(["e"], {"ids": ids, "mask": mask})
    return [[float(number) for number in vector] for vector in found]


def _tokenizer() -> "Tokenizer":
    with _loading:
        return _load_tokenizer()


def _session() -> Any:
    with _loading:
        return _load_session()


@lru_cache(maxsize=1)
def _load_tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=1)
def _load_session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the other cores are the database's and the page's
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(FOLDER / "minilm_int8.onnx"), options, providers=["CPUExecutionProvider"])
