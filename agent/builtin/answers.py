"""What an athlete answers to an open question about sets: a choice, no, or what it really was."""

from typing import Any

from agent.builtin.intents import Call, Intent, Say
from agent.understanding.frames import frames
from agent.understanding.replies import is_no, is_yes, picked, reply
from agent.understanding.situation import Situation
from agent.understanding.words import Words

DROPPED = "All right, nothing was logged."
KEPT = "Good. It stays as it is logged, and counts for your records."
WHAT_THEN = "What was it then? Say the load or the reps that it should be, or “undo”, and it is gone."
CORRECTS = "change_sets"


def answer(said: str, question: dict[str, Any]) -> Intent | None:
    """The choice that an answer picks; ``None`` if it is no answer but something new."""
    if is_no(said):
        return Say(DROPPED)
    choices: list[dict[str, str]] = question.get("choices") or []
    place = picked(said, [choice["label"] for choice in choices])
    return None if place is None else Call("log_workout", {"said": choices[place]["said"]})


def answer_if_right(said: str, situation: Situation) -> Intent | None:
    """The answer to whether a set that is far above the rest is right; it is logged, so that a yes changes nothing."""
    words = Words(said, situation)
    if words.numbers and not _has_letters(words):
        found = frames()[CORRECTS].fill(Words(f"that was {said}", situation))
        return Call(CORRECTS, found[0]) if found else None
    if is_yes(said):
        return Say(KEPT)
    return Say(WHAT_THEN) if is_no(said) or reply(said) == "slip" else None


def _has_letters(words: Words) -> bool:
    """Whether anything but numbers and their units is said."""
    text = words.text
    for number in reversed(words.numbers):
        text = text[: number.start] + text[number.end :]
    return any(letter.isalpha() and letter != "x" for letter in text)
