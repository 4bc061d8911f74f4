"""How ready an athlete is today, from 0 to 100 with its parts, and what that does to the session (reference 7.1)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import pairwise

from training.coaching import Rules, rules
from training.program.plan import Reason
from training.units import plain, round_half_up

SOURCE = "Reference 7.1"
DAY_ONLY = ("hrv_z", "resting_hr")
"""Readings that count for their own day only."""


class Band(Rules):
    """A band of scores, and what is done in it."""

    least: float
    name: str
    volume: float
    load: float
    most_load: float | None = None
    rir_add: float
    least_rir: float | None = None
    minutes: int | None = None
    no_failure: bool = False
    easy_cardio: bool = False
    no_tests: bool = False
    advice: str


class ReadinessRules(Rules):
    """The section ``[readiness]``."""

    least_weight: float
    unknown_score: float
    fresh_hours: int
    short_sleep_h: float
    short_sleep_cap: float
    most_extra_share: float
    most_reduced_a_week: int
    reduced_below: float
    more_from: float
    weights: dict[str, float]
    sleep: tuple[tuple[float, float], ...]
    hrv: tuple[tuple[float, float], ...]
    hrv_high: float
    resting_hr: tuple[tuple[float, float], ...]
    resting_hr_high: float
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Wellness:
    """What is known of today; ``None`` is not known."""

    sleep_h: float | None = None
    sleep_quality: float | None = None
    """1 to 5."""
    soreness: float | None = None
    """0 to 10, the worst of the muscles that train today."""
    stress: float | None = None
    """1 to 10, 10 is worst."""
    energy: float | None = None
    """1 to 10, 10 is best."""
    hrv_z: float | None = None
    """``training.adaptation.hrv``: the week against 60 days."""
    resting_hr: float | None = None
    """Beats a minute above the baseline."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One input of ``Wellness`` with the time it is from."""

    name: str
    value: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a score: its value, what it is worth, how much it counts."""

    name: str
    value: float
    score: float
    weight: float


@dataclass(frozen=True, slots=True)
class Readiness:
    """A score with its parts; ``score`` is ``None`` when too little is known, and the band is then that of 70."""

    score: float | None
    parts: tuple[Part, ...]
    band: Band
    reasons: tuple[Reason, ...]
    is_stopped: bool = False
    """Fever or a red flag: no training, whatever the score."""

    @property
    def is_known(self) -> bool:
        """Whether enough is known for a score."""
        return self.score is not None

    def __str__(self) -> str:
        return " ".join(reason.text for reason in self.reasons)


def readiness_rules() -> ReadinessRules:
    """The section ``[readiness]``."""
    return rules("readiness", ReadinessRules)


def wellness_of(readings: Iterable[Reading], now: datetime) -> Wellness:
    """The readings that still count: the last of each kind, 24 hours old at most, device readings of today."""
    fresh = now - timedelta(hours=readiness_rules().fresh_hours)
    latest: dict[str, Reading] = {}
    for each in readings:
        is_fresh = each.at.date() == now.date() if each.name in DAY_ONLY else fresh <= each.at
        if is_fresh and each.at <= now and (each.name not in latest or each.at >= latest[each.name].at):
            latest[each.name] = each
    names = {field.name for field in fields(Wellness)}
    return Wellness(**{name: each.value for name, each in latest.items() if name in names})


def readiness(wellness: Wellness, *, stop: str = "") -> Readiness:
    """The score of today. ``stop`` is a sign that forbids training at once: fever, a red flag.

    >>> round(readiness(Wellness(sleep_h=8, soreness=2, energy=8)).score, 1)
    85.9
    """
    given = readiness_rules()
    parts = tuple(
        Part(name, value, _score(name, value, given), given.weights[name])
        for name in given.weights
        if (value := getattr(wellness, name)) is not None
    )
    weight = sum(part.weight for part in parts)
    score = None
    if weight >= given.least_weight - 1e-9:
        score = sum(part.weight * part.score for part in parts) / weight
        if wellness.sleep_h is not None and wellness.sleep_h < given.short_sleep_h:
            score = min(score, given.short_sleep_cap)
    if stop:
        text = f"{stop[0].upper()}{stop[1:]}: no training today, whatever the rest says."
        return Readiness(score, parts, given.bands[-1], (Reason("readiness.stop", text, SOURCE),), is_stopped=True)
    band = band_of(given.unknown_score if score is None else score)
    return Readiness(score, parts, band, (_reason(score, parts, band, wellness, given),))


def band_of(score: float) -> Band:
    """The band that a score is in; bounds belong to the upper band.

    >>> band_of(85).name, band_of(84.9).name, band_of(12).volume
    ('very ready', 'ready', 0.0)
    """
    return next(band for band in readiness_rules().bands if score >= band.least)


def _score(name: str, value: float, given: ReadinessRules) -> float:
    if name == "sleep_h":
        return _between(given.sleep, value)
    if name == "sleep_quality":
        return (value - 1) * 25
    if name == "soreness":
        return 100 - 10 * value
    if name == "stress":
        return (10 - value) / 9 * 100
    if name == "energy":
        return (value - 1) / 9 * 100
    if name == "hrv_z":
        return next((score for below, score in given.hrv if value < below), given.hrv_high)
    beats = round_half_up(value)
    return next((score for up_to, score in given.resting_hr if beats <= up_to), given.resting_hr_high)


def _between(points: tuple[tuple[float, float], ...], x: float) -> float:
    """The straight line between the neighbours; flat beyond the ends."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


_WORDS = {
    "sleep_h": "{} h of sleep",
    "sleep_quality": "sleep quality {}/5",
    "soreness": "soreness {}/10",
    "stress": "stress {}/10",
    "energy": "energy {}/10",
    "hrv_z": "HRV {} SD from your usual",
    "resting_hr": "resting heart rate {} above your usual",
}


def _reason(
    score: float | None, parts: tuple[Part, ...], band: Band, wellness: Wellness, given: ReadinessRules
) -> Reason:
    told = ", ".join(_WORDS[part.name].format(plain(part.value, 1)) for part in parts)
    if score is None:
        known = f" ({told} alone say too little)" if told else ""
        return Reason("readiness.unknown", f"Readiness is not known{known}: trained as planned.", SOURCE)
    slept = wellness.sleep_h
    capped = f"; below {plain(given.short_sleep_h)} h of sleep it is at most {plain(given.short_sleep_cap)}"
    cap = capped if slept is not None and slept < given.short_sleep_h else ""
    text = f"Readiness {plain(score, 0)}/100 ({told}{cap}), {band.name}: {band.advice}."
    return Reason("readiness", text, SOURCE)
