"""Which numbers of a log give the sets of one exercise, in what roles: the search for the most natural way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf

from evals.state import StoredSet
from training.notation.drafts import Draft
from training.notation.items import Load
from training.notation.tagging.groups import KINDS, Group, Unfit, expand
from training.notation.tagging.measures import length_unit, time_unit, weight_unit
from training.notation.tagging.pieces import COUNTS, ORDINALS, Piece, is_number
from training.units import KG_PER, M_PER
from training.workout import SetKind

BAR = {"kg": 20.0, "lb": 45.0}
DISC = {"kg": 20.0, "lb": 45.0}
NEAR_KG = 0.07
LOADS = ("L", "LS", "LC", "LB", "LH", "LZ")
MOST_FIXES = 2
MOST_STEPS = 20_000
"""Of the search for one exercise between two cuts."""
LEFT_OUT, LEFT_OUT_UNIT = 2.5, 3.0
"""A number that is none of the sets."""
GROUP, NAMED_NEXT = 0.5, 0.9
NO_REPS = 1.0
LETTERS = {kind: letter for letter, kind in KINDS.items()}
ROLE_COSTS = {"L": 0.2, "R": 0.2, "S": 0.4, "T": 0.6, "D": 1.0, "E": 0.8, "F": 0.8, "LA": 1.0, "LS": 0.8, "LC": 0.8, "LB": 0.1, "LH": 0.8,
              "LZ": 0.4, "TA": 0.8, "TH": 2.0, "TM": 0.9, "R1": 1.4, "E1": 1.4, "F1": 1.4, "X1": 0.2, "KF": 0.3, "KA": 0.3, "KM": 0.3}  # fmt: skip
_PLATES = frozenset(("plate", "plates", "disc", "discs", "pps", "wheels"))
_SIDES = _PLATES | {"side", "sides", "per", "each"}
_BODY = frozenset(("bw", "bodyweight", "body", "unweighted", "off", "none", "without"))
_MISSES = frozenset(("missed", "miss", "failed", "fail", "fails", "no", "nope", "nothing", "stapled", "x"))
_KIND_WORDS = {
    "failure": frozenset(("failure", "fail", "failed", "f", "fs")),
    "amrap": frozenset(("amrap", "max", "maxed")),
}
_WORDS = frozenset(
    ("bar", *COUNTS, *ORDINALS, *_BODY, *_MISSES, *(word for each in _KIND_WORDS.values() for word in each))
)

Tagged = list[tuple[str, int]]
"""Tags with the places of their pieces."""


def matters(piece: Piece) -> bool:
    """Whether a piece may tell something of a set."""
    return is_number(piece) or piece.text in _WORDS


class Groups:
    """The search for groups of amounts that give the sets of one exercise."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        unit: str,
        places: Sequence[int],
        sets: list[StoredSet],
        named: int,
        is_long: bool,
    ) -> None:
        """``places``: the pieces that may be amounts; ``named``: where the name stands, -1 for nowhere."""
        self.pieces, self.unit = pieces, unit
        self.places, self.sets, self.named, self.is_long = places, sets, named, is_long
        self._is_sided = bool({piece.text for piece in self.pieces} & _SIDES)
        self.steps = 0
        self.best: dict[tuple[int, int], tuple[float, Tagged]] = {}

    def solve(self) -> tuple[float, Tagged] | None:
        """The cheapest tags, with what they cost."""
        found = self._from(0, 0)
        return None if found[0] == inf else found

    def _from(self, done: int, at: int) -> tuple[float, Tagged]:
        key = done, at
        if key in self.best:
            return self.best[key]
        left = sum(self._left_out(place) for place in self.places[at:])
        best: tuple[float, Tagged] = (left, []) if done == len(self.sets) else (inf, [])
        skipped = 0.0
        if done < len(self.sets):
            for start in range(at, len(self.places)):
                for cost, tags, count, end in self._groups(done, start):
                    rest = self._from(done + count, end)
                    if skipped + cost + rest[0] < best[0]:
                        best = skipped + cost + rest[0], [*tags, *rest[1]]
                skipped += self._left_out(self.places[start])
        self.best[key] = best
        return best

    def _left_out(self, place: int) -> float:
        if not is_number(self.pieces[place]):
            return 0.0
        united = weight_unit(self.pieces, place) or self.pieces[place].kind == "time"
        return LEFT_OUT_UNIT if united else LEFT_OUT

    def _groups(self, done: int, start: int) -> list[tuple[float, Tagged, int, int]]:
        """The groups that may begin at a piece: cost, tags, how many sets they make, and where they end."""
        found: list[tuple[float, Tagged, int, int]] = []
        before = self._draft(self.sets[done - 1]) if done else None

        def grow(at: int, amounts: Tagged, cost: float, passed: bool = False) -> None:
            self.steps += 1
            if self.steps > MOST_STEPS:
                return
            if amounts:
                made = self._made(amounts, done, before)
                if made:
                    letter = LETTERS[_kind(self.sets[done])]
                    first = amounts[0][1]
                    start_tag = ("B" if first > self.named else "N") + letter
                    tags = [(f"{start_tag if not n else 'I'}-{role}", place) for n, (role, place) in enumerate(amounts)]
                    roles = {role for role, _ in amounts}
                    extra = GROUP + (NAMED_NEXT if start_tag[0] == "N" else 0.0)
                    extra += NO_REPS if not roles & {"R", "T", "D", "TH", "TM", "KM"} else 0.0
                    found.append((cost + extra, tags, made, at))
            if at == len(self.places):
                return
            place = self.places[at]
            for role in self._roles(place, amounts, done):
                if not _interleaves(role, amounts):
                    grow(at + 1, [*amounts, (role, place)], cost + self._cost(role, place), passed)
            is_word = not is_number(self.pieces[place])
            if amounts and (is_word or not passed):
                grow(at + 1, amounts, cost + self._left_out(place), passed or not is_word)

        grow(start, [], 0.0)
        return found

    def _draft(self, done: StoredSet) -> Draft:
        load = None if done.load_kg is None else Load(done.load_kg, "kg")
        return Draft(done.reps, load, None, done.duration_s)

    def _made(self, amounts: Tagged, done: int, before: Draft | None) -> int:
        """How many of the next sets the amounts give; 0 when they give others."""
        kind = _kind(self.sets[done])
        if not _fits(amounts, len(self.sets) - done):
            return 0
        try:
            drafts = expand(Group(kind, amounts), before, self.pieces, self.is_long)
        except (Unfit, ValueError):
            return 0
        wanted = self.sets[done : done + len(drafts)]
        if len(wanted) < len(drafts):
            return 0
        return len(drafts) if all(self._is(*pair) for pair in zip(drafts, wanted, strict=True)) else 0

    def _is(self, draft: Draft, wanted: StoredSet) -> bool:
        return (
            draft.kind == wanted.kind and draft.reps == wanted.reps and draft.rpe == wanted.rpe
            and abs(self._kg(draft) - (wanted.load_kg or 0)) < 0.07
            and abs((draft.duration_s or 0) - (wanted.duration_s or 0)) <= 0.9 and _near(draft.length.m if draft.length else None, wanted.distance_m)
        )  # fmt: skip

    def _kg(self, draft: Draft) -> float:
        load = draft.load
        if load is None:
            return 0.0
        unit = load.unit or self.unit
        value = {
            "plates": BAR[unit] + 2 * load.value, "bar": BAR[unit], "discs": BAR[unit] + 2 * (load.value * DISC[unit] + load.extra),
        }.get(load.form, load.value)  # fmt: skip
        return value * KG_PER[unit]

    def _roles(self, place: int, amounts: Tagged, done: int) -> Iterator[str]:
        """The roles that a piece may have as the next of a group, by what the gold has there."""
        piece = self.pieces[place]
        sets = self.sets[done:]
        have = Counter(role for role, _ in amounts)
        several = "S" in have or max((have[role] for role in "RLTD"), default=0) > 1
        if not is_number(piece) and piece.text not in COUNTS:
            yield from self._roles_of_word(piece.text, sets, have, several)
            return
        value = float(COUNTS.get(piece.text, piece.value))
        reps = have["R"] + have["KM"]
        if piece.kind != "time":
            if reps < len(sets) and sets[reps].reps == value:
                yield "R"
            if several and have["R1"] < MOST_FIXES and any(each.reps == value for each in sets):
                yield "R1"
        if not is_number(piece):
            return
        if piece.kind != "time" and not have["S"] and 1 <= value <= len(sets) and value == int(value):
            yield "S"
        efforts = have["E"] + have["F"]
        for role, rpe in (("E", value), ("F", 10 - value)):
            if efforts < len(sets) and sets[efforts].rpe == rpe:
                yield role
            if several and any(each.rpe == rpe for each in sets):
                yield role + "1"
        if piece.kind == "number":
            yield from self._roles_of_load(place, sets, have, amounts)
        yield from self._roles_of_road(place, sets, have, amounts)

    def _roles_of_word(
        self, word: str, sets: Sequence[StoredSet], have: Mapping[str, int], several: bool
    ) -> Iterator[str]:
        reps = have["R"] + have["KM"]
        if word in _BODY and "LZ" not in have and any(not each.load_kg for each in sets):
            yield "LZ"
        if word in _MISSES and reps < len(sets) and sets[reps].reps == 0:
            yield "KM"
        for kind, words in _KIND_WORDS.items():
            if word in words and have and any(each.kind == kind for each in sets):
                yield {"failure": "KF", "amrap": "KA"}[kind]
        bar = BAR[self.unit] * KG_PER[self.unit]
        if word == "bar" and any(each.load_kg and abs(each.load_kg - bar) < 0.5 for each in sets):
            yield "LB"
        if word in ORDINALS and several and "X1" not in have:
            yield "X1"

    def _roles_of_load(
        self, place: int, sets: Sequence[StoredSet], have: Mapping[str, int], amounts: Sequence[tuple[str, int]]
    ) -> Iterator[str]:
        value = self.pieces[place].value
        loads = sum(have[role] for role in LOADS)
        kg = sets[loads].load_kg if loads < len(sets) else None
        if kg:
            for unit in {weight_unit(self.pieces, place) or self.unit, "kg" if self.unit == "lb" else "lb"}:
                if abs(value * KG_PER[unit] - kg) < NEAR_KG:
                    yield "L"
                if abs(-value * KG_PER[unit] - kg) < NEAR_KG:
                    yield "LH"
                if self._is_sided and (BAR[unit] + 2 * value) * KG_PER[unit] < kg + NEAR_KG:
                    yield "LS"
                plates = {piece.text for piece in self.pieces[place + 1 : place + 4]} & _PLATES
                if plates and (BAR[unit] + 2 * DISC[unit] * value) * KG_PER[unit] < kg + NEAR_KG:
                    yield "LC"
        if (have["LS"] or have["LC"]) and amounts[-1][0] in ("LS", "LC", "LA"):
            yield "LA"

    def _roles_of_road(
        self, place: int, sets: Sequence[StoredSet], have: Mapping[str, int], amounts: Sequence[tuple[str, int]]
    ) -> Iterator[str]:
        piece = self.pieces[place]
        times = have["T"] + have["TH"] + have["TM"]
        wanted = sets[times].duration_s if times < len(sets) else None
        if wanted:
            unit_s = time_unit(self.pieces, place) or 1.0
            if piece.value * unit_s <= wanted + 0.6 or "." in piece.text:
                yield "T"
            if abs(60 * piece.value - wanted) < 1 and time_unit(self.pieces, place) is None:
                yield "TM"
            if piece.kind == "time" and piece.text.count(":") == 1 and abs(60 * piece.value - wanted) < 31:
                yield "TH"
        if amounts and amounts[-1][0] == "T" and piece.kind == "number":
            yield "TA"
        lengths = have["D"]
        metres = sets[lengths].distance_m if lengths < len(sets) else None
        if metres and any(abs(piece.value * scale - metres) <= 0.02 * metres for scale in M_PER.values()):
            yield "D"

    def _cost(self, role: str, place: int) -> float:
        """How far-fetched a role is, by the words beside the number."""
        pieces = self.pieces
        following = pieces[place + 1].text if place + 1 < len(pieces) else ""
        before = pieces[place - 1].text if place else ""
        cost = ROLE_COSTS[role]
        united = {
            "L": weight_unit(pieces, place) is not None or following == "s", "T": time_unit(pieces, place) is not None,
            "D": length_unit(pieces, place) is not None, "R": following in ("rep", "reps", "repetitions"),
            "S": following in ("set", "sets", "rounds", "round", "times", "rds"), "E": before in ("rpe", "@"),
            "F": following in ("rir", "in") or before == "rir",
        }  # fmt: skip
        group = role[0]
        if any(united.values()):
            cost += 0.0 if united.get(group, False) else 2.0
            cost -= 0.3 if united.get(group, False) else 0.0
        if (following == "x" and group == "R") or (before == "x" and group == "S"):
            cost += 0.5
        if before in ("@", "at", "with") and group not in ("L", "E"):
            cost += 0.6
        if before in ("for", "of") and group not in ("R", "S", "T", "D"):
            cost += 0.6
        if before == "of" and group == "S":
            cost += 0.8
        return cost


def _kind(one: StoredSet) -> SetKind:
    return next(kind for kind in KINDS.values() if kind == one.kind)


def _fits(amounts: Tagged, left: int) -> bool:
    """Whether the lists of a group may go together at all: a quick look before they are read."""
    have = [role for role, _ in amounts]
    sizes = {
        sum(map(have.count, roles)) for roles in (LOADS, ("R", "KM"), ("T", "TH", "TM"), ("D",), ("E", "F"))
    } - {0, 1}  # fmt: skip
    return len(sizes) < 2 and max(sizes, default=1) <= left


def _interleaves(role: str, amounts: Tagged) -> bool:
    """Whether it goes on with a list that another has followed: "100 5 110 3" are two groups."""
    have = [each for each, _ in amounts]
    return role in ("L", "R", "T", "D", "S", "E", "F") and role in have and have[-1] != role


def _near(one: float | None, other: float | None) -> bool:
    if not one or not other:
        return (one or 0) == (other or 0)
    return abs(one - other) <= max(0.5, 0.006 * other)
