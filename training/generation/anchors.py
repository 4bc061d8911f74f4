"""Lifts that a week has to have: what the athlete named, what a style or a meet consists of, what a novice learns first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from training.coaching import Rules, rules
from training.generation.candidates import Candidate, Candidates
from training.generation.priorities import first_muscles
from training.generation.spots import Spot
from training.generation.structure import structure_rules
from training.generation.weekdays import WEEK
from training.program.limit_rules import LimitRules
from training.program.trainee import Trainee
from training.program.wish import Style

LOADED = frozenset(
    ("barbell", "ez_bar", "trap_bar", "dumbbell", "kettlebell", "cable", "machine", "smith", "band", "landmine", "sled")
)


class AnchorRules(Rules):
    """The section ``[anchors]``: by occasion, alternatives of which the first possible is taken, and on how many days."""

    novice: tuple[tuple[str, int], ...]
    runners: tuple[tuple[str, int], ...]
    runners_from: int
    only_kettlebells: Style
    only_bands: Style
    big_lifts: tuple[str, ...]
    tested_times: int
    named_times: int
    styles: dict[str, tuple[tuple[str, int], ...]]
    injuries: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An exercise that is planned on so many days."""

    candidate: Candidate
    times: int


def anchor_rules() -> AnchorRules:
    """The section ``[anchors]``."""
    return rules("anchors", AnchorRules)


def styles_of(trainee: Trainee) -> tuple[Style, ...]:
    """The styles that were asked for, or the one that the kit alone leaves.

    >>> styles_of(Trainee(equipment=frozenset({"kettlebell"}))), styles_of(Trainee(equipment=frozenset({"barbell"})))
    (('kettlebell',), ())
    """
    given, kit = anchor_rules(), trainee.equipment & LOADED
    if trainee.wish.styles or len(kit) != 1:
        return trainee.wish.styles
    return (given.only_kettlebells,) if "kettlebell" in kit else (given.only_bands,) if "band" in kit else ()


def anchors_of(trainee: Trainee, possible: Candidates, days: int, hurt: Sequence[str] = ()) -> tuple[Anchor, ...]:
    """The lifts that a week of so many lifting days has to have, the most wanted first; each once.

    ``hurt`` are the regions that hold something back now.
    """
    given, wish = anchor_rules(), trainee.wish
    wanted: list[tuple[str, int]] = []
    by_name = {each.entry.movement.name: slug for slug, each in possible.by_slug.items()}
    named: Mapping[str, int] = {
        **{each: given.named_times for each in trainee.priorities},
        **{each.what: 1 for each in trainee.rules if each.kind == "prefer"},
        **wish.lifts,
    }
    wanted += [(by_name[name], times) for name, times in named.items() if name in by_name]
    wanted += [
        (own, given.named_times) for muscle in first_muscles(trainee) if (own := _own(muscle, trainee, possible))
    ]
    event = wish.event
    if event is not None and event.kind != "race":
        lifts = [by_name[each] for each in event.lifts if each in by_name] or list(given.big_lifts)
        wanted += [
            (each, given.tested_times if len(lifts) < 3 or number < 2 else 1) for number, each in enumerate(lifts)
        ]
    if (wish.running_days or 0) >= given.runners_from:
        wanted += given.runners
    styles = styles_of(trainee)
    for region in hurt:
        wanted += given.injuries.get(region, ())
    for style in styles:
        wanted += given.styles.get(style, ())
    is_frail = bool(trainee.conditions) or (trainee.age or 0) >= rules("limits", LimitRules).older_from
    if trainee.level == "novice" and not styles and not is_frail:
        wanted += given.novice
    found: dict[str, Anchor] = {}
    for slugs, times in wanted:
        slug = next((each for each in slugs.split() if each in possible.by_slug), None)
        if slug is not None and slug not in found:
            found[slug] = Anchor(possible.by_slug[slug], min(times, days))
    return tuple(found.values())


def _own(muscle: str, trainee: Trainee, possible: Candidates) -> str:
    """Of a muscle that comes first the exercise for it that the athlete does already, most often; empty without one."""
    done = {
        slug: trainee.done.get(each.entry.movement.name, 0)
        for slug, each in possible.by_slug.items()
        if each.entry.movement.primary[:1] == (muscle,) and each.entry.movement.name in trainee.done
    }
    return max(done, key=lambda slug: done[slug], default="")


def anchored(spots: Sequence[Spot], anchors: Sequence[Anchor]) -> tuple[Spot, ...]:
    """The places of a week with those of the anchors kept for them.

    A place of the same pattern is taken, a main one first, on days that lie apart; where a day has none, the last
    place that is still free is given over, if the week stays whole without it.
    """
    found = list(spots)
    held: set[int] = set()
    sessions = sorted({each.session for each in spots})
    for anchor in anchors:
        chosen: list[Spot] = []
        while len(chosen) < anchor.times:
            fair = [
                number
                for number in sessions
                if all(_is_apart(_day_of(found, number), each) for each in chosen)
                and (row := _row_for(found, held, number, anchor)) is not None
            ]
            if not fair:
                break
            number = min(fair, key=lambda each: (*_cost(found, held, each, anchor), each))
            row = _row_for(found, held, number, anchor)
            assert row is not None
            names = tuple(sorted(anchor.candidate.entry.names))
            found[row] = replace(found[row], takes=names, candidates=(anchor.candidate,), is_anchor=True)
            held.add(row)
            chosen.append(found[row])
    return tuple(found)


def _row_for(spots: Sequence[Spot], held: set[int], session: int, anchor: Anchor) -> int | None:
    """The place of a session that an anchor would take."""
    free = [row for row, each in enumerate(spots) if each.session == session and row not in held]
    names = anchor.candidate.entry.names
    same = [row for row in free if names & set(spots[row].takes)]
    others = [row for row in free if not spots[row].is_main] or [
        row for row in free[1:] if _stays_whole(spots, row, anchor)
    ]
    return same[0] if same else others[-1] if others else None


def _stays_whole(spots: Sequence[Spot], row: int, anchor: Anchor) -> bool:
    """Whether a week without a place still has push, pull and legs where it had them, and as much pull to push."""
    given, names = structure_rules(), tuple(anchor.candidate.entry.names)
    before = [each.takes for each in spots if each.candidates]
    after = [names if number == row else each.takes for number, each in enumerate(spots) if each.candidates]
    if any(_count(before, each) and not _count(after, each) for each in given.groups):
        return False
    return all(
        _count(after, each.one) >= min(each.least * _count(after, each.other), _count(before, each.one))
        for each in given.ratios
        if each.target is not None and _count(before, each.one)
    )


def _count(places: Sequence[Sequence[str]], names: Sequence[str]) -> int:
    return sum(not set(names).isdisjoint(each) for each in places)


def _cost(spots: Sequence[Spot], held: set[int], session: int, anchor: Anchor) -> tuple[int, bool]:
    """How much a session resists: 0 a main place of the same pattern, 1 an accessory one, 2 another; heavy places first."""
    row = _row_for(spots, held, session, anchor)
    assert row is not None
    if not anchor.candidate.entry.names & set(spots[row].takes):
        return 2, True
    return (0 if spots[row].is_main else 1), not spots[row].is_heavy


def _day_of(spots: Sequence[Spot], session: int) -> Spot:
    return next(each for each in spots if each.session == session)


def _is_apart(one: Spot, other: Spot) -> bool:
    """Whether a day lies between: the search plans no exercise on two days in a row."""
    return (
        one.session != other.session
        and min((one.day.offset - other.day.offset) % WEEK, (other.day.offset - one.day.offset) % WEEK) > 1
    )
