"""Erasing what is personal in a ticket, or in one act of its reporter."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.submissions import repository as submissions
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.service import release_duplicates
from gateway.tickets.tables import EventFile, Ticket, TicketAct
from gateway.tickets.transitions import State

_PERSONAL: Final = (
    "lat",
    "lon",
    "public_lat",
    "public_lon",
    "public_text",
    "public_answers",
    "reporter_name",
    "reporter_email",
    "reporter_phone",
    "rating_text",
    "village_code",
    "regency_code",
)
_EVENTS: Final = {"comment": ("comment",), "rating": ("rated",), "resolution": ("closed", "reopened")}


async def erase_ticket(
    session: AsyncSession, ticket: Ticket, submission: Submission, now: datetime
) -> list[str]:
    """Erase a ticket that its reporter took back; return the files that nothing cites now.

    Everything that was said goes: officers too may have written a name or a number.
    """
    for name in _PERSONAL:
        setattr(ticket, name, None)
    acts = await repository.acts_on(session, submission.id)
    for act in acts:
        await _empty(session, act, now)
    own = SubmissionEvent.submission_id == submission.id
    await session.execute(update(SubmissionEvent).where(own).values(note=""))
    if submission.status == State.WITHDRAWN:
        await release_duplicates(session, submission.id, now)
    return await submissions.release_attachments(session, [submission.id, *(act.id for act in acts)])


async def erase_act(session: AsyncSession, act: Submission, now: datetime) -> list[str]:
    """Erase a comment, rating or resolution, also where the ticket tells of it; return files to delete."""
    row = await session.get_one(TicketAct, act.id)
    found = await repository.load(session, row.target_id)
    assert found is not None
    ticket, target = found
    told = select(SubmissionEvent.id).where(*_told(act, row.target_id))
    events = (await session.execute(told)).scalars().all()
    await session.execute(delete(EventFile).where(EventFile.event_id.in_(events)))
    await session.execute(update(SubmissionEvent).where(SubmissionEvent.id.in_(events)).values(note=""))
    await _empty(session, act, now)
    if act.kind == "rating":
        await _rate_anew(session, ticket)
    target.seq, target.updated_at = (await sequence.allocate(session))[0], now
    return await submissions.release_attachments(session, [act.id])


async def _empty(session: AsyncSession, act: Submission, now: datetime) -> None:
    if act.status != "withdrawn":
        act.payload = None
        await submissions.set_status(session, act, "withdrawn", now, by="reporter")


def _told(act: Submission, target_id: str) -> tuple[ColumnElement[bool], ...]:
    """Name the event of the ticket that came with an act: it bears its words and the time of its receipt."""
    words = str((act.payload or {}).get("text") or "").strip()
    return (
        SubmissionEvent.note == words,
        SubmissionEvent.submission_id == target_id,
        SubmissionEvent.at == act.received_at,
        SubmissionEvent.by == "reporter",
        SubmissionEvent.event.in_(_EVENTS[act.kind]),
    )


async def _rate_anew(session: AsyncSession, ticket: Ticket) -> None:
    """Let the newest rating count that is left."""
    acts = await repository.acts_on(session, ticket.submission_id)
    left = [act for act in acts if act.kind == "rating" and act.payload]
    newest = max(left, key=lambda act: (act.received_at, act.number), default=None)
    payload = (newest.payload if newest else None) or {}
    ticket.rating, ticket.rating_text = payload.get("stars"), payload.get("text") or None
