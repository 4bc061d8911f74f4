"""Fitting a session to the day: less time, other equipment, easier or harder, how somebody slept and feels."""

import re
from typing import Any

from agent.builtin.amounts import minutes_in
from agent.builtin.equipment import THING, equipment_in, named_in, place_in, things_in
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.words import MUSCLE

_AMOUNT = r"(?:about |around |maybe |max |at most |like |up to )*(?:\d{1,3} ?(?:m|min|mins|minutes)|(?:an|one|half an|1|1\.5|two|2) ?(?:h|hours?|hrs?)(?: and a half)?)"
_TIME = re.compile(
    rf"^(?:i(?:'ve)? |we |there(?:'s| is| are) |have )?(?:only |just )*(?:have |got |have got |had )?(?:only |just )*(?:time for )?{_AMOUNT}(?: (?:left|time|for (?:it|training|this|the session)|to (?:train|spare|work out|lift)|tops|max|only))*$"
    rf"|^(?:i'm )?(?:short on time|in a (?:hurry|rush)|pressed for time|little time|not much time|no time)[,:]? (?:i have |only |just |got )*{_AMOUNT}.*$"
    rf"|^(?:make|cut|shorten|keep|squeeze|fit|trim|get)(?: (?:it|this|that|the|my|today's|session|workout|training|down|a|into|under|to|in|within|everything))* {_AMOUNT}$|^(?:can (?:i|we) )?(?:do|finish) (?:it|this|that|the session)? ?(?:in|within|under) {_AMOUNT}$|^(?:the )?sessions? in {_AMOUNT}$|^(?:a )?{_AMOUNT} (?:session|workout|version)$"
)
_BARE_TIME = re.compile(rf"^{_AMOUNT}$")
_TRAINED = re.compile(r"\b(?:ran|run|rode|ride|rowed|swam|biked?|walk(?:ed)?|cardio|treadmill|did)\b")
_NO_THING = re.compile(
    rf"\b(?:no|without(?: a| an| the| my)?|don't have (?:a|an|the|any|my)?|have no|there's no|is no|haven't got (?:a|any))\b (?:\w+ ){{0,2}}?{THING}|\b{THING}(?: station| area)?s? (?:is|are|'s)(?: all| always| still)? (?:taken|busy|occupied|in use|broken|gone|full|missing|not (?:there|free|available)|unavailable|out of order)"
)
_ONLY = re.compile(
    rf"^(?:i(?:'ve)? )?(?:only|just)(?: (?:have|got|with|use|using|a|an|my|the|some))* {THING}.*$|^(?:i )?(?:only |just )*(?:have|got)(?: (?:only|just|a|an|my|the|some))* {THING}(?: .*)?$|^(?:with )?(?:only |just ){THING}.*$|^{THING}(?:(?:,| and| or) (?:a |an )?{THING})* only$"
)
_WHERE = re.compile(
    r"^(?:i'm |i am |i'll be |we're |training |i train |train |working out |staying )?(?:today )?(?:at|in) (?:a |an |the |my )?(?P<place>hotel(?: gym| room)?|home|the gym|gym|office gym|park|outdoors|airbnb)(?: (?:gym|now|tonight))?$|^(?:i'm |i am |i'll be )?(?P<travel>travell?ing|on the road|on (?:a )?(?:business )?trip|away from home|on (?:holiday|vacation))(?: (?:for work|now))?$|^(?P<hotel>hotel gym|hotel)$"
)
_AWAY = re.compile(
    r"^(?:i'm |i am |i'll be |we're )?(?:travell?ing|at (?:a|the|my) hotel|in a hotel|on the road|on a (?:business )?trip)\b|^(?:only |just )?(?:a |the )?hotel gym\b"
)
_NOTHING = re.compile(
    r"^(?:(?:the |my )?gym is (?:closed|shut)[, ]*(?:and |so )?)?(?:i(?:'ve)? )?(?:have |got |there's |with )?(?:no (?:equipment|gear|weights|kit|gym)|nothing(?: to train with)?|(?:only |just )?(?:my )?body ?weight(?: only)?)(?: here| available| at all)?$"
)
_SCALE = re.compile(
    r"^(?:(?:make|do|have|keep|want|need|like|give me|i want|i need|i'd like|can i have|can it be|go|going|take|something|let me)(?: (?:to|it|this|that|the|today's|my|session|workout|training|plan|do|have|things|week|make|a|me|go|something))* )?(?:(?:a )?(?:bit|little|lot|touch) |much |way |slightly |even |a |something |somewhat )*(?P<how>easier|easy|harder|hard|lighter|light|heavier|heavy|tougher|more intense|less intense|more challenging|gentler)(?: (?:session|workout|one|day|training|version|week))?$"
    r"|^(?P<ease>take it easy|go easy|dial it (?:back|down)|tone it down)$|^(?P<push>push me(?: (?:harder|more))?|step it up|turn it up|dial it up|i want more)$|^(?:(?:that|this|it|the session|today's session)(?:'s| is)? )?(?:looks?|seems?|sounds?)(?: (?:way|much|a bit|a little|really|far))? too (?P<looks>easy|light|hard|heavy|much)$"
)
_BARE_SCALE = re.compile(r"^(?:easy|hard|light|heavy|a bit hard|a bit easy)$")
_SLEPT = re.compile(
    r"\b(?:slept|sleep|got|had)\b(?: (?:for|only|about|just|like|maybe|around|was|of|:))* (\d{1,2}(?:[.,]\d{1,2})?) ?(?:h(?:ou)?rs?|h)?\b(?!/10| ?(?:kg|lbs?|min|x|sets?|reps?))"
)
_HOURS_OF = re.compile(r"\b(\d{1,2}(?:[.,]\d)?) ?(?:h|hrs?|hours?) (?:of )?sleep\b")
_SLEPT_HOW = re.compile(
    r"\b(?:slept|sleep was|sleep)(?: (?:really|very|so|pretty|quite))? (?P<how>terribl[ey]|horribl[ey]|awful(?:ly)?|like shit|bad(?:ly)?|poor(?:ly)?|ok(?:ay)?|well|good|great|amazing(?:ly)?|like a baby|like a rock)\b|\b(?P<none>barely slept|didn't sleep|hardly slept|no sleep)\b"
)
_QUALITY = (
    ("terr", 1.0),
    ("horr", 1.0),
    ("awful", 1.0),
    ("like sh", 1.0),
    ("bad", 2.0),
    ("poor", 2.0),
    ("ok", 3.0),
    ("well", 4.0),
    ("good", 4.0),
)
_SCORE = r"(?: (?:is|was|at|of|level|levels|around|about|today|:|=))*:? ?(\d{1,2}(?:[.,]5)?)(?: ?/ ?10| out of 10)?\b"
_ENERGY, _STRESS, _MOOD = (re.compile(rf"\b{name}{_SCORE}") for name in ("energy", "stress(?:ed)?", "mood"))
_TIRED = re.compile(
    r"\b(?:(?P<none>exhausted|wiped out|wrecked|no energy|dead tired|completely tired|drained|knackered|burn(?:ed|t) out)|(?P<low>low (?:on )?energy|very tired|really tired|so tired|super tired|low energy)|(?P<tired>tired|sluggish|fatigued)|(?P<high>full of energy|lots of energy|energi[sz]ed|fresh|feel(?:ing)? (?:great|amazing|strong)))\b"
)
_STRESSED = re.compile(
    r"\b(?:(?P<very>very|really|so|super|extremely|totally) stressed|(?P<a_bit>a bit|a little|slightly|somewhat) stressed|(?P<some>stressed(?: out)?|stressful (?:day|week)|a lot of stress|lots of stress))\b"
)
_SORE = re.compile(
    rf"\b(?:my |both )?(?P<muscle>{MUSCLE})(?: (?:is|are|feel|feels|still|a bit|very|really|so|super|pretty|quite|slightly|and))*[ ,]*(?:sore(?:ness)?|doms)(?: (?:is|at|of|like|about|a))*:? ?(?P<n>\d{{1,2}})?(?: ?/ ?10)?|\b(?:sore|doms in(?: my)?)(?: (?:my|the))* (?P<muscle2>{MUSCLE})[ ,:]*(?P<n2>\d{{1,2}})?(?: ?/ ?10)?|\bsore(?:ness)?(?: (?:all over|everywhere|is|at|of|level))*:? ?(?P<n3>\d{{1,2}})(?: ?/ ?10)?|\b(?P<all>sore (?:all over|everywhere)|everything (?:is )?sore)"
)
_JOINTS = re.compile(r"^(?:shoulder|neck|lower back|back)$")
SHORT_NIGHT_H = 6.5
"""A night below this bears on today's session without further words."""


