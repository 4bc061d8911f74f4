"""The list of all rules, and the validation of a program by them."""

from collections.abc import Container, Iterable
from datetime import date

from training.movement import Movement
from training.program.plan import Program
from training.program.rules import allowed, balance, calendar, health, layout, loads, volume
from training.program.rules.case import read
from training.program.rules.violation import NATURES, Nature, Rule, Violation
from training.program.trainee import Trainee

RULES: tuple[Rule, ...] = (
    Rule("known_exercises", "safety", allowed.known_exercises, "Reference 11"),
    Rule("equipment", "safety", allowed.equipment, "Reference 4.10"),
    Rule("injuries", "safety", allowed.injuries, "Reference 8.1"),
    Rule("exclusions", "safety", allowed.exclusions, "Reference 4.10"),
    Rule("substitutions", "craft", allowed.substitutions, "Reference 4.10"),
    Rule("skill", "craft", allowed.skill, "Reference 4.1"),
    Rule("screening_and_age", "safety", health.limits, "Reference 9.2, 9.4"),
    Rule("sane_numbers", "safety", loads.sane_numbers, "[E]"),
    Rule("max_load", "safety", loads.max_load, "Reference 9.6"),
    Rule("load_jumps", "craft", loads.load_jumps, "Reference 3.3"),
    Rule("run_jumps", "craft", loads.run_jumps, "Reference 3.3"),
    Rule("volume_ceiling", "craft", volume.ceiling, "Reference 3.2"),
    Rule("volume_floor", "advice", volume.floor, "Reference 3.2"),
    Rule("volume_jumps", "craft", volume.jumps, "Reference 3.3"),
    Rule("session_cap", "craft", volume.session_cap, "Reference 3.2"),
    Rule("hard_sets", "craft", volume.hard_sets, "Reference 4.3"),
    Rule("spacing", "craft", calendar.spacing, "Reference 4.10"),
    Rule("deloads", "craft", calendar.deloads, "Reference 4.7"),
    Rule("rest_day", "craft", calendar.rest_day, "Reference 4.2"),
    Rule("consecutive_days", "craft", calendar.consecutive_days, "Reference 4.2"),
    Rule("lifting_days", "craft", calendar.lifting_days, "Reference 4.2"),
    Rule("dates", "craft", calendar.dates, "[E]"),
    Rule("structure", "craft", layout.structure, "Reference 4.3"),
    Rule("exercise_order", "craft", layout.exercise_order, "Reference 4.10"),
    Rule("duration", "craft", layout.duration, "Reference 6"),
    Rule("notes", "craft", layout.notes, "[E]"),
    Rule("concurrent", "craft", layout.concurrent, "Reference 5.2"),
    Rule("patterns", "craft", balance.patterns, "Reference 4.10"),
    Rule("ratios", "craft", balance.ratios, "Reference 4.10"),
)


def validate(
    program: Program, trainee: Trainee, today: date, own: Iterable[Movement] = (), natures: Container[Nature] = NATURES
) -> tuple[Violation, ...]:
    """What is wrong with a program from today on, errors first; weeks that are over are not looked at.

    ``own`` are the athlete's own exercises, which the library does not have; ``natures`` the rules to ask.
    """
    case = read(program, trainee, today, own)
    found = [violation for rule in RULES if rule.nature in natures for violation in rule.violations(case)]
    return tuple(sorted(found, key=lambda each: each.severity != "error"))


def errors(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Those that keep a plan from being shown."""
    return tuple(each for each in violations if each.severity == "error")
