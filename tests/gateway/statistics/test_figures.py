"""Single figures, worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.statistics.figures import figures, figures_by, nearest_rank
from gateway.statistics.rows import COLUMNS, TicketRow, rows_as_csv

MONDAY_NOON = datetime(2026, 11, 16, 5, tzinfo=UTC)
AS_OF = MONDAY_NOON + timedelta(days=10)


def row(**changes: Any) -> TicketRow:
    sample: dict[str, Any] = {
        "number": "BKL-2026-000001",
        "service_id": "jalan-rusak",
        "agency_id": "dinas-pupr",
        "regency_code": "17.71",
        "village_code": "17.71.03.1011",
        "channel": "app",
        "status": "received",
        "received_at": MONDAY_NOON,
        "due_on": date(2026, 11, 20),
        "answered_at": None,
        "resolved_at": None,
        "closed_at": None,
        "reopened": 0,
        "rating": None,
        "updated_at": MONDAY_NOON,
    }
    return TicketRow(**{**sample, **changes})


def after(**delta: float) -> datetime:
    return MONDAY_NOON + timedelta(**delta)


def test_nothing_has_no_figures() -> None:
    found = figures([], AS_OF)
    assert {name for name, value in found.items() if value == 0} == {
        "received", "open", "answered", "resolved", "closed", "late_open", "ratings"
    }  # fmt: skip
    assert {value for value in found.values() if value != 0} == {None}


@pytest.mark.parametrize(
    ("count", "percent", "expected"),
    [(1, 50, 1), (2, 50, 1), (3, 50, 2), (4, 50, 2), (10, 90, 9), (11, 90, 10), (1, 90, 1)],
)
def test_nearest_rank(count: int, percent: int, expected: int) -> None:
    days = [timedelta(days=day) for day in range(count, 0, -1)]
    assert nearest_rank(days, percent) == timedelta(days=expected)


def test_one_of_each() -> None:
    rows = [
        row(),
        row(status="answered", answered_at=after(days=1)),
        row(status="resolved", answered_at=after(days=2), resolved_at=after(days=3), due_on=None),
        row(status="closed", answered_at=after(days=5), resolved_at=after(days=6), rating=4),
        row(status="rejected", answered_at=after(days=8), due_on=None, rating=1),
        row(status="in_review", answered_at=after(hours=1), resolved_at=after(hours=2), reopened=1),
        row(status="duplicate", rating=5),
    ]
    assert figures(rows, AS_OF) == {
        "received": 7,
        "open": 4,
        "answered": 5,
        "resolved": 2,
        "closed": 2,
        "late_open": 3,
        "answer_days_median": 2.0,
        "answer_days_p90": 8.0,
        "resolve_days_median": 3.0,
        "resolve_days_p90": 6.0,
        "on_time_share": 0.5,
        "reopen_share": 0.33,
        "backlog_age_days_median": 10.0,
        "rating_mean": 2.5,
        "ratings": 2,
    }


@pytest.mark.parametrize(
    ("answered_at", "as_of", "share"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), AS_OF, 1.0),  # 23.59 in Bengkulu
        (datetime(2026, 11, 20, 17, tzinfo=UTC), AS_OF, 0.0),  # midnight in Bengkulu
        (None, datetime(2026, 11, 20, 16, 59, tzinfo=UTC), None),  # may still be on time
        (None, datetime(2026, 11, 20, 17, tzinfo=UTC), 0.0),
    ],
)
def test_a_day_ends_at_midnight_in_bengkulu(
    answered_at: datetime | None, as_of: datetime, share: float | None
) -> None:
    assert figures([row(answered_at=answered_at)], as_of)["on_time_share"] == share


def test_half_a_cent_is_rounded_to_the_even_one() -> None:
    """432 s are 0.005 days exactly; a float would not know."""
    found = [
        figures([row(status="answered", answered_at=after(seconds=432 * n))], AS_OF)["answer_days_median"]
        for n in (1, 3, 5)
    ]
    assert found == [0.0, 0.02, 0.02]


def test_the_largest_group_comes_first_and_the_nameless_last() -> None:
    rows = [row(agency_id=agency) for agency in (None, "b", "a", "c", "c")]
    found = figures_by(rows, lambda each: each.agency_id, AS_OF)
    assert [(name, group["received"]) for name, group in found.items()] == [
        ("c", 2), ("a", 1), ("b", 1), (None, 1)
    ]  # fmt: skip


@given(text=st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = rows_as_csv([row(service_id="=1+1" + text)]).decode("utf-8", "replace")
    assert ",=" not in cell
    assert "'=1+1" in cell


def test_the_columns_are_those_of_the_contract() -> None:
    assert ", ".join(COLUMNS) == (
        "number, service_id, agency_id, regency_code, village_code, channel, status, received_at, due_on, "
        "answered_at, resolved_at, closed_at, reopened, rating, updated_at"
    )
