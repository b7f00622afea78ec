"""Tickets as CSV for the agency's own counting: what is public of them, and their clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from gateway.csvfile import Cell
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket

MOST_ROWS: Final = 50_000
HEADER: Final = (
    "number", "service_id", "agency_id", "state", "received_at", "due_on", "answered_at", "resolved_at",
    "closed_at", "reopened", "rating", "regency_code", "village_code", "channel", "text",
)  # fmt: skip


def export_rows(tickets: Iterable[tuple[Ticket, Submission]]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each ticket, in the columns of ``HEADER``; the text is the redacted one."""
    for ticket, submission in tickets:
        yield (
            submission.number,
            ticket.service_id,
            ticket.agency_id,
            submission.status,
            submission.received_at,
            ticket.due_on,
            ticket.answered_at,
            ticket.resolved_at,
            ticket.closed_at,
            ticket.reopened,
            ticket.rating,
            ticket.regency_code,
            ticket.village_code,
            ticket.channel,
            ticket.public_text,
        )
