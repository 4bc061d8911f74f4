"""More sets from week to week: the same exercises, a set here and there where it is worth most (reference 4.7, 3.3)."""

from collections.abc import Sequence
from dataclasses import replace

from training.generation.catalogue import selection
from training.generation.dosing import zones
from training.generation.instance import Choice, Instance, Muscle, Plan
from training.generation.posing import Posed, Poser
from training.generation.weeks import Week
from training.program.trainee import Goal

NO_RESERVE = 2
"""The step of a block from which nothing of the time is left for later weeks."""
Sets = tuple[int, ...]
"""For each place: how many sets; 0 is empty."""


class Growth:
    """The sets of every week of a block, from the plan of its first week."""

    def __init__(self, poser: Poser, posed: Posed, plan: Plan, goals: dict[Goal, int]) -> None:
        self._poser, self._posed, self._goals = poser, posed, goals
        self._choices = tuple(
            None if chosen is None else place.choices[chosen[0]]
            for place, chosen in zip(posed.instance.places, plan, strict=True)
        )
        self._first: Sets = tuple(0 if chosen is None else chosen[1] for chosen in plan)
        self._before: Sets | None = None

    def week(self, week: Week) -> None:
        """Go on to a week that builds; weeks come in their order."""
        given = zones()
        more = given.meso_sets * week.meso + given.step_sets[self._poser.trainee.level] * week.step
        begin = self._first if week.step == 0 or self._before is None else self._before
        if more and self._before is not None:
            ceilings = self._ceilings(self._before)
            muscles = self._poser.muscles(more, self._goals, ceilings)
            begin = self._more(begin, self._most(week), muscles, week.step)
        else:
            begin = tuple(min(one, most) for one, most in zip(begin, self._most(week), strict=True))
        if week.step == 0 and not self._poser.first_muscles():  # theirs is the time that is left
            begin = self._more(begin, self._most(week), self._up_to_the_floor(), NO_RESERVE)
        self._before = begin

    def _up_to_the_floor(self) -> tuple[Muscle, ...]:
        """What half sets are worth in the first week: the time that is left for the next ones is for muscles below their least."""
        return tuple(replace(each, then=0) for each in self._posed.instance.muscles)

    def trim(self, session: int) -> bool:
        """Take back the last set that a session gained over its first week; whether there was one."""
        sets = list(self._before or self._first)
        gained = [
            (sets[row] - self._first[row], row)
            for row, place in enumerate(self._posed.instance.places)
            if place.session == session and sets[row] > self._first[row]
        ]
        if not gained:
            return False
        sets[max(gained)[1]] -= 1
        self._before = tuple(sets)
        return True

    @property
    def sets(self) -> Sets:
        """Those of the week that was asked for last."""
        return self._first if self._before is None else self._before

    @property
    def ceilings(self) -> dict[int, int]:
        """Half sets that each muscle may have in the next week that builds."""
        return self._ceilings(self.sets)

    def _most(self, week: Week) -> Sets:
        """The most sets of each place in a week: heavy reps allow fewer (Prilepin)."""
        found = []
        for choice, spot in zip(self._choices, self._posed.spots, strict=True):
            if choice is None:
                found.append(0)
                continue
            candidate = next(each for each in spot.candidates if each.entry.number == choice.movement)
            now = self._poser.dose(spot, candidate.entry, week, self._posed.zones)
            found.append(self._poser.most_sets(spot, candidate, now))
        return tuple(found)

    def _ceilings(self, before: Sets) -> dict[int, int]:
        """Half sets that each muscle may have after a week: a fifth or two sets more, never above four."""
        given, found = zones(), dict.fromkeys(range(len(self._posed.instance.muscles)), 0)
        for choice, sets in zip(self._choices, before, strict=True):
            for muscle, each in choice.halves if choice is not None else ():
                found[muscle] += each * sets
        return {
            muscle: had + int(min(max(had * given.growth_share, 2 * given.growth_sets), 2 * given.growth_most))
            for muscle, had in found.items()
        }

    def _more(self, begin: Sets, most: Sets, muscles: tuple[Muscle, ...], step: int) -> Sets:
        instance = self._posed.instance
        reserve = selection().reserve * max(0, 2 - step) / 2
        rooms = tuple(
            replace(
                room,
                seconds=max(room.seconds, self._poser.seconds(day, reserve)),
                sets=max(room.sets, self._poser.sets(reserve)),
            )
            for room, day in zip(instance.rooms, self._posed.days, strict=True)
        )
        sums = _Sums(replace(instance, rooms=rooms, muscles=muscles), self._choices)
        for place, sets in enumerate(begin):
            sums.add(place, min(sets, most[place]))
        while (best := sums.best(most)) is not None:
            sums.add(best, 1)
        return tuple(sums.sets)


class _Sums:
    """What a week adds up to, and what one more set of a place would be worth."""

    def __init__(self, instance: Instance, choices: Sequence[Choice | None]) -> None:
        self._instance, self._choices = instance, choices
        self.sets = [0] * len(choices)
        self._halves = [0] * len(instance.muscles)
        self._here = [[0] * len(instance.muscles) for _ in instance.rooms]
        self._balances = [balance.start for balance in instance.balances]
        self._seconds = [room.seconds for room in instance.rooms]
        self._room = [room.sets for room in instance.rooms]
        self._prime = [dict(room.prime) for room in instance.rooms]

    def add(self, place: int, sets: int) -> None:
        """So many more sets of a place."""
        choice, session = self._choices[place], self._instance.places[place].session
        if choice is None or not sets:
            return
        self._seconds[session] -= choice.set_s * sets + (0 if self.sets[place] else choice.fixed_s)
        self._room[session] -= sets
        for muscle, each in choice.halves:
            self._halves[muscle] += each * sets
            self._here[session][muscle] += each * sets
        for number, each in choice.balance:
            self._balances[number] += each * sets
        for muscle in choice.prime:
            if muscle in self._prime[session]:
                self._prime[session][muscle] -= sets
        self.sets[place] += sets

    def best(self, most: Sets) -> int | None:
        """The place whose next set is worth most; ``None`` where none is worth anything."""
        found, top = None, 0
        for place, sets in enumerate(self.sets):
            if sets and sets < most[place] and (gain := self._gain(place)) > top:
                found, top = place, gain
        return found

    def _gain(self, place: int) -> int:
        choice, session = self._choices[place], self._instance.places[place].session
        if choice is None or self._seconds[session] < choice.set_s or self._room[session] < 1:
            return 0
        if any(self._prime[session].get(muscle, 1) < 1 for muscle in choice.prime):
            return 0
        cap, points = self._instance.rooms[session].muscle, self._instance.points
        total = -self._instance.set_cost
        for muscle, each in choice.halves:
            halves = self._halves[muscle]
            if self._here[session][muscle] + each > cap or halves + each >= len(points[muscle]):
                return 0
            total += points[muscle][halves + each] - points[muscle][halves]
        for number, each in choice.balance:
            was = self._balances[number]
            total += self._instance.balances[number].cost * (min(was + each, 0) - min(was, 0))
        return total
