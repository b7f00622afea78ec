"""Cutting an expression into tokens that remember where they stood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from services.opening_hours import errors
from services.opening_hours.errors import OpeningHoursError

MAX_LENGTH: Final = 1000  # OSM allows 255 characters; a longer one is only refused when it is absurd

WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SUN_EVENTS: Final = ("dawn", "sunrise", "sunset", "dusk")


class Kind(Enum):
    """What a token is."""

    ALWAYS = auto()
    TIME = auto()
    NUMBER = auto()
    WEEKDAY = auto()
    MONTH = auto()
    HOLIDAY = auto()
    WEEK = auto()
    SUN = auto()
    MODIFIER = auto()
    DAY_UNIT = auto()
    COMMENT = auto()
    MARK = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is canonical; ``value`` is minutes, a number, a weekday (0 = Mo) or a month (1 = Jan)."""

    kind: Kind
    text: str
    position: int
    value: int = 0


_PATTERN: Final = re.compile(
    r"""\s*(?:
        (?P<always>24/7(?!\d))
      | (?P<time>\d{1,2}[:.]\d{2}(?!\d))
      | (?P<number>\d+)
      | (?P<word>[^\W\d_]+)
      | "(?P<comment>[^"]*)"
      | (?P<mark>\|\||[-–—;,+:/()[\]])
    )""",
    re.VERBOSE | re.ASCII,
)

_WORDS: Final = {
    **{name.lower(): (Kind.WEEKDAY, name, index) for index, name in enumerate(WEEKDAYS)},
    **{name.lower(): (Kind.MONTH, name, index) for index, name in enumerate(MONTHS, start=1)},
    **{name: (Kind.SUN, name, 0) for name in SUN_EVENTS},
    **{name: (Kind.MODIFIER, name, 0) for name in ("open", "closed", "off", "unknown")},
    **dict.fromkeys(("day", "days"), (Kind.DAY_UNIT, "day", 0)),
    "ph": (Kind.HOLIDAY, "PH", 0),
    "sh": (Kind.HOLIDAY, "SH", 0),
    "week": (Kind.WEEK, "week", 0),
}


def tokenize(expr: str) -> list[Token]:
    """Return the tokens of ``expr``, an END token last; raises :class:`OpeningHoursError`."""
    if len(expr) > MAX_LENGTH:
        raise OpeningHoursError(MAX_LENGTH, errors.TOO_LONG)
    tokens: list[Token] = []
    end = len(expr.rstrip())
    position = 0
    while position < end:
        match = _PATTERN.match(expr, position, end)
        if match is None:
            raise _unreadable(expr, position)
        tokens.append(_token(match))
        position = match.end()
    tokens.append(Token(Kind.END, "", len(expr)))
    return tokens


def _unreadable(expr: str, position: int) -> OpeningHoursError:
    start = position + len(expr[position:]) - len(expr[position:].lstrip())
    return OpeningHoursError(start, errors.COMMENT_OPEN if expr[start] == '"' else errors.CHARACTER)


def _token(match: re.Match[str]) -> Token:
    group = str(match.lastgroup)
    text = match[group]
    start = match.start(group)
    match group:
        case "always":
            return Token(Kind.ALWAYS, text, start)
        case "time":
            return _time(text, start)
        case "number":
            return _number(text, start)
        case "word":
            return _word(text, start)
        case "comment":
            return Token(Kind.COMMENT, text, start - 1)
        case _:
            return Token(Kind.MARK, "-" if text in "–—" else text, start)


def _time(text: str, start: int) -> Token:
    hours, minutes = int(text[:-3]), int(text[-2:])
    if minutes > 59 or hours > 48 or (hours == 48 and minutes):
        raise OpeningHoursError(start, errors.TIME)
    return Token(Kind.TIME, text, start, hours * 60 + minutes)


def _number(text: str, start: int) -> Token:
    if len(text) > 4:
        raise OpeningHoursError(start, errors.NUMBER)
    return Token(Kind.NUMBER, text, start, int(text))


def _word(text: str, start: int) -> Token:
    found = _WORDS.get(text.lower())
    if found is None:
        raise OpeningHoursError(
            start, errors.UNSUPPORTED if text.lower() == "easter" else errors.UNKNOWN_WORD
        )
    kind, name, value = found
    return Token(kind, name, start, value)
