"""Whether words tell a lasting fact, and of what kind: a linear classifier on the shipped encoders, made by ``make learn``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.understanding.features import meaning

if TYPE_CHECKING:
    from numpy.typing import NDArray

MODEL = Path(__file__).with_name("listener.npz")
NOTHING, MINE, THEIRS, ASKS = "nothing", "mine", "theirs", "asks"
COACHING = "coaching"
SURE_COACHING = 0.5
ACTS = (NOTHING, MINE, THEIRS, ASKS)
"""What words do: tell nothing that lasts, tell of oneself, tell of somebody else, ask what was told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the classifier makes of some words: chances of each act, and the likeliest kind of a fact."""

    acts: dict[str, float]
    kind: str

    @property
    def tells(self) -> float:
        """How likely it is that they tell a fact, of whomever."""
        return self.acts[MINE] + self.acts[THEIRS]

    @property
    def asks(self) -> float:
        """How likely it is that they ask what was told."""
        return self.acts[ASKS]

    @property
    def is_theirs(self) -> bool:
        """Whether a fact in them is rather somebody else's."""
        return self.acts[THEIRS] > self.acts[MINE]


@lru_cache(maxsize=512)
def hear(text: str) -> Heard:
    """What one sentence is."""
    model = _instead[-1] if _instead else _model()
    acts = _chances(model, "acts", text)
    kinds = _chances(model, "kinds", text)
    return Heard(acts, _likeliest(kinds))


def _likeliest(kinds: dict[str, float]) -> str:
    """The likeliest kind; how to coach is a wish to the coach, so that must be more likely than all else together."""
    best = max(kinds, key=lambda kind: kinds[kind])
    if best == COACHING and kinds[best] < SURE_COACHING:
        return max(kinds.keys() - {COACHING}, key=lambda kind: kinds[kind])
    return best


def features_of(text: str) -> Any:
    """What the classifier sees of some words: what they mean to both encoders."""
    return meaning(text)


def _chances(model: dict[str, Any], head: str, text: str) -> dict[str, float]:
    import numpy

    scores: NDArray[numpy.float32] = model[f"{head}_weights"] @ features_of(text) + model[f"{head}_bias"]
    chances = numpy.exp(scores - scores.max())
    chances /= chances.sum()
    return {str(name): float(chance) for name, chance in zip(model[f"{head}_names"], chances, strict=True)}


_instead: list[dict[str, Any]] = []


@contextmanager
def used(arrays: dict[str, Any]) -> Iterator[None]:
    """Listen with other arrays than those that are shipped: with what has not heard some writers."""
    _instead.append(_wide(arrays))
    hear.cache_clear()
    try:
        yield
    finally:
        _instead.pop()
        hear.cache_clear()


@lru_cache(maxsize=1)
def _model() -> dict[str, Any]:
    import numpy

    with numpy.load(MODEL) as file:
        return _wide({name: file[name] for name in file.files})


def _wide(arrays: dict[str, Any]) -> dict[str, Any]:
    import numpy

    return {name: each.astype(numpy.float32) if each.dtype == numpy.float16 else each for name, each in arrays.items()}
