"""What a rule finds, and how bad that is: the one table of severities, by the nature of the rule and who made the plan."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from training.program.plan import Day, Origin
from training.program.rules.case import Case

Severity = Literal["error", "warning"]
Nature = Literal["safety", "craft", "advice"]
NATURES: tuple[Nature, ...] = get_args(Nature)
SEVERITIES: Mapping[Nature, Mapping[Origin, Severity]] = {
    # what can hurt: nobody's plan may do it
    "safety": {"generated": "error", "established": "error", "imported": "error"},
    # how we plan: established programs and those from elsewhere keep their own conventions, and it is said
    "craft": {"generated": "error", "established": "warning", "imported": "warning"},
    # what would be better, and may have its reasons: little time, little equipment, an injury
    "advice": {"generated": "warning", "established": "warning", "imported": "warning"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about what breaks a rule, and where it first does."""

    text: str
    on: Day | None = None
    is_mild: bool = False
    """Worth a word, no more: a warning, whatever the rule."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that does not hold."""

    rule: str
    severity: Severity
    text: str
    date: Day | None = None

    def __str__(self) -> str:
        return self.text


Check = Callable[[Case], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: a function from the program (with whom it is for, and the day) to what is wrong."""

    name: str
    nature: Nature
    check: Check
    source: str

    def violations(self, case: Case) -> Iterable[Violation]:
        """What it finds, each with its severity."""
        usual = SEVERITIES[self.nature][case.program.origin]
        mild = SEVERITIES["advice"][case.program.origin]
        for found in self.check(case):
            yield Violation(self.name, mild if found.is_mild else usual, found.text, found.on)
