"""The week for display, time zones, and the printed form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.opening_hours import OpenKind, Span, parse
from tests.unit.opening_hours.calendars import at
from tests.unit.opening_hours.content import INDONESIA

MONDAY = date(2026, 11, 23)


def spans(expression: str, monday: date = MONDAY) -> list[list[tuple[int, int]]]:
    """Return the hours of a week as (start, end) in whole hours."""
    return [
        [(span.start // 60, span.end // 60) for span in day]
        for day in parse(expression, INDONESIA).week(monday)
    ]


def test_office_week() -> None:
    week = spans("Mo-Th 07:00-14:00; Fr 07:00-11:00,13:00-15:00; PH off")
    assert week == [[(7, 14)]] * 4 + [[(7, 11), (13, 15)], [], []]


def test_a_night_is_listed_on_the_day_it_starts() -> None:
    assert spans("Mo-Su 16:00-02:00") == [[(16, 26)]] * 7


def test_the_night_into_the_week_belongs_to_the_sunday_before() -> None:
    assert spans("Su 22:00-04:00") == [[]] * 6 + [[(22, 28)]]


def test_a_night_cut_by_the_next_day_ends_at_midnight() -> None:
    assert spans("Fr 18:00-02:00; Sa 10:00-12:00")[4:6] == [[(18, 24)], [(10, 12)]]


def test_a_rest_of_a_night_that_does_not_join_stands_alone() -> None:
    week = spans("Fr 18:00-04:00; Fr 22:00-24:00 off")
    assert week[4:6] == [[(18, 22)], [(0, 4)]]


def test_holiday_in_the_week() -> None:
    assert spans("Mo-Fr 08:00-16:00; PH off", date(2026, 12, 21))[4] == []


def test_always_open_is_seven_whole_days() -> None:
    assert spans("24/7") == [[(0, 24)]] * 7


def test_two_days_in_one_span() -> None:
    assert spans("Fr 10:00-40:00")[4:6] == [[(10, 40)], []]


def test_kind_and_comment_are_kept() -> None:
    monday = parse('Mo 08:00-09:00, Mo 09:00-10:00 unknown "apel"').week(MONDAY)[0]
    assert monday == [Span(480, 540, OpenKind.OPEN), Span(540, 600, OpenKind.UNKNOWN, "apel")]


def test_a_week_starts_on_monday() -> None:
    with pytest.raises(ValueError, match="not a Monday"):
        parse("24/7").week(date(2026, 11, 24))


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse("24/7").state(datetime(2026, 11, 23, 8))  # noqa: DTZ001


def test_seconds_before_the_boundary_are_still_closed() -> None:
    hours = parse("08:00-16:00")
    assert not hours.is_open(at("2026-11-23T07:59:59.999999"))
    assert hours.is_open(at("2026-11-23T15:59:59.999999"))
    assert not hours.is_open(at("2026-11-23T16:00:00"))


def test_utc_midnight_is_seven_in_bengkulu() -> None:
    hours = parse("Mo 07:00-08:00")
    assert hours.is_open(datetime(2026, 11, 23, 0, 0, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("24/7", "24/7"),
        ("mo-fr 8.00–16.00;ph off;", "Mo-Fr 08:00-16:00; PH off"),
        ("Mo-Fr 08:00-16:00,Sa 08:00-12:00", "Mo-Fr 08:00-16:00, Sa 08:00-12:00"),
        ("Dec 25,26 off", "Dec 25,Dec 26 off"),
        ("Jan-Mar: We[1-3] 9:00-10:00", "Jan-Mar We[1,2,3] 09:00-10:00"),
        ("week 1-9/2 08:00+", "week 01-09/2 08:00+"),
        ('24/7 closed "x"||"y"', 'closed "x" || "y"'),
        ("2026 Dec 24-26 PH -1 day off", "2026 Dec 24-Dec 26 PH -1 day off"),
        ("( sunrise + 01:00 ) - sunset", "(sunrise+01:00)-sunset"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert str(parse(written)) == canonical


def test_the_last_days_of_the_calendar_do_not_crash() -> None:
    assert parse("Mo 08:00-09:00").state(at("9999-12-31T10:00")).next_change is None
    assert parse("22:00-26:00").state(at("0001-01-01T01:00")).kind is OpenKind.CLOSED
    assert parse("Mo[1] +300 days 08:00-09:00").state(at("0001-01-05T08:00")).kind is not OpenKind.UNKNOWN
