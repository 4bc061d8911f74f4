"""What a lifter says of a session that he did, in plain words."""

from collections.abc import Sequence

from evals.lifter import Done


def report(done: Sequence[Done]) -> str:
    """What the lifter says of a session: 'did it as planned', or first what differed from it.

    >>> from evals.lifter import SetDone
    >>> report([Done("Squat (Barbell)", (SetDone(100, 5, 9), SetDone(100, 4, 10)), False)])
    'squat 100x5,4, rest as planned'
    """
    failed = [each for each in done if not each.as_planned]
    if not failed:
        return "did it as planned"
    return f"{', '.join(_words(each) for each in failed)}, rest as planned"


def retold(done: Sequence[Done]) -> list[str]:
    """The same in pieces, for a coach that did not store the whole.

    >>> from evals.lifter import SetDone
    >>> retold([Done("Squat (Barbell)", (SetDone(100, 5, 9), SetDone(100, 4, 10)), False)])
    ['squat 100x5,4', 'did the rest as planned']
    """
    failed = [each for each in done if not each.as_planned]
    return [*(_words(each) for each in failed), "did the rest as planned"] if failed else []


def weights(done: Sequence[Done]) -> str:
    """The loads that he found where the plan had none, for a coach that asks; ``""`` without any.

    >>> from evals.lifter import SetDone
    >>> weights([Done("Squat (Barbell)", (SetDone(100, 5, 7),), True, is_found=True)])
    'squat 100 kg'
    """
    return ", ".join(f"{_name(each)} {each.sets[0].load_kg:g} kg" for each in done if each.is_found)


def _name(done: Done) -> str:
    return done.exercise.replace(" (Barbell)", "").lower()


def _words(done: Done) -> str:
    by_load: list[tuple[float | None, list[int]]] = []
    for each in done.sets:
        if by_load and by_load[-1][0] == each.load_kg:
            by_load[-1][1].append(each.reps or 0)
        else:
            by_load.append((each.load_kg, [each.reps or 0]))
    return f"{_name(done)} {' '.join(f'{load or 0:g}x{_joined(reps)}' for load, reps in by_load)}"


def _joined(reps: Sequence[int]) -> str:
    return ",".join(str(each) for each in reps)
