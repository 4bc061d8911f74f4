"""The sets of one exercise in one week: reps, reserve and load from the athlete's own numbers (reference 1.4, 4.6, 4.7)."""

from dataclasses import dataclass

from training.adaptation.gap import Comeback, comeback
from training.coaching import Rules, rules
from training.generation.candidates import Candidate
from training.generation.catalogue import Entry
from training.generation.dosing import Dose, Manner, body_range, share, zones
from training.generation.loads import Basis, Loads
from training.generation.structure import structure_rules
from training.generation.weeks import MESO, Week
from training.library import Library
from training.loading import HAIR_KG
from training.movement import Movement
from training.program.injuries import injury_rules
from training.program.limits import Limits
from training.program.plan import Reason, Target
from training.program.trainee import Level, Trainee
from training.units import plain

Pair = tuple[float | None, Reason]


class LoadRules(Rules):
    """The section ``[loads]``."""

    most_gain: float
    week_share: float
    too_heavy: float
    least_body_reps: int
    told_reps: float
    deload: dict[Level, float]
    deload_rir: float
    find_note: str
    fast_note: str


class FirstLoadRules(Rules):
    """The section ``[first_loads]``: where a novice without a number begins, and reps where the weights are few."""

    start_kg: dict[str, float]
    week_kg: dict[str, float]
    note: str
    fixed_reps: tuple[int, int]
    swing_reps: tuple[int, int]
    swings: frozenset[str]


def first_load_rules() -> FirstLoadRules:
    """The section ``[first_loads]``."""
    return rules("first_loads", FirstLoadRules)


@dataclass(frozen=True, slots=True)
class Prescription:
    """The work sets of an exercise, why they are so, and what to say of them."""

    work: tuple[Target, ...]
    reasons: tuple[Reason, ...]
    notes: str = ""

    @property
    def top_kg(self) -> float | None:
        """The heaviest work set."""
        return max((each.load_kg for each in self.work if each.load_kg is not None), default=None)


def load_rules() -> LoadRules:
    """The section ``[loads]``."""
    return rules("loads", LoadRules)


