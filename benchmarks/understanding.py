"""How long reading a message takes, by its length: of sentences that all differ, in CPU time of one core.

python -m benchmarks.understanding
"""

import statistics
import time
from collections.abc import Iterator
from datetime import date
from itertools import count

from agent.understanding.deciding import decide
from agent.understanding.situation import Situation

SITUATION = Situation(today=date(2026, 11, 18))
TIMES = 9
SHORT = {
    "sets": "bench 3x5 {}",
    "a question": "how was my squat {} weeks ago?",
    "two wishes": "bench 3x5 {}, and what is my best row?",
    "a wish": "i have {} minutes today, make it shorter please",
}
LONG = {
    "a log": "squat {0}x5, then rows 3x8 at {0} kg\n",
    "a story": "On the way to the gym I met friend number {0}, who had slept {0} minutes. ",
    "one line": "squat 5x5 @ {0}, ",
    "names": "bench and row {0} and ",
}
SIZES = (200, 2_000, 20_000, 50_000)


def main() -> None:
    """Print both."""
    _cpu_ms("bench 3x5 80, and how is my squat?")
    numbers = iter(count(60))
    print("one message, CPU ms")
    for name, said in SHORT.items():
        print(f"  {name:12} {statistics.median(_cpu_ms(said.format(next(numbers))) for _ in range(TIMES)):7.1f}")
    print(
        f"by length, CPU ms ({', '.join(f'{size:,}' for size in SIZES)} characters), and of the longest a character, µs"
    )
    for name, piece in LONG.items():
        took = [_cpu_ms(_text(piece, size, numbers)) for size in SIZES]
        print(f"  {name:12} {' '.join(f'{each:9.0f}' for each in took)}   {took[-1] * 1000 / SIZES[-1]:5.1f}")


def _text(piece: str, size: int, numbers: Iterator[int]) -> str:
    found = ""
    while len(found) < size:
        found += piece.format(next(numbers))
    return found[:size]


def _cpu_ms(said: str) -> float:
    begun = time.process_time()
    decide(said, SITUATION)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
