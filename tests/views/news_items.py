"""News for view tests: rows in the wire form, put into the local store as the gateway would."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.app import AppServices
from tests.fakes.clock import START

ROADS = {
    "id": "jalan",
    "name": {"id": "Program Jalan", "en": "Roads Programme"},
    "summary": {"id": "Jalan provinsi diperbaiki.", "en": "Roads of the province are repaired."},
    "order": 2,
    "source": "Contoh SK",
    "verified": "source",
}
HEALTH = {**ROADS, "id": "sehat", "name": {"id": "Program Sehat", "en": "Health Programme"}, "order": 1}
HEALTH |= {"verified": "memory", "summary": None}
AT = {"lat": -3.788, "lon": 102.2525, "precision_m": 60, "regency_code": "17.71", "place": "Ruas contoh"}


def notice(notice_id: str, title: str, hours_ago: float = 1, **fields: Any) -> dict[str, Any]:
    """Return a notice that was published so many hours before the start of the test."""
    return {
        "id": notice_id,
        "title": {"id": title, "en": f"{title} (English)"},
        "body": {"id": f"Isi {title}.", "en": f"Text of {title}."},
        "published_at": (START - timedelta(hours=hours_ago)).isoformat(),
        "source": "Dinas Contoh",
        **fields,
    }


def progress(notice_id: str, title: str, state: str = "under_way", **fields: Any) -> dict[str, Any]:
    """Return news about progress on 20 November 2026."""
    return notice(notice_id, title, **{"kind": "progress", "state": state, "fact_on": "2026-11-20", **fields})


def told(*rows: dict[str, Any], programmes: tuple[dict[str, Any], ...] = ()) -> Any:
    """Return a ``prepare`` for ``harness.start``: the store holds just these news and programmes."""

    async def prepare(services: AppServices) -> None:
        await services._collections["notices"].replace_all(rows, "1", trusted=True)
        await services._collections["programmes"].replace_all(programmes, "1", trusted=True)

    return prepare
