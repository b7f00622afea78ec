"""What the figures come from: a row a ticket, public members only, as in ``requests.csv``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from typing import Final

from gateway.csvfile import write_csv

OPEN_STATES: Final = frozenset({"received", "in_review", "need_info", "answered", "resolved"})


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket that was not withdrawn. Times are aware; ``due_on`` is a day in Bengkulu.

    ``answered_at`` is the first answer, ``resolved_at`` the last time that it was said to be done.
    """

    number: str
    service_id: str
    agency_id: str | None
    regency_code: str | None
    village_code: str | None
    channel: str
    status: str
    received_at: datetime
    due_on: date | None
    answered_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    reopened: int
    rating: int | None
    updated_at: datetime

    @property
    def is_duplicate(self) -> bool:
        """Whether another ticket is answered in its place."""
        return self.status == "duplicate"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act: the agency, or the reporter who is to confirm."""
        return self.status in OPEN_STATES

    @property
    def is_resolved(self) -> bool:
        """Whether it is done as far as anybody knows; not so once reopened."""
        return self.resolved_at is not None and self.status in {"resolved", "closed"}


COLUMNS: Final = tuple(field.name for field in fields(TicketRow))


def rows_as_csv(rows: Iterable[TicketRow]) -> bytes:
    """Return ``requests.csv`` of docs/api.md."""
    return write_csv(COLUMNS, map(astuple, rows))
