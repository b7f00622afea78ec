"""Businesses for view tests, made up and named so: put into the local store as the gateway would."""

from __future__ import annotations

from typing import Any

from services.app import AppServices

WARUNG: dict[str, Any] = {
    "id": "warung-contoh",
    "name": "Warung Contoh",
    "category": "food",
    "summary": {"id": "Warung yang direka untuk uji.", "en": "A stall made up for tests."},
    "products": ["lempuk-durian", "kopi-robusta-kepahiang", "produk-yang-hilang"],
    "phone": "0736 00000",
    "whatsapp": "0812-0000-0000",
    "shop_url": "https://toko.example/contoh",
    "contact_consent": True,
    "lat": -3.7950,
    "lon": 102.2640,
    "precision_m": 20,
    "regency_code": "17.71",
    "village_code": "17.71.03.1011",
    "address": "Jalan Contoh 1",
    "opening_hours": "Mo-Su 08:00-16:00",
    "confirmed_on": "2026-11-01",
    "source": "contoh",
    "precision": "contoh",
    "verified": "source",
}
LAMA: dict[str, Any] = {
    **WARUNG,
    "id": "batik-contoh",
    "name": "Batik Contoh",
    "category": "fashion",
    "products": ["batik-besurek"],
    "phone": None,
    "whatsapp": None,
    "shop_url": None,
    "lat": -3.7929,
    "lon": 102.2609,
    "opening_hours": None,
    "confirmed_on": "2025-05-03",
}
UNPLACED: dict[str, Any] = {
    **WARUNG,
    "id": "kopi-contoh",
    "name": "Kopi Contoh",
    "products": [],
    "contact_consent": False,
    "lat": None,
    "lon": None,
    "precision_m": None,
}


def businesses(*rows: dict[str, Any]) -> Any:
    """Return a ``prepare`` for ``harness.start``: these businesses are known, synced now."""

    async def prepare(services: AppServices) -> None:
        await services._collections["businesses"].replace_all(rows, "1", trusted=True)

    return prepare
