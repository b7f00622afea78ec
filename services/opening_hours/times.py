"""Time selectors: spans of minutes that start on a day, perhaps ending on the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.models.geo import Point
from services.opening_hours.state import MINUTES_PER_DAY
from services.opening_hours.sun import sun_minutes


def clock_text(minutes: int) -> str:
    """Return ``minutes`` as HH:MM, hours past 24 included."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A wall-clock time in minutes after midnight, 0…2880."""

    minutes: int

    def on(self, day: date, where: Point) -> int:
        """Return the minutes, whatever the day."""
        return self.minutes

    def __str__(self) -> str:
        return clock_text(self.minutes)


@dataclass(frozen=True, slots=True)
class SunTime:
    """``sunset`` or ``(sunset-00:30)``."""

    event: str
    offset_min: int = 0

    def on(self, day: date, where: Point) -> int:
        """Return the minutes after midnight of ``day`` at ``where``, kept within the day."""
        minutes = sun_minutes(self.event, day, where) + self.offset_min
        return min(max(minutes, 0), MINUTES_PER_DAY - 1)

    def __str__(self) -> str:
        if not self.offset_min:
            return self.event
        sign = "+" if self.offset_min > 0 else "-"
        return f"({self.event}{sign}{clock_text(abs(self.offset_min))})"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """``08:00-16:00``, ``17:00+`` (``end`` None) or ``13:00-17:00+``."""

    start: ClockTime | SunTime
    end: ClockTime | SunTime | None
    open_end: bool = False

    @property
    def may_spill(self) -> bool:
        """Whether it can run past midnight; the sun and open ends always count as able to."""
        if self.open_end or not isinstance(self.start, ClockTime) or not isinstance(self.end, ClockTime):
            return True
        return not self.start.minutes < self.end.minutes <= MINUTES_PER_DAY

    @property
    def whole_day(self) -> bool:
        """Whether it is written as the whole day."""
        return (self.start, self.end) == (ClockTime(0), ClockTime(MINUTES_PER_DAY))

    def certain(self, day: date, where: Point) -> tuple[int, int] | None:
        """Return (start, end) in minutes, ``end`` past 1440 when it spills; None for a bare open end."""
        if self.end is None:
            return None
        start, end = self.start.on(day, where), self.end.on(day, where)
        return start, end if end > start else end + MINUTES_PER_DAY

    def guessed(self, day: date, where: Point) -> tuple[int, int] | None:
        """Return the stretch after an open end in which nobody knows, None without one.

        Its length is that of opening_hours.js: 8 h from 22:00 on, 10 h from 17:00 on, else until midnight.
        """
        if not self.open_end:
            return None
        certain = self.certain(day, where)
        start = certain[1] if certain else self.start.on(day, where)
        if start >= 22 * 60:
            end = min(start + 8 * 60, 2 * MINUTES_PER_DAY)
        else:
            end = start + 10 * 60 if start >= 17 * 60 else MINUTES_PER_DAY
        return (start, end) if end > start else None

    def __str__(self) -> str:
        end = "" if self.end is None else f"-{self.end}"
        return f"{self.start}{end}{'+' if self.open_end else ''}"
