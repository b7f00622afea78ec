"""Taking out of public texts what names or reaches a person."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

HIDDEN: Final = "•••"

_NUMBER_DIGITS = 10
_PART = r"[^\s@<>()\[\]{},;:\"']"
_AT = r"\s?(?:@|[(\[{]\s?(?:at|et)\s?[)\]}])\s?"
_EMAIL = re.compile(rf"(?<!{_PART}){_PART}+{_AT}{_PART}*(?<![.!?])", re.IGNORECASE)
_TICKET = r"(?<!\w)BKL-20\d\d-\d{6,9}(?!\w)"
_DAY = r"(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d)"
_HOURS = r"[0-2]?\d[.:][0-5]\d\s?[-–]\s?[0-2]?\d[.:][0-5]\d"
_MONEY = r"Rp\.?\s?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?"
_KEPT = rf"{_TICKET}|(?<![\w+])(?:{_DAY}|{_HOURS}|{_MONEY})(?!\w|[\s.()\-–/]{{1,2}}\d)"
_RUN = r"\+?\(?\d(?:[\s.()\-–/]{0,2}\d){6,}"
_DIGITS = re.compile(rf"(?P<kept>{_KEPT})|{_RUN}", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SUFFIX = "(?:nya|ku|mu|lah|kah)?"


def redact(text: str, reporter_name: str | None) -> str:
    """Return ``text`` without e-mail addresses, telephone- and NIK-like digits and the reporter's name.

    Seven digits or more in a row, however they are grouped, are hidden, but for ticket numbers, dates and
    amounts in rupiah. Of the name every word of two letters or more is hidden, in any case.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = _EMAIL.sub(HIDDEN, plain)
    plain = _DIGITS.sub(lambda found: found["kept"] or HIDDEN, plain)
    words = _words(reporter_name or "")
    if not words:
        return plain
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, words))}){_SUFFIX}(?!\w)"
    return re.sub(pattern, HIDDEN, plain, flags=re.IGNORECASE)


def redact_answer(value: Any, reporter_name: str | None) -> Any:
    """Return the answer to a text or number field; a number as long as a telephone's is None."""
    if isinstance(value, str):
        return redact(value, reporter_name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if is_number and abs(value) >= 10 ** (_NUMBER_DIGITS - 1) else value


def _words(name: str) -> list[str]:
    """Return the words of a name, the longest first, so that none hides only half of another."""
    found = set(re.findall(r"\w{2,}", unicodedata.normalize("NFKC", name)))
    return sorted(found, key=lambda word: (-len(word), word))
