"""Groups of sets written out, set by set."""

from collections.abc import Sequence
from typing import TypeVar

from training.notation.drafts import Draft, Topic
from training.notation.groups import Group
from training.notation.items import Load, Range
from training.notation.states import STRONG
from training.units import plain

T = TypeVar("T")


def is_said_again(group: Group, made: list[Draft], drafts: list[Draft], groups: list[Group]) -> bool:
    """Whether a later sentence only sums up: "80x5, 80x5, 80x5. So 3x5 at 80"."""
    if (
        not group.sets
        or group.sets < 2
        or len(made) != len(drafts)
        or "L" not in group.order
        or group.after not in STRONG
    ):
        return False
    pairs = zip(made, drafts, strict=True)
    return all(
        (one.reps, one.load and one.load.value) == (other.reps, other.load and other.load.value) for one, other in pairs
    )


def in_order(group: Group, topic: Topic) -> Group:
    """ "100x5x3", said back: load, reps, sets, unless the plan has it the other way round."""
    if (
        group.order != "LRS"
        or group.firm
        or group.by != "x"
        or not group.sets
        or not isinstance(group.reps[0], int)
        or group.loads[0].unit
    ):
        return group
    if topic.planned_shape == (group.reps[0], group.sets):
        group = group._replace(sets=group.reps[0], reps=(group.sets,))
    load, reps, sets = plain(group.loads[0].value), group.reps[0], group.sets or 0
    if group.loads[0].form == "total":
        said = "x".join(
            (load, str(sets), str(reps)) if topic.planned_shape == (sets, reps) else (load, str(reps), str(sets))
        )
        topic.doubts.assume(f"Read {said} as {sets} set{'s' * (sets != 1)} of {reps} at {load} {topic.unit}.")
    return group


def without_totals(groups: tuple[Group, ...]) -> list[Group]:
    """Drop a count that is the sum of the reps beside it: "80 (20 x 4)", "10, 9, 8 (27)"."""
    kept = list(groups)
    for at, group in enumerate(groups[1:], 1):
        before = groups[at - 1]
        if (
            group.sets
            and "L" not in group.order
            and len(group.reps) == len(before.reps) == 1
            and (group.sets, group.reps[0]) == (before.reps[0], before.sets) != (before.sets, before.reps[0])
        ):
            return [*kept[: at - 1], before._replace(sets=group.sets, reps=group.reps), *kept[at + 1 :]]
        same = (
            group.sets
            and group.sets > 1
            and (group.sets, group.reps) == (before.sets, before.reps)
            and "L" not in group.order
        )
        if same and not group.rpes:
            return [*kept[:at], *kept[at + 1 :]]
        listed = "L" not in group.order and group.sets is None and len(group.reps) > 1 and not group.amends
        if listed and before.sets and len(before.reps) == 1 and len(group.reps) in (before.sets, before.sets - 1):
            more = at + 1 < len(groups) and groups[at + 1].amends is not None and bool(groups[at + 1].reps)
            if len(group.reps) == before.sets or more:
                reps = group.reps if len(group.reps) == before.sets else (*group.reps, groups[at + 1].reps[0])
                return [
                    *kept[: at - 1],
                    before._replace(reps=reps),
                    *kept[at + (1 if len(group.reps) == before.sets else 2) :],
                ]
        counted = (
            group.sets is None and len(group.reps) > 1 and before.sets == len(group.reps) and len(before.reps) == 1
        )
        if (
            counted
            and isinstance(before.reps[0], int)
            and before.reps[0] == sum(each for each in group.reps if isinstance(each, int))
        ):
            return [*kept[: at - 1], *kept[at:]]
    for at, group in enumerate(groups):
        lone = group.order.rstrip("R") == "" and len(group.reps) == 1 and group.sets is None and not group.amends
        if not lone or not isinstance(group.reps[0], int) or group.reps[0] < 12:
            continue
        others = [each for each in groups if each is not group and each.reps and not each.amends]
        if len(others) > 1 and sum(draft.reps or 0 for each in others for draft in expanded(each)) == group.reps[0]:
            return [each for each in kept if each is not group]
        for other in groups[max(0, at - 1) : at] + groups[at + 1 : at + 2]:
            if other.reps and sum(draft.reps or 0 for draft in expanded(other)) == group.reps[0] and other.size > 1:
                return [each for each in kept if each is not group]
    return kept


def warmups_first(drafts: list[Draft]) -> list[Draft]:
    """Warm-ups that were told last were done first."""
    kinds = [draft.kind == "warmup" for draft in drafts]
    if any(kinds) and not all(kinds) and not kinds[0]:
        return [draft for draft in drafts if draft.kind == "warmup"] + [
            draft for draft in drafts if draft.kind != "warmup"
        ]
    return drafts


