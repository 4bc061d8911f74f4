"""Fit when a question is answered from what was told: ``make learn``, or ``python -m evals.learn_asked``.

Questions of lives, with what was told until then, against questions of turns that want something else, with what
somebody else told. Writes ``agent/telling/asked.toml`` and prints what is found by chance, one part left out after the other.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from agent.telling.asked import OF_MEMORY, SURE, WEIGHTS, evidence_of, may_ask
from agent.telling.listener import ASKS, features_of
from agent.understanding.router import router
from agent.understanding.situation import Situation
from evals.calls import renamed
from evals.corpus import TODAY, LifeItem, TurnItem, items
from evals.learn_telling import fit, matrix, rows
from memory.embedding.both import vectors

HEAD = "# What each piece of evidence says of a question, as log-odds that it asks what was told; fitted by `make learn`.\n"
PARTS = 5
FURTHER = 2
"""Lives whose words an athlete is given who asks for something else."""


@dataclass(frozen=True)
class Asked:
    """A question, what was told before it, and whether that is what it asks for."""

    text: str
    told: tuple[str, ...]
    is_of_memory: bool


def asked(chosen: random.Random) -> Iterator[Asked]:
    """Every question of the learning side that is one message and one sentence."""
    lives = [each for each in items("lives", ("learn", "develop")) if isinstance(each, LifeItem)]
    for life in lives:
        for ask in life.asks:
            told = tuple(step["say"] for step in life.steps if step["day"] <= ask["day"])
            yield Asked(ask["say"], told, True)
    for item in items("turns", ("learn",)):
        assert isinstance(item, TurnItem)
        tools = {renamed(each).tool for each in item.want}
        if tools & OF_MEMORY or item.triage or not may_ask(item.say):
            continue
        told = tuple(step["say"] for life in chosen.sample(lives, FURTHER) for step in life.steps)
        yield Asked(item.say, told, False)


def unseen_acts(texts: list[str], cache: Path | None) -> list[dict[str, float]]:
    """What listeners say of each text that have not learnt it."""
    learnt = rows()
    x = matrix([each.text for each in learnt], cache)
    found: list[dict[str, float]] = [{} for _ in texts]
    for part in range(PARTS):
        mine = [at for at in range(len(texts)) if at % PARTS == part]
        out = {texts[at] for at in mine}
        rest = [at for at, each in enumerate(learnt) if each.text not in out]
        heads = fit(x[rest], [learnt[at] for at in rest])
        shares = heads.acts.predict_proba(numpy.array([features_of(texts[at]) for at in mine]))
        for at, row in zip(mine, shares, strict=True):
            found[at] = dict(zip(heads.acts.classes_, map(float, row), strict=True))
    return found


@lru_cache(maxsize=4096)
def _vector(text: str) -> Any:
    return numpy.array(vectors([text])[0])


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, help="a folder for what the encoders make of the words")
    cache = parser.parse_args().cache
    these = [each for each in asked(random.Random(7)) if may_ask(each.text)]
    acts = unseen_acts([each.text for each in these], cache)
    there = []
    for each, heard in zip(these, acts, strict=True):
        wants = router().chances(each.text, Situation(today=date.fromisoformat(TODAY), follows=True))
        others = {tool: share for tool, share in wants.items() if tool not in OF_MEMORY}
        likeness = max(float(_vector(each.text) @ _vector(said)) for said in each.told)
        there += [
            evidence_of(heard[ASKS], wants, others, known) for known in (likeness, 0.0)
        ]  # 0: nothing is known yet
    names = [name for name in there[0] if name != "bias"]
    x = numpy.array([[each[name] for name in names] for each in there])
    y = numpy.repeat([each.is_of_memory for each in these], 2)
    shares = cross_val_predict(LogisticRegression(), x, y, cv=PARTS, method="predict_proba")[:, 1]
    for least in (0.2, SURE, 0.5):
        found, false = (shares[y] >= least).mean(), (shares[~y] >= least).mean()
        print(f"from {least}: found {found:.2f} of {y.sum()}, of others {false:.3f} of {(~y).sum()}")
    model = LogisticRegression().fit(x, y)
    weights = {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    WEIGHTS.write_text(HEAD + "".join(f"{name} = {weight:.3f}\n" for name, weight in weights.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
