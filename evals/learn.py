"""Train what the coach understands by: ``make learn``. The same corpus gives the same files."""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from agent.understanding import features
from agent.understanding.clauses import pieces
from agent.understanding.features import BUCKETS, dense, ngrams
from agent.understanding.router import MODEL, WORDS_ALONE, Router
from agent.understanding.situation import Situation
from evals.bench import PLAN_TODAY
from evals.calls import renamed
from evals.corpus import TODAY, FactItem, LogItem, MessageItem, TurnItem, items
from tools.toolbox import ABOUT

SIDES = ("learn",)
UTTERANCES = Path(__file__).parent.parent / "tests" / "agent" / "understanding" / "utterances.txt"
LABELLED = Path(__file__).parent / "data" / "labelled.txt"
STRENGTH = 20.0
"""The inverse of the regularisation, chosen by leaving out one writer after the other."""
ITERATIONS, FIRST_ITERATIONS = 200, 50
"""Steps of the solver at most; the first round only has to say what was called before."""
TRIAGE = "triage"
OURS = "ours"
"""The writer of what the project itself has written."""
BEFORE = (
    "log_workout",
    "estimate_strength",
    "log_workout",
    "todays_session",
    "remember",
    "log_workout",
    "personal_records",
    None,
)
"""What was called before, in the middle of a chat: one of these, by chance that is the same every time."""
ANYWHERE = 0.6
"""What an example counts in a situation in which nobody said it."""
SAID_ANYWHERE = {
    "log_workout", "log_measurement", "remember", "update_profile", "say", "personal_records", "estimate_strength", "exercise_history",
    "suggest_load", "training_volume", "training_consistency", "compare_periods", "relative_strength", "show_measurements", "show_profile",
    "what_do_you_know", "why_do_you_think", "correct_memory", "forget", "search_chats", "undo", "how_to_use", "find_exercises", "set_goal",
    "goal_progress", "check_in_goal", "set_movement_rule", "report_injury", "resolve_injury", "muscle_fatigue", "plates_for", "change_sets",
    "repeat_set", "remove_sets", "describe_workout", "move_workout", "update_planning", "planning_profile", "list_programs", "propose_program",
}  # fmt: skip
"""What is said with a program and without one alike."""


@dataclass(frozen=True)
class Example:
    """Words, where they were said, and what they want."""

    text: str
    situation: Situation
    labels: tuple[str, ...]
    writer: str
    before: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    """Parts of the words that the corpus itself gives to one label."""


def examples(sides: Sequence[str] = SIDES) -> list[Example]:
    """Everything that writers of these sides wrote, with the project's own utterances on the learning side."""
    found = [*_turns(sides), *_logs(sides), *_messages(sides), *_facts(sides)]
    return [*found, *_utterances(), *_labelled()] if "learn" in sides else found


def situation(setup: str, follows: bool) -> Situation:
    """Where the athlete of a setup stands."""
    return Situation(
        today=PLAN_TODAY if setup == "plan" else date.fromisoformat(TODAY),
        has_program=setup in ("program", "plan", "proposal") or setup == "question:pain 0-10", trained_today=setup == "logged",
        open_proposal=setup == "proposal", is_asked=setup.startswith("question"), follows=follows,
    )  # fmt: skip


def _turns(sides: Sequence[str]) -> Iterator[Example]:
    for item in items("turns", sides):
        assert isinstance(item, TurnItem)
        if item.say_only and item.asks_back:
            continue  # what is wanted is clear to nobody before the answer
        calls = [renamed(each) for each in item.want]
        labels = tuple(dict.fromkeys(each.tool for each in calls)) or ((TRIAGE,) if item.triage else (WORDS_ALONE,))
        parts = tuple((str(each.args["said"]), each.tool) for each in calls if each.args.get("said"))
        before = item.before[-1].you if item.before else ""
        yield Example(item.say, situation(item.setup, bool(before)), labels, item.writer, before, parts)


def _logs(sides: Sequence[str]) -> Iterator[Example]:
    for item in items("logs", sides):
        assert isinstance(item, LogItem)
        yield Example(
            item.say, situation("history", False), (WORDS_ALONE if item.is_not else "log_workout",), item.writer
        )


def _messages(sides: Sequence[str]) -> Iterator[Example]:
    for item in items("messages", sides):
        assert isinstance(item, MessageItem)
        if item.want is not None and not item.ask:
            labels = tuple(dict.fromkeys(renamed(each).tool for each in item.want)) or (
                TRIAGE if item.triage else WORDS_ALONE,
            )
            yield Example(
                item.say, situation(item.setup, bool(item.prior)), labels, item.writer, (item.prior or [""])[-1]
            )


