"""Weigh what speaks for a reading: fitted on writers that the router which reads them has not seen. Part of ``make learn``."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from agent.telling import listener
from agent.understanding.evidence import WEIGHTS, evidence
from agent.understanding.reading import readings
from agent.understanding.router import load, used
from agent.understanding.words import Words
from evals import learn, learn_encoder, learn_telling, teaching
from evals.bench import PLAN_TODAY
from evals.calls import renamed, unmet
from evals.conversation import Called
from evals.corpus import TODAY, FactItem, LogItem, TurnItem, WantedCall, items
from evals.suites.turns import FAIR_BESIDE
from evals.understanding import kept, situation_of
from tools.toolbox import WRITES

FOLDS = (("T", "V", "X"), ("A", "H", "AB"), ("E", "G", "J", "AM"), ("R", "W", "L"), ("B", "F", "N", "AN"))
"""Writers that are left out together: for each a router and an encoder are taught, a quarter of an hour on two quiet cores."""
STRENGTH = 0.3
"""The inverse of the regularisation of the weights."""
EVERY_LOG = 6
"""One in so many of the logs: what most of a message is, is not what is hard about it."""
HEAD = "# What each piece of evidence says, as log-odds; fitted by `make learn`. rank: which reading of a message is best. weights: is it right."


@dataclass(frozen=True)
class Judged:
    """A reading of a message, and whether it is right."""

    evidence: dict[str, float]
    is_right: bool
    writes: bool
    message: str


def judged(item: TurnItem) -> Iterator[Judged]:
    """Every reading of an item."""
    situation = situation_of(item)
    words = Words(item.say.strip(), situation)
    wanted = [renamed(each) for each in item.want]
    found = readings(item.say, situation)
    for one in found:
        made = [Called(call.tool, call.args, True, "") for call in one.calls]
        writes = any(call.tool in WRITES for call in one.calls)
        yield Judged(evidence(one, found, words), is_right(made, wanted, item), writes, f"{item.writer}/{item.id}")


def is_right(made: Sequence[Called], wanted: Sequence[WantedCall], item: TurnItem) -> bool:
    """Whether calls are those that are wanted, and nothing else is written."""
    today = PLAN_TODAY if item.setup == "plan" else date.fromisoformat(TODAY)
    fair = {kind[3:].split(".")[0] for kind in item.kinds if kind.startswith("or:")}
    tools = {each.tool for each in wanted} | fair
    missing = [each for each in unmet(list(made), list(wanted), today) if not kept(list(made), each, item)]
    if missing and any(each.tool in fair for each in made):
        missing = missing[1:]
    extra = [each for each in made if each.tool not in tools and not tools & FAIR_BESIDE.get(each.tool, set())]
    if not wanted:
        return not [each for each in made if each.tool not in fair]
    return not missing and not [each for each in extra if each.tool in WRITES or len(made) > len(wanted)]


def turns(writers: Sequence[str]) -> Iterator[TurnItem]:
    """The turns of some writers, and as turns some of their logs and what they told beside them."""
    for item in items("turns", ["learn"]):
        assert isinstance(item, TurnItem)
        if item.writer in writers and not item.triage:
            yield item
    for at, log in enumerate(items("logs", ["learn"])):
        assert isinstance(log, LogItem)
        if log.writer in writers and at % EVERY_LOG == 0 and not log.ask:
            want = [] if log.is_not else [WantedCall(tool="log_workout", args={})]
            yield TurnItem(id=log.id, writer=log.writer, setup="history", say=log.say, want=want)
    for fact in items("facts", ["learn"]):
        assert isinstance(fact, FactItem)
        if fact.writer in writers and fact.log is None and len(fact.keep) == 1:
            want = [WantedCall(tool="remember", args={})]
            yield TurnItem(id=fact.id, writer=fact.writer, setup="history", say=fact.say, want=want)


def fitted(found: Sequence[Judged]) -> dict[str, float]:
    """The weights: a logistic regression in which every message counts the same."""
    table = DictVectorizer()
    rows = table.fit_transform([each.evidence for each in found])
    counts: dict[str, int] = {}
    for each in found:
        counts[each.message] = counts.get(each.message, 0) + 1
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False)
    model.fit(
        rows, [each.is_right for each in found], sample_weight=[1 / counts[each.message] ** 0.5 for each in found]
    )
    return {
        str(name): round(float(weight), 3) for name, weight in zip(table.feature_names_, model.coef_[0], strict=True)
    }


def ranked(found: Sequence[Judged]) -> dict[str, float]:
    """The weights by which the right reading of a message comes first: a conditional logit, without what a tool is like."""
    table = DictVectorizer(sparse=False)
    rows = table.fit_transform([_without_tools(each.evidence) for each in found])
    messages = numpy.unique([each.message for each in found], return_inverse=True)[1]
    right = numpy.array([each.is_right for each in found], dtype=float)
    kept = numpy.bincount(messages, right)[messages] > 0  # where none is right, nothing is learnt of which is best
    rows, right, messages = rows[kept], right[kept], numpy.unique(messages[kept], return_inverse=True)[1]
    number = int(messages.max()) + 1

    def loss(weights: Any) -> tuple[float, Any]:
        scores = rows @ weights
        most = numpy.full(number, -numpy.inf)
        numpy.maximum.at(most, messages, scores)
        shares = numpy.exp(scores - most[messages])
        of_all, of_right = numpy.bincount(messages, shares), numpy.bincount(messages, shares * right)
        slope = rows.T @ (shares / of_all[messages] - shares * right / of_right[messages])
        return float(-numpy.log(of_right / of_all).sum() + weights @ weights / 2), slope + weights

    best = minimize(loss, numpy.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    return {str(name): round(float(weight), 3) for name, weight in zip(table.feature_names_, best, strict=True)}


def _without_tools(evidence_: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in evidence_.items() if not name.startswith("tool: ")}


def save(rank: dict[str, float], weights: dict[str, float]) -> None:
    """Write the tables, the heaviest first."""
    lines = [HEAD]
    for name, table in (("rank", rank), ("weights", weights)):
        lines += [f"[{name}]"]
        lines += [
            f'"{each}" = {weight}' for each, weight in sorted(table.items(), key=lambda one: (-abs(one[1]), one[0]))
        ]
        lines += [""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")


def best_of(
    found: Sequence[Judged], rank: dict[str, float], weights: dict[str, float]
) -> list[tuple[float, Judged, list[Judged]]]:
    """The best reading of each message with how likely it is right, and all of them in order."""
    by_message: dict[str, list[Judged]] = {}
    for each in found:
        by_message.setdefault(each.message, []).append(each)
    chosen = []
    for all_ in by_message.values():
        all_.sort(key=lambda one: -_score(one, rank))
        chosen.append((float(1 / (1 + numpy.exp(-_score(all_[0], weights)))), all_[0], all_))
    return chosen


def _score(one: Judged, table: dict[str, float]) -> float:
    return sum(table.get(name, 0.0) * value for name, value in one.evidence.items())


def curve(chosen: Sequence[tuple[float, Judged, list[Judged]]]) -> str:
    """What is done, right and wrong at thresholds, for reads and for writes, and how often one of three is right."""
    lines = []
    for kind in (False, True):
        of_kind = [each for each in chosen if each[1].writes is kind]
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            done = [each for each in of_kind if each[0] >= least]
            right = sum(each[1].is_right for each in done)
            lines.append(
                f"{'write' if kind else 'read '} from {least:.1f}: done {len(done) / max(len(chosen), 1):.3f}, "
                f"right {right / max(len(chosen), 1):.3f}, wrong {(len(done) - right) / max(len(chosen), 1):.3f}"
            )
    three = sum(any(each.is_right for each in all_[:3]) for *_, all_ in chosen) / max(len(chosen), 1)
    ever = sum(any(each.is_right for each in all_) for *_, all_ in chosen) / max(len(chosen), 1)
    first = sum(each.is_right for _, each, _ in chosen) / max(len(chosen), 1)
    return "\n".join([*lines, f"first {first:.3f}, among three {three:.3f}, among all {ever:.3f} of {len(chosen)}"])


def unseen(writers: Sequence[str], everything: Sequence[learn.Example], folder: Path) -> list[Judged]:
    """Every reading of what some writers said, by a router and a listener that know nothing of theirs.

    In the ``folder`` the routers stay for the next run: as long as the corpus and its features are the same.
    """
    linear, encoder = folder / f"{'-'.join(writers)}.npz", folder / f"{'-'.join(writers)}.encoder.npz"
    others = [each for each in everything if each.writer not in writers]
    if not linear.exists():
        learn.save(learn.train(others), linear)
    if not encoder.exists():
        teaching.save(learn_encoder.teach(others, load(linear)).upper, encoder)
    with used(load(linear, encoder)), listener.used(learn_telling.without(writers)):
        return [each for item in turns(writers) for each in judged(item)]


def main() -> None:
    """Fit the table on all folds, print what a table that has not seen a fold either would have done, write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--routers", type=Path, help="a folder that keeps the routers of the folds for the next run")
    asked = parser.parse_args()
    everything = learn.examples()
    with TemporaryDirectory() as passing:
        folds = [unseen(fold, everything, asked.routers or Path(passing)) for fold in FOLDS]
    chosen = []
    for at, fold in enumerate(folds):
        others = [each for other in (*folds[:at], *folds[at + 1 :]) for each in other]
        chosen += best_of(fold, ranked(others), fitted(others))
    print(curve(chosen))
    everyone = [each for fold in folds for each in fold]
    save(ranked(everyone), fitted(everyone))


if __name__ == "__main__":
    main()
