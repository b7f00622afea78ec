"""Tickets and officers without the way through the API."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.staff.tables import StaffAccount
from gateway.submissions import repository
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets.places import Place
from gateway.tickets.service import Actor, NewTicket, open_ticket
from tests.gateway.samples import NOW, new_id

AGENCY, OTHER_AGENCY = "dinas-rekaan", "dinas-lain"
SERVICE = "jalan-rusak"


async def officer(session: AsyncSession, email: str = "petugas@contoh.id", agency: str = AGENCY) -> Actor:
    """Store an officer's account and return the actor."""
    account = StaffAccount(email=email, name="Petugas Rekaan", active=True, created_at=NOW)
    session.add(account)
    await session.flush()
    return Actor("agency", account.id, agency, account.name)


async def add_ticket(
    database: Database, service_id: str = SERVICE, place: Place | None = None, **changes: Any
) -> str:
    """Store a submission with a ticket and return its key; ``changes``: members of the new ticket."""
    key = new_id()
    async with database.write() as session:
        await sequence.lock(session)
        row = {"id": service_id, "agency_id": AGENCY, "target_days": 5}
        await upsert_rows(session, "services", [row])
        submission = Submission(
            id=key,
            kind="service_request",
            number=await repository.next_number(session, NOW),
            status="received",
            received_at=NOW,
            updated_at=NOW,
            seq=(await sequence.allocate(session))[0],
            created_at=NOW,
            app_version="0.1.0",
            schema_version=1,
            notice_version="2026-11",
            payload={"service_id": service_id},
        )
        session.add(submission)
        await session.flush()
        session.add(SubmissionEvent(submission_id=key, at=NOW, event="received", note=""))
        await open_ticket(session, submission, NewTicket(service_id, place or Place(), **changes))
    return key
