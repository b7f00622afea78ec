"""Which of the coming days are worth a look when asking until when something holds.

Days on which no rule in force says anything else are left out, and of days that are alike all but the first:
two days are alike when the same rules are in force on them, and on the days before them. What a year of
seasons, weeks and holidays holds comes down to a handful of kinds of days that way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.opening_hours.holidays import Holidays
from services.opening_hours.rules import Rule
from services.opening_hours.state import OpenKind, Told
from services.opening_hours.window import SEARCH_DAYS, Window, union

# Where neither the window nor an offset of a year leads out of the calendar.
_COMPARABLE_YEARS: Final = range(date.min.year + 2, date.max.year - 2)


def days_ahead(rules: tuple[Rule, ...], day: date, holidays: Holidays, told: Told) -> Iterator[int]:
    """Yield in order how many days after ``day`` to look for another kind or comment, 1…SEARCH_DAYS."""
    last = min(SEARCH_DAYS, date.max.toordinal() - day.toordinal())
    if day.year not in _COMPARABLE_YEARS:
        yield from range(1, last + 1)
        return
    yield 1  # most hours change by tomorrow: that needs no year
    calendar = _Calendar(rules, Window(day.toordinal()), holidays)
    left = ((1 << last + 1) - 4) & calendar.differing(told) & ~calendar.alike(1)
    while left:
        ahead = (left & -left).bit_length() - 1
        yield ahead
        left &= ~calendar.alike(ahead)


class _Calendar:
    """On which days of a window each rule is in force: it matches, and no later one takes the day over."""

    def __init__(self, rules: tuple[Rule, ...], window: Window, holidays: Holidays) -> None:
        self._in_force: list[tuple[Rule, int]] = []
        taken = 0
        for rule in reversed(rules):
            days = rule.days_in(window, holidays) & ~taken
            self._in_force.append((rule, days))
            if rule.replaces or rule.closes_day:
                taken |= days

    def differing(self, told: Told) -> int:
        """Return the days, and perhaps more, on which something else than ``told`` may hold."""
        says = [days for rule, days in self._in_force if not rule.says_only(told)]
        bare = ~union(days for rule, days in self._in_force if rule.fills_day)
        closed = 0 if told == (OpenKind.CLOSED, None) else bare
        return union([closed, *says, *(days << 1 for days in says)])

    def alike(self, ahead: int) -> int:
        """Return the days with the timeline of day ``ahead``; that alone where the sun sets the times."""
        same = -1
        for rule, days in self._in_force:
            for in_force in (days, days << 1) if rule.may_spill else (days,):
                here = in_force >> ahead & 1
                if here and rule.uses_sun:
                    return 1 << ahead
                same &= in_force if here else ~in_force
        return same
