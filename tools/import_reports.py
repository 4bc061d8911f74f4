"""What an import says of itself: what came, what was there before, and every row that could not be read."""

from collections.abc import Callable, Sequence
from datetime import date

from pydantic import BaseModel

from db.workouts import StoredWorkout
from tools.calls import Result

MOST_SHOWN = 10
Progress = Callable[[int, int], None]


class Rejected(BaseModel):
    """A row that was not imported."""

    number: int
    reason: str
    text: str

    def __str__(self) -> str:
        return f"row {self.number}: {self.reason}"


class ImportReport(Result):
    """What an import added, what was there before, and every row that could not be read."""

    file: str
    kind: str
    rows: int = 0
    workouts_new: int = 0
    workouts_known: int = 0
    sets_new: int = 0
    exercises_new: int = 0
    """Different exercises in the new workouts."""
    exercises_created: list[str] = []
    exercises_renamed: dict[str, str] = {}
    """Our names of exercises that the file calls otherwise, where that was settled now."""
    changed: list[str] = []
    """Workouts that are another in the file than they were in the log, with the difference; they were changed."""
    kept_yours: list[str] = []
    """Workouts that were changed here and are another in the file; they stay."""
    same: list[str] = []
    """Workouts that are here from elsewhere; they were not added again."""
    beside: list[str] = []
    """Workouts that were added, and look like one that is here from elsewhere."""
    unit_taken: str | None = None
    """The unit that loads were read in because the file names none."""
    measurements_new: int = 0
    measurements_known: int = 0
    chats_new: int = 0
    plans_new: int = 0
    """Programs, goals, injuries and check-ins."""
    timers: int = 0
    since: date | None = None
    until: date | None = None
    rejected_count: int = 0
    rejected: list[Rejected] = []

    def __str__(self) -> str:
        lines = [f"{self.file} ({self.kind}): {self._added()}.", *self._details()]
        if self.rejected_count:
            lines.append(f"Not imported, {counted(self.rejected_count, 'row')}:")
            lines += [f"- {each}" for each in self.rejected[:MOST_SHOWN]]
            more = self.rejected_count - min(MOST_SHOWN, len(self.rejected))
            lines += [f"- and {more} more"] if more else []
        return "\n".join(lines)

    def add(self, stored: Sequence[StoredWorkout], measurements_new: int, measurements: int, chats_new: int) -> None:
        """Count what was stored."""
        workouts = [each.workout for each in stored]
        self.workouts_new = len(workouts)
        self.sets_new = sum(len(one.sets) for each in workouts for one in each.exercises)
        self.exercises_new = len({one.name for each in workouts for one in each.exercises})
        self.measurements_new, self.measurements_known = measurements_new, measurements - measurements_new
        self.chats_new = chats_new

    def _added(self) -> str:
        found = [
            f"{counted(self.workouts_new, 'new workout')} with {counted(self.sets_new, 'set')} "
            f"of {counted(self.exercises_new, 'exercise')}" if self.workouts_new else "",
            counted(len(self.changed), "changed workout") if self.changed else "",
            counted(self.measurements_new, "new measurement") if self.measurements_new else "",
            counted(self.chats_new, "new chat") if self.chats_new else "",
            f"{self.plans_new:,} of your programs, goals, injuries and check-ins" if self.plans_new else "",
        ]  # fmt: skip
        return ", ".join(each for each in found if each) or "nothing new"

    def _details(self) -> list[str]:
        known = [
            counted(self.workouts_known, "workout") if self.workouts_known else "",
            counted(self.measurements_known, "measurement") if self.measurements_known else "",
        ]
        words = " and ".join(each for each in known if each)
        created = ", ".join(self.exercises_created)
        renamed = ", ".join(f"{said} is {ours}" for said, ours in self.exercises_renamed.items())
        lines = (
            f"From {self.since} to {self.until}." if self.since is not None else "",
            f"Already known: {words}." if words else "",
            *_listed("Changed there since, and now here", self.changed),
            *_listed("Changed there and here; yours stay", self.kept_yours),
            *_listed("Already here from elsewhere, not added again", self.same),
            *_listed("Perhaps the same session twice, look and delete one", self.beside),
            f"Added as exercises of your own: {created}." if created else "",
            f"Read as ours: {renamed}. If one is another exercise, 'topset import --apart NAME' with the file puts it right."
            if renamed
            else "",
            f"The file names no unit: loads are read as {self.unit_taken}, your unit." if self.unit_taken else "",
            f"{counted(self.timers, 'row')} of rest timers, which are no sets." if self.timers else "",
        )
        return [line for line in lines if line]


def _listed(head: str, lines: list[str]) -> list[str]:
    """Lines below a head, not too many of them."""
    if not lines:
        return []
    shown = [each if each.startswith("-") else f"- {each}" for each in lines[:MOST_SHOWN]]
    more = [f"- and {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
    return [f"{head}:", *shown, *more]


def counted(number: int, what: str) -> str:
    """A number of things."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
