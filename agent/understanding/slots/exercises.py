"""Slots that are filled with exercises: which one, which instead of which."""

import re
from typing import Any

from agent.understanding.names import Name
from agent.understanding.phrases import vocabulary
from agent.understanding.words import Words

_IT = re.compile(
    r"\b(?:its?|that|them|those|these|this one|this|(?:new|next|another|other) one|the (?:latter|former|same))\b"
)
_RUNS = re.compile(
    r"\b(?:\d{1,2}(?:[.,]\d+)?|five|ten) ?km?\b|\bfastest (?:run|mile)\b|\blongest run\b|\b(?:half )?marathon\b"
)
NEAR_NO = 12
"""Characters between a no and the word that it turns round: "don't really hate"."""
_QUOTED = re.compile(r"[\"'“”‘’]([\w /-]{3,60})[\"'“”‘’]")


def exercise(words: Words) -> str | None:
    """The exercise that is named first; 'it' is the one that was talked about."""
    if words.names:
        return words.names[0].said
    if _RUNS.search(words.text):
        return "running"
    return (words.situation.named or words.situation.exercise) if stands_for(words) else None


def stands_for(words: Words) -> bool:
    """Whether a word stands for something that was named before."""
    return _IT.search(words.text) is not None


def exercise_or_words(words: Words) -> str | None:
    """An exercise, or the words that seem to be one."""
    if words.names:
        return words.names[0].said
    found = re.search(
        r"(?:what(?:'s| is| are)?|does|do|hits?|trains?|about|for) (?:an? |the )?([\w' -]{3,30}?)(?: exactly)?(?: hit| train| work| do| good| for|\?|,|$)",
        words.text,
    )
    return found[1].strip() if found else None


def right_exercise(words: Words) -> str | None:
    """What a logged exercise really was."""
    return _right_and_wrong(words)[0]


def wrong_exercise(words: Words) -> str | None:
    """What it was logged as."""
    return _right_and_wrong(words)[1]


def _right_and_wrong(words: Words) -> tuple[str | None, str | None]:
    """Of two exercises the wrong one stands behind 'not', 'instead of' or 'rather than', else in front of 'was' and '='."""
    names = words.names
    if not names:
        return None, None
    if len(names) == 1:
        return _implement(words, names[0])
    for each in names:
        before = words.text[max(0, each.start - 24) : each.start]
        if re.search(r"\b(?:not|no|instead of|rather than|isn't|wasn't|weren't)\s+(?:the |a |my |on |done )*$", before):
            other = next(one for one in names if one is not each)
            return other.said, each.said
    return names[1].said, names[0].said


def _implement(words: Words, name: Name) -> tuple[str | None, str | None]:
    """'the rows I did with dumbbells, not the bar': the same movement with another implement."""
    for value, implement in (
        ("dumbbell", "dumbbell"),
        ("barbell", "barbell"),
        ("cable", "cable"),
        ("machine", "machine"),
        ("kettlebell", "kettlebell"),
        ("smith", "smith machine"),
    ):
        for found in _tools_in(words):
            if found == value and value not in name.said.lower():
                return f"{implement} {name.said}", name.said
    return name.said, None


def _tools_in(words: Words) -> list[str]:
    return [
        each.value for each in vocabulary("equipment").find(words.said)
        if not re.search(r"\bnot (?:with )?(?:the |a )?$", words.text[max(0, each.start - 14) : each.start])
    ]  # fmt: skip


def swapped(words: Words) -> str | None:
    """The planned exercise that goes: of two the one behind 'instead of', 'replace' or 'swap'."""
    return _goes_and_comes(words)[0]


def swapped_for(words: Words) -> str | None:
    """What comes instead."""
    return _goes_and_comes(words)[1]


def _goes_and_comes(words: Words) -> tuple[str | None, str | None]:
    names = words.names
    if not names:
        return exercise(words), None
    if len(names) == 1:
        return names[0].said, _described(words, names[0])
    first, second = names[0], names[1]
    between = words.text[first.end : second.start]
    before = words.text[: first.start]
    if re.search(r"instead of|rather than|in place of|over\b|not\b", between) and not re.search(
        r"\b(?:swap|replace|change|switch|trade)\b", before
    ):
        return second.said, first.said
    if re.search(r"\binstead of|\bin place of|\brather than|\bsub(?:stitute)?s? (?:in )?(?:the |some |a )?$", before):
        return first.said, second.said
    return first.said, second.said


def _described(words: Words, goes: Name) -> str | None:
    """What comes instead where it is no name by itself: 'swap the barbell rows for chest supported ones'."""
    found = re.match(
        r"\s+(?:for|with|to|by|into|against)\s+(?:the |a |an |some )?([\w' -]{3,40}?)(?: (?:please|pls|today|this|from|for|in)\b.*)?[.!?]*$",
        words.said[goes.end :],
    )
    if found is None or re.match(r"(?:me|today|now|good|the|something|anything|this)\b", found[1]):
        return None
    return re.sub(r"\bones?\b", goes.said.split()[-1], found[1]).strip()


