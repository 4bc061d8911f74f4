"""Bare numbers in order: which is sets, which reps, which load (reference 12.1, R2 to R4)."""

from typing import NamedTuple

from training.notation.drafts import Topic
from training.units import plain

Value = float | tuple[float, ...]


class Order(NamedTuple):
    """What bare numbers are; empty where there is none."""

    sets: int | None = None
    reps: tuple[int, ...] = ()
    loads: tuple[float, ...] = ()


class Known(NamedTuple):
    """What labels, units and signs have settled already."""

    sets: int | None = None
    has_reps: bool = False
    has_load: bool = False
    is_measured: bool = False
    """A time or a length is given."""
    load_first: bool = False
    has_times: bool = False
    """There is an x among the numbers."""


def order_of(values: list[tuple[str, Value]], known: Known, topic: Topic) -> Order | None:
    """Read bare numbers and lists, each with what joins it to the one before; ``None`` if they make no sense."""
    numbers = [value for _, value in values]
    joins = [by for by, _ in values]
    if len(numbers) == 1:
        return _one(numbers[0], joins[0], known, topic)
    if len(numbers) == 2:
        return _two(numbers[0], numbers[1], joins[1], known, topic)
    if len(numbers) == 3 and known.sets is None and not known.has_reps:
        return _three(numbers, joins, known.has_load, topic)
    return None


def _one(value: Value, by: str, known: Known, topic: Topic) -> Order | None:
    if isinstance(value, tuple):
        if known.has_reps:
            return Order(loads=value)
        return (
            _mismatch(known.sets, value, topic) if known.sets not in (None, len(value)) else Order(reps=_whole(value))
        )
    if known.is_measured and not known.has_reps:
        return Order(sets=int(value))
    if known.has_reps:
        if known.has_load or (known.has_times and value <= 10 and value % 1 == 0 and known.sets is None):
            return Order(sets=int(value))
        return Order(loads=(value,)) if value > 10.5 or by == " " else Order(sets=int(value))
    if known.has_load or known.sets is not None or by == "x" or not topic.is_loaded:
        return Order(reps=(int(value),))
    if value > 50 or value % 1:
        return Order(loads=(value,))
    return None


def _two(a: Value, b: Value, by: str, known: Known, topic: Topic) -> Order | None:
    if isinstance(a, tuple):
        if isinstance(b, tuple):
            return Order(reps=_whole(a), loads=b)
        if min(a) > 30 and b <= 30:
            return Order(loads=a, reps=(int(b),))
        return Order(reps=_whole(a), loads=(b,)) if b > 10.5 else Order(reps=_whole(a), sets=int(b))
    if isinstance(b, tuple):
        if known.has_reps:
            return Order(sets=int(a), loads=b)
        if a > 12 and len(b) != a and not known.has_load:
            return Order(loads=(a,), reps=_whole(b))
        return Order(reps=_whole(b)) if a == len(b) else _mismatch(int(a), b, topic)
    if known.has_load or known.is_measured:
        return Order(int(b), (int(a),)) if known.load_first else Order(int(a), (int(b),))
    if known.has_reps:
        return Order(sets=int(a), loads=(b,))
    if known.sets is not None:
        return Order(reps=(int(min(a, b)),), loads=(max(a, b),))
    if by == " ":
        return Order(loads=(a,), reps=(int(b),)) if a >= b else Order(reps=(int(a),), loads=(b,))
    return _pair(a, b, topic)


