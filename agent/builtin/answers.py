"""What an athlete answers to an open question: a number, a choice's words, no."""

import re
from typing import Any

from rapidfuzz import fuzz

from agent.builtin.corrections import ORDINALS
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.phrases import plain

DROPPED = "All right, nothing was logged."
_NO = re.compile(
    r"^(?:no|nope|neither|none|cancel|forget it|never ?mind|stop|drop it|nothing|skip it)(?: (?:of (?:them|these|those)|thanks|thank you))?[!. ]*$"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|y|ja|correct|right|exactly|sure|ok(?:ay)?|that'?s? right|the first(?: one)?|please|yes please|add it)[!. ]*$"
)
_NUMBER = re.compile(r"^(?:option |number |no\.? |#)?(\d)[.)!]*$")


def answer(text: str, question: dict[str, Any]) -> Intent | None:
    """The choice that an answer picks; ``None`` if it is no answer but something new."""
    choices: list[dict[str, str]] = question.get("choices") or []
    if _NO.match(text):
        return Say(DROPPED)
    place = _picked(text, [choice["label"] for choice in choices])
    return None if place is None else Call("log_workout", {"said": choices[place]["said"]})


def _picked(text: str, labels: list[str]) -> int | None:
    if not labels:
        return None
    if found := _NUMBER.match(text):
        place = int(found[1]) - 1
    elif _YES.match(text):
        place = 0
    elif (word := re.sub(r"^the | one$", "", text)) in ORDINALS:
        place = len(labels) - 1 if word == "last" else int(ORDINALS[word]) - 1
    else:
        return _closest(text, labels)
    return place if 0 <= place < len(labels) else None


def _closest(text: str, labels: list[str]) -> int | None:
    """The label that an answer means: exactly, as a part that only one has, or nearly."""
    plain_labels = [plain(label) for label in labels]
    words = re.sub(r"^(?:i mean(?:t)? |it was |on |the )+| ones?$", "", text.strip(" .!"))
    holding = [at for at, label in enumerate(plain_labels) if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", label)]
    if len(holding) == 1:
        return holding[0]
    scores = [fuzz.token_set_ratio(words, label) for label in plain_labels]
    best = max(scores, default=0)
    return scores.index(best) if best >= 85 and scores.count(best) == 1 and len(words.split()) <= 8 else None
