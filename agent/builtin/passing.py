"""What people say about themselves in passing, that is true beyond today: 'I work nights now', 'my wedding is in June'."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from agent.builtin.phrases import MONTH, WEEKDAY, plain


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it was told; times are still words."""

    kind: str
    subject: str
    text: str
    """To the athlete: 'You work nights.'"""
    said: str
    since: str | None = None
    until: str | None = None
    ends: bool = False


Subject = str | Callable[[re.Match[str]], str]
_BREAK = re.compile(
    r"(?<!\bdr)(?<!\bmr)(?<!\bst)[.!?;\n]+(?:\s+|$)|\s*,\s*(?:and |but |so |because |btw |by the way,? )*(?=(?:i|i'm|i've|my|we|call|don't|please)\b)"
    r"|\s+(?:and|but|so|because|cause|btw|by the way)\s+(?=(?:i|i'm|i've|my|we|call)\b)"
    r"|\s+and\s+(?=(?:started|work|have|got|quit|moved|live|hate|love|prefer|don't)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„][^\"”“]*[\"”“]|`[^`]*`|^\s*>.*$", re.MULTILINE)
_OPENER = re.compile(
    r"^(?:(?:and|but|so|also|oh|well|btw|by the way|fyi|just so you know|you know|ok|okay|hey|hi|yeah|no(?! more)|yes|actually|anyway|sorry|because|since)[,:]?\s+)+",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    r"[, ]+(?:btw|by the way|lol|haha|though|tbh|honestly|you know|fyi|just so you know|:\)|;\))$", re.IGNORECASE
)
_VERB = re.compile(r"^(?:started|work|have|got|quit|moved|live|hate|love|prefer|don't)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\?\s*$|^(?:what|how|when|which|why|who|where|do|does|did|is|are|am|can|could|should|would|will|if|maybe|perhaps|unless|suppose|let's|imagine|say)\b"
)
_OTHERS = re.compile(
    r"\b(?:says?|said|told|according to|wrote|writes|thinks?|heard|read)\b|^(?:he|she|they|it|this|the)\b"
)
_NOW_ONLY = re.compile(
    r"\b(?:today|tonight|this (?:morning|evening|afternoon|session|time|set)|right now|yesterday|last night|just now|a minute|i feel|feeling|i felt|i'm (?:so |really |very |a bit |pretty )?"
    r"(?:tired|sore|hungry|done|ready|back|late|good|fine|ok|okay|great|here|beat|exhausted|stressed))\b"
)
_DAY = rf"(?:(?:next |this )?{WEEKDAY}|(?:mon|tue|wed|thu|fri|sat|sun)\b|tomorrow|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
_UNTIL = re.compile(rf",?\s*\b(?:until|till|til|through|up to)\s+(?P<until>{_DAY})\b")
_SINCE = re.compile(rf",?\s*\bsince (?P<since>{_DAY}|(?:last )?(?:week|month|year)|{MONTH}(?: \d{{4}})?|20\d\d)\b")
_NOW = re.compile(
    r",?\s*\b(?:now|nowadays|these days|from now on|lately|currently|at the moment|again)\b$|^(?:now|currently|nowadays|these days)\s+"
)
_ENDS = re.compile(
    r"\b(?:no longer|not (?:\w+ ){0,3}any ?more|don't (?:\w+ ){0,4}any ?more|quit|stopped|gave up|no more|done with|came off|i'm off)\b"
)
_DIETS = r"vegan|vegetarian|veggie|pescatarian|keto|ketogenic|paleo|carnivore|halal|kosher|intermittent fasting|fasting|low[- ]carb|plant[- ]based"
_FOODS = r"meat|fish|dairy|pork|gluten|eggs|sugar|carbs|milk|chicken|beef|lactose|bread|seafood|nuts"
_JOBS = (
    r"nurse|doctor|teacher|firefighter|police officer|cop|soldier|paramedic|student|programmer|developer|engineer|lawyer|chef|cook|farmer|carpenter|plumber|electrician|driver|trucker|"
    r"waiter|waitress|bartender|mechanic|builder|designer|accountant|manager|consultant|freelancer|pilot|scientist|researcher|cashier|coach|trainer|physio|dentist|mom|mum|dad|father|mother|parent|roofer"
)
_ILLS = r"asthma|migraines?|adhd|arthritis|anemia|anaemia|celiac|coeliac|hypothyroidism|a thyroid condition|scoliosis|sciatica|insomnia|ibs|crohn'?s|psoriasis|tinnitus|sleep apnea|flat feet|depression|anxiety|autism|ms|long covid|endometriosis|pcos"
_TAKEN = r"(?!a |the |my |it\b)[a-z]+(?:formin|olol|pril|statin|profen|cillin|oxine|etine|aline)|antidepressants|ssris|birth control|testosterone|trt|antibiotics|cortisone|ritalin|melatonin|creatine"
_SHIFTS = r"(?:nights?|night shifts?|night work|shifts?|shift work|early shifts?|late shifts?|rotating shifts?)"
_X = r"(?P<x>[a-z0-9][\w '&/.-]*?)"


