"""Programs of an athlete's own: made from what was written, kept with the program, written to a file and read back."""

import tomllib
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from training.errors import Invalid
from training.established import catalogue
from training.established.first_week import HEAD, template_from
from training.established.sets import Row
from training.established.template import Lift, Template
from training.established.written import Step, Written, WrittenLift, read_written
from training.library import load_library
from training.movement import Movement
from training.program.plan import Item, Program
from training.units import KG_PER, plain

OWN = "own"
"""The id of every template of an athlete's own; its file is kept with the program."""
KEPT_AS = "written"
"""Where, in ``Program.made_from``."""
FEW_DAYS = 2
"""Up to here the days of a rotation say nothing of how often a week it comes round."""
LIGHT_REPS = 6
"""Up to so many reps a lift begins from the five-rep max, above it from that of ten."""
MARGIN = 0.9
REST_S = {"compound": 150, "isolation": 90}
_PULLED, _ROWED = {"kg": 40.0, "lb": 95.0}, {"kg": 30.0, "lb": 65.0}
FROM_THE_FLOOR = {
    "deadlift_barbell": _PULLED, "sumo_deadlift_barbell": _PULLED, "bent_over_row_barbell": _ROWED, "pendlay_row_barbell": _ROWED,
}  # fmt: skip
"""What is begun with light plates where no load is known, as the established novice programs do."""
Find = Callable[[str], Movement]


def template_of(program: Program) -> Template | None:
    """The template that a program follows; ``None`` for one that was generated."""
    if program.template is None:
        return None
    own = program.made_from.get(KEPT_AS)
    return catalogue.template(program.template) if own is None else Template.model_validate(own)


def kept_with(template: Template) -> dict[str, Any]:
    """What a program keeps of a template that no file of ours has."""
    return {KEPT_AS: template.model_dump(mode="json", exclude_defaults=True)} if template.id == OWN else {}


def read_own(text: str, find: Find) -> tuple[Template, Written | None]:
    """A program from its file (TOML as the established ones have it), or from words with days, lifts and sets.

    ``find`` knows the exercises. Raises ``Invalid`` with what is wrong.
    """
    if "rotation" in text and "[days" in text:
        return _of_file(text), None
    written = read_written(text)
    return _of_words(written, find), written


def _of_file(text: str) -> Template:
    try:
        found = Template.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"That is no TOML that I can read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        raise Invalid(f"The program's file is not right at {where or 'its top'}: {first['msg']}.") from error
    library = load_library()
    slugs = {each.slug for each in library.movements} | {each.core_id for each in library.movements}
    unknown = [each.exercise for each in found.lifts.values() if each.exercise not in slugs]
    if unknown:
        raise Invalid(f"The program's file names exercises that I don't know: {', '.join(unknown[:4])}.")
    return found.model_copy(update={"id": OWN})


def _of_words(written: Written, find: Find) -> Template:
    lifts: dict[str, dict[str, Any]] = {}
    days: dict[str, dict[str, Any]] = {}
    for number, day in enumerate(written.days):
        keys: list[str] = []
        for each in day.lifts:
            movement = find(each.name)
            made = _lift(each, movement, is_main=not keys)
            key = movement.slug
            while key in lifts and lifts[key] != made:  # the same exercise in another way is a progression of its own
                key = f"{key}_{number + 1}"
            lifts[key] = made
            keys.append(key)
        days[f"d{number + 1}"] = {"title": day.title, "lifts": tuple(keys)}
    weekdays = tuple(each.weekday for each in written.days if each.weekday is not None)
    many = len(written.days)
    times = (many,) if many > FEW_DAYS or len(weekdays) == many else (3, 2, 4, 1, 5, 6)
    return Template.model_validate({
        "id": OWN, "name": "Your own program", "summary": "Written by you.", "for_whom": "You.", "levels": ("novice", "intermediate", "advanced"),
        "days_per_week": times, "weekdays": {str(many): tuple(sorted(weekdays))} if len(weekdays) == many else {}, "source": "You",
        "lifts": lifts, "days": days, "rotation": tuple(days),
    })  # fmt: skip


