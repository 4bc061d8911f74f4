"""How fast messages are read, that 100,000 made-up ones are read at all, and that time grows with length alone.

python benchmarks/notation.py
"""

import random
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.library import load_library
from training.notation import Context, read
from training.notation.message import MAX_CHARS
from training.resolver import Resolver

MESSAGES = {
    "short": "bench 3x5 @ 100kg",
    "hurried": "yesteday I did squats 3 sets fo 5 at 100 kilos then leg press 4x10 180, last set to failure",
    "misspelt name": "lat pulldwn 3x10 50kg",
    "a question back": "pu 3x10",
    "talk": "how is my squat going?",
    "long": "Push day\nbench w 60x5 80x3, 3x5@100 rpe 8\nohp 3x8 50kg\ndips bw+10 3x8\nA1 lateral raises 3x15 8kg\n"
    "A2 pushdowns 3x12 25\nrow 2k 7:32, hr 150/171\nshoulder pinch 2/10, skipped curls",
}
TALK = (
    "bench squat curls pu row 3x5 5x5 100 @8 @100kg 225lb x , / - + > ( ) : ; . ' % # 1:30 90s 5k 400m bw +20 -15 drop "
    "w warmup amrap emom 12 tabata rounds of same as last time ditto yesterday 3/4 18.11. tempo 3-1-1-0 8+3+2 21-15-9 "
    "each side ss A1 rest r90 pin 8 plates F failure missed last set only got skipped did the plan knee 4/10 PR! ½ "
    '3.3.3 1,000m 82,5kg × 12-3-30 no zercher floop " \n \x00 🏆'
)
PIECES = TALK.split(" ")


def main() -> None:
    """Print all three."""
    context = Context(date(2026, 11, 21), Resolver(load_library()), current="Bench Press (Barbell)")
    speed(context)
    crashes(context, 100_000)
    growth(context)


def speed(context: Context) -> None:
    print("messages a second")
    for name, text in MESSAGES.items():
        times = []
        for _ in range(300):
            begin = time.perf_counter()
            read(text, context)
            times.append(time.perf_counter() - begin)
        times.sort()
        median, worst = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(f"  {name:16} {1 / median:8,.0f}/s   median {median * 1e6:6.0f} µs   p99 {worst * 1e6:6.0f} µs")


def crashes(context: Context, count: int) -> None:
    chance = random.Random(1)
    begin = time.perf_counter()
    slowest, questions = 0.0, 0
    for _ in range(count):
        text = " ".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        start = time.perf_counter()
        questions += read(text, context).question is not None
        slowest = max(slowest, time.perf_counter() - start)
    took = time.perf_counter() - begin
    print(
        f"{count:,} made-up messages: none crashed, {took:.0f} s, slowest {slowest * 1e3:.0f} ms, {questions:,} asked"
    )


def growth(context: Context) -> None:
    print(f"time by length (of more than {MAX_CHARS:,} characters the rest is not read)")
    kinds = {
        "a log": "bench 100x5 105x3 @8\n",
        "one line": "100x5, ",
        "nonsense": "zqxv wobble 3x ",
        "brackets": "((",
        "noise": "\x00\u202e½,/",
    }
    for name, piece in kinds.items():
        cells = []
        for size in (1_000, 5_000, 20_000, 100_000, 1_000_000):
            text = (piece * (size // len(piece) + 1))[:size]
            begin = time.perf_counter()
            read(text, context)
            took = time.perf_counter() - begin
            cells.append(f"{size // 1000:5} kB {took * 1e3:7.1f} ms {took / min(size, MAX_CHARS) * 1e6:5.1f} µs/char")
        print(f"  {name:10}" + "   ".join(cells))


if __name__ == "__main__":
    main()
