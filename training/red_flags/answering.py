"""What is said to a red flag: in the writer's language, with the numbers of the place, from texts that are data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from training.red_flags.language import LANGUAGES, Language, language_of
from training.red_flags.rules import Tier

Who = Literal["me", "someone_now"]
PART: dict[Tier, str] = {"emergency": "now", "see_doctor": "soon", "redirect": "redirect"}
CRISIS = frozenset({"suicide", "self_harm", "overdose"})
"""Kinds whose line is one for people in despair; for abuse it is one of its own."""

UNLIMITED = frozenset({"suicide", "self_harm", "abuse"})
"""Kinds for which training is no risk, so that plans go on."""
OF_A_PART = frozenset({"tendon_joint", "fracture", "compartment", "clot", "nerve", "spine"})
"""Kinds that are about one part of the body: which one is asked, if it was not said."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whom to call somewhere."""

    emergency: str
    crisis: str
    poison: str
    abuse: str


def place_of(timezone: str | None, language: Language) -> Place:
    """The numbers of a time zone, else of where a language is mostly spoken.

    >>> place_of("Europe/Lisbon", "en").emergency, place_of("America/Sao_Paulo", "pt").crisis
    ('112', 'CVV 188')
    >>> place_of("UTC", "en").emergency
    '112 (911 in North America, 999 in the UK)'
    """
    data = _data("numbers")
    zone = timezone or ""
    region = "/".join(zone.split("/")[:2])
    country = next((data["zones"][each] for each in (zone, region, zone.split("/")[0]) if each in data["zones"]), None)
    if country == "EU" and isinstance(data["languages"][language], str):
        country = data["languages"][language]
    found = country if country is not None else data["languages"][language]
    return Place(**(data["countries"][found] if isinstance(found, str) else found))


def advice(kind: str, tier: Tier, who: Who = "me", language: Language = "en", timezone: str | None = None) -> str:
    """What to do now, and what not.

    >>> advice("overdose", "emergency", language="en", timezone="Europe/London")[:46]
    'Even if you feel fine: go to an emergency depa'
    """
    texts = _data(language)
    parts = texts.get(kind, texts["other"])
    part = next(each for each in (PART[tier], "soon", "now", "redirect") if each in parts)
    text = parts[part]
    if who == "someone_now" and tier == "emergency":
        text = parts.get("beside", parts.get("other", text if kind in _FOR_OTHERS else texts["beside"]))
    filled = _filled(text, kind, texts, place_of(timezone, language))
    return filled if tier == "redirect" else f"{filled} {texts['not_meant']}"


_FOR_OTHERS = frozenset({"seizure", "child", "heat", "monoxide", "allergy", "asthma", "sugar", "bleeding", "overdose"})
"""Kinds whose advice is written for whoever stands beside as well."""


def sign(kind: str, language: Language = "en") -> str:
    """What the sign is called when one comes back to it."""
    texts = _data(language)
    return str(texts.get(kind, texts["other"])["sign"])


def phrase(name: str, language: Language, timezone: str | None = None, **blanks: str) -> str:
    """A sentence that belongs to no kind: ``unknown``, ``cleared_away``, ``crisis``."""
    number = place_of(timezone, language).emergency
    return str(_data(language)[name]).format(number=number, **blanks)


def reminder(held: Mapping[str, Any], said: str, timezone: str | None = None) -> str:
    """What is said while a sign holds training, or only plans of it: in the language of what was said, else of what it was held for.

    >>> reminder({"kind": "heart", "language": "de"}, "", "Europe/Berlin")[:49]
    'Bevor es mit dem Training weitergeht: Du hast von'
    """
    language: Language = language_of(said) if said else held.get("language", "en")
    name = "plan_reminder" if held.get("tier") == "see_doctor" else "reminder"
    return phrase(name, language, timezone, sign=sign(str(held.get("kind", "other")), language))


def limits_of(kind: str, language: Language) -> str:
    """What a sign for a doctor that names no part of the body means for training; empty where it means nothing."""
    if kind in UNLIMITED:
        return ""
    asked = phrase("which_part", language) if kind in OF_A_PART else ""
    return f"{phrase('not_planned', language)} {asked}".strip()


def sources(kind: str) -> list[str]:
    """The pages that the advice of a kind follows, by name."""
    return list(_data("sources").get(kind, []))


def parts_of(kind: str) -> dict[str, str]:
    """The English texts of a kind as they are written, by when they are said: ``now``, ``soon``, ``redirect``."""
    return {part: str(text) for part, text in _data("en")[kind].items() if part != "sign"}


def numbers_by_country() -> dict[str, Place]:
    """Whom to call, by the code of the country."""
    return {country: Place(**each) for country, each in _data("numbers")["countries"].items()}


def kinds_answered(language: Language) -> list[str]:
    """The kinds that have texts in a language."""
    return [name for name, value in _data(language).items() if isinstance(value, dict)]


def _filled(text: str, kind: str, texts: dict[str, Any], place: Place) -> str:
    line = place.abuse if kind == "abuse" else place.crisis
    blanks = {
        "crisis": texts["crisis"].format(line=line) if line else "",
        "poison": texts["poison"].format(line=place.poison) if place.poison else "",
        "number": place.emergency,
    }
    for name in ("call", "today", "soon"):
        blanks[name] = texts[name].format(number=place.emergency)
    return " ".join(text.format(**blanks).split())


@lru_cache(maxsize=len(LANGUAGES) + 2)
def _data(name: str) -> dict[str, Any]:
    folder = files("training.red_flags.answers")
    return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
