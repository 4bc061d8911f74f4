"""A plan of a week with the sums that say what a change of it is worth."""

from typing import Any

from training.generation.instance import Choice, Instance, Plan

Chosen = tuple[int, int] | None
EMPTY: tuple[float, Chosen] = (0, None)


def gain_first(option: tuple[Any, ...]) -> Any:
    """What an option gains: it stands first."""
    return option[0]


class Tally:
    """Places that are filled and emptied; ``price`` is charged for each second, ``softness`` eases the balances."""

    def __init__(self, instance: Instance, start: Plan | None) -> None:
        self.instance = instance
        self.price = 0.0
        self.softness = 1.0
        self.points = instance.points
        self.costs = [balance.cost for balance in instance.balances]
        self.caps = [room.muscle for room in instance.rooms]
        self.novelty, self.set_cost = instance.novelty, instance.set_cost
        self.chosen: list[Chosen] = [None] * len(instance.places)
        self.halves = [0] * len(instance.muscles)
        self.balances = [balance.start for balance in instance.balances]
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

    def options(self, place: int) -> list[tuple[float, Chosen]]:
        """What an empty place may hold now, each with what it gains; the choice to leave it empty is not listed."""
        where = self.instance.places[place]
        if not where.is_main and self.accessories[where.session] <= 0:
            return []
        found: list[tuple[float, Chosen]] = []
        session, near = where.session, [self.used[each] for each in self.near[where.session]]
        used = self.used[session]
        for number, choice in enumerate(where.choices):
            movement = choice.movement
            if used.get(movement):
                continue
            if near and any(each.get(movement) for each in near):
                continue
            self._of_choice(session, number, choice, choice.least, choice.most, found)
        return found

    def best(self, place: int) -> tuple[float, Chosen]:
        """The best that an empty place may hold now."""
        return max(self.options(place), key=gain_first, default=EMPTY) if self.instance.places[place].choices else EMPTY

    def gain_of(self, place: int, chosen: Chosen) -> float:
        """What a choice gains in an empty place, as everything else is."""
        if chosen is None:
            return 0
        choice = self.instance.places[place].choices[chosen[0]]
        found: list[tuple[float, Chosen]] = []
        self._of_choice(self.instance.places[place].session, chosen[0], choice, chosen[1], chosen[1], found)
        return found[0][0]

    def seconds_of(self, place: int, chosen: Chosen) -> int:
        """How long a choice takes."""
        if chosen is None:
            return 0
        choice = self.instance.places[place].choices[chosen[0]]
        return choice.fixed_s + choice.set_s * chosen[1]

    def _of_choice(
        self, session: int, number: int, choice: Choice, least: int, most: int, found: list[tuple[float, Chosen]]
    ) -> None:
        # The innermost loop of the search: plain comparisons, and nothing that is looked up twice.
        in_time = (self.seconds[session] - choice.fixed_s) // choice.set_s
        most = min(most, self.sets[session], in_time)
        if most < least:
            return
        prime = self.prime[session]
        if prime:
            for muscle in choice.prime:
                if muscle in prime:
                    most = min(most, self.most_prime[session][muscle] - prime[muscle])
        mine, halves, points, cap = self.in_session[session], self.halves, self.points, self.caps[session]
        base: float = choice.worth - self.price * choice.fixed_s
        if not self.times.get(choice.movement):
            base += self.novelty
        for muscle, each in choice.halves:
            had, table = halves[muscle], points[muscle]
            base -= table[had]
            fits = cap - mine[muscle]
            left = len(table) - 1 - had
            if (fits if fits < left else left) < each * most:
                most = (fits if fits < left else left) // each
        if most < least:
            return
        per_set = self.set_cost + self.price * choice.set_s
        balances, costs = self.balances, self.costs
        felt = [pair for pair in choice.balance if balances[pair[0]] < 0 or balances[pair[0]] + pair[1] * most < 0]
        for sets in range(least, most + 1):
            gain = base - per_set * sets
            for muscle, each in choice.halves:
                gain += points[muscle][halves[muscle] + each * sets]
            for balance, each in felt:
                was = balances[balance]
                now = was + each * sets
                if was < 0:
                    gain += self.softness * costs[balance] * ((now if now < 0 else 0) - was)
                elif now < 0:
                    gain += self.softness * costs[balance] * now
            found.append((gain, (number, sets)))
