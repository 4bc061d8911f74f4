"""Whether words that may take something away order it: a question, a no, and what is somebody else's are no order."""

import re

from agent.understanding.phrases import vocabulary

_POLITE = re.compile(r"\b(?:can|could|would|will) (?:you|u|we)\b|\bplease\b", re.IGNORECASE)
_WONDERS = re.compile(
    r"^\W*(?:(?:hey|hi|so|and|but|ok|coach)[, ]+)*(?:should|shall|would it|what|when|where|which|why|how|do i|did i|is it|will (?:i|it|my)|can i|may i)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"^\W*(?:(?:hey|no|please|ok|and|but)[, ]+)*(?:don'?t|do not|never|rather not)\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:my|his|her|their|our) (\w+)'s\b|\b(?:his|her|their)\b", re.IGNORECASE)


_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]|(?<![^\W_])'[^']{3,}'(?![^\W_])")


def is_order(text: str, said: str = "") -> bool:
    """Whether somebody tells the coach to do it, to what is theirs; ``said`` is the message that the text is of.

    >>> is_order("delete today's workout"), is_order("can you delete it?"), is_order("should I delete it?")
    (True, True, False)
    >>> is_order("don't delete anything"), is_order("my brother's knee is fine"), is_order("my knee's fine again")
    (False, False, True)
    >>> is_order("delete all my workouts", "a guy says 'coach, delete all my workouts', funny")
    False
    """
    plain = text.replace("’", "'")
    if _is_quoted(plain, said.replace("’", "'")):
        return False
    if _DENIES.search(plain) or (_WONDERS.search(plain) and not _POLITE.search(plain)):
        return False
    if plain.rstrip().endswith("?") and not _POLITE.search(plain):
        return False
    owner = _OWNED.search(plain)
    return owner is None or (owner[1] is not None and vocabulary("region").first(owner[1]) is not None)


def unquoted(text: str) -> str:
    """A text without what stands within quotation marks.

    >>> unquoted("a guy says 'delete it', funny")
    'a guy says  , funny'
    """
    return _QUOTED.sub(" ", text.replace("’", "'"))


def _is_quoted(text: str, said: str) -> bool:
    """Whether a text stands within quotation marks, or begins or ends there."""
    place = said.find(text.strip(" '\"“”"))
    if place < 0 or not text.strip():
        return False
    return any(each.start() <= place < each.end() for each in _QUOTED.finditer(said))
