"""Working days of Bengkulu's offices: Monday to Friday less holidays; what a target date means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.opening_hours import Holidays

_DAY = timedelta(days=1)
_SATURDAY = 5


class DueKind(StrEnum):
    """Where today lies to a target date."""

    AHEAD = "ahead"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Due:
    """A target date seen from today; ``workdays`` left or late (0: only days off lie between)."""

    on: date
    kind: DueKind
    workdays: int


def is_workday(day: date, holidays: Holidays) -> bool:
    """Return whether offices work on ``day``: joint leave is a day off, school holidays are not."""
    return day.weekday() < _SATURDAY and day not in holidays.public and day not in holidays.joint_leave


def workdays_between(start: date, end: date, holidays: Holidays) -> int:
    """Return the working days after ``start`` up to and with ``end``; 0 when ``end`` is not after it."""
    days = (start + n * _DAY for n in range(1, (end - start).days + 1))
    return sum(is_workday(day, holidays) for day in days)


def due(on: date, today: date, holidays: Holidays) -> Due:
    """Return what the target date ``on`` means on ``today``."""
    if today == on:
        return Due(on, DueKind.TODAY, 0)
    if today < on:
        return Due(on, DueKind.AHEAD, workdays_between(today, on, holidays))
    return Due(on, DueKind.LATE, workdays_between(on, today, holidays))
