"""Changing single exercises of the plan: swap, add, drop, other loads and sets, and rules that every plan keeps."""

import re
from dataclasses import replace
from typing import Any

from agent.builtin.corrections import NUM, UNIT
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import movement_of
from tools.planning.current import NONE

_X = r"[a-z][a-z0-9' -]*?"
_SWAP = re.compile(
    rf"^(?:i(?:'d like to| want to| need to)? )?(?P<verb>swap|switch|replace|exchange|substitute|change|sub)(?: out)? (?!for |to |with )(?:the |my |planned )?(?P<what>{_X})(?: out)?(?: (?:for|with|by|to|against|into) (?:the |some |a |an )?(?P<by>{_X}))?$"
)
_INSTEAD = re.compile(
    rf"^(?:(?:can|could|may|should) i |i(?:'d)? (?:want to |like to |rather |prefer |prefer to |would rather |will )?)?(?:do |have |use |make it |try )?(?:the |some |a )?(?P<by>{_X}) (?:instead of|rather than|in place of|not|over) (?:the |my |doing )?(?P<what>{_X})$"
)
_RATHER_NOT = re.compile(
    rf"^(?:i )?(?:don't want (?:to do )?|don't feel like (?:doing )?|would rather not do |can't do |cannot do |can't be bothered with )(?:the |any )?(?P<what>{_X})$|^(?:(?:something|anything|another exercise|an exercise|an alternative|alternative|a substitute|a swap|give me something)(?: else)?(?: for| instead of| than| to)) (?:the |my )?(?P<what2>{_X})$"
)
_KIND = re.compile(
    rf"^(?:(?:i (?:want|need) |give me |do )?(?:something |anything |an |a )?(?P<how>easier|simpler|harder|tougher|more difficult|more challenging|less technical)(?: (?:variation|version|alternative|exercise|option|variant|one|thing))?(?: (?:than|of|for|to|instead of)) (?:the |my )?(?P<what>{_X}))$|^make (?:the |my )?(?P<what2>{_X}) (?P<how2>easier|simpler|harder)$|^(?P<how3>regress|progress) (?:the |my )?(?P<what3>{_X})$"
)
_OPTIONS = re.compile(
    rf"^(?:(?=alternatives?|options|substitutes?)|what(?:'s| is| are| can)?|which|show(?: me)?|any|list|are there)\b.*?\b(?:options|alternatives?|substitutes?|instead|swap|swaps|variations?|(?P<how>easier|harder|simpler)|(?P<anti>antagonist|superset))\b(?:.*?\b(?:for|of|to|than|with|instead of))? (?:the |my )?(?P<what>{_X})$"
)
_ADD = re.compile(
    rf"^(?:i(?:'d like to| want to)? )?(?:add|include|put in|throw in|insert|program|plan|give me)(?: (?:in|some|more|a few|extra|also|the))* (?:(?P<sets>\d{{1,2}}) ?(?:x|×|sets? of) ?(?:(?P<reps>\d{{1,2}})(?: reps)?(?: of)? )?)?(?:of )?(?P<what>{_X})(?:,? (?P<sets2>\d{{1,2}}) ?(?:x|×|sets? of) ?(?P<reps2>\d{{1,2}}))?(?: at the end)?(?: (?:to|in|into|on) (?:the |my |today's )?(?:plan|program|session|workout))?$"
)
_DROP = re.compile(
    rf"^(?:i(?:'d like to| want to)? )?(?P<verb>drop|leave out|leave|cut(?: out)?|lose|skip|take out|remove|delete|scrap|get rid of|ditch|kick out)(?: the| my| any| planned)* (?P<what>{_X})(?: (?:from|in|of) (?:the |my |today's )?(?:plan|program|session|workout))?(?: out)?$|^(?:no|without) (?:more )?(?P<what2>{_X})$"
)
_MORE_OR_LESS = re.compile(
    rf"^(?:make |do |put |take |have )?(?:the |my )?(?P<what>{_X}) (?:(?:by |at )?(?P<n>{NUM}) ?(?P<unit>%|percent|{UNIT})? ?(?P<dir>lighter|heavier|less|more|down|up|lower|higher)|(?P<bare>(?:a bit |a little |slightly |much )?(?:lighter|heavier)))$"
    rf"|^(?P<n2>{NUM}) ?(?P<unit2>%|percent|{UNIT}) ?(?P<dir2>lighter|heavier|less|more|lower|higher) (?:on |for |in )?(?:the |my )?(?P<what2>{_X})$|^(?P<verb>lower|raise|reduce|increase|drop|bump)(?: the| my)? (?P<what3>{_X}) by (?P<n3>{NUM}) ?(?P<unit3>%|percent|{UNIT})?$|^(?P<bare4>lighter|heavier|lower|reduce|raise|increase)(?: the| my)? (?P<what4>{_X})(?: weights?| loads?)?$"
)
_TO_LOAD = re.compile(
    rf"^(?:lower|raise|reduce|increase|drop|set|put|make|change|plan|do)?(?: the| my| planned)* ?(?P<what>{_X}) (?:(?:to|at|with|on) )?(?P<load>{NUM}) ?(?P<unit>{UNIT})?(?: instead)?$"
)
_SETS = re.compile(
    rf"^(?:make (?:it|that) |do |only |just |let me do |i want |give me )*(?P<sets>\d{{1,2}}) sets?(?: (?:of|for|on) (?P<reps>\d{{1,2}})(?: reps)?(?: (?:of|for|on))?)?(?: (?:of|for|on|in))? (?:the |my )?(?P<what>{_X})(?P<end> instead(?: of \d+)?(?: sets)?| only)?$|^(?:only |just |make |change |set )?(?:the |my )?(?P<what2>{_X})(?: with| for| to|:| only)* (?P<sets2>\d{{1,2}}) sets?(?P<end2> instead| only)?$"
)
_REPS = re.compile(
    rf"^(?P<reps2>\d{{1,2}}) reps(?P<end2> instead of \d+(?: reps)?) (?:on|for|of|in) (?:the |my )?(?P<what2>{_X})$|^(?:make (?:it|that) |do |only |just |i want |sets of )*(?P<reps>\d{{1,2}})(?:(?:-|–| to )(?P<to>\d{{1,2}}))? reps(?: (?:instead )?(?:of|for|on|in|per set))* (?:the |my |\d+ (?:on|for) )?(?P<what>{_X})(?P<end> instead)?$"
)
_RIR = re.compile(
    rf"^(?:leave |keep |stop with )(?P<rir>\d)(?: reps?)? (?:in reserve|in the tank|rir)(?: (?:on|for|in|with) (?:the |my )?(?P<what>{_X}))$|^(?P<what2>{_X}) (?:at|with) (?P<rir2>\d) (?:rir|in reserve)$"
)
_RULES = (
    ("allow", re.compile(rf"^(?:you can |you may )?(?:program|plan|allow|include|use) (?P<what>{_X}) again$|^(?P<what2>{_X}) (?:are|is) (?:ok(?:ay)?|fine|allowed)(?: again)$|^allow (?P<what3>{_X})$|^i (?:(?:like|love|enjoy|can do) (?=.* (?:again|now)$)|(?:don't|do not|no longer) (?:really |actually )?(?:hate|mind|dislike|avoid) )(?P<what4>{_X})(?: again| any ?more| now)?$")),
    ("exclude", re.compile(rf"^(?:please )?(?:never(?: ever)?|don't(?: ever)?|do not|stop)(?: (?:program|programming|plan|planning|give|giving|include|put|use|add|me|want|do|with|any|in|my))* (?P<what>{_X})(?: (?:again|ever|any ?more|in my (?:plan|program)|ever again))*$|^(?:exclude|ban|avoid|blacklist) (?:all )?(?P<what2>{_X})(?: (?:forever|please))?$|^i (?:really |absolutely |just )?(?:hate|can't stand|don't like|dislike|do not like|never do|won't do|don't do|do not do|refuse to do|never want to do) (?:doing )?(?P<what3>{_X})$|^no (?:more )?(?P<what4>{_X}) (?:ever|ever again|in my (?:plan|program)|any ?more)$")),
    ("prefer", re.compile(rf"^i (?:really |also |do )?(?:like|love|enjoy|prefer) (?:doing |to do )?(?P<what>{_X})(?: (?:a lot|the most|most|best))?$|^my favou?rite (?:exercise|lift)s? (?:is|are) (?P<what2>{_X})$|^(?:more|give me more|i want more) (?P<what3>{_X}) please$")),
)  # fmt: skip
_IT = re.compile(r"^(?P<verb>make|change|set|swap|replace|drop|raise|lower|do) (?:it|that|this|them)\b")
_FOR_GOOD = re.compile(r"\b(?:for good|always|from now on|permanently|forever|in general)\b")
_PATTERN_WORDS = frozenset(("squat", "hinge", "lunge", "carry", "cardio", "conditioning", "jumping", "running"))


