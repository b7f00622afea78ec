"""Tickets with everything that a desk shows, all of it invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from fastapi import FastAPI

from gateway import sequence
from gateway.feed.repository import upsert_rows
from gateway.forms.repository import publish_forms
from gateway.submissions import repository
from gateway.submissions.tables import Submission, SubmissionAttachment, SubmissionEvent
from gateway.tickets.opening import NewTicket, open_ticket
from gateway.tickets.places import Place
from tests.gateway.samples import NOW, VILLAGE, new_id
from tests.gateway.staff.desk import OTHER, OWN, services_of

SERVICE = "lapor-wifi-mati"
NIK = "1771015203900001"


def _both(text: str) -> dict[str, str]:
    return {"id": text, "en": f"{text} (en)"}


def _field(code: str, kind: str, **members: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "label": _both(f"Label {code}"), **members}


FORM = {
    "version": 1,
    "fields": [
        _field(
            "kind",
            "choice",
            public=True,
            options=[{"key": "dead", "label": _both("Mati")}, {"key": "slow", "label": _both("Lambat")}],
        ),
        _field("about", "text", multiline=True),
        _field("nik", "text", format="nik"),
        _field("station", "station"),
        _field("village", "village"),
        _field("where", "location"),
        _field("photos", "file"),
        _field("agree", "consent"),
    ],
}


async def prepare(app: FastAPI, agency: str = OWN) -> None:
    """Publish two agencies and a service with its form."""
    services = services_of(app)
    row = {
        "id": SERVICE,
        "name": _both("Lapor WiFi mati"),
        "agency_id": agency,
        "target_days": 3,
        "form": FORM,
    }
    async with services.database.write() as session:
        names = {OWN: "Dinas Rekaan", OTHER: "Dinas Lain"}
        await upsert_rows(session, "agencies", [{"id": one, "name": name} for one, name in names.items()])
        await upsert_rows(session, "services", [row])
        await publish_forms(session, [row], services.clock.now())


async def add_ticket(
    app: FastAPI,
    *,
    agency: str | None = OWN,
    answers: dict[str, Any] | None = None,
    received: datetime = NOW,
    files: tuple[str, ...] = (),
    **changes: Any,
) -> str:
    """Store a ticket and return its number; ``changes``: members of the new ticket."""
    members: dict[str, Any] = {
        "place": Place(-3.7928, 102.2608, VILLAGE, "17.71"),
        "public_text": "WiFi di pos ronda mati sejak kemarin",
        "name": "Budi Contoh",
        "phone": "0800 0000 0000",
        "email": "budi@warga.example",
        "form_version": 1,
        **changes,
    }
    given = {"kind": "dead", "about": "Lampu menyala, jaringan tidak ada", "nik": NIK} | (answers or {})
    async with services_of(app).database.write() as session:
        await sequence.lock(session)
        submission = Submission(
            id=new_id(),
            kind="service_request",
            number=await repository.next_number(session, NOW),
            status="received",
            received_at=received,
            updated_at=received,
            seq=(await sequence.allocate(session))[0],
            created_at=received,
            app_version="0.1.0",
            schema_version=1,
            notice_version="2026-11",
            payload={"service_id": SERVICE, "form_version": 1, "answers": given},
        )
        session.add(submission)
        await session.flush()
        session.add(SubmissionEvent(submission_id=submission.id, at=received, event="received", note=""))
        session.add_all(
            SubmissionAttachment(submission_id=submission.id, sha256=one, place=place)
            for place, one in enumerate(files)
        )
        ticket = await open_ticket(session, submission, NewTicket(SERVICE, **members))
        ticket.agency_id = agency
        return submission.number


async def add_many(app: FastAPI, count: int) -> list[str]:
    """Store tickets that came in one hour after the other, the oldest first."""
    return [await add_ticket(app, received=NOW - timedelta(hours=count - n)) for n in range(count)]
