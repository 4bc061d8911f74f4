"""Train what tells a fact: ``make learn``, or ``python -m evals.learn_telling [--report]``.

Reads the learning side of the corpus: facts told in passing, lives, the calls of turns, and sentences of the
tests. ``--report`` leaves one writer out after the other and prints what the rest says of the words of that one.
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from sklearn.linear_model import LogisticRegression

from agent.telling.listener import ACTS, ASKS, MINE, MODEL, NOTHING, THEIRS, features_of
from agent.telling.sentences import sentences
from evals.calls import renamed
from evals.corpus import FactItem, LifeItem, LogItem, TurnItem, items
from memory.people import names_somebody

SIDES = ("learn",)
TOLD = Path(__file__).parent.parent / "tests" / "agent" / "telling"
STRENGTH = 6.0
EVENED = 0.7
"""How far acts and kinds that are told seldom are evened out with the others by their weights: 0 not at all, 1 wholly."""
PERSON = "person"
OWN_PLACES = {
    "remember", "report_injury", "resolve_injury", "set_goal", "set_movement_rule", "update_planning", "update_profile",
    "adapt_to_equipment", "adapt_to_illness", "answer_screening", "confirm_clearance", "give_feedback", "adapt_to_pain", "correct_memory",
    "forget", "sort_out_missed", "move_session", "skip_session", "adapt_to_injuries", "check_readiness", "propose_program", "what_if",
}  # fmt: skip
"""Calls whose words may tell of the athlete as well: they are no example of telling nothing."""
ASKING = {"what_do_you_know", "search_chats", "why_do_you_think"}
KINDS = {
    "preference": "preference", "aversion": "preference", "equipment": "equipment", "schedule": "schedule", "life_event": "event",
    "medical": "medical", "coaching_style": "coaching", "achievement": "event", "context": "other",
}  # fmt: skip
"""Kinds of the tool, as the corpus of facts calls them."""


@dataclass(frozen=True)
class Row:
    """Words, what they do, what kind of fact they tell (empty where that is not known), and who wrote them."""

    text: str
    act: str
    kind: str
    writer: str
    weight: float = 1.0


def rows() -> list[Row]:
    """Everything that is learnt from."""
    return list(dict.fromkeys([*_facts(), *_lives(), *_turns(), *_logs(), *_written()]))


def _facts() -> Iterator[Row]:
    for item in items("facts", SIDES):
        assert isinstance(item, FactItem)
        parts = sentences(item.say)
        if not item.keep:
            yield from (Row(part, NOTHING, "", item.writer) for part in parts)
            continue
        for keep in item.keep:
            kind = str(keep["kind"])
            act = THEIRS if kind == PERSON else MINE
            meant = [part for part in parts if any(word.casefold() in part.casefold() for word in keep["words"])]
            for part in meant or [" ".join(parts)]:
                yield Row(part, act, kind, item.writer, 1 / len(item.keep))


def _lives() -> Iterator[Row]:
    for item in items("lives", SIDES):
        assert isinstance(item, LifeItem)
        yield from (Row(ask["say"], ASKS, "", item.writer) for ask in item.asks)
        for step in item.steps:
            for part in sentences(step["say"]) if not step["say"].endswith("?") else ():
                yield Row(part, THEIRS if names_somebody(part) else MINE, "", item.writer, 0.5)


def _turns() -> Iterator[Row]:
    for item in items("turns", SIDES):
        assert isinstance(item, TurnItem)
        calls = [renamed(each) for each in item.want]
        tools = {each.tool for each in calls}
        if tools == {"remember"}:
            kind = KINDS.get(str(calls[0].args.get("kind", "")), "")
            yield Row(item.say, MINE, kind, item.writer, 1.0 if kind else 0.5)
        elif tools and tools <= ASKING:
            yield Row(item.say, ASKS, "", item.writer)
        elif not tools & OWN_PLACES and not item.triage and (tools or not item.before):
            yield Row(item.say, NOTHING, "", item.writer, 0.5)


def _logs() -> Iterator[Row]:
    for item in items("logs", SIDES):
        assert isinstance(item, LogItem)
        for part in sentences(item.say):
            yield Row(part, NOTHING, "", item.writer, 0.3)


def _written() -> Iterator[Row]:
    """The sentences of the tests, every one a writer of its own where one is left out."""
    for name, act in (("asked", ASKS), ("nothing", NOTHING)):
        yield from (Row(line, act, "", "T") for line in _lines(name))
    for line in _lines("everyday"):
        kind, _, text = line.partition(": ")
        yield Row(text, THEIRS if kind == PERSON else MINE, kind, "T")


def _lines(name: str) -> list[str]:
    lines = (TOLD / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def matrix(texts: Sequence[str], cache: Path | None) -> Any:
    """What the listener sees of each text; kept in a file if a folder is named."""
    key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    kept = None if cache is None else cache / f"telling-{key}.npy"
    if kept is not None and kept.exists():
        return numpy.load(kept)
    found = numpy.array([features_of(text) for text in texts], dtype=numpy.float32)
    if kept is not None:
        numpy.save(kept, found)
    return found


@dataclass
class Heads:
    """Both classifiers."""

    acts: LogisticRegression
    kinds: LogisticRegression


def fit(x: Any, learnt: Sequence[Row]) -> Heads:
    """Learn both from the rows of a matrix."""
    told = [at for at, each in enumerate(learnt) if each.kind]
    weights = numpy.array([each.weight for each in learnt])
    acts, kinds = (LogisticRegression(C=STRENGTH, max_iter=150, tol=1e-3) for _ in range(2))
    said, kind = numpy.array([each.act for each in learnt]), numpy.array([learnt[at].kind for at in told])
    return Heads(
        acts.fit(x, said, sample_weight=evened(said, weights)),
        kinds.fit(x[told], kind, sample_weight=evened(kind, weights[told])),
    )


def evened(labels: Any, weights: Any) -> Any:
    """The weights of rows, with more for labels that are seldom: by what they weigh, not by how many rows they have."""
    names, place = numpy.unique(labels, return_inverse=True)
    share = numpy.bincount(place, weights=weights) * len(names) / weights.sum()
    return weights * share[place] ** -EVENED


def arrays(heads: Heads) -> dict[str, Any]:
    """What the listener is made of, in 16 bits."""
    found: dict[str, Any] = {}
    for name, model in (("acts", heads.acts), ("kinds", heads.kinds)):
        found |= {
            f"{name}_names": numpy.array(model.classes_),
            f"{name}_weights": model.coef_.astype(numpy.float16),
            f"{name}_bias": model.intercept_.astype(numpy.float32),
        }
    return found


def without(writers: Sequence[str]) -> dict[str, Any]:
    """The arrays as they would be had some writers written nothing."""
    learnt = [each for each in rows() if each.writer not in writers]
    return arrays(fit(matrix([each.text for each in learnt], None), learnt))


def report(x: Any, learnt: Sequence[Row]) -> None:
    """Leave one writer out after the other; of the few who wrote facts, a part after the other."""
    groups = [f"{each.writer}{at % 5}" if each.writer in ("N", "T") else each.writer for at, each in enumerate(learnt)]
    acts, kinds = numpy.zeros((len(learnt), len(ACTS))), [""] * len(learnt)
    for group in sorted(set(groups)):
        out = [at for at, each in enumerate(groups) if each == group]
        rest = [at for at, each in enumerate(groups) if each != group]
        heads = fit(x[rest], [learnt[at] for at in rest])
        order = [list(heads.acts.classes_).index(act) for act in ACTS]
        acts[out] = heads.acts.predict_proba(x[out])[:, order]
        for at, kind in zip(out, heads.kinds.predict(x[out]), strict=True):
            kinds[at] = kind
    for writer in sorted({each.writer for each in learnt}):
        mine = [at for at, each in enumerate(learnt) if each.writer == writer]
        _print(writer, [learnt[at] for at in mine], acts[mine], [kinds[at] for at in mine])


def _print(writer: str, these: Sequence[Row], acts: Any, kinds: Sequence[str]) -> None:
    tells = acts[:, 1] + acts[:, 2]
    for least in (0.4, 0.5, 0.6, 0.7):
        told = [share >= least for share in tells]
        found = [hit for each, hit in zip(these, told, strict=True) if each.act in (MINE, THEIRS)]
        false = [hit for each, hit in zip(these, told, strict=True) if each.act in (NOTHING, ASKS)]
        print(f"{writer} tells>={least}: learnt {_share(found)}, of nothing {_share(false)}")
    asks = [row[3] >= 0.5 for row in acts]
    print(f"  asks: found {_share([hit for each, hit in zip(these, asks, strict=True) if each.act == ASKS])}, "
          f"of others {_share([hit for each, hit in zip(these, asks, strict=True) if each.act != ASKS])}")  # fmt: skip
    whose = [
        (row[2] > row[1]) == (each.act == THEIRS)
        for each, row in zip(these, acts, strict=True)
        if each.act in (MINE, THEIRS)
    ]
    right = [each.kind == kind for each, kind in zip(these, kinds, strict=True) if each.kind]
    print(f"  whose {_share(whose)}, kind {_share(right)}")


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits)}/{len(hits)} = {sum(hits) / max(1, len(hits)):.2f}"


def main() -> None:
    """Print figures, or write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--report", action="store_true", help="leave writers out and print, write nothing")
    parser.add_argument("--cache", type=Path, help="a folder for what the encoders make of the words")
    asked = parser.parse_args()
    learnt = rows()
    x = matrix([each.text for each in learnt], asked.cache)
    if asked.report:
        report(x, learnt)
    else:
        numpy.savez_compressed(MODEL, **arrays(fit(x, learnt)))
        print(f"{len(learnt)} sentences, {MODEL.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
