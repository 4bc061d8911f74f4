"""Slots about sets: which one, and the number that is right for it."""

import re

from agent.understanding.figures import Number
from agent.understanding.words import Words

ORDINALS = {
    "first": "1", "1st": "1", "second": "2", "2nd": "2", "third": "3", "3rd": "3", "fourth": "4", "4th": "4", "fifth": "5", "5th": "5",
    "sixth": "6", "top": "1", "opener": "1", "middle": "2",
}  # fmt: skip
MOST_REPS = 30
"""A bare number up to here, and whole, is reps; above it is a load."""
_NOT = re.compile(r"\b(?:not|instead of|rather than|isn'?t|wasn'?t|and not|was)\s*$")
_RPE = re.compile(
    r"(?:\brpe\b|@)\s*(?:of |was |is |like |about |~|a |an )*(\d{1,2}(?:[.,]5)?)(?![\d.,]*\d| ?(?:kg|lb))|\b(\d{1,2}(?:[.,]5)?)\s*rpe\b|(?:felt|feels|was) (?:like |more like )?(?:a|an) (\d{1,2}(?:[.,]5)?)\b(?! (?:kg|rep))"
)
_GRADES = re.compile(r"\b(?<!for )(?<!x )an? (?:solid |true |hard |full |good )?$|\brpe\s+(?:of |was |like |about )?$")
_RIR = re.compile(
    r"\b(?:rir\s*(?:of |was )?(\d)|(\d|one|two|three|four) (?:reps? )?(?:kept |left )?(?:in (?:reserve|(?:the )?tank)|en (?:reserva|réserve)|rir|left))\b"
)
_SETS_OF = re.compile(r"(?<![\d.,x×])(?:[1-9]|10)\s?[x×]\s?(?P<reps>\d{1,2})(?![\d.,]|\s?(?:[x×@]|kgs?\b|lbs?\b))")
"""Sets of so many reps, without a load: '3x6'."""
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def which_set(words: Words) -> str:
    """'last', 'all', or the number of a set counted from 1."""
    text = words.text
    if _SETS_OF.search(text) or re.search(
        r"\b(?:all (?:the|of|my|three|four|five|sets)|every set|each set|whole|both|throughout)\b", text
    ):
        return "all"
    if found := re.search(r"\blast (\d|two|three|four|five) sets?\b", text):
        return f"last {_WORDS.get(found[1], found[1])}"
    if re.search(
        r"\blast\b(?! (?:week|time|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|night))", text
    ):
        return "last"
    if found := re.search(r"\bset (?:no\.? |number |#)?(\d|one|two|three|four|five)\b(?! ?reps?\b)|#(\d)\b", text):
        word = found[1] or found[2]
        return word if word.isdigit() else str(["one", "two", "three", "four", "five"].index(word) + 1)
    for word, number in ORDINALS.items():
        if re.search(rf"\b{word}\b", text):
            return number
    if re.search(r"\b(?:all|every|each|them|of em|ones)\b", text):
        return "all"
    if re.search(r"\bsets\b|\b(?:was|were|are) all\b", text):
        return "all"
    if words.has("were", "everywhere"):
        return "all"
    one = corrected_reps(words) is not None or (effort(words) is not None and corrected_load(words) is None)
    return "last" if one or words.has("set") else "all"


def set_number(words: Words) -> int | None:
    """Which work set was just done."""
    which = which_set(words)
    return int(which) if which.isdigit() else None


def effort(words: Words) -> float | None:
    """The RPE of a set; reps in reserve are counted down from ten."""
    if found := _RPE.search(words.text):
        value = float(next(each for each in found.groups() if each).replace(",", "."))
        return value if 1 <= value <= 10 else None
    if found := _RIR.search(words.text):
        left = found[1] or found[2]
        return 10.0 - float(_WORDS.get(left, left))
    return next((each.value for each in _graded(words)), None)


def _graded(words: Words) -> list[Number]:
    """The numbers that grade an effort: behind "RPE" or an article, "call it a 9.5", or the only one that can where an effort is named."""
    fitting = [each for each in words.numbers if each.unit in ("", "rpe") and not each.out_of and 5 <= each.value <= 10]
    graded = [each for each in fitting if _GRADES.search(words.before(each.start))]
    if not graded and len(fitting) == 1 and words.has("rpe", "effort"):
        return fitting
    return graded


def set_kind(words: Words) -> str | None:
    """What kind of set it was."""
    return words.first("set_kind")


def weight_unit(words: Words) -> str | None:
    """The unit of a load: of two the one that is not behind 'not'."""
    found = []
    for match in re.finditer(r"\b(kgs?|kilos?|kilograms?|lbs?|pounds?)\b", words.text):
        unit = "lb" if match[1].startswith(("lb", "pound")) else "kg"
        denied = re.search(
            r"\b(?:not|no|isn'?t|wasn'?t|weren'?t|instead of|rather than)\s+(?:the |in )?[\d., ]*$",
            words.text[max(0, match.start() - 18) : match.start()],
        )
        found.append((denied is not None, unit))
    return next((unit for denied, unit in sorted(found, key=lambda one: one[0]) if not denied), None)


