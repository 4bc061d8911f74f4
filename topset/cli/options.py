"""Options that several commands have."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from topset.settings import Settings

AsName = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="The athlete; on the embedded database an unknown name is created."),
]
Today = Annotated[datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="Pretend that it is this day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


def as_date(today: datetime | None) -> date | None:
    """The day of an option."""
    return None if today is None else today.date()


def load_settings(**overrides: Any) -> "Settings":
    """The settings of a command that runs; what reads them takes longer to import than help takes to print."""
    from topset import settings

    return settings.load_settings(**overrides)
