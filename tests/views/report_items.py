"""My reports in every state, for the tests of the report screens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.app import AppServices
from services.models import (
    BlankSpotReport,
    Environment,
    FieldError,
    OperatorReading,
    OutboxItem,
    Receipt,
    SignalClass,
    SubmissionKind,
    VillageBasis,
)
from services.transitions import Accepted, Declined, Impossible, Started
from tests.fakes.clock import START
from tests.views.harness import fix_at

KEBUN_KELING = "17.71.03.1011"
NUMBER = "BKL-2026-000123"


def blank_spot(village: str = KEBUN_KELING, note: str = "") -> BlankSpotReport:
    """Return a finished report of one operator."""
    return BlankSpotReport(
        fix=fix_at(),
        village_id=village,
        village_basis=VillageBasis.CENTROID,
        environment=Environment.OUTDOOR,
        operators=(OperatorReading("telkomsel", SignalClass.BLANK),),
        observed_at=START,
        note=note,
    )


async def filed(services: AppServices, **answers: str) -> OutboxItem:
    """File a report: queued, never tried."""
    reports = services.reports
    return await reports.submit_blank_spot(reports.new_id(), blank_spot(**answers))


async def drafted(services: AppServices, payload: Mapping[str, Any] | None = None) -> OutboxItem:
    """Keep an unfinished report."""
    item_id = services.reports.new_id()
    draft = payload if payload is not None else blank_spot(note="sejak Senin").to_wire()
    return await services.outbox.save_draft(item_id, SubmissionKind.BLANK_SPOT, draft)


async def received(services: AppServices, status: str | None = None) -> OutboxItem:
    """File a report and let the province receive it."""
    item = await filed(services)
    await services.outbox.apply(item.id, Started())
    receipt = Receipt(item.id, str(item.fingerprint), NUMBER, START, "received")
    item = await services.outbox.apply(item.id, Accepted(receipt))
    if status:
        await services.outbox.note_status({item.id: status})
    return services.outbox.get(item.id)


async def rejected(services: AppServices) -> OutboxItem:
    """File a report that the province sends back."""
    item = await filed(services)
    await services.outbox.apply(item.id, Started())
    fields = (
        FieldError("payload.position.lat", "range", "out of range"),
        FieldError("payload.surprise", "odd", "odd"),
    )
    return await services.outbox.apply(item.id, Declined("error.refused", fields))


async def parked(services: AppServices) -> OutboxItem:
    """File a report that could not be delivered for good."""
    item = await filed(services)
    await services.outbox.apply(item.id, Started())
    return await services.outbox.apply(item.id, Impossible("error.bad_answer"))
