"""What hurts, what is healing, and what somebody is ill with."""

import re
from typing import Any

from agent.builtin.amounts import COUNT, count
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import movement_of
from tools.planning.current import NONE
from training.pain import CARRY_ON_UP_TO, MODIFY_UP_TO

_REGIONS = (
    ("upper_back", r"upper back|between (?:my|the) shoulder ?blades|mid(?:dle)?[- ]back|traps?"),
    ("lower_back", r"(?:lower|low)[- ]?back|lumbar|(?<!upper )(?<!mid )(?<!middle )back(?! squats?)|spine|disc|sciatica"),
    ("knee", r"knees?|patella\w*|acl|mcl|meniscus|it band"),
    ("shoulder", r"shoulders?(?! press| blade)|rotator cuffs?|ac joint|delts?"),
    ("elbow", r"elbows?"), ("wrist", r"wrists?|hands?|carpal tunnel"), ("hip", r"hips?(?! thrust)|groin|hip flexors?"),
    ("ankle", r"ankles?|achilles|foot|feet|heel|plantar fasci\w+"), ("neck", r"necks?"), ("chest", r"pecs?|chest(?! press)"),
    ("hamstring", r"hamstrings?|hammies|hammy"), ("calf", r"calf|calves|shins?"),
)  # fmt: skip
_REGION = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _REGIONS)
_SIDE = re.compile(r"\b(left|right|both)\b")
_SEVERITY = re.compile(
    r"\b(\d{1,2}(?:[.,]5)?) ?(?:/ ?10|out of (?:10|ten)|of 10)(?!\d)|\b(?:pain|severity|level|hurts?|a|at|about|around|is)(?: (?:is|of|at|level|like))* (?:a |an )?(\d{1,2}(?:[.,]5)?)(?! ?(?:kg|lbs?|%|days?|weeks?|months?|years?|min|sets?|reps?|x)\b)(?![\d/.,])"
)
_OUT_OF_TEN = re.compile(r"\d ?(?:/ ?10|out of (?:10|ten))(?!\d)")
_SHARP = re.compile(
    r"\b(?:sharp|stabbing|swollen|swell\w*|giv(?:es|ing) way|gave way|lock(?:s|ing|ed)(?: up)?|numb\w*|sudden|shooting)\b"
)
_NOT_SHARP = re.compile(
    r"\b(?:not|isn't|no|neither|nor)(?: \w+){0,3}? (?:sharp|swollen|swelling|giving|locking|stabbing|numb)"
)
_HURTS = re.compile(
    r"\b(?:hurt(?:s|ing)?|pain(?:s|ful)?|ach(?:es|ing|y|e)|sore|killing me|tender|irritated|acting up|inflamed|stiff|twinge\w*)\b"
)
_LASTS = re.compile(
    r"\b(?:bad|busted|dodgy|messed up|fucked|injur\w+|tweaked|strained|sprained|pulled|tore|torn|tend[io]n\w*|impingement|arthritis|arthrosis|bursitis|hernia\w*"
    r"|tennis elbow|golfer'?s elbow|(?:problems?|issues?|trouble)(?! with my (?:phone|app))|chronic|operated|has been|have been|been (?:hurting|sore|aching)|keeps? (?:hurting|aching)|always hurts?|for (?:weeks|months|years)"
    r"|since|old injury|weak|unstable|rehab\w*|recovering from)\b"
)
_HEALED = re.compile(
    r"\b(?:(?:is|are|feels?|'s)(?: all| totally| completely| much)? (?:fine|ok(?:ay)?|good|better|healed|recovered|healthy|pain[- ]free)(?: (?:again|now))?|(?:has |have )?(?:healed|recovered)"
    r"|(?:no longer|doesn't|does not|don't|stopped) hurt(?:s|ing)?(?: any ?more)?|no (?:more )?pain (?:in|any))\b"
)
_ONLY_BETTER = re.compile(r"\b(?:a bit|bit|slightly|a little|getting|somewhat|but|still|not|isn't|aren't)\b")
_ON = re.compile(
    r"\b(?:on|during|when(?: i(?:'m)?| doing)?|in|with|from|doing|while) (?:the |my )?([a-z][a-z -]+?)(?: at .*|,.*)?$"
)
_FEVER = re.compile(
    r"\b(?:fever|temperature|temp)(?: of| is| at|:|,)* (\d{2,3}(?:[.,]\d)?)|\b(\d{2}(?:[.,]\d)?) ?(?:°c?|degrees|c)? (?:of )?fever\b"
)
_ILL = re.compile(
    r"\b(?:i'm|i am|i was|i've been|been|am|was|feel(?:ing)?|got|getting|still)(?: (?:really|so|a bit|quite|pretty|very|still|just|totally))* (?:ill|sick(?! of)|unwell)\b|^(?:sick|ill|flu|fever|a cold)$"
    r"|\b(?:have|had|got|caught|with|having)(?: (?:a|an|the|some|got|really|bad|slight|little|mild|bit|of|still))* (?:cold(?! (?:shower|plunge|bath))|flu|influenza|covid|corona|fever|runny nose|sore throat|cough|stomach (?:bug|flu)|headache|infection|bug|chills|body aches|swollen glands|sniffles)\b"
    r"|\b(?:i'm|i am) coughing\b|\b(?:food poisoning|fever|sore throat|runny nose|stuffy nose|stomach (?:bug|flu))\b|\bover (?:my|the|this) (?:cold|flu|illness|bug)\b"
)
_SYMPTOMS = (
    ("runny_nose", r"\bcold\b|runny|stuffy|sniffles|blocked nose"), ("mild_sore_throat", r"sore throat|throat"), ("sneezing", r"sneez\w+"),
    ("headache", r"head ?ache"), ("fever", r"fever|flu\b|influenza|temperature|chills|covid|corona"), ("cough", r"cough\w*"),
    ("body_aches", r"body aches|aching all over|flu\b|influenza"), ("stomach", r"stomach|vomit\w*|diarrh\w+|nausea|threw up|throwing up|food poisoning"),
    ("swollen_glands", r"glands"), ("fatigue", r"fatigued?|weak\b|wiped out"),
)  # fmt: skip
_NOTED = re.compile(r"\b(?:hurts?|pain|painful|sore|aches?|aching)\b")
"""A pain that the log can keep: without more words it is asked about there."""
_ILL_FOR = re.compile(
    rf"\b(?:for|last(?:ed)?|past|the last) (?:the (?:last|past) )?(?:about |around )?({COUNT}) (days?|weeks?)\b|\b({COUNT}) (days?|weeks?) (?:of|now|ill|sick|long)\b"
)
_OVER = re.compile(
    r"\b(?:i was|had|fine again|feel(?:ing)? (?:fine|ok|okay|good|better|great)|recovered|healthy(?: again)?|better now|over (?:it|my \w+|the \w+|this \w+)|it's over|i'm back|well again|ok again|good again)\b"
)