def _lift(written: WrittenLift, movement: Movement, *, is_main: bool) -> dict[str, Any]:
    sets = f"{written.sets}x{written.low}"
    if written.high is not None and written.high > written.low:
        sets += f"-{written.high}"
    if written.is_timed:
        sets = f"{written.sets}x{written.low}s"
    if written.is_open:
        sets = f"{written.sets - 1}x{written.low} 1x{written.low}+" if written.sets > 1 else f"1x{written.low}+"
    scheme: dict[str, Any] = {"kind": "free", "sets": sets}
    if written.step is not None and not written.is_timed:
        scheme = (
            {"kind": "double", "sets": sets, "increment": _amount(written.step)}
            if written.high is not None
            else {"kind": "linear", "stages": (sets,), "increment": _amount(written.step)}
        )
    start: dict[str, Any] = {"of": "5rm" if written.low <= LIGHT_REPS else "10rm", "share": MARGIN}
    if written.load is not None:
        start["exact"] = _load(written.load)
    elif movement.slug in FROM_THE_FLOOR:
        start["otherwise"] = FROM_THE_FLOOR[movement.slug]
    is_compound = movement.mechanic == "compound"
    return {
        "exercise": movement.slug, "role": "main" if is_main or (is_compound and written.low <= LIGHT_REPS) else "accessory",
        "rest_s": REST_S["compound" if is_compound else "isolation"], "start": start, "scheme": scheme,
    }  # fmt: skip


def _amount(step: Step) -> dict[str, float]:
    """An amount in both units, as plates have it: 2.5 kg are 5 lb."""
    return {"lb": step.by, "kg": step.by / 2} if step.unit == "lb" else {"kg": step.by, "lb": step.by * 2}


def _load(load: Step) -> dict[str, float]:
    """A load in both units."""
    kg = load.by * KG_PER["lb" if load.unit == "lb" else "kg"]
    return {"kg": round(kg, 2), "lb": round(kg / KG_PER["lb"], 1)}


def as_toml(template: Template) -> str:
    """A program of one's own as a file, written as those of the established programs are."""
    record = template.model_dump(mode="json", exclude_defaults=True)
    lifts, days = record.pop("lifts"), record.pop("days")
    schemes = {key: template.lifts[key].scheme for key in lifts}
    record.pop("schemes", None)
    lines = [f"{key} = {_toml(value)}" for key, value in record.items() if key not in ("adapt", "weekdays")]
    for name in ("weekdays", "adapt"):
        if name in record:
            lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in record[name].items())]
    for key, day in days.items():
        lines += ["", f"[days.{_key(key)}]", *(f"{name} = {_toml(value)}" for name, value in day.items())]
    for key, lift in lifts.items():
        scheme = _short(schemes[key].model_dump(mode="json", exclude_defaults=True) | {"kind": schemes[key].kind})
        plain = {name: value for name, value in lift.items() if name != "scheme"}
        lines += [
            "",
            f"[lifts.{_key(key)}]",
            *(f"{name} = {_toml(value)}" for name, value in plain.items()),
            f"scheme = {_toml(scheme)}",
        ]
    return "\n".join(lines) + "\n"


def as_text(template: Template, unit: str) -> str:
    """The program as Liftosaur-like text. Raises ``Invalid`` for progressions that such a line cannot say."""
    lines = [f"// {template.name}"]
    for name in template.rotation:
        day = template.days[name]
        lines += [
            "",
            f"## {day.title if day.title.lower().startswith(('day', *_WEEKDAY_NAMES)) else f'Day {name} ({day.title})'}",
        ]
        lines += [_line(template.lifts[key], unit) for key in day.lifts]
    return "\n".join(lines) + "\n"


