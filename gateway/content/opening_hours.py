"""A light look at ``opening_hours``: enough to catch "Senin-Jumat 08.00-16.00" before it is published.

The meaning is worked out by the app; here only the spelling of OpenStreetMap's syntax is checked.
"""

from __future__ import annotations

import re

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH", "week", "easter", "day", "days")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STATES = ("off", "closed", "open", "unknown", "sunrise", "sunset", "dawn", "dusk")
_WORDS = frozenset((*_DAYS, *_MONTHS, *_STATES))
_COMMENT = re.compile(r'"[^"]*"')
_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED_TIME = re.compile(r"\b\d{1,2}\.\d{2}\b")
_ALLOWED = re.compile(r"[\w\s:;,|+/()\[\]\-]*")
_LATEST_HOUR = 48


def spelling_fault(expression: str) -> str | None:
    """Return what is misspelt in ``expression``, None when nothing is noticed."""
    bare = _COMMENT.sub(" ", expression)
    if '"' in bare:
        return 'a comment is not closed: " is missing'
    if dotted := _DOTTED_TIME.search(bare):
        return f"write times with a colon: {dotted[0].replace('.', ':')} instead of {dotted[0]}"
    if not bare.strip() and expression.strip():
        return None
    for word in _WORD.findall(bare):
        if word not in _WORDS:
            return f"{word!r} is not known here; days are Mo Tu We Th Fr Sa Su, holidays PH, closed is off"
    if not _ALLOWED.fullmatch(bare):
        return f"has a character that does not belong: {_ALLOWED.sub('', bare)[:1]!r}"
    return _time_fault(bare)


def _time_fault(bare: str) -> str | None:
    for hour, minute in _TIME.findall(bare):
        if int(hour) > _LATEST_HOUR or int(minute) > 59:
            return f"{hour}:{minute} is no time"
    spans = _TIME.sub("T", bare)
    if re.search(r"T\s*-\s*(?!T|\(|sun|dawn|dusk)", spans):
        return "a time span needs an end like 08:00-16:00"
    if re.search(r"(?<![A-Za-z])\d{1,2}-\d{1,2}(?![\d:])\s*(;|,|$)", spans) and not re.search(
        r"week|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\[", spans
    ):
        return "write hours with minutes: 08:00-16:00"
    return None
