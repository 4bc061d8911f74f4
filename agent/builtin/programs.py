"""Requests for a program: 'make me a 10 week strength program, 4 days, home gym with a rack, and my left knee is bad'."""

import re
from typing import Any

from agent.builtin.about_me import goals_in, planning_facts
from agent.builtin.ailments import injury_in
from agent.builtin.amounts import COUNT, count
from agent.builtin.conversation import Conversation
from agent.builtin.facts import facts
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import MONTH, WEEKDAY, plain
from agent.builtin.plan_edits import rules

_NOUN = r"(?:programs?|programmes?|progams?|porgrams?|programms?|prgrams?|plans?|(?:training|workout|gym|lifting)[- ](?:plan|program|programme|routine|schedule|split)|routines?|macro ?cycles?|meso ?cycles?|training block|split|cycle)"
_MAKE = re.compile(
    rf"\b(?:make|build|write|create|give|generate|design|get|set up|want|need|like|looking for|mkae|maek|put together|prepare|propose|plan|do|start|begin|have|try|wants?|follow)(?: (?:me|us|for me|my|a|an|the|another|new|next|to|up|with|on|personal|proper|good|custom|simple|have|get|start|can))*"
    rf" (?:[\w/,+-]+ ){{0,8}}?{_NOUN}\b"
)
_PLAN_MINE = re.compile(
    r"\b(?:plan|organi[sz]e|program|structure) (?:out )?my (?:training|workouts?|lifting|gym|sessions|weeks?|next \w+ (?:weeks|months))\b|^(?:a |new )?(?:program|programme|training plan|workout plan|plan)(?: please)?$|^(?:next|new) program$|^(?:a |new )?(?:program|plan|routine) (?:for|with|of)\b"
    r"|\b(?:coach|train) me for\b|\btell me what to train\b|\bwhat program should i (?:do|run|follow)\b"
)
_BARE = re.compile(
    rf"^(?:a |an )?(?:\d+|{COUNT})[- ]?(?:weeks?|wk|months?|days?)\b.*\b{_NOUN}\b|^(?:a |an )?(?:strength|hypertrophy|muscle|fat loss|powerlifting|general|full[- ]body|beginner'?s?|home|gym|bodyweight|cardio|endurance)\b(?: [\w-]+){{0,3}} {_NOUN}\b"
)
_NOT = re.compile(
    r"\b(?:my|the|this|that|current) (?:(?!next\b|new\b)\w+ )?(?:program|programme|plan)\b(?! (?:for|with|of) (?:\d|a new))|\b(?:end|stop|pause|quit|cancel|resume|delete|skip|deload|undo|why|how(?:'s)?|change|adapt|show|note|log|did|done|add|swap)\b|\bmeal plan|\bdiet plan|\bplan(?:ned)? (?:to|on)\b|\bdo you (?:plan|have)\b"
)
_LIST = re.compile(
    r"\b(?:what|which|list|show|any|other|available|have you got)\b.*\b(?:programs|programmes|plans|templates|routines)\b|\b(?:list|show)(?: me)?(?: all| the| your)* (?:programs|programmes|templates)\b|^(?:programs|programmes|templates)$|\bwhat programs? (?:are|is) there\b|\bknown programs\b|^(?:what(?:'s| is| does)|tell me about|explain)(?: the)? (?:stronglifts|gzclp|5/3/1|531|nsuns|texas method|madcow|greyskull|smolov|starting strength|couch to 5k|c25k|ppl)\b"
)
_WEEKS = re.compile(
    rf"\b({COUNT})[- ]?(?:weeks?|wks?|wk)\b(?! ago)|\b({COUNT})[- ]?(?:months?|mo)\b(?! (?:ago|of (?:lifting|training|experience)))|\b({COUNT})[- ]?years?\b(?= program| plan| macro)|\b(?:a|one|1|full|whole|the whole)[- ](?P<year>year)\b"
)
_SPAN_OF_LIFTING = re.compile(r"\b(?:for|about|been|lifting|training)\b[^,.]*?\b(?:years?|months?)\b")
_STARTS = re.compile(
    rf"\b(?:start(?:s|ing)?|begin(?:ning|s)?|from)(?: (?:it|on|from|the|this|coming))* (?P<day>next week|next {WEEKDAY}|{WEEKDAY}|mon|tue|wed|thu|fri|sat|sun|today|tomorrow|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)\b"
)
_TEMPLATES = (
    ("5/3/1 bbb", r"(?:5 ?/ ?3 ?/ ?1|531|5 3 1|wendler)\s*(?:with |\+ ?)?(?:bbb|boring but big)|boring but big|\bbbb\b"),
    ("5/3/1 fsl", r"(?:5 ?/ ?3 ?/ ?1|531|5 3 1|wendler)\s*(?:with |\+ ?)?(?:fsl|first set last)|first set last"),
    ("5/3/1", r"5 ?/ ?3 ?/ ?1|\b531\b|\b5 3 1\b|\bwendler\b"), ("starting strength", r"starting[- ]strength|rippetoe"),
    ("stronglifts", r"strong ?lifts?(?: ?5 ?x ?5)?|stronglift|stornglifts"), ("madcow", r"mad ?cow(?: 5x5)?"),
    ("gzclp", r"gzcl ?p?|gzlcp"), ("nsuns 5", r"(?:5|five)[- ]day n ?suns|n ?suns(?: lp)? (?:5|five)[- ]?days?"), ("nsuns 4", r"n ?suns(?: (?:4|four)[- ]?days?)?"),
    ("texas method", r"texas(?: method)?"), ("greyskull", r"gr[ea]yskull(?: lp)?|phraks?"),
    ("smolov jr squat", r"smolov(?: jr\.?| junior)?(?: for| on)? (?:the )?squats?"), ("smolov jr", r"smolov(?: jr\.?| junior)?(?: (?:for )?bench)?"),
    ("ppl", r"\bppl\b|push[ /,-]*pull[ /,-]*legs?"), ("couch to 5k", r"couch[ -]?to[ -]?5 ?k(?:m)?|\bc25k\b|couch 2 5k"),
    ("10k plan", r"\b10 ?k(?:m)? (?:plan|program|run)|train for a 10 ?k|higdon"), ("bodyweight", r"recommended routine|\bbwf\b|bodyweight progression|calisthenics program"),
)  # fmt: skip
_TEMPLATE = tuple((name, re.compile(words)) for name, words in _TEMPLATES)
_STARTING = re.compile(
    r"\b(?:start|starting|begin|run|do|follow|give|put|want|try|switch|use|make|build|get|need|like|go|let's|plan|propose|set|program)\b|\bi'd\b"
)
_ABOUT_IT = re.compile(r"^(?:what|how|why|who|tell|explain|is|does|did|was)\b(?! (?:about|if))")
_ENDS_IT = re.compile(
    r"^(?:i (?:want to |need to |will )?)?(?:end|stop|quit|pause|cancel|resume|delete|abandon|drop|put .* on hold|continue)\b"
)
_REVISES = re.compile(
    r"^(?:i(?:'d)? (?:want|like|need|prefer|rather have|can only do) |make (?:it|that) |do |rather |better |only |but |change (?:it|that) to |(?:change|switch|adapt|set|make) (?P<plan>(?:my|the) (?:program|plan)) (?:to |for |with )?|with |for )*(?:about |only |just |at most )?(?=\d|one|two|three|four|five|six|eight|ten|twelve|mon|tue|wed|thu|fri|sat|sun|an hour|dumbbells|bodyweight|no equipment)"
)
_STRONG = re.compile(
    r"\b(?:make|build|write|create|design|generate|give me|put together|plan my|should i (?:do|run|follow))\b"
)
_WISH = re.compile(
    r"\b(?:want|would like|i'd like|trying|hope|goal is|need)(?: \w+)? to (?:get|become|build|gain|lose|be|grow|put on)\b"
)
SAYS_ENOUGH = 2
"""Beside a wish, so many of days, minutes, equipment and level ask for a program without the word."""
_PARTS = re.compile(r"\s*(?:[,;.\n]+|\band\b(?= (?:my|i|a|an|the)\b)|\bbut\b|\balso\b|\bplus\b)\s*")


