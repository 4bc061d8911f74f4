"""Our own search for a week: greedy, then better places one by one and two by two until nothing gets better.

Deterministic: the same instance gives the same plan; ties go to the earlier choice and fewer sets. How near it
comes to the optimum is measured by ``benchmarks.search`` against a solver that proves it.
"""

from collections.abc import Sequence

from training.generation.instance import Choice, Instance, Plan

Chosen = tuple[int, int] | None
_EMPTY: tuple[int, Chosen] = (0, None)
_WIDTH = 5
"""So many of the best alternatives of a place are tried with every alternative of another one."""
_ROUNDS = 6


def solve(instance: Instance, start: Plan | None = None) -> Plan:
    """A plan that no change of one or two places makes better."""
    week = _Week(instance, start)
    order = sorted(
        range(len(instance.places)),
        key=lambda place: -max((each.worth for each in instance.places[place].choices), default=0),
    )
    week.one_by_one(order)
    for _ in range(_ROUNDS):
        if not week.two_by_two():
            break
        week.one_by_one(order)
    return tuple(week.chosen)


class _Week:
    """A plan with the sums that say what a change is worth."""

    def __init__(self, instance: Instance, start: Plan | None) -> None:
        self.instance = instance
        self.chosen: list[Chosen] = [None] * len(instance.places)
        self.halves = [0] * len(instance.muscles)
        self.balances = [0] * len(instance.balances)
        self.in_session = [[0] * len(instance.muscles) for _ in instance.rooms]
        self.prime = [dict.fromkeys((muscle for muscle, _ in room.prime), 0) for room in instance.rooms]
        self.most_prime = [dict(room.prime) for room in instance.rooms]
        self.seconds = [room.seconds for room in instance.rooms]
        self.sets = [room.sets for room in instance.rooms]
        self.accessories = [room.accessories for room in instance.rooms]
        self.used: list[dict[int, int]] = [{} for _ in instance.rooms]
        self.times: dict[int, int] = {}
        self.near: list[list[int]] = [[] for _ in instance.rooms]
        for one, other in instance.neighbours:
            self.near[one].append(other)
            self.near[other].append(one)
        for place, chosen in enumerate(start or ()):
            self.put(place, chosen)

    def put(self, place: int, chosen: Chosen, sign: int = 1) -> None:
        """Fill a place, or with ``sign=-1`` take out what it holds."""
        self.chosen[place] = chosen if sign > 0 else None
        if chosen is None:
            return
        where = self.instance.places[place]
        choice, sets = where.choices[chosen[0]], chosen[1] * sign
        session = where.session
        mine, prime, used = self.in_session[session], self.prime[session], self.used[session]
        for muscle, each in choice.halves:
            self.halves[muscle] += each * sets
            mine[muscle] += each * sets
        for number, each in choice.balance:
            self.balances[number] += each * sets
        for muscle in choice.prime:
            if muscle in prime:
                prime[muscle] += sets
        self.seconds[session] -= choice.fixed_s * sign + choice.set_s * sets
        self.sets[session] -= sets
        self.accessories[session] -= 0 if where.is_main else sign
        used[choice.movement] = used.get(choice.movement, 0) + sign
        self.times[choice.movement] = self.times.get(choice.movement, 0) + sign

    def take(self, place: int) -> Chosen:
        """Empty a place, and say what it held."""
        chosen = self.chosen[place]
        if chosen is not None:
            self.put(place, chosen, -1)
        return chosen

    def options(self, place: int) -> list[tuple[int, Chosen]]:
        """What an empty place may hold now, each with what it gains; the choice to leave it empty is not listed."""
        where = self.instance.places[place]
        if not where.is_main and self.accessories[where.session] <= 0:
            return []
        found: list[tuple[int, Chosen]] = []
        near = [self.used[each] for each in self.near[where.session]]
        for number, choice in enumerate(where.choices):
            movement = choice.movement
            if self.used[where.session].get(movement) or any(each.get(movement) for each in near):
                continue
            self._of_choice(where.session, number, choice, where.least, where.most, found)
        return found

    def _of_choice(
        self, session: int, number: int, choice: Choice, least: int, most: int, found: list[tuple[int, Chosen]]
    ) -> None:
        instance = self.instance
        most = min(most, self.sets[session], (self.seconds[session] - choice.fixed_s) // choice.set_s)
        for muscle in choice.prime:
            if muscle in self.prime[session]:
                most = min(most, self.most_prime[session][muscle] - self.prime[session][muscle])
        cap, mine, halves, points = (
            instance.rooms[session].muscle,
            self.in_session[session],
            self.halves,
            instance.points,
        )
        for muscle, each in choice.halves:
            most = min(most, (cap - mine[muscle]) // each, (len(points[muscle]) - 1 - halves[muscle]) // each)
        if most < least:
            return
        base = choice.worth + (0 if self.times.get(choice.movement) else instance.novelty)
        for muscle, _ in choice.halves:
            base -= points[muscle][halves[muscle]]
        for sets in range(least, most + 1):
            gain = base - instance.set_cost * sets
            for muscle, each in choice.halves:
                gain += points[muscle][halves[muscle] + each * sets]
            for balance, each in choice.balance:
                was = self.balances[balance]
                now = was + each * sets
                if now < 0 or was < 0:
                    gain += instance.balances[balance].cost * (min(now, 0) - min(was, 0))
            found.append((gain, (number, sets)))

    def best(self, place: int) -> tuple[int, Chosen]:
        """The best that an empty place may hold now."""
        return max(self.options(place), key=_gain, default=_EMPTY) if self.instance.places[place].choices else _EMPTY

    def one_by_one(self, order: Sequence[int]) -> None:
        """Give every place its best, again and again, until all have it."""
        for _ in range(20):
            changed = False
            for place in order:
                had = self.take(place)
                gain, chosen = self.best(place)
                if gain <= 0:
                    chosen = None
                if chosen != had and self._gain_of(place, had) < max(gain, 0):
                    changed = True
                else:
                    chosen = had
                self.put(place, chosen)
            if not changed:
                return

    def two_by_two(self) -> bool:
        """Change two places of one session at a time where both together are better; whether anything was."""
        changed = False
        places = self.instance.places
        for one in range(len(places)):
            for other in range(one + 1, len(places)):
                if places[one].session == places[other].session:
                    changed |= self._both(one, other)
        return changed

    def _both(self, one: int, other: int) -> bool:
        had = self.chosen[one], self.chosen[other]
        first = self._gain_without(one, other)
        best, found = first, had
        tried = sorted(self.options(one), key=_gain, reverse=True)[:_WIDTH]
        for gain, chosen in [*tried, _EMPTY]:
            self.put(one, chosen)
            more, with_it = self.best(other)
            if gain + max(more, 0) > best:
                best, found = gain + max(more, 0), (chosen, with_it if more > 0 else None)
            self.take(one)
        self.put(one, found[0])
        self.put(other, found[1])
        return found != had

    def _gain_without(self, one: int, other: int) -> int:
        """Empty two places, and say what they gained together."""
        second = self.take(other)
        gained = self._gain_of(other, second)
        first = self.take(one)
        return gained + self._gain_of(one, first)

    def _gain_of(self, place: int, chosen: Chosen) -> int:
        if chosen is None:
            return 0
        choice = self.instance.places[place].choices[chosen[0]]
        found: list[tuple[int, Chosen]] = []
        self._of_choice(self.instance.places[place].session, chosen[0], choice, chosen[1], chosen[1], found)
        return found[0][0]


def _gain(option: tuple[int, Chosen]) -> int:
    return option[0]