def _of(prefix: str, group: str = "x") -> Callable[[re.Match[str]], str]:
    """A subject that names what a pattern found."""
    return lambda found: (
        f"{prefix}:{' '.join(re.sub(r'^(?:a|an|the|my|some|doing|to do|to) ', '', found[group]).split())}"[:80]
    )


_PATTERNS: tuple[tuple[str, str, Subject], ...] = (
    ("aversion", rf"i (?:really |just |absolutely |kind of |do )*(?:hate|can't stand|despise|loathe|don't (?:really )?like|dislike|do not like|avoid) (?!it\b|that\b|this\b|when\b){_X}", _of("taste")),
    ("preference", rf"i (?:really |just |absolutely |do |also )*(?:love|like|enjoy|prefer|adore) (?!it\b|that\b|this\b|when\b|to see\b){_X}", _of("taste")),
    ("aversion", rf"i(?:'m| am) (?:really |a bit )?(?:afraid|scared|terrified) of {_X}", _of("fear")),
    ("preference", rf"i(?:'m| am| went| turned| have been|'ve been| became)(?: on)?(?: a| now| strictly| back to)* (?:{_DIETS})(?: diet| person)?", "diet"),
    ("preference", rf"i(?:'m| am) (?:not|no longer)(?: a| on)* (?:{_DIETS})(?: diet)?(?: any ?more)?", "diet"),
    ("preference", rf"i (?:don't|do not|no longer|never|only|stopped|quit|gave up|can't|cannot|started|start|now|also)? ?(?:eat|eating)(?: any| no| only| mostly| a lot of)* (?:{_FOODS})(?: (?:and|or) (?:{_FOODS}))*(?: any ?more| again)?", "diet"),
    ("preference", rf"i (?:gave up|quit|cut out) (?:{_FOODS})", "diet"),
    ("medical", rf"i(?:'m| am) allergic to {_X}", _of("allergy")),
    ("medical", r"i(?:'m| am) (?P<x>lactose|gluten|fructose|histamine)[- ]intolerant", _of("allergy")),
    ("medical", rf"i (?:have|got|suffer from|was diagnosed with|have been diagnosed with) (?:really |bad |mild |severe )*(?P<x>{_ILLS})", _of("medical")),
    ("medical", r"i (?:had|have|will have|need|am having|'m having) (?:a |an |my )?(?P<x>[\w -]*(?:surgery|operation|replacement|transplant|vaccination))(?: (?:in|on|at) .+)?", _of("medical")),
    ("medical", rf"i (?:take|am on|'m on) (?P<x>{_TAKEN})", _of("takes")),
    ("medical", rf"i(?:'m| am|'ve| have)? (?:stopped|quit|gave up|no longer|don't|came off|off|done with)(?: taking| take)? (?P<x>{_TAKEN})(?: any ?more)?", _of("takes")),
    ("schedule", r"i (?:don't |no longer |only |always |usually |now )*work (?:in )?(?:the )?(?:nights?|night shifts?|shifts?|early shifts?|late shifts?|rotating shifts?|weekends|part[- ]time|full[- ]time|\d+[- ]hour shifts)(?: (?:at|in|as) [\w ]+)?(?: any ?more)?", "shifts"),
    ("schedule", rf"(?:i(?:'m| am|'ve| have)? (?:quit|stopped|gave up|done with|don't do|no longer do)|no more|done with)(?: working| doing)?(?: the| my)? {_SHIFTS}(?: any ?more| for me)?", "shifts"),
    ("context", r"i (?:now )?work (?:as (?:an? )?[\w -]+|for [\w '&.-]+|at (?!home\b)[\w '&.-]+|from home|remotely|in (?:an? )?[\w -]+)(?: any ?more)?", "job"),
    ("context", rf"i(?:'m| am) (?:now )?(?:an? |the )(?:\w+ ){{0,2}}(?:{_JOBS})(?: at [\w '&.-]+| by profession)?", "job"),
    ("life_event", r"i(?: just|'ve just)? (?:started|got|have|quit|lost|left|changed) (?:an? |my )?(?:new |desk |old )?jobs?(?: (?:at|as|in|with) [\w '&.-]+)?", "job"),
    ("schedule", r"i (?:usually |always |mostly |only |prefer to |like to |can only |have to )*(?:train|lift|work ?out|go to the gym|exercise)(?: only)? (?:in the (?:mornings?|evenings?|afternoons?)|(?:early |late )?(?:mornings|evenings)|before (?:work|breakfast|school)|after (?:work|school|dinner|the kids [\w ]+)|at (?:night|lunch(?:time)?|noon|\d{1,2}(?::\d\d)? ?(?:am|pm)?)|during (?:my )?lunch(?: break)?)", "training_time"),
    ("preference", r"i (?:always |usually |only )*(?:train|lift|work ?out) (?:fasted|on an empty stomach)", "fed_or_fasted"),
    ("context", r"i (?:always |usually |mostly )*(?:train|lift|work ?out) (?:alone|with (?:my |a )?[\w ]+)", "company"),
    ("context", r"i(?:'ve)? (?:just )?(?:train at|lift at|go to|joined|switched(?: gyms?)? to|changed(?: gyms?)? to|signed up at|am at|moved to the) (?!home\b|the gym$|a gym$|bed\b|work\b|the doctor|the \w+ (?:program|plan))(?=.*(?:gym|fit|club|temple|iron|barbell|crossfit|box|studio|mc|gold|planet|anytime|[a-z]+'s))(?P<x>[\w '&.-]+)", "gym"),
    ("context", r"my (?:new )?gym is (?:called )?(?:the )?(?P<x>[\w '&.-]+)", "gym"),
    ("life_event", r"i(?:'m| am|'ll be| will be) (?:away|travell?ing|on (?:holiday|vacation|a (?:business )?trip|a cruise|leave)|abroad|out of town|in (?!pain\b|the gym\b)[\w ]+?)(?: (?:to|in|for|with|on) [\w ]+?)?", "travel"),
    ("context", r"(?:i|we)(?:'ve| have)? (?:live|moved|just moved|relocated|am living) (?:in|to|near) (?P<x>[\w ,'-]+)", "home_town"),
    ("life_event", r"(?:i|we)(?:'m|'re| am| are)? (?:just )?(?:got|getting|get|am getting) (?:married|engaged|divorced)(?: (?:in|on|next|this) [\w ]+)?", "marriage"),
    ("life_event", r"(?:i|we)(?:'m|'re| am| are| just|'ve)? (?:having|expecting|had|have had|became) (?:a |our |my )?(?:first |second |third )?(?:baby|child|son|daughter|twins|father|mother|parents|dad|mom)(?: in [\w ]+)?", "children"),
    ("context", r"i have (?:\w+ ){0,2}(?:kids?|children|sons?|daughters?|twins)", "children"),
    ("life_event", r"(?:my|our) (?P<x>wedding|competition|meet|race|marathon|exam|holiday|vacation|trip|surgery|operation|photo ?shoot|deployment|due date|graduation|tournament|season|fight|birthday)(?: day)? (?:is|starts|begins)(?: on| in)? .+", _of("event")),
    ("life_event", r"i(?:'ve| have)(?: got)? (?:a|an|my) (?P<x>wedding|competition|meet|race|marathon|half marathon|triathlon|exam|photo ?shoot|tournament|fight|powerlifting meet|holiday|vacation|trip)(?: coming up)? (?:in|on|next|this) .+", _of("event")),
    ("context", r"my (?P<x>wife|husband|girlfriend|boyfriend|partner|fianc[eé]e?|son|daughter|kids?|baby|dog|cat|mother|mom|mum|father|dad|brother|sister|friend|boss|training partner|coach)(?:'s name)? (?:is|are|was|has|have|works?|likes?|lives?|trains?|hates?|loves?|left|died|got|started) .+", _of("my")),
    ("context", r"i(?:'m| am) (?:an? )?(?:morning person|night owl|early bird|introvert|extrovert|perfectionist|former [\w -]+|ex[- ][\w -]+|retired|unemployed|single|left[- ]handed|right[- ]handed|lefty)", lambda found: "am:" + " ".join(found[0].split()[-2:])),
    ("context", r"i(?:'m| am| 've)? ?(?:quit|stopped|gave up|started|don't|do not|no longer|never)? ?(?:smoke|smoking|vape|vaping)(?: any ?more)?", "smoking"),
    ("context", r"i (?:quit|stopped|gave up|don't|do not|no longer|never|only|rarely) (?:drink|drinking)(?: alcohol| beer| coffee)?(?: any ?more| on weekends| at weekends)?", "drinking"),
    ("context", r"i (?:usually|always|never|rarely|often|normally) (?!train|lift|work ?out|eat)[a-z]+ .+", "context"),
    ("context", r"i(?:'ve| have)? (?:used to) .+", "context"),
    ("equipment", r"i(?:'ve)? (?:just )?(?:bought|got myself|ordered|got|own|borrowed) (?:an? |some |myself an? )(?:new |used |second[- ]hand )*(?P<x>[a-z][\w -]*(?:rower|bike|treadmill|bar|barbell|bench|rack|dumbbells?|kettlebells?|bands?|rings|belt|shoes|lifters|straps|sleeves|vest|machine|sled|plates))", _of("have")),
    ("equipment", r"i (?:sold|lost|broke|gave away|returned) my (?P<x>[\w -]*(?:rower|bike|treadmill|bar|barbell|bench|rack|dumbbells?|kettlebells?|bands?|rings|belt|shoes|lifters|straps|sleeves|vest|machine|sled|plates))", _of("have")),
    ("achievement", r"i (?:finally |just |once )*(?:ran|finished|completed|did|won|placed|got|earned|climbed|swam|made) (?:my |a |an |the |first |second |third |in )*(?:[\w -]*(?:marathon|triathlon|ironman|competition|meet|medal|black belt|podium|muscle[- ]up|championship|race|place|tough mudder|hyrox|everest|kilimanjaro|cup))(?: .+)?", "achievement"),
    ("coaching_style", r"(?:please )?(?:don't|do not|never|stop) (?:lectur\w+|nag\w*|motivat\w+|prais\w+|compliment\w*|sugar ?coat\w*|baby|patroni[sz]\w*|joke|joking|us\w+ emojis?)(?: me| it| things)?(?: please)?", "coaching_style"),
    ("coaching_style", r"(?:please )?(?:just give me (?:the )?numbers|keep (?:it|your (?:answers|replies)) (?:short|brief|simple)|i don't (?:want|need) (?:pep talks?|motivation|explanations?|lectures?)|i (?:want|need|like) (?:explanations|details|tough love|encouragement|short answers|the reasons?))(?: please)?", "coaching_style"),
    ("coaching_style", r"(?:please )?(?:call me|my name is|i go by) (?P<x>[a-z][\w '-]{1,30})", "called"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(rf"^(?:{pattern})$"), subject) for kind, pattern, subject in _PATTERNS)