def program_wanted(text: str) -> bool:
    """Whether a plain text asks for a program: a new one, or an established one by its name."""
    if _LIST.search(text):
        return False
    if _ENDS_IT.search(text):
        return False
    if template_in(text) is not None and not _ABOUT_IT.match(text):
        return bool(_STARTING.search(text)) or len(text.split()) <= 5
    if _NOT.search(text) or (_ABOUT_IT.match(text) and not _STRONG.search(text)):
        return False
    if _WISH.search(text) and len(planning_facts(text)) >= SAYS_ENOUGH:
        return True
    return any(pattern.search(text) for pattern in (_MAKE, _PLAN_MINE, _BARE))


def programs_listed(text: str) -> bool:
    """Whether a plain text asks which programs there are."""
    return _LIST.search(text) is not None


def template_in(text: str) -> str | None:
    """The established program that is named."""
    return next((name for name, pattern in _TEMPLATE if pattern.search(text)), None)


def request(said: str) -> list[Call]:
    """The calls that a request for a program means: first what is said about the athlete, then the program."""
    text = plain(said)
    template = template_in(text)
    weeks, rest = _weeks(text)
    known = _without_template(rest, template) if template else rest
    args = planning_facts(_SCHEDULE_WORDS.sub(" ", known))
    goals = {} if template else goals_in(_goal_words(known))
    if goals:
        args = {"goals": goals} | args
    calls = [Call("update_planning", args)] if args else []
    calls += [injury for part in _PARTS.split(said) if part and (injury := injury_in(plain(part), part)) is not None]
    calls += [rule for part in re.split(r"[,;.\n]|\band\b|\bbut\b", text) for rule in _ruled(part.strip())]
    program: dict[str, Any] = {} if weeks is None else {"weeks": weeks}
    if template:
        program["template"] = template
    if starts := _STARTS.search(text):
        program["starts"] = starts["day"]
    if re.search(r"\b(?:anyway|after all)\b", text):
        program["anyway"] = True
    return [*_body(said), *calls, Call("propose_program", program)]


