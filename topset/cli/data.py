"""Data in and out: importing logs, exporting everything."""

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from topset.cli.options import AsJson, AsName, load_settings


def import_files(
    files: Annotated[list[Path], typer.Argument(help="CSV exports of Hevy or Strong, or an export of Topset.")],
    athlete: AsName = None,
    as_json: AsJson = False,
    unit: Annotated[
        Literal["kg", "lb"] | None, typer.Option("--unit", help="What loads are in where the file does not say.")
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option("--apart", help="An exercise of the file that is none of ours; may be given again."),
    ] = None,
) -> None:
    """Import training logs. Twice does no harm: what is known already is left as it is."""
    if not asyncio.run(_import(files, athlete, as_json, unit, apart or [])):
        raise typer.Exit(1)


def export(
    athlete: AsName = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Only the sets, a row each, for a spreadsheet.")] = False,
) -> None:
    """Print an athlete's workouts, measurements and chats as JSON; 'topset import' reads it back."""
    text = (
        asyncio.run(_sets(athlete))
        if as_csv
        else json.dumps(asyncio.run(_export(athlete)), ensure_ascii=False, indent=1) + "\n"
    )
    if output is None:
        sys.stdout.write(text)
        return
    output.write_text(text, encoding="utf-8")
    Console(stderr=True).print(f"Written to {output}.")


async def _import(
    files: list[Path], name: str | None, as_json: bool, unit: Literal["kg", "lb"] | None, apart: list[str]
) -> bool:
    from tools.calls import Call, called_by
    from tools.imports import import_file
    from topset.database import athlete_called, open_db
    from training.errors import TopsetError

    settings = load_settings()
    ok = True
    reports: list[dict[str, Any]] = []
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        for path in files:
            try:
                with _bar(path, as_json) as progress, called_by(Call("cli")):
                    report = await import_file(athlete, path, progress, unit=unit, apart=apart)
            except TopsetError as error:
                ok = False
                reports.append({"file": str(path), "error": str(error)})
                if not as_json:
                    Console(stderr=True, soft_wrap=True).print(
                        f"{path}: {error}", style="red", markup=False, highlight=False
                    )
                continue
            reports.append({"file": str(path)} | report.model_dump(mode="json"))
            if not as_json:
                print(report)
    if as_json:
        print(json.dumps({"files": reports}, ensure_ascii=False))
    return ok


class _bar:
    """A progress bar on standard error, or none for programs."""

    def __init__(self, path: Path, quiet: bool) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=Console(stderr=True), disable=quiet, transient=True,
        )  # fmt: skip
        self._name = path.name

    def __enter__(self) -> Any:
        self._progress.start()
        task = self._progress.add_task(self._name, total=None)
        return lambda done, total: self._progress.update(task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


async def _export(name: str | None) -> dict[str, Any]:
    from db import transfer
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            return await transfer.export(session, athlete)


async def _sets(name: str | None) -> str:
    from connectors.set_rows import set_rows
    from db import transfer, workouts
    from topset.database import athlete_called, open_db

    settings = load_settings()
    async with open_db(settings) as database:
        athlete = await athlete_called(database, settings, name)
        async with athlete.sessions() as session:
            log = await workouts.between(session, athlete.id, *transfer.EVER)
    zone = ZoneInfo(athlete.timezone)
    return set_rows(
        replace(each.workout, started_at=each.workout.started_at and each.workout.started_at.astimezone(zone))
        for each in log
    )
