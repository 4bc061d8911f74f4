"""A message that tells several things for a program at once: read as a whole, clause by clause only for what is left."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agent.understanding.clauses import pieces
from agent.understanding.frames import frames
from agent.understanding.situation import Situation
from agent.understanding.words import Words

ENOUGH = 3
"""So many things that planning uses: who tells them at once tells them for a program."""
DATED = frozenset(("events", "targets", "journeys", "styles"))
"""What is asked of a program and of nothing else."""
LEAST_WORDS = 4
"""Words of a clause that is worth saying that nothing came of it."""
ABOUT_BODY = ("age", "sex", "height_cm")
_PLANNING = "update_planning"
_PROFILE = "update_profile"
_SMALL_TALK = re.compile(
    r"^\W*(?:(?:hi|hey|hello|yo|thanks?|thx|pls|please|cheers|ok|so|oh|well|and|but|btw|lol|haha|that'?s (?:it|all)|thats (?:it|all))\b\W*)+$",
    re.IGNORECASE,
)

LONGEST_WISH = 4_000
"""Characters of a wish for a program; what is longer is a log that was pasted."""
Args = dict[str, Any]


def for_planning(said: str, situation: Situation) -> Args:
    """All that a text says for planning; empty where it is nothing, or longer than a wish."""
    if len(said) > LONGEST_WISH:
        return {}
    return next(iter(frames()[_PLANNING].fill(Words(said, situation))), {})


def about_body(said: str, situation: Situation) -> Args:
    """Age, sex and height, as far as a text says them."""
    found = next(iter(frames()[_PROFILE].fill(Words(said, situation))), {})
    return {name: value for name, value in found.items() if name in ABOUT_BODY}


def is_enough(args: Mapping[str, Any]) -> bool:
    """Whether so much is told that it can only be for a program.

    >>> is_enough({"days": 3}), is_enough({"days": 3, "minutes": 60, "place": "gym"})
    (False, True)
    """
    wish = args.get("wish") or {}
    return len(args) + len(wish) - bool(wish) >= ENOUGH or (bool(DATED & wish.keys()) and len(args) + len(wish) > 2)


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> Args:
    """Two tellings as one: lists and tables grow, of the rest the later one holds."""
    found: Args = dict(one)
    for name, value in other.items():
        mine = found.get(name)
        if isinstance(value, Mapping) and isinstance(mine, Mapping) and name == "wish":
            found[name] = merged(mine, value)
        elif isinstance(value, list) and isinstance(mine, list) and name in GROW:
            found[name] = [*mine, *(each for each in value if each not in mine)]
        else:
            found[name] = value
    return found


GROW = frozenset(
    ("events", "journeys", "styles", "avoid", "singles", "bests", "targets", "priorities", "activities", "conditions")
)


def unused(said: str, situation: Situation, used: Sequence[str] = ()) -> list[str]:
    """The clauses of which nothing came: no fact for planning, nothing else that was done."""
    found = []
    for each in pieces(said):
        if len(Words(each.text, situation).tokens) < LEAST_WORDS or _SMALL_TALK.match(each.text):
            continue
        if any(each.text in one or one in each.text for one in used):
            continue
        if not for_planning(each.text, situation) and not about_body(each.text, situation):
            found.append(each.text.strip())
    return found
