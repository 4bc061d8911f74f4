"""What a model may not advise: medicines, drugs, diagnoses, training through pain, starving, going without a doctor."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from agent.guardrails.claims import sentences

TOPICS = Path(__file__).with_name("advice.toml")
REFUSAL = (
    "I don't advise on medicines, drugs or diets like that, and I don't diagnose or train anybody through pain: ask a doctor or a pharmacist. "
    "If something hurts, tell me where and how bad from 0 to 10, and I fit the training to it."
)
_SENDS_ON = re.compile(r"\b(?:doctor|physician|pharmacist|clinician|physio\w*|gp)\b", re.IGNORECASE)
_DOSE = re.compile(r"\d+ ?(?:mg|mcg|g|ml|iu|tablets?|pills?)\b", re.IGNORECASE)


def forbidden(reply: str) -> list[str]:
    """The sentences of a reply that advise what no coach may.

    >>> forbidden("Take some ibuprofen before training. Sleep well."), forbidden("Ask your doctor about the beta blocker.")
    (['Take some ibuprofen before training.'], [])
    """
    return [each for each in sentences(reply) if _topic(each) and not _is_referral(each)]


def _topic(sentence: str) -> str | None:
    return next((topic for topic, pattern in _topics().items() if pattern.search(sentence)), None)


def _is_referral(sentence: str) -> bool:
    """Whether a sentence names it only to send somebody to a person who may advise."""
    return _SENDS_ON.search(sentence) is not None and _DOSE.search(sentence) is None and _topic(sentence) == "medicines"


@lru_cache(maxsize=1)
def _topics() -> dict[str, re.Pattern[str]]:
    found = tomllib.loads(TOPICS.read_text(encoding="utf-8"))
    return {topic: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for topic, words in found.items()}