_LEFT = re.compile(r"^i (?:quit|left|cancelled|canceled) (?:my )?(?:old )?gym(?: membership)?$")
MOST_WORDS = 24


def told_in(said: str, most: int = 6) -> list[Told]:
    """What a message tells of the athlete that is true beyond today, in the order it is told.

    >>> [(each.kind, each.subject, each.text) for each in told_in("bench 3x5 100, and I work nights now. Slept badly today")]
    [('schedule', 'shifts', 'You work nights now.')]
    """
    found = []
    for clause in _BREAK.split(_QUOTED.sub(" ", said)):
        if clause and clause.strip():
            whole = fact_in(clause)
            parts = [clause] if whole is not None or "," not in clause else clause.split(",")
            found += [told for part in parts if (told := whole or fact_in(part)) is not None]
    return found[:most]


def apart(clause: str) -> list[str]:
    """A clause with what it tells of the athlete in parts of their own; as it is if it tells nothing of that."""
    pieces = [piece for piece in _BREAK.split(clause) if piece and piece.strip()]
    return pieces if len(pieces) > 1 and any(map(fact_in, pieces)) else [clause]


def fact_in(clause: str) -> Told | None:
    """The fact that one clause states, if it states one."""
    said = _CLOSER.sub("", _OPENER.sub("", " ".join(clause.split())).strip(" .!,")).strip(" .!,")
    text = plain(
        f"I {said}" if _VERB.match(said) and not said.lower().startswith(("don't lec", "don't nag")) else said
    ).strip(" .!,")
    if (
        not text
        or len(text.split()) > MOST_WORDS
        or clause.rstrip().endswith("?")
        or _ASKS.search(text)
        or _NOW_ONLY.search(text)
    ):
        return None
    if _OTHERS.search(re.sub(r"^my \w+(?: partner)?(?:'s name)? ", "", text)):
        return None
    return _matched(text, said)


