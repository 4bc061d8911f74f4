"""Small changes of a week's plan: one place, two of a session, a movement that another place has."""

from collections.abc import Iterator, Sequence

from training.generation.tally import EMPTY, Chosen, Tally, gain_first

WIDTH = 5
"""So many of the best alternatives of a place are tried with every alternative of another one."""


class Moves(Tally):
    """A plan, and the changes that make it better."""

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
        tried = sorted(self.options(one), key=gain_first, reverse=True)[:WIDTH]
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
        before = sum(self.taken(touched))
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

    def taken(self, places: Sequence[int]) -> Iterator[float]:
        """Empty places from behind, saying what each gained."""
        for place in reversed(places):
            chosen = self.take(place)
            yield self.gain_of(place, chosen)

    def put_all(self, places: Sequence[int], filling: Sequence[Chosen]) -> None:
        """Fill places, as far as the filling reaches."""
        for place, chosen in zip(places, filling, strict=False):
            self.put(place, chosen)

    def fill(self, places: Sequence[int]) -> None:
        """Give empty places what is best by itself, one after the other."""
        for place in places:
            gain, chosen = self.best(place)
            self.put(place, chosen if gain > 0 else None)
