"""From an athlete and their week to the problem: what every choice is worth, what it takes, what there is room for."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from training.adaptation.gap import comeback
from training.generation.anchors import Anchor, anchored
from training.generation.balances import End, ends, needs, of_main_set, of_set, session_needs
from training.generation.candidates import Candidate, Candidates
from training.generation.catalogue import Entry, muscles, selection
from training.generation.dosing import Dose, body_range, dose, zone_goals
from training.generation.dosing import zones as zone_rules
from training.generation.edges import edge_seconds
from training.generation.instance import Choice, Instance, Muscle, Place, Room
from training.generation.prescription import first_load_rules
from training.generation.priorities import first_muscles, priority_rules
from training.generation.seconds import ramp_seconds, set_seconds
from training.generation.selection import SCALE, fit_for, serves, worth
from training.generation.split import Day, is_short, split_rules
from training.generation.spots import Spot, slot, spots
from training.generation.structure import structure_rules
from training.generation.supersets import PAIR_REST_S
from training.generation.weekdays import WEEK
from training.generation.weeks import Week
from training.landmarks import Landmarks, landmark_rules, session_cap
from training.program.injuries import injury_rules
from training.program.limits import Limits
from training.program.trainee import Goal, Trainee
from training.timing import timing

FEW_DAYS = 2
"""Up to so many days of its own a muscle that comes first has two places a day."""
RUNNING_LEGS = ("quads", "hamstrings", "calves")


@dataclass(frozen=True, slots=True)
class Posed:
    """The problem of a week, and what it was made of."""

    instance: Instance
    spots: tuple[Spot, ...]
    days: tuple[Day, ...]
    zones: tuple[Goal, Goal]
    """The goals that main lifts and accessories are done for."""


class Poser:
    """Poses the weeks of one athlete."""

    def __init__(
        self, trainee: Trainee, limits: Limits, possible: Candidates, table: Mapping[str, Landmarks], leg_share: float = 1.0, *,
        anchors: tuple[Anchor, ...] = (), emphasis: float = 1.0,
    ) -> None:  # fmt: skip
        """``leg_share`` is what running leaves of the accessory sets for the legs; ``emphasis`` what the muscles that
        come first get, of what they would get otherwise.
        """
        self.anchors, self.emphasis = anchors, emphasis
        self.trainee = trainee
        self.leg_share = leg_share
        self.limits = limits
        self.possible = possible
        self.table = table
        self.edges = sum(edge_seconds(trainee, limits))
        minutes = trainee.minutes / trainee.time_factor
        is_dieting = trainee.goals.get("fat_loss", 0) >= landmark_rules().deficit_from
        self.is_dense = minutes < selection().dense_below_min or is_dieting or trainee.wish.supersets
        """Accessories are planned as supersets."""
        away = trainee.wish.away_days
        self.back = comeback(away, age=trainee.age) if away else None
        self._dosed: dict[object, list[Dose]] = {}
        self.is_short = is_short(trainee, limits)
        self.is_shortest = minutes < selection().single_below_min

    def pose(
        self, days: tuple[Day, ...], weeks: tuple[Week, ...], goals: Mapping[Goal, int], ceilings: Mapping[int, int] | None = None
    ) -> Posed:  # fmt: skip
        """The problem of the first week of a block; ``weeks`` are those that build in it, whose doses have to fit.

        ``ceilings`` are what a block before allows: no muscle's half sets grow too fast.
        """
        zones = zone_goals(goals)
        chosen = anchored(spots(days, self.possible, goals, self.first_places(days)), self.anchors)
        movements = tuple(
            {each.entry.movement.slug: each.entry.movement for spot in chosen for each in spot.candidates}.values()
        )
        weights = (*ends(movements), *needs(movements, len(days)))
        leads = {each.session for each in chosen if each.is_main and each.candidates}
        balances = (
            *(each.balance for each in weights),
            *session_needs([number in leads for number in range(len(days))]),
        )
        places = tuple(self._place(each, weeks, zones, weights) for each in chosen)
        neighbours = tuple(
            (one, other)
            for one, before in enumerate(days)
            for other, after in enumerate(days)
            if one != other and (after.offset - before.offset) % WEEK == 1
        )
        rooms = tuple(self._room(number, day, places, neighbours) for number, day in enumerate(days))
        novelty = round(SCALE * selection().novelty * selection().novelty_by_level[self.trainee.level])
        instance = Instance(
            places, rooms, self.muscles(0, goals, ceilings), balances, neighbours,
            novelty, selection().set_cost,
        )  # fmt: skip
        return Posed(instance, chosen, days, zones)

    def first_muscles(self) -> tuple[str, ...]:
        """The muscles that come first, as the landmarks name them."""
        return first_muscles(self.trainee) if self.emphasis > 1 else ()

    def first_places(self, days: Sequence[Day]) -> dict[int, list[str]]:
        """The places that are kept for them, by session: small muscles everywhere, of large ones two where they are trained anyway.

        A large muscle on the day before or after would have to be spared on its own days.
        """
        found: dict[int, list[str]] = {}
        for muscle in self.first_muscles():
            place = priority_rules().places[muscle]
            fit = [
                number
                for number, day in enumerate(days)
                if muscle in landmark_rules().small
                or set(place.split())
                & {name for takes in (*slot(day.key).main, *slot(day.key).accessory) for name in takes.split()}
            ]
            times = 1 if muscle in landmark_rules().small or len(fit) > FEW_DAYS else 2
            for number in fit:
                found.setdefault(number, []).extend([place] * times)
        return found

    def seconds(self, day: Day, reserve: float = 0.0) -> int:
        """What a day has for its lifts, with the change to the first of them given back."""
        given = timing()
        total = self.trainee.minutes * 60 / self.trainee.time_factor - self.edges
        finisher = day.finisher_min * 60 + given.transition_s if day.finisher_min else 0
        return max(0, math.floor((total - finisher) * (1 - reserve)) + given.transition_s)

    def dose(self, spot: Spot, entry: Entry, week: Week, zones: tuple[Goal, Goal]) -> Dose:
        """What a set is, in a week that builds; a moderate day keeps more in reserve."""
        least_rir = split_rules().moderate_rir if spot.day.is_moderate else 0.0
        if self.back is not None and week.number <= self.back.weeks:
            least_rir = max(least_rir, self.back.least_rir or 0.0)
        if spot.is_quick:
            least_rir = max(least_rir, split_rules().short.least_rir)
        found = dose(spot.manner(entry), entry, week, zones, self.trainee.level, self.limits, least_rir=least_rir)
        rest_s = min(found.rest_s, selection().short_rest_s) if self.is_short else found.rest_s
        has_few = bool(self.trainee.gym.only(entry.movement))
        if has_few or (entry.is_by_body and entry.movement.skill <= zone_rules().body_easy_skill):
            rest_s = min(rest_s, zone_rules().body_rest_s)
        return found if rest_s == found.rest_s else replace(found, rest_s=rest_s)

    def _doses(self, spot: Spot, entry: Entry, weeks: tuple[Week, ...], zones: tuple[Goal, Goal]) -> list[Dose]:
        """Of all weeks; the same for all exercises that are done in the same manner."""
        is_easy = entry.is_by_body and entry.movement.skill <= zone_rules().body_easy_skill
        key = (
            bool(self.trainee.gym.only(entry.movement)), spot.manner(entry), spot.is_quick, entry.is_hold, entry.is_carry, is_easy,
            spot.day.is_moderate, weeks, zones,
        )  # fmt: skip
        if key not in self._dosed:
            self._dosed[key] = [self.dose(spot, entry, week, zones) for week in weeks]
        return self._dosed[key]

    def muscles(
        self, more: int, goals: Mapping[Goal, int], ceilings: Mapping[int, int] | None = None
    ) -> tuple[Muscle, ...]:
        """What the half sets of each muscle are worth in a week with so many sets more than the first one.

        ``ceilings`` are half sets that a muscle may not go beyond in that week.
        """
        given, found = selection(), []
        is_strength = zone_goals(goals)[0] in ("strength", "power") and goals.get("hypertrophy", 0) == 0
        come_first = self.first_muscles()
        for row, name in enumerate(muscles()):
            each = self.table[name]
            high = each.low if is_strength else each.high
            target = min(self.first_sets(name) + more, max(high, each.mev))
            first = round(given.covered * given.importance[name] / max(2 * each.mev, 1))
            mev, top, mrv = each.mev, each.high, each.mrv
            if name in come_first:
                target, mev, top, mrv = (min(value * self.emphasis, mrv) for value in (target, mev, top, mrv))
                first = round(first * priority_rules().importance * self.emphasis)
            elif come_first:
                target = min(target, max(target * priority_rules().others, min(target, mev)))
            ceiling = min(round(2 * mrv), (ceilings or {}).get(row, 999))
            found.append(
                Muscle(round(2 * min(target, mev)), round(2 * target), round(2 * max(target, top)), ceiling,
                       first, round(first * given.beyond_mev), given.over_high)
            )  # fmt: skip
        return tuple(found)

    def first_sets(self, muscle: str) -> float:
        """Hard sets a muscle gets in the first week: MEV; of who did less of late no more than four sets more."""
        least, recent = self.table[muscle].mev, self.trainee.weekly_sets
        if not recent:
            return least
        most = math.floor(recent.get(muscle, 0.0)) + zone_rules().growth_most
        return max(1.0, min(least, most))

    def _place(self, spot: Spot, weeks: tuple[Week, ...], zones: tuple[Goal, Goal], weights: tuple[End, ...]) -> Place:
        top = max((fit_for(each, spot) for each in spot.candidates), default=1.0)
        good = [
            each
            for each in spot.candidates
            if each.liking == 1 or fit_for(each, spot) >= selection().least_relative_fit * top
        ]
        best = max((serves(each, spot, zones) for each in good), default=1.0)
        choices = _best([self._choice(spot, each, weeks, zones, weights, best) for each in good])
        return Place(spot.session, "/".join(spot.takes), spot.is_main, choices)

    def _choice(
        self, spot: Spot, candidate: Candidate, weeks: tuple[Week, ...], zones: tuple[Goal, Goal], weights: tuple[End, ...],
        top: float,
    ) -> Choice:  # fmt: skip
        entry, given = candidate.entry, timing()
        by_body = body_range(entry, self.limits)
        if self.trainee.gym.only(entry.movement):
            given_reps = first_load_rules()
            by_body = given_reps.swing_reps if entry.movement.slug in given_reps.swings else given_reps.fixed_reps
        doses = self._doses(spot, entry, weeks, zones)
        rest = max(each.rest_s for each in doses)
        fixed = entry.setup_s + (0 if self._begins_light(entry) else ramp_seconds(spot, entry)) + given.transition_s
        if self.is_dense and not spot.is_main:  # half of a superset: two exercises share the rest and the change
            rest = (given.between_pair_s + PAIR_REST_S) // 2 + 1
            fixed -= given.transition_s // 2
        least = doses[0].least
        if spot.is_quick:
            rest = (given.between_pair_s + split_rules().short.rest_s) // 2 + 1
            fixed -= given.transition_s // 2
        if self.is_short and spot.is_main:
            least = min(least, 1 if self.is_shortest else split_rules().short.least_sets)
        most = self.most_sets(spot, candidate, doses[0])
        of_main = ((len(weights) + spot.session, of_main_set()),) if spot.is_main else ()
        return Choice(
            entry.number, entry.movement.slug, worth(candidate, spot, zones, self.trainee, top),
            fixed - rest, math.ceil(max(set_seconds(each, entry, by_body) for each in doses)) + rest, min(least, most), most,
            entry.halves, entry.prime, (*of_set(entry.movement, weights), *of_main),
        )  # fmt: skip

    def _begins_light(self, entry: Entry) -> bool:
        """Whether a lift begins near the empty bar, with no way up to it."""
        trainee = self.trainee
        return (
            trainee.level == "novice"
            and entry.movement.slug in first_load_rules().start_kg
            and entry.movement.name not in trainee.e1rm_kg
        )

    def most_sets(self, spot: Spot, candidate: Candidate, given: Dose) -> int:
        """The most sets of an exercise in a session: fewer for what hurts, and for legs that also run."""
        share = injury_rules().sets if candidate.is_limited else 1.0
        if not spot.is_main and any(muscles()[row] in RUNNING_LEGS for row in candidate.entry.prime):
            share *= self.leg_share
        return given.most if share == 1 else max(1, math.floor(given.most * share))

    def _room(self, number: int, day: Day, places: tuple[Place, ...], neighbours: tuple[tuple[int, int], ...]) -> Room:
        given, level = structure_rules(), self.trainee.level
        near = {each for pair in neighbours if number in pair for each in pair if each != number}
        shared = _primes(places, {number}) & _primes(places, near)
        small = landmark_rules().small
        fresh = tuple((row, given.fresh_sets - 1) for row in sorted(shared) if muscles()[row] not in small)
        reserve = 0.0 if self.is_short else selection().reserve
        most = session_cap(level) + (priority_rules().session_sets if self.first_muscles() else 0)
        accessories = given.accessories[1] + (self.trainee.minutes >= given.long_from_min)
        return Room(self.seconds(day, reserve), self.sets(reserve), accessories, 2 * most, fresh)

    def sets(self, reserve: float = 0.0) -> int:
        """The most hard sets of a session; half the reserve of time is left for what the weeks add."""
        return math.floor(structure_rules().hard_sets[self.trainee.level][1] * (1 - reserve / 2))


def _best(choices: list[Choice]) -> tuple[Choice, ...]:
    """The best choices of a place, and the quickest one for short sessions; in their order."""
    if len(choices) <= selection().most_choices:
        return tuple(choices)
    kept = {each.movement for each in sorted(choices, key=lambda each: -each.worth)[: selection().most_choices]}
    kept.add(min(choices, key=lambda each: (each.fixed_s + each.least * each.set_s, -each.worth)).movement)
    return tuple(each for each in choices if each.movement in kept)


def _primes(places: tuple[Place, ...], sessions: set[int]) -> set[int]:
    return {row for place in places if place.session in sessions for choice in place.choices for row in choice.prime}
