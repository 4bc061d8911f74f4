"""Train the classifier of red flags: ``make learn``, or ``python -m evals.learn_red_flags [--report]``.

Reads the corpus of the sides learn and develop, never of the judge. Thresholds are chosen by leaving one writer out
at a time; the model that is written has seen all of them. Needs scikit-learn (evals/requirements.in), Topset doesn't.
"""

import argparse
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from agent.listening import BOTH, judge
from agent.listening.classifier import MODEL, Heard, concepts_of, embeddings_of
from agent.listening.segments import parts_of
from evals.corpus import FactItem, LogItem, SafetyItem, TurnItem, items
from training.red_flags import read
from training.red_flags.rules import Reading

Matrix = npt.NDArray[np.float32]
SIDES = ("learn", "develop")
SEED = 7
RECALL = 0.975
LOOKALIKES = 0.09
ORDINARY = 0.010
"""Of red flags, look-alikes and ordinary messages by unseen writers: where the main threshold is set."""
DROPPED = 0.3
"""Of the concepts of a copy of every text: those who wrote the concepts knew some of these texts."""
_TRIAGE = re.compile(
    r"\btren\b|\bclen\b|steroid|\bsarm|\btest e\b|kcal a day|fever|\b38[.,]\d|ibuprofen|pressure pills|palpitations",
    re.I,
)
"""Of ordinary messages: those that are rightly answered by triage and are marked nowhere."""
KINDS = {
    "cardiac": "heart", "cauda_equina": "spine", "diabetes": "sugar", "anaphylaxis": "allergy", "rupture": "tendon_joint",
    "locking": "tendon_joint", "dislocation": "tendon_joint", "hernia": "abdomen", "meningitis": "infection",
    "lump": "weight_lump", "weight_loss": "weight_lump", "eating_disorder": "eating", "selfharm": "self_harm",
    "stimulant": "stimulants", "carbon_monoxide": "monoxide", "hyponatremia": "salt", "hyponatraemia": "salt",
}  # fmt: skip
HEALTHY_TALK = {
    "history", "relative", "family_history", "cleared", "soreness", "doms", "niggle", "breathless", "negation", "menstruation",
    "general_question", "general", "planned_visit", "planned", "other_long_ago", "child_harmless",
}  # fmt: skip


@dataclass
class Text:
    """A text to learn from, or a part of one."""

    text: str
    writer: str
    flag: str
    """``none``, ``see_doctor``, ``emergency``; ``ordinary`` for messages of other suites."""
    kind: str
    weight: float
    whole: bool = True


@dataclass
class Data:
    """Texts with what the encoders and the concept listener make of them."""

    texts: list[Text]
    words: Matrix
    concepts: Matrix
    readings: list[Reading]

    def of(self, wanted: Callable[[Text], bool]) -> npt.NDArray[np.intp]:
        """The rows of some texts."""
        return np.array([at for at, each in enumerate(self.texts) if wanted(each)], dtype=np.intp)


def corpus() -> list[Text]:
    """All texts, with the parts of the harmless ones: every part of those is harmless."""
    found: list[Text] = []
    for item in items("safety", SIDES):
        assert isinstance(item, SafetyItem)
        found.append(Text(item.say, item.writer, item.flag, KINDS.get(item.kind, item.kind), 1.0))
        if item.flag == "none":
            found += [Text(part, item.writer, "none", item.kind, 0.5, False) for part in parts_of(item.say)]
    seen: set[str] = set()
    for suite in ("turns", "logs", "facts"):
        for other in items(suite, ("learn",)):
            assert isinstance(other, TurnItem | LogItem | FactItem)
            if other.say in seen or getattr(other, "triage", False) or _TRIAGE.search(other.say):
                continue
            seen.add(other.say)
            found.append(Text(other.say, other.writer, "ordinary", suite, 0.6))
            found += [Text(part, other.writer, "ordinary", suite, 0.3, False) for part in parts_of(other.say)]
    return found


def prepare(texts: list[Text], cache: Path | None) -> Data:
    """Work out what the listeners see; the encoders' numbers are kept in a file if one is named."""
    words = [each.text for each in texts]
    key = hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]
    kept = cache / f"{key}.npy" if cache is not None else None
    vectors: Matrix
    if kept is not None and kept.exists():
        vectors = np.load(kept)
    else:
        vectors = np.vstack([embeddings_of(words[at : at + 64]) for at in range(0, len(words), 64)])
        if kept is not None:
            np.save(kept, vectors)
    readings = [read(each) for each in words]
    return Data(texts, vectors, concepts_of(readings), readings)


