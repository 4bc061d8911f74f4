"""Order and structure of a session, whoever made it; supersets; how exercises are chosen (reference 4.3, 4.10, 6)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from training.generation.candidates import candidates
from training.generation.catalogue import selection
from training.generation.selection import fit_for, worth
from training.generation.split import Day
from training.generation.spots import spots
from training.generation.structure import normalised, order_key, renumbered
from training.generation.supersets import fits, paired
from training.library import load_library
from training.program.plan import Item, Role, Target
from training.program.trainee import Injury, MovementRule, Trainee

LIBRARY = load_library()
FULL = frozenset(
    {
        "barbell",
        "rack",
        "bench",
        "incline_bench",
        "dumbbell",
        "cable",
        "machine",
        "pullup_bar",
        "dip_bars",
        "trap_bar",
        "box",
    }
)


def item(core_id: str, role: Role = "accessory", superset: int | None = None) -> Item:
    return Item(LIBRARY.by_core_id(core_id).name, role, (Target(reps=8),) * 3, 90, superset)


WARMUP, COOLDOWN = (
    (Item("Walking", "warmup", (Target(duration_s=480),)),),
    (Item("Walking", "cooldown", (Target(duration_s=300),)),),
)


def normal(*items: Item) -> list[str]:
    return [f"{each.role} {each.exercise}" for each in normalised(items, WARMUP, COOLDOWN, LIBRARY.by_name)]


def test_what_is_missing_at_the_edges_comes_and_what_is_there_stays() -> None:
    assert normal(item("back_squat", "main")) == ["warmup Walking", "main Squat (Barbell)", "cooldown Walking"]
    own = Item("Rowing Machine", "warmup", (Target(duration_s=300),))
    assert normal(item("back_squat", "main"), own)[0] == "warmup Rowing Machine"


def test_accessories_or_a_finisher_never_both() -> None:
    found = normal(item("bench_press", "main"), item("lateral_raise"), item("burpee", "finisher"))
    assert found[1:-1] == ["main Bench Press (Barbell)", "accessory Lateral Raise (Dumbbell)"]
    assert "finisher Burpee" in normal(item("bench_press", "main"), item("burpee", "finisher"))


def test_lifts_win_over_cardio_and_conditioning_over_cardio() -> None:
    assert normal(item("bike", "cardio"), item("back_squat", "main"))[1:-1] == ["main Squat (Barbell)"]
    assert normal(item("bike", "cardio"), item("burpee", "conditioning"))[1:-1] == ["conditioning Burpee"]


def test_the_order_of_a_session() -> None:
    """4.10: power, main lifts, compounds, one-sided ones, isolation, core, carries; grip and back last."""
    ids = [
        "farmers_carry",
        "plank",
        "barbell_curl",
        "bulgarian_split_squat",
        "seated_cable_row",
        "deadlift",
        "box_jump",
    ]
    items = [item(each, "main" if each == "deadlift" else "accessory") for each in ids]
    ordered = sorted(items, key=lambda each: order_key(each, LIBRARY.by_name(each.exercise)))
    assert [each.exercise for each in ordered] == [LIBRARY.by_core_id(each).name for each in reversed(ids)]


def test_an_unknown_exercise_has_its_place_too() -> None:
    assert normal(Item("My own thing", "accessory", (Target(reps=8),)), item("back_squat", "main"))[1:3] == [
        "main Squat (Barbell)", "accessory My own thing",
    ]  # fmt: skip


def test_supersets_are_numbered_in_their_order_and_none_is_alone() -> None:
    found = renumbered(
        (item("barbell_curl", superset=7), item("triceps_pushdown", superset=7), item("plank", superset=9))
    )
    assert [each.superset for each in found] == [1, 1, None]


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("leg_extension", "leg_curl", True), ("lateral_raise", "triceps_pushdown", True), ("db_row", "lat_pulldown", False), ("barbell_row", "farmers_carry", False),
     ("romanian_deadlift", "back_extension", False), ("chest_fly", "rear_delt_fly", True)],
)  # fmt: skip
def test_what_may_be_alternated(one: str, other: str, may: bool) -> None:
    assert fits(LIBRARY.by_core_id(one), LIBRARY.by_core_id(other)) is may


def test_antagonists_pair_first_and_main_lifts_never() -> None:
    items = [
        item("bench_press", "main"),
        item("leg_extension"),
        item("lateral_raise"),
        item("leg_curl"),
        item("triceps_pushdown"),
    ]
    found = {each.exercise: each.superset for each in paired(items, LIBRARY.by_name, LIBRARY)}
    assert found["Bench Press (Barbell)"] is None
    assert found["Leg Extension (Machine)"] == found["Lying Leg Curl (Machine)"]


@pytest.fixture
def score(lifter: Callable[..., Trainee]) -> Callable[..., int]:
    """What an exercise is worth in the first place of Upper A."""

    def of(core_id: str, **changes: object) -> int:
        trainee = replace(lifter(equipment=FULL), **changes)  # type: ignore[arg-type]
        possible = candidates(trainee, trainee.screening.on, LIBRARY)  # type: ignore[union-attr]
        spot = spots((Day("upper_a", "lifting", 0),), possible, trainee.goals)[0]
        found = possible.by_slug[LIBRARY.by_core_id(core_id).slug]
        return worth(
            found, spot, ("strength", "hypertrophy"), trainee, max(fit_for(each, spot) for each in spot.candidates)
        )

    return of


def test_liking_moves_a_score_by_15_percent_at_most(score: Callable[..., int]) -> None:
    name = LIBRARY.by_core_id("machine_chest_press").name
    plain, liked = score("machine_chest_press"), score("machine_chest_press", rules=(MovementRule("prefer", name),))
    assert plain < liked <= plain * (1 + selection().preference_deviation_pct) + 1


def test_the_usual_lift_is_worth_most(score: Callable[..., int]) -> None:
    assert score("bench_press") > score("db_bench_press") > score("machine_chest_press")


def test_who_may_do_what(lifter: Callable[..., Trainee]) -> None:
    trainee = lifter(equipment=FULL)
    today = trainee.screening.on  # type: ignore[union-attr]
    slugs = {
        core: LIBRARY.by_core_id(core).slug
        for core in ("back_squat", "snatch", "kettlebell_swing", "front_squat", "bench_press")
    }
    usual = candidates(trainee, today, LIBRARY).by_slug
    assert slugs["back_squat"] in usual and slugs["snatch"] not in usual and slugs["kettlebell_swing"] not in usual
    assert slugs["snatch"] in candidates(replace(trainee, olympic=True, level="advanced"), today, LIBRARY).by_slug
    novice = candidates(replace(trainee, level="novice"), today, LIBRARY).by_slug
    assert slugs["back_squat"] in novice and slugs["front_squat"] not in novice
    hurt = candidates(replace(trainee, injuries=(Injury("knee", 4),)), today, LIBRARY).by_slug
    assert slugs["front_squat"] not in hurt and hurt[slugs["back_squat"]].is_limited
    ruled = candidates(replace(trainee, rules=(MovementRule("exclude", "h_push"),)), today, LIBRARY)
    assert not ruled.fit_for("h_push") and ruled.left_out["rules"] > 10


def test_a_substitute_takes_the_place(lifter: Callable[..., Trainee]) -> None:
    squat, press = (LIBRARY.by_core_id(each) for each in ("back_squat", "leg_press"))
    trainee = lifter(equipment=FULL, rules=(MovementRule("substitute", squat.name, press.name),))
    found = candidates(trainee, trainee.screening.on, LIBRARY)  # type: ignore[union-attr]
    assert squat.slug not in found.by_slug
    assert found.by_slug[press.slug].fit[0] == 1.0 and found.substituted == {squat.name: press.name}