def editing(heard: Heard) -> list[Call]:
    """The calls that change exercises of the plan; none if a clause means something else, or the log."""
    if heard.amid_log and not heard.names_plan:
        return []
    if heard.focus == "plan" and heard.about is not None and movement_of(heard.about) is not None:
        heard = replace(heard, text=_IT.sub(rf"\g<verb> {movement_words(heard.about)}", heard.text))
    for read in (_rules, _kind, _swap, _changed, _added_or_dropped, _options):
        if calls := read(heard):
            return calls
    return []


def movement_words(exercise: str) -> str:
    """An exercise as somebody would type it."""
    return " ".join(re.sub(r"[^a-z' -]", " ", exercise.lower()).split())


def _named(found: re.Match[str], name: str) -> str:
    groups = found.groupdict()
    return next((groups[each] for each in (name, *(f"{name}{n}" for n in (2, 3, 4))) if groups.get(each)), "")


def _known(words: str) -> bool:
    return bool(words) and movement_of(words) is not None


def _rules(heard: Heard) -> list[Call]:
    return rules(heard.full)


def rules(text: str) -> list[Call]:
    """The rule about an exercise that a plain text states: 'never program burpees', 'i like dips'."""
    for kind, pattern in _RULES:
        found = pattern.match(re.sub(r"[, ]*\b(?:always|anyway)\b", "", text) if kind != "prefer" else text)
        what = _named(found, "what") if found else ""
        if _known(what) or (kind == "exclude" and what in _PATTERN_WORDS):
            return [Call("set_movement_rule", {"kind": kind, "exercise": what})]
    return []


