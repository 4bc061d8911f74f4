"""The second embedded model: Google's multilingual sentence encoder, for what a message means in nine languages."""

import asyncio
from collections.abc import Iterator, Sequence

from memory.embedding.inference import Shipped
from memory.embedding.newest import Newest

NAME = "use-multilingual-v3-int8"
MOST_TOKENS = 256
"""Tokens of a text that are read; the rest is left out."""
AT_ONCE = 1024
"""Tokens that are worked on together: more of them take memory and save no time."""
MODEL = Shipped("use_tokenizer.json", "use_int8.onnx")


class MultilingualUSE:
    """universal-sentence-encoder-multilingual 3: 512 numbers a text, in two milliseconds for a short one on one core.

    It knows the nine of its sixteen languages that are written in Latin letters: de, en, es, fr, it, nl, pl, pt and tr.
    Words in other letters are unknown to it, and all the same. It is loaded once, by the first text, in a third of a
    second. Texts are worth the same alone and beside others.
    """

    name = NAME

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of unit length for each text, worked out in a thread: most of the time without Python's lock."""
        return await asyncio.to_thread(vectors, texts)


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """The same here and now, many texts at a time."""
    return [list(each) for each in _NEWEST.of(texts)]


def tokens(text: str) -> list[str]:
    """The pieces of words that the model reads a text as, between its start and its end."""
    return MODEL.tokenizer().encode(text).tokens


def _batches(texts: Sequence[str]) -> Iterator[list[list[int]]]:
    """The tokens of the texts in order, in groups small enough to be worked on together."""
    batch: list[list[int]] = []
    size = 0
    for text in texts:
        ids = MODEL.tokenizer().encode(text).ids[:MOST_TOKENS]
        if batch and size + len(ids) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(ids)
        size += len(ids)
    if batch:
        yield batch


def _run(batch: list[list[int]]) -> list[list[float]]:
    import numpy

    given = {
        "ids": numpy.concatenate([numpy.array(ids, dtype=numpy.int64) for ids in batch]),
        "text": numpy.repeat(numpy.arange(len(batch), dtype=numpy.int64), [len(ids) for ids in batch]),
        "texts": numpy.array([len(batch)], dtype=numpy.int64),
    }
    [found] = MODEL.session().run(["e"], given)
    vectors: list[list[float]] = found.tolist()
    return vectors


def _work(texts: Sequence[str]) -> list[list[float]]:
    return [vector for batch in _batches(texts) for vector in _run(batch)]


_NEWEST = Newest(_work)
