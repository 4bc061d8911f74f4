"""Which movements an athlete may be given: equipment, skill, injuries, their own rules; and how much they like each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from training.generation.catalogue import Entry, catalogue, selection
from training.generation.level import beyond_skill
from training.library import Library, load_library
from training.movement import Movement
from training.program.equipment import missing, needs_pair
from training.program.injuries import worst_grade
from training.program.trainee import Trainee
from training.program.unfit import unfit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A movement that may be planned."""

    entry: Entry
    is_limited: bool
    """By an injury: lighter, fewer sets."""
    liking: float
    """From 0 to 1: preferred, a priority, or a habit."""
    fit: tuple[float, float]
    """As a main lift, as an accessory."""
    is_usual: bool
    """On the list of what coaches use, or the athlete's own usual."""
    is_kept: bool = False
    """The athlete does it already, or has a number for it."""


@dataclass(frozen=True)
class Candidates:
    """All movements that an athlete may be given in a lifting session, and why others are out."""

    by_slug: Mapping[str, Candidate]
    left_out: Mapping[str, int]
    """How many were left out, by cause."""
    substituted: Mapping[str, str]
    """What an athlete's rule put in the place of what, by name."""

    @cached_property
    def by_place(self) -> Mapping[str, tuple[Candidate, ...]]:
        """By the name of the place they can take; the unusual ones only where there is nothing else."""
        found: dict[str, list[Candidate]] = {}
        for each in self.by_slug.values():
            for name in each.entry.names:
                found.setdefault(name, []).append(each)
        usual = {name: [each for each in those if each.is_usual] for name, those in found.items()}
        return {name: tuple(usual[name] or those) for name, those in found.items()}

    def fit_for(self, name: str) -> bool:
        """Whether anything can take a place of that name."""
        return name in self.by_place


def candidates(trainee: Trainee, today: date, library: Library) -> Candidates:
    """Filter and weigh the library for an athlete."""
    injuries = trainee.active(today)
    known = catalogue(library)
    substitutes = _substitutes(trainee, library)
    found: dict[str, Candidate] = {}
    out: Counter[str] = Counter()
    for slug, entry in known.items():
        cause, is_limited = "", False
        if slug in substitutes or is_excluded(entry.movement, trainee):
            cause = "rules"
        elif missing(entry.movement, trainee.equipment) or needs_pair(entry.movement, trainee.wish.singles):
            cause = "equipment"
        elif unfit(entry.movement, trainee):
            cause = "health and wishes"
        elif beyond_skill(trainee, entry.movement):
            cause = "skill"
        elif is_too_heavy(entry.movement, trainee):
            cause = "strength"
        else:
            worst, _ = worst_grade(entry.movement, injuries, library)
            cause, is_limited = ("injuries" if worst == "forbidden" else ""), worst == "limited"
        if cause:
            out[cause] += 1
        else:
            found[slug] = _candidate(entry, trainee, is_limited)
    named = {}
    for slug, by in substitutes.items():
        named[library.by_slug(slug).name] = library.by_slug(by).name
        if by in found and slug in known:
            found[by] = _in_place(found[by], known[slug])
    return Candidates(found, out, named)


def is_too_heavy(movement: Movement, trainee: Trainee) -> bool:
    """Whether the body alone is known to be too much for a set of it.

    >>> from training.library import load_library
    >>> pull_up = load_library().by_core_id("pull_up")
    >>> [is_too_heavy(pull_up, Trainee(body_weight_kg=90, e1rm_kg={pull_up.name: each})) for each in (100, 120)]
    [True, False]
    """
    if movement.is_bodyweight and (_beyond_told(movement, trainee) or _pulls_down(movement, trainee)):
        return True
    e1rm, body = trainee.e1rm_kg.get(movement.name), movement.bodyweight_share * (trainee.body_weight_kg or 0.0)
    return bool(e1rm and body) and 30 * ((e1rm or 0.0) / body - 1) < selection().least_body_reps