def _facts(sides: Sequence[str]) -> Iterator[Example]:
    """Facts told in passing, where the corpus says that nothing but a fact is in the message."""
    for item in items("facts", sides):
        assert isinstance(item, FactItem)
        if item.log is None and item.keep:
            yield Example(item.say, situation("history", False), ("remember",), item.writer)


def _utterances() -> Iterator[Example]:
    said, labels = "", list[str]()
    for line in [*UTTERANCES.read_text(encoding="utf-8").splitlines(), "> "]:
        if line.startswith("> "):
            if said and labels:
                yield Example(said, situation(_setup(labels), False), tuple(dict.fromkeys(labels)), OURS)
            said, labels = line[2:].replace("\\n", "\n"), []
        elif line.startswith(("#", "@")):
            said = said if line.startswith("#") else ""
        elif said and (found := re.match(r"(\w+)\(", line)):
            labels.append(found[1])
        elif said and line.startswith('"'):
            labels.append(WORDS_ALONE)


def _setup(labels: Sequence[str]) -> str:
    """Where something of our own is said: under a program where it is about one."""
    return "program" if any(label in ABOUT and ABOUT[label].needs_program for label in labels) else "history"


def _labelled() -> Iterator[Example]:
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            label, _, said = line.partition(": ")
            yield Example(said, situation(_setup([label]), False), (label,), OURS)


def train(learnt: Sequence[Example]) -> Router:
    """Two rounds: the first says what was called for the message before, the second learns with that."""
    first = _fit(
        _anywhere(
            [(each.text, each.situation, label, 1 / len(each.labels)) for each in learnt for label in each.labels]
        ),
        FIRST_ITERATIONS,
    )
    rows = []
    for each in learnt:
        situation = followed(each, first)
        rows += [(each.text, situation, label, 1 / len(each.labels)) for label in each.labels]
        rows += of_parts(each, situation, first)
    return _fit(_anywhere(rows))


def followed(example: Example, first: Router) -> Situation:
    """The situation, with what was called for the message before."""
    if not example.before:
        return example.situation
    last = next(iter(first.chances(example.before, example.situation)))
    return Situation(**{**{name: getattr(example.situation, name) for name in Situation.__slots__}, "last_tool": last})


def of_parts(example: Example, situation: Situation, first: Router) -> list[tuple[str, Situation, str, float]]:
    """The pieces of a message with several wishes: each goes to the wish that it most likely is."""
    if len(example.labels) < 2:
        return []
    found = [(text, situation, label, 1.0) for text, label in example.parts if label in example.labels]
    left = [
        each for each in pieces(example.text) if not any(each.text in text or text in each.text for text, *_ in found)
    ]
    wanted = [each for each in example.labels if each not in {label for _, _, label, _ in found}]
    for piece in left:
        chances = first.chances(piece.text, situation)
        best = max(wanted, key=lambda label: chances.get(label, 0.0), default=None)
        if best is not None and chances.get(best, 0.0) > 0.3:
            found.append((piece.text, situation, best, 0.5))
    return found


def _anywhere(rows: Sequence[tuple[str, Situation, str, float]]) -> list[tuple[str, Situation, str, float]]:
    """The rows, and once more with a program, and in the middle of a chat, for what is said here and there alike."""
    more = []
    for text, situation, label, weight in rows:
        if label not in SAID_ANYWHERE:
            continue
        if not situation.has_program:
            more.append((text, replace(situation, has_program=True), label, weight * ANYWHERE))
        if not situation.follows:
            before = BEFORE[len(text) % len(BEFORE)]
            amid = replace(situation, trained_today=True, follows=True, last_tool=before)
            more.append((text, amid, label, weight * ANYWHERE))
    return [*rows, *more]


