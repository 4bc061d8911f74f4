"""Following a plan: today's session, the week, how it goes, why, plates, 'did it as planned', the next set."""

import re
from typing import Any

from agent.builtin.corrections import NUM, ORDINALS, UNIT, corrections, value
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import DAY, PERIOD, WEEKDAY, movement_of, plain
from agent.builtin.words import MUSCLE
from training.library import load_library
from training.notation import exercises_in
from training.resolver import Resolver

_WHEN = rf"(?:today|tonight|tomorrow|(?:on |this |next |coming )*(?:{WEEKDAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)|on \d{{4}}-\d\d-\d\d|next(?: time| session| workout)?|now)"
_WORKOUT = r"(?:session|workout|training|plan|program|programme)"
_TODAY = re.compile(
    rf"^what(?:'s| is| are|s)?(?: (?:do|should|shall|am|will|can|must|would|we|i|to|my|the|a|on|up|for|have|got|gotta|get|supposed|going|planned|plan|scheduled|schedule|program|programme|workout|session|training|train|lift|lifting|doing|coming|about))* (?P<day>{_WHEN})(?:'s (?:session|workout|plan|training))?$"
    rf"|^(?:what do i (?:train|lift)|what should i train|what's (?:my |the )?(?:next (?:session|workout)|up next|next|planned|the plan|on the plan))$"
    rf"|^(?:show|give|tell|see|open|start|begin|do)(?: (?:me|my|the|us|with|what's))* (?:(?P<day2>today|tomorrow|{WEEKDAY})'?s? (?:session|plan|training(?: session)?|planned workout)|next (?:session|workout)|{_WORKOUT} (?:for|on|of) (?P<day3>today|tomorrow|{WEEKDAY}))$"
    rf"|^(?:my |the )?(?:(?P<day4>today|tomorrow|{WEEKDAY})'?s (?:session|plan|planned workout)|next (?:session|workout)|(?:session|plan|workout|training) (?:for )?(?P<day5>today|tomorrow|(?:on )?{WEEKDAY}))$"
    rf"|^(?:do i|am i|should i|are we|do we)(?: have to| supposed to)? (?:train|training|lift|lifting|work out|have a (?:session|workout)|have training)(?: (?P<day6>{_WHEN}))$"
    rf"|^is (?P<day7>today|tomorrow|{WEEKDAY}) (?:a )?(?:rest|training|day off|off)(?: day)?$|^(?:is there|do i have) (?:a |any )?(?:session|workout|training)(?: planned)? (?P<day8>{_WHEN})$|^(?P<day9>today|tomorrow)$"
    r"|^(?:when|what day) (?:is|do i|am i)(?: (?:my|the|training|train|to))*(?: next)?(?: (?:session|workout|training))?(?: next)?$|^(?:make|give)(?: me)? a (?:workout|session)(?: for (?P<day10>today|tomorrow))?$|^(?:let's |ready to |i'm ready to |time to )(?:train|go|lift|work out|start)$|^(?:start|begin) (?:my |the |a |today's )?(?:session|workout|training)$"
)
_NEXT = ("today", "tonight", "now", "next", "next time", "next session", "next workout")
_WEEK = re.compile(
    rf"^(?:(?:show|give|tell|see|open|display)(?: me)? |what(?:'s| is| does|s)?(?: on| planned| the plan| my plan| up| in)*(?: for)? |how does |how is |what do i (?:train|do|have) |what am i (?:training|doing) )?(?:my |the )?(?P<which>this|next|last|previous|coming)? ?(?:training )?(?:week|calendar|schedule|week's (?:plan|sessions|workouts))(?: (?P<n>\d{{1,2}}))?(?: (?:of|in) (?:my |the )?(?:program|plan))?(?: look(?: like)?| plan| schedule| planned)?$"
    rf"|^(?:show(?: me)?|see|open|what's|view)(?: (?:my|the))? (?:{_WORKOUT}|calendar|schedule)(?: (?:for )?(?P<which2>this|next|last) week)?$|^(?:my |the )?(?:plan|schedule|sessions) (?:for )?(?P<which3>this|next|last) week$"
    rf"|^what (?:do|should) i (?:train|do) (?P<which4>this|next) week$"
)
_GOING = re.compile(
    rf"^(?:how(?:'s| is| are)?|hows) (?:my |the |things with the |it going with (?:my |the )?)?{_WORKOUT}(?: going| doing| coming along| looking| so far)*$|^(?:show |what's |what is )?(?:me )?(?:my |the )?(?:program|programme)(?:'s)?(?: (?:progress|status|overview|so far))?$"
    r"|^(?:my |the )?(?:program|plan) progress$|^how far (?:am i|along)\b.*|^(?:which|what) week (?:am i in|is it|are we in|of the program\b.*)$|^am i on track(?: with (?:my|the) (?:program|plan))?$|^how many sessions (?:are |have i )?(?:left|missed|done|to go)\b.*|^how much of (?:my|the) (?:program|plan)\b.*|^do i have a (?:program|plan)$|^how (?:many weeks|long)(?: (?:are|is|do i have|of the program|of my program))* (?:left|to go)\b.*|^when (?:does|is|will) (?:my|the) (?:program|plan) (?:end|over|done|finish(?:ed)?)$"
)
_WHY = re.compile(
    r"^(?:but )?(?:why|how come|what for|explain(?: to me)?(?: why)?|what's the (?:reason|point|idea)(?: (?:for|of|behind))?)\b(?: (?:do|am|are|is|should|would|did|does|have|i|we|you|it|there|that|this|these|those|the|my|a|an|so|only|on|to|in|at|just|doing|planned|programmed|plan|put|choose|chose|pick|picked|give|gave|me|of|for|with))* ?(?P<what>.*)$"
)
_ABOUT_LOG = re.compile(
    r"\b(?:stuck|stall\w*|plateau\w*|going|not (?:going|improving)|down|up|weaker|sore|tired|hurt\w*|can't|slow|log(?:ged)?|pr)\b"
)
_PLATES = re.compile(
    rf"^(?:what|which|how many|show(?: me)?|tell me|calculate)?(?: (?:the|are|my))?\s*plates?(?: (?:do|should|must|would|will|i|need|put|load|go|goes|on|use|take|to|the|bar|per|each|a|side|math))* (?:for|at|is|make|give|on) (?:a )?(?P<load>{NUM}) ?(?:{UNIT})?(?: (?:on|for|of)? ?(?:the |my )?(?P<on>[a-z][a-z -]+?))?$"
    rf"|^(?:how (?:do|should|can) i load|load(?:ing)?(?: for)?|plate math(?: for)?|what's on the bar for|what goes on the bar for) (?P<load2>{NUM}) ?(?:{UNIT})?(?: (?:on|for) (?:the |my )?(?P<on2>[a-z][a-z -]+?))?$|^(?P<load3>{NUM}) ?(?:{UNIT})? plates$"
)
_AS_PLANNED = re.compile(
    rf"^(?:i(?:'m| have|'ve)? )?(?:just )?(?:(?:did|done|finished|completed|nailed|went|got|followed|crushed|log|logged|smashed) ?(?:with )?(?:it|everything|all|all of it|that|(?:all )?(?:of )?the rest(?: of (?:it|the session|the workout))?|(?:the |my )?(?:whole |entire |full )?(?:plan|session|workout|training)|(?:today|yesterday|{WEEKDAY})'s (?:session|workout|plan|training)|all (?:the )?(?:sets|exercises)|the planned (?:session|workout))?(?: (?:done|through))?(?: (?:just|exactly|all))*(?P<as> (?:as (?:planned|prescribed|written|programmed|it was planned|in the plan|the plan (?:says|said))|like (?:planned|in the plan)|(?:by|to|according to|per) (?:the )?plan|as is))?"
    r"|(?:all|everything|session|workout|training|the session|the workout|it's|it's all|all sets)(?: is| was| went)? (?:done|complete(?:d)?|finished)(?P<as2> (?:as (?:planned|prescribed)|to plan))?|(?:done )?as (?:planned|prescribed|programmed)|(?:went |all )?(?:exactly )?(?:as planned|to plan|according to plan))"
    rf"(?:,? (?:on )?(?P<day>today|yesterday|{WEEKDAY}|\d{{4}}-\d\d-\d\d|\d days ago))?(?P<tail>(?:\s*[,;:.]|\s+(?:but|except|apart|without|only|minus|and|with|rpe|at|@)\b).*)?$"
)
_TAIL = re.compile(
    r"\s*(?:[,;.]\s*(?:but |and )?|\bbut (?!not\b|for\b)|\band (?=(?:the )?(?:last|first|second|third|only|skipped|[a-z]+ (?:was|were))\b))\s*"
)
_LEFT_OUT = re.compile(
    r"^(?:(?:all )?(?:except|apart from|but not|without|minus|not|but for|skipped|left out|no|didn't do|did not do|only skipped|except for|skipping)(?: for)? )(?:the |my |any )?(?P<what>.+)$"
)
_WAS = re.compile(
    rf"^(?:the |my )?(?P<it>[a-z][a-z' -]*?) (?:was|were|at|with|only|went|is|got)(?: only| just| at| with)* (?P<value>{NUM}.*|rpe .*)$"
)
_NEXT_SET = re.compile(
    r"[,.;: ]*(?:so )?\b(?:what(?:'s| is| about)? (?:next|now|(?:should|do|for) .*next(?: set)?|the next set|then)|(?:and )?(?:the )?next set|next|what (?:should|do) i do (?:now|next))$"
)
_SET_REPS = re.compile(
    r"\b(\d{1,2}) ?(?:reps?|times)\b|\b(?:was|got|did|only|hit|made|were|managed|just)(?: (?:only|just|a))* (\d{1,2})\b(?! ?(?:kg|lbs?))|\bx ?(\d{1,2})\b|\bfor (\d{1,2})\b"
)
_SET_LOAD = re.compile(rf"\b({NUM}) ?(?:{UNIT})\b|\b(?:at|with) ({NUM})\b(?! ?reps)|\b({NUM}) ?x")
_SET_RPE = re.compile(r"(?:@ ?|\brpe ?)(\d{1,2}(?:[.,]5)?)\b")
_TIRED = re.compile(
    rf"^how (?:tired|fatigued|recovered|fresh|sore) (?:am i|are my|is my)\b.*|^(?:am i|are my {MUSCLE}|is my {MUSCLE}) (?:still )?(?:recovered|fresh|tired|fatigued|rested)(?: (?:yet|enough|today))?$|^(?:what|which)(?: muscles?)?(?:'s| is| are)? (?:still )?(?:tired|fresh|recovered|fatigued|rested|sore)(?: today| now)?$|^(?:show (?:me )?)?(?:my )?(?:muscle )?(?:fatigue|recovery)(?: status)?$"
)
_CHECK_IN = re.compile(
    rf"^(?:let's |do |time for |start |make |i want |can we do |ready for |give me )?(?:a |an |the |my )?(?P<each>weekly |monthly |quick |daily )?(?:check[ -]?in|checkin|check up|review|retrospective|look back)(?: (?:on|of|for|at|over|about))?(?: (?:my |the )?(?P<period>{PERIOD}|week|month))?$"
    rf"|^how (?:was|did|were|has) (?:my |the )?(?:training )?(?P<period2>{PERIOD}|week|month|block)(?: go| been| going)?$|^how did i do (?P<period3>{PERIOD})$|^(?:review|look back (?:on|at|over)|evaluate|sum up) (?:my |the )?(?P<period4>{PERIOD}|week|month)$"
)
_PROGRESS = re.compile(
    rf"^how(?:'s| is| am| are| have|'ve| has)? (?:i|we|my (?:overall |general |strength )?(?:progress|gains|strength))(?: (?:been|am))?"
    r"(?P<verb> (?:doing|going|progressing|getting on|coming along|improving|looking))?(?: (?:so far|overall|lately|these days|now|in general|generally|recently))*"
    rf"(?: (?P<period>{PERIOD}))?$"
    r"|^(?:am i|are we|have i|did i|do i) (?:been |still |actually |really |even )*(?:get(?:ting)?|got(?:ten)?|grow(?:ing)?|becom(?:e|ing)|mak(?:e|ing)|made|improv(?:e|ed|ing)|progress(?:ed|ing)?)"
    r"(?: (?:any|good|much|a bit|some|at all))*(?: (?:stronger|better|fitter|progress|gains|anywhere))?(?: (?:so far|overall|lately|at all|now|in general|recently))*"
    rf"(?: (?P<period2>{PERIOD}))?$"
)
_PLANNED_WITH = re.compile(
    r"^what (?:do you (?:plan with|know (?:about|of) me|have on me)|are you planning with|are my (?:injuries|rules|conditions)|injuries do i have|did i tell you about me)\b.*|^(?:show (?:me )?)?(?:my )?(?:planning profile|injuries|planning settings|training profile|movement rules)$"
)
_PROPOSALS = re.compile(
    r"^(?:show (?:me )?|list |what(?:'s| is| are)? |any |are there (?:any )?|which )?(?:my |the )?(?:open |pending |waiting )*(?:proposals?|waiting(?: for me)?|suggested changes|pending changes|to approve)(?: (?:are|is))?(?: (?:open|waiting|there|pending))?(?: for me)?$"
)


