"""Each suite as a task of Inspect AI: its dataset, the coach as solver, the judgement as score."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals import workers
from evals.corpus import Item
from evals.grades import SILENT, Grade
from evals.outcome import Outcome

OUTCOME = "outcome"


def task(suite: str, items: Sequence[Item], executor: Executor, epochs: int = 1) -> Task:
    """A suite over some items. The coach runs in the processes of ``executor``."""
    by_id = {item.id: item for item in items}
    dataset = MemoryDataset(
        [Sample(id=item.id, input=_said(item), metadata={"writer": item.writer}) for item in items], name=suite
    )
    return Task(
        dataset=dataset, solver=coach(suite, by_id, executor), scorer=judgement(), epochs=epochs, name=suite, model="none/none",
    )  # fmt: skip


@solver
def coach(suite: str, items: dict[str, Item], executor: Executor) -> Solver:
    """Put a case to the coach, in a process of its own."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        outcome = await asyncio.wrap_future(executor.submit(workers.judge, suite, items[str(state.sample_id)]))
        state.metadata[OUTCOME] = outcome.record()
        state.output = ModelOutput.from_content("topset", "\n".join(outcome.transcript))
        return state

    return solve


@scorer(metrics={"right": [mean()], "wrong_silently": [mean()]})
def judgement() -> Scorer:
    """The grade that the suite gave, as two numbers that Inspect averages; the grade itself is the explanation."""

    async def score(state: TaskState, target: Target) -> Score:
        record = state.metadata[OUTCOME]
        grade = Grade(record["grade"])
        value = {"right": float(grade is Grade.RIGHT), "wrong_silently": float(grade in SILENT)}
        return Score(value=value, answer=state.output.completion, explanation=f"{grade}: {record['why']}")

    return score


def _said(item: Item) -> str:
    fields = item.model_dump()
    return str(fields.get("say") or " / ".join(map(str, fields.get("says") or [])) or item.id)


def outcome_of(record: dict[str, object]) -> Outcome:
    """The outcome again, from what the log keeps."""
    fields = dict(record)
    return Outcome(**{**fields, "grade": Grade(str(fields["grade"])), "kinds": tuple(fields["kinds"])})  # type: ignore[arg-type]
