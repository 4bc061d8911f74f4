"""Apple's units in those of our metrics."""

FACTORS: dict[tuple[str, str], float] = {
    ("km", "mi"): 1.609344, ("km", "m"): 0.001, ("m", "km"): 1000.0, ("m", "yd"): 0.9144, ("m", "mi"): 1609.344, ("m", "ft"): 0.3048,
    ("cm", "in"): 2.54, ("cm", "m"): 100.0, ("cm", "ft"): 30.48, ("cm", "mm"): 0.1,
    ("kcal", "Cal"): 1.0, ("kcal", "kJ"): 1 / 4.184, ("kcal", "cal"): 0.001, ("kcal", "J"): 1 / 4184,
    ("kg", "lb"): 0.45359237, ("kg", "g"): 0.001, ("kg", "st"): 6.35029318, ("kg", "oz"): 0.028349523,
    ("g", "mg"): 0.001, ("g", "mcg"): 1e-6, ("g", "oz"): 28.349523, ("mg", "g"): 1000.0, ("mg", "mcg"): 0.001,
    ("l", "mL"): 0.001, ("l", "L"): 1.0, ("l", "fl_oz_us"): 0.0295735, ("l", "fl_oz_imp"): 0.0284131, ("l", "cup_us"): 0.2365882,
    ("min", "hr"): 60.0, ("min", "s"): 1 / 60, ("h", "hr"): 1.0, ("h", "min"): 1 / 60, ("ms", "s"): 1000.0,
    ("mmol/l", "mg/dL"): 1 / 18.018, ("mmHg", "kPa"): 7.50062, ("mmHg", "cmAq"): 0.735559, ("%", "%"): 100.0,
    ("bpm", "count/s"): 60.0, ("breaths/min", "count/s"): 60.0,
}  # fmt: skip
"""By our unit and Apple's. Apple's per cent are shares; units that are one are not here."""


def in_ours(value: float, unit: str, apples: str) -> float:
    """A value in our unit.

    >>> in_ours(0.97, "%", "%"), in_ours(10, "km", "mi"), round(in_ours(212, "°C", "degF"), 1)
    (97.0, 16.09344, 100.0)
    """
    if unit == "°C" and apples == "degF":
        return (value - 32) / 1.8
    return value * FACTORS.get((unit, apples), 1.0)
