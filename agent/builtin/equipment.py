"""What people say they train with, by the names that planning knows."""

import re

from tools.profile import OWNABLE

EVERYTHING = list(OWNABLE)
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:squat |power |half )?(?:rack|cage)s?|squat stands?", ("barbell", "rack", "bench")),
    (r"ez[- ]?(?:curl[- ])?bars?|curl bars?", ("ez_bar",)),
    (r"trap[- ]?bars?|hex[- ]?bars?", ("trap_bar",)),
    (r"barbells?|olympic bars?|(?:weight )?plates|free weights", ("barbell",)),
    (r"(?:adjustable )?(?:dumb ?bells?|dumbells?|dumbels?|dbs?)", ("dumbbell",)),
    (r"kettle ?bells?|kbs?", ("kettlebell",)),
    (r"cables?(?: (?:machines?|towers?|stations?))?", ("cable",)),
    (r"smith(?: machines?)?", ("smith",)),
    (r"(?<!cable )(?<!smith )(?<!rowing )machines?|leg press", ("machine",)),
    (r"(?:resistance |rubber )?bands?", ("band",)),
    (r"(?:incline|adjustable) bench(?:es)?", ("incline_bench", "bench")),
    (r"(?<!incline )(?<!adjustable )bench(?:es)?(?! press)", ("bench",)),
    (r"(?:plyo )?box(?:es)?", ("box",)),
    (r"(?:pull|chin)[- ]?ups?[- ]?bars?", ("pullup_bar",)),
    (r"dip(?:ping)?[- ]?(?:bars?|stations?|stands?)|parallettes", ("dip_bars",)),
    (r"rings|trx|suspension trainers?", ("rings",)),
    (r"landmines?", ("landmine",)),
    (r"sleds?|prowlers?", ("sled",)),
    (r"battle ropes?", ("ropes",)),
    (r"(?:jump|skipping) ropes?", ("rope",)),
    (r"(?:med|medicine|slam) balls?", ("med_ball",)),
    (r"ab (?:wheels?|rollers?)", ("ab_wheel",)),
    (r"(?:exercise |stationary |spin |assault |air |indoor )?bikes?|peloton|cycle trainer", ("bike",)),
    (r"row(?:er|ing machine)s?|ergs?|concept ?2", ("rower",)),
    (r"treadmills?", ("treadmill",)),
)  # fmt: skip
_THINGS = tuple((re.compile(rf"\b(?:{words})\b"), names) for words, names in _KINDS)
THING = r"(?:" + "|".join(words for words, _ in _KINDS) + r")"
_ONLY = re.compile(r"\b(?:only|just|nothing but)\b.*\brack\b")
_NOTHING = re.compile(
    r"\b(?:no|without(?: any)?|zero) (?:equipment|gear|weights|kit|tools)\b|\bbody ?weight(?: only| exercises?| training)?\b(?! (?:is|was|of|\d))"
    r"|\b(?:just|only) (?:my )?(?:own )?body(?: ?weight)?\b|^(?:i have )?(?:nothing|none)(?: at all| really)?$"
)
_FULL = re.compile(
    r"\b(?:full|commercial|big|proper|normal|regular|well[- ]equipped|fully equipped|real|large|chain|public|local|university|uni|college|school|crossfit) "
    r"(?:\w+ )?gym\b|\bfull(?:y)? (?:equipment|equipped)\b|\ball (?:the )?equipment\b|^everything$|\beverything (?:there|you need)\b|\bgym membership\b|\ball machines\b"
)
_HOME = re.compile(r"\b(?:home|garage|basement|cellar|my (?:flat|apartment|room|place|house)|own gym)\b")
_TRAVEL = re.compile(r"\b(?:travel\w*|on the road|hotels?|on a (?:business )?trip|abroad|on vacation|on holiday)\b")
_GYM = re.compile(r"\bgym\b")


def things_in(text: str) -> list[str]:
    """The pieces of equipment that a text names, by their known names, each once.

    >>> things_in("home gym with a rack and a pull-up bar")
    ['barbell', 'rack', 'bench', 'pullup_bar']
    >>> things_in("only a barbell and a rack")
    ['barbell', 'rack']
    """
    placed = [(found.start(), names) for pattern, names in _THINGS for found in pattern.finditer(text)]
    found = list(dict.fromkeys(name for _, names in sorted(placed) for name in names))
    unnamed = _ONLY.search(text) and "bench" not in text  # who has only a rack has no bench beside it
    return [name for name in found if not (unnamed and name == "bench")]


def named_in(text: str) -> list[str]:
    """The same for what is missing: a rack that is taken takes no barbell with it.

    >>> named_in("no barbell and no rack")
    ['barbell', 'rack']
    """
    kept = []
    for pattern, names in _THINGS:
        if found := pattern.search(text):
            kept.append((found.start(), "rack" if "rack" in names else names[0]))
    return [name for _, name in sorted(kept)]


def place_in(text: str) -> str | None:
    """Where somebody trains: home, gym or travel."""
    if _HOME.search(text):
        return "home"
    if _TRAVEL.search(text):
        return "travel"
    return "gym" if _GYM.search(text) or _FULL.search(text) else None


def equipment_in(text: str) -> list[str] | None:
    """Everything at hand, as far as it was said: 'full gym' is everything, 'bodyweight only' nothing, ``None`` is unsaid.

    >>> equipment_in("just dumbbells and a bench"), equipment_in("bodyweight only"), equipment_in("4 days")
    (['dumbbell', 'bench'], [], None)
    """
    if place_in(text) != "home" and _FULL.search(text):
        return list(EVERYTHING)
    things = things_in(text)
    if things:
        return things
    return [] if _NOTHING.search(text) else None
