"""Numbers about the body: which are known, their canonical unit, their plausible range."""

import re
from dataclasses import dataclass

from training.errors import Invalid
from training.units import KG_PER, Typed, plain


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric with its canonical unit, and the range outside of which a value can't be true."""

    name: str
    label: str
    unit: str
    low: float
    high: float
    words: tuple[str, ...]


LENGTH_CM = {"cm": 1.0, "m": 100.0, "mm": 0.1, "in": 2.54, "inch": 2.54, "inches": 2.54, '"': 2.54, "ft": 30.48}
HOURS = {"h": 1.0, "hr": 1.0, "hrs": 1.0, "hour": 1.0, "hours": 1.0, "min": 1 / 60, "minutes": 1 / 60}
_GIRTHS = {
    "waist": (40, 250), "hips": (50, 250), "chest": (50, 220), "neck": (20, 80), "shoulders": (60, 220),
    "left_bicep": (15, 80), "right_bicep": (15, 80), "bicep": (15, 80), "left_thigh": (25, 130), "right_thigh": (25, 130),
    "thigh": (25, 130), "left_calf": (15, 80), "right_calf": (15, 80), "calf": (15, 80), "forearm": (12, 60),
}  # fmt: skip
METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "body_weight",
            "Body weight",
            "kg",
            20,
            400,
            ("body weight", "bodyweight", "weight", "weigh", "bw", "weighed"),
        ),
        Metric("body_fat", "Body fat", "%", 2, 70, ("body fat", "bodyfat", "bf", "fat")),
        Metric(
            "resting_heart_rate",
            "Resting heart rate",
            "bpm",
            25,
            150,
            ("resting heart rate", "resting hr", "rhr", "resting pulse"),
        ),
        Metric("hrv", "Heart rate variability (RMSSD)", "ms", 5, 250, ("hrv", "rmssd", "heart rate variability")),
        Metric("sleep", "Sleep", "h", 0, 24, ("sleep", "slept")),
        Metric("steps", "Steps", "steps", 0, 200_000, ("steps",)),
        *(
            Metric(name, name.replace("_", " ").capitalize(), "cm", low, high, (name.replace("_", " "),))
            for name, (low, high) in _GIRTHS.items()
        ),
    )
}
_WEIGHTS = {
    "kg": "kg",
    "kgs": "kg",
    "kilos": "kg",
    "kilo": "kg",
    "lb": "lb",
    "lbs": "lb",
    "pounds": "lb",
    "#": "lb",
    "st": "st",
    "stone": "st",
}


def canonical(metric: Metric, value: float, unit: str | None, weight_unit: str) -> tuple[float, str]:
    """The value in the metric's unit, and the unit it was typed in. Raises ``Invalid`` with the plausible range.

    >>> canonical(METRICS["body_weight"], 180, "lbs", "kg")
    (81.6466266, 'lb')
    """
    typed = (unit or "").lower().strip(".") or None
    if metric.unit == "kg":
        typed = _WEIGHTS.get(typed or weight_unit)
        found = None if typed is None else Typed(value, typed).value * KG_PER[typed]
    elif metric.unit == "cm":
        typed = typed or "cm"
        found = value * LENGTH_CM[typed] if typed in LENGTH_CM else None
    elif metric.unit == "h":
        typed = typed or "h"
        found = value * HOURS[typed] if typed in HOURS else None
    else:
        typed = typed or metric.unit
        found = value
    if found is None or typed is None:
        raise Invalid(f"{metric.label} is kept in {metric.unit}; '{unit}' is no unit for it.")
    if not metric.low <= found <= metric.high:
        raise Invalid(
            f"{metric.label} of {plain(value)} {typed} can't be right: "
            f"it should be {plain(metric.low)} to {plain(metric.high)} {metric.unit}."
        )
    return round(found, 9), typed


def metric_named(words: str) -> Metric | None:
    """The metric that somebody means.

    >>> metric_named("my resting HR").name
    'resting_heart_rate'
    """
    text = f" {re.sub(r'[^a-z0-9 ]+', ' ', words.lower().replace(chr(39) + 's', '')).strip()} "
    found = [(len(word), metric) for metric in METRICS.values() for word in metric.words if f" {word} " in text]
    return max(found, key=lambda each: each[0])[1] if found else None
