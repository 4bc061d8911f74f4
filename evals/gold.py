"""The notation of the corpus for sets, and when what is stored is the same as what is right."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from evals.corpus import WantedExercise
from evals.state import StoredSet
from training.errors import Invalid

KG_PER_LB = 0.45359237
LOAD_TOLERANCE_KG = 0.06
SHARE_TOLERANCE = 0.006
"""Of distances and times: what is typed in miles comes back rounded."""
KINDS = {"w": "warmup", "d": "drop", "f": "failure", "a": "amrap"}
_SET = re.compile(
    r"(?P<kind>[wdfa])?"
    r"(?:(?P<bw>bw)(?P<more>[+-][\d.]+)?(?P<bw_unit>kg|lb)?|(?P<load>-?[\d.]+)(?P<unit>kg|lb)?)?"
    r"(?:x(?P<reps>\d+))?"
    r"(?:,?t:(?P<time>[\d.]+))?(?:,?d:(?P<distance>[\d.]+))?(?:,?t:(?P<time_after>[\d.]+))?"
    r"(?:@(?P<rpe>[\d.]+))?(?:\*(?P<times>\d+))?"
)


def wanted_sets(wanted: WantedExercise, today: date, units: str) -> list[StoredSet]:
    """The sets of one exercise, in order, kg, s, m; its name is left empty. Raises ``Invalid`` for another notation.

    >>> [(each.kind, each.load_kg, each.reps, each.rpe) for each in
    ...  wanted_sets(WantedExercise(ex="Squat", sets="w60x5 100x5@8*2"), date(2026, 11, 18), "kg")]
    [('warmup', 60.0, 5, None), ('work', 100.0, 5, 8.0), ('work', 100.0, 5, 8.0)]
    >>> wanted_sets(WantedExercise(ex="Running", sets="d:5000,t:1470"), date(2026, 11, 18), "kg")[0][-2:]
    (1470.0, 5000.0)
    """
    found = []
    for word in wanted.sets.split():
        match = _SET.fullmatch(word)
        if match is None or not word:
            raise Invalid(f"'{word}' is no set as the corpus writes them.")
        load = _load_kg(match, units)
        duration = match["time"] or match["time_after"]
        one = StoredSet(
            today + timedelta(days=wanted.day), "", KINDS.get(match["kind"] or "", "work"), load,
            int(match["reps"]) if match["reps"] else None, float(match["rpe"]) if match["rpe"] else None,
            float(duration) if duration else None, float(match["distance"]) if match["distance"] else None,
        )  # fmt: skip
        found += [one] * int(match["times"] or 1)
    return found


def _load_kg(match: re.Match[str], units: str) -> float | None:
    value, unit = (match["more"], match["bw_unit"]) if match["bw"] else (match["load"], match["unit"])
    if value is None:
        return None
    return float(value) * (KG_PER_LB if (unit or units) == "lb" else 1)


def sets_differ(stored: Sequence[StoredSet], wanted: Sequence[WantedExercise], today: date, units: str) -> str:
    """How the stored sets differ from the wanted ones; empty when they are the same.

    Exercises may come in any order; the sets of one must be in theirs.
    """
    left: dict[tuple[date, str], list[StoredSet]] = {}
    for each in stored:
        left.setdefault((each.day, each.exercise), []).append(each)
    faults = []
    for want in wanted:
        sets = wanted_sets(want, today, units)
        keys = [key for key in left if key[1].lower() in {name.lower() for name in want.names}]
        fitting = next((key for key in keys if _same_sets(left[key], sets)), None)
        if fitting is not None:
            del left[fitting]
        else:
            faults.append(f"wanted {'/'.join(want.names)} {want.sets} on day {want.day}")
    faults += [
        f"stored {name} on {day}: {' '.join(_short(each) for each in sets)}" for (day, name), sets in left.items()
    ]
    return "; ".join(faults)


def _same_sets(stored: Sequence[StoredSet], wanted: Sequence[StoredSet]) -> bool:
    return len(stored) == len(wanted) and all(_same(*pair) for pair in zip(stored, wanted, strict=True))


def _same(stored: StoredSet, wanted: StoredSet) -> bool:
    return (
        stored.day == wanted.day and stored.kind == wanted.kind and stored.reps == wanted.reps
        and stored.rpe == wanted.rpe and abs((stored.load_kg or 0) - (wanted.load_kg or 0)) <= LOAD_TOLERANCE_KG
        and _near(stored.duration_s, wanted.duration_s) and _near(stored.distance_m, wanted.distance_m)
    )  # fmt: skip


def _near(stored: float | None, wanted: float | None) -> bool:
    if stored is None or wanted is None:
        return (stored or 0) == (wanted or 0)
    return abs(stored - wanted) <= max(0.5, SHARE_TOLERANCE * wanted)


def _short(each: StoredSet) -> str:
    prefix = next((sign for sign, kind in KINDS.items() if kind == each.kind), "")
    load = "" if each.load_kg is None else f"{each.load_kg:g}"
    reps = "" if each.reps is None else f"x{each.reps}"
    rpe = "" if each.rpe is None else f"@{each.rpe:g}"
    time = "" if each.duration_s is None else f"t:{each.duration_s:g}"
    distance = "" if each.distance_m is None else f"d:{each.distance_m:g}"
    return f"{prefix}{load}{reps}{rpe}{time}{distance}"