def _kind(heard: Heard) -> list[Call]:
    found = _KIND.match(heard.text)
    what = _named(found, "what") if found else ""
    if found is None or not _known(what):
        return []
    easier = re.match(r"easi|simpl|less|regress", _named(found, "how"))
    return [Call("swap_planned", {"exercise": what, "kind": "regress" if easier else "progress"} | heard.reach)]


def _swap(heard: Heard) -> list[Call]:
    text = heard.text
    found = _SWAP.match(text)
    if found and _known(found["what"]):
        log = heard.focus == "log" and not heard.names_plan
        if found["by"] is None:
            return [] if found["verb"] == "change" else [_swapped(heard, found["what"], None)]
        if not _known(found["by"]) or log or not (heard.is_about_plan or "scope" in heard.reach or heard.is_today):
            return []
        return [*_for_good(heard, found["what"], found["by"]), _swapped(heard, found["what"], found["by"])]
    found = _INSTEAD.match(text)
    if found and _known(found["what"]) and _known(found["by"]) and not (heard.focus == "log" and not heard.names_plan):
        if re.match(r"^(?:what|i (?:did|meant|was)|it|that|did|was)\b", text):
            return []
        return [*_for_good(heard, found["what"], found["by"]), _swapped(heard, found["what"], found["by"])]
    found = _RATHER_NOT.match(text)
    what = _named(found, "what") if found else ""
    return [_swapped(heard, what, None)] if _known(what) else []


def _swapped(heard: Heard, what: str, by: str | None) -> Call:
    args = {"exercise": what} | ({} if by is None else {"by": by}) | heard.reach
    instead = None if by is None or heard.names_plan else (NONE, Call("replace_exercise", {"by": by, "exercise": what}))
    return Call("swap_planned", args, instead=instead)


