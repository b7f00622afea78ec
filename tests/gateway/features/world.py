"""Destinations for the tests of open data on the map, and how they read it."""

from __future__ import annotations

from typing import Any

import httpx

ROOT = "/features"


ITEMS = f"{ROOT}/collections/{{}}/items"


def place(place_id: str, name: str, category: str, **more: Any) -> dict[str, Any]:
    """Return a destination as the feed keeps it."""
    texts = {"id": name, "en": f"{name} (en)"}
    return {
        "id": place_id,
        "name": texts,
        "summary": texts,
        "category": category,
        "regency_code": "17.71",
        **more,
    }


PLACES = [
    place("pantai", "Pantai", "beach", lat=-3.80, lon=102.25, secret="x"),
    place("bukit", "=Bukit", "mountain", lat=-3.10, lon=102.00),
    place("danau", "Danau\nbiru", "lake"),
]


async def get(client: httpx.AsyncClient, path: str, **query: Any) -> dict[str, Any]:
    """Return a document that must be there."""
    answer = await client.get(path, params=query or None)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def ids(document: dict[str, Any]) -> list[str]:
    """Return the ids of the features in their order."""
    return [feature["id"] for feature in document["features"]]
