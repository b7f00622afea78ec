"""The holiday calendar: content, coverage and what it cannot know."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from services.models.wire import WireError
from services.opening_hours import NO_HOLIDAYS, Caveat, HolidayKind, Holidays, parse
from tests.unit.opening_hours.calendars import at
from tests.unit.opening_hours.content import DOCUMENT, INDONESIA
from tools.build_holidays import document, rows_of

ROW: dict[str, Any] = {
    "id": "2026-12-21-school",
    "date": "2026-12-21",
    "until": "2027-01-02",
    "name": {"id": "Libur semester", "en": "Semester break"},
    "kind": "school",
    "precision": "date",
    "source": "kalender pendidikan",
    "verified": "source",
}


PUBLIC_2026 = (
    *("01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14"),
    *("05-27", "05-31", "06-01", "06-16", "08-17", "08-25", "12-25"),
)
"""The joint decree of three ministers for 2026: 17 public holidays on 17 days."""


def test_content_has_the_seventeen_public_holidays_of_2026() -> None:
    decreed = {date.fromisoformat(f"2026-{day}") for day in PUBLIC_2026}
    assert len(decreed) == 17
    assert {day for day in INDONESIA.public if day.year == 2026} == decreed
    assert {day.year for day in INDONESIA.public} == {2025, 2026, 2027, 2028}


@pytest.mark.parametrize("day", ["2026-02-17", "2026-03-19", "2026-03-21", "2026-05-27", "2026-08-25"])
def test_moving_holidays_of_2026(day: str) -> None:
    assert date.fromisoformat(day) in INDONESIA.public


def test_content_rows_are_unique_and_in_order() -> None:
    ids = [row["id"] for row in DOCUMENT["items"]]
    assert len(set(ids)) == len(ids)
    assert [row["date"] for row in DOCUMENT["items"]] == sorted(row["date"] for row in DOCUMENT["items"])
    assert DOCUMENT["collection"] == "holidays"


def test_school_holidays_are_not_made_up() -> None:
    assert not INDONESIA.school
    assert {row.kind for row in INDONESIA.rows} == {HolidayKind.PUBLIC, HolidayKind.JOINT_LEAVE}


def test_generator_marks_what_is_not_announced_as_estimated() -> None:
    rows = {row["date"]: row for row in rows_of(2028)}
    assert rows["2028-02-27"]["precision"] == "estimated"
    assert "perkiraan" not in rows["2028-02-27"]["name"]["id"]
    assert rows["2028-08-17"]["precision"] == "date"
    assert {row["verified"] for row in rows.values()} == {"memory"}


def test_generator_writes_a_document_that_reads_back() -> None:
    text = document(2026, 2026, date(2026, 11, 21))
    assert Holidays.from_document(json.loads(text)).covers(date(2026, 6, 1))
    assert max(map(len, text.splitlines())) < 400  # one row a line, so that changes can be read


def test_names_of_a_day() -> None:
    assert [row.name.in_language("id") for row in INDONESIA.on(date(2026, 12, 25))] == ["Hari Raya Natal"]
    assert INDONESIA.on(date(2026, 11, 23)) == ()


def test_school_rows_span_days() -> None:
    calendar = Holidays.from_document({"items": [ROW]})
    hours = parse("Mo-Sa 07:00-13:00; SH off", calendar)
    assert not hours.is_open(at("2027-01-02T08:00"))
    assert hours.is_open(at("2027-01-04T08:00"))
    assert len(calendar.school) == 13
    assert not hours.caveats(date(2026, 12, 21))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2026-13-01"),
        ("date", None),
        ("until", "2026-12-01"),
        ("until", "2027-12-01"),
        ("kind", "regional"),
        ("name", "Libur"),
    ],
)
def test_bad_rows_are_refused_by_field(field: str, value: object) -> None:
    with pytest.raises(WireError, match=field):
        Holidays.from_document({"items": [{**ROW, field: value}]})


@pytest.mark.parametrize(
    ("expression", "day", "expected"),
    [
        ("Mo-Fr 08:00-16:00", "2031-01-06", set()),
        ("Mo-Fr 08:00-16:00; PH off", "2026-11-23", set()),
        ("Mo-Fr 08:00-16:00; PH off", "2031-01-06", {Caveat.HOLIDAYS_NOT_COVERED}),
        ("Mo-Fr 08:00-16:00; PH off", "2028-02-27", {Caveat.HOLIDAY_ESTIMATED}),
        ("Mo-Fr 08:00-16:00; PH off", "2026-12-24", {Caveat.JOINT_LEAVE}),
        ("Mo-Fr 08:00-16:00; SH off", "2026-11-23", {Caveat.SCHOOL_HOLIDAYS_UNKNOWN}),
        ("sunrise-sunset", "2026-11-23", {Caveat.SUN_APPROXIMATE}),
    ],
)
def test_caveats_say_what_is_not_known(expression: str, day: str, expected: set[Caveat]) -> None:
    assert parse(expression, INDONESIA).caveats(date.fromisoformat(day)) == expected


def test_without_a_calendar_no_day_is_a_holiday() -> None:
    assert parse("Mo-Fr 08:00-16:00; PH off").is_open(at("2026-12-25T10:00"))
    assert not NO_HOLIDAYS.covers(date(2026, 1, 1))
