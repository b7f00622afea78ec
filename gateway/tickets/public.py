"""What everybody may know of tickets: the only door for partners, open data and statistics.

Nothing here holds the key of a submission, a contact, an exact position that the form keeps back, or
words that were not redacted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.events import AGENCY_PUBLIC, PUBLIC_EVENTS
from gateway.tickets.redaction import redact
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import State


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """One line of the public timeline; ``note`` holds the agency's words, redacted, or nothing."""

    at: datetime
    event: str
    note: str


@dataclass(frozen=True, slots=True)
class PublicTicket:
    """A ticket as everybody may see it. A withdrawn one has its number, state and times only."""

    number: str
    status: str
    received_at: datetime
    updated_at: datetime
    service_id: str | None = None
    agency_id: str | None = None
    description: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    lat: float | None = None
    lon: float | None = None
    village_code: str | None = None
    regency_code: str | None = None
    due_on: date | None = None
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    reopened: int = 0
    rating: int | None = None
    channel: str | None = None
    events: tuple[PublicEvent, ...] = ()
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class TicketQuery:
    """Which tickets. Empty or None: no restriction; moments from inclusive, to exclusive.

    ``bbox`` is west, south, east, north in degrees, of public positions. Withdrawn tickets are found by
    number only.
    """

    numbers: Sequence[str] = ()
    service_ids: Sequence[str] = ()
    statuses: Sequence[str] = ()
    received_from: datetime | None = None
    received_to: datetime | None = None
    updated_from: datetime | None = None
    updated_to: datetime | None = None
    agency: str | None = None
    regency: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    order: Literal["received", "-received", "updated", "-updated"] = "-received"
    offset: int = 0
    limit: int | None = None
    with_events: bool = True


async def find_public(session: AsyncSession, query: TicketQuery) -> list[PublicTicket]:
    """Return the tickets of ``query`` in its order, ties by number."""
    column = Submission.received_at if query.order.endswith("received") else Submission.updated_at
    keys = (column, Submission.number)
    wanted = select(Ticket, Submission).join(Submission, Submission.id == Ticket.submission_id)
    wanted = wanted.where(*_conditions(query))
    wanted = wanted.order_by(*(key.desc() for key in keys) if query.order[0] == "-" else keys)
    wanted = wanted.offset(query.offset or None).limit(query.limit)
    return await _describe(session, wanted, with_events=query.with_events)


async def count_public(session: AsyncSession, query: TicketQuery) -> int:
    """Return how many tickets ``query`` means, its offset and limit aside."""
    wanted = select(func.count()).select_from(Ticket).join(Submission, Submission.id == Ticket.submission_id)
    return (await session.execute(wanted.where(*_conditions(query)))).scalar_one()


def _conditions(query: TicketQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, wanted in (
        (Submission.number, query.numbers),
        (Ticket.service_id, query.service_ids),
        (Submission.status, query.statuses),
        (Ticket.agency_id, query.agency and [query.agency]),
        (Ticket.regency_code, query.regency and [query.regency]),
    ):
        if wanted:
            found.append(column.in_(wanted))
    if not query.numbers:
        found.append(Submission.status != State.WITHDRAWN.value)
    for moment, first, end in (
        (Submission.received_at, query.received_from, query.received_to),
        (Submission.updated_at, query.updated_from, query.updated_to),
    ):
        found += [moment >= first] if first else []
        found += [moment < end] if end else []
    if query.bbox is not None:
        west, south, east, north = query.bbox
        found += [Ticket.public_lon.between(west, east), Ticket.public_lat.between(south, north)]
    return found


async def _describe(
    session: AsyncSession, wanted: Select[Ticket, Submission], *, with_events: bool
) -> list[PublicTicket]:
    rows = [(row[0], row[1]) for row in await session.execute(wanted)]
    shown = [(ticket, one) for ticket, one in rows if one.status != State.WITHDRAWN.value]
    links = [ticket.duplicate_of for ticket, _ in shown if ticket.duplicate_of]
    numbers = await repository.numbers_of(session, links) if links else {}
    names = {ticket.submission_id: ticket.reporter_name for ticket, _ in shown}
    events = await _events(session, names) if with_events and shown else {}
    return [_as_public(ticket, submission, numbers, events) for ticket, submission in rows]


async def _events(session: AsyncSession, names: Mapping[str, str | None]) -> dict[str, list[PublicEvent]]:
    """Return the public events of tickets, given their reporters' names by ticket."""
    query = select(SubmissionEvent).where(
        SubmissionEvent.submission_id.in_(list(names)), SubmissionEvent.event.in_(sorted(PUBLIC_EVENTS))
    )
    found: dict[str, list[PublicEvent]] = {}
    for event in (await session.execute(query.order_by(SubmissionEvent.id))).scalars():
        found.setdefault(event.submission_id, []).append(_as_event(event, names[event.submission_id]))
    return found


def public_note(event: SubmissionEvent, reporter_name: str | None) -> str:
    """Return the words of an event that everybody may read."""
    is_public = event.event in AGENCY_PUBLIC and event.visibility == "public"
    return redact(event.note, reporter_name) if is_public else ""


def _as_event(event: SubmissionEvent, reporter_name: str | None) -> PublicEvent:
    return PublicEvent(event.at, event.event, public_note(event, reporter_name))


def _as_public(
    ticket: Ticket,
    submission: Submission,
    numbers: Mapping[str, str],
    events: Mapping[str, Iterable[PublicEvent]],
) -> PublicTicket:
    known = PublicTicket(submission.number, submission.status, submission.received_at, submission.updated_at)
    if submission.status == State.WITHDRAWN.value:
        return known
    return PublicTicket(
        number=known.number,
        status=known.status,
        received_at=known.received_at,
        updated_at=known.updated_at,
        service_id=ticket.service_id,
        agency_id=ticket.agency_id,
        description=ticket.public_text or "",
        answers=dict(ticket.public_answers or {}),
        lat=ticket.public_lat,
        lon=ticket.public_lon,
        village_code=ticket.village_code,
        regency_code=ticket.regency_code,
        due_on=ticket.due_on,
        answered_at=ticket.answered_at,
        resolved_at=ticket.resolved_at,
        closed_at=ticket.closed_at,
        reopened=ticket.reopened,
        rating=ticket.rating,
        channel=ticket.channel,
        events=tuple(events.get(submission.id, ())),
        duplicate_of=numbers.get(ticket.duplicate_of or ""),
    )
