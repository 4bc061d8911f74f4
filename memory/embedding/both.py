"""Both shipped models as one: MiniLM finds more in English, the multilingual encoder in other languages; together most."""

import asyncio
from collections.abc import Sequence
from math import sqrt

from memory.embedding import minilm, multilingual

NAME = "minilm+use-int8"
SHARE = 0.58
"""MiniLM's part of a likeness. Its likenesses spread a little wider: so weighed both count alike, as z-scored ones would."""


class Both:
    """896 numbers a text: the cosine of two is the weighed mean of both models' cosines."""

    name = NAME

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of unit length for each text, worked out in a thread: most of the time without Python's lock."""
        return await asyncio.to_thread(vectors, texts)


def vectors(texts: Sequence[str]) -> list[list[float]]:
    """The same here and now."""
    first, second = sqrt(SHARE), sqrt(1 - SHARE)
    return [
        [*(first * number for number in english), *(second * number for number in other)]
        for english, other in zip(minilm.vectors(texts), multilingual.vectors(texts), strict=True)
    ]
