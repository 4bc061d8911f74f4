"""What may be changed of an established program while it stays that program: bounded, and named."""

from dataclasses import dataclass
from typing import Literal

from training.established.template import Bounded, Cause, Lift, Template
from training.program.plan import Role

MAIN_ROLES: tuple[Role, ...] = ("main", "cardio")
WORDS: dict[Bounded, str] = {
    "swap_assistance": "swapping assistance",
    "swap_main": "swapping a main lift",
    "scale": "a lighter day (sets, load)",
    "move": "moving a session",
    "skip": "leaving a session or a lift out, which then comes next",
    "pause": "a pause",
    "deload": "a deload",
    "days": "other days a week",
    "minutes": "a shorter session",
}
KINDS: dict[str, Bounded] = {
    "change_sets": "scale",
    "change_load": "scale",
    "change_reps": "scale",
    "change_rir": "scale",
    "change_amount": "scale",
    "change_rest": "scale",
    "change_way": "scale",
    "move_session": "move",
    "skip_session": "skip",
    "pause": "pause",
    "resume": "pause",
    "insert_deload": "deload",
    "change_days": "days",
    "change_minutes": "minutes",
}
"""Which bounded change each kind of ``training.program.changes`` is, where it does not depend on the exercise."""
ALWAYS = ("describe_session", "replace_program", "end_program", "change_progress")
"""Changes that touch no rule of a program, or end it."""
Scope = Literal["session", "week", "good"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a change is within the program, and the sentence that says so."""

    allowed: bool
    text: str

    def __str__(self) -> str:
        return self.text


def may(
    template: Template, kind: str, *, role: Role = "main", cause: Cause = "wish", scope: Scope = "session"
) -> Verdict:
    """Whether a kind of change (of ``training.program.changes``) leaves the program itself.

    Sets, loads and reps may be scaled for a session or a week; for good they are the program's.
    Assistance may be swapped, removed and added; a main lift is swapped only for an injury or missing
    equipment, and left out for one session at most.
    """
    if kind in ALWAYS:
        return Verdict(True, f"{template.name}: nothing of its rules changes.")
    change = _bounded(kind, role, scope)
    if change is None:
        return Verdict(False, f"{template.name} has its own sessions: none are added or taken out. {_offer(template)}")
    if change not in template.adapt.allows:
        return Verdict(False, f"{WORDS[change].capitalize()} is not part of {template.name}. {_offer(template)}")
    if change == "scale" and scope == "good" and role in MAIN_ROLES:
        return Verdict(
            False, f"{template.name} sets its own sets and loads; they change for a session or a week, not for good."
        )
    if change == "swap_main" and cause not in template.adapt.swap_main_for:
        causes = " or ".join(template.adapt.swap_main_for) or "nothing"
        return Verdict(False, f"The main lifts of {template.name} are the program: they are swapped for {causes} only.")
    note = f" {template.adapt.note}" if template.adapt.note else ""
    return Verdict(True, f"Within {template.name}: {WORDS[change]}.{note}")


def is_main(lift: Lift) -> bool:
    """Whether a lift is one of the program's main ones."""
    return lift.role in MAIN_ROLES


def _bounded(kind: str, role: Role, scope: Scope) -> Bounded | None:
    """For one session a lift may be left out (it comes next time as it was) and something light may be added."""
    if kind in ("swap_exercise", "remove_exercise", "add_exercise"):
        if role not in MAIN_ROLES:
            return "swap_assistance"
        if kind == "swap_exercise":
            return "swap_main"
        return "skip" if scope == "session" else None
    return KINDS.get(kind)


def _offer(template: Template) -> str:
    return f"It bears {', '.join(WORDS[each] for each in template.adapt.allows)}; all else is another program."
