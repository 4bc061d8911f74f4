"""Free text into workouts, and workouts into text (reference 12).

``read`` takes what an athlete typed, ``render`` writes the canonical notation that reads back as the same.
"""

from training.notation.clauses import why_aside
from training.notation.reader import exercises_in, looks_like_training, read, read_surely
from training.notation.reading import (
    Aside,
    Claim,
    Context,
    Effort,
    Estimate,
    Happened,
    Mention,
    Named,
    NewExercise,
    Option,
    Pain,
    Past,
    Question,
    Reading,
    Remark,
    Score,
    Skipped,
    Steps,
    Tested,
)
from training.notation.rendering import render

__all__ = [
    "Aside",
    "Claim",
    "Context",
    "Effort",
    "Estimate",
    "Happened",
    "Mention",
    "Named",
    "NewExercise",
    "Option",
    "Pain",
    "Past",
    "Question",
    "Reading",
    "Remark",
    "Score",
    "Skipped",
    "Steps",
    "Tested",
    "exercises_in",
    "looks_like_training",
    "read",
    "read_surely",
    "render",
    "why_aside",
]
