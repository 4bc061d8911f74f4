"""Options that several commands have."""

from datetime import date, datetime
from typing import Annotated

import typer

AsName = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="The athlete; on the embedded database an unknown name is created."),
]
Today = Annotated[datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="Pretend that it is this day.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]


def as_date(today: datetime | None) -> date | None:
    """The day of an option."""
    return None if today is None else today.date()
