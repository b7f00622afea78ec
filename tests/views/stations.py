"""Stations for view tests: rows in the wire form, put into the local store as the gateway would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.app import AppServices
from tests.fakes.clock import START

BASE: dict[str, Any] = {
    "kind": "tourism",
    "lifecycle": "active",
    "lat": -3.79,
    "lon": 102.26,
    "precision_m": 60,
    "regency_code": "17.71",
    "village_code": None,
    "source": "Dinas Kominfotik",
    "precision": "sekitar 60 m",
    "verified": "source",
}


def ago(minutes: float) -> str:
    """Return a time so many minutes before the start of the test, in the wire form."""
    return (START - timedelta(minutes=minutes)).isoformat()


def row(station_id: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return a station that nobody has proven yet; ``changes`` replace fields."""
    return {**BASE, "id": station_id, "name": name, **changes}


def online(station_id: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return a station that the monitor saw working 4 minutes ago."""
    return row(station_id, name, **{"state": "online", "last_proof_at": ago(4), **changes})


def candidate(station_id: str, name: str, **changes: Any) -> dict[str, Any]:
    """Return a place where nobody claims that there is a station."""
    return row(station_id, name, **{"lifecycle": "candidate", **changes})


def only(*rows: dict[str, Any]) -> Any:
    """Return a ``prepare`` for ``harness.start``: the store holds just these stations, synced now."""

    async def prepare(services: AppServices) -> None:
        stations = services._collections["wifi-stations"]
        await stations.replace_all(rows, "1", trusted=True)

    return prepare