_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _line(lift: Lift, unit: str) -> str:
    scheme: Any = lift.scheme
    if scheme.kind not in ("linear", "double", "free") or (scheme.kind == "linear" and len(scheme.stages) > 1):
        raise Invalid("This program has progressions that such text cannot say; write it as TOML.")
    library = load_library()
    movement = next(each for each in library.movements if lift.exercise in (each.slug, each.core_id))
    rows: tuple[Row, ...] = scheme.stages[0] if scheme.kind == "linear" else scheme.sets
    said = [movement.name, _sets_of(rows)]
    if lift.start.exact is not None:
        said.append(f"{getattr(lift.start.exact, unit):g}{unit}")
    if scheme.kind != "free" and scheme.increment is not None:
        said.append(f"progress: {'lp' if scheme.kind == 'linear' else 'dp'}({getattr(scheme.increment, unit):g}{unit})")
    return " / ".join(said)


def _sets_of(rows: tuple[Row, ...]) -> str:
    """Sets in a line: all alike, but for an open last one."""
    first, last = rows[0], rows[-1]
    top = f"-{first.reps_to}" if first.reps_to is not None else ""
    return f"{len(rows)}x{first.least}{top}{'s' if first.seconds is not None else ''}{'+' if last.is_amrap else ''}"


def _short(value: Any) -> Any:
    """The rows of a scheme in the shorthand of the files."""
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    if (
        isinstance(value, list)
        and value
        and all(isinstance(each, dict) and "reps" in each | {"reps": 0} and _is_row(each) for each in value)
    ):
        return " ".join(f"{len(list(those))}x{row}" for row, those in groupby(_row(each) for each in value))
    return [_short(each) for each in value] if isinstance(value, list) else value


def _is_row(value: Mapping[str, Any]) -> bool:
    return set(value) <= {"reps", "reps_to", "seconds", "is_amrap", "share"}


def _row(row: Mapping[str, Any]) -> str:
    least = row.get("reps") if row.get("reps") is not None else row.get("seconds")
    top = f"-{row['reps_to']}" if row.get("reps_to") is not None else ""
    share = row.get("share", 1.0)
    return f"{least}{top}{'s' if row.get('seconds') is not None else ''}{'+' if row.get('is_amrap') else ''}" + (
        f"@{share * 100:g}" if share != 1 else ""
    )


def _toml(value: Any) -> str:
    """A value as TOML has it: strings, numbers, truth, lists, inline tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_toml(each)}" for key, each in value.items() if each is not None) + " }"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else f'"{key}"'


def toml_of(program: Program) -> str:
    """The file of the program that is followed; of one that was generated its first week, with what goes on by itself."""
    template = template_of(program)
    if template is None:
        made = template_from(program)
        return "" if made is None else HEAD + as_toml(made)
    return as_toml(template) if template.id == OWN else catalogue.file_of(template.id)


def liftosaur_of(program: Program, unit: str) -> str:
    """The program as Liftosaur-like text: with its rules where it has some that text can say, else its first week as it is."""
    template = template_of(program)
    if template is not None:
        try:
            return as_text(template, unit)
        except Invalid:
            return ""
    first = min((each.week for each in program.sessions), default=0)
    lines = [f"// {program.name}, week {first}"]
    for session in program.sessions:
        items = [
            each for each in session.items if each.role in ("main", "accessory") and each.work and each.work[0].reps
        ]
        if session.week == first and items:
            lines += ["", f"## {session.date:%A}: ({session.title})", *(_planned(each, unit) for each in items)]
    return "\n".join(lines) + "\n"


def _planned(item: Item, unit: str) -> str:
    """An exercise as it is planned."""
    target = item.work[0]
    top = f"-{target.reps_to}" if target.reps_to is not None else ""
    said = [item.exercise, f"{len(item.work)}x{target.reps}{top}"]
    if target.load_kg is not None:
        said.append(f"{plain(target.load_kg / KG_PER['lb' if unit == 'lb' else 'kg'], 2)}{unit}")
    return " / ".join(said)
