"""A generator of Apple Health exports: a watch, a phone and a scale, days of everything, in any language's file names."""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

WATCH = "&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Record type CDATA #REQUIRED>
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-11-21 10:00:00 +0100"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth=""/>
"""


def record(
    kind: str,
    start: str,
    end: str,
    value: object = None,
    unit: str = "",
    source: str = "Watch von Ana",
    device: str = WATCH,
) -> str:
    said = "" if value is None else f' value="{value}"'
    units = f' unit="{unit}"' if unit else ""
    return (
        f' <Record type="{kind}" sourceName="{source}" device="{device}"{units} creationDate="{end} +0100"'
        f' startDate="{start} +0100" endDate="{end} +0100"{said}/>\n'
    )


def day_of_records(day: date) -> Iterator[str]:
    at = day.toordinal() % 10
    q, c, s = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier", "HKCategoryValueSleepAnalysis"
    before = day - timedelta(days=1)
    for hour in range(8, 20):
        span = f"{day} {hour:02}:00:00", f"{day} {hour:02}:10:00"
        yield record(f"{q}StepCount", *span, 500 + at, "count")
        yield record(f"{q}StepCount", *span, 450, "count", "iPhone", "")
        yield record(f"{q}HeartRate", f"{day} {hour:02}:05:00", f"{day} {hour:02}:05:00", 60 + hour, "count/min")
    yield record(f"{q}ActiveEnergyBurned", f"{day} 18:00:00", f"{day} 19:00:00", 1673.6, "kJ")
    yield record(f"{q}HeartRateVariabilitySDNN", f"{day} 07:00:00", f"{day} 07:01:00", 50 + at, "ms")
    yield record(f"{q}RestingHeartRate", f"{day} 00:00:00", f"{day} 23:59:00", 55, "count/min")
    yield record(f"{q}OxygenSaturation", f"{day} 03:00:00", f"{day} 03:00:00", 0.97, "%")
    yield record(f"{q}BodyMass", f"{day} 07:10:00", f"{day} 07:10:00", 180, "lb", "Waage", "")
    yield record(f"{q}AppleWalkingSteadiness", f"{day} 09:00:00", f"{day} 09:00:00", 0.9, "%")
    yield record(f"{c}SleepAnalysis", f"{before} 23:00:00", f"{day} 01:00:00", f"{s}AsleepDeep")
    yield record(f"{c}SleepAnalysis", f"{day} 01:00:00", f"{day} 05:00:00", f"{s}AsleepCore")
    yield record(f"{c}SleepAnalysis", f"{day} 05:00:00", f"{day} 06:30:00", f"{s}AsleepREM")
    yield record(f"{c}SleepAnalysis", f"{before} 22:30:00", f"{day} 07:00:00", f"{s}InBed", source="iPhone", device="")
    yield record(f"{c}AppleStandHour", f"{day} 09:00:00", f"{day} 10:00:00", "HKCategoryValueAppleStandHourStood")
    yield (
        f' <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch von Ana"'
        f' startDate="{day} 17:00:00 +0100" endDate="{day} 17:30:00 +0100" totalEnergyBurned="300" totalEnergyBurnedUnit="kcal">\n'
        f'  <WorkoutEvent type="HKWorkoutEventTypePause" date="{day} 17:10:00 +0100"/>\n </Workout>\n'
    )


def export_xml(days: int = 10, until: date = date(2026, 11, 20), more: str = "") -> str:
    body = "".join(line for at in range(days) for line in day_of_records(until - timedelta(days=days - 1 - at)))
    return f"{HEAD}{body}{more}</HealthData>\n"


def export_zip(
    path: Path, days: int = 10, name: str = "apple_health_export/dışa aktarılan.xml", more: str = ""
) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr(name, export_xml(days, more=more))
    return path
