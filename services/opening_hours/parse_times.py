"""Reading time selectors: clock times, sun events, spans and open ends."""

from __future__ import annotations

from services.opening_hours import errors
from services.opening_hours.cursor import Cursor
from services.opening_hours.errors import OpeningHoursError
from services.opening_hours.lexer import Kind
from services.opening_hours.state import MINUTES_PER_DAY
from services.opening_hours.times import ClockTime, SunTime, TimeSpan


def time_selector(cursor: Cursor) -> tuple[TimeSpan, ...]:
    """Read the spans of a rule, none when no time is next."""
    if not _at_time(cursor):
        return ()
    spans = [_span(cursor)]
    while cursor.at_mark(",") and _at_time(cursor, 1):
        cursor.take()
        spans.append(_span(cursor))
    return tuple(spans)


def _at_time(cursor: Cursor, ahead: int = 0) -> bool:
    return cursor.at(Kind.TIME, ahead) or cursor.at(Kind.SUN, ahead) or cursor.at_mark("(", ahead)


def _span(cursor: Cursor) -> TimeSpan:
    begin = cursor.peek().position
    start = _point(cursor)
    if isinstance(start, ClockTime) and start.minutes >= MINUTES_PER_DAY:
        raise OpeningHoursError(begin, errors.TIME)
    if cursor.skip_mark("+"):
        return TimeSpan(start, None, open_end=True)
    if not cursor.skip_mark("-"):
        raise OpeningHoursError(begin, errors.POINT_IN_TIME)
    span = TimeSpan(start, _point(cursor), open_end=cursor.skip_mark("+"))
    if cursor.at_mark("/"):
        raise cursor.error(errors.UNSUPPORTED)  # '/00:30': departures, not opening hours
    return span


def _point(cursor: Cursor) -> ClockTime | SunTime:
    if cursor.at(Kind.SUN):
        return SunTime(cursor.take().text)
    if not cursor.skip_mark("("):
        return ClockTime(cursor.expect(Kind.TIME, errors.TIME).value)
    event = cursor.expect(Kind.SUN).text
    sign = 1 if cursor.skip_mark("+") else -1
    if sign < 0:
        cursor.expect_mark("-")
    offset = cursor.expect(Kind.TIME, errors.TIME)
    if offset.value >= MINUTES_PER_DAY:
        raise OpeningHoursError(offset.position, errors.TIME)
    cursor.expect_mark(")")
    return SunTime(event, sign * offset.value)
