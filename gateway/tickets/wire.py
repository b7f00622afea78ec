"""What the reporter's app is told of a ticket and its timeline (docs/api.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.attachments.tables import Attachment
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.clock import CONFIRM_FOR, REOPEN_FOR
from gateway.tickets.events import PUBLIC_EVENTS
from gateway.tickets.public import public_note
from gateway.tickets.repository import INTERNAL
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import State

_WAITING = (State.RESOLVED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Background:
    """What the tickets and timelines of some submissions refer to, read at once."""

    tickets: Mapping[str, Ticket]
    agencies: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[int, Sequence[Attachment]] = field(default_factory=dict)
    elsewhere: Mapping[str, Sequence[tuple[SubmissionEvent, str]]] = field(default_factory=dict)


async def load_background(
    session: AsyncSession, ids: Sequence[str], events: Mapping[str, Sequence[SubmissionEvent]]
) -> Background:
    """Return what is needed to describe the submissions ``ids`` with their ``events``."""
    tickets = await repository.tickets_of(session, ids)
    targets = {ticket.duplicate_of for ticket in tickets.values() if ticket.duplicate_of}
    every = [event for lines in events.values() for event in lines]
    told = await _told_elsewhere(session, targets)
    named = {event.agency_id for event in [*every, *(line for line, _ in told)]}
    agencies = await repository.agency_names(
        session, named | {ticket.agency_id for ticket in tickets.values()}
    )
    elsewhere: dict[str, list[tuple[SubmissionEvent, str]]] = {}
    for event, reporter_name in told:
        elsewhere.setdefault(event.submission_id, []).append((event, public_note(event, reporter_name)))
    return Background(
        tickets,
        agencies,
        await repository.numbers_of(session, targets) if targets else {},
        await repository.event_files(session, [event.id for event in every if event.visibility != INTERNAL]),
        elsewhere,
    )


async def _told_elsewhere(
    session: AsyncSession, targets: Iterable[str]
) -> list[tuple[SubmissionEvent, str | None]]:
    """Return the public events of the tickets that others were merged into, with the reporter's name."""
    query = (
        select(SubmissionEvent, Ticket.reporter_name)
        .join(Ticket, Ticket.submission_id == SubmissionEvent.submission_id)
        .where(SubmissionEvent.submission_id.in_(list(targets)))
        .where(SubmissionEvent.event.in_(sorted(PUBLIC_EVENTS)))
        .order_by(SubmissionEvent.id)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


def ticket_facts(submission: Submission, background: Background) -> dict[str, Any] | None:
    """Return the member ``ticket`` of a status, None for a submission that opened none."""
    ticket = background.tickets.get(submission.id)
    if ticket is None:
        return None
    resolved_at = ticket.resolved_at
    confirm_until = resolved_at + CONFIRM_FOR if resolved_at and submission.status == State.RESOLVED else None
    can_reopen = resolved_at is not None and submission.status in _WAITING
    return {
        "service_id": ticket.service_id,
        "agency_id": ticket.agency_id,
        "agency": background.agencies.get(ticket.agency_id or ""),
        "due_on": _iso(ticket.due_on),
        "answered_at": _iso(ticket.answered_at),
        "resolved_at": _iso(resolved_at),
        "confirm_until": _iso(confirm_until),
        "reopen_until": _iso(resolved_at + REOPEN_FOR if resolved_at and can_reopen else None),
        "rating": ticket.rating,
        "duplicate_of": background.numbers.get(ticket.duplicate_of or ""),
    }


def timeline(
    submission: Submission, events: Sequence[SubmissionEvent], background: Background
) -> list[dict[str, Any]]:
    """Return the lines that the reporter may read, oldest first.

    Of a ticket that was merged into another, those of the other follow from then on.
    """
    lines = [
        _line(event, event.note, background.agencies, background.files.get(event.id, ()))
        for event in events
        if event.visibility != INTERNAL
    ]
    ticket = background.tickets.get(submission.id)
    merged_at = max((event.at for event in events if event.event == "duplicate"), default=None)
    if ticket is not None and ticket.duplicate_of and merged_at:
        lines += [
            _line(event, note, background.agencies, ())
            for event, note in background.elsewhere.get(ticket.duplicate_of, ())
            if event.at >= merged_at
        ]
    return lines


def _line(
    event: SubmissionEvent, note: str, agencies: Mapping[str, str], files: Sequence[Attachment]
) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "event": event.event,
        "note": note,
        "by": event.by,
        "agency": agencies.get(event.agency_id or "") if event.by == "agency" else None,
        "files": [{"sha256": file.sha256, "media_type": file.media_type} for file in files],
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
