"""What the classifier of red flags is made of: sums of linear models on two encoders, the concepts and n-grams."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from agent.listening.classifier import concepts_of, embeddings_of
from agent.listening.ngrams import BUCKETS, grams_of
from evals.red_flag_corpus import Text
from training.red_flags import read
from training.red_flags.rules import Reading

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
SEED = 7
DROPPED = 0.35
"""Of the texts that are learnt without their concepts: whoever wrote the concepts knew some of the texts."""
STRENGTH, OF_GRAMS = 2.0, 8.0
"""Of what says whether it is a flag: less than of what tells flags apart, for a stranger's words are others."""
GRAMS = 1.5
"""How much the n-grams count beside the encoders."""
SHARES = {"felt": 0.4, "told": 0.4, "words": 0.2, "pieces": 0.2}
"""What each model adds to the logit: models that look at different things are wrong about different texts."""


@dataclass
class Data:
    """Texts with what the encoders, the n-grams and the concept listener make of them."""

    texts: list[Text]
    words: Matrix
    grams: Any
    concepts: Matrix
    readings: list[Reading]

    def of(self, wanted: Callable[[Text], Any]) -> Rows:
        """The rows of some texts."""
        return np.array([at for at, each in enumerate(self.texts) if wanted(each)], dtype=np.intp)


def prepare(texts: list[Text], cache: Path | None) -> Data:
    """Work out what the listeners see; the encoders' numbers are kept in a file if one is named."""
    words = list(dict.fromkeys(each.text for each in texts))
    places = {said: at for at, said in enumerate(words)}
    rows = np.array([places[each.text] for each in texts], dtype=np.intp)
    readings = [read(each) for each in words]
    grams = [grams_of(each) for each in words]
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in grams)])
    buckets, amounts = (np.concatenate(each) for each in zip(*grams, strict=True))
    counted = sparse.csr_matrix((amounts, buckets, starts), shape=(len(words), 2 * BUCKETS))
    vectors, concepts = _vectors(words, cache), concepts_of(readings)
    return Data(texts, vectors[rows], counted[rows], concepts[rows], [readings[row] for row in rows])


def _vectors(words: list[str], cache: Path | None) -> Matrix:
    """The encoders' numbers of some texts, each read alone: beside others the last digit would be another.

    Those that were read before come out of the cache.
    """
    known: dict[str, Matrix] = {}
    kept = None if cache is None else cache / "vectors.npz"
    if kept is not None and kept.exists():
        with np.load(kept) as file:
            known = dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
    keys = [hashlib.sha256(each.encode()).hexdigest()[:24] for each in words]
    new = {key: word for key, word in zip(keys, words, strict=True) if key not in known}
    known |= {key: embeddings_of([word])[0] for key, word in new.items()}
    if kept is not None and new:
        np.savez(kept, keys=np.array(list(known)), vectors=np.vstack(list(known.values())))
    return np.vstack([known[key] for key in keys])


def fitted(x: Any, y: Any, weights: npt.NDArray[np.float64], strength: float = 5.0) -> Any:
    """A linear classifier."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=300).fit(x, y, sample_weight=weights)


@dataclass
class Linear:
    """Weights of a sum of linear models: of the encoders' numbers, the concepts and the n-grams."""

    words: npt.NDArray[np.float64]
    concepts: npt.NDArray[np.float64]
    grams: npt.NDArray[np.float64]
    bias: float = 0.0

    @classmethod
    def zero(cls, data: Data) -> "Linear":
        """What adds nothing."""
        return cls(np.zeros(data.words.shape[1]), np.zeros(data.concepts.shape[1]), np.zeros(2 * BUCKETS))

    def add(self, model: Any, share: float, views: dict[str, tuple[slice, float]]) -> None:
        """Add a share of a model that saw some of the views, each from some place on and by some scale."""
        at = 0
        for view, (where, scale) in views.items():
            weights = getattr(self, view)
            size = len(weights[where])
            weights[where] += share * scale * model.coef_[0][at : at + size]
            at += size
        self.bias += share * float(model.intercept_[0])

    def logits(self, data: Data, rows: Rows) -> npt.NDArray[np.float64]:
        """What it says of some texts."""
        found: npt.NDArray[np.float64] = (
            data.words[rows] @ self.words
            + data.concepts[rows] @ self.concepts
            + data.grams[rows] @ self.grams
            + self.bias
        )
        return found


HEADS = ("together", "alone", "emergency", "beside")
EVERYTHING, WORDS, PIECES = slice(None), slice(0, BUCKETS), slice(BUCKETS, None)


@dataclass
class Heads:
    """What was learnt from some of the texts."""

    together: Linear
    alone: Linear
    emergency: Linear
    beside: Linear

    @classmethod
    def learn(cls, data: Data, rows: Rows) -> "Heads":
        """Fit all heads that thresholds are chosen for."""
        dense, concepts = sparse.csr_matrix(data.words[rows]), sparse.csr_matrix(data.concepts[rows])
        grams = data.grams[rows]
        flags = np.array([data.texts[row].is_flag for row in rows])
        weights = np.array([data.texts[row].weight for row in rows]) * np.where(flags, 2.0, 1.0)
        together, alone, emergency, beside = (Linear.zero(data) for _ in range(4))

        felt = fitted(sparse.hstack([dense, concepts]).tocsr(), flags, weights, STRENGTH)
        together.add(felt, SHARES["felt"], {"words": (EVERYTHING, 1.0), "concepts": (EVERYTHING, 1.0)})
        kept = sparse.diags((np.random.default_rng(SEED).random(len(rows)) >= DROPPED).astype(np.float32))
        said = sparse.hstack([dense, np.float32(GRAMS) * grams])
        told = fitted(sparse.hstack([said, kept @ concepts]).tocsr(), flags, weights, STRENGTH)
        views = {"words": (EVERYTHING, 1.0), "grams": (EVERYTHING, GRAMS)}
        together.add(told, SHARES["told"], views | {"concepts": (EVERYTHING, 1.0)})
        alone.add(fitted(said.tocsr(), flags, weights, STRENGTH), SHARES["felt"] + SHARES["told"], views)
        for name, where in (("words", WORDS), ("pieces", PIECES)):
            model = fitted(grams[:, where], flags, weights, OF_GRAMS)
            for sum_of in (together, alone):
                sum_of.add(model, SHARES[name], {"grams": (where, 1.0)})

        views |= {"concepts": (EVERYTHING, 1.0)}
        everything = sparse.hstack([said, concepts]).tocsr()
        texts = [data.texts[row] for row in rows]
        for sum_of, asked, answers in (
            (emergency, [each.is_flag for each in texts], [each.flag == "emergency" for each in texts]),
            (beside, [each.is_flag and each.who != "" for each in texts], [each.is_beside for each in texts]),
        ):
            some = np.flatnonzero(asked)
            told = np.array([each.weight for each in texts])[some]
            sum_of.add(fitted(everything[some], np.array(answers)[some], told), 1.0, views)
        return cls(together, alone, emergency, beside)

    def logits(self, data: Data, rows: Rows) -> dict[str, npt.NDArray[np.float64]]:
        """What the heads say of some texts."""
        return {name: getattr(self, name).logits(data, rows) for name in HEADS}
