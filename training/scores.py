"""Relative strength: a total against the lifter's body weight (reference 1.5). kg in, points out."""

import math
from typing import Literal

Sex = Literal["M", "F"]

_WILKS = {
    "M": (-216.0475144, 16.2606339, -0.002388645, -0.00113732, 7.01863e-6, -1.291e-8),
    "F": (594.31747775582, -27.23842536447, 0.82112226871, -0.00930733913, 4.731582e-5, -9.054e-8),
}
_WILKS_2 = {
    "M": (47.46178854, 8.472061379, 0.07369410346, -0.001395833811, 7.07665973070743e-6, -1.20804336482315e-8),
    "F": (-125.4255398, 13.71219419, -0.03307250631, -0.001050400051, 9.38773881462799e-6, -2.3334613884954e-8),
}
_DOTS = {
    "M": (-307.75076, 24.0900756, -0.1918759221, 0.0007391293, -1.0930e-6),
    "F": (-57.96288, 13.6175032, -0.1126655495, 0.0005158568, -1.0706e-6),
}
_GL = {
    ("M", False, False): (1199.72839, 1025.18162, 0.00921),
    ("M", True, False): (1236.25115, 1449.21864, 0.01644),
    ("M", False, True): (320.98041, 281.40258, 0.01008),
    ("M", True, True): (381.22073, 733.79378, 0.02398),
    ("F", False, False): (610.32796, 1045.59282, 0.03048),
    ("F", True, False): (758.63878, 949.31382, 0.02435),
    ("F", False, True): (142.40398, 442.52671, 0.04724),
    ("F", True, True): (221.82209, 357.00377, 0.02937),
}
"""By sex, equipped, bench only: A, B, C of the IPF's formula of 2020."""


def wilks(sex: Sex, body_weight_kg: float, total_kg: float) -> float:
    """Wilks points of 1994.

    >>> round(wilks("M", 75, 450), 2), round(wilks("F", 60, 350), 2)
    (320.65, 390.21)
    """
    low, high = (40, 201.9) if sex == "M" else (26.51, 154.53)
    return total_kg * 500 / _polynomial(_WILKS[sex], body_weight_kg, low, high)


def wilks_2(sex: Sex, body_weight_kg: float, total_kg: float) -> float:
    """Wilks points as revised in 2020.

    >>> round(wilks_2("M", 75, 450), 2), round(wilks_2("F", 84, 450), 2)
    (383.65, 499.76)
    """
    low, high = (40, 200.95) if sex == "M" else (40, 150.95)
    return total_kg * 600 / _polynomial(_WILKS_2[sex], body_weight_kg, low, high)


def dots(sex: Sex, body_weight_kg: float, total_kg: float) -> float:
    """DOTS points of 2019.

    >>> round(dots("M", 93, 700), 2), round(dots("F", 60, 500), 2)
    (445.38, 554.27)
    """
    low, high = (40, 210) if sex == "M" else (40, 150)
    return total_kg * 500 / _polynomial(_DOTS[sex], body_weight_kg, low, high)


def ipf_gl(
    sex: Sex, body_weight_kg: float, total_kg: float, *, equipped: bool = False, bench_only: bool = False
) -> float:
    """IPF GL points of 2020, for a full total or the bench press alone; 0 below 35 kg of body weight.

    >>> round(ipf_gl("M", 83, 600), 2), round(ipf_gl("F", 70.5, 122.5, bench_only=True), 2)
    (83.06, 96.78)
    """
    if body_weight_kg < 35:
        return 0.0
    a, b, c = _GL[sex, equipped, bench_only]
    return total_kg * 100 / (a - b * math.exp(-c * body_weight_kg))


def _polynomial(coefficients: tuple[float, ...], x: float, low: float, high: float) -> float:
    clamped = min(max(x, low), high)
    return sum(each * clamped**power for power, each in enumerate(coefficients))
