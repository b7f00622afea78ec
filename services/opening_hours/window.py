"""The days ahead as the bits of one number, so that a whole year is compared in a few steps.

Bit n stands for the n-th day of the window. Bits beyond its end mean nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import reduce
from operator import or_
from typing import Final

SEARCH_DAYS: Final = 366

_LENGTH: Final = SEARCH_DAYS + 1
_MONDAYS: Final = sum(1 << n for n in range(0, _LENGTH + 7, 7))


@dataclass(frozen=True, slots=True)
class Window:
    """A year of days from the one with the ordinal ``first`` on, that one and SEARCH_DAYS more."""

    first: int

    def stretch(self, start: int, end: int) -> int:
        """Return the days from the ordinal ``start`` up to and without ``end``."""
        low, high = max(start - self.first, 0), min(end - self.first, _LENGTH)
        return (1 << high) - (1 << low) if low < high else 0

    def weekdays(self, first: int, count: int) -> int:
        """Return ``count`` weekdays in a row in every week; ``first`` counts from 0 = Monday."""
        return ((1 << count) - 1) * _MONDAYS >> (self.first - 1 - first) % 7

    def mondays(self) -> range:
        """Return the ordinals of the Mondays of every week that has a day in it."""
        return range(self.first - (self.first - 1) % 7, self.first + _LENGTH, 7)

    def months(self) -> Iterator[tuple[int, int]]:
        """Yield the ordinal of the first day and of the day after the last of every month in it."""
        start = date.fromordinal(self.first).replace(day=1)
        while start.toordinal() < self.first + _LENGTH:
            end = after(start.year, start.month)
            yield start.toordinal(), end
            start = date.fromordinal(end)

    def years(self) -> range:
        """Return the years it has days of."""
        last = date.fromordinal(self.first + _LENGTH - 1)
        return range(date.fromordinal(self.first).year, last.year + 1)


def after(year: int, month: int, days: int = 31) -> int:
    """Return the ordinal of the day after the first ``days`` of a month, of all where it has fewer.

    A year past the last of the calendar, where a range that wraps may end, counts as the last.
    """
    year = min(year, MAXYEAR)
    return date(year, month, 1).toordinal() + min(days, monthrange(year, month)[1])


def union(days: Iterable[int]) -> int:
    """Return the days that are in any of ``days``."""
    return reduce(or_, days, 0)