def adapting(heard: Heard) -> list[Call]:
    """The calls that fit a session to what a clause says of the day; none if it says nothing of that."""
    for read in (_time, _equipment, _scaled):
        if not heard.beside_log and (calls := read(heard)):
            return calls
    return []


def _time(heard: Heard) -> list[Call]:
    if _TRAINED.search(heard.full) or re.search(r"\b(?:a|per|each|every) (?:session|workout|day|time)\b", heard.full):
        return []
    if not _TIME.match(heard.text) or (
        _BARE_TIME.match(heard.text) and not (heard.focus == "plan" or heard.text != heard.full)
    ):
        return []
    minutes = minutes_in(heard.text)
    if minutes is None or not 10 <= minutes <= 240 or (heard.focus == "log" and heard.text.startswith("make")):
        return []
    known = [Call("update_planning", {"minutes": minutes})] if heard.scope == "program" else []
    return [*known, Call("shorten_session", {"minutes": minutes} | heard.reach)]


def _equipment(heard: Heard) -> list[Call]:
    text = heard.text
    if (
        heard.is_asked
        or re.search(r"\d ?(?:kg|lbs?|x)", text)
        or re.match(r"^(?:never|i (?:like|love|hate)|at home i|in my)\b", text)
    ):
        return []
    if _NOTHING.match(text):
        return (
            [Call("adapt_to_equipment", {"place": "nothing"} | heard.reach)]
            if text != "nothing" or heard.is_today
            else []
        )
    if _NO_THING.search(text) and (missing := named_in(text)) and len(text.split()) <= 16:
        where = {"place": "hotel"} if "hotel" in text else {}
        return [Call("adapt_to_equipment", {"without": missing} | where | heard.reach)]
    if _ONLY.match(text) and (_bounded(heard) or re.match(rf"^(?:only|just|with only) |^{THING}.* only$", text)):
        there = things_in(text)
        return [Call("adapt_to_equipment", {"equipment": there} | heard.reach)] if there else []
    return _where(heard)


