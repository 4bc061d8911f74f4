"""Our own search for a week: greedy, then better places one by one, two by two and session by session, then shaken.

Deterministic: the same instance gives the same plan; ties go to the earlier choice and fewer sets. How near it
comes to the optimum is measured by ``benchmarks.search`` against a solver that proves it.
"""

from collections.abc import Iterator, Sequence

from training.generation.instance import Instance, Plan, value
from training.generation.tally import EMPTY, Chosen, Tally, gain_first

_WIDTH = 5
"""So many of the best alternatives of a place are tried with every alternative of another one."""
_ROUNDS = 2
"""Of changes to a small week; a larger one has one, for time."""
_FEW = 2
_KEPT = 3
"""So many fillings of a session are tried out of those that looked best."""
_SHAKES, _EMPTIED = 20, 8
"""So often so many places are emptied at the end, to see whether another order fills them better."""
_BEAM, _NARROW, _WIDE = 240, 5, 60
"""So many fillings of a session are kept, the fewer the more places a week has."""
_SMALL = 20
"""A week of so few places is also filled as a whole."""
_BEAMS = ((1.0, 1.0), (0.4, 1.0), (0.7, 0.2))
"""What a second is worth, of the session's own rate, and how much balances count while it is filled."""
SOFT = 0.2
PRICES = (0.0, 1.0, 3.0)


def solve(instance: Instance, start: Plan | None = None) -> Plan:
    """A plan that no change of one or two places, and no session built anew, makes better.

    Without a start, from the best of several: each begins with another price on time, because what fills a
    short session best is not what is best by itself.
    """
    week, order = _Week(instance, start), _by_worth(instance)
    if start is None:
        week.settle(order, PRICES)
    week.improve(order)
    week.shake(order)
    return tuple(week.chosen)


def solve_briefly(instance: Instance, start: Plan | None = None) -> Plan:
    """The same without building sessions anew: a third of the time, and a little further from the optimum."""
    week, order = _Week(instance, start), _by_worth(instance)
    if start is None:
        week.settle(order, PRICES)
    week.one_by_one(order)
    week.two_by_two()
    return tuple(week.chosen)


def _by_worth(instance: Instance) -> list[int]:
    """The places, the one with the most to gain first."""
    return sorted(
        range(len(instance.places)),
        key=lambda place: -max((each.worth for each in instance.places[place].choices), default=0),
    )


