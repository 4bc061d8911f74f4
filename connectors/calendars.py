"""What months and halves of the day are called, in the languages that apps write dates in (CLDR, by babel)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "ru", "ja", "da", "nb", "fi", "cs", "sk", "hu", "ro",
    "el", "uk", "bg", "hr", "sr", "sl", "lt", "lv", "et", "ca", "he", "ar", "ar_LB", "fa", "hi", "th", "vi", "id", "ms",
    "ko", "zh", "zh_Hant", "ka", "az", "kk", "is", "be", "gl", "eu", "sr_Latn", "en_AU", "pt_PT", "bn", "ta", "mk",
    "hy",
)  # fmt: skip
"""The likeliest first: it decides when a word is a month in several."""
SHORTEST_PREFIX = 3
MORE_HALVES = {
    "上午": "am", "早上": "am", "清晨": "am", "凌晨": "am", "下午": "pm", "晚上": "pm", "傍晚": "pm", "中午": "pm",
    "午前": "am", "午後": "pm", "오전": "am", "오후": "pm", "vorm": "am", "nachm": "pm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of one language, plain."""

    months: Mapping[str, int]
    halves: Mapping[str, str]
    """``am`` or ``pm`` by what it is called."""

    def month(self, word: str) -> int | None:
        """The month that a word names: whole, abbreviated by CLDR, or by an app in a way of its own.

        >>> calendar("de").month("märz"), calendar("fr").month("juil"), calendar("fr").month("ju")
        (3, 7, None)
        """
        exact = self.months.get(word)
        if exact is not None or len(word) < SHORTEST_PREFIX:
            return exact
        begun = {month for name, month in self.months.items() if name.startswith(word)}
        return begun.pop() if len(begun) == 1 else None


@lru_cache(maxsize=len(LANGUAGES))
def calendar(language: str) -> Calendar:
    """The calendar of a language, read from CLDR once."""
    locale = Locale.parse(language)
    months: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[use][width].items():
                word = plain_word(name)
                if word and not word.isdigit():
                    months.setdefault(word, month)
                    months.setdefault(word.removeprefix("ב") if language == "he" else word, month)
                    months.setdefault(f"ב{word}" if language == "he" else word, month)
    halves = dict(MORE_HALVES)
    for use in ("format", "stand-alone"):
        for names in locale.day_periods.get(use, {}).values():
            for half in ("am", "pm"):
                word = plain_word(names.get(half, ""))
                if len(word) > 1 or not word.isascii():
                    halves.setdefault(word, half)
    return Calendar(months, halves)


@lru_cache(maxsize=1)
def halves_anywhere() -> dict[str, str]:
    """What the halves of the day are called in any language; the likelier language wins."""
    return {word: half for language in reversed(LANGUAGES) for word, half in calendar(language).halves.items() if word}


def plain_word(word: str) -> str:
    """A word without dots, spaces and capitals; Turkish i's are all one."""
    word = unicodedata.normalize("NFKC", word).casefold().replace("ı", "i").replace("\u0307", "")
    return "".join(word.replace(".", "").replace("’", "'").split())
