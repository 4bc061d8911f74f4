"""The exercise library is data: these tests are its schema."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from training.library import Library, load_library
from training.movement import MODALITIES, MUSCLES, PATTERNS, Movement
from training.spelling import BY_ALIAS, spellings_of

CORE_IDS = """
back_squat front_squat goblet_squat bodyweight_squat box_squat overhead_squat leg_press hack_squat split_squat
bulgarian_split_squat walking_lunge reverse_lunge step_up pistol_squat leg_extension leg_curl nordic_curl deadlift
sumo_deadlift trap_bar_deadlift romanian_deadlift stiff_leg_deadlift single_leg_rdl good_morning hip_thrust
glute_bridge back_extension kettlebell_swing bench_press close_grip_bench incline_bench_press db_bench_press
incline_db_press machine_chest_press push_up incline_push_up dip chest_fly overhead_press push_press
db_shoulder_press landmine_press pike_push_up handstand_push_up lateral_raise rear_delt_fly face_pull upright_row
barbell_row pendlay_row db_row seated_cable_row chest_supported_row t_bar_row inverted_row pull_up chin_up
assisted_pull_up lat_pulldown muscle_up barbell_curl db_curl hammer_curl triceps_pushdown skull_crusher
overhead_triceps_ext calf_raise shrug plank side_plank hanging_leg_raise ab_wheel cable_crunch pallof_press
farmers_carry suitcase_carry power_clean clean_and_jerk snatch thruster wall_ball burpee box_jump sled_push
battle_ropes jump_rope row_erg bike run turkish_get_up worlds_greatest_stretch
"""
EQUIPMENT = """
barbell ez_bar trap_bar dumbbell kettlebell cable machine smith band bench incline_bench rack box pullup_bar dip_bars
rings landmine sled ropes med_ball ab_wheel bike rower treadmill rope back_ext_bench
safety_bar swiss_bar axle log yoke atlas_stone sandbag keg tyre sledgehammer plate preacher_bench stability_ball ghd
elliptical stair_climber ski_erg foam_roller wrist_roller gripper neck_harness
"""
"""The reference's (11.1), then ours."""
SAME_WORDS = {
    "high low to cable fly",  # low to high, or high to low: the order of the words decides
    "high low to fly",
    "high low to woodchop",
    "cable down to twist up",
    "machine row",  # "machine row" is a lift, "row machine" is the ergometer
    "elbow knee to",
    "bicycle",  # the crunch, or the machine
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_it_covers_what_logging_apps_ship(library: Library) -> None:
    assert len(library.movements) >= 420


def test_slugs_and_names_are_unique(library: Library) -> None:
    assert len({each.slug for each in library.movements}) == len(library.movements)
    assert len({each.name.casefold() for each in library.movements}) == len(library.movements)


def test_every_core_movement_is_there_once(library: Library) -> None:
    core = [each.core_id for each in library.movements if each.core_id is not None]
    assert len(core) == 91
    assert sorted(core) == sorted(CORE_IDS.split())


def test_only_known_words_are_used(library: Library) -> None:
    equipment = set(EQUIPMENT.split())
    for each in library.movements:
        assert each.pattern in PATTERNS, each.slug
        assert each.modality in MODALITIES, each.slug
        assert each.mechanic in ("compound", "isolation"), each.slug
        assert {*each.primary, *each.secondary} <= set(MUSCLES), each.slug
        assert set(each.equipment) <= equipment, (each.slug, each.equipment)


def test_every_movement_makes_sense(library: Library) -> None:
    for each in library.movements:
        assert each.primary, each.slug
        assert not set(each.primary) & set(each.secondary), each.slug
        assert 1 <= each.skill <= 5, each.slug
        assert 0 <= each.bodyweight_share <= 1, each.slug
        assert each.is_bodyweight or each.bodyweight_share == 0, each.slug
        assert not each.bilateral_pair or {"dumbbell", "kettlebell", "cable"} & set(each.equipment), each.slug
        assert each.name not in each.aliases, each.slug


def test_an_implement_in_a_name_is_needed(library: Library) -> None:
    for each in library.movements:
        for word in ("Barbell", "Dumbbell", "Kettlebell", "Cable", "Band", "Machine"):
            if f"({word})" in each.name and each.core_id != "skull_crusher":  # with an EZ bar, whatever apps call it
                assert word.lower() in each.equipment, each.slug


def test_spellings_lead_to_one_movement(library: Library) -> None:
    meant = {
        bag: [movement.slug for how, movement in found if how <= BY_ALIAS]
        for bag, found in spellings_of(library).bags.items()
    }
    shared = {" ".join(sorted(bag.split())) for bag, slugs in meant.items() if len(slugs) > 1}
    assert shared <= {" ".join(sorted(bag.split())) for bag in SAME_WORDS}


def test_aliases_are_not_shared(library: Library) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for each in library.movements:
        for text in (each.name, *each.aliases):
            owners[text.casefold()].add(each.slug)
    assert {text: slugs for text, slugs in owners.items() if len(slugs) > 1} == {}


def _edges(library: Library) -> Iterator[tuple[Movement, Movement]]:
    for easier, harder in library.progression:
        yield library.by_slug(easier), library.by_slug(harder)


def test_progression_has_no_circle(library: Library) -> None:
    state: dict[str, bool] = {}

    def visit(slug: str) -> None:
        assert state.get(slug) is not False, f"{slug} leads back to itself"
        if slug not in state:
            state[slug] = False
            for harder in library.progressions(slug):
                visit(harder.slug)
            state[slug] = True

    for each in library.movements:
        visit(each.slug)


def test_skill_never_falls_along_a_progression(library: Library) -> None:
    assert [(one.slug, other.slug) for one, other in _edges(library) if one.skill > other.skill] == []


def test_equivalents_share_the_pattern_or_a_primary_muscle(library: Library) -> None:
    for cluster in library.equivalent:
        movements = [library.by_slug(slug) for slug in cluster]
        for one in movements:
            for other in movements:
                assert one.pattern == other.pattern or set(one.primary) & set(other.primary), (one.slug, other.slug)


def test_antagonists_share_no_primary_muscle(library: Library) -> None:
    for one, other in library.antagonist:
        assert not set(library.by_slug(one).primary) & set(library.by_slug(other).primary), (one, other)


def test_edges_are_read_both_ways(library: Library) -> None:
    bench = library.by_core_id("bench_press")
    assert library.by_core_id("push_up") in library.regressions(bench.slug)
    assert library.by_core_id("close_grip_bench") in library.progressions(bench.slug)
    assert library.by_core_id("db_bench_press") in library.equivalents(bench.slug)
    assert library.antagonists(bench.slug) == (library.by_core_id("barbell_row"),)
    assert bench in library.antagonists(library.by_core_id("barbell_row").slug)


def test_words_point_at_movements(library: Library) -> None:
    for said in (*library.open, *library.ambiguous):
        assert len(said.slugs) >= 2, said
        assert all(library.by_slug(slug) for slug in said.slugs)
    words = [word for said in (*library.open, *library.ambiguous) for word in said.words]
    assert len(words) == len(set(words))


def test_it_is_read_once_and_found_by_name() -> None:
    library = load_library()
    assert load_library() is library
    assert library.by_name("Bench Press (Barbell)") is library.by_slug("bench_press_barbell")
    assert library.by_name("bench press") is None
