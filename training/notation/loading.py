"""What a load that was said is in kg: discs on a bar, percentages, a bar alone; and what a missing one may be."""

from dataclasses import dataclass

from training.notation.drafts import ENDURANCE, Draft, Entry, Topic
from training.notation.items import Load
from training.notation.plausible import fastest_s
from training.notation.reading import Context
from training.notation.rendering import sets_text
from training.units import KG_PER_LB, Typed, in_unit, plain, round_half_up
from training.workout import Exercise, Set

MAX_REPS = 2000
MAX_LOAD_KG = 1000.0
MAX_DURATION_S = 2 * 86_400.0
MAX_DISTANCE_M = 1_000_000.0

_BARS_KG = {"ez_bar": 10.0, "trap_bar": 25.0}
SLOW = 4.0
"""Times the time of the fastest that "1:29" may be in hours and minutes."""
_DISC = {"kg": 20.0, "lb": 45.0}


@dataclass(frozen=True, slots=True)
class Loading:
    """Turns the drafts of one exercise into sets."""

    entry: Entry
    topic: Topic
    context: Context

    def sets(self) -> tuple[Set, ...]:
        """The sets of the exercise, with their loads in kg."""
        self._ask_reps()
        self._fill_in()
        sets = [self._set(draft) for draft in self.entry.drafts]
        possible = tuple(each for each in sets if is_possible(each))
        if len(possible) < len(sets):
            self._assume(f"Left out sets of {self._name} that are beyond what anyone lifts or does.")
        return possible

    def _set(self, draft: Draft) -> Set:
        if draft.finished:
            return draft.finished
        duration_s = self._duration(draft)
        kind = "failure" if draft.reps == 0 and draft.kind == "work" else draft.kind
        typed = self._typed(draft.load) if draft.load else None
        return Set(
            kind=kind,
            load_kg=typed.kg if typed else None,
            reps=draft.reps,
            rpe=draft.rpe,
            duration_s=duration_s,
            distance_m=draft.length.m if draft.length else None,
            typed_load=typed,
            typed_distance=draft.length,
        )

    def _duration(self, draft: Draft) -> float | None:
        """The time of a set: "1:29" for ten miles are hours and minutes, for in minutes and seconds nobody covers that."""
        time_s, length = draft.duration_s, draft.length
        if time_s and length and self.topic.modality in ENDURANCE and time_s < 24 * 60:
            fastest = fastest_s(length.m, self._name)
            if time_s < fastest <= time_s * 60 < SLOW * fastest:
                return time_s * 60
        return time_s

    def _typed(self, load: Load) -> Typed | None:
        """The load with its unit; ``None`` where there is none, with what was said in the notes."""
        unit = self.context.unit
        if load.note:
            self.entry.note(load.note)
        if load.form == "none" or (load.form == "body" and load.value == 0):
            return None
        if load.form == "percent":
            return self._percent(load)
        if load.form == "plates" and not self.topic.on_bar:
            return load.typed(unit)
        if load.form in ("plates", "discs", "bar"):
            said = load.unit or unit
            side = load.value if load.form == "plates" else load.value * _DISC[said] + load.extra
            typed = Typed(self._bar(said) + 2 * side, said)
            if load.form != "bar":
                self._assume(f"Read the load of {self._name} as {plain(typed.value)} {said} in all.")
            return typed
        movement = self.topic.movement
        value = abs(load.value) if self.topic.is_loaded else load.value
        helped = movement is not None and movement.is_bodyweight and "assisted" in movement.name.lower()
        return Typed(-abs(value) if helped else value, load.unit or unit)

    def _bar(self, unit: str) -> float:
        equipment = self.topic.movement.equipment if self.topic.movement else ()
        if "machine" in equipment or "cable" in equipment:
            return 0.0
        kg = next((_BARS_KG[item] for item in equipment if item in _BARS_KG), self.context.bar_kg)
        if unit == "lb":
            return 45.0 if 20 <= kg <= 20.5 else round_half_up(kg / KG_PER_LB, 5)
        return kg if abs(kg - 45 * KG_PER_LB) > 0.01 else 20.0

    def _percent(self, load: Load) -> Typed | None:
        """A percentage of the training max, else of the best single (R5), rounded to what can be loaded."""
        past, unit = self.topic.past, self.context.unit
        said = f"{plain(load.value)} %"
        if load.high is not None:
            self.entry.note(f"{plain(2 * load.value - load.high)}-{plain(load.high)} %")
        else:
            self.entry.note(said)
        basis = past.training_max_kg if past.training_max_kg is not None else past.one_rep_max_kg
        if basis is None:
            self.topic.doubts.settle(
                f"{said} of which max? I know none for {self._name}.", (f"Log {self._name} without a load",)
            )
            return None
        of = "training max" if past.training_max_kg is not None else "1RM"
        step = 2.5 if unit == "kg" else 5.0
        typed = Typed(round_half_up(in_unit(basis, unit) * load.value / 100, step), unit)
        base = f"{plain(in_unit(basis, unit))} {unit}"
        self._assume(f"{said} of your {of} of {base} in {self._name} is {plain(typed.value)} {unit}.")
        return typed

    def _ask_reps(self) -> None:
        """Sets of a lift without reps: ask, offering what was planned or done last (R13)."""
        drafts = self.entry.drafts
        bare = [d for d in drafts if d.reps is None and d.duration_s is None and not d.length and not d.finished]
        if self.topic.modality not in ("weight_reps", "bw_reps", "reps") or not bare:
            return
        if all(draft.load is None and draft.kind == "work" for draft in bare):
            return
        if len(bare) < len(drafts) or bare[0].kind != "work":
            self.topic.doubts.settle(f"How many reps of {self._name} did you get?", ())
            return
        shapes = list(dict.fromkeys(filter(None, map(_shape, (self.topic.planned, self.topic.past.last)))))
        labels = [f"{sets}x{reps}" for sets, reps in shapes]
        choice = self.topic.doubts.settle(f"How many sets and reps of {self._name} was that?", labels)
        if shapes and len(bare) == 1:
            sets, reps = shapes[choice]
            self.entry.drafts = [Draft(reps, bare[0].load) for _ in range(sets)]

    def _fill_in(self) -> None:
        """Find the load of a loaded lift that came without one: the plan's, or ask for the last one's (R10)."""
        bare = [each for each in self.entry.drafts if not each.load and not each.finished and each.kind != "warmup"]
        if not bare or not self.topic.is_loaded or any(each.load for each in self.entry.drafts):
            return
        if all(each.duration_s is not None and each.reps is None for each in bare):
            return
        if self.topic.modality != "weight_reps" and not any(each.reps or each.length for each in bare):
            return
        if loads := _loads_of(self.topic.planned, len(bare)):
            self._take(bare, loads)
            self._assume(f"No load was given for {self._name}: read as planned, {_said(loads, self.context)}.")
        elif loads := _loads_of(self.topic.past.last, len(bare)):
            said = _said(loads, self.context)
            labels = (f"At {said}", "Without a load")
            if self.topic.doubts.settle(f"{self._name} at {said} as last time?", labels) == 0:
                self._take(bare, loads)
        else:
            self.topic.doubts.settle(f"What load did you use for {self._name}?", ("Without a load",))

    def _take(self, bare: list[Draft], loads: list[Typed]) -> None:
        for draft, load in zip(bare, loads, strict=True):
            draft.load = Load(load.value, load.unit)

    @property
    def _name(self) -> str:
        return self.entry.name or "this exercise"

    def _assume(self, sentence: str) -> None:
        self.topic.doubts.assume(sentence)


