"""Phrases of how hard a set was, how it ended, and which set is spoken of."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.items import Failed, Felt, Form, Kind, Missed, Note, Number, Rated, Reps, Sets, Value, Word
from training.notation.numerals import NUMBER, value_of
from training.notation.order import Bodily, Dropped, Fix, Not, Scope
from training.notation.reading import Effort

INFERRED = {"easy": 6.5, "light": 6.5, "moderate": 7.5, "heavy": 9.0, "hard": 9.0, "brutal": 9.5, "grinder": 9.5}
"""RPE guessed from a word. Only ever a guess: it is mentioned, never stored (R12)."""
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_SINGLES = {"single": 1, "double": 2, "triple": 3}
_OOPS = "no|wait|scratch that|sorry|nah|nope|actually|hang on|hold on|make (?:that|it)|correction|i mean|oops|oh|ah|i meant|rather|call it"
_TO_A_NUMBER = r"(?:(?:it|that|that's|its|was|the|my|last|final|first|second|third|fourth|set|one|only|on|at|got|write|as|for|with|were) ){0,6}(?:@ ?)?\d"
Values = tuple[Value, ...]


def _rpe(match: re.Match[str]) -> Values:
    low = value_of(match[1])
    if low > 10:
        return (Word(match.group()),)
    if match[2] is None:
        return (Rated(low),)
    high = value_of(match[2])
    return (Rated((low + high) / 2, f"rpe {low:g}-{high:g}"),)


def _rir(match: re.Match[str]) -> Values:
    left = value_of(match[1])
    if match.groupdict().get("high"):
        return (Rated(10 - (left + value_of(match["high"])) / 2, match.group().strip("@ ")),)
    return (Rated(10 - left),) if left <= 10 else (Word(match.group()),)


def _rirs(match: re.Match[str]) -> Values:
    return tuple(Rated(10.0 - float(each)) for each in re.findall(r"\d", match[1]))


def _adjective(match: re.Match[str]) -> Values:
    word = match[1]
    return (Felt(Effort(INFERRED[word.removesuffix("s") if word == "grinders" else word], match.group().strip())),)


def _missed_rep(match: re.Match[str]) -> Values:
    """ "Missed the 4th", "failed on 4": one rep less counted."""
    word = match["nth"]
    return (Failed(_NTH.get(word, int(re.sub(r"\D", "", word) or 1)) - 1),)


def _scope(match: re.Match[str]) -> Values:
    groups = match.groupdict()
    many = int(groups["many"]) if groups.get("many") else 1
    which = groups.get("which") or groups.get("which2") or "last"
    if which in ("last", "final"):
        return (Scope(-1, many),)
    return (Scope(_NTH[which], many),)


def _is_plural(words: str) -> bool:
    return "ups" in words or words.startswith(("all", "both"))


def _singles(match: re.Match[str]) -> Values:
    reps = Reps(_SINGLES[match["name"]], note="singles")
    return (Sets(int(match["count"])), reps) if match["count"] else (reps,)


PHRASES = (
    ("rpe rpes @ at", rf"(?:@|at)?\s?rpes?\s?(?:[:=@~]|of |was |is |like |around |about |a )?\s?{NUMBER}(?:\s?-\s?{NUMBER})?(?![\d:x])", _rpe),
    ("0", r"([5-9](?:\.5)?|10) out of (?:10|ten)\b", lambda match: (Rated(value_of(match[1])),)),
    ("rir @ at", rf"(?:@|at)?\s?rir\s?(?:[:=@~]|of |was |about )?\s?{NUMBER}(?:\s?-\s?(?P<high>\d))?", _rir),
    ("rir", r"rir\s?[:=]?\s?([0-5](?:\s?[,/ ]\s?[0-5]){1,9})(?![\dx.])", _rirs),
    ("felt", r"felt (?:like |about )?(?:an? )?(?:rpe )?([5-9](?:\.5)?|10)\b(?! ?(?:reps|more|kg|lb|years))", lambda match: (Rated(value_of(match[1])),)),
    ("left", rf"left {NUMBER}(?: (?:in the tank|reps?|in reserve))(?! ?(?:,|/|r\b|per|kg|lb))", _rir),
    ("left", rf"left {NUMBER}$", _rir),
    ("0", rf"{NUMBER}(?:\s?-\s?(?P<high>\d))? (?:more )?(?:reps? )?(?:left )?(?:in (?:the |my )?tank|in reserve|left in (?:the tank|me)|rir(?! ?[:=]?\s?[0-5]\b(?!\s?[x*])))", _rir),
    ("had", rf"had {NUMBER} (?:more )?(?:reps? )?(?:left|in me|in the tank|in reserve)(?: in (?:the tank|reserve))?", lambda match: (Rated(10 - value_of(match[1])),)),
    ("could could've coulda couldve i", rf"(?:i )?(?:that i )?could(?:'ve|ve|a| have)? (?:easily |probably |maybe )?(?:done|got|gotten|hit|do|get) {NUMBER} more(?: reps?)?", lambda match: (Rated(10 - value_of(match[1])),)),
    ("super very really felt pretty quite way too so fairly was were",
     r"(?:(?:super|very|really|felt|pretty|quite|way|too|so|fairly|was|were|it)\s){1,3}"
     r"(easy|light|moderate|heavy|hard|brutal)\b(?: af\b| as hell\b)?", _adjective),
    ("a grinder grinders", r"(?:a |total )?(grinders?)\b(?! ?@)", _adjective),
    ("easy light moderate heavy hard brutal",
     r"(easy|light|moderate|heavy|hard|brutal)\b(?! (?:single|double|triple|set|day|week|weight|bag|band|part|to|going))(?: af\b)?", _adjective),
    ("heavy easy hard light", r"(?:heavy|easy|hard|light)(?= (?:single|double|triple|set))", lambda match: (Word(""),)),
    ("all", r"all(?= (?:wu|warm))", lambda match: (Scope(0),)),
    ("all both every each", r"(?:all|both|every|each)(?: (?:of them|the|my|three|\d) ?)? ?(?:sets?|ones?|times?)?(?= (?:to |till |until |taken )?(?:failure|at|rpe|@|a?round|about|rir|with))|(?:in |on |for )?(?:all|both|each|every)(?: of (?:them|it)| sets?| ones?)?(?= ?(?:$|[.,;)\n]))|every set\b|each set\b|all sets\b", lambda match: (Scope(0),)),
    ("in on for at", r"(?:in|on|for|at) (?:all(?: of)?|both|each(?: of)?|every)(?: of)?(?: them| sets?| set| ones?| it| three)?(?= ?(?:$|[.,;)\n]))", lambda match: (Scope(0),)),
    ("last final", r"(?P<which>last|final) (?P<many>\d)(?: sets?)?(?= (?:at|were|was|rpe|@|to|felt|only|with|had))", _scope),
    ("on the my in for and last final", r"(?:and )?(?:on |in |for |at )?(?:the |my )?(?P<which>last|final)(?: (?P<many>\d)(?= sets?\b))?(?: very)?(?: (?:sets?|ones?|round|go|single|double|triple)\b)(?! ?(?:week|night|time|year))(?: (?:was|were|had|went|got|at|for|only|i|just|managed|a|an|of|then))*|(?:on |in |for )?(?:the |my )?(?P<which2>last)(?= ?(?:$|[.,;)(\n@]| \d{1,2}(?! ?(?:days?|weeks?|nov|kg))(?!\d)| was| which| only| amrap| to | failed| reps? ))(?: (?:was|which|only))*", _scope),
    ("first second third fourth fifth 0", r"(?P<which>first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)) (?:(?:set|one|round)\b|(?=was|had|only|got|just|with))(?: (?:was|were|had|went|got|at|for|only|i|just|managed|a|an|of))*", _scope),
    ("on in the for and", r"(?:and )?(?:(?:on|in|for) )?the (?P<which>first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th))\b(?! (?:time|rep|plate|pull|week|day|half|part|exercise|machine|barbell|session))(?: (?:set|one|round))?(?: (?:was|were|had|went|got|at|for|only|i|just|managed|a|an|of|stopped at))*", _scope),
    ("set sets", r"set (?P<many>[1-9])(?= (?:i |was|only|had|got|just|to failure|at|which|where)\b)(?: (?:was|were|had|got|i|only|just|did))*", lambda match: (Scope(int(match["many"])),)),
    ("all", r"all (\d{1,2})'?s\b", lambda match: (Reps(int(match[1])),)),
    ("one 1", r"(?:one|1) more(?= (?:at|with|@|\+|for))", lambda match: (Sets(1, more=True),)),
    ("straight", r"straight (?:to|down to|into)(?= ?\d)", lambda match: (Dropped(),)),
    ("first", r"first (?P<many>\d)(?: sets?)?(?= (?:at|were|rpe|@|to|felt|with|only))", lambda match: (Scope(1, int(match["many"])),)),
    ("to till until taken tf failure hit both all", r"(?:taken )?(?:to|till|until|hit)?(?: the)? ?(?:absolute |technical |muscular |complete |total )?(?:failure|tf)\b", lambda match: (Failed(),)),
    ("missed miss failed fail failing couldn't couldnt didn't didnt", r"(?:missed|miss|failed|fail|failing)(?: on| at)?(?: the| my)? (?:rep )?(?P<nth>\d{1,2}(?:th|rd|nd|st)|(?:1[0-2]|[1-9])(?! ?(?:kg|lb|x|@|sets|\.\d|\d|for|on|at|times))|first|second|third|fourth|fifth|sixth)\b(?: rep| one| attempt)?(?! (?:kg|lb|attempt))", _missed_rep),
    ("missed failed", r"(?:missed|failed) (?:it|one|that|the \w+) (?:the )?(?:first|1st)[^,.;)\n]{0,20}", lambda match: (Word(match.group()),)),
    ("no missed miss failed fail nope", r"(?:no lift|no rep|missed it|failed it|missed|miss|failed|fail)\b(?!\s+\w+ing\b)(?! \d{1,2} (?:nov|oct|dec|jan))(?=\s*(?:$|[,.;)\n!]|@ ?\d|\d|the|it|on|lift|rep|at|that|twice|once|both|my|jerk|lockout|2 times|a \d))(?! on (?:the|my) (?:last|third|second|first))", lambda match: (Missed(),)),
    ("got hit did managed made squeezed ground only", rf"(?:only )?(?:got|hit|did|managed|made|squeezed out|ground out)(?: only| just| out)? {NUMBER}(?: reps?\b)?(?! ?(?:x|\*|sets|of|kg|kilo|lb|pound|min|sec|km|k\b|mi|m\b|plate|rounds|exercises|pull|push|singles|doubles|triples|s\b|%|meter|metre|per|each|hour|laps|lengths))", lambda match: (Number(value_of(match[1]), got=True),)),
    ("one a 1 and", r"(?:and )?(?:one|a|1) (?:last|final|more|extra) set(?: of)?\b", lambda match: (Sets(1, more=True),)),
    ("0", rf"{NUMBER} (?:more )?of (?:those|them|these|'?em)\b", lambda match: (Sets(int(value_of(match[1])), times=True),)),
    ("0", rf"{NUMBER} warm(?:ing|ed)?(?:[ -]?ups?)? sets?(?: of| at| with)?\b", lambda match: (Kind("warmup"), Sets(int(value_of(match[1]))))),
    ("another 0", rf"(?:another|{NUMBER} (?:more|extra|additional)) sets?(?: of| with|:)?", lambda match: (Sets(int(value_of(match[1] or "1")), more=True),)),
    ("amrap max amraps maxed as", r"(?:amraps?|max(?: reps?| effort)?|as many (?:reps )?as (?:i could|possible))\s?(?:[:=]|of |x |got )?\s?(\d{1,2})(?![\d.,])(?! ?(?:min|'|:|x ?\d|kg|lb|@))(?! (?!reps)[a-z])(?: reps\b)?", lambda match: (Reps(int(value_of(match[1])), "amrap"),)),
    ("amrap amraps max as", r"amraps?\b|max reps?\b|as many (?:reps )?as (?:i could|possible)\b", lambda match: (Reps(None, "amrap"),)),
    ("warmup warmups wu warm w warming warmin just all both", r"(?:(?:(?:just|all|both) )?warm(?:ed|in|ing)?[ -]?ups?(?: sets?)?|warming(?: ?-?up)?(?: sets?)?|wu|w/u|(?<=\()w(?=\))|w(?=[ :]? ?\d+(?:\.\d+)? ?(?:kg|lb)?s? ?[x*×])|w(?= ?:)|(?<=\d)w\b)(?: with| at| to| was)?\s?:?", lambda match: (Kind("warmup", _is_plural(match.group())),)),
    ("to", r"to (?:get |be )?warm(?:ed)?(?: ?-?up)?\b", lambda match: (Word(""),)),
    ("strip stripped then", r"(?:then )?strip(?:ped)?(?: it)?(?: (?:straight |right )?(?:back |down )?to)?(?= ?\d)\s?", lambda match: (Dropped(),)),
    ("triple double", r"(?:triple|double) drops?(?: ?-?sets?)?\b\s?:?", lambda match: (Dropped(),)),
    ("drop dropset dropsets drops dropped dropping ds then straight", r"(?:then )?(?:drop(?:ped|ping)?(?: ?-?sets?)?|drops|ds)(?!(?: back)?(?: by)? \d+ ?%)(?:,? (?:straight )?(?:to|down to|of|with|it to))?\b\s?:?", lambda match: (Dropped(),)),
    ("top topset", r"top ?-?sets?(?: of| at| was)?\s?:?|top(?= (?:single|double|triple|\d))", lambda match: (Form("top"),)),
    ("back backoff backoffs backdown down", r"(?:back ?-?(?:offs?|downs?)|down)(?: sets?)(?: of| at| was| were)?\s?:?|back ?-?(?:offs?|downs?)\b(?: at| of)?\s?:?", lambda match: (Form("backoff"),)),
    ("working work worksets", r"work(?:ing)?(?: sets?(?: of| at| was| were| with)?\s?:?|(?= ?:? ?\d))|worksets?\s?:?", lambda match: (Form("work"),)),
    ("0 single singles double doubles triple triples",
     r"(?:(?<![\d.])(?P<count>[1-9]|1[0-2]) (?:heavy |easy |top |more |paused |quick )?)?(?P<name>single|double|triple)(?P<many>s?)\b(?!(?: |-)(?:arm|leg|under|hand|jump|unders))(?: (?:at|of|with))?", _singles),
    ("rest rp", r"rest ?-?pause\s?:?|rp(?=\b)\s?:?", lambda match: (Form("rest-pause"),)),
    ("myo myos myoreps", r"myos?(?: ?-?reps?)?\s?:?", lambda match: (Form("myo-reps"),)),
    ("cluster clusters", r"clusters?(?: sets?)?\s?:?", lambda match: (Form("cluster"),)),
    ("no wait scratch sorry nah nope actually make correction i oops oh ah hang hold call so",
     rf"(?:so )?(?:(?:{_OOPS})\b[,.: ]*){{1,6}}(?={_TO_A_NUMBER})", lambda match: (Fix(),)),
    ("sorry correction wait scratch strike mistyped i hang hold mistake oops", r"(?:sorry|correction|wait|scratch that|strike that|(?:i )?mistyped|i meant?|hang on|hold on|(?:my )?mistake|oops)\b(?=[^\d.;\n]{0,60}\d)", lambda match: (Fix(),)),
    ("but", r"but (?:it|that) was(?= \d)", lambda match: (Fix(),)),
    ("not", r"not (?=(?:the )?\d)", lambda match: (Not(),)),
    ("no without bodyweight just unweighted w/o zero", r"(?:no|without|w/o|zero)(?: any| added| extra)? (?:weights?|load|dumbbells)\b|unweighted\b", lambda match: (Bodily(),)),
    ("per each e both every on", r"(?:(?:per|each|both|every|on each|on both) (?:side|arm|leg|sides|arms|legs|hand|way|direction)s?\b|e/s\b)", lambda match: (Note("per side"),)),
)  # fmt: skip
