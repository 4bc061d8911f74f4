"""ETags: the version of what was answered, so that nobody has to fetch or overwrite what has changed."""

from pydantic import BaseModel

from tools.logbook.shapes import version_of


def tag(found: BaseModel) -> str:
    """The ETag of an answer."""
    return quoted(version_of(found.model_dump(mode="json")))


def quoted(version: str) -> str:
    """A version as a header has it."""
    return f'"{version}"'
