"""MCP servers of somebody else, as processes: well-behaved ones with the shapes of real ones, and bad ones."""

import asyncio
import os
import sys
import time
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

READS = ToolAnnotations(read_only_hint=True)
WRITES = ToolAnnotations(read_only_hint=False)


def open_wearables() -> MCPServer:
    """The tools and shapes of open-wearables-mcp."""
    server = MCPServer("open-wearables")
    users = [{"id": "u-1", "first_name": "Ana"}, {"id": "u-2", "first_name": "Ben"}][
        : int(os.environ.get("USERS", "1"))
    ]

    @server.tool()
    async def get_users(search: str | None = None) -> dict[str, Any]:
        return {"users": users, "total": len(users)}

    @server.tool()
    async def get_activity_summary(user_id: str, start_date: str, end_date: str) -> dict[str, Any]:
        days = [f"2026-11-{day:02}" for day in range(10, 21)]
        return {
            "user": {"id": user_id}, "period": {}, "summary": {},
            "records": [
                {"date": day, "steps": 8000 + int(day[-2:]), "distance_meters": 6240.5, "active_calories_kcal": 342.5,
                 "active_minutes": 60, "heart_rate": {"avg_bpm": 72, "max_bpm": 145, "min_bpm": 52}, "floors_climbed": None,
                 "source": "garmin"}
                for day in days if start_date <= day <= end_date
            ],
        }  # fmt: skip

    @server.tool()
    async def get_sleep_summary(user_id: str, start_date: str, end_date: str) -> dict[str, Any]:
        night = {
            "date": "2026-11-12", "start_datetime": "2026-11-11T23:15:00+00:00", "end_datetime": "2026-11-12T06:15:00+00:00",
            "duration_minutes": 420, "source": "whoop",
        }  # fmt: skip
        return {"records": [night] if start_date <= "2026-11-12" <= end_date else [], "summary": {}}

    @server.tool()
    async def get_timeseries(
        user_id: str, start_time: str, end_time: str, types: list[str], resolution: str = "raw"
    ) -> dict[str, Any]:
        row = {"timestamp": "2026-11-12T06:00:00+00:00", "type": "heart_rate_variability_rmssd", "value": 61.5, "unit": "ms", "source": "whoop"}  # fmt: skip
        odd = row | {"type": "aura_brightness"}
        return {"records": [row, odd] if start_time <= row["timestamp"] < end_time else [], "truncated": False}

    return server


def whoop() -> MCPServer:
    """The tools and shapes of whoop-mcp."""
    server = MCPServer("whoop")

    @server.tool()
    async def list_whoop_sleeps(start: str | None = None, end: str | None = None) -> dict[str, Any]:
        night = {
            "id": "s-1", "start_utc": "2026-11-11T22:00:00.000Z", "end_utc": "2026-11-12T06:00:00.000Z", "nap": False,
            "deep_sleep_seconds": 5400.0, "rem_sleep_seconds": 7200.0, "light_sleep_seconds": 12600.0, "awake_seconds": 1800.0,
            "in_bed_seconds": 28800.0, "respiratory_rate": 14.2, "sleep_efficiency_pct": 91.0, "sleep_performance_pct": 88.0,
        }  # fmt: skip
        return {"records": [night] if str(start) <= night["start_utc"] < str(end) else []}

    @server.tool()
    async def list_whoop_recoveries(start: str | None = None, end: str | None = None) -> dict[str, Any]:
        row = {"cycle_id": 1, "sleep_id": "s-1", "recovery_score": 66.0, "resting_heart_rate_bpm": 52.0, "hrv_rmssd_ms": 70.5, "spo2_pct": 96.0, "skin_temp_c": 33.4}  # fmt: skip
        return {"records": [row] if str(start) <= "2026-11-12" < str(end) else []}

    @server.tool()
    async def list_whoop_cycles(start: str | None = None, end: str | None = None) -> dict[str, Any]:
        return {"records": []}

    return server


def odd() -> MCPServer:
    """One that reads, writes, hangs, dies, says too much, and tells others what to do."""
    server = MCPServer("odd")

    @server.tool(annotations=READS, description=os.environ.get("ABOUT", "Says something."))
    async def say(what: str = "hello") -> str:
        return what

    @server.tool(annotations=READS)
    async def hang() -> str:
        await asyncio.sleep(60)
        return "late"

    @server.tool(annotations=READS)
    async def die() -> str:
        os._exit(3)

    @server.tool(annotations=READS)
    async def megabyte() -> str:
        return "x" * 1_000_000

    @server.tool(annotations=READS)
    async def garbage() -> str:
        sys.stdout.write("}{ this is no JSON\n")
        sys.stdout.flush()
        return "after garbage"

    @server.tool(annotations=READS)
    async def fail() -> str:
        raise ValueError("no such day")

    @server.tool(annotations=WRITES)
    async def paint(colour: str) -> str:
        with open(os.environ["PAINTED"], "a", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123
            file.write(f"{colour}\n")
        return f"painted {colour}"

    @server.tool()
    async def unlabelled() -> str:
        return "who knows"

    return server


if __name__ == "__main__":
    which = sys.argv[1]
    if which == "mute":
        time.sleep(60)
    elif which == "noise":
        while True:
            sys.stdout.write("noise\n" * 1000)
            time.sleep(0.05)
    {"open_wearables": open_wearables, "whoop": whoop, "odd": odd}[which]().run()
