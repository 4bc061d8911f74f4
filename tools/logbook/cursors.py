"""Cursors: where a page of a list ended, so that the next begins there whatever was added meanwhile."""

import base64
import binascii
import json

from training.errors import Invalid


def cursor_of(*key: str) -> str:
    """A place in a list, as one word.

    >>> read_cursor(cursor_of("2026-11-20", "x"), 2)
    ['2026-11-20', 'x']
    """
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str, length: int) -> list[str]:
    """The key that a cursor was made of. Raises ``Invalid``."""
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise not_ours() from error
    if not isinstance(found, list) or len(found) != length or not all(isinstance(each, str) for each in found):
        raise not_ours()
    return found


def not_ours() -> Invalid:
    """What is said to a cursor that nobody was given."""
    return Invalid(
        "This is no cursor of this list. Leave it out to begin at the start, or send 'next' of the last page."
    )
