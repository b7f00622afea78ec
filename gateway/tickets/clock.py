"""The clock of a ticket: working days of Bengkulu, and how long a resolved ticket waits."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.feed.tables import ContentRow

CONFIRM_FOR: Final = timedelta(days=7)
"""A resolved ticket is closed when its reporter says nothing for so long."""
REOPEN_FOR: Final = timedelta(days=14)
"""So long after ``resolved_at`` may the reporter reopen it."""

_SATURDAY = 5
_DAY = timedelta(days=1)
_DAYS_OFF = ("public", "joint_leave")


def is_working_day(day: date, holidays: Set[date]) -> bool:
    """Tell whether offices work on ``day``."""
    return day.weekday() < _SATURDAY and day not in holidays


def due_on(received_at: datetime, target_days: int | None, holidays: Set[date]) -> date | None:
    """Return the day in Bengkulu by which an answer is due, None without a target.

    ``target_days`` working days after the day of receipt, or after the next working day when it is a
    day off.
    """
    if target_days is None:
        return None
    day = _working_day_from(received_at.astimezone(WIB).date(), holidays)
    for _ in range(target_days):
        day = _working_day_from(day + _DAY, holidays)
    return day


def _working_day_from(day: date, holidays: Set[date]) -> date:
    while not is_working_day(day, holidays):
        day += _DAY
    return day


async def load_holidays(session: AsyncSession) -> frozenset[date]:
    """Return the days off of the ``holidays`` content: public holidays and joint leave, not school's."""
    query = select(ContentRow.body).where(
        ContentRow.collection == "holidays", ContentRow.deleted_at.is_(None)
    )
    days: set[date] = set()
    for row in (await session.execute(query)).scalars():
        if row.get("kind") in _DAYS_OFF:
            first = date.fromisoformat(row["date"])
            last = date.fromisoformat(row.get("until") or row["date"])
            days.update(first + _DAY * n for n in range((last - first).days + 1))
    return frozenset(days)
