"""What somebody says about themselves as somebody to plan for: goals, level, days, minutes, place, preferences."""

import re
from typing import Any

from agent.builtin.ailments import injury_in
from agent.builtin.amounts import COUNT, count, minutes_in, months_in, weekdays_in
from agent.builtin.equipment import equipment_in, place_in
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import movement_of

_GOALS = (
    ("strength", r"strength\w*|(?:get(?:ting)? |be )?strong(?:er)?|power ?lifting|maximal strength|heavier lifts|strenght|strengh|strentgh"),
    ("hypertrophy", r"muscles?(?! (?:group|fatigue))|muscular|muscel|mucle|hypertrophy|hypertrohpy|size|bulk\w*|mass|bigger|big|bodybuilding|gains|jacked|swole|aesthetics?|ton(?:ed|ing)|look(?:ing)? (?:good|better)|arms"),
    ("fat_loss", r"fat[- ]?loss|(?:los(?:e|ing)|drop|burn|shed)(?: (?:some|my|the|belly|body|more|a bit of))* (?:fat|weight|belly|kilos|pounds)|weight loss|cut(?:ting)?|lean(?:er|ing)?|shredded|ripped|slim\w*|recomp"),
    ("endurance", r"endurance|cardio(?! (?:on|as|after|day))|conditioning|stamina|marathon|triathlon|run(?:ning)?(?: (?:faster|longer|better))?|vo2 ?max"),
    ("power", r"power(?! ?lift| rack| cage| clean)|explosive\w*|jump(?:ing)?(?: higher)?|vertical|speed|athletic\w*"),
    ("mobility", r"mobility|flexib\w+|stretch\w*|supple"),
    ("general_health", r"(?:general |overall )?(?:health|fitness)|healthy|healthier|get(?:ting)? fit(?:ter)?|stay(?:ing)? fit|fit|in shape|longevity|feel better|well-?being"),
)  # fmt: skip
_GOAL = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _GOALS)
_MAINLY = re.compile(
    r"\b(?:mainly|mostly|primarily|most of all|above all|focus(?:ing|ed)? on|first of all|especially)\b"
)
_A_BIT = re.compile(r"\b(?:a bit of|bit of|some|a little|little|secondary|also some)\b")
_EQUALLY = re.compile(r"\b(?:equally|50[/ -]50|half (?:and )?half|both the same|same)\b")
_TRAIN_FOR = re.compile(
    r"^(?:my (?:main )?(?:goals?|aims?) (?:is|are)(?: to)?|goals?:|i(?:'m)? train(?:ing)? (?:mostly |mainly )?for|i (?:mainly |mostly |just |really )?want(?: to)? (?:get |build |gain |lose |be |burn |become |improve |have |more )|i'd like to (?:get|build|lose|gain)"
    r"|i'm (?:bulking|cutting)|i want (?:strength|muscle|fat loss|to lose))"
)
_DAYS = re.compile(
    rf"\b({COUNT})(?: ?(?:-|–|to|or) ?{COUNT})?[ -]?(?:x|times|days?|sessions?|workouts?|trainings?)(?:[ -](?:a|per|each|every|in the)[ -]?|/)?(?:weekly|week|wk)\b|\b({COUNT})[ -]days?\b(?! (?:ago|off|in a row|ill|sick|program))|\b({COUNT})x\b(?! ?\d)|\b(once|twice) (?:a|per) week\b"
)
_EVERY_DAY = re.compile(r"\b(?:every day|daily|each day|7 days)\b")
_BEGINNER = re.compile(
    r"\b(?:beginner|begginer|novice|newbie|noob|new to (?:lifting|the gym|training|this)|never (?:lifted|trained)|just (?:starting|started)(?: out)?|first time|no experience|untrained)\b"
)
_INTERMEDIATE = re.compile(r"\b(?:intermediate|one to three years)\b")
_ADVANCED = re.compile(
    r"\b(?:advanced(?! level of)|expert|elite|competitive|compete|many years|years and years|decades|forever|my whole life)\b"
)
_LIFTS_FOR = re.compile(
    r"\b(?:lift\w*|train\w*|work(?:ing)? out|gym|experience|been (?:at it|doing this|going)|of lifting|at this|squat\w*|power ?lifting)\b"
)
_RUNS_FOR = re.compile(r"\b(?:running|runner|cycling|cardio|endurance|swimming)\b")
_LIKES = re.compile(
    r"^i (?:really |also |do )?(?:like|love|enjoy|prefer)(?: doing| to do| to)? (?P<what>[a-z][a-z ,&/-]+?)(?: for (?:my )?cardio| as (?:my )?cardio)?$|^(?:my favou?rite cardio is|for (?:my )?cardio i (?:like|love|do|prefer)) (?P<that>[a-z ,&/-]+)$"
)
_OWN_DAY = re.compile(
    r"\bcardio\b.*\b(?:own|separate|extra|other|different|off|rest|non[- ]lifting) days?\b|\bdays? (?:of its own |just )?for cardio\b"
)
_FINISHER = re.compile(
    r"\bcardio\b.*\b(?:finisher|after (?:lifting|weights|the weights|my lifts|training|the session)|at the end|same day|same session)\b"
)
_FIRST = re.compile(
    r"^(?:i want to |please )?(?:prioriti[sz]e|focus on|emphasi[sz]e|specialize in|bring up) (?:my |the )?(?P<what>[a-z][a-z ,&-]+)$|^(?:my )?(?P<that>[a-z][a-z -]+) (?:comes?|is) first$"
)
_STYLE = re.compile(
    r"^(?:coach me|be|i (?:want|like|need|prefer) (?:a|an)|talk to me) (?P<how>[a-z ,-]*\b(?:strict(?:ly)?|tough|gentle|friendly|short|brief|direct|kind|motivating|hard on me|easy on me|honest|soft|detailed)\b[a-z ,-]*)$"
)
_CONDITIONS = (
    ("hypertension", r"high blood pressure|hypertension|hypertensive"), ("beta_blocker", r"beta[- ]?blockers?|bisoprolol|metoprolol"),
    ("diuretic", r"diuretics?|water pills?"), ("insulin", r"insulin|(?:type (?:1|one) )?diabet\w+"), ("anticoagulant", r"blood thinners?|anticoagul\w+|warfarin|xarelto|eliquis"),
    ("fluoroquinolone", r"fluoroquinolones?|cipro(?:floxacin)?|levofloxacin"), ("osteoporosis", r"osteoporosis"), ("glaucoma", r"glaucoma"),
    ("hernia", r"(?:inguinal |umbilical |a )?hernia(?!ted)"), ("epilepsy", r"epilepsy|epileptic"), ("pregnancy", r"pregnant|pregnancy|expecting(?: a baby)?"),
    ("postpartum", r"postpartum|gave birth|just had a baby"), ("pacemaker", r"pacemaker"),
)  # fmt: skip
_HAS = re.compile(r"\b(?:i'm|i am|i have|i've|i take|i use|with|diagnosed|i got|i gave|i just)\b")
_OLYMPIC = re.compile(r"\bolympic (?:lift(?:s|ing)?|weightlifting)\b|\bweightlifting (?:coach|club)\b")
_LIFTS_ASIDE = re.compile(r"\b(?:no|without|not|don't want|never) (?:any )?olympic\b")
_AT_HOME = re.compile(
    r"^i(?:'m| am)? (?:now |actually |really |usually |mostly )*(?:train\w*|work(?:ing)? out|lift\w*)(?: out)? (?:mostly |mainly |only )?(?:at (?:the |my |a )?|in (?:the |my |a )?)(?P<where>.+?)(?: now| these days)?$|^i (?:joined|moved to|signed up (?:at|for)|go to|have access to) (?P<gym>a .*gym.*)$"
)
_HAVE_THERE = re.compile(
    r"^(?:at|in) (?:my |the )?(?P<where>home|garage|gym|work|hotel)(?: gym)?,? (?:i|we|they|there)(?:'s| is| are)? ?(?:have|got|own)?\b(?P<what>.+)$|^(?:my |the )?(?P<place>home|garage|basement) ?gym (?:has|is|with|:)(?P<has>.+)$"
)


