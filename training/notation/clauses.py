"""Who did it, when, and whether at all: the clauses of a message, and which of them do not tell of training done."""

# ruff: noqa: E501 - a pattern is read best in one line
import re
from dataclasses import dataclass
from typing import Literal

from training.notation.tokens import plain

MAX_SENTENCE = 1000
"""Characters of a sentence; a longer one is read in pieces."""
About = Literal["sets", "question", "command", "plan", "wish", "past", "other", "measurement", "chat"]

_END = re.compile(r"[.!?;]+[)\"']*\s+|\n+")
_NO_END = re.compile(
    r"(?:^|\s)\d{1,2}\.\d{1,2}\.$|(?:^|\s)\d{1,2}\.$|\b[a-f]\d\.$|\b(?:approx|min|sec|vs|e\.g|incl|est|lbs?|kgs?|mins|secs|st|conv|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.$|\.\.$"
)
_LEAD = (
    r"^\W*(?:(?:so|then|also|and|but|ok|okay|hey|hi|hello|please|also|well|btw|thanks|coach|tbh|ngl|bro|yo|man|sir|lol|hmm|um|uh|"
    r"question|quick question|just|now|oh|ah)[,: ]+)*"
)
_ASKS = re.compile(
    rf"{_LEAD}(?:how|what(?! a\b)|what's|whats|why|when (?:should|can|do|is|will)|which|who|where|should|shall|can(?!'t)|could(?!'ve| have|a| not|n't)|would(?!'ve| have| not)|will|"
    r"is|are|am|do (?:i|you|we)|does|did (?:i|you|we|my)|have i|has my|was (?:i|that|it|my)\b|were (?:my|the)|may i|any (?:idea|tips|advice)|wonder(?:ing)? (?:if|whether)|thoughts on)\b"
)
_ORDERS = re.compile(
    rf"{_LEAD}(?:tell (?:me|us)|show|give|suggest|recommend|explain|remind|plan(?! for)|build|create|make(?! it| that)|design|write|schedule|generate|delete|"
    r"remove|undo|change|swap|replace|move|edit|correct (?:the|my)|update|set (?:my|a|the|up)|let's|lets|help|compare|convert|calculate|import|export|switch|cancel|forget|remember|note that)\b(?! the plan\b)"
)
_STATES = re.compile(
    r"\b(?:log my (?:body ?)?weight|i weigh|weighed (?:in|myself|\d)|weigh \d|(?:my (?:body ?)?weight|body ?weight) (?:is|was|today)|weigh-?in|slept|sleep|years old|i'?m \d\d|tall|on the scales?|hours? of sleep|"
    r"(?:waist|body ?fat|rhr|hrv|resting (?:hr|heart ?rate|pulse)):?(?: is| was| at| of)? (?=\d))\b"
    r"|(?:^|(?<=[,.;\n])|(?<=\band)) *(?:my )?(?:bw|body ?weight)(?:[: ]|is|was|this morning|today)* (?=[4-9]\d(?:[.,]\d)? ?(?:kgs?|lbs?)?(?: *$| *[,.;]| and\b))"
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PLANS = re.compile(
    rf"\b(?:gonna|going to|goin to|i'?ll|i will|will (?:be|do|try|make|go|hit|start)|tmrw|tmr|tmrow|(?<!yesterday and )tomorrow|next (?:week|time|session|month|block|phase|cycle|{_DAYS}|year)|planning (?:to|on)|planned (?:for|to)|is planned|"
    r"plan (?:is|for|says|on)|(?:that was|is|was) the plan|the plan (?:is|was|says|for)|supposed to|programme? (?:says|wants|calls)|starting in|lemme (?:try|do)|let me try|about to|(?:want|need|have|aim)(?:s|ed|ing)? to(?! say| be honest| admit| tell| note| stop| drop)|wanna|"
    r"told me to|(?:says|said) (?:i|to) (?:may|can|should|do)|should do|i should|trying to|try to|might|maybe (?:i|tomorrow|tonight|later|\d)|aiming|instead of|suggests?|recommends?|(?<!as )recommended|planning|later tonight|i want|to-?do:?|wants me|(?:minutes?|min|times|km|miles) (?:a|per|every) day|thinking(?: of| about)?(?= \d|:)|starting (?:monday|tomorrow|next)|after work (?:today )?i)\b"
    r"|^\W*(?:plan|todo|to-do)\b|(?<!as )\bplanned\b(?= \d)"
)
_WISHES = re.compile(
    r"\b(?:i wish|wish i|would love|would like(?! to (?:note|log|record|report|add|share|tell))|i'd (?:like|love)(?! to (?:note|log|record|report|add|share|tell))|hop(?:e|ing) (?:to|for|i)|my (?:goal|target|aim|dream)|goal (?:is|of|for)|target (?:is|of)|dream(?:ing)? of|"
    r"if (?:i|my|the|only|you)|could ?n?'?t? ?(?:ve|have) (?:got|hit|done|had)(?! (?:\d|one|two|three|a couple|another|more)? ?(?:\d )?more)|would ?(?:'?ve|have)|wonder if|one day i|some ?day|allergic|my (?:name|age|height)|days? (?:a|per|/) week|times (?:a|per|/) week|available|have only|only have|i have (?:a|only|about|\d+)(?! (?:done|trained|made|lifted|finished|completed|managed)))\b"
)
_PASTS = re.compile(
    r"\b(?:used to|back in (?:the day|college|school|uni|high ?school|my|january|february|march|april|may|june|july|august|september|october|november|december|\d{4})|back when|"
    r"in (?:college|high ?school|school|uni|my (?:prime|twenties|last prep|best|youth|20s|30s|teens)|(?:19|20)\d\d|summer|winter|spring)|when i was|when i used|before (?:the |my )?(?:pregnancy|kids|surgery|injury|accident|covid|baby|disc)|"
    r"years? ago|months ago|last (?:year|summer|winter|spring|season|prep)|(?:prs?|pbs?|records?|bests?|maxes|numbers) (?:from|in|of|back)|(?:my|all[- ]time|lifetime) (?:old |best |all[- ]time |lifetime )?(?:pr|pb|best|max|record|1rm)s? (?:is|are|was|were|stands|used)|"
    r"in my (?:last|old|previous|first) (?:prep|meet|program|job)|in my \w+ days|as a (?:kid|teen|teenager|student)|the other year)\b"
)
_PEOPLE = (
    r"(?:wife|husband|daughter|son|brother|sister|cousin(?: brother| sister)?|friend|buddy|partner|spotter|roomie|roommate|flatmate|neighbou?r|guy|dude|man|woman|lady|girl|boy|lads?|coach|"
    r"trainer|dad|mom|mum|father|mother|kids?|grandson|granddaughter|juniors?|athletes?|clients?|mates?|colleagues?|teammates?|magazine|article|website|youtuber|influencer|boss|uncle|aunt|nephew|niece|girlfriend|boyfriend|gf|bf|fella|bloke|kid|teenager|grandma|grandpa|pal|"
    r"doctor|physio|video|app|book|people|someone|somebody|everyone|he|she|they)"
)
_DOES = (
    r"(?:is|are|was|were|does|did|do|has|have|had|just|hits?|bench(?:es|ed)?|squat(?:s|ted)?|deadlift(?:s|ed)?|pull(?:s|ed)?|curl(?:s|ed)?|leg press(?:es|ed)?|rans?|runs?|told|tells|said|says|recommends?|slapped|lift(?:s|ed)?|can|could|"
    r"made|makes|making|went|swam|rode|press(?:es|ed)?|row(?:s|ed)|got|gets|puts?|load(?:s|ed)|rep(?:s|ped)|doing|manage[sd]?|crushed|smashed|finished|completed|snatch(?:es|ed)|clean(?:s|ed)|overhead|who|next to me|then|also|warmed|maxed|racked|failed|walked|trains?|trained|suggests?|keeps?|showed|covered|wants?)"
)
_OTHERS = re.compile(
    rf"{_LEAD}(?:(?:today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last night|this morning|tonight|at the gym|in the gym|saw|watched|heard)[,: ]+)*"
    rf"(?:(?:my|a|an|the|our|some|this|that|his|her|one of (?:my|the)) )?(?:[a-z]+ ){{0,3}}?(?<!with )(?<!w )(?<!to )(?<!at my )(?<!from )(?<!without ){_PEOPLE}\b(?:,[^,]{{1,40}},)?(?: (?:next to me|in the gym|at (?:the|my) gym|from work|here|also|now|just|at school|of mine))* {_DOES}\b"
    r"(?! (?:not there|shouted|absent|away)\b)(?!.{0,40}\b(?:had me|made me|let me|gave me|i did|so i|i got)\b)"
)
_MINE = re.compile(r"\b(?:had me|made me|let me|gave me|i did|but i|so i|and i)\b")
_BACK = re.compile(
    r"\bso: |\b(?:but|ended up|so) (?:i )?(?:only |just |actually |then )?(?:did|got|managed|went|hit|made|ended|took|stopped)\b|\b(?:ended up|in the end|instead (?:i )?did|what i did)\b"
)
_UNCOUNTED = re.compile(r"\((?=[^)]*\b(?:do ?n'?t|does ?n'?t|not) count)[^)]*\)")
_STARTS = re.compile(r"[,;(] ?(?:and |but |while )?(?=[a-z])| while | but ")
_GREETS = re.compile(r"^(?:good (?:morning|evening|afternoon|night)|morning)\b[ ,]*(?:coach|all|there|everyone)?\W*$")
_SETS_LOG = re.compile(r"^\W*(?:set \d|sets? of \d|sets?:|do(?:ne)? \d|did(?! (?:i|you|we|my)\b))")
_GOES_ON = re.compile(
    r"(?:,(?!\d)| and | then | but | - |: )(?=[^,]*\d ?(?:x|\*|@|reps\b|sets\b|for \d|km\b|k\b|mi\b))"
)
_CUTS = (", ", "; ", ". ", " - ", " but ", " and ", " so ", " then ", " (", "\n", " – ", ": ", "... ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the normalised text, and what it is about. Only ``sets`` may be stored."""

    start: int
    end: int
    about: About
    ends_line: bool = False


def clauses(text: str) -> list[Clause]:
    """Cut a normalised message at sentences, and those where they begin to speak of something else.

    >>> [(each.about, "squat 3x5 100, next week more. ok"[each.start : each.end]) for each in
    ...  clauses("squat 3x5 100, next week more. ok")]
    [('sets', 'squat 3x5 100'), ('plan', ', next week more. '), ('sets', 'ok')]
    """
    found: list[Clause] = []
    goes_on: About | None = None
    for start, end, ends_line in _sentences(text):
        parts = _parts(text, start, end)
        if goes_on and parts[0][2] == "sets":
            parts[0] = (parts[0][0], parts[0][1], goes_on)
        tail = text[start:end].rstrip(" \t")
        heads = parts[-1][2] in ("plan", "wish", "past", "other") and tail.rstrip("\n").endswith((";", ":"))
        stays = goes_on is not None and not tail.endswith("\n\n")
        goes_on = parts[-1][2] if heads or (stays and parts[-1][2] == goes_on and tail.endswith(("\n", ";"))) else None
        found += [Clause(*each, ends_line=ends_line and each is parts[-1]) for each in parts]
    return found


def why_aside(sentence: str) -> str:
    """Why a sentence is no training that was done, in a few words.

    >>> why_aside("slept 6h"), why_aside("I want to bench 100 kg"), why_aside("hello")
    ('a measurement, not training', 'not done yet', 'no sets in it')
    """
    text = plain(sentence).strip(" ,;")
    about = {each.about for each in clauses(text)}
    if about & {"question", "command"}:
        return "a question or a request"
    if "measurement" in about:
        return "a measurement, not training"
    if "other" in about:
        return "somebody else's training"
    if "past" in about:
        return "long ago"
    return "not done yet" if about & {"plan", "wish"} else "no sets in it"


def _sentences(text: str) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    begin = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and _NO_END.search(text, max(begin, match.start() - 12), match.start() + 1):
            continue
        found += _pieces(text, begin, match.end(), "\n" in match.group())
        begin = match.end()
    return [*found, *_pieces(text, begin, len(text), True)]


def _pieces(text: str, begin: int, end: int, ends_line: bool) -> list[tuple[int, int, bool]]:
    found = []
    while begin < end:
        cut = min(begin + MAX_SENTENCE, end)
        if cut < end:
            space = text.rfind(" ", begin + MAX_SENTENCE // 2, cut)
            cut = space + 1 if space > 0 else cut
        if text[begin:cut].strip():
            found.append((begin, cut, ends_line and cut == end))
        begin = cut
    return found


def _parts(text: str, start: int, end: int) -> list[tuple[int, int, About]]:
    sentence = text[start:end]
    bare = sentence.strip()
    if _GREETS.match(bare):
        return [(start, end, "chat")]
    if bare.rstrip(")\"' ").endswith("?"):
        return _asked(sentence, start, end)
    if _SETS_LOG.match(bare):
        pass
    elif _ASKS.match(bare):
        return [(start, end, "question")]
    elif _ORDERS.match(bare):
        return [(start, end, "command")]
    marked = _first_mark(sentence)
    if marked is None:
        return [(start, end, "sets")]
    at, about, until = marked
    cut = max(sentence.rfind(sign, 0, at + 1) for sign in _CUTS) if about != "other" else (at if at else -1)
    before = sentence[: max(cut, 0)]
    if not _tells_sets(before):
        cut, before = 0, ""
    parts: list[tuple[int, int, About]] = [(start, start + cut, "sets")] if before else []
    ends = None
    if about == "measurement":
        goes_on = _GOES_ON.search(sentence, until)
        ends = goes_on.start() if goes_on else None
    elif back := _BACK.search(sentence, until):
        ends = back.start()
    elif sentence[max(cut, 0) : at + 1].count("(") and (close := sentence.find(")", until)) > 0:
        ends = close + 1
    if ends is None:
        return [*parts, (start + cut, end, about)]
    return [*parts, (start + cut, start + ends, about), *_parts(text, start + ends, end)]


def _asked(sentence: str, start: int, end: int) -> list[tuple[int, int, About]]:
    """A question; what was told in the same breath before it is not one: "bench 3x5 80, how was that?"."""
    for match in re.finditer(r"[,;:] | - |\.\. ?|\(", sentence):
        tail = sentence[match.end() :]
        before = sentence[: match.start()]
        told = _tells_sets(before) and _first_mark(before) is None and not _ASKS.match(sentence.strip())
        if told and _ASKS.match(tail):
            return [(start, start + match.start(), "sets"), (start + match.start(), end, "question")]
    return [(start, end, "question")]


def _tells_sets(text: str) -> bool:
    """Whether a part of a sentence has numbers of its own that may be sets."""
    return (
        re.search(r"\d", re.sub(r"\b(?:week|wk|day|w|d) ?\d+|\d+ ?(?:am|pm|years?|o'clock)\b|\b\d{4}\b", "", text))
        is not None
    )


def _first_mark(sentence: str) -> tuple[int, About, int] | None:
    """Where a sentence begins to tell of something else than sets done: the place, what, and where the words end."""
    marks: list[tuple[int, About, int]] = []
    for about, pattern in _MARKS:
        if (match := pattern.search(sentence)) is not None:
            marks.append((match.start(), about, match.end()))
    for start in (0, *(match.end() for match in _STARTS.finditer(sentence))):
        other = _OTHERS.match(sentence[start:])
        if other is not None and not _MINE.search(sentence, start):
            marks.append((start, "other", start + other.end()))
            break
    return min(marks, default=None)


_MARKS: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("chat", _UNCOUNTED), ("measurement", _STATES), ("plan", _PLANS), ("wish", _WISHES), ("past", _PASTS),
)  # fmt: skip
