"""What fills the slots of a frame: one function a slot, from the typed spans of a clause to a value or ``None``."""

from collections.abc import Callable
from typing import Any

from agent.understanding.slots import (
    asked,
    body,
    exercises,
    health,
    health_answers,
    kit,
    measured,
    memory,
    people,
    plans,
    readiness,
    sets,
    settings,
    times,
    training_week,
    wordings,
)
from agent.understanding.words import Words

Filler = Callable[[Words], Any]
FILLERS: dict[str, Filler] = {
    name: function
    for module in (
        asked,
        wordings,
        times,
        exercises,
        sets,
        body,
        readiness,
        people,
        training_week,
        health,
        health_answers,
        kit,
        measured,
        settings,
        plans,
        memory,
    )
    for name, function in vars(module).items()
    if callable(function) and not name.startswith("_") and getattr(function, "__module__", "") == module.__name__
}
"""By name, as ``frames.toml`` calls them."""
