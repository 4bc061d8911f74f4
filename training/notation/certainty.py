"""How likely a reading is what was meant: its evidence, weighed by a table fitted on messages (``evals.learn_certainty``)."""

import json
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).with_name("certainty.json")
LEAST = 0.6
"""A reading that is less likely is shown and asked. `evals.learn_certainty` prints what other limits would spare and cost, by
writers left out."""


def chance(evidence: Mapping[str, float]) -> float:
    """The chance that a reading with this evidence is right."""
    table = weights()
    return 1 / (1 + exp(-sum(table.get(name, 0.0) * value for name, value in evidence.items())))


@cache
def weights() -> dict[str, float]:
    """What each piece of evidence weighs."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
