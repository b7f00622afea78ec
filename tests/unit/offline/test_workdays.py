"""Working days with the packaged holidays, and what a target date means on a day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from services.opening_hours import Holidays
from services.workdays import Due, DueKind, due, is_workday, workdays_between

CONTENT = Path(__file__).parents[3] / "assets" / "content" / "holidays.json"
HOLIDAYS = Holidays.from_document(json.loads(CONTENT.read_bytes()))
DAY = timedelta(days=1)
CHRISTMAS_EVE = date(2026, 12, 24)  # a Thursday of joint leave; Christmas is the Friday


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 23), True),
        (CHRISTMAS_EVE, False),
        (CHRISTMAS_EVE + DAY, False),
        (date(2026, 12, 26), False),
        (date(2026, 12, 27), False),
        (date(2026, 12, 28), True),
    ],
)
def test_weekends_holidays_and_joint_leave_are_days_off(day: date, works: bool) -> None:
    assert is_workday(day, HOLIDAYS) is works


def test_school_holidays_are_working_days() -> None:
    row = {"id": "s", "date": "2026-11-30", "name": {"id": "Libur sekolah"}, "kind": "school"}
    school = Holidays.from_document(
        {"items": [row | {"precision": "date", "source": "x", "verified": "source"}]}
    )
    assert is_workday(date(2026, 11, 30), school)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # Friday to Monday
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        (date(2026, 12, 23), date(2026, 12, 28), 1),
    ],
)
def test_days_between_leave_out_the_first(start: date, end: date, count: int) -> None:
    assert workdays_between(start, end, HOLIDAYS) == count


def test_a_target_ahead_today_and_late() -> None:
    target = date(2026, 12, 23)
    assert due(target, date(2026, 12, 21), HOLIDAYS) == Due(target, DueKind.AHEAD, 2)
    assert due(target, target, HOLIDAYS) == Due(target, DueKind.TODAY, 0)
    assert due(target, date(2026, 12, 29), HOLIDAYS) == Due(target, DueKind.LATE, 2)


def test_on_the_days_off_after_a_target_it_is_late_by_no_working_day() -> None:
    target = date(2026, 12, 23)
    assert due(target, date(2026, 12, 27), HOLIDAYS) == Due(target, DueKind.LATE, 0)


def test_counting_day_by_day_gives_the_same_as_counting_at_once() -> None:
    start = date(2026, 1, 1)
    days = [start + n * DAY for n in range(400)]
    for end in days[::37]:
        each = sum(workdays_between(day - DAY, day, HOLIDAYS) for day in days if start < day <= end)
        assert workdays_between(start, end, HOLIDAYS) == each
