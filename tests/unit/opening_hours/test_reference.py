"""Every minute of three windows against npm opening_hours (recorded) and opening-hours-py (run here)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import opening_hours as library
import pytest

from services.opening_hours import parse
from services.opening_hours.sun import BENGKULU, sun_minutes
from tests.unit.opening_hours import differences
from tests.unit.opening_hours.calendars import CODES, GRID, REFERENCE, calendar, changes, midnight

WINDOWS = [(window["first"], window["days"]) for window in REFERENCE["windows"]]
EVENTS = ("dawn", "sunrise", "sunset", "dusk")


def test_the_recording_belongs_to_the_grid() -> None:
    assert list(REFERENCE["answers"]) == GRID["expressions"]
    assert REFERENCE["windows"] == GRID["windows"]
    assert {e for e, answer in REFERENCE["answers"].items() if answer is None} == differences.NPM_REFUSES


@pytest.mark.parametrize("expression", [e for e, answer in REFERENCE["answers"].items() if answer])
def test_agrees_with_npm_to_the_minute(expression: str) -> None:
    expected = REFERENCE["answers"][expression]
    hours = parse(expression, calendar(REFERENCE["PH"], REFERENCE["SH"]))
    ours = [changes(hours, midnight(first), days) for first, days in WINDOWS]
    assert (ours != expected) == (expression in differences.NPM)


def test_far_more_pairs_are_equal_than_asked_for() -> None:
    """Pairs of an expression and a minute on which both agree, by the test above."""
    equal = [e for e, answer in REFERENCE["answers"].items() if answer and e not in differences.NPM]
    minutes = sum(days for _, days in WINDOWS) * 24 * 60
    changing = [
        e for e in equal if any(letter.isdigit() for one in REFERENCE["answers"][e] for letter in one)
    ]
    assert len(changing) * minutes > 5_000_000, "not only those that are always open or always closed"


@pytest.fixture(scope="module")
def library_holidays() -> list[str]:
    """Public holidays as opening-hours-py believes them for Indonesia."""
    holidays = library.OpeningHours("PH", country="ID")
    noons = [datetime(2025, 12, 1, 12) + timedelta(days=n) for n in range(400)]  # noqa: DTZ001
    return [noon.date().isoformat() for noon in noons if holidays.is_open(noon)]


def _changes_of_library(expression: str, first: str, days: int) -> str:
    start = datetime.fromisoformat(first)
    hours = library.OpeningHours(expression, country="ID")
    text, last = "", ""
    for begin, _, state, _ in hours.intervals(start, start + timedelta(days=days)):
        code = CODES[str(state).removeprefix("State.").lower()]
        if code != last:
            text += f"{round((begin - start).total_seconds() / 60) if begin > start else ''}{code}"
        last = code
    return text


@pytest.mark.parametrize("expression", GRID["expressions"])
def test_agrees_with_python_library_to_the_minute(expression: str, library_holidays: list[str]) -> None:
    if expression in differences.PYTHON_REFUSES:
        with pytest.raises(library.ParserError):
            library.OpeningHours(expression)
        return
    hours = parse(expression, calendar(library_holidays))
    ours = [changes(hours, midnight(first), days) for first, days in WINDOWS]
    theirs = [_changes_of_library(expression, first, days) for first, days in WINDOWS]
    assert (ours != theirs) == (differences.python_difference(expression) is not None)


def test_python_library_misses_holidays_of_indonesia(library_holidays: list[str]) -> None:
    """The reason for a calendar of our own: 17 public holidays in 2026, of which it knows fewer than ten."""
    assert len([day for day in library_holidays if day.startswith("2026")]) < 10


@pytest.mark.parametrize("day", REFERENCE["sun"])
def test_sun_agrees_within_two_minutes(day: str) -> None:
    ours = [sun_minutes(event, date.fromisoformat(day), BENGKULU) for event in EVENTS]
    assert ours == pytest.approx(REFERENCE["sun"][day], abs=2)
