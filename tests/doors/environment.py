"""What a process of ours finds around it in the tests: what a person's shell would give it, and nothing of ours."""

import os
from pathlib import Path

OURS = ("TOPSET_", "OPENAI_", "CHAINLIT_")


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """The environment for a Topset that lives in a home; with bytecode, as a person's Python keeps it."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    return around | {"TOPSET_HOME": str(home), "TOPSET_TIMEZONE": "Europe/Berlin"} | more