def _where(heard: Heard) -> list[Call]:
    found = _WHERE.match(heard.text)
    if found is None:
        there = things_in(heard.text)
        if not _AWAY.match(heard.text) or len(heard.text.split()) > 16 or re.search(r"\d", heard.text):
            return []
        return [Call("adapt_to_equipment", {"place": "hotel"} | ({"equipment": there} if there else {}) | heard.reach)]
    where = found["place"] or found["hotel"] or "hotel"
    if where in ("park", "outdoors"):
        return [Call("adapt_to_equipment", {"place": "nothing"} | heard.reach)]
    place = "hotel" if re.search(r"hotel|airbnb|office", where) else "gym" if "gym" in where else where
    usual = heard.text.startswith("i train ") and not heard.is_today and "scope" not in heard.reach
    if place in ("home", "gym") and (usual or not _bounded(heard)):
        return []
    things = equipment_in(heard.text) if place == "hotel" else None
    return [Call("adapt_to_equipment", {"place": place} | ({"equipment": things} if things else {}) | heard.reach)]


def _bounded(heard: Heard) -> bool:
    """Whether it is said to be so only for now, so that it is no fact to keep."""
    return (
        heard.is_today
        or "scope" in heard.reach
        or heard.focus == "plan"
        or re.search(r"\bhere\b", heard.full) is not None
        or place_in(heard.full) == "travel"
    )


