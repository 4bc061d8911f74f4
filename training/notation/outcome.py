"""What a message comes to: every exercise settled, and put into workouts by day."""

import copy
from dataclasses import replace
from datetime import date, timedelta

from training.notation.atoms import Circuit, Reference
from training.notation.chains import OPERANDS
from training.notation.days import Day
from training.notation.doubts import Doubts
from training.notation.drafts import Draft, Entry, Topic
from training.notation.identify import identify
from training.notation.loading import Loading
from training.notation.message import Message
from training.notation.reading import (
    Aside,
    Happened,
    Mention,
    Named,
    NewExercise,
    Reading,
    Remark,
    Score,
    Skipped,
    Steps,
)
from training.notation.references import apply_reference
from training.notation.rounds import repeat
from training.notation.sets import SetReader
from training.notation.unread import Unread
from training.resolver import Resolved
from training.workout import Exercise, Workout

MAX_SETS = 1000
"""Sets of a message."""


class Outcome:
    """One pass over a message, under a given answer to what is open."""

    def __init__(self, message: Message, doubts: Doubts) -> None:
        """Prepare a pass; ``doubts`` holds the answer that is tried, if any."""
        self.message, self.context, self.doubts = message, message.context, doubts
        self.unread = Unread(message.text)
        self.mentions: list[Mention] = []
        self.entries: list[Entry] = []
        self._dates: dict[str, date] = {}
        self.shift = 0
        """1 when an entry without a name was put before those of the message."""

    def reading(self) -> Reading:
        """Settle everything."""
        self._take_entries()
        taken = {
            atom.value[0].movement.name
            for entry in self.entries
            for atom in entry.atoms[:1]
            if atom.sign == "E" and isinstance(atom.value[0], Resolved)
        }
        for entry in self.entries:
            self._settle(entry, taken)
        for each in self.message.found.rounds:
            members = self.entries[each.first + self.shift : each.last + self.shift]
            if not members and self.shift:
                members = self.entries[:1]
            self._circuit(members, each.circuit, each.score)
        done = self._done()
        self._tell_days(done)
        if self.message.whole_plan:
            done += self._planned({entry.name for entry in self.entries})
        workouts = self._workouts(done) + self._repeated()
        self._mention(bool(workouts))
        self.unread.finish()
        for piece in self.message.plain:
            self.unread.keep(piece)
        if not (workouts or self.mentions or self.unread.pieces or self.doubts.first) and self.message.text.strip():
            self.mentions.append(Aside(self.message.text.strip()[:500]))
        mentions = tuple(dict.fromkeys(self.mentions))
        return Reading(tuple(workouts), None, tuple(self.unread.pieces), tuple(self.doubts.assumed), mentions)

    def _done(self) -> list[tuple[date, int, Exercise]]:
        """Exercises with their days, in order, as long as their sets are within reason."""
        done: list[tuple[date, int, Exercise]] = []
        count = 0
        for place, entry in enumerate(self.entries):
            exercise = self._exercise(entry)
            if exercise is None:
                continue
            count += len(exercise.sets)
            if count > MAX_SETS:
                self.doubts.assume(f"Read the first {MAX_SETS} sets of this message, and no more.")
                break
            done.append((self._day(place - self.shift), place - self.shift, exercise))
        return done

    def _tell_days(self, done: list[tuple[date, int, Exercise]]) -> None:
        """Say of a day that was named after an exercise what it was read for, where the rest is another day's."""
        for day, places in self.message.found.after:
            own = [exercise.name for _, place, exercise in done if place in places]
            if own and any(place not in self.message.found.day_of for _, place, _ in done):
                self.doubts.assume(f"Read “{day.words}” as the day of {' and '.join(own)} alone.")

    def _take_entries(self) -> None:
        """The entries of the message, and one for what was said before any name."""
        found = self.message.found
        self.entries = [copy.copy(entry) for entry in found.entries]
        for entry in self.entries:
            entry.drafts, entry.notes = [], []
        loose = [atom for atom in found.loose if atom.sign not in ",f"]
        signs = {atom.sign for atom in loose}
        if not loose or (self.entries and not signs & (OPERANDS | set("RFGKZi"))):
            return
        if signs <= set("wf,;:.()/-+x@"):
            for atom in loose:
                if atom.sign == "w":
                    self.unread.add(atom)
        elif self.context.current or signs & (OPERANDS | {"R", "i", "W", "21"}):
            self.entries.insert(0, Entry(None, None, "", found.loose))
            self.shift = 1
        else:
            entry = Entry(None, None, "", loose)
            SetReader(entry, Topic.of(None, self.context, self.doubts), self.mentions, self.unread).read()
            self.mentions += [Remark(note) for note in entry.notes]

    def _settle(self, entry: Entry, taken: set[str]) -> None:
        """Find the movement of an entry, and its sets."""
        context = self.context
        references = [atom.value for atom in entry.atoms if isinstance(atom.value, Reference)]
        negated = any(atom.sign == "N" for atom in entry.atoms)
        entry.skipped = negated or any(reference.to == "skipped" for reference in references)
        only_estimates = {atom.sign for atom in entry.atoms} <= set("Yf,")
        if only_estimates and not context.current:
            entry.name = None
        else:
            identify(entry, taken, context, self.message.names, self.doubts, self.mentions)
        if entry.skipped:
            self.mentions.append(Skipped(entry.name))
            return
        topic = Topic.of(entry.movement, context, self.doubts)
        SetReader(entry, topic, self.mentions, self.unread).read()
        for reference in references:
            apply_reference(reference, entry, topic, context)

    def _circuit(self, members: list[Entry], circuit: Circuit, score: tuple[int, int] | None) -> None:
        members = [entry for entry in members if not entry.skipped]
        if circuit.form == "amrap":
            score = score or self.message.found.score
        elif circuit.form == "tabata":
            for entry in members:
                self._without_load(entry)
        repeat(members, circuit, score, self.doubts)
        if len(members) > 1 and all(entry.superset is None for entry in members):
            self.message.found.supersets += 1
            for entry in members:
                entry.superset = self.message.found.supersets

    def _without_load(self, entry: Entry) -> None:
        """A tabata of squats is one of air squats, unless a load is given."""
        movement = entry.movement
        if movement is None or movement.modality != "weight_reps" or any(draft.load for draft in entry.drafts):
            return
        found = self.message.names.look_up(f"bodyweight {entry.words}")
        if isinstance(found, Resolved) and found.movement.is_bodyweight:
            entry.movement, entry.name = found.movement, found.movement.name
            self.doubts.assume(f"Read “{entry.words}” as {entry.name}: no load was given.")

    def _exercise(self, entry: Entry) -> Exercise | None:
        """An entry as an exercise; ``None`` when it has no sets, with a mention of what was said instead."""
        if entry.skipped:
            return None
        benchmark = entry.movement is not None and entry.movement.pattern == "conditioning"
        if (
            benchmark
            and entry.movement
            and any(f"{entry.movement.name.lower()} wod" in a for a in entry.movement.aliases)
        ):
            self._benchmark(entry)
        if not entry.drafts or entry.name is None:
            if entry.notes:
                self.mentions += [Remark(note, entry.name) for note in entry.notes]
            elif entry.name and entry.words:
                self.mentions.append(Named(entry.name))
            return None
        topic = Topic.of(entry.movement, self.context, self.doubts)
        sets = Loading(entry, topic, self.context).sets()
        return Exercise(entry.name, sets, entry.superset, "; ".join(entry.notes))

    def _benchmark(self, entry: Entry) -> None:
        """A benchmark is scored in time or in rounds."""
        rounds = next((a.value.rounds for a in entry.atoms if isinstance(a.value, Circuit)), None)
        duration_s = next((draft.duration_s for draft in entry.drafts if draft.duration_s), None)
        if rounds is not None:
            entry.note(f"{rounds} rounds")
            entry.drafts = entry.drafts or [Draft()]
        if rounds is not None or duration_s is not None:
            self.mentions.append(Score(entry.name or "", duration_s, rounds))

    def _day(self, place: int) -> date:
        """The day of an entry: its own; where none has one, the only one that was named; else today."""
        found = self.message.found
        day = found.day_of.get(place)
        if day is None and not found.day_of and len({each.dates for each in found.days}) == 1:
            day = found.days[0]
        return self._date(day) if day else self.context.today

    def _date(self, day: Day) -> date:
        """The date of a day; asked when it is open, or still to come. Asked once a message."""
        if day.words not in self._dates:
            self._dates[day.words] = self._ask_date(day)
        return self._dates[day.words]

    def _ask_date(self, day: Day) -> date:
        if len(day.dates) > 1:
            if len(day.dates) > 2:
                labels = [f"{each:%A %-d %B}" for each in day.dates]
                return day.dates[self.doubts.settle(f"Which day was that, {day.words}?", labels)]
            labels = [f"{each:%-d %B %Y}" for each in day.dates]
            return day.dates[self.doubts.settle(f"Is {day.words} {' or '.join(labels)}?", labels)]
        only, today = day.dates[0], self.context.today
        if only <= today:
            return only
        earlier = [today]
        if (week := only - timedelta(7)) < today:
            earlier.append(week)
        elif only.month != 2 or only.day != 29:
            earlier.append(only.replace(year=today.year - (only.replace(year=today.year) > today)))
        labels = [f"{each:%-d %B %Y}" for each in earlier]
        text = f"{only:%-d %B %Y} is still to come. When was it: {' or '.join(labels)}?"
        return earlier[self.doubts.settle(text, labels)]

    def _planned(self, taken: set[str | None]) -> list[tuple[date, int, Exercise]]:
        """The whole plan, as it stands, but for what was told otherwise."""
        if not self.context.planned:
            self.doubts.settle("I have no plan for today: what did you do?", ())
            return []
        self.doubts.assume("Read as done exactly as planned.")
        day = self._day(-1)
        rest = [each for name, each in self.context.planned.items() if name not in taken]
        return [(day, -1, each) for each in rest if each.sets]

    def _repeated(self) -> list[Workout]:
        """Workouts of other days done again."""
        workouts = []
        for day in self.message.repeats:
            known = self.context.days
            source = day.dates[0] if day else max((each for each in known if each < self.context.today), default=None)
            if source is None or source not in known:
                when = f"on {source}" if source else "lately"
                self.doubts.settle(f"I have no workout {when} to repeat: what did you do?", ())
                continue
            again = replace(known[source].on(self.context.today), started_at=None, notes="")
            self.doubts.assume(f"Repeated the workout of {source}.")
            workouts.append(again)
        return workouts

    def _workouts(self, done: list[tuple[date, int, Exercise]]) -> list[Workout]:
        """Exercises by day, days in order; neighbours of one exercise are one."""
        days: dict[date, list[Exercise]] = {}
        titles: dict[date, str] = {}
        for day, place, exercise in done:
            exercises = days.setdefault(day, [])
            title = next((text for at, text in reversed(self.message.titles.items()) if at <= max(place, 0)), "")
            titles.setdefault(day, title)
            last = exercises[-1] if exercises else None
            if last and last.name == exercise.name and last.superset == exercise.superset is None:
                notes = "; ".join(dict.fromkeys(note for note in (last.notes, exercise.notes) if note))
                exercises[-1] = replace(last, sets=last.sets + exercise.sets, notes=notes)
            else:
                exercises.append(exercise)
        return [Workout(day, tuple(days[day]), titles[day]) for day in sorted(days)]

    def _mention(self, has_workouts: bool) -> None:
        """Mentions that stand outside the sets: pain, claims, days on which nothing is told."""
        for mention, place in self.message.said:
            at = place + self.shift
            name = self.entries[at].name if 0 <= at < len(self.entries) else self.context.current
            if isinstance(mention, Steps) or not hasattr(mention, "exercise"):
                name = None
            self.mentions.append(replace(mention, exercise=name) if name else mention)
        told = {getattr(each, "exercise", None) for each in self.mentions if not isinstance(each, (Named, NewExercise))}
        self.mentions = [each for each in self.mentions if not (isinstance(each, Named) and each.exercise in told)]
        if not has_workouts and self.message.found.days and not self.message.repeats:
            self.mentions.append(Happened(self._date(self.message.found.days[-1])))
        self.mentions += self.message.asides
