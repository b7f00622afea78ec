"""Queries of the tickets. Writers hold :func:`gateway.sequence.lock`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.attachments.tables import Attachment
from gateway.feed.repository import get_rows
from gateway.submissions.tables import Submission, SubmissionAttachment, SubmissionEvent
from gateway.tickets.tables import EventFile, Ticket, TicketAct
from gateway.tickets.transitions import State

AGENCIES = "agencies"
INTERNAL = "internal"
"""Visibility of what only the handling agency may read."""


async def load(session: AsyncSession, submission_id: str) -> tuple[Ticket, Submission] | None:
    """Return a ticket and its submission as they are stored now, None when there is no such ticket."""
    ticket = await session.get(Ticket, submission_id, populate_existing=True)
    if ticket is None:
        return None
    return ticket, await session.get_one(Submission, submission_id, populate_existing=True)


async def find_by_number(session: AsyncSession, number: str) -> tuple[Ticket, Submission] | None:
    """Return the ticket with that public number, None when there is none."""
    query = select(Submission.id).join(Ticket, Ticket.submission_id == Submission.id)
    query = query.where(Submission.number == number)
    found = (await session.execute(query)).scalar_one_or_none()
    return None if found is None else await load(session, found)


async def tickets_of(session: AsyncSession, ids: Iterable[str]) -> dict[str, Ticket]:
    """Return the tickets among the submissions ``ids``, by id."""
    query = select(Ticket).where(Ticket.submission_id.in_(list(ids)))
    return {ticket.submission_id: ticket for ticket in (await session.execute(query)).scalars()}


async def numbers_of(session: AsyncSession, ids: Iterable[str]) -> dict[str, str]:
    """Return the public numbers of submissions, by id."""
    query = select(Submission.id, Submission.number).where(Submission.id.in_(set(ids)))
    return {row[0]: row[1] for row in await session.execute(query)}


async def agency_names(session: AsyncSession, ids: Iterable[str | None]) -> dict[str, str]:
    """Return the names of agencies by id; agencies that are gone are left out."""
    rows = await get_rows(session, AGENCIES, {agency_id for agency_id in ids if agency_id})
    return {agency_id: row["name"] for agency_id, row in rows.items()}


async def duplicates_of(session: AsyncSession, submission_id: str) -> Sequence[tuple[Ticket, Submission]]:
    """Return the tickets that were merged into a ticket and still are, oldest first."""
    query = (
        select(Ticket, Submission)
        .join(Submission, Submission.id == Ticket.submission_id)
        .where(Ticket.duplicate_of == submission_id, Submission.status == State.DUPLICATE.value)
        .order_by(Submission.received_at, Submission.number)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def silent_since(session: AsyncSession, before: datetime) -> Sequence[str]:
    """Return the tickets that were resolved at or before ``before`` and still wait for their reporter."""
    query = (
        select(Ticket.submission_id)
        .join(Submission, Submission.id == Ticket.submission_id)
        .where(Submission.status == State.RESOLVED.value, Ticket.resolved_at <= before)
        .order_by(Ticket.resolved_at)
    )
    return (await session.execute(query)).scalars().all()


async def acts_on(session: AsyncSession, submission_id: str) -> Sequence[Submission]:
    """Return the comments, ratings and resolutions of a ticket."""
    query = select(Submission).join(TicketAct, TicketAct.submission_id == Submission.id)
    return (await session.execute(query.where(TicketAct.target_id == submission_id))).scalars().all()


async def event_files(session: AsyncSession, event_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Return the files of each event, in their order."""
    query = (
        select(EventFile.event_id, Attachment)
        .join(Attachment, Attachment.sha256 == EventFile.sha256)
        .where(EventFile.event_id.in_(list(event_ids)))
        .order_by(EventFile.event_id, EventFile.place)
    )
    found: dict[int, list[Attachment]] = {}
    for event_id, attachment in await session.execute(query):
        found.setdefault(event_id, []).append(attachment)
    return found


async def find_file(session: AsyncSession, submission_id: str, sha256: str) -> Attachment | None:
    """Return a file that a submission or its timeline shows to its reporter, None for any other."""
    cited = select(SubmissionAttachment.sha256).where(SubmissionAttachment.submission_id == submission_id)
    shown = (
        select(EventFile.sha256)
        .join(SubmissionEvent, SubmissionEvent.id == EventFile.event_id)
        .where(SubmissionEvent.submission_id == submission_id, SubmissionEvent.visibility != INTERNAL)
    )
    is_shown = or_(Attachment.sha256.in_(cited), Attachment.sha256.in_(shown))
    query = select(Attachment).where(Attachment.sha256 == sha256, is_shown)
    return (await session.execute(query)).scalar_one_or_none()


async def events_of(session: AsyncSession, submission_id: str) -> Sequence[SubmissionEvent]:
    """Return every event of a submission, oldest first."""
    query = select(SubmissionEvent).where(SubmissionEvent.submission_id == submission_id)
    return (await session.execute(query.order_by(SubmissionEvent.id))).scalars().all()
