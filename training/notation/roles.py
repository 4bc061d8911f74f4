"""What a number can be: the roles of an amount, and how unlikely each is for the exercise (reference 12.1, R1 to R8)."""

import math
from typing import NamedTuple

from training.notation import costs
from training.notation.drafts import ENDURANCE, TIMED, Topic
from training.notation.items import Calories, Lasting, Length, Load, Number, Range, RepMax, Reps, Sets, Sided, Value
from training.notation.number_roles import Likely
from training.units import KG_PER, Typed, in_unit

_MINUTES = frozenset({"cardio", "mobility", "conditioning"})
_HEAVIEST = {"dumbbell": 60.0, "kettlebell": 48.0, "cable": 120.0, "band": 0.0, "machine": 400.0}
_LIGHTEST = {
    "dumbbell": 3.0,
    "kettlebell": 6.0,
    "cable": 4.0,
    "barbell": 15.0,
    "smith": 5.0,
    "machine": 5.0,
    "trap_bar": 20.0,
}


AS_USUAL = 0.5
"""How far a load may be from the usual one, as a logarithm."""


class Role(NamedTuple):
    """One way to take an amount: S R L E T D or P, its value, what that costs, and whether it was labelled."""

    name: str
    value: object
    cost: float
    labelled: bool = False


def roles_of(value: Value, topic: Topic) -> list[Role]:
    """All roles that an amount can have, whatever it stands with."""
    match value:
        case Number(number, clock_s=clock_s):
            clock = [Role("T", clock_s, 0.2)] if clock_s and topic.modality in ENDURANCE else []
            return [*clock, *_bare(number, topic)]
        case Load():
            found = [Role("L", value, _typed_load_cost(value, topic), True)]
            by_hand = (
                value.pair
                and value.unit is None
                and value.form == "total"
                and not topic.is_loaded
                and value.value == int(value.value)
            )
            return [*found, Role("R", int(value.value), 0.1, True)] if by_hand else found
        case Reps(count):
            return [
                Role(
                    "R",
                    count,
                    reps_cost(count, topic, costs.REPS_OF_ROAD if topic.modality in ENDURANCE else 0.0),
                    True,
                )
            ]
        case Sets(count):
            found = [Role("S", count, 0.0, True)]
            if not value.times or topic.modality not in ("reps", "bw_reps", "weight_reps"):
                return found
            return [*found, Role("R", count, 1.5 if topic.is_loaded else 1.2, True)]
        case Lasting(seconds, maybe_load):
            return _lasting(seconds, maybe_load, topic)
        case Length(typed):
            return [Role("D", typed, 0.0 if topic.modality in (*ENDURANCE, "weight_distance") else 1.0, True)]
        case RepMax(count):
            return [Role("R", count, 0.0, True)]
        case Sided(number, on_bar):
            plates = Role("L", Load(number, None, "plates"), 0.0 if on_bar else 0.5, True)
            reps = Role("R", int(number), reps_cost(int(number), topic, 0.0), True)
            if on_bar or number % 1:
                return [plates]
            return (
                [reps, plates._replace(cost=1.5 if number < 15 else 0.3)]
                if topic.on_bar and topic.is_loaded
                else [reps]
            )
        case Range(low, high):
            found = [Role("R", value, 0.1)] if low >= 1 and high <= 50 else []
            return [*found, Role("L", Load(low, None, high=high), 0.8 + load_cost(low, None, topic))]
        case Calories():
            return [Role("T", None, 0.0, True)]
        case _:
            return []


def by_context(likely: Likely, role: Role, topic: Topic) -> float:
    """How unlikely a role is by what stands around the number; of a load as always nothing is."""
    if role.name == "L" and topic.usual and near(role.value, Load(topic.usual), topic) < AS_USUAL:
        return 0.0
    return min(costs.BY_CONTEXT_MOST, costs.BY_CONTEXT * unlikelihood(likely, role.name))


def passed_over(likely: Likely) -> float:
    """What it costs to leave a number out, by what stands around it."""
    return costs.PASSED_OVER + unlikelihood(likely, "N")


def unlikelihood(likely: Likely, role: str) -> float:
    """The negative logarithm of how likely a role is."""
    return -math.log(max(1e-9, likely[role]))


