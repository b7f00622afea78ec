"""Reading day selectors: years, dates, weeks, weekdays and holidays."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from typing import Final

from services.opening_hours import errors
from services.opening_hours.cursor import Cursor
from services.opening_hours.days import (
    AnyDay,
    DateRange,
    HolidayDay,
    MonthDay,
    WeekdayRange,
    WeekRange,
    YearRange,
)
from services.opening_hours.errors import OpeningHoursError
from services.opening_hours.lexer import Kind

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9999
_MAX_OFFSET_DAYS: Final = 366
_LEAP_YEAR: Final = 2000


def day_selectors(cursor: Cursor) -> tuple[AnyDay, ...]:
    """Read every day selector of a rule; each category may stand once."""
    selectors: list[AnyDay] = []
    seen: set[str] = set()
    while category := _category(cursor):
        start = cursor.peek().position
        selector = _READERS[category](cursor)
        if category == "days" and all(isinstance(item, HolidayDay) for item in selector.items):
            category = "holidays"  # 'SH Mo-Fr' wants both: the school days that are holidays
        if category in seen:
            raise OpeningHoursError(start, errors.UNEXPECTED)
        seen.add(category)
        selectors.append(selector)
        if category != "years":
            cursor.skip_mark(":")
    return tuple(selectors)


def _category(cursor: Cursor) -> str | None:
    token = cursor.peek()
    if token.kind is Kind.NUMBER:
        if len(token.text) != 4:
            raise OpeningHoursError(token.position, errors.TIME)  # '8-16': a time needs minutes
        return "dates" if cursor.at(Kind.MONTH, 1) else "years"
    return {
        Kind.MONTH: "dates",
        Kind.WEEK: "weeks",
        Kind.WEEKDAY: "days",
        Kind.HOLIDAY: "days",
    }.get(token.kind)


def _years(cursor: Cursor) -> AnyDay:
    items = [_year_range(cursor)]
    while cursor.at_mark(",") and cursor.at(Kind.NUMBER, 1) and not cursor.at(Kind.MONTH, 2):
        cursor.take()
        items.append(_year_range(cursor))
    return AnyDay(tuple(items))


def _year_range(cursor: Cursor) -> YearRange:
    first = _year(cursor)
    if cursor.skip_mark("+"):
        return YearRange(first, None)
    if not cursor.skip_mark("-"):
        return YearRange(first, first)
    start = cursor.peek().position
    last = _year(cursor)
    if last < first:
        raise OpeningHoursError(start, errors.DATE)
    return YearRange(first, last, _step(cursor) if last > first else 1)


def _year(cursor: Cursor) -> int:
    return cursor.number(_FIRST_YEAR, _LAST_YEAR, errors.DATE)


def _step(cursor: Cursor) -> int:
    return cursor.number(1, 100) if cursor.skip_mark("/") else 1


def _dates(cursor: Cursor) -> AnyDay:
    items = [_date_range(cursor)]
    while cursor.at_mark(","):
        dated = cursor.at(Kind.NUMBER, 1) and len(cursor.peek(1).text) == 4 and cursor.at(Kind.MONTH, 2)
        if dated or cursor.at(Kind.MONTH, 1):
            cursor.take()
            items.append(_date_range(cursor))
        elif cursor.at(Kind.NUMBER, 1) and items[-1].last.day is not None:
            cursor.take()
            items.append(_same_month(cursor, items[-1].last))
        else:
            break
    return AnyDay(tuple(items))


def _date_range(cursor: Cursor) -> DateRange:
    start = cursor.peek().position
    first = _month_day(cursor)
    last = _range_end(cursor, first)
    absolute_end = last.year is not None and last != first
    if absolute_end and (first.year is None or _key(last) < _key(first)):
        raise OpeningHoursError(start, errors.DATE)
    if (first.day is None) != (last.day is None):
        raise OpeningHoursError(start, errors.DATE)  # 'Jan-Mar 10' could mean either of two things
    return DateRange(first, last)


def _key(end: MonthDay) -> tuple[int, int, int]:
    return end.year or 0, end.month, end.day or 1


def _range_end(cursor: Cursor, first: MonthDay) -> MonthDay:
    if not cursor.skip_mark("-"):
        return first
    if cursor.at(Kind.NUMBER) and not cursor.at(Kind.MONTH, 1):
        if first.day is None:
            raise cursor.error(errors.DATE)
        return MonthDay(first.month, _day_of_month(cursor, first.month, lowest=first.day))
    return _month_day(cursor)


def _same_month(cursor: Cursor, before: MonthDay) -> DateRange:
    """Read '26' or '26-28' after 'Dec 24,'."""
    first = MonthDay(before.month, _day_of_month(cursor, before.month), before.year)
    return DateRange(first, _range_end(cursor, first))


def _month_day(cursor: Cursor) -> MonthDay:
    year = _year(cursor) if cursor.at(Kind.NUMBER) else None
    month = cursor.expect(Kind.MONTH, errors.DATE).value
    if cursor.at(Kind.NUMBER) and len(cursor.peek().text) <= 2:
        return MonthDay(month, _day_of_month(cursor, month), year)
    return MonthDay(month, None, year)


def _day_of_month(cursor: Cursor, month: int, lowest: int = 1) -> int:
    return cursor.number(lowest, monthrange(_LEAP_YEAR, month)[1], errors.DATE)


def _weeks(cursor: Cursor) -> AnyDay:
    cursor.expect(Kind.WEEK)
    items = [_week_range(cursor)]
    while cursor.at_mark(",") and cursor.at(Kind.NUMBER, 1):
        cursor.take()
        items.append(_week_range(cursor))
    return AnyDay(tuple(items), prefix="week ")


def _week_range(cursor: Cursor) -> WeekRange:
    first = cursor.number(1, 53)
    if not cursor.skip_mark("-"):
        return WeekRange(first, first)
    last = cursor.number(1, 53)
    if last < first and cursor.at_mark("/"):
        raise cursor.error(errors.UNSUPPORTED)  # years of 52 and 53 weeks would count on differently
    return WeekRange(first, last, _step(cursor) if last > first else 1)


def _days(cursor: Cursor) -> AnyDay:
    items = [_day_item(cursor)]
    while cursor.at_mark(",") and (cursor.at(Kind.WEEKDAY, 1) or cursor.at(Kind.HOLIDAY, 1)):
        cursor.take()
        items.append(_day_item(cursor))
    if cursor.at_mark(",") and (cursor.at(Kind.TIME, 1) or cursor.at(Kind.SUN, 1)):
        raise cursor.error()  # 'Mo-Fr, 08:00-16:00' would be Mo-Fr all day, and every day 08:00-16:00
    return AnyDay(tuple(items))


def _day_item(cursor: Cursor) -> WeekdayRange | HolidayDay:
    token = cursor.take()
    if token.kind is Kind.HOLIDAY:
        return HolidayDay(token.text, _offset(cursor))
    if cursor.at_mark("-") and cursor.at(Kind.WEEKDAY, 1):
        cursor.take()
        return WeekdayRange(token.value, cursor.take().value)
    if not cursor.at_mark("["):
        return WeekdayRange(token.value, token.value)
    nth = _nth(cursor)
    return WeekdayRange(token.value, token.value, nth, _offset(cursor))


def _nth(cursor: Cursor) -> tuple[int, ...]:
    """Read '[1]', '[-1]', '[1-2,4]'."""
    found: list[int] = []
    cursor.expect_mark("[")
    while True:
        sign = -1 if cursor.skip_mark("-") else 1
        first = cursor.number(1, 5)
        last = cursor.number(first, 5) if sign > 0 and cursor.skip_mark("-") else first
        found += [sign * n for n in range(first, last + 1)]
        if not cursor.skip_mark(","):
            break
    cursor.expect_mark("]")
    return tuple(dict.fromkeys(found))


def _offset(cursor: Cursor) -> int:
    """Read '+1 day' or '-2 days' if it is next, else 0."""
    if not (cursor.at_mark("+") or cursor.at_mark("-")):
        return 0
    sign = -1 if cursor.take().text == "-" else 1
    days = cursor.number(1, _MAX_OFFSET_DAYS)
    cursor.expect(Kind.DAY_UNIT)
    return sign * days


_READERS: Final[dict[str, Callable[[Cursor], AnyDay]]] = {
    "years": _years,
    "dates": _dates,
    "weeks": _weeks,
    "days": _days,
}
