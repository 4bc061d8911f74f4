"""Hevy's measurements: weight, fat and girths, a row a day."""

from collections.abc import Callable

from connectors.log_file import LogFile

Read = Callable[..., LogFile]


def test_kilograms_and_centimetres(read: Read) -> None:
    log = read(
        '"date","weight_kg","fat_percent","neck_cm","shoulder_cm","left_forearm_cm","waist_cm"\n'
        '"28 jan. 2026, 00:00",79.5,15,,120,30,84\n'
        '"3 févr. 2026, 00:00",79,,,,,2000\n'
        '"someday",79,,,,,\n'
    )
    assert [(each.metric, each.value, each.unit) for each in log.measurements] == [
        ("body_weight", 79.5, "kg"), ("body_fat", 15, "%"), ("shoulders", 120, "cm"), ("left_forearm", 30, "cm"),
        ("waist", 84, "cm"), ("body_weight", 79, "kg"),
    ]  # fmt: skip
    assert [each.number for each in log.rejected] == [3, 4] and log.rows == 3
    assert log.measurements[0].external_id == "body_weight 2026-01-28T00:00:00"


def test_pounds_and_inches(read: Read) -> None:
    log = read("date,weight_lbs,waist_in\n2026-01-28,180,33\n")
    assert [(each.value, each.typed_value, each.typed_unit) for each in log.measurements] == [
        (81.6466266, 180, "lb"),
        (83.82, 33, "in"),
    ]