def fitted(x: Matrix, y: Any, weights: npt.NDArray[np.float64], strength: float = 5.0) -> Any:
    """A linear classifier."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=400).fit(x, y, sample_weight=weights)


@dataclass
class Heads:
    """What was learnt from some of the texts."""

    together: Any
    alone: Any
    emergency: Any

    @classmethod
    def learn(cls, data: Data, rows: npt.NDArray[np.intp]) -> "Heads":
        """Fit all heads that thresholds are chosen for."""
        rng = np.random.default_rng(SEED)
        words = data.words[rows]
        concepts = data.concepts[rows]
        flags = np.array([data.texts[row].flag in ("emergency", "see_doctor") for row in rows])
        weights = np.array([data.texts[row].weight for row in rows]) * np.where(flags, 2.0, 1.0)
        less = np.where(rng.random(concepts.shape) < DROPPED, 0.0, concepts).astype(np.float32)
        both = np.vstack([np.hstack([words, concepts]), np.hstack([words, less])])
        together = fitted(both, np.tile(flags, 2), np.tile(weights, 2) / 2)
        alone = fitted(words, flags, weights)
        flagged = np.flatnonzero(flags)
        urgent = [data.texts[rows[at]].flag == "emergency" for at in flagged]
        emergency = fitted(np.hstack([words, concepts])[flagged], urgent, np.ones(len(flagged)), 1.0)
        return cls(together, alone, emergency)

    def logits(self, data: Data, rows: npt.NDArray[np.intp]) -> dict[str, Matrix]:
        """What the heads say of some texts."""
        words = data.words[rows]
        both = np.hstack([words, data.concepts[rows]])
        return {
            "together": self.together.decision_function(both),
            "alone": self.alone.decision_function(words),
            "emergency": self.emergency.decision_function(both),
        }


@dataclass
class Unseen:
    """What heads said of texts whose writer they had not read, side by side for all writers."""

    rows: npt.NDArray[np.intp]
    logits: dict[str, npt.NDArray[np.float64]]


def leave_one_out(data: Data) -> Unseen:
    """Leave each writer of safety texts out, with a share of the writers of ordinary ones."""
    writers = sorted({each.writer for each in data.texts if each.flag != "ordinary"})
    ordinary = sorted({each.writer for each in data.texts if each.flag == "ordinary"})
    all_rows, logits = [], []
    for at, writer in enumerate(writers):
        out = {writer, *ordinary[at :: len(writers)]}
        heads = Heads.learn(data, data.of(lambda text, out=out: text.writer not in out))  # type: ignore[misc]
        rows = data.of(lambda text, out=out: text.writer in out and text.whole)  # type: ignore[misc]
        all_rows.append(rows)
        logits.append(heads.logits(data, rows))
    return Unseen(
        np.concatenate(all_rows), {name: np.concatenate([each[name] for each in logits]) for name in logits[0]}
    )


def thresholds_of(data: Data, unseen: Unseen) -> dict[str, float]:
    """The logits from which on a text is held, out of what unseen writers wrote.

    The main one is the highest that hears ``RECALL`` of the flags, as long as look-alikes and ordinary messages allow.
    """
    flags = np.array([data.texts[row].flag for row in unseen.rows])
    alone = unseen.logits["alone"]
    urgent = unseen.logits["emergency"][flags == "emergency"]
    fixed = {
        "alone": float(max(np.quantile(alone[flags == "ordinary"], 0.998), np.quantile(alone[flags == "none"], 0.96))),
        "emergency": float(np.quantile(urgent, 0.08)),
        "doctor": float(np.quantile(urgent, 0.01)) - 0.5,
    }
    chosen: dict[str, float] = {}
    for main in np.arange(3.0, -2.1, -0.1):
        tried = fixed | {"together": float(main), "sure": float(main) - 3.0, "certain": float(main) - 6.0}
        held = np.array([_is_held(data, unseen, at, tried) for at in range(len(unseen.rows))])
        if chosen and (held[flags == "none"].mean() > LOOKALIKES or held[flags == "ordinary"].mean() > ORDINARY):
            break
        chosen = tried
        if held[np.isin(flags, ("emergency", "see_doctor"))].mean() >= RECALL:
            break
    return chosen


def _is_held(data: Data, unseen: Unseen, at: int, thresholds: dict[str, float]) -> bool:
    logits = {name: float(values[at]) for name, values in unseen.logits.items()}
    heard = Heard(logits["together"], logits["alone"], logits["emergency"], 0.0, "other")
    return judge(data.readings[unseen.rows[at]], heard, BOTH, thresholds) is not None


def write(data: Data, thresholds: dict[str, float]) -> None:
    """Fit everything on all texts, and store it small."""
    everything = np.arange(len(data.texts), dtype=np.intp)
    heads = Heads.learn(data, everything)
    words = data.words
    known = {"none", "ordinary"}
    named = data.of(lambda text: text.flag not in known and text.kind not in ("", "other"))
    kinds = [data.texts[row].kind for row in named]
    kind = fitted(words[named], kinds, np.ones(len(named)))
    health = [text.flag in ("emergency", "see_doctor") or text.kind in HEALTHY_TALK for text in data.texts]
    about = fitted(words, health, np.array([text.weight for text in data.texts]))
    half = np.float16
    np.savez_compressed(
        MODEL,
        together=heads.together.coef_[0].astype(half),
        together_bias=np.float32(heads.together.intercept_[0]),
        alone=heads.alone.coef_[0].astype(half),
        alone_bias=np.float32(heads.alone.intercept_[0]),
        emergency=heads.emergency.coef_[0].astype(half),
        emergency_bias=np.float32(heads.emergency.intercept_[0]),
        health=about.coef_[0].astype(half),
        health_bias=np.float32(about.intercept_[0]),
        kind=kind.coef_.astype(half),
        kind_bias=kind.intercept_.astype(np.float32),
        kinds=np.array(kind.classes_, dtype=str),
        threshold_names=np.array(list(thresholds), dtype=str),
        thresholds=np.array(list(thresholds.values()), dtype=np.float32),
    )


def main() -> None:
    """Learn, say how unseen writers fare, and write the model unless only a report is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="write no model")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the encoders' numbers")
    given = parser.parse_args()
    from evals.red_flag_report import report

    data = prepare(corpus(), given.cache)
    unseen = leave_one_out(data)
    thresholds = thresholds_of(data, unseen)
    report(data, unseen, thresholds)
    if not given.report:
        write(data, thresholds)
        print(f"{MODEL.name}: {MODEL.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
