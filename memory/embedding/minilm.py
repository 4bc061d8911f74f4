"""The embedded model: MiniLM in 8 bits, run by onnxruntime. No key, nothing downloaded, 2 ms a sentence."""

import asyncio
from collections.abc import Sequence
from unicodedata import combining, normalize

from memory.embedding.inference import Shipped
from memory.embedding.newest import Newest

NAME = "all-MiniLM-L6-v2-int8"
MOST_TOKENS = 256
MODEL = Shipped("tokenizer.json", "minilm_int8.onnx")


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
    return _NEWEST.vectors(texts)


def token_count(text: str) -> int:
    """How many tokens a text has, as this model counts: near enough for a budget of any other."""
    tokenizer = MODEL.tokenizer()
    return len(tokenizer.encode(text, add_special_tokens=False).ids)


def is_word(word: str) -> bool:
    """Whether this model knows a word whole, because many texts use it: the rarer ones it reads in pieces."""
    letters = normalize("NFD", word.lower())
    return MODEL.tokenizer().token_to_id("".join(each for each in letters if not combining(each))) is not None


def _run(text: str) -> list[float]:
    import numpy

    ids = numpy.array([MODEL.tokenizer().encode(text).ids[:MOST_TOKENS]], dtype=numpy.int64)
    [[found]] = MODEL.session().run(["e"], {"ids": ids, "mask": numpy.ones_like(ids)})
    return [float(number) for number in found]


_NEWEST = Newest(lambda texts: [_run(text) for text in texts])
