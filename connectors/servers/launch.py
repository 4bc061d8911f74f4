"""How an MCP server is reached: a command that is started, or an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from training.errors import Invalid


@dataclass(frozen=True)
class Launch:
    """A command with its arguments and environment, or an address with its headers; never both."""

    command: str = ""
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def config(self) -> dict[str, Any]:
        """What of it is no secret."""
        return {"url": self.url} if self.url else {"command": self.command, "arguments": list(self.arguments)}

    @property
    def secrets(self) -> dict[str, str]:
        """What of it is one: headers, or variables of the environment."""
        return dict(self.headers if self.url else self.environment)

    @classmethod
    def of(cls, config: Mapping[str, Any], secrets: Mapping[str, str]) -> "Launch":
        """The launch that ``config`` and ``secrets`` describe."""
        if config.get("url"):
            return cls(url=str(config["url"]), headers=secrets)
        return cls(str(config["command"]), tuple(config.get("arguments", ())), secrets)

    def __str__(self) -> str:
        return self.url or " ".join((self.command, *self.arguments))


def launch_of(command: list[str], url: str | None, pairs: list[str]) -> Launch:
    """What a command line says. ``pairs`` are ``Name: value`` headers, or ``NAME=value`` variables. Raises ``Invalid``."""
    if bool(command) == bool(url):
        raise Invalid("Say how the server is reached: a command after '--', or --url with its address.")
    sign = ":" if url else "="
    found = {}
    for each in pairs:
        name, is_pair, value = each.partition(sign)
        if not is_pair or not name.strip():
            raise Invalid(
                f"'{name[:40]}' is no {'header: write Name: value' if url else 'variable: write NAME=value'}."
            )
        found[name.strip()] = value.strip()
    if url:
        if not url.startswith(("http://", "https://")):
            raise Invalid("An address begins with http:// or https://.")
        return Launch(url=url, headers=found)
    return Launch(command[0], tuple(command[1:]), found)