def goals_in(text: str) -> dict[str, int]:
    """Goals with weights: two are 6 and 4, or 8 and 2 where one is named as the main one.

    >>> goals_in("muscle and fat loss"), goals_in("mainly strength, some cardio")
    ({'hypertrophy': 6, 'fat_loss': 4}, {'strength': 8, 'endurance': 2})
    """
    placed = sorted((match.start(), name) for name, pattern in _GOAL if (match := pattern.search(text)))[:3]
    names = [name for _, name in placed]
    if len(names) < 2:
        return {name: 10 for name in names}
    if len(names) > 2:
        return dict(zip(names, (5, 3, 2), strict=True))
    first, second = names
    mainly, less = _MAINLY.search(text), _A_BIT.search(text)
    if mainly and placed[0][0] < mainly.start() < placed[1][0]:
        return {second: 8, first: 2}
    if mainly or (less and placed[0][0] < less.start()):
        return {first: 8, second: 2}
    return {first: 5, second: 5} if _EQUALLY.search(text) else {first: 6, second: 4}


def level_in(text: str, *, bare: bool = False) -> dict[str, Any]:
    """How long somebody trains, as a level or in months; with ``bare`` a span needs no words around it."""
    if _BEGINNER.search(text):
        return {"level": "novice"}
    if found := re.search(r"\b(?:over|more than|longer than|above) (?:3|three)\b|^longer$", text) if bare else None:
        return {"level": "advanced"} if found else {}
    if bare and re.fullmatch(
        r"(?:i'm )?(?:pretty |quite |very |completely |totally |fairly )?new(?: here| to (?:it|this))?", text
    ):
        return {"level": "novice"}
    if bare and re.search(r"\b(?:under|less than|below|not even) (?:a|one|1) year\b", text):
        return {"level": "novice"}
    if bare and re.search(r"\b(?:one|1) ?(?:to|-|–) ?(?:three|3)\b", text):
        return {"level": "intermediate"}
    months = months_in(text)
    if (
        months
        and (bare or _LIFTS_FOR.search(text) or _RUNS_FOR.search(text))
        and not re.search(r"\bago\b|\bin \w+ (?:weeks|months)", text)
    ):
        if _RUNS_FOR.search(text) and not bare:
            level = "novice" if months < 12 else "intermediate" if months <= 36 else "advanced"
            return {"levels": {"endurance": level}}
        return {"training_months": months}
    if _ADVANCED.search(text):
        return {"level": "advanced"}
    return {"level": "intermediate"} if _INTERMEDIATE.search(text) else {}


