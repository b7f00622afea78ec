"""One rule of an expression: which days, which times, and what holds then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import and_

from services.models.geo import Point
from services.opening_hours.days import AnyDay
from services.opening_hours.holidays import Holidays
from services.opening_hours.state import MINUTES_PER_DAY, OpenKind, Span, Told
from services.opening_hours.times import SunTime, TimeSpan
from services.opening_hours.window import Window


class Separator(StrEnum):
    """What stands before a rule: it replaces, adds to, or only fills the gaps of those before it."""

    NORMAL = "; "
    ADDITIONAL = ", "
    FALLBACK = " || "


@dataclass(frozen=True, slots=True)
class Rule:
    """``days`` must all match (none: every day); no ``times`` means the whole day.

    ``modifier`` is the written word (open, closed, off, unknown or none).
    """

    separator: Separator
    days: tuple[AnyDay, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    modifier: str | None = None
    comment: str | None = None

    @property
    def kind(self) -> OpenKind:
        """What holds when the rule applies; a bare comment leaves it unknown, as opening_hours.js has it."""
        if self.modifier is None:
            return OpenKind.OPEN if self.comment is None else OpenKind.UNKNOWN
        return OpenKind.CLOSED if self.modifier == "off" else OpenKind(self.modifier)

    @property
    def replaces(self) -> bool:
        """Whether it takes the whole day over from earlier rules; a closed rule only takes its own times."""
        return self.separator is Separator.NORMAL and self.kind is not OpenKind.CLOSED

    @property
    def closes_day(self) -> bool:
        """Whether it closes every day that it matches from midnight to midnight."""
        return self.kind is OpenKind.CLOSED and not self.times and self.separator is not Separator.FALLBACK

    @property
    def uses_sun(self) -> bool:
        """Whether any of its times follows the sun."""
        return any(isinstance(point, SunTime) for span in self.times for point in (span.start, span.end))

    @property
    def may_spill(self) -> bool:
        """Whether any of its spans can run past midnight."""
        return any(time.may_spill for time in self.times)

    @property
    def fills_day(self) -> bool:
        """Whether it leaves no minute of its days as nobody wrote it."""
        return not self.times or any(time.whole_day for time in self.times)

    def says_only(self, told: Told) -> bool:
        """Whether it never makes anything else than ``told`` hold."""
        guesses = self.kind is OpenKind.OPEN and any(time.open_end for time in self.times)
        return not guesses and (self.kind, self.comment) == told

    def matches(self, day: date, holidays: Holidays) -> bool:
        """Whether the rule applies to ``day``."""
        return all(selector.matches(day, holidays) for selector in self.days)

    def days_in(self, window: Window, holidays: Holidays) -> int:
        """Return the days of ``window`` that it applies to, as its bits."""
        return reduce(and_, (selector.days_in(window, holidays) for selector in self.days), -1)

    def spans(self, day: date, where: Point) -> list[Span]:
        """Return its spans that start on ``day``, guesses after an open end first: facts cover them."""
        if not self.times:
            return [Span(0, MINUTES_PER_DAY, self.kind, self.comment)]
        guess = OpenKind.UNKNOWN if self.kind is OpenKind.OPEN else self.kind
        guessed = [
            Span(*bounds, guess, self.comment) for t in self.times if (bounds := t.guessed(day, where))
        ]
        return guessed + [
            Span(*bounds, self.kind, self.comment) for t in self.times if (bounds := t.certain(day, where))
        ]

    def __str__(self) -> str:
        times = ",".join(map(str, self.times))
        comment = None if self.comment is None else f'"{self.comment}"'
        parts = [*map(str, self.days), times, self.modifier, comment]
        return " ".join(part for part in parts if part) or "24/7"
