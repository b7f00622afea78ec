"""Day selectors: each says whether a calendar day belongs to it, and prints itself canonically.

``matches`` asks for one day, ``days_in`` for all days of a window at once; both must always agree.
A day outside the range of :class:`datetime.date`, as an offset may ask for, counts as its nearest end.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from services.opening_hours.holidays import Holidays
from services.opening_hours.lexer import MONTHS, WEEKDAYS
from services.opening_hours.window import Window, after, union


def _offset_text(days: int) -> str:
    return f" {days:+d} day{'' if abs(days) == 1 else 's'}" if days else ""


def _shifted(day: date, days: int) -> date:
    if not days:
        return day
    ordinal = min(max(day.toordinal() - days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def _nth_week(n: int, start: int, end: int) -> tuple[int, int]:
    """Return where the n-th of all weekdays lie in a month, all as ordinals from … up to and without."""
    if n > 0:
        return start + 7 * (n - 1), min(start + 7 * n, end)
    return max(end + 7 * n, start), end + 7 * (n + 1)


@dataclass(frozen=True, slots=True)
class WeekdayRange:
    """``Mo-Fr``, ``Sa-Mo`` (wrapping), ``Mo[1,-1] +2 days``; weekdays count from 0 = Monday."""

    first: int
    last: int
    nth: tuple[int, ...] = ()
    offset_days: int = 0

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether the day ``offset_days`` before ``day`` is one of the weekdays and of the ``nth``."""
        day = _shifted(day, self.offset_days)
        weekday = day.weekday()
        if self.first <= self.last:
            inside = self.first <= weekday <= self.last
        else:
            inside = weekday >= self.first or weekday <= self.last
        return inside and (not self.nth or self._is_nth(day))

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        window = Window(window.first - self.offset_days)
        days = window.weekdays(self.first, (self.last - self.first) % 7 + 1)
        return days & self._nth_in(window) if self.nth else days

    def _nth_in(self, window: Window) -> int:
        weeks = (_nth_week(n, *month) for month in window.months() for n in self.nth)
        return union(window.stretch(*week) for week in weeks)

    def _is_nth(self, day: date) -> bool:
        from_end = monthrange(day.year, day.month)[1] - day.day
        return (day.day - 1) // 7 + 1 in self.nth or -(from_end // 7 + 1) in self.nth

    def __str__(self) -> str:
        text = WEEKDAYS[self.first] + ("" if self.first == self.last else f"-{WEEKDAYS[self.last]}")
        nth = f"[{','.join(map(str, self.nth))}]" if self.nth else ""
        return text + nth + _offset_text(self.offset_days)


@dataclass(frozen=True, slots=True)
class HolidayDay:
    """``PH`` or ``SH``, with an offset: ``PH -1 day`` is the day before a public holiday."""

    name: str
    offset_days: int = 0

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether the day ``offset_days`` before ``day`` is such a holiday."""
        return _shifted(day, self.offset_days) in self._known(holidays)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        days = [day.toordinal() + self.offset_days for day in self._known(holidays)]
        return union(window.stretch(day, day + 1) for day in days)

    def _known(self, holidays: Holidays) -> frozenset[date]:
        return holidays.public if self.name == "PH" else holidays.school

    def __str__(self) -> str:
        return self.name + _offset_text(self.offset_days)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One end of a :class:`DateRange`; ``year`` and ``day`` may be left open."""

    month: int
    day: int | None = None
    year: int | None = None

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year:04d} "
        return year + MONTHS[self.month - 1] + ("" if self.day is None else f" {self.day:02d}")


@dataclass(frozen=True, slots=True)
class DateRange:
    """``Nov-Feb``, ``Dec 25-Jan 02``, ``2026 Mar 20-2027 Apr 01``: both ends included, wrapping."""

    first: MonthDay
    last: MonthDay

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether ``day`` lies between both ends."""
        start, end, wraps = self._ends()
        here = (day.month, day.day)
        if self.first.year is None:
            return here >= start or here <= end if wraps else start <= here <= end
        return (self.first.year, *start) <= (day.year, *here) <= (self._last_year(self.first.year), *end)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        (month, day), end, wraps = self._ends()
        if self.first.year is None:
            years = window.years()
            starts = range(years.start - wraps, years.stop)
        else:
            starts = range(self.first.year, self.first.year + 1)
        bounds = ((after(year, month, day - 1), after(self._last_year(year), *end)) for year in starts)
        return union(window.stretch(*bound) for bound in bounds)

    def _ends(self) -> tuple[tuple[int, int], tuple[int, int], bool]:
        """Return both ends as (month, day), and whether the new year lies between them."""
        start = (self.first.month, self.first.day or 1)
        end = (self.last.month, self.last.day or 31)
        return start, end, end < start

    def _last_year(self, first_year: int) -> int:
        return self.last.year if self.last.year is not None else first_year + self._ends()[2]

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class YearRange:
    """``2026``, ``2026-2030``, ``2026-2030/2``, ``2026+`` (``last`` None)."""

    first: int
    last: int | None
    step: int = 1

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether the year of ``day`` is one of them."""
        return self._holds(day.year)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        years = filter(self._holds, window.years())
        return union(window.stretch(date(year, 1, 1).toordinal(), after(year, 12)) for year in years)

    def _holds(self, year: int) -> bool:
        gone = year - self.first
        return gone >= 0 and (self.last is None or year <= self.last) and gone % self.step == 0

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first:04d}+"
        if self.first == self.last:
            return f"{self.first:04d}"
        return f"{self.first:04d}-{self.last:04d}" + (f"/{self.step}" if self.step != 1 else "")


@dataclass(frozen=True, slots=True)
class WeekRange:
    """ISO weeks ``10``, ``10-20``, ``01-53/2``, and wrapping, then without a step, ``50-02``."""

    first: int
    last: int
    step: int = 1

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether the ISO week of ``day`` is one of them."""
        return self._holds(day.isocalendar().week)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        mondays = window.mondays()
        weeks = [day for day in mondays if self._holds(date.fromordinal(day).isocalendar().week)]
        return union(window.stretch(monday, monday + 7) for monday in weeks)

    def _holds(self, week: int) -> bool:
        if self.first <= self.last:
            return self.first <= week <= self.last and (week - self.first) % self.step == 0
        return week >= self.first or week <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first:02d}"
        return f"{self.first:02d}-{self.last:02d}" + (f"/{self.step}" if self.step != 1 else "")


DayItem = WeekdayRange | HolidayDay | DateRange | YearRange | WeekRange


@dataclass(frozen=True, slots=True)
class AnyDay:
    """The union of its items, as in ``PH,Sa,Su`` or ``Jan,Mar 10-20``."""

    items: tuple[DayItem, ...]
    prefix: str = ""

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether any item matches."""
        return any(item.matches(day, holidays) for item in self.items)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that match, as its bits."""
        return union(item.days_in(window, holidays) for item in self.items)

    def __str__(self) -> str:
        return self.prefix + ",".join(map(str, self.items))