def _ruled(part: str) -> list[Call]:
    """'i hate deadlifts', 'no burpees' beside a request."""
    stated = re.sub(
        r"^(?:and |but )?(love|like|hate|enjoy)\b",
        r"i \1",
        re.sub(r"^no (?!equipment|gear)([a-z -]+)$", r"never \1", part),
    )
    return rules(stated)


def revised(heard: Heard, conversation: Conversation) -> list[Call]:
    """'make it 12 weeks', 'no, i want 4 days': the program that was proposed last, otherwise."""
    last = conversation.last_call("propose_program")
    text = re.sub(r"^no,? ", "", heard.full)
    named = _REVISES.match(text)
    if named is None or heard.beside_log or len(text.split()) > 16 or (last is None and named["plan"] is None):
        return []
    if named["plan"] is None and not conversation.proposes_program:
        return []
    weeks, rest = _weeks(text)
    args = planning_facts(rest)
    if weeks is None and not args:
        return []
    before = {} if last is None or not conversation.proposes_program else last.args
    program = before | ({} if weeks is None else {"weeks": weeks})
    return [*([Call("update_planning", args)] if args else []), Call("propose_program", program)]


def _body(said: str) -> list[Call]:
    """Weight and age that came with it; what it says of equipment and days is kept for planning."""
    found = [call for part in _PARTS.split(said) if part.strip() for call in facts(part)]
    kept = ("age", "sex", "height_cm", "units")
    body = [
        Call(call.tool, {name: value for name, value in call.args.items() if name != "day"}) if call.tool == "log_measurement" else Call(call.tool, {name: value for name, value in call.args.items() if name in kept})
        for call in found
    ]  # fmt: skip
    return [call for call in body if call.args]


_SCHEDULE_WORDS = re.compile(r"\b(?:starting|start|beginning|from)(?: on)? (?:next )?\w+day\b")


def _weeks(text: str) -> tuple[int | None, str]:
    """How long the program should be, and the text without it; a span of lifting is no length."""
    for found in _WEEKS.finditer(text):
        weeks, months, years, year = found.groups()
        if weeks in ("a", "an", "one", "1"):  # 'three times a week'
            continue
        before = text[max(0, found.start() - 30) : found.start()]
        if re.search(r"\b(?:lifting|training|lifted|trained|experience|been|since)\b[^,.]*$", before) or (
            months and re.search(r"^ (?:of )?(?:lifting|training|experience)", text[found.end() :])
        ):
            continue
        number = count(weeks or months or years or "one") if not year else 1
        length = number if weeks else round(number * 52 / 12) if months else 52 * number
        return length, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _goal_words(text: str) -> str:
    """The words that can tell of goals: not those of equipment, injuries and exercises."""
    return re.sub(
        r"\bpower (?:rack|cage)s?\b|\b(?:bad|hurts?|weak) \w+\b|\bbig gym\b|\blift(?:ing)? for\b|\bbody ?weight only\b|\brunning shoes\b",
        " ",
        text,
    )


def _without_template(text: str, template: str) -> str:
    pattern = next(pattern for name, pattern in _TEMPLATE if name == template)
    return pattern.sub(" ", text)