def days_in(text: str) -> int | None:
    """Sessions a week, of a range the first."""
    if _EVERY_DAY.search(text):
        return 7
    found = _DAYS.search(text)
    if found is None:
        return None
    days = count(next(each for each in found.groups() if each))
    return days if 1 <= days <= 7 else None


def conditions_in(text: str) -> list[str]:
    """Health conditions that somebody says they have."""
    if not _HAS.search(text) or re.search(r"\b(?:no|not|never|don't)\b", text):
        return []
    return [name for name, words in _CONDITIONS if re.search(rf"\b(?:{words})\b", text)]


def planning_facts(text: str) -> dict[str, Any]:
    """All arguments of ``update_planning`` that a request for a program holds, goals aside."""
    args: dict[str, Any] = dict(level_in(text))
    if weekdays := weekdays_in(text):
        args["weekdays"] = weekdays
    if (days := days_in(text)) is not None:
        args["days"] = days
    if (minutes := minutes_in(text)) is not None and 10 <= minutes <= 240:
        args["minutes"] = minutes
    equipment = equipment_in(text)
    if place := place_in(text):
        args["place"] = place
    if equipment is not None:
        args["equipment"] = equipment
    if _OWN_DAY.search(text):
        args["cardio_as"] = "own_day"
    elif _FINISHER.search(text):
        args["cardio_as"] = "finisher"
    if conditions := conditions_in(text):
        args["conditions"] = conditions
    if _OLYMPIC.search(text):
        args["olympic"] = not _LIFTS_ASIDE.search(text)
    return args


def about_me(heard: Heard) -> list[Call]:
    """The call that keeps what a clause states; none if it states nothing that plans need."""
    if heard.is_asked or heard.beside_log:
        return []
    args = _stated(heard)
    hurts = injury_in(heard.full, heard.said)
    return [Call("update_planning", args), *([] if hurts is None else [hurts])] if args else []


