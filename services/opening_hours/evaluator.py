"""Asking an expression that was read: what holds now, until when, and how a week looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.clock import WIB
from services.models.geo import Point
from services.opening_hours.ahead import days_ahead
from services.opening_hours.days import HolidayDay
from services.opening_hours.holidays import Holidays
from services.opening_hours.rules import Rule
from services.opening_hours.state import MINUTES_PER_DAY, Caveat, OpenKind, OpenState, Span, Told
from services.opening_hours.timeline import Segment, may_spill, timeline


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A read expression; ``str()`` gives its canonical form, which reads back as an equal one.

    Times are Waktu Indonesia Barat (UTC+7, no summer time). ``where`` only serves sunrise and sunset.
    """

    rules: tuple[Rule, ...]
    holidays: Holidays
    where: Point
    _spills: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_spills", may_spill(self.rules))

    def state(self, at: datetime) -> OpenState:
        """Return what holds at ``at`` and when it next changes; raises ``ValueError`` without a time zone.

        Exact to the minute: open at the opening minute, closed at the closing minute.
        """
        day, minute = _wib(at)
        today = self._timeline(day)
        here = _at(minute, today)
        return OpenState(here.kind, here.comment, self._next_change(day, today, here))

    def is_open(self, at: datetime) -> bool:
        """Whether it is certainly open at ``at``, without looking for the next change."""
        return self.kind(at) is OpenKind.OPEN

    def kind(self, at: datetime) -> OpenKind:
        """Return what holds at ``at``, without looking for the next change."""
        day, minute = _wib(at)
        return _at(minute, self._timeline(day)).kind

    def week(self, monday: date) -> list[list[Span]]:
        """Return what is open or unknown on the seven days from ``monday`` on, for display.

        A span that runs past midnight is listed once, on the day it starts (16:00-26:00). Raises
        ``ValueError`` when ``monday`` is not a Monday.
        """
        if monday.weekday():
            raise ValueError(f"not a Monday: {monday}")
        days = [self._timeline(monday + timedelta(days=n)) for n in range(-1, 8)]
        return [_listed(days[n], days[n - 1], days[n + 1]) for n in range(1, 8)]

    def caveats(self, day: date) -> frozenset[Caveat]:
        """Return what may make the answers for ``day`` wrong, for a hint beside them."""
        found = set()
        names = self._holiday_names()
        if "PH" in names:
            found |= _public_holiday_caveats(self.holidays, day)
        if "SH" in names and not self.holidays.school:
            found.add(Caveat.SCHOOL_HOLIDAYS_UNKNOWN)
        if any(rule.uses_sun for rule in self.rules):
            found.add(Caveat.SUN_APPROXIMATE)
        return frozenset(found)

    def __str__(self) -> str:
        first, *others = self.rules
        return str(first) + "".join(f"{rule.separator.value}{rule}" for rule in others)

    def _holiday_names(self) -> set[str]:
        selectors = (selector for rule in self.rules for selector in rule.days)
        items = (item for selector in selectors for item in selector.items)
        return {item.name for item in items if isinstance(item, HolidayDay)}

    def _timeline(self, day: date) -> list[Segment]:
        return timeline(self.rules, day, self.holidays, self.where, self._spills)

    def _next_change(self, day: date, today: list[Segment], here: Segment) -> datetime | None:
        later = [segment for segment in today if segment.start >= here.end]
        if change := _first_other(day, later, here.told):
            return change
        days = (day + timedelta(days=n) for n in days_ahead(self.rules, day, self.holidays, here.told))
        changes = (_first_other(other, self._timeline(other), here.told) for other in days)
        return next(filter(None, changes), None)


def _wib(at: datetime) -> tuple[date, int]:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    local = at.astimezone(WIB)
    return local.date(), local.hour * 60 + local.minute


def _at(minute: int, segments: list[Segment]) -> Segment:
    return next(segment for segment in segments if minute < segment.end)


def _first_other(day: date, segments: list[Segment], told: Told) -> datetime | None:
    """Return when the first of ``segments`` of ``day`` that tells something else begins."""
    start = next((segment.start for segment in segments if segment.told != told), None)
    if start is None:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=WIB) + timedelta(minutes=start)


def _public_holiday_caveats(holidays: Holidays, day: date) -> set[Caveat]:
    found = set()
    if not holidays.covers(day):
        found.add(Caveat.HOLIDAYS_NOT_COVERED)
    if day in holidays.estimated:
        found.add(Caveat.HOLIDAY_ESTIMATED)
    if day in holidays.joint_leave:
        found.add(Caveat.JOINT_LEAVE)
    return found


def _continues(before: list[Segment], after: list[Segment]) -> bool:
    """Whether the first segment of a day is the tail of the last one of the day before."""
    last, head = before[-1], after[0]
    return head.spilled and last.told == head.told


def _listed(day: list[Segment], before: list[Segment], after: list[Segment]) -> list[Span]:
    kept = day[1:] if _continues(before, day) else day
    spans = [Span(s.start, s.end, s.kind, s.comment) for s in kept if s.kind is not OpenKind.CLOSED]
    if spans and spans[-1].end == MINUTES_PER_DAY and _continues(day, after):
        last = spans[-1]
        spans[-1] = Span(last.start, MINUTES_PER_DAY + after[0].end, last.kind, last.comment)
    return spans
