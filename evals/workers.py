"""Processes that each hold a coach and judge one case after the other; all share one database."""

import asyncio
import importlib
import logging
import os
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from evals import oracle
from evals.corpus import Item
from evals.grades import Grade
from evals.outcome import Outcome

if TYPE_CHECKING:  # a worker opens it; whoever starts workers need not
    from evals.bench import Bench

LONGEST_S = 300
"""Longer than that no case may take; a season of many weeks takes the longest."""


@dataclass
class _Worker:
    """What a process holds from its first case to its last."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)


_worker: list[tuple[_Worker, "Bench"]] = []


def open_worker(home: str, model: str, door: str = "chat") -> None:
    """Open the coach in this process."""
    from evals.bench import open_bench
    from evals.scripted import Oracle, led_by
    from topset.settings import load_settings

    logging.disable(logging.ERROR)
    os.environ |= {"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"}
    settings = load_settings(TOPSET_HOME=Path(home), TOPSET_MODEL="builtin" if model == oracle.NAME else model)
    worker = _Worker()
    bench = worker.loop.run_until_complete(worker.stack.enter_async_context(open_bench(settings, door)))
    if model == oracle.NAME:
        bench = replace(bench, coach=led_by(Oracle(), bench.coach))
    _worker[:] = [(worker, bench)]
    if bench.lines is not None:
        Finalize(None, worker.loop.run_until_complete, args=(bench.lines.close(),), exitpriority=10)


def judge(suite: str, item: Item) -> Outcome:
    """Judge a case here; whatever it raises is the case's crash, not the worker's."""
    worker, bench = _worker[0]
    judging = importlib.import_module(f"evals.suites.{suite}").judge
    began = time.perf_counter()
    bench.about(item)
    try:
        outcome: Outcome = worker.loop.run_until_complete(asyncio.wait_for(judging(item, bench), LONGEST_S))
    except Exception:
        outcome = Outcome(item.id, Grade.CRASH, traceback.format_exc(limit=-6), tuple(item.kinds), item.writer)
    outcome.seconds = time.perf_counter() - began
    return outcome


def pool(home: Path, model: str, number: int, door: str = "chat") -> ProcessPoolExecutor:
    """So many processes, each with a coach over the database of ``home``, reached by a door."""
    return ProcessPoolExecutor(number, get_context("spawn"), open_worker, (str(home), model, door))
