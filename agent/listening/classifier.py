"""The listener that was trained: linear models on two encoders, n-grams and the concepts. Made by ``evals/learn_red_flags.py``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from agent.listening.ngrams import grams_of
from agent.listening.segments import WHOLE
from memory.embedding import minilm, multilingual
from training.red_flags.features import features_of
from training.red_flags.language import Language
from training.red_flags.rules import Reading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]

MODEL = Path(__file__).with_name("red_flags.npz")
CONCEPTS = 0.3
"""How much a concept counts beside the encoders, whose vectors have length one."""

URGENCY = 0.15
"""How much it counts for holding a message that it would be an emergency, and not for a doctor."""
MOST_URGENT = 2.0
"""Logits of an emergency beyond which more of them count for nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the classifier makes of one text: logits, positive for a flag, and the likeliest kind."""

    together: float
    """Of the words and the concepts."""
    alone: float
    """Of the words only: what it says where no concept is known."""
    emergency: float
    """That it is an emergency, if it is a flag."""
    health: float
    """That it is about health at all."""
    beside: float
    """That it is about somebody beside the writer, if it is a flag."""
    kind: str
    language: Language
    """The language that it is written in."""

    @property
    def alarm(self) -> float:
        """What speaks for holding it: less is asked of what sounds like an emergency, more of what doesn't."""
        return self.together + URGENCY * max(-MOST_URGENT, min(MOST_URGENT, self.emergency))


def listen(texts: Sequence[str], readings: Sequence[Reading]) -> list[Heard]:
    """What the classifier makes of some texts and their concepts."""
    import numpy as np

    model = _model()
    words = embeddings_of(texts)
    everything = np.hstack([words, concepts_of(readings)])
    grams = [grams_of(text) for text in texts]
    weighed = np.array([amounts @ model["grams"][places] for places, amounts in grams])
    together, emergency, beside = (everything @ model["linear"].T + weighed[:, :3] + model["linear_bias"]).T
    alone = words @ model["alone"] + weighed[:, 3] + model["alone_bias"]
    health = words @ model["health"] + model["health_bias"]
    kinds = model["kinds"][(words @ model["kind"].T + model["kind_bias"]).argmax(axis=1)]
    spoken = words @ model["language"].T + weighed[:, 4:] + model["language_bias"]
    languages = model["languages"][spoken.argmax(axis=1)]
    numbers = zip(together, alone, emergency, health, beside, strict=True)
    return [
        Heard(float(t), float(a), float(e), float(h), float(b), str(kind), cast(Language, str(language)))
        for (t, a, e, h, b), kind, language in zip(numbers, kinds, languages, strict=True)
    ]


def thresholds() -> dict[str, float]:
    """The logits from which on a text is heard or told, urgent, or about somebody beside, as learning chose them."""
    model = _model()
    return {str(name): float(value) for name, value in zip(model["threshold_names"], model["thresholds"], strict=True)}


def embeddings_of(texts: Sequence[str]) -> "Matrix":
    """A row a text: both encoders' vectors side by side."""
    import numpy as np

    cut = [text[:WHOLE] for text in texts]
    return np.hstack(
        [np.array(minilm.vectors(cut), dtype=np.float32), np.array(multilingual.vectors(cut), dtype=np.float32)]
    )


def concepts_of(readings: Sequence[Reading]) -> "Matrix":
    """A row a text: what the concept listener found in it."""
    import numpy as np

    return CONCEPTS * np.array([features_of(reading) for reading in readings], dtype=np.float32)


@lru_cache(maxsize=1)
def _model() -> dict[str, Any]:
    import numpy as np

    with np.load(MODEL) as file:
        model = {name: file[name] for name in file.files}
    return {name: value.astype(np.float32) if value.dtype == np.float16 else value for name, value in model.items()}
