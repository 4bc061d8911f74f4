"""When the plan happens: skip, move, what was missed, deload, pause, resume, other days, what if."""

import re
from typing import Any

from agent.builtin.amounts import COUNT, count, minutes_in, weekdays_in
from agent.builtin.following import DAY_TO_COME, day_word
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import WEEKDAY

_ONE = r"(?:it|this|this one|that|the|my|this|next|the next|session|workout|training|one)"
_DAYS = rf"(?:today|tomorrow|tonight|yesterday|(?:on )?{WEEKDAY}|mon|tue|wed|thu|fri|sat|sun)"
_SKIP = re.compile(
    rf"^(?:i(?:'ll| will| want to| need to| have to|'d like to|'m going to| must)? )?(?:skip|skipping|leave out|cancel)(?: (?:the |my )?(?:(?P<day>{_DAYS})(?:'s)?(?: (?:session|workout|training))?|{_ONE}(?: (?:session|workout|training|one))?(?: (?:for |on )?(?P<day2>{_DAYS}))?))(?:,? (?:because|since|cause|cos|as|:|-)(?: of)? ?(?P<why>.+))?$"
    rf"|^(?:i )?(?:can't|cannot|won't|can not|couldn't|am not able to)(?: (?:make it|train|work out|come|go|lift|do (?:it|the session)|make the session|go to the gym|training))(?: (?:on |this )?(?P<day3>{_DAYS}))?(?:,? (?:because|since|cause|cos|as|:|-)(?: of)? ?(?P<why2>.+))?$"
    rf"|^(?:no|not) (?:training|session|workout|gym)(?: (?P<day4>{_DAYS}))(?:,? (?P<why3>.+))?$|^(?:i )?(?:need|want|take|taking|have)(?: a)? (?:day off|rest day)(?: (?P<day5>{_DAYS}))?$"
)
_MOVE = re.compile(
    rf"^(?:can i |could i |i want to |i'd like to |i need to |i have to )?(?:move|push|postpone|reschedule|shift|delay|put|pull)(?: (?:the |my )?(?:(?P<day>{_DAYS})(?:'s)?(?: (?:session|workout|training))?|{_ONE}(?: (?:session|workout|training|one))?(?: (?:of|from|on) (?P<day2>{_DAYS}))?))(?: (?:back|forward|off|over))? (?:to|until|till|on) (?P<to>{DAY_TO_COME})(?: instead)?$"
    rf"|^(?:can i |could i |i want to |i'd rather |i'll |let me |i will )?(?:do|train|have|make)(?: (?:it|this|that|the session|(?P<day3>{_DAYS})(?:'s)? (?:session|workout)))? (?:on )?(?P<to2>tomorrow|{WEEKDAY})(?: instead(?: of (?P<day4>{_DAYS}))?| rather than (?P<day5>{_DAYS}))$"
    rf"|^(?P<to3>tomorrow|{WEEKDAY}) instead of (?P<day6>{_DAYS})$|^(?:can i|could i) (?:do|train) (?P<day7>{WEEKDAY}|today)'s (?:session|workout) (?:on )?(?P<to4>{DAY_TO_COME})$"
)
_PAST = re.compile(r"\b(?:yesterday|last|ago)\b")
_MISSED = re.compile(
    rf"^(?:sorry,? )?(?:i(?:'ve| have)? )?(?:missed|skipped)(?: (?:my|the|a|an|all|all of|some|both|last|this|two|three|four|\d|{COUNT}|few|couple|of|on|whole|past))*(?: (?:week'?s?|weeks|{WEEKDAY}(?:'s)?|yesterday(?:'s)?|sessions?|workouts?|trainings?|days?|one|mon|tue|wed|thu|fri|sat|sun|months?|it))+(?:[ ,]+(?:because|since|as|and|on|of|this|last|work|was|i|from).*)?$"
    rf"|^(?:i )?(?:couldn't|could not|didn't|did not|haven't|have not|wasn't able to)(?: (?:manage to|get to|make it to|been able to))? ?(?:train(?:ed)?|work(?:ed)? out|lift(?:ed)?|go|been|make it|the gym|make the session|been to the gym|do (?:my|the|any) (?:session|workout|training)s?)\b(?: (?:at all|to the gym|anything))?(?: (?:on |for |in |since |all )*(?:last week|this week|{WEEKDAY}|yesterday|{COUNT} (?:days?|weeks?|months?)|the last .*|the past .*|a while|a week|a month))?(?:[ ,]+(?:because|since|as|and).*)?$"
    rf"|^(?:i was|been|i've been) (?:away|on (?:holiday|vacation)|travell?ing|off|busy)(?: (?:for |all |the )*(?:last week|this week|{COUNT} (?:days?|weeks?|months?)|week))?$|^(?:sort out|what about|catch up(?: on)?) (?:my |the |what i )?missed(?: sessions?| workouts?)?$|^missed (?:last week|yesterday|{WEEKDAY}|a (?:session|week)|my session|{COUNT} (?:sessions|days|weeks)|training)$"
)
_DELOAD = re.compile(
    r"^(?:(?:i |i'd |we )?(?:think i )?(?:need|want|like|would like|take|have|do|insert|add|plan|schedule|give me|make|make this|time for|start|propose|can i have|can i get|do i need|should i (?:take|do|have)|should i|is it time for|am i due for|when is my next|let me|to)(?: (?:to|a|an|the|this|it|have|take|next))* )?(?:de-?load|deloading|recovery week|rest week|easy week|light week)(?: (?:week|please|now|this week|next week|time|due|asap))*$"
)
_CHANGE = re.compile(
    r"^(?:i(?:'d like to| want to| need to|'ll|'m going to| have to)? )?(?:(?P<pause>pause|freeze|put (?:.*) on (?:hold|pause|ice)|interrupt|suspend)|(?P<resume>resume|unpause|continue(?: with)?|go on with|restart|pick up|unfreeze|back to|i'm back,? resume)|(?P<end>end|stop|quit|cancel|delete|drop|abandon|finish|get rid of|remove))"
    r"(?: (?:doing|following))?(?: (?:my|the|this|with my|with the|current))*(?: (?P<what>program|programme|plan|training plan|training program|training|stronglifts|gzclp|nsuns|ppl|5/3/1|531|texas method|madcow|greyskull|smolov|starting strength|couch to 5k|c25k|it))?(?P<rest>(?: (?:from|on|starting|until|till|for|because|today|now|tomorrow)\b.*)?)$"
)
_NAMES = (
    "stronglifts",
    "gzclp",
    "nsuns",
    "ppl",
    "5/3/1",
    "531",
    "texas method",
    "madcow",
    "greyskull",
    "smolov",
    "starting strength",
    "couch to 5k",
    "c25k",
)
_PROGRAM = (*_NAMES, "program", "programme", "plan", "training plan", "training program")
_ON = re.compile(
    rf"\b(?:from|on|starting)(?: on)? (?P<day>tomorrow|today|next week|(?:next )?{WEEKDAY}|\d{{4}}-\d\d-\d\d)\b|^ ?(?P<bare>tomorrow)$"
)
_OTHER_DAYS = re.compile(
    r"^(?:(?:i(?:'d)? (?:can|could|will|have to|want to|need to|must|like to|prefer to)(?: (?:only|just|rather))? (?:train|work ?out|lift|go)|(?:change|move|switch|set|shift)(?: (?:my|the|training|workout|session|program|plan|gym))*(?: days?)?(?: to)?|make it|my (?:training )?days are|train|training)(?: now)?(?: only)? ?(?:on |to )?).*"
)
_FEWER = re.compile(
    rf"^(?:i can|i could|i will|i have to|i'll|we can)?(?: only| just)? ?(?:train |have |do |make it |manage )?(?:only |just )?({COUNT}) (?:days?|times|sessions)(?: (?:a|per) week)? (?:now|from now on|any ?more)$"
)
_WHAT_IF = re.compile(
    r"^(?:what|how)(?:'s| is)?(?: would (?:it|that|the plan|my plan|a program) (?:be|look))? ?(?:if|about|with|happens if|like (?:with|if))\b(?: (?:i|we|only|just|had|did|do|train|trained|have|can|could|took|went|to|on|for|with|it|was|were|would|made|it's))* (?P<what>.*(?:days?|times|sessions?|min\w*|hours?|weeks?).*)$|^what would (?P<would>.+(?:days?|minutes?|hours?)) (?:look like|be like|be)$|^compare (?:with |to )?(?P<vs>\d days?.*)$"
)


