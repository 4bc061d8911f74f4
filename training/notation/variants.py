"""How sets were done: tempo, pauses, gear, rest, machine figures. Canonical short phrases for notes."""

# ruff: noqa: E501 - a pattern is read best in one line
import re

from training.notation.items import Fixed, Form, Intervals, Kind, Ladder, Note, Reps, Value, Word
from training.notation.numerals import NUMBER, value_of
from training.notation.tokens import seconds

Values = tuple[Value, ...]

_WORDS = {
    "paused": "paused", "pause": "paused", "pauses": "paused", "beltless": "beltless", "belted": "with belt",
    "tng": "touch and go", "raw": "raw", "sleeves": "sleeves", "straps": "straps", "wraps": "wraps",
    "slingshot": "slingshot", "chains": "chains", "negatives": "negatives", "negative": "negatives",
    "eccentrics": "negatives", "partials": "partials", "blocks": "from blocks", "strict": "strict", "kipping": "kipping",
    "rx": "rx", "rxd": "rx", "scaled": "scaled", "unbroken": "unbroken", "ub": "unbroken", "banded": "banded",
    "supinated": "supinated", "pronated": "pronated", "deficit": "deficit", "incline": "incline",
}  # fmt: skip


def _tempo(match: re.Match[str]) -> Values:
    return (Note("tempo " + "-".join(re.findall(r"[\dx]", match[1]))),)


def _rest(match: re.Match[str]) -> Values:
    return (Note(f"rest {_rest_seconds(match['n'], match['unit'])} s"),)


def _rest_seconds(text: str, unit: str | None) -> str:
    if ":" in text:
        return f"{seconds(text):g}"
    value = value_of(text)
    minutes = (unit is not None and unit.strip()[0] in "m'") or (unit is None and value <= 6)
    return f"{value * (60 if minutes else 1):g}"


def _ladder(match: re.Match[str]) -> Values:
    steps = [int(step) for step in re.findall(r"\d+", match[1])]
    return (Ladder(tuple(steps)),)


def _down(match: re.Match[str]) -> Values:
    high, low = int(value_of(match[1])), int(value_of(match[2]))
    step = -1 if high >= low else 1
    if abs(high - low) > 50:
        return (Word(match.group()),)
    return (Ladder(tuple(range(high, low + step, step))),)


def _intervals(match: re.Match[str]) -> Values:
    on, off = match[1], match[2]
    return (Intervals(float(on), float(off), int(match[3]) if match[3] else None),)


def _reps_on_off(match: re.Match[str]) -> Values:
    return (Intervals(float(match[2]), float(match[3]), int(match[1])),)


def _seconds_note(match: re.Match[str]) -> Values:
    """Seconds of a pause, a slow part or a rest; as they are said, but for a rest."""
    words = match.group()
    if re.search(r"rest|between", words):
        return note(f"rest {re.sub(chr(92) + 'D.*', '', words)} s")
    if "pause" in words:
        return note(f"paused {(re.search(chr(92) + 'd+', words) or match)[0]} s")
    return note(words)


def _walk(match: re.Match[str]) -> Values:
    return (Fixed(1800.0, None, ("12 % incline", "3 mph")),)


def note(text: str) -> Values:
    """One note."""
    return (Note(text),)


_REST_FOR = r"(?P<n>\d{1,3})(?P<unit>\s?(?:mins?|minutes?|'|secs?|seconds?|s|\"))(?![\d\w])"
_REST = r"(?P<n>\d{1,3}:\d\d|\d{1,4}(?:[.,]\d)?)(?P<unit>\s?(?:mins?|minutes?|m|'|secs?|seconds?|s|\"))?(?![\d\w])"

