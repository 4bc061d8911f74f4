"""Cardio, conditioning and mobility: what is done, how long and how hard, week by week (reference 5.2, 5.4, 5.5)."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from training.coaching import Rules, rules
from training.generation.candidates import is_excluded
from training.generation.edges import edge_rules, edge_seconds
from training.generation.level import beyond_skill
from training.generation.running import LongRun, event_rules, long_runs, run_item
from training.generation.split import LONG_RUN, Day, Split
from training.generation.weeks import Week
from training.library import Library
from training.movement import Movement
from training.program.equipment import missing
from training.program.injuries import worst_grade
from training.program.limits import Limits
from training.program.plan import Item, Reason, Target
from training.program.trainee import Trainee
from training.program.unfit import unfit
from training.units import plain, round_half_up

RUNS = ("running", "treadmill", "trail_running")
LEGS = ("lower", "legs", "full")


class CardioRules(Rules):
    """The section ``[cardio]``."""

    order: tuple[str, ...]
    after_lifting: tuple[str, ...]
    walks: tuple[str, ...]
    beside_lifting_from: int
    beside_lifting_min: int
    longest_min: int
    start_min: dict[str, int]
    step_min: float
    run_step: float
    km_per_min: float
    running_cut: tuple[tuple[float, float], ...]
    deload: float
    least_min: int
    max_hr: tuple[float, float]
    zone_2: tuple[float, float]
    zone_4: tuple[float, float]
    intervals_endurance: int
    intervals_days: int
    intervals_s: tuple[int, int]
    intervals_times: tuple[int, ...]
    circuit_fat_loss: int
    circuit_work_s: int
    circuit_rest_s: int
    circuit_moves: int
    circuits_a_week: dict[str, int]
    day_moves: int
    day_work_s: int
    day_rest_s: int
    day_rounds: tuple[int, ...]
    day_least_min: float
    circuit: tuple[str, ...]
    finisher_circuit: tuple[str, ...]
    metcon: tuple[str, ...]
    hold_s: int


def cardio_rules() -> CardioRules:
    """The section ``[cardio]``."""
    return rules("cardio", CardioRules)


class Engine:
    """Plans everything that is not lifting for one athlete."""

    def __init__(self, trainee: Trainee, limits: Limits, split: Split, today: date, library: Library) -> None:
        self._trainee, self._limits, self._split, self._library = trainee, limits, split, library
        self._injuries = trainee.active(today)
        self.choices = self._ways()
        self._long: dict[int, LongRun] = {}
        self._hard = next((each for each in split.days if each.kind == "cardio" and not self._is_near_legs(each)), None)

    def lead(self, weeks: Sequence[Week]) -> None:
        """Take the weeks of the program: the long runs grow over them to a race."""
        self._long = long_runs(self._trainee, weeks)

    def finisher(self, day: Day, week: Week, place: int) -> tuple[Item, ...]:
        """The end of a lifting day: easy cardio, or a short circuit where fat loss is wanted."""
        given, relief = cardio_rules(), week.phase != "build"
        minutes = day.finisher_min if not relief else max(1.0, day.finisher_min * given.deload)
        if day.runs:
            reason = Reason("run", "A run after the lifts: the week has no other day for it.", "Reference 5.2")
            return (self._steady(self._run(), max(minutes, float(given.least_min)), "finisher", reason),)
        is_crossfit = "crossfit" in self._trainee.wish.styles
        wants = (self._trainee.goals.get("fat_loss", 0) >= given.circuit_fat_loss or is_crossfit) and not relief
        if wants and self._may_be_hard() and (is_crossfit or place < given.circuits_a_week[self._trainee.level]):
            names = given.metcon if is_crossfit else given.finisher_circuit
            turn = place * given.circuit_moves % len(names) if is_crossfit else 0
            found = self._moves((*names[turn:], *names[:turn]), given.circuit_moves)
            if len(found) == given.circuit_moves:
                return self._circuit(found, minutes)
        if not self.choices:
            return ()
        near = [self._library.by_slug(slug) for slug in given.after_lifting]
        liked = [each for each in self.choices if each in near]
        way = next((each for each in (*liked, *near) if self._may(each)), self.choices[0])
        text = f"{plain(minutes, 0)} easy minutes after lifting towards the {plain(self._wanted(), 0)} that your goals want in a week."
        return (self._steady(way, minutes, "finisher", Reason("finisher", text, "Reference 5.3, 5.4")),)

    def cardio(self, day: Day, week: Week, place: int, count: int) -> tuple[Item, ...]:
        """A day of its own: steady, or intervals once a week for who trains endurance."""
        given = cardio_rules()
        if not self.choices:
            return self.mobility(week)
        way = self._run() if day.runs else self._way(place)
        room = self.room_min()
        if day.key == LONG_RUN and (long := self._long.get(week.number)) is not None:
            return (run_item(way.name, long.km, "Easy: full sentences all the way", long.reason),)
        if way.slug not in given.walks and self._is_beside_lifting():
            room = min(room, given.beside_lifting_min)
        if day == self._hard and self._has_intervals(week):
            return (self._intervals(way, week, room),)
        start = min(room, given.start_min[self._trainee.level])
        worked = week.number - 1 - week.number // 4  # weeks that build, in blocks of four
        grown = start * given.run_step**worked if way.slug in RUNS else start + given.step_min * worked
        if day.runs and (long := self._long.get(week.number)) is not None:
            grown = max(grown, long.km * event_rules().easy_run_share / given.km_per_min)
        minutes = min(room, grown)
        if week.phase in ("deload", "easy", "test", "taper"):
            minutes = max(given.least_min, minutes * given.deload)
        text = f"{plain(minutes, 0)} minutes of {count} easy sessions towards {plain(self._wanted(), 0)} minutes a week; it grows slowly."
        return (self._steady(way, minutes, "cardio", Reason("cardio", text, "Reference 5.3, 5.4")),)

    def conditioning(self, day: Day, week: Week) -> tuple[Item, ...]:
        """A circuit of five and more movements for half an hour and more; empty where it cannot be done."""
        given = cardio_rules()
        found = self._moves(given.circuit, given.day_moves)
        rounds = given.day_rounds[min(week.step, len(given.day_rounds) - 1)]
        a_round = given.day_moves * (given.day_work_s + given.day_rest_s) + 60
        rounds = min(rounds, int(self.room_min() * 60 // a_round))
        if week.phase in ("deload", "easy"):
            rounds = max(2, int(round_half_up(rounds * given.deload)))
        if len(found) < given.day_moves:
            return ()
        text = f"{len(found)} movements, {given.day_work_s} s work and {given.day_rest_s} s rest, {rounds} rounds, RPE 7 to 8."
        reason = Reason("conditioning", text, "Reference 5.5")
        return tuple(
            Item(
                each.name, "conditioning", (Target(duration_s=float(given.day_work_s)),) * rounds, given.day_rest_s, 1,
                notes="A pace that you can hold in every round", reasons=(reason,),
            )
            for each in found
        )  # fmt: skip

    def mobility(self, week: Week) -> tuple[Item, ...]:
        """Holds for the whole body, as long as there is time."""
        given = cardio_rules()
        seconds = min(self.room_min(), 20 if week.phase == "build" else 15) * 60
        groups = edge_rules().stretches.values()  # one of each before a second one of any
        slugs = dict.fromkeys(each for turn in zip_longest(*groups) for each in turn if each is not None)
        found = [each for slug in slugs if self._may(each := self._library.by_slug(slug))]
        text = "Holds of 30 to 60 s, discomfort at 4 of 10 at most, on a day that rests the lifts."
        reason = Reason("mobility", text, "Reference 4.4")
        items, left = [], seconds
        for each in found:
            one = given.hold_s * (2 if each.unilateral else 1)
            sets = 2 if left >= 2 * one + 60 else 1
            if left < one * sets + 10:
                break
            left -= (one + (10 if each.unilateral else 0)) * sets
            items.append(
                Item(each.name, "mobility", (Target(duration_s=float(given.hold_s)),) * sets, reasons=(reason,))
            )
        return tuple(items)

    def room_min(self) -> float:
        """Minutes between warm-up and cooldown."""
        edges = sum(edge_seconds(self._trainee, self._limits)) / 60
        return max(5.0, min(cardio_rules().longest_min, int(self._trainee.minutes / self._trainee.time_factor - edges)))

    def running_min(self, days: Sequence[Day]) -> float:
        """Minutes of running that a week comes to, for what the legs recover from."""
        cardio = [each for each in days if each.kind == "cardio"]
        runs = [
            place for place, each in enumerate(cardio) if each.runs or (self.choices and self._way(place).slug in RUNS)
        ]
        return len(runs) * self.room_min()

    def leg_share(self, days: Sequence[Day]) -> float:
        """How much of their accessory sets the legs keep beside running (reference 5.2, rule 4)."""
        given = cardio_rules()
        finishers = sum(each.finisher_min for each in days) if self.choices and self.choices[0].slug in RUNS else 0
        km = (self.running_min(days) + finishers) * given.km_per_min
        return 1.0 - max((cut for more_than, cut in given.running_cut if km > more_than), default=0.0)

    def _run(self) -> Movement:
        """How somebody runs who runs."""
        runs = [*(each for each in self.choices if each.slug in RUNS), *map(self._library.by_slug, RUNS)]
        return ([each for each in runs if self._may(each)] or [*self.choices, runs[0]])[0]

    def _way(self, place: int) -> Movement:
        return self.choices[place % len(self.choices)] if len(self._trainee.activities) > 1 else self.choices[0]

    def _ways(self) -> tuple[Movement, ...]:
        """What is enjoyed first; beside strength and size rather a bike or a rower than running."""
        given, trainee = cardio_rules(), self._trainee
        liked = [each for name in trainee.activities if (each := self._library.by_name(name)) is not None]
        usual = [self._library.by_slug(slug) for slug in given.order]
        if trainee.goals.get("endurance", 0) and not self._is_beside_lifting() and not self._limits.is_low_impact:
            usual.sort(key=lambda each: each.slug not in RUNS)
        fair = [
            each
            for each in dict.fromkeys((*liked, *usual))
            if (each.pattern == "cardio" or each in liked) and self._may(each)
        ]
        if self._limits.is_low_impact:
            fair = [each for each in fair if each.slug not in RUNS] or fair
        return tuple(fair[: max(2, len([each for each in liked if each in fair]))])

    def _is_beside_lifting(self) -> bool:
        lifts = sum(self._trainee.goals.get(each, 0) for each in ("strength", "hypertrophy"))
        return lifts >= cardio_rules().beside_lifting_from

    def _is_near_legs(self, day: Day) -> bool:
        near = {(day.offset - 1) % 7, (day.offset + 1) % 7}
        return any(each.offset in near and each.key.startswith(LEGS) for each in self._split.days)

    def _has_intervals(self, week: Week) -> bool:
        given, split = cardio_rules(), self._split
        days = sum(each.kind == "cardio" for each in split.days)
        wants = self._trainee.goals.get("endurance", 0) >= given.intervals_endurance and days >= given.intervals_days
        novice = self._trainee.levels.get("endurance", self._trainee.level) == "novice"
        is_easy = week.phase in ("deload", "easy", "test", "taper")
        return wants and not novice and not is_easy and self._may_be_hard()

    def _may_be_hard(self) -> bool:
        return self._limits.may_interval and not self._limits.is_low_impact

    def _intervals(self, way: Movement, week: Week, room: float) -> Item:
        given = cardio_rules()
        work, easy = given.intervals_s
        times = given.intervals_times[min(week.step, len(given.intervals_times) - 1)]
        times = max(1, min(times, int((room * 60 + easy) // (work + easy))))
        targets = [Target(duration_s=float(work if place % 2 == 0 else easy)) for place in range(2 * times - 1)]
        text = f"{times} times {work // 60} minutes hard, {plain(easy / 60)} easy between: once a week, the rest of your endurance is easy."
        notes = f"{times} × {work // 60} min in zone 4 (a few words at a time{self._pulse(given.zone_4)}), {plain(easy / 60)} min easy between"
        return Item(way.name, "cardio", tuple(targets), notes=notes, reasons=(Reason("intervals", text, "Reference 5.2, 5.5"),))  # fmt: skip

    def _steady(self, way: Movement, minutes: float, role: str, reason: Reason) -> Item:
        notes = (
            f"Zone 2: full sentences, RPE 3 to 4{self._pulse(cardio_rules().zone_2)}" if way.pattern == "cardio" else ""
        )
        seconds = float(round_half_up(minutes) * 60)
        return Item(way.name, role, (Target(duration_s=seconds),), notes=notes, reasons=(reason,))  # type: ignore[arg-type]

    def _pulse(self, zone: tuple[float, float]) -> str:
        """Heart rate only where age is known and nothing was said that may change it (reference 5.4, 9.3)."""
        screening = self._trainee.screening
        if self._trainee.age is None or self._trainee.conditions or (screening is not None and screening.yes):
            return ""
        most, by_age = cardio_rules().max_hr
        top = most - by_age * self._trainee.age
        return f", about {plain(zone[0] * top, 0)} to {plain(zone[1] * top, 0)} bpm"

    def _circuit(self, found: Sequence[Movement], minutes: float) -> tuple[Item, ...]:
        given = cardio_rules()
        a_round = given.circuit_moves * (given.circuit_work_s + given.circuit_rest_s) + 60
        rounds = max(2, int(minutes * 60 // a_round))
        weight = self._trainee.goals.get("fat_loss", 0)
        work = f"{given.circuit_work_s} s work and {given.circuit_rest_s} s rest, RPE 8 at most"
        why = f"fat loss is {weight} of 10 of your goals" if weight else "a circuit after the lifts, as you asked"
        text = f"{rounds} rounds of {len(found)}, {work}: {why}."
        reason = Reason("finisher", text, "Reference 5.2, 5.5")
        return tuple(
            Item(
                each.name, "finisher", (Target(duration_s=float(given.circuit_work_s)),) * rounds, given.circuit_rest_s,
                1, notes="RPE 8 at most", reasons=(reason,),
            )
            for each in found
        )  # fmt: skip

    def _moves(self, slugs: Sequence[str], count: int) -> list[Movement]:
        """The first possible of the list that do not all train the same."""
        found: list[Movement] = []
        fair = [
            each
            for slug in slugs
            if self._may(each := self._library.by_slug(slug)) and not beyond_skill(self._trainee, each)
        ]
        for each in fair:
            if len(found) < count and not any(set(each.primary) == set(one.primary) for one in found):
                found.append(each)
        return [*found, *(each for each in fair if each not in found)][:count]

    def _may(self, movement: Movement) -> bool:
        trainee, worst = self._trainee, worst_grade(movement, self._injuries, self._library)[0]
        out = missing(movement, trainee.equipment) or unfit(movement, trainee) or is_excluded(movement, trainee)
        return worst == "allowed" and not out

    def _wanted(self) -> float:
        return sum(self._split.minutes[each] for each in ("cardio", "conditioning"))
