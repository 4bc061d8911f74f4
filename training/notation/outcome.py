"""What a message comes to: every exercise settled, and put into workouts by day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from training.notation.dating import Dating
from training.notation.doubts import Doubts
from training.notation.drafts import Draft, Entry, Topic
from training.notation.echoes import has_others, is_negated, is_open, take_load_before, take_place
from training.notation.gathering import by_day
from training.notation.identify import identify
from training.notation.items import Item, MaxEstimate, Number, Reference, Sign, Word
from training.notation.loading import Loading
from training.notation.message import Message
from training.notation.naming.meant import around
from training.notation.order import Circuit, Named
from training.notation.parting import says, until_bound
from training.notation.plausible import check
from training.notation.reading import (
    Aside,
    Happened,
    Mention,
    NewExercise,
    Reading,
    Remark,
    Score,
    Skipped,
    Steps,
)
from training.notation.reading import (
    Named as NamedOnly,
)
from training.notation.references import apply_reference
from training.notation.rounds import Round, repeat
from training.notation.sets import read_sets
from training.notation.told import Told
from training.notation.words import TRAINED
from training.resolver import Resolved
from training.workout import Exercise, Workout

MAX_SETS = 1000
"""Sets of a message."""
MAX_KEPT = 50


class Outcome:
    """One pass over a message, under a given answer to what is open."""

    def __init__(self, message: Message, doubts: Doubts, ways: Mapping[int, int] = {}) -> None:
        """Prepare a pass; ``doubts`` holds the answer that is tried, ``ways`` by entry which of its readings is."""
        self.ways = ways
        self.message, self.context, self.doubts = message, message.context, doubts
        self.unread: list[str] = [message.cut] if message.cut else []
        self.mentions: list[Mention] = []
        self.entries: list[Entry] = []
        self.dating = Dating(message.found, message.context.today, doubts)
        self.shift = 0
        """1 when an entry without a name was put before those of the message."""

    def reading(self) -> Reading:
        """Settle everything."""
        self._take_entries()
        plain = self.message.text.plain
        starts = [
            min((each.start for each in (*entry.items, *filter(None, [entry.named]))), default=0)
            for entry in self.entries
        ]
        for entry, words in zip(self.entries, around(plain, starts), strict=True):
            entry.around = words
        taken = {
            entry.named.value.found.movement.name
            for entry in self.entries
            if entry.named and isinstance(entry.named.value, Named) and isinstance(entry.named.value.found, Resolved)
        }
        for place, entry in enumerate(self.entries):
            entry.way = self.ways.get(place, 0)
            self._settle(entry, taken)
        for each in self.message.found.rounds:
            self._circuit(each)
        done = self._done()
        self._tell_days(done)
        if self.message.whole_plan:
            done += self._planned({entry.name for entry in self.entries})
        workouts = by_day(self.message.titles, done) + self._repeated()
        self._mention(bool(workouts))
        self._ask_what(bool(workouts))
        if not (workouts or self.mentions or self.unread or self.doubts.first) and self.message.text.said.strip():
            self.mentions.append(Aside(self.message.text.said.strip()[:500]))
        mentions = tuple(dict.fromkeys(self.mentions))
        return Reading(
            tuple(workouts), None, tuple(self.unread[:MAX_KEPT]), tuple(self.doubts.assumed), mentions,
            tuple(self.message.rest),
        )  # fmt: skip

    def _ask_what(self, has_workouts: bool) -> None:
        """Training that was done, with nothing told of it that could be stored."""
        if has_workouts or self.doubts.first is not None or self.message.rest:
            return
        other = (Skipped, Score, Steps)
        told = any(isinstance(each, NamedOnly) for each in self.mentions) or not self.entries
        if any(isinstance(each, other) for each in self.mentions) or not self.message.has_deed or not told:
            return
        if not self.entries and not (TRAINED & set(self.message.text.plain.replace("!", "").split())):
            return
        self.doubts.settle("What did you do: which exercises, with how many sets and reps, and what loads?", ())

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
            done.append((self.dating.day(place - self.shift), place - self.shift, exercise))
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
        self.entries = [entry.fresh() for entry in found.entries]
        loose = [item for item in found.loose if not isinstance(item.value, Word)]
        speaks = [item for item in loose if not isinstance(item.value, Sign)]
        if not speaks:
            return
        if not says(loose) and self.entries:
            return
        if says(loose) or self.context.current:
            entry = Entry("", None, items=list(found.loose))
            if self.entries and not self.context.current and all(isinstance(item.value, Number) for item in speaks):
                return
            self.entries.insert(0, entry)
            self.shift = 1
        else:
            entry = Entry("", None, items=loose)
            told = Told(self.mentions, [], [], self.message.parsed)
            read_sets(entry, Topic.of(None, self.context, self.doubts), told)
            self.mentions += [Remark(note) for note in entry.notes]

    def _settle(self, entry: Entry, taken: set[str]) -> None:
        """Find the movement of an entry, and its sets."""
        context = self.context
        references = [item.value for item in entry.items if isinstance(item.value, Reference)]
        negated = is_negated(entry)
        own = [item for item in entry.items if entry.named is None or item.start >= entry.named.end]
        if negated and not says(until_bound(own)):
            entry.items = [item for item in entry.items if item not in own]
        entry.skipped = negated or any(reference.to == "skipped" for reference in references)
        only_named = entry.named is not None and not says(entry.items)
        if (entry.skipped and not says(entry.items)) or (entry.skipped and any(r.to == "skipped" for r in references)):
            identify(entry, taken, context, self.message.names, self.doubts, self.mentions)
            self.mentions.append(Skipped(entry.name))
            entry.skipped = True
            return
        entry.skipped = False
        estimates = [item for item in entry.items if not isinstance(item.value, Word)]
        if (
            estimates
            and all(isinstance(item.value, MaxEstimate) for item in estimates if not isinstance(item.value, Sign))
            and not context.current
            and not entry.named
        ):
            entry.name = None
        elif only_named and is_open(entry) and has_others(self.entries, entry):
            entry.skipped = True
            return
        else:
            identify(entry, taken, context, self.message.names, self.doubts, self.mentions)
        topic = Topic.of(entry.movement, context, self.doubts, self.message.singles)
        if entry.named is not None:  # the classifier was fitted on messages that name their exercises
            topic = replace(topic, likely=self.message.likely)
        told = Told(self.mentions, [], [], self.message.parsed)
        read_sets(entry, topic, told)
        for start, end, beyond in told.left_out:
            self._leave_out(start, end, beyond)
        for item in told.unread:
            self.unread.append(self._around(item))
        take_place(self.entries, entry)
        take_load_before(self.entries, entry, references, topic)
        for reference in references:
            apply_reference(reference, entry, topic, context)

    def _leave_out(self, start: int, end: int, beyond: bool) -> None:
        words = self.message.text.words(start, end)[:300]
        self.unread.append(words)
        if beyond:
            self.doubts.assume(f"Left out “{words}”: beyond what anyone lifts or does.")

    def _around(self, item: Item) -> str:
        """A number that was not understood, with a few words before and after."""
        plain = self.message.text.plain
        first = max(plain.rfind(sign, 0, item.start) for sign in ",.;\n(") + 1
        ends = [at for sign in ",;\n)" if (at := plain.find(sign, item.end)) >= 0]
        return self.message.text.words(first, min(ends, default=len(plain))).strip()[:300]

    def _circuit(self, each: Round) -> None:
        last = len(self.entries) if each.last is None else each.last + self.shift
        members = self.entries[each.first + self.shift : last]
        if not members and self.shift:
            members = self.entries[:1]
        spares = each.after or each.heads
        members = [entry for entry in members if not entry.skipped and not (spares and entry.counted)]
        if each.circuit.form == "tabata":
            for entry in members:
                self._without_load(entry)
        repeat(members, each.circuit, each.score, self.doubts)
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
        if entry.movement is not None and f"{entry.movement.name.lower()} wod" in entry.movement.aliases:
            self._benchmark(entry)
        if not entry.drafts or entry.name is None:
            if entry.notes:
                self.mentions += [Remark(note, entry.name) for note in entry.notes]
            elif entry.name and entry.words:
                self.mentions.append(NamedOnly(entry.name))
            return None
        topic = Topic.of(entry.movement, self.context, self.doubts)
        sets = Loading(entry, topic, self.context).sets()
        if not any("kcal" in note for note in entry.notes):
            sets = check(sets, topic, entry.name)
        return Exercise(entry.name, sets, entry.superset, "; ".join(entry.notes)) if sets else None

    def _benchmark(self, entry: Entry) -> None:
        """A benchmark is scored in time or in rounds."""
        rounds = next((each.value.rounds for each in entry.items if isinstance(each.value, Circuit)), None)
        duration_s = next((draft.duration_s for draft in entry.drafts if draft.duration_s), None)
        if rounds is not None:
            entry.drafts = entry.drafts or [Draft()]
        if rounds is not None or duration_s is not None:
            self.mentions.append(Score(entry.name or "", duration_s, rounds))

    def _planned(self, taken: set[str | None]) -> list[tuple[date, int, Exercise]]:
        """The whole plan, as it stands, but for what was told otherwise."""
        if not self.context.planned:
            self.doubts.settle("I have no plan for today: what did you do?", ())
            return []
        self.doubts.assume("Read as done exactly as planned.")
        day = self.dating.day(-1)
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

    def _mention(self, has_workouts: bool) -> None:
        """Mentions that stand outside the sets: pain, claims, days on which nothing is told."""
        for mention, place in self.message.said:
            at = place + self.shift
            name = self.entries[at].name if 0 <= at < len(self.entries) else self.context.current
            if isinstance(mention, Steps) or not hasattr(mention, "exercise"):
                name = None
            self.mentions.append(replace(mention, exercise=name) if name else mention)
        told = {
            getattr(each, "exercise", None) for each in self.mentions if not isinstance(each, (NamedOnly, NewExercise))
        }
        self.mentions = [each for each in self.mentions if not (isinstance(each, NamedOnly) and each.exercise in told)]
        if not has_workouts and self.message.found.days and not self.message.repeats:
            self.mentions.append(Happened(self.dating.date_of(self.message.found.days[-1])))
        self.mentions += self.message.asides
