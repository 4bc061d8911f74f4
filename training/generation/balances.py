"""The balance of a week as linear sums: the ends of its ratios, and what it may not be without (reference 4.10)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.generation.catalogue import selection
from training.generation.instance import Balance
from training.generation.structure import sides, structure_rules
from training.movement import Movement

_SCALE = 10
"""Sums count tenths of sets, so that a ratio of 1.5 is a whole number; ends are rounded to the stricter side."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a ratio: the sum of one side less so much of the other should not be below zero."""

    balance: Balance
    one: frozenset[str]
    other: frozenset[str]
    of_one: int
    of_other: int

    def of_set(self, movement: Movement) -> int:
        """What one set of a movement adds."""
        names = sides(movement)
        return self.of_one * (not self.one.isdisjoint(names)) + self.of_other * (not self.other.isdisjoint(names))


def ends(movements: Iterable[Movement]) -> tuple[End, ...]:
    """The ends of every ratio that these movements can move on both sides.

    >>> from training.library import load_library
    >>> find = load_library().by_core_id
    >>> [each.balance.name for each in ends((find("bench_press"), find("barbell_row")))][:3]
    ['pull to push 1', 'pull to push 1.5', 'pull to push 1.1']
    """
    given, found = selection(), []
    movements = tuple(movements)
    there = {name for each in movements for name in sides(each)}
    for ratio in structure_rules().ratios:
        one, other = frozenset(ratio.one), frozenset(ratio.other)
        if there.isdisjoint(one) or there.isdisjoint(other):
            continue
        least, most = math.ceil(ratio.least * _SCALE), math.floor(ratio.most * _SCALE)
        cost = given.unbalanced if ratio.target is None else given.lopsided
        given_ends = [(ratio.least, cost, _SCALE, -least), (ratio.most, cost, -_SCALE, most)]
        if ratio.target is not None:
            given_ends.append((ratio.target, given.nearly_balanced, _SCALE, -math.ceil(ratio.target * _SCALE)))
            far, near = ratio.least / given.far, ratio.most * given.far
            given_ends.append((far, given.far_lopsided, _SCALE, -math.ceil(far * _SCALE)))
            given_ends.append((near, given.far_lopsided, -_SCALE, math.floor(near * _SCALE)))
        found += [
            End(Balance(f"{ratio.name} {end:g}", cost // _SCALE), one, other, of_one, of_other)
            for end, cost, of_one, of_other in given_ends
        ]
    return tuple(found)


def needs(movements: Iterable[Movement], sessions: int) -> tuple[End, ...]:
    """What a week needs some sets of, as far as these movements can: push, pull, legs; and each of the six patterns.

    >>> from training.library import load_library
    >>> [each.balance.name for each in needs([load_library().by_core_id("bench_press")], 3)]
    ['h_push v_push', 'h_push']
    """
    given, structure = selection(), structure_rules()
    there = {name for each in movements for name in sides(each)}
    alone = [(name,) for name in structure.patterns if sessions > 2 or name not in structure.may_alternate]
    wanted = [(names, given.without_group) for names in structure.groups]
    wanted += [(names, given.without_pattern) for names in alone]
    return tuple(
        End(
            Balance(" ".join(names), cost // _SCALE, -given.needed_sets * _SCALE),
            frozenset(names),
            frozenset(),
            _SCALE,
            0,
        )
        for names, cost in wanted
        if not there.isdisjoint(names)
    )


def session_needs(possible: Sequence[bool]) -> tuple[Balance, ...]:
    """What each session needs: a set of a main lift, where there is one to choose; or it is no session.

    >>> [each.start for each in session_needs([True, False])]
    [-10, 0]
    """
    cost = selection().without_main // _SCALE
    return tuple(Balance(f"main lift {number}", cost, -_SCALE * has) for number, has in enumerate(possible))


def of_main_set() -> int:
    """What one set of a main lift adds to its session's need."""
    return _SCALE


def of_set(movement: Movement, given: Sequence[End]) -> tuple[tuple[int, int], ...]:
    """What one set of a movement adds to each end that it moves."""
    return tuple((number, change) for number, end in enumerate(given) if (change := end.of_set(movement)))
