"""What somebody says of a session afterwards, and of their goals: too easy, boring, loved it; 'squat 140 by june'."""

import re
from calendar import monthrange
from typing import Any

from agent.builtin.ailments import region_in, severity_in
from agent.builtin.corrections import NUM, UNIT
from agent.builtin.hearing import Heard
from agent.builtin.intents import Call
from agent.builtin.phrases import LONG_MONTH, MONTH, WEEKDAY, movement_of

_ABOUT = r"(?:(?:that|it|this|today|everything|(?:the |my )?(?:session|workout|training|plan|program)|today's (?:session|workout)|(?P<it>(?:the |my )?[a-z][a-z' -]*?))(?:'s)? ?(?:was|were|is|are|felt|feels|feel)? ?)?"
_VERY = r"(?:way |much |far |a bit |a little |bit |really |so |super |pretty |quite |very |just |totally |all |kinda |kind of |rather )*"
_DIFFICULTY = re.compile(
    rf"^{_ABOUT}{_VERY}(?:too (?P<too>easy|light|hard|heavy|much|tough|difficult|intense)|(?P<right>just right|about right|the right difficulty|perfectly hard|right))(?: (?:for me|today))?$"
)
_ENJOYED = re.compile(
    rf"^{_ABOUT}(?:i )?{_VERY}(?P<how>loved it|loved that|love it|enjoyed (?:it|that)|liked (?:it|that)|hated (?:it|that)|didn't (?:like|enjoy) (?:it|that)|fun|boring|bored|great fun|awesome|amazing|great|nice|dull|tedious|terrible|awful|meh|ok|okay|good)(?:[, ]+(?P<n>[1-5]) ?(?:/ ?5|out of 5|stars?))?$|^(?:i'd (?:give|rate) (?:it|that) (?:a )?|rating:? ?|rate it )?(?P<n2>[1-5]) ?(?:/ ?5|out of 5|stars?)$|^(?:great|good|nice|awesome|fun|boring|bad|terrible) (?:session|workout)(?:[, ]+(?P<n3>[1-5]) ?(?:/ ?5|out of 5|stars?))?$|^(?:i )?(?:loved|enjoyed|liked|hated|didn't like|didn't enjoy)(?P<what> (?:the |my |today's )?[a-z][a-z' -]+)$"
)
_TAGS = (
    ("boring", r"\b(?:boring|bored|dull|tedious|monotonous)\b"), ("fun", r"\b(?:fun|loved|love it|awesome)\b"), ("dislike", r"\b(?:hated|didn't (?:like|enjoy)|terrible|awful)\b"),
    ("long", r"\b(?:too long|took (?:too long|forever|ages)|lasted too long)\b"), ("crowded", r"\b(?:crowded|too (?:full|busy)|packed)\b"), ("tired", r"\b(?:i was (?:so |too |really )?tired|felt (?:so |really )?tired)\b"),
)  # fmt: skip
_TAGGED = re.compile(
    rf"^{_ABOUT}{_VERY}(?:too long|took (?:too long|forever|ages)|lasted too long|(?:the )?gym was {_VERY}(?:crowded|full|packed|busy)|crowded|too (?:full|busy|crowded))$"
)
_SCORES = (
    ("loved", 5),
    ("love", 5),
    ("awesome", 5),
    ("amazing", 5),
    ("great", 5),
    ("enjoyed", 4),
    ("fun", 4),
    ("liked", 4),
    ("nice", 4),
    ("good", 4),
    ("ok", 3),
    ("meh", 3),
    ("bor", 2),
    ("dull", 2),
    ("tedious", 2),
    ("didn't", 2),
    ("bad", 2),
    ("hated", 1),
    ("terrible", 1),
    ("awful", 1),
)
_PAINED = re.compile(r"\b(?:hurt|pain|ached)\b.*\b(?:during|after|in|throughout|while)\b")
_BY = re.compile(
    rf"\s*(?:,? (?:by|until|till|before)(?: the)?(?P<end> end of)? (?P<day>\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|(?:next )?{WEEKDAY}|{MONTH}(?: \d{{4}})?|christmas|new year(?:'s)?(?: eve)?|the end of the year|(?:the )?year's end)|,? in (?P<span>\d{{1,2}} (?:weeks|months)|a year|half a year))\b"
)
_WANTS = re.compile(
    r"^(?:(?:i(?:'ve| have)?(?: got| set myself)? |here's |there's )?(?:(?:my|a|an|another|the|new|next|main|big|one more|now)\s+)*(?:goal|target|aim)(?: now)?(?: is|'s)?\s*[:,=-]?(?: to)?|i(?:'d| would)? (?:want|like|plan|hope|aim|need|would love|love)(?: to)?(?: be able to)?|set (?:a |the )?goal(?: to| of|:)?|i want)\s+(?P<what>.+)$"
)
_LIFT = re.compile(
    rf"^(?:(?:a |an )?(?:lift |reach |hit |do |get to |get |press )?(?:a |an )?(?P<load>{NUM}) ?(?P<unit>{UNIT})? (?P<it>[a-z][a-z' -]+)|(?P<it2>[a-z][a-z' -]*?)(?: (?:of|at|with|to|1rm of|pr of))* (?P<load2>{NUM}) ?(?P<unit2>{UNIT})?)(?: (?:for a single|1rm|max))?$"
)
_REPS = re.compile(
    r"^(?:do |get |manage |reach |hit |be able to do )?(?P<n>\d{1,3}|ten|twenty|five)(?: (?:strict|clean|unbroken|full|consecutive))? (?P<it>[a-z][a-z' -]+?)(?: in a row| unbroken)?$|^(?P<it2>[a-z][a-z' -]+?) (?:for |x ?)?(?P<n2>\d{1,3}) reps$"
)
_WEIGH = re.compile(
    rf"^(?:to )?(?:weigh|get (?:down |up )?to|be(?: at)?|reach|hit|go (?:down |up )?to|(?:a )?body ?weight of)(?: a body ?weight of)? (?P<n>{NUM}) ?(?:{UNIT})?(?: body ?weight)?$"
)
_RUN = re.compile(
    r"^(?:run|finish|complete|walk|cycle|swim|row)\b.*\d|^(?:do|learn|get) (?:a |my |one |my first |the )?(?:first )?(?P<skill>(?:strict )?(?:pull-?up|chin-?up|muscle-?up|handstand|pistol squat|push-?up|planche|front lever)s?)$"
)
MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
NO_LEAP_YEAR = 2027
"""A month without a year ends on a day that every year has."""
_GOALS = re.compile(
    r"^(?:how (?:are|is|close am i (?:to|on)) )?(?:remind me of |show |list |what(?:'s| are| is) )?(?:me )?(?:my|the) (?:\w+ )?goals?(?: (?:going|doing|looking|progress|status|coming along|again))?$|^goals?(?: progress)?$|^am i (?:on track|close) (?:for|to|with) my (?:\w+ )?goals?$|^goal progress$|^will i (?:reach|hit|make) my (?:\w+ )?goals?$"
)
_GOAL_DONE = re.compile(
    r"^i?(?:'ve| have)? ?(?:just )?(?:(?P<reached>reached|hit|achieved|made|got|met|completed|smashed|done with)|(?P<dropped>drop|give up(?: on)?|forget(?: about)?|cancel|delete|remove|stop|abandon|dropped)) (?:my |the |a )?(?P<what>.+ )?goal(?: (?:of|to|for) (?P<of>.+))?$|^(?:my |the )?(?P<what2>.+ )goal (?:is )?(?:(?P<reached2>done|reached|achieved|complete)|(?P<dropped2>off|dropped|cancelled))$"
)
_GOAL_NOW = re.compile(
    rf"^(?:my |the )?(?P<what>[a-z][a-z -]+?) goal(?::| is at| stands at| now| at)+ ?(?P<n>{NUM}) ?(?:{UNIT})?(?: now)?$"
)


