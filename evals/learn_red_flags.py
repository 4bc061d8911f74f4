"""Train the classifier of red flags: ``make learn``, or ``python -m evals.learn_red_flags [--report] [--check]``.

Reads the corpus of the sides learn and develop, never of the judge. Thresholds are chosen by leaving one writer out
at a time; the model that is written has seen all of them. The same corpus gives the same file, byte by byte: each text
is read alone, on one core, and what is drawn at random has a seed. Needs scikit-learn (evals/requirements.in), Topset
doesn't.
"""

import argparse
from io import BytesIO
from pathlib import Path

import numpy as np
from scipy import sparse

from agent.listening.classifier import MODEL
from evals.red_flag_corpus import corpus, is_health
from evals.red_flag_heads import GRAMS, PIECES, Data, Heads, fitted, prepare
from evals.red_flag_thresholds import leave_one_out, thresholds_of


def learn(data: Data, thresholds: dict[str, float]) -> bytes:
    """Fit everything on all texts, as the small file that Topset reads."""
    heads = Heads.learn(data, data.of(lambda text: text.weight > 0))
    words = data.words
    named = data.of(lambda text: text.is_flag and text.kind != "" and text.weight > 0 and not text.is_context)
    kind = fitted(words[named], [data.texts[row].kind for row in named], np.ones(len(named)))
    learnt = data.of(lambda text: text.weight > 0 and not text.hidden and text.kind != "introduction")
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
    file = BytesIO()
    np.savez_compressed(
        file,
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
    return file.getvalue()


def main() -> None:
    """Learn, say how unseen writers fare, and write the model unless only a report or a check is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="write no model")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the encoders' numbers")
    parser.add_argument("--check", action="store_true", help="write no model: say whether the shipped one is this one")
    given = parser.parse_args()
    from threadpoolctl import threadpool_limits

    from evals.red_flag_report import unseen_writers

    with threadpool_limits(1):
        data = prepare(corpus(), given.cache)
        messages = leave_one_out(data)
        thresholds = thresholds_of(messages)
        unseen_writers(messages, thresholds)
        if given.report:
            return
        learnt = learn(data, thresholds)
    if given.check:
        if learnt != MODEL.read_bytes():
            raise SystemExit(f"{MODEL.name} is not what learning gives: run python -m evals.learn_red_flags")
        print(f"{MODEL.name} is what learning gives, byte by byte")
        return
    MODEL.write_bytes(learnt)
    print(f"{MODEL.name}: {len(learnt) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
