"""How a typed change is said: one sentence each, in the athlete's unit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.planning.wording import amount_words, reps_words
from tools.wording import date_words
from training.program.plan import Session
from training.units import WeightUnit, duration_text, load_text, plain


@dataclass(frozen=True)
class ChangeWords:
    """Says changes to the sessions of a plan."""

    sessions: Mapping[str, Session]
    unit: WeightUnit
    today: date

    def of(self, change: Any) -> str:
        """The change as a sentence, with the session that it is about."""
        session = self.sessions.get(getattr(change, "session", ""))
        text = _SAID[change.kind](self, change)
        if session is None or change.kind in _NAMES_SESSION:
            return text
        return f"{text} ({session.title}, {self.day(session.date)})"

    def day(self, day: date) -> str:
        """A day in a sentence."""
        return date_words(day, self.today)

    def title(self, key: str) -> str:
        """The title of a session."""
        return self.sessions[key].title if key in self.sessions else "the session"

    def loads(self, loads_kg: Sequence[float | None]) -> str:
        """Loads that differ, once each."""
        return _once("no load" if each is None else load_text(each, self.unit) for each in loads_kg)


def _once(words: Iterable[str]) -> str:
    return " / ".join(dict.fromkeys(words)) or "open"


def _rest(_: ChangeWords, change: Any) -> str:
    superset = "" if change.superset is None else ", as a superset"
    return f"{change.exercise}: rest {duration_text(change.rest_s)}{superset}"


def _added(words: ChangeWords, change: Any) -> str:
    content = change.content
    return f"{content['title']} on {words.day(date.fromisoformat(content['date']))} is added"


_NAMES_SESSION = frozenset(("move_session", "skip_session", "remove_session"))
_SAID: dict[str, Callable[[ChangeWords, Any], str]] = {
    "swap_exercise": lambda _, c: f"{c.by} instead of {c.exercise}",
    "change_sets": lambda _, c: f"{c.exercise}: {plain(c.sets)} sets instead of {plain(c.was)}",
    "change_load": lambda w, c: f"{c.exercise}: {w.loads(c.loads_kg)} instead of {w.loads(c.was_kg)}",
    "change_reps": lambda _, c: f"{c.exercise}: {_once(reps_words(low, high) for low, high in c.reps)} reps",
    "change_rir": lambda _, c: (
        f"{c.exercise}: {_once(plain(each) for each in c.rir if each is not None)} reps in reserve"
    ),
    "change_amount": lambda w, c: (
        f"{c.exercise}: {_once(amount_words(much[0], much[1], w.unit) for much in c.amounts)}"
    ),
    "change_rest": _rest,
    "change_way": lambda _, c: f"{c.exercise}: {c.as_item.get('notes') or 'warm-up sets to match'}",
    "remove_exercise": lambda _, c: f"without {c.exercise}",
    "add_exercise": lambda _, c: f"{c.exercise} added",
    "change_minutes": lambda _, c: f"about {plain(c.minutes, 0)} minutes instead of {plain(c.was, 0)}",
    "describe_session": lambda _, c: c.note or c.title,
    "move_session": lambda w, c: f"{w.title(c.session)} on {w.day(c.to)} instead of {w.day(c.was)}",
    "skip_session": lambda w, c: f"{w.title(c.session)} on {w.day(c.was)} is skipped",
    "remove_session": lambda w, c: f"{w.title(c.session)} on {w.day(c.was)} is taken out",
    "add_session": _added,
    "insert_deload": lambda w, c: (
        f"a deload from {w.day(c.on)} on; what comes after moves back by {plain(c.days)} days"
    ),
    "change_progress": lambda _, c: f"{c.exercise}: other loads from now on",
    "change_days": lambda _, c: f"{plain(c.days)} days a week from now on",
    "pause": lambda w, c: f"the program pauses from {w.day(c.on)} on",
    "resume": lambda w, c: f"the program goes on {w.day(c.on)}; what is left moves by {plain(c.days)} days",
    "replace_program": lambda _, c: f"start {c.program['name']}",
    "end_program": lambda _, _c: "the program ends",
}