_PLURAL = rf"{WEEKDAY}'?s|weekends"
_DAY_WORDS = rf"(?:{WEEKDAY}(?:'?s)?|weekends)(?:(?:,? (?:and|or|&) |, ?|/){WEEKDAY}(?:'?s)?)*"
WEEKEND = ["saturday", "sunday"]
_FOR_GOOD = r"any ?more|any longer|from now on|ever|at all"
_NOT_ON = re.compile(
    rf"^(?=.*\b(?:{_PLURAL}|{_FOR_GOOD})\b)(?:(?:i )?(?:actually |really )?(?:can't|cant|cannot|can not|can no longer|can never|don't|dont|do not|won't|wont|never|no longer|am not able to|would rather not|don't want to|prefer not to)"
    rf"(?: (?:train|work ?out|lift|exercise|make it|make|do (?:it|training|workouts?)|do|go(?: to the gym)?|want to train|have time))?|(?:please )?(?:no|not|never)(?: more)?(?: (?:training|train|workouts?|sessions?|lifting|gym))?)"
    rf"(?: on| at| for)?(?: the)? (?:{_DAY_WORDS})(?: (?:{_FOR_GOOD}|now|please))*$"
    rf"|^(?:{_PLURAL})(?:,? (?:and|or|&) (?:{_PLURAL}))*(?: are| is)? (?:(?:out|off|impossible|no good|not possible|my rest days?|rest days?|don't work|dont work|never work)(?: for me)?)(?: (?:{_FOR_GOOD}|now|please))*$"
)
"""Days that go for good; of a single Saturday nothing follows for the next."""


