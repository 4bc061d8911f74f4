"""Our own search for a week: greedy, then better places one by one and two by two until nothing gets better.

Deterministic: the same instance gives the same plan; ties go to the earlier choice and fewer sets. How near it
comes to the optimum is measured by ``benchmarks.search`` against a solver that proves it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from training.generation.instance import Choice, Instance, Plan

Chosen = tuple[int, int] | None
_EMPTY: tuple[float, Chosen] = (0, None)
_WIDTH = 5
"""So many of the best alternatives of a place are tried with every alternative of another one."""
_ROUNDS = 6
_FEW = 2
_BEAM = 12
_RATES = (1.0, 0.4)
SOFT = 0.2
PRICES = (0.0, 0.5, 1.0, 2.0, 4.0)


def solve(instance: Instance, start: Plan | None = None) -> Plan:
    """A plan that no change of one or two places, and no session built anew, makes better.

    Without a start, from the best of several: each begins with another price on time, because what fills a
    short session best is not what is best by itself.
    """
    order = sorted(
        range(len(instance.places)),
        key=lambda place: -max((each.worth for each in instance.places[place].choices), default=0),
    )
    week = _Week(instance, start)
    if start is None:
        week.settle(order, PRICES)
    week.improve(order)
    return tuple(week.chosen)


class _Week:
    """A plan with the sums that say what a change is worth."""

    def __init__(self, instance: Instance, start: Plan | None) -> None:
        self.instance = instance
        self.price = 0.0
        self.softness = 1.0
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

    def improve(self, order: Sequence[int]) -> None:
        """Change one place, two at a time, or a whole session, until nothing gets better."""
        sessions = [
            [place for place in order if self.instance.places[place].session == each] for each in range(len(self.used))
        ]
        self.one_by_one(order)
        for _ in range(_ROUNDS):
            changed = self.two_by_two()
            for places in sessions:
                changed |= self.rebuild(places)
            if not changed:
                return
            self.one_by_one(order)

    def settle(self, places: Sequence[int], prices: Sequence[float]) -> bool:
        """Empty some places and fill them at several prices on time; keep what is best, the old where nothing is."""
        had = [self.chosen[place] for place in places]
        best, found = sum(self._taken(places)), had
        first = best
        for price in prices:
            self.price, self.softness = price, SOFT
            self._fill(places)
            self.price = 0.0
            self.one_by_one(places, _FEW)
            self.softness = 1.0
            self.one_by_one(places, _FEW)
            now = [self.chosen[place] for place in places]
            gained = sum(self._taken(places))
            if gained > best:
                best, found = gained, now
        for place, chosen in zip(places, found, strict=True):
            self.put(place, chosen)
        return best > first

    def rebuild(self, places: Sequence[int]) -> bool:
        """Empty a session and fill it place by place, keeping the most promising fillings at each step.

        Promising is what gains most for its time, by the rate of the session as it was. Whether it is better now.
        """
        room = self.instance.rooms[self.instance.places[places[0]].session]
        had = [self.chosen[place] for place in places]
        before = sum(self._taken(places))
        best, found = before, had
        for share in _RATES:
            gained, filling = self._beam(places, share * before / max(room.seconds, 1))
            if gained > best:
                best, found = gained, filling
        self._put_all(places, found)
        return best > before

    def _beam(self, places: Sequence[int], rate: float) -> tuple[float, list[Chosen]]:
        """The best filling found with so many points for a second that is left."""
        fillings: list[tuple[float, list[Chosen]]] = [(0.0, [])]
        for place in places:
            grown = []
            for gained, filling in fillings:
                self._put_all(places, filling)
                self.price = rate
                ranked = sorted(self.options(place), key=_gain, reverse=True)[:_WIDTH]
                self.price = 0.0
                grown += [(gained + gain, [*filling, chosen]) for gain, chosen in [*ranked, _EMPTY]]
                for each in reversed(places[: len(filling)]):
                    self.take(each)
            fillings = sorted(grown, key=_gain, reverse=True)[:_BEAM]
        real = [(gained + rate * sum(map(self._seconds_of, places, filling)), filling) for gained, filling in fillings]
        return max(real, key=_gain)

    def _put_all(self, places: Sequence[int], filling: Sequence[Chosen]) -> None:
        for place, chosen in zip(places, filling, strict=False):
            self.put(place, chosen)

    def _seconds_of(self, place: int, chosen: Chosen) -> int:
        if chosen is None:
            return 0
        choice = self.instance.places[place].choices[chosen[0]]
        return choice.fixed_s + choice.set_s * chosen[1]

    def _fill(self, places: Sequence[int]) -> None:
        for place in places:
            gain, chosen = self.best(place)
            self.put(place, chosen if gain > 0 else None)

    def _taken(self, places: Sequence[int]) -> Iterator[float]:
        """Empty places from behind, saying what each gained."""
        for place in reversed(places):
            chosen = self.take(place)
            yield self._gain_of(place, chosen)

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

    def options(self, place: int) -> list[tuple[float, Chosen]]:
        """What an empty place may hold now, each with what it gains; the choice to leave it empty is not listed."""
        where = self.instance.places[place]
        if not where.is_main and self.accessories[where.session] <= 0:
            return []
        found: list[tuple[float, Chosen]] = []
        near = [self.used[each] for each in self.near[where.session]]
        for number, choice in enumerate(where.choices):
            movement = choice.movement
            if self.used[where.session].get(movement) or any(each.get(movement) for each in near):
                continue
            self._of_choice(where.session, number, choice, choice.least, choice.most, found)
        return found

    def _of_choice(
        self, session: int, number: int, choice: Choice, least: int, most: int, found: list[tuple[float, Chosen]]
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
        base: float = choice.worth + (0 if self.times.get(choice.movement) else instance.novelty)
        for muscle, _ in choice.halves:
            base -= points[muscle][halves[muscle]]
        base -= self.price * choice.fixed_s
        per_set = instance.set_cost + self.price * choice.set_s
        for sets in range(least, most + 1):
            gain: float = base - per_set * sets
            for muscle, each in choice.halves:
                gain += points[muscle][halves[muscle] + each * sets]
            for balance, each in choice.balance:
                was = self.balances[balance]
                now = was + each * sets
                if now < 0 or was < 0:
                    gain += self.softness * instance.balances[balance].cost * (min(now, 0) - min(was, 0))
            found.append((gain, (number, sets)))

    def best(self, place: int) -> tuple[float, Chosen]:
        """The best that an empty place may hold now."""
        return max(self.options(place), key=_gain, default=_EMPTY) if self.instance.places[place].choices else _EMPTY

    def one_by_one(self, order: Sequence[int], most: int = 20) -> None:
        """Give every place its best, again and again, until all have it."""
        for _ in range(most):
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

    def _gain_without(self, one: int, other: int) -> float:
        """Empty two places, and say what they gained together."""
        second = self.take(other)
        gained = self._gain_of(other, second)
        first = self.take(one)
        return gained + self._gain_of(one, first)

    def _gain_of(self, place: int, chosen: Chosen) -> float:
        if chosen is None:
            return 0
        choice = self.instance.places[place].choices[chosen[0]]
        found: list[tuple[float, Chosen]] = []
        self._of_choice(self.instance.places[place].session, chosen[0], choice, chosen[1], chosen[1], found)
        return found[0][0]


def _gain(option: tuple[Any, ...]) -> Any:
    return option[0]
