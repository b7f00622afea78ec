"""Opening the ticket of a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.feed.repository import get_row
from gateway.submissions.tables import Submission
from gateway.tickets.clock import due_on, load_holidays
from gateway.tickets.places import Place
from gateway.tickets.redaction import redact
from gateway.tickets.tables import Ticket

SERVICES = "services"


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What is known when a ticket is opened.

    ``public_text`` is redacted here; ``public_answers`` are as everybody may read them already.
    ``channel`` is app or open311, with the partner's ``api_key_id``.
    """

    service_id: str
    place: Place = field(default_factory=Place)
    form_version: int | None = None
    channel: str = "app"
    api_key_id: int | None = None
    public_text: str = ""
    public_answers: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None
    email: str | None = None
    phone: str | None = None


async def open_ticket(session: AsyncSession, submission: Submission, new: NewTicket) -> Ticket:
    """Store the ticket of a stored submission; agency and target come from the service's row.

    A service that ended while the request was on its way has neither.
    """
    service = await get_row(session, SERVICES, new.service_id) or {}
    holidays = await load_holidays(session)
    ticket = Ticket(
        submission_id=submission.id,
        service_id=new.service_id,
        form_version=new.form_version,
        agency_id=service.get("agency_id"),
        channel=new.channel,
        api_key_id=new.api_key_id,
        due_on=due_on(submission.received_at, service.get("target_days"), holidays),
        reopened=0,
        village_code=new.place.village_code,
        regency_code=new.place.regency_code,
        lat=new.place.lat,
        lon=new.place.lon,
        public_lat=new.place.public_lat,
        public_lon=new.place.public_lon,
        public_text=redact(new.public_text, new.name),
        public_answers=dict(new.public_answers),
        reporter_name=new.name,
        reporter_email=new.email,
        reporter_phone=new.phone,
    )
    session.add(ticket)
    await session.flush()
    return ticket
