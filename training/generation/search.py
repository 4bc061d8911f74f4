"""Our own search for a week: greedy, then better places one by one, two by two and session by session, then shaken.

Deterministic: the same instance gives the same plan; ties go to the earlier choice and fewer sets. How near it
comes to the optimum is measured by ``benchmarks.search`` against a solver that proves it.
"""

from collections.abc import Sequence

from training.generation.instance import Instance, Plan, value
from training.generation.moves import WIDTH, Moves
from training.generation.tally import EMPTY, Chosen, gain_first

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
    week.insist(order)
    week.shake(order)
    return tuple(week.chosen)


def solve_briefly(instance: Instance, start: Plan | None = None) -> Plan:
    """The same without building sessions anew: a third of the time, and a little further from the optimum."""
    week, order = _Week(instance, start), _by_worth(instance)
    if start is None:
        week.settle(order, PRICES)
    week.one_by_one(order)
    week.two_by_two()
    week.insist(order)
    return tuple(week.chosen)


def _by_worth(instance: Instance) -> list[int]:
    """The places, the one with the most to gain first."""
    return sorted(
        range(len(instance.places)),
        key=lambda place: -max((each.worth for each in instance.places[place].choices), default=0),
    )


class _Week(Moves):
    """The search: what is rebuilt, insisted on and shaken."""

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

    def settle(self, places: Sequence[int], prices: Sequence[float]) -> bool:
        """Empty some places and fill them at several prices on time; keep what is best, the old where nothing is."""
        had = [self.chosen[place] for place in places]
        best, found = sum(self.taken(places)), had
        first = best
        for price in prices:
            self.price, self.softness = price, SOFT
            self.fill(places)
            self.price = 0.0
            self.one_by_one(places, _FEW)
            self.softness = 1.0
            self.one_by_one(places, _FEW)
            now = [self.chosen[place] for place in places]
            gained = sum(self.taken(places))
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
        before = sum(self.taken(places))
        best, found = before, had
        for share, softness in _BEAMS:
            self.softness = softness
            fillings = self._beam(places, share * before / max(seconds, 1))
            self.softness = 1.0
            for filling in fillings:
                self.put_all(places, filling)
                self.one_by_one(places, 1)
                now = [self.chosen[place] for place in places]
                gained = sum(self.taken(places))
                if gained > best:
                    best, found = gained, now
        self.put_all(places, found)
        return best > before

    def _beam(self, places: Sequence[int], rate: float) -> list[list[Chosen]]:
        """The best fillings found with so many points for a second that is left."""
        width = min(max(_BEAM // len(self.instance.places), _NARROW), _WIDE)
        fillings: list[tuple[float, list[Chosen]]] = [(0.0, [])]
        for place in places:
            grown = []
            for gained, filling in fillings:
                self.put_all(places, filling)
                self.price = rate
                ranked = sorted(self.options(place), key=gain_first, reverse=True)[: WIDTH + width // 2]
                self.price = 0.0
                grown += [(gained + gain, [*filling, chosen]) for gain, chosen in [*ranked, EMPTY]]
                for each in reversed(places[: len(filling)]):
                    self.take(each)
            fillings = sorted(grown, key=gain_first, reverse=True)[:width]
        fillings.sort(key=lambda each: each[0] + rate * sum(map(self.seconds_of, places, each[1])), reverse=True)
        return [filling for _, filling in fillings[:_KEPT]]

    def insist(self, order: Sequence[int]) -> None:
        """Fill each empty main place whatever it unbalances, and let all other places answer to it; kept where better."""
        for place in order:
            where = self.instance.places[place]
            if self.chosen[place] is not None or not where.is_main or not where.choices:
                continue
            had, before = self._state()
            for other in order:
                if not self.instance.places[other].is_main:
                    self.take(other)
            self.softness = SOFT
            _, chosen = self.best(place)
            self.softness = 1.0
            if chosen is not None:
                self.put(place, chosen)
                others = [each for each in order if each != place]
                others.sort(key=lambda each: self.instance.places[each].is_main)  # or another main lift would give way
                self.one_by_one(others, _FEW)
                self.one_by_one(order, _FEW)
            self._unless_better(had, before)

    def shake(self, order: Sequence[int]) -> None:
        """Empty some places and fill them in another order, again and again; keep what is better."""
        number = 1
        for _ in range(_SHAKES):
            had, before = self._state()
            emptied = []
            for _ in range(_EMPTIED):
                number = (number * 1103515245 + 12345) % 2**31  # always the same places: nothing here is random
                emptied.append(order[(number >> 8) % len(order)])
            for place in emptied:
                self.take(place)
            self.one_by_one([*reversed(emptied), *order], _FEW)
            self._unless_better(had, before)

    def _state(self) -> tuple[list[Chosen], int]:
        return list(self.chosen), value(self.instance, tuple(self.chosen))

    def _unless_better(self, had: list[Chosen], before: int) -> None:
        """Go back to a plan unless this one is better."""
        if value(self.instance, tuple(self.chosen)) <= before:
            for place in range(len(had)):
                self.take(place)
            for place, chosen in enumerate(had):
                self.put(place, chosen)
