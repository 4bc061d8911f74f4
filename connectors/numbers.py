"""Numbers as people and spreadsheets write them: decimal point or comma, thousands, any script's digits."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
WRITTEN = re.compile(r"([+-]?\d[\d.,'’ ]*|[+-]?[.,]\d+)\s*([^\d\s.,][^\d]*)?", re.ASCII)
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)", re.ASCII)
NOTHING = frozenset({"", "-", "–", "—", "nan", "null", "none", "n/a"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """Reads the numbers of one file; only all of them together tell whether 1,250 is a load or a lorry."""

    comma_is_decimal: bool = False

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Numbers":
        """Learn the decimal sign from numbers that leave no doubt, such as 62,5."""
        return cls(any(re.fullmatch(r"\s*[+-]?\d+,(?:\d|\d\d|\d{4,})", text) for text in texts))

    def read(self, text: str) -> tuple[float, str] | None:
        """The number and what stands behind it (a unit); ``None`` for an empty cell. Raises ``ValueError``.

        >>> Numbers().read("1,234.5"), Numbers().read("62,5 kg"), Numbers(True).read("1.250")
        ((1234.5, ''), (62.5, 'kg'), (1250.0, ''))
        """
        if PLAIN.fullmatch(text) and not self.comma_is_decimal:
            return _finite(text), ""
        text = _ascii_digits(unicodedata.normalize("NFKC", text)).replace("−", "-").strip().strip('"')
        if text.lower() in NOTHING:
            return None
        found = WRITTEN.fullmatch(text)
        if found is None:
            if PLAIN.fullmatch(text):
                return _finite(text), ""
            raise ValueError(f"'{text[:40]}' is no number")
        return _finite(self._plain(re.sub(r"['’ ]", "", found[1]))), (found[2] or "").strip()

    def _plain(self, digits: str) -> str:
        point, comma = digits.rfind("."), digits.rfind(",")
        if point >= 0 and comma >= 0:
            decimal = "." if point > comma else ","
        elif comma >= 0:
            thousands = re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+", digits)
            decimal = "." if thousands and not self.comma_is_decimal else ","
        else:
            thousands = re.fullmatch(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", digits)
            decimal = "," if thousands and (self.comma_is_decimal or digits.count(".") > 1) else "."
        other = "," if decimal == "." else "."
        return digits.replace(other, "").replace(decimal, ".")

    def seconds(self, text: str) -> float | None:
        """A duration: seconds, or a clock such as 1:30. Raises ``ValueError``."""
        clock = CLOCK.fullmatch(text.strip())
        if clock is not None:
            return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3])
        found = self.read(text)
        return None if found is None else found[0]


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"'{text[:40]}' is no number")
    return value


def _ascii_digits(text: str) -> str:
    return text if text.isascii() else "".join(str(unicodedata.decimal(each, each)) for each in text)
