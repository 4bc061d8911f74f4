"""Arguments as such, whoever said them: what no tool takes is refused as an argument, and never reaches a database."""

import math
import re
from typing import Any

from langchain_core.tools import BaseTool
from pydantic import BaseModel, ValidationError

LARGEST = 1e7
"""Beyond it a number is no measure of a body or of training."""
NO_NUMBER = "(not a number)"
TOO_LARGE = "(a number beyond any measure)"
MOST_FAULTS = 4
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """The same arguments, with words where a number is none, and without characters that nothing keeps.

    >>> storable({"load": float("nan"), "said": "bench\\x00", "reps": [5, 10**30]})
    {'load': '(not a number)', 'said': 'bench', 'reps': [5, '(a number beyond any measure)']}
    """
    if isinstance(value, dict):
        return {storable(name): storable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, str):
        return _UNKEEPABLE.sub("", value)
    if is_absurd(value):
        return NO_NUMBER if isinstance(value, float) and not math.isfinite(value) else TOO_LARGE
    return value


def is_absurd(value: Any) -> bool:
    """Whether a value is a number, and one that measures nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return (isinstance(value, float) and not math.isfinite(value)) or abs(value) > LARGEST


def fault_of(tool: BaseTool | None, args: dict[str, Any]) -> str | None:
    """What is wrong with some arguments by the tool's own schema; ``None`` if nothing is."""
    schema = None if tool is None else tool.args_schema
    if not isinstance(schema, type) or not issubclass(schema, BaseModel):
        return None
    try:
        schema.model_validate(args)
    except ValidationError as error:
        return words_of(error)
    return None


def words_of(error: ValidationError) -> str:
    """What was wrong with some values."""
    found = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:MOST_FAULTS]]
    return "; ".join(found)
