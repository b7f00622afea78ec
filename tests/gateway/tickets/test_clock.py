"""Working days of Bengkulu: examples, and hypothesis against counting day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.clock import WIB
from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.tickets.clock import due_on, is_working_day, load_holidays

CHRISTMAS, EVE = date(2026, 12, 25), date(2026, 12, 24)
MOMENTS = st.integers(0, 7 * 365 * 1440).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
DAYS_OFF = st.frozensets(st.dates(date(2024, 1, 1), date(2031, 6, 30)), max_size=60)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23T08:00", 1, "2026-11-24"),
        ("2026-11-23T08:00", 5, "2026-11-30"),
        ("2026-11-27T23:59", 1, "2026-11-30"),
        ("2026-11-28T00:00", 1, "2026-12-01"),
        ("2026-11-29T12:00", 1, "2026-12-01"),
        ("2026-11-28T12:00", 0, "2026-11-30"),
        ("2026-11-25T12:00", 0, "2026-11-25"),
        ("2026-12-23T12:00", 1, "2026-12-28"),
        ("2026-12-24T12:00", 1, "2026-12-29"),
    ],
)
def test_examples(received: str, days: int, due: str) -> None:
    assert due_on(wib(received), days, {CHRISTMAS, EVE}) == date.fromisoformat(due)


def test_the_day_is_that_of_bengkulu() -> None:
    """17:30 UTC on Friday is Saturday in Bengkulu."""
    assert due_on(datetime(2026, 11, 27, 17, 30, tzinfo=UTC), 1, frozenset()) == date(2026, 12, 1)


def test_no_target_no_date() -> None:
    assert due_on(wib("2026-11-23T08:00"), None, frozenset()) is None


def _slow_due(received: datetime, target: int, days_off: frozenset[date]) -> date:
    """Write down every day for two years, keep the working ones, and count along the list."""
    first = (received + timedelta(hours=7)).date()
    every = [first + timedelta(days=n) for n in range(800)]
    working = [day for day in every if day.strftime("%a") not in ("Sat", "Sun") and day not in days_off]
    return working[target]


@given(MOMENTS, st.integers(0, 120), DAYS_OFF)
def test_as_counted_by_hand(received: datetime, target: int, days_off: frozenset[date]) -> None:
    assert due_on(received, target, days_off) == _slow_due(received, target, days_off)


@given(MOMENTS, st.integers(0, 60), DAYS_OFF, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_later_is_never_due_earlier(
    received: datetime, target: int, days_off: frozenset[date], later: timedelta
) -> None:
    first, second = (due_on(moment, target, days_off) for moment in (received, received + later))
    assert first is not None
    assert second is not None
    assert first <= second
    assert is_working_day(first, days_off)
    more = due_on(received, target + 1, days_off)
    assert more is not None
    assert more > first


async def test_holidays_come_from_the_content(database: Database) -> None:
    rows = [
        {"id": "a", "date": "2026-12-25", "kind": "public"},
        {"id": "b", "date": "2026-12-24", "kind": "joint_leave"},
        {"id": "c", "date": "2026-12-21", "until": "2027-01-02", "kind": "school"},
        {"id": "d", "date": "2027-03-10", "until": "2027-03-11", "kind": "public"},
    ]
    async with database.write() as session:
        await upsert_rows(session, "holidays", rows)
    async with database.read() as session:
        found = await load_holidays(session)
    assert found == {CHRISTMAS, EVE, date(2027, 3, 10), date(2027, 3, 11)}
