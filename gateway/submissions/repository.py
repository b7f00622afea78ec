"""Queries of the submissions. Writers hold :func:`gateway.sequence.lock`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.attachments.tables import Attachment
from gateway.clock import WIB
from gateway.submissions.tables import (
    IdempotencyKey,
    Submission,
    SubmissionAttachment,
    SubmissionEvent,
    SubmissionNumber,
)
from gateway.tickets.tables import EventFile


async def find_key(session: AsyncSession, submission_id: str) -> IdempotencyKey | None:
    """Return what is known of a key, None when it was never used."""
    return await session.get(IdempotencyKey, submission_id, populate_existing=True)


async def find_submission(session: AsyncSession, submission_id: str) -> Submission | None:
    """Return a submission, None when there is none."""
    return await session.get(Submission, submission_id)


async def next_number(session: AsyncSession, now: datetime) -> str:
    """Return the next public number of the year in Bengkulu, like BKL-2026-000123, without gaps."""
    year = now.astimezone(WIB).year
    row = await session.get(SubmissionNumber, year, populate_existing=True)
    if row is None:
        row = SubmissionNumber(year=year, last=0)
        session.add(row)
    row.last += 1
    return f"BKL-{year}-{row.last:06d}"


async def add_submission(
    session: AsyncSession, submission: Submission, attachments: Sequence[str], now: datetime
) -> None:
    """Store a submission as received: number, times, place in the sequence, first event, attachments."""
    submission.number = await next_number(session, now)
    submission.status = "received"
    submission.received_at = submission.updated_at = now
    submission.seq = (await sequence.allocate(session))[0]
    session.add(submission)
    await session.flush()
    session.add(SubmissionEvent(submission_id=submission.id, at=now, event="received", note=""))
    await cite_attachments(session, submission.id, attachments)


async def set_status(
    session: AsyncSession, submission: Submission, status: str, now: datetime, by: str = "system"
) -> None:
    """Give a stored submission a new status, a line in its timeline and a new place in the sequence."""
    submission.status, submission.updated_at = status, now
    submission.seq = (await sequence.allocate(session))[0]
    session.add(SubmissionEvent(submission_id=submission.id, at=now, event=status, note="", by=by))


async def missing_attachments(session: AsyncSession, hashes: Sequence[str]) -> list[str]:
    """Return those of ``hashes`` that were not uploaded."""
    found = (await session.execute(select(Attachment.sha256).where(Attachment.sha256.in_(hashes)))).scalars()
    known = set(found)
    return [sha256 for sha256 in hashes if sha256 not in known]


async def cite_attachments(session: AsyncSession, submission_id: str, hashes: Sequence[str]) -> None:
    """Bind photos to a submission in their order."""
    session.add_all(
        SubmissionAttachment(submission_id=submission_id, sha256=sha256, place=place)
        for place, sha256 in enumerate(hashes)
    )


async def release_attachments(session: AsyncSession, ids: Collection[str]) -> list[str]:
    """Unbind the files of submissions and their events; forget and return those that nothing else cites."""
    own = SubmissionAttachment.submission_id.in_(ids)
    told = EventFile.event_id.in_(select(SubmissionEvent.id).where(SubmissionEvent.submission_id.in_(ids)))
    hashes = set((await session.execute(select(SubmissionAttachment.sha256).where(own))).scalars())
    hashes |= set((await session.execute(select(EventFile.sha256).where(told))).scalars())
    await session.execute(delete(SubmissionAttachment).where(own))
    await session.execute(delete(EventFile).where(told))
    return await forget_uncited(session, hashes)


async def forget_uncited(session: AsyncSession, hashes: Collection[str]) -> list[str]:
    """Forget those of ``hashes`` that nothing cites any more, and return them."""
    kept: set[str] = set()
    for column in (SubmissionAttachment.sha256, EventFile.sha256):
        kept |= set((await session.execute(select(column).where(column.in_(hashes)))).scalars())
    gone = sorted(set(hashes) - kept)
    await session.execute(delete(Attachment).where(Attachment.sha256.in_(gone)))
    return gone


async def media_types(session: AsyncSession, hashes: Collection[str]) -> dict[str, str]:
    """Return the media type of each uploaded file."""
    query = select(Attachment.sha256, Attachment.media_type).where(Attachment.sha256.in_(hashes))
    return {row[0]: row[1] for row in await session.execute(query)}


async def find_many(session: AsyncSession, ids: Iterable[str]) -> Sequence[Submission]:
    """Return the submissions among ``ids``, in the order of their last change."""
    query = select(Submission).where(Submission.id.in_(list(ids))).order_by(Submission.seq)
    return (await session.execute(query)).scalars().all()


async def timelines(session: AsyncSession, ids: Iterable[str]) -> dict[str, list[SubmissionEvent]]:
    """Return the events of each submission, oldest first."""
    query = select(SubmissionEvent).where(SubmissionEvent.submission_id.in_(list(ids)))
    found: dict[str, list[SubmissionEvent]] = {}
    for event in (await session.execute(query.order_by(SubmissionEvent.id))).scalars():
        found.setdefault(event.submission_id, []).append(event)
    return found
