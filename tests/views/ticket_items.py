"""My tickets in every state, for the tests of the ticket screens."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from services.app import AppServices
from services.models import OutboxItem, Receipt, SubmissionKind
from services.transitions import Accepted, Started
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway

AGENCY = "Dinas Contoh"
SERVICE = "lapor-wifi-mati"
NUMBER = "BKL-2026-000777"
DAY = timedelta(days=1)


def entry(event: str, by: str, note: str | None = None, at: datetime = START, **more: Any) -> dict[str, Any]:
    """Return one entry of a timeline as the gateway tells it."""
    agency = AGENCY if by == "agency" else None
    row = {"at": at.isoformat(), "event": event, "note": note, "by": by, "agency": agency, "files": []}
    return row | more


def status_row(
    item_id: str,
    status: str,
    timeline: list[dict[str, Any]] | None = None,
    updated_at: datetime = START,
    **facts: Any,
) -> dict[str, Any]:
    """Return the status of a ticket as the gateway tells it; ``facts`` change its ``ticket``."""
    ticket: dict[str, Any] = {
        "service_id": SERVICE,
        "agency_id": "contoh",
        "agency": AGENCY,
        "due_on": "2026-12-03",
        "answered_at": None,
        "resolved_at": None,
        "confirm_until": None,
        "reopen_until": None,
        "rating": None,
        "duplicate_of": None,
    }
    for name, value in facts.items():
        ticket[name] = value.isoformat() if isinstance(value, date) else value
    return {
        "id": item_id,
        "kind": "service_request",
        "number": NUMBER,
        "status": status,
        "received_at": START.isoformat(),
        "updated_at": updated_at.isoformat(),
        "timeline": [entry("received", "system"), *(timeline or [])],
        "ticket": ticket,
    }


async def requested(services: AppServices, number: str = NUMBER) -> OutboxItem:
    """Ask for a service and let the province receive it."""
    payload = {
        "service_id": SERVICE,
        "form_version": 1,
        "answers": {},
        "observed_at": services.clock.now().isoformat(),
    }
    item_id = services.ids.new()
    item = await services.outbox.submit(item_id, SubmissionKind.SERVICE_REQUEST, payload)
    return await accepted(services, item, number)


async def accepted(
    services: AppServices, item: OutboxItem, number: str = NUMBER, at: datetime | None = None
) -> OutboxItem:
    """Let the province receive ``item``."""
    await services.outbox.apply(item.id, Started())
    received_at = at or services.clock.now()
    receipt = Receipt(item.id, str(item.fingerprint), number, received_at, "received")
    return await services.outbox.apply(item.id, Accepted(receipt))


async def told(services: AppServices, item: OutboxItem, row: dict[str, Any]) -> OutboxItem:
    """Let the gateway have told ``row`` about ``item``."""
    await services.reports._statuses.keep({item.id: row})
    await services.outbox.note_status({item.id: row["status"]})
    return services.outbox.get(item.id)


async def ticket(services: AppServices, status: str, **more: Any) -> OutboxItem:
    """Have a ticket in a state; ``more`` as in :func:`status_row`."""
    item = await requested(services)
    return await told(services, item, status_row(item.id, status, **more))


async def asked(services: AppServices) -> OutboxItem:
    """Have a ticket about which the agency asks something."""
    return await ticket(
        services,
        "need_info",
        timeline=[
            entry("taken", "agency"),
            entry("question", "agency", "Di lantai berapa WiFi-nya mati?", START + DAY),
        ],
        updated_at=START + DAY,
    )


async def resolved(services: AppServices, **more: Any) -> OutboxItem:
    """Have a ticket that the agency calls done, seven days to answer."""
    facts: dict[str, Any] = {
        "answered_at": START - DAY,
        "resolved_at": START,
        "confirm_until": START + 7 * DAY,
        "reopen_until": START + 14 * DAY,
    }
    timeline = [
        entry("answered", "agency", "Petugas berangkat besok.", START - DAY),
        entry("resolved", "agency", "Alat sudah diganti."),
    ]
    return await ticket(services, "resolved", **({"timeline": timeline} | facts | more))


def online(services: AppServices, gateway: FakeGateway) -> None:
    """Let ``gateway`` know what this device has sent, so that it does not forget it at the next pull."""
    for item in services.outbox.items():
        if item.receipt:
            gateway.receipts[item.id] = item.receipt.to_wire()
