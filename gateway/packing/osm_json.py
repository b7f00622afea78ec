"""Reading and asking for Overpass JSON, the OpenStreetMap format with geometry in the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import numpy as np

from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.files import parse_json
from gateway.content.geography import EAST, NORTH, SOUTH, WEST, in_box
from gateway.packing.credits import OSM
from gateway.packing.mapdata import ADMIN_LEVEL, PLACE_KIND, MapData, PlaceNode, road_class
from gateway.packing.rings import Coordinates

Nodes = Mapping[Any, tuple[float, float]]

TIMEOUT_S = 300
MAX_BYTES = 400_000_000

QUERY = f"""[out:json][timeout:{TIMEOUT_S}][bbox:{SOUTH},{WEST},{NORTH},{EAST}];
area["ISO3166-2"="ID-BE"]->.p;
(way(area.p)["highway"~"^(motorway|trunk|primary|secondary|tertiary)(_link)?$"];
way(area.p)["highway"~"^(unclassified|residential|living_street|road)$"];
node(area.p)["place"~"^(city|town|village|island)$"]["name"];
way(area.p)["boundary"="administrative"]["admin_level"~"^[456]$"];);
out geom;"""


async def download(url: str, client: httpx.AsyncClient) -> dict[str, Any]:
    """Ask an Overpass server for the province; raises :class:`ImportRefused` with what went wrong."""
    try:
        async with client.stream("POST", url, data={"data": QUERY}, timeout=TIMEOUT_S + 30) as response:
            response.raise_for_status()
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise refuse(url, f"answers more than {MAX_BYTES // 1_000_000} MB")
    except httpx.HTTPError as error:
        raise refuse(url, f"cannot be reached: {error}") from error
    document = parse_json(bytes(body), url)
    if not isinstance(document, dict) or not isinstance(document.get("elements"), list):
        raise refuse(url, "does not answer Overpass JSON", field="elements")
    if remark := document.get("remark"):
        raise refuse(url, f"gave up half-way: {remark}", field="remark")
    return document


def map_data(document: Mapping[str, Any], file: str) -> MapData:
    """Return roads, administrative borders and named places of an Overpass answer.

    Raises :class:`ImportRefused` with every tagged element whose geometry cannot be read.
    """
    elements = [element for element in document["elements"] if isinstance(element, Mapping)]
    nodes = {
        element.get("id"): position
        for element in elements
        if element.get("type") == "node"
        and isinstance(element.get("id"), int)
        and (position := _position(element))
    }
    data, faults = MapData(credits=[OSM]), list[Fault]()
    for row, element in enumerate(document["elements"], start=1):
        try:
            _collect(element, nodes, data)
        except ValueError as error:
            faults.append(Fault(file, row, "geometry", str(error)))
    raise_if_any(faults)
    if not (data.roads or data.boundary_lines or data.places):
        raise refuse(file, "has no roads, borders or places", field="elements")
    return data


def collect_line(tags: Mapping[str, Any], line: Coordinates, data: MapData) -> None:
    """Add one OSM way to ``data``: a road when it has a drawn class, else a border when it is one."""
    if road := road_class(str(tags.get("highway") or "")):
        data.roads.append((road, line))
        return
    level = ADMIN_LEVEL.get(str(tags.get("admin_level")))
    if level and tags.get("boundary") == "administrative":
        data.boundary_lines.append((level, line))


def collect_place(tags: Mapping[str, Any], lat: float, lon: float, data: MapData) -> None:
    """Add one OSM node to ``data`` when it is a named place of the province."""
    name, kind = tags.get("name"), PLACE_KIND.get(str(tags.get("place")))
    if name and kind and in_box(lat, lon):
        data.places.append(PlaceNode(str(name), lat, lon, kind))


def _collect(element: Any, nodes: Nodes, data: MapData) -> None:
    tags = element.get("tags") if isinstance(element, Mapping) else None
    if not isinstance(tags, Mapping):
        return
    if element.get("type") == "node":
        if (position := _position(element)) is None:
            raise ValueError("has no lat and lon")
        collect_place(tags, position[1], position[0], data)
    elif element.get("type") == "way":
        line = _way_line(element, nodes)
        if len(line) >= 2:
            collect_line(tags, line, data)


def _way_line(element: Mapping[str, Any], nodes: Nodes) -> Coordinates:
    """Return the vertices of a way (``out geom`` or ``out body`` with its nodes) inside the box."""
    geometry, refs = element.get("geometry") or [], element.get("nodes") or []
    if not isinstance(geometry, list) or not isinstance(refs, list):
        raise ValueError("has no list of positions or nodes: ask Overpass for 'out geom;'")
    vertices = [_position(point) for point in geometry] or [
        nodes.get(ref) for ref in refs if isinstance(ref, int)
    ]
    kept = [vertex for vertex in vertices if vertex and in_box(vertex[1], vertex[0])]
    return np.asarray(kept, dtype=np.float64).reshape(-1, 2)


def _position(point: Any) -> tuple[float, float] | None:
    """Return (longitude, latitude), None for anything that has none (Overpass cuts ways with null)."""
    if not isinstance(point, Mapping):
        return None
    lat, lon = point.get("lat"), point.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return float(lon), float(lat)
