"""Histories of tickets, made up step by step as residents and agencies would make them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import delete

from gateway.db import Database
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket

BENGKULU = timezone(timedelta(hours=7))
FIRST = datetime(2025, 12, 20, 17, tzinfo=UTC)
HOLIDAYS = {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 2, 17)}

AGENCIES = [None, "dinas-kominfotik", "dinas-pupr"]
REGENCIES = [None, "17.01", "17.71"]
SERVICES = ["lapor-blank-spot", "jalan-rusak", "=cmd"]

History = dict[str, Any]


def due_after(received_at: datetime, target_days: int | None) -> date | None:
    """Return the day that lies so many working days after the day of receipt, counted one by one."""
    if target_days is None:
        return None
    day = received_at.astimezone(BENGKULU).date()
    while target_days:
        day += timedelta(days=1)
        target_days -= day.weekday() < 5 and day not in HOLIDAYS
    return day


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a ticket and play out what happened to it, up to eight steps."""
    received_at = FIRST + draw(st.timedeltas(timedelta(0), timedelta(days=60)))
    ticket: History = {
        "service_id": draw(st.sampled_from(SERVICES)),
        "agency_id": draw(st.sampled_from(AGENCIES)),
        "regency_code": draw(st.sampled_from(REGENCIES)),
        "status": "received",
        "received_at": received_at,
        "updated_at": received_at,
        "due_on": due_after(received_at, draw(st.none() | st.integers(0, 12))),
        "answered_at": None,
        "resolved_at": None,
        "closed_at": None,
        "reopened": 0,
        "rating": draw(st.none() | st.integers(1, 5)),
    }
    for step in draw(st.lists(st.sampled_from(sorted(STEPS)), max_size=8)):
        now = ticket["updated_at"] + draw(st.timedeltas(timedelta(0), timedelta(days=9)))
        if ticket["status"] in STEPS[step]:
            ticket.update(_after(ticket, step, now), updated_at=now)
    return ticket


_OPEN = ("received", "in_review", "need_info", "answered")
STEPS = {
    "take": ("received",),
    "answer": _OPEN,
    "resolve": _OPEN,
    "reject": _OPEN,
    "merge": _OPEN,
    "confirm": ("resolved",),
    "reopen": ("resolved", "closed"),
    "withdraw": (*_OPEN, "resolved"),
}


def _after(ticket: History, step: str, now: datetime) -> History:
    answered_at = ticket["answered_at"] or now
    return {
        "take": {"status": "in_review"},
        "answer": {"status": "answered", "answered_at": answered_at},
        "resolve": {"status": "resolved", "answered_at": answered_at, "resolved_at": now},
        "reject": {"status": "rejected", "answered_at": answered_at, "closed_at": now},
        "merge": {"status": "duplicate", "closed_at": now},
        "confirm": {"status": "closed", "closed_at": now},
        "reopen": {"status": "in_review", "closed_at": None, "reopened": ticket["reopened"] + 1},
        "withdraw": {"status": "withdrawn", "closed_at": now},
    }[step]


def number_of(place: int) -> str:
    """Return the public number of the ticket in that place."""
    return f"BKL-2026-{place:06d}"


async def store(database: Database, tickets: Iterable[History]) -> None:
    """Make ``tickets`` the whole content of the database, numbered in their order."""
    async with database.write() as session:
        await session.execute(delete(Ticket))
        await session.execute(delete(Submission))
        for place, history in enumerate(tickets, 1):
            ticket = dict(history)
            key = f"00000000-0000-4000-8000-{place:012d}"
            times = {name: ticket.pop(name) for name in ("received_at", "updated_at")}
            session.add(
                Submission(
                    id=key,
                    kind="service_request",
                    number=number_of(place),
                    status=ticket.pop("status"),
                    seq=place,
                    created_at=times["received_at"],
                    app_version="0.1.0",
                    schema_version=1,
                    notice_version="2026-11",
                    payload=None,
                    **times,
                )
            )
            await session.flush()
            session.add(Ticket(submission_id=key, channel="app", village_code=None, **ticket))
