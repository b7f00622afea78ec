"""Outbox items as rows of the local store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.models import FieldError, OutboxItem, OutboxState, Receipt, SubmissionKind, wire


def to_row(item: OutboxItem) -> dict[str, Any]:
    """Return the JSON form that :func:`from_row` reads."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "payload": dict(item.payload),
        "attachments": list(item.attachments),
        "state": item.state.value,
        "created_at": item.created_at.isoformat(),
        "updated_at": item.updated_at.isoformat(),
        "fingerprint": item.fingerprint,
        "attempts": item.attempts,
        "next_at": item.next_at.isoformat() if item.next_at else None,
        "error": item.error,
        "field_errors": [[e.field, e.code, e.message] for e in item.field_errors],
        "receipt": item.receipt.to_wire() if item.receipt else None,
        "status": item.status,
        "app_version": item.app_version,
        "schema_version": item.schema_version,
    }


def from_row(row: Mapping[str, Any]) -> OutboxItem:
    """Read one row; raises ``ValueError`` (``WireError``) when it is not an item."""
    receipt = row.get("receipt")
    return OutboxItem(
        id=wire.text(row, "id"),
        kind=SubmissionKind(wire.text(row, "kind")),
        payload=wire.mapping(row, "payload"),
        attachments=tuple(str(name) for name in row.get("attachments") or ()),
        state=OutboxState(wire.text(row, "state")),
        created_at=wire.moment(row, "created_at"),
        updated_at=wire.moment(row, "updated_at"),
        fingerprint=wire.optional_text(row, "fingerprint"),
        attempts=int(wire.number(row, "attempts")),
        next_at=wire.optional_moment(row, "next_at"),
        error=wire.optional_text(row, "error"),
        field_errors=tuple(FieldError(*map(str, parts)) for parts in row.get("field_errors") or ()),
        receipt=Receipt.from_wire(receipt) if receipt else None,
        status=wire.optional_text(row, "status"),
        app_version=str(row.get("app_version") or ""),
        schema_version=int(wire.number(row, "schema_version")),
    )
