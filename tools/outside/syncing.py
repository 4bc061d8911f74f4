"""One sync of one connection, whatever it is to: what went wrong last is kept beside it."""

from collections.abc import Awaitable, Callable

from connectors.hevy.client import open_client
from connectors.hevy.mirror import HevyMirror
from connectors.outside import outside
from db import connections
from db.athletes import Athlete
from db.outside_tables import ConnectionRow
from tools.calls import part
from tools.outside.delivery import deliver
from tools.outside.health_sync import sync_health
from tools.outside.hevy_log import HevyLog
from tools.outside.report import SyncReport
from training.errors import TopsetError

Told = Callable[[str, int], Awaitable[None]]


async def sync_connection(athlete: Athlete, row: ConnectionRow, told: Told) -> SyncReport | None:
    """Bring over what is new; ``None`` for a connection that has nothing to sync. Raises what went wrong, and keeps it."""
    try:
        report = await (_sync_hevy(athlete, row, told) if row.kind == "hevy" else sync_health(athlete, row))
    except TopsetError as error:
        async with athlete.sessions() as session:
            await connections.change(session, athlete.id, row.name, problem=str(error))
        raise
    async with athlete.sessions() as session:
        await connections.change(session, athlete.id, row.name, problem="", synced_at=athlete.now())
    return report


async def _sync_hevy(athlete: Athlete, row: ConnectionRow, told: Told) -> SyncReport:
    here = outside()
    key = here.keyring.open(athlete.id, row.secret or "")["key"]
    async with open_client(key, here.hevy_url, here.pace_s) as client:
        await HevyMirror(athlete, row.name, client, told).bring_up_to_date()
        with part("take-over"):
            report = await HevyLog(athlete, row.name).take_over()
    report.delivered = await deliver(athlete, row.name)
    if report.sets_new:
        await athlete.database.learn()
    return report
