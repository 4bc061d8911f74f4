"""Injuries as gates on a movement: allowed, limited or forbidden, graded by severity, closed where it is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from training.coaching import Rules, rules
from training.library import Library
from training.movement import Movement
from training.program.equipment import missing
from training.program.trainee import Injury
from training.units import plain
from training.volume import PRIMARY_SHARE, shares

Grade = Literal["allowed", "limited", "forbidden"]
_ORDER: tuple[Grade, ...] = ("allowed", "limited", "forbidden")


class RegionRules(Rules):
    """What loads one region, and what to do instead: slugs of the library, patterns, muscles."""

    avoid: frozenset[str]
    avoid_patterns: frozenset[str]
    patterns: frozenset[str]
    muscles: frozenset[str]
    also_secondary: bool = False
    instead: tuple[str, ...]
    how: str


class InjuryRules(Rules):
    """The section ``[injuries]``."""

    carry_on_up_to: float
    modify_up_to: float
    unknown_severity: float
    load: float
    sets: float
    regions: dict[str, RegionRules]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an injury says of a movement. ``load`` and ``sets`` are factors on what was planned."""

    grade: Grade
    text: str = ""
    load: float = 1.0
    sets: float = 1.0
    how: str = ""
    """How to do it where it is limited."""
    instead: Movement | None = None
    region: str | None = None


ALLOWED = Verdict("allowed")


def injury_rules() -> InjuryRules:
    """The section ``[injuries]``."""
    return rules("injuries", InjuryRules)


def severity(injury: Injury) -> float:
    """The pain that counts: what was said, or the middle band where nothing was."""
    return injury_rules().unknown_severity if injury.severity is None else injury.severity


def is_severe(injury: Injury) -> bool:
    """Sharp, or beyond what may be trained around: related patterns stop and a clinician is asked."""
    return injury.is_sharp or severity(injury) > injury_rules().modify_up_to


def needs_care(injuries: Iterable[Injury]) -> bool:
    """Whether one of them is worse than "carry on"."""
    return any(each.is_sharp or severity(each) > injury_rules().carry_on_up_to for each in injuries)


def grade(movement: Movement | None, injury: Injury, library: Library) -> Grade:
    """What one active injury says of a movement; ``None`` is an exercise that nothing is known of.

    >>> from training.library import load_library
    >>> library = load_library()
    >>> bad = Injury("knee", 4)
    >>> [grade(library.by_core_id(each), bad, library) for each in ("front_squat", "back_squat", "box_squat")]
    ['forbidden', 'limited', 'allowed']
    >>> grade(library.by_core_id("back_squat"), Injury("knee", 7), library)
    'forbidden'
    """
    given = injury_rules()
    if not injury.is_sharp and severity(injury) <= given.carry_on_up_to:
        return "allowed"
    if movement is None:
        return "forbidden"
    region = given.regions[injury.region]
    is_own = library.by_name(movement.name) is not movement
    named = injury.movement is not None and injury.movement in (movement.name, movement.slug, movement.pattern)
    if named or movement.slug in region.avoid or movement.pattern in region.avoid_patterns:
        return "forbidden"
    if movement.slug in region.instead and not is_own:
        if not is_severe(injury):
            return "allowed"
        return "forbidden" if movement.pattern in region.patterns else "limited"
    if not _loads(movement, region):
        return "allowed"
    return "forbidden" if is_severe(injury) or is_own else "limited"


def gate(
    movement: Movement | None, injuries: Sequence[Injury], library: Library, equipment: frozenset[str] | None = None
) -> Verdict:
    """The strictest of what all active injuries say, in words, with the substitute from the graph.

    ``equipment`` narrows the substitutes to what is at hand; ``None`` does not.
    """
    strictest, by = worst_grade(movement, injuries, library)
    if by is None or strictest == "allowed":
        return ALLOWED
    given = injury_rules()
    region = given.regions[by.region]
    name = "An exercise I do not know" if movement is None else movement.name
    where = by.region.replace("_", " ")
    pain = "is sharp" if by.is_sharp else f"is at {plain(by.severity)}/10" if by.severity is not None else "hurts"
    if strictest == "limited":
        text = (
            f"{name} loads your {where}, which {pain}: {round((1 - given.load) * 100)} % less load, "
            f"{round((1 - given.sets) * 100)} % fewer sets, slowly, {region.how}; stay under 5/10."
        )
        return Verdict("limited", text, given.load, given.sets, f"slowly, {region.how}", region=by.region)
    instead = None if movement is None else substitute(movement, injuries, library, equipment)
    other = f" Instead: {instead.name}." if instead else ""
    care = " Have it looked at by a clinician before you load it again." if is_severe(by) else ""
    return Verdict(
        "forbidden", f"{name} is out while your {where} {pain}.{other}{care}", 0.0, 0.0, "", instead, by.region
    )


def worst_grade(movement: Movement | None, injuries: Iterable[Injury], library: Library) -> tuple[Grade, Injury | None]:
    """The strictest grade, and the injury that it comes from."""
    found: tuple[Grade, Injury | None] = ("allowed", None)
    for injury in injuries:
        each = grade(movement, injury, library)
        if _ORDER.index(each) > _ORDER.index(found[0]):
            found = (each, injury)
    return found


def substitute(
    movement: Movement, injuries: Sequence[Injury], library: Library, equipment: frozenset[str] | None = None
) -> Movement | None:
    """What to do instead: an equivalent of the graph, else an easier one, else the region's own list.

    Only what no injury forbids, is at hand and is no harder; the least limited first.
    """
    regions = [injury_rules().regions[each.region] for each in injuries]
    listed = [library.by_slug(slug) for region in regions for slug in region.instead]
    alike = [each for each in listed if each.pattern == movement.pattern or set(each.primary) & set(movement.primary)]
    order = [*library.equivalents(movement.slug), *library.regressions(movement.slug), *alike]
    possible = [
        (_ORDER.index(worst), place, each)
        for place, each in enumerate(dict.fromkeys(order))
        if (worst := worst_grade(each, injuries, library)[0]) != "forbidden"
        and (equipment is None or not missing(each, equipment))
        and each.skill <= max(movement.skill, 2)
    ]
    return min(possible, key=lambda each: each[:2])[2] if possible else None


def active(injuries: Iterable[Injury], today: date) -> tuple[Injury, ...]:
    """The injuries that hold on a day."""
    return tuple(each for each in injuries if each.is_active(today))


def _loads(movement: Movement, region: RegionRules) -> bool:
    if movement.pattern in region.patterns:
        return True
    loaded = {
        muscle for muscle, share in shares(movement).items() if region.also_secondary or share == PRIMARY_SHARE
    }  # fmt: skip
    return not region.muscles.isdisjoint(loaded)