def _beyond_told(movement: Movement, trainee: Trainee) -> bool:
    """Whether the athlete told that hardly one rep of it goes, or of something as easy that is done with the body the same way."""
    find, least = load_library().by_name, selection().least_told_reps
    weak = [find(name) for name, best in trainee.wish.bests.items() if best.reps < least and not best.load_kg]
    return any(each is not None and each.pattern == movement.pattern and movement.skill >= each.skill for each in weak)


def _pulls_down(movement: Movement, trainee: Trainee) -> bool:
    """Whether somebody who pulls a weight down, and was never seen to pull the body up, would have to pull the body up."""
    if movement.pattern != "v_pull" or not movement.bodyweight_share:
        return False
    find = load_library().by_name
    known = [find(name) for name in {*trainee.done, *trainee.wish.bests, *trainee.e1rm_kg}]
    pulls = [each for each in known if each is not None and each.pattern == "v_pull"]
    return bool(pulls) and not any(each.bodyweight_share for each in pulls)


def is_excluded(movement: Movement, trainee: Trainee) -> bool:
    """Whether a rule of the athlete keeps a movement, its family, or its whole pattern out."""
    names = (movement.name, movement.slug, movement.pattern)
    if movement.name in trainee.wish.avoid or any(movement.is_kind_of(each) for each in trainee.wish.avoid):
        return True
    return any(
        each.kind == "exclude" and (each.what in names or movement.is_kind_of(each.what)) for each in trainee.rules
    )


def liking(movement: Movement, trainee: Trainee) -> float:
    """How much the athlete likes, or is used to, a movement: 0 to 1.

    >>> from training.library import load_library
    >>> from training.program.trainee import MovementRule
    >>> curl = load_library().by_core_id("db_curl")
    >>> liking(curl, Trainee(rules=(MovementRule("prefer", curl.name),))), liking(curl, Trainee(done={curl.name: 4}))
    (1.0, 0.3)
    """
    given = selection()
    wanted = [each.what for each in trainee.rules if each.kind == "prefer"]
    if movement.name in (*wanted, *trainee.priorities, *trainee.wish.lifts) or movement.slug in wanted:
        return 1.0
    habit = given.habit * min(1.0, trainee.done.get(movement.name, 0) / given.habit_times)
    if movement.name in trainee.e1rm_kg:
        habit = max(habit, given.measured)
    muscles = set(trainee.priorities) & set(movement.primary)
    return max(habit, given.liked_pattern if movement.pattern in wanted or muscles else 0.0)


def _candidate(entry: Entry, trainee: Trainee, is_limited: bool) -> Candidate:
    given = selection()
    movement = entry.movement
    likes = liking(movement, trainee)
    own = likes == 1.0 or trainee.done.get(movement.name, 0) >= given.usual_times
    fit = entry.fit
    if fit is None:
        value = given.own_fit if own else given.unusual_fit
        fit = (value if movement.mechanic == "compound" else 0.0, value)
    kept = trainee.done.get(movement.name, 0) >= given.usual_times or movement.name in trainee.e1rm_kg
    return Candidate(entry, is_limited, likes, fit, entry.fit is not None or own, kept)


def _in_place(candidate: Candidate, of: Entry) -> Candidate:
    """A substitute is as good as what it stands for, and wanted."""
    main, accessory = of.fit or (0.0, 0.0)
    fit = (max(main, candidate.fit[0]), max(accessory, candidate.fit[1]))
    return Candidate(candidate.entry, candidate.is_limited, 1.0, fit, True)


def _substitutes(trainee: Trainee, library: Library) -> dict[str, str]:
    found = {}
    for each in trainee.rules:
        one, other = library.by_name(each.what), library.by_name(each.by or "")
        if each.kind == "substitute" and one is not None and other is not None and one is not other:
            found[one.slug] = other.slug
    return found
