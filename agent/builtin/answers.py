"""What an athlete answers to an open question: a number, a choice's words, no."""

import re
from typing import Any

from rapidfuzz import fuzz

from agent.builtin.corrections import NUM, ORDINALS, UNIT, corrections
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.phrases import plain

DROPPED = "All right, nothing was logged."
_NO = re.compile(
    r"^(?:no|nope|neither|none|cancel|forget it|never ?mind|stop|drop it|nothing|skip it)(?: (?:of (?:them|these|those)|thanks|thank you))?[!. ]*$"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|y|ja|correct|right|exactly|sure|ok(?:ay)?|that'?s? right|the first(?: one)?|please|yes please|add it)[!. ]*$"
)
_RIGHT = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|ja|it|that|it's|that's|its|thats|is|was|all|i|really|i'm|im|sure|did|do|correct|right|true|new|a|pb|pr|it really)[,.! ]*)+$"
)
_LOAD = re.compile(rf"^{NUM} ?(?:{UNIT})?(?: ?[x×] ?\d{{1,3}})?[.!]*$")
_SLIP = re.compile(
    r"^(?:no|nope|nah|oops|sorry|ups)?[,.! ]*(?:(?:that|it)(?:'s| is| was|s)? )?(?:not right|wrong|not true|a (?:slip|typo|mistake)|typo|mistake|my (?:mistake|bad))[.! ]*$"
)
KEPT = "Good. It stays as it is logged, and counts for your records."
WHAT_THEN = "What was it then? Say the load or the reps that it should be, or “undo”, and it is gone."
_NUMBER = re.compile(r"^(?:option |number |no\.? |#)?(\d)[.)!]*$")


def answer(text: str, question: dict[str, Any]) -> Intent | None:
    """The choice that an answer picks; ``None`` if it is no answer but something new."""
    choices: list[dict[str, str]] = question.get("choices") or []
    if _NO.match(text):
        return Say(DROPPED)
    place = picked_of(text, [choice["label"] for choice in choices])
    return None if place is None else Call("log_workout", {"said": choices[place]["said"]})


def answer_if_right(text: str) -> Intent | None:
    """The answer to whether a set that is far above the rest is right; it is logged, so that a yes changes nothing."""
    if _LOAD.match(text):
        return next(iter(corrections(f"that was {text}")), None)
    if _YES.match(text) or _RIGHT.match(text):
        return Say(KEPT)
    return Say(WHAT_THEN) if _NO.match(text) or _SLIP.match(text) else None


def picked_of(text: str, labels: list[str]) -> int | None:
    """Which of some labels an answer means: its number, its place, or its words."""
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
