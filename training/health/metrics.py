"""Which numbers of health are known: their unit, their names, and how a day's value follows from its samples."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from training.metrics import METRICS

OfDay = Literal["sum", "mean", "last", "sleep"]
CATALOGUE = Path(__file__).with_name("metrics.toml")


@dataclass(frozen=True, slots=True)
class HealthMetric:
    """A metric in its canonical unit."""

    name: str
    label: str
    unit: str
    of_day: OfDay
    words: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def health_metrics() -> dict[str, HealthMetric]:
    """Every known metric by its name."""
    found = {}
    for name, fields in tomllib.loads(CATALOGUE.read_text(encoding="utf-8")).items():
        by_hand = METRICS.get(name)
        found[name] = HealthMetric(
            name,
            fields.get("label") or (by_hand.label if by_hand else name.replace("_", " ").capitalize()),
            by_hand.unit if by_hand else fields["unit"],
            fields["of_day"],
            (name.replace("_", " "), *fields.get("words", ()), *(by_hand.words if by_hand else ())),
        )
    return found


def metric_of(name: str, unit: str = "") -> HealthMetric:
    """A metric by its exact name; one that is not known is a mean in the unit it came with."""
    known = health_metrics().get(name)
    return known or HealthMetric(name, name.replace("_", " ").capitalize(), unit, "mean", (name.replace("_", " "),))


def named(words: str, there: Iterable[str] = ()) -> str | None:
    """The name of the metric that somebody means; of two that are said alike the one that ``there`` has.

    >>> named("how many steps"), named("deep sleep"), named("my HRV", there=["hrv_sdnn"]), named("colour")
    ('steps', 'sleep_deep', 'hrv_sdnn', None)
    """
    known = set(there)
    text = f" {' '.join(re.sub(r'[^a-z0-9 ]+', ' ', words.lower().replace('_', ' ')).split())} "
    own = {
        name: HealthMetric(name, name, "", "mean", (name.replace("_", " "),)) for name in known - set(health_metrics())
    }
    found = [
        (len(word), each.name in known, each.name)
        for each in (*health_metrics().values(), *own.values())
        for word in each.words
        if f" {word} " in text
    ]
    if not found:
        return None
    best = max(found)[2]
    twin = TWINS.get(best)
    return twin if twin in known and best not in known else best


TWINS = {"hrv": "hrv_sdnn", "hrv_sdnn": "hrv"}
"""The same idea measured in two ways, which are not to be mixed: some devices give one, some the other."""
