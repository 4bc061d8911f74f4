"""Tags put together: which exercises were told, and of which sets.

A tag is ``O`` (nothing of the athlete's sets) or a beginning and a role, as in ``B-L I-R I-R``: sets are told in
groups, and a group is a few lists (loads, reps, times, efforts ...) that go side by side. A list of one goes for all
sets of its group; a group without loads or reps takes those of the last set before.

beginnings: ``B`` a new group of the exercise named before, ``N`` of the one named next, ``I`` goes on in the group
(or the name). A letter after it is the kind of the sets: ``Bw`` warm-ups, ``Bd`` drops, ``Bf`` to failure, ``Ba`` AMRAP.
roles of words: ``X`` a name of an exercise; ``DF DP DL DA`` a day, of what follows, of all before, of the last exercise, of everything;
roles of amounts: ``L`` load, ``LA`` added to the load before, ``LS`` on each side of the bar, ``LC`` so many full discs
on each side, ``LB`` the empty bar, ``LH`` help, ``LZ`` the body alone; ``R`` reps; ``S`` sets; ``T`` time, ``TA`` added
to the time before, ``TH`` a clock time in hours, ``TM`` bare minutes; ``D`` distance; ``E`` RPE, ``F`` reps in reserve; ``R1 E1 F1`` the same
of one set of the group (the last, or the one that ``X1`` names); ``KF KA`` the last set was to failure, an AMRAP; ``KM`` a lift that was missed;
``RN RP`` rounds of all exercises that follow, or of all before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from training.notation.drafts import Draft
from training.notation.tagging.groups import KINDS, MOST_SETS, Group, Unfit, expand
from training.notation.tagging.pieces import Piece

NONE = "O"
DAYS = ("DF", "DP", "DL", "DA")


@dataclass(slots=True)
class TaggedExercise:
    """An exercise of a message as it was tagged."""

    words: tuple[int, int] | None
    """Where among the pieces it is named."""
    groups: list[Group] = field(default_factory=list)
    rounds: int = 1
    day: int | None = None
    """The place of the piece at which its day starts."""

    @property
    def start(self) -> int:
        """The first of its pieces."""
        places = [at for group in self.groups for _, at in group.amounts]
        return min([*places, *(self.words[:1] if self.words else ())], default=0)


def parts(tag: str) -> tuple[str, str]:
    """The beginning and the role of a tag.

    >>> parts("Bw-L"), parts("O")
    (('Bw', 'L'), ('', 'O'))
    """
    start, _, role = tag.rpartition("-")
    return start, role


def exercises(pieces: Sequence[Piece], tags: Sequence[str]) -> list[TaggedExercise]:
    """The exercises that are tagged, in the order of their names, each with its groups."""
    found: list[TaggedExercise] = []
    waiting: list[Group] = []
    group: Group | None = None
    naming = False
    forward: int | None = None
    dated = 0
    for at, tag in enumerate(tags):
        start, role = parts(tag)
        if role == "X":
            if start == "I" and naming and found[-1].words:
                found[-1].words = (found[-1].words[0], at + 1)
                continue
            found.append(TaggedExercise((at, at + 1), waiting, day=forward))
            waiting, naming = [], True
            continue
        if role in (NONE, "RN", "RP"):
            naming = naming and role == NONE and pieces[at].kind == "sign" and pieces[at].text in "-'"
            continue
        naming = False
        if role in DAYS:
            if role == "DA":
                forward = at if start == "B" else forward
                for exercise in found:
                    exercise.day = forward
            elif role == "DF":
                forward = at if start == "B" else forward
            elif start == "B":
                for exercise in found[dated:] if role == "DP" else found[-1:]:
                    exercise.day = at
            dated = len(found)
            continue
        if start[:1] in ("B", "N") or group is None:
            group = Group(KINDS.get(start[1:], "work"))
            if start[:1] == "N" or not start:
                waiting.append(group)
            else:
                if not found:
                    found.append(TaggedExercise(None, day=forward))
                found[-1].groups.append(group)
        group.amounts.append((role, at))
    if waiting:
        raise Unfit
    _share(found)
    _repeat(found, pieces, tags)
    return [each for each in found if each.groups]


def _share(found: list[TaggedExercise]) -> None:
    """Names without sets of their own have those of the next: "squats and rows 3x8"."""
    for at in range(len(found) - 2, -1, -1):
        if not found[at].groups and found[at].day == found[at + 1].day:
            found[at].groups = found[at + 1].groups


def _repeat(found: list[TaggedExercise], pieces: Sequence[Piece], tags: Sequence[str]) -> None:
    """Rounds multiply the sets of the exercises that they were said of."""
    last = -1
    for at, tag in enumerate(tags):
        if tag not in ("B-RN", "B-RP"):
            continue
        count = int(pieces[at].value)
        if not 1 < count <= MOST_SETS:
            raise Unfit
        for each in found:
            if (each.start > at) if tag == "B-RN" else (last < each.start < at):
                each.rounds = count
        last = at


def drafts_of(exercise: TaggedExercise, pieces: Sequence[Piece], is_long: bool) -> list[Draft]:
    """The sets of an exercise. ``is_long``: one whose bare times are minutes. Raises ``Unfit``."""
    found: list[Draft] = []
    for group in exercise.groups:
        found += expand(group, found[-1] if found else None, pieces, is_long)
    return [draft.copy() for _ in range(exercise.rounds) for draft in found]
