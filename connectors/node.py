"""Servers that come from npm: is there a Node to run them, and one version of one package in this home."""

import asyncio
import logging
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from training.errors import Unreachable

log = logging.getLogger(__name__)

OLDEST_NODE = 20
INSTALL_TIMEOUT_S = 600
NO_NODE = (
    "{what} needs Node.js {oldest} or newer, {found}. Install it from nodejs.org, or with your system's packages "
    "(apt install nodejs npm, brew install node), then say it again. Nothing else in Topset needs it."
)


@dataclass(frozen=True)
class NpmPackage:
    """A package of npm at one version, installed below the home when it is first needed."""

    name: str
    version: str
    home: Path

    @property
    def folder(self) -> Path:
        """Where it is installed: another version is another folder."""
        return self.home / "npm" / f"{self.name}-{self.version}"

    @property
    def command(self) -> Path:
        """What starts it."""
        return self.folder / "node_modules" / ".bin" / self.name

    async def ensure(self) -> Path:
        """The command, installed if it is not there yet. Raises ``Unreachable`` without a Node, or without npm's registry."""
        await ensure_node(self.name)
        if self.command.exists():
            return self.command
        npm = shutil.which("npm")
        if npm is None:
            raise Unreachable(
                NO_NODE.format(what=self.name, oldest=OLDEST_NODE, found="and npm is not on this machine")
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        arguments = ("--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--silent")
        made = await asyncio.create_subprocess_exec(
            npm, "install", "--prefix", str(self.folder), *arguments, f"{self.name}@{self.version}",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, told = await asyncio.wait_for(made.communicate(), INSTALL_TIMEOUT_S)
        except TimeoutError as error:
            made.kill()
            raise Unreachable(f"npm took too long to install {self.name}. Try again.") from error
        if made.returncode or not self.command.exists():
            log.info("npm: %s", told.decode(errors="replace")[-500:])
            raise Unreachable(
                f"npm could not install {self.name} {self.version}: is its registry within reach? Then try again."
            )
        return self.command


async def ensure_node(what: str) -> None:
    """Raise ``Unreachable``, with what to do, unless there is a Node that is new enough."""
    node = shutil.which("node")
    if node is None:
        raise Unreachable(NO_NODE.format(what=what, oldest=OLDEST_NODE, found="which is not on this machine"))
    asked = await asyncio.create_subprocess_exec(node, "--version", stdout=asyncio.subprocess.PIPE)
    told, _ = await asked.communicate()
    found = re.match(r"v(\d+)", told.decode(errors="replace"))
    if found is None or int(found[1]) < OLDEST_NODE:
        version = told.decode(errors="replace").strip() or "no version"
        raise Unreachable(NO_NODE.format(what=what, oldest=OLDEST_NODE, found=f"and this machine has {version}"))
