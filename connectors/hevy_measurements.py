"""Hevy's other export: a row per day with body weight, body fat and girths."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from connectors.dates import Dates, Moment
from connectors.headers import NEEDED, columns_of, plain_name
from connectors.log_file import LogFile, RejectedRow
from connectors.numbers import Numbers
from connectors.tables import Table
from db.measurements import Measurement
from training.errors import Invalid
from training.metrics import METRICS, Metric, canonical
from training.units import WeightUnit

NAMES = {"weight": "body_weight", "body weight": "body_weight", "fat percent": "body_fat", "body fat": "body_fat",
         "shoulder": "shoulders", "hip": "hips"}  # fmt: skip
GIRTHS = ("cm", "in")
GIRTH_RANGE = (5.0, 300.0)


@dataclass(frozen=True)
class MeasurementTable:
    """A table of measurements that was recognised."""

    table: Table
    metrics: dict[int, tuple[Metric, str | None]]
    """What each column measures, and in which unit."""
    start: int
    kind: str = "Hevy measurements"

    def read(self, unit: WeightUnit, zone: ZoneInfo) -> LogFile:
        """Read every number; one that can't be right is put beside, the others of its row are kept."""
        rows = list(self.table.rows())
        dates = Dates.of((row.cells[self.start] for row in rows if len(row.cells) > self.start), zone)
        numbers = Numbers.of(cell.strip() for row in rows for cell in row.cells[self.start + 1 :])
        found: dict[str, Measurement] = {}
        rejected = []
        for row in rows:
            text = row.cells[self.start] if len(row.cells) > self.start else ""
            moment = dates.read(text)
            if moment is None:
                rejected.append(RejectedRow(row.number, f"'{text[:40]}' is no date that I can read", row.text))
                continue
            for place, (metric, said) in self.metrics.items():
                try:
                    number = numbers.read(row.cells[place].strip()) if place < len(row.cells) else None
                    if number is not None and number[0] != 0:
                        one = _measurement(metric, number[0], number[1] or said, unit, moment, zone)
                        found.setdefault(str(one.external_id), one)
                except (ValueError, Invalid) as error:
                    rejected.append(RejectedRow(row.number, str(error).rstrip("."), row.text))
        return LogFile("hevy", measurements=tuple(found.values()), rejected=tuple(rejected), rows=len(rows))


def measurement_table(table: Table) -> MeasurementTable | None:
    """The table, if it is one of measurements: a date, body weight or fat, and nothing of a workout."""
    columns = columns_of(table.header)
    if "start" not in columns.at or columns.at.keys() >= NEEDED or {"reps", "index"} & columns.at.keys():
        return None
    metrics = {place: metric for place, cell in enumerate(table.header) if (metric := _metric(cell)) is not None}
    if not {"body_weight", "body_fat"} & {metric.name for metric, _ in metrics.values()}:
        return None
    return MeasurementTable(table, metrics, columns.at["start"])


def _metric(header: str) -> tuple[Metric, str | None] | None:
    name, unit = plain_name(header)
    words = name.split()
    if words and words[-1] in GIRTHS:
        name, unit = " ".join(words[:-1]), words[-1]
    metric = METRICS.get(NAMES.get(name, name.replace(" ", "_")))
    if metric is None and unit in GIRTHS and name.replace(" ", "").isascii() and name.replace(" ", "").isalpha():
        metric = Metric(name.replace(" ", "_"), name.capitalize(), "cm", *GIRTH_RANGE, ())
    return None if metric is None else (metric, unit)


def _measurement(
    metric: Metric, value: float, said: str | None, unit: WeightUnit, moment: Moment, zone: ZoneInfo
) -> Measurement:
    amount, typed = canonical(metric, value, said, unit)
    at = moment.at or datetime.combine(moment.day, time(), zone)
    return Measurement(
        metric.name, at, amount, metric.unit, source="hevy", typed_value=value, typed_unit=typed,
        external_id=f"{metric.name} {moment.key}",
    )  # fmt: skip