def _scaled(heard: Heard) -> list[Call]:
    text = heard.text
    found = _SCALE.match(text)
    if found is None or (_BARE_SCALE.match(text) and heard.text == heard.full) or heard.is_asked:
        return []
    if (
        heard.focus == "log"
        and re.match(r"^(?:make|it|that)", text)
        and found["how"] in ("light", "heavy", "hard", "easy")
    ):
        return []
    word = found["how"] or found["looks"] or ""
    easier = (
        found["ease"] or re.match(r"eas|light|less|gentl", word)
        if not found["looks"]
        else word in ("hard", "heavy", "much")
    )
    return [Call("scale_session", {"how": "easier" if easier else "harder"} | heard.reach)]


def wellness(heard: Heard) -> dict[str, Any]:
    """The arguments of ``check_readiness`` that a clause holds; empty if it says nothing of sleep, energy, stress or soreness."""
    text = heard.full
    if (
        heard.is_asked
        or re.match(r"(?:how|what|which|am i|are my|is my|did|do|why|when)\b", text)
        or re.search(r"\b(?:yesterday|last (?:week|month)|ago)\b|\d ?[x×] ?\d", text)
    ):
        return {}
    args: dict[str, Any] = {}
    if slept := (_SLEPT.search(text) if re.search(r"\b(?:sle[ep]t?)", text) else None) or _HOURS_OF.search(text):
        hours = float(slept[1].replace(",", "."))
        args |= {"sleep_h": hours} if hours <= 16 else {}
    if found := _SLEPT_HOW.search(text):
        args["sleep_quality"] = (
            1.0 if found["none"] else next((score for word, score in _QUALITY if found["how"].startswith(word)), 5.0)
        )
    for name, pattern in (("energy", _ENERGY), ("stress", _STRESS), ("mood", _MOOD)):
        if (found := pattern.search(text)) and 1 <= (value := float(found[1].replace(",", "."))) <= 10:
            args[name] = value
    if sore := _soreness(text):
        args["soreness"] = sore
    if heard.beside_log:
        return args if len(args) > 1 or "energy" in args else {}
    if (
        "energy" not in args
        and (found := _TIRED.search(text))
        and (args or heard.focus == "plan" or found["none"] or found["low"])
    ):
        args["energy"] = 2.0 if found["none"] else 3.0 if found["low"] else 4.0 if found["tired"] else 9.0
    if "stress" not in args and (found := _STRESSED.search(text)) and "not" not in text.split():
        args["stress"] = 9.0 if found["very"] else 5.0 if found["a_bit"] else 7.0
    return args


def _soreness(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in _SORE.finditer(text):
        muscle = each["muscle"] or each["muscle2"] or "all"
        number = each["n"] or each["n2"] or each["n3"]
        if _JOINTS.match(muscle) and number is None:
            continue
        very, bit = (
            re.search(r"\b(?:very|really|so|super|extremely)\b", text),
            re.search(r"\b(?:a bit|a little|slightly)\b", text),
        )
        value = float(number) if number else 8.0 if very else 3.0 if bit else 6.0
        if value <= 10:
            found[muscle] = value
    return found


def feels(heard: Heard) -> list[Call]:
    """The readiness check-in that a clause means: a short night, or anything else than how long somebody slept."""
    args = wellness(heard)
    if not args or len(heard.full.split()) > 30:
        return []
    only_sleep = set(args) == {"sleep_h"}
    if only_sleep and (heard.beside_log or (args["sleep_h"] >= SHORT_NIGHT_H and heard.focus != "plan")):
        return []
    return [Call("check_readiness", args)]
