"""The week to be planned as a problem with numbers only: what our search and its oracle are both given.

Maximise, over one choice and a number of sets for each place (or none):

    the worth of every choice, ``novelty`` for every different movement, the points of every muscle's
    half sets (``Muscle``), less ``set_cost`` for every set and the cost of every ``Balance`` below zero

under the seconds, sets, accessories and muscle caps of each session; the ceiling of each muscle; no movement
twice in a session or on two days in a row. Everything is an integer and linear, so the optimum can be proved.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Choice:
    """A movement in a place."""

    movement: int
    """The same number wherever it is the same movement."""
    slug: str
    worth: int
    fixed_s: int
    """Seconds that it takes however many sets are done, less the rest that the last set does not need."""
    set_s: int
    """Seconds for each set with its rest."""
    least: int
    most: int
    """Sets, if it is chosen."""
    halves: tuple[tuple[int, int], ...]
    """Half sets of each muscle from one set."""
    prime: tuple[int, ...]
    """The muscles that it is a prime mover of."""
    balance: tuple[tuple[int, int], ...]
    """What one set adds to each balance."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a session: empty, or one choice with some sets."""

    session: int
    name: str
    is_main: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """Points for the half sets of a muscle in the week: concave, so that more is worth less and less."""

    floor: int
    target: int
    high: int
    ceiling: int
    """Never more."""
    first: int
    """Points for each half set up to the floor."""
    then: int
    """Points for each half set from there to the target."""
    over: int
    """Points lost for each half set above ``high``."""

    def points(self, halves: int) -> int:
        """What so many half sets are worth.

        >>> Muscle(4, 8, 10, 12, 50, 30, 60).points(11)
        260
        """
        return (
            self.first * min(halves, self.floor)
            + self.then * max(0, min(halves, self.target) - self.floor)
            - self.over * max(0, halves - self.high)
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """A sum over all sets, from ``start`` on, that should not be below zero, and what each unit below costs."""

    name: str
    cost: int
    start: int = 0
    """Below zero: so much is needed."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one session has room for."""

    seconds: int
    sets: int
    accessories: int
    muscle: int
    """Half sets of one muscle."""
    prime: tuple[tuple[int, int], ...] = ()
    """Sets of a prime mover that a session on a neighbouring day needs fresh: muscle and most."""


@dataclass(frozen=True)
class Instance:
    """One week."""

    places: tuple[Place, ...]
    rooms: tuple[Room, ...]
    muscles: tuple[Muscle, ...]
    balances: tuple[Balance, ...]
    neighbours: tuple[tuple[int, int], ...]
    """Sessions on days that follow one another: they share no movement."""
    novelty: int
    set_cost: int

    @cached_property
    def points(self) -> tuple[tuple[int, ...], ...]:
        """Of each muscle, by half sets up to its ceiling."""
        return tuple(tuple(each.points(halves) for halves in range(each.ceiling + 1)) for each in self.muscles)


Plan = tuple[tuple[int, int] | None, ...]
"""For each place: which choice and how many sets, or nothing."""


def value(instance: Instance, plan: Plan) -> int:
    """The objective of a plan."""
    halves = [0] * len(instance.muscles)
    balances = [balance.start for balance in instance.balances]
    total, movements = 0, set()
    for place, chosen in zip(instance.places, plan, strict=True):
        if chosen is None:
            continue
        choice, sets = place.choices[chosen[0]], chosen[1]
        total += choice.worth - instance.set_cost * sets
        movements.add(choice.movement)
        for muscle, each in choice.halves:
            halves[muscle] += each * sets
        for number, each in choice.balance:
            balances[number] += each * sets
    total += instance.novelty * len(movements)
    total += sum(muscle.points(each) for muscle, each in zip(instance.muscles, halves, strict=True))
    return total + sum(balance.cost * min(each, 0) for balance, each in zip(instance.balances, balances, strict=True))


def broken(instance: Instance, plan: Plan) -> list[str]:
    """The constraints that a plan breaks; empty when it may be done."""
    found = []
    used: list[dict[int, int]] = [{} for _ in instance.rooms]
    halves = [0] * len(instance.muscles)
    for number, room in enumerate(instance.rooms):
        here = [
            (place, place.choices[chosen[0]], chosen[1])
            for place, chosen in zip(instance.places, plan, strict=True)
            if chosen is not None and place.session == number
        ]
        if sum(choice.fixed_s + choice.set_s * sets for _, choice, sets in here) > room.seconds:
            found.append(f"session {number}: time")
        if sum(sets for _, _, sets in here) > room.sets:
            found.append(f"session {number}: sets")
        if sum(not place.is_main for place, _, _ in here) > room.accessories:
            found.append(f"session {number}: accessories")
        mine = [0] * len(instance.muscles)
        for place, choice, sets in here:
            if not choice.least <= sets <= choice.most:
                found.append(f"{place.name}: {sets} sets")
            used[number][choice.movement] = used[number].get(choice.movement, 0) + 1
            for muscle, each in choice.halves:
                mine[muscle] += each * sets
        if max(mine, default=0) > room.muscle:
            found.append(f"session {number}: muscle cap")
        for muscle, most in room.prime:
            if sum(sets for _, choice, sets in here if muscle in choice.prime) > most:
                found.append(f"session {number}: prime mover {muscle}")
        halves = [one + other for one, other in zip(halves, mine, strict=True)]
        found += [f"session {number}: twice" for times in used[number].values() if times > 1]
    found += ["weekly ceiling" for muscle, each in zip(instance.muscles, halves, strict=True) if each > muscle.ceiling]
    found += ["two days in a row" for one, other in instance.neighbours if used[one].keys() & used[other].keys()]
    return found
