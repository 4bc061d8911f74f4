"""Which exercises may be planned at all: known, at hand, not ruled out by an injury, a wish or the level."""

from collections.abc import Iterator

from training.generation.candidates import is_excluded
from training.generation.level import beyond_skill
from training.program.equipment import missing
from training.program.injuries import gate, needs_care
from training.program.plan import Item, Role
from training.program.rules.case import Case, words
from training.program.rules.violation import Finding

EASY: tuple[Role, ...] = ("warmup", "cooldown")


def known_exercises(case: Case) -> Iterator[Finding]:
    """An exercise that nothing is known of can be neither gated nor counted."""
    for name, (session, _) in case.first.items():
        if case.movement(name) is None:
            yield Finding(f"I don't know the exercise '{name}', so I can't check it.", session.date)


def equipment(case: Case) -> Iterator[Finding]:
    """What an exercise needs is there: at home, or on the journey that its day is within."""
    told: set[str] = set()
    for session in case.coming:
        kit, where = case.kit_on(session.date)
        for name in dict.fromkeys(each.exercise for each in session.items):
            movement = case.movement(name)
            absent = () if movement is None else missing(movement, kit)
            text = f"{name} needs {' and '.join(words(each) for each in absent)}, which you don't have{where}."
            if absent and text not in told:
                told.add(text)
                yield Finding(text, session.date)


def injuries(case: Case) -> Iterator[Finding]:
    """No path around the gate: what is forbidden is out, what is limited says so."""
    if not needs_care(case.injuries):
        return
    for name, (session, item) in case.first.items():
        verdict = gate(case.movement(name), case.injuries, case.library, case.trainee.equipment)
        if verdict.grade == "forbidden":
            yield Finding(verdict.text, session.date)
        elif verdict.grade == "limited" and item.role not in EASY and not _is_eased(item):
            yield Finding(verdict.text, session.date, is_mild=True)


def _is_eased(item: Item) -> bool:
    """Whether it is planned with an injury in mind."""
    return any(each.rule.startswith(("injur", "pain")) for each in item.reasons)


def exclusions(case: Case) -> Iterator[Finding]:
    """What the athlete never wants is never planned."""
    for name, (session, _) in case.first.items():
        movement = case.movement(name)
        if movement is not None and is_excluded(movement, case.trainee):
            yield Finding(f"{name} is something you said no to.", session.date)


def substitutions(case: Case) -> Iterator[Finding]:
    """What the athlete wants in its place is what is planned."""
    wanted = {each.what: each.by for each in case.trainee.rules if each.kind == "substitute" and each.by}
    for name, (session, _) in case.first.items():
        if name in wanted and wanted[name] != name:
            yield Finding(f"You wanted {wanted[name]} instead of {name}.", session.date)


def skill(case: Case) -> Iterator[Finding]:
    """No exercise above the level; sports and cardio are the athlete's own business."""
    for name, (session, item) in case.first.items():
        movement = case.movement(name)
        if movement is None or movement.pattern in ("cardio", "mobility") or item.role in EASY:
            continue
        if too_hard := beyond_skill(case.trainee, movement):
            yield Finding(f"{too_hard}.", session.date)
