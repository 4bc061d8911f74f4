"""A sentence about oneself, turned to that person: it is how a fact is kept and read back."""

import re

from agent.telling.vocabulary import small_words

_YOU = {
    "i'm": "you're", "im": "you're", "ive": "you've", "i": "you", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "my": "your", "me": "you",
    "mine": "yours", "myself": "yourself", "am": "are", "we": "you", "we're": "you're", "we've": "you've", "our": "your", "us": "you",
    "ours": "yours",
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:please|pls|hey|hi|hello|ok|okay|yeah|btw|by the way|and|also|oh|ah|so|but|well|um|uh|actually|anyway|just|fyi|note"
    r"|for the record|just so you know|you know|nur zur info|ah et)[,:]? +)+",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"[, ]+(?:btw|by the way|lol|lmao+|haha+|though|tbh|honestly|you know|fyi|just so you know|mind|smh|fr|:\)|:\(|;\)|:D)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:(?:you should know|remember|keep in mind|kindly note|you may wish to note)(?: that)?[,:]? +)", re.IGNORECASE
)


def core_of(said: str) -> str:
    """What was said without how it was begun and closed.

    >>> core_of("btw I'm coeliac lol"), core_of("oh and my dog is called Rex")
    ("I'm coeliac", 'my dog is called Rex')
    """
    text = _LEAD.sub("", " ".join(said.split()).strip(" .!,"))
    return _ASKED.sub("", _CLOSE.sub("", text)).strip(" .!,") or said.strip()


def is_english(text: str) -> bool:
    """Whether a sentence is rather English, by its small words.

    >>> is_english("never eat breakfast"), is_english("am 14. August heirate ich"), is_english("me operaron de la rodilla")
    (True, False, False)
    """
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))
    foreign, english = (
        sum(word in known for word in words) for known in (small_words("foreign"), small_words("english"))
    )
    return foreign < english or not foreign


def to_you(said: str) -> str:
    """A sentence about oneself, as one to that person; in another language than English it stays as it was said.

    >>> to_you("I'm allergic to my dog and I was sick")
    "You're allergic to your dog and you were sick."
    """
    said = said.strip(" .!,")
    if not is_english(said) or re.search(r"[^\x00-\u024f\u2010-\u2030\u20ac]", said):
        return f"{said[:1].upper()}{said[1:]}."
    words: list[str] = []
    last = ""
    for word in said.split():
        core = word.strip(",.!;:()\"'").replace("’", "'")
        new = "were" if core.lower() == "was" and last == "you" else _YOU.get(core.lower())
        words.append(word if new is None else word.replace("’", "'").replace(core, new))
        last = new or core.lower()
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
