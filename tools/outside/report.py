"""What a sync brought, in words and in fields."""

from pydantic import BaseModel

from tools.calls import Result

MOST_SHOWN = 8


class ChangedWorkout(BaseModel):
    """A workout that was edited over there, and so here."""

    day: str
    title: str
    before: list[str]
    after: list[str]
    """The exercises that differ, each in a line."""

    def __str__(self) -> str:
        lines = [f"- {self.title or 'Workout'} of {self.day}:"]
        lines += [f"  was {each}" for each in self.before]
        lines += [f"  now {each}" for each in self.after]
        return "\n".join(lines)


class SyncReport(Result):
    """What a sync added, changed and took away, and what it left alone."""

    connection: str
    workouts_new: int = 0
    sets_new: int = 0
    changed: list[ChangedWorkout] = []
    workouts_deleted: int = 0
    kept_yours: list[str] = []
    """Workouts that were changed here and over there: they stay as they are here."""
    same: int = 0
    """Workouts that were here already, from a file."""
    measurements_new: int = 0
    measurements_changed: int = 0
    samples_new: int = 0
    days: int = 0
    """Days that have numbers of health now, of those that came."""
    exercises_created: list[str] = []
    exercises_renamed: dict[str, str] = {}
    """Exercises that have another name over there, and what they are here."""
    routines: int = 0
    followed: list[str] = []
    """What workouts were of the program."""
    rejected: list[str] = []
    delivered: list[str] = []
    """What was approved before and is sent now."""

    def __str__(self) -> str:
        return "\n".join([f"{self.connection}: {self.added()}.", *self._details()])

    def added(self) -> str:
        """What came, in a phrase."""
        found = [
            f"{counted(self.workouts_new, 'new workout')} with {counted(self.sets_new, 'set')}" if self.workouts_new else "",
            f"{counted(len(self.changed), 'workout')} changed" if self.changed else "",
            f"{counted(self.workouts_deleted, 'workout')} deleted" if self.workouts_deleted else "",
            counted(self.measurements_new, "new measurement") if self.measurements_new else "",
            f"{counted(self.measurements_changed, 'measurement')} changed" if self.measurements_changed else "",
            f"{counted(self.samples_new, 'new number')} on {counted(self.days, 'day')}" if self.samples_new else "",
        ]  # fmt: skip
        return ", ".join(each for each in found if each) or "nothing new"

    def _details(self) -> list[str]:
        lines = [str(each) for each in self.changed[:MOST_SHOWN]]
        if self.kept_yours:
            lines.append(
                f"Changed here and over there, so I left yours: {shown(self.kept_yours)}. Undo your change, then sync, to take theirs."
            )
        if self.same:
            lines.append(f"{counted(self.same, 'workout')} I had from a file already; I did not store them twice.")
        if self.exercises_created:
            lines.append(f"Added as exercises of your own: {shown(self.exercises_created)}.")
        if self.exercises_renamed:
            pairs = [f"{theirs} is {ours}" for theirs, ours in self.exercises_renamed.items()]
            lines.append(f"The same exercise under another name: {shown(pairs)}.")
        lines += self.followed[:MOST_SHOWN]
        if self.rejected:
            lines += ["Not taken over:", *(f"- {each}" for each in self.rejected[:MOST_SHOWN])]
        return lines + self.delivered


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "set"), counted(1200, "set")
    ('1 set', '1,200 sets')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def shown(names: list[str]) -> str:
    """The first few of a list."""
    more = len(names) - MOST_SHOWN
    return ", ".join(names[:MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
