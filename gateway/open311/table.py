"""Requests as one CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from gateway.csvfile import write_csv

MOST_CSV_ROWS: Final = 50_000

COLUMNS: Final = (
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
)  # fmt: skip
"""The members of a GeoReport request, in its order."""


def as_csv(requests: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the file of described requests."""
    return write_csv(COLUMNS, ([request[name] for name in COLUMNS] for request in requests))
