"""Random athletes, the same ones every time: all levels, goals, days, minutes, equipment, injuries, rules, ages."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from training.landmarks import landmarks
from training.library import load_library
from training.program.trainee import GOALS, LEVELS, REGIONS, Goal, Injury, Level, MovementRule, Screening, Trainee

TODAY = date(2026, 11, 21)
FULL_GYM = frozenset({
    "barbell", "ez_bar", "trap_bar", "dumbbell", "kettlebell", "cable", "machine", "smith", "band", "bench", "incline_bench",
    "rack", "box", "pullup_bar", "dip_bars", "landmine", "ab_wheel", "bike", "rower", "treadmill", "rope", "preacher_bench",
    "back_ext_bench", "med_ball", "sled",
})  # fmt: skip
PLACES: tuple[frozenset[str], ...] = (
    FULL_GYM,
    FULL_GYM,
    frozenset(),
    frozenset({"dumbbell", "bench"}),
    frozenset({"dumbbell", "incline_bench", "pullup_bar", "band"}),
    frozenset({"barbell", "rack", "bench"}),
    frozenset({"barbell", "rack", "bench", "pullup_bar", "dumbbell"}),
    frozenset({"barbell"}),
    frozenset({"kettlebell"}),
    frozenset({"band"}),
    frozenset({"pullup_bar", "dip_bars", "rings"}),
    frozenset({"cable", "machine", "dumbbell", "bench", "bike"}),
    frozenset({"machine"}),
)
"""From a full gym to nothing at all."""
MINUTES = (20, 25, 30, 35, 40, 45, 50, 60, 60, 75, 90, 120)
LIFTS = {"back_squat": 1.4, "bench_press": 1.0, "deadlift": 1.7, "overhead_press": 0.62, "barbell_row": 0.8, "lat_pulldown": 0.8,
         "leg_press": 2.2, "romanian_deadlift": 1.2, "db_bench_press": 0.4, "pull_up": 1.15, "barbell_curl": 0.45}  # fmt: skip
"""The e1RM of an intermediate by body weight."""
STRENGTH = {"novice": 0.65, "intermediate": 1.0, "advanced": 1.35}


def trainees(count: int, seed: int = 0) -> Iterator[Trainee]:
    """So many athletes; another seed gives others."""
    for number in range(count):
        yield trainee(random.Random(f"{seed} {number}"))


def trainee(chance: random.Random) -> Trainee:
    """One athlete."""
    level: Level = chance.choice(LEVELS)  # type: ignore[assignment]
    days = chance.randint(1, 7)
    weight = round(chance.uniform(45, 120), 1)
    lifts = chance.sample(sorted(LIFTS), chance.choice((0, 0, 3, 6, len(LIFTS))))
    name = {lift: load_library().by_core_id(lift).name for lift in LIFTS}
    e1rm = {name[lift]: round(LIFTS[lift] * weight * STRENGTH[level] * chance.uniform(0.7, 1.3), 1) for lift in lifts}
    return Trainee(
        goals=goals(chance),
        level=level,
        days=days,
        weekdays=tuple(sorted(chance.sample(range(7), days))) if chance.random() < 0.25 else (),
        minutes=chance.choice(MINUTES),
        equipment=chance.choice(PLACES),
        injuries=injuries(chance),
        rules=movement_rules(chance),
        activities=tuple(
            chance.sample(("Running", "Cycling", "Rowing Machine", "Walking", "Swimming"), chance.choice((0, 0, 1, 2)))
        ),
        priorities=(name[chance.choice(sorted(LIFTS))],) if chance.random() < 0.2 else (),
        cardio_as=chance.choice((None, None, None, "finisher", "own_day")),
        screening=screening(chance),
        body_weight_kg=weight if chance.random() < 0.85 else None,
        sex=chance.choice(("M", "F", None)),
        age=chance.choice((None, None, 13, 15, 16, 17, 25, 25, 35, 45, 59, 61, 66, 75)),
        e1rm_kg=e1rm,
        done={lift: chance.randint(1, 20) for lift in e1rm if chance.random() < 0.7},
        weekly_sets={muscle: round(chance.uniform(0, each.high) * 2) / 2 for muscle, each in landmarks(level).items()}
        if chance.random() < 0.25
        else {},
        olympic=chance.random() < 0.1,
        time_factor=chance.choice((1.0, 1.0, 1.0, 0.7, 0.85, 1.2, 1.5)),
    )


def goals(chance: random.Random) -> dict[Goal, int]:
    """One to three goals whose weights sum to 10."""
    names = chance.sample(GOALS, chance.choice((1, 1, 2, 2, 3)))
    weights = [1] * len(names)
    for _ in range(10 - len(names)):
        weights[chance.randrange(len(names))] += 1
    return dict(zip(names, weights, strict=True))  # type: ignore[arg-type]


def injuries(chance: random.Random) -> tuple[Injury, ...]:
    """Often none, sometimes two."""
    return tuple(
        Injury(
            chance.choice(REGIONS),  # type: ignore[arg-type]
            severity=chance.choice((None, 1.0, 3.0, 4.0, 5.0, 7.0)),
            since=TODAY - timedelta(days=chance.randint(1, 200)),
            resolved_on=TODAY - timedelta(days=1) if chance.random() < 0.15 else None,
            is_sharp=chance.random() < 0.1,
        )
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))
    )


def movement_rules(chance: random.Random) -> tuple[MovementRule, ...]:
    """Excluded, preferred and substituted movements, sometimes a whole pattern."""
    library, found = load_library(), []
    if chance.random() < 0.3:
        found.append(MovementRule("exclude", library.by_core_id(chance.choice(sorted(LIFTS))).name))
    if chance.random() < 0.1:
        found.append(MovementRule("exclude", chance.choice(("lunge", "v_push", "carry", "squat"))))
    if chance.random() < 0.2:
        found.append(
            MovementRule(
                "prefer", library.by_core_id(chance.choice(("dip", "push_up", "goblet_squat", "hammer_curl"))).name
            )
        )
    if chance.random() < 0.1:
        found.append(
            MovementRule("substitute", library.by_core_id("back_squat").name, library.by_core_id("leg_press").name)
        )
    return tuple(found)


def screening(chance: random.Random) -> Screening | None:
    """Mostly nothing; sometimes a yes, cleared or not; never one that stops a program."""
    if chance.random() < 0.3:
        return None
    yes = tuple(chance.sample(("heart", "medication", "joint"), chance.choice((0, 0, 0, 0, 1, 2))))
    on = TODAY - timedelta(days=chance.choice((1, 100, 500)))
    return Screening(on, yes, cleared=bool(yes) and chance.random() < 0.5)
