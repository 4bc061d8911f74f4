"""Train the classifier of red flags: ``make learn``, or ``python -m evals.learn_red_flags [--report]``.

Reads the corpus of the sides learn and develop, never of the judge. Thresholds are chosen by leaving one writer out
at a time; the model that is written has seen all of them. Needs scikit-learn (evals/requirements.in), Topset doesn't.
"""

import argparse
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from agent.listening import is_sure
from agent.listening.classifier import MODEL, Heard, concepts_of, embeddings_of
from agent.listening.ngrams import BUCKETS, grams_of
from evals.red_flag_corpus import OURS, Text, corpus, is_health
from training.red_flags import read
from training.red_flags.rules import Reading

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
SEED = 7
NOT_URGENT = 0.05
"""Of emergencies by unseen writers that may be called less urgent, so that not all else is called one."""
RECALL = 0.985
"""Of red flags by unseen writers: where the threshold is set."""
SURE = 1.0
"""How much less the classifier has to be sure of where a rule is."""
DROPPED = 0.7
"""Of the copies of texts that are learnt without their concepts: whoever wrote the concepts knew some of the texts."""
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
    words = [each.text for each in texts]
    vectors = _vectors(words, cache)
    readings = [read(each) for each in words]
    grams = [grams_of(each) for each in words]
    starts = np.cumsum([0, *(len(places) for places, _ in grams)])
    places, amounts = (np.concatenate(each) for each in zip(*grams, strict=True))
    counted = sparse.csr_matrix((amounts, places, starts), shape=(len(words), 2 * BUCKETS))
    return Data(texts, vectors, counted, concepts_of(readings), readings)


def _vectors(words: list[str], cache: Path | None) -> Matrix:
    """The encoders' numbers of some texts, of those that were seen before out of the cache."""
    known: dict[str, Matrix] = {}
    kept = None if cache is None else cache / "vectors.npz"
    if kept is not None and kept.exists():
        with np.load(kept) as file:
            known = dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
    keys = [hashlib.sha256(each.encode()).hexdigest()[:24] for each in words]
    new = {key: word for key, word in zip(keys, words, strict=True) if key not in known}
    for at in range(0, len(new), 64):
        some = list(new.items())[at : at + 64]
        known |= dict(zip((key for key, _ in some), embeddings_of([word for _, word in some]), strict=True))
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
        dense = sparse.csr_matrix(data.words[rows].astype(np.float64))
        concepts = sparse.csr_matrix(data.concepts[rows].astype(np.float64))
        grams = data.grams[rows]
        flags = np.array([data.texts[row].is_flag for row in rows])
        weights = np.array([data.texts[row].weight for row in rows]) * np.where(flags, 2.0, 1.0)
        together, alone, emergency, beside = (Linear.zero(data) for _ in range(4))

        felt = fitted(sparse.hstack([dense, concepts]).tocsr(), flags, weights)
        together.add(felt, SHARES["felt"], {"words": (EVERYTHING, 1.0), "concepts": (EVERYTHING, 1.0)})
        kept = sparse.diags((np.random.default_rng(SEED).random(len(rows)) >= DROPPED).astype(float))
        said = sparse.hstack([dense, GRAMS * grams])
        told = fitted(
            sparse.vstack([sparse.hstack([said, concepts]), sparse.hstack([said, kept @ concepts])]).tocsr(),
            np.tile(flags, 2), np.tile(weights, 2) / 2,
        )  # fmt: skip
        views = {"words": (EVERYTHING, 1.0), "grams": (EVERYTHING, GRAMS)}
        together.add(told, SHARES["told"], views | {"concepts": (EVERYTHING, 1.0)})
        alone.add(fitted(said.tocsr(), flags, weights), SHARES["felt"] + SHARES["told"], views)
        for name, where in (("words", WORDS), ("pieces", PIECES)):
            model = fitted(grams[:, where], flags, weights, 20.0)
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
            sum_of.add(fitted(everything[some], np.array(answers)[some], np.ones(len(some))), 1.0, views)
        return cls(together, alone, emergency, beside)

    def logits(self, data: Data, rows: Rows) -> dict[str, npt.NDArray[np.float64]]:
        """What the heads say of some texts."""
        return {name: getattr(self, name).logits(data, rows) for name in HEADS}


@dataclass
class Unseen:
    """What heads said of messages and their parts whose writer they had not read, side by side for all writers."""

    rows: Rows
    logits: dict[str, npt.NDArray[np.float64]]

    def heard(self, at: int) -> Heard:
        """What the classifier would have made of one of them."""
        together, alone, emergency, beside = (float(self.logits[name][at]) for name in HEADS)
        return Heard(together, alone, emergency, 0.0, beside, "other", "en")

    def messages(self, data: Data) -> list[list[int]]:
        """Where the rows of each message stand, the whole of it first."""
        found: dict[int, list[int]] = {}
        for at, row in enumerate(self.rows):
            found.setdefault(data.texts[row].message, []).append(at)
        return [sorted(each, key=lambda at: not data.texts[self.rows[at]].whole) for each in found.values()]