def following(heard: Heard) -> list[Call]:
    """The calls that a clause means about the plan as it stands; none if it is about something else."""
    for read in (next_set, _as_planned, _shown, _asked):
        if calls := read(heard):
            return calls
    return []


def _shown(heard: Heard) -> list[Call]:
    text = heard.full
    if (
        (found := _TODAY.match(text))
        and text != "what now"
        and not (text in ("today", "tomorrow") and not (heard.is_asked or heard.focus == "plan"))
    ):
        day = next((each for name, each in found.groupdict().items() if name.startswith("day") and each), "today")
        day = re.sub(r"^(?:on |this |coming )+", "", day)
        return [Call("todays_session", {} if day in _NEXT else {"day": day})]
    if found := _WEEK.match(text):
        which = next((each for each in found.groups() if each), None)
        which = {"coming": "next", "previous": "last"}.get(which or "", which)
        if which == "last" and not heard.is_about_plan and not text.startswith("show"):
            return []
        return [Call("show_week", {} if which in (None, "this") else {"week": which})]
    if heard.focus == "plan" and (
        found := re.match(rf"^(?:and |what about |how about )?(?:on )?(?P<day>tomorrow|{WEEKDAY}|today)$", text)
    ):
        return [Call("todays_session", {} if found["day"] == "today" else {"day": found["day"]})]
    if heard.focus == "plan" and (
        found := re.match(r"^(?:and |what about |how about )?(?:(next) week|(?:in )?week (\d{1,2}))$", text)
    ):
        return [Call("show_week", {"week": found[1] or found[2]})]
    return []