def _matched(text: str, said: str) -> Told | None:
    until, since = _UNTIL.search(text), _SINCE.search(text)
    core = text
    for found in (until, since):
        if found is not None:
            core = core.replace(found[0], "")
    core = core.strip(" ,.")
    if _LEFT.match(core):
        return Told("context", "gym", to_you(said), said, ends=True)
    for kind, pattern, subject in _COMPILED:
        found = pattern.match(core) or pattern.match(_NOW.sub("", core))
        if found is None:
            continue
        about = subject if isinstance(subject, str) else subject(found)
        if about == "travel" and until is None and re.match(r"^i(?:'m| am) in ", core):
            return None  # 'I'm in Berlin' is about the time zone
        ends = (
            bool(_ENDS.search(core))
            and (about in ("shifts", "diet", "job") or about.startswith("takes:"))
            and not re.search(rf"\b(?:eat\w*|gave up|cut out|quit) (?:{_FOODS})", core)
        )
        gone = about.startswith("have:") and re.match(r"^i (?:sold|lost|broke|gave|returned)", core) is not None
        words = (
            f"You asked: “{said}”."
            if kind == "coaching_style" and about != "called"
            else to_you(text if text.startswith("i ") and _VERB.match(said) else said)
        )
        if about == "called":
            words = f"You go by {said.rsplit(maxsplit=1)[-1]}."
        return Told(
            kind, about, words, said, since["since"] if since else None, until["until"] if until else None, ends or gone
        )  # fmt: skip
    return None


_YOU = {"i'm": "you're", "im": "you're", "ive": "you've", "i’m": "you're", "i": "you", "i've": "you've", "i’ve": "you've", "i'll": "you'll", "i'd": "you'd", "my": "your", "me": "you",
        "mine": "yours", "myself": "yourself", "am": "are", "we": "you", "we're": "you're", "our": "your", "us": "you", "was": "were"}  # fmt: skip


def to_you(said: str) -> str:
    """A sentence about oneself, as one to that person.

    >>> to_you("I'm allergic to my dog and I was sick")
    "You're allergic to your dog and you were sick."
    """
    words: list[str] = []
    for word in re.findall(r"\S+", said.strip(" .!,")):
        core = word.strip(",.!;:()")
        new = _YOU.get(core.lower())
        if core.lower() == "was" and (not words or words[-1].lower() not in ("you", "you,")):
            new = None
        words.append(word if new is None else word.replace(core, new))
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
