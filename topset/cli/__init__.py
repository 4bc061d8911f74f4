"""The terminal's door: ``topset`` and its commands."""

import gc
import sys

from topset.cli.app import app
from topset.cli.failure import shown


def main() -> None:
    """Run the command line; what goes wrong is a sentence and a non-zero exit."""
    gc.set_threshold(200_000, 50, 50)  # a command mostly loads modules, which are never garbage: a tenth of its start
    with shown():
        app(prog_name="topset")
    sys.exit(0)