def _asked(heard: Heard) -> list[Call]:
    text = heard.full
    for pattern, tool in (
        (_GOING, "program_progress"), (_TIRED, "muscle_fatigue"), (_PLANNED_WITH, "planning_profile"), (_PROPOSALS, "show_proposals"),
    ):  # fmt: skip
        if pattern.match(text):
            return [Call(tool)]
    if found := _CHECK_IN.match(text):
        period = found["period"] or found["period2"] or found["period3"] or found["period4"]
        period = period or {"weekly ": "last 7 days", "monthly ": "last 30 days"}.get(found["each"] or "")
        period = {"week": "last 7 days", "month": "last 30 days", "block": None}.get(period or "", period)
        return [
            Call("check_in", {} if period is None else {"period": re.sub(r"^(?:in|over|during|for|of) ", "", period)})
        ]
    if (found := _PROGRESS.match(text)) and (found["verb"] or " my " in text or not text.startswith("how")):
        period = found["period"] or found["period2"]
        return [
            Call("check_in", {} if period is None else {"period": re.sub(r"^(?:in|over|during|for|of) ", "", period)})
        ]
    if found := _PLATES.match(text):
        load = found["load"] or found["load2"] or found["load3"]
        on = found["on"] or found["on2"]
        named = {"exercise": on} if on and movement_of(on) is not None else {}
        return [Call("plates_for", {"load": float(load.replace(",", "."))} | named)]
    return _why(heard)


