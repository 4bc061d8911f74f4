"""One planned session: warm-up, one middle, cooldown, with the reason for everything in it (reference 4.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from training.coaching import Rules, rules
from training.generation.candidates import Candidate, Candidates
from training.generation.cardio import Engine, cardio_rules
from training.generation.dosing import Manner, dominant, zones
from training.generation.edges import Edges
from training.generation.growth import Sets
from training.generation.instance import Plan
from training.generation.lighter import lightened, tapered
from training.generation.posing import Posed, Poser
from training.generation.prescription import Prescriber, Prescription
from training.generation.seconds import ramp_steps
from training.generation.split import Day, split_rules
from training.generation.spots import Spot, slot
from training.generation.structure import leads, normalised, order_key, renumbered
from training.generation.supersets import paired
from training.generation.weekdays import WEEK
from training.generation.weeks import Week
from training.library import Library
from training.program.injuries import gate
from training.program.plan import Item, Phase, Reason, Session, SessionKind, Target
from training.program.trainee import Goal, Trainee
from training.ramp import ramp
from training.timing import session_minutes
from training.units import round_half_up

HEAVY = 0.80
"""Of the one-rep max: two such lifts make no superset."""


class NoteRules(Rules):
    """The section ``[notes]``: what a session says, by phase and kind."""

    phases: dict[str, str]
    kinds: dict[str, str]
    first: str


@dataclass(frozen=True)
class Makings:
    """What the sessions of one athlete are made with."""

    trainee: Trainee
    today: date
    starts_on: date
    library: Library
    edges: Edges
    engine: Engine
    poser: Poser
    possible: Candidates
    prescriber: Prescriber


class Maker:
    """Makes the sessions of a block."""

    def __init__(self, makings: Makings, posed: Posed, plan: Plan) -> None:
        self._made, self._posed = makings, posed
        self._chosen: list[tuple[Spot, Candidate | None]] = []
        for spot, place, chosen in zip(posed.spots, posed.instance.places, plan, strict=True):
            slug = None if chosen is None else place.choices[chosen[0]].slug
            self._chosen.append(
                (spot, next((each for each in spot.candidates if each.entry.movement.slug == slug), None))
            )
        self._last: dict[int, Prescription] = {}
        self._why: dict[tuple[int, str], tuple[Reason, ...]] = {}

    @property
    def minutes(self) -> int:
        """What a session may take."""
        return self._made.trainee.minutes

    def lifting(self, day: Day, number: int, week: Week, sets: Sets, place: int) -> Session:
        """A session with weights; ``place`` is its place among the lifting days of the week."""
        made = self._made
        items: list[Item] = []
        quick: list[Item] = []
        for row, (spot, candidate) in enumerate(self._chosen):
            is_gone = week.phase != "build" and row in self._last and not self._last[row].work
            if spot.session == place and candidate is not None and sets[row] and not is_gone:
                items.append(self._item(row, spot, candidate, week, sets[row]))
                quick += [items[-1]] if spot.is_quick else []
        if not items:  # no lift has found its place
            return self.other(replace(day, kind="cardio"), number, week, place, 1)
        if not any(each.role == "main" for each in items):
            items[0] = replace(items[0], role="main")
        patterns = [self._pattern(each) for each in items]
        needs_core = not {"core", "carry"} & set(patterns)
        finisher = made.engine.finisher(day, week, place) if day.finisher_min else ()
        middle = sorted(
            leads(items, made.trainee.priorities), key=lambda each: order_key(each, made.library.by_name(each.exercise))
        )
        if sum(_is_heavy(each) for each in quick) < 2:
            paired_up = items if made.poser.is_shortest else quick
            names, rest_s = [each.exercise for each in paired_up], split_rules().short.rest_s
            middle = list(paired(middle, made.library.by_name, made.library, rest_s, names))
        if made.poser.is_dense:
            middle = list(paired(middle, made.library.by_name, made.library))
        middle += _numbered_after(finisher, middle)
        title = slot(day.key).title
        return self.session(
            day, number, week, middle, title, "lifting", patterns=patterns, needs_core=needs_core, count=len(items)
        )  # fmt: skip

    def keep(self, session: Session, place: int) -> None:
        """What a fitted session has left is what the lighter weeks go by."""
        left = {each.exercise: each.work for each in session.items}
        for row, (spot, candidate) in enumerate(self._chosen):
            if candidate is not None and row in self._last and spot.session == place:
                work = left.get(candidate.entry.movement.name)
                if work is None:
                    self._last[row] = replace(self._last[row], work=())
                elif len(work) != len(self._last[row].work):
                    self._last[row] = replace(self._last[row], work=work)

    def other(self, day: Day, number: int, week: Week, place: int, count: int) -> Session:
        """A day without weights."""
        engine, kind = self._made.engine, day.kind
        items = engine.conditioning(day, week) if kind == "conditioning" else ()
        if kind == "cardio" or (kind == "conditioning" and not items):
            items = engine.cardio(day, week, place, count)
        if kind == "mobility" or not items:
            items = engine.mobility(week)
        role = items[0].role if items else "mobility"
        found: SessionKind = "conditioning" if role == "conditioning" else "cardio" if role == "cardio" else "mobility"
        session = self.session(day, number, week, items, rules("notes", NoteRules).kinds[found], found)
        if found == "conditioning" and week.phase == "build" and session.minutes < cardio_rules().day_least_min:
            return self.other(replace(day, kind="cardio"), number, week, place, count)
        return session

    def session(
        self, day: Day, number: int, week: Week, middle: Sequence[Item], title: str, kind: SessionKind, *,
        patterns: Sequence[str] = (), needs_core: bool = False, count: int = 0,
    ) -> Session:  # fmt: skip
        """Put a middle between its edges, on its day."""
        made, said = self._made, rules("notes", NoteRules)
        edges = made.edges
        find = made.library.by_name
        items = normalised(middle, edges.warmup(patterns, needs_core=needs_core), edges.cooldown(patterns), find)
        items = renumbered(items)
        phase: Phase = week.phase
        note = said.first if number == 1 and week.number == 1 and kind == "lifting" else said.phases[phase]
        reasons = [Reason("phase", _phase_text(week, kind, count), "Reference 4.7, 4.8")]
        if day.is_moderate:
            text = "The fourth day in a row: it keeps three reps in reserve, so that no more than three are hard."
            reasons.append(Reason("moderate", text, "Reference 4.2"))
        return Session(
            made.starts_on + timedelta(days=WEEK * (week.number - 1) + day.offset), week.number, number, title, kind,
            items, session_minutes(items, find, made.trainee.time_factor), phase, day.key, note, tuple(reasons),
        )  # fmt: skip

    def _item(self, row: int, spot: Spot, candidate: Candidate, week: Week, sets: int) -> Item:
        made, manner = self._made, spot.manner(candidate.entry)
        if (back := made.prescriber.back) is not None:
            sets = max(1, int(round_half_up(sets * back.sets_in_week(week.number))))
        given = self._prescription(row, spot, candidate, manner, week, sets)
        movement = candidate.entry.movement
        ramped = self._ramp(spot, candidate, given)
        dose = made.poser.dose(spot, candidate.entry, week, self._posed.zones)
        notes, more = given.notes, self._reasons(row, spot, candidate)
        verdict_notes = self._care(candidate)
        return Item(
            movement.name, "main" if spot.is_main else "accessory", (*ramped, *given.work), self._rest(dose.rest_s, week, spot),
            notes="; ".join(each for each in (verdict_notes, notes) if each), reasons=(*more, *given.reasons),
        )  # fmt: skip

    def _ramp(self, spot: Spot, candidate: Candidate, given: Prescription) -> tuple[Target, ...]:
        """The way up to the work sets; where no load is known yet, with loads to be found too."""
        entry, steps = candidate.entry, ramp_steps(spot, candidate.entry)
        loads = [each.load_kg for each in given.work if each.load_kg is not None]
        if not steps or entry.movement.is_bodyweight or not given.work:
            return ()
        if not loads:
            return tuple(Target(kind="warmup", reps=each.reps) for each in steps)
        of_max = max((each.share or 0.0 for each in given.work), default=0.0)
        is_first = entry.kind == "barbell" and spot.is_first
        return ramp(
            max(loads), entry.movement, self._made.trainee.gym, first_kg=loads[0], is_first=is_first, share_of_max=of_max
        )  # fmt: skip

    def _rest(self, rest_s: int, week: Week, spot: Spot) -> int:
        return zones().test_rest_s if week.phase == "test" and spot.is_heavy else rest_s

    def _prescription(
        self, row: int, spot: Spot, candidate: Candidate, manner: Manner, week: Week, sets: int
    ) -> Prescription:
        made, given = self._made, zones()
        is_explosive = manner == "explosive"
        if week.phase in ("peak", "test") and spot.is_heavy and not candidate.is_limited and not is_explosive:
            if week.phase == "peak":
                count = max(2, int(round_half_up(sets * given.peak_sets)))
                rirs = (given.peak_rir[0],) * (count - 1) + (given.peak_rir[-1],)
                few = given.novice_peak_reps if made.trainee.level == "novice" else given.peak_reps
                return made.prescriber.tops(candidate, few, rirs, manner, week, "peak")
            reps = given.novice_test_reps if made.trainee.level == "novice" else 1
            return made.prescriber.tops(candidate, reps, given.test_rir, manner, week, "test")
        if week.phase == "taper" and row in self._last:
            return tapered(self._last[row], given.taper_sets)
        if week.phase in ("deload", "easy", "peak", "test") and row in self._last:
            share = {"peak": given.peak_sets, "test": given.test_sets}.get(week.phase, given.test_sets)
            return lightened(self._last[row], candidate, made.trainee, share)
        doses = tuple(
            made.poser.dose(spot, candidate.entry, replace(week, step=step), self._posed.zones)
            for step in (0, min(week.step, 2), 2)
        )
        found = made.prescriber.prescribe(candidate, manner, doses, sets, week, f"{spot.day.key} {manner}")  # type: ignore[arg-type]
        if week.phase != "build":
            found = lightened(found, candidate, made.trainee, given.test_sets)
        else:
            self._last[row] = found
        return found

    def _care(self, candidate: Candidate) -> str:
        if not candidate.is_limited:
            return ""
        verdict = gate(candidate.entry.movement, self._made.trainee.active(self._made.today), self._made.library)
        return f"{verdict.how[:1].upper()}{verdict.how[1:]}; stop if the pain goes above 5/10"

    def _reasons(self, row: int, spot: Spot, candidate: Candidate) -> tuple[Reason, ...]:
        key = (row, candidate.entry.movement.slug)
        if key not in self._why:
            self._why[key] = self._worked_out(spot, candidate)
        return self._why[key]

    def _worked_out(self, spot: Spot, candidate: Candidate) -> tuple[Reason, ...]:
        made, movement = self._made, candidate.entry.movement
        name, trainee = movement.name, self._made.trainee
        what = " or ".join(
            each.replace("h_", "horizontal ").replace("v_", "vertical ").replace("_", " ") for each in spot.takes
        )
        times = trainee.done.get(name, 0)
        by = next((one for one, other in made.possible.substituted.items() if other == name), None)
        if by is not None:
            why = f"you want it instead of {by}"
        elif name in trainee.priorities or any(each.kind == "prefer" and each.what in (name, movement.slug) for each in trainee.rules):  # fmt: skip
            why = "you asked for it"
        elif times:
            why = f"you know it: {times} times in the last 120 days"
        else:
            goal = self._posed.zones[0 if spot.is_main else 1].replace("_", " ")
            why = f"of {len(spot.candidates)} that you can do here it serves {goal} and what the week still needs best"
        role = "Main lift" if spot.is_main else "Accessory"
        found = [Reason("selection", f"{role} for {what}: {why}.", "Reference 4.10")]
        if candidate.is_limited:
            verdict = gate(movement, trainee.active(made.today), made.library)
            found.append(Reason("injury", verdict.text, "Reference 8.1"))
        return tuple(found)

    def _pattern(self, item: Item) -> str:
        movement = self._made.library.by_name(item.exercise)
        return "other" if movement is None else movement.pattern


def _is_heavy(item: Item) -> bool:
    """Too heavy for a superset (reference 6)."""
    return any((each.share or 0.0) >= HEAVY for each in item.work)


def _numbered_after(finisher: Sequence[Item], middle: Sequence[Item]) -> list[Item]:
    """The superset numbers of a finisher after those of the lifts."""
    number = max((each.superset for each in middle if each.superset is not None), default=0)
    return [each if each.superset is None else replace(each, superset=each.superset + number) for each in finisher]


def _phase_text(week: Week, kind: str, count: int) -> str:
    said: Mapping[str, str] = {
        "build": f"Week {week.number}, the {_ORDER[min(week.step, 3)]} of its block: a little more than the one before.",
        "deload": f"Week {week.number} is a deload, as every fourth: half the sets, lighter, so that the work of three weeks shows.",
        "easy": f"Week {week.number} is an easy one.",
        "peak": f"Week {week.number} peaks: few, heavy sets.",
        "taper": f"Week {week.number} tapers: half the sets with the same loads, to arrive fresh.",
        "test": f"Week {week.number} tests what has become of it.",
    }
    exercises = f" {count} exercises." if kind == "lifting" and count else ""
    return f"{said.get(week.phase, said['build'])}{exercises}"


_ORDER = ("first", "second", "third", "fourth")


def goal_words(goals: Mapping[Goal, int]) -> str:
    """Goals as they are said.

    >>> goal_words({"strength": 7, "fat_loss": 3})
    'strength 7, fat loss 3'
    """
    return ", ".join(f"{goal.replace('_', ' ')} {weight}" for goal, weight in goals.items())


def main_goal(goals: Mapping[Goal, int]) -> str:
    """The goal that a program is called after."""
    return dominant(goals).replace("_", " ")
