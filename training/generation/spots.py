"""The places of a week: what each session has room for, in the order of need (reference 4.2, 4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from training.coaching import Rules, rules
from training.generation.candidates import Candidate, Candidates
from training.generation.catalogue import Entry, selection
from training.generation.dosing import Manner, manner_of
from training.generation.split import Day, split_rules
from training.generation.structure import structure_rules
from training.generation.weekdays import WEEK
from training.program.trainee import Goal
from training.ramp import LOWER

COMPOUND = ("squat", "hinge", "lunge", "h_push", "v_push", "h_pull", "v_pull")
POWER_FROM = 3
"""Weight of power from which every session begins with something explosive (reference 5.2, rule 1)."""


class SlotRules(Rules):
    """One session of the section ``[slots]``."""

    title: str
    main: tuple[str, ...]
    accessory: tuple[str, ...]


class SlotsRules(Rules):
    """The section ``[slots]``: a session by each key."""

    model_config = {"extra": "allow", "frozen": True}


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands behind a place of the problem: the day, how it is done, and the candidates in order."""

    day: Day
    session: int
    takes: tuple[str, ...]
    """Names of what it is for: patterns, or muscles of isolation exercises."""
    is_main: bool
    is_heavy: bool
    is_first: bool
    """The first main lift of its half of the body: it gets the whole ramp."""
    is_quick: bool
    """A main lift of a short session that is alternated with another one."""
    need: float
    candidates: tuple[Candidate, ...]
    is_anchor: bool = False
    """Kept for a lift that the week has to have."""

    def manner(self, entry: Entry) -> Manner:
        """How an exercise is done here."""
        return manner_of(entry, is_main=self.is_main, is_heavy=self.is_heavy)


@lru_cache(maxsize=32)
def slot(key: str) -> SlotRules:
    """The places of a session.

    >>> slot("lower_a").main
    ('squat', 'hinge')
    """
    return SlotRules.model_validate((rules("slots", SlotsRules).model_extra or {})[key])


def spots(
    days: tuple[Day, ...],
    possible: Candidates,
    goals: Mapping[Goal, int],
    first: Mapping[int, Sequence[str]] | None = None,
) -> tuple[Spot, ...]:
    """All places of a week; ``first`` are names of places that a session has besides, before its other accessories."""
    needs = selection()
    heavy = heavy_places(days)
    found = []
    for session, day in enumerate(days):
        main, accessory = _names(day, possible, goals)
        if not day.finisher_min:
            more = (first or {}).get(session, ())
            accessory = [*(each for each in more if _who(possible, tuple(each.split()), 1)), *accessory]
        halves: set[str] = set()
        for place, takes in enumerate(main):
            half = takes if takes == "explosive" else "lower" if takes in LOWER else "upper"
            need = needs.main_need[min(place, len(needs.main_need) - 1)]
            is_quick = place > 0 and (day.key in split_rules().short.keys or day.finisher_min > 0)
            is_heavy, names = (session, takes) in heavy, tuple(takes.split())
            who = _who(possible, names, 0)
            if takes == "explosive":
                who = _for_half(who, day)
            found.append(Spot(day, session, names, True, is_heavy, half not in halves, is_quick, need, who))
            halves.add(half)
        for place, takes in enumerate(accessory):
            need = needs.accessory_need[min(place, len(needs.accessory_need) - 1)]
            names = tuple(takes.split())
            found.append(Spot(day, session, names, False, False, False, False, need, _who(possible, names, 1)))
    return tuple(found)


def heavy_places(days: tuple[Day, ...]) -> set[tuple[int, str]]:
    """The main places that are done heavy: session and name.

    The first of a session; another one only where its pattern comes first nowhere. Three days lie between
    two heavy ones of a pattern (reference 4.10), and a moderate day has none.
    """
    given = structure_rules()
    short = split_rules().short.keys
    mains = [(number, day, slot(day.key).main) for number, day in enumerate(days) if not day.is_moderate]
    firsts = [(number, day, names[0]) for number, day, names in mains]
    rest = [(number, day, name) for number, day, names in mains for name in names[1:] if day.key not in short]
    found: dict[str, list[tuple[int, Day]]] = {}
    for is_first, group in ((True, firsts), (False, rest)):
        for number, day, name in group:
            others = found.get(name, [])
            near = any(_apart(day, each) < given.heavy_gap_days for _, each in others)
            if name in given.heavy_patterns and not near and (is_first or not others):
                found.setdefault(name, []).append((number, day))
    return {(number, name) for name, places in found.items() for number, _ in places}


def _names(day: Day, possible: Candidates, goals: Mapping[Goal, int]) -> tuple[list[str], list[str]]:
    main, accessory = _possible(slot(day.key).main, possible), list(slot(day.key).accessory)
    most = structure_rules().main[1]
    if day.finisher_min:  # accessories would be a second middle: more main lifts instead
        compounds = [*main, *(each for each in accessory if each in COMPOUND and each not in main)]
        main, accessory = [each for each in compounds if _who(possible, (each,), 0)][:most], []
    if goals.get("power", 0) >= POWER_FROM and possible.fit_for("explosive"):
        short = split_rules().short.keys
        if day.key == short[0]:  # jumps instead of squats, once a week: the other lifts keep their time
            main = ["explosive", *main[1:]]
        elif day.key not in short:
            main = ["explosive", *main]
        main, accessory = main[:most], [*main[most:], *accessory]
    return main, accessory


def _possible(names: Sequence[str], possible: Candidates) -> list[str]:
    """The main lifts, each by its like where nothing of it can be done: a row for a pulldown."""
    alike, found = structure_rules().alike, list(names)
    for place, name in enumerate(names):
        other = alike.get(name, name)
        if not _who(possible, (name,), 0) and other not in found and _who(possible, (other,), 0):
            found[place] = other
    return found


def _who(possible: Candidates, names: tuple[str, ...], place: int) -> tuple[Candidate, ...]:
    found = {
        each.entry.number: each for name in names for each in possible.by_place.get(name, ()) if each.fit[place] > 0
    }
    return tuple(found.values())


def _for_half(candidates: tuple[Candidate, ...], day: Day) -> tuple[Candidate, ...]:
    """Throws on days of the upper body, jumps and cleans on days of the legs, as far as there are any."""
    if day.key.startswith("full"):
        return candidates
    is_legs = day.key.startswith(("lower", "legs", "short"))
    fit = tuple(each for each in candidates if bool({"quads", "glutes"} & set(each.entry.movement.primary)) == is_legs)
    return fit or candidates


def _apart(one: Day, other: Day) -> int:
    return min((one.offset - other.offset) % WEEK, (other.offset - one.offset) % WEEK)