def _pair(a: float, b: float, topic: Topic) -> Order | None:
    """Read ``a x b`` (R3)."""
    sets_reps, load_reps = Order(int(a), (int(b),)), Order(1, (int(b),), (a,))
    reps_load = Order(1, (int(a),), (b,))
    usual = topic.usual if topic.is_loaded else None
    if a % 1 or b % 1:
        return load_reps if a % 1 else reps_load
    if b > 50 and topic.is_loaded:
        return reps_load
    if not topic.is_loaded:
        return sets_reps if a <= 20 else load_reps
    if topic.planned_shape == (int(a), int(b)):
        return sets_reps
    if a <= 10:
        if a >= 8 and 15 <= b <= 50 and usual is not None and 0.6 * usual <= b <= 1.4 * usual:
            return _ask(a, b, sets_reps, reps_load, topic)
        if a >= 4 and b >= 6 and usual is not None and 0.6 * usual <= a <= 1.4 * usual:
            return _ask(a, b, sets_reps, load_reps, topic)
        return sets_reps
    if a <= 12:
        if usual is not None and 0.3 * usual <= a <= 1.2 * usual:
            topic.doubts.assume(_said(a, b, load_reps, topic))
            return load_reps
        topic.doubts.assume(_said(a, b, sets_reps, topic))
        return sets_reps
    return load_reps


def _three(numbers: list[Value], joins: list[str], has_load: bool, topic: Topic) -> Order | None:
    """Read three numbers: by what stands apart, else by the one that stands out (R4)."""
    a, b, c = numbers
    if isinstance(a, tuple) or isinstance(b, tuple):
        return None
    if isinstance(c, tuple):
        if joins[2] == " " or min(c) > 12:
            return Order(int(a), (int(b),), c) if len(c) in (1, int(a)) else _mismatch(int(a), c, topic)
        return Order(loads=(a,), reps=_whole(c)) if a > 12 else None
    if has_load:
        return None
    if joins[1] == " ":
        return Order(int(b), (int(c),), (a,))
    if joins[2] == " ":
        return Order(int(a), (int(b),), (c,)) if a <= 12 or c > a else Order(int(c), (int(b),), (a,))
    top = max(a, b, c)
    stands_out = top > 50 or top % 1 > 0 or (top > 12 and sorted((a, b, c))[1] * 1.5 < top)
    if not stands_out or c == top:
        return Order(int(a), (int(b),), (c,))
    if b == top:
        return Order(int(a), (int(c),), (b,))
    by_rule, other = Order(int(c), (int(b),), (a,)), Order(int(b), (int(c),), (a,))
    chosen = other if topic.planned_shape == (int(b), int(c)) != (int(c), int(b)) else by_rule
    text = "x".join(plain(each) for each in (a, b, c))
    topic.doubts.assume(
        f"Read {text} as {chosen.sets} set{'s' * (chosen.sets != 1)} of {chosen.reps[0]} at {plain(a)} {topic.unit}."
    )
    return chosen


def _ask(a: float, b: float, one: Order, other: Order, topic: Topic) -> Order:
    labels = (_words(one, topic), _words(other, topic))
    return (one, other)[topic.doubts.settle(f"Is {plain(a)}x{plain(b)} {labels[0]}, or {labels[1]}?", labels)]


def _mismatch(sets: int | None, values: tuple[float, ...], topic: Topic) -> Order:
    """A count of sets and a list that does not have as many: ask which is right."""
    count = sets or 0
    listed = ", ".join(plain(value) for value in values)
    labels = (f"{len(values)} sets: {listed}", f"{count} sets, the last ones of {plain(values[-1])}")
    choice = topic.doubts.settle(f"You said {count} sets and listed {len(values)}: which is right?", labels)
    reps = _whole(values)
    return Order(
        len(values) if choice == 0 else count,
        (*reps, *(reps[-1:] * max(0, count - len(reps))))[: count or None] if choice else reps,
    )


def _said(a: float, b: float, order: Order, topic: Topic) -> str:
    return f"Read {plain(a)}x{plain(b)} as {_words(order, topic)}."


def _words(order: Order, topic: Topic) -> str:
    load = f" at {plain(order.loads[0])} {topic.unit}" if order.loads else ""
    return f"{order.sets} set{'s' * (order.sets != 1)} of {order.reps[0]}{load}"


def _whole(values: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)