def feedback(heard: Heard) -> list[Call]:
    """What a clause says of training that was done; none if it says nothing of that."""
    if heard.is_asked or heard.beside_log:
        return []
    text = heard.full
    args: dict[str, Any] = {}
    parts = (
        [each.strip() for each in re.split(r"\s*(?:,|;|\bbut\b|\band\b)\s*", text) if each.strip()]
        if len(text.split()) <= 16
        else [text]
    )
    for part in parts:
        found = _part(part)
        if found is None:
            return []
        tags = [*args.get("tags", []), *found.pop("tags", [])]
        args |= found | ({"tags": list(dict.fromkeys(tags))} if tags else {})
    if not args or (
        set(args) <= {"exercise", "enjoyed"}
        and text in ("great", "nice", "ok", "okay", "good", "awesome", "amazing", "love it", "fun", "meh")
    ):
        return []
    return [Call("give_feedback", args | {"said": heard.said.strip()})]


def _part(text: str) -> dict[str, Any] | None:
    if found := _DIFFICULTY.match(text):
        word = found["too"] or ""
        if not word and found["right"] == "right":
            return None
        difficulty = "right" if not word else "too_easy" if word in ("easy", "light") else "too_hard"
        return _about(found["it"], {"difficulty": difficulty})
    if found := _ENJOYED.match(text):
        stars = found["n"] or found["n2"] or found["n3"]
        score = int(stars) if stars else next((each for word, each in _SCORES if re.search(rf"\b{word}", text)), None)
        what = (found["what"] or "").strip()
        if what and re.search(r"\b(?:session|workout|training)\b", what):
            what = ""
        args = {"enjoyed": score} if score is not None else {}
        return _about(what or found["it"], args | _tags(text))
    if found := _TAGGED.match(text):
        return _about(found["it"], _tags(text))
    if _PAINED.search(text) and (region := region_in(text)) and (pain := severity_in(text)) is not None:
        return {"pain": pain, "region": region, "tags": ["pain"]}
    return None


