"""All benchmarks, one after the other: ``make bench``. Each can be run alone: ``python -m benchmarks.turn``."""

import runpy
import sys

NAMES = (
    "red_flags",
    "turn",
    "model",
    "reads",
    "notation",
    "understanding",
    "imports",
    "planning",
    "search",
    "coaching",
    "recall",
    "remembering",
    "assistants",
)

for name in NAMES:
    print(f"\n== {name}", flush=True)
    sys.argv = [f"benchmarks.{name}"]
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