def leave_one_out(data: Data) -> Unseen:
    """Leave each writer of safety texts out but ourselves, with a share of the writers of ordinary ones."""
    writers = sorted({each.writer for each in data.texts if each.flag != "ordinary"} - OURS)
    others = sorted({each.writer for each in data.texts if each.flag == "ordinary"} - set(writers))
    all_rows, logits = [], []
    for at, writer in enumerate(writers):
        out = {writer, *others[at :: len(writers)]}
        heads = Heads.learn(data, data.of(lambda text, out=out: text.writer not in out and text.weight))  # type: ignore[misc]
        rows = data.of(lambda text, out=out: text.writer in out)  # type: ignore[misc]
        all_rows.append(rows)
        logits.append(heads.logits(data, rows))
    return Unseen(
        np.concatenate(all_rows), {name: np.concatenate([each[name] for each in logits]) for name in logits[0]}
    )


def thresholds_of(data: Data, unseen: Unseen) -> dict[str, float]:
    """The logits from which on a message is held, out of what unseen writers wrote.

    Of the words and concepts together the highest at which ``RECALL`` of the flags are heard, in the whole or a part;
    of the words alone, for whoever listens without the concepts, one that as many look-alikes pass.
    """
    messages = unseen.messages(data)
    texts = [data.texts[unseen.rows[each[0]]] for each in messages]
    of_sure = [is_sure(data.readings[row]) for row in unseen.rows]
    felt = np.array([unseen.heard(at).alarm_of(sure) + SURE * sure for at, sure in enumerate(of_sure)])
    loudest = np.array([felt[each].max() for each in messages])
    flags = np.array([each.flag for each in texts])
    is_plain = np.array([not each.among_sets for each in texts])
    is_flag = np.isin(flags, ("emergency", "see_doctor"))
    together = float(np.quantile(loudest[is_flag & is_plain], 1 - RECALL))
    harmless = (flags == "none") & is_plain
    passed = float(np.mean(loudest[harmless] < together))
    alone = np.array([unseen.logits["alone"][each].max() for each in messages])
    whole = np.array([each[0] for each in messages])
    urgent = unseen.logits["emergency"][whole[(flags == "emergency") & is_plain]]
    named = whole[is_flag & np.array([each.who != "" for each in texts])]
    is_beside = np.array([data.texts[unseen.rows[at]].is_beside for at in named])

    def right_persons(least: float) -> float:
        """About this threshold, not just at it: of few people each counts for much."""
        near = (least - 0.4, least, least + 0.4)
        return float(np.mean([(unseen.logits["beside"][named] >= each) == is_beside for each in near]))

    return {
        "together": together,
        "sure": together - SURE,
        "alone": float(np.quantile(alone[harmless], passed)),
        "emergency": float(np.quantile(urgent, NOT_URGENT)),
        "beside": float(max(np.arange(-2.0, 1.0, 0.1), key=right_persons)),
    }


def write(data: Data, thresholds: dict[str, float]) -> None:
    """Fit everything on all texts, and store it small."""
    heads = Heads.learn(data, data.of(lambda text: text.weight > 0))
    words = data.words
    named = data.of(lambda text: text.is_flag and text.kind != "" and text.weight > 0)
    kind = fitted(words[named], [data.texts[row].kind for row in named], np.ones(len(named)))
    learnt = data.of(lambda text: text.weight > 0 and not text.among_sets)
    about = fitted(
        words[learnt],
        [is_health(data.texts[row]) for row in learnt],
        np.array([data.texts[row].weight for row in learnt]),
    )
    whole = data.of(lambda text: text.language != "")
    spoken = fitted(
        sparse.hstack([words[whole], GRAMS * data.grams[whole][:, PIECES]]).tocsr(),
        [data.texts[row].language for row in whole], np.ones(len(whole)), 30.0,
    )  # fmt: skip
    size = words.shape[1]
    pieces = GRAMS * spoken.coef_[:, size:].T
    half, linear = np.float16, (heads.together, heads.emergency, heads.beside)
    np.savez_compressed(
        MODEL,
        linear=np.array([np.hstack([each.words, each.concepts]) for each in linear]).astype(half),
        linear_bias=np.array([each.bias for each in linear], dtype=np.float32),
        alone=heads.alone.words.astype(half),
        alone_bias=np.float32(heads.alone.bias),
        grams=np.hstack(
            [np.stack([each.grams for each in (*linear, heads.alone)], axis=1), np.vstack([0 * pieces, pieces])]
        ).astype(half),
        health=about.coef_[0].astype(half),
        health_bias=np.float32(about.intercept_[0]),
        kind=kind.coef_.astype(half),
        kind_bias=kind.intercept_.astype(np.float32),
        kinds=np.array(kind.classes_, dtype=str),
        language=spoken.coef_[:, :size].astype(half),
        language_bias=spoken.intercept_.astype(np.float32),
        languages=np.array(spoken.classes_, dtype=str),
        threshold_names=np.array(list(thresholds), dtype=str),
        thresholds=np.array(list(thresholds.values()), dtype=np.float32),
    )


def main() -> None:
    """Learn, say how unseen writers fare, and write the model unless only a report is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="write no model")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the encoders' numbers")
    given = parser.parse_args()
    from evals.red_flag_report import unseen_writers

    data = prepare(corpus(), given.cache)
    unseen = leave_one_out(data)
    thresholds = thresholds_of(data, unseen)
    unseen_writers(data, unseen, thresholds)
    if not given.report:
        write(data, thresholds)
        print(f"{MODEL.name}: {MODEL.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