def _tags(text: str) -> dict[str, Any]:
    tags = [name for name, words in _TAGS if re.search(words, text)]
    return {"tags": tags} if tags else {}


def _about(it: str | None, args: dict[str, Any]) -> dict[str, Any] | None:
    """The same with the exercise that it was about; ``None`` if it was about something that is none."""
    words = re.sub(r"^(?:the |my )", "", (it or "").strip())
    if not words or words in ("i", "gym"):
        return args
    return args | {"exercise": words} if movement_of(words) is not None else None


def goals(heard: Heard) -> list[Call]:
    """The calls that a clause means about goals with a number or a day; none if it is about something else."""
    text = heard.full
    if _GOALS.match(text):
        return [Call("goal_progress")]
    if found := _GOAL_DONE.match(text):
        what = (found["of"] or found["what"] or found["what2"] or "").strip()
        reached = found["reached"] or found["reached2"]
        return [Call("check_in_goal", {"goal": what or "goal", "done": "reached" if reached else "dropped"})]
    if found := _GOAL_NOW.match(text):
        return [Call("check_in_goal", {"goal": found["what"], "value": float(found["n"].replace(",", "."))})]
    found = _WANTS.match(text)
    if found is None or heard.is_asked or heard.amid_log:
        return []
    return _goal(found["what"])


def _goal(what: str) -> list[Call]:
    by = _BY.search(what)
    text = " ".join((what[: by.start()] + what[by.end() :] if by else what).split()).strip(" ,.")
    when = {} if by is None else {"by": _day(by["day"], by["end"]) if by["day"] else f"in {by['span']}"}
    goal = {"text": what.strip()}
    if found := _WEIGH.match(text):
        return [Call("set_goal", goal | {"target": _number(found["n"]), "kind": "body_weight"} | when)]
    if (
        (found := _REPS.match(text))
        and not re.search(rf"\b{UNIT}\b", text)
        and (it := found["it"] or found["it2"])
        and (movement := movement_of(it))
    ):
        number = {"ten": 10, "twenty": 20, "five": 5}.get(found["n"] or "") or int(found["n"] or found["n2"])
        kind = "reps" if movement.is_bodyweight or found["n2"] else "lift"
        return [Call("set_goal", goal | {"exercise": it, "target": float(number), "kind": kind} | when)]
    found = _LIFT.match(text)
    it = (found["it"] or found["it2"]).strip() if found else ""
    lift = movement_of(it) if it else None
    if found and lift is not None and lift.pattern != "cardio":
        target = _number(found["load"] or found["load2"])
        return [Call("set_goal", goal | {"exercise": it, "target": target, "kind": "lift"} | when)]
    if _RUN.match(text) or (by is not None and len(text.split()) <= 10 and not re.search(r"\bprogram|\bplan\b", text)):
        return [Call("set_goal", goal | when)]
    return []


def _day(words: str, end: str | None) -> str:
    """A day that can be read: a month stands for its first day, the ``end`` of one for its last."""
    text = {
        "christmas": "25 december",
        "new year": "31 december",
        "new year's": "31 december",
        "new year's eve": "31 december",
    }.get(words, words)
    text = "31 december" if "year" in text else text
    first = "1"
    if end and (month := MONTHS.get(text[:3])):
        year = re.search(r"20\d\d$", text)
        first = str(monthrange(int(year[0]) if year else NO_LEAP_YEAR, month)[1])
    return f"{first} {text}" if re.fullmatch(rf"(?:{LONG_MONTH}|{MONTH})(?: \d{{4}})?", text) else text


def _number(text: str) -> float:
    return float(text.replace(",", "."))