class _Week(Tally):
    """The changes that are tried."""

    def improve(self, order: Sequence[int]) -> None:
        """Change one place, two at a time, or a whole session, until nothing gets better."""
        sessions = [
            [place for place in order if self.instance.places[place].session == each]
            for each in sorted({place.session for place in self.instance.places})
        ]
        together = [*sessions, list(order)] if len(order) <= _SMALL else sessions
        self.one_by_one(order)
        for _ in range(_ROUNDS if len(order) <= _SMALL else 1):
            changed = self.two_by_two() | self.trade()
            for places in together:
                changed |= self.rebuild(places)
            if not changed:
                return
            self.one_by_one(order)

    def shake(self, order: Sequence[int]) -> None:
        """Empty some places and fill them in another order, again and again; keep what is better."""
        number = 1
        for _ in range(_SHAKES):
            had = list(self.chosen)
            before = value(self.instance, tuple(had))
            emptied = []
            for _ in range(_EMPTIED):
                number = (number * 1103515245 + 12345) % 2**31  # always the same places: nothing here is random
                emptied.append(order[(number >> 8) % len(order)])
            for place in emptied:
                self.take(place)
            self.one_by_one([*reversed(emptied), *order], _FEW)
            if value(self.instance, tuple(self.chosen)) <= before:
                for place in order:
                    self.take(place)
                for place, chosen in enumerate(had):
                    self.put(place, chosen)

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
        """Empty a session, or a small week, and fill it place by place, keeping the most promising fillings at each step.

        Promising is what gains most for its time, by the rate of the session as it was. Whether it is better now.
        """
        rooms = {self.instance.places[place].session for place in places}
        seconds = sum(self.instance.rooms[each].seconds for each in rooms)
        had = [self.chosen[place] for place in places]
        before = sum(self._taken(places))
        best, found = before, had
        for share, softness in _BEAMS:
            self.softness = softness
            fillings = self._beam(places, share * before / max(seconds, 1))
            self.softness = 1.0
            for filling in fillings:
                self._put_all(places, filling)
                self.one_by_one(places, 1)
                now = [self.chosen[place] for place in places]
                gained = sum(self._taken(places))
                if gained > best:
                    best, found = gained, now
        self._put_all(places, found)
        return best > before

    def _beam(self, places: Sequence[int], rate: float) -> list[list[Chosen]]:
        """The best fillings found with so many points for a second that is left."""
        width = min(max(_BEAM // len(self.instance.places), _NARROW), _WIDE)
        fillings: list[tuple[float, list[Chosen]]] = [(0.0, [])]
        for place in places:
            grown = []
            for gained, filling in fillings:
                self._put_all(places, filling)
                self.price = rate
                ranked = sorted(self.options(place), key=gain_first, reverse=True)[: _WIDTH + width // 2]
                self.price = 0.0
                grown += [(gained + gain, [*filling, chosen]) for gain, chosen in [*ranked, EMPTY]]
                for each in reversed(places[: len(filling)]):
                    self.take(each)
            fillings = sorted(grown, key=gain_first, reverse=True)[:width]
        fillings.sort(key=lambda each: each[0] + rate * sum(map(self.seconds_of, places, each[1])), reverse=True)
        return [filling for _, filling in fillings[:_KEPT]]

    def _put_all(self, places: Sequence[int], filling: Sequence[Chosen]) -> None:
        for place, chosen in zip(places, filling, strict=False):
            self.put(place, chosen)

    def _fill(self, places: Sequence[int]) -> None:
        for place in places:
            gain, chosen = self.best(place)
            self.put(place, chosen if gain > 0 else None)

    def _taken(self, places: Sequence[int]) -> Iterator[float]:
        """Empty places from behind, saying what each gained."""
        for place in reversed(places):
            chosen = self.take(place)
            yield self.gain_of(place, chosen)

    def one_by_one(self, order: Sequence[int], most: int = 20) -> None:
        """Give every place its best, again and again, until all have it."""
        for _ in range(most):
            changed = False
            for place in order:
                had = self.take(place)
                gain, chosen = self.best(place)
                if gain <= 0:
                    chosen = None
                if chosen != had and self.gain_of(place, had) < max(gain, 0):
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
        tried = sorted(self.options(one), key=gain_first, reverse=True)[:_WIDTH]
        for gain, chosen in [*tried, EMPTY]:
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
        gained = self.gain_of(other, second)
        first = self.take(one)
        return gained + self.gain_of(one, first)

    def trade(self) -> bool:
        """Give a place what another one has in its way: the same movement in its session, or on the next day."""
        changed = False
        for place, where in enumerate(self.instance.places):
            for number, choice in enumerate(where.choices):
                held = self.chosen[place]
                blockers = self._holding(choice.movement, where.session, place)
                if blockers and (held is None or where.choices[held[0]].movement != choice.movement):
                    changed |= self._given(place, number, blockers)
        return changed

    def _holding(self, movement: int, session: int, but: int) -> list[int]:
        """The places of this session and of neighbouring days that hold a movement."""
        near = {session, *self.near[session]}
        if not any(self.used[each].get(movement) for each in near):
            return []
        found = []
        for place, where in enumerate(self.instance.places):
            held = self.chosen[place]
            if (
                held is not None
                and place != but
                and where.session in near
                and where.choices[held[0]].movement == movement
            ):
                found.append(place)
        return found

    def _given(self, place: int, number: int, blockers: list[int]) -> bool:
        touched = [place, *blockers]
        had = [self.chosen[each] for each in touched]
        before = sum(self._taken(touched))
        gain, chosen = max(
            (each for each in self.options(place) if each[1] is not None and each[1][0] == number),
            key=gain_first,
            default=EMPTY,
        )
        found = [chosen]
        self.put(place, chosen)
        for each in blockers:
            more, other = self.best(each)
            other = other if more > 0 else None
            gain += max(more, 0)
            self.put(each, other)
            found.append(other)
        if gain > before:
            return True
        for each in reversed(touched):
            self.take(each)
        for each, chosen in zip(touched, had, strict=True):
            self.put(each, chosen)
        return False