def is_possible(each: Set) -> bool:
    """Whether a set is within what a person can do: else it is a slip of the pen, or a joke."""
    return (
        0 <= (each.reps or 0) <= MAX_REPS
        and abs(each.load_kg or 0) <= MAX_LOAD_KG
        and 0 <= (each.duration_s or 0) <= MAX_DURATION_S
        and 0 <= (each.distance_m or 0) <= MAX_DISTANCE_M
    )


def all_possible(drafts: list[Draft], topic: Topic) -> bool:
    """Whether sets are possible as they stand; what a percentage or discs come to is seen later."""
    return all(
        is_possible(
            Set(
                reps=draft.reps,
                load_kg=draft.load.kg(topic.unit) if draft.load and draft.load.form in ("total", "body") else None,
                duration_s=draft.duration_s,
                distance_m=draft.length.m if draft.length else None,
            )
        )
        for draft in drafts
    )


def _shape(known: Exercise | None) -> tuple[int, int] | None:
    """Sets and reps of the work sets of an exercise that was planned or done."""
    reps = [each.reps for each in known.sets if each.kind == "work" and each.reps] if known else []
    return (len(reps), reps[0]) if reps and reps[0] else None


def _loads_of(known: Exercise | None, count: int) -> list[Typed]:
    """The loads of work sets that were planned or done, for so many sets; empty when there are none."""
    typed = [
        each.typed_load or Typed(each.load_kg, "kg")
        for each in (known.sets if known else ())
        if each.kind != "warmup" and each.load_kg is not None
    ]
    if not typed:
        return []
    return [typed[min(place, len(typed) - 1)] for place in range(count)]


def _said(loads: list[Typed], context: Context) -> str:
    unique = list(dict.fromkeys(loads))
    return "/".join(sets_text((Set(load_kg=each.kg, typed_load=each),)).split("@ ")[1] for each in unique)
