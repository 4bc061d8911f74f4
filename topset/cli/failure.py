"""How a failure looks in the terminal: our own errors as a sentence, a bug with a reference."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from pydantic import ValidationError
from rich.console import Console

from training.errors import TopsetError

log = logging.getLogger(__name__)


@contextmanager
def shown() -> Iterator[None]:
    """Turn what is raised inside into words on standard error and exit code 1."""
    try:
        yield
    except TopsetError as error:
        Console(stderr=True, soft_wrap=True).print(str(error), style="red", markup=False, highlight=False)
        sys.exit(1)
    except ValidationError as error:
        for each in error.errors():
            name = ".".join(map(str, each["loc"]))
            Console(stderr=True, soft_wrap=True).print(
                f"The setting {name} is wrong: {each['msg']}.", style="red", markup=False
            )
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception:
        reference = uuid4().hex[:8]
        log.exception("reference %s", reference)
        Console(stderr=True).print(
            f"Something went wrong on my side (reference {reference}); the details stand above.", style="red"
        )
        sys.exit(1)
