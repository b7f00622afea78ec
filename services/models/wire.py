"""Reading JSON from the gateway: small checked accessors, so that a bad row is refused and named."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


class WireError(ValueError):
    """A document from outside does not have the agreed shape; the message names the field."""


def _mismatch(field: str, expected: str, got: str) -> WireError:
    return WireError(f"{field}: expected {expected}, got {got}")


def text(row: Mapping[str, Any], field: str) -> str:
    """Return the required string ``row[field]``; raises :class:`WireError`."""
    value = row.get(field)
    if not isinstance(value, str) or not value:
        raise _mismatch(field, "text", type(value).__name__)
    return value


def optional_text(row: Mapping[str, Any], field: str) -> str | None:
    """Return ``row[field]`` or None when absent, null or empty."""
    return text(row, field) if row.get(field) else None


def number(row: Mapping[str, Any], field: str) -> float:
    """Return the required finite number ``row[field]``; raises :class:`WireError`."""
    value = row.get(field)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _mismatch(field, "a finite number", repr(value)[:40])
    return float(value)


def optional_number(row: Mapping[str, Any], field: str) -> float | None:
    """Return ``row[field]`` as a float, or None when absent or null."""
    return None if row.get(field) is None else number(row, field)


def day(row: Mapping[str, Any], field: str) -> date:
    """Return the required ISO 8601 day; raises :class:`WireError`."""
    raw = text(row, field)
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise _mismatch(field, "an ISO 8601 day", raw[:40]) from error


def moment(row: Mapping[str, Any], field: str) -> datetime:
    """Return the required ISO 8601 time with offset; raises :class:`WireError`."""
    raw = text(row, field)
    try:
        value = datetime.fromisoformat(raw)
    except ValueError as error:
        raise _mismatch(field, "an ISO 8601 time", raw[:40]) from error
    if value.tzinfo is None:
        raise _mismatch(field, "a time with offset", raw[:40])
    return value


def optional_moment(row: Mapping[str, Any], field: str) -> datetime | None:
    """Return ``row[field]`` as an aware datetime, or None when absent or null."""
    return moment(row, field) if row.get(field) else None


def mapping(row: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """Return the required object ``row[field]``; raises :class:`WireError`."""
    value = row.get(field)
    if not isinstance(value, Mapping):
        raise _mismatch(field, "an object", type(value).__name__)
    return value


def objects(row: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """Return the list of objects ``row[field]`` (absent = empty); raises :class:`WireError`."""
    value = row.get(field) or []
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _mismatch(field, "a list of objects", type(value).__name__)
    return value
