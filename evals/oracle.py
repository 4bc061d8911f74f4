"""What the oracle is told of an item: the calls that are right for it, in words that the tools are given."""

from datetime import date, timedelta

from evals.calls import renamed
from evals.corpus import TODAY, Item, LogItem, MessageItem, TurnItem, WantedCall, WantedExercise
from evals.gold import wanted_sets
from evals.scripted import Gold
from evals.state import StoredSet

NAME = "oracle"
ASKS = "I am not sure how to take that. Which was it?"
KINDS = {"warmup": "warm-up ", "drop": "drop set ", "failure": "", "amrap": "amrap "}


def gold_of(item: Item) -> Gold:
    """The right calls of an item; none for suites whose gold is no call."""
    if isinstance(item, LogItem):
        calls = [] if item.is_not or item.ask else [_logging(each, item.units) for each in item.want]
        return Gold(item.say, calls, ASKS if item.ask else "Okay.")
    if isinstance(item, TurnItem | MessageItem) and item.want is not None:
        return Gold(item.say, [renamed(each) for each in item.want])
    return Gold()


def _logging(wanted: WantedExercise, units: str) -> WantedCall:
    today = date.fromisoformat(TODAY)
    sets = ", ".join(_words(each) for each in wanted_sets(wanted, today, units))
    day = (today + timedelta(days=wanted.day)).isoformat()
    return WantedCall(tool="log_workout", args={"said": f"{wanted.names[0]} {sets}", "day": day})


def _words(one: StoredSet) -> str:
    """A set in plain notation: 'warm-up 60 kg x 5', '-20 kg x 8 @ rpe 9', '5000 m in 1470 s'."""
    if one.distance_m is not None:
        carried = "" if one.load_kg is None else f"{one.load_kg:g} kg x "
        return f"{carried}{one.distance_m:g} m" + ("" if one.duration_s is None else f" in {_clock(one.duration_s)}")
    load = "" if one.load_kg is None else f"{one.load_kg:.2f} kg".replace(".00 ", " ")
    if one.load_kg is not None and one.load_kg < 0:
        load = f"-{-one.load_kg:g} kg"
    amount = f"{one.reps}" if one.reps is not None else (f"{one.duration_s:g} s" if one.duration_s is not None else "")
    said = f"{load} x {amount}" if load else amount + (" reps" if one.reps is not None else "")
    failing = " to failure" if one.kind == "failure" else ""
    return f"{KINDS.get(one.kind, '')}{said}{'' if one.rpe is None else f' @ rpe {one.rpe:g}'}{failing}"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
