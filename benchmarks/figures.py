"""How figures are taken and printed."""

import socket
import statistics
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from agent.coach import Coach
from topset.build import open_coach
from topset.settings import Settings


@asynccontextmanager
async def fresh_coach() -> AsyncIterator[Coach]:
    """A coach in an empty home of its own."""
    with tempfile.TemporaryDirectory(prefix="topset-bench-") as folder:
        async with open_coach(Settings(TOPSET_HOME=Path(folder) / "home", TOPSET_MODEL="builtin")) as coach:  # type: ignore[call-arg]
            yield coach


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of all values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(name: str, seconds: Sequence[float]) -> str:
    """One row: how often, p50 and p95 in ms."""
    return f"{name:<44} n={len(seconds):<5} p50 {statistics.median(seconds) * 1000:8.2f} ms   p95 {quantile(seconds, 0.95) * 1000:8.2f} ms"
