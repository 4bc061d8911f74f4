"""Named rules that every program is held to before anyone sees it, whoever made it."""

from training.program.rules.validation import RULES, errors, validate
from training.program.rules.violation import Violation

__all__ = ["RULES", "Violation", "errors", "validate"]
