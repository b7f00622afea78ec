"""The formats of texts: phone numbers, e-mail addresses, NIK."""

from __future__ import annotations

import re

from services.models import TextFormat

PHONE_DIGITS_MIN, PHONE_DIGITS_MAX = 8, 15
NIK_DIGITS = 16
FIRST_PROVINCE, LAST_PROVINCE = 11, 97
WOMEN_ADD = 40  # the day of birth in a woman's NIK
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9]+")
_NIK = re.compile(r"[0-9]{16}")
MASK = "•"


def fits(kind: TextFormat, text: str) -> bool:
    """Say whether trimmed, non-empty ``text`` has the format ``kind``."""
    if kind is TextFormat.PHONE:
        return is_phone(text)
    if kind is TextFormat.EMAIL:
        return _EMAIL.fullmatch(text) is not None
    return kind is not TextFormat.NIK or is_nik(text)


def is_phone(text: str) -> bool:
    """Say whether ``text`` is a number of 8 … 15 digits; spaces and "-" inside do not count."""
    bare = text.replace(" ", "").replace("-", "")
    digits = len(bare.removeprefix("+"))
    return _PHONE.fullmatch(bare) is not None and PHONE_DIGITS_MIN <= digits <= PHONE_DIGITS_MAX


def is_nik(text: str) -> bool:
    """Say whether ``text`` can be a NIK: 16 digits, a province, a day that exists (in either century)."""
    if _NIK.fullmatch(text) is None:
        return False
    province, day, month, year = (int(text[at : at + 2]) for at in (0, 6, 8, 10))
    if day > WOMEN_ADD:
        day -= WOMEN_ADD
    if not (FIRST_PROVINCE <= province <= LAST_PROVINCE and 1 <= month <= 12):
        return False
    longest = 28 if month == 2 and year % 4 else _DAYS[month - 1]
    return 1 <= day <= longest


def masked(nik: str) -> str:
    """Return a NIK as it is shown: the first and the last two digits, the rest hidden; "" for nothing."""
    text = nik.strip()
    if len(text) <= 4:
        return MASK * len(text)
    return f"{text[:2]}{MASK * (len(text) - 4)}{text[-2:]}"
