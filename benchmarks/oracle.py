"""The proven optimum of a week's problem, by OR-Tools CP-SAT: what our own search is held against."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from training.generation.instance import Choice, Instance, Plan, value

SECONDS = 20.0
"""Deterministic time, so that every machine gives the same answer."""


@dataclass(frozen=True)
class Verdict:
    """The best plan the solver found, and how good one can possibly be."""

    plan: Plan
    value: int
    bound: int
    is_optimal: bool


def prove(instance: Instance, hint: Plan | None = None, *, most_time: float = SECONDS) -> Verdict:
    """Solve the instance with one worker."""
    model = cp_model.CpModel()
    taken, sets = _variables(model, instance, hint)
    chosen = [
        (place, number, choice, taken[place, number], sets[place, number])
        for place, where in enumerate(instance.places)
        for number, choice in enumerate(where.choices)
    ]
    _limit(model, instance, chosen)
    model.maximize(_objective(model, instance, chosen))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = most_time
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), solver.status_name(status)
    plan: list[tuple[int, int] | None] = [None] * len(instance.places)
    for place, number, _, is_taken, count in chosen:
        if solver.value(is_taken):
            plan[place] = (number, solver.value(count))
    found = value(instance, tuple(plan))
    assert found >= round(solver.objective_value), (found, solver.objective_value)
    return Verdict(tuple(plan), found, round(solver.best_objective_bound), status == cp_model.OPTIMAL)


Chosen = list[tuple[int, int, Choice, cp_model.IntVar, cp_model.IntVar]]


def _variables(
    model: cp_model.CpModel, instance: Instance, hint: Plan | None
) -> tuple[dict[tuple[int, int], cp_model.IntVar], dict[tuple[int, int], cp_model.IntVar]]:
    taken, sets = {}, {}
    for place, where in enumerate(instance.places):
        for number, choice in enumerate(where.choices):
            is_taken = taken[place, number] = model.new_bool_var("")
            count = sets[place, number] = model.new_int_var(0, choice.most, "")
            model.add(count >= choice.least * is_taken)
            model.add(count <= choice.most * is_taken)
            if hint is not None:
                known = hint[place]
                is_it = known is not None and known[0] == number
                model.add_hint(is_taken, is_it)
                model.add_hint(count, known[1] if is_it and known is not None else 0)
        model.add_at_most_one(taken[place, number] for number in range(len(where.choices)))
    return taken, sets


def _limit(model: cp_model.CpModel, instance: Instance, chosen: Chosen) -> None:
    used: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    for session, room in enumerate(instance.rooms):
        here = [each for each in chosen if instance.places[each[0]].session == session]
        model.add(
            sum(choice.fixed_s * is_taken + choice.set_s * count for _, _, choice, is_taken, count in here)
            <= room.seconds
        )
        model.add(sum(count for *_, count in here) <= room.sets)
        model.add(
            sum(is_taken for place, _, _, is_taken, _ in here if not instance.places[place].is_main) <= room.accessories
        )
        for muscle in range(len(instance.muscles)):
            model.add(sum(dict(choice.halves).get(muscle, 0) * count for _, _, choice, _, count in here) <= room.muscle)
        for muscle, most in room.prime:
            model.add(sum(count for _, _, choice, _, count in here if muscle in choice.prime) <= most)
        for _, _, choice, is_taken, _ in here:
            used.setdefault((session, choice.movement), []).append(is_taken)
    for those in used.values():
        model.add_at_most_one(those)
    for one, other in instance.neighbours:
        for session, movement in list(used):
            if session == one and (other, movement) in used:
                model.add_at_most_one([*used[one, movement], *used[other, movement]])


def _objective(model: cp_model.CpModel, instance: Instance, chosen: Chosen) -> cp_model.LinearExprT:
    total = sum(choice.worth * is_taken - instance.set_cost * count for _, _, choice, is_taken, count in chosen)
    movements: dict[int, list[cp_model.IntVar]] = {}
    for _, _, choice, is_taken, _ in chosen:
        movements.setdefault(choice.movement, []).append(is_taken)
    for those in movements.values():
        is_used = model.new_bool_var("")
        model.add(is_used <= sum(those))
        total += instance.novelty * is_used
    for row, muscle in enumerate(instance.muscles):
        halves = sum(dict(choice.halves).get(row, 0) * count for _, _, choice, _, count in chosen)
        model.add(halves <= muscle.ceiling)
        first = model.new_int_var(0, muscle.floor, "")
        then = model.new_int_var(0, muscle.target - muscle.floor, "")
        over = model.new_int_var(0, max(0, muscle.ceiling - muscle.high), "")
        model.add(first + then <= halves)
        model.add(over >= halves - muscle.high)
        total += muscle.first * first + muscle.then * then - muscle.over * over
    for number, balance in enumerate(instance.balances):
        amount = balance.start + sum(dict(choice.balance).get(number, 0) * count for _, _, choice, _, count in chosen)
        below = model.new_int_var(0, 10_000, "")
        model.add(below >= -amount)
        total -= balance.cost * below
    return total
