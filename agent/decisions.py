"""What a person says to a proposal: yes, or no and why. Read by code at the door, never by a model."""

import re
from dataclasses import dataclass, replace

_YES = re.compile(
    r"(?:yes|yep|yeah|yup|y|ja|ok(?:ay)?|sure|approved?|accept(?:ed)?|go (?:for it|ahead)|do it|let'?s (?:do it|go)|"
    r"sounds good|looks good|perfect|great|please do|i approve(?: (?:it|that|this))?|approve (?:it|that|this))"
    r"(?:[,!. ]+(?:please|thanks|thank you|do it|go ahead|approve(?: it)?|sounds good|looks good|coach))*[!. ]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|nope|nah|n|nein|reject(?:ed)?(?: (?:it|that|this))?|cancel(?: (?:it|that))?|don'?t(?: do (?:it|that))?|decline|"
    r"no thanks?|no thank you|rather not|not now)\b[,:!. -]*(?:(?:because|since|as|cause|cos)\s+)?(?P<why>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHICH = re.compile(r"(?P<said>\w+)[,:]? (?P<id>(?=\S*\d)[0-9a-f]{4,8})", re.IGNORECASE)
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the reason that was given."""

    approve: bool
    because: str = ""
    which: str = ""
    """The beginning of the id of the proposal that is meant, where it was said."""


def decision_in(said: str) -> Decision | None:
    """The decision in a message that answers a proposal; ``None`` if it is about something else.

    >>> decision_in("yes please"), decision_in("no, because I hate squats"), decision_in("no squats today 5x5")
    (Decision(approve=True, because='', which=''), Decision(approve=False, because='I hate squats', which=''), None)
    """
    words = " ".join(said.split())
    if (named := _WHICH.fullmatch(words)) and (found_one := decision_in(named["said"])):
        return replace(found_one, which=named["id"].lower())
    if _YES.fullmatch(words):
        return Decision(True)
    found = _NO.fullmatch(words)
    if found is None or len(words) > LONGEST_WHY:
        return None
    why = found["why"].strip(" .!,")
    if why and not re.match(
        r"no\w*[,:!.]|.*\b(?:because|since|cause|cos)\b|reject|don|decline|cancel|n\b", words, re.IGNORECASE
    ):
        return None  # 'no squats today': something else is wanted
    return Decision(False, why)
