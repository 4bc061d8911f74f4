"""The user whom PostgreSQL runs as: ourselves, or, since it refuses to run as root, a system user."""

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.errors import Unavailable

NAMES = ("topset", "pgserver", "postgres", "nobody")


def name() -> str | None:
    """The system user that stands in for root; ``None`` where PostgreSQL runs as ourselves."""
    if os.geteuid() != 0:
        return None
    import pwd

    for each in NAMES:
        with contextlib.suppress(KeyError):
            pwd.getpwnam(each)
            return each
    raise Unavailable("PostgreSQL does not run as root: start Topset as an ordinary user.")


def number() -> int:
    """The id of the user whom PostgreSQL runs as."""
    user = name()
    if user is None:
        return os.geteuid()
    import pwd

    return pwd.getpwnam(user).pw_uid


def becoming() -> dict[str, Any]:
    """What ``subprocess`` needs to become that user wholly, groups included."""
    user = name()
    if user is None:
        return {}
    import pwd

    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def let_in(folder: Path, beside: Iterable[Path]) -> None:
    """As root: give that user a folder and a way there, no more; also a way to the programs ``beside``."""
    user = name()
    if user is None:
        return
    shutil.chown(folder, user)
    for above in [*folder.parents, *beside]:
        mode = above.stat().st_mode
        if not mode & 0o001:
            above.chmod(mode | 0o001)  # to pass through, not to look around