def _fit(rows: Sequence[tuple[str, Situation, str, float]], most: int = ITERATIONS) -> Router:
    labels = tuple(sorted({label for _, _, label, _ in rows}))
    meanings = numpy.stack([dense(text, situation, labels) for text, situation, _, _ in rows])
    words = _words([text for text, *_ in rows])
    seen = numpy.asarray((words > 0).sum(axis=0)).ravel()
    idf = (numpy.log((1 + len(rows)) / (1 + seen)) + 1).astype(numpy.float32)
    weighted = words.multiply(idf).tocsr()
    norms = numpy.sqrt(numpy.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    weighted = csr_matrix(weighted.multiply(1 / numpy.maximum(norms, 1e-9)[:, None]))
    wanted = numpy.array([labels.index(label) for _, _, label, _ in rows])
    balance = len(rows) / (len(labels) * numpy.bincount(wanted, minlength=len(labels)))
    counts = numpy.array([row[3] for row in rows]) * balance[wanted] * STRENGTH
    of_meanings, of_words, bias = _solved(
        meanings.astype(numpy.float32), weighted.astype(numpy.float32), wanted, counts, most
    )
    scales = numpy.abs(of_words).max(axis=1) / 127
    small = numpy.round(of_words / numpy.maximum(scales, 1e-12)[:, None]).astype(numpy.int8)
    return Router(labels, of_meanings, small, scales.astype(numpy.float32), idf, bias)


def _solved(meanings: Any, words: Any, wanted: Any, counts: Any, most: int) -> tuple[Any, Any, Any]:
    """Weights of a multinomial logistic regression, by label: of the dense part, of the words, and the bias, which costs nothing.

    The dense part stays dense: as one sparse matrix with the words it takes five times as long.
    """
    number, (rows, width), buckets = int(wanted.max()) + 1, meanings.shape, words.shape[1]
    turned, at = words.T.tocsr(), numpy.arange(rows)

    def parts(weights: Any) -> tuple[Any, Any, Any]:
        flat = weights.astype(numpy.float32)
        cut = width * number
        return flat[:cut].reshape(width, number), flat[cut:-number].reshape(buckets, number), flat[-number:]

    def loss(weights: Any) -> tuple[float, Any]:
        of_meanings, of_words, bias = parts(weights)
        scores = meanings @ of_meanings + words @ of_words + bias
        scores -= scores.max(axis=1, keepdims=True)
        chances = numpy.exp(scores)
        totals = chances.sum(axis=1)
        missed = float((counts * (numpy.log(totals) - scores[at, wanted])).sum())
        chances /= totals[:, None]
        chances[at, wanted] -= 1
        chances *= counts[:, None].astype(numpy.float32)
        slope = numpy.concatenate([(meanings.T @ chances).ravel(), (turned @ chances).ravel(), chances.sum(axis=0)])
        slope = slope.astype(numpy.float64)
        slope[:-number] += weights[:-number]
        return missed + float(weights[:-number] @ weights[:-number]) / 2, slope

    start = numpy.zeros((width + buckets + 1) * number)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": most, "maxcor": 8})
    of_meanings, of_words, bias = parts(found.x)
    return of_meanings.T.copy(), of_words.T.copy(), bias


def _words(texts: Sequence[str]) -> Any:
    counted = [ngrams(text) for text in texts]
    values = numpy.array([value for each in counted for value in each.values()], dtype=numpy.float32)
    columns = numpy.array([bucket for each in counted for bucket in each], dtype=numpy.int64)
    ends = numpy.cumsum([0, *(len(each) for each in counted)])
    return csr_matrix((values, columns, ends), shape=(len(texts), BUCKETS))


def save(router: Router, path: Path) -> None:
    """Write the arrays, the same bytes for the same weights."""
    numpy.savez_compressed(
        path, labels=numpy.frombuffer(json.dumps(router.labels).encode(), dtype=numpy.uint8), dense=router.dense_weights.astype(numpy.float16),
        words=router.word_weights, scales=router.word_scales, idf=router.idf.astype(numpy.float16), bias=router.bias,
    )  # fmt: skip


def score(router: Router, held_out: Sequence[Example]) -> dict[str, float]:
    """The shares right at once, among three, and of those that are surer than 0.7: how many, and right."""
    first = three = sure = right_if_sure = 0
    for each in held_out:
        chances = router.chances(each.text, followed(each, router))
        order = list(chances)
        first += order[0] in each.labels
        three += any(label in each.labels for label in order[:3])
        if chances[order[0]] >= 0.7:
            sure += 1
            right_if_sure += order[0] in each.labels
    number = max(len(held_out), 1)
    return {
        "first": first / number,
        "three": three / number,
        "sure": sure / number,
        "right if sure": right_if_sure / max(sure, 1),
    }


features.meaning = lru_cache(maxsize=None)(features.meaning)  # every text is looked at several times


def main() -> None:
    """Train on what writers of the learning side wrote, print what writers who were left out get, write the router."""
    parser = argparse.ArgumentParser(description="Train the router of messages.")
    parser.add_argument("--without", nargs="*", default=[], help="writers to leave out, and to be judged by")
    parser.add_argument("--to", type=Path, default=MODEL, help="where the router is written")
    asked = parser.parse_args()
    everything = examples()
    learnt = [each for each in everything if each.writer not in asked.without]
    router = train(learnt)
    save(router, asked.to)
    print(f"{len(learnt)} examples, {len(router.labels)} labels, {asked.to.stat().st_size / 1e6:.1f} MB")
    held_out = [each for each in everything if each.writer in asked.without] or examples(["judge"])
    single = [each for each in held_out if len(each.labels) == 1 and each.labels != ("log_workout",)]
    for name, judged in (("all", held_out), ("one wish, no log", single)):
        print(name, len(judged), {key: round(value, 3) for key, value in score(router, judged).items()})


if __name__ == "__main__":
    main()