PHRASES = (
    ("week wk w weeks year grade day d phase block part cycle prep", r"(?:prep )?(?:(?:week|wk|year|grade|phase|block|part|cycle|prep) ?\d{1,2}(?:,? ?(?:day|d) ?\d)?|w\d{1,2},? d\d|day \d{1,2}|d\d)\b(?! ?(?:x|kg|@))", lambda match: (Word(match.group()),)),
    ("e", r"e1rm(?: (?:check|test|day))\b", lambda match: (Word(match.group()),)),
    ("lvl level", r"(?:lvl|level) \d{1,2}\b", lambda match: note(match.group().replace("lvl", "level"))),
    ("between", r"between \d{1,2}:\d\d and \d{1,2}:\d\d,?(?: avg| average)?", lambda match: (Word(match.group()),)),
    ("rate stroke", r"(?:stroke )?rate:? ?\d{2}\b", lambda match: note(match.group())),
    ("at", r"at \d{1,2} ?(?:h|uhr|hs)\b", lambda match: (Word(match.group()),)),
    ("was up vs", r"(?:was|up from|vs) \d{1,3}(?:\.\d)?(?: ?(?:kg|lb)s?)? (?:last (?:time|week|month|year|session)|before|in (?:january|february|march|april|may|june|july|august|september|october|november|december))", lambda match: (Word(match.group()),)),
    ("0", r"\d{3,4}(?:\.\d)? total\b", lambda match: (Word(match.group()),)),
    ("=", r"= ?\d{1,4} (?:total|in total|altogether|in all)\b", lambda match: (Word(match.group()),)),
    ("ran", r"ran the rack", lambda match: (Word(match.group()),)),
    ("no", r"no (?:bands?|straps|belt on)\b", lambda match: (Word(match.group()),)),
    ("on", r"on (?:one|1) leg\b", lambda match: note("single leg")),
    ("sub", r"sub[ -]?\d{1,3}(?::\d\d)?(?: ?min\w*)?", lambda match: (Word(match.group()),)),
    ("before", r"before (?:that|this|it|those)\b,?(?= (?:i |it |was |did |a |with )*\d)|before,? (?=\d (?:warm|sets))", lambda match: (Form("before"),)),
    ("on", r"on (?:my|the|both) knees\b|from (?:my|the) knees\b", lambda match: note("kneeling")),
    ("0", r"5/3/1(?!\+)(?= (?:week|wk|w\d|bench|press|squat|dead|ohp|day|bbb|:|[a-z]{4}))", lambda match: (Word("5/3/1"),)),
    ("0", r"\d{1,3} ?s(?:ec)?(?:onds?)? (?:between|down|up|pause|descent|ecc\w*|negatives?)\b(?: sets?)?", _seconds_note),
    ("pause paused", r"paused? (?:up |at the (?:top|bottom) )?(?:of |for )?\d{1,2} ?s(?:ec)?(?:onds?)?\b", _seconds_note),
    ("0", r"\d{1,2} ?s(?:ec)?(?:onds?)? ?(?:paused?|pauses|eccentrics?|lowering)\b", _seconds_note),
    ("drag", r"drag (?:factor )?\d{2,3}", lambda match: note(match.group())),
    ("drop dropped then down", r"(?:then )?(?:drop(?:ped)?|down|back)(?: back)?(?: by)? \d{1,2} ?%(?: to)?", lambda match: (Form("backoff"),)),
    ("12", r"12-3-30\b", _walk),
    ("tempo t", r"(?:tempo|t\s?/)\s?:?\s?((?:[\dx]-?){3,4})(?![\d])", _tempo),
    ("0", r"([1-6][0-6][0-6][0-6])(?<!00)(?![\d.:,/-])(?! ?(?:m\b|k|steps|cal|s\b|row|lb|x|@|yd|ft|[a-z]))", _tempo),
    ("rest rested resting r recovery", rf"(?:rest(?:ed|ing)?|recovery|r)\s?(?:of |for |:|=)?\s?{_REST}(?: rest| between(?: sets)?| each)?", _rest),
    ("0 with w", rf"(?:w/\s?|with )?{_REST} (?:rests?(?! ?:? ?\d)|recovery|breaks?|between sets)\b", _rest),
    ("0 with w", rf"(?:w/\s?|with )?(?<![x*])(?<![x*] ){_REST_FOR} (?:(?:in |off |rest )?between\b(?: (?:sets|each|them|reps))?|off(?= ?(?:[,.;)]|$|\n|each)))", _rest),
    ("off", rf"off {_REST_FOR}", _rest),
    ("0 8", r"(\d{1,2})\s?x\s?(\d{1,3})\s?s(?:ec)? on[,/ ]{1,2}(\d{1,3})\s?s(?:ec)? off", _reps_on_off),
    ("0", r"(?<![/\dx])(\d{2})\s?/\s?(\d{2,3})(?:s)?\s?(?:x|\*|for)\s?(\d{1,2})(?: rounds)?\b(?! ?(?:kg|lb|@))", _intervals),
    ("0", r"(\d{1,3})\s?s(?:ec)? on[,/ ]{1,3}(\d{1,3})\s?s(?:ec)? off(?:\s?x\s?(\d{1,2}))?", _intervals),
    ("0", rf"{NUMBER}\s?s(?:ec)?(?:onds?)? (?:pauses?|paused|hold at [a-z]+)\b", lambda match: note(f"paused {value_of(match[1]):g} s")),
    ("deficit", rf"deficit {NUMBER}\s?(cm|in|inch|inches|\")", lambda match: note(f"deficit {value_of(match[1]):g} {'cm' if match[2] == 'cm' else 'in'}")),
    ("0", rf"{NUMBER}\s?(cm|in|inch|inches|\") deficit\b", lambda match: note(f"deficit {value_of(match[1]):g} {'cm' if match[2] == 'cm' else 'in'}")),
    ("w with without no", r"(w/|with|without|no) ?(?:a |the )?belt\b", lambda match: note("with belt" if match[1][0] == "w" and match[1] != "without" else "beltless")),
    ("w with", r"(?:w/|with) ?(?:a |the )?(chains|slingshot|straps|wraps|sleeves)\b", lambda match: note(match[1])),
    ("touch", r"touch (?:and|&|n) go\b", lambda match: note("touch and go")),
    ("dead", r"dead ?-?stops?\b", lambda match: note("dead stop")),
    ("from off", r"(?:from|off) (?:the )?(blocks|pins|floor|knees|rack)\b", lambda match: note(f"from {match[1]}")),
    ("pin pins", r"pins?\b(?! ?\d)(?! press| squat)", lambda match: note("pin")),
    ("zone z", r"(?:zone|z)\s?([1-5])\b", lambda match: note(f"zone {match[1]}")),
    ("hr heart avg", r"(?:avg )?(?:hr|heart ?rate)\s?:?\s?(\d{2,3})\s?(?:/|-|max|,)?\s?(\d{2,3})?\b", lambda match: note(f"hr {match[1]}" + (f"/{match[2]}" if match[2] else ""))),
    ("pace average avg", r"(?:average |avg )?pace(?: is| was| of| about)? ?:? ?\d{1,2}:\d\d\b(?! ?(?:/|per))", lambda match: note(match.group())),
    ("split", r"split(?: of)?\s?:?\s?(\d:\d\d(?:\.\d)?)", lambda match: note(f"split {match[1]}/500 m")),
    ("0", r"500\s?m splits?\s?:?\s?(\d:\d\d(?:\.\d)?)", lambda match: note(f"split {match[1]}/500 m")),
    ("0", rf"{NUMBER}\s?% ?(?:incline|grade|inc)\b", lambda match: note(f"{value_of(match[1]):g} % incline")),
    ("incline grade", rf"(?:incline|grade)\s?(?:of |at |:)?{NUMBER}(?! ?(?:x|@|kg|lb|reps|sets))\s?%?", lambda match: note(f"{value_of(match[1]):g} % incline")),
    ("speed", rf"speed\s?:?\s?{NUMBER}", lambda match: note(f"speed {value_of(match[1]):g}")),
    ("ladder", r"ladder\s?:?\s?(\d{1,3}(?:[-,/ ]{1,2}\d{1,3}){1,20})(?! ?[x@%])", _ladder),
    ("0", rf"{NUMBER} down to {NUMBER}", _down),
    ("0", r"(\d{1,3}) to (\d{1,3}) ladder\b", _down),
    ("0", r"21s\b", lambda match: (Fixed(21.0, 21, ("21s",)),)),
    ("left l", r"(?:left|l)\s?(\d{1,3})\s?,?\s?/?\s?(?:and )?(?:right|r)\s?(\d{1,3})\b", lambda match: (Reps(min(int(match[1]), int(match[2])), note=f"left {match[1]}, right {match[2]}"),)),
    ("worked working work ramped ramping built", r"(?:(?:work|ramp)(?:ed|ing)|built) (?:my |our )?way up (?:with|through)\b", lambda match: (Kind("warmup"),)),
    ("worked work up built", r"(?:worked|working|work|built)? ?up to(?: an?\b)?", lambda match: note("worked up")),
    (" ".join(_WORDS), rf"({'|'.join(_WORDS)})\b", lambda match: note(_WORDS[match[1]])),
)  # fmt: skip
