"""Hevy's body measurements as ours: one a day and metric."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from db.measurements import Measurement

METRICS = {
    "weight_kg": ("body_weight", "kg"), "lean_mass_kg": ("lean_mass", "kg"), "fat_percent": ("body_fat", "%"),
    "neck_cm": ("neck", "cm"), "shoulder_cm": ("shoulders", "cm"), "chest_cm": ("chest", "cm"),
    "left_bicep_cm": ("left_bicep", "cm"), "right_bicep_cm": ("right_bicep", "cm"),
    "left_forearm_cm": ("left_forearm", "cm"), "right_forearm_cm": ("right_forearm", "cm"), "abdomen": ("abdomen", "cm"),
    "waist": ("waist", "cm"), "hips": ("hips", "cm"), "left_thigh": ("left_thigh", "cm"), "right_thigh": ("right_thigh", "cm"),
    "left_calf": ("left_calf", "cm"), "right_calf": ("right_calf", "cm"),
}  # fmt: skip
"""By Hevy's names: some have their unit in them, some don't."""


def measurements_of(found: Mapping[str, Any], zone: ZoneInfo) -> Iterator[Measurement]:
    """The numbers of one day. A 0 is nothing that was measured."""
    day = date.fromisoformat(str(found["date"])[:10])
    for name, (metric, unit) in METRICS.items():
        value = found.get(name)
        if isinstance(value, int | float) and value > 0:
            yield Measurement(
                metric, datetime.combine(day, time(), zone), float(value), unit, source="hevy",
                typed_value=float(value), typed_unit=unit, external_id=f"{metric} {day}",
            )  # fmt: skip
