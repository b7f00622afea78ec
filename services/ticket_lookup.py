"""What a person types to look up a request: public number and phone, forgiving what cannot be misread."""

from __future__ import annotations

import re
import unicodedata

PHONE_LEAST, PHONE_MOST = 6, 20
PREFIX = "BKL"
_SEQUENCE_LEAST, _SEQUENCE_MOST = 6, 9
_LEADS = frozenset({"NO", "NOMOR", "NUMBER"})
_LOOKALIKES = str.maketrans("OIL", "011")
_YEAR = re.compile(r"20[0-9]{2}")


def read_number(words: str) -> str | None:
    """Return the public number as the gateway writes it ("bkl 2026 123": BKL-2026-000123).

    None when it is no number, or when it could be two: a year must be there, and leading zeros may be
    missing only where something stands between year and digits.
    """
    parts = _parts(words)
    if not parts:
        return None
    if len(parts) == 1:
        year, sequence, is_apart = parts[0][:4], parts[0][4:], False
    else:
        year, sequence, is_apart = parts[0], "".join(parts[1:]), len(parts) == 2
    least = 1 if is_apart else _SEQUENCE_LEAST
    is_whole = sequence.isdigit() and least <= len(sequence) <= _SEQUENCE_MOST
    if not _YEAR.fullmatch(year) or not is_whole or not int(sequence):
        return None
    return f"{PREFIX}-{year}-{int(sequence):0{_SEQUENCE_LEAST}d}"


def _parts(words: str) -> list[str]:
    """Return the runs of digits after the prefix; letters that look like digits are read as such."""
    parts = re.findall(r"[A-Z0-9]+", unicodedata.normalize("NFKC", words).upper())
    while parts and parts[0] in _LEADS:
        parts = parts[1:]
    if parts:
        parts = [parts[0].removeprefix(PREFIX), *parts[1:]]
    return [part.translate(_LOOKALIKES) for part in parts if part]


def read_phone(words: str) -> str | None:
    """Return the digits of a phone or of its end, None when they are too few to tell one, or too many."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", words))
    return digits if PHONE_LEAST <= len(digits) <= PHONE_MOST else None
