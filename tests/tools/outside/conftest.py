"""An athlete with an account at a stub of Hevy, and a home for the key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors import outside
from connectors.outside import Outside
from db import connections, workouts
from db.athletes import Athlete
from db.transfer import EVER
from db.workouts import StoredWorkout
from tests.connectors.hevy_server import KEY, HevyServer, hevy_server, lifter
from tools.outside.tools import ConnectionTools, Synced


@pytest.fixture(scope="session")
def hevy_port() -> Iterator[HevyServer]:
    with hevy_server() as account:
        yield account


@pytest.fixture
def hevy(hevy_port: HevyServer) -> HevyServer:
    """The account of somebody who has trained, as new."""
    fresh = HevyServer(hevy_port.url)
    vars(hevy_port).update(vars(fresh))
    return lifter(hevy_port)


@pytest.fixture
def installation(tmp_path: Path, hevy: HevyServer) -> Iterator[Outside]:
    here = Outside(tmp_path, hevy.url, pace_s=0.01)
    outside.use(here)
    yield here
    outside._used.clear()


class Connected:
    """An athlete who is connected with Hevy."""

    def __init__(self, athlete: Athlete) -> None:
        self.athlete = athlete

    async def sync(self) -> Synced:
        return await ConnectionTools(self.athlete).sync("hevy")

    async def log(self) -> dict[str, StoredWorkout]:
        """The workouts by their titles and days."""
        async with self.athlete.sessions() as session:
            found = await workouts.between(session, self.athlete.id, *EVER)
        return {f"{each.workout.title} {each.workout.date}": each for each in found}


@pytest.fixture
async def connected(athlete: Athlete, installation: Outside) -> Connected:
    async with athlete.sessions() as session:
        secret = installation.keyring.close(athlete.id, {"key": KEY})
        await connections.put(session, athlete.id, "hevy", kind="hevy", config={}, secret=secret)
    return Connected(athlete)