def ruled_exercise(words: Words) -> str | None:
    """The exercise or kind of movement that a rule is about."""
    if words.names:
        return _goes_and_comes(words)[0] if rule_kind(words) == "substitute" else words.names[0].said
    found = re.search(
        r"\b(?:no|hate|never|ban|skip|avoid|without|more|love|like) (?:any |the |more |program |plan |give me |do )*([a-z -]{4,24}?)(?: ever| in my| again| please| pls|[,.!]|$)",
        words.text,
    )
    return found[1].strip() if found and not _IT.search(found[1]) else None


def rule_by(words: Words) -> str | None:
    """What always comes instead."""
    return _goes_and_comes(words)[1] if rule_kind(words) == "substitute" else None


def rule_kind(words: Words) -> str:
    """Whether an exercise is never wanted, replaced, preferred or allowed again; a no before a word turns it round."""
    if len(words.names) > 1 and words.find("rule_instead"):
        return "substitute"
    found = min(
        (each for each in words.find("rule") if not any(name.start <= each.start < name.end for name in words.names)),
        key=lambda each: each.start, default=None,
    )  # fmt: skip
    if found is None:
        return "exclude"
    denied = [each.end for each in words.find("stance") if each.value == "denied" and each.end <= found.start]
    if found.value == "exclude":  # "I don't hate them" is near: "don't give me what I hate" is not
        return "allow" if any(found.start - end <= NEAR_NO for end in denied) else "exclude"
    return "exclude" if denied else found.value


def rules(words: Words) -> list[dict[str, Any]]:
    """A rule for every exercise that is named in one breath: 'no burpees and no lunges'."""
    kind = rule_kind(words)
    if kind == "substitute":
        goes, comes = _goes_and_comes(words)
        if goes and comes and vocabulary("equipment").first(comes) and len(comes.split()) < 3 and comes != goes:
            comes = comes if any(each.said == comes for each in words.names) else f"{comes} {goes.split()[-1]}"
        return [{"kind": kind, "exercise": goes, "by": comes}] if goes and comes else []
    named = [each.said for each in words.names] or [each for each in (ruled_exercise(words),) if each]
    return [{"kind": kind, "exercise": each} for each in named]


def own_and_muscles(words: Words) -> str | None:
    """The exercise of the athlete's own of which muscles are told, where nothing else is said: 'Hip Thing is a glute exercise'."""
    said = words.said.strip().strip("\"'“”")
    name = max(
        (each for each in words.situation.own if said.casefold().startswith(each.casefold())), key=len, default=None
    )
    if name is None or "?" in said:
        return None
    rest = Words(said[len(name) :].strip(" .!\"'“”"), words.situation)
    told = rest.find("muscle")
    left = "".join(each for at, each in enumerate(rest.text) if not any(one.start <= at < one.end for one in told))
    return name if told and _OF_MUSCLES.fullmatch(left) else None


_OF_MUSCLES = re.compile(
    r"(?:[\s,&+/]|\b(?:is|an?|for|my|the|and|mostly|mainly|works?|trains?|hits?|targets?|exercise|movement|lift|machine|day)\b)+"
)
"""What stands around muscles where an exercise is said to train them."""


def new_name(words: Words) -> str | None:
    """The name of an exercise that is to be added: what is quoted, or what stands behind the order."""
    if told := own_and_muscles(words):
        return told
    if found := _QUOTED.search(words.said):
        return found[1].strip()
    found = re.search(
        r"(?:add|create|make|put in|doesn'?t have|haven'?t got|don'?t have|missing)(?: (?:an?|a new|new|my own|own|the|one|exercise|movement|lift|please|pls|as))*(?: called| named)?[: ]+([\w' /-]{3,50}?)"
        r"(?: as an? (?:new )?exercise| to (?:my|the) (?:exercises|library|list)|,|\.|;| it's| its| put it|$)",
        words.said,
        re.IGNORECASE,
    )
    return found[1].strip() if found else None


def skipped(words: Words) -> list[str] | None:
    """The exercises of a session that were left out: behind 'except', 'minus', 'without', 'no', 'skipped', 'but not'."""
    found = []
    for each in words.names:
        before = words.text[max(0, each.start - 30) : each.start]
        if re.search(
            r"\b(?:except(?: for)?|(?:all|everything|it all|the lot) but|minus|without|no|skipped|skip|but not|apart from|bar|didn'?t do|left out|not)\b[\w ,&]*$",
            before,
        ):
            found.append(each.said)
    return found or None


def explained(words: Words) -> str | None:
    """What of the plan is to be explained: an exercise, the deload, the load."""
    if words.has("deload", "lighter week", "easy week", "light week"):
        return "deload"
    if words.names:
        return words.names[0].said
    return "load" if words.has("weight", "load", "weights", "heavy", "light") else None
