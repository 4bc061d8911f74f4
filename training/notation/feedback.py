"""What is said about training without giving sets: the plan, the last time, pain, records, questions."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.items import Load, MaxEstimate, Reference, RepMax, Said, Value, Word
from training.notation.loads import unit_of
from training.notation.numerals import NUMBER, value_of
from training.notation.order import Link, Negation
from training.notation.reading import Claim, Pain, Remark

Values = tuple[Value, ...]

REGIONS = (
    "knee knees shoulder shoulders back elbow elbows wrist wrists hip hips ankle ankles neck hamstring hamstrings "
    "groin shin shins foot feet quad quads calf calves chest pec rib ribs glute achilles bicep biceps tricep triceps "
    "forearm forearms adductor lat thumb hand hands head"
)
_REGION = rf"(?:(?:left|right|lower|upper) ){{0,2}}(?:{'|'.join(REGIONS.split())})"
_REGION_FIRST = f"{REGIONS} left right lower upper"
_HURT = (
    r"(?:pain(?:ful|s)?|pinch(?:ed|ing)?|hurts?|hurting|ach(?:e|es|ing|y)|sore(?:ness)?|twinge[sd]?|tweak(?:ed|y)?|"
    r"niggl(?:e|es|ing|y)|strain(?:ed)?|popped|flare(?:d)?|tendonitis|tightness|impingement|discomfort|acting up)"
)
_UNIT = r"(?:\s?(kgs?|kilos?|lbs?|pounds?)\b)?"


def _pain(match: re.Match[str]) -> Values:
    score = match.groupdict().get("score")
    return (Said(Pain(match["region"], float(score) if score else None)),)


def _step(match: re.Match[str]) -> Values:
    sign = -1 if match["sign"] in ("-", "minus", "down") else 1
    step = Load(sign * value_of(match["n"]), unit_of(match["unit"]))
    return (Reference("last", step, words=match.group()),)


def _reps_step(match: re.Match[str]) -> Values:
    reps = 1 if match["n"] in ("a", "an") else int(value_of(match["n"]))
    return (Reference("last", None, -reps if match["way"] in ("less", "fewer") else reps, words=match.group()),)


def _same(match: re.Match[str]) -> Values:
    return (Reference("last", words=match.group()),)


def _plan(match: re.Match[str]) -> Values:
    return (Reference("plan", words=match.group()),)


_STEP = (
    r"(?P<sign>\+|-|plus|minus|up|down)\s?(?:by )?(?P<n>\d+(?:[.,]\d+)?)(?:\s?(?P<unit>kgs?|kilos?|lbs?|pounds?))?\b"
)
_AN = NUMBER[1:-1]

PHRASES = (
    ("same", r"same (?:dumbbells?|kettlebells?|dbs?|kbs?|bells?|bar|weights?)\b(?! (?:as|and|but)|,? (?:1|one) (?:more|extra))(?:,)?", lambda match: (Reference("load", words=match.group()),)),
    ("same", rf"same (?:as|thing as)? ?(?:last (?:time|week|session)|before|usual)?,? ?(?:but|with|except|plus)? ?(?:at )?{_STEP}", _step),
    ("same", rf"same (?:weights?|loads?|thing)?(?: as last (?:time|week))?,? ?(?:but|and|with|plus)? ?(?P<n>{_AN}|an?) (?P<way>more|extra|less|fewer) reps?(?: (?:each|per set|on each|every set))?", _reps_step),
    ("same", r"same (?:weights?|loads?)(?: as last (?:time|week))?(?=\s?[,;]?\s?(?:for )?\d)", lambda match: (Reference("load", words=match.group()),)),
    ("same", r"same(?: (?:as )?(?:last (?:time|week|session|workout)|before|usual)| again| thing(?: as last (?:time|week))?| sets?| weights? and reps| here)?(?![\w])(?! (?:side|day))", _same),
    ("ditto", r"ditto\b", _same),
    ("as", r"as last (?:time|week)\b", _same),
    ("+ - up down plus", rf"{_STEP}(?: (?:from|on|over|vs|than) last (?:time|week|session)| from before)", _step),
    ("up down", rf"(?:(?<=went )|(?<=moved )|(?<=gone )|(?<![a-z] )){_STEP}", _step),
    ("repeat repeated redo redid", r"(?:repeat(?:ed)?|redo|redid) ?(?:of )?", lambda match: (Reference("day", words=match.group()),)),
    ("did done finished completed followed hit all as everything just went", r"(?:just )?(?:did|done|finished|completed|followed|hit)(?: all(?: of)?| everything (?:in|on)| exactly)? (?:the|my|today's) (?:whole |full |entire )?(?:plan|workout as planned|programme|program|session as planned|prescribed)\b", _plan),
    ("as", r"as (?:prescribed|planned|written|programmed|per (?:the )?plan)\b", _plan),
    ("all everything", r"(?:all|everything) (?:done|as (?:planned|prescribed|written)|completed|finished|complete)\b[ ✓✔✅]*", _plan),
    ("done", r"done[,!]? (?:as (?:planned|prescribed))\b", _plan),
    ("only just", rf"(?:only|just)(?: got| did| made| managed)?(?: through)? (?P<n>{_AN})(?: of (?:the )?\d+)? sets?\b(?! of \d)(?! x)(?! @)", lambda match: (Reference("only", count=int(value_of(match["n"])), words=match.group()),)),
    ("cut skipped dropped left missed", rf"(?:cut|skipped|dropped|missed)(?: out)? (?:the |my )?last (?:(?P<n>{_AN}) )?sets?\b", lambda match: (Reference("cut", count=int(value_of(match["n"])) if match["n"] else 1, words=match.group()),)),
    ("skipped skip skipping didn't didnt left", r"(?:left out|skipped|skip|skipping|didn'?t do|didn'?t get to)(?: the| my| all)?\b", lambda match: (Reference("skipped", words=match.group()),)),
    ("forgot don't dont not can't", r"(?:i )?(?:forgot|don'?t (?:remember|know|recall)|not sure (?:of|about)|can'?t remember) (?:the |what |my |how much )?(?:weights?|loads?|weight i used|it weighed)\b", lambda match: (Load(0.0, None, "none", note="load forgotten"),)),
    ("pr pb new 🏆 personal lifetime all", r"(?:(?:new |lifetime |all[- ]time )?(?:pr|pb|prs|max|record|rep pr|best)\b|personal (?:record|best)\b|🏆)[!🏆]*(?! ?(?:of )?\d)", lambda match: (Said(Claim()),)),
    ("new", r"new (?:pr|pb|max|record)\b\s?(?:of|:|at|=)?", lambda match: (Said(Claim()),)),
    (_REGION_FIRST, rf"(?P<region>{_REGION})\b(?: (?:is|was|at|felt|feels|feeling))?(?: (?:a|an|bit|a bit|some|slight|slightly|little|{_HURT}))?(?: (?:a|at|of|was|is))? ?:?(?P<score>10|\d(?:\.5)?)\s?/\s?10\b(?: {_HURT})?", _pain),
    (_REGION_FIRST, rf"(?P<region>{_REGION})\b(?: (?:is|was|felt|feels|feeling|got|has|still|really|a|bit|little|some|slight|slightly|kind|of|kinda)){{0,4}} {_HURT}\b(?: ?:?(?P<score>10|\d(?:\.5)?)\s?/\s?10\b)?", _pain),
    ("0", rf"(?P<score>10|\d(?:\.5)?)\s?/\s?10 (?:(?:my|in|the|pain|{_HURT}) ){{0,4}}(?P<region>{_REGION})\b(?: {_HURT}\b)?", _pain),
    ("pain hurt tweaked ache sharp twinge strained sore", rf"(?:sharp |some |a )?{_HURT} (?:(?:in|my|the|a|bit|of) ){{0,4}}(?P<region>{_REGION})\b(?: ?:?(?P<score>10|\d(?:\.5)?)\s?/\s?10\b)?", _pain),
    ("no pain zero", r"(?:no|zero|without) (?:pain|issues|problems)\b|pain[ -]?free\b", lambda match: (Word(""),)),
    ("giant", r"giant sets?\b", lambda match: (Link("giant set"),)),
    ("superset supersets supersetted supersetting", r"super ?-?set(?:s|ted|ting)?(?: (?:with|w/?)(?=[ \w]))?/?\s?:?", lambda match: (Link(match.group()),)),
    ("ss s", r"(?:ss\d?|s/s)(?![\w/])(?: with| w/)?", lambda match: (Link(match.group()),)),
    ("e e1rm est estimated", rf"(?:e1rm|est(?:imated)?\.? (?:1rm|max|one rep max))\s?(?:of|is|:|=|at)?\s?{NUMBER}{_UNIT}", lambda match: (MaxEstimate(Load(value_of(match[1]), unit_of(match[2]))),)),
    ("maxed", r"maxed(?: out)?(?: at| with| on| out)(?= ?(?:the )?(?:\d|$))", lambda match: (RepMax(1),)),
    ("no", r"no (?:[a-z]+ )?(?:missed|misses|failed|fails)\b", lambda match: (Word(match.group()),)),
    ("no", r"no(?= [a-z]| ?$)(?! (?:belt|lift|rep|pain|weight|load|added|band|straps|extra))", lambda match: (Negation(),)),
    ("note notes", r"notes?\s?:\s?(.{1,300})$", lambda match: (Said(Remark(match[1].strip())),)),
    ("0", r"(?<![\d/])(?:\d|10)/10\b(?!/| ?x)", lambda match: (Word(match.group()),)),
)  # fmt: skip
