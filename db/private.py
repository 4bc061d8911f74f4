"""Files and folders that nobody else can open: made whole or not at all, and looked at before they are trusted."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from training.errors import Unavailable


def keep_once(path: Path, make: Callable[[], str]) -> str:
    """The content of a private file that is made once, by whoever comes first.

    It appears when it is whole: a full disk or a kill leaves no file, and one that was left empty is made anew.
    """
    while not (found := _content(path)):
        make_folder(path.parent)
        part = _written(path, make())
        try:
            path.hardlink_to(part)
        except FileExistsError:  # another process was quicker, or an empty one was left there
            if not _content(path):
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return found


def write(path: Path, content: str) -> None:
    """Write a private file in the place of whatever is there, whole or not at all."""
    make_folder(path.parent)
    part = _written(path, content)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; one that is there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def check_folder(folder: Path, owner: int) -> None:
    """Raise ``Unavailable`` unless a folder is a real one, this user's, and closed to everybody else."""
    found = folder.lstat()
    if stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not stat.S_IMODE(found.st_mode) & 0o077:
        return
    raise Unavailable(
        f"{folder} is not a private folder of Topset: somebody else made it, or others can open it, so the database "
        "does not start there. Remove it, or set TOPSET_HOME to a shorter path."
    )


def _content(path: Path) -> str:
    with contextlib.suppress(FileNotFoundError):
        return path.read_text().strip()
    return ""


def _written(path: Path, content: str) -> Path:
    """A whole private file beside the place where it will stand."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part
