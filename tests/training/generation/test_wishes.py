"""Wishes at the level of the planner: a profile and what is asked go in, and what was asked is in the program, or it says why not."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.constraints import CONSTRAINTS
from evals.weeks import Planned
from training.generation.generate import generate
from training.generation.kept import UNMET
from training.loading import Gym
from training.program.plan import Program
from training.program.rules import validate
from training.program.trainee import Injury, Screening, Trainee
from training.program.wish import Wish, wish_of

TODAY = date(2026, 3, 2)
GYM = "barbell ez_bar trap_bar dumbbell kettlebell cable machine smith band bench incline_bench rack box pullup_bar dip_bars med_ball bike rower treadmill rope"
KITS = {
    "gym": GYM, "rack": "barbell rack bench", "dumbbells": "dumbbell bench incline_bench", "kettlebell": "kettlebell", "band": "band",
    "bar": "pullup_bar",
}  # fmt: skip
WISHES = [
    json.loads(line) for line in Path(__file__).with_name("wishes.jsonl").read_text(encoding="utf-8").splitlines()
]


def program_of(item: Mapping[str, Any], *, priorities: bool = True) -> tuple[Program, Trainee]:
    profile = dict(item["profile"])
    wish: Wish = wish_of(item["wish"])
    if not priorities:
        profile.pop("priorities", None)
    cleared = bool(profile.pop("cleared", False))
    kit = frozenset(KITS[profile.pop("kit")].split())
    injuries = tuple(Injury(*each) for each in profile.pop("injuries", ()))
    sets = {name: frozenset(profile.pop(name, ())) for name in ("conditions",)}
    tuples = {name: tuple(profile.pop(name, ())) for name in ("priorities", "activities")}
    weights = dict(wish.weights_kg) | (
        {"dumbbell": wish.weights_kg["kettlebell"]} if "kettlebell" in wish.weights_kg else {}
    )
    trainee = Trainee(
        **profile, **sets, **tuples, equipment=kit, injuries=injuries, wish=wish, screening=Screening(TODAY, cleared=cleared),
        gym=Gym(weights_kg=weights, heaviest_kg=wish.heaviest_kg),
    )  # fmt: skip
    return generate(trainee, weeks=item["weeks"], starts_on=TODAY, today=TODAY), trainee


@pytest.mark.parametrize("item", WISHES, ids=lambda item: item["id"])
def test_what_was_asked_is_in_the_program(item: dict[str, Any]) -> None:
    program, trainee = program_of(item)
    planned = Planned(program.sessions, program.weeks, float(trainee.minutes))
    faults = [
        f"{each['kind']}: {fault}"
        for each in item["constraints"]
        if (fault := CONSTRAINTS[each["kind"]](planned, each))
    ]
    if firsts := item.get("share_up"):
        plain, _ = program_of(item, priorities=False)
        both = Planned(program.sessions, program.weeks, without=plain.sessions)
        faults += [
            fault
            for muscle in firsts
            if (fault := CONSTRAINTS["share_up"](both, {"muscle": muscle, "by": item.get("by", 0.33)}))
        ]
    broken = [each.text for each in validate(program, trainee, TODAY) if each.severity == "error"]
    said = " ".join(each.text for each in program.reasons if each.rule == UNMET)
    assert not faults and not broken, [*faults, *broken]
    assert item.get("unmet", "") in said
