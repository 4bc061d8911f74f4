"""Which of six languages a message is written in: by its function words and the endings of its words."""

import re
from collections import Counter
from functools import lru_cache
from typing import Literal, cast, get_args

from training.red_flags.words import LONGEST_READ, plain

Language = Literal["en", "de", "es", "fr", "pt", "it"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_FUNCTION_WORDS: dict[Language, str] = {
    "en": "the and you your is are of to it that this with not i im my me was were be been have has had do does did dont "
    "cant can what when where how why should would could will just from for at on in out up off down or if so but after "
    "before today yesterday tomorrow since now then than they he she we his her their there here no yes ok a an as by "
    "week day days min ago still about all again got get like did any some too very feel feels want need set sets "
    "wont didnt isnt its thats hes shes ive ill thx pls cos tho u ur plan log next back last first one two three",
    "de": "der die das und du dein deine ist sind nicht mit ein eine zu auf dich sofort ich wenn dem den bis oder mein "
    "meine meinen meiner mir mich hab habe hat war bin beim vom zum im am seit jetzt heute gestern morgen noch schon auch "
    "nur aber nach vor bei aus wie was wo wann warum kann soll muss will ne nen nem n mal grad gerade halt sich er sie es "
    "wir ihr kein keine einen einem einer ueber uber unter fur dass doch so sehr alles nix nichts wieder dann da dir hier "
    "letzte woche tag tage kilo wdh satz satze training ohne gemacht tut weh immer mehr wird werden wurde rum runter",
    "es": "el la los las y tu es son de que no con un una por para si se te lo al ahora hasta esta estoy mi mis me he ha "
    "ayer hoy manana desde pero muy mas como cuando porque sin del le les nos yo ella ellos hay tengo tiene hacer hago "
    "ya todo toda todos esto eso tambien puedo puede hace dias semana semanas despues antes sobre entre donde qué cada "
    "una unos unas su sus va voy fue era anos dos tres kilos series entreno jaja siento duele q algo nada",
    "fr": "le la les et tu vous votre est sont de que ne pas avec un une pour si il se du des au maintenant en ce je j ai "
    "mon ma mes me m suis c d l qu n y sur dans par plus depuis hier demain aujourd hui matin soir mais ou on nous elle "
    "elles leur lui ca cette ces tout tous toute fait faire peux peut sans quand comme apres avant jamais rien quel quelle "
    "quoi jours semaine fois aux t s etre ete j'ai deux trois series kilos seance mal stp mdr la encore tres",
    "pt": "o a os as e voce seu sua e sao de que nao com um uma para pra pro se do da no na agora ate em ao eu meu minha "
    "meus minhas to ta estou esta foi fiz faz mas mais ontem hoje hj amanha desde sem dos das nos nas pelo pela por como "
    "quando onde ja muito tudo nada isso esse essa ele ela eles tem tenho ter posso pode fazer dias semana depois antes "
    "dois duas tres kg treino treinei series kkk kkkk vc tb so nem la aqui senti sinto dor doi q sou era ha nao",
    "it": "il lo la gli e tu e sono di che non con un una per se si del della al adesso subito fino sei in ho hai ha mi "
    "mio mia miei mie i le un' da dal dalla nel nella sul sulla alla allo agli ma anche come quando dove perche poi ieri "
    "oggi domani ancora piu molto tutto tutti niente questo questa sta sto faccio fare fa posso puo devo giorni settimana "
    "dopo prima senza ci ne c e' era sono stato stata fatto quanto due tre ogni cosa solo gia al l d un altro",
}  # fmt: skip
_ENDINGS: dict[Language, str] = {
    "en": r"ing\b|\w(?:ght|tion|ness|ed|ly)\b|th\w|\bwh|\b\w+n't\b|ck\b|oo|ee",
    "de": r"sch|ung\b|keit\b|\bge\w+t\b|tz|ei[nst]|ich\b|cht|en\b|kn|ß|ä|ö|ü|pf|st\b",
    "es": r"ci[oó]n\b|ñ|¿|¡|\w(?:ado|ada|ando|iendo|aba|ito|ita|mente|dad)\b|ll\w|ue|\bh[aeio]|os\b|as\b|rr",
    "fr": r"eux?\b|ç|è|ê|œ|à|(?:ai|oi|ou)[st]?\b|\b[jldcnmst]'|tion\b|ment\b|eau|ée?s?\b|ez\b|que\b|ille",
    "pt": r"ção|ções|ão\b|õe|ã|nh|lh|\w(?:ado|ada|ando|endo|inho|inha|mente|dade|ei|ou)\b|ç|ê|ô|eir|m\b",
    "it": r"zion|gli|cch|gg|zz|tt|\w(?:ato|ata|ando|endo|mente|tà|are|ere|ire|ia|io|issim\w)\b|[^s]i\b|sc[ie]|ò|ù|ì|[aeiou]\b",
}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, dict[Language, float]], dict[Language, re.Pattern[str]]]:
    shared = Counter(word for words in _FUNCTION_WORDS.values() for word in set(words.split()))
    weights: dict[str, dict[Language, float]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in set(words.split()):
            weights.setdefault(word, {})[language] = (1.0, 0.45, 0.25, 0.15, 0.1, 0.1)[shared[word] - 1]
    return weights, {language: re.compile(pattern) for language, pattern in _ENDINGS.items()}


def scores(text: str) -> dict[Language, float]:
    """How much speaks for each language."""
    text = text[:LONGEST_READ]
    weights, endings = _tables()
    found: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    words = re.findall(r"[^\W\d_]+", plain(re.sub(r"(?<=\w)'(?=(?:t|s|m|ve|re|ll|d)\b)", "", text)))
    for word in words:
        for language, weight in weights.get(word, {}).items():
            found[language] += weight
    lower = text.lower().replace("’", "'")
    for language, pattern in endings.items():
        found[language] += (0.05 if language == "it" else 0.08) * len(pattern.findall(lower))
    return found


def language_of(text: str) -> Language:
    """The language that most speaks for; English where nothing does.

    >>> language_of("chest hurts since yesterday"), language_of("mir tut die Brust weh")
    ('en', 'de')
    >>> language_of("me duele el pecho"), language_of("j'ai mal à la poitrine")
    ('es', 'fr')
    >>> language_of("tô com dor no peito"), language_of("ho un dolore al petto")
    ('pt', 'it')
    """
    found = scores(text)
    return max(LANGUAGES, key=lambda language: found[language])


def is_language(name: str) -> bool:
    """Whether it is one of the six."""
    return cast(Language, name) in LANGUAGES
