"""A province of two regencies, four villages, each a square of 0.1° (11 km): small enough to reason about.

102.0      102.1      102.2      102.3      102.4   E
-3.0  17.01.01.2001 | 17.01.02.2001 | 17.02.01.2001 | 17.02.01.2002
-3.1  ---------------------------------------------------------------
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon

from gateway.content.locator import Locator

VILLAGES = ("17.01.01.2001", "17.01.02.2001", "17.02.01.2001", "17.02.01.2002")
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
INSIDE = {"17.01": (-3.05, 102.1), "17.02": (-3.05, 102.3)}
"""A point well inside every regency: latitude, longitude."""


def square(index: int) -> MultiPolygon:
    """Return the polygon of the village with this index."""
    west = 102.0 + index / 10
    return MultiPolygon([shapely.box(west, -3.1, west + 0.1, -3.0)])


def polygons() -> dict[str, MultiPolygon]:
    """Return the village polygons by code."""
    return {code: square(index) for index, code in enumerate(VILLAGES)}


def region(code: str, lat: float, lon: float, radius_m: float, **changes: Any) -> dict[str, Any]:
    """Return one regions row."""
    level = ("province", "regency", "district", "village")[code.count(".")]
    return {
        "id": code,
        "level": level,
        "name": f"{level} {code}",
        "kind": level,
        "parent_id": code.rpartition(".")[0] or None,
        "lat": lat,
        "lon": lon,
        "radius_m": radius_m,
        "source": "test",
        "precision": "exact",
        **changes,
    }


def regions() -> list[dict[str, Any]]:
    """Return every region of this province."""
    rows = [region("17", -3.05, 102.2, 30_000)]
    rows += [region(code, *INSIDE[code], 13_000) for code in INSIDE]
    for code, lon, radius in (
        ("17.01.01", 102.05, 8_000),
        ("17.01.02", 102.15, 8_000),
        ("17.02.01", 102.3, 13_000),
    ):
        rows.append(region(code, -3.05, lon, radius))
    return rows + [region(code, -3.05, 102.05 + index / 10, 8_000) for index, code in enumerate(VILLAGES)]


def regions_by_id() -> dict[str, dict[str, Any]]:
    """Return every region by code."""
    return {row["id"]: row for row in regions()}


def locator(*, with_polygons: bool = True) -> Locator:
    """Return a locator for this province."""
    return Locator(regions(), polygons() if with_polygons else None)


def station(**changes: Any) -> dict[str, Any]:
    """Return a sound wifi-stations row; ``None`` removes a member."""
    lat, lon = INSIDE["17.01"]
    return {
        "id": "taman-kota",
        "name": "Taman Kota",
        "kind": "tourism",
        "lifecycle": "candidate",
        "lat": lat,
        "lon": lon,
        "precision_m": 20,
        "regency_code": "17.01",
        "village_code": "17.01.02.2001",
        "source": "test",
        "precision": "exact",
        "verified": "source",
        **changes,
    }


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the row without some of its members."""
    return {name: value for name, value in row.items() if name not in names}


def write_content(folder: Path, **collections: list[Any]) -> Path:
    """Write content files and return the folder; underscores of a keyword become hyphens."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in collections.items():
        collection = name.replace("_", "-")
        document = {
            "collection": collection,
            "licence": "CC0-1.0",
            "attribution": "test",
            "as_of": "2026-11-21",
            "items": rows,
        }
        (folder / f"{collection}.json").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return folder


def write_villages(path: Path, **members: Any) -> Path:
    """Write the village polygons as GeoJSON and return the path."""
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(polygon)}
        for code, polygon in polygons().items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), "utf-8")
    return path
