"""What a case came to: the grade, why, and all that was said and done."""

from dataclasses import dataclass, field
from typing import Any

from evals.grades import Grade


@dataclass
class Outcome:
    """One case, judged. It travels between processes as it is."""

    id: str
    grade: Grade
    why: str = ""
    kinds: tuple[str, ...] = ()
    writer: str = ""
    transcript: list[str] = field(default_factory=list)
    parts: dict[str, bool] = field(default_factory=dict)
    """Where a case holds several promises (a season's invariants, a wish's constraints): each with whether it is kept."""
    seconds: float = 0.0

    def record(self) -> dict[str, Any]:
        """As it is written to a file."""
        return {
            "id": self.id, "grade": self.grade.value, "why": self.why, "kinds": list(self.kinds), "writer": self.writer,
            "transcript": self.transcript, "parts": self.parts, "seconds": round(self.seconds, 3),
        }  # fmt: skip