def _bare(number: float, topic: Topic) -> list[Role]:
    whole = number == int(number)
    found = []
    endurance, timed = topic.modality in ENDURANCE, topic.modality in TIMED
    if whole:
        reps = reps_cost(
            int(number),
            topic,
            3.0 if endurance else 2.0 if timed else 1.5 if topic.modality == "weight_distance" else 0.0,
        )
        found.append(Role("R", int(number), reps))
        if 1 <= number <= 100:
            over = sum(cost for limit, cost in costs.SETS_ABOVE if number > limit)
            found.append(Role("S", int(number), over + (costs.ONE_SET if number == 1 else 0.0)))
    found.append(Role("L", Load(number), load_cost(number, None, topic) + (costs.REPS_OF_ROAD if endurance else 0.0)))
    if number == 2:
        found.append(Role("P", 2, 0.0 if topic.is_pair else 1.2))
    if 5 <= number <= 10 and number * 2 == int(number * 2):
        found.append(Role("E", number, 0.0))
    if timed or endurance:
        minutes = topic.movement is not None and topic.movement.pattern in _MINUTES
        lasting = 0.4 if minutes or number >= 5 else 1.5
        found.append(Role("T", number * (60 if minutes else 1), lasting + (1.6 if minutes and number > 180 else 0.0)))
    if endurance:
        found.append(Role("D", Typed(number, "m"), 0.4 if number >= 100 else 3.0))
        if number <= 50:
            found.append(Role("D", Typed(number, "km"), 1.8))
    return found


def _lasting(seconds: float, maybe_load: bool, topic: Topic) -> list[Role]:
    long_lasting = topic.modality in ENDURANCE or topic.modality in TIMED
    roles = [Role("T", seconds, 0.0 if long_lasting else 1.2, True)]
    if maybe_load and topic.modality not in ("duration", *ENDURANCE):
        cost = 0.0 if topic.is_pair or topic.modality == "weight_distance" else 0.6 if topic.is_loaded else 2.0
        if topic.modality == "weight_duration":
            cost = 2.5
        roles.append(Role("L", Load(seconds, pair=True), cost + load_cost(seconds, None, topic) * 0.5, True))
        if topic.modality == "weight_reps":
            roles[0] = roles[0]._replace(cost=2.5)
    return roles


def reps_cost(reps: int | None, topic: Topic, base: float) -> float:
    """How unlikely so many reps are."""
    if reps is None:
        return 0.0
    limits = costs.REPS_ABOVE if topic.is_loaded else costs.REPS_ABOVE_BODY
    return base + sum(cost for limit, cost in limits if reps > limit) + (1.0 if reps == 0 else 0.0)


def load_cost(value: float, unit: str | None, topic: Topic) -> float:
    """How unlikely a load is, by what was lifted before, else by what the exercise is done with."""
    if not topic.is_loaded:
        return costs.BARE_LOAD_ON_BODY if unit is None else 0.3
    kg = value * KG_PER[unit or topic.unit]
    if kg <= 0:
        return 2.0
    usual = topic.usual
    if usual:
        off = abs(math.log(kg / KG_PER[topic.unit] / usual))
        return min(costs.HEAVIEST_COST, max(0.0, off - 0.9) * costs.LOAD_UNUSUAL)
    kit = topic.movement.equipment if topic.movement else ("barbell",)
    heaviest = min((_HEAVIEST[each] for each in kit if each in _HEAVIEST), default=260.0)
    lightest = max((_LIGHTEST[each] for each in kit if each in _LIGHTEST), default=1.5)
    over = max(0.0, math.log(kg / heaviest)) if heaviest else 1.0
    under = max(0.0, math.log(lightest / kg))
    return min(costs.HEAVIEST_COST, (over + under) * costs.LOAD_UNUSUAL)


def _typed_load_cost(load: Load, topic: Topic) -> float:
    if load.form != "total":
        return 0.0
    return 0.25 * load_cost(load.value, load.unit, topic)


def near(one: object, other: object, topic: Topic) -> float:
    """How far a value is from the one that it is to replace."""
    first, second = (_size(each, topic) for each in (one, other))
    if first <= 0 or second <= 0:
        return 1.5
    return abs(math.log(first / second))


def _size(value: object, topic: Topic) -> float:
    match value:
        case Load(size, unit):
            return in_unit(size * KG_PER[unit or topic.unit], topic.unit)
        case Typed():
            return value.m
        case int() | float():
            return float(value)
        case _:
            return 0.0
