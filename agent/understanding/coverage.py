"""What of a clause no slot took: a number or an exercise that is left over means that the reading is not all that was said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from agent.understanding.figures import Number
from agent.understanding.words import Words

TAKES_NUMBERS = frozenset(
    ("change_sets", "repeat_set", "log_measurement", "update_profile", "change_planned", "add_or_remove_planned", "next_set", "suggest_load",
     "plates_for", "check_readiness", "adapt_to_pain", "report_injury", "propose_program", "remove_sets", "log_planned")
)  # fmt: skip
"""Tools in which a number that is left over may be the one that matters."""
TAKES_EXERCISES = frozenset(
    ("change_sets", "repeat_set", "remove_sets", "remove_exercise", "replace_exercise", "change_planned", "add_or_remove_planned", "swap_planned",
     "next_set", "suggest_load", "set_movement_rule", "log_planned", "skip_session")
)  # fmt: skip
"""The same for exercises."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
SPOKEN_FOR = ("years", "weeks", "days", "times", "min", "h")
"""Units of numbers that times and spans tell of; what they mean is in a slot of its own or beside the point."""
_DENIED = re.compile(
    r"\b(?:not|instead of|rather than|wasn'?t|isn'?t|from|than|was|of)\s+(?:the |a |at |just |only )?$"
)


class Call(Protocol):
    """What has arguments."""

    @property
    def args(self) -> dict[str, Any]:
        """By name."""
        ...


def left_over(tool: str, args: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """The numbers and exercises of a clause that are in no argument, as they were said."""
    values = [value for each in args for value in _values(each)]
    numbers = [abs(float(value)) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    texts = " ".join(str(value).lower() for value in values if isinstance(value, str))
    left = []
    if tool in TAKES_NUMBERS:
        left = [
            words.said[each.start : each.end].strip()
            for each in words.numbers
            if not _is_explained(each, numbers, texts, words)
        ]
    if tool in TAKES_EXERCISES:
        named = [each.said for each in words.names if len(each.said) > 2]
        left += [each for each in named if each.lower() not in texts and not _is_explained_name(each, texts)]
    return left


def _is_explained(number: Number, numbers: Sequence[float], texts: str, words: Words) -> bool:
    value = number.value
    if number.unit in SPOKEN_FOR or number.out_of or number.unit == "sets" or number.value <= 2:
        return True
    if any(abs(value - each) < 0.51 if value > 50 else abs(value - each) < 0.011 for each in numbers):
        return True
    if any(abs(value * factor - each) < 0.6 for factor in (12, 60, 2.54, 100, 0.5556) for each in numbers):
        return True
    if f"{value:g}" in texts:
        return True
    return _DENIED.search(words.text[max(0, number.start - 18) : number.start]) is not None


def _is_explained_name(said: str, texts: str) -> bool:
    """Whether the words of a name are within what the arguments say: 'rows' in 'barbell rows'."""
    return all(word in texts for word in said.lower().rstrip("s").split())


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield name
            yield from _values(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _values(each)
    else:
        yield value


def unread(calls: Sequence[Call], words: Words) -> list[str]:
    """The times, numbers, exercises, parts of the body and things of a message that no call has a word of."""
    values = [value for call in calls for value in _values(call.args)]
    texts = " ".join(str(value).lower() for value in values if isinstance(value, str))
    numbers = [abs(float(value)) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    left = [number.unit or "number" for number in words.numbers if not _is_explained(number, numbers, texts, words)]
    left += [name.said for name in words.names if not _is_explained_name(name.said, texts)]
    for vocabulary in ("region", "equipment", "metric"):
        left += [
            value for value in words.values(vocabulary) if value not in texts and value.split("_")[-1] not in texts
        ]
    dated = any(_ISO.search(str(value)) for value in values) or words.said.lower().strip(" ,;") in texts
    return left + (["time"] if words.times and not dated else [])