def settle_ranges(group: Group, topic: Topic) -> Group:
    """A group with its ranges asked: of reps or loads they belong to a plan, and a log says what was done."""
    reps: list[int | Range | None] = []
    for each in group.reps:
        if isinstance(each, Range):
            options = range(int(each.low), min(int(each.high), int(each.low) + 5) + 1)
            text = f"How many reps did you do, of {plain(each.low)}-{plain(each.high)}?"
            reps.append(options[topic.doubts.settle(text, [f"{option} reps" for option in options])])
        else:
            reps.append(each)
    loads = []
    for load in group.loads:
        if load.form == "total" and load.high is not None:
            ends = (load.value, load.high)
            text = f"Which load did you use, of {plain(ends[0])}-{plain(ends[1])} {topic.unit}?"
            loads.append(Load(ends[topic.doubts.settle(text, [f"{plain(end)} {topic.unit}" for end in ends])]))
        else:
            loads.append(load)
    return group._replace(reps=tuple(reps), loads=tuple(loads))


def settle_mismatch(group: Group, topic: Topic) -> Group:
    """A count of sets and a list that does not have as many: ask which is right."""
    count = group.sets or 0
    listed = len(group.reps)
    if listed < 2 or not count or listed == count:
        return group
    values = [each for each in group.reps if isinstance(each, int)]
    labels = (
        f"{listed} sets: {', '.join(map(str, values))}",
        f"{count} sets, the last ones of {values[-1] if values else ''}",
    )
    choice = topic.doubts.settle(f"You said {count} sets and listed {listed}: which is right?", labels)
    if choice == 0:
        return group._replace(sets=listed)
    reps = (*group.reps, *(group.reps[-1:] * max(0, count - listed)))
    return group._replace(reps=reps[:count])


def expanded(group: Group) -> list[Draft]:
    """A group as sets."""
    drafts = []
    for at in range(group.size):
        length = _nth(group.lengths, at)
        time = _nth(group.times, at)
        if time is None and group.pace is not None and length is not None:
            time = round(length.m * group.pace, 3)
        reps = _nth(group.reps, at)
        drafts.append(
            Draft(
                reps if isinstance(reps, int) else None,
                _nth(group.loads, at),
                _nth(group.rpes, at),
                time,
                length,
                group.kind,
            )
        )
    last = drafts[-1]
    if group.last_kind and group.kind != "warmup":
        if group.last_kind == "failure" and group.kind == "failure":
            pass
        elif group.reps == (None,):
            for draft in drafts:
                draft.kind = group.last_kind
        else:
            last.kind = group.last_kind
    if group.missed:
        if last.reps is not None and last.reps > 1:
            last.kind = "failure"
        elif True:
            for draft in drafts if group.reps == (0,) else [last]:
                draft.kind, draft.reps = "failure", 0
            for draft in drafts[:-1]:
                draft.reps = 1 if draft.reps is None else draft.reps
    if group.failed_at is not None:
        last.kind = "failure"
        last.reps = min(last.reps, group.failed_at) if last.reps else group.failed_at
    if any(each.reps == 0 for each in drafts):
        for draft in drafts:
            draft.kind = "failure" if draft.reps == 0 and draft.kind == "work" else draft.kind
    return drafts


def amend(drafts: list[Draft], group: Group, topic: Topic) -> None:
    """Values that were said of some sets, put in their place."""
    scope = group.amends
    assert scope is not None
    values = expanded(group)
    if scope.nth > 0 and scope.many == 1 and scope.nth > len(drafts):
        if group.reps or group.times:
            new = values[0]
            if drafts and new.load is None:
                new.load = drafts[-1].load
            drafts.append(new)
        return
    if not drafts:
        drafts += values if group.reps else []
        return
    if scope.nth == 0:
        targets = drafts
    elif scope.nth < 0:
        targets = drafts[-scope.many :]
    else:
        targets = drafts[scope.nth - 1 : scope.nth - 1 + scope.many]
    for at, target in enumerate(targets):
        value = values[min(at, len(values) - 1)]
        target.reps = value.reps if group.reps else target.reps
        target.load = value.load or target.load
        target.rpe = value.rpe if group.rpes else target.rpe
        target.duration_s = value.duration_s or target.duration_s
        target.length = value.length or target.length
        if group.last_kind or group.missed or group.failed_at is not None:
            failed_single = group.missed and (target.reps or 0) <= 1
            target.kind = "amrap" if group.last_kind == "amrap" else "failure"
            target.reps = (
                0
                if failed_single
                else group.failed_at
                if group.failed_at is not None and (target.reps or 99) > group.failed_at
                else target.reps
            )
        elif group.kind != "work":
            target.kind = group.kind


def _nth(values: Sequence[T], place: int) -> T | None:
    return values[min(place, len(values) - 1)] if values else None
