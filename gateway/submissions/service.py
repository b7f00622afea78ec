"""Taking in a submission: exactly once, whole or not at all."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.errors import Problem
from gateway.state import Services
from gateway.submissions import repository
from gateway.submissions.fingerprint import fingerprint
from gateway.submissions.inflight import hold_in_database
from gateway.submissions.kinds import store_payload
from gateway.submissions.schemas import PAYLOADS, Envelope, Payload
from gateway.submissions.tables import IdempotencyKey, Submission
from gateway.submissions.uploads import require_uploaded
from gateway.validation import validate
from gateway.versions import is_older

MIN_SCHEMA_VERSION = 1

Receipt = dict[str, Any]


async def submit(services: Services, submission_id: str, document: dict[str, Any]) -> tuple[Receipt, bool]:
    """Store ``document`` under its key; return the receipt and whether it was stored just now.

    Raises the problems of docs/api.md. The key, the submission and what it counts for are written in
    one transaction.
    """
    envelope = validate(Envelope, document)
    if fingerprint(envelope.kind, envelope.payload, envelope.attachments) != envelope.fingerprint:
        raise Problem(422, "fingerprint_mismatch", "The fingerprint is not that of the content.")
    with services.in_flight.hold(submission_id):
        async with services.database.read() as session:
            earlier = await _replay(session, submission_id, envelope)
        if earlier is not None:
            return earlier, False
        _require_current(envelope, services.settings.app_min_version)
        payload = _read_payload(envelope)
        return await _store_once(services, submission_id, envelope, payload)


async def _store_once(
    services: Services, submission_id: str, envelope: Envelope, payload: Payload
) -> tuple[Receipt, bool]:
    now = services.clock.now()
    async with services.database.write() as session:
        await hold_in_database(session, submission_id)
        await sequence.lock(session)
        earlier = await _replay(session, submission_id, envelope)
        if earlier is not None:
            return earlier, False
        await require_uploaded(session, "attachments", envelope.attachments)
        submission = _submission(submission_id, envelope)
        await repository.add_submission(session, submission, envelope.attachments, now)
        receipt = _receipt(submission, envelope.fingerprint)
        session.add(IdempotencyKey(id=submission_id, fingerprint=envelope.fingerprint, receipt=receipt))
        files = await store_payload(session, submission, payload, envelope.attachments, now)
    await services.attachments.discard(files)
    return receipt, True


async def _replay(session: AsyncSession, submission_id: str, envelope: Envelope) -> Receipt | None:
    key = await repository.find_key(session, submission_id)
    if key is None:
        return None
    if key.fingerprint != envelope.fingerprint:
        raise Problem(422, "key_reused", "This key was used before with other content.")
    return key.receipt


def _require_current(envelope: Envelope, app_min_version: str) -> None:
    if envelope.schema_version < MIN_SCHEMA_VERSION or is_older(envelope.app_version, app_min_version):
        raise Problem(426, "update_required", f"The app needs to be at least version {app_min_version}.")


def _read_payload(envelope: Envelope) -> Payload:
    return validate(PAYLOADS[envelope.kind], envelope.payload, "payload")


def _submission(submission_id: str, envelope: Envelope) -> Submission:
    return Submission(
        id=submission_id,
        kind=envelope.kind,
        created_at=envelope.created_at,
        app_version=envelope.app_version,
        schema_version=envelope.schema_version,
        notice_version=envelope.notice_version,
        payload=envelope.payload,
    )


def _receipt(submission: Submission, content_fingerprint: str) -> Receipt:
    return {
        "id": submission.id,
        "fingerprint": content_fingerprint,
        "number": submission.number,
        "received_at": submission.received_at.isoformat(),
        "status": "received",
    }
