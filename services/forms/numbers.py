"""Numbers as people type them."""

from __future__ import annotations

import math
import re

_GROUPED = {
    "id": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?")
_POINTS = {"id": ",", "en": "."}
LARGEST_EXACT = 2**53 - 1


def read_number(text: str, language: str) -> float | None:
    """Return the number that ``text`` says ("1.500.000" or "2,5" in Indonesian), None when it says none."""
    bare = "".join(text.split())
    sign, digits = (bare[0], bare[1:]) if bare[:1] in {"-", "+"} else ("", bare)
    point = _POINTS.get(language, ",")
    if _GROUPED.get(language, _GROUPED["id"]).fullmatch(digits):
        digits = digits.replace("." if point == "," else ",", "")
    digits = digits.replace(point, ".")
    if _PLAIN.fullmatch(digits) is None:
        return None
    number = float(sign + digits)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) <= LARGEST_EXACT else number


def written_number(value: float, language: str) -> str:
    """Return a number as it stands in its field: without groups, with the language's decimal sign."""
    return repr(value).replace(".", _POINTS.get(language, ","))