def scheduling(heard: Heard) -> list[Call]:
    """The calls that a clause means about when the plan happens; none if it is about something else."""
    for read in (_what_if, _change, _skip, _move, _missed, _deload, _days):
        if calls := read(heard):
            return calls
    return []


def _first(found: re.Match[str], *names: str) -> str | None:
    groups = found.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def _on(day: str | None) -> dict[str, Any]:
    return {} if day is None or day == "tonight" else {"day": day_word(day)}


def _again(heard: Heard) -> dict[str, Any]:
    return {"anyway": True} if "anyway" in heard.reach else {}


def _without_anyway(heard: Heard) -> str:
    return re.sub(r"[, ]*\b(?:anyway|anyways|after all)\b", "", heard.full).strip(" ,.")


def _skip(heard: Heard) -> list[Call]:
    found = _SKIP.match(_without_anyway(heard))
    if found is None or (
        heard.focus == "log" and not heard.names_plan and not _first(found, "day", "day2", "day3", "day4", "day5")
    ):
        return []
    if heard.full.startswith(("cancel it", "cancel that", "cancel this")) and heard.focus != "plan":
        return []
    day, why = _first(found, "day", "day2", "day3", "day4", "day5"), _first(found, "why", "why2", "why3")
    if day == "yesterday":
        return [Call("sort_out_missed", _again(heard))]
    return [Call("skip_session", _on(day) | ({"because": why.strip()} if why else {}) | _again(heard))]


