"""Make ``assets/basemap/land.json`` from the npm package ``@geo-maps/earth-lands-100m``.

    npm pack @geo-maps/earth-lands-100m@0.6.0 && tar xzf geo-maps-*.tgz
    python -m tools.build_land package/map.geo.json

The file holds the land between the four sides of ``BOUNDS`` as rings of integers: longitude then
latitude in degrees times ``SCALE``, the first vertex absolute, the others as differences, not closed.
Even-odd rule: a ring inside another is a hole. Needs about 3 GB of memory for the worldwide source.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import GeometryCollection, LinearRing, MultiPolygon, Polygon, box, make_valid
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

BOUNDS = (100.5, -6.0, 104.5, -1.8)
SCALE = 100_000
# About 2.5 km² here. The source has hundreds of three-cornered scraps of wide rivers: they look like dirt.
SMALLEST_LAKE_DEG2 = 0.0002
TARGET = Path(__file__).parent.parent / "assets" / "basemap" / "land.json"


def _near(outer: list[list[float]]) -> bool:
    """Return whether the box around a ring of [lon, lat] touches ``BOUNDS``."""
    west, south, east, north = BOUNDS
    lons, lats = [vertex[0] for vertex in outer], [vertex[1] for vertex in outer]
    return max(lons) >= west and min(lons) <= east and max(lats) >= south and min(lats) <= north


def polygons_near(document: dict[str, Any]) -> Iterator[Polygon]:
    """Yield the polygons of a GeoJSON document whose box touches ``BOUNDS``."""
    if document["type"] == "FeatureCollection":
        parts = [feature["geometry"] for feature in document["features"]]
    elif document["type"] == "GeometryCollection":
        parts = document["geometries"]
    else:
        parts = [document.get("geometry", document)]
    for part in parts:
        many = part["coordinates"] if part["type"] == "MultiPolygon" else [part["coordinates"]]
        for rings in many:
            if _near(rings[0]):
                yield shape({"type": "Polygon", "coordinates": rings})


def _areas(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of ``geometry``; lines and points that clipping left behind are dropped."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    if isinstance(geometry, MultiPolygon | GeometryCollection):
        return [area for part in geometry.geoms for area in _areas(part)]
    return []


def encode_ring(ring: LinearRing) -> list[int]:
    """Return a ring as integers: the first vertex, then differences; repeated vertices are dropped."""
    points: list[tuple[int, int]] = []
    for lon, lat in ring.coords[:-1]:
        point = (round(lon * SCALE), round(lat * SCALE))
        if not points or point != points[-1]:
            points.append(point)
    flat = list(points[0])
    for (x0, y0), (x1, y1) in pairwise(points):
        flat += [x1 - x0, y1 - y0]
    return flat


def land_rings(document: dict[str, Any]) -> list[list[int]]:
    """Return the land inside ``BOUNDS`` as encoded rings, the longest first."""
    frame = box(*BOUNDS)
    rings: list[list[int]] = []
    for polygon in polygons_near(document):
        repaired = polygon.buffer(0) if not polygon.is_valid else polygon
        for area in _areas(make_valid(repaired.intersection(frame))):
            lakes = [ring for ring in area.interiors if Polygon(ring).area >= SMALLEST_LAKE_DEG2]
            rings += [encode_ring(ring) for ring in (area.exterior, *lakes)]
    return sorted(rings, key=len, reverse=True)


def build(source: Path, target: Path = TARGET) -> dict[str, Any]:
    """Write the land file from the GeoJSON at ``source`` and return what was written."""
    land = {
        "licence": "ODbL-1.0",
        "attribution": "© OpenStreetMap contributors",
        "scale": SCALE,
        "rings": land_rings(json.loads(source.read_text(encoding="utf-8"))),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(land, ensure_ascii=False, separators=(",", ":"))
    lines = text.replace("],[", "],\n[").replace('"rings":[[', '"rings":[\n[')
    target.write_text(lines + "\n", encoding="utf-8")
    return land


def main() -> int:
    """Read the path of the GeoJSON from the command line and build the land file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path, help="map.geo.json of the unpacked package")
    rings = build(parser.parse_args().source)["rings"]
    vertices = sum(len(ring) // 2 for ring in rings)
    print(f"{len(rings)} rings, {vertices} vertices, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
