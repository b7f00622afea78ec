"""Which events come soon, which later, and of which the days are not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.events import EventRepository
from services.models import Event, WireError
from tests.unit.finding.rows import Rows

TODAY = date(2026, 11, 26)


def event(row_id: str, *days: tuple[str, str], **changes: Any) -> Event:
    """Return an event that is held on ``days``."""
    return Event.from_wire(
        {
            "id": row_id,
            "name": {"id": row_id.title()},
            "category": "festival",
            "summary": {"id": "Ringkasan"},
            "dates": [{"from": first, "to": last} for first, last in days],
            "dates_known": bool(days),
            "place": "Lapangan",
            "source": "contoh",
            "precision": "contoh",
            "verified": "source",
            **changes,
        }
    )


def ids(found: Any) -> list[str]:
    return [one.event.id for one in found]


@pytest.mark.parametrize(
    ("first", "last", "soon"),
    [
        ("2026-11-20", "2026-11-25", None),
        ("2026-11-20", "2026-11-26", True),
        ("2026-11-26", "2026-11-26", True),
        ("2027-02-24", "2027-02-25", True),
        ("2027-02-25", "2027-02-25", False),
    ],
)
def test_ninety_days_are_soon(first: str, last: str, soon: bool | None) -> None:
    repository = EventRepository(Rows(event("pesta", (first, last))))
    assert ids(repository.upcoming(TODAY)) == (["pesta"] if soon else [])
    assert ids(repository.later(TODAY)) == (["pesta"] if soon is False else [])
    assert [one.id for one in repository.undated(TODAY)] == (["pesta"] if soon is None else [])


def test_the_earliest_comes_first_and_only_the_next_edition_counts() -> None:
    far = event("jauh", ("2027-01-09", "2027-01-09"))
    near = event(
        "dekat", ("2027-12-01", "2027-12-02"), ("2025-12-01", "2025-12-02"), ("2026-12-01", "2026-12-02")
    )
    found = EventRepository(Rows(far, near)).upcoming(TODAY)
    assert [(one.event.id, one.edition.first) for one in found] == [
        ("dekat", date(2026, 12, 1)),
        ("jauh", date(2027, 1, 9)),
    ]


def test_unknown_is_a_state_even_with_editions() -> None:
    doubtful = event("ragu", ("2026-12-01", "2026-12-02"), dates_known=False)
    repository = EventRepository(Rows(doubtful, event("baru")))
    assert repository.upcoming(TODAY) == ()
    assert [one.id for one in repository.undated(TODAY)] == ["baru", "ragu"]


def test_a_later_version_of_the_rows_is_seen() -> None:
    rows: Rows[Event] = Rows()
    repository = EventRepository(rows)
    seen: list[str] = []
    repository.subscribe(lambda: seen.append("changed"))
    rows.replace(event("baru", ("2026-12-01", "2026-12-02")))
    assert ids(repository.upcoming(TODAY)) == ["baru"]
    assert seen == ["changed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"dates": [{"from": "besok", "to": "2026-12-02"}]},
        {"dates": [{"from": "2026-12-03", "to": "2026-12-02"}]},
        {"dates": [{"from": "2026-12-03"}]},
        {"dates": "2026-12-03"},
        {"place": None},
        {"lat": "x", "lon": 102.0},
    ],
)
def test_a_row_of_another_form_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        event("salah", **changes)


def test_what_is_absent_is_none() -> None:
    one = event("pesta")
    assert (one.recurrence, one.point, one.regency_id, one.editions) == (None, None, None, ())
    assert one.dates_known is False