def _why(heard: Heard) -> list[Call]:
    found = _WHY.match(heard.full)
    if found is None or _ABOUT_LOG.search(heard.full):
        return []
    what = found["what"].strip(" ,.")
    if re.search(r"\bdeload\w*", heard.full):
        return [Call("explain_plan", {"about": "deload"})]
    words = re.sub(
        rf"\b(?:{NUM} ?(?:{UNIT})?|today|now|again|first|instead|sets?|reps?|of|at|on|in|with|the|for|x)\b", " ", what
    )
    words = " ".join(words.split())
    if words and movement_of(words) is not None:
        return [Call("explain_plan", {"about": words})]
    generic = re.search(
        rf"\b(?:weights?|loads?|kilos|heavy|light(?:er)?|heavier|many|few|much|program|plan|session|workout|days?|exercises?|sets|reps|rest|order|week|split|change|proposal|{UNIT})\b",
        heard.full,
    )
    return [Call("explain_plan")] if (not what and heard.focus == "plan") or generic else []


def _as_planned(heard: Heard) -> list[Call]:
    found = _AS_PLANNED.match(heard.full)
    if (
        found is None
        or heard.is_asked
        or heard.full
        in (
            "done",
            "finished",
            "complete",
            "went",
            "got it",
            "did it",
            "did that",
            "log it",
            "did all",
            "logged it",
            "log that",
            "log",
        )
    ):
        return []
    if re.match(r"^(?:i )?(?:just )?(?:got|went|log|logged) (?:it|that|all|everything)$", heard.full):
        return []
    args: dict[str, Any] = {}
    day = found["day"] or ((named := re.search(rf"\b(yesterday|{WEEKDAY})'s\b", heard.full)) and named[1])
    if day and day != "today":
        args["day"] = day
    if re.search(r"\bthe rest\b", heard.full):
        args["rest"] = True
    changes: list[Call] = []
    for part in _TAIL.split(found["tail"] or ""):
        tail = part.strip(" ,.;:")
        if not tail:
            continue
        if skipped := _left_out(tail, found["tail"]):
            args["skipped"] = [*args.get("skipped", []), *skipped]
        else:
            changes += [
                Call(each.tool, each.args | ({"day": day} if args.get("day") else {})) for each in _corrected(tail)
            ]
    return [Call("log_planned", args), *changes]


