"""How hard a set was, and how it ended: RPE, reps in reserve, failure, sets of a kind."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.atoms import Rated, Reps
from training.notation.numerals import NUMBER, value_of
from training.notation.reading import Effort

INFERRED = {"easy": 6.5, "light": 6.5, "moderate": 7.5, "heavy": 9.0, "hard": 9.0, "brutal": 9.5, "grinder": 9.5}
"""RPE guessed from a word. Only ever a guess: it is mentioned, never stored (R12)."""

Parts = tuple[tuple[str, object], ...]


def _rpe(match: re.Match[str]) -> Parts:
    low = value_of(match[1])
    if match[2] is None:
        return (("e", Rated(low)),)
    high = value_of(match[2])
    return (("e", Rated((low + high) / 2, f"rpe {low:g}-{high:g}")),)


def _rir(match: re.Match[str]) -> Parts:
    return (("e", Rated(10 - value_of(match[1]))),)


def _more(match: re.Match[str]) -> Parts:
    return (("h", Effort(10 - value_of(match[1]), match.group())),)


def _adjective(match: re.Match[str]) -> Parts:
    word = match[1]
    return (("h", Effort(INFERRED[word.removesuffix("s") if word == "grinders" else word], match.group().strip())),)


def _missed(match: re.Match[str]) -> Parts:
    """ "Missed the 4th", "failed on 4": one rep less counted."""
    return (("F", int(value_of(match[1])) - 1),)


PHRASES = (
    ("rpe @ at", rf"(?:@|at)?\s?rpe\s?[:=@]?\s?{NUMBER}(?:\s?-\s?{NUMBER})?(?![\d:x])", _rpe),
    ("rir @ at", rf"(?:@|at)?\s?rir\s?[:=@]?\s?{NUMBER}", _rir),
    ("left", rf"left {NUMBER}(?: (?:in the tank|reps?|in reserve))?(?! ?(?:,|/|r\b|per|kg|lb))", _rir),
    ("0 one two three", rf"{NUMBER} (?:reps? )?(?:left )?(?:in the tank|in reserve|left in the tank)\b", _rir),
    ("had", rf"had {NUMBER} (?:more )?(?:reps? )?(?:left|in me|in the tank|in reserve)(?: in (?:the tank|reserve))?", _more),
    ("could could've coulda", rf"could(?:'ve|a| have)? (?:easily )?(?:done|got|gotten|hit|do) {NUMBER} more(?: reps?)?", _more),
    ("super very really felt pretty quite way too so fairly was were",
     r"(?:(?:super|very|really|felt|pretty|quite|way|too|so|fairly|was|were|it)\s){1,3}"
     r"(easy|light|moderate|heavy|hard|brutal)\b(?: af\b| as hell\b)?", _adjective),
    ("a grinder grinders", r"(?:a |total )?(grinders?)\b", _adjective),
    ("easy light moderate heavy hard brutal",
     r"(easy|light|moderate|heavy|hard|brutal)\b(?! (?:single|double|triple|set|day|week|weight))(?: af\b)?", _adjective),
    ("heavy easy hard light", r"(?:heavy|easy|hard|light)(?= (?:single|double|triple|set))", lambda match: (("f", ""),)),
    ("last", r"last (?:set |one )?(?:was )?(?:to |till |until |went to )?failure\b", lambda match: (("L", ""), ("F", None))),
    ("to till until taken tf failure hit", r"(?:taken )?(?:to|till|until|hit)? ?(?:absolute )?(?:failure|tf)\b", lambda match: (("F", None),)),
    ("missed miss failed fail", rf"(?:missed|miss|failed|fail)(?: on)?(?: the| my)? (?:rep )?{NUMBER}(?:th|rd|nd|st)?(?: rep)?(?! ?(?:kg|lb|x|@|sets))", _missed),
    ("no missed miss failed fail nope", r"(?:no lift|no rep|missed it|failed it|missed|miss|failed|fail)\b(?! on)", lambda match: (("Z", 0),)),
    ("got hit did managed made", rf"(?:got|hit|did|managed|made) {NUMBER}(?: reps?)?(?! ?(?:x|\*|@|sets|of|kg|lb|min|km|mi|m\b|,|/|for|rounds|exercises|pull|push))", lambda match: (("G", int(value_of(match[1]))),)),
    ("last", rf"last (?:set |one )?(?:was |to )?(?:an |for )?(?:amrap|max)\s?[:=]?\s?(?:of |got )?{NUMBER}", lambda match: (("L", ""), ("G", int(value_of(match[1]))), ("K", "amrap"))),
    ("one two three another 0", rf"(?:another|{NUMBER} (?:more|extra|additional)) sets?(?: of| with|:)?", lambda match: (("s", int(value_of(match[1] or "one"))),)),
    ("last", r"(?:on )?(?:the |my )?last (?:set|one|rep)?(?: was| at| for)?", lambda match: (("L", ""),)),
    ("amrap", rf"amrap\s?[:=]?\s?(?:of |x )?{NUMBER}(?! ?(?:min|'|:|x\d|kg|lb))(?! [a-z])", lambda match: (("r", Reps((int(value_of(match[1])),), "amrap")),)),
    ("amrap max", r"amrap\b|max reps?\b", lambda match: (("r", Reps((None,), "amrap")),)),
    ("warmup warmups wu warm w", r"(?:warm(?:ed)?[ -]?ups?(?: sets?)?|wu|w(?=[ :]? ?\d)|w(?=\b)(?!/))(?: with| at| to)?\s?:?", lambda match: (("K", "warmup"),)),
    ("drop dropset dropsets drops ds dropped", r"(?:drop(?:ped)?(?: ?-?sets?)?|drops|ds)(?: to| down to)?\b\s?:?", lambda match: ((">", match.group()),)),
    ("then", r"then (?:drop(?:ped)?)(?: to)?\b", lambda match: ((">", match.group()),)),
    ("top topset", r"top ?-?sets?(?: of| at| was)?\s?:?", lambda match: (("B", "top"),)),
    ("back backoff backoffs", r"back ?-?offs?(?: sets?)?(?: of| at| was| were)?\s?:?", lambda match: (("B", "backoff"),)),
    ("working work", r"work(?:ing)?(?: sets?(?: of| at| was| were)?\s?:?|(?= ?:? ?\d))", lambda match: (("B", "work"),)),
    ("single singles double doubles triple triples",
     r"(single|double|triple)(s?)\b(?! (?:arm|leg|under|hand|jump|unders))(?: (?:at|of|with))?",
     lambda match: (("r", Reps(({"single": 1, "double": 2, "triple": 3}[match[1]],), singles=bool(match[2]))),)),
    ("rest rp", r"rest ?-?pause\s?:?|rp(?=\b)\s?:?", lambda match: (("B", "rest-pause"),)),
    ("myo myos myoreps", r"myos?(?: ?-?reps?)?\s?:?", lambda match: (("B", "myo-reps"),)),
    ("cluster clusters", r"clusters?(?: sets?)?\s?:?", lambda match: (("B", "cluster"),)),
)  # fmt: skip