def _stated(heard: Heard) -> dict[str, Any]:
    text = heard.full
    if found := _LIKES.match(text):
        names = [each for each in re.split(r",| and |&|/", found["what"] or found["that"]) if each.strip()]
        cardio = all(
            (movement := movement_of(each.strip())) is not None and movement.pattern == "cardio" for each in names
        )
        return {"activities": [each.strip() for each in names]} if cardio and names else {}
    if _OWN_DAY.search(text) or _FINISHER.search(text):
        return {"cardio_as": "own_day" if _OWN_DAY.search(text) else "finisher"}
    if found := _HAVE_THERE.match(text):
        where, what = (found["where"], found["what"]) if found["where"] else (found["place"], found["has"])
        equipment = equipment_in(what.strip())
        place = "home" if where in ("home", "garage", "basement") else "travel" if where == "hotel" else "gym"
        return {} if equipment is None else {"place": place, "equipment": equipment}
    if (found := _AT_HOME.match(text)) and (there := place_in(found["where"] or found["gym"])) is not None:
        equipment = equipment_in(found["where"] or found["gym"])
        return {"place": there} | ({} if equipment is None else {"equipment": equipment})
    if found := _FIRST.match(text):
        what = [each.strip() for each in re.split(r",| and |&", found["what"] or found["that"])]
        return {} if goals_in(" ".join(what)) and found["what"] is None else {"priorities": what}
    if found := _STYLE.match(text):
        return {"style": heard.said.strip()}
    return _schedule(text) or _person(text)


def _schedule(text: str) -> dict[str, Any]:
    """'I train mon/wed/fri', '4 days a week', '45 minutes a session'."""
    core = r"(?:i(?:'d)? (?:(?:only|usually|normally|can|will|could|want to|like to|have time to|prefer to|would like to) )*(?:train|work ?out|lift|do|go|have)(?: to the gym| time)? ?|my (?:training )?days are |(?:training )?days: ?)?(?:on |for |about |only |up to |at most )*"
    text = re.sub(r"(?<=day)'s\b", "s", text)
    weekdays = weekdays_in(text)
    listed = re.match(
        rf"^{core}(?:(?:mon|tue|wed|thu|fri|sat|sun|weekend|weekday)\w*(?:\s*(?:,|/|&|\+|-|and|or|to)?\s*))+(?:only)?(?:(?:at|in) (?P<where>.+))?$",
        text,
    )
    if weekdays and listed and (listed["where"] is None or place_in(listed["where"]) is not None):
        place = {} if listed["where"] is None else {"place": place_in(listed["where"])}
        return {"weekdays": weekdays} | place
    if re.match(
        rf"^{core}{COUNT}(?: ?(?:-|–|to|or) ?{COUNT})?[ -]?(?:x|times|days?|sessions?|workouts?)(?: ?(?:a|per|each|every|/) ?week| weekly)(?: (?:from now on|now))?$|^(?:i )?(?:can |only )*train (?:{COUNT} days|(?:only )?(?:once|twice) (?:a|per) week)$|^i (?:can|could) (?:only )?train every day$",
        text,
    ):
        days = days_in(text)
        return {} if days is None or re.match(r"^i want to|^i(?:'d| would) like to", text) else {"days": days}
    if re.match(
        rf"^{core}(?:\d{{1,3}}|an|one|two|half an|1\.5)[ -]?(?:m|min|mins|minutes|h|hours?|hrs?)(?: and a half)?(?: (?:a|per|each|every|for a|for each) (?:session|workout|day|time|training)| each| (?:long )?sessions| at most)$|^sessions? (?:of|are|should be|can be|last) .*(?:min|h|hour)",
        text,
    ):
        minutes = minutes_in(text)
        return {} if minutes is None else {"minutes": minutes}
    minutes = minutes_in(text) if re.fullmatch(r"(?:about |up to )?\d{2,3} ?(?:min|mins|minutes)", text) else None
    return {} if minutes is None else {"minutes": minutes}


def _person(text: str) -> dict[str, Any]:
    """Level, health and goals, where the clause is about nothing else."""
    if re.match(
        r"^i(?:'m| am|'ve| have| used to)?\b|^(?:complete |total |absolute )?beginner|^(?:lifting|training|been|intermediate|advanced|new)\b",
        text,
    ):
        level = level_in(text)
        if level and len(text.split()) <= 14 and not re.search(r"\b(?:program|plan)\b", text):
            return level
        if conditions := conditions_in(text):
            return {"conditions": conditions}
    if _TRAIN_FOR.match(text) and not re.search(r"\d", text) and (goals := goals_in(text)):
        return {"goals": goals}
    return (
        {"olympic": not _LIFTS_ASIDE.search(text)} if _OLYMPIC.search(text) and re.match(r"^(?:i|no)\b", text) else {}
    )
