"""``python -m gateway retention``: what was personal in tickets that were closed long ago is erased.

What everybody may know stays, so that the public figures can be computed again: number, service, agency,
state, times, village, public answers and the agency's public words, redacted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final

import typer
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.attachments.service import Attachments
from gateway.attachments.store import BlobStore
from gateway.clock import SystemClock
from gateway.content.cli import refusals
from gateway.content.context import now, open_database
from gateway.db import Database
from gateway.settings import Settings
from gateway.staff.audit import record
from gateway.submissions.repository import release_attachments
from gateway.submissions.tables import BlankSpot, Submission
from gateway.tickets import repository
from gateway.tickets.events import AGENCY_PUBLIC
from gateway.tickets.redaction import redact
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import OPEN_STATES

_PERSONAL: Final = ("reporter_name", "reporter_email", "reporter_phone", "lat", "lon", "rating_text")
_OF_BLANK_SPOT: Final = (
    "lat", "lon", "accuracy_m", "position_source", "age_s", "fixes", "mocked", "note",
)  # fmt: skip


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count and tell, erase nothing.")] = False,
) -> None:
    """Erase personal data of tickets that were closed more than RAFFLESIA_RETENTION_DAYS ago."""
    with refusals():
        settings = Settings()
        count = asyncio.run(_run(settings, dry_run))
    typer.echo(f"{count} tickets closed more than {settings.retention_days} days ago")
    typer.echo("dry run: nothing erased" if dry_run else "their personal data is erased")


async def due(session: AsyncSession, before: datetime) -> Sequence[str]:
    """Return the tickets that were closed before ``before`` and still hold what their reporters sent."""
    query = (
        select(Ticket.submission_id)
        .join(Submission, Submission.id == Ticket.submission_id)
        .where(Ticket.closed_at < before, Submission.payload.is_not(None))
        .where(Submission.status.not_in([state.value for state in OPEN_STATES]))
        .order_by(Ticket.closed_at)
    )
    return (await session.execute(query)).scalars().all()


async def erase_due(database: Database, before: datetime, at: datetime) -> tuple[int, list[str]]:
    """Erase them, each in a transaction of its own; return how many, and the files nothing cites now."""
    async with database.read() as session:
        ids = await due(session, before)
    files: list[str] = []
    for submission_id in ids:
        async with database.write() as session:
            await sequence.lock(session)
            found = await repository.load(session, submission_id)
            if found is not None:
                files += await _erase(session, *found)
    if ids:
        async with database.write() as session:
            record(session, at, None, "retention", ("ticket", ""), detail={"tickets": len(ids)})
    return len(ids), files


async def _erase(session: AsyncSession, ticket: Ticket, submission: Submission) -> list[str]:
    acts = await repository.acts_on(session, submission.id)
    for event in await repository.events_of(session, submission.id):
        is_public = event.event in AGENCY_PUBLIC
        event.note = redact(event.note, ticket.reporter_name) if is_public else ""
    for name in _PERSONAL:
        setattr(ticket, name, None)
    for one in (submission, *acts):
        one.payload = None
    empty = dict.fromkeys(_OF_BLANK_SPOT)
    await session.execute(update(BlankSpot).where(BlankSpot.submission_id == submission.id).values(empty))
    await session.flush()
    return await release_attachments(session, [submission.id, *(act.id for act in acts)])


async def _run(settings: Settings, dry_run: bool) -> int:
    at = now()
    before = at - timedelta(days=settings.retention_days)
    async with open_database(settings) as database:
        if dry_run:
            async with database.read() as session:
                return len(await due(session, before))
        count, files = await erase_due(database, before, at)
        store = BlobStore(settings.blob_dir)
        store.prepare()
        await Attachments(store, database, SystemClock()).discard(files)
        return count
