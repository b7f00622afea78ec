"""Rows of products and businesses: sound ones, and everything in them that is refused."""

from __future__ import annotations

from typing import Any

TEXT = {"id": "Teks", "en": "Text"}
SOURCED = {"source": "test", "precision": "exact"}

SOUND: dict[str, dict[str, Any]] = {
    "products": {
        "id": "kopi",
        "name": TEXT,
        "category": "drink",
        "regency_code": "17.01",
        "gi": "registered",
        "gi_as_of": "2025-05",
        "summary": TEXT,
        "keywords": ["coffee"],
        "verified": "source",
        **SOURCED,
    },
    "businesses": {
        "id": "warung-contoh",
        "name": "Warung Contoh",
        "category": "food",
        "summary": TEXT,
        "products": ["kopi"],
        "phone": "0736 12345",
        "whatsapp": "+62 812-0000-0000",
        "shop_url": "https://toko.example/warung",
        "contact_consent": True,
        "lat": -3.05,
        "lon": 102.1,
        "regency_code": "17.01",
        "opening_hours": "Mo-Sa 08:00-16:00",
        "confirmed_on": "2026-11-01",
        "verified": "source",
        **SOURCED,
    },
}

NO_CONTACTS = {"phone": None, "whatsapp": None, "shop_url": None}
BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("products", {"category": "beach"}, "category", "unknown"),
    ("products", {"gi": "yes"}, "gi", "unknown"),
    ("products", {"gi_as_of": None}, "gi_as_of", "needs the month"),
    ("products", {"gi_as_of": "2025-13"}, "gi_as_of", "written like 2025-05"),
    ("products", {"gi_as_of": "May 2025"}, "gi_as_of", "written like 2025-05"),
    ("products", {"regency_code": "17.99"}, "regency_code", "17.99 is not a regency"),
    ("businesses", {"name": "x" * 121}, "name", "120"),
    ("businesses", {"category": "drink"}, "category", "unknown"),
    ("businesses", {"phone": "0736"}, "phone", "8 to 15 digits"),
    ("businesses", {"whatsapp": "wa.me/62812"}, "whatsapp", "8 to 15 digits"),
    ("businesses", {"shop_url": "http://toko.example"}, "shop_url", "begins with https://"),
    ("businesses", {"shop_url": "https://toko"}, "shop_url", "begins with https://"),
    ("businesses", {"shop_url": "https://a@toko.example"}, "shop_url", "begins with https://"),
    ("businesses", {"shop_url": "javascript:alert(1)"}, "shop_url", "begins with https://"),
    ("businesses", {"contact_consent": False}, "contact_consent", "owner's consent"),
    (
        "businesses",
        {**NO_CONTACTS, "phone": "0736 12345", "contact_consent": False},
        "contact_consent",
        "consent",
    ),
    ("businesses", {"products": ["teh"]}, "products.0", "teh is not in the products"),
    ("businesses", {"confirmed_on": "kemarin"}, "confirmed_on", "isoformat"),
    ("businesses", {"opening_hours": "08.00-16.00"}, "opening_hours", "colon"),
    ("businesses", {"lat": 3.05}, "lat", "missing minus sign?"),
    ("businesses", {"lon": 102.3}, "lat", "it lies in regency 17.02"),
]
