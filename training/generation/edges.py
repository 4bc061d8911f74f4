"""Warm-up and cooldown of a session (reference 4.3): always there, and for what the session trains."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from training.coaching import Rules, rules
from training.library import Library
from training.movement import Movement
from training.program.equipment import missing
from training.program.injuries import worst_grade
from training.program.limits import Limits
from training.program.plan import Item, Reason, Role, Target
from training.program.trainee import Injury, Trainee
from training.program.unfit import unfit

SOURCE = "Reference 4.3"
WARMUP = (
    Reason("warmup", "Warm muscles lift better and safer: pulse first, then drills for today's patterns.", SOURCE),
)
COOLDOWN = (Reason("cooldown", "Easy movement and holds for what was trained.", SOURCE),)
LEAST_S = 60
"""Of a block: no drill or hold is shorter."""
_MANY = 8


class EdgeRules(Rules):
    """The section ``[edges]``."""

    warmup_s: int
    cooldown_s: int
    short_warmup_s: int
    short_cooldown_s: int
    short_below_min: int
    mobility_cooldown_s: int
    mobility_from: int
    pulse_s: int
    short_pulse_s: int
    drill_s: int
    walk_s: int
    short_walk_s: int
    holds: int
    mobility_holds: int
    pulse: tuple[str, ...]
    easy_pulse: tuple[str, ...]
    walk: tuple[str, ...]
    core_drill: tuple[str, ...]
    balance: str
    drills: dict[str, tuple[str, ...]]
    stretches: dict[str, tuple[str, ...]]


def edge_rules() -> EdgeRules:
    """The section ``[edges]``."""
    return rules("edges", EdgeRules)


def edge_seconds(trainee: Trainee, limits: Limits) -> tuple[int, int]:
    """How long warm-up and cooldown take for this athlete.

    >>> edge_seconds(Trainee(minutes=60), Limits()), edge_seconds(Trainee(minutes=30), Limits())
    ((480, 300), (300, 180))
    """
    given = edge_rules()
    minutes = trainee.minutes / trainee.time_factor
    if minutes < given.short_below_min:
        return given.short_warmup_s, given.short_cooldown_s
    mobile = trainee.goals.get("mobility", 0) >= given.mobility_from and minutes >= given.short_below_min + 10
    return limits.warmup_s or given.warmup_s, given.mobility_cooldown_s if mobile else given.cooldown_s


class Edges:
    """Makes warm-ups and cooldowns for one athlete."""

    def __init__(self, trainee: Trainee, limits: Limits, today: date, library: Library) -> None:
        self.seconds = edge_seconds(trainee, limits)
        self._limits = limits
        self._library = library
        self._injuries: tuple[Injury, ...] = trainee.active(today)
        self._trainee = trainee
        self._made: dict[tuple[str, tuple[str, ...], bool], tuple[Item, ...]] = {}

    def warmup(self, patterns: Iterable[str], *, needs_core: bool = False) -> tuple[Item, ...]:
        """A pulse, then drills for the patterns of the day."""
        given = edge_rules()
        key = ("warmup", tuple(dict.fromkeys(patterns)), needs_core)
        if key not in self._made:
            pulse_s = given.pulse_s if self.seconds[0] >= given.warmup_s else given.short_pulse_s
            names = given.easy_pulse if self._limits.is_low_impact else given.pulse
            drills = [given.drills.get(each, ()) for each in key[1]]
            ahead = [given.core_drill] if needs_core else []
            self._made[key] = self._block(
                "warmup", self.seconds[0], pulse_s, names, [*ahead, *drills, given.drills["other"]], given.drill_s
            )
        return self._made[key]

    def cooldown(self, patterns: Iterable[str]) -> tuple[Item, ...]:
        """An easy walk, then holds."""
        given = edge_rules()
        key = ("cooldown", tuple(dict.fromkeys(patterns)), False)
        if key not in self._made:
            total = self.seconds[1]
            walk_s = given.walk_s if total >= given.cooldown_s else given.short_walk_s
            holds = given.mobility_holds if total >= given.mobility_cooldown_s else given.holds
            stretches = [*(given.stretches.get(each, ()) for each in key[1]), given.stretches["other"]]
            self._made[key] = self._block("cooldown", total, walk_s, given.walk, stretches, (total - walk_s) // holds)
        return self._made[key]

    def _block(
        self, role: Role, total: int, first_s: int, first: Sequence[str], then: Sequence[Sequence[str]], each_s: int
    ) -> tuple[Item, ...]:
        """A block that takes exactly so long, from the first possible of each list."""
        reasons = WARMUP if role == "warmup" else COOLDOWN
        chosen: dict[str, int] = {}
        begin = self._first(first, chosen)
        if begin is not None:
            chosen[begin.slug] = first_s
        for names in (*then, *then, *[then[-1]] * _MANY):
            found = self._first(names, chosen)
            if found is not None and total - sum(chosen.values()) >= LEAST_S:
                chosen[found.slug] = min(each_s, total - sum(chosen.values()))
        last = next(reversed(chosen), None)
        if last is not None:
            chosen[last] += total - sum(chosen.values())
        balance = edge_rules().balance if self._limits.is_low_impact and role == "warmup" else ""
        return tuple(
            Item(
                self._library.by_slug(slug).name, role, (Target(duration_s=float(seconds)),), reasons=reasons,
                notes=balance if place == len(chosen) - 1 else _sides(self._library.by_slug(slug), seconds),
            )
            for place, (slug, seconds) in enumerate(chosen.items())
        )  # fmt: skip

    def _first(self, slugs: Sequence[str], taken: dict[str, int]) -> Movement | None:
        possible = (self._library.by_slug(slug) for slug in slugs if slug not in taken)
        return next((each for each in possible if self._may(each)), None)

    def _may(self, movement: Movement) -> bool:
        worst, _ = worst_grade(movement, self._injuries, self._library)
        return (
            worst == "allowed" and not missing(movement, self._trainee.equipment) and not unfit(movement, self._trainee)
        )


@lru_cache(maxsize=256)
def _sides(movement: Movement, seconds: int) -> str:
    return f"{seconds // 2} s a side" if movement.unilateral else ""
