"""All commands of ``topset``."""

import logging
import os
from typing import Annotated

import typer

from topset.cli import (
    api,
    athlete,
    connect,
    data,
    database,
    doctor,
    evaluation,
    mcp,
    memory,
    program,
    session,
    talk,
    token,
    ui,
)

app = typer.Typer(
    name="topset",
    help="An AI strength coach that you own. Without a command it opens the chat page.",
    no_args_is_help=False,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ui")(ui.open_page)
app.command("chat")(talk.chat)
app.command("ask")(talk.ask)
app.command("approve")(talk.approve)
app.command("reject")(talk.reject)
app.command("undo")(talk.undo)
app.command("import")(data.import_files)
app.command("export")(data.export)
app.command("sync")(connect.sync)
app.command("password")(ui.password)
app.command("doctor")(doctor.doctor)
app.command("api")(api.serve)
app.command("eval", context_settings=evaluation.PASSED_ON)(evaluation.evaluate)
app.add_typer(memory.app, name="memory")
app.add_typer(connect.app, name="connect")
app.add_typer(program.app, name="program")
app.add_typer(mcp.app, name="mcp")
app.add_typer(token.app, name="token")
app.add_typer(session.app, name="session")
app.add_typer(athlete.app, name="athlete")
app.add_typer(database.app, name="db")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say what happens inside.")] = False,
) -> None:
    """An AI strength coach that you own."""
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    os.environ |= {"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"}  # nothing leaves this machine
    if context.invoked_subcommand is None:
        ui.open_page()
