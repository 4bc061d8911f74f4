"""Hevy's API behind our client: paging, faults, and errors in words."""

from collections.abc import AsyncIterator, Iterator

import pytest

from connectors.hevy.client import HevyClient, Unsure, open_client
from connectors.hevy.exercises import same_exercises
from connectors.hevy.shapes import HevyExercise, Template
from tests.connectors.hevy_server import KEY, Fault, HevyServer, done, drained, hevy_server, lifter
from training.errors import Invalid, NotFound, Refused, TopsetError, Unavailable, Unreachable
from training.library import load_library
from training.resolver import Resolver


@pytest.fixture(scope="module")
def server() -> Iterator[HevyServer]:
    with hevy_server() as account:
        yield lifter(account)


@pytest.fixture
async def client(server: HevyServer) -> AsyncIterator[HevyClient]:
    server.faults.clear()
    async with open_client(KEY, server.url, pause_s=0.01, timeout_s=0.5) as client:
        yield client


async def test_every_page_is_read(client: HevyClient, server: HevyServer) -> None:
    pages = await drained(client.pages("workouts"))
    assert [len(page) for page in pages] == [10, 5]
    assert [each["id"] for page in pages for each in page] == list(server.workouts)
    assert await client.workout_count() == 15


async def test_an_empty_account_has_one_empty_page() -> None:
    with hevy_server() as empty:
        async with open_client(KEY, empty.url, 0.01) as client:
            assert await drained(client.pages("workouts")) == [[]]


@pytest.mark.parametrize("status", [429, 500, 503, 0])
async def test_a_read_is_tried_again(client: HevyClient, server: HevyServer, status: int) -> None:
    server.faults.append(Fault("/v1/workouts/count", status, times=2))
    assert await client.workout_count() == 15


async def test_a_read_gives_up_in_words(client: HevyClient, server: HevyServer) -> None:
    server.faults.append(Fault("/v1/workouts/count", 500, times=99))
    with pytest.raises(Unavailable, match="Hevy answered 500"):
        await client.workout_count()


async def test_it_waits_as_long_as_hevy_says(client: HevyClient, server: HevyServer) -> None:
    server.faults.append(Fault("/v1/user", 429, headers={"retry-after": "0"}))
    assert await client.user() == "john"


async def test_a_wrong_key_is_refused(server: HevyServer) -> None:
    async with open_client("wrong", server.url) as client:
        with pytest.raises(Refused, match="does not know this API key"):
            await client.user()


@pytest.mark.parametrize(("status", "error"), [(500, Unsure), (0, Unsure), (429, Unreachable)])
async def test_a_write_is_never_tried_again(
    client: HevyClient, server: HevyServer, status: int, error: type[TopsetError]
) -> None:
    server.faults.append(Fault("/v1/routines", status, method="POST", times=9))
    server.requests.clear()
    with pytest.raises(error) as caught:
        await client.create_routine({"routine": {"title": "A", "exercises": []}})
    assert type(caught.value) is error
    assert server.requests == [("POST", "/v1/routines")]


async def test_what_the_validator_says_is_told(client: HevyClient) -> None:
    with pytest.raises(Invalid, match="is not allowed"):
        await client.create_routine({"routine": {"title": "A", "exercises": [], "colour": "red"}})


async def test_a_routine_that_is_gone(client: HevyClient) -> None:
    with pytest.raises(NotFound):
        await client.routine("3f1c9a52")


def test_a_superset_has_two_names_and_0_is_one() -> None:
    assert HevyExercise.model_validate({"supersets_id": 0}).supersets_id == 0
    assert HevyExercise.model_validate({"superset_id": 2}).supersets_id == 2
    assert HevyExercise.model_validate(done("x")).supersets_id is None


def test_what_hevy_keeps_apart_stays_apart() -> None:
    """Two exercises of Hevy that we would call by one name are two; alone, such a name is ours."""
    library = load_library()
    titles = {
        "a": "Triceps Pushdown",
        "b": "Triceps Rope Pushdown",
        "c": "Barbell Back Squat",
        "d": "Zercher Yoke Walk",
    }
    templates = {key: Template(id=key, title=title) for key, title in titles.items()}
    found = {key: each.name for key, each in same_exercises(templates, Resolver(library), library).items()}
    assert found == {"a": "Triceps Pushdown", "c": "Squat (Barbell)"}
