"""Reading an expression into rules."""

from __future__ import annotations

from services.models.geo import Point
from services.opening_hours import errors
from services.opening_hours.cursor import Cursor
from services.opening_hours.days import AnyDay
from services.opening_hours.errors import OpeningHoursError
from services.opening_hours.evaluator import OpeningHours
from services.opening_hours.holidays import NO_HOLIDAYS, Holidays
from services.opening_hours.lexer import Kind
from services.opening_hours.parse_days import day_selectors
from services.opening_hours.parse_times import time_selector
from services.opening_hours.rules import Rule, Separator
from services.opening_hours.sun import BENGKULU
from services.opening_hours.times import TimeSpan


def parse(expr: str, holidays: Holidays = NO_HOLIDAYS, where: Point = BENGKULU) -> OpeningHours:
    """Read ``expr``, in the syntax of the OpenStreetMap key ``opening_hours``.

    ``holidays`` is what ``PH`` and ``SH`` stand for; ``where`` is for sunrise and sunset. Raises
    :class:`OpeningHoursError` with the position of the first character that does not fit.
    """
    cursor = Cursor(expr)
    if cursor.at(Kind.END):
        raise OpeningHoursError(0, errors.EMPTY)
    rules = [_rule(cursor, Separator.NORMAL)]
    while separator := _separator(cursor):
        rules.append(_rule(cursor, separator))
    return OpeningHours(tuple(rules), holidays, where)


def _separator(cursor: Cursor) -> Separator | None:
    """Step past the mark between two rules; None at the end, before which ``;`` may stand."""
    found: Separator | None = None
    if cursor.skip_mark("||"):
        found = Separator.FALLBACK
    elif cursor.skip_mark(","):
        found = Separator.ADDITIONAL
    else:
        while cursor.skip_mark(";"):
            found = Separator.NORMAL
        if cursor.at(Kind.END):
            return None
    if found is None:
        raise cursor.error()
    return found


def _rule(cursor: Cursor, separator: Separator) -> Rule:
    start = cursor.peek()
    days: tuple[AnyDay, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    if start.kind is Kind.ALWAYS:
        cursor.take()
    else:
        days, times = day_selectors(cursor), time_selector(cursor)
    modifier = cursor.take().text if cursor.at(Kind.MODIFIER) else None
    comment = _comment(cursor)
    if cursor.peek() is start:
        raise cursor.error()
    return Rule(separator, days, times, modifier, comment)


def _comment(cursor: Cursor) -> str | None:
    if not cursor.at(Kind.COMMENT):
        return None
    if not cursor.peek().text.strip():
        raise cursor.error()
    return cursor.take().text
