"""The terminal's door: ``topset`` and its commands."""

import sys

from topset.cli.app import app
from topset.cli.failure import shown


def main() -> None:
    """Run the command line; what goes wrong is a sentence and a non-zero exit."""
    with shown():
        app(prog_name="topset")
    sys.exit(0)