def region_in(text: str) -> str | None:
    """The region of the body that a text names first."""
    found = [(match.start(), name) for name, pattern in _REGION if (match := pattern.search(text))]
    return min(found)[1] if found else None


def severity_in(text: str) -> float | None:
    """A pain from 0 to 10: '5/10', 'a 4', 'at 3'."""
    found = _SEVERITY.search(text)
    if found is None:
        return None
    value = float((found[1] or found[2]).replace(",", "."))
    return value if value <= 10 else None


def is_sharp(text: str) -> bool:
    """Whether a pain is told of as sharp, swollen, giving way or the like."""
    return _SHARP.search(text) is not None and _NOT_SHARP.search(text) is None


def injury_in(text: str, said: str) -> Call | None:
    """The injury that a part of a message tells of: 'my left knee is bad'."""
    region = region_in(text)
    if region is None or not (_LASTS.search(text) or _HURTS.search(text) or _OUT_OF_TEN.search(text)):
        return None
    args: dict[str, Any] = {"region": region}
    if (severity := severity_in(text)) is not None:
        args["severity"] = severity
    if side := _SIDE.search(text):
        args["side"] = side[1]
    if (on := _ON.search(text)) and region_in(on[1]) is None and movement_of(on[1].strip()) is not None:
        args["movement"] = on[1].strip()
    if is_sharp(text):
        args["sharp"] = True
    return Call("report_injury", args | {"said": said.strip()})


def kept_and_trained_around(injury: Call) -> list[Call]:
    """What is bad enough to stop for: it is kept, and what is left of a program is to go around it."""
    return [injury, Call("adapt_to_injuries", is_extra=True)]


def ailments(heard: Heard) -> list[Call]:
    """What to do about something that hurts, hurt, or makes ill; none if nothing of that was said."""
    if heard.is_asked and not re.match(r"(?:should|can|could|may|is it|my|i'm|i|do)\b", heard.full):
        return []
    return (not heard.is_asked and _healed(heard)) or _hurts(heard) or _ill(heard)


def _healed(heard: Heard) -> list[Call]:
    region = region_in(heard.full)
    if region is None or heard.beside_log or not _HEALED.search(heard.full) or _ONLY_BETTER.search(heard.full):
        return []
    return [Call("resolve_injury", {"region": region})] if len(heard.full.split()) <= 12 else []


def _hurts(heard: Heard) -> list[Call]:
    """A pain of today changes the session, one that lasts is kept; beside a log it is part of it."""
    region = region_in(heard.full)
    if region is None or heard.beside_log or re.search(r"\d ?[x×] ?\d", heard.full):
        return []
    lasts, hurts = _LASTS.search(heard.full), _HURTS.search(heard.full)
    if heard.focus == "log" and not (lasts and not hurts):
        return []
    injury = injury_in(heard.full, heard.said)
    if injury is None or (re.search(r"\bsore\b", heard.full) and region in ("calf", "hamstring", "chest")):
        return []
    if lasts:
        return [injury]
    severity = severity_in(heard.full)
    if severity is not None and (severity > MODIFY_UP_TO or is_sharp(heard.full)):
        return kept_and_trained_around(injury)
    if severity is not None:
        kept = injury if severity > CARRY_ON_UP_TO else Call("log_workout", {"said": heard.said.strip()})
        return [Call("adapt_to_pain", {"region": region, "severity": severity} | heard.reach, instead=(NONE, kept))]
    return [injury] if heard.focus == "plan" or heard.is_asked or not _NOTED.search(heard.full) else []


def _ill(heard: Heard) -> list[Call]:
    text = heard.full
    if heard.beside_log or not _ILL.search(text) or len(text.split()) > 30:
        return []
    args: dict[str, Any] = {"symptoms": [name for name, words in _SYMPTOMS if re.search(words, text)]}
    if found := _FEVER.search(text):
        degrees = float((found[1] or found[2]).replace(",", "."))
        celsius = degrees if degrees < 50 else round((degrees - 32) * 5 / 9, 1)
        if 34 <= celsius <= 43:
            args["temperature_c"] = celsius
    if found := _ILL_FOR.search(text):
        number, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
        args["days_ill"] = count(number) * (7 if unit.startswith("week") else 1)
    elif re.search(r"\b(?:all|last|this) week\b|for a week", text):
        args["days_ill"] = 7
    if _OVER.search(text):
        args["recovered"] = True
    return [Call("adapt_to_illness", args | ({"anyway": True} if "anyway" in heard.reach else {}))]