def _move(heard: Heard) -> list[Call]:
    found = _MOVE.match(_without_anyway(heard))
    if found is None:
        return []
    day, to = _first(found, *(f"day{n}" for n in ("", 2, 3, 4, 5, 6, 7))), _first(found, "to", "to2", "to3", "to4")
    if to is None or _PAST.search(to) or to == "today" or (day and _PAST.search(day)):
        return []
    certain = to in ("tomorrow", "next week") or day == "today" or "instead" in heard.full or "session" in heard.full
    if heard.focus == "log" and not (to in ("tomorrow", "next week") or "instead" in heard.full):
        return []
    return (
        [Call("move_session", {"to": day_word(to)} | _on(day) | _again(heard))]
        if certain or heard.focus == "plan" or not re.search(r"\bworkout\b|\b(?:it|that|this)\b", heard.full)
        else []
    )


def _missed(heard: Heard) -> list[Call]:
    if heard.beside_log or not _MISSED.match(_without_anyway(heard)):
        return []
    return [Call("sort_out_missed", _again(heard))]


def _deload(heard: Heard) -> list[Call]:
    return [Call("propose_deload", _again(heard))] if _DELOAD.match(_without_anyway(heard)) else []


def _change(heard: Heard) -> list[Call]:
    found = _CHANGE.match(_without_anyway(heard))
    if found is None or heard.is_asked:
        return []
    what = found["what"]
    if what not in _PROGRAM:
        if found["end"] or not (
            what in ("training", "it")
            or (what is None and not found["rest"])
            or re.match(r" (?:from|on|until|for|starting)", found["rest"])
        ):
            return []
        if what == "it" and heard.focus != "plan":
            return []
    kind = "pause" if found["pause"] else "resume" if found["resume"] else "end"
    if found["end"] and found["end"] == "finish":
        return []
    on = _ON.search(found["rest"] or "")
    day = None if on is None or kind == "end" else on["day"] or on["bare"]
    when = {} if day is None or day == "today" else {"on": day}
    return [Call("change_program", {"what": kind} | when | _again(heard))]


def _days(heard: Heard) -> list[Call]:
    """Other training days: kept for later plans, and the program of now moved to them."""
    if heard.is_asked:
        return []
    text = _without_anyway(heard)
    if found := _FEWER.match(text):
        days = count(found[1])
        return [Call("update_planning", {"days": days})] if 1 <= days <= 7 else []
    if found := _NOT_ON.match(text):
        off = WEEKEND if "weekends" in found[0] else weekdays_in(found[0], least=1)
        return [Call("update_planning", {"not_on": off})]
    weekdays = weekdays_in(text)
    changes = re.search(r"\b(?:now|from now on|instead|change|switch|move|shift|only)\b", text) is not None
    if len(weekdays) < 2 or not changes or not _OTHER_DAYS.match(text) or re.search(r"\d", text):
        return []
    return [
        Call("update_planning", {"weekdays": weekdays}),
        Call("change_program", {"what": "days", "weekdays": weekdays} | _again(heard)),
    ]


def _what_if(heard: Heard) -> list[Call]:
    found = _WHAT_IF.match(heard.full)
    if found is None:
        return []
    what = found["what"] or found["vs"] or found["would"]
    if re.search(r"\b(?:add|another|extra|more|less|fewer|drop)\b", what):  # than what is not known here
        return []
    args: dict[str, Any] = {}
    if (days := re.search(rf"\b({COUNT}) ?(?:x\b|days?|times|sessions?)", what)) and 1 <= count(days[1]) <= 7:
        args["days"] = count(days[1])
    if (minutes := minutes_in(what)) is not None:
        args["minutes"] = minutes
    if args and (weeks := re.search(r"\b(\d{1,2}) weeks?\b", what)):
        args["weeks"] = int(weeks[1])
    return [Call("what_if", args)] if args else []
