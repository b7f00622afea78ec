"""The basemap pack: roads, borders and names, from whatever files the province has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry
from shapely.geometry import MultiPolygon

from gateway.content.faults import Fault, ImportRefused, raise_if_any, refuse
from gateway.content.files import read_json
from gateway.packing import geojson, osm_json, osm_pbf
from gateway.packing.boundaries import build_boundaries, finest
from gateway.packing.credits import Credit, joined
from gateway.packing.labels import GAZETTEER_CREDIT, build_labels
from gateway.packing.mapdata import MapData
from gateway.packing.rings import Coordinates, area_of, decode
from gateway.packing.roads import build_roads
from gateway.packing.villages import as_coverage

NAME, FORMAT, SCALE = "basemap", "rafflesia-basemap/1", 100_000

REACH_DEG = 0.05
"""Roads are kept up to this far (5.5 km) beyond the province's border."""


def read_files(paths: Iterable[Path]) -> MapData:
    """Return what is in GeoJSON files, Overpass answers and OpenStreetMap extracts, told apart by content.

    Raises :class:`ImportRefused` with the faults of every file.
    """
    data, faults = MapData(), list[Fault]()
    for path in paths:
        try:
            data.add(_read_file(path))
        except ImportRefused as refused:
            faults += refused.faults
    raise_if_any(faults)
    return data


def build_basemap(
    data: MapData,
    regions: Iterable[Mapping[str, Any]],
    land: Geometry | None,
    extra_credits: Iterable[Credit] = (),
) -> dict[str, Any]:
    """Return the pack document.

    ``regions``: rows of the regions content, for the names; ``land``: the land outline of the app
    (None: the province's outer border is not drawn); ``extra_credits``: of whatever else went in.
    """
    credit = joined([*data.credits, *extra_credits, GAZETTEER_CREDIT])
    document = {
        "format": FORMAT,
        "licence": credit.licence,
        "attribution": credit.attribution,
        "scale": SCALE,
        "roads": build_roads(_within_reach(data), SCALE),
        "boundaries": build_boundaries(_coverage(data), data.boundary_lines, land, SCALE),
        "labels": build_labels(regions, data.places, SCALE),
    }
    if not document["roads"] and not document["boundaries"]:
        raise refuse(NAME, "no roads (LineString with highway) and no borders (Polygon with code) found")
    return document


def read_land(path: Path) -> Geometry | None:
    """Return the land outline kept with the app's assets, None when the file is not there."""
    if not path.exists():
        return None
    document = json.loads(path.read_text("utf-8"))
    return area_of(decode(ring, document["scale"]) for ring in document["rings"])


def _read_file(path: Path) -> MapData:
    if osm_pbf.is_extract(path):
        return osm_pbf.map_data(path)
    document = read_json(path)
    if isinstance(document, dict) and isinstance(document.get("elements"), list):
        return osm_json.map_data(document, path.name)
    return geojson.map_data(document, path.name)


def _coverage(data: MapData) -> Mapping[str, MultiPolygon]:
    """Return the finest areas with shared borders exactly shared."""
    if not data.areas:
        return {}
    areas = finest(data.areas)
    return areas if data.areas_are_clean else as_coverage(areas)


def _within_reach(data: MapData) -> list[tuple[str, Coordinates]]:
    """Return the roads near the province's areas; all of them when there are no areas."""
    if not data.areas or not data.roads:
        return data.roads
    reach = shapely.union_all([shapely.box(*area.bounds) for area in data.areas.values()]).buffer(REACH_DEG)
    shapely.prepare(reach)
    return [
        (name, line)
        for name, line in data.roads
        if len(line) >= 2 and reach.intersects(shapely.linestrings(line))
    ]