def unread(clause: str) -> list[str]:
    """What of 'did it as planned, but ...' could not be read."""
    found = _AS_PLANNED.match(plain(clause).strip(" ?!.,"))
    tails = [] if found is None or not found["tail"] else [part.strip(" ,.;:") for part in _TAIL.split(found["tail"])]
    return [
        tail for tail in tails if tail and not _left_out(tail, str(found and found["tail"])) and not _corrected(tail)
    ]


def _left_out(tail: str, whole: str) -> list[str]:
    """The exercises that were left out: 'except curls', 'but the planks'."""
    if left := _LEFT_OUT.match(tail):
        return _listed(left["what"])
    bare = re.sub(r"^(?:the |my )", "", tail)
    names = _listed(bare)
    is_list = re.match(r"\s*but\b", whole) is not None and all(movement_of(name) is not None for name in names)
    return names if is_list and not re.search(r"\d|\b(?:was|were)\b", tail) else []


def _listed(words: str) -> list[str]:
    return [part.strip() for part in re.split(r",| and (?:the )?|&|\+", words) if part.strip()]


def _corrected(tail: str) -> list[Call]:
    """What was otherwise than planned: 'last set was 4', 'bench was 95'."""
    tail = re.sub(r"^(?:with|only|just|and|but) ", "", tail)
    if calls := corrections(tail):
        return calls
    found = _WAS.match(tail)
    if found is None or movement_of(found["it"]) is None:
        return []
    args = value(found["value"], prefers="load", rpe=found["value"].startswith("rpe"))
    return [Call("change_sets", {"which": "all", "exercise": found["it"]} | args)] if args else []


def next_set(heard: Heard) -> list[Call]:
    """'last set of bench was 3 reps at rpe 10, what next?'"""
    found = _NEXT_SET.search(heard.full)
    if found is None:
        return []
    told = heard.full[: found.start()]
    reps = _SET_REPS.search(told)
    names = exercises_in(told, Resolver(load_library()))
    subject = next(
        (
            word
            for word in re.findall(r"\b(?:of|on|for|in) (?:the |my )?([a-z][a-z -]+?)(?= was| were|,| at| \d|$)", told)
            if movement_of(word)
        ),
        None,
    )
    exercise = subject or (names[0] if names else None)
    if reps is None or exercise is None:
        return []
    args: dict[str, Any] = {"exercise": exercise, "reps": int(next(each for each in reps.groups() if each))}
    rpe = _SET_RPE.search(told)
    if load := _SET_LOAD.search(told if rpe is None else told.replace(rpe[0], " ")):
        args["load"] = float(next(each for each in load.groups() if each).replace(",", "."))
    if rpe:
        args["rpe"] = float(rpe[1].replace(",", "."))
    which = next((ORDINALS[word] for word in told.split() if word in ORDINALS), "last")
    return [Call("next_set", args | ({"number": int(which)} if which != "last" else {}))]


def day_word(words: str) -> str:
    """A day as the tools take it: without 'on' and 'this'."""
    return re.sub(r"^(?:on |this |coming |the )+", "", words.strip())


DAY_TO_COME = (
    rf"(?:today|tomorrow|next week|(?:on |this |next |the )*(?:{WEEKDAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)|{DAY})"
)
