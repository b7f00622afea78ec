"""Content rows that the desk edits, and the forms as its pages send them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from gateway.feed.repository import upsert_rows
from gateway.staff.content_fields import as_inputs
from tests.gateway.samples import VILLAGE
from tests.gateway.staff.desk import OWN, services_of

REGIONS: list[dict[str, Any]] = [
    {"id": "17", "level": "province", "name": "Bengkulu", "lat": -3.8, "lon": 102.3},
    {"id": "17.71", "level": "regency", "name": "Kota Bengkulu", "lat": -3.8, "lon": 102.27},
    {"id": "17.71.03", "level": "district", "name": "Teluk Segara", "lat": -3.79, "lon": 102.26},
    {"id": VILLAGE, "level": "village", "name": "Kebun Keling", "lat": -3.7928, "lon": 102.2608},
]

STATION_ROW: dict[str, Any] = {
    "id": "pos-contoh",
    "name": "Pos Contoh",
    "kind": "public_facility",
    "lifecycle": "candidate",
    "lat": -3.7928,
    "lon": 102.2608,
    "regency_code": "17.71",
    "village_code": VILLAGE,
    "source": "daftar contoh",
    "precision": "alamat",
    "verified": "memory",
    "state": "ok",
    "member_of_tomorrow": 1,
}

DESTINATION: dict[str, Any] = {
    "id": "pantai-contoh",
    "name": {"id": "Pantai Contoh", "en": "Sample Beach"},
    "category": "beach",
    "summary": {"id": "Pantai landai."},
    "summary_source": "contoh",
    "regency_code": "17.71",
    "source": "contoh",
    "precision": "contoh",
    "verified": "source",
}

EVENT: dict[str, Any] = {
    "id": "pesta-contoh",
    "name": {"id": "Pesta Contoh", "en": "Sample Feast"},
    "category": "festival",
    "summary": {"id": "Pesta yang direka."},
    "recurrence": {"id": "Setiap Juni"},
    "dates": [{"from": "2027-06-06", "to": "2027-06-15", "precision": "estimated"}],
    "dates_known": True,
    "place": "Lapangan Contoh",
    "regency_code": "17.71",
    "source": "contoh",
    "precision": "contoh",
    "verified": "source",
}

PRODUCT: dict[str, Any] = {
    "id": "kopi-contoh",
    "name": {"id": "Kopi Contoh", "en": "Sample Coffee"},
    "category": "drink",
    "gi": "in_process",
    "gi_as_of": "2025-05",
    "summary": {"id": "Kopi yang direka."},
    "keywords": ["coffee", "kopi rekaan"],
    "regency_code": "17.71",
    "source": "contoh",
    "precision": "contoh",
    "verified": "source",
}

BUSINESS: dict[str, Any] = {
    "id": "warung-contoh",
    "name": "Warung Contoh",
    "category": "food",
    "summary": {"id": "Warung yang direka."},
    "products": ["kopi-contoh"],
    "phone": "0736 00000",
    "whatsapp": "+62 812 0000 0000",
    "shop_url": "https://toko.example/contoh",
    "contact_consent": True,
    "lat": -3.7928,
    "lon": 102.2608,
    "precision_m": 20.0,
    "regency_code": "17.71",
    "opening_hours": "Mo-Sa 08:00-16:00",
    "confirmed_on": "2026-11-01",
    "source": "contoh",
    "precision": "contoh",
    "verified": "source",
}

PROGRAMME: dict[str, Any] = {
    "id": "program-contoh",
    "name": {"id": "Program Contoh", "en": "Sample Programme"},
    "order": 1,
    "source": "contoh",
    "verified": "source",
}

ROUTE: dict[str, Any] = {
    "id": "rute-contoh",
    "name": {"id": "Rute Contoh", "en": "Sample Route"},
    "summary": {"id": "Rute yang direka."},
    "stops": [
        {"destination_id": "pantai-contoh", "note": {"id": "Datang pagi.", "en": "Come early."}},
        {"destination_id": "bukit-contoh"},
    ],
    "days": 1,
    "source": "contoh",
    "precision": "contoh",
    "verified": "suggestion",
}

NOTICE: dict[str, Any] = {
    "id": "berita",
    "title": {"id": "Berita"},
    "body": {"id": "Isi berita"},
    "published_at": "2026-11-20T08:00:00+07:00",
    "source": "Dinas Rekaan",
    "agency_id": OWN,
}


async def add_rows(app: FastAPI) -> None:
    """Publish one row of each kind, and the regions that they lie in."""
    async with services_of(app).database.write() as session:
        parents = [row | {"kind": row["level"], "parent_id": None} for row in REGIONS]
        await upsert_rows(session, "regions", parents)
        await upsert_rows(session, "wifi-stations", [STATION_ROW])
        await upsert_rows(session, "destinations", [DESTINATION, {**DESTINATION, "id": "bukit-contoh"}])
        await upsert_rows(session, "events", [EVENT])
        await upsert_rows(session, "products", [PRODUCT])
        await upsert_rows(session, "businesses", [BUSINESS])
        await upsert_rows(session, "programmes", [PROGRAMME])
        await upsert_rows(session, "notices", [NOTICE])
        await upsert_rows(session, "routes", [ROUTE])


def notice_form(**changes: str) -> dict[str, str]:
    """Return the form of a notice."""
    return {
        "kind": "notice",
        "title.id": "Pemadaman",
        "title.en": "",
        "body.id": "Jaringan dipelihara Sabtu malam.",
        "body.en": "",
        "published_at": "2026-11-21T12:00",
        "expires_at": "2026-11-28T12:00",
        "source": "Dinas Rekaan",
        **changes,
    }


def progress_form(**changes: str) -> dict[str, str]:
    """Return the form of news about progress."""
    about = {"kind": "progress", "programme_id": "program-contoh", "state": "under_way"}
    return notice_form(**about, fact_on="2026-11-20", place="Jembatan Contoh") | changes


def programme_form(**changes: str) -> dict[str, str]:
    """Return the form of the programme."""
    return as_inputs("programmes", PROGRAMME) | changes


def route_form(**changes: str) -> dict[str, str]:
    """Return the form of the route."""
    return as_inputs("routes", ROUTE) | changes


def station_form(**changes: str) -> dict[str, str]:
    """Return the form of the station."""
    return as_inputs("wifi-stations", STATION_ROW) | changes


def destination_form(**changes: str) -> dict[str, str]:
    """Return the form of the destination."""
    return as_inputs("destinations", DESTINATION) | changes


def event_form(**changes: str) -> dict[str, str]:
    """Return the form of the event."""
    return as_inputs("events", EVENT) | changes


def product_form(**changes: str) -> dict[str, str]:
    """Return the form of the product."""
    return as_inputs("products", PRODUCT) | changes


def business_form(**changes: str) -> dict[str, str]:
    """Return the form of the business."""
    return as_inputs("businesses", BUSINESS) | changes
