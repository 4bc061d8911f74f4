"""The embedded model: MiniLM in 8 bits, run by onnxruntime. No key, nothing downloaded, 2 ms a sentence."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from memory.embedding.inference import Shipped

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

NAME = "all-MiniLM-L6-v2-int8"
MOST_TOKENS = 256
MODEL = Shipped("tokenizer.json", "minilm_int8.onnx")
REMEMBERED = 64
"""Texts of which the last reading is kept: those of one message, which several ask for."""


@dataclass(frozen=True)
class Read:
    """A text as the model has read it."""

    vector: tuple[float, ...]
    """What it means, of unit length: 384 numbers."""
    halfway: "NDArray[numpy.float32]"
    """What the model makes of each token halfway, after three of its six layers. Shape: (tokens, 384)."""
    spans: tuple[tuple[int, int], ...]
    """Where each token stands in the text; the first and the last are marks of the model and stand nowhere."""


class MiniLM:
    """all-MiniLM-L6-v2: 384 numbers a text. It is loaded once, by the first text, in a third of a second."""

    name = NAME

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of unit length for each text, worked out in a thread: most of the time without Python's lock."""
        return await asyncio.to_thread(vectors, texts)


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """The same here and now, one text at a time.

    The model's 8 bits are scaled to all that is read at once: beside other texts a vector strays as far as cosine 0.98
    from what the text is worth alone, which is how a question is read. Together short ones would take half the time.
    """
    return [list(read(text).vector) for text in texts]


def token_count(text: str) -> int:
    """How many tokens a text has, as this model counts: near enough for a budget of any other."""
    tokenizer = MODEL.tokenizer()
    return len(tokenizer.encode(text, add_special_tokens=False).ids)


def is_word(word: str) -> bool:
    """Whether this model knows a word whole, because many texts use it: the rarer ones it reads in pieces."""
    letters = normalize("NFD", word.lower())
    return MODEL.tokenizer().token_to_id("".join(each for each in letters if not combining(each))) is not None


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Read:
    """Read a text, up to ``MOST_TOKENS`` of its tokens."""
    import numpy

    encoded = MODEL.tokenizer().encode(text)
    ids = numpy.array([encoded.ids[:MOST_TOKENS]], dtype=numpy.int64)
    [[vector], [halfway]] = MODEL.session().run(["e", "hidden"], {"ids": ids, "mask": numpy.ones_like(ids)})
    return Read(tuple(map(float, vector)), halfway, tuple(encoded.offsets[:MOST_TOKENS]))
