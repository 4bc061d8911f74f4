"""Every way to say a day, a period, a time of day, how long and how often: the one owner of dates in words.

``mentions`` finds them in a text, in six languages. The words are data (``languages/*.toml``), the rules stand
by what they make, from the small to the large: ``amounts``, ``clocks``, ``rhythms``, ``digits``, ``monthdays``,
``days``, ``periods``, ``months``, ``ranges``. Each layer's rules are read on what the one before has made.
``read_day``, ``read_start`` and ``read_period`` are for a tool that needs exactly one.
"""

from training.period import Period
from training.when.reader import mentions
from training.when.single import period_of, read_day, read_period, read_start
from training.when.values import (
    Clock,
    Day,
    Direction,
    Duration,
    Mention,
    Recurrence,
    Unplaceable,
    Value,
    Weekdays,
)

__all__ = [
    "Clock",
    "Day",
    "Direction",
    "Duration",
    "Mention",
    "Period",
    "Recurrence",
    "Unplaceable",
    "Value",
    "Weekdays",
    "mentions",
    "period_of",
    "read_day",
    "read_period",
    "read_start",
]
