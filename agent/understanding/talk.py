"""What is answered to words that want no tool: the kind of talk whose examples mean most nearly the same."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from agent.understanding.frames import bare
from memory.embedding import minilm

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

TALK = Path(__file__).with_name("talk.toml")
NEAR = 0.45
"""From this cosine on words mean nearly the same as an example."""
LONGEST = 400
"""Characters that are looked at."""
WHAT_TO_SAY = "Tell me what you trained, or ask about your numbers or your plan."
NOTHING_TO_DO = "“{said}” is nothing that I can log, look up or change. " + WHAT_TO_SAY
"""No talk that is known, and no wish that can be done: nothing is claimed."""
QUOTED = 60
"""Characters that are quoted."""


def answered(said: str) -> str | None:
    """The answer to words that want no tool; ``None`` where no example means nearly the same."""
    kinds, vectors = _examples()
    near = vectors @ minilm.vectors([said[:LONGEST]])[0]
    best = int(near.argmax())
    return _talk()[kinds[best]]["says"] if near[best] >= NEAR else None


def is_example(said: str) -> bool:
    """Whether words are just those of an example, but for case and signs.

    >>> is_example("That's wrong!"), is_example("that's wrong, it was 3 sets")
    (True, False)
    """
    return bare(said) in _plain_examples()


def nothing_to_do(said: str) -> str:
    """The answer to talk that is like no example."""
    return NOTHING_TO_DO.format(said=_shortened(said))


def _shortened(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= QUOTED else f"{words[: QUOTED - 1].rstrip()}…"


@lru_cache(maxsize=1)
def _talk() -> dict[str, dict[str, str]]:
    return tomllib.loads(TALK.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _plain_examples() -> frozenset[str]:
    return frozenset(bare(example) for found in _talk().values() for example in found["examples"])


@lru_cache(maxsize=1)
def _examples() -> tuple[list[str], "NDArray[numpy.float32]"]:
    """Each example with its kind."""
    import numpy

    rows = [(kind, example) for kind, found in _talk().items() for example in found["examples"]]
    return [kind for kind, _ in rows], numpy.array(
        minilm.vectors([example for _, example in rows]), dtype=numpy.float32
    )