def _set_numbers(words: Words) -> list[Number]:
    """The numbers that tell of a set: without efforts, ordinals and what stands behind 'not'."""
    efforts = [found.span() for pattern in (_RPE, _RIR) for found in pattern.finditer(words.text)]
    graded = _graded(words)
    kept = []
    for each in words.numbers:
        if (
            each in graded
            or any(start <= each.start < end for start, end in efforts)
            or each.out_of
            or each.unit in ("sets", "h", "min", "weeks", "days", "%", "years", "times", "rpe", "rir", "cm")
        ):
            continue
        before = words.text[max(0, each.start - 16) : each.start]
        if re.search(r"\b(?:not|instead of|rather than|wasn'?t|isn'?t|from|set|than)\s+(?:the |a |just )?$", before):
            continue
        kept.append(each)
    return kept


def _is_load(number: Number) -> bool:
    return number.unit in ("kg", "lb") or (not number.unit and (number.value > MOST_REPS or number.value % 1 > 0))


def corrected_reps(words: Words) -> int | None:
    """How many reps it really were."""
    if load_change(words) is not None:
        return None
    if (several := _SETS_OF.search(words.text)) is not None:
        return int(several["reps"])
    for each in _set_numbers(words):
        if each.unit == "reps" or (not _is_load(each) and not each.unit and not _behind_load(words, each)):
            return int(each.value)
    return None


def corrected_load(words: Words) -> float | None:
    """The load it really was."""
    if load_change(words) is not None:
        return None
    return next((each.value for each in _set_numbers(words) if _is_load(each) or _behind_load(words, each)), None)


def _behind_load(words: Words, number: Number) -> bool:
    before = words.text[max(0, number.start - 12) : number.start]
    return not number.unit and re.search(r"\b(?:with|at|weight|load|@)\s+(?:was |of |only )?$", before) is not None


def load_change(words: Words) -> float | None:
    """By how much a load was off: '2.5 heavier', 'add 5 to every set'."""
    found = re.search(
        r"\b(?:add(?:ed)?|plus|\+)\s?(\d+(?:[.,]\d+)?)|(\d+(?:[.,]\d+)?)\s?(?:kg|kilos?|lbs?|pounds?)? (?:heavier|more than|too (?:light|low|little))",
        words.figures,
    )
    if found:
        return float((found[1] or found[2]).replace(",", "."))
    found = re.search(
        r"(\d+(?:[.,]\d+)?)\s?(?:kg|kilos?|lbs?|pounds?)? (?:lighter|less|too (?:heavy|high|much))|(?:^|\s)-\s?(\d+(?:[.,]\d+)?)|\b(?:minus|take (?:off )?)\s?(\d+(?:[.,]\d+)?)",
        words.figures,
    )
    return -float(next(each for each in found.groups() if each).replace(",", ".")) if found else None


def more_sets(words: Words) -> int | None:
    """How many sets more; one need not be said."""
    if (times := next((each for each in words.numbers if each.unit == "times"), None)) is not None:
        return int(times.value) if times.value > 1 else None
    found = re.search(
        r"\b(?<![.,])(two|three|four|five|2|3|4|5)(?![.,]\d| ?(?:kgs?|kilos?|lbs?|pounds?|%)) (?:more|extra|additional|further|bonus)?\s?(?:extra |more |bonus )?(?:sets?|times|of (?:those|them|the same))?\b",
        words.text,
    )
    if found and re.search(
        r"more|extra|sets|times|same|those|another|bonus", words.text[found.start() : found.end() + 12]
    ):
        return {"two": 2, "three": 3, "four": 4, "five": 5}.get(found[1]) or int(found[1])
    return None


def _told(words: Words) -> list[Number]:
    """The numbers of a set that is told, but for how many sets it were."""
    times = more_sets(words)
    numbers = _set_numbers(words)
    if times is not None and numbers and numbers[0].value == times and not numbers[0].unit:
        numbers = numbers[1:]
    return numbers


def set_reps(words: Words) -> int | None:
    """How many reps are told or asked for."""
    numbers = _told(words)
    for each in numbers:
        before = words.text[max(0, each.start - 12) : each.start]
        is_told = each.unit == "reps" or re.search(r"\b(?:for|of|x|did|got|do)\s+(?:only |just |a )?$", before)
        if is_told and not _is_load(each):
            return int(each.value)
    plain = [each for each in numbers if not _is_load(each) and not _behind_load(words, each) and not each.unit]
    if plain:
        return int(plain[-1].value)
    return (
        1
        if words.has("single", "a single", "one rep", "1rm", "1 rm")
        else {"double": 2, "triple": 3}.get(next((w.word for w in words.tokens if w.word in ("double", "triple")), ""))
    )


def set_load(words: Words) -> float | None:
    """The load that is told."""
    return next((each.value for each in _told(words) if _is_load(each) or _behind_load(words, each)), None)


def plate_load(words: Words) -> float | None:
    """The load that plates are wanted for."""
    return next((each.value for each in words.numbers if each.unit in ("", "kg", "lb")), None)
