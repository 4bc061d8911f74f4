"""Numbers that are signs: temperatures, pressures, sugar, pulse, counts of tablets, weeks of pregnancy."""

import re

from training.red_flags.words import LONGEST_READ, plain

_NOT_LOAD = r"(?![.,]\d)(?! ?(?:kg|kilo|lbs?|km|x|×|reps?|s\b|sec|min|m\b|%|k\b|/|,\d{3}|cm|on the|y\b|:))"
_FEVERISH = (
    r"(?:fever|temp\w*|fieber|fiebre|fievre|febbre|febre|shiver\w*|schuttelfrost|aching|chills|frissons|brividi)"
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("high_temperature", rf"{_FEVERISH}\D{{0,30}}\b(?:39|4[0-2])(?:[.,]\d)?\b{_NOT_LOAD}"),
    ("high_temperature", rf"\b(?:39|4[0-2])(?:[.,]\d)?\b{_NOT_LOAD}\W{{0,3}}(?:c\b|de fiebre|de temperatura|of fever|fieber|grad fieber)?[^.\d]{{0,30}}{_FEVERISH}"),
    ("high_temperature", rf"\b(?:38[.,][5-9]|39[.,]\d|40[.,][0-5])\b{_NOT_LOAD}(?=.{{0,60}}(?:ach|sick|shiver|cold|hot|sweat|morning|fever|fieb|fieb|malat|kidney|riñon|dnp|heart))"),
    ("temperature", rf"\b(?:37[.,][6-9]|38(?:[.,]\d)?|39(?:[.,]\d)?|40(?:[.,]\d)?|10[0-5][.,]\d)\b{_NOT_LOAD}"),
    ("high_temperature", r"\b10[2-6](?:[.,]\d)? ?(?:°|degrees|f\b)|fever\D{0,15}10[0-6]|10[0-6](?:[.,]\d)? fever"),
    ("heat_temperature", r"core temp\D{0,12}4[0-3]|temp\w* (?:was |is |of )?4[0-3](?:[.,]\d)?"),
    ("high_pressure", r"(?:bp|pressure|blutdruck|tension|pressao|pressione)\D{0,40}(?:1[6-9]\d|2\d\d) ?(?:/|over|zu|su|por|sur) ?\d{2,3}"),
    ("high_pressure", r"\b1\d\d ?(?:/|over) ?1[01]\d\b(?=.{0,60}(?:headache|pressure|bp\b|nosebleed|cuff))"),
    ("low_sugar", r"(?:meter|sugar|glucose|dexcom|bg|zucker|azucar|glicemia|glycemie|glicose|type 1|t1|diabet\w*)\D{0,40}\b(?:[12][.,]\d|3[.,][0-4]|[345]\d)\b(?! ?(?:kg|x|m\b|km|k\b|s\b|min|[.,]\d))"),
    ("high_sugar", r"(?:meter|sugar|glucose|bg|zucker|azucar|glicemia|glycemie|glicose|medidor|dexcom)\D{0,25}\b(?:2[5-9]\d|[3-6]\d\d|1[5-9][.,]?\d?|2\d[.,]?\d?)\b(?! ?(?:kg|x|m\b|km))|\b[3-6]\d\d (?:en el medidor|on the meter)"),
    ("ketones", r"ket\w*\D{0,15}(?:high|moderate|large|[1-9][.,]\d)|(?:high|moderate|large) ketones?|chetoni|cetonas"),
    ("rest_pulse", r"\b(?:1[2-9]\d|2[0-2]\d) ?(?:bpm)?\b(?! ?(?:kg|lbs?|k\b|\d*x|\d+x|by|km|m\b))(?=[^x.]{0,40}\b(?:lying (?:down|still|here|in)|in bed|couch|sofa|sat down|resting|liegen|tumbad|sentad|parad|riposo|assis|allonge|deitad))|(?:watch says|heart|pulse|pulso|puls|corazon|coracao) ?(?:is |at |a |de )?(?:1[2-9]\d|2[0-2]\d)\b(?=.{0,60}(?:lying|bed|couch|sofa|sat|rest|dizzy|faint|liegen|tumbad|parad))"),
    ("many_tablets", r"\b(?:1[0-9]|[2-9]\d) (?:x )?(?:paracetamol|tylenol|tablets?|pills?|tabletten|pastillas|comprimidos|cachets|pastiglie|compresse|ibuprofen)|paracetamol\D{0,10}\b(?:1[2-9]|[2-9]\d)\b"),
    ("weeks_pregnant", r"\b(?:[4-9]|[1-3]\d|4[01]) ?(?:wks?|weeks?|w)\b(?=.{0,40}(?:preg|gone|baby|bump|midwife|bleed|itch))|\b(?:[1-3]\d|4[01]) ?\.? ?(?:wks?|weeks?|w|woche|ssw|sa|semanas|settimane|settimana|semaines)\b"),
    ("child_age", r"\b(?:[0-9]|1[0-7]) ?(?:yo|years? old|anni|anos|ans|jahre|monate|mois|meses|mesi)\b|\b(?:son|daughter|boy|girl|lad|kid|kleine|kleiner|sohn|tochter|hijo|hija|fils|fille|filho|filha|figlio|figlia|nina|nino)\b\W{0,3}(?:is |de |di |von |mit )?\(?\d{1,2}\b"),
    ("old_year", r"\b(?:19[5-9]\d|200\d|201\d|202[0-4])\b|\b(?:[2-9]|1\d|2\d|3\d) ?(?:yrs?|years?|jahren?|anos|ans|anni) (?:ago|back|clear|recovered)|\bvor (?:\d+|zehn|vielen) jahren|\bhace \d+ anos|\bil y a \d+ ans|\bha \d+ anos|\b\d+ anni fa"),
    ("log_numbers", r"\d{1,6} ?[x×] ?\d+"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _PATTERNS)
NAMES = tuple(dict.fromkeys(name for name, _ in _PATTERNS))


def measures_in(text: str) -> list[tuple[str, str]]:
    """The signs in numbers, each with the words it was read from.

    >>> measures_in("39.1 this morning, aching everywhere")[0]
    ('high_temperature', '39.1 this morning, aching')
    >>> [name for name, _ in measures_in("bp was 190/115 this morning")]
    ['high_pressure']
    >>> measures_in("bench 39.5 kg today")
    []
    """
    text = " ".join(plain(text[:LONGEST_READ]).split())
    found = [(name, match.group(0)) for name, pattern in _COMPILED if (match := pattern.search(text)) is not None]
    return list(dict(reversed(found)).items())[::-1]
