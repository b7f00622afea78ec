"""Reading the rows of the public clock. Withdrawn tickets count nowhere and are not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.statistics.rows import TicketRow
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket


@dataclass(frozen=True, slots=True)
class Selection:
    """Which tickets: days of receipt in Bengkulu (both included), and one agency, regency, service."""

    first: date
    last: date
    agency: str | None = None
    regency: str | None = None
    service: str | None = None


async def find_rows(session: AsyncSession, selection: Selection) -> Sequence[TicketRow]:
    """Return the rows of ``selection`` in the order of their receipt."""
    query = (
        select(
            Submission.number,
            Ticket.service_id,
            Ticket.agency_id,
            Ticket.regency_code,
            Ticket.village_code,
            Ticket.channel,
            Submission.status,
            Submission.received_at,
            Ticket.due_on,
            Ticket.answered_at,
            Ticket.resolved_at,
            Ticket.closed_at,
            Ticket.reopened,
            Ticket.rating,
            Submission.updated_at,
        )
        .join(Submission, Submission.id == Ticket.submission_id)
        .where(*_conditions(selection))
        .order_by(Submission.received_at, Submission.number)
    )
    return [TicketRow(*tuple(row)) for row in await session.execute(query)]


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    conditions = [
        Submission.status != "withdrawn",
        Submission.received_at >= _midnight(selection.first),
        Submission.received_at < _midnight(selection.last + timedelta(days=1)),
    ]
    wanted: list[tuple[Any, str | None]] = [
        (Ticket.agency_id, selection.agency),
        (Ticket.regency_code, selection.regency),
        (Ticket.service_id, selection.service),
    ]
    return conditions + [column == value for column, value in wanted if value]


def _midnight(day: date) -> datetime:
    """Return the beginning of a day in Bengkulu."""
    return datetime.combine(day, time(), WIB)
