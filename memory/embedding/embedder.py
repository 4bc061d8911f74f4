"""Whatever turns texts into vectors, and which one this process uses."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from memory.embedding.both import Both


class Embedder(Protocol):
    """A model of meanings. Its name is stored with every vector: those of another model are made anew."""

    @property
    def name(self) -> str:
        """The name that its vectors carry."""
        ...

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text, without holding up anybody else. Raises ``Unavailable``."""
        ...


_used: list[Embedder] = [Both()]


def use(embedder: Embedder) -> None:
    """Use this model from now on."""
    _used[0] = embedder


def embedder() -> Embedder:
    """The model in use: the shipped ones together unless ``use`` said otherwise."""
    return _used[0]


def as_sql(vector: Iterable[float]) -> str:
    """A vector as pgvector reads it.

    >>> as_sql([0.5, -1.0])
    '[0.5,-1]'
    """
    return f"[{','.join(f'{number:.5g}' for number in vector)}]"