class Prescriber:
    """Prescribes for one athlete, and remembers what each exercise was done with the week before."""

    def __init__(self, trainee: Trainee, library: Library, limits: Limits) -> None:
        self._trainee = trainee
        self._limits = limits
        self._loads = Loads(trainee, library)
        self._known: dict[tuple[str, str, int], dict[int, float]] = {}
        away = trainee.wish.away_days
        self.back: Comeback | None = comeback(away, age=trainee.age) if away else None
        """The way back of who was away."""

    def prescribe(
        self, candidate: Candidate, manner: Manner, doses: tuple[Dose, Dose, Dose], sets: int, week: Week, place: str
    ) -> Prescription:
        """The sets of a week that builds.

        ``doses`` are those of the mesocycle's first week, of this one and of the last: a range of reps reaches from
        the first to the last at one load, and a fixed number goes with a load that grows. ``place`` tells a heavy
        day of a lift from a light one.
        """
        first, now, last = doses
        entry = candidate.entry
        if now.reps is None:
            return Prescription(_timed(now, sets), (_dose_reason(now, sets, week),))
        only = self._trainee.gym.only(entry.movement)
        if only and manner != "explosive":
            return self._with_few(candidate, only, now, sets, week)
        is_ranged = last.reps is not None and first.reps is not None and last.reps > first.reps
        asked = first if is_ranged else now
        low, high = asked.reps or 1, (last.reps if is_ranged else None)
        load, why = self._load(candidate, asked.reps or 1, asked.rir, manner, week, place)
        if load is None and why.rule == "body" and manner != "explosive":
            low, high = self._body_reps(entry, low, high, now.rir)
        elif load is None and not is_ranged and manner != "explosive":
            high = low + zones().unknown_reps_to
        known = load is not None and not is_ranged and not candidate.is_limited
        target = Target(
            reps=low, reps_to=high if high and high > low else None, load_kg=load, rir=now.rir,
            share=round(share(low, now.rir), 3) if known else None,
        )  # fmt: skip
        notes = load_rules().find_note if why.rule == "no_load" else ""
        notes = first_load_rules().note if why.rule == "first_load" and week.number == 1 else notes
        if why.rule == "body" and manner in ("heavy", "volume", "accessory"):
            notes = zones().body_note
        if manner == "explosive":
            notes = load_rules().fast_note
        return Prescription((target,) * sets, (_dose_reason(now, sets, week, low, high), why), notes)

    def _with_few(
        self, candidate: Candidate, only: tuple[float, ...], now: Dose, sets: int, week: Week
    ) -> Prescription:
        """Sets where an implement has only a few weights: the nearest one, and reps that make the difference."""
        entry, given = candidate.entry, first_load_rules()
        low, high = given.swing_reps if entry.movement.slug in given.swings else given.fixed_reps
        low, high = max(low, self._limits.least_reps), max(high, low)
        if self._limits.most_reps is not None:
            low, high = min(low, self._limits.most_reps), min(high, self._limits.most_reps)
        basis = self._loads.basis(entry.movement)
        wanted = only[0] if basis is None else basis.e1rm_kg * share(low, now.rir) * self._share_of_way_back(week)
        load = self._trainee.gym.loadable(wanted, entry.movement, down=True)
        if basis is not None and basis.e1rm_kg > load:
            possible = max(1, int(30 * (basis.e1rm_kg / load - 1) - now.rir))
            low, high = max(self._limits.least_reps, min(low, possible)), max(low, min(possible, 2 * high))
        text = f"There is {plain(load, 2)} kg for it: {low} to {high} reps, and more reps, sets or a harder form as it gets light."
        target = Target(reps=low, reps_to=high if high > low else None, load_kg=load, rir=now.rir)
        return Prescription(
            (target,) * sets, (_dose_reason(now, sets, week, low, high), Reason("load", text, "Reference 4.10"))
        )

    def _share_of_way_back(self, week: Week) -> float:
        """Of the old loads in a week, for who was away."""
        return 1.0 if self.back is None else self.back.load_in_week(week.number)

    def _first_load(self, movement: Movement, week: Week) -> Pair | None:
        """Where a novice begins without a number, and what each week adds."""
        given, gym = first_load_rules(), self._trainee.gym
        start = given.start_kg.get(movement.slug)
        if start is None or self._trainee.level != "novice":
            return None
        start = max(start, gym.bar_of(movement) or 0.0)
        built = week.meso * (MESO - 1) + min(week.step, MESO - 1)
        more = given.week_kg[movement.slug]
        load = gym.loadable(start + more * built, movement)
        text = f"Nothing is known yet of your {movement.name}: it begins with {plain(start, 2)} kg and grows by {plain(more, 2)} kg a week."
        return load, Reason("first_load", text, "Reference 11.3; as the established novice programs do")

    def tops(
        self, candidate: Candidate, reps: int, rirs: tuple[float, ...], manner: Manner, week: Week, rule: str
    ) -> Prescription:
        """Single heavy sets, each with its own reserve: of a peak or a test."""
        work, whys = [], []
        rirs = tuple(max(each, self._limits.least_rir) for each in rirs)
        for rir in rirs:
            load, why = self._load(candidate, reps, rir, manner, week, rule, is_limited_a_week=False)
            known = load is not None
            work.append(
                Target(reps=reps, load_kg=load, rir=rir, share=round(share(reps, rir), 3) if known else None)
            )  # fmt: skip
            whys.append(why)
        said = {
            "peak": f"Realisation: {len(rirs)} sets of {reps}, heavy and far fewer than before.",
            "test": f"Test: up to {reps} at RPE {plain(10 - rirs[-1])}; the new e1RM is where the next program begins.",
        }
        notes = load_rules().find_note if whys[-1].rule == "no_load" else ""
        return Prescription(tuple(work), (Reason(rule, said[rule], "Reference 4.6, 4.7"), whys[-1]), notes)

    def _load(
        self, candidate: Candidate, reps: int, rir: float, manner: Manner, week: Week, place: str, *,
        is_limited_a_week: bool = True,
    ) -> Pair:  # fmt: skip
        entry, given, trainee = candidate.entry, load_rules(), self._trainee
        movement = entry.movement
        basis = self._loads.basis(entry.movement)
        if movement.modality in ("reps", "duration") or entry.kind == "band":
            return None, Reason(
                "body", f"{movement.name} is done by reps and reserve, without a load.", "Reference 4.10"
            )
        body = movement.bodyweight_share * (trainee.body_weight_kg or 0.0)
        if basis is None or (movement.bodyweight_share and not body):
            if movement.is_bodyweight:
                return None, Reason("body", f"{movement.name} begins with your own weight.", "Reference 4.10")
            if (first := self._first_load(movement, week)) is not None:
                return first
            text = f"Nothing is known yet of your {movement.name}: {given.find_note[0].lower()}{given.find_note[1:]}."
            return None, Reason("no_load", text, "Reference 11.3")
        rir = max(rir, self._loads.least_rir(movement)) if not week.meso and not week.step else rir
        of_max = share(reps, rir)
        growth = 1 + min(given.most_gain, zones().gain_per_meso[trainee.level] * (week.number - 1) / 4)
        wanted = basis.e1rm_kg * growth * of_max
        is_light = manner == "volume" and movement.pattern in structure_rules().heavy_patterns
        if is_light:  # a day that is not the heavy one stays below it, however the weeks grow
            wanted = min(wanted, basis.e1rm_kg * (structure_rules().heavy_share - HAIR_KG))
        factor = (injury_rules().load if candidate.is_limited else 1.0) * self._share_of_way_back(week)
        wanted = (wanted - body) * factor
        if movement.is_bodyweight and wanted < trainee.gym.step(movement):
            return None, Reason("body", f"{movement.name} begins with your own weight.", "Reference 4.10")
        is_careful = is_light or factor < 1 or not basis.is_own
        load = trainee.gym.loadable(wanted, movement, down=is_careful)
        if is_limited_a_week:
            load = self._within_a_week(entry, load, (movement.name, place, reps), week.number)
        if load <= 0 or load > wanted * given.too_heavy + trainee.gym.step(movement) / 2:
            find = f"{given.find_note[0].lower()}{given.find_note[1:]}"
            text = f"{plain(wanted, 1)} kg are lighter than the bar: take a lighter one or dumbbells, and {find}."
            return None, Reason("no_load", text, "Reference 1.4")
        grown = f", {plain((growth - 1) * 100, 1)} % up by week {week.number}" if growth > 1 else ""
        cause = "for what hurts" if candidate.is_limited else f"after {self.back.days} days off" if self.back else ""
        less = f", {round((1 - factor) * 100)} % less {cause}" if factor < 1 else ""
        own = f", less {plain(body, 1)} kg of your body" if body else ""
        text = f"{plain(of_max * 100, 1)} % for {reps} with {plain(rir)} left, {_of(basis)}{grown}{own}{less}: {plain(load, 2)} kg."
        return load, Reason("load", text, "Reference 1.4, 4.7")

    def _within_a_week(self, entry: Entry, load: float, key: tuple[str, str, int], week: int) -> float:
        """No more than the week's rise above the last one, but always one step."""
        known = self._known.setdefault(key, {})
        before = known.get(max((each for each in known if each < week), default=0))
        if before is not None and load > before:
            step = self._trainee.gym.step(entry.movement)
            most = max(before * (1 + load_rules().week_share), before + step)
            if load > most + HAIR_KG:
                load = self._trainee.gym.loadable(most, entry.movement, down=True)
        known[week] = load
        return load

    def _body_reps(self, entry: Entry, low: int, high: int | None, rir: float) -> tuple[int, int | None]:
        """Reps that the athlete has in them with the body alone, where that is known; else by how hard it is."""
        basis, trainee, given = self._loads.basis(entry.movement), self._trainee, load_rules()
        body = entry.movement.bodyweight_share * (trainee.body_weight_kg or 0.0)
        low, high = body_range(entry, self._limits) or (low, high or low + zones().unknown_reps_to)
        told = trainee.wish.bests.get(entry.movement.name)
        if told is not None and not told.load_kg and told.reps:
            top = max(1, int(told.reps - rir), self._limits.least_reps)
            return max(1, self._limits.least_reps, int(top * load_rules().told_reps)), top
        if basis is None or not body:
            return low, high
        possible = int(30 * (basis.e1rm_kg / body - 1) - rir) if basis.e1rm_kg > body else 1
        most = max(given.least_body_reps, self._limits.least_reps, possible)
        if most >= low:
            return low, max(min(high, most), low)
        return max(1, self._limits.least_reps, most - 1), most


def _timed(now: Dose, sets: int) -> tuple[Target, ...]:
    return (Target(duration_s=now.duration_s, distance_m=now.distance_m, rir=now.rir),) * sets


def _dose_reason(now: Dose, sets: int, week: Week, low: int | None = None, high: int | None = None) -> Reason:
    if low is None:
        what = f"{plain(now.duration_s or now.distance_m or 0, 0)} {'s' if now.duration_s else 'm'}"
    else:
        what = f"{low} to {high}" if high and high > low else f"{low}"
    text = f"Week {week.number}: {sets} × {what} with {plain(now.rir)} in reserve."
    return Reason("dose", text, "Reference 4.4, 4.7")


def _of(basis: Basis) -> str:
    if basis.is_own:
        return f"from your own e1RM of {plain(basis.e1rm_kg, 1)} kg"
    return f"from {plain(basis.ratio * 100, 0)} % of your {basis.by} ({plain(basis.e1rm_kg, 1)} kg), RPE 7 at most the first time"
