"""What of a server may be used: its tools as they were when a person allowed them. Another list asks again."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from training.errors import NotFound, Refused

if TYPE_CHECKING:
    from mcp.types import Tool

CHANGED = (
    "{name} has changed since you allowed it ({what}). Nothing is asked of it before you have looked: "
    "topset connect list, then connect it again."
)


class PinnedTool(BaseModel):
    """A tool that was allowed, and what it said of itself."""

    name: str
    about: str
    arguments: dict[str, Any]
    writes: bool
    """Whether it may change something over there: then every call is approved first."""
    digest: str


def pinned(tools: "Iterable[Tool]", allowed: Iterable[str], needed: Iterable[str]) -> list[PinnedTool]:
    """The tools that may be used: those that say that they only read, those a mapping needs, and those named by a person."""
    by_name = {each.name: each for each in tools}
    named, mapped = set(allowed), set(needed)
    if missing := sorted((named | mapped) - set(by_name)):
        raise NotFound(
            f"The server has no tool called {', '.join(missing)}. It has: {', '.join(sorted(by_name)) or 'none'}."
        )
    return [
        PinnedTool(
            name=each.name, about=(each.description or "")[:2000], arguments=each.input_schema, digest=digest_of(each),
            writes=not (is_reading(each) or each.name in mapped),
        )
        for each in by_name.values()
        if is_reading(each) or each.name in named | mapped
    ]  # fmt: skip


def is_reading(tool: "Tool") -> bool:
    """Whether a tool says of itself that it only reads. One that says nothing may do anything."""
    return tool.annotations is not None and tool.annotations.read_only_hint is True


def digest_of(tool: "Tool") -> str:
    """Of all that a tool says of itself: words that a model reads count as much as arguments."""
    said = [tool.name, tool.description, tool.input_schema, is_reading(tool)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]


def check(name: str, then: Sequence[PinnedTool], now: "Iterable[Tool]") -> None:
    """Raise ``Refused`` if a tool that was allowed is gone or says something else of itself now."""
    there = {each.name: digest_of(each) for each in now}
    changed = [each.name for each in then if there.get(each.name) != each.digest]
    if changed:
        raise Refused(CHANGED.format(name=name, what=", ".join(changed[:5])))
