"""What the evaluator answers: a kind, a state at an instant, spans of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MINUTES_PER_DAY: Final = 1440


class OpenKind(StrEnum):
    """Whether a place is open; ``unknown`` where the expression itself does not say."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


Told = tuple[OpenKind, str | None]
"""A kind and the comment beside it."""


class Caveat(StrEnum):
    """Why an answer for a day may be wrong although the expression was evaluated correctly."""

    HOLIDAYS_NOT_COVERED = "hours.caveat.holidays_not_covered"
    HOLIDAY_ESTIMATED = "hours.caveat.holiday_estimated"
    JOINT_LEAVE = "hours.caveat.joint_leave"
    SCHOOL_HOLIDAYS_UNKNOWN = "hours.caveat.school_holidays_unknown"
    SUN_APPROXIMATE = "hours.caveat.sun_approximate"


@dataclass(frozen=True, slots=True)
class OpenState:
    """The state at an instant.

    ``comment`` is the text of the rule that decides, if it has one. ``next_change`` (aware, WIB) is when
    kind or comment next becomes another one; None when that is more than 366 days away.
    """

    kind: OpenKind
    comment: str | None
    next_change: datetime | None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time that is open or unknown, in minutes after the midnight (WIB) that starts its day.

    ``start`` lies in 0…1439 and ``end`` in ``start`` + 1…2880: past 1440 it runs into the next day.
    """

    start: int
    end: int
    kind: OpenKind
    comment: str | None = None
