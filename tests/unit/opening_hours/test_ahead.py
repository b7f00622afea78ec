"""Until when: days that are skipped must be those on which nothing can change, and a year must be short."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.opening_hours import OpeningHours, OpenKind, parse
from services.opening_hours.ahead import days_ahead
from services.opening_hours.timeline import timeline
from services.opening_hours.window import SEARCH_DAYS, Window
from tests.unit.opening_hours.calendars import GRID, at, midnight
from tests.unit.opening_hours.content import INDONESIA
from tests.unit.opening_hours.expressions import EXPRESSION, INSTANT, SEASONS, read

FAR = [
    "Feb 29 08:00-12:00",
    "Feb 10-29 off; 24/7",
    "24/7; week 53 off",
    "off; Mo[5],Su[-5] 10:00-12:00; PH off",
    "24/7; PH -1 day off",
    "24/7; Fr[-1] +2 days off",
    "2027 Nov-Feb 08:00-12:00",
    "2026-2030/2 Dec 30-Jan 02 off || 24/7",
    "Dec 31 20:00-30:00; Jan 01 open",
    "00:00-24:00; Mar 22:00-26:00 off",
    '24/7; Apr "catatan"',
    "08:00-20:00 off || Apr 09:00-10:00 off || May 18:00+",
    "00:00-24:00, Mo-Fr sunrise-sunset; Jun off",
    "Mar 01 22:00-26:00; Mar 01 22:00-24:00 off",
    "24/7, Apr 20:00+",
    "Jan-Mar 00:00-24:00, Apr 08:00-12:00",
    "24/7, 12:00-sunset off, 12:00-18:10 open",
    "sunrise-sunset off",
]
SUNLESS = [expression for expression in FAR if "sun" not in expression]


def walk(hours: OpeningHours, instant: datetime) -> datetime | None:
    """Return the next change as found by looking at every segment of every day."""
    here = None
    for day in (instant.date() + timedelta(days=n) for n in range(SEARCH_DAYS + 1)):
        for segment in timeline(hours.rules, day, hours.holidays, hours.where):
            start = midnight(day.isoformat()) + timedelta(minutes=segment.start)
            if start <= instant:
                here = segment.told
            elif segment.told != here:
                return start
    return None


@settings(max_examples=200, deadline=None)
@given(st.one_of(SEASONS, SEASONS, EXPRESSION), INSTANT)
def test_next_change_is_that_of_a_plain_walk(expression: str, instant: datetime) -> None:
    if hours := read(expression):
        assert hours.state(instant).next_change == walk(hours, instant)


@pytest.mark.parametrize("expression", FAR)
def test_far_changes_are_those_of_a_plain_walk(expression: str) -> None:
    hours = parse(expression, INDONESIA)
    for month in range(28):
        instant = at("2025-12-28T09:30") + timedelta(days=month * 30)
        assert hours.state(instant).next_change == walk(hours, instant)


@settings(deadline=None)
@given(st.one_of(EXPRESSION, SEASONS), st.dates(date(1999, 1, 1), date(2101, 1, 1)))
@example("Mo[1,-5] +2 days, Tu-Mo open; We-Tu off", date(2024, 2, 29))
def test_the_days_of_a_rule_are_those_that_match(expression: str, first: date) -> None:
    hours = read(expression)
    days = [first + timedelta(days=n) for n in range(SEARCH_DAYS + 1)]
    for rule in hours.rules if hours else ():
        bits = rule.days_in(Window(first.toordinal()), INDONESIA)
        matching = [rule.matches(day, INDONESIA) for day in days]
        assert [bool(bits >> n & 1) for n in range(len(days))] == matching


def looked_at(expression: str, kind: OpenKind, comment: str | None = None) -> list[int]:
    """Return how many days after 26 November 2026 a search for something else than this looks."""
    hours = parse(expression, INDONESIA)
    return list(days_ahead(hours.rules, date(2026, 11, 26), INDONESIA, (kind, comment)))


@pytest.mark.parametrize("expression", SUNLESS + [e for e in GRID["expressions"] if read(e)])
def test_a_year_comes_down_to_few_days(expression: str) -> None:
    assert len(looked_at(expression, OpenKind.UNKNOWN, "nobody says this, so every kind of day counts")) <= 7


@pytest.mark.parametrize("expression", ["sunrise-sunset off", "off; Apr off", "PH 12:00-14:00 off, Su off"])
def test_what_only_closes_is_not_searched_for_an_opening(expression: str) -> None:
    assert looked_at(expression, OpenKind.CLOSED) == [1]


@pytest.mark.parametrize(
    "expression", ["24/7; PH open", "24/7, sunset-23:00", "00:00-24:00, Mo sunrise-sunset"]
)
def test_what_only_opens_is_not_searched_for_a_closing(expression: str) -> None:
    assert looked_at(expression, OpenKind.OPEN) == [1]


def test_days_with_the_sun_are_each_looked_at() -> None:
    assert looked_at("Mar sunrise-sunset", OpenKind.CLOSED) == [1, *range(95, 127)]


@pytest.mark.parametrize("day", ["0001-01-01", "0003-01-01", "9996-12-31", "9997-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_stop_the_search(day: str) -> None:
    hours = parse("24/7; Mo[1] +366 days open; PH -366 days open; 9999 Nov-Feb open")
    assert hours.state(midnight(day)).next_change is None
