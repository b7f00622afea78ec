"""What waits to be sent, what was sent, and the receipt that proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.models import wire


class SubmissionKind(StrEnum):
    """Kinds that ``PUT /v1/submissions/{uuid}`` takes."""

    BLANK_SPOT = "blank_spot"
    WIFI_CHECK = "wifi_check"
    CONFIRMATION = "confirmation"
    WITHDRAWAL = "withdrawal"
    SERVICE_REQUEST = "service_request"
    COMMENT = "comment"
    RATING = "rating"
    RESOLUTION = "resolution"


class OutboxState(StrEnum):
    """Life of an item on this device; see ``services/outbox.py`` for the transitions."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The gateway's proof that it stored a submission. ``number`` is public, like BKL-2026-000123."""

    id: str
    fingerprint: str
    number: str
    received_at: datetime
    status: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Receipt:
        """Read a receipt; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            fingerprint=wire.text(row, "fingerprint"),
            number=wire.text(row, "number"),
            received_at=wire.moment(row, "received_at"),
            status=wire.text(row, "status"),
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the form kept in the local store."""
        return {
            "id": self.id,
            "fingerprint": self.fingerprint,
            "number": self.number,
            "received_at": self.received_at.isoformat(),
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that the gateway refused. ``code`` is stable, ``message`` in the gateway's words."""

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One submission on this device. ``id`` is the idempotency key, made when the form opens.

    ``payload`` is frozen when the item leaves the draft state and ``fingerprint`` is
    SHA-256 (hex) over the RFC 8785 form of ``{"attachments", "kind", "payload"}``.
    ``attachments`` are SHA-256 names of blobs in the local store. ``error`` is a message id.
    """

    id: str
    kind: SubmissionKind
    payload: Mapping[str, Any]
    attachments: tuple[str, ...]
    state: OutboxState
    created_at: datetime
    updated_at: datetime
    fingerprint: str | None = None
    attempts: int = 0
    next_at: datetime | None = None
    error: str | None = None
    field_errors: tuple[FieldError, ...] = field(default=())
    receipt: Receipt | None = None
    status: str | None = None
    app_version: str = ""
    schema_version: int = 1


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Take back a submission, payload of the kind ``withdrawal``: the gateway erases its personal data."""

    target: str

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {"target": self.target}