def _for_good(heard: Heard, what: str, by: str) -> list[Call]:
    """What holds for good is a rule for later plans too."""
    if heard.scope != "program" or not _FOR_GOOD.search(heard.full):
        return []
    return [Call("set_movement_rule", {"kind": "substitute", "exercise": what, "by": by})]


def _added_or_dropped(heard: Heard) -> list[Call]:
    about = heard.is_about_plan or "scope" in heard.reach or heard.is_today
    if heard.focus == "log" and not heard.names_plan:
        about = False
    found = _ADD.match(heard.text)
    if found and _known(found["what"]):
        sets, reps = found["sets"] or found["sets2"], found["reps"] or found["reps2"]
        if sets and not about:
            return []
        args: dict[str, Any] = {"what": "add", "exercise": found["what"]}
        return [
            Call(
                "add_or_remove_planned",
                args | ({"sets": int(sets)} if sets else {}) | ({"reps": int(reps)} if reps else {}) | heard.reach,
            )
        ]
    found = _DROP.match(heard.text)
    what = _named(found, "what") if found else ""
    if found is None or not _known(what):
        return []
    planned = found["verb"] in ("drop", "leave out", "cut", "cut out", "lose", "skip", "ditch", "kick out", None)
    if not about and (not planned or heard.focus == "log"):
        return []
    return [
        Call(
            "add_or_remove_planned",
            {"what": "remove", "exercise": what} | heard.reach,
            instead=(NONE, Call("remove_exercise", {"exercise": what})),
        )
    ]


def _changed(heard: Heard) -> list[Call]:
    log = heard.focus == "log" and not heard.names_plan
    if (found := _MORE_OR_LESS.match(heard.text)) and _known(what := _named(found, "what")) and not log:
        return [Call("change_planned", {"exercise": what} | _by(found) | heard.reach)]
    if log or heard.is_asked:
        return []
    about = heard.is_about_plan or "scope" in heard.reach
    for pattern in (_SETS, _REPS, _RIR):
        found = pattern.match(heard.text)
        if found is None or not _known(what := _named(found, "what")):
            continue
        groups = found.groupdict()
        if not (
            about
            or groups.get("end")
            or groups.get("end2")
            or pattern is _RIR
            or re.match(r"^(?:only|just|make)", heard.text)
        ):
            continue
        numbers = {
            "sets": _named(found, "sets"), "reps": _named(found, "reps"), "reps_to": groups.get("to") or "", "rir": _named(found, "rir"),
        }  # fmt: skip
        args = {name: float(each) if name == "rir" else int(each) for name, each in numbers.items() if each}
        return [Call("change_planned", {"exercise": what} | args | heard.reach)]
    found = _TO_LOAD.match(heard.text)
    if (
        found
        and _known(found["what"])
        and (about or re.match(r"^(?:lower|raise|reduce|increase|plan)", heard.text) or heard.text.endswith("instead"))
    ):
        return [
            Call(
                "change_planned",
                {"exercise": found["what"], "load": float(found["load"].replace(",", "."))} | heard.reach,
            )
        ]
    return []


def _by(found: re.Match[str]) -> dict[str, Any]:
    """How much more or less: percent where that was said, else in the athlete's unit."""
    number, unit = _named(found, "n"), _named(found, "unit")
    words = " ".join(
        each for name, each in found.groupdict().items() if each and name.startswith(("dir", "bare", "verb"))
    )
    sign = -1.0 if re.search(r"lighter|less|down|lower|reduce|drop", words) else 1.0
    if not number:
        return {"load_change_pct": -7.5 if sign < 0 else 5.0}
    value = sign * float(number.replace(",", "."))
    return {"load_change_pct": value} if unit in ("%", "percent") else {"load_change": value}


def _options(heard: Heard) -> list[Call]:
    found = _OPTIONS.match(heard.text)
    if found is None or not _known(found["what"]) or not (heard.is_about_plan or found["how"] or found["anti"]):
        return []
    kind = (
        "antagonist"
        if found["anti"]
        else ""
        if not found["how"]
        else "progress"
        if found["how"] == "harder"
        else "regress"
    )
    return [Call("swap_options", {"exercise": found["what"]} | ({"kind": kind} if kind else {}))]
