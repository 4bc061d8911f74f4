"""How long a message is listened to for red flags before anything else: under 15 ms of processor time.

python -m benchmarks.red_flags
"""

import time
from collections.abc import Callable

from agent.listening import hear
from benchmarks.figures import line

LIMIT_MS = 15.0
ROUNDS = 60
MESSAGES = {
    "a log": "bench 3x5 @ 100kg, rows 4x10 60",
    "a question": "how is my squat going since september?",
    "a red flag": "my chest feels like a belt is pulled tight and my left arm is heavy since the last set",
    "another language": "mir ist beim Kreuzheben schwarz vor Augen geworden, alles wieder gut, trag 5x5 120 ein",
    "a flag among sets": "squat 5x5 140, leg press 3x12 200, calves 4x15 60, and since then my pee is brown like cola, arms fine",
}
LONG = "Push day. Bench 3x5 100 went well. Then dips 3x8 and flys 3x12. Shoulder felt fine, slept seven hours. " * 8


def main() -> None:
    """Print a row a message, and say whether the limit holds for each of an everyday length."""
    hear("warm up")
    took = {name: _processor_times(hear, said) for name, said in MESSAGES.items()}
    for name, seconds in took.items():
        print(line(name, seconds))
    print(line(f"a long one ({len(LONG)} characters)", _processor_times(hear, LONG)))
    slowest = 1000 * max(sorted(each)[len(each) // 2] for each in took.values())
    print(
        f"slowest median of an everyday message: {slowest:.1f} ms of {LIMIT_MS:.0f} ms: {'holds' if slowest < LIMIT_MS else 'BROKEN'}"
    )


def _processor_times(doing: Callable[[str], object], said: str) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        doing(said)
        times.append(time.process_time() - begin)
    return times


if __name__ == "__main__":
    main()
