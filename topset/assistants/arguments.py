"""Arguments as strangers send them: checked against the tool's own types, nothing unknown, nothing that can't be stored."""

import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase, FuncMetadata, func_metadata
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from agent.guardrails.arguments import is_absurd
from training.errors import Invalid

LONGEST = 20_000
"""Characters of one text. A log of a year is imported as a file."""
MOST_MISTAKES = 8
DEEPEST = 12
WIDEST = 1_000
Key = Annotated[
    str | None,
    Field(
        min_length=1, max_length=100,
        description="Any text of your choice, new for each write. Repeat the call with the same one if you don't know "
        "whether it was done: it is then done once",
    ),
]  # fmt: skip


def arguments_of(function: Callable[..., Any], *, writes: bool) -> FuncMetadata:
    """The arguments of a tool."""
    return strict(function.__name__, func_metadata(function, skip_names=["self"]).arg_model, writes=writes)


def strict(name: str, model: type[ArgModelBase], *, writes: bool) -> FuncMetadata:
    """The same arguments and no others; with an idempotency key where something is written."""
    more: dict[str, Any] = {"idempotency_key": (Key, None)} if writes else {}

    class Strict(model):  # type: ignore[misc, valid-type]  # a base that is only known when it runs
        model_config = ConfigDict(extra="forbid", str_max_length=LONGEST)

    return FuncMetadata(arg_model=create_model(f"{name}_arguments", __base__=Strict, **more))


def read(metadata: FuncMetadata, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments, ready for the tool. Raises ``Invalid`` with a word on each mistake."""
    check_storable(given)
    try:
        return metadata.validate_arguments(given)
    except ValidationError as error:
        raise Invalid(mistakes(error)) from error


def mistakes(error: ValidationError) -> str:
    """What was wrong with some values, without the values."""
    found = [f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors()]
    more = f" And {len(found) - MOST_MISTAKES} more." if len(found) > MOST_MISTAKES else ""
    return "; ".join(each[:300] for each in found[:MOST_MISTAKES]) + "." + more


def digest_of(arguments: dict[str, Any]) -> str:
    """By which the same arguments are known again."""
    plain = {
        name: value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        for name, value in arguments.items()
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()[:32]


def check_storable(value: Any, depth: int = 0) -> None:
    """Raise ``Invalid`` for what no database keeps: NUL, half a character, something without end."""
    if depth > DEEPEST:
        raise Invalid("The arguments are nested too deeply.")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value):
            raise Invalid("A text holds a character that can't be stored (NUL, or half of a pair). Leave it out.")
    elif is_absurd(value):
        raise Invalid("A number is no measure of anything. Use the one that the athlete said.")
    elif isinstance(value, dict | list):
        if len(value) > WIDEST:
            raise Invalid(f"A list has more than {WIDEST} entries.")
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            check_storable(each, depth + 1)
